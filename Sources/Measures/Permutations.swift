import Computation

/// A statistic of something put into random order again and again, in the order of the permutations, whatever the
/// number of threads.
func permuted<T: Sendable>(
    _ permutations: Int, seed: UInt64, threads: Int?, progress: (@Sendable (Int) -> Void)? = nil, _ things: [T],
    _ statistic: @Sendable ([T]) -> Double
) -> [Double] {
    parallelMap(count: permutations, threads: threads, cancel: .current, progress: progress) { permutation in
        var stream = RandomStream(seed: seed, piece: permutation)
        var shuffled = things
        stream.shuffle(&shuffled)
        return statistic(shuffled)
    }.compactMap { $0 }
}

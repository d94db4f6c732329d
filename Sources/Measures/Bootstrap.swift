import Computation

/// Between which values a measure lies in most samples.
public struct Interval: Sendable, Equatable {
    /// The lower percentile.
    public let low: Double
    /// The upper percentile.
    public let high: Double
}

/// How samples are drawn for an interval.
public struct BootstrapOptions: Sendable {
    /// How many samples are drawn.
    public var replications = 1_000
    /// The share of samples inside: .9 cuts 5 % at each end.
    public var level = 0.9
    /// The same seed gives the same bits, however many threads.
    public var seed: UInt64 = 1
    /// Nil takes one for each processor; the interval does not depend on it.
    public var threads: Int?
    /// Called with how many samples are done, from any thread, one call at a time.
    public var progress: (@Sendable (Int) -> Void)?

    /// A thousand samples, nine tenths of them inside.
    public init() {}
}

/// Percentile intervals of statistics over samples of places drawn with replacement (Efron 1979,
/// doi:10.1214/aos/1176344552).
///
/// - Parameter statistics: from how often each place was drawn; each comes back with an interval.
/// - Complexity: replications × (n + the statistics).
func bootstrap(_ count: Int, _ options: BootstrapOptions, _ statistics: @Sendable ([Double]) -> [Double]) -> [Interval]
{
    var samples = parallelMap(
        count: options.replications, threads: options.threads, cancel: .current, progress: options.progress
    ) { replication in
        var stream = RandomStream(seed: options.seed, piece: replication)
        var counts = Array(repeating: 0.0, count: count)
        counts.withUnsafeMutableBufferPointer { counts in
            for _ in 0..<count { counts[stream.index(below: count)] += 1 }
        }
        return statistics(counts)
    }.compactMap { $0 }
    // Of what was cancelled at once nobody looks at the intervals.
    if samples.isEmpty { samples = [statistics(Array(repeating: 1, count: count))] }
    let tail = (1 - options.level) / 2
    return (samples.first ?? []).indices.map { statistic in
        let sorted = samples.map { $0[statistic] }.filter(\.isFinite).sorted()
        return Interval(low: quantile(tail, ofSorted: sorted), high: quantile(1 - tail, ofSorted: sorted))
    }
}

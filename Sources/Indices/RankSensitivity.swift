import Computation

/// Which choice moves a ranking: shares of the variance of a rank, or of the mean shift of all ranks, that hang on each
/// factor.
public struct RankSensitivity: Sendable, Equatable {
    /// What hangs on one factor.
    public struct Effect: Sendable, Equatable {
        /// Which choice.
        public let factor: IndexFactor
        /// Share that the factor explains by itself.
        public let first: ShareInterval
        /// Share that would be gone were the factor known, what it does together with others included.
        public let total: ShareInterval
    }

    /// A share with how far it can be trusted.
    public struct ShareInterval: Sendable, Equatable {
        /// From all samples; may stray a little outside 0 to 1.
        public let estimate: Double
        /// 5th to 95th percentile over blocks of samples drawn again.
        public let low: Double
        /// The upper end.
        public let high: Double
    }

    /// Of the mean absolute shift of ranks from those of the recipe (Saisana, Saltelli & Tarantola 2005); empty where
    /// no rank moves.
    public let ranking: [Effect]
    /// Mean absolute shift of a rank over the samples.
    public let meanShift: Double
    /// How often the index was computed.
    public let evaluations: Int
    private let factors: [IndexFactor]
    private let blocks: [BlockSums]
    private let draws: [[Int]]

    /// The same of the rank of one row; empty where it never moves.
    public func effects(of row: Int) -> [Effect] { Self.effects(blocks, draws, factors, output: row) }

    /// - Parameter blocks: sums of samples, the mean shift as the output after those of the rows.
    fileprivate init(_ blocks: [BlockSums], _ factors: [IndexFactor], seed: UInt64, evaluations: Int) {
        var stream = RandomStream(seed: seed ^ 0x5EED)
        draws = (0..<200).map { _ in blocks.indices.map { _ in stream.index(below: blocks.count) } }
        let shift = (blocks.first?.outputs ?? 1) - 1
        ranking = Self.effects(blocks, draws, factors, output: shift)
        meanShift = blocks.reduce(0) { $0 + $1.sums[shift] } / blocks.reduce(0) { $0 + $1.count }
        (self.blocks, self.factors, self.evaluations) = (blocks, factors, evaluations)
    }

    private static func effects(_ blocks: [BlockSums], _ draws: [[Int]], _ factors: [IndexFactor], output: Int)
        -> [Effect]
    {
        guard let whole = shares(blocks, Array(blocks.indices), output, factors.count) else { return [] }
        let again = draws.compactMap { shares(blocks, $0, output, factors.count) }
        func interval(_ value: Double, _ others: [Double]) -> ShareInterval {
            let sorted = others.sorted()
            return ShareInterval(
                estimate: value, low: quantile(0.05, ofSorted: sorted), high: quantile(0.95, ofSorted: sorted))
        }
        return factors.enumerated().map { index, factor in
            Effect(
                factor: factor, first: interval(whole.first[index], again.map { $0.first[index] }),
                total: interval(whole.total[index], again.map { $0.total[index] }))
        }
    }

    /// First-order and total shares of one output from chosen blocks; nil where it never moves.
    private static func shares(_ blocks: [BlockSums], _ chosen: [Int], _ output: Int, _ factors: Int) -> (
        first: [Double], total: [Double]
    )? {
        var (count, sum, squares) = (0.0, 0.0, 0.0)
        var (first, total) = (Array(repeating: 0.0, count: factors), Array(repeating: 0.0, count: factors))
        for index in chosen {
            let block = blocks[index]
            count += block.count
            sum += block.sums[output]
            squares += block.squares[output]
            for factor in 0..<factors {
                first[factor] += block.fromB[factor * block.outputs + output]
                total[factor] += block.fromA[factor * block.outputs + output]
            }
        }
        let mean = sum / count
        let variance = squares / count - mean * mean
        if !(variance > 1e-9) { return nil }
        return (first.map { 1 - $0 / count / variance }, total.map { $0 / count / variance })
    }
}

/// Sums of a block of samples, from which any mixture of blocks has its shares.
private struct BlockSums: Sendable, Equatable {
    let outputs: Int
    /// Values of both sets.
    var count = 0.0
    var sums: [Double]
    var squares: [Double]
    /// Σ(f(A) − f(crossed))² and Σ(f(B) − f(crossed))² by factor and output.
    var fromA: [Double]
    var fromB: [Double]

    init(factors: Int, outputs: Int) {
        self.outputs = outputs
        sums = Array(repeating: 0, count: outputs)
        squares = sums
        fromA = Array(repeating: 0, count: factors * outputs)
        fromB = fromA
    }

    mutating func add(_ a: [Double], _ b: [Double]) {
        count += 2
        for output in 0..<outputs {
            sums[output] += a[output] + b[output]
            squares[output] += a[output] * a[output] + b[output] * b[output]
        }
    }

    mutating func add(_ factor: Int, _ a: [Double], _ b: [Double], _ crossed: [Double]) {
        let start = factor * outputs
        for output in 0..<outputs {
            let (fromA, fromB) = (a[output] - crossed[output], b[output] - crossed[output])
            self.fromA[start + output] += fromA * fromA
            self.fromB[start + output] += fromB * fromB
        }
    }
}

extension IndexModel {
    /// Variance-based sensitivity of ranks to each doubted choice (Saisana, Saltelli & Tarantola 2005,
    /// doi:10.1111/j.1467-985X.2005.00350.x), by the estimators of Jansen (1999, doi:10.1016/S0010-4655(98)00154-4)
    /// over two sets of samples and their crossings (Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018).
    ///
    /// - Parameters:
    ///   - base: samples in each of the two sets; the index is computed base · (factors + 2) times.
    ///   - rows: whose mean shift counts; all where nil.
    /// - Throws: `IndexError` where fewer than two factors are doubted, or it was cancelled.
    /// - Complexity: O(base · factors · rows · indicators) on all processors; the answer does not depend on how many.
    public func sensitivity(_ doubt: RankDoubt, base: Int = 1_024, rows: [Int]? = nil) throws(IndexError)
        -> RankSensitivity
    {
        let sampler = try IndexSampler(self, doubt)
        let factors = sampler.factors
        if factors.count < 2 {
            throw .badRecipe(
                """
                a sensitivity compares two choices or more; doubted here: \
                \(factors.map(\.rawValue).joined(separator: ", "))
                """
            )
        }
        if !(64...1_000_000).contains(base) { throw .badRecipe("base is \(base): expected 64 to 1000000") }
        let own = try index().ranks
        let counted = rows ?? Array(own.indices)
        let blocks = 32
        let tell = doubt.progress.map { progress in { @Sendable (done: Int) in progress(done, blocks) } }
        let found = parallelMap(count: blocks, threads: doubt.threads, cancel: doubt.cancel ?? .current, progress: tell)
        {
            block -> BlockSums in
            var sums = BlockSums(factors: factors.count, outputs: own.count + 1)
            for sample in (block * base / blocks)..<((block + 1) * base / blocks) {
                var stream = RandomStream(seed: doubt.seed, piece: sample)
                let a = Trigger(words: factors.map { _ in stream.next() })
                let b = Trigger(words: factors.map { _ in stream.next() })
                var memory = IndexSampler.Memory()
                func outputs(_ trigger: Trigger) -> [Double] {
                    let ranks = sampler.ranks(trigger, &memory)
                    let shift = counted.reduce(0) { $0 + abs(Int(ranks[$1]) - own[$1]) }
                    return ranks.map(Double.init) + [Double(shift) / Double(counted.count)]
                }
                let (ofA, ofB) = (outputs(a), outputs(b))
                sums.add(ofA, ofB)
                for factor in factors.indices {
                    var crossed = a
                    crossed.words[factor] = b.words[factor]
                    sums.add(factor, ofA, ofB, outputs(crossed))
                }
            }
            return sums
        }
        if found.contains(where: { $0 == nil }) { throw .undefined(why: "cancelled") }
        return RankSensitivity(
            found.compactMap { $0 }, factors, seed: doubt.seed, evaluations: base * (factors.count + 2))
    }
}

public import Computation

/// Which choices of an index are doubted, and how far. What is not named here stays as the recipe has it.
public struct RankDoubt: Sendable {
    /// Standard deviation of a weight of average size relative to it, below 1; nil leaves weights alone.
    public var weightSpread: Double?
    /// Ways that are as good as the recipe's own; one is taken for each sample, all alike likely.
    public var gaps: [GapTreatment] = []
    /// As `gaps`.
    public var outliers: [OutlierTreatment] = []
    /// As `gaps`.
    public var normalisations: [Normalisation] = []
    /// As `gaps`.
    public var weightings: [Weighting] = []
    /// As `gaps`.
    public var aggregations: [Aggregation] = []
    /// Whether figures are drawn anew by the errors of their indicators.
    public var figures = false
    /// Whether one indicator at a time, or none, is left out.
    public var omission = false
    /// Whether cells that a treatment of gaps filled are filled by a draw instead, each sample anew.
    public var filled = true

    /// How often the index is made anew.
    public var samples = 1_000
    /// The same seed gives the same bits, however many threads.
    public var seed: UInt64 = 1
    /// Of the intervals: from the 5th to the 95th percentile for 0.9.
    public var level = 0.9
    /// Nil takes one for each processor; the answer does not depend on it.
    public var threads: Int?
    /// Told how many pieces of work are done, of how many.
    public var progress: (@Sendable (Int, Int) -> Void)?
    /// Asked between pieces of work.
    public var cancel: CancelToken?

    /// Doubts nothing but weights, nil not even these, and what was filled.
    public init(weightSpread: Double? = 0.3) { self.weightSpread = weightSpread }
}

/// A choice that can move a ranking.
public enum IndexFactor: String, Sendable, CaseIterable {
    /// Weights drawn around those of the method.
    case weights
    /// The method by which weights are found.
    case weighting
    /// How figures become comparable.
    case normalisation
    /// How values become one number.
    case aggregation
    /// What is done about outliers.
    case outliers
    /// What is done about gaps.
    case gaps
    /// Figures drawn by their errors.
    case figures
    /// Cells without a figure, drawn from those that have one.
    case filled
    /// Which indicator is left out, if any.
    case omission
}

/// How far the rank of a row can be trusted.
public struct RankInterval: Sendable, Equatable {
    /// Ranks that were met, not numbers between them.
    public let low: Int
    /// The middle rank over the samples.
    public let median: Int
    /// Rank at the upper end of the interval.
    public let high: Int
    /// Over the samples; not whole in general.
    public let mean: Double
    /// Share of samples in which the rank lies within the ranks of the row's own tier.
    public let tierShare: Double
}

extension IndexModel {
    /// How far each rank can be trusted: the index is made again with every doubted choice drawn.
    ///
    /// - Returns: by row.
    /// - Throws: `IndexError` where nothing is doubted, an alternative cannot be made, or it was cancelled.
    /// - Complexity: O(samples · rows · indicators) on all processors; the answer does not depend on how many.
    public func rankIntervals(_ doubt: RankDoubt) throws(IndexError) -> [RankInterval] {
        let sampler = try IndexSampler(self, doubt)
        let rows = figures.rows.count
        if sampler.factors.isEmpty { throw .badRecipe("nothing is doubted: name weights, ways, figures or omission") }
        if !(50...1_000_000).contains(doubt.samples) {
            throw .badRecipe("samples is \(doubt.samples): expected 50 to 1000000")
        }
        if doubt.samples * rows > 400_000_000 {
            throw .badRecipe(
                "\(doubt.samples) samples of \(rows) rows: expected at most 400 million ranks; take fewer samples")
        }
        let base = try index()
        let size = max(1, min(256, doubt.samples / 16))
        let pieces = (doubt.samples + size - 1) / size
        let tell = doubt.progress.map { progress in { @Sendable (done: Int) in progress(done, pieces) } }
        let found = parallelMap(count: pieces, threads: doubt.threads, cancel: doubt.cancel ?? .current, progress: tell)
        {
            piece -> [Int32] in
            var ranks: [Int32] = []
            ranks.reserveCapacity(size * rows)
            for sample in (piece * size)..<min(doubt.samples, (piece + 1) * size) {
                var stream = RandomStream(seed: doubt.seed, piece: sample)
                var memory = IndexSampler.Memory()
                ranks += sampler.ranks(Trigger(words: sampler.factors.map { _ in stream.next() }), &memory)
            }
            return ranks
        }
        if found.contains(where: { $0 == nil }) { throw .undefined(why: "cancelled") }
        let ranks = found.compactMap { $0 }
        let reach = tierReach(base)
        let chunk = 64
        return parallelMap(count: (rows + chunk - 1) / chunk, threads: doubt.threads) { piece in
            ((piece * chunk)..<min(rows, (piece + 1) * chunk)).map { row in
                interval(row, ranks, rows, base.among[row], reach[row], doubt)
            }
        }.compactMap { $0 }.flatMap { $0 }
    }

    /// The ranks that a row's tier spans.
    private func tierReach(_ base: CompositeIndex) -> [ClosedRange<Int>] {
        struct Key: Hashable {
            let set: Int
            let tier: Int
        }
        var reach: [Key: ClosedRange<Int>] = [:]
        let keys = figures.rows.indices.map { Key(set: ranking.setOf[$0], tier: base.tiers[$0]) }
        // A tie at the foot of a tier shares a rank above its places.
        let members = Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
        for row in figures.rows.indices {
            let first = min(reach[keys[row]]?.lowerBound ?? .max, base.ranks[row])
            reach[keys[row]] = first...(first + (members[keys[row]] ?? 1) - 1)
        }
        return keys.map { reach[$0] ?? 1...1 }
    }

    private func interval(
        _ row: Int, _ pieces: [[Int32]], _ rows: Int, _ among: Int, _ reach: ClosedRange<Int>, _ doubt: RankDoubt
    ) -> RankInterval {
        var counts = Array(repeating: 0, count: among + 1)
        for ranks in pieces {
            for cell in stride(from: row, to: ranks.count, by: rows) { counts[Int(ranks[cell])] += 1 }
        }
        let all = counts.reduce(0, +)
        func rank(_ share: Double) -> Int {
            var below = 0
            for rank in 1...among {
                below += counts[rank]
                if Double(below) >= share * Double(all) - 1e-9 { return rank }
            }
            return among
        }
        let tail = (1 - doubt.level) / 2
        let sum = counts.indices.reduce(0.0) { $0 + Double($1) * Double(counts[$1]) }
        return RankInterval(
            low: rank(tail), median: rank(0.5), high: rank(1 - tail), mean: sum / Double(all),
            tierShare: Double(reach.reduce(0) { $0 + ($1 <= among ? counts[$1] : 0) }) / Double(all))
    }
}

public import Computation
import LinearAlgebra
import RealModule

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

    /// Doubts nothing but weights; nil not even these.
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

/// Which numbers a sample takes for each factor: a random word each, of which the same gives the same choice.
struct Trigger: Sendable {
    var words: [UInt64]
}

/// An index made many times over: what can be computed once is.
struct IndexSampler: Sendable {
    let model: IndexModel
    let doubt: RankDoubt
    let factors: [IndexFactor]
    private let gaps: [GapTreatment]
    private let outliers: [OutlierTreatment]
    private let normalisations: [Normalisation]
    private let weightings: [Weighting]
    private let aggregations: [Aggregation]
    /// Values by gaps, outliers and normalisation, where figures are not drawn anew.
    private let prepared: [Prepared]

    private struct Prepared: Sendable {
        let cells: [Double]
        let logarithms: [Double]?
        /// By weighting; nil where each place has its own.
        let weights: [NodeShares?]
        /// Scores of the benefit of the doubt by what is left out, nothing first; empty where it is not asked for.
        var frontiers: [[Double]] = []
    }

    /// - Throws: `IndexError` where some alternative cannot be made with this recipe or these figures.
    init(_ model: IndexModel, _ doubt: RankDoubt) throws(IndexError) {
        if let spread = doubt.weightSpread, !(spread > 0 && spread < 1) {
            throw .badRecipe("spread of weights is \(spread): expected above 0 and below 1")
        }
        if !(0.5...0.999).contains(doubt.level) { throw .badRecipe("level is \(doubt.level): expected .5 to .999") }
        let own = model.recipe.choice
        func all<T: Hashable>(_ first: T, _ others: [T]) -> [T] {
            var seen: Set<T> = []
            return ([first] + others).filter { seen.insert($0).inserted }
        }
        gaps = all(own.gaps, doubt.gaps)
        outliers = all(own.outliers, doubt.outliers)
        normalisations = all(own.normalisation, doubt.normalisations)
        weightings = all(own.weighting, doubt.weightings)
        aggregations = all(own.aggregation, doubt.aggregations)
        for normalisation in normalisations {
            for aggregation in aggregations {
                for gap in gaps {
                    for weighting in weightings {
                        var choice = own
                        (choice.normalisation, choice.aggregation, choice.gaps) = (normalisation, aggregation, gap)
                        choice.weighting = weighting
                        try model.check(choice)
                    }
                }
            }
        }
        if doubt.omission && model.recipe.indicators.count < 2 {
            throw .badRecipe("an index of one indicator has none to leave out")
        }
        let common = weightings.contains { $0 != .benefitOfTheDoubt }
        let moving: [IndexFactor: Bool] = [
            .weights: doubt.weightSpread != nil && common && model.tree.nodes.contains { $0.parts.count > 1 },
            .weighting: weightings.count > 1, .normalisation: normalisations.count > 1,
            .aggregation: aggregations.count > 1, .outliers: outliers.count > 1,
            .gaps: gaps.count > 1 && model.cells.contains(where: \.isNaN),
            .figures: doubt.figures && model.recipe.indicators.contains { $0.error > 0 }, .omission: doubt.omission,
        ]
        factors = IndexFactor.allCases.filter { moving[$0] ?? false }
        self.model = model
        self.doubt = doubt
        var prepared: [Prepared] = []
        for gap in gaps {
            for outlier in outliers {
                for normalisation in normalisations {
                    var choice = own
                    (choice.gaps, choice.outliers, choice.normalisation) = (gap, outlier, normalisation)
                    var one = try Self.prepare(model, model.cells, choice, weightings, aggregations)
                    if weightings.contains(.benefitOfTheDoubt) {
                        for left in 0...(doubt.omission ? model.recipe.indicators.count : 0) {
                            one.frontiers.append(
                                try Self.frontier(model, one.cells, choice, without: left, threads: doubt.threads))
                        }
                    }
                    prepared.append(one)
                }
            }
        }
        self.prepared = prepared
    }

    private static func prepare(
        _ model: IndexModel, _ figures: [Double], _ choice: IndexChoice, _ weightings: [Weighting],
        _ aggregations: [Aggregation]
    ) throws(IndexError) -> Prepared {
        let cells = model.preparation.normalised(figures, choice)
        var weights: [NodeShares?] = []
        for weighting in weightings {
            var choice = choice
            choice.weighting = weighting
            weights.append(try model.weights(cells, choice))
        }
        var geometric = choice
        if aggregations.contains(.geometric) { geometric.aggregation = .geometric }
        return Prepared(cells: cells, logarithms: model.logarithms(cells, geometric), weights: weights)
    }

    /// Scores of the benefit of the doubt.
    ///
    /// - Parameter left: one more than the indicator left out; zero leaves none out.
    private static func frontier(
        _ model: IndexModel, _ cells: [Double], _ choice: IndexChoice, without left: Int, threads: Int?
    )
        throws(IndexError) -> [Double]
    {
        let unit = choice.normalisation.isUnit ? cells : unitCells(cells, rows: model.figures.rows.count)
        var columns = model.columns(unit)
        if left > 0 { columns.remove(at: left - 1) }
        return try benefitOfTheDoubt(columns, threads: threads).scores
    }

    /// What samples that share a word have in common: the figures drawn, their values, and weights from them.
    struct Memory {
        fileprivate struct Way: Hashable {
            let seed: UInt64
            let prepared: Int
        }
        fileprivate struct School: Hashable {
            let way: Way
            let weighting: Int
        }
        fileprivate var figures: [UInt64: [Double]] = [:]
        fileprivate var values: [Way: (cells: [Double], logarithms: [Double]?)] = [:]
        fileprivate var weights: [School: NodeShares?] = [:]
    }

    /// Ranks by row of one sample.
    func ranks(_ trigger: Trigger, _ memory: inout Memory) -> [Int32] { model.ranking.ranks(scores(trigger, &memory)) }

    private func scores(_ trigger: Trigger, _ memory: inout Memory) -> [Double] {
        func word(_ factor: IndexFactor) -> UInt64? { factors.firstIndex(of: factor).map { trigger.words[$0] } }
        func pick(_ factor: IndexFactor, of count: Int) -> Int {
            word(factor).map { Int(truncatingIfNeeded: $0.multipliedFullWidth(by: UInt64(count)).high) } ?? 0
        }
        let (gap, outlier) = (pick(.gaps, of: gaps.count), pick(.outliers, of: outliers.count))
        let (normalisation, weighting) = (
            pick(.normalisation, of: normalisations.count), pick(.weighting, of: weightings.count)
        )
        var choice = model.recipe.choice
        (choice.gaps, choice.outliers) = (gaps[gap], outliers[outlier])
        (choice.normalisation, choice.weighting) = (normalisations[normalisation], weightings[weighting])
        choice.aggregation = aggregations[pick(.aggregation, of: aggregations.count)]

        let way = (gap * outliers.count + outlier) * normalisations.count + normalisation
        let base = prepared[way]
        var (cells, logarithms, weights) = (base.cells, base.logarithms, base.weights[weighting])
        if let seed = word(.figures) {
            let drawn = values(Memory.Way(seed: seed, prepared: way), choice, &memory)
            // Weights that cannot be told from one draw of the figures stay those of the figures themselves.
            if let own = self.weights(
                Memory.School(way: Memory.Way(seed: seed, prepared: way), weighting: weighting), drawn.cells, choice,
                &memory)
            {
                (cells, logarithms, weights) = (drawn.cells, drawn.logarithms, own)
            }
        }
        let left = word(.omission) == nil ? 0 : pick(.omission, of: model.recipe.indicators.count + 1)
        guard var weights else {
            if word(.figures) == nil { return base.frontiers[left] }
            // A draw of the figures that the solver gives up on counts as the figures themselves.
            return (try? Self.frontier(model, cells, choice, without: left, threads: 1)) ?? base.frontiers[left]
        }
        if let seed = word(.weights), let spread = doubt.weightSpread { weights = around(weights, spread, seed) }
        if left > 0 { weights = weights.without(left - 1, model.tree) }
        return model.scoring.scores(cells, weights, choice, logarithms: logarithms)
    }

    private func values(_ way: Memory.Way, _ choice: IndexChoice, _ memory: inout Memory) -> (
        cells: [Double], logarithms: [Double]?
    ) {
        if let known = memory.values[way] { return known }
        let drawn = memory.figures[way.seed] ?? figures(way.seed)
        memory.figures[way.seed] = drawn
        let cells = model.preparation.normalised(drawn, choice)
        var geometric = choice
        if aggregations.contains(.geometric) { geometric.aggregation = .geometric }
        let found = (cells, model.logarithms(cells, geometric))
        memory.values[way] = found
        return found
    }

    /// Nil where no weights can be told; within, nil where each place has its own.
    private func weights(_ school: Memory.School, _ cells: [Double], _ choice: IndexChoice, _ memory: inout Memory)
        -> NodeShares??
    {
        if let known = memory.weights[school] { return .some(known) }
        do {
            let found = try model.weights(cells, choice)
            memory.weights[school] = .some(found)
            return .some(found)
        } catch { return .none }
    }

    /// Shares drawn around those of each node: an average one has the spread asked for.
    private func around(_ weights: NodeShares, _ spread: Double, _ seed: UInt64) -> NodeShares {
        var found = weights
        for node in weights.shares.indices {
            let parts = weights.shares[node].map { $0.filter { $0 > 0 }.count }.max() ?? 0
            if parts < 2 { continue }
            let concentration = Double(parts - 1) / (spread * spread) - 1
            for stage in weights.shares[node].indices {
                // The same words for every stage, so that stages are moved alike.
                var stream = RandomStream(seed: seed, piece: node)
                found.shares[node][stage] = stream.dirichlet(
                    means: weights.shares[node][stage], concentration: concentration)
            }
        }
        return found
    }

    /// Figures with errors drawn: relative to each, so that zero stays zero and no sign turns.
    private func figures(_ seed: UInt64) -> [Double] {
        var stream = RandomStream(seed: seed)
        var cells = model.cells
        let rows = model.figures.rows.count
        for (index, indicator) in model.recipe.indicators.enumerated() where indicator.error > 0 {
            // Of a lognormal factor with mean one.
            let deviation = Double.log(1 + indicator.error * indicator.error).squareRoot()
            let factors = exponentialsOf(stream.normals(rows), factor: deviation, shift: -deviation * deviation / 2)
            for row in 0..<rows { cells[index * rows + row] *= factors[row] }
        }
        return cells
    }
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
        let found = parallelMap(count: pieces, threads: doubt.threads, cancel: doubt.cancel, progress: tell) {
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

import Computation
import LinearAlgebra
import RealModule

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
    /// Indicators that may be left out: those that tell places apart.
    private let telling: [Int]
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
        gaps = ways(own.gaps, doubt.gaps)
        outliers = ways(own.outliers, doubt.outliers)
        normalisations = ways(own.normalisation, doubt.normalisations)
        weightings = ways(own.weighting, doubt.weightings)
        aggregations = ways(own.aggregation, doubt.aggregations)
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
        telling = model.tellingIndicators
        factors = model.factors(doubt, telling: telling)
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
                        for left in [nil] + (doubt.omission ? telling : []).map(Optional.some) {
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
    /// - Parameter left: the indicator left out, unless nothing else tells places apart.
    private static func frontier(
        _ model: IndexModel, _ cells: [Double], _ choice: IndexChoice, without left: Int?, threads: Int?
    )
        throws(IndexError) -> [Double]
    {
        let unit = choice.normalisation.isUnit ? cells : unitCells(cells, rows: model.figures.rows.count)
        var columns = model.columns(unit)
        let silent = Set(model.constantIndicators(cells) + [left].compactMap { $0 })
        if let left, silent.count < columns.count { columns.remove(at: left) }
        return try benefitOfTheDoubt(columns, threads: threads).scores
    }

    /// What samples that share a word have in common: the figures drawn, their values, and weights from them.
    struct Memory {
        fileprivate struct Way: Hashable {
            /// Of the figures drawn and of the gaps filled by a draw; nil where they stay.
            let figures, filled: UInt64?
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
        let draw = Memory.Way(figures: word(.figures), filled: word(.filled), prepared: way)
        let isDrawn = draw.figures != nil || draw.filled != nil
        if isDrawn {
            let drawn = values(draw, choice, &memory)
            // Weights that cannot be told from one draw of the figures stay those of the figures themselves.
            if let own = self.weights(Memory.School(way: draw, weighting: weighting), drawn.cells, choice, &memory) {
                (cells, logarithms, weights) = (drawn.cells, drawn.logarithms, own)
            }
        }
        let omitted = word(.omission) == nil ? 0 : pick(.omission, of: telling.count + 1)
        let left = omitted == 0 ? nil : telling[omitted - 1]
        guard var weights else {
            if !isDrawn { return base.frontiers[omitted] }
            // A draw of the figures that the solver gives up on counts as the figures themselves.
            return (try? Self.frontier(model, cells, choice, without: left, threads: 1)) ?? base.frontiers[omitted]
        }
        if let seed = word(.weights), let spread = doubt.weightSpread { weights = around(weights, spread, seed) }
        if let left { weights = weights.without(left, model.tree) }
        return model.scoring.scores(cells, weights, choice, logarithms: logarithms)
    }

    private func values(_ way: Memory.Way, _ choice: IndexChoice, _ memory: inout Memory) -> (
        cells: [Double], logarithms: [Double]?
    ) {
        if let known = memory.values[way] { return known }
        let drawn = way.figures.map { memory.figures[$0] ?? figures($0) } ?? model.cells
        if let seed = way.figures { memory.figures[seed] = drawn }
        let cells = model.preparation.normalised(drawn, choice, drawing: way.filled)
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

    /// Figures with errors drawn: relative to each, so that zero stays zero and no sign turns. What is the same
    /// everywhere stays so: else nothing but its errors would be ranked.
    private func figures(_ seed: UInt64) -> [Double] {
        var stream = RandomStream(seed: seed)
        var cells = model.cells
        let rows = model.figures.rows.count
        for index in telling where model.recipe.indicators[index].error > 0 {
            let indicator = model.recipe.indicators[index]
            // Of a lognormal factor with mean one.
            let deviation = Double.log(1 + indicator.error * indicator.error).squareRoot()
            let factors = exponentialsOf(stream.normals(rows), factor: deviation, shift: -deviation * deviation / 2)
            for row in 0..<rows { cells[index * rows + row] *= factors[row] }
        }
        return cells
    }
}

/// The recipe's own way and those it is doubted by, each once.
private func ways<T: Hashable>(_ first: T, _ others: [T]) -> [T] {
    var seen: Set<T> = []
    return ([first] + others).filter { seen.insert($0).inserted }
}

extension IndexModel {
    /// About how long an index takes with its doubt, in seconds of one processor; good to a factor of three.
    ///
    /// - Parameter evaluations: how often it is made anew.
    public func work(_ doubt: RankDoubt, evaluations: Int) -> Double {
        let (rows, indicators, own) = (Double(figures.rows.count), Double(recipe.indicators.count), recipe.choice)
        let once = rows * (4e-7 + 1.2e-7 * indicators)
        guard ways(own.weighting, doubt.weightings).contains(.benefitOfTheDoubt) else {
            return Double(evaluations) * once
        }
        // A linear programme a row, with a column for every row: once for each way of preparing figures, and for each
        // draw of them.
        let prepared =
            ways(own.gaps, doubt.gaps).count * ways(own.outliers, doubt.outliers).count
            * ways(own.normalisation, doubt.normalisations).count * (doubt.omission ? recipe.indicators.count + 1 : 1)
        let isDrawn = !Set(factors(doubt)).isDisjoint(with: [.figures, .filled])
        let share = 1 / Double(1 + doubt.weightings.count)
        let frontiers = Double(prepared + 1) + (isDrawn ? Double(evaluations) * share : 0)
        return Double(evaluations) * once + frontiers * rows * rows * 1e-6
    }

    /// Indicators that tell places apart.
    var tellingIndicators: [Int] {
        let constant = Set(constantIndicators(preparation.normalised(cells, recipe.choice)))
        return recipe.indicators.indices.filter { !constant.contains($0) }
    }

    /// What of a doubt can move anything here: a choice of several ways, or a number that is drawn.
    public func factors(_ doubt: RankDoubt) -> [IndexFactor] { factors(doubt, telling: tellingIndicators) }

    fileprivate func factors(_ doubt: RankDoubt, telling: [Int]) -> [IndexFactor] {
        let own = recipe.choice
        let weightings = ways(own.weighting, doubt.weightings)
        let common = weightings.contains { $0 != .benefitOfTheDoubt }
        let moving: [IndexFactor: Bool] = [
            .weights: doubt.weightSpread != nil && common && tree.nodes.contains { $0.parts.count > 1 },
            .weighting: weightings.count > 1,
            .normalisation: ways(own.normalisation, doubt.normalisations).count > 1,
            .aggregation: ways(own.aggregation, doubt.aggregations).count > 1,
            .outliers: ways(own.outliers, doubt.outliers).count > 1,
            .gaps: ways(own.gaps, doubt.gaps).count > 1 && cells.contains(where: \.isNaN),
            .figures: doubt.figures && telling.contains { recipe.indicators[$0].error > 0 },
            .filled: doubt.filled && own.gaps != .drop && cells.contains(where: \.isNaN),
            .omission: doubt.omission && telling.count > 1,
        ]
        return IndexFactor.allCases.filter { moving[$0] ?? false }
    }
}

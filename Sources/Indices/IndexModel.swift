import LinearAlgebra
import Measures
import RealModule

/// A recipe with its figures, ready to be computed in one way or many.
///
///     let model = try IndexModel(recipe, figures)
///     let index = try model.index()                       // scores, ranks, tiers
///     let doubt = try model.rankIntervals(RankDoubt())    // how far each rank can be trusted
public struct IndexModel: Sendable {
    /// As it was given.
    public let recipe: IndexRecipe
    /// Those that could be used; rows of results follow theirs.
    public let figures: IndexFigures
    /// Places left out, by row of the figures given, with the indicators they lack.
    public let dropped: [DroppedRow]
    let tree: IndexTree
    let ranking: Ranking
    let preparation: Preparation
    let scoring: Scoring
    /// Column after column; a gap is not a number.
    let cells: [Double]
    /// By row: for how many indicators it has a figure of its own; the others were filled.
    public var ownFigures: [Int] {
        figures.rows.indices.map { row in figures.columns.count { $0[row] != nil } }
    }

    /// A place that was left out of a period.
    public struct DroppedRow: Sendable, Equatable {
        /// Of the figures given.
        public let row: Int
        /// Index into the places.
        public let place: Int
        /// Index into the periods.
        public let period: Int
        /// Identifiers of the indicators without a figure.
        public let missing: [String]
    }

    /// - Throws: `IndexError` for a recipe that contradicts itself, figures out of range, or fewer than two places
    ///   left.
    public init(_ recipe: IndexRecipe, _ given: IndexFigures) throws(IndexError) {
        try Self.check(recipe, given)
        tree = try IndexTree(recipe)
        let absent = Self.dropped(recipe, given)
        dropped = absent
        let out = Set(absent.map(\.row))
        let kept = given.rows.indices.filter { !out.contains($0) }
        if kept.count < 2 {
            throw .tooFew(
                count: kept.count, needed: 2, what: "places with all figures (gaps: \(recipe.choice.gaps.rawValue))")
        }
        figures = try IndexFigures(
            places: given.places, periods: given.periods, rows: kept.map { given.rows[$0] },
            columns: given.columns.map { column in kept.map { column[$0] } })
        self.recipe = recipe
        ranking = Ranking(figures.rows)
        let rows = figures.rows
        let byPlace = Dictionary(grouping: rows.indices, by: { rows[$0].place })
        let byGroup = Dictionary(grouping: rows.indices, by: { rows[$0].group })
        preparation = Preparation(
            rows: rows.count, indicators: recipe.indicators,
            paths: byPlace.keys.sorted().map { (byPlace[$0] ?? []).sorted { rows[$0].period < rows[$1].period } },
            groups: byGroup.keys.sorted().map { byGroup[$0] ?? [] })
        let bounds = recipe.stageBounds
        scoring = Scoring(
            rows: rows.count, tree: tree,
            stages: bounds.isEmpty ? [] : rows.map { row in bounds.filter { $0 <= row.stage ?? -.infinity }.count },
            indicators: recipe.indicators.count)
        cells = figures.columns.flatMap { $0.map { $0 ?? .nan } }
        try check(recipe.choice)
    }

    /// Whether a choice can be made with this recipe.
    func check(_ choice: IndexChoice) throws(IndexError) {
        if !(choice.shift > 0 && choice.shift <= 0.5) {
            throw .badRecipe("shift is \(choice.shift): expected above 0, at most 0.5")
        }
        let geometric = choice.aggregation == .geometric || recipe.dimensions.contains { $0.aggregation == .geometric }
        if geometric && !choice.normalisation.isUnit {
            throw .badRecipe(
                """
                a geometric mean needs values from 0 to 1: take minMax, rank or target instead of \
                \(choice.normalisation.rawValue)
                """
            )
        }
        if choice.normalisation == .target,
            let none = recipe.indicators.first(where: { $0.target == nil && !$0.direction.isNear })
        {
            throw .badRecipe("normalisation by target: indicator \(none.id) has no target")
        }
        if choice.normalisation == .none, let turned = recipe.indicators.first(where: { $0.direction != .higher }) {
            throw .badRecipe(
                "normalisation none takes figures as they are: indicator \(turned.id) cannot be turned round")
        }
        if choice.weighting == .benefitOfTheDoubt && choice.aggregation != .arithmetic {
            throw .badRecipe("benefitOfTheDoubt is a sum: take arithmetic instead of \(choice.aggregation.rawValue)")
        }
        if choice.gaps == .drop && recipe.choice.gaps != .drop {
            throw .badRecipe("drop leaves places out, so that it cannot stand beside \(recipe.choice.gaps.rawValue)")
        }
    }

    private static func check(_ recipe: IndexRecipe, _ figures: IndexFigures) throws(IndexError) {
        if recipe.indicators.isEmpty { throw .tooFew(count: 0, needed: 1, what: "indicators") }
        if figures.columns.count != recipe.indicators.count {
            throw .differentLengths(
                count: figures.columns.count, expected: recipe.indicators.count, what: "columns of figures")
        }
        if let twice = Dictionary(grouping: recipe.indicators.map(\.id), by: { $0 }).first(where: { $0.value.count > 1 }
        )?.key {
            throw .badRecipe("indicator \(twice) stands twice")
        }
        if !(0...1).contains(recipe.leastOwnFigures) {
            throw .badRecipe("least share of own figures is \(recipe.leastOwnFigures): expected 0 to 1")
        }
        if !(1...20).contains(recipe.tiers) { throw .badRecipe("tiers is \(recipe.tiers): expected 1 to 20") }
        if zip(recipe.stageBounds, recipe.stageBounds.dropFirst()).contains(where: { !($0 < $1) }) {
            throw .badRecipe("bounds of stages: expected to increase")
        }
        for (index, indicator) in recipe.indicators.enumerated() {
            if !(indicator.error >= 0 && indicator.error < 1) {
                throw .badRecipe(
                    """
                    error of indicator \(indicator.id) is \(indicator.error): expected 0 to below 1, relative to \
                    the figure
                    """
                )
            }
            let wanted = [indicator.target] + [indicator.direction.best]
            if indicator.logarithm, let bad = wanted.compactMap({ $0 }).first(where: { !($0 > 0) }) {
                throw .badRecipe("indicator \(indicator.id): \(bad) has no logarithm")
            }
            for (row, value) in figures.columns[index].enumerated() {
                if let value, indicator.logarithm && value <= 0 {
                    throw .badValue(
                        row: row, indicator: indicator.id, value: value, expected: "above 0, since its logarithm counts"
                    )
                }
                if let value, abs(value) > 1e150 {
                    throw .badValue(row: row, indicator: indicator.id, value: value, expected: "at most 1e150 in size")
                }
            }
        }
        if !recipe.stageBounds.isEmpty, let row = figures.rows.firstIndex(where: { $0.stage == nil }) {
            throw .undefined(
                why: "\(figures.places[figures.rows[row].place]) has no figure that tells its stage of development")
        }
    }

    /// Rows that no treatment can fill, and those of which too much would be filled.
    private static func dropped(_ recipe: IndexRecipe, _ figures: IndexFigures) -> [DroppedRow] {
        func known(_ column: [Double?], _ key: (IndexFigures.Row) -> String) -> Set<String> {
            Set(zip(figures.rows, column).compactMap { row, value in value == nil ? nil : key(row) })
        }
        let key: (IndexFigures.Row) -> String =
            switch recipe.choice.gaps {
            case .groupMean: { $0.group }
            case .interpolate: { "\($0.place)" }
            case .drop, .mean, .median: { _ in "" }
            }
        let reach = figures.columns.map { known($0, key) }
        return figures.rows.enumerated().compactMap { index, row in
            let absent = recipe.indicators.indices.filter { figures.columns[$0][index] == nil }
            let own = Double(recipe.indicators.count - absent.count) / Double(recipe.indicators.count)
            let hasFew = own < recipe.leastOwnFigures - 1e-9
            let missing = absent.filter { recipe.choice.gaps == .drop || hasFew || !reach[$0].contains(key(row)) }
            if missing.isEmpty { return nil }
            return DroppedRow(
                row: index, place: row.place, period: row.period, missing: missing.map { recipe.indicators[$0].id })
        }
    }
}

extension IndicatorDirection {
    var isNear: Bool { best != nil }

    var best: Double? { if case .near(let value) = self { value } else { nil } }
}

extension IndexModel {
    /// Weights by a scheme from normalised values, none of them on what is the same everywhere; nil where each place
    /// has its own.
    func weights(_ cells: [Double], _ choice: IndexChoice) throws(IndexError) -> NodeShares? {
        let weights = try schemeWeights(cells, choice)
        let constant = constantIndicators(cells)
        // Of figures that are all the same everywhere the weights say nothing, whatever they are.
        if constant.count == recipe.indicators.count { return weights }
        return constant.reduce(weights) { $0?.without($1, tree) }
    }

    /// Indicators that are the same everywhere, out of normalised values.
    func constantIndicators(_ cells: [Double]) -> [Int] {
        let (best, worst) = scoring.columnEnds(cells)
        return recipe.indicators.indices.filter { !(worst[$0] < best[$0]) }
    }

    private func schemeWeights(_ cells: [Double], _ choice: IndexChoice) throws(IndexError) -> NodeShares? {
        let rows = figures.rows.count
        switch choice.weighting {
        case .given: return tree.hasGiven ? NodeShares(shares: tree.given) : .equal(tree)
        case .equal: return .equal(tree)
        case .benefitOfTheDoubt: return nil
        case .entropy:
            let unit = choice.normalisation.isUnit ? cells : unitCells(cells, rows: rows)
            return NodeShares(try shares(entropyContrasts(unit, rows, shift: choice.shift), "entropy weights"), tree)
        case .critic:
            let unit = choice.normalisation.isUnit ? cells : unitCells(cells, rows: rows)
            return NodeShares(try shares(criticContrasts(Moments(unit, rows: rows)), "CRITIC weights"), tree)
        case .principalComponents:
            return NodeShares(
                try shares(componentContrasts(Moments(cells, rows: rows)), "weights of principal components"), tree)
        }
    }

    /// Logarithms of raised values where some node is a geometric mean.
    func logarithms(_ cells: [Double], _ choice: IndexChoice) -> [Double]? {
        guard choice.aggregation == .geometric || recipe.dimensions.contains(where: { $0.aggregation == .geometric })
        else { return nil }
        return logarithmsOf(cells.map { lifted($0, choice.shift) })
    }

    func columns(_ cells: [Double]) -> [[Double]] {
        let rows = figures.rows.count
        return recipe.indicators.indices.map { Array(cells[($0 * rows)..<(($0 + 1) * rows)]) }
    }
}

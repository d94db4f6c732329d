import Asking
public import Atlases
public import IndexFiles
public import Indices
import Panels
import Wording

/// A place in a period as an index ranks it.
public struct RankedPlace: Sendable {
    /// Code, or the name where the table has no other.
    public let id: String
    /// What people call it.
    public let name: Remark
    /// A year, or whatever the table calls it; empty where there is one period without a name.
    public let period: String
    /// Those ranked together; empty where all are.
    public let group: Remark
    /// By the recipe's own choices.
    public let score: Double
    /// From 1 within period and group; ties share the first of their ranks.
    public let rank: Int
    /// How many are ranked together.
    public let among: Int
    /// From 1, the best, by natural breaks of the scores ranked together.
    public let tier: Int
    /// The ranks it might as well have; nil where nothing is doubted.
    public let interval: RankInterval?
    /// For how many indicators it has a figure of its own; the others were filled.
    public let ownFigures: Int
    /// By indicator, larger is better.
    public let normalised: [Double]
    /// By indicator: shares of what it lacks to the best.
    public let obstacles: [Double]
    /// Scores by dimension of the recipe.
    public let dimensions: [Double]
    /// Its rank in the first period; nil where it is not in it.
    public let firstRank: Int?
    /// The rank that a publication gives it; nil where there is none.
    public let published: Int?
}

/// An index computed, with its doubt: what every table and picture of it is made from.
public struct IndexResult: Sendable {
    /// The recipe with names, units and sources.
    public let document: RecipeDocument
    /// The recipe with its figures, ready to be asked further.
    public let model: IndexModel
    /// Scores, ranks and tiers by row of the model's figures.
    public let index: CompositeIndex
    /// By row; nil where nothing is doubted.
    public let intervals: [RankInterval]?
    /// Nil where fewer than two choices are doubted.
    public let sensitivity: RankSensitivity?
    /// What was doubted, as it was drawn.
    public let doubt: RankDoubt
    /// A row of the model each: every place in every period.
    public let places: [RankedPlace]
    /// Rows of the last period, by rank within their group; of a time series all.
    public let latestRows: [Int]
    /// Whether every place stands alone in its period and group, so that only its path tells something.
    public let isTimeSeries: Bool
    let panel: IndexPanel
    /// Periods in which a place is ranked, by their number in the panel, in order; others have no place with figures.
    let rankedPeriods: [Int]
    /// Rows of the panel that the model kept.
    private let kept: [Int]

    /// The ranking of the last period; of a time series all.
    public var latest: [RankedPlace] { latestRows.map { places[$0] } }

    /// The cell of the panel behind a row of the model, which leaves some out.
    func cell(_ indicator: Int, _ row: Int) -> IndexPanel.Cell? { panel.cells[indicator][kept[row]] }

    /// Rows of the last period that are ranked together with one, by rank.
    func peers(of row: Int) -> [Int] {
        let group = model.figures.rows[row].group
        return latestRows.filter { model.figures.rows[$0].group == group }
    }

    /// Computes it.
    ///
    /// - Throws: a problem of data that says where a figure stands, or what of the recipe contradicts itself.
    init(_ question: IndexQuestion, _ document: RecipeDocument, _ panel: IndexPanel) throws(Problem) {
        let recipe = try question.recipe(of: document)
        var doubt = question.doubt(of: document)
        do { model = try IndexModel(recipe, try panel.figures()) } catch { throw Self.problem(error, panel, document) }
        // One place alone has one rank: nothing about it is in doubt.
        let doubted = model.factors(doubt)
        try question.checkWork(model, doubt, doubted)
        do {
            index = try model.index()
            let wanted = question.samples != 0 && index.among.contains { $0 > 1 } && !doubted.isEmpty
            if let progress = question.progress { doubt.progress = { progress("samples", $0, $1) } }
            intervals = wanted ? try model.rankIntervals(doubt) : nil
            if let progress = question.progress { doubt.progress = { progress("sensitivity", $0, $1) } }
            let isTold = wanted && question.sensitivity > 0 && doubted.count > 1
            sensitivity = isTold ? try model.sensitivity(doubt, base: question.sensitivity, rows: nil) : nil
        } catch { throw Self.problem(error, panel, document) }
        (self.document, self.panel, self.doubt) = (document, panel, doubt)
        let out = Set(model.dropped.map(\.row))
        kept = panel.rows.indices.filter { !out.contains($0) }
        let rows = model.figures.rows
        rankedPeriods = Set(rows.map(\.period)).sorted()
        let isTimeSeries = rankedPeriods.count > 1 && index.among.allSatisfy { $0 == 1 }
        self.isTimeSeries = isTimeSeries
        let ranks = index.ranks
        if isTimeSeries {
            latestRows = rows.indices.sorted {
                (rows[$0].place, rows[$0].period) < (rows[$1].place, rows[$1].period)
            }
        } else {
            let last = rankedPeriods.last ?? 0
            latestRows = rows.indices.filter { rows[$0].period == last }.sorted {
                (rows[$0].group, ranks[$0], rows[$0].place) < (rows[$1].group, ranks[$1], rows[$1].place)
            }
        }
        places = Self.places(model, index, intervals, panel)
    }

    private static func places(
        _ model: IndexModel, _ index: CompositeIndex, _ intervals: [RankInterval]?, _ panel: IndexPanel
    ) -> [RankedPlace] {
        let rows = model.figures.rows
        var first: [Int: Int] = [:]
        let own = model.ownFigures
        let earliest = rows.map(\.period).min() ?? 0
        for row in rows.indices where rows[row].period == earliest { first[rows[row].place] = index.ranks[row] }
        return rows.indices.map { row in
            let (of, figures) = (rows[row], own[row])
            return RankedPlace(
                id: panel.places[of.place], name: panel.names[of.place], period: panel.periods[of.period],
                group: panel.group(of.group), score: index.scores[row], rank: index.ranks[row],
                among: index.among[row], tier: index.tiers[row], interval: intervals?[row],
                ownFigures: figures, normalised: index.normalised.map { $0[row] },
                obstacles: model.obstacles(of: index, row),
                dimensions: index.dimensionScores.map { $0[row] }, firstRank: first[of.place],
                published: panel.published?.ranks[of.place])
        }
    }

    /// Says where a figure stands.
    private static func problem(_ error: IndexError, _ panel: IndexPanel, _ document: RecipeDocument) -> Problem {
        if case .badValue(let row, let indicator, let value, let expected) = error, panel.rows.indices.contains(row) {
            let own = panel.rows[row]
            let period = panel.periods.count > 1 ? ", \(panel.periods[own.period])" : ""
            let name = panel.names[own.place]
            return Problem(
                .data,
                """
                \(panel.source.english), \(name.english)\(period), \(indicator): \(plainNumber(value)): expected \
                \(expected)
                """,
                """
                \(panel.source.chinese)，\(name.chinese)\(period)，\(indicator)：\(plainNumber(value))：应为\
                \(inChinese(expected))
                """)
        }
        return Problem(
            .data, "\(document.name): \(error)", "\(document.nameChinese ?? document.name)：\(error.chinese)")
    }
}

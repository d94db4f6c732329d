import Atlas
import IndexFiles
import Indices
import Reports
import Wording

/// An index computed, with its doubt.
struct IndexStudy: Sendable {
    let question: IndexQuestion
    let panel: IndexPanel
    let model: IndexModel
    let index: CompositeIndex
    /// By row; nil where nothing is doubted.
    let intervals: [RankInterval]?
    /// Nil where fewer than two choices are doubted.
    let sensitivity: RankSensitivity?
    let doubt: RankDoubt

    /// Whether every place stands alone in its period and group, so that only its path tells something.
    var isTimeSeries: Bool { panel.periods.count > 1 && index.among.allSatisfy { $0 == 1 } }

    /// Rows of the model's figures of the last period, by rank within their group; of a time series all.
    var latest: [Int] {
        let rows = model.figures.rows
        if isTimeSeries {
            return rows.indices.sorted { (rows[$0].place, rows[$0].period) < (rows[$1].place, rows[$1].period) }
        }
        let last = rows.map(\.period).max() ?? 0
        return rows.indices.filter { rows[$0].period == last }.sorted {
            (rows[$0].group, index.ranks[$0], rows[$0].place) < (rows[$1].group, index.ranks[$1], rows[$1].place)
        }
    }

    func name(_ row: Int) -> String { panel.names[model.figures.rows[row].place] }
    func code(_ row: Int) -> String { panel.places[model.figures.rows[row].place] }

    /// The cell of the panel behind a row of the model, which leaves some out.
    func cell(_ indicator: Int, _ row: Int) -> IndexPanel.Cell? { panel.cells[indicator][kept[row]] }

    /// Rows of the panel that the model kept.
    private let kept: [Int]

    init(_ question: IndexQuestion, _ panel: IndexPanel) throws(WorkbenchError) {
        self.question = question
        self.panel = panel
        do {
            let recipe = try question.recipe()
            model = try IndexModel(recipe, try panel.figures())
            index = try model.index()
        } catch { throw Self.problem(error, panel, question) }
        let out = Set(model.dropped.map(\.row))
        kept = panel.rows.indices.filter { !out.contains($0) }
        var doubt = question.doubt
        // One place alone has one rank: nothing about it is in doubt.
        let ranked = index.among.contains { $0 > 1 }
        let wanted = question.samples != 0 && ranked
        do {
            if let progress = question.progress { doubt.progress = { progress("samples", $0, $1) } }
            if wanted, doubt.isAny(model.recipe) {
                intervals = try model.rankIntervals(doubt)
            } else {
                intervals = nil
            }
            if let progress = question.progress { doubt.progress = { progress("sensitivity", $0, $1) } }
            if wanted, question.sensitivityBase > 0, intervals != nil, doubt.count(model.recipe) > 1 {
                sensitivity = try model.sensitivity(doubt, base: question.sensitivityBase, rows: nil)
            } else {
                sensitivity = nil
            }
        } catch { throw Self.problem(error, panel, question) }
        self.doubt = doubt
    }

    /// Says where a figure stands.
    private static func problem(_ error: any Error, _ panel: IndexPanel, _ question: IndexQuestion) -> WorkbenchError {
        guard let error = error as? IndexError else { return WorkbenchError(error) }
        if case .badValue(let row, let indicator, let value, let expected) = error, panel.rows.indices.contains(row) {
            let own = panel.rows[row]
            let period = panel.periods.count > 1 ? ", \(panel.periods[own.period])" : ""
            return WorkbenchError(
                .data,
                """
                \(panel.source.english), \(panel.names[own.place])\(period), \(indicator): \
                \(plainNumber(value)): expected \(expected)
                """
            )
        }
        return WorkbenchError(.data, "\(question.document.name): \(error)")
    }
}

extension RankDoubt {
    /// How many of an index's choices are doubted.
    func count(_ recipe: IndexRecipe) -> Int {
        let own = recipe.choice
        return [
            weightSpread != nil && recipe.indicators.count > 1
                && ([own.weighting] + weightings).contains { $0 != .benefitOfTheDoubt },
            weightings.contains { $0 != own.weighting },
            normalisations.contains { $0 != own.normalisation }, aggregations.contains { $0 != own.aggregation },
            outliers.contains { $0 != own.outliers }, gaps.contains { $0 != own.gaps },
            figures && recipe.indicators.contains { $0.error > 0 },
            omission && recipe.indicators.count > 1,
        ].count { $0 }
    }

    func isAny(_ recipe: IndexRecipe) -> Bool { count(recipe) > 0 }
}

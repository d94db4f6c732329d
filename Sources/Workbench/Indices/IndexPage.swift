import Asking
import Atlas
import Charts
import Formats
import IndexFiles
import Indices
import Reports

/// An index for the page: numbers to draw live, and pictures.
extension Workbench {
    /// - Parameters:
    ///   - place: one that is explained, by code or name.
    ///   - charts: drawn along.
    public func indexJSON(_ question: IndexQuestion, place: String?, charts: [IndexChart], language: Language)
        throws(WorkbenchError)
        -> String
    {
        let study = try indexStudy(question, language)
        let row = try place.map { (text) throws(WorkbenchError) in try study.row(text, atlas) }
        return study.page(row, charts, identity, language).json
    }

    /// The recipes with their indicators, for the page.
    public func recipesJSON() throws(WorkbenchError) -> String {
        var found: [JSONValue] = []
        for name in recipeNames() {
            let document = try recipe(name)
            let ready = document.table != nil || document.stage == nil && missingFigures(document).isEmpty
            found.append(
                .object([
                    ("recipe", .text(name)), ("name", .remark(document.title)), ("ready", .flag(ready)),
                    // Groups of the atlas are of cities.
                    (
                        "groups",
                        .flag(
                            document.table == nil && document.stage == nil
                                && (document.level ?? "prefecture") == "prefecture")
                    ),
                    (
                        "note",
                        .remark(Remark(document.note ?? "", document.noteChinese ?? document.note ?? ""))
                    ),
                    (
                        "indicators",
                        .list(
                            document.figures.map {
                                .object([("id", .text($0.id)), ("name", .remark($0.title)), ("unit", .text($0.unit))])
                            })
                    ),
                ]))
        }
        return JSONValue.list(found).json
    }
}

extension IndexStudy {
    fileprivate func page(
        _ marked: Int?, _ charts: [IndexChart], _ identity: Workbench.AtlasIdentity, _ language: Language
    ) -> JSONValue {
        let explained = marked.map { explanation($0, against: nil, identity, language).sections }
        let tables = (marked == nil ? output(identity, language).sections : explained ?? []).dropFirst(
            marked == nil ? 1 : 0)
        let pictures = charts.compactMap { chart in
            (try? picture(chart, marked: marked, language)).map { (chart.rawValue, JSONValue.text($0)) }
        }
        let document = question.document
        return .object([
            ("name", .remark(document.title)), ("heading", .text(heading(language))),
            ("timeSeries", .flag(isTimeSeries)), ("samples", .number(Double(intervals == nil ? 0 : doubt.samples))),
            (
                "indicators",
                .list(
                    document.figures.indices.map { indicator in
                        .object([
                            ("id", .text(document.figures[indicator].id)),
                            ("name", .remark(document.figures[indicator].title)),
                            ("weight", .optional(index.weights.first?[indicator])),
                        ])
                    })
            ), ("places", .list(latest.map { placeLine($0, language) })), ("charts", .object(pictures)),
            ("tables", .list(tables.map { $0.value() })),
            ("notes", .list(remarks.map { .text(language($0)) })), ("sources", .list(panel.sources.map { .text($0) })),
        ])
    }

    private func placeLine(_ row: Int, _ language: Language) -> JSONValue {
        let interval = intervals?[row]
        let own = model.figures.rows[row]
        return .object([
            ("code", .text(code(row))), ("name", .text(name(row))), ("group", .text(own.group)),
            ("period", .text(panel.periods[own.period])),
            ("rank", .number(Double(index.ranks[row]))), ("among", .number(Double(index.among[row]))),
            ("score", .number(index.scores[row])),
            ("low", .optional(interval.map { Double($0.low) })), ("high", .optional(interval.map { Double($0.high) })),
            ("tier", .number(Double(index.tiers[row]))), ("stays", .optional(interval?.tierShare)),
            ("obstacle", .text(largestObstacle(row, language))),
        ])
    }
}

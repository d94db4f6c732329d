public import Asking
import Atlases
import Formats

extension IndexAnswer {
    /// The answer for a page, which draws the ranking itself and follows a hand: in place of the result the last period
    /// without the parts of its scores, the tables as they are read, and the charts that were asked for.
    public func page(_ language: Language) -> Value {
        let tables = explanation.map { Layout.explanation.sheets($0) } ?? Layout.ranking.sheets(result)
        // The page draws the ranking itself.
        let shown = (explanation == nil ? Array(tables.dropFirst()) : tables).map { Section($0, language).value() }
        let charts = (try? asked.drawn()) ?? []
        let pictures = charts.compactMap { chart in
            (try? picture(chart, count: 25, language)).map { Value.Field(chart.rawValue, .text($0)) }
        }
        let record = Record(
            inputs: inputs, result: { _ in .none }, remarks: remarks, sources: .texts(sources), sheets: [])
        return record.value(in: language, page: result.pageFields(language, pictures, shown))
    }
}

extension IndexResult {
    fileprivate func pageFields(_ language: Language, _ pictures: [Value.Field], _ tables: [Value]) -> [Value.Field] {
        [
            Value.Field("name", .remark(document.title)), Value.Field("heading", .remark(heading)),
            Value.Field("timeSeries", .flag(isTimeSeries)),
            Value.Field("indicators", Layout<[IndicatorWeight]>.weights.value(weights, language)),
            Value.Field("places", Layout<[RankedPlace]>.rows(nil, RankedPlace.standing) { $0 }.value(latest, language)),
            Value.Field("charts", .fields(pictures)), Value.Field("tables", .list(tables)),
        ]
    }
}

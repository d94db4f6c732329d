import Asking
import Atlas
import Formats
import Reports

extension Workbench {
    /// Flows between places that can be drawn, by what flows and when; a flow to several places together is drawn to
    /// each and says so.
    public func flowsJSON() -> String {
        func position(_ code: String) -> JSONValue? {
            let region = atlas.region(code)
            // A province without a seat of its own stands where its capital does: the first of its prefectures.
            return (region?.position ?? atlas.prefectures(in: code).first?.position).map {
                .numbers([$0.longitude, $0.latitude])
            }
        }
        func arc(_ from: String, _ to: String, _ value: Double, together: Bool) -> JSONValue? {
            guard from != to, let start = position(from), let end = position(to), let a = atlas.region(from),
                let b = atlas.region(to)
            else { return nil }
            func name(_ region: Region) -> JSONValue {
                .object(Language.allCases.map { ($0.rawValue, .text($0.name(region))) })
            }
            return .object([
                ("from", name(a)), ("to", name(b)), ("start", start), ("end", end), ("value", .number(value)),
                ("together", .flag(together)),
            ])
        }
        var kinds: [JSONValue] = []
        let trade = atlas.provinceTrade.compactMap { link -> JSONValue? in
            guard let producer = link.producer, let consumer = link.consumer else { return nil }
            return arc(producer, consumer, 100 * link.share, together: false)
        }
        if !trade.isEmpty {
            kinds.append(
                kind(
                    "province_trade", "Trade between provinces, share of the buyer's spending", "省际贸易（占购买方支出比重）",
                    "percent",
                    atlas.provinceTrade.first?.year, sources: atlas.provinceTrade.map(\.source), trade))
        }
        let groups = Dictionary(grouping: atlas.flows) { "\($0.flow)|\($0.unit)|\($0.year)|\($0.period)" }
        for key in groups.keys.sorted() {
            guard let flows = groups[key], let first = flows.first else { continue }
            let arcs = flows.flatMap { flow in
                flow.from.flatMap { from in
                    flow.to.compactMap { arc(from, $0, flow.value, together: flow.to.count > 1 || flow.from.count > 1) }
                }
            }
            if arcs.isEmpty { continue }
            let period = first.period == "year" ? "" : ", \(first.period)"
            kinds.append(
                kind(
                    key, first.flow + period, first.flow + period, first.unit, first.year, sources: flows.map(\.source),
                    arcs))
        }
        return JSONValue.list(kinds).json
    }

    private func kind(
        _ id: String, _ english: String, _ chinese: String, _ unit: String, _ year: Int?, sources: [String],
        _ arcs: [JSONValue]
    )
        -> JSONValue
    {
        .object([
            ("id", .text(id)), ("name", .object([("en", .text(english)), ("zh", .text(chinese))])),
            ("unit", .text(unit)),
            ("year", .optional(year.map(Double.init))),
            ("sources", .text(Array(Set(sources)).sorted().joined(separator: ", "))),
            ("flows", .list(arcs)),
        ])
    }
}

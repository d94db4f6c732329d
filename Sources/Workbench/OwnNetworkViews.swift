import Asking
import Atlas
import AtlasFiles
import Formats
import Foundation
import NetworkFiles
import Reports
public import Transport
import Wording

extension OwnNetwork {
    /// Shortest hours as CSV, `from,to,hours`; empty where there is no way. Written piece by piece. Over a span of
    /// departures hours are their mean and a column `fastest` follows; with a value of time `fare` and `cost` of the
    /// least costly way.
    ///
    /// - Parameter id: one origin; nil takes all.
    public func timesCSV(
        from id: String?, threads: Int? = nil, progress: (Int, Int) -> Void = { _, _ in },
        write: (String) throws(WorkbenchError) -> Void
    ) throws(WorkbenchError) {
        let origins = try origins(id)
        let quoted = places.ids.map(csvField)
        let more = figures
        try write((["from", "to", "hours"] + more.map(\.column)).joined(separator: ",") + "\n")
        let told = { (done: Int) in progress(done, origins.count) }
        try costs(from: origins, threads: threads, progress: told) { (origin, costs) throws(WorkbenchError) in
            var text = ""
            for (place, cost) in costs.enumerated() {
                text += "\(quoted[origin]),\(quoted[place]),\(cost.hours.isFinite ? "\(cost.hours)" : "")"
                for figure in more { text += "," + (figure.value(cost).map { "\($0)" } ?? "") }
                text += "\n"
            }
            try write(text)
        }
    }

    /// What is told of a way besides its hours.
    private var figures: [(column: String, title: Remark, value: (OwnCost) -> Double?)] {
        switch travel {
        case .links(let network) where network.valueOfTime != nil:
            [("fare", Remark("fare", "票价"), { $0.fare }), ("cost", Remark("generalised cost", "广义成本"), { $0.cost })]
        case .timetable(_, _, let departures, _) where departures.count > 1:
            [("fastest", Remark("fastest", "最快"), { $0.fastest })]
        default: []
        }
    }

    private func origins(_ id: String?) throws(WorkbenchError) -> [Int] {
        guard let id else { return Array(places.ids.indices) }
        return [try place(id)]
    }

    /// The same as a table or JSON; for all pairs of many places the CSV is the form to ask for.
    public func times(from id: String?, language: Language, threads: Int? = nil) throws(WorkbenchError) -> Output {
        let origins = try origins(id)
        if origins.count * places.ids.count > 1_000_000 {
            throw WorkbenchError(
                .use,
                """
                \(origins.count) × \(places.ids.count) pairs: ask for --format csv, which is written as it is \
                found, or for one --from
                """
            )
        }
        var rows: [OwnTime] = []
        try costs(from: origins, threads: threads) { (origin, costs) throws(WorkbenchError) in
            for (place, cost) in costs.enumerated() {
                rows.append(
                    OwnTime(
                        from: places.ids[origin], to: places.ids[place], hours: cost.hours.isFinite ? cost.hours : nil,
                        fastest: cost.fastest, fare: cost.fare, cost: cost.cost))
            }
        }
        let more = figures
        let section = Section(
            title: title(language),
            columns: [language("from", "起"), language("to", "讫"), language("hours", "小时")]
                + more.map { language($0.title) },
            rows: rows.map { row in
                let cost = OwnCost(hours: 0, fastest: row.fastest, fare: row.fare, cost: row.cost)
                return [row.from, row.to, row.hours.map { fixed($0, 3) } ?? language("no way", "无通路")]
                    + more.map { orDash($0.value(cost), 3) }
            }, notes: notes(language))
        return Output(json: Envelope(inputs: inputs, result: rows, sources: [String]()), sections: [section])
    }

    private func title(_ language: Language) -> String {
        switch travel {
        case .links(let network):
            return network.valueOfTime != nil
                ? language("Hours, fare and cost of the least costly way", "广义成本最低路径的小时数、票价与成本")
                : language("Shortest hours", "最短小时数")
        case .timetable(_, _, let departures, _):
            let (first, last) = (clockText(departures.lowerBound), clockText(departures.upperBound))
            return departures.count == 1
                ? language("Hours from \(first), the wait included", "\(first) 出发的小时数（含候车）")
                : language(
                    "Mean hours over departures from \(first) to \(last), the wait included",
                    "\(first) 至 \(last) 各时刻出发的平均小时数（含候车）")
        }
    }

    /// Accessibility of every place.
    ///
    /// - Parameters:
    ///   - masses: a table with `id,mass`.
    ///   - inside: hours inside a place; nil leaves its own mass out.
    public func access(
        _ measure: AccessibilityMeasure, masses path: String, inside: Double? = nil, language: Language,
        threads: Int? = nil,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws(WorkbenchError) -> Output {
        let masses: [Double]
        let massTable = try readTable(path)
        do { masses = try places.masses(massTable) } catch { throw WorkbenchError(.data, "\(error)") }
        var rows: [OwnAccess] = []
        let all = Array(places.ids.indices)
        let told = { (done: Int) in progress(done, all.count) }
        try costs(from: all, threads: threads, progress: told) { (origin, costs) throws(WorkbenchError) in
            let found = accessibility(measure, hours: costs.map(weighed), masses: masses, from: origin, inside: inside)
            rows.append(OwnAccess(self, origin, found))
        }
        var described = inputs
        described.measure = "\(measure)"
        described.insideHours = inside
        return accessOutput(
            rows, described,
            notes: [
                inside == nil
                    ? language(
                        "  A place's own mass is left out unless the measure counts it; --inside HOURS counts it.",
                        "  除累积机会外不计自身；--inside 小时数 可计入。")
                    : language("  A place's own mass counts at the hours inside it.", "  自身按所给市内时间计入。"),
                language(
                    "  Places without a way to one another are left out of means and add nothing to sums.",
                    "  无通路的地点不计入均值，对总和无贡献。"),
            ], language)
    }

    /// What every place can draw on of a supply that all within reach share: two-step floating catchment areas.
    ///
    /// - Parameters:
    ///   - demand: a table with `id,mass`; supply, one with `id,supply`.
    ///   - limit: hours of the catchment.
    public func catchment(
        demand: String, supply: String, limit: Double, decay: Decay?, inside: Double, language: Language,
        threads: Int? = nil,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws(WorkbenchError) -> Output {
        let (demandTable, supplyTable) = (try readTable(demand), try readTable(supply))
        var catchment: FloatingCatchment
        do {
            catchment = FloatingCatchment(
                supply: try places.masses(supplyTable, column: "supply"), demand: try places.masses(demandTable),
                limit: limit,
                decay: decay,
                inside: inside)
        } catch { throw WorkbenchError(.data, "\(error)") }
        let all = Array(places.ids.indices)
        let first = { (done: Int) in progress(done, 2 * all.count) }
        try costs(from: all, threads: threads, progress: first) { (origin, costs) throws(WorkbenchError) in
            catchment.addDemand(of: origin, hours: costs.map(weighed))
        }
        var rows: [OwnAccess] = []
        let second = { (done: Int) in progress(all.count + done, 2 * all.count) }
        try costs(from: all, threads: threads, progress: second) { (origin, costs) throws(WorkbenchError) in
            rows.append(OwnAccess(self, origin, catchment.accessibility(of: origin, hours: costs.map(weighed))))
        }
        var described = inputs
        described.measure =
            "floatingCatchment within \(limit) h" + (decay.map { ", \(AccessibilityMeasure.potential($0))" } ?? "")
        described.insideHours = inside
        return accessOutput(
            rows, described,
            notes: [
                language(
                    """
                      Supply per unit of demand, shared by all within \(plainNumber(limit)) h of each supply; \
                    summed over demand it is all supply that anyone reaches.
                    """,
                    "  单位需求可得的供给，由每处供给 \(plainNumber(limit)) 小时范围内的全部需求分享；按需求加总等于可达供给总量。")
            ], language)
    }

    /// Hours, or with a value of time generalised hours.
    private func weighed(_ cost: OwnCost) -> Double { cost.cost.map { $0 / (inputs.valueOfTime ?? 1) } ?? cost.hours }

    private func accessOutput(_ rows: [OwnAccess], _ inputs: OwnInputs, notes more: [String], _ language: Language)
        -> Output
    {
        let section = Section(
            title: language("Accessibility", "可达性"),
            columns: [
                "id", language("name", "名称"), language("value", "数值"), language("places reached", "可达地点数"),
                language("of the mass", "占总量"),
            ],
            rows: rows.map {
                [
                    $0.id, $0.name, $0.value.map { "\($0)" } ?? language("none", "无"), "\($0.reached)",
                    "\(fixed(100 * $0.massShare, 1)) %",
                ]
            }, notes: notes(language) + more)
        let data = Section(
            columns: ["id", "value", "reached", "massShare"],
            rows: rows.map { [$0.id, $0.value.map { "\($0)" } ?? "", "\($0.reached)", "\($0.massShare)"] })
        return Output(
            json: Envelope(inputs: inputs, result: rows, sources: [String]()), sections: [section], main: data)
    }

    /// Areas within some hours of a place as GeoJSON; places need coordinates.
    public func isochroneGeoJSON(
        from id: String, limits: [Double], speedKmh: Double, language: Language
    ) throws(WorkbenchError) -> String {
        let origin = try place(id)
        guard places.positions[origin] != nil else {
            throw WorkbenchError(
                .data, "\(id) has no coordinates: give a table of places with longitude and latitude by --nodes")
        }
        var points: [TimedPoint] = []
        try costs(from: [origin], threads: 1) { (_, costs) throws(WorkbenchError) in
            points = costs.indices.compactMap { place in
                places.positions[place].map {
                    TimedPoint(longitude: $0.longitude, latitude: $0.latitude, hours: weighed(costs[place]))
                }
            }
        }
        let lines = isochrones(around: points, limits: limits, speedKmh: speedKmh)
        let assumption = Remark(
            "beyond a place \(plainNumber(speedKmh)) km/h over straight lines × 1.3",
            "地点以外按直线距离 × 1.3、时速 \(plainNumber(speedKmh)) 公里推算")
        return isochroneJSON(lines, properties: [("from", .text(id)), ("assumption", .text(language(assumption)))])
    }

    func notes(_ language: Language) -> [String] { remarks.map { "  " + language($0) } }
}

private struct OwnTime: Encodable {
    let from, to: String
    let hours: Double?
    let fastest, fare, cost: Double?
}

private struct OwnAccess: Encodable {
    let id, name: String
    let value: Double?
    let reached: Int
    let massShare: Double

    init(_ network: OwnNetwork, _ place: Int, _ access: Accessibility) {
        (id, name) = (network.places.ids[place], network.places.names[place])
        (value, reached, massShare) = (access.value, access.reached, access.massShare)
    }
}

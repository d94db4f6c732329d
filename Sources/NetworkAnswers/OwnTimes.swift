public import Asking
import Atlases
import NetworkFiles
import Transport
import Wording

extension HoursQuestion {
    /// Shortest hours over a network of the user's own; for all pairs of many places CSV is the form to ask for.
    ///
    /// - Throws: a problem of data for a place that the network does not know, of use for more than a million pairs.
    public func record(over network: OwnNetwork, threads: Int? = nil) throws(Problem) -> Record {
        try check(overOwn: true)
        let origins = try network.origins(from)
        if origins.count * network.places.ids.count > 1_000_000 {
            let pairs = "\(origins.count) × \(network.places.ids.count)"
            throw Problem(
                .use,
                """
                \(pairs) pairs: ask for {format} csv, which is written as it is found, or for one {from}
                """, "\(pairs) 对：请用 {format} csv（边算边写），或以 {from} 指定一处")
        }
        var rows: [OwnTime] = []
        try network.costs(from: origins, threads: threads) { (origin, costs) throws(Problem) in
            for (place, cost) in costs.enumerated() where isNear(cost) {
                rows.append(OwnTime(from: network.places.ids[origin], to: network.places.ids[place], cost: cost))
            }
        }
        return network.answer(self, rows).record(.rows(network.timesTitle, network.timeColumns) { $0 })
    }

    private func isNear(_ cost: OwnCost) -> Bool { hours.map { cost.hours <= $0 } ?? true }

    /// The same as CSV, piece by piece: `from,to,hours`, empty where there is no way. Over a span of departures hours
    /// are their mean and a column `fastest` follows; with a value of time `fare` and `cost` of the least costly way.
    ///
    /// - Complexity: one search an origin; 64 origins are held at a time.
    public func writeCSV(
        over network: OwnNetwork, threads: Int? = nil, language: Language = .english,
        progress: (Int, Int) -> Void = { _, _ in }, write: (String) throws(Problem) -> Void
    ) throws(Problem) {
        try check(overOwn: true)
        let origins = try network.origins(from)
        let quoted = network.places.ids.map(csvField)
        let figures = network.figures.map(\.cell)
        let heads = network.timeColumns.map { language == .english ? $0.id ?? "" : $0.name.map { language($0) } ?? "" }
        try write(heads.map(csvField).joined(separator: ",") + "\n")
        let told = { (done: Int) in progress(done, origins.count) }
        try network.costs(from: origins, threads: threads, progress: told) { (origin, costs) throws(Problem) in
            var text = ""
            for (place, cost) in costs.enumerated() where isNear(cost) {
                text += "\(quoted[origin]),\(quoted[place])"
                for figure in figures {
                    text += ","
                    if case .number(let number?, _) = figure(cost) { text += "\(number)" }
                }
                text += "\n"
            }
            try write(text)
        }
    }
}

/// A row of times between places.
private struct OwnTime: Sendable {
    let from: String
    let to: String
    let cost: OwnCost
}

extension OwnNetwork {
    /// What is told of a way.
    fileprivate var figures: [Column<OwnCost>] {
        let hours = Column<OwnCost>.number("hours", "hours", "小时", .fixed(3), none: noWay) { cost in
            cost.hours.isFinite ? cost.hours : nil
        }
        switch travel {
        case .links(let network) where network.valueOfTime != nil:
            return [
                hours, .number("fare", "fare", "票价", .fixed(3)) { $0.fare },
                .number("cost", "generalised cost", "广义成本", .fixed(3)) { $0.cost },
            ]
        case .timetable(let timetable) where timetable.departures.count > 1:
            return [hours, .number("fastest", "fastest", "最快", .fixed(3)) { $0.fastest }]
        case .links, .timetable: return [hours]
        }
    }

    fileprivate var timeColumns: [Column<OwnTime>] {
        [.text("from", "from", "起") { $0.from }, .text("to", "to", "讫") { $0.to }] + figures.map { $0.of(\.cost) }
    }

    fileprivate var timesTitle: Remark {
        switch travel {
        case .links(let network):
            return network.valueOfTime != nil
                ? Remark("Hours, fare and cost of the least costly way", "广义成本最低路径的小时数、票价与成本")
                : Remark("Shortest hours", "最短小时数")
        case .timetable(let timetable):
            let departures = timetable.departures
            let (first, last) = (clockText(departures.lowerBound), clockText(departures.upperBound))
            return departures.count == 1
                ? Remark("Hours from \(first), the wait included", "\(first) 出发的小时数（含候车）")
                : Remark(
                    "Mean hours over departures from \(first) to \(last), the wait included",
                    "\(first) 至 \(last) 各时刻出发的平均小时数（含候车）")
        }
    }
}

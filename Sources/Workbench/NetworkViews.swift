import Asking
import Atlas
import Formats
import Reports
import Scenarios
import Transport
import Wording

extension Workbench {
    /// Passenger and goods hours from one place to all others, or to one.
    ///
    /// - Parameter valueOfTime: yuan an hour; with it the ways of least generalised cost, and their fares at assumed
    ///   prices.
    public func times(
        from: String, to: String?, carved: [String], year: Int, valueOfTime: Double? = nil, language: Language
    ) throws(WorkbenchError) -> Output {
        let origin = try region(from)
        let destination = try to.map { (text) throws(WorkbenchError) in try region(text) }
        let network = StudyNetwork(
            atlas, date: Day(year: year, month: 12, day: 31), carved: carved, parameters: StudyParameters())
        let prices = valueOfTime.map { TravelPrices(valueOfTime: $0) }
        do {
            guard let start = network.node(origin.code) else {
                throw ScenarioError(
                    """
                    \(origin.nameEnglish) (\(origin.code)) is no place of the network; a carved place needs \
                    --carve \(origin.code)
                    """
                )
            }
            func costs(passengers: Bool) throws -> [TravelCost?] {
                var tree = ShortestTree(try network.network(passengers: passengers, prices: prices))
                return try tree.costs(from: start)
            }
            let (passengers, goods) = (try costs(passengers: true), try costs(passengers: false))
            func order(_ node: Int) -> (Double, Int) { (passengers[node]?.hours ?? .infinity, node) }
            let rows = network.nodes.indices.filter {
                $0 != start && (destination == nil || network.nodes[$0].code == destination?.code)
            }
            .sorted { order($0) < order($1) }
            .map { HoursRow(network.nodes[$0], passengers[$0], goods[$0], priced: prices != nil) }
            let notes = network.notes + (prices.map { [$0.remark] } ?? [])
            let fares =
                prices == nil
                ? []
                : [
                    language("fare, yuan", "票价（元）"), language("cost, yuan", "广义成本（元）"),
                    language("freight, yuan/t", "运费（元/吨）"),
                ]
            let section = Section(
                title: language(
                    """
                    Hours from \(origin.nameEnglish), end of \(year); modelled from distances and design speeds, \
                    no timetable
                    """,
                    "自\(origin.shortName)出发的小时数，\(year) 年底；按距离与设计速度估算，非时刻表"),
                columns: [
                    language("code", "代码"), language("place", "城市"), language("passengers, h", "客运（小时）"),
                    language("goods by road, h", "公路货运（小时）"),
                ] + fares,
                rows: rows.map { row in
                    let hours = [row.passengerHours, row.goodsHours].map {
                        $0.map { fixed($0, 2) } ?? language("no way", "无通路")
                    }
                    let money =
                        prices == nil ? [] : [row.passengerFare, row.passengerCost, row.freight].map { orDash($0, 1) }
                    return [row.code, language(row.nameEnglish, row.name)] + hours + money
                },
                notes: notes.map { "  " + language($0) })
            return Output(
                json: Envelope(
                    inputs: HoursQuery(
                        atlas: identity, year: year, from: origin.code, to: destination?.code, valueOfTime: valueOfTime),
                    result: rows, sources: notes.map(\.english)), sections: [section])
        } catch {
            throw WorkbenchError(.data, "\(error)")
        }
    }

    /// Alternative ways of passengers between two places, the fastest first, or with a value of time (yuan an hour) the
    /// cheapest.
    public func ways(
        from: String, to: String, count: Int, carved: [String], year: Int, valueOfTime: Double? = nil,
        language: Language
    ) throws(WorkbenchError) -> Output {
        let (origin, destination) = (try region(from), try region(to))
        let network = StudyNetwork(
            atlas, date: Day(year: year, month: 12, day: 31), carved: carved, parameters: StudyParameters())
        let prices = valueOfTime.map { TravelPrices(valueOfTime: $0) }
        do {
            let travel = try network.network(passengers: true, prices: prices)
            let found = try travel.ways(
                from: try network.endpoint(origin.code), to: try network.endpoint(destination.code), count: count)
            let notes = network.notes + (prices.map { [$0.remark] } ?? [])
            return wayOutput(
                found, travel, names: network.nodes.map { language.name($0) },
                inputs: HoursQuery(
                    atlas: identity, year: year, from: origin.code, to: destination.code, valueOfTime: valueOfTime),
                notes: notes.map { "  " + language($0) }, language, sources: notes.map(\.english))
        } catch {
            throw WorkbenchError(.data, "\(error)")
        }
    }

    /// The direct links of a place.
    public func links(from: String, carved: [String], year: Int, language: Language) throws(WorkbenchError) -> Output {
        let standard = StudyParameters()
        let origin = try region(from)
        let network = StudyNetwork(
            atlas, date: Day(year: year, month: 12, day: 31), carved: carved, parameters: StudyParameters())
        guard let start = network.node(origin.code) else {
            throw WorkbenchError(
                .data,
                """
                \(origin.nameEnglish) (\(origin.code)) is no place of the network; a carved place needs --carve \
                \(origin.code)
                """
            )
        }
        let rows = network.links.filter { $0.from == start }.sorted {
            ($0.mode.rawValue, $0.hours(standard)) < ($1.mode.rawValue, $1.hours(standard))
        }.map {
            LinkRow(
                to: network.nodes[$0.to].code, name: network.nodes[$0.to].shortName,
                nameEnglish: network.nodes[$0.to].nameEnglish,
                mode: $0.mode.rawValue, lengthKm: $0.lengthKm, hours: $0.hours(standard))
        }
        let section = Section(
            title: language(
                "Direct links of \(origin.nameEnglish), end of \(year); roads are modelled",
                "\(origin.shortName)的直接连接，\(year) 年底；公路为模型估算"),
            columns: [
                language("to", "到"), language("place", "城市"), language("mode", "方式"), "km", language("hours", "小时"),
            ],
            rows: rows.map {
                [$0.to, language($0.nameEnglish, $0.name), $0.mode, fixed($0.lengthKm, 0), fixed($0.hours, 2)]
            },
            notes: network.notes.map { "  " + language($0) })
        return Output(
            json: Envelope(
                inputs: HoursQuery(atlas: identity, year: year, from: origin.code, to: nil), result: rows,
                sources: network.notes.map(\.english)), sections: [section])
    }
}

struct HoursQuery: Encodable {
    let atlas: Workbench.AtlasIdentity
    let year: Int
    let from: String
    let to: String?
    var valueOfTime: Double?
}

struct HoursRow: Encodable {
    let code, name, nameEnglish: String
    let passengerHours, goodsHours: Double?
    /// Yuan, with a value of time; freight a tonne.
    let passengerFare, passengerCost, freight: Double?

    init(_ region: Region, _ passengers: TravelCost?, _ goods: TravelCost?, priced: Bool) {
        (code, name, nameEnglish) = (region.code, region.shortName, region.nameEnglish)
        (passengerHours, goodsHours) = (passengers?.hours, goods?.hours)
        passengerFare = priced ? passengers?.fare : nil
        passengerCost = priced ? passengers?.generalised : nil
        freight = priced ? goods?.fare : nil
    }
}

struct LinkRow: Encodable {
    let to, name, nameEnglish, mode: String
    let lengthKm, hours: Double
}

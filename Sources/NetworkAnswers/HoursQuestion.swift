public import Asking
import AtlasFiles
import AtlasQuestions
public import Atlases
import Scenarios
public import Transport
import Wording

/// Hours from one place to all others, or to one.
public struct HoursQuestion: NetworkQuestion {
    /// A city by code or name; over a network of the user's own an id, or nil for all.
    public var from: String?
    /// Only to this city.
    public var to: String?
    /// Only places that are so near, travelling as passengers do.
    public var hours: Double?
    /// Places carved out of others, by code, that are nodes of their own.
    public var carve: [String] = []
    /// Of the atlas's currency an hour: the ways of least generalised cost, and their fares at assumed prices.
    public var valueOfTime: Double?
    /// Of the network; nil for the atlas's own.
    public var year: Int?

    /// As it stands where nobody says anything.
    public init() {}

    /// What it may be told; a face offers these and no others.
    public static let settings: [Setting<HoursQuestion>] = [
        .text(
            "from", "City by code or name; over a network of your own an id, or left out for all.",
            "城市代码或名称；自备路网时为 id，缺省为全部。", \.from, .place),
        .text("to", "Only to this city.", "只到该城市。", \.to, .place),
        .number(
            "hours", "within", "不超过", \.hours, in: .leastNonzeroMagnitude...1_000, unit: "hours",
            help: Remark("Only places within so many hours.", "只列出若干小时以内的地方。")),
        .carve(\.carve), .valueOfTime(\.valueOfTime), .year(\.year),
    ]

    /// Refuses settings that do not go together.
    public func check(overOwn own: Bool) throws(Problem) {
        if !own && from == nil {
            throw Problem(
                .use, "{from}: name a city, or give {links}, {gtfs} or {timetable} with a network of your own",
                "{from}：请给出城市，或以 {links}、{gtfs}、{timetable} 给出自备路网")
        }
        if own && (to != nil || !carve.isEmpty) {
            throw Problem(
                .use, "{to} and {carve} are for the atlas, not for a network of your own",
                "{to} 与 {carve} 只用于地图集，不用于自备路网")
        }
    }

    /// Passenger and goods hours over an atlas's network.
    ///
    /// - Throws: a problem of use for a place that the atlas does not know, of data for one without a way.
    /// - Complexity: two shortest-path trees.
    public func answer(on atlas: Atlas) throws(Problem) -> NetworkAnswer<HoursFrom> {
        try check(overOwn: false)
        let year = year ?? atlas.year
        let network = try atlas.network(year, carved: carve)
        // With prices, hours are those of links: the timetable has no fares.
        return try answer(on: atlas, network, valueOfTime == nil ? network.passengerHours(atlas, year) : nil)
    }

    /// - Parameter timed: of the network; nil takes what links cost.
    func answer(on atlas: Atlas, _ network: StudyNetwork, _ timed: PassengerHours?) throws(Problem)
        -> NetworkAnswer<HoursFrom>
    {
        let origin = try atlas.city(called: from ?? "")
        let destination = try to.map { (text) throws(Problem) in try atlas.city(called: text) }
        let year = year ?? atlas.year
        let prices = valueOfTime.map { TravelPrices(valueOfTime: $0, atlas.meaning) }
        let start = try network.node(of: origin)
        func costs(passengers: Bool) throws(Problem) -> [TravelCost?] {
            do {
                var tree = ShortestTree(try network.network(passengers: passengers, prices: prices))
                return try tree.costs(from: start)
            } catch { throw Problem(error) }
        }
        let trains = timed?.trains
        let passengers: [TravelCost?]
        if let timed { passengers = timed.costs(from: start) } else { passengers = try costs(passengers: true) }
        let goods = try costs(passengers: false)
        let all = network.nodes.indices.map { node in
            PlaceHours(
                region: network.nodes[node], passengers[node], goods[node],
                basis: node == start ? nil : timed?.basis(from: start, to: node),
                ride: trains.flatMap { Ride($0, network, start, node) })
        }
        var asked = self
        (asked.from, asked.to, asked.year) = (origin.code, destination?.code, year)
        return NetworkAnswer(
            atlas, asked,
            HoursFrom(
                origin: origin, destination: destination, within: hours, year: year, currency: prices?.currency,
                all: all, isTimetabled: trains != nil,
                start: start),
            remarks: network.passengerNotes(trains) + (prices.map { [$0.remark] } ?? []),
            sources: network.sources.union(trains?.sources ?? []))
    }
}

/// Hours from a place to the nodes of an atlas's network.
public struct HoursFrom: Sendable {
    /// Where one sets off.
    public let origin: Region
    /// Of the network, at its end.
    public let year: Int
    /// Of fares; nil where they do not count.
    public let currency: Currency?
    /// Every node of the network, the origin too, in the network's order.
    public let all: [PlaceHours]
    /// Those asked for but the origin, nearest first.
    public let rows: [PlaceHours]
    /// Whether passengers' hours are those of a timetable, as far as it goes.
    public let isTimetabled: Bool
    /// The bound of hours that was asked for.
    let within: Double?

    init(
        origin: Region, destination: Region?, within: Double?, year: Int, currency: Currency?, all: [PlaceHours],
        isTimetabled: Bool, start: Int
    ) {
        self.isTimetabled = isTimetabled
        (self.origin, self.within, self.year, self.currency, self.all) = (origin, within, year, currency, all)
        func order(_ node: Int) -> (Double, Int) { (all[node].passengers?.hours ?? .infinity, node) }
        rows = all.indices.filter { node in
            node != start && (destination.map { $0.code == all[node].region.code } ?? true)
                && (within.map { order(node).0 <= $0 } ?? true)
        }.sorted { order($0) < order($1) }.map { all[$0] }
    }
}

/// What it takes to get to a place; nil where there is no way.
public struct PlaceHours: Sendable {
    /// The place.
    public let region: Region
    /// By rail and road, with the fare.
    public let passengers: TravelCost?
    /// By road; fares a tonne.
    public let goods: TravelCost?
    /// What the passengers' hours rest on; nil where there is no way, or with prices.
    public let basis: HoursBasis?
    /// From station to station; nil where no train goes, or the atlas has no timetable.
    public let ride: Ride?

    init(
        region: Region, _ passengers: TravelCost?, _ goods: TravelCost?, basis: HoursBasis? = nil, ride: Ride? = nil
    ) {
        (self.region, self.passengers, self.goods) = (region, passengers, goods)
        (self.basis, self.ride) = (basis, ride)
    }
}

/// The fastest journey by train, from station to station.
public struct Ride: Sendable {
    /// On trains and between them.
    public let hours: Double
    /// Where one changes, in order.
    public let changes: [Region]
    /// The through train, as "G25 北京西–石家庄"; empty with changes, or over a line that opened later.
    public let train: String

    init?(_ trains: TrainHours, _ network: StudyNetwork, _ from: Int, _ to: Int) {
        guard let changes = trains.journeys.changes(from: from, to: to) else { return nil }
        hours = trains.stationHours(from: from, to: to)
        self.changes = changes.map { network.nodes[$0] }
        let pair = changes.isEmpty ? trains.train(from: from, to: to) : nil
        train =
            pair.flatMap { pair in
                let stations = pair.stations.from.isEmpty ? "" : " \(pair.stations.from)–\(pair.stations.to)"
                return pair.train.isEmpty ? nil : pair.train + stations
            } ?? ""
    }

    /// The train, or where one changes.
    var text: Remark {
        if changes.isEmpty { return Remark(train, train) }
        return Remark(
            "change at \(changes.map(\.nameEnglish).joined(separator: ", "))",
            "在\(changes.map(\.shortName).joined(separator: "、"))换乘")
    }
}

/// The word for a missing number of hours.
let noWay = Remark("no way", "无通路")

extension NetworkAnswer<HoursFrom> {
    /// As every face writes it.
    public var record: Record { record(Self.layout) }

    private static var layout: Layout<HoursFrom> {
        .rows(
            { found in
                let within = found.within.map { limit in
                    Remark(
                        "\(found.rows.count) places within \(plainNumber(limit)) h: ",
                        "\(plainNumber(limit)) 小时以内共 \(found.rows.count) 处：")
                }
                return Remark(
                    """
                    \(within?.english ?? "")Hours from \(found.origin.nameEnglish), end of \(found.year)\
                    \(found.isTimetabled ? "" : "; modelled from distances and design speeds, no timetable")
                    """,
                    """
                    \(within?.chinese ?? "")自\(found.origin.shortName)出发的小时数，\(found.year) 年底\
                    \(found.isTimetabled ? "" : "；按距离与设计速度估算，非时刻表")
                    """)
            }, { $0.isTimetabled ? timetabled : columns(in: $0.currency) }, \.rows)
    }

    private static var timetabled: [Column<PlaceHours>] {
        regionColumns(\.region) + [
            .number("passengerHours", "door to door, h", "门到门（小时）", .fixed(2), none: noWay) { $0.passengers?.hours },
            .number("stationHours", "by train, station to station, h", "列车站到站（小时）", .fixed(2), none: noWay) {
                $0.ride?.hours
            },
            .value("changes") { .optional($0.ride.map { Double($0.changes.count) }) },
            .value("changeAt") { .texts($0.ride?.changes.map(\.code) ?? []) },
            .value("train") { .text($0.ride?.train ?? "") },
            .words(nil, "train", "车次") { $0.ride?.text ?? Remark("", "") },
            .value("basis") { .text($0.basis?.rawValue ?? "") },
            .words(nil, "rests on", "依据") { $0.basis?.name ?? Remark("", "") },
            .number("goodsHours", "goods by road, h", "公路货运（小时）", .fixed(2), none: noWay) { $0.goods?.hours },
        ]
    }

    private static func columns(in currency: Currency?) -> [Column<PlaceHours>] {
        let hours: [Column<PlaceHours>] = [
            .number("passengerHours", "passengers, h", "客运（小时）", .fixed(2), none: noWay) { $0.passengers?.hours },
            .number("goodsHours", "goods by road, h", "公路货运（小时）", .fixed(2), none: noWay) { $0.goods?.hours },
        ]
        guard let currency else { return regionColumns(\.region) + hours }
        let (money, geld) = (currency.name, currency.nameChinese)
        return regionColumns(\.region) + hours + [
            .number("passengerFare", "fare, \(money)", "票价（\(geld)）", .fixed(1)) { $0.passengers?.fare },
            .number("passengerCost", "cost, \(money)", "广义成本（\(geld)）", .fixed(1)) { $0.passengers?.generalised },
            .number("freight", "freight, \(money)/t", "运费（\(geld)/吨）", .fixed(1)) { $0.goods?.fare },
        ]
    }
}

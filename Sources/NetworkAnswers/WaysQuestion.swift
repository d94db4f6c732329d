public import Asking
import AtlasFiles
import AtlasQuestions
public import Atlases
import Scenarios
public import Transport

/// Alternative ways between two places: over links the least costly that differ, the cheapest first; over a timetable
/// those that leave at a time or later and of which each arrives earlier or changes less often than the others.
public struct WaysQuestion: NetworkQuestion {
    /// A city by code or name; over a network of the user's own an id.
    public var from = ""
    /// Likewise.
    public var to = ""
    /// At most so many.
    public var count = 3
    /// Places carved out of others, by code, that are nodes of their own.
    public var carve: [String] = []
    /// Money an hour: ways of least generalised cost.
    public var valueOfTime: Double?
    /// Of the network; nil for the atlas's own.
    public var year: Int?

    /// As it stands where nobody says anything.
    public init() {}

    /// What it may be told; a face offers these and no others.
    public static let settings: [Setting<WaysQuestion>] = [
        .place(
            "from", "from", "出发地", \.from, "City by code or name; over a network of your own an id.",
            "城市代码或名称；自备路网时为 id。"), .place("to", "to", "目的地", \.to, "The other city.", "另一城市。"),
        .whole(
            "count", "At most so many ways.", "最多给出的路径数。", \.count, in: 1...20),
        .carve(\.carve), .valueOfTime(\.valueOfTime), .year(\.year),
    ]

    /// Refuses settings that do not go together.
    public func check(overOwn own: Bool) throws(Problem) {
        if own && !carve.isEmpty {
            throw Problem(
                .use, "{carve} is for the atlas, not for a network of your own", "{carve} 只用于地图集，不用于自备路网")
        }
    }

    /// Passengers' ways over an atlas's network.
    ///
    /// - Throws: a problem of use for places that the atlas does not know, of data for those outside the network.
    public func answer(on atlas: Atlas) throws(Problem) -> NetworkAnswer<Ways> {
        let (origin, destination) = (try atlas.city(called: from), try atlas.region(called: to))
        let year = year ?? atlas.year
        let network = try atlas.network(year, carved: carve)
        let prices = valueOfTime.map { TravelPrices(valueOfTime: $0, atlas.meaning) }
        let ways: Ways
        do {
            let (start, end) = (try network.endpoint(origin.code), try network.endpoint(destination.code))
            let names = network.nodes.map { Remark($0.nameEnglish, $0.shortName) }
            // The timetable has no fares: with prices ways are those of links.
            if prices == nil {
                let passengers = try network.passengerHours(atlas, year)
                if let trains = passengers.trains {
                    ways = Ways(passengers, trains, network, from: start, to: end, count: count)
                    return answer(atlas, network, ways, year, origin, destination, trains)
                }
            }
            let travel = try network.network(passengers: true, prices: prices)
            ways = Ways(try travel.ways(from: start, to: end, count: count), over: travel, names: names)
        } catch { throw Problem(error) }
        return answer(atlas, network, ways, year, origin, destination, nil, prices.map { [$0.remark] } ?? [])
    }

    private func answer(
        _ atlas: Atlas, _ network: StudyNetwork, _ ways: Ways, _ year: Int, _ origin: Region, _ destination: Region,
        _ trains: TrainHours?, _ remarks: [Remark] = []
    ) -> NetworkAnswer<Ways> {
        var asked = self
        (asked.from, asked.to, asked.year) = (origin.code, destination.code, year)
        return NetworkAnswer(
            atlas, asked, ways, remarks: network.passengerNotes(trains) + remarks + ways.remarks,
            sources: network.sources.union(trains?.sources ?? []))
    }
}

/// Ways over links, cheapest first.
public struct Ways: Sendable {
    /// One way.
    public struct Row: Sendable {
        /// Door to door.
        public let cost: TravelCost
        /// In order of travel.
        public let legs: [Leg]

        /// Places with the mode where it changes: "A —rail→ B → C".
        public var text: Remark { Remark(text(\.english), text(\.chinese)) }

        private func text(_ language: (Remark) -> String) -> String {
            var text = legs.first.map { language($0.from) } ?? ""
            var mode: Mode?
            for leg in legs {
                let isSame = leg.mode == mode && leg.train.isEmpty
                text += isSame ? " → " : " —\(leg.train.isEmpty ? leg.mode.rawValue : leg.train)→ "
                text += language(leg.to)
                mode = leg.mode
            }
            return text
        }
    }

    /// A link that a way takes.
    public struct Leg: Sendable {
        /// Where the link begins.
        public let from: Remark
        /// Where it ends.
        public let to: Remark
        /// How it is travelled.
        public let mode: Mode
        /// On the link alone.
        public let hours: Double
        /// The train's number where a timetable tells it; else empty.
        public var train = ""
    }

    /// At most as many as were asked for.
    public let rows: [Row]
    /// Whether fares count.
    public let isPriced: Bool

    init(rows: [Row], isPriced: Bool) { (self.rows, self.isPriced) = (rows, isPriced) }

    /// - Parameter names: of the network's nodes.
    init(_ ways: [Way], over network: Network, names: [Remark]) {
        isPriced = network.valueOfTime != nil
        rows = ways.map { way in
            Row(
                cost: way.cost,
                legs: way.links.map { number in
                    let link = network.links[number]
                    return Leg(from: names[link.from], to: names[link.to], mode: link.mode, hours: link.hours)
                })
        }
    }

    var remarks: [Remark] { rows.isEmpty ? [noWayAtAll] : [] }
}

/// Said of ways where there are none.
let noWayAtAll = Remark("No way.", "无通路。")

extension NetworkAnswer<Ways> {
    /// As every face writes it.
    public var record: Record { record(Self.layout, main: Self.layout.sheets(result).first) }

    private static var layout: Layout<Ways> {
        .rows(
            { _ in Remark("Ways, cheapest first", "可选路径（由低到高）") }, { columns(priced: $0.isPriced) }, \.rows)
    }

    private static func columns(priced: Bool) -> [Column<Ways.Row>] {
        let fares: [Column<Ways.Row>] = [
            .number("fare", "fare", "票价", .fixed(2)) { $0.cost.fare },
            .number("cost", "generalised cost", "广义成本", .fixed(2)) { $0.cost.generalised },
        ]
        return [.number("hours", "hours", "小时", .fixed(3)) { $0.cost.hours }] + (priced ? fares : []) + [
            .words(nil, "way", "路径") { $0.text }, .list("legs", legs) { $0.legs },
        ]
    }

    private static var legs: [Column<Ways.Leg>] {
        [
            .words("from", "from", "起") { $0.from }, .words("to", "to", "讫") { $0.to },
            .text("mode", "mode", "方式") { $0.mode.rawValue },
            .text("train", "train", "车次") { $0.train }, .number("hours", "hours", "小时") { $0.hours },
        ]
    }
}

public import Asking
import Atlases
import NetworkFiles
import Transport

/// Every departure of a span that no other beats, over a timetable of the user's own.
public struct ProfileQuestion: NetworkQuestion {
    /// Id or name of a stop, or id of a place.
    public var from = ""
    /// Likewise.
    public var to = ""

    /// As it stands where nobody says anything.
    public init() {}

    /// What it may be told; a face offers these and no others.
    public static let settings: [Setting<ProfileQuestion>] = [
        .place(
            "from", "from", "出发地", \.from, "Id or name of a stop, or id of a place.", "站点的 id 或名称，或地点的 id。"),
        .place("to", "to", "目的地", \.to, "The other end.", "另一端。"),
    ]

    /// - Throws: a problem of use where the network has no timetable, of data for a place that it does not know.
    public func answer(over network: OwnNetwork) throws(Problem) -> NetworkAnswer<Journeys> {
        guard case .timetable(let timetable) = network.travel else {
            throw Problem(
                .use, "a profile of departures needs a timetable: give {gtfs} or {timetable}",
                "出发时刻表需要时刻数据：请给出 {gtfs} 或 {timetable}")
        }
        let (start, end) = (try network.place(from), try network.place(to))
        let (first, last) = (
            clockText(timetable.departures.lowerBound), clockText(timetable.departures.upperBound)
        )
        var search = timetable.search
        let found = search.profile(
            from: timetable.reach[start], to: timetable.reach[end], departures: timetable.departures)
        return network.answer(
            self,
            Journeys(
                title: Remark(
                    "Departures from \(first) to \(last) that no other beats", "\(first) 至 \(last) 间未被其他方案超越的出发时刻"),
                found[...], timetable.network))
    }
}

extension WaysQuestion {
    /// The same over a network of the user's own.
    ///
    /// - Throws: a problem of data for a place that the network does not know.
    public func record(over network: OwnNetwork) throws(Problem) -> Record {
        try check(overOwn: true)
        let (start, end) = (try network.place(from), try network.place(to))
        switch network.travel {
        case .links(let links):
            let found: [Way]
            do { found = try links.ways(from: start, to: end, count: count) } catch { throw Problem(error) }
            let ways = Ways(found, over: links, names: network.allNames.map { Remark($0, $0) })
            return network.answer(self, ways, remarks: ways.remarks).record
        case .timetable(let timetable):
            var search = timetable.search
            let found = search.journeys(
                from: timetable.reach[start], to: timetable.reach[end], departure: timetable.departures.lowerBound)
            let title = Remark("Ways, the earliest arrival last", "出行方案（最早到达者列于最后）")
            let ways = Journeys(title: title, found.suffix(count), timetable.network)
            return network.answer(self, ways, remarks: found.isEmpty ? [noWayAtAll] : []).record
        }
    }
}

/// Ways over a timetable.
public struct Journeys: Sendable {
    /// One way, door to door.
    public struct Row: Sendable {
        /// Seconds of the day of service.
        public let departure: Int32
        /// Seconds of the day of service; beyond a day they go on.
        public let arrival: Int32
        /// How many vehicles are taken.
        public let rides: Int
        /// In order of travel.
        public let legs: [Leg]

        /// From door to door.
        public var hours: Double { Double(arrival - departure) / 3_600 }
    }

    /// A walk, or a ride with its line, trip and times.
    public struct Leg: Sendable {
        /// Name of a stop, or its id where it has none.
        public let from: String
        /// Likewise.
        public let to: String
        /// A mode of the timetable, or `walk`.
        public let mode: String
        /// From leaving to arriving.
        public let seconds: Int
        /// Nil for a walk.
        public let ride: Ride?
    }

    /// What is ridden.
    public struct Ride: Sendable {
        /// Name of the line, or its id where it has none.
        public let line: String
        /// Id of the trip.
        public let trip: String
        /// Seconds of the day of service.
        public let departure: Int32
        /// Seconds of the day of service; beyond a day they go on.
        public let arrival: Int32
    }

    let title: Remark
    /// In order of departure.
    public let rows: [Row]

    init(title: Remark, _ found: ArraySlice<Journey>, _ network: TransitNetwork) {
        self.title = title
        rows = found.map { journey in
            Row(
                departure: journey.departure, arrival: journey.arrival, rides: journey.rides,
                legs: journey.legs.map { Journeys.Leg($0, network) })
        }
    }

    var remarks: [Remark] { rows.isEmpty ? [noWayAtAll] : [] }
}

extension Journeys.Leg {
    fileprivate init(_ leg: Transport.Leg, _ network: TransitNetwork) {
        func name(_ stop: Int) -> String {
            network.stops[stop].name.isEmpty ? network.stops[stop].id : network.stops[stop].name
        }
        switch leg {
        case .walk(let from, let to, let seconds):
            self.init(from: name(from), to: name(to), mode: "walk", seconds: Int(seconds), ride: nil)
        case .ride(let run, let from, let to, let departure, let arrival):
            let line = network.line(of: run)
            self.init(
                from: name(from), to: name(to), mode: line.mode.rawValue, seconds: Int(arrival - departure),
                ride: Journeys.Ride(
                    line: line.name.isEmpty ? line.id : line.name, trip: network.trip(of: run), departure: departure,
                    arrival: arrival))
        }
    }

    fileprivate var text: Remark {
        guard let ride else { return Remark("walk to \(to), \(seconds / 60) min", "步行至\(to)，\(seconds / 60) 分钟") }
        let text = "\(ride.line) \(from) \(clockText(ride.departure)) → \(to) \(clockText(ride.arrival))"
        return Remark(text, text)
    }
}

extension NetworkAnswer<Journeys> {
    /// As every face writes it.
    public var record: Record { record(Self.layout, main: Self.layout.sheets(result).first) }

    private static var layout: Layout<Journeys> { .rows({ $0.title }, { _ in columns }, \.rows) }

    private static var columns: [Column<Journeys.Row>] {
        [
            .text("departure", "leave", "出发") { clockText($0.departure) },
            .text("arrival", "arrive", "到达") { clockText($0.arrival) },
            .number("hours", "hours", "小时", .fixed(2)) { $0.hours }, .count("rides", "rides", "乘车次数") { $0.rides },
            .words(nil, "way", "行程") { row in
                let texts = row.legs.map(\.text)
                return Remark(
                    texts.map(\.english).joined(separator: " · "), texts.map(\.chinese).joined(separator: " · "))
            }, .list("legs", legs) { $0.legs },
        ]
    }

    private static var legs: [Column<Journeys.Leg>] {
        func ride(_ id: String, _ text: @escaping @Sendable (Journeys.Ride) -> String) -> Column<Journeys.Leg> {
            .value(id) { $0.ride.map { .text(text($0)) } ?? .none }
        }
        return [
            .value("from") { .text($0.from) }, .value("to") { .text($0.to) }, .value("mode") { .text($0.mode) },
            ride("line", \.line), ride("trip", \.trip), ride("departure") { clockText($0.departure) },
            ride("arrival") { clockText($0.arrival) }, .value("seconds") { .count($0.seconds) },
        ]
    }
}

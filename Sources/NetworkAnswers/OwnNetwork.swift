public import Asking
import AtlasFiles
public import Atlases
import Computation
import NetworkFiles
import Transport

/// A network of the user's own, without an atlas: tables of links, lines of a map, or timetables.
public struct OwnNetwork: Sendable {
    let places: PlaceTable
    let travel: Travel
    /// Ids of all the network's nodes, the places' first.
    let allNames: [String]
    /// What was made of the files, for every answer.
    let inputs: [Value.Field]
    let remarks: [Remark]
    let files: [String]

    enum Travel: Sendable {
        /// The reported places come first among the network's.
        case links(Network)
        case timetable(OwnTimetable)
    }

    /// Reads the files.
    ///
    /// - Parameter valueOfTime: money an hour; fares count where it is given.
    /// - Throws: a problem of use for settings that do not go together, of data for files that cannot be used.
    public init(
        _ files: OwnNetworkFiles, valueOfTime: Double? = nil,
        progress: @escaping (String, Double) -> Void = { _, _ in }
    ) throws(Problem) {
        try files.check(valueOfTime: valueOfTime)
        let nodes = try files.nodes.map { (path) throws(Problem) in try CSVTable(at: path) }
        let day = files.day.flatMap { Day($0) }
        if let path = files.links {
            let table = try CSVTable(at: path)
            let links = try problem { try LinkTable(links: table, nodes: nodes) }
            try self.init(links, path, files, day, valueOfTime, read: (nodes?.remarks ?? []) + table.remarks)
        } else if let path = files.lines {
            let links = try problem {
                try LinkTable(
                    lines: path, layer: files.layer, nodes: nodes, speedKmh: files.lineSpeed, reachKm: files.reach,
                    reachKmh: files.reachSpeed)
            }
            try self.init(links, path, files, day, valueOfTime, read: nodes?.remarks ?? [])
        } else if let day {
            try self.init(files, nodes: nodes, day: day, progress: progress)
        } else {
            throw Problem(
                .use, "give a network of your own: {links}, {lines}, {gtfs} or {timetable}",
                "请给出自备路网：{links}、{lines}、{gtfs} 或 {timetable}")
        }
    }

    private init(
        _ table: LinkTable, _ file: String, _ files: OwnNetworkFiles, _ day: Day?, _ valueOfTime: Double?,
        read: [Remark]
    ) throws(Problem) {
        if valueOfTime != nil, !table.hasFares {
            throw Problem(
                AtlasProblem(file: file, row: 1, expected: "a column named fare, as a value of time is given"))
        }
        let boarding = Boarding(
            accessHours: try files.accessHours(), transferHours: files.transfer, headwayHours: table.headwayHours)
        travel = .links(
            try problem {
                try Network(
                    places: table.places.ids.count, links: table.links(on: day), boarding: boarding,
                    valueOfTime: valueOfTime)
            })
        places = table.places.prefix(table.reportedPlaces)
        allNames = table.places.ids
        self.files = files.files
        let (all, count) = (table.rows.count, places.ids.count)
        let used = table.rows.filter { row in day.map(row.isOpen) ?? true }.count
        inputs =
            [
                Value.Field("places", .count(count)), Value.Field("links", .count(all)),
                Value.Field("open", .count(used)),
            ] + (day.map { [Value.Field("day", .text("\($0)"))] } ?? [])
        remarks =
            [
                Remark(
                    "\(count) places, \(used) of \(all) links" + (day.map { " open on \($0)" } ?? ""),
                    "\(count) 个地点，\(all) 条线路中的 \(used) 条" + (day.map { "（\($0) 开通）" } ?? ""))
            ] + table.notes + read
    }

    private init(
        _ files: OwnNetworkFiles, nodes: CSVTable?, day: Day, progress: @escaping (String, Double) -> Void
    ) throws(Problem) {
        let trips = try files.timetable.map { (path) throws(Problem) in try CSVTable(at: path) }
        let departures = try files.departures()
        let modes = try files.modes()
        var walking = Walking()
        walking.metres = files.walk
        walking.changeSeconds = Int32(files.change * 60)
        let network = try problem {
            var feeds: [TransitFeed] = []
            for path in files.gtfs { feeds.append(try TransitFeed(gtfs: path) { progress("\(path), \($0)", $1) }) }
            if let trips { feeds.append(try TransitFeed(timetable: trips, stops: nodes)) }
            return try TransitNetwork(feeds, day: day, modes: modes, walking: walking)
        }
        let doors = try problem { try Doors(network, nodes: trips == nil ? nodes : nil, files) }
        places = doors.places
        allNames = places.ids
        self.files = files.files
        travel = .timetable(
            OwnTimetable(
                network: network, reach: doors.reach, departures: departures, maximumRides: files.rides))
        let (count, stops, runs) = (places.ids.count, network.stops.count, network.timetable.runCount)
        inputs = [
            Value.Field("places", .count(count)), Value.Field("stops", .count(stops)),
            Value.Field("trips", .count(runs)), Value.Field("day", .text("\(day)")),
            Value.Field("departures", .texts([departures.lowerBound, departures.upperBound].map(clockText))),
        ]
        let read = Remark(
            "\(count) places; \(stops) stops, \(runs) trips on \(day) and the days beside it",
            "\(count) 个地点；\(stops) 个站点，\(day) 及前后日共 \(runs) 个车次")
        remarks = [read] + network.notes + doors.remarks + (trips?.remarks ?? []) + (nodes?.remarks ?? [])
    }

    func place(_ id: String) throws(Problem) -> Int {
        if let place = places.number(id) { return place }
        if case .timetable(let timetable) = travel, let stop = try? timetable.network.stop(id),
            let place = places.number(timetable.network.stops[stop].id)
        {
            return place
        }
        let first = places.ids.prefix(5)
        throw Problem(
            .data, "\(id) is no place of the network; it begins with \(first.joined(separator: ", "))",
            "路网中没有 \(id)；前几个地点为 \(first.joined(separator: "、"))")
    }

    /// An answer with what was read and asked.
    func answer<Result>(_ question: some Askable, _ result: Result, remarks more: [Remark] = []) -> NetworkAnswer<
        Result
    > {
        NetworkAnswer(inputs: inputs + question.inputs, result, remarks: remarks + more, sources: files)
    }
}

/// Runs a reader; its error becomes a problem of data in its own words.
private func problem<Value>(_ body: () throws -> Value) throws(Problem) -> Value {
    do { return try body() } catch { throw Problem(error) }
}

/// A timetable with the doors of places.
struct OwnTimetable: Sendable {
    let network: TransitNetwork
    /// By place, its stops.
    let reach: [[StopReach]]
    /// Hours are counted from any second of it, the wait for the first departure included.
    let departures: ClosedRange<Int32>
    let maximumRides: Int

    var search: TimetableSearch { TimetableSearch(network.timetable, maximumRides: maximumRides) }
}

/// The places of a timetable with the stops that each uses.
private struct Doors {
    let places: PlaceTable
    let reach: [[StopReach]]
    var remarks: [Remark] = []

    init(_ network: TransitNetwork, nodes: CSVTable?, _ files: OwnNetworkFiles) throws(AtlasProblem) {
        guard let nodes else {
            let stops = network.stations.map { network.stops[$0] }
            places = PlaceTable(
                ids: stops.map(\.id), names: stops.map(\.name),
                positions: stops.map { stop in stop.longitude.flatMap { x in stop.latitude.map { (x, $0) } } })
            reach = network.stations.map(network.reach)
            return
        }
        let places = try PlaceTable(nodes)
        let reach = places.positions.map { position in
            position.map {
                network.reach(
                    longitude: $0.longitude, latitude: $0.latitude, withinKm: files.reach, speedKmh: files.reachSpeed)
            } ?? []
        }
        (self.places, self.reach) = (places, reach)
        let far = places.ids.indices.filter { reach[$0].isEmpty }
        if far.isEmpty { return }
        let first = far.prefix(5).map { places.ids[$0] }
        remarks = [
            Remark(
                """
                \(far.count) places have no stop within \(files.reach) km, or no coordinates: \
                \(first.joined(separator: ", "))
                """, "\(far.count) 个地点在 \(files.reach) 公里内无站点或无坐标：\(first.joined(separator: "、"))")
        ]
    }
}

extension OwnNetwork {
    /// Where its places lie, as far as the user's files say.
    public var shapes: [String: PlaceShape] {
        let placed = zip(places.ids, places.positions).compactMap { id, seat in
            seat.map { (id, PlaceShape.point(Coordinate(longitude: $0.longitude, latitude: $0.latitude))) }
        }
        return Dictionary(placed, uniquingKeysWith: { first, _ in first })
    }
}

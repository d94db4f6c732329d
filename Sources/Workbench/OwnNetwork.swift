public import Atlas
import AtlasFiles
import Computation
import Foundation
public import NetworkFiles
public import Transport

/// A network of the user's own, without an atlas: tables of links, lines of a map, or timetables.
public struct OwnNetwork: Sendable {
    let places: PlaceTable
    let travel: Travel
    /// Ids of all the network's nodes, the places' first.
    let allNames: [String]
    /// What was read, for every answer.
    let inputs: OwnInputs
    let remarks: [Remark]

    enum Travel: Sendable {
        /// The reported places come first among the network's.
        case links(Network)
        case timetable(TransitNetwork, reach: [[StopReach]], departures: ClosedRange<Int32>, maximumRides: Int)
    }

    /// What stands between a door and a timetable.
    public struct TimetableOptions: Sendable {
        public var modes: Set<Mode>?
        public var walking = Walking()
        /// How far places of a table may lie from the stops they use, and how fast one gets there.
        public var reachKm = 30.0
        public var reachKmh = 40.0
        public var maximumRides = 8
        /// Hours are counted from any second of it, the wait for the first departure included.
        public var departures: ClosedRange<Int32> = 8 * 3_600...8 * 3_600

        public init() {}
    }

    /// What stands between a door and a link, and what an hour is worth.
    public struct LinkOptions: Sendable {
        /// Only links open on this day; nil takes all.
        public var day: Day?
        /// Door to door of a ride, by mode.
        public var accessHours: [Mode: Double] = [:]
        public var transferHours = 0.0
        /// Money an hour; fares count where it is given.
        public var valueOfTime: Double?
        /// Of a map's lines that say nothing of theirs.
        public var lineSpeedKmh = 60.0
        /// How far places of a table may lie from a map's lines, and how fast one gets there.
        public var reachKm = 30.0
        public var reachKmh = 40.0

        public init() {}
    }

    /// - Parameter nodes: a table of places; nil takes those that the links name.
    public init(links: String, nodes: String? = nil, options: LinkOptions = LinkOptions()) throws(WorkbenchError) {
        let nodeTable = try nodes.map { path throws(WorkbenchError) in try readTable(path) }
        let linkTable = try readTable(links)
        do { try self.init(try LinkTable(links: linkTable, nodes: nodeTable), file: links, options) } catch {
            throw WorkbenchError(.data, "\(error)")
        }
    }

    /// - Parameters:
    ///   - lines: a GeoJSON file, a Shapefile or a GeoPackage.
    ///   - nodes: a table of places, joined to the lines near them; nil takes the lines' ends and meetings.
    public init(lines: String, nodes: String? = nil, options: LinkOptions = LinkOptions()) throws(WorkbenchError) {
        let nodeTable = try nodes.map { path throws(WorkbenchError) in try readTable(path) }
        do {
            let table = try LinkTable(
                lines: lines, nodes: nodeTable, speedKmh: options.lineSpeedKmh, reachKm: options.reachKm,
                reachKmh: options.reachKmh)
            try self.init(table, file: lines, options)
        } catch { throw WorkbenchError(.data, "\(error)") }
    }

    private init(_ table: LinkTable, file: String, _ options: LinkOptions) throws {
        if options.valueOfTime != nil, !table.hasFares {
            throw AtlasProblem(file: file, row: 1, expected: "a column named fare, as a value of time is given")
        }
        let boarding = Boarding(
            accessHours: options.accessHours, transferHours: options.transferHours, headwayHours: table.headwayHours)
        travel = .links(
            try Network(
                places: table.places.ids.count, links: table.links(on: options.day), boarding: boarding,
                valueOfTime: options.valueOfTime))
        places = table.places.prefix(table.reportedPlaces)
        allNames = table.places.ids
        let (day, count) = (options.day, places.ids.count)
        let used = table.rows.filter { row in day.map(row.isOpen) ?? true }.count
        inputs = OwnInputs(
            places: count, links: table.rows.count, open: used, day: day.map { "\($0)" },
            valueOfTime: options.valueOfTime)
        remarks = [
            Remark(
                "\(count) places, \(used) of \(table.rows.count) links" + (day.map { " open on \($0)" } ?? ""),
                "\(count) 个地点，\(table.rows.count) 条线路中的 \(used) 条" + (day.map { "（\($0) 开通）" } ?? ""))
        ]
    }

    /// - Parameters:
    ///   - gtfs: archives or folders of feeds.
    ///   - timetable: a table of trips, in place of feeds.
    ///   - nodes: with feeds a table of places, brought to the stops near them, nil takes the stations; with a table of
    ///     trips that of its stops.
    ///   - day: the day of service.
    public init(
        gtfs: [String], timetable: String? = nil, nodes: String? = nil, day: Day,
        options: TimetableOptions = TimetableOptions(),
        progress: @escaping (String, Double) -> Void = { _, _ in }
    ) throws(WorkbenchError) {
        let nodeTable = try nodes.map { path throws(WorkbenchError) in try readTable(path) }
        let trips = try timetable.map { path throws(WorkbenchError) in try readTable(path) }
        do {
            var feeds: [TransitFeed] = []
            for path in gtfs {
                feeds.append(try TransitFeed(gtfs: path) { progress("\(path), \($0)", $1) })
            }
            if let trips { feeds.append(try TransitFeed(timetable: trips, stops: nodeTable)) }
            let network = try TransitNetwork(feeds, day: day, modes: options.modes, walking: options.walking)
            let found = try Self.doors(network, nodes: trips == nil ? nodeTable : nil, options)
            places = found.places
            allNames = places.ids
            travel = .timetable(
                network, reach: found.reach, departures: options.departures, maximumRides: options.maximumRides)
            inputs = OwnInputs(
                places: places.ids.count, stops: network.stops.count, trips: network.timetable.runCount, day: "\(day)",
                departures: [clockText(options.departures.lowerBound), clockText(options.departures.upperBound)])
            remarks =
                [
                    Remark(
                        """
                        \(places.ids.count) places; \(network.stops.count) stops, \(network.timetable.runCount) \
                        trips on \(day) and the days beside it
                        """,
                        """
                        \(places.ids.count) 个地点；\(network.stops.count) 个站点，\(day) 及前后日共 \
                        \(network.timetable.runCount) 个车次
                        """
                    )
                ] + network.notes + found.remarks
        } catch { throw WorkbenchError(.data, "\(error)") }
    }

    private static func doors(
        _ network: TransitNetwork, nodes: CSVTable?, _ options: TimetableOptions
    ) throws(AtlasProblem) -> (places: PlaceTable, reach: [[StopReach]], remarks: [Remark]) {
        guard let nodes else {
            let stops = network.stations.map { network.stops[$0] }
            let places = PlaceTable(
                ids: stops.map(\.id), names: stops.map(\.name),
                positions: stops.map { stop in stop.longitude.flatMap { x in stop.latitude.map { (x, $0) } } })
            return (places, network.stations.map(network.reach), [])
        }
        let places = try PlaceTable(nodes)
        let reach = places.positions.map { position in
            position.map {
                network.reach(
                    longitude: $0.longitude, latitude: $0.latitude, withinKm: options.reachKm,
                    speedKmh: options.reachKmh)
            } ?? []
        }
        let far = places.ids.indices.filter { reach[$0].isEmpty }
        let remark = Remark(
            """
            \(far.count) places have no stop within \(options.reachKm) km, or no coordinates: \
            \(far.prefix(5).map { places.ids[$0] }.joined(separator: ", "))
            """,
            """
            \(far.count) 个地点在 \(options.reachKm) 公里内无站点或无坐标：\
            \(far.prefix(5).map { places.ids[$0] }.joined(separator: "、"))
            """
        )
        return (places, reach, far.isEmpty ? [] : [remark])
    }

    func place(_ id: String) throws(WorkbenchError) -> Int {
        if let place = places.number(id) { return place }
        if case .timetable(let network, _, _, _) = travel, let stop = try? network.stop(id),
            let place = places.number(network.stops[stop].id)
        {
            return place
        }
        throw WorkbenchError(
            .data, "\(id) is no place of the network; it begins with \(places.ids.prefix(5).joined(separator: ", "))")
    }

    /// From every origin to every place, a block of origins at a time, in order; the matrix is never held. Hours are
    /// infinite where there is no way.
    func costs(
        from origins: [Int], threads: Int?, progress: (Int) -> Void = { _ in },
        _ body: (Int, [OwnCost]) throws(WorkbenchError) -> Void
    ) throws(WorkbenchError) {
        let (block, group) = (64, 8)
        for start in stride(from: 0, to: origins.count, by: block) {
            let some = Array(origins[start..<min(start + block, origins.count)])
            let found = parallelMap(count: (some.count + group - 1) / group, threads: threads) { index in
                rows(from: some[(index * group)..<min((index + 1) * group, some.count)])
            }
            for (origin, costs) in zip(some, found.flatMap { $0 ?? [] }) { try body(origin, costs) }
            progress(start + some.count)
        }
    }

    /// Several origins one after another, with one search's room.
    private func rows(from origins: ArraySlice<Int>) -> [[OwnCost]] {
        let none = [OwnCost](repeating: OwnCost(hours: .infinity), count: places.ids.count)
        switch travel {
        case .links(let network):
            var tree = ShortestTree(network)
            return origins.map { origin in
                if network.valueOfTime == nil {
                    guard let hours = try? tree.hours(from: origin) else { return none }
                    return hours.prefix(places.ids.count).map { OwnCost(hours: $0) }
                }
                guard let costs = try? tree.costs(from: origin) else { return none }
                return costs.prefix(places.ids.count).map { cost in
                    cost.map { OwnCost(hours: $0.hours, fare: $0.fare, cost: $0.generalised) }
                        ?? OwnCost(hours: .infinity)
                }
            }
        case .timetable(let network, let reach, let departures, let maximumRides):
            var search = TimetableSearch(network.timetable, maximumRides: maximumRides)
            return origins.map { Self.row(from: $0, &search, reach, departures) }
        }
    }

    private static func row(
        from origin: Int, _ search: inout TimetableSearch, _ reach: [[StopReach]], _ departures: ClosedRange<Int32>
    ) -> [OwnCost] {
        var row: [OwnCost]
        if departures.count == 1 {
            let arrivals = search.arrivals(from: reach[origin], departure: departures.lowerBound)
            row = reach.map { near in
                let best = near.map {
                    arrivals[$0.stop] == TimetableSearch.never
                        ? Double.infinity : Double(arrivals[$0.stop] + $0.seconds)
                }
                return OwnCost(hours: ((best.min() ?? .infinity) - Double(departures.lowerBound)) / 3_600)
            }
        } else {
            row = search.departureArrivals(from: reach[origin], to: reach, departures: departures).map { ways in
                SpanHours(ways, departures: departures).map { OwnCost(hours: $0.mean, fastest: $0.fastest) }
                    ?? OwnCost(hours: .infinity)
            }
        }
        row[origin] = OwnCost(hours: 0, fastest: departures.count == 1 ? nil : 0)
        return row
    }
}

/// Between two places of an own network.
struct OwnCost: Sendable {
    /// Infinite where there is no way; over a span of departures their mean.
    var hours: Double
    /// Over a span of departures, the fastest way of all.
    var fastest: Double?
    /// With a value of time.
    var fare: Double?
    var cost: Double?
}

/// What an own network was made of.
struct OwnInputs: Encodable, Sendable {
    var places: Int
    var links: Int?
    var open: Int?
    var stops: Int?
    var trips: Int?
    var day: String?
    var departures: [String]?
    var valueOfTime: Double?
    var measure: String?
    var insideHours: Double?
}

/// A user's table.
func readTable(_ path: String) throws(WorkbenchError) -> CSVTable {
    guard let data = FileManager.default.contents(atPath: path) else {
        throw WorkbenchError(.data, "\(path): no such file, or it cannot be read")
    }
    do { return try CSVTable(text: [UInt8](data), file: path) } catch { throw WorkbenchError(.data, "\(error)") }
}

/// 08:05, or 08:05:30 where there are seconds; hours go on past 24.
func clockText(_ seconds: Int32) -> String {
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let sign = seconds < 0 ? "−" : ""
    let whole = abs(seconds)
    let tail = whole % 60 == 0 ? "" : ":" + two(whole % 60)
    return sign + two(whole / 3_600) + ":" + two(whole / 60 % 60) + tail
}

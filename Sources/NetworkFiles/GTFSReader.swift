internal import Asking
public import AtlasFiles
import Atlases
import Transport

extension TransitFeed {
    /// Reads a GTFS feed, a zip archive or a folder of its text files (General Transit Feed Specification,
    /// gtfs.org/documentation/schedule/reference).
    ///
    /// Used are `stops`, `routes`, `trips`, `stop_times`, `calendar`, `calendar_dates`, `frequencies`, `transfers` and
    /// the time zone of `agency`; what is not used stands in `notes`. Times left out between two known ones are spaced
    /// evenly.
    ///
    /// - Throws: the first thing that is wrong, with file, row and column.
    /// - Complexity: one pass over each file; about 30 bytes a call are held.
    /// - Parameter progress: called with the file that is read and the part of it that is done.
    public init(gtfs path: String, progress: @escaping (String, Double) -> Void = { _, _ in }) throws(AtlasProblem) {
        let archive = try FeedArchive(path, progress: progress)
        for member in ["stops.txt", "routes.txt", "trips.txt", "stop_times.txt"] where !archive.has(member) {
            let inner =
                archive.misplaced(member).map { "; \($0) lies in a folder, files must lie at the archive's root" } ?? ""
            throw AtlasProblem(
                file: archive.name + "/" + member, expected: "this file, which every GTFS feed has\(inner)")
        }
        self.init(name: archive.name.hasSuffix(".zip") ? String(archive.name.dropLast(4)) : archive.name)
        var reader = GTFSReader(archive: archive)
        timeZone = try reader.timeZone()
        stops = try reader.stops()
        lines = try reader.routes()
        services = try reader.services()
        try reader.trips(&self)
        try reader.calls(&self)
        if archive.has("frequencies.txt") { headways = try reader.headways(plans) }
        if archive.has("transfers.txt") { changes = try reader.changes(stops) }
        reader.tellUnused()
        notes = reader.notes
    }
}

/// One feed while it is read: the numbers of its identifiers, and what is to be said of it.
struct GTFSReader {
    let archive: FeedArchive
    var stopIDs = IdentifierIndex()
    var routeIDs = IdentifierIndex()
    var serviceIDs = IdentifierIndex()
    var tripIDs = IdentifierIndex()
    var notes: [Remark] = []
    var blocks = 0

    init(archive: FeedArchive) { self.archive = archive }

    /// The one time zone of all agencies; empty where none is given.
    func timeZone() throws(AtlasProblem) -> String {
        guard archive.has("agency.txt") else { return "" }
        let rows = try archive.rows("agency.txt", required: [])
        guard let column = rows.column("agency_timezone") else { return "" }
        var zone = ""
        while try rows.next() {
            let text = try rows.text(column)
            if !zone.isEmpty, text != zone {
                throw rows.problem(column, "the same time zone for all agencies of a feed, \(zone)")
            }
            zone = text
        }
        return zone
    }

    mutating func stops() throws(AtlasProblem) -> [TransitFeed.Stop] {
        let rows = try archive.rows("stops.txt", required: ["stop_id"])
        let (id, name) = (rows.column("stop_id"), rows.column("stop_name"))
        let (longitude, latitude, parent) = (
            rows.column("stop_lon"), rows.column("stop_lat"), rows.column("parent_station")
        )
        var stops: [TransitFeed.Stop] = []
        var parents: [(stop: Int, id: String, row: Int)] = []
        while try rows.next() {
            let number = try new(id, rows, &stopIDs)
            var (x, y) = (try rows.number(longitude, in: -180...180), try rows.number(latitude, in: -90...90))
            // 0, 0 is what is written where nobody knew.
            if x == 0 && y == 0 { (x, y) = (nil, nil) }
            if (x == nil) != (y == nil) {
                throw rows.problem(x == nil ? longitude : latitude, "both coordinates or neither")
            }
            let station = try rows.text(parent)
            if !station.isEmpty { parents.append((number, station, rows.line)) }
            stops.append(
                TransitFeed.Stop(
                    id: try rows.text(id), name: try rows.text(name), longitude: x, latitude: y, station: number))
        }
        if stops.isEmpty { throw AtlasProblem(file: rows.file, expected: "at least one stop") }
        func bad(_ entry: (stop: Int, id: String, row: Int), _ expected: Template) -> AtlasProblem {
            AtlasProblem(file: rows.file, row: entry.row, column: "parent_station", value: entry.id, expected: expected)
        }
        for entry in parents {
            guard let station = stopIDs.find(entry.id) else { throw bad(entry, "a stop_id of this file") }
            stops[entry.stop].station = station
        }
        // A boarding area belongs to a platform, which belongs to a station.
        for entry in parents {
            var (top, steps) = (stops[entry.stop].station, 0)
            while stops[top].station != top {
                top = stops[top].station
                steps += 1
                if steps > 3 { throw bad(entry, "a station, not a chain of parents that leads back or goes on") }
            }
            stops[entry.stop].station = top
        }
        return stops
    }

    mutating func routes() throws(AtlasProblem) -> [TransitFeed.Line] {
        let rows = try archive.rows("routes.txt", required: ["route_id", "route_type"])
        let (id, type) = (rows.column("route_id"), rows.column("route_type"))
        let (short, long) = (rows.column("route_short_name"), rows.column("route_long_name"))
        var lines: [TransitFeed.Line] = []
        while try rows.next() {
            _ = try new(id, rows, &routeIDs)
            guard let kind = try rows.count(type, atMost: 9_999), let mode = Mode(routeType: kind) else {
                throw rows.problem(type, "a route type, 0 to 12 or one of the extended ones from 100 to 1702")
            }
            let name = try rows.text(short)
            lines.append(
                TransitFeed.Line(id: try rows.text(id), name: name.isEmpty ? try rows.text(long) : name, mode: mode))
        }
        return lines
    }

    mutating func services() throws(AtlasProblem) -> [ServiceDays] {
        var services: [ServiceDays] = []
        if archive.has("calendar.txt") {
            let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
            let rows = try archive.rows("calendar.txt", required: ["service_id", "start_date", "end_date"] + days)
            let id = rows.column("service_id")
            while try rows.next() {
                _ = try new(id, rows, &serviceIDs)
                var service = ServiceDays()
                for (index, name) in days.enumerated() {
                    guard let runs = try rows.count(rows.column(name), atMost: 1) else {
                        throw rows.problem(rows.column(name), "0 or 1")
                    }
                    service.weekdays[index] = runs == 1
                }
                let (first, last) = (try rows.day(rows.column("start_date")), try rows.day(rows.column("end_date")))
                if last < first { throw rows.problem(rows.column("end_date"), "no day before start_date") }
                service.span = first...last
                services.append(service)
            }
        }
        if archive.has("calendar_dates.txt") {
            let rows = try archive.rows("calendar_dates.txt", required: ["service_id", "date", "exception_type"])
            let (id, date, kind) = (rows.column("service_id"), rows.column("date"), rows.column("exception_type"))
            while try rows.next() {
                if rows.bytes(id).isEmpty { throw rows.problem(id, "a value") }
                let (number, isNew) = serviceIDs.insert(rows.bytes(id))
                if isNew { services.append(ServiceDays()) }
                let day = try rows.day(date)
                if services[number].added.contains(day) || services[number].removed.contains(day) {
                    throw rows.problem(date, "each day of a service once")
                }
                switch try rows.count(kind, atMost: 2) {
                case 1: services[number].added.insert(day)
                case 2: services[number].removed.insert(day)
                default: throw rows.problem(kind, "1 (added) or 2 (removed)")
                }
            }
        }
        if services.isEmpty {
            throw AtlasProblem(
                file: archive.name + "/calendar.txt",
                expected: "this file or calendar_dates.txt, with at least one service")
        }
        return services
    }

    /// Files that a feed may have and that nothing is taken from, but for those that only draw or explain.
    mutating func tellUnused() {
        let known = [
            "fare_attributes", "fare_rules", "fare_products", "fare_leg_rules", "fare_transfer_rules", "pathways",
            "levels",
            "booking_rules",
            "location_groups",
        ]
        let found = known.filter { archive.has($0 + ".txt") }
        if !found.isEmpty {
            notes.append(
                Remark(
                    "not used of \(archive.name): \(found.joined(separator: ", "))",
                    "\(archive.name) 中未使用：\(found.joined(separator: "、"))")
            )
        }
        if blocks > 0 {
            notes.append(
                Remark(
                    "\(blocks) trips of blocks: staying seated from one to the next counts as a change",
                    "\(blocks) 个车次属于交路（block）：留座续乘按换乘计算"))
        }
    }

    mutating func trips(_ feed: inout TransitFeed) throws(AtlasProblem) {
        let rows = try archive.rows("trips.txt", required: ["route_id", "service_id", "trip_id"])
        let (id, route, service) = (rows.column("trip_id"), rows.column("route_id"), rows.column("service_id"))
        let block = rows.column("block_id")
        while try rows.next() {
            if !rows.bytes(block).isEmpty { blocks += 1 }
            _ = try new(id, rows, &tripIDs)
            guard let line = routeIDs.find(rows.bytes(route)) else {
                throw rows.problem(route, "a route_id of routes.txt")
            }
            guard let days = serviceIDs.find(rows.bytes(service)) else {
                throw rows.problem(service, "a service_id of calendar.txt or calendar_dates.txt")
            }
            feed.tripLine.append(Int32(line))
            feed.tripService.append(Int32(days))
        }
        feed.tripIDs = (0..<tripIDs.count).map { tripIDs[$0] }
    }

    /// Trips that leave every so often; where their times are not exact, that is told: one departure may meet them.
    mutating func headways(_ plans: TripPlans) throws(AtlasProblem) -> [TransitFeed.Headway] {
        let rows = try archive.rows("frequencies.txt", required: ["trip_id", "start_time", "end_time", "headway_secs"])
        let (id, start, end) = (rows.column("trip_id"), rows.column("start_time"), rows.column("end_time"))
        let (headway, exact) = (rows.column("headway_secs"), rows.column("exact_times"))
        var isAnyTime = false
        var headways: [TransitFeed.Headway] = []
        var calls = 0
        while try rows.next() {
            guard let trip = tripIDs.find(rows.bytes(id)) else { throw rows.problem(id, "a trip_id of trips.txt") }
            guard let from = try rows.clock(start) else { throw rows.problem(start, "a time") }
            guard let until = try rows.clock(end), until > from else {
                throw rows.problem(end, "a time after start_time")
            }
            guard let seconds = try rows.count(headway, atMost: 86_400), seconds > 0 else {
                throw rows.problem(headway, "1 to 86400 seconds")
            }
            if try rows.count(exact, atMost: 1) ?? 0 == 0 { isAnyTime = true }
            calls += (Int(until - from) / seconds + 1) * plans.calls(trip).count
            if calls > 50_000_000 { throw rows.problem(headway, "headways that give at most 50 million calls a day") }
            headways.append(
                TransitFeed.Headway(trip: trip, from: from, until: until, seconds: Int32(seconds), row: rows.line))
        }
        if isAnyTime {
            notes.append(
                Remark(
                    """
                    trips of frequencies.txt leave every headway from the start of their span; where the feed does not \
                    call these times exact, ask over a span of departures for the mean wait
                    """,
                    "frequencies.txt 的车次自时段起点按间隔发车；若时刻并非精确，请以一段出发时刻求平均候车时间"))
        }
        let sorted = headways.sorted { ($0.trip, $0.from) < ($1.trip, $1.from) }
        for (a, b) in zip(sorted, sorted.dropFirst()) where a.trip == b.trip && b.from < a.until {
            throw AtlasProblem(
                file: rows.file, row: b.row, column: "start_time", value: tripIDs[b.trip],
                expected: "spans of one trip that do not overlap; that of row \(a.row) does")
        }
        return headways
    }

    mutating func changes(_ stops: [TransitFeed.Stop]) throws(AtlasProblem) -> [TransitFeed.Change] {
        let rows = try archive.rows("transfers.txt", required: ["transfer_type"])
        let (from, to) = (rows.column("from_stop_id"), rows.column("to_stop_id"))
        let (kind, seconds) = (rows.column("transfer_type"), rows.column("min_transfer_time"))
        let narrower = ["from_route_id", "to_route_id", "from_trip_id", "to_trip_id"].compactMap(rows.column)
        var platforms: [Int: [Int]] = [:]
        for (number, stop) in stops.enumerated() where stop.station != number {
            platforms[stop.station, default: []].append(number)
        }
        var rules = TransferRules()
        var unused = 0
        while try rows.next() {
            let type = try rows.count(kind, atMost: 5) ?? 0
            let least = try rows.count(seconds, atMost: 86_400)
            if type == 2, least == nil { throw rows.problem(seconds, "seconds, as transfer_type is 2") }
            if type >= 4 || narrower.contains(where: { !rows.bytes($0).isEmpty }) {
                unused += 1
                continue
            }
            guard let first = stopIDs.find(rows.bytes(from)) else { throw rows.problem(from, "a stop_id of stops.txt") }
            guard let second = stopIDs.find(rows.bytes(to)) else { throw rows.problem(to, "a stop_id of stops.txt") }
            let time: Int32? = type == 3 ? nil : type == 1 ? 0 : least.map { Int32($0) } ?? -1
            let (here, there) = (platforms[first] ?? [first], platforms[second] ?? [second])
            if rules.count + here.count * there.count > 20_000_000 {
                throw rows.problem(to, "at most 20 million changes between platforms")
            }
            let stations = (platforms[first] == nil ? 0 : 1) + (platforms[second] == nil ? 0 : 1)
            for a in here { for b in there { rules.add(from: a, to: b, seconds: time, stations: stations) } }
        }
        if unused > 0 {
            notes.append(
                Remark(
                    "\(unused) rows of transfers.txt for single routes or trips, or for staying seated, are not used",
                    "transfers.txt 中 \(unused) 行仅适用于个别线路或车次（或留座换乘），未使用"))
        }
        return rules.changes
    }
}

/// The number of an identifier that must be there and new.
private func new(_ column: Int?, _ rows: RowStream, _ index: inout IdentifierIndex) throws(AtlasProblem) -> Int {
    if rows.bytes(column).isEmpty { throw rows.problem(column, "a value") }
    let (number, isNew) = index.insert(rows.bytes(column))
    if !isNew { throw rows.problem(column, "each id once") }
    return number
}

extension Mode {
    /// The mode of a GTFS route type, basic or extended (Hierarchical Vehicle Types).
    init?(routeType: Int) {
        switch routeType {
        case 101: self = .highSpeedRail
        case 2, 100...117: self = .rail
        case 0, 1, 5, 6, 7, 12, 400...405, 900...906, 1300...1307, 1400...1402: self = .urbanRail
        case 3, 11, 200...209, 700...716, 717, 800, 1500...1507: self = .road
        case 4, 1200: self = .ferry
        case 1000: self = .water
        case 1100...1114: self = .air
        case 1600, 1601...1604, 1700...1702: self = .other
        default: return nil
        }
    }
}

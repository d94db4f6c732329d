public import AtlasFiles
public import Atlases
import Foundation
public import Transport

/// How one walks, or is brought, to stops and between them. Straight lines are lengthened by `detour`.
public struct Walking: Sendable, Equatable {
    /// Between stops of different stations; 0 forbids it.
    public var metres = 500.0
    /// On foot, along the way.
    public var speedKmh = 4.5
    /// Length of a way over the straight line.
    public var detour = 1.3
    /// Between two rides at one stop or station, where the feed says nothing.
    public var changeSeconds: Int32 = 120

    /// 500 m at 4.5 km/h and two minutes for a change.
    public init() {}

    func seconds(kilometres: Double, speedKmh: Double? = nil) -> Int32 {
        Int32(min(1e8, (kilometres * detour / (speedKmh ?? self.speedKmh) * 3_600).rounded(.up)))
    }
}

/// One or several feeds on one day, joined by their stations and by walks.
public struct TransitNetwork: Sendable {
    /// The day whose runs are held.
    public let day: Day
    /// With several feeds ids begin with the feed's name and a colon.
    public let stops: [TransitFeed.Stop]
    /// The day's runs, with stops numbered as in `stops`.
    public let timetable: Timetable
    /// What the feeds hold that is not used.
    public let notes: [Remark]
    /// Numbers of the stops that are stations, or belong to none, rising.
    public let stations: [Int]
    /// The stops of each station.
    private let members: [Int: [Int]]
    private let walking: Walking
    private let lines: [TransitFeed.Line]
    private let lineOf: [Int32]
    private let tripIDs: [String]
    private let ids: [String: Int]
    private let grid: StopGrid

    /// - Parameter modes: nil takes all.
    /// - Throws: where nothing runs that day, or the feeds keep different time zones.
    /// - Complexity: O(calls + walks).
    public init(_ feeds: [TransitFeed], day: Day, modes: Set<Mode>? = nil, walking: Walking = Walking())
        throws(AtlasProblem)
    {
        var joined = JoinedFeeds(walking)
        for (number, feed) in feeds.enumerated() {
            if let other = feeds.first(where: {
                !$0.timeZone.isEmpty && !feed.timeZone.isEmpty && $0.timeZone != feed.timeZone
            }) {
                throw AtlasProblem(
                    file: feed.name, value: feed.timeZone, expected: "the time zone of \(other.name), \(other.timeZone)"
                )
            }
            // Feeds of one name are told apart by their order.
            let same = feeds[..<number].count { $0.name == feed.name }
            joined.add(
                feed, prefix: feeds.count == 1 ? "" : feed.name + (same > 0 ? "-\(same + 1):" : ":"), day: day,
                modes: modes)
        }
        let names = feeds.map(\.name).joined(separator: ", ")
        if joined.runs.isEmpty {
            let spans = feeds.compactMap { feed in feed.days.map { "\(feed.name) has \($0.first) to \($0.last)" } }
            throw AtlasProblem(
                file: names, value: "\(day)",
                expected: "a day and modes on which something runs; \(spans.joined(separator: ", "))")
        }
        let members = Dictionary(grouping: joined.stops.indices, by: { [stops = joined.stops] in stops[$0].station })
        let grid = StopGrid(joined.stops, cellKm: max(1, walking.metres / 1_000))
        try joined.addWalks(within: members, grid, feeds: names)
        self.day = day
        stops = joined.stops
        timetable = Timetable(
            stops: joined.stops.count, plans: joined.plans, runs: joined.runs, changeSeconds: joined.changeSeconds,
            footpaths: joined.footpaths)
        notes = feeds.flatMap(\.notes)
        stations = members.keys.sorted()
        self.members = members
        self.walking = walking
        lines = joined.lines
        lineOf = joined.lineOf
        tripIDs = joined.tripIDs
        ids = Dictionary(joined.stops.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
        self.grid = grid
    }

    /// A stop or station by its id, or by a name that only one station bears.
    public func stop(_ text: String) throws(AtlasProblem) -> Int {
        if let known = ids[text] { return known }
        let named = Set(stops.indices.filter { stops[$0].name == text }.map { stops[$0].station })
        if named.count == 1, let only = named.first { return only }
        throw AtlasProblem(
            file: "stops.txt", value: text,
            expected: named.isEmpty
                ? """
                the id or the name of a stop, such as \
                \(stops.prefix(3).map { "\($0.id) (\($0.name))" }.joined(separator: ", "))
                """
                : """
                a name of one station; \(named.count) bear it, give one of their ids: \
                \(named.sorted().prefix(5).map { stops[$0].id }.joined(separator: ", "))
                """
        )
    }

    /// The stops of a station at no distance; a platform stands for itself.
    public func reach(_ stop: Int) -> [StopReach] {
        if stops[stop].station != stop { return [StopReach(stop: stop, seconds: 0)] }
        return (members[stop] ?? [stop]).map { StopReach(stop: $0, seconds: 0) }
    }

    /// Stops near a point, at the seconds it takes to get there.
    public func reach(longitude: Double, latitude: Double, withinKm: Double, speedKmh: Double) -> [StopReach] {
        let here = TransitFeed.Stop(id: "", name: "", longitude: longitude, latitude: latitude, station: -1)
        return grid.near(here, withinKm: withinKm).map {
            StopReach(stop: $0.stop, seconds: walking.seconds(kilometres: $0.km, speedKmh: speedKmh))
        }
    }

    /// The route that a run serves.
    public func line(of run: Run) -> TransitFeed.Line { lines[Int(lineOf[Int(run.plan)])] }

    /// `trip_id` of a run; with several feeds as the feed writes it.
    public func trip(of run: Run) -> String { tripIDs[Int(run.plan)] }
}

/// Feeds put one behind the other, their numbers moved, with the walks between their stops.
private struct JoinedFeeds {
    let walking: Walking
    var stops: [TransitFeed.Stop] = []
    var plans = TripPlans()
    var runs: [Run] = []
    var footpaths: [Footpath] = []
    var lines: [TransitFeed.Line] = []
    var lineOf: [Int32] = []
    var tripIDs: [String] = []
    var changeSeconds: [Int32] = []
    /// Pairs of stops of which a feed itself says how one changes.
    private var told: Set<Int64> = []

    /// Longer than any day lasts: a change that a feed forbids.
    private static let forbidden: Int32 = 1_000_000
    private static let mostWalks = 20_000_000

    init(_ walking: Walking) { self.walking = walking }

    mutating func add(_ feed: TransitFeed, prefix: String, day: Day, modes: Set<Mode>?) {
        let (stopOffset, planOffset, lineOffset) = (stops.count, Int32(tripIDs.count), Int32(lines.count))
        stops += feed.stops.map {
            TransitFeed.Stop(
                id: prefix + $0.id, name: $0.name, longitude: $0.longitude, latitude: $0.latitude,
                station: $0.station + stopOffset)
        }
        changeSeconds += [Int32](repeating: walking.changeSeconds, count: feed.stops.count)
        if plans.count == 0 { plans = feed.plans } else { append(feed.plans, stopOffset: Int32(stopOffset)) }
        runs += feed.runs(on: day, modes: modes).map { Run(plan: $0.plan + planOffset, shift: $0.shift) }
        lines += feed.lines
        lineOf += feed.tripLine.map { $0 + lineOffset }
        tripIDs += feed.tripIDs
        for entry in feed.changes {
            let (from, to) = (entry.from + stopOffset, entry.to + stopOffset)
            told.insert(Int64(from) << 32 | Int64(to))
            let seconds = entry.seconds.map { $0 < 0 ? walking.changeSeconds : $0 }
            if from == to {
                changeSeconds[from] = seconds ?? Self.forbidden
            } else if let seconds {
                footpaths.append(Footpath(from: Int32(from), to: Int32(to), seconds: seconds))
            }
        }
    }

    private mutating func append(_ more: TripPlans, stopOffset: Int32) {
        for trip in 0..<more.count {
            for call in more.calls(trip) {
                plans.call(
                    at: more.stop[call] + stopOffset, arrival: more.arrival[call], departure: more.departure[call],
                    refused: more.refused[call])
            }
            plans.endTrip()
        }
    }

    /// Changes inside stations, and walks between stops of different ones, where no feed says otherwise.
    mutating func addWalks(within stations: [Int: [Int]], _ grid: StopGrid, feeds: String) throws(AtlasProblem) {
        for (_, platforms) in stations.sorted(by: { $0.key < $1.key }) {
            try check(footpaths.count + platforms.count * platforms.count, feeds)
            for a in platforms { for b in platforms { add(a, b, seconds: walking.changeSeconds) } }
        }
        if walking.metres == 0 { return }
        for a in stops.indices {
            try check(footpaths.count, feeds)
            for (b, km) in grid.near(stops[a], withinKm: walking.metres / 1_000)
            where stops[a].station != stops[b].station {
                add(a, b, seconds: walking.seconds(kilometres: km))
            }
        }
    }

    private mutating func add(_ a: Int, _ b: Int, seconds: Int32) {
        if a == b || told.contains(Int64(a) << 32 | Int64(b)) { return }
        footpaths.append(Footpath(from: Int32(a), to: Int32(b), seconds: seconds))
    }

    private func check(_ paths: Int, _ feeds: String) throws(AtlasProblem) {
        if paths <= Self.mostWalks { return }
        throw AtlasProblem(
            file: feeds,
            expected:
                """
                at most 20 million walks and changes between stops; walk less far (--walk), or look at stations \
                of very many platforms
                """
        )
    }
}

/// Stops by cells of the globe, to find those near a point.
private struct StopGrid: Sendable {
    private let cells: [Cell: [Int]]
    private let stops: [TransitFeed.Stop]
    private let cellDegrees: Double

    init(_ stops: [TransitFeed.Stop], cellKm: Double) {
        self.stops = stops
        let degrees = cellKm / 111.0
        cellDegrees = degrees
        cells = Dictionary(
            grouping: stops.indices.filter { stops[$0].longitude != nil },
            by: { Self.cell(stops[$0].longitude ?? 0, stops[$0].latitude ?? 0, degrees) })
    }

    private struct Cell: Hashable { let column, row: Int }

    private static func cell(_ longitude: Double, _ latitude: Double, _ degrees: Double) -> Cell {
        Cell(column: Int((longitude / degrees).rounded(.down)), row: Int((latitude / degrees).rounded(.down)))
    }

    /// - Complexity: O(cells and stops within the square).
    func near(_ place: TransitFeed.Stop, withinKm: Double) -> [(stop: Int, km: Double)] {
        guard let x = place.longitude, let y = place.latitude else { return [] }
        let tall = withinKm / 110.5
        let wide = tall / max(0.01, cos(min(89.5, abs(y) + tall) * .pi / 180))
        var found: [(stop: Int, km: Double)] = []
        // 180° east is 180° west: what lies beyond it is looked for on the other side.
        for turn in [0.0, -360, 360] where x + turn + wide >= -180 && x + turn - wide <= 180 {
            let (west, east) = (max(-180, x + turn - wide), min(180, x + turn + wide))
            let (low, high) = (Self.cell(west, y - tall, cellDegrees), Self.cell(east, y + tall, cellDegrees))
            for row in low.row...high.row {
                for column in low.column...high.column {
                    for stop in cells[Cell(column: column, row: row)] ?? [] {
                        guard let a = stops[stop].longitude, let b = stops[stop].latitude else { continue }
                        let km = greatCircleKm(longitude1: x, latitude1: y, longitude2: a, latitude2: b)
                        if km <= withinKm, !found.contains(where: { $0.stop == stop && turn != 0 }) {
                            found.append((stop, km))
                        }
                    }
                }
            }
        }
        return found.sorted { ($0.stop, $0.km) < ($1.stop, $1.km) }
    }
}

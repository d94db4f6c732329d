public import Atlas
public import AtlasFiles
import Foundation
public import Transport

/// How one walks, or is brought, to stops and between them. Straight lines are lengthened by `detour`.
public struct Walking: Sendable, Equatable {
    /// Between stops of different stations; 0 forbids it.
    public var metres = 500.0
    public var speedKmh = 4.5
    public var detour = 1.3
    /// Between two rides at one stop or station, where the feed says nothing.
    public var changeSeconds: Int32 = 120

    public init() {}

    func seconds(kilometres: Double, speedKmh: Double? = nil) -> Int32 {
        Int32(min(1e8, (kilometres * detour / (speedKmh ?? self.speedKmh) * 3_600).rounded(.up)))
    }
}

/// One or several feeds on one day, joined by their stations and by walks.
public struct TransitNetwork: Sendable {
    public let day: Day
    /// With several feeds ids begin with the feed's name and a colon.
    public let stops: [TransitFeed.Stop]
    public let timetable: Timetable
    public let notes: [Remark]
    /// Stops of each station, which is named by its own number.
    public let stations: [(station: Int, stops: [Int])]
    private let walking: Walking
    private let lines: [TransitFeed.Line]
    private let lineOf: [Int32]
    private let tripIDs: [String]
    private let ids: [String: Int]
    private let grid: StopGrid

    /// - Parameter modes: nil takes all.
    /// - Throws: where nothing runs that day, or the feeds keep different time zones.
    /// - Complexity: O(calls + walks).
    public init(_ feeds: [TransitFeed], day: Day, modes: Set<Mode>? = nil, walking: Walking = Walking()) throws(AtlasProblem) {
        var stops: [TransitFeed.Stop] = []
        var (plans, runs, footpaths) = (feeds.count == 1 ? feeds[0].plans : TripPlans(), [Run](), [Footpath]())
        var (lines, lineOf, tripIDs) = ([TransitFeed.Line](), [Int32](), [String]())
        var change: [Int32] = []
        var named: Set<Int64> = []
        for (number, feed) in feeds.enumerated() {
            if let other = feeds.first(where: { !$0.timeZone.isEmpty && !feed.timeZone.isEmpty && $0.timeZone != feed.timeZone }) {
                throw AtlasProblem(file: feed.name, value: feed.timeZone, expected: "the time zone of \(other.name), \(other.timeZone)")
            }
            let (stopOffset, planOffset, lineOffset) = (stops.count, Int32(tripIDs.count), Int32(lines.count))
            // Feeds of one name are told apart by their order.
            let same = feeds[..<number].count { $0.name == feed.name }
            let prefix = feeds.count > 1 ? feed.name + (same > 0 ? "-\(same + 1):" : ":") : ""
            stops += feed.stops.map {
                TransitFeed.Stop(
                    id: prefix + $0.id, name: $0.name, longitude: $0.longitude, latitude: $0.latitude, station: $0.station + stopOffset)
            }
            change += [Int32](repeating: walking.changeSeconds, count: feed.stops.count)
            if feeds.count > 1 {
                for trip in 0..<feed.plans.count {
                    for call in feed.plans.calls(trip) {
                        plans.call(
                            at: feed.plans.stop[call] + Int32(stopOffset), arrival: feed.plans.arrival[call],
                            departure: feed.plans.departure[call], refused: feed.plans.refused[call])
                    }
                    plans.endTrip()
                }
            }
            runs += feed.runs(on: day, modes: modes).map { Run(plan: $0.plan + planOffset, shift: $0.shift) }
            lines += feed.lines
            lineOf += feed.tripLine.map { $0 + lineOffset }
            tripIDs += feed.tripIDs
            for entry in feed.changes {
                let (from, to) = (entry.from + stopOffset, entry.to + stopOffset)
                named.insert(Int64(from) << 32 | Int64(to))
                let seconds = entry.seconds.map { $0 < 0 ? walking.changeSeconds : $0 }
                if from == to {
                    // Forbidden: longer than any day lasts.
                    change[from] = seconds ?? 1_000_000
                } else if let seconds {
                    footpaths.append(Footpath(from: Int32(from), to: Int32(to), seconds: seconds))
                }
            }
        }
        if runs.isEmpty {
            let spans = feeds.compactMap { feed in feed.days.map { "\(feed.name) has \($0.first) to \($0.last)" } }
            throw AtlasProblem(
                file: feeds.map(\.name).joined(separator: ", "), value: "\(day)",
                expected: "a day and modes on which something runs; \(spans.joined(separator: ", "))")
        }
        let grid = StopGrid(stops, cellKm: max(1, walking.metres / 1_000))
        let members = Dictionary(grouping: stops.indices, by: { stops[$0].station })
        func check(_ paths: Int) throws(AtlasProblem) {
            if paths <= 20_000_000 { return }
            throw AtlasProblem(
                file: feeds.map(\.name).joined(separator: ", "),
                expected:
                    "at most 20 million walks and changes between stops; walk less far (--walk), or look at stations of very many platforms"
            )
        }
        func free(_ a: Int, _ b: Int) -> Bool { a != b && !named.contains(Int64(a) << 32 | Int64(b)) }
        for (_, platforms) in members.sorted(by: { $0.key < $1.key }) {
            try check(footpaths.count + platforms.count * platforms.count)
            for a in platforms {
                for b in platforms where free(a, b) {
                    footpaths.append(Footpath(from: Int32(a), to: Int32(b), seconds: walking.changeSeconds))
                }
            }
        }
        if walking.metres > 0 {
            for a in stops.indices {
                try check(footpaths.count)
                for (b, km) in grid.near(stops[a], withinKm: walking.metres / 1_000)
                where free(a, b) && stops[a].station != stops[b].station {
                    footpaths.append(Footpath(from: Int32(a), to: Int32(b), seconds: walking.seconds(kilometres: km)))
                }
            }
        }
        self.day = day
        self.stops = stops
        timetable = Timetable(stops: stops.count, plans: plans, runs: runs, changeSeconds: change, footpaths: footpaths)
        notes = feeds.flatMap(\.notes)
        stations = members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        self.walking = walking
        self.lines = lines
        self.lineOf = lineOf
        self.tripIDs = tripIDs
        ids = Dictionary(stops.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
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
                ? "the id or the name of a stop, such as \(stops.prefix(3).map { "\($0.id) (\($0.name))" }.joined(separator: ", "))"
                : "a name of one station; \(named.count) bear it, give one of their ids: \(named.sorted().prefix(5).map { stops[$0].id }.joined(separator: ", "))"
        )
    }

    /// The stops of a station at no distance; a platform stands for itself.
    public func reach(_ stop: Int) -> [StopReach] {
        if stops[stop].station != stop { return [StopReach(stop: stop, seconds: 0)] }
        return members(stop).map { StopReach(stop: $0, seconds: 0) }
    }

    private func members(_ station: Int) -> [Int] {
        let slot = stations.partitioningIndex { $0.station >= station }
        return slot < stations.count && stations[slot].station == station ? stations[slot].stops : [station]
    }

    /// Stops near a point, at the seconds it takes to get there.
    public func reach(longitude: Double, latitude: Double, withinKm: Double, speedKmh: Double) -> [StopReach] {
        let here = TransitFeed.Stop(id: "", name: "", longitude: longitude, latitude: latitude, station: -1)
        return grid.near(here, withinKm: withinKm).map {
            StopReach(stop: $0.stop, seconds: walking.seconds(kilometres: $0.km, speedKmh: speedKmh))
        }
    }

    public func line(of run: Run) -> TransitFeed.Line { lines[Int(lineOf[Int(run.plan)])] }

    public func trip(of run: Run) -> String { tripIDs[Int(run.plan)] }
}

extension Array {
    /// The first position whose element and all after it fulfil a condition.
    fileprivate func partitioningIndex(_ holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
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
        let (low, high) = (Self.cell(x - wide, y - tall, cellDegrees), Self.cell(x + wide, y + tall, cellDegrees))
        var found: [(stop: Int, km: Double)] = []
        for row in low.row...high.row {
            for column in low.column...high.column {
                for stop in cells[Cell(column: column, row: row)] ?? [] {
                    guard let a = stops[stop].longitude, let b = stops[stop].latitude else { continue }
                    let km = greatCircleKm(longitude1: x, latitude1: y, longitude2: a, latitude2: b)
                    if km <= withinKm { found.append((stop, km)) }
                }
            }
        }
        return found.sorted { ($0.stop, $0.km) < ($1.stop, $1.km) }
    }
}

import Computation
import Foundation
import NetworkFiles
import Transport

/// Shortest paths over invented networks in the plane: each place is joined to near ones until there are so many links.
struct SearchCase {
    let folder: String
    let places: Int
    let links: Int

    /// Edges as (from, to, hours); undirected links are as fast back.
    func edges(directed: Bool) throws -> [Link] {
        var stream = RandomStream(seed: 17)
        let spots = (0..<places).map { _ in SIMD2(stream.uniform(), stream.uniform()) }
        let side = max(1, Int(Double(places).squareRoot() / 2))
        var cells = [[Int]](repeating: [], count: side * side)
        func cell(_ value: Double) -> Int { min(side - 1, Int(value * Double(side))) }
        for (place, spot) in spots.enumerated() { cells[cell(spot.x) * side + cell(spot.y)].append(place) }
        func distance(_ a: Int, _ b: Int) -> Double {
            let gap = spots[a] - spots[b]
            return (gap.x * gap.x + gap.y * gap.y).squareRoot()
        }
        let near = (0..<places).map { a in
            let (x, y) = (cell(spots[a].x), cell(spots[a].y))
            var around: [Int] = []
            for i in max(0, x - 2)...min(side - 1, x + 2) {
                for j in max(0, y - 2)...min(side - 1, y + 2) { around += cells[i * side + j] }
            }
            return around.filter { $0 != a }.sorted { (distance(a, $0), $0) < (distance(a, $1), $1) }
        }
        var result: [Link] = []
        var known: Set<Int> = []
        var rank = 0
        while known.count < links {
            for a in 0..<places where near[a].indices.contains(rank) && known.count < links {
                let b = near[a][rank]
                guard known.insert(min(a, b) * places + max(a, b)).inserted else { continue }
                let hours = distance(a, b) * (0.7 + 0.6 * stream.uniform()) * 40
                let forward = stream.next() % 2 == 0
                let link = Link(from: forward ? a : b, to: forward ? b : a, mode: .road, lengthKm: 0, hours: hours)
                let back = Link(
                    from: link.to, to: link.from, mode: .road, lengthKm: 0, hours: hours * (1 + stream.uniform()))
                // Of directed links every fifth goes one way only, the others are slower back.
                result += directed ? (known.count % 5 == 0 ? [link] : [link, back]) : [link, link.reversed]
            }
            rank += 1
        }
        return result
    }

    private func write(_ values: [Double], _ what: String, _ kind: String) throws {
        try values.withUnsafeBytes { Data($0) }.write(
            to: URL(fileURLWithPath: "\(folder)/\(what).\(kind).\(places).f64"))
    }

    /// As many links between places drawn by lot: no order of nodes helps much.
    func scattered() -> [Link] {
        var stream = RandomStream(seed: 29)
        return (0..<links).flatMap { _ in
            let (a, b) = (Int(stream.next() % UInt64(places)), Int(stream.next() % UInt64(places)))
            let link = Link(from: a, to: b, mode: .road, lengthKm: 0, hours: stream.uniform())
            return [link, link.reversed]
        }
    }

    /// Of links between near places, both ways alike and not, or drawn by lot.
    func allPairs(scattered isScattered: Bool = false) throws {
        for word in isScattered ? ["scattered"] : ["undirected", "directed"] {
            let edges = isScattered ? scattered() : try edges(directed: word == "directed")
            try write(edges.flatMap { [Double($0.from), Double($0.to), $0.hours] }, "edges", word)
            let network = try Network(places: places, links: edges)
            let all = Array(0..<places)
            try write(try network.hours(among: all).elements, "dijkstra", word)
            try write(
                ContractionHierarchy(network).hours(among: all, edgeHours: network.edgeHours).elements, "sweeps", word)
            report("Dijkstra, \(word)", try seconds(3) { _ = try network.hours(among: all) })
            report(
                "hierarchy, \(word)",
                seconds(5) { _ = ContractionHierarchy(network).hours(among: all, edgeHours: network.edgeHours) })
        }
    }

    /// All origins of a large network, block by block; of each origin the sum of its finite hours is kept.
    func inBlocks() throws {
        for directed in [false, true] {
            let word = directed ? "directed" : "undirected"
            let edges = try edges(directed: directed)
            try write(edges.flatMap { [Double($0.from), Double($0.to), $0.hours] }, "edges", word)
            let network = try Network(places: places, links: edges)
            let all = Array(0..<places)
            var sums = [Double](repeating: 0, count: places)
            let begun = DispatchTime.now().uptimeNanoseconds
            let hierarchy = ContractionHierarchy(network)
            let ordered = DispatchTime.now().uptimeNanoseconds
            let sweeps = hierarchy.customised(network.edgeHours)
            for block in sweeps.blocks(of: all) {
                sweeps.hours(from: block, to: all) { lane, hours in
                    var sum = 0.0
                    for time in hours where time < .infinity { sum += time }
                    sums[block[lane]] = sum
                }
            }
            let end = DispatchTime.now().uptimeNanoseconds
            try write(sums, "sums", word)
            report("order, \(word)", Double(ordered - begun) / 1e9)
            report("arcs, \(word)", Double(hierarchy.arcs))
            report("all origins, \(word)", Double(end - begun) / 1e9)
        }
        report("peak memory", peakMemory())
    }
}

/// An invented timetable: stations in the plane, lines along near ones, trips all day.
struct TimetableCase {
    let stations: Int
    let lines: Int
    let callsPerTrip: Int
    let tripsPerLine: Int

    /// Calls of all trips: stop, arrival and departure in seconds.
    func eachTrip(
        _ body: (_ line: Int, _ trip: Int, _ calls: [(stop: Int, arrival: Int, departure: Int)]) throws -> Void
    ) rethrows {
        var stream = RandomStream(seed: 23)
        let side = Int(Double(stations).squareRoot())
        for line in 0..<lines {
            // A walk over a grid of stations that keeps its direction.
            var (x, y) = (Int(stream.next() % UInt64(side)), Int(stream.next() % UInt64(side)))
            let (dx, dy) = [(1, 0), (0, 1), (-1, 0), (0, -1)][Int(stream.next() % 4)]
            var stops: [Int] = []
            for step in 0..<callsPerTrip {
                stops.append(x * side + y)
                let aside = stream.next() % 4 == 0 && step > 0
                x = (x + (aside ? dy : dx) + side) % side
                y = (y + (aside ? dx : dy) + side) % side
            }
            let ride = stops.map { _ in 300 + Int(stream.next() % 900) }
            for trip in 0..<tripsPerLine {
                var time = 5 * 3_600 + trip * 18 * 3_600 / tripsPerLine + Int(stream.next() % 600)
                var calls: [(stop: Int, arrival: Int, departure: Int)] = []
                for (stop, seconds) in zip(stops, ride) {
                    calls.append((stop, time, time + 60))
                    time += 60 + seconds
                }
                try body(line, trip, calls)
            }
        }
    }

    /// A rail-only matrix of all stations at eight o'clock.
    func railMatrix() {
        let before = peakMemory()
        var plans = TripPlans()
        eachTrip { _, _, calls in
            for call in calls {
                plans.call(at: Int32(call.stop), arrival: Int32(call.arrival), departure: Int32(call.departure))
            }
            plans.endTrip()
        }
        let timetable = Timetable(
            stops: stations, plans: plans, runs: (0..<plans.count).map { Run(plan: Int32($0)) },
            changeSeconds: Array(repeating: 300, count: stations), footpaths: [])
        var reached = 0
        func matrix() -> [[Int32]] {
            var search = TimetableSearch(timetable)
            return (0..<stations).map { search.arrivals(from: [StopReach(stop: $0, seconds: 0)], departure: 8 * 3_600) }
        }
        report("rail matrix", seconds(5) { reached = matrix().joined().count { $0 < TimetableSearch.never } })
        report("rail pairs reached", Double(reached))
        report("rail trips", Double(plans.count))
        report("rail memory above the start", peakMemory() - before)
        report("rail memory", peakMemory())
    }

    /// Writes the feed as GTFS text files.
    func write(_ folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        func file(_ name: String, _ head: String, _ body: ((String) throws -> Void) throws -> Void) throws {
            _ = FileManager.default.createFile(atPath: folder + "/" + name, contents: nil)
            guard let handle = FileHandle(forWritingAtPath: folder + "/" + name) else { return }
            var text = head + "\n"
            try body { line in
                text += line
                if text.utf8.count > 1 << 20 {
                    try handle.write(contentsOf: Data(text.utf8))
                    text = ""
                }
            }
            try handle.write(contentsOf: Data(text.utf8))
            try handle.close()
        }
        func clock(_ seconds: Int) -> String {
            func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
            return two(seconds / 3_600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60)
        }
        let side = Int(Double(stations).squareRoot())
        try file("stops.txt", "stop_id,stop_name,stop_lat,stop_lon") { line in
            for stop in 0..<(side * side) {
                try line(
                    """
                    S\(stop),Stop \
                    \(stop),\(20 + 30.0 * Double(stop / side) / Double(side)),\(80 + 50.0 * Double(stop % side) / Double(side))\n
                    """
                )
            }
        }
        try file("routes.txt", "route_id,route_short_name,route_type") { line in
            for route in 0..<lines { try line("R\(route),\(route),2\n") }
        }
        try file(
            "calendar.txt", "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date"
        ) {
            try $0("D,1,1,1,1,1,1,1,20260101,20261231\n")
        }
        try file("trips.txt", "route_id,service_id,trip_id") { line in
            try eachTrip { route, trip, _ in try line("R\(route),D,T\(route)-\(trip)\n") }
        }
        try file("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence") { line in
            try eachTrip { route, trip, calls in
                for (place, call) in calls.enumerated() {
                    try line(
                        "T\(route)-\(trip),\(clock(call.arrival)),\(clock(call.departure)),S\(call.stop),\(place + 1)\n"
                    )
                }
            }
        }
    }

    static func read(_ path: String) throws {
        let begun = DispatchTime.now().uptimeNanoseconds
        let feed = try TransitFeed(gtfs: path)
        let read = DispatchTime.now().uptimeNanoseconds
        let network = try TransitNetwork([feed], day: .init(year: 2026, month: 1, day: 5))
        let end = DispatchTime.now().uptimeNanoseconds
        report("feed calls", Double(feed.callCount))
        report("feed read", Double(read - begun) / 1e9)
        report("feed sorted into lines", Double(end - read) / 1e9)
        report("feed lines", Double(network.timetable.lines))
        report("peak memory", peakMemory())
    }
}

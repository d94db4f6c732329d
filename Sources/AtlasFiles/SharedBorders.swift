package import Atlases
import Computation

/// Outlines with each border between two regions standing once, thinned to a number of points.
///
/// Thinning is by the smallest triangle (Visvalingam & Whyatt 1993, doi:10.1179/000870493786962263), and as borders are
/// shared, both sides stay together. Corners where three regions meet are kept, and of every line its farthest point,
/// so no region vanishes.
package struct SharedBorders {
    /// A point on a grid of a millionth of a degree, about a tenth of a metre.
    package struct GridPoint: Hashable {
        package let x, y: Int32

        package init(_ point: Coordinate) {
            x = Int32((point.longitude * 1e6).rounded())
            y = Int32((point.latitude * 1e6).rounded())
        }
    }

    /// Lines between two corners.
    package private(set) var lines: [[GridPoint]] = []
    /// By region: polygons of rings of line numbers, `~number` for one walked backwards.
    package private(set) var polygons: [(code: String, parts: [[[Int]]])] = []
    /// How many points there were, each border counted once.
    package private(set) var pointsBefore = 0
    package var points: Int { lines.reduce(0) { $0 + $1.count } }

    /// Pairs of regions with a line in common, by code, and its points before thinning.
    package private(set) var adjacencies: [(first: String, second: String, points: Int)] = []

    /// - Complexity: O(points · log points).
    package init(_ outlines: [String: [[[Coordinate]]]], atMost limit: Int = 100_000) {
        let rings = Self.matched(outlines)
        let corners = Self.corners(rings.flatMap { $0.parts.flatMap { $0 } })
        var numbers: [[GridPoint]: Int] = [:]
        var sides: [Int: [String]] = [:]
        for (code, parts) in rings {
            var region: [[[Int]]] = []
            for part in parts {
                region.append(
                    part.map { ring in
                        Self.cut(ring, at: corners).map { line in
                            let backwards = Self.isLater(line, than: line.reversed())
                            let key = backwards ? line.reversed() : line
                            let number = numbers[key] ?? lines.count
                            if number == lines.count {
                                numbers[key] = number
                                lines.append(key)
                            }
                            sides[number, default: []].append(code)
                            return backwards ? ~number : number
                        }
                    })
            }
            if !region.isEmpty { polygons.append((code, region)) }
        }
        var common: [[String]: Int] = [:]
        for (number, codes) in sides where Set(codes).count == 2 {
            common[Set(codes).sorted(), default: 0] += lines[number].count
        }
        adjacencies = common.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
            ($0.key[0], $0.key[1], $0.value)
        }
        pointsBefore = lines.reduce(0) { $0 + $1.count }
        if pointsBefore > limit { thin(to: limit) }
    }

    /// Rings by region, in the order of their codes, each border's points the same on both sides.
    private static func matched(_ outlines: [String: [[[Coordinate]]]]) -> [(code: String, parts: [[[GridPoint]]])] {
        let drawn = outlines.sorted { $0.key < $1.key }
        var rings = MatchedBorders.matched(
            drawn.flatMap { $0.value.flatMap { $0.map { closed($0.map(GridPoint.init)) } } }
        ).map(closed)[...]
        return drawn.map { code, parts in
            let own = parts.map { part in part.compactMap { _ in rings.popFirst() }.filter { $0.count >= 3 } }
            return (code, own.filter { !$0.isEmpty })
        }
    }

    /// The ring without its repeated last point and without points that stand twice in a row.
    private static func closed(_ ring: [GridPoint]) -> [GridPoint] {
        var points: [GridPoint] = []
        for point in ring where points.last != point { points.append(point) }
        while points.count > 1, points.first == points.last { points.removeLast() }
        return points
    }

    /// Points where borders meet or part: those that not always have the same two points beside them.
    private static func corners(_ rings: [[GridPoint]]) -> Set<GridPoint> {
        var beside: [GridPoint: (GridPoint, GridPoint)] = [:]
        var corners: Set<GridPoint> = []
        for ring in rings {
            for (index, point) in ring.enumerated() {
                let before = ring[(index + ring.count - 1) % ring.count]
                let after = ring[(index + 1) % ring.count]
                if let known = beside[point] {
                    if known != (before, after) && known != (after, before) { corners.insert(point) }
                } else {
                    beside[point] = (before, after)
                }
            }
        }
        return corners
    }

    /// The lines of a ring from corner to corner; a ring without corners is one line from its smallest point round to
    /// it.
    private static func cut(_ ring: [GridPoint], at corners: Set<GridPoint>) -> [[GridPoint]] {
        let first = ring.firstIndex(where: corners.contains) ?? ring.indices.min { isBefore(ring[$0], ring[$1]) } ?? 0
        var lines: [[GridPoint]] = []
        var line = [ring[first]]
        for step in 1...ring.count {
            let point = ring[(first + step) % ring.count]
            line.append(point)
            if step == ring.count || corners.contains(point) {
                lines.append(line)
                line = [point]
            }
        }
        return lines
    }

    private static func isBefore(_ a: GridPoint, _ b: GridPoint) -> Bool { (a.x, a.y) < (b.x, b.y) }

    private static func isLater(_ line: [GridPoint], than other: [GridPoint]) -> Bool {
        other.lexicographicallyPrecedes(line, by: isBefore)
    }

    /// Leaves out the points with the smallest triangles, over all lines alike.
    private mutating func thin(to limit: Int) {
        let areas = lines.map(Self.triangles)
        // Ends, and the farthest point of each line, stay whatever the limit.
        let inner = areas.flatMap { $0.dropFirst().dropLast().filter(\.isFinite) }.sorted(by: >)
        let room = max(0, limit - (points - inner.count))
        let smallest = room < inner.count ? inner[room] : 0
        for (number, line) in lines.enumerated() {
            lines[number] = zip(line, areas[number]).filter { $0.1 > smallest }.map(\.0)
        }
    }

    /// For each point the area of the triangle at which thinning would leave it out: never smaller than that of a point
    /// left out before it.
    private static func triangles(_ line: [GridPoint]) -> [Double] {
        var areas = [Double](repeating: .infinity, count: line.count)
        if line.count < 3 { return areas }
        var before = line.indices.map { $0 - 1 }
        var after = line.indices.map { $0 + 1 }
        func area(_ at: Int) -> Double {
            let (a, b, c) = (line[before[at]], line[at], line[after[at]])
            let (abx, aby) = (Double(b.x) - Double(a.x), Double(b.y) - Double(a.y))
            let (acx, acy) = (Double(c.x) - Double(a.x), Double(c.y) - Double(a.y))
            return abs(abx * acy - aby * acx)
        }
        var heap = SmallestFirst()
        var current = areas
        for at in 1..<line.count - 1 {
            current[at] = area(at)
            heap.push(current[at], Int32(at))
        }
        // A ring keeps two inner points (three corners), a line one.
        var left = line.count - 2
        let stay = line.first == line.last ? 2 : 1
        var largest = 0.0
        while left > stay, let (value, number) = heap.pop() {
            let at = Int(number)
            if areas[at].isFinite || value != current[at] { continue }
            largest = max(largest, value)
            areas[at] = largest
            left -= 1
            let (a, b) = (before[at], after[at])
            (after[a], before[b]) = (b, a)
            for neighbour in [a, b] where neighbour > 0 && neighbour < line.count - 1 {
                current[neighbour] = area(neighbour)
                heap.push(current[neighbour], Int32(neighbour))
            }
        }
        return areas
    }
}

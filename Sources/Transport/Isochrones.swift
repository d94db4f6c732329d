import RealModule

/// A point with the hours it takes to get there.
public struct TimedPoint: Sendable, Hashable {
    /// Degrees.
    public let longitude: Double
    /// Degrees, within ±90.
    public let latitude: Double
    /// Since setting out; 0 or more.
    public let hours: Double

    /// Degrees and hours.
    public init(longitude: Double, latitude: Double, hours: Double) {
        (self.longitude, self.latitude, self.hours) = (longitude, latitude, hours)
    }
}

/// What can be reached within some hours: polygons of rings of (longitude, latitude), the outer ring first and
/// counter-clockwise, holes clockwise, each closed (RFC 7946).
public struct Isochrone: Sendable, Hashable {
    /// The limit that its edge stands for.
    public let hours: Double
    /// Degrees; empty where nothing is that near.
    public let polygons: [[[SIMD2<Double>]]]
}

/// Lines of equal time around points that were reached through a network: beyond a point one goes on in a straight
/// line, lengthened by a detour, at a local speed. The surface is sampled on a grid and its lines follow from marching
/// squares (Lorensen & Cline 1987, doi:10.1145/37402.37422, in the plane).
///
/// - Parameters:
///   - limits: hours, above zero.
///   - cellDegrees: width of the grid; lines are exact to about a cell.
/// - Complexity: O(points × cells within reach).
public func isochrones(
    around points: [TimedPoint], limits: [Double], speedKmh: Double, detour: Double = 1.3, cellDegrees: Double = 0.05
) -> [Isochrone] {
    guard let last = limits.max(), last > 0, speedKmh > 0, detour > 0, cellDegrees > 0 else { return [] }
    let kmPerHour = speedKmh / detour
    // Nearest first: what they already reach sooner is left out.
    let reached = points.filter { $0.hours <= last }.sorted {
        ($0.hours, $0.longitude, $0.latitude) < ($1.hours, $1.longitude, $1.latitude)
    }
    // All on the side of the first: an area over the meridian of 180° is one, and is cut there when it is done.
    let turned = reached.map { point in
        TimedPoint(
            longitude: point.longitude - 360 * ((point.longitude - reached[0].longitude) / 360).rounded(),
            latitude: point.latitude, hours: point.hours)
    }
    let surface = TimeSurface(turned, last: last, kmPerHour: kmPerHour, cell: cellDegrees)
    return limits.map { limit in
        Isochrone(hours: limit, polygons: (surface?.polygons(within: limit) ?? []).flatMap(cutAtMeridian))
    }
}

/// A polygon over the meridian of 180° as its parts on either side, in degrees from −180 to 180.
private func cutAtMeridian(_ polygon: [[SIMD2<Double>]]) -> [[[SIMD2<Double>]]] {
    guard let outer = polygon.first, outer.contains(where: { abs($0.x) > 180 }) else { return [polygon] }
    return [-1.0, 0, 1].compactMap { turn in
        let bounds = (360 * turn - 180)...(360 * turn + 180)
        let rings = polygon.map { ring in
            kept(kept(ring, atMost: bounds.upperBound, sign: 1), atMost: -bounds.lowerBound, sign: -1)
                .map { SIMD2($0.x - 360 * turn, $0.y) }
        }
        return rings[0].count < 4 ? nil : [rings[0]] + rings.dropFirst().filter { $0.count >= 4 }
    }
}

/// The part of a ring where sign × x is at most a bound (Sutherland & Hodgman 1974, doi:10.1145/360767.360802).
private func kept(_ ring: [SIMD2<Double>], atMost bound: Double, sign: Double) -> [SIMD2<Double>] {
    var part: [SIMD2<Double>] = []
    for (a, b) in zip(ring, ring.dropFirst()) {
        let (left, right) = (sign * a.x - bound, sign * b.x - bound)
        if left <= 0 { part.append(a) }
        if (left < 0 && right > 0) || (left > 0 && right < 0) { part.append(a + left / (left - right) * (b - a)) }
    }
    if let first = part.first { part.append(first) }
    return part
}

/// Hours over a grid of longitudes and latitudes.
private struct TimeSurface {
    let west, south, cell: Double
    let columns, rows: Int
    private(set) var hours: [Double]
    /// Beyond every limit.
    private let far: Double

    init?(_ points: [TimedPoint], last: Double, kmPerHour: Double, cell: Double) {
        guard !points.isEmpty else { return nil }
        let kmPerDegree = 111.195
        func wide(_ point: TimedPoint, _ tall: Double) -> Double {
            tall / max(0.05, Double.cos(min(85, abs(point.latitude) + tall) * Double.pi / 180))
        }
        func tall(_ point: TimedPoint) -> Double { (last - point.hours) * kmPerHour / kmPerDegree + 3 * cell }
        let first = points[0]
        var (west, east, south, north) = (first.longitude, first.longitude, first.latitude, first.latitude)
        for point in points {
            let reach = tall(point)
            (west, east) = (
                min(west, point.longitude - wide(point, reach)), max(east, point.longitude + wide(point, reach))
            )
            (south, north) = (min(south, point.latitude - reach), max(north, point.latitude + reach))
        }
        // At most a million cells, however far one gets.
        let cell = max(cell, ((east - west) * (north - south) / 1e6).squareRoot())
        self.cell = cell
        // A margin of some cells, so that no line is cut off at the edge.
        (self.west, self.south) = (west - 3 * cell, south - 3 * cell)
        columns = Int(((east - west) / cell).rounded(.up)) + 7
        rows = Int(((north - south) / cell).rounded(.up)) + 7
        far = last + 4 * cell * kmPerDegree / kmPerHour
        hours = Array(repeating: far, count: columns * rows)
        let (left, low) = (self.west, self.south)
        func km(_ point: TimedPoint, _ column: Int, _ row: Int) -> Double {
            greatCircleKm(
                longitude1: point.longitude, latitude1: point.latitude, longitude2: left + Double(column) * cell,
                latitude2: low + Double(row) * cell)
        }
        for point in points {
            // A point reached sooner by the way round another adds nothing anywhere.
            let (x, y) = (
                Int(((point.longitude - left) / cell).rounded()), Int(((point.latitude - low) / cell).rounded())
            )
            if hours[y * columns + x] + km(point, x, y) / kmPerHour <= point.hours { continue }
            let reach = tall(point)
            let side = wide(point, reach)
            for row in max(
                0, Int((point.latitude - reach - low) / cell))...min(
                    rows - 1, Int((point.latitude + reach - low) / cell))
            {
                let (from, to) = (
                    Int((point.longitude - side - left) / cell), Int((point.longitude + side - left) / cell)
                )
                for column in max(0, from)...min(columns - 1, to) where hours[row * columns + column] > point.hours {
                    let time = point.hours + km(point, column, row) / kmPerHour
                    if time < hours[row * columns + column] { hours[row * columns + column] = time }
                }
            }
        }
    }

    /// Where a line crosses an edge of the grid: from a node to the one beside or above it.
    private struct Crossing: Hashable {
        let node: Int
        let upwards: Bool
    }

    /// Rings around what lies within the limit, that on their left, put together into polygons with holes.
    func polygons(within limit: Double) -> [[[SIMD2<Double>]]] {
        var next: [Crossing: Crossing] = [:]
        for row in 0..<(rows - 1) {
            for column in 0..<(columns - 1) {
                for (from, to) in segments(row, column, limit) { next[from] = to }
            }
        }
        var rings: [[SIMD2<Double>]] = []
        for start in next.keys.sorted(by: { ($0.node, $0.upwards ? 1 : 0) < ($1.node, $1.upwards ? 1 : 0) }) {
            guard next[start] != nil else { continue }
            var ring: [SIMD2<Double>] = []
            var at = start
            while let following = next.removeValue(forKey: at) {
                ring.append(position(at, limit))
                at = following
            }
            ring.append(ring[0])
            if ring.count >= 4 { rings.append(ring) }
        }
        return assembled(rings)
    }

    private func inside(_ node: Int, _ limit: Double) -> Bool { hours[node] <= limit }

    /// The parts of the line within a cell, what can be reached on the left.
    private func segments(_ row: Int, _ column: Int, _ limit: Double) -> [(Crossing, Crossing)] {
        let corner = row * columns + column
        let (sw, se, nw, ne) = (
            inside(corner, limit), inside(corner + 1, limit), inside(corner + columns, limit),
            inside(corner + columns + 1, limit)
        )
        if sw == se && se == nw && nw == ne { return [] }
        let south = Crossing(node: corner, upwards: false)
        let north = Crossing(node: corner + columns, upwards: false)
        let west = Crossing(node: corner, upwards: true)
        let east = Crossing(node: corner + 1, upwards: true)
        switch (sw, se, ne, nw) {
        case (true, false, false, false): return [(south, west)]
        case (false, true, false, false): return [(east, south)]
        case (false, false, true, false): return [(north, east)]
        case (false, false, false, true): return [(west, north)]
        case (true, true, false, false): return [(east, west)]
        case (false, true, true, false): return [(north, south)]
        case (false, false, true, true): return [(west, east)]
        case (true, false, false, true): return [(south, north)]
        case (false, true, true, true): return [(west, south)]
        case (true, false, true, true): return [(south, east)]
        case (true, true, false, true): return [(east, north)]
        case (true, true, true, false): return [(north, west)]
        // Two corners across: they are kept apart.
        case (true, false, true, false): return [(south, west), (north, east)]
        default: return [(east, south), (west, north)]
        }
    }

    private func position(_ crossing: Crossing, _ limit: Double) -> SIMD2<Double> {
        let other = crossing.node + (crossing.upwards ? columns : 1)
        let (a, b) = (hours[crossing.node], hours[other])
        let part = a == b ? 0.5 : min(1, max(0, (limit - a) / (b - a)))
        let (row, column) = (crossing.node / columns, crossing.node % columns)
        let x = west + cell * (Double(column) + (crossing.upwards ? 0 : part))
        let y = south + cell * (Double(row) + (crossing.upwards ? part : 0))
        return SIMD2((x * 1e5).rounded() / 1e5, (y * 1e5).rounded() / 1e5)
    }

    private func assembled(_ rings: [[SIMD2<Double>]]) -> [[[SIMD2<Double>]]] {
        let outer = rings.filter { signedArea($0) > 0 }.sorted { signedArea($0) < signedArea($1) }
        var polygons = outer.map { [$0] }
        for hole in rings where signedArea(hole) < 0 {
            // The smallest ring around it.
            if let owner = outer.firstIndex(where: { contains($0, hole[0]) }) { polygons[owner].append(hole) }
        }
        return polygons
    }
}

private func signedArea(_ ring: [SIMD2<Double>]) -> Double {
    zip(ring, ring.dropFirst()).reduce(0) { $0 + ($1.0.x * $1.1.y - $1.1.x * $1.0.y) } / 2
}

private func contains(_ ring: [SIMD2<Double>], _ point: SIMD2<Double>) -> Bool {
    var isInside = false
    for (a, b) in zip(ring, ring.dropFirst()) where (a.y > point.y) != (b.y > point.y) {
        if point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x { isInside.toggle() }
    }
    return isInside
}

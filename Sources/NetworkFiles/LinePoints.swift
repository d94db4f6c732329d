import Foundation
import Transport

/// A point of the lines to five decimals of a degree, about a metre; 180° west is 180° east.
struct MapPoint: Hashable, Comparable {
    let x, y: Int

    init(_ point: SIMD2<Double>) {
        let turned = Int((point.x * 1e5).rounded())
        (x, y) = (turned == -18_000_000 ? 18_000_000 : turned, Int((point.y * 1e5).rounded()))
    }

    init(x: Int, y: Int) { (self.x, self.y) = (x, y) }

    var longitude: Double { Double(x) / 1e5 }
    var latitude: Double { Double(y) / 1e5 }
    var id: String { "\(longitude) \(latitude)" }

    static func < (a: MapPoint, b: MapPoint) -> Bool { (a.x, a.y) < (b.x, b.y) }
}

/// Points that lie within about a metre are one, wherever the edges of a grid run between them.
struct PointIndex {
    private var known: [MapPoint: SIMD2<Double>] = [:]

    /// The node of a point: the nearest that is known within a metre, else itself.
    mutating func point(_ point: SIMD2<Double>) -> MapPoint {
        let own = MapPoint(point)
        if known[own] != nil { return own }
        var best: (node: MapPoint, away: Double)?
        for x in -1...1 {
            for y in -1...1 {
                let node = MapPoint(x: own.x + x, y: own.y + y)
                guard let other = known[node] else { continue }
                let away = max(abs(other.x - point.x), abs(other.y - point.y))
                if away <= 1e-5, away < best?.away ?? .infinity { best = (node, away) }
            }
        }
        if let best { return best.node }
        known[own] = point
        return own
    }
}

/// Where places join the lines: each at the nearest point of a line, which becomes a node of it.
struct Joints {
    /// By place; nil for one without a position, or too far from any line.
    private(set) var nearest: [(point: MapPoint, km: Double)?]

    private struct Stretch {
        let line: Int
        let start: Int
        let west, east: Double
    }

    /// - Complexity: O(stretches · log stretches + places · stretches within the strip of reach).
    init(_ places: PlaceTable, _ lines: inout [DrawnLine], _ points: inout PointIndex, reachKm: Double) {
        var stretches: [Stretch] = []
        for (index, line) in lines.enumerated() {
            for start in 0..<(line.points.count - 1) {
                let (a, b) = (line.points[start].x, line.points[start + 1].x)
                // One that leaps over the date line joins places at its ends alone.
                if abs(a - b) <= 180 {
                    stretches.append(Stretch(line: index, start: start, west: min(a, b), east: max(a, b)))
                }
            }
        }
        stretches.sort { ($0.west, $0.line, $0.start) < ($1.west, $1.line, $1.start) }
        let widest = stretches.map { $0.east - $0.west }.max() ?? 0
        var found: [(line: Int, start: Int, share: Double, point: SIMD2<Double>, km: Double)?] = []
        for position in places.positions {
            guard let position else {
                found.append(nil)
                continue
            }
            let near = cos(min(89.5, abs(position.latitude) + reachKm / 110.5) * .pi / 180)
            let wide = reachKm / 110.5 / max(0.01, near)
            var first = stretches.partitionPoint { $0.west < position.longitude - wide - widest }
            var best: (line: Int, start: Int, share: Double, point: SIMD2<Double>, km: Double)?
            while first < stretches.count, stretches[first].west <= position.longitude + wide {
                let stretch = stretches[first]
                first += 1
                if stretch.east < position.longitude - wide { continue }
                let line = lines[stretch.line]
                let (share, point) = closest(
                    SIMD2(position.longitude, position.latitude), line.points[stretch.start],
                    line.points[stretch.start + 1])
                let km = greatCircleKm(
                    longitude1: position.longitude, latitude1: position.latitude, longitude2: point.x,
                    latitude2: point.y)
                if km <= reachKm, km < best?.km ?? .infinity { best = (stretch.line, stretch.start, share, point, km) }
            }
            found.append(best)
        }
        nearest = found.map { joint in
            guard let joint else { return nil }
            let line = lines[joint.line]
            if joint.share <= 0 { return (line.nodes[joint.start], joint.km) }
            if joint.share >= 1 { return (line.nodes[joint.start + 1], joint.km) }
            return (points.point(joint.point), joint.km)
        }
        // The last of a line first, so that the numbers of those before it hold.
        let inner = zip(found, nearest).compactMap { joint, node in
            joint.flatMap { joint in node.map { (joint, $0.point) } }
        }
        .filter { $0.0.share > 0 && $0.0.share < 1 }
        .sorted { ($1.0.line, $1.0.start, $1.0.share) < ($0.0.line, $0.0.start, $0.0.share) }
        for (joint, node) in inner where !lines[joint.line].nodes[joint.start...(joint.start + 1)].contains(node) {
            lines[joint.line].points.insert(joint.point, at: joint.start + 1)
            lines[joint.line].nodes.insert(node, at: joint.start + 1)
        }
    }
}

/// The point of a stretch that lies nearest, and its share of the way, on a plane that touches the globe there.
private func closest(_ place: SIMD2<Double>, _ a: SIMD2<Double>, _ b: SIMD2<Double>) -> (Double, SIMD2<Double>) {
    let scale = SIMD2(cos(place.y * .pi / 180), 1)
    let (along, towards) = ((b - a) * scale, (place - a) * scale)
    let length = (along * along).sum()
    if length == 0 { return (0, a) }
    let share = min(1, max(0, (along * towards).sum() / length))
    return (share, share == 0 ? a : share == 1 ? b : a + (b - a) * share)
}

extension Array {
    /// The first place whose element does not come before.
    fileprivate func partitionPoint(_ isBefore: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

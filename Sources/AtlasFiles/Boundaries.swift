public import Atlases
import Foundation

/// The outline of regions, for drawing.
public struct Boundaries: Sendable {
    /// Polygons by region code, each an outer ring and its holes.
    public let polygons: [String: [[[Coordinate]]]]
    /// All rings of a region, one behind the other (even–odd filling).
    public let rings: [String: [[Coordinate]]]
    /// Lines between two corners, shared by the regions on both sides: drawn once, they are all borders.
    public let arcs: [[Coordinate]]
    /// The arcs around each region.
    let arcsAround: [String: [Int]]

    /// The outer lines of some regions taken together: every arc that bounds just one of them.
    ///
    /// - Complexity: O(points of the regions).
    public func outline(of codes: some Sequence<String>) -> [[Coordinate]] {
        var uses: [Int: Int] = [:]
        for code in codes { for arc in arcsAround[code] ?? [] { uses[arc, default: 0] += 1 } }
        return uses.filter { $0.value == 1 }.keys.sorted().map { arcs[$0] }
    }
}

/// Reads TopoJSON (quantised, shared arcs) whose geometries carry a property `adcode`.
///
/// - Throws: `AtlasProblem` naming the file and what was expected.
/// - Complexity: O(points).
public func readBoundaries(_ path: String) throws(AtlasProblem) -> Boundaries {
    let file = (path as NSString).lastPathComponent
    let content = try bytes(of: path)
    try checkKeys(of: content, file: file)
    guard let topology = try? JSONDecoder().decode(Topology.self, from: Data(content)) else {
        throw AtlasProblem(
            file: file, expected: "TopoJSON with transform, arcs and polygons that have a property adcode")
    }
    let arcs = topology.arcs.map { arc -> [Coordinate] in
        var (x, y) = (0.0, 0.0)
        return arc.map { point in
            if point.count >= 2 { (x, y) = (x + point[0], y + point[1]) }
            return Coordinate(
                longitude: x * topology.transform.scale.0 + topology.transform.translate.0,
                latitude: y * topology.transform.scale.1 + topology.transform.translate.1)
        }
    }
    for (number, arc) in arcs.enumerated() {
        // A hair beyond is the rounding of a quantised arc.
        for point in arc where !(abs(point.longitude) <= 180.000_1 && abs(point.latitude) <= 90.000_1) {
            throw AtlasProblem(
                file: file, row: number + 1, value: "\(point.longitude), \(point.latitude)", expected: degreesWanted,
                degreesWantedChinese)
        }
    }
    func ring(_ indices: [Int]) throws(AtlasProblem) -> [Coordinate] {
        var points: [Coordinate] = []
        for index in indices {
            let position = index >= 0 ? index : ~index
            guard arcs.indices.contains(position) else {
                throw AtlasProblem(
                    file: file, value: "\(index)", expected: "the number of an arc (0 to \(arcs.count - 1))")
            }
            let arc = index >= 0 ? arcs[position] : arcs[position].reversed()
            points.append(contentsOf: points.isEmpty ? arc[...] : arc.dropFirst())
        }
        return points
    }
    var polygons: [String: [[[Coordinate]]]] = [:]
    var around: [String: [Int]] = [:]
    for geometry in topology.objects.sorted(by: { $0.key < $1.key }).flatMap(\.value.geometries) {
        let code = geometry.properties.adcode
        for polygon in geometry.polygons {
            var rings: [[Coordinate]] = []
            for indices in polygon {
                rings.append(try ring(indices))
                around[code, default: []] += indices.map { $0 >= 0 ? $0 : ~$0 }
            }
            polygons[code, default: []].append(rings)
        }
    }
    return Boundaries(
        polygons: polygons, rings: polygons.mapValues { $0.flatMap { $0 } }, arcs: arcs, arcsAround: around)
}

private struct Topology: Decodable {
    let transform: Transform
    let arcs: [[[Double]]]
    let objects: [String: Collection]

    struct Transform: Decodable {
        let scale: (Double, Double)
        let translate: (Double, Double)

        enum Key: CodingKey { case scale, translate }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            func pair(_ key: Key) throws -> (Double, Double) {
                let values = try container.decode([Double].self, forKey: key)
                guard values.count == 2 else {
                    throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "two numbers")
                }
                return (values[0], values[1])
            }
            scale = try pair(.scale)
            translate = try pair(.translate)
        }
    }

    struct Collection: Decodable {
        let geometries: [Geometry]
    }

    struct Geometry: Decodable {
        let properties: Properties
        let polygons: [[[Int]]]

        struct Properties: Decodable { let adcode: String }

        enum Key: CodingKey { case properties, type, arcs }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            properties = try container.decode(Properties.self, forKey: .properties)
            switch try container.decode(String.self, forKey: .type) {
            case "Polygon": polygons = [try container.decode([[Int]].self, forKey: .arcs)]
            case "MultiPolygon": polygons = try container.decode([[[Int]]].self, forKey: .arcs)
            default: polygons = []
            }
        }
    }
}

public import AtlasFiles
import Foundation
import Transport

extension LinkTable {
    /// Links along the lines of a map (GeoJSON, Shapefile or GeoPackage): lines meet where they share a point, to about
    /// a metre; lines that merely cross do not meet. Beside a line may stand `hours`, or `speed` in km/h, and
    /// `mode,opened,closed,oneway,fare` as in a table of links; hours and fare of a line that others meet are shared
    /// out by length.
    ///
    /// Places of a table are joined to the nearest point of a line by a straight way, lengthened by a detour of 1.3;
    /// without a table the lines' own ends and meetings are the places, with "longitude latitude" as ids.
    ///
    /// - Parameters:
    ///   - layer: of a GeoPackage; nil takes the first.
    ///   - speedKmh: of lines that say nothing.
    ///   - reachKm: how far a place may lie from a line, and the speed there.
    /// - Throws: the first of what is wrong, with the number of its feature as row.
    public init(
        lines path: String, layer: String? = nil, nodes: CSVTable?, speedKmh: Double, reachKm: Double, reachKmh: Double
    ) throws(AtlasProblem) {
        let (lines, remarks) = try readMapLines(path, layer: layer)
        let places = try nodes.map { table throws(AtlasProblem) in try PlaceTable(table) }
        var points = PointIndex()
        var drawn = lines.map { line in DrawnLine(line, nodes: line.points.map { points.point($0) }) }
        let joints = places.map { Joints($0, &drawn, &points, reachKm: reachKm) }
        var tables = LineTables(file: path, uses: uses(of: drawn, joints))
        for line in drawn { try tables.add(line, speedKmh: speedKmh) }
        let nodeText = try places.flatMap { places in joints.map { (places, $0) } }.map { both throws(AtlasProblem) in
            try tables.join(both.0, both.1, reachKmh: reachKmh)
        }
        do {
            let table = try CSVTable(Array(tables.links.utf8), file: path)
            try self.init(links: table, nodes: try CSVTable(Array((nodeText ?? tables.ownNodes).utf8), file: path))
        } catch {
            // Rows of the table made here are features of the file.
            let row = error.row.flatMap { tables.features.indices.contains($0 - 2) ? tables.features[$0 - 2] : nil }
            throw AtlasProblem(file: path, row: row, column: error.column, value: error.value, expected: error.expected)
        }
        reportedPlaces = places?.ids.count ?? self.places.ids.count
        hasFares = lines.contains { $0.feature["fare"] != nil }
        notes = remarks
    }
}

/// A line with the node of each of its points.
struct DrawnLine {
    let line: MapLine
    var points: [SIMD2<Double>]
    var nodes: [MapPoint]

    init(_ line: MapLine, nodes: [MapPoint]) { (self.line, self.nodes, points) = (line, nodes, line.points) }
}

/// How many lines touch each point; an end is a node by itself, and so is where a place joins.
private func uses(of lines: [DrawnLine], _ joints: Joints?) -> [MapPoint: Int] {
    var uses: [MapPoint: Int] = [:]
    for line in lines {
        for (index, point) in line.nodes.enumerated() {
            uses[point, default: 0] += index == 0 || index == line.nodes.count - 1 ? 2 : 1
        }
    }
    for joint in joints?.nearest ?? [] {
        if let joint { uses[joint.point, default: 0] += 2 }
    }
    return uses
}

/// Lines cut where they meet, written as the tables of a user's own, so that they are read and checked as those are.
private struct LineTables {
    let file: String
    let uses: [MapPoint: Int]
    var links = "from,to,hours,mode,opened,closed,oneway,fare\n"
    /// The feature of each link; 0 for ways to places.
    var features: [Int] = []
    private var ends: Set<MapPoint> = []

    init(file: String, uses: [MapPoint: Int]) { (self.file, self.uses) = (file, uses) }

    /// Cuts a line at its meetings and shares out its hours and fare by length.
    mutating func add(_ drawn: DrawnLine, speedKmh: Double) throws(AtlasProblem) {
        let line = drawn.line
        let all = kilometres(line.points)
        let (share, hours) = (try fare(line, file), try lineHours(line, all, speedKmh, file))
        let words = ["mode", "opened", "closed", "oneway"].map { field(line.feature[$0] ?? "") }
        var part: [SIMD2<Double>] = []
        var begun: MapPoint?
        for (point, node) in zip(drawn.points, drawn.nodes) {
            part.append(point)
            guard let a = begun else {
                begun = node
                continue
            }
            guard (uses[node] ?? 0) > 1 else { continue }
            let weight = all > 0 ? kilometres(part) / all : 1
            let b = node
            begun = node
            ends.formUnion([a, b])
            let price = share.map { "\($0 * weight)" } ?? ""
            let cells = [field(a.id), field(b.id), "\(hours * weight)"] + words + [price]
            links += cells.joined(separator: ",") + "\n"
            features.append(line.feature.number)
            part = [point]
        }
    }

    /// Joins places to the nearest points.
    ///
    /// - Returns: a table of nodes, the places first, then the lines' points.
    mutating func join(_ places: PlaceTable, _ joints: Joints, reachKmh: Double) throws(AtlasProblem) -> String {
        let taken = Set(places.ids)
        if let clash = ends.first(where: { taken.contains($0.id) }) {
            throw AtlasProblem(
                file: file, value: clash.id, expected: "ids of places other than the coordinates of the lines' points")
        }
        var text = "id,name,longitude,latitude\n"
        let points = ends.sorted()
        for place in places.ids.indices {
            let position = places.positions[place]
            let coordinates = position.map { "\($0.longitude),\($0.latitude)" } ?? ","
            text += "\(field(places.ids[place])),\(field(places.names[place])),\(coordinates)\n"
            guard let near = joints.nearest[place] else { continue }
            links += "\(field(places.ids[place])),\(field(near.point.id)),\(near.km * 1.3 / reachKmh),road,,,,\n"
            features.append(0)
        }
        for point in points { text += "\(field(point.id)),,\(point.longitude),\(point.latitude)\n" }
        return text
    }

    /// A table of the lines' points alone.
    var ownNodes: String {
        "id,longitude,latitude\n"
            + ends.sorted().map { "\(field($0.id)),\($0.longitude),\($0.latitude)\n" }.joined()
    }
}

func kilometres(_ points: [SIMD2<Double>]) -> Double {
    zip(points, points.dropFirst()).reduce(0) {
        $0 + greatCircleKm(longitude1: $1.0.x, latitude1: $1.0.y, longitude2: $1.1.x, latitude2: $1.1.y)
    }
}

private func number(_ line: MapLine, _ name: String, _ file: String, above least: Double, orEqual: Bool)
    throws(AtlasProblem) -> Double?
{
    guard let text = line.feature[name], !text.isEmpty else { return nil }
    guard let value = Double(text), value.isFinite, orEqual ? value >= least : value > least else {
        throw AtlasProblem(
            file: file, row: line.feature.number, column: name, value: text,
            expected: "a number \(orEqual ? "of 0 or more" : "above 0")")
    }
    return value
}

private func lineHours(_ line: MapLine, _ km: Double, _ speedKmh: Double, _ file: String) throws(AtlasProblem) -> Double
{
    if let hours = try number(line, "hours", file, above: 0, orEqual: true) { return hours * line.share }
    return km / (try number(line, "speed", file, above: 0, orEqual: false) ?? speedKmh)
}

private func fare(_ line: MapLine, _ file: String) throws(AtlasProblem) -> Double? {
    try number(line, "fare", file, above: 0, orEqual: true).map { $0 * line.share }
}

private func field(_ text: String) -> String {
    text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
        ? "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : text
}

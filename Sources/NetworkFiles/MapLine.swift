import AtlasFiles
import CSQLite
import CShapefile
import Foundation

/// A line of a map with what is written beside it.
struct MapLine: Sendable {
    /// Longitude and latitude, at least two.
    let points: [SIMD2<Double>]
    /// Column names in lower case.
    let attributes: [String: String]
    /// The feature's number in its file, from 1.
    let feature: Int
}

/// Reads the lines of a GeoJSON file, a Shapefile or a GeoPackage, in degrees of longitude and latitude.
///
/// - Throws: where a file is none of them, holds no lines, or lies in a projection; `ogr2ogr -t_srs EPSG:4326` cures
///   that.
func readMapLines(_ path: String) throws(AtlasProblem) -> [MapLine] {
    guard FileManager.default.fileExists(atPath: path) else {
        throw AtlasProblem(file: path, expected: "a file; there is none")
    }
    let lines: [MapLine]
    switch path.split(separator: ".").last?.lowercased() {
    case "shp": lines = try shapefileLines(path)
    case "gpkg": lines = try geoPackageLines(path)
    default: lines = try geoJSONLines(path)
    }
    if lines.isEmpty { throw AtlasProblem(file: path, expected: "at least one line (LineString or MultiLineString)") }
    for line in lines {
        for point in line.points where !(abs(point.x) <= 180 && abs(point.y) <= 90) {
            throw AtlasProblem(
                file: path, row: line.feature, value: "\(point.x), \(point.y)",
                expected:
                    "degrees of longitude and latitude; `ogr2ogr -t_srs EPSG:4326` turns other projections into them")
        }
        if line.points.count < 2 {
            throw AtlasProblem(file: path, row: line.feature, expected: "a line of at least two points")
        }
    }
    return lines
}

// MARK: - GeoJSON

private func geoJSONLines(_ path: String) throws(AtlasProblem) -> [MapLine] {
    guard let data = FileManager.default.contents(atPath: path),
        let root = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
        let features = root["features"] as? [[String: Any]]
    else {
        throw AtlasProblem(
            file: path, expected: "a GeoJSON FeatureCollection, a Shapefile (.shp) or a GeoPackage (.gpkg)")
    }
    var lines: [MapLine] = []
    for (index, feature) in features.enumerated() {
        guard let geometry = feature["geometry"] as? [String: Any], let type = geometry["type"] as? String else {
            continue
        }
        let parts: [[[Double]]]?
        switch type {
        case "LineString": parts = (geometry["coordinates"] as? [[Double]]).map { [$0] }
        case "MultiLineString": parts = geometry["coordinates"] as? [[[Double]]]
        default: continue
        }
        guard let parts, parts.allSatisfy({ $0.allSatisfy { $0.count >= 2 } }) else {
            throw AtlasProblem(
                file: path, row: index + 1, column: "coordinates", expected: "positions of two or three numbers")
        }
        var attributes: [String: String] = [:]
        for (name, value) in feature["properties"] as? [String: Any] ?? [:] where !(value is NSNull) {
            attributes[name.lowercased()] = "\(value)"
        }
        for part in parts {
            lines.append(MapLine(points: part.map { SIMD2($0[0], $0[1]) }, attributes: attributes, feature: index + 1))
        }
    }
    return lines
}

// MARK: - Shapefile

private func shapefileLines(_ path: String) throws(AtlasProblem) -> [MapLine] {
    let stem = String(path.dropLast(4))
    if let projection = FileManager.default.contents(atPath: stem + ".prj"),
        String(decoding: projection, as: UTF8.self).hasPrefix("PROJCS")
    {
        throw AtlasProblem(
            file: stem + ".prj",
            expected: "degrees of longitude and latitude; `ogr2ogr -t_srs EPSG:4326` turns a projection into them")
    }
    guard let shapes = SHPOpen(path, "rb") else {
        throw AtlasProblem(file: path, expected: "a Shapefile with its .shx beside it")
    }
    defer { SHPClose(shapes) }
    let table = DBFOpen(stem + ".dbf", "rb")
    defer { if let table { DBFClose(table) } }
    var (count, kind) = (Int32(0), Int32(0))
    SHPGetInfo(shapes, &count, &kind, nil, nil)
    guard [SHPT_ARC, SHPT_ARCZ, SHPT_ARCM].contains(kind) else {
        throw AtlasProblem(file: path, expected: "lines (polylines), not shapes of type \(kind)")
    }
    var lines: [MapLine] = []
    for number in 0..<count {
        guard let shape = SHPReadObject(shapes, number) else {
            throw AtlasProblem(
                file: path, row: Int(number) + 1, expected: "a shape that can be read; the file is damaged")
        }
        defer { SHPDestroyObject(shape) }
        let attributes = table.map { dbfAttributes($0, number) } ?? [:]
        let (vertices, parts) = (Int(shape.pointee.nVertices), Int(shape.pointee.nParts))
        guard let x = shape.pointee.padfX, let y = shape.pointee.padfY, let starts = shape.pointee.panPartStart,
            parts > 0
        else { continue }
        for part in 0..<parts {
            let (first, last) = (Int(starts[part]), part + 1 < parts ? Int(starts[part + 1]) : vertices)
            guard first >= 0, first < last, last <= vertices else {
                throw AtlasProblem(
                    file: path, row: Int(number) + 1, expected: "parts that follow each other; the file is damaged")
            }
            lines.append(
                MapLine(
                    points: (first..<last).map { SIMD2(x[$0], y[$0]) }, attributes: attributes, feature: Int(number) + 1
                ))
        }
    }
    return lines
}

private func dbfAttributes(_ table: DBFHandle, _ row: Int32) -> [String: String] {
    guard row < DBFGetRecordCount(table) else { return [:] }
    var attributes: [String: String] = [:]
    for field in 0..<DBFGetFieldCount(table) {
        var name = [CChar](repeating: 0, count: 16)
        _ = DBFGetFieldInfo(table, field, &name, nil, nil)
        if DBFIsAttributeNULL(table, row, field) != 0 { continue }
        let column = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).lowercased()
        attributes[column] = DBFReadStringAttribute(table, row, field).map {
            String(cString: $0).trimmingCharacters(in: .whitespaces)
        }
    }
    return attributes
}

// MARK: - GeoPackage

private func geoPackageLines(_ path: String) throws(AtlasProblem) -> [MapLine] {
    var opened: OpaquePointer?
    defer { sqlite3_close(opened) }
    guard sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY, nil) == SQLITE_OK, let database = opened else {
        throw AtlasProblem(file: path, expected: "a GeoPackage")
    }
    var layer: (table: String, column: String, system: Int)?
    try eachRow(database, "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns ORDER BY table_name", path)
    {
        row throws(AtlasProblem) in
        if layer == nil { layer = (row.text(0), row.text(1), row.integer(2)) }
    }
    guard let layer else { throw AtlasProblem(file: path, expected: "a GeoPackage with a layer of lines") }
    if ![4326, 4490, 0, -1].contains(layer.system) {
        throw AtlasProblem(
            file: path, column: layer.table, value: "\(layer.system)",
            expected: "the reference system 4326 (degrees); `ogr2ogr -t_srs EPSG:4326` turns others into it")
    }
    func quoted(_ name: String) -> String { "\"" + name.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
    var lines: [MapLine] = []
    var feature = 0
    try eachRow(database, "SELECT * FROM \(quoted(layer.table))", path) { row throws(AtlasProblem) in
        feature += 1
        var attributes: [String: String] = [:]
        var parts: [[SIMD2<Double>]] = []
        for column in 0..<row.count {
            if row.name(column) == layer.column {
                var reader = BinaryGeometry(bytes: row.blob(column))
                guard let found = reader.package() else {
                    throw AtlasProblem(
                        file: path, row: feature, column: layer.column, expected: "a geometry of the GeoPackage form")
                }
                parts = found
            } else if !row.isNull(column) {
                attributes[row.name(column).lowercased()] = row.text(column)
            }
        }
        for part in parts { lines.append(MapLine(points: part, attributes: attributes, feature: feature)) }
    }
    return lines
}

private struct DatabaseRow {
    let statement: OpaquePointer

    var count: Int { Int(sqlite3_column_count(statement)) }
    func name(_ column: Int) -> String {
        sqlite3_column_name(statement, Int32(column)).map { String(cString: $0) } ?? ""
    }
    func text(_ column: Int) -> String {
        sqlite3_column_text(statement, Int32(column)).map { String(cString: $0) } ?? ""
    }
    func integer(_ column: Int) -> Int { Int(sqlite3_column_int64(statement, Int32(column))) }
    func isNull(_ column: Int) -> Bool { sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL }
    func blob(_ column: Int) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, Int32(column)) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, Int32(column)))))
    }
}

private func eachRow(
    _ database: OpaquePointer, _ query: String, _ file: String, _ body: (DatabaseRow) throws(AtlasProblem) -> Void
) throws(AtlasProblem) {
    var prepared: OpaquePointer?
    defer { sqlite3_finalize(prepared) }
    guard sqlite3_prepare_v2(database, query, -1, &prepared, nil) == SQLITE_OK, let statement = prepared else {
        throw AtlasProblem(file: file, expected: "a GeoPackage: \(String(cString: sqlite3_errmsg(database)))")
    }
    while true {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: try body(DatabaseRow(statement: statement))
        case SQLITE_DONE: return
        default:
            throw AtlasProblem(
                file: file, expected: "a GeoPackage that can be read: \(String(cString: sqlite3_errmsg(database)))")
        }
    }
}

/// Lines of a geometry in the GeoPackage's binary form (OGC 12-128r18, clause 2.1.3): a header, then well-known binary.
private struct BinaryGeometry {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Nil for what is no geometry; empty for one that is no line.
    mutating func package() -> [[SIMD2<Double>]]? {
        if bytes.isEmpty { return [] }
        guard bytes.count >= 8, bytes[0] == 0x47, bytes[1] == 0x50 else { return nil }
        let envelope = [0, 32, 48, 48, 64, -1, -1, -1][Int(bytes[3] >> 1 & 7)]
        if envelope < 0 { return nil }
        if bytes[3] >> 4 & 1 == 1 { return [] }
        position = 8 + envelope
        return geometry(depth: 0)
    }

    private mutating func geometry(depth: Int) -> [[SIMD2<Double>]]? {
        guard depth < 3, let order = byte() else { return nil }
        let isLittle = order == 1
        guard let code = integer(isLittle) else { return nil }
        let kind = code & 0xFF_FFFF
        let extra = kind / 1_000 == 3 || code >> 30 == 3 ? 2 : kind / 1_000 > 0 || code >> 30 > 0 ? 1 : 0
        switch kind % 1_000 {
        case 2:
            guard let count = integer(isLittle), Int(count) * 8 * (2 + extra) <= bytes.count - position else {
                return nil
            }
            var line: [SIMD2<Double>] = []
            for _ in 0..<count {
                guard let x = double(isLittle), let y = double(isLittle) else { return nil }
                position += 8 * extra
                line.append(SIMD2(x, y))
            }
            return [line]
        case 5:
            guard let count = integer(isLittle), Int(count) * 9 <= bytes.count - position else { return nil }
            var lines: [[SIMD2<Double>]] = []
            for _ in 0..<count {
                guard let part = geometry(depth: depth + 1) else { return nil }
                lines += part
            }
            return lines
        default: return []
        }
    }

    private mutating func byte() -> UInt8? {
        guard position < bytes.count else { return nil }
        position += 1
        return bytes[position - 1]
    }

    private mutating func integer(_ isLittle: Bool) -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        let four = bytes[position..<(position + 4)]
        position += 4
        return (isLittle ? Array(four.reversed()) : Array(four)).reduce(0) { $0 << 8 | UInt32($1) }
    }

    private mutating func double(_ isLittle: Bool) -> Double? {
        guard position + 8 <= bytes.count else { return nil }
        let eight = bytes[position..<(position + 8)]
        position += 8
        return Double(
            bitPattern: (isLittle ? Array(eight.reversed()) : Array(eight)).reduce(0) { $0 << 8 | UInt64($1) })
    }
}

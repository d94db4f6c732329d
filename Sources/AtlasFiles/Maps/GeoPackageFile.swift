import CSQLite
import Computation
import Foundation

/// Features of a layer of a GeoPackage (OGC 12-128r18). The file is opened unchanged and nothing is written beside it;
/// views are not read, since a hostile one never ends.
func readGeoPackage(_ path: String, layer wanted: String?) throws(AtlasProblem) -> MapFile {
    var opened: OpaquePointer?
    defer { sqlite3_close(opened) }
    let address = URL(fileURLWithPath: path).absoluteString + "?immutable=1"
    guard sqlite3_open_v2(address, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nil) == SQLITE_OK,
        let database = opened
    else {
        throw AtlasProblem(file: path, expected: "a GeoPackage", "GeoPackage")
    }
    let budget = StepBudget()
    bound(database, budget)
    defer { withExtendedLifetime(budget) { sqlite3_progress_handler(database, 0, nil, nil) } }
    let tables = try names(database, "SELECT name FROM sqlite_master WHERE type = 'table'", path)
    guard tables.contains("gpkg_geometry_columns") else {
        throw AtlasProblem(file: path, expected: "a GeoPackage with a layer", "含图层的 GeoPackage")
    }
    var layers: [(table: String, column: String, system: Int)] = []
    try eachRow(database, "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns ORDER BY table_name", path)
    { row throws(AtlasProblem) in
        if tables.contains(row.text(0)) { layers.append((row.text(0), row.text(1), row.integer(2))) }
    }
    let known = layers.map(\.table)
    guard let layer = wanted.map({ wanted in layers.first { $0.table == wanted } }) ?? layers.first else {
        throw AtlasProblem(
            file: path, value: wanted,
            expected: known.isEmpty
                ? "a GeoPackage with a layer" : "one of its layers: \(known.joined(separator: ", "))",
            known.isEmpty ? "含图层的 GeoPackage" : "其图层之一：\(known.joined(separator: "、"))")
    }
    if !systemsInDegrees.contains(layer.system) && ![0, -1].contains(layer.system) {
        throw AtlasProblem(
            file: path, column: layer.table, value: "\(layer.system)",
            expected: "the reference system 4326 (degrees); `ogr2ogr -t_srs EPSG:4326` turns others into it",
            "参考系 4326（经纬度）；其他参考系可用 `ogr2ogr -t_srs EPSG:4326` 转换")
    }
    return MapFile(
        path: path, features: try features(database, layer.table, geometry: layer.column, path), layer: layer.table,
        layers: known)
}

/// Lets no file keep SQLite busy for ever: whatever its tables compute, it is done in a bounded number of steps, with
/// functions that cannot do harm.
private func bound(_ database: OpaquePointer, _ budget: StepBudget) {
    let limits: [(Int32, Int32)] = [
        (SQLITE_LIMIT_LENGTH, 256 << 20), (SQLITE_LIMIT_SQL_LENGTH, 1 << 20), (SQLITE_LIMIT_COLUMN, 2_000),
        (SQLITE_LIMIT_EXPR_DEPTH, 100), (SQLITE_LIMIT_COMPOUND_SELECT, 2), (SQLITE_LIMIT_ATTACHED, 0),
        (SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    ]
    for (kind, most) in limits { sqlite3_limit(database, kind, most) }
    sqlite3_exec(database, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", nil, nil, nil)
    sqlite3_progress_handler(
        database, 1_000_000,
        { Unmanaged<StepBudget>.fromOpaque($0!).takeUnretainedValue().isSpent ? 1 : 0 },
        Unmanaged.passUnretained(budget).toOpaque())
}

/// Some minutes of the slowest rows, counted in millions of SQLite's steps.
private final class StepBudget {
    private var left = 20_000
    var isSpent: Bool {
        left -= 1
        return left < 0 || CancelToken.current?.isCancelled == true
    }
}

private func features(_ database: OpaquePointer, _ table: String, geometry: String, _ path: String)
    throws(AtlasProblem) -> [MapFeature]
{
    let quoted = "\"" + table.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    var features: [MapFeature] = []
    try eachRow(database, "SELECT * FROM \(quoted)", path) { row throws(AtlasProblem) in
        let number = features.count + 1
        var attributes: [String: String] = [:]
        var shape = MapShape()
        for column in 0..<row.count {
            if row.name(column) == geometry {
                var reader = BinaryGeometry(bytes: row.blob(column))
                guard let found = reader.package() else {
                    throw AtlasProblem(
                        file: path, row: number, column: geometry, expected: "a geometry of the GeoPackage form",
                        "GeoPackage 格式的几何图形")
                }
                shape = found
            } else if !row.isNull(column) {
                attributes[row.name(column)] = row.text(column)
            }
        }
        features.append(MapFeature(number: number, attributes: attributes, shape: shape))
    }
    return features
}

private func names(_ database: OpaquePointer, _ query: String, _ path: String) throws(AtlasProblem) -> Set<String> {
    var found: Set<String> = []
    try eachRow(database, query, path) { row in found.insert(row.text(0)) }
    return found
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
        throw AtlasProblem(
            file: file, expected: "a GeoPackage: \(String(cString: sqlite3_errmsg(database)))",
            "GeoPackage：\(String(cString: sqlite3_errmsg(database)))")
    }
    while true {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: try body(DatabaseRow(statement: statement))
        case SQLITE_DONE: return
        default:
            throw AtlasProblem(
                file: file, expected: "a GeoPackage that can be read: \(String(cString: sqlite3_errmsg(database)))",
                "可读取的 GeoPackage：\(String(cString: sqlite3_errmsg(database)))")
        }
    }
}

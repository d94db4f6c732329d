public import Asking
import Atlases
import CSQLite
import Formats

extension PlacedTable {
    /// Writes a GeoPackage (OGC 12-128r18) of one layer in degrees. Cost: points of the shapes.
    ///
    /// - Parameters:
    ///   - path: a file that does not exist yet.
    ///   - layer: the layer's name.
    /// - Throws: a problem of use where the file cannot be written.
    public func writeGeoPackage(to path: String, layer: String) throws(Problem) {
        var opened: OpaquePointer?
        defer { sqlite3_close(opened) }
        guard sqlite3_open(path, &opened) == SQLITE_OK, let database = opened else { throw Problem.unwritten(path) }
        let writer = PackageWriter(database: database, path: path)
        try writer.run(packageTables)
        try writer.layer(layer, columns, self)
    }
}

/// Tables that every GeoPackage has; the number is "GPKG" in letters. No journal: the file is written aside and moved.
private let packageTables = """
    PRAGMA application_id = 1196444487;
    PRAGMA user_version = 10300;
    PRAGMA journal_mode = OFF;
    BEGIN;
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
        organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
    INSERT INTO gpkg_spatial_ref_sys VALUES
        ('WGS 84', 4326, 'EPSG', 4326, '\(degreesDefinition)', 'longitude and latitude in degrees'),
        ('Undefined Cartesian', -1, 'NONE', -1, 'undefined', NULL),
        ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL);
    CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
        description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE,
        max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
    CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents(table_name),
        column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
        z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
    """

/// WGS 84 as text (OGC 01-009).
let degreesDefinition = """
    GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],\
    UNIT["degree",0.0174532925199433]]
    """

private struct PackageWriter {
    let database: OpaquePointer
    let path: String

    func run(_ statements: String) throws(Problem) {
        if sqlite3_exec(database, statements, nil, nil, nil) != SQLITE_OK { throw Problem.unwritten(path) }
    }

    func layer(_ layer: String, _ columns: [DataTable.Column], _ placed: PlacedTable) throws(Problem) {
        // The key and the geometry have names that no column of the table has.
        let names = Array(uniqueNames(["fid", "geom"] + columns.map(\.name)).dropFirst(2))
        let declared = zip(names, columns).map { name, column in
            if case .numbers = column.values { quoted(name) + " DOUBLE" } else { quoted(name) + " TEXT" }
        }
        let list = (["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", "geom GEOMETRY"] + declared).joined(
            separator: ", ")
        // The time of the last change is a constant, so that the same answer is the same bytes.
        let (name, text) = (quoted(layer), literal(layer))
        let corners = placed.shapes.compactMap(\.self).flatMap(\.points)
        let (x, y) = (corners.map(\.longitude), corners.map(\.latitude))
        let box = [x.min(), y.min(), x.max(), y.max()].map { $0.map { "\($0)" } ?? "NULL" }.joined(separator: ", ")
        try run(
            """
            CREATE TABLE \(name) (\(list));
            INSERT INTO gpkg_contents VALUES (\(text), 'features', \(text), \(literal(placed.table.title)),
                '1970-01-01T00:00:00.000Z', \(box), 4326);
            INSERT INTO gpkg_geometry_columns VALUES (\(text), 'geom', 'GEOMETRY', 4326, 0, 0);
            """)
        try insert(name, columns, placed)
        try run("COMMIT;")
    }

    private func insert(_ table: String, _ columns: [DataTable.Column], _ placed: PlacedTable) throws(Problem) {
        var prepared: OpaquePointer?
        defer { sqlite3_finalize(prepared) }
        let holes = (["NULL"] + (0...columns.count).map { _ in "?" }).joined(separator: ", ")
        guard sqlite3_prepare_v2(database, "INSERT INTO \(table) VALUES (\(holes))", -1, &prepared, nil) == SQLITE_OK
        else { throw Problem.unwritten(path) }
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for row in placed.shapes.indices {
            sqlite3_reset(prepared)
            sqlite3_clear_bindings(prepared)
            if let shape = placed.shapes[row] {
                let bytes = shape.packageBytes
                sqlite3_bind_blob(prepared, 1, bytes, Int32(bytes.count), copied)
            }
            for (position, column) in columns.enumerated() {
                let hole = Int32(position + 2)
                switch column.values {
                case .numbers(let numbers): if let number = numbers[row] { sqlite3_bind_double(prepared, hole, number) }
                case .texts(let texts): sqlite3_bind_text(prepared, hole, texts[row], -1, copied)
                }
            }
            guard sqlite3_step(prepared) == SQLITE_DONE else { throw Problem.unwritten(path) }
        }
    }

    private func quoted(_ name: String) -> String { enclosed(name, in: "\"") }
    private func literal(_ text: String) -> String { enclosed(text, in: "'") }

    /// Within marks, those inside it doubled; what would end the statement early is left out.
    private func enclosed(_ text: String, in mark: Character) -> String {
        let inside = text.filter { $0 != "\0" }.flatMap { $0 == mark ? [mark, mark] : [$0] }
        return String([mark] + inside + [mark])
    }
}

extension PlaceShape {
    /// All corners.
    var points: [Coordinate] {
        switch self {
        case .areas(let polygons): polygons.flatMap { $0.flatMap(\.self) }
        case .point(let seat): [seat]
        }
    }

    /// The header of a GeoPackage's geometry, then well-known binary, little end first.
    fileprivate var packageBytes: [UInt8] {
        var bytes: [UInt8] = [0x47, 0x50, 0, 1]
        func add(_ number: UInt32) { bytes += withUnsafeBytes(of: number.littleEndian, Array.init) }
        func add(_ point: Coordinate) {
            for degrees in [point.longitude, point.latitude] {
                bytes += withUnsafeBytes(of: degrees.bitPattern.littleEndian, Array.init)
            }
        }
        func begin(_ type: UInt32) {
            bytes.append(1)
            add(type)
        }
        add(4326)
        switch self {
        case .point(let seat):
            begin(1)
            add(seat)
        case .areas(let polygons):
            begin(6)
            add(UInt32(polygons.count))
            for polygon in polygons {
                begin(3)
                add(UInt32(polygon.count))
                for ring in polygon {
                    add(UInt32(ring.count))
                    for point in ring { add(point) }
                }
            }
        }
        return bytes
    }
}

import AtlasFiles
import CSQLite
import CShapefile
import Foundation
import NetworkFiles
import Testing
import Transport

@Suite("Lines of a map")
struct LineNetworkTests {
    /// Two roads that meet at (110.1, 30) and a one-way ferry on.
    static let geoJSON = """
        {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"hours": 2, "Mode": "rail", "fare": 10, "name": null}, "geometry": {"type": \
        "LineString", "coordinates": [[110, 30], [110.1, 30, 5], [110.4, 30]]}},
        {"type": "Feature", "properties": {"speed": "50"}, "geometry": {"type": "MultiLineString", "coordinates": \
        [[[110.1, 30.000001], [110.1, 31]], [[112, 30], [113, 30]]]}},
        {"type": "Feature", "properties": {"mode": "ferry", "oneway": "yes", "hours": 1}, "geometry": {"type": \
        "LineString", "coordinates": [[110.4, 30], [110.5, 30]]}},
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}, {"type": \
        "Feature", "geometry": null}]}
        """

    private func path(_ ending: String) -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("lines-\(UUID().uuidString).\(ending)").path
    }

    private func read(_ text: String, nodes: String? = nil) throws -> LinkTable {
        let file = path("geojson")
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        return try table(file, nodes: nodes)
    }

    private func table(_ file: String, nodes: String? = nil) throws -> LinkTable {
        try LinkTable(
            lines: file, nodes: try nodes.map { try CSVTable(text: Array($0.utf8), file: "n.csv") }, speedKmh: 60,
            reachKm: 20, reachKmh: 40
        )
    }

    private func hours(_ table: LinkTable, from: String, to: String) throws -> Double {
        let network = try Network(places: table.places.ids.count, links: table.links(on: nil))
        let all = try network.hours(from: try #require(table.places.number(from)))
        return all[try #require(table.places.number(to))]
    }

    @Test("lines meet at shared points, hours are shared out by length, a speed or none gives them, one way is one way")
    func geoJSON() throws {
        let table = try read(Self.geoJSON)
        #expect(
            Set(table.places.ids) == [
                "110.0 30.0", "110.1 30.0", "110.4 30.0", "110.1 31.0", "112.0 30.0", "113.0 30.0", "110.5 30.0",
            ])
        #expect(abs(try hours(table, from: "110.0 30.0", to: "110.1 30.0") - 0.5) < 1e-3)
        #expect(abs(try hours(table, from: "110.0 30.0", to: "110.4 30.0") - 2) < 1e-9)
        #expect(abs(try hours(table, from: "110.1 30.0", to: "110.1 31.0") - 111.195 / 50) < 1e-3)
        #expect(try hours(table, from: "110.0 30.0", to: "112.0 30.0") == .infinity)
        #expect(abs(try hours(table, from: "110.0 30.0", to: "110.5 30.0") - 3) < 1e-9)
        #expect(try hours(table, from: "110.5 30.0", to: "110.0 30.0") == .infinity)
        #expect(
            table.rows.map(\.mode).contains(.ferry) && table.rows[0].mode == .rail
                && abs(table.rows[0].fare - 2.5) < 0.01)
    }

    @Test("places are joined to the nearest point within reach, one too far is told by having no way")
    func places() throws {
        let table = try read(
            Self.geoJSON, nodes: "id,name,longitude,latitude\nA,Alpha,110,30.01\nB,\"Be,ta\",110.4,30\nZ,,0,0\nY,,,\n")
        #expect(
            table.reportedPlaces == 4 && table.places.ids.prefix(4) == ["A", "B", "Z", "Y"]
                && table.places.names[1] == "Be,ta")
        // 1.112 km × 1.3 at 40 km/h to the line.
        #expect(abs(try hours(table, from: "A", to: "B") - 2 - 1.11195 * 1.3 / 40) < 1e-4)
        #expect(try hours(table, from: "A", to: "Z") == .infinity && hours(table, from: "A", to: "Y") == .infinity)
    }

    @Test("what is no line, lies in a projection or says nonsense is refused with its feature")
    func refusals() throws {
        func message(_ text: String) -> String {
            do {
                _ = try read(text)
                return "read"
            } catch { return "\(error)" }
        }
        func changed(_ old: String, _ new: String) -> String {
            message(Self.geoJSON.replacingOccurrences(of: old, with: new))
        }
        #expect(message("[]").contains("FeatureCollection") && message("").contains("whole JSON"))
        #expect(message(#"{"features": []}"#).contains("at least one line"))
        #expect(changed("[112, 30]", "[500000, 3000000]").contains("EPSG:4326"))
        #expect(
            changed("\"50\"", "\"-50\"").contains("row 2") && changed("\"50\"", "\"fast\"").contains("column speed"))
        #expect(changed("\"hours\": 1", "\"hours\": -1").contains("row 3"))
        #expect(changed("\"yes\"", "\"maybe\"").contains("row 3") && changed("\"yes\"", "\"maybe\"").contains("oneway"))
        #expect(changed(", [110.1, 30, 5], [110.4, 30]]", "]").contains("two points"))
        #expect(changed("[110, 30], [110.1, 30, 5]", "[110], [110.1, 30, 5]").contains("positions"))
        #expect(message("{\"features\": 3}").contains("FeatureCollection"))
        let error = #expect(throws: AtlasProblem.self) {
            try LinkTable(lines: "/none.shp", nodes: nil, speedKmh: 60, reachKm: 1, reachKmh: 1)
        }
        #expect(error?.description.contains("there is none") == true)
    }

    @Test("a Shapefile gives the same lines with the attributes of its table; a projected or damaged one is refused")
    func shapefile() throws {
        let file = path("shp")
        let stem = String(file.dropLast(4))
        defer {
            for ending in ["shp", "shx", "dbf", "prj"] {
                try? FileManager.default.removeItem(atPath: stem + "." + ending)
            }
        }
        let shapes = try #require(SHPCreate(stem, Int32(SHPT_ARC)))
        let attributes = try #require(DBFCreate(stem))
        DBFAddField(attributes, "HOURS", FTDouble, 10, 3)
        var (x, y): ([Double], [Double]) = ([110, 110.1, 110.4, 112, 113], [30, 30, 30, 30, 30])
        var starts: [Int32] = [0, 3]
        let shape = SHPCreateObject(Int32(SHPT_ARC), -1, 2, &starts, nil, 5, &x, &y, nil, nil)
        SHPWriteObject(shapes, -1, shape)
        SHPDestroyObject(shape)
        DBFWriteDoubleAttribute(attributes, 0, 0, 2)
        SHPClose(shapes)
        DBFClose(attributes)
        let table = try table(file)
        #expect(Set(table.places.ids) == ["110.0 30.0", "110.4 30.0", "112.0 30.0", "113.0 30.0"])
        // Hours belong to the whole feature: each part has its share by length.
        #expect(abs(try hours(table, from: "110.0 30.0", to: "110.4 30.0") - 2 * 0.4 / 1.4) < 1e-5)
        try Data("PROJCS[\"x\"]".utf8).write(to: URL(fileURLWithPath: stem + ".prj"))
        #expect(throws: AtlasProblem.self) { try self.table(file) }
        try FileManager.default.removeItem(atPath: stem + ".prj")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        for index in 150..<bytes.count { bytes[index] = 0xFF }
        try bytes.write(to: URL(fileURLWithPath: file))
        #expect(throws: AtlasProblem.self) { try self.table(file) }
        try Data("none".utf8).write(to: URL(fileURLWithPath: file))
        #expect(throws: AtlasProblem.self) { try self.table(file) }
    }

    /// A line in the GeoPackage's binary form, little-endian.
    private func blob(_ points: [(Double, Double)], kind: UInt32 = 2, count: UInt32? = nil) -> [UInt8] {
        func bytes(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 255) } }
        func bytes(_ value: Double) -> [UInt8] { (0..<8).map { UInt8(value.bitPattern >> (8 * UInt64($0)) & 255) } }
        return [0x47, 0x50, 0, 1] + bytes(UInt32(4326)) + [1] + bytes(kind) + bytes(count ?? UInt32(points.count))
            + points.flatMap { bytes($0.0) + bytes($0.1) }
    }

    private func package(_ geometry: [UInt8], system: Int = 4326) throws -> String {
        let file = path("gpkg")
        var database: OpaquePointer?
        #expect(sqlite3_open(file, &database) == SQLITE_OK)
        defer { sqlite3_close(database) }
        let hex = geometry.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        for statement in [
            "CREATE TABLE gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m)",
            "INSERT INTO gpkg_geometry_columns VALUES ('my roads', 'geom', 'LINESTRING', \(system), 0, 0)",
            "CREATE TABLE \"my roads\" (fid INTEGER PRIMARY KEY, geom BLOB, speed REAL)",
            "INSERT INTO \"my roads\" VALUES (1, X'\(hex)', 111.195)",
        ] { #expect(sqlite3_exec(database, statement, nil, nil, nil) == SQLITE_OK) }
        return file
    }

    @Test("a place joins at the nearest point of a line, a vertex or not, and the line is cut there")
    func besideTheMiddle() throws {
        for middle in ["[110.5,30],", ""] {
            let text =
                #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"hours":2},"geometry":"#
                + #"{"type":"LineString","coordinates":[[110,30],"# + middle + "[111,30]]}}]}"
            let table = try read(text, nodes: "id,longitude,latitude\nW,110,30\nM,110.5,30\nE,111,30\n")
            #expect(abs(try hours(table, from: "M", to: "W") - 1) < 1e-3)
            #expect(abs(try hours(table, from: "W", to: "E") - 2) < 1e-3)
        }
    }

    @Test("ends within a metre meet across the edges of any grid; 180 degrees west is 180 degrees east")
    func meetings() throws {
        func two(_ a: String, _ b: String) throws -> LinkTable {
            try read(
                #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"hours":1},"geometry":{"type":"#
                    + #""MultiLineString","coordinates":[\#(a),\#(b)]}}]}"#)
        }
        let near = try two("[[110,30],[110.500004,30]]", "[[110.500006,30],[111,30]]")
        #expect(abs(try hours(near, from: "110.0 30.0", to: "111.0 30.0") - 1) < 1e-6)
        let cut = try two("[[179,-17],[180,-17]]", "[[-180,-17],[-179,-17]]")
        #expect(abs(try hours(cut, from: "179.0 -17.0", to: "-179.0 -17.0") - 1) < 1e-6)
    }

    @Test(
        """
        a GeoPackage gives the same lines; another reference system, a cut or hostile geometry and no GeoPackage \
        are refused
        """
    )
    func geoPackage() throws {
        let line = [(110.0, 30.0), (110.0, 31.0)]
        func table(_ geometry: [UInt8], system: Int = 4326) throws -> LinkTable {
            let file = try package(geometry, system: system)
            defer { try? FileManager.default.removeItem(atPath: file) }
            return try self.table(file)
        }
        #expect(abs(try hours(table(blob(line)), from: "110.0 30.0", to: "110.0 31.0") - 1) < 1e-5)
        for bad in [
            Array(blob(line).dropLast()), blob(line, count: 0xFFFF_FFFF), [0x47, 0x50, 0], Array("nonsense".utf8),
        ] {
            #expect(throws: AtlasProblem.self) { try table(bad) }
        }
        #expect(throws: AtlasProblem.self) { try table(blob(line, kind: 1)) }
        #expect(throws: AtlasProblem.self) { try table(blob(line), system: 3857) }
        let none = path("gpkg")
        try Data("none".utf8).write(to: URL(fileURLWithPath: none))
        defer { try? FileManager.default.removeItem(atPath: none) }
        #expect(throws: AtlasProblem.self) { try self.table(none) }
    }
}

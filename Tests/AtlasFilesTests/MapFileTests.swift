import AtlasFiles
import Atlases
import CSQLite
import CShapefile
import Foundation
import NetworkFiles
import Testing

/// Two squares beside each other, invented, as every format writes them.
@Suite("Maps of a user's own")
struct MapFileTests {
    private let stem = FileManager.default.temporaryDirectory.appendingPathComponent("map-\(UUID().uuidString)").path

    private static let squares: [(code: String, name: String, ring: [SIMD2<Double>])] = [
        ("A1", "成都", [SIMD2(0, 0), SIMD2(0, 1), SIMD2(1, 1), SIMD2(1, 0), SIMD2(0, 0)]),
        ("B2", "重庆", [SIMD2(1, 0), SIMD2(1, 1), SIMD2(2, 1), SIMD2(2, 0), SIMD2(1, 0)]),
    ]

    private func remove() {
        for ending in ["shp", "shx", "dbf", "prj", "cpg", "gpkg", "geojson"] {
            try? FileManager.default.removeItem(atPath: "\(stem).\(ending)")
        }
    }

    private func writeShapefile(names: [[UInt8]], deleting: Int? = nil) throws {
        let shapes = try #require(SHPCreate(stem, Int32(SHPT_POLYGON)))
        let table = try #require(DBFCreateEx(stem, nil))
        DBFAddField(table, "CODE", FTString, 10, 0)
        DBFAddField(table, "NAME", FTString, 20, 0)
        for (row, square) in Self.squares.enumerated() {
            var (x, y) = (square.ring.map(\.x), square.ring.map(\.y))
            var starts: [Int32] = [0]
            let shape = SHPCreateObject(Int32(SHPT_POLYGON), -1, 1, &starts, nil, 5, &x, &y, nil, nil)
            SHPWriteObject(shapes, -1, shape)
            SHPDestroyObject(shape)
            DBFWriteStringAttribute(table, Int32(row), 0, square.code)
            (names[row] + [0]).withUnsafeBytes {
                _ = DBFWriteStringAttribute(table, Int32(row), 1, $0.bindMemory(to: CChar.self).baseAddress)
            }
        }
        if let deleting { DBFMarkRecordDeleted(table, Int32(deleting), 1) }
        SHPClose(shapes)
        DBFClose(table)
    }

    private func writeGeoPackage() {
        func bytes(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 255) } }
        func bytes(_ value: Double) -> [UInt8] { (0..<8).map { UInt8(value.bitPattern >> (8 * UInt64($0)) & 255) } }
        var database: OpaquePointer?
        #expect(sqlite3_open(stem + ".gpkg", &database) == SQLITE_OK)
        defer { sqlite3_close(database) }
        var statements = [
            "CREATE TABLE gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m)",
            "INSERT INTO gpkg_geometry_columns VALUES ('towns', 'geom', 'POLYGON', 4326, 0, 0)",
            "INSERT INTO gpkg_geometry_columns VALUES ('roads', 'geom', 'LINESTRING', 3857, 0, 0)",
            "CREATE TABLE towns (fid INTEGER PRIMARY KEY, geom BLOB, code TEXT, name TEXT)",
            "CREATE TABLE roads (fid INTEGER PRIMARY KEY, geom BLOB)",
        ]
        for square in Self.squares {
            let geometry =
                [0x47, 0x50, 0, 1] + bytes(UInt32(4326)) + [1] + bytes(UInt32(3)) + bytes(UInt32(1)) + bytes(UInt32(5))
                + square.ring.flatMap { bytes($0.x) + bytes($0.y) }
            let hex = geometry.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            statements.append(
                "INSERT INTO towns (geom, code, name) VALUES (X'\(hex)', '\(square.code)', '\(square.name)')")
        }
        for statement in statements { #expect(sqlite3_exec(database, statement, nil, nil, nil) == SQLITE_OK) }
    }

    private static let geoJSON: String = {
        let features = squares.map { square in
            let ring = square.ring.map { "[\($0.x),\($0.y)]" }.joined(separator: ",")
            return """
                {"type":"Feature","properties":{"code":"\(square.code)","name":"\(square.name)"},
                "geometry":{"type":"Polygon","coordinates":[[\(ring)]]}}
                """
        }
        return #"{"type":"FeatureCollection","features":["# + features.joined(separator: ",") + "]}"
    }()

    private func expectSquares(_ map: MapFile) throws {
        let found = try readRegions(map)
        #expect(found.regions.map(\.code) == ["A1", "B2"] && found.regions.map(\.name) == ["成都", "重庆"])
        #expect(found.polygons["A1"]?.first?.first?.count == 5)
        #expect(
            found.regions[1].position.map { abs($0.longitude - 1.5) < 1e-9 && abs($0.latitude - 0.5) < 1e-9 } == true)
    }

    @Test("GeoJSON, a Shapefile and a GeoPackage give the same regions")
    func formats() throws {
        defer { remove() }
        try expectSquares(MapFile(geoJSON: Array(Self.geoJSON.utf8), file: "r.geojson"))
        try writeShapefile(names: Self.squares.map { Array($0.name.utf8) })
        try expectSquares(MapFile(stem + ".shp"))
        writeGeoPackage()
        let package = try MapFile(stem + ".gpkg", layer: "towns")
        try expectSquares(package)
        #expect(package.remarks(used: 2, of: Remark("x", "x")).first?.english == "Layer towns of 2; not used: roads.")
    }

    @Test("words of a DBF are read as its .cpg says, or as what makes sense of them, and that is told")
    func words() throws {
        defer { remove() }
        let chinese: [[UInt8]] = [[0xB3, 0xC9, 0xB6, 0xBC], [0xD6, 0xD8, 0xC7, 0xEC]]
        try writeShapefile(names: chinese)
        let guessed = try MapFile(stem + ".shp")
        try expectSquares(guessed)
        #expect(guessed.encoding == "GB 18030")
        try Data("GBK".utf8).write(to: URL(fileURLWithPath: stem + ".cpg"))
        let said = try MapFile(stem + ".shp")
        try expectSquares(said)
        #expect(said.encoding == nil)
    }

    @Test("rows marked as deleted are skipped and counted")
    func deleted() throws {
        defer { remove() }
        try writeShapefile(names: Self.squares.map { Array($0.name.utf8) }, deleting: 0)
        let map = try MapFile(stem + ".shp")
        #expect(map.features.map(\.number) == [2] && map.deleted == 1)
        #expect(try readRegions(map).remarks.first?.english.contains("1 marked as deleted") == true)
    }

    @Test(
        "a projection is refused wherever it is said",
        arguments: ["urn:ogc:def:crs:EPSG::3857", "EPSG:32650", "urn:ogc:def:crs:EPSG::25832"])
    func projection(name: String) throws {
        let member = #""crs":{"type":"name","properties":{"name":"\#(name)"}},"#
        let text = Self.geoJSON.replacing(
            "{\"type\":\"FeatureCollection\",", with: "{" + member + "\"type\":\"FeatureCollection\",")
        #expect { try MapFile(geoJSON: Array(text.utf8), file: "r") } throws: {
            ($0 as? AtlasProblem)?.column == "crs" && ($0 as? AtlasProblem)?.value == name
        }
        let degrees = text.replacing(name, with: "urn:ogc:def:crs:OGC:1.3:CRS84")
        try expectSquares(MapFile(geoJSON: Array(degrees.utf8), file: "r"))
        defer { remove() }
        try writeShapefile(names: Self.squares.map { Array($0.name.utf8) })
        try Data(" \u{FEFF}PROJCS[\"x\"]".utf8).write(to: URL(fileURLWithPath: stem + ".prj"))
        #expect(throws: AtlasProblem.self) { try MapFile(stem + ".shp") }
        writeGeoPackage()
        #expect(throws: AtlasProblem.self) { try MapFile(stem + ".gpkg", layer: "roads") }
        #expect(throws: AtlasProblem.self) { try MapFile(stem + ".gpkg", layer: "none") }
    }

    @Test("what cannot be used is told and counted, and lines of a collection are lines")
    func counted() throws {
        defer { remove() }
        let text = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"hours":1},"geometry":{"type":"GeometryCollection","geometries":[
            {"type":"LineString","coordinates":[[0.5,0.5],[1.5,0.5]]},{"type":"Point","coordinates":[1,1]}]}},
            {"type":"Feature","properties":{},"geometry":{"type":"CircularString","coordinates":[[0,0],[1,1],[2,0]]}},
            {"type":"Feature","properties":{},"geometry":null}]}
            """
        try text.write(toFile: stem + ".geojson", atomically: true, encoding: .utf8)
        let regions = try readRegions(MapFile(geoJSON: Array(Self.geoJSON.utf8), file: "r.geojson")).regions
        let (links, remarks) = try readTravelLinks(alongLines: stem + ".geojson", regions: regions)
        #expect(links.count == 1 && links[0].from == "A1" && links[0].to == "B2" && abs(links[0].hours - 1) < 1e-9)
        #expect(
            remarks.contains {
                $0.english.hasPrefix("1 of 3 features are used") && $0.english.contains("CircularString")
            })
    }

    @Test("properties that differ in case only have one answer")
    func twice() throws {
        let text = Self.geoJSON.replacing("\"code\":", with: "\"Code\":\"x\",\"CODE\":\"y\",\"code\":")
        for _ in 0..<8 { try expectSquares(MapFile(geoJSON: Array(text.utf8), file: "r")) }
    }
}

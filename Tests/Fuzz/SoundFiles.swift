import Asking
import AtlasFiles
import Atlases
import CZip
import Formats
import Foundation
import MapFiles
import Workbooks

/// Sound files of the forms that only programs write, made by our own writers. All figures are invented.
enum Sound {
    static let table = DataTable(
        title: "t",
        [
            .init(id: "place", name: "place", .texts(["Alba", "Bel", "成都"])),
            .init(id: "v", name: "value", .numbers([1.5, nil, -2e9])),
        ])

    static var xlsx: [[UInt8]] { [written("xlsx") { try writeWorkbook([table], notes: [], to: $0, .english) }] }
    static var dta: [[UInt8]] { [written("dta") { _ = try writeStata(table, to: $0) }] }

    private static func written(_ ending: String, _ write: (String) throws -> Void) -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + "." + ending).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try? write(path)
        return [UInt8](FileManager.default.contents(atPath: path) ?? Data())
    }

    /// ArcGIS's matrix of two places.
    static var matrix: [UInt8] {
        func bytes<T>(_ value: T) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }
        var all = Array("VERSION@10.1;UNIQUEID@id;FIXEDWEIGHTS@False\n".utf8) + bytes(Int32(2)) + bytes(Int32(0))
        for (id, other) in [(1, 2), (2, 1)] {
            all += bytes(Int32(id)) + bytes(Int32(1)) + bytes(Int32(other)) + bytes(0.5) + bytes(0.5)
        }
        return all
    }

    /// A Shapefile and a GeoPackage of two squares, by the endings of their files.
    static func map(_ scratch: String) -> [String: [UInt8]] {
        func square(_ x: Double) -> PlaceShape {
            .areas([
                [
                    [(x, 0.0), (x, 1), (x + 1, 1), (x + 1, 0), (x, 0)].map {
                        Coordinate(longitude: $0.0, latitude: $0.1)
                    }
                ]
            ])
        }
        let columns = [
            DataTable.Column(id: "code", name: "code", .texts(["A", "B"])),
            DataTable.Column(id: "v", name: "v", .numbers([1, 2])),
        ]
        let placed = PlacedTable(DataTable(title: "map", columns), shapes: [square(0), square(1)])
        _ = try? placed.writeShapefile(to: "\(scratch)/map")
        try? placed.writeGeoPackage(to: "\(scratch)/map.gpkg", layer: "map")
        let endings = ["gpkg", "shp", "shx", "dbf", "cpg", "prj"]
        return Dictionary(
            uniqueKeysWithValues: endings.map {
                ($0, [UInt8](FileManager.default.contents(atPath: "\(scratch)/map.\($0)") ?? Data()))
            })
    }

    /// An archive of texts.
    static func zip(_ texts: [String: String], _ scratch: String) -> [UInt8] {
        let path = "\(scratch)/made.zip"
        let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, nil)
        let kept = texts.sorted { $0.key < $1.key }.map { ($0.key, Data($0.value.utf8) as NSData) }
        for (name, data) in kept {
            zip_file_add(archive, name, zip_source_buffer(archive, data.bytes, zip_uint64_t(data.length), 0), 0)
        }
        withExtendedLifetime(kept) { _ = zip_close(archive) }
        return [UInt8](FileManager.default.contents(atPath: path) ?? Data())
    }

    /// A small atlas with outlines, file by file; no hashes stand in its descriptor, so that each file is read.
    static func atlas(_ folder: String) -> [String: [UInt8]] {
        try? FileManager.default.removeItem(atPath: folder)
        let json =
            #"{"type":"FeatureCollection","features":["#
            + (0..<3).map {
                #"{"type":"Feature","properties":{"code":"K\#($0)"},"geometry":{"type":"Polygon","coordinates":"#
                    + "[[[\($0),0],[\($0),1],[\($0 + 1),1],[\($0 + 1),0],[\($0),0]]]}}"
            }.joined(separator: ",") + "]}"
        var made = AtlasFolder(name: "k", title: "K", titleChinese: "K", year: 2020)
        made.addSource("K")
        if let map = try? MapFile(geoJSON: Array(json.utf8), file: "k.geojson"), let regions = try? readRegions(map) {
            _ = made.add(regions)
            let rows = "place,year,gdp (EUR)\nK0,2020,5\nK1,2020,6\nK2,2020,7\n"
            if let reading = try? readTable(
                Array(rows.utf8), file: "k.csv", regions: regions.regions, formerNames: [], year: nil, taken: [])
            {
                made.add(reading)
            }
        }
        try? made.write(to: folder)
        let descriptor = "\(folder)/datapackage.json"
        if let text = try? String(contentsOfFile: descriptor, encoding: .utf8) {
            try? text.replacing(/"hash" : "[^"]*",\s*/, with: "").write(
                toFile: descriptor, atomically: true, encoding: .utf8)
        }
        var files: [String: [UInt8]] = [:]
        for name in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [] {
            var isFolder: ObjCBool = false
            let path = "\(folder)/\(name)"
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            files[name] = [UInt8](FileManager.default.contents(atPath: path) ?? Data())
        }
        return files
    }
}

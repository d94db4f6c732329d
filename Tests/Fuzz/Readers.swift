import AtlasFiles
import Atlases
import Documents
import Foundation
import IndexFiles
import NetworkFiles
import ScenarioFiles
import Transport

/// One reader: what it is called, the ending of its files, sound files to begin with, and how it reads.
struct Reader {
    let name: String
    let ending: String
    let seeds: [[UInt8]]
    /// Reads a file; what it refuses is no matter.
    let read: (_ bytes: [UInt8], _ path: String) -> Void
}

private let places = ["Alba", "Bel", "Cor", "Dun"]

private func bytes(_ texts: String...) -> [[UInt8]] { texts.map { Array($0.utf8) } }

private func file(_ path: String) -> [UInt8] { [UInt8](FileManager.default.contents(atPath: path) ?? Data()) }

/// Every reader of users' files; those of several files read a folder that holds the sound ones beside the mutated.
///
/// - Parameters:
///   - root: of the repository.
///   - scratch: a folder for what is read by its path.
func readers(root: String, scratch: String) -> [Reader] {
    let all = tables() + documents(root) + maps(scratch) + feeds(scratch) + atlases(scratch)
    for reader in all {
        precondition(!reader.seeds.isEmpty && !reader.seeds.contains([]), "\(reader.name) has no sound file")
    }
    return all
}

private func tables() -> [Reader] {
    let table = bytes(
        "id,name,year,v\n1,Alba,2020,1.5\n2,Bel,2020,2\n3,Cor,2021,\n", "a;b;c\n1,5;2.000,3;x\n\"q\"\"uote\";;\n",
        "地区\t数值\n成都\t1,234\n绵阳\t5%\n")
    let gb: [UInt8] = [0xB3, 0xC9, 0xB6, 0xBC, 0x2C, 0x31, 0x0A, 0xC3, 0xE0, 0xD1, 0xF4, 0x2C, 0x32, 0x0A]
    let utf16: [UInt8] = [0xFF, 0xFE] + Array("a,b\nx,1\n".utf8).flatMap { [$0, 0] as [UInt8] }
    let regions = places.map {
        Region(
            code: $0, name: $0, shortName: $0, nameEnglish: $0, level: .prefecture, parent: nil, partOf: nil,
            seat: nil, label: nil, note: "", sources: ["TABLE"])
    }
    return [
        Reader(name: "table", ending: "csv", seeds: table + [gb, utf16]) { raw, path in
            guard let read = try? CSVTable(text: raw, file: path), let values = try? ValueTable(read) else { return }
            for column in read.header.prefix(40) { _ = try? values.numbers(column) }
            _ = try? values.columns("v*,1990-2000")
        },
        Reader(name: "workbook", ending: "xlsx", seeds: Sound.xlsx) { raw, path in
            _ = try? CSVTable(text: raw, file: path)
        },
        Reader(name: "stata", ending: "dta", seeds: Sound.dta) { raw, path in
            _ = try? CSVTable(text: raw, file: path)
        },
        Reader(name: "own table", ending: "csv", seeds: bytes("place,year,gdp\nAlba,2020,5\nBel,2020,6\n")) {
            raw, path in
            _ = try? readTable(raw, file: path, regions: regions, formerNames: [], year: 2020, taken: [])
            _ = try? readRegions(fromTable: raw, file: path)
            _ = try? readGroups(raw, file: path, regions: regions)
            _ = try? readTravelLinks(raw, file: path, regions: regions)
            _ = try? readNames(raw, file: path)
        },
        Reader(
            name: "neighbours", ending: "gal",
            seeds: bytes("4\nAlba 1\nBel\nBel 2\nAlba Cor\nCor 1\nBel\nDun 0\n\n", "0 4 x id\nAlba Bel 1\nBel Alba 2\n")
                + [Sound.matrix]
        ) { raw, path in
            for name in [path, path + ".gwt", path + ".swm"] {
                _ = try? readNeighbours(raw, file: name, places: places)
            }
        },
        Reader(
            name: "links", ending: "csv",
            seeds: bytes("from,to,hours,mode,opened,line,headway\nA,B,1.5,rail,2020-01-01,x,10\nB,C,2,road,,,\n")
        ) { raw, path in
            guard let table = try? CSVTable(text: raw, file: path) else { return }
            _ = try? LinkTable(links: table, nodes: nil)
            _ = try? PlaceTable(table)
            _ = try? TransitFeed(timetable: table, stops: nil)
        },
    ]
}

private func documents(_ root: String) -> [Reader] {
    func all(_ folder: String) -> [[UInt8]] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted().prefix(12).map { file("\(root)/\(folder)/\($0)") }
    }
    return [
        Reader(name: "scenario", ending: "yaml", seeds: all("Atlases/china/scenarios")) { raw, path in
            _ = try? readScenario(String(decoding: raw, as: UTF8.self), file: path)
        },
        Reader(
            name: "scenario in JSON", ending: "json",
            seeds: bytes(#"{"name":"x","changes":[{"housing":{"places":["510100"],"factor":1.1}}]}"#)
        ) { raw, path in _ = try? readScenario(json: raw, file: path) },
        Reader(name: "recipe", ending: "yaml", seeds: all("Atlases/china/recipes")) { raw, path in
            _ = try? readRecipe(String(decoding: raw, as: UTF8.self), file: path)
        },
    ]
}

private func maps(_ scratch: String) -> [Reader] {
    let square = "[[[0,0],[1,0],[1,1],[0,1],[0,0]]]"
    let geojson = bytes(
        #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A","code":7},"#
            + #""geometry":{"type":"Polygon","coordinates":\#(square)}},{"type":"Feature","properties":{"hours":2},"#
            + #""geometry":{"type":"LineString","coordinates":[[0,0],[1,1],[179,2]]}}]}"#)
    func read(_ map: MapFile) { _ = try? readRegions(map) }
    func written(_ ending: String) -> (([UInt8], String) -> Void) {
        { raw, _ in
            let path = "\(scratch)/map.\(ending)"
            guard (try? Data(raw).write(to: URL(fileURLWithPath: path))) != nil else { return }
            // Of a Shapefile the others are sound.
            let map = "\(scratch)/map." + (ending == "gpkg" ? "gpkg" : "shp")
            if let found = try? MapFile(map) { read(found) }
            _ = try? LinkTable(lines: map, nodes: nil, speedKmh: 60, reachKm: 10, reachKmh: 40)
        }
    }
    let sound = Sound.map(scratch)
    return [
        Reader(name: "GeoJSON", ending: "geojson", seeds: geojson) { raw, path in
            if let map = try? MapFile(geoJSON: raw, file: path) { read(map) }
        }
    ]
        + ["gpkg", "shp", "shx", "dbf", "cpg", "prj"].map { ending in
            Reader(name: "map \(ending)", ending: ending, seeds: [sound[ending] ?? []]) { raw, path in
                written(ending)(raw, path)
                // Whole again for the next.
                try? Data(sound[ending] ?? []).write(to: URL(fileURLWithPath: "\(scratch)/map.\(ending)"))
            }
        }
}

private func feeds(_ scratch: String) -> [Reader] {
    let texts = [
        "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\n1,a,b,UTC\n",
        "stops.txt": "stop_id,stop_name,stop_lat,stop_lon,parent_station\nA,A,1,1,\nB,B,1,1.1,\nC,C,1,2,B\n",
        "routes.txt": "route_id,route_type\nR,2\n", "trips.txt": "route_id,service_id,trip_id\nR,S,T\nR,S,U\n",
        "calendar.txt":
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nS,1,1,1,1,1,1,1,20240101,20241231\n",
        "calendar_dates.txt": "service_id,date,exception_type\nS,20240305,1\n",
        "stop_times.txt":
            "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nT,8:00:00,8:00:00,A,1\nT,,,C,2\nT,25:10:00,25:11:00,B,3\nU,9:00:00,9:00:00,B,1\nU,9:30:00,9:30:00,A,2\n",
        "frequencies.txt": "trip_id,start_time,end_time,headway_secs\nU,6:00:00,9:00:00,600\n",
        "transfers.txt": "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nA,B,2,120\n",
    ]
    let folder = "\(scratch)/feed"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in texts {
        try? Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    func read(_ path: String) {
        guard let feed = try? TransitFeed(gtfs: path), let day = Day("2024-03-05") else { return }
        _ = try? TransitNetwork([feed], day: day)
    }
    let members = texts.keys.sorted().map { name in
        Reader(name: "GTFS \(name)", ending: "txt", seeds: [Array((texts[name] ?? "").utf8)]) { raw, _ in
            let place = URL(fileURLWithPath: "\(folder)/\(name)")
            try? Data(raw).write(to: place)
            read(folder)
            try? Data((texts[name] ?? "").utf8).write(to: place)
        }
    }
    let archive = Reader(name: "GTFS archive", ending: "zip", seeds: [Sound.zip(texts, scratch)]) { raw, _ in
        let path = "\(scratch)/feed.zip"
        try? Data(raw).write(to: URL(fileURLWithPath: path))
        read(path)
    }
    return members + [archive]
}

private func atlases(_ scratch: String) -> [Reader] {
    let folder = "\(scratch)/atlas"
    let sound = Sound.atlas(folder)
    return sound.keys.sorted().map { name in
        Reader(name: "atlas \(name)", ending: URL(fileURLWithPath: name).pathExtension, seeds: [sound[name] ?? []]) {
            raw, _ in
            let place = URL(fileURLWithPath: "\(folder)/\(name)")
            try? Data(raw).write(to: place)
            _ = try? readAtlas(in: folder)
            if name.hasSuffix("topojson") { _ = try? readBoundaries(place.path) }
            try? Data(sound[name] ?? []).write(to: place)
        }
    }
}

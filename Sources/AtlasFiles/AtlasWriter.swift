public import Asking
import Atlases
import Computation
import Foundation
import Wording

/// An atlas folder in the making: tables as text, with the descriptor written last.
public struct AtlasFolder {
    /// Short identifier of the atlas.
    public var name: String
    /// For people, in English.
    public var title: String
    /// For people, in Chinese.
    public var titleChinese: String
    /// The year its figures are about.
    public var year: Int
    private var files: [(path: String, content: [UInt8])] = []
    private var map: Any?
    private var timetable: Any?

    /// An empty one.
    public init(name: String, title: String, titleChinese: String, year: Int) {
        self.name = name
        self.title = title
        self.titleChinese = titleChinese
        self.year = year
    }

    /// Folders of questions that come with an atlas and are no part of its figures.
    private static let examples = ["scenarios", "recipes"]

    /// A copy of an atlas, to add to.
    public init(copyOf folder: String, name: String, title: String, titleChinese: String, year: Int)
        throws(AtlasProblem)
    {
        self.init(name: name, title: title, titleChinese: titleChinese, year: year)
        let descriptor = try bytes(of: folder + "/datapackage.json", limit: 16 << 20)
        guard let package = try? JSONSerialization.jsonObject(with: Data(descriptor)) as? [String: Any],
            let resources = package["resources"] as? [[String: Any]]
        else {
            throw AtlasProblem(file: "datapackage.json", expected: "a descriptor with resources")
        }
        (map, timetable) = (package["map"], package["timetable"])
        for path in resources.compactMap({ $0["path"] as? String }) where !path.contains("..") && !path.hasPrefix("/") {
            files.append((path, try bytes(of: folder + "/" + path)))
        }
        for kind in Self.examples {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + kind)) ?? []
            where name.hasSuffix(".yaml") || name.hasSuffix(".csv") {
                files.append(("\(kind)/\(name)", try bytes(of: "\(folder)/\(kind)/\(name)")))
            }
        }
    }

    /// Adds rows to a table, or makes it. A table that is there keeps its columns; those it has besides stay empty.
    public mutating func add(_ table: String, columns: [String], rows: [[String]]) {
        let path = table + ".csv"
        var rows = rows
        if let held = files.first(where: { $0.path == path }) {
            let header = held.content.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            let own = String(decoding: header, as: UTF8.self).split(separator: ",", omittingEmptySubsequences: false)
            let order = own.map { name in columns.firstIndex(of: String(name)) }
            rows = rows.map { row in order.map { $0.map { row[$0] } ?? "" } }
        }
        let text = rows.map { $0.map(csvField).joined(separator: ",") + "\n" }.joined()
        if let index = files.firstIndex(where: { $0.path == path }) {
            if files[index].content.last != UInt8(ascii: "\n") { files[index].content.append(UInt8(ascii: "\n")) }
            files[index].content += Array(text.utf8)
        } else {
            files.append((path, Array((columns.joined(separator: ",") + "\n" + text).utf8)))
        }
    }

    /// Adds what a user's tables, links and groups cite.
    public mutating func addSource(_ title: String) {
        add(
            "sources", columns: ["id", "title", "url", "note"],
            rows: [["TABLE", title, "", "a user's table, taken as it is"]])
    }

    /// Adds a user's table.
    ///
    /// - Parameter units: of indicators whose unit the header does not tell, by identifier.
    public mutating func add(_ reading: TableReading, units: [String: String] = [:]) {
        add(
            "indicators", columns: ["id", "name_en", "name", "unit", "minimum", "maximum", "note"],
            rows: reading.indicators.map {
                [
                    $0.indicator.id, $0.indicator.nameEnglish, $0.indicator.name,
                    units[$0.indicator.id] ?? $0.indicator.unit, "", "",
                    $0.indicator.note.english,
                ]
            })
        add(
            "figures",
            columns: ["indicator", "region", "level", "year", "vintage", "value", "status", "flag", "source"],
            rows: reading.figures.map {
                [
                    $0.indicator, $0.region, $0.level.rawValue, "\($0.year)", $0.vintage, "\($0.value)",
                    $0.status.rawValue, $0.flag,
                    $0.source,
                ]
            })
    }

    /// Adds regions, their borders (thinned where there are more points than a map shows) and who borders on whom.
    ///
    /// - Parameter groups: regions of the first level, by the region that lies in them.
    /// - Returns: what became of the borders; nil without outlines.
    public mutating func add(_ geography: MapRegions, groups: [GroupRow] = []) -> WrittenBorders? {
        func degrees(_ value: Double?) -> String { value.map { "\(($0 * 1e6).rounded() / 1e6)" } ?? "" }
        let names = eachOnce(groups.map(\.group))
        let parents = Dictionary(groups.map { ($0.region, Self.groupCode($0.group)) }, uniquingKeysWith: { a, _ in a })
        add(
            "regions",
            columns: [
                "code", "name", "short_name", "name_en", "level", "parent", "part_of", "longitude", "latitude",
                "label_longitude",
                "label_latitude", "note", "source",
            ],
            rows: geography.regions.map {
                [
                    $0.code, $0.name, $0.shortName, $0.nameEnglish, $0.level.rawValue, parents[$0.code] ?? "", "",
                    degrees($0.seat?.longitude), degrees($0.seat?.latitude), degrees($0.label?.longitude),
                    degrees($0.label?.latitude), "", "TABLE",
                ]
            } + names.map { [Self.groupCode($0), $0, $0, $0, "province", "", "", "", "", "", "", "", "TABLE"] })
        if geography.polygons.isEmpty { return nil }
        let borders = SharedBorders(geography.polygons)
        files.append(("boundaries/prefectures.topojson", Array(topology(borders).utf8)))
        if !borders.adjacencies.isEmpty {
            add(
                "contiguity", columns: ["region_a", "region_b", "shared_vertices"],
                rows: borders.adjacencies.map { [$0.first, $0.second, "\($0.points)"] })
        }
        let beside = Set(borders.adjacencies.flatMap { [$0.first, $0.second] })
        let alone = geography.regions.filter { geography.polygons[$0.code] != nil && !beside.contains($0.code) }
        return WrittenBorders(kept: borders.points, of: borders.pointsBefore, alone: alone)
    }

    /// The code of a group among those of regions.
    private static func groupCode(_ group: String) -> String { "group:\(group)" }

    /// Adds clusters of cities.
    public mutating func addClusters(_ rows: [GroupRow]) {
        let names = eachOnce(rows.map(\.group))
        add(
            "clusters", columns: ["id", "name", "name_en", "tier", "tier_text", "source"],
            rows: names.map { [$0, $0, $0, "0", "", "TABLE"] })
        add(
            "cluster_members", columns: ["cluster", "region", "role", "extent", "verification", "flag", "source"],
            rows: rows.map { [$0.group, $0.region, ($0.role ?? .member).rawValue, "", "", "", "TABLE"] })
    }

    /// Adds links with their hours.
    public mutating func add(_ links: [TravelLink]) {
        add(
            "travel_links",
            columns: ["from", "to", "hours", "mode", "length_km", "oneway", "opened", "closed", "source"],
            rows: links.map {
                [
                    $0.from, $0.to, "\($0.hours)", $0.mode.rawValue, $0.lengthKm.map { "\($0)" } ?? "",
                    $0.isOneWay ? "yes" : "", $0.opened?.description ?? "", $0.closed?.description ?? "", "TABLE",
                ]
            })
    }

    /// Adds what was understood of the columns: roles, currency, and the two ratios that follow from them.
    public mutating func add(_ meaning: ColumnMeaning, names: [String: Remark]) throws(AtlasProblem) {
        let roles = Dictionary(meaning.found.map { ($0.role, $0) }, uniquingKeysWith: { first, _ in first })
        var computed: [[String: Any]] = []
        func ratio(_ id: String, _ above: Role, _ below: Role, unit: String, _ name: (Remark) -> Remark, within: Int) {
            guard let above = roles[above], let below = roles[below] else { return }
            let name = name(names[above.indicator] ?? Remark(above.indicator, above.indicator))
            computed.append([
                "id": id, "name_en": name.english, "name": name.chinese, "unit": unit, "numerator": above.indicator,
                "denominator": below.indicator, "within": within,
                "note": ["one figure over the other", "两项数据之比"],
            ])
        }
        ratio(
            "product_per_resident", .product, .residents, unit: meaning.currency.name,
            { name in
                Remark("\(name.english) per resident", "人均\(name.chinese)")
            }, within: 3)
        ratio(
            "density", .residents, .area, unit: "persons/km²",
            { _ in
                Remark("Residents per square kilometre", "人口密度")
            }, within: 50)
        var told: [String: Any] = [
            "roles": Dictionary(
                meaning.found.map { ($0.role.rawValue, $0.indicator) }, uniquingKeysWith: { first, _ in first }),
            "computed": computed,
        ]
        if !meaning.currency.code.isEmpty { told["currency"] = meaning.currency.code }
        if let first = computed.first?["id"] { told["usual"] = first }
        guard
            let data = try? JSONSerialization.data(
                withJSONObject: told, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        else { throw AtlasProblem(file: "meaning.json", expected: "names that can be written") }
        files.append(("meaning.json", Array(data) + [UInt8(ascii: "\n")]))
    }

    /// Writes the folder whole or not at all: beside its place, kept on disk, looked at, then renamed in one step.
    ///
    /// - Parameter check: of the folder before it has its name; what it refuses is taken away.
    public func write(to folder: String, check: (String) throws(Problem) -> Void = { _ in }) throws(Problem) {
        let manager = FileManager.default
        if manager.fileExists(atPath: folder) {
            throw Problem(AtlasProblem(file: folder, expected: "a folder that does not exist yet"))
        }
        let parent = URL(fileURLWithPath: folder).deletingLastPathComponent().path
        if folder.isEmpty || !manager.fileExists(atPath: parent) {
            throw Problem(AtlasProblem(file: folder, expected: "the name of a new folder in one that exists"))
        }
        Unfinished.clear(beside: folder)
        let making = Unfinished.place(beside: folder)
        let unwritten = Problem(
            AtlasProblem(
                file: folder,
                expected: "a place where files can be written: check the folder above it, permissions and free space"))
        do {
            for (path, content) in files { try Self.keep(Data(content), at: making + "/" + path) }
            try Self.keep(Data(descriptor().utf8), at: making + "/datapackage.json")
        } catch {
            try? manager.removeItem(atPath: making)
            throw unwritten
        }
        do throws(Problem) { try check(making) } catch {
            try? manager.removeItem(atPath: making)
            throw error
        }
        if rename(making, folder) != 0 {
            try? manager.removeItem(atPath: making)
            throw unwritten
        }
        Self.synchronise(parent)
    }

    /// Writes a file and waits until the disk has it.
    private static func keep(_ content: Data, at path: String) throws {
        let place = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try content.write(to: place)
        synchronise(path)
    }

    private static func synchronise(_ path: String) {
        let file = open(path, O_RDONLY)
        if file < 0 { return }
        fsync(file)
        close(file)
    }

    private func descriptor() throws -> String {
        let resources: [[String: Any]] = files.filter { file in
            !Self.examples.contains { file.path.hasPrefix($0 + "/") }
        }.map {
            path, content in
            [
                "name": (path as NSString).deletingPathExtension.replacingOccurrences(of: "/", with: "-"),
                "path": path, "hash": "sha256:\(Digest(of: content))", "bytes": content.count,
            ]
        }
        var package: [String: Any] = [
            "name": name, "title": title, "titleChinese": titleChinese, "version": "1", "year": year,
            "profile": "data-package",
            "resources": resources,
        ]
        if let map { package["map"] = map }
        if let timetable { package["timetable"] = timetable }
        let data = try JSONSerialization.data(
            withJSONObject: package, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// TopoJSON in steps of a millionth of a degree.
    private func topology(_ borders: SharedBorders) -> String {
        let arcs = borders.lines.map { line in
            var (x, y) = (0, 0)
            let steps = line.map { point -> String in
                defer { (x, y) = (Int(point.x), Int(point.y)) }
                return "[\(Int(point.x) - x),\(Int(point.y) - y)]"
            }
            return "[" + steps.joined(separator: ",") + "]"
        }
        func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
        let geometries = borders.polygons.map { code, parts in
            let rings = list(parts.map { list($0.map { list($0.map(String.init)) }) })
            let quoted =
                (try? JSONSerialization.data(withJSONObject: [code])).map {
                    String(decoding: $0.dropFirst().dropLast(), as: UTF8.self)
                }
                ?? "\"\""
            return "{\"type\":\"MultiPolygon\",\"properties\":{\"adcode\":\(quoted)},\"arcs\":\(rings)}"
        }
        return
            """
            {"type":"Topology","transform":{"scale":[1e-6,1e-6],"translate":[0,0]},"arcs":\(list(arcs)),\
            "objects":{"regions":{"type":"GeometryCollection","geometries":\(list(geometries))}}}
            """
    }
}

/// What became of the borders of a user's map.
public struct WrittenBorders: Sendable {
    /// Points that are kept, and how many there were, each border counted once.
    public let kept, of: Int
    /// Regions with an outline that shares no stretch with another's.
    public let alone: [Region]
}

/// Names in the order in which they first stand.
private func eachOnce(_ names: [String]) -> [String] {
    var seen = Set<String>()
    return names.filter { seen.insert($0).inserted }
}

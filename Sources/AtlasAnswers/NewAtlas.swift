public import Asking
import AtlasFiles
public import AtlasQuestions
public import Atlases
import Foundation
import Indicators
import NetworkFiles
import Wording

/// An atlas folder to be made from a user's tables: on regions of their own, with outlines or without, or beside the
/// figures of an atlas that is there.
///
///     var new = NewAtlas("kreise", tables: ["wages.csv"], regions: "none")
///     (new.links, new.groups) = (["rail.csv"], ["laender.csv"])
///     try new.make().result.meaning?.found
public struct NewAtlas: Sendable {
    /// Where it is made; there must be nothing yet.
    public var folder: String
    /// Files of the user's, each with places and numbers.
    public var tables: [String]
    /// A GeoJSON file, Shapefile or GeoPackage, "none" for regions that the first table names, or the name or folder of
    /// an atlas.
    public var regions: String
    /// Of a GeoPackage with several; nil for the first.
    public var layer: String?
    /// Of all values, for tables without years.
    public var year: Int?
    /// The first table's name where none is given.
    public var title: String?
    /// Tables of links with their hours: `from,to,hours`, or minutes.
    public var links: [String] = []
    /// Maps of lines, along which regions are linked: as `network times` reads them.
    public var lines: [String] = []
    /// Tables of groups: `region,group` for regions of the first level, with `role` for clusters of cities.
    public var groups: [String] = []
    /// A table of names: `code,zh,en`.
    public var names: String?
    /// Roles that columns play where their names do not tell, with a unit where the table names none.
    public var mapped: [Role: (column: String, unit: String?)] = [:]

    /// As it is asked.
    public init(_ folder: String, tables: [String], regions: String, year: Int? = nil, title: String? = nil) {
        (self.folder, self.tables, self.regions, self.year, self.title) = (folder, tables, regions, year, title)
    }

    private var name: String { URL(fileURLWithPath: folder).lastPathComponent }
    private var heading: String { title ?? tables.first.map(Self.fileName) ?? name }

    private static func fileName(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }

    /// What was read, and what becomes of it.
    private struct Draft {
        let readings: [TableReading]
        var folder: AtlasFolder
        let regions: Int
        let names: [String: Remark]
        var borders: WrittenBorders?
        var meaning: ColumnMeaning?
        var links: (read: Int, leftOut: Int, unknown: [String])?
        var remarks: [Remark] = []
    }

    /// Makes it.
    ///
    /// - Throws: a problem of use for a folder that is there already, one of data with file, row and column.
    /// - Complexity: O(rows × columns).
    public func make(progress: (String) -> Void = { _ in }) throws(Problem) -> Answered<MadeAtlas> {
        if tables.isEmpty { throw Problem(.use, "{table}: give at least one", "{table}：至少给出一个") }
        if FileManager.default.fileExists(atPath: folder) {
            throw Problem(.use, "\(folder) exists already: name a folder to make")
        }
        progress("reading \(tables.map(Self.fileName).joined(separator: ", "))")
        let draft = try isBesideAtlas ? besideAtlas() : ownRegions()
        progress("writing \(draft.readings.reduce(0) { $0 + $1.figures.count }) figures")
        try draft.folder.write(to: folder) { (making) throws(Problem) in
            progress("reading the atlas back")
            // What was written is what can be read.
            _ = try OpenAtlas(making)
        }
        return Answered(
            inputs: [
                Value.Field("tables", .texts(draft.readings.map(\.file))), Value.Field("folder", .text(folder)),
            ],
            MadeAtlas(
                folder: folder, readings: draft.readings, regions: draft.regions, names: draft.names,
                borders: draft.borders, meaning: draft.meaning, links: draft.links),
            remarks: draft.remarks)
    }

    /// Whether the regions are those of an atlas that is there.
    private var isBesideAtlas: Bool {
        var isFolder: ObjCBool = false
        let isFile = FileManager.default.fileExists(atPath: regions, isDirectory: &isFolder) && !isFolder.boolValue
        return regions != Self.noOutlines && !isFile
    }

    /// For regions that a table names itself.
    private static let noOutlines = "none"

    private func refusing<T>(_ body: () throws(AtlasProblem) -> T) throws(Problem) -> T {
        do { return try body() } catch { throw Problem(error) }
    }

    private func bytes(_ path: String) throws(AtlasProblem) -> [UInt8] { try readBytes(path, limit: 512 << 20) }

    private func ownRegions() throws(Problem) -> Draft {
        let geography = try refusing { () throws(AtlasProblem) in
            let found =
                regions == Self.noOutlines
                ? try readRegions(fromTable: bytes(tables[0]), file: Self.fileName(tables[0]))
                : try readRegions(MapFile(regions, layer: layer))
            guard let names else { return found }
            return found.named(try readNames(bytes(names), file: Self.fileName(names)))
        }
        let readings = try self.readings(geography.regions, formerNames: [], taken: [])
        var made = AtlasFolder(
            name: name, title: heading, titleChinese: heading,
            year: readings.flatMap(\.figures).map(\.year).max() ?? 0)
        made.addSource(heading)
        let rows = try groupRows(geography.regions)
        let borders = made.add(geography, groups: rows.filter { $0.role == nil })
        if rows.contains(where: { $0.role != nil }) { made.addClusters(rows.filter { $0.role != nil }) }
        let links = try addLinks(to: &made, geography.regions)
        let remarks =
            try geography.remarks + Self.remarks(onAlone: borders, of: geography.regions.count)
            + addLines(to: &made, geography.regions)
        let indicators = readings.flatMap(\.indicators).map(\.indicator)
        let meaning = try ColumnMeaning(of: indicators, mapped: mapped)
        let units = Dictionary(meaning.found.map { ($0.indicator, $0.unit) }, uniquingKeysWith: { first, _ in first })
        for reading in readings { made.add(reading, units: units) }
        try refusing { () throws(AtlasProblem) in
            try made.add(
                meaning,
                names: Dictionary(
                    indicators.map { ($0.id, Remark($0.nameEnglish, $0.name)) }, uniquingKeysWith: { a, _ in a }))
        }
        return Draft(
            readings: readings, folder: made, regions: geography.regions.count, names: Self.names(geography.regions),
            borders: borders, meaning: meaning, links: links,
            remarks: LikelyUnits(meaning, readings).remarks + remarks)
    }

    /// Who has no neighbour, which measures of neighbours need to know.
    private static func remarks(onAlone borders: WrittenBorders?, of regions: Int) -> [Remark] {
        guard let alone = borders?.alone, !alone.isEmpty, regions > 1 else { return [] }
        let (names, more) = (alone.prefix(10), alone.count - 10)
        let rest = more > 0 ? Remark(" and \(more) more", "等 \(alone.count) 个") : Remark("", "")
        return [
            Remark(
                """
                No border in common with another region: \(names.map(\.nameEnglish).joined(separator: ", "))\
                \(rest.english). An island has none; outlines more than a metre apart do not meet.
                """,
                """
                与其他地区没有共同边界：\(names.map(\.name).joined(separator: "、"))\(rest.chinese)。岛屿本无邻接；\
                相距一米以上的边界不相接。
                """)
        ]
    }

    /// Every table, with identifiers of their own.
    private func readings(_ regions: [Region], formerNames: [FormerName], taken: Set<String>) throws(Problem)
        -> [TableReading]
    {
        var taken = taken
        return try tables.map { (path) throws(Problem) in
            let reading = try refusing { () throws(AtlasProblem) in
                try readTable(
                    bytes(path), file: Self.fileName(path), regions: regions, formerNames: formerNames, year: year,
                    taken: taken)
            }
            taken.formUnion(reading.indicators.map(\.indicator.id))
            return reading
        }
    }

    private func groupRows(_ regions: [Region]) throws(Problem) -> [GroupRow] {
        try refusing { () throws(AtlasProblem) in
            let rows = try groups.map { (path) throws(AtlasProblem) in
                try readGroups(bytes(path), file: Self.fileName(path), regions: regions)
            }
            return rows.flatMap { $0 }
        }
    }

    private func addLinks(to made: inout AtlasFolder, _ regions: [Region]) throws(Problem) -> (Int, Int, [String])? {
        if links.isEmpty { return nil }
        let read = try refusing { () throws(AtlasProblem) in
            try links.map { (path) throws(AtlasProblem) in
                try readTravelLinks(bytes(path), file: Self.fileName(path), regions: regions)
            }
        }
        made.add(read.flatMap(\.links))
        return (
            read.reduce(0) { $0 + $1.links.count }, read.reduce(0) { $0 + $1.leftOut },
            Set(read.flatMap(\.unknown)).sorted()
        )
    }

    private func addLines(to made: inout AtlasFolder, _ regions: [Region]) throws(Problem) -> [Remark] {
        if lines.isEmpty { return [] }
        let read = try refusing { () throws(AtlasProblem) in
            try lines.map { (path) throws(AtlasProblem) in
                try readTravelLinks(alongLines: path, regions: regions)
            }
        }
        made.add(read.flatMap(\.links))
        return read.flatMap(\.remarks)
    }

    private func besideAtlas() throws(Problem) -> Draft {
        if names != nil || !groups.isEmpty || !links.isEmpty || !lines.isEmpty || !mapped.isEmpty {
            throw Problem(
                .use,
                """
                {names}, {groups}, {links}, {lines} and {map} are for regions of your own: give {regions} FILE or none
                """,
                "{names}、{groups}、{links}、{lines} 与 {map} 只用于自有地区：请用 {regions} 给出文件或 none")
        }
        let base = try OpenAtlas(regions)
        let atlas = base.atlas
        if atlas.sources.contains(where: { $0.id == "TABLE" }) {
            throw Problem(.use, "\(regions) holds a user's table already: start from the atlas it was made from")
        }
        let readings = try self.readings(
            atlas.regions, formerNames: atlas.formerNames, taken: Set(atlas.shownIndicators.map(\.id)))
        var made = try refusing { () throws(AtlasProblem) in
            try AtlasFolder(
                copyOf: base.folder, name: name, title: "\(heading), beside \(atlas.title)",
                titleChinese: "\(heading)，以及\(atlas.titleChinese)", year: atlas.year)
        }
        made.addSource(heading)
        for reading in readings { made.add(reading) }
        return Draft(
            readings: readings, folder: made,
            regions: atlas.regions.count { $0.level.isPrefectural && $0.partOf == nil },
            names: Self.names(atlas.regions))
    }

    private static func names(_ regions: [Region]) -> [String: Remark] {
        Dictionary(regions.map { ($0.code, $0.called) }, uniquingKeysWith: { a, _ in a })
    }
}

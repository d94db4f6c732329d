public import Asking
import Atlas
import AtlasFiles
public import AtlasQuestions
import Foundation
import Indicators
import Wording

/// An atlas folder to be made from a user's table: on regions of their own (GeoJSON), or beside the figures of an
/// atlas that is there.
public struct NewAtlas: Sendable {
    /// Where it is made; there must be nothing yet.
    public var folder: String
    /// A file of the user's.
    public var table: String
    /// A GeoJSON file, or the name or folder of an atlas.
    public var regions: String
    /// Of all values, for a table without years.
    public var year: Int?
    /// The table's name where none is given.
    public var title: String?

    /// As it is asked.
    public init(_ folder: String, table: String, regions: String, year: Int? = nil, title: String? = nil) {
        (self.folder, self.table, self.regions, self.year, self.title) = (folder, table, regions, year, title)
    }

    private var file: String { URL(fileURLWithPath: table).lastPathComponent }
    private var name: String { URL(fileURLWithPath: folder).lastPathComponent }
    private var heading: String { title ?? file }

    /// What was read, and what becomes of it.
    private struct Draft {
        let reading: TableReading
        var folder: AtlasFolder
        let regions: Int
        let names: [String: Remark]
        var borders: (kept: Int, of: Int)?
    }

    /// Makes it.
    ///
    /// - Throws: a problem of use for a folder that is there already, one of data with file, row and column.
    /// - Complexity: O(rows × columns).
    public func make(progress: (String) -> Void = { _ in }) throws(Problem) -> Answered<MadeAtlas> {
        progress("reading \(table)")
        let raw = try refusing { () throws(AtlasProblem) in try readBytes(table, limit: 512 << 20) }
        if FileManager.default.fileExists(atPath: folder) {
            throw Problem(.use, "\(folder) exists already: name a folder to make")
        }
        var isFolder: ObjCBool = false
        let isFile = FileManager.default.fileExists(atPath: regions, isDirectory: &isFolder) && !isFolder.boolValue
        var draft = isFile ? try ownRegions(raw) : try besideAtlas(raw)
        progress("writing \(draft.reading.figures.count) figures")
        draft.folder.add(draft.reading, sourceTitle: heading)
        try refusing { () throws(AtlasProblem) in try draft.folder.write(to: folder) }
        progress("reading the atlas back")
        // What was written is what can be read: an atlas that is refused is taken away again.
        do { _ = try OpenAtlas(folder) } catch {
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
        return Answered(
            inputs: [Value.Field("table", .text(draft.reading.file)), Value.Field("folder", .text(folder))],
            MadeAtlas(
                folder: folder, reading: draft.reading, regions: draft.regions, names: draft.names,
                borders: draft.borders))
    }

    private func refusing<T>(_ body: () throws(AtlasProblem) -> T) throws(Problem) -> T {
        do { return try body() } catch { throw Problem(error) }
    }

    private func ownRegions(_ raw: [UInt8]) throws(Problem) -> Draft {
        let geography = try refusing { () throws(AtlasProblem) in
            try readRegions(
                geoJSON: readBytes(regions, limit: 512 << 20), file: URL(fileURLWithPath: regions).lastPathComponent)
        }
        let reading = try refusing { () throws(AtlasProblem) in
            try readTable(raw, file: file, regions: geography.regions, year: year)
        }
        var made = AtlasFolder(
            name: name, title: heading, titleChinese: heading, year: reading.figures.map(\.year).max() ?? 0)
        let borders = made.add(geography)
        return Draft(
            reading: reading, folder: made, regions: geography.regions.count, names: Self.names(geography.regions),
            borders: borders)
    }

    private func besideAtlas(_ raw: [UInt8]) throws(Problem) -> Draft {
        let base = try OpenAtlas(regions)
        let atlas = base.atlas
        if atlas.sources.contains(where: { $0.id == "TABLE" }) {
            throw Problem(.use, "\(regions) holds a user's table already: start from the atlas it was made from")
        }
        let reading = try refusing { () throws(AtlasProblem) in
            try readTable(
                raw, file: file, regions: atlas.regions, formerNames: atlas.formerNames, year: year,
                taken: Set(atlas.shownIndicators.map(\.id)))
        }
        let made = try refusing { () throws(AtlasProblem) in
            try AtlasFolder(
                copyOf: base.folder, name: name, title: "\(heading), beside \(atlas.title)",
                titleChinese: "\(heading)，以及\(atlas.titleChinese)", year: atlas.year)
        }
        return Draft(
            reading: reading, folder: made, regions: atlas.regions.count { $0.level.isPrefectural && $0.partOf == nil },
            names: Self.names(atlas.regions))
    }

    private static func names(_ regions: [Region]) -> [String: Remark] {
        Dictionary(regions.map { ($0.code, $0.called) }, uniquingKeysWith: { a, _ in a })
    }
}

public import Asking
import AtlasFiles
public import AtlasQuestions
public import Atlases
public import Formats
import Foundation
public import MapFiles
import Printing
import Workbooks

/// Whose outlines and seats an answer's places have; read where a format needs them.
public enum PlaceShapes: Sendable {
    /// Of an atlas, by name or folder.
    case atlas(String)
    /// Of an atlas that is open.
    case opened(OpenAtlas)
    /// By their codes.
    case known([String: PlaceShape])

    func read() throws(Problem) -> [String: PlaceShape] {
        switch self {
        case .atlas(let name): try OpenAtlas(name).placeShapes()
        case .opened(let atlas): try atlas.placeShapes()
        case .known(let shapes): shapes
        }
    }
}

/// What says to a program that text is UTF-8.
public let byteOrderMark = "\u{FEFF}"

/// An answer as it leaves the program: a format, a language, and what the format needs besides.
public struct AnswerFile {
    private let record: Record
    private let format: Format
    private let language: Language
    private let hasMark: Bool
    private let shapes: PlaceShapes

    /// - Parameters:
    ///   - byteOrderMark: before CSV.
    ///   - shapes: asked for maps only.
    public init(
        _ record: Record, _ format: Format, _ language: Language, byteOrderMark: Bool = false,
        shapes: PlaceShapes
    ) {
        (self.record, self.format, self.language) = (record, format, language)
        (hasMark, self.shapes) = (byteOrderMark, shapes)
    }

    /// For the screen.
    ///
    /// - Throws: a problem of use for a format that is no text.
    public func text() throws(Problem) -> String {
        switch format {
        case .csv: return (hasMark ? byteOrderMark : "") + record.text(.csv, language)
        case .table, .latex, .html, .json: return record.text(format, language)
        case .geojson: return try placed().geoJSON().json + "\n"
        case .svg, .xlsx, .dta, .gpkg, .shp, .docx, .pdf: throw Self.noText(format)
        }
    }

    /// A format that a screen does not show.
    public static func noText(_ format: Format) -> Problem {
        Problem(
            .use, "\(format.rawValue) is no text: name a file with {out} FILE.\(format.endings[0])",
            "\(format.rawValue) 不是文本：请用 {out} 文件名.\(format.endings[0]) 指定文件")
    }

    /// Writes a file whole or not at all.
    ///
    /// - Returns: what is to be said of it, such as names that had to be shortened.
    /// - Throws: a problem of use where the answer or the place does not take the format.
    public func write(to path: String) throws(Problem) -> [Remark] {
        var shortened: [(name: String, short: String)] = []
        switch format {
        case .table, .csv, .latex, .html, .json, .geojson, .svg: try writeFile(text(), to: path)
        case .xlsx:
            let (tables, notes) = (try mainFirst(), record.remarks.map { language($0) })
            try writeAside(path) { (aside) throws(Problem) in
                try writeWorkbook(tables, notes: notes, to: aside, language)
            }
        case .dta:
            let table = try mainTable()
            try writeAside(path) { (aside) throws(Problem) in shortened = try writeStata(table, to: aside) }
        case .gpkg, .shp: return try writeMap(placed(), format, to: path)
        case .docx, .pdf: try writePage(record.text(.html, language), format, to: path, language)
        }
        return said(shortened)
    }

    private func mainTable() throws(Problem) -> DataTable {
        guard let table = record.mainTable(language), !table.columns.isEmpty else {
            throw Problem(.use, "this answer has no table: expected json", "此结果没有表格：请用 json")
        }
        return table
    }

    private func mainFirst() throws(Problem) -> [DataTable] {
        let main = try mainTable()
        return [main] + record.dataTables(language).filter { $0 != main }
    }

    private func placed() throws(Problem) -> PlacedTable { try PlacedTable(mainTable(), shapes: shapes.read()) }
}

/// Writes a map as GeoJSON, GeoPackage or Shapefile.
///
/// - Returns: names that had to be shortened.
/// - Throws: a problem of use where the file cannot be written.
public func writeMap(_ placed: PlacedTable, _ format: Format, to path: String) throws(Problem) -> [Remark] {
    var shortened: [(name: String, short: String)] = []
    switch format {
    case .gpkg:
        let layer = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        try writeAside(path) { (aside) throws(Problem) in try placed.writeGeoPackage(to: aside, layer: layer) }
    case .shp:
        try writeAside(path) { (aside) throws(Problem) in
            // The ending may be in capitals; the files beside it are named after the stem.
            shortened = try placed.writeShapefile(to: String(aside.dropLast(4)))
        }
    default: try writeFile(placed.geoJSON().json + "\n", to: path)
    }
    return said(shortened)
}

private func said(_ shortened: [(name: String, short: String)]) -> [Remark] {
    if shortened.isEmpty { return [] }
    let list = shortened.map { "\($0.short) = \($0.name)" }
    return [Remark("columns are called \(list.joined(separator: ", "))", "列名为：\(list.joined(separator: "，"))")]
}

/// Writes a page of ours as it is, printed, or for a word processor.
///
/// - Throws: a problem of use where the file cannot be written.
public func writePage(_ html: String, _ format: Format, to path: String, _ language: Language) throws(Problem) {
    switch format {
    case .docx:
        try writeAside(path) { (aside) throws(Problem) in try writeWordDocument(html, to: aside, language) }
    case .pdf: try writeAside(path) { (aside) throws(Problem) in try writePDF(html, to: aside) }
    default: try writeFile(html, to: path)
    }
}

/// Writes in a folder beside, under the file's own name, then moves all that was written there: whole or not at all.
func writeAside(_ path: String, _ body: (String) throws(Problem) -> Void) throws(Problem) {
    try checkWritable(path)
    guard isReplaceable(path) else {
        throw Problem(
            .use, "\(path) is a device or a pipe: give the name of a file", "\(path) 是设备或管道：请给出文件名")
    }
    let target = URL(fileURLWithPath: path)
    let folder = target.deletingLastPathComponent()
    Unfinished.clear(beside: path)
    let aside = URL(fileURLWithPath: Unfinished.place(beside: path))
    let files = FileManager.default
    defer { try? files.removeItem(at: aside) }
    do { try files.createDirectory(at: aside, withIntermediateDirectories: false) } catch {
        throw Problem.unwritten(path)
    }
    try body(aside.appendingPathComponent(target.lastPathComponent).path)
    do {
        for name in try files.contentsOfDirectory(atPath: aside.path).sorted() {
            let (made, place) = (aside.appendingPathComponent(name).path, folder.appendingPathComponent(name).path)
            // A file that others may not read stays so.
            if let mode = try? files.attributesOfItem(atPath: place)[.posixPermissions] {
                try? files.setAttributes([.posixPermissions: mode], ofItemAtPath: made)
            }
            guard rename(made, place) == 0 else { throw Problem.unwritten(path) }
        }
    } catch { throw Problem.unwritten(path) }
}

extension OpenAtlas {
    /// Outlines of its regions, seats where there is no outline.
    ///
    /// - Throws: a problem of data where a file of outlines is refused.
    public func placeShapes() throws(Problem) -> [String: PlaceShape] {
        var shapes: [String: PlaceShape] = [:]
        for region in atlas.regions { if let seat = region.position { shapes[region.code] = .point(seat) } }
        for name in ["provinces", "prefectures"] {
            for (code, polygons) in try boundaries(name)?.polygons ?? [:] { shapes[code] = .areas(polygons) }
        }
        return shapes
    }
}

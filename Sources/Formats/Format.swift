public import Asking

/// The formats that an answer may leave in.
///
///     Format(ending: "results.xlsx")      // .xlsx
public enum Format: String, CaseIterable, Sendable {
    /// Tables in plain text, for a terminal.
    case table
    /// The main table alone, comma-separated.
    case csv
    /// Tables for a paper.
    case latex
    /// Tables for a page.
    case html
    /// The whole record for programs.
    case json
    /// A picture.
    case svg
    /// The main table on the map, as text.
    case geojson
    /// Every table on a sheet of a workbook.
    case xlsx
    /// The main table for Stata.
    case dta
    /// The main table on the map, as a GeoPackage.
    case gpkg
    /// The main table on the map, as a Shapefile.
    case shp
    /// Everything for a word processor.
    case docx
    /// Everything on printed pages.
    case pdf

    /// What every answer can be written as, on the screen too.
    public static let texts: [Format] = [.table, .csv, .latex, .html, .json]
    /// What every answer can be written as, in a file; on the map only where its rows are places.
    public static let answers = texts + [.xlsx, .dta, .geojson, .gpkg, .shp, .docx, .pdf]

    /// Those that show where rows lie.
    public static let maps: [Format] = [.geojson, .gpkg, .shp]

    /// Its media type.
    public var mediaType: String {
        switch self {
        case .table: "text/plain; charset=utf-8"
        case .csv: "text/csv; charset=utf-8"
        case .latex: "application/x-latex; charset=utf-8"
        case .html: "text/html; charset=utf-8"
        case .json: "application/json"
        case .svg: "image/svg+xml"
        case .geojson: "application/geo+json"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .dta: "application/x-stata-dta"
        case .gpkg: "application/geopackage+sqlite3"
        case .shp: "application/vnd.shp"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .pdf: "application/pdf"
        }
    }

    /// Endings of files that hold it, the usual one first.
    public var endings: [String] {
        switch self {
        case .table: ["txt"]
        case .latex: ["tex"]
        case .html: ["html", "htm"]
        case .csv, .json, .svg, .geojson, .xlsx, .dta, .gpkg, .shp, .docx, .pdf: [rawValue]
        }
    }

    /// The format that a file's ending names; nil where it names none.
    public init?(ending path: String) {
        guard let ending = fileEnding(path) else { return nil }
        guard let format = Self.allCases.first(where: { $0.endings.contains(ending) }) else { return nil }
        self = format
    }

    /// The format of a file: what was asked for, else what its ending names.
    ///
    /// - Parameters:
    ///   - asked: nil takes the ending's.
    ///   - path: nil for the screen, which takes the first allowed.
    ///   - allowed: what this answer can be written as.
    /// - Throws: a problem of use where the ending is another format's, or none is named.
    public static func chosen(_ asked: Format?, for path: String?, among allowed: [Format]) throws(Problem) -> Format {
        let list = allowed.map { $0.rawValue }.joined(separator: ", ")
        if let asked, !allowed.contains(asked) {
            throw Problem(
                .use, "this answer is not written as \(asked.rawValue): expected \(list)",
                "此结果不能写成 \(asked.rawValue)：应为 \(list)")
        }
        guard let path else { return asked ?? allowed[0] }
        let named = Format(ending: path)
        if let asked {
            if let named, named != asked {
                throw Problem(
                    .use, "\(path) ends as \(named.rawValue) but {format} says \(asked.rawValue): give it one of both",
                    "\(path) 的后缀是 \(named.rawValue)，而 {format} 为 \(asked.rawValue)：请统一")
            }
            return asked
        }
        if let named, allowed.contains(named) { return named }
        if named == nil, path.hasPrefix("/dev/") { return allowed[0] }
        let endings = allowed.map { "." + $0.endings[0] }.joined(separator: ", ")
        throw Problem(
            .use, "\(path): expected a name that ends in one of \(endings), or {format}",
            "\(path)：文件名应以 \(endings) 之一结尾，或给出 {format}")
    }
}

/// What follows the last point of a file's name, in small letters; nil for none.
func fileEnding(_ path: String) -> String? {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
    return path[path.index(after: dot)...].lowercased()
}

extension Record {
    /// The answer as text, in a language; formats that are no text of every answer give the table for a terminal.
    public func text(_ format: Format, _ language: Language) -> String {
        switch format {
        case .json: value(in: language).indentedJSON
        case .csv: mainTable(language)?.csv ?? ""
        case .latex: sections(language).filter { !$0.columns.isEmpty }.map(\.latex).joined(separator: "\n")
        case .html: threeLinePage(sections(language))
        case .table, .svg, .geojson, .xlsx, .dta, .gpkg, .shp, .docx, .pdf:
            sections(language).map(\.aligned).joined(separator: "\n")
        }
    }

    /// Its sheets in a language, what is said of the whole under the last of them.
    public func sections(_ language: Language) -> [Section] {
        var sections = sheets.map { Section($0, language) }
        if !sections.isEmpty { sections[sections.count - 1].notes += remarks.map { "  " + language($0) } }
        return sections
    }

    /// The main table as data; without rows its heads alone, nil where there is no table.
    public func mainTable(_ language: Language) -> DataTable? {
        (main ?? sheets.first { !$0.heads.isEmpty }).map { DataTable($0, language) }
    }

    /// Every table as data.
    public func dataTables(_ language: Language) -> [DataTable] {
        sheets.filter { !$0.heads.isEmpty }.map { DataTable($0, language) }
    }
}

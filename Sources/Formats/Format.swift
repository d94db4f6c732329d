public import Asking

/// The formats that every answer has.
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

    /// Its media type.
    public var mediaType: String {
        switch self {
        case .table: "text/plain; charset=utf-8"
        case .csv: "text/csv; charset=utf-8"
        case .latex: "application/x-latex; charset=utf-8"
        case .html: "text/html; charset=utf-8"
        case .json: "application/json"
        }
    }
}

extension Record {
    /// The answer in a format and a language.
    public func text(_ format: Format, _ language: Language) -> String {
        switch format {
        case .json: value(in: language).indentedJSON
        case .csv: main.map { Section($0, language).csv } ?? ""
        case .latex: sections(language).filter { !$0.columns.isEmpty }.map(\.latex).joined(separator: "\n")
        case .html: threeLinePage(sections(language))
        case .table: sections(language).map(\.aligned).joined(separator: "\n")
        }
    }

    /// Its sheets in a language, what is said of the whole under the last of them.
    public func sections(_ language: Language) -> [Section] {
        var sections = sheets.map { Section($0, language) }
        if !sections.isEmpty { sections[sections.count - 1].notes += remarks.map { "  " + language($0) } }
        return sections
    }
}

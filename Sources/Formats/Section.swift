public import Asking
import Atlases
import Wording

/// A sheet in the words of one language: a table for people, with a title and remarks.
public struct Section: Sendable {
    /// Above the table; empty for none.
    public var title: String
    /// Heads, from left to right.
    public var columns: [String]
    /// One text a column.
    public var rows: [[String]]
    /// Said under the table.
    public var notes: [String]

    /// Rows are as long as there are columns.
    public init(title: String = "", columns: [String] = [], rows: [[String]] = [], notes: [String] = []) {
        self.title = title
        self.columns = columns
        self.rows = rows
        self.notes = notes
    }
}

extension Section {
    /// The sheet's title, heads, cells and notes in one language.
    public init(_ sheet: Sheet, _ language: Language) {
        self.init(
            title: sheet.title.map { language($0) } ?? "", columns: sheet.heads.map { language($0.name) },
            rows: sheet.rows.map { $0.map { $0.text(in: language) } }, notes: sheet.notes.map { language($0) })
    }

    /// For a page: at most so many rows; `count` says how many there are.
    public func value(rows most: Int = .max) -> Value {
        .fields(
            ("title", .text(title)), ("columns", .texts(columns)),
            ("rows", .list(rows.prefix(most).map { .texts($0) })), ("count", .count(rows.count)),
            ("notes", .texts(notes.map { String($0.drop { $0 == " " }) })))
    }

    /// Whether a column's cells stand to the right.
    func isNumeric(_ column: Int) -> Bool {
        !rows.isEmpty && rows.allSatisfy { !$0.indices.contains(column) || looksNumeric($0[column]) }
    }
}

/// Whether a cell stands to the right of its column.
func looksNumeric(_ text: String) -> Bool {
    text.isEmpty || text == "–"
        || (text.first.map { "+−-0123456789.".contains($0) } ?? false) && text.contains { $0.isNumber }
            && text.count < 16
}

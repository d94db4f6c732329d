public import Atlases

/// A table of an answer: for people, for CSV, LaTeX, HTML and the page.
public struct Sheet: Sendable {
    /// A column's head.
    public struct Head: Sendable {
        /// What machines call it; nil where they do not have it.
        public let id: String?
        /// What people read above the column.
        public let name: Remark

        /// A head by its id and name.
        public init(_ id: String?, _ name: Remark) { (self.id, self.name) = (id, name) }
    }

    /// Above the table; nil for none.
    public var title: Remark?
    /// One a column, from left to right.
    public var heads: [Head]
    /// One cell a head.
    public var rows: [[Cell]]
    /// Said under the table.
    public var notes: [Remark]
    /// Which place a row speaks of, by its code, whether or not a column shows it; empty where rows are no places.
    public var places: [String] = []

    /// Rows are as long as there are heads.
    public init(title: Remark? = nil, heads: [Head] = [], rows: [[Cell]] = [], notes: [Remark] = []) {
        (self.title, self.heads, self.rows, self.notes) = (title, heads, rows, notes)
    }

    /// Rows by columns; a column that no row fills is left out.
    public init<Row>(title: Remark? = nil, _ rows: [Row], _ columns: [Column<Row>], notes: [Remark] = []) {
        let shown = columns.compactMap { column in column.name.map { (column, $0) } }
        let cells = rows.map { row in shown.map { $0.0.cell(row) } }
        let kept = shown.indices.filter { column in
            cells.isEmpty || cells.contains { if case .absent = $0[column] { false } else { true } }
        }
        self.init(
            title: title, heads: kept.map { Head(shown[$0].0.id, shown[$0].1) },
            rows: cells.map { row in kept.map { row[$0] } }, notes: notes)
        places = Self.places(rows, columns)
    }

    /// What the columns called `code` or `id` hold, where every row has text there.
    static func places<Row>(_ rows: [Row], _ columns: [Column<Row>]) -> [String] {
        for id in ["code", "id"] {
            guard let column = columns.first(where: { $0.id == id }) else { continue }
            let codes = rows.compactMap { row in
                if case .text(let text) = column.cell(row).value(in: .english) { text } else { String?.none }
            }
            if codes.count == rows.count { return codes }
        }
        return []
    }
}

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
        for column in heads.indices { settle(column) }
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

    /// Noise is nought: a number lost beside the largest of its column (1e-17 beside 0.4) is what rounding left.
    /// Columns of powers of ten keep theirs.
    private mutating func settle(_ column: Int) {
        let most = rows.reduce(0) { max($0, $1[column].noisy.map(abs) ?? 0) }
        if !(most < .infinity) { return }
        for row in rows.indices {
            if let number = rows[row][column].noisy, number != 0, abs(number) < 1e-14 * most {
                rows[row][column] = rows[row][column].nought
            }
        }
    }
}

extension Cell {
    /// The number that may be noise.
    fileprivate var noisy: Double? {
        switch self {
        case .number(_, .scientific), .interval(_, _, _, .scientific): nil
        case .number(let number, _), .interval(let number, _, _, _): number.flatMap { $0.isFinite ? $0 : nil }
        case .drawn(let point, _, _, _, _): point.isFinite ? point : nil
        case .absent, .missing, .text, .words, .several, .value: nil
        }
    }

    /// The same with nothing for its number.
    fileprivate var nought: Cell {
        switch self {
        case .number(_, let style): .number(0, style)
        case .interval(_, let low, let high, let style): .interval(0, low: low, high: high, style)
        case .drawn(_, let low, let high, let median, let style):
            .drawn(0, low: low, high: high, median: median, style)
        case .absent, .missing, .text, .words, .several, .value: self
        }
    }
}

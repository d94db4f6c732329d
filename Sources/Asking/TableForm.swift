import Atlases

/// How a table stands in an answer for machines: the same keys either way.
public enum TableForm: String, Choosable {
    /// A list of records: `[{"code": "610900", "income": {"point": …, "low": …}}, …]`.
    case rows
    /// Columns, as a page reads them that asks at every move of a hand: `{"code": […], "income": {"point": […], …}}`.
    /// Columns marked `rowsOnly` and medians are left out; bounds that no row has are null.
    case columns
}

extension Layout {
    /// A table for machines only, in either form.
    public static func table<Row>(
        _ form: TableForm, _ columns: [Column<Row>], _ rows: @escaping @Sendable (Result) -> [Row]
    ) -> Self {
        Layout(
            keys: columns.compactMap(\.id),
            value: { result, language in
                let rows = rows(result)
                switch form {
                case .rows: return .list(rows.map { row in .fields(columns.flatMap { $0.fields(row, language) }) })
                case .columns: return .fields(columns.compactMap { $0.whole(rows, language) })
                }
            }, sheets: { _ in [] })
    }
}

extension Column {
    /// The whole column; nil where it is left out or no row has anything.
    func whole(_ rows: [Row], _ language: Language) -> Value.Field? {
        guard let id, !inRowsOnly else { return nil }
        if let value { return Value.Field(id, .list(rows.map { value($0, language) })) }
        var column = GatheredColumn(count: rows.count)
        for row in rows { column.add(cell(row), language) }
        return column.value.map { Value.Field(id, $0) }
    }
}

/// Cells of one column as they come.
private struct GatheredColumn {
    private let count: Int
    private var numbers: [Double] = []
    private var values: [Value] = []
    private var (low, high): ([Double], [Double]) = ([], [])
    private var isDrawn = false
    private var isEmpty = true

    init(count: Int) {
        self.count = count
        numbers.reserveCapacity(count)
    }

    mutating func add(_ cell: Cell, _ language: Language) {
        switch cell {
        case .absent, .missing: add(nil)
        case .number(let number, _), .interval(let number, _, _, _):
            isEmpty = false
            add(number)
        case .drawn(let point, let low, let high, _, _):
            (isEmpty, isDrawn) = (false, true)
            add(point, low, high)
        case .text, .words, .several, .value:
            isEmpty = false
            if values.isEmpty { values = numbers.map { _ in .none } }
            values.append(cell.value(in: language))
        }
    }

    private mutating func add(_ number: Double?, _ low: Double? = nil, _ high: Double? = nil) {
        if !values.isEmpty { return values.append(.optional(number)) }
        if let low, let high {
            // Bounds begin with the first row that has any.
            if self.low.isEmpty { self.low = numbers.map { _ in .nan } }
            if self.high.isEmpty { self.high = self.low }
            self.low.append(low)
            self.high.append(high)
        } else if !self.low.isEmpty {
            self.low.append(.nan)
            self.high.append(.nan)
        }
        numbers.append(number ?? .nan)
    }

    var value: Value? {
        if isEmpty { return count == 0 ? .list([]) : nil }
        if !values.isEmpty { return .list(values) }
        if !isDrawn { return .numbers(numbers) }
        func bounds(_ bounds: [Double]) -> Value { bounds.isEmpty ? .none : .numbers(bounds) }
        return .fields(("point", .numbers(numbers)), ("low", bounds(low)), ("high", bounds(high)))
    }
}

extension Sheet {
    /// A table that is data for further work: in English its heads are names as machines have them, and columns that
    /// only machines have are there too. Columns that hold lists are left out.
    ///
    /// - Parameter chinese: names of columns that only machines have, by their ids.
    public static func data<Row>(
        _ rows: [Row], _ columns: [Column<Row>], chinese: [String: String] = [:]
    ) -> Sheet {
        var sheet = Sheet(rows: rows.map { _ in [] })
        for column in columns {
            guard let id = column.id else { continue }
            let cells = rows.map(column.cell)
            switch cells.first {
            case .value(.list), .value(.fields), .value(.numbers), .value(.none), .absent, .missing, nil: continue
            case .value, .number, .interval, .drawn, .text, .words, .several: break
            }
            sheet.heads.append(Head(id, Remark(id, column.name?.chinese ?? chinese[id] ?? id)))
            for (row, cell) in cells.enumerated() { sheet.rows[row].append(cell.shown) }
        }
        sheet.places = places(rows, columns)
        return sheet
    }
}

extension Cell {
    /// With its own unit, where it is for machines only too.
    fileprivate var shown: Cell {
        switch self {
        case .value(.text(let text)): .text(text)
        case .value(.number(let number)), .number(let number?, _): .number(number, .machine)
        case .interval(let number, let low, let high, _): .interval(number, low: low, high: high, .machine)
        case .drawn(let point, let low, let high, let median, _):
            .drawn(point, low: low, high: high, median: median, .machine)
        case .value, .number, .missing, .text, .words, .several, .absent: self
        }
    }
}

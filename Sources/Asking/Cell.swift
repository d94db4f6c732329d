public import Atlas

/// How a number is written for people; machines get all its digits.
public enum NumberStyle: Sendable, Equatable {
    /// So many decimals, more where the number is small, a power of ten where it is very small.
    case significant(Int)
    /// So many decimals.
    case fixed(Int)
    /// As many digits as it needs, at most four decimals.
    case plain
    /// A share as a signed percentage: .0183 is +1.8 %.
    case change
    /// Hours and minutes.
    case hours
    /// A power of ten.
    case scientific
    /// All its digits, nothing between them: for tables that are data.
    case machine
}

/// What stands in a cell of a sheet.
public enum Cell: Sendable, Equatable {
    /// The column is not of this answer: it is left out where no row has anything else.
    case absent
    case number(Double?, NumberStyle)
    /// A number with the interval around it; one without is nil at both ends.
    case interval(Double?, low: Double?, high: Double?, NumberStyle)
    /// A number with what draws say of it: 5th to 95th percentile and median, nil where nothing was drawn.
    case drawn(Double, low: Double?, high: Double?, median: Double?, NumberStyle)
    case text(String)
    /// Words of the language asked for.
    case words(Remark)
    /// Several words, on one line for people.
    case several([Remark])
    /// For machines only; people see nothing of it.
    case value(Value)

    public static func number(_ value: Int) -> Cell { .number(Double(value), .fixed(0)) }

    /// The cell as machines read it.
    public func value(in language: Language) -> Value {
        switch self {
        case .absent: .none
        case .number(let number, _), .interval(let number, _, _, _): .optional(number)
        case .drawn(let point, let low, let high, let median, _): .drawn(point, low: low, high: high, median: median)
        case .text(let text): .text(text)
        case .words(let remark): .text(language(remark))
        case .several(let remarks): .texts(remarks.map { language($0) })
        case .value(let value): value
        }
    }
}

/// One column of a sheet: where it stands for machines, what people call it, and how a row fills it.
public struct Column<Row>: Sendable {
    /// Nil: for people only.
    public let id: String?
    /// Nil: for machines only.
    public let name: Remark?
    public let cell: @Sendable (Row) -> Cell
    /// Left out of a table that is written as columns: what its reader knows by the rows' codes.
    public private(set) var inRowsOnly = false

    public init(_ id: String?, _ name: Remark?, _ cell: @escaping @Sendable (Row) -> Cell) {
        (self.id, self.name, self.cell) = (id, name, cell)
    }

    /// A number, "–" where it is missing.
    public static func number(
        _ id: String?, _ english: String, _ chinese: String, _ style: NumberStyle = .significant(4),
        _ number: @escaping @Sendable (Row) -> Double?
    ) -> Self {
        Column(id, Remark(english, chinese)) { .number(number($0), style) }
    }

    public static func count(
        _ id: String?, _ english: String, _ chinese: String, _ count: @escaping @Sendable (Row) -> Int
    ) -> Self {
        Column(id, Remark(english, chinese)) { .number(count($0)) }
    }

    public static func text(
        _ id: String?, _ english: String, _ chinese: String, _ text: @escaping @Sendable (Row) -> String
    ) -> Self {
        Column(id, Remark(english, chinese)) { .text(text($0)) }
    }

    public static func words(
        _ id: String?, _ english: String, _ chinese: String, _ words: @escaping @Sendable (Row) -> Remark
    ) -> Self {
        Column(id, Remark(english, chinese)) { .words(words($0)) }
    }

    /// For machines only.
    public static func value(_ id: String, _ value: @escaping @Sendable (Row) -> Value) -> Self {
        Column(id, nil) { .value(value($0)) }
    }

    /// The same, left out of a table that is written as columns.
    public var rowsOnly: Self {
        var column = self
        column.inRowsOnly = true
        return column
    }

    /// The same column of rows that hold this one's.
    public func of<Outer>(_ inner: @escaping @Sendable (Outer) -> Row) -> Column<Outer> {
        Column<Outer>(id, name) { [cell] in cell(inner($0)) }
    }

    /// The fields that a row has for machines: the cell, and its interval beside it.
    func fields(_ row: Row, _ language: Language) -> [Value.Field] {
        guard let id else { return [] }
        let cell = cell(row)
        if case .absent = cell { return [] }
        let own = Value.Field(id, cell.value(in: language))
        if case .interval(_, let low?, let high?, _) = cell {
            return [own, Value.Field(id + "Interval", .interval(low: low, high: high))]
        }
        return [own]
    }
}

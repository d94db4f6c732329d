public import Atlases

/// How a number is written for people; machines get all its digits.
public enum NumberStyle: Sendable, Equatable {
    /// So many decimals, more where the number is small, a power of ten where it is very small.
    case significant(Int)
    /// So many decimals.
    case fixed(Int)
    /// Divided before it is written, with so many decimals: people read a larger unit than machines.
    case divided(by: Double, Int)
    /// A share in per cent under a head that says so, with so many decimals: .183 is 18.3.
    case percent(Int)
    /// Money of a nation: billions in English, hundreds of millions (亿) in Chinese, under a head that says so.
    case money
    /// As many digits as it needs, at most four decimals.
    case plain
    /// A share as a signed percentage: .0183 is +1.8 %.
    case change
    /// Hours and minutes.
    case hours
    /// A power of ten.
    case scientific
    /// The same with its sign: .183 is 18.3 %.
    case percentage(Int)
    /// All its digits, nothing between them: for tables that are data.
    case machine
}

/// What stands in a cell of a sheet.
public enum Cell: Sendable, Equatable {
    /// The column is not of this answer: it is left out where no row has anything else.
    case absent
    /// Nil is written as "–".
    case number(Double?, NumberStyle)
    /// A number that is not there, and the word for it.
    case missing(Remark)
    /// A number with the interval around it; one without is nil at both ends.
    case interval(Double?, low: Double?, high: Double?, NumberStyle)
    /// A number with what draws say of it: 5th to 95th percentile and median, nil where nothing was drawn.
    case drawn(Double, low: Double?, high: Double?, median: Double?, NumberStyle)
    /// The same text in both languages.
    case text(String)
    /// Words of the language asked for.
    case words(Remark)
    /// Several words, on one line for people.
    case several([Remark])
    /// For machines only; people see nothing of it.
    case value(Value)

    /// A whole number without decimals.
    public static func number(_ value: Int) -> Cell { .number(Double(value), .fixed(0)) }

    /// The cell as machines read it.
    public func value(in language: Language) -> Value {
        switch self {
        case .absent, .missing: .none
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
    /// What the column shows of a row.
    public let cell: @Sendable (Row) -> Cell
    /// Left out of a table that is written as columns: what its reader knows by the rows' codes.
    public private(set) var inRowsOnly = false
    /// What machines read where a cell cannot hold it; nil takes the cell's own value.
    let value: (@Sendable (Row, Language) -> Value)?

    /// Of any kind of cell.
    public init(_ id: String?, _ name: Remark?, _ cell: @escaping @Sendable (Row) -> Cell) {
        self.init(id, name, cell, value: nil)
    }

    private init(
        _ id: String?, _ name: Remark?, _ cell: @escaping @Sendable (Row) -> Cell,
        value: (@Sendable (Row, Language) -> Value)?
    ) {
        (self.id, self.name, self.cell, self.value) = (id, name, cell, value)
    }

    /// A number, "–" where it is missing.
    public static func number(
        _ id: String?, _ english: String, _ chinese: String, _ number: @escaping @Sendable (Row) -> Double?
    ) -> Self {
        .number(id, english, chinese, .significant(4), number)
    }

    /// The same in a style of its own.
    ///
    /// - Parameter none: the word where it is missing; nil for "–".
    public static func number(
        _ id: String?, _ english: String, _ chinese: String, _ style: NumberStyle, none: Remark? = nil,
        _ number: @escaping @Sendable (Row) -> Double?
    ) -> Self {
        Column(id, Remark(english, chinese)) { row in
            let value = number(row)
            if value == nil, let none { return .missing(none) }
            return .number(value, style)
        }
    }

    /// A whole number.
    public static func count(
        _ id: String?, _ english: String, _ chinese: String, _ count: @escaping @Sendable (Row) -> Int
    ) -> Self {
        Column(id, Remark(english, chinese)) { .number(count($0)) }
    }

    /// The same text in both languages.
    public static func text(
        _ id: String?, _ english: String, _ chinese: String, _ text: @escaping @Sendable (Row) -> String
    ) -> Self {
        Column(id, Remark(english, chinese)) { .text(text($0)) }
    }

    /// Words in the language of the answer.
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

    /// Records within a row, for machines only.
    public static func list<Inner>(
        _ id: String, _ columns: [Column<Inner>], _ rows: @escaping @Sendable (Row) -> [Inner]
    ) -> Self {
        let layout = Layout<Row>.rows(nil, columns, rows)
        return Column(id, nil, { _ in .value(.none) }, value: layout.value)
    }

    /// The same column of rows that hold this one's.
    public func of<Outer>(_ inner: @escaping @Sendable (Outer) -> Row) -> Column<Outer> {
        let outer = value.map { value in { @Sendable (row: Outer, language: Language) in value(inner(row), language) } }
        return Column<Outer>(id, name, { [cell] in cell(inner($0)) }, value: outer)
    }

    /// The fields that a row has for machines: the cell, and its interval beside it.
    func fields(_ row: Row, _ language: Language) -> [Value.Field] {
        guard let id else { return [] }
        if let value { return [Value.Field(id, value(row, language))] }
        let cell = cell(row)
        if case .absent = cell { return [] }
        let own = Value.Field(id, cell.value(in: language))
        if case .interval(_, let low?, let high?, _) = cell {
            return [own, Value.Field(id + "Interval", .interval(low: low, high: high))]
        }
        return [own]
    }
}

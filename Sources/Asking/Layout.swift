public import Atlases

/// How a result is laid out: once for machines, once for people, from the same columns.
///
///     Layout.record(Remark("Hoover's index", "胡佛指数"), [.number("hoover", "Hoover", "胡佛") { $0 }])
public struct Layout<Result>: Sendable {
    /// The result as machines read it.
    public let value: @Sendable (Result, Language) -> Value
    /// The result as tables.
    public let sheets: @Sendable (Result) -> [Sheet]
    /// Names of its fields for machines, as far as they do not hang on the result.
    public let keys: [String]

    /// For a result that columns do not fit.
    public init(
        keys: [String] = [], value: @escaping @Sendable (Result, Language) -> Value,
        sheets: @escaping @Sendable (Result) -> [Sheet]
    ) {
        (self.keys, self.value, self.sheets) = (keys, value, sheets)
    }

    /// One record: its columns are fields, and a table of one row.
    public static func record(_ title: Remark?, _ columns: [Column<Result>]) -> Self {
        Layout(
            keys: columns.compactMap(\.id),
            value: { result, language in .fields(columns.flatMap { $0.fields(result, language) }) },
            sheets: { [Sheet(title: title, [$0], columns)] })
    }

    /// A list of records: a table.
    public static func rows<Row>(
        _ title: Remark?, _ columns: [Column<Row>], _ rows: @escaping @Sendable (Result) -> [Row]
    ) -> Self {
        let own = Self.rows({ _ in title }, { _ in columns }, rows)
        return Layout(keys: columns.compactMap(\.id), value: own.value, sheets: own.sheets)
    }

    /// The same where title and columns follow from the result.
    public static func rows<Row>(
        _ title: @escaping @Sendable (Result) -> Remark?, _ columns: @escaping @Sendable (Result) -> [Column<Row>],
        _ rows: @escaping @Sendable (Result) -> [Row]
    ) -> Self {
        Layout(
            value: { result, language in
                let columns = columns(result)
                return .list(
                    rows(result).map { row in .fields(columns.flatMap { $0.fields(row, language) }) })
            },
            sheets: { [Sheet(title: title($0), rows($0), columns($0))] })
    }

    /// Named parts, one after the other.
    public static func parts(_ parts: Part<Result>...) -> Self { .parts(parts) }

    /// Parts in a list of their own, one after the other.
    public static func parts(_ parts: [Part<Result>]) -> Self {
        Layout(
            keys: parts.flatMap(\.keys),
            value: { result, language in .fields(parts.flatMap { $0.fields(result, language) }) },
            sheets: { result in parts.flatMap { $0.sheets(result) } })
    }

    /// The layout of something that holds this one's result.
    public func of<Outer>(_ inner: @escaping @Sendable (Outer) -> Result) -> Layout<Outer> {
        Layout<Outer>(
            keys: keys, value: { [value] in value(inner($0), $1) }, sheets: { [sheets] in sheets(inner($0)) })
    }

    /// With further fields for machines.
    public func with(_ parts: [Part<Result>]) -> Self {
        Layout(
            keys: keys + parts.flatMap(\.keys),
            value: { [value] result, language in
                guard case .fields(let fields) = value(result, language) else { return value(result, language) }
                return .fields(fields + parts.flatMap { $0.fields(result, language) })
            }, sheets: sheets)
    }

    /// With what is said under its last table.
    public func noted(_ notes: @escaping @Sendable (Result) -> [Remark]) -> Self {
        Layout(
            keys: keys, value: value,
            sheets: { [sheets] result in
                var all = sheets(result)
                if !all.isEmpty { all[all.count - 1].notes += notes(result) }
                return all
            })
    }
}

/// One part of a result.
public struct Part<Result>: Sendable {
    let keys: [String]
    let fields: @Sendable (Result, Language) -> [Value.Field]
    let sheets: @Sendable (Result) -> [Sheet]

    /// A part laid out in itself; nil as the name leaves it to people.
    public static func part(_ name: String?, _ layout: Layout<Result>) -> Self {
        Part(
            keys: name.map { [$0] } ?? [],
            fields: { result, language in name.map { [Value.Field($0, layout.value(result, language))] } ?? [] },
            sheets: layout.sheets)
    }

    /// A part of the result, laid out by its own layout; nil as the name leaves it to people.
    public static func part<Inner>(
        _ name: String?, _ inner: @escaping @Sendable (Result) -> Inner, _ layout: Layout<Inner>
    ) -> Self {
        part(name, layout.of(inner))
    }

    /// For machines only, left out where there is nothing.
    public static func optional(_ name: String, _ value: @escaping @Sendable (Result) -> Value?) -> Self {
        Part(
            keys: [name], fields: { result, _ in value(result).map { [Value.Field(name, $0)] } ?? [] },
            sheets: { _ in [] })
    }

    /// For machines only.
    public static func value(_ name: String, _ value: @escaping @Sendable (Result) -> Value) -> Self {
        Part(keys: [name], fields: { result, _ in [Value.Field(name, value(result))] }, sheets: { _ in [] })
    }

    /// For machines only, in words of the language asked for.
    public static func worded(_ name: String, _ value: @escaping @Sendable (Result, Language) -> Value) -> Self {
        Part(keys: [name], fields: { [Value.Field(name, value($0, $1))] }, sheets: { _ in [] })
    }

    /// A number for machines only; nothing where it is missing.
    public static func number(_ name: String, _ number: @escaping @Sendable (Result) -> Double?) -> Self {
        value(name) { .optional(number($0)) }
    }

    /// A whole number for machines only.
    public static func count(_ name: String, _ count: @escaping @Sendable (Result) -> Int) -> Self {
        value(name) { .count(count($0)) }
    }

    /// In the language asked for, for machines only.
    public static func words(_ name: String, _ words: @escaping @Sendable (Result) -> Remark) -> Self {
        worded(name) { .text($1(words($0))) }
    }

    /// The same part of something that holds this one's result.
    public func of<Outer>(_ inner: @escaping @Sendable (Outer) -> Result) -> Part<Outer> {
        Part<Outer>(
            keys: keys, fields: { [fields] in fields(inner($0), $1) }, sheets: { [sheets] in sheets(inner($0)) })
    }

    /// Fields of the result itself, for machines only.
    public static func fields(_ columns: [Column<Result>]) -> Self {
        Part(
            keys: columns.compactMap(\.id),
            fields: { result, language in columns.flatMap { $0.fields(result, language) } }, sheets: { _ in [] })
    }

    /// A table for people only.
    public static func sheet(_ sheet: @escaping @Sendable (Result) -> Sheet?) -> Self {
        sheets { sheet($0).map { [$0] } ?? [] }
    }

    /// Tables for people only.
    public static func sheets(_ sheets: @escaping @Sendable (Result) -> [Sheet]) -> Self {
        Part(keys: [], fields: { _, _ in [] }, sheets: sheets)
    }
}

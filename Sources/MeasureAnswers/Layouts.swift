import Asking
import Atlases
import LinearAlgebra
import Measures
import Panels

extension Layout {
    /// Figures of every period: one record where there is one, else a list with the year first; how many places each
    /// rests on is told.
    static func periods<Found>(_ about: About, _ columns: [Column<Found>]) -> Self
    where Result == [PeriodResult<Found>] {
        let found = columns.map { column in column.of { (period: PeriodResult<Found>) in period.found } }
        let counts: [Column<PeriodResult<Found>>] = [
            .count("count", "places", "地区数") { $0.count }, .count("missing", "missing", "缺失") { $0.missing },
        ]
        let year: Column<PeriodResult<Found>> = Column("year", Remark("year", "年份")) { Cell.year($0.label) }
        // A single year is told too; a column that is no year needs no name.
        let only: Column<PeriodResult<Found>> = Column("year", Remark("year", "年份")) {
            Int($0.label) == nil ? .absent : Cell.year($0.label)
        }
        let one = Layout<PeriodResult<Found>>.record(about.name, [only] + found + counts)
        let many = Layout<[PeriodResult<Found>]>.rows(about.name, [year] + found + counts) { $0 }
        return Layout(
            keys: one.keys, value: { $0.count == 1 ? one.value($0[0], $1) : many.value($0, $1) },
            sheets: { $0.count == 1 ? one.sheets($0[0]) : many.sheets($0) })
    }

    /// Every period in a layout of its own: alone where there is one, else a list of years with their results.
    static func eachPeriod<Found>(_ layout: Layout<Found>) -> Self where Result == [PeriodResult<Found>] {
        Layout(
            keys: layout.keys,
            value: { periods, language in
                if periods.count == 1 { return layout.value(periods[0].found, language) }
                return .list(
                    periods.map {
                        .fields(("year", yearValue($0.label)), ("result", layout.value($0.found, language)))
                    })
            },
            sheets: { periods in
                periods.flatMap { period in
                    layout.sheets(period.found).map { sheet in
                        guard periods.count > 1, let title = sheet.title else { return sheet }
                        var titled = sheet
                        titled.title = Remark("\(title.english), \(period.label)", "\(title.chinese), \(period.label)")
                        return titled
                    }
                }
            })
    }

    /// A row a region (or sector, or group), with its code where that is not its name.
    static func named<Row: Sendable>(
        _ title: Remark, kind: Remark = Remark("region", "地区"), id: String = "id", _ columns: [Column<Row>]
    ) -> Self where Result == [Named<Row>] {
        .rows(title, .named(kind: kind, id: id, columns)) { $0 }
    }
}

/// Something with an identifier and a name.
public struct Named<Row: Sendable>: Sendable {
    /// Code of a region or id of a group; the name itself where there is no code.
    public let id: String
    /// What people call it, in both languages.
    public let name: Remark
    /// What was found for it.
    public let row: Row

    init(_ id: String, _ name: Remark, _ row: Row) { (self.id, self.name, self.row) = (id, name, row) }

    /// Whether the identifier is its name.
    var isPlain: Bool { name.english == id }
}

extension Array {
    /// Columns of named rows: code (where it is not the name), name, and their own.
    static func named<Row: Sendable>(kind: Remark, id: String, _ columns: [Column<Row>]) -> [Column<Named<Row>>]
    where Element == Column<Named<Row>> {
        [
            Column(nil, Remark("code", "代码")) { $0.isPlain ? .absent : .text($0.id) },
            Column(id, nil) { .text($0.id) },
            Column(nil, kind) { .words($0.name) },
            Column("name", nil) { $0.isPlain ? .absent : .words($0.name) },
        ] + columns.map { column in column.of { (named: Named<Row>) in named.row } }
    }
}

extension Cell {
    /// A year as a number for machines, and as it is for people.
    static func year(_ label: String) -> Cell { Int(label).map { .number(Double($0), .machine) } ?? .text(label) }

    /// A number with its interval.
    static func interval(_ value: Double?, _ interval: Interval?, _ style: NumberStyle = .significant(4)) -> Cell {
        .interval(value, low: interval?.low, high: interval?.high, style)
    }

    /// A number that this answer may not have at all.
    static func optional(_ value: Double?, _ interval: Interval? = nil, _ style: NumberStyle = .significant(4)) -> Cell
    {
        value.map { .interval($0, interval, style) } ?? .absent
    }
}

extension Column {
    /// A number with the interval that samples gave it.
    static func estimate(
        _ id: String, _ english: String, _ chinese: String, _ value: @escaping @Sendable (Row) -> Double?,
        _ interval: @escaping @Sendable (Row) -> Interval?
    ) -> Self {
        Column(id, Remark(english, chinese)) { .interval(value($0), interval($0)) }
    }

    /// The same where the answer may not have it: of groups where none were asked for.
    static func part(
        _ id: String, _ english: String, _ chinese: String, _ value: @escaping @Sendable (Row) -> Double?,
        _ interval: @escaping @Sendable (Row) -> Interval? = { _ in nil }
    ) -> Self {
        Column(id, Remark(english, chinese)) { .optional(value($0), interval($0)) }
    }
}

extension Matrix {
    /// Row by row, for machines.
    var value: Value { .list((0..<rows).map { row in .numbers((0..<columns).map { self[row, $0] }) }) }
}

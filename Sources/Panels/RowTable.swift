public import Asking
public import AtlasFiles
public import Atlases

/// A user's table as it is, with the columns that were named: for measures whose rows are plants, units or subsystems.
public struct RowTable: MeasureInput {
    /// As it was read; rows keep their order.
    public let table: ValueTable
    /// Which columns were named.
    public let selection: Selection
    /// What has to be told of the figures.
    public var notes: [Remark] = []
    /// The table's file, and those read beside it.
    public var sources: [String] { [table.table.file] + selection.files }
    /// None: rows are not put into periods.
    public var labels: [String] { [] }
    /// None: the atlas holds no such figures.
    public static var atlasSlots: [Slot] { [] }
    /// Empty, since the atlas cannot be asked.
    public static func subject(_ figures: AtlasFigures, _ selection: Selection) -> Remark { Remark("", "") }

    /// Reads nothing yet: columns are read when they are asked for.
    public init(of table: ValueTable, _ selection: Selection, _ needs: Needs) {
        (self.table, self.selection) = (table, selection)
    }

    /// Always throws: the atlas holds no such figures.
    public init(of atlas: AtlasFigures, _ selection: Selection, _ needs: Needs) throws(Problem) {
        throw Problem(
            .use, "the atlas holds no such figures; give a table with {table}", "图集没有此类数据；请用 {table} 给出表格")
    }

    /// Reads what is asked of the table; its errors name file, row and column.
    public func read<Found>(_ body: (ValueTable) throws(AtlasProblem) -> Found) throws(Problem) -> Found {
        try reading { () throws(AtlasProblem) in try body(table) }
    }

    /// Names of the rows, each once a year.
    public func places(besides used: Set<String>) throws(Problem) -> [String] {
        try read { (table) throws(AtlasProblem) in
            let all = used.union([selection.year].compactMap { $0 })
            guard let id = selection.idColumn(table, besides: all) else {
                throw AtlasProblem(
                    file: table.table.file, row: 1, expected: "a column of places: name it with {id}")
            }
            let names = try table.texts(id)
            guard let year = selection.year else { return names }
            return zip(names, try table.texts(year)).map { "\($0) \($1)" }
        }
    }

    /// Columns that must have a number in every row.
    public func whole(_ expression: String) throws(Problem) -> [(name: String, values: [Double])] {
        try read { (table) throws(AtlasProblem) in
            try table.columns(expression).map { (column) throws(AtlasProblem) in
                let numbers = try table.numbers(column)
                if let row = numbers.firstIndex(where: { $0 == nil }) {
                    throw table.problem(row: row, column: column, expected: "a number in every row")
                }
                return (column, numbers.map { $0 ?? 0 })
            }
        }
    }

    /// Says that a cell does not fit.
    public func problem(row: Int, column: String, expected: Template) -> Problem {
        Problem(table.problem(row: row, column: column, expected: expected))
    }
}

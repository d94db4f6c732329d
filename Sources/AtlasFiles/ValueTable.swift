public import Asking

/// A user's table of numbers, asked column by column: long with a column for the year, or wide with a column a year.
public struct ValueTable: Sendable {
    /// The table as text.
    public let table: CSVTable
    private let index: [String: Int]

    /// - Throws: `AtlasProblem` for a column named twice or a table without rows.
    public init(_ table: CSVTable) throws(AtlasProblem) {
        var index: [String: Int] = [:]
        for (position, name) in table.header.enumerated() where !name.isEmpty {
            if index.updateValue(position, forKey: name) != nil {
                throw AtlasProblem(file: table.file, row: 1, column: name, expected: "each column once")
            }
        }
        if table.rows.isEmpty { throw AtlasProblem(file: table.file, expected: "rows under the header") }
        self.table = table
        self.index = index
    }

    /// What tables call a column of years, in small letters.
    public static let yearNames: Set<String> = ["year", "年份", "年"]

    /// What a column that is headed by a number, or called one of years, may hold.
    public static let likelyYears = 1_500...2_500

    /// Below the header.
    public var rows: Int { table.rows.count }

    /// Columns by name, by a beginning and a star (`pcgdp*`), by first and last year (`1929-2009`), or several of these
    /// with commas between.
    ///
    /// - Throws: `AtlasProblem` naming what the table has instead.
    public func columns(_ expression: String) throws(AtlasProblem) -> [String] {
        if index[expression] != nil { return [expression] }
        var found: [String] = []
        for part in expression.split(separator: ",").map(String.init) {
            if index[part] != nil {
                found.append(part)
            } else if part.hasSuffix("*") {
                found += table.header.filter { $0.hasPrefix(part.dropLast()) && !$0.isEmpty }
            } else if let years = yearRange(part) {
                found += table.header.filter { Int($0).map(years.contains) ?? false }
            } else {
                throw unknown(part)
            }
        }
        if found.isEmpty { throw unknown(expression) }
        var seen = Set<String>()
        if let twice = found.first(where: { !seen.insert($0).inserted }) {
            throw AtlasProblem(file: table.file, row: 1, column: twice, expected: "each column once in \(expression)")
        }
        return found
    }

    /// Columns whose header is a year.
    public var yearColumns: [String] { table.header.filter { Int($0).map(Self.likelyYears.contains) ?? false } }

    /// Columns of numbers other than some.
    public func numberColumns(besides others: Set<String>) -> [String] {
        table.header.filter { name in
            guard !name.isEmpty, !others.contains(name), let column = index[name] else { return false }
            return table.rows.allSatisfy { table.number($0[column]) != nil || isMissing($0[column]) }
                && table.rows.contains { table.number($0[column]) != nil }
        }
    }

    /// The cells of a column as they stand, one a row.
    ///
    /// - Throws: `AtlasProblem` naming what the table has instead.
    public func texts(_ column: String) throws(AtlasProblem) -> [String] {
        guard let position = index[column] else { throw unknown(column) }
        return table.rows.map { $0[position] }
    }

    /// One number a row; nil where the cell is empty or says that there is none.
    ///
    /// - Throws: `AtlasProblem` for a cell that is neither.
    public func numbers(_ column: String) throws(AtlasProblem) -> [Double?] {
        guard let position = index[column] else { throw unknown(column) }
        var numbers: [Double?] = []
        numbers.reserveCapacity(table.rows.count)
        for (row, cells) in table.rows.enumerated() {
            let number = table.number(cells[position])
            if number == nil && !isMissing(cells[position]) {
                throw AtlasProblem(
                    file: table.file, row: table.lines[row], column: column, value: cells[position],
                    expected: "a number, or nothing where there is none")
            }
            if let number, number != 0 && !(1e-100...1e100).contains(abs(number)) {
                throw AtlasProblem(
                    file: table.file, row: table.lines[row], column: column, value: cells[position],
                    expected: "0, or a number whose size lies between 1e-100 and 1e100")
            }
            numbers.append(number)
        }
        return numbers
    }

    /// What is wrong with a cell.
    public func problem(row: Int, column: String, expected: Template, _ expectedChinese: Template? = nil)
        -> AtlasProblem
    {
        AtlasProblem(
            file: table.file, row: table.lines[row], column: column,
            value: index[column].map { table.rows[row][$0] } ?? "",
            expected: expected, expectedChinese)
    }

    private func unknown(_ name: String) -> AtlasProblem {
        let known = table.header.filter { !$0.isEmpty }.prefix(30).joined(separator: ", ")
        return AtlasProblem(
            file: table.file, row: 1, column: String(name.prefix(60)),
            expected: "a column of the table, which has \(known)", "表格的列，表格有 \(known)")
    }

    private func yearRange(_ text: String) -> ClosedRange<Int>? {
        let ends = text.split(separator: "-").map(String.init)
        guard ends.count == 2, let first = Int(ends[0]), let last = Int(ends[1]), first <= last else { return nil }
        return first...last
    }
}

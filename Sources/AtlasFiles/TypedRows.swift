package import Asking
package import Atlases

/// Collects problems, so that a check can list them all.
package final class ProblemList {
    package private(set) var problems: [AtlasProblem] = []

    package init() {}

    package func add(_ problem: AtlasProblem) {
        if problems.count < 1_000 { problems.append(problem) }
    }
}

/// A table whose header is known, read cell by cell; what does not fit goes to the list of problems.
package struct TypedRows {
    package let table: CSVTable
    let columns: [String: Int]
    let problems: ProblemList

    /// Nil, with a problem listed, when the header lacks a column or names one twice.
    package init?(_ table: CSVTable, columns expected: [String], problems: ProblemList) {
        var columns: [String: Int] = [:]
        for (index, name) in table.header.enumerated() {
            if columns.updateValue(index, forKey: name) != nil {
                problems.add(AtlasProblem(file: table.file, row: 1, column: name, expected: "each column once"))
                return nil
            }
        }
        for name in expected where columns[name] == nil {
            problems.add(
                AtlasProblem(
                    file: table.file, row: 1, value: table.header.joined(separator: ","),
                    expected: "a column named \(name)"))
            return nil
        }
        self.table = table
        self.columns = columns
        self.problems = problems
    }

    /// Calls the body with each row and keeps what it gives.
    package func map<T>(_ body: (Row) -> T?) -> [T] {
        table.rows.indices.compactMap { body(Row(rows: self, index: $0)) }
    }

    package struct Row {
        let rows: TypedRows
        let index: Int

        package func text(_ column: String) -> String {
            rows.columns[column].map { rows.table.rows[index][$0] } ?? ""
        }

        package func optionalText(_ column: String) -> String? {
            let text = text(column)
            return text.isEmpty ? nil : text
        }

        package func codes(_ column: String) -> [String] {
            text(column).split(separator: ";").map(String.init)
        }

        package func reject(_ column: String, _ expected: Template) {
            rows.problems.add(
                AtlasProblem(
                    file: rows.table.file, row: rows.table.lines[index], column: column, value: text(column),
                    expected: expected))
        }

        package func required(_ column: String) -> String? {
            let value = text(column)
            if value.isEmpty { reject(column, "a value") }
            return value.isEmpty ? nil : value
        }

        /// A finite number, or nil where the cell is empty.
        package func number(_ column: String, in range: ClosedRange<Double> = -1e15...1e15) -> Double? {
            let value = text(column)
            if value.isEmpty { return nil }
            guard let number = rows.table.number(value) else {
                reject(column, "a number")
                return nil
            }
            guard range.contains(number) else {
                reject(column, "a number from \(machineNumber(range.lowerBound)) to \(machineNumber(range.upperBound))")
                return nil
            }
            return number
        }

        package func integer(_ column: String, in range: ClosedRange<Int>) -> Int? {
            let value = text(column)
            if value.isEmpty { return nil }
            guard let number = Int(value), range.contains(number) else {
                reject(column, "a whole number from \(range.lowerBound) to \(range.upperBound)")
                return nil
            }
            return number
        }

        package func day(_ column: String) -> Day? {
            let value = text(column)
            if value.isEmpty { return nil }
            guard let day = Day(value) else {
                reject(column, "a day as 2020-12-27, or nothing")
                return nil
            }
            return day
        }

        package func choice<T: RawRepresentable & CaseIterable>(_ column: String, _: T.Type) -> T?
        where T.RawValue == String {
            if let value = T(rawValue: text(column)) { return value }
            reject(column, "one of \(T.allCases.map(\.rawValue).joined(separator: ", "))")
            return nil
        }
    }
}

import Foundation

/// How a user's table writes numbers. One cell cannot tell (5,125 beside 900): all cells of the table are looked at,
/// and what stays open is refused with both readings.
struct NumberStyle: Sendable {
    /// Whether a comma, and not a point, is the decimal sign.
    let decimalComma: Bool

    /// As programs write: a point, and commas between thousands.
    static let point = NumberStyle(decimalComma: false)

    private init(decimalComma: Bool) { self.decimalComma = decimalComma }

    /// What a cell shows.
    private enum Form {
        /// Surely a decimal point (1.5, 1,234.5), or commas between thousands (1,234,567).
        case point
        /// Surely a decimal comma (1,5 or 1.234,5), or points between thousands (1.234.567).
        case comma
        /// 1,234 and 1.234, which can be either.
        case openComma, openPoint
    }

    /// Looks at every cell of a table.
    ///
    /// - Parameter semicolons: whether they stand between columns, as where commas are decimal signs.
    /// - Throws: `AtlasProblem` for a table that writes both ways, or numbers that could be read in two.
    init(_ table: CSVTable, semicolons: Bool) throws(AtlasProblem) {
        var seen: [Form: (row: Int, column: Int)] = [:]
        for (row, cells) in table.rows.enumerated() {
            for (column, cell) in cells.enumerated() {
                if let form = Self.form(cell), seen[form] == nil { seen[form] = (row, column) }
            }
        }
        func problem(_ form: Form, _ other: Form?) -> AtlasProblem {
            let (row, column) = seen[form] ?? (0, 0)
            let value = table.rows[row][column]
            let plain = value.filter { !",.".contains($0) }
            let decimal = value.replacingOccurrences(of: ",", with: ".")
            let twin = other.flatMap { seen[$0] }.map { table.rows[$0.row][$0.column] }
            return AtlasProblem(
                file: table.file, row: table.lines[row], column: table.header[column], value: value,
                expected: twin.map { "one decimal sign in the table; elsewhere it has \"\($0)\"" }
                    ?? "a number that can be read in one way, not as \(plain) or as \(decimal): write no thousands marks",
                twin.map { "全表使用同一种小数点；另有“\($0)”" }
                    ?? "只有一种读法的数值，而不是 \(plain) 或 \(decimal)：请勿使用千分位符")
        }
        let (points, commas) = (seen[.point] != nil, seen[.comma] != nil)
        if points && commas { throw problem(.comma, .point) }
        if points || commas {
            decimalComma = commas
        } else if seen[.openComma] != nil {
            if !semicolons { throw problem(.openComma, nil) }
            decimalComma = true
        } else {
            if semicolons, seen[.openPoint] != nil { throw problem(.openPoint, nil) }
            decimalComma = false
        }
    }

    /// The finite number that a cell holds, with a true minus or thousands apart too; nil for anything else.
    func number(_ cell: String) -> Double? {
        guard decimalComma, cell.contains(where: { $0 == "," || $0 == "." }) else { return numberOf(cell) }
        let swapped = cell.map { $0 == "," ? "." : $0 == "." ? "," : $0 }
        return numberOf(String(swapped))
    }

    /// Nil for a cell that is no number, or one without signs.
    private static func form(_ cell: String) -> Form? {
        guard cell.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }) else { return nil }
        let text = cell.trimmingCharacters(in: .whitespaces).drop { "+-\u{2212}".contains($0) }
        guard let first = text.first, first.isASCII, first.isNumber || first == "." || first == ",",
            text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "," || $0 == ".") })
        else { return nil }
        let (commas, points) = (text.count { $0 == "," }, text.count { $0 == "." })
        if commas > 0 && points > 0 {
            // The last sign is the decimal one.
            guard let last = text.last(where: { $0 == "," || $0 == "." }) else { return nil }
            return last == "." ? (points == 1 ? .point : nil) : (commas == 1 ? .comma : nil)
        }
        let sign: Character = commas > 0 ? "," : "."
        let parts = text.split(separator: sign, omittingEmptySubsequences: false)
        let isGrouped =
            (1...3).contains(parts[0].count) && parts[0].first != "0" && parts.dropFirst().allSatisfy { $0.count == 3 }
        if parts.count > 2 { return isGrouped ? (sign == "," ? .point : .comma) : nil }
        if isGrouped { return sign == "," ? .openComma : .openPoint }
        return sign == "," ? .comma : .point
    }
}

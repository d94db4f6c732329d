/// Tables in a terminal.
extension Section {
    /// Title, head, rule, rows and notes; columns aligned, numbers to the right.
    public var aligned: String {
        var lines: [String] = []
        if !title.isEmpty { lines.append(title) }
        let all = columns.isEmpty ? rows : [columns] + rows
        let count = all.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            all.map { $0.indices.contains(column) ? displayWidth($0[column]) : 0 }.max() ?? 0
        }
        let numeric = (0..<count).map { column in
            !rows.isEmpty
                && rows.allSatisfy { !$0.indices.contains(column) || looksNumeric($0[column]) }
        }
        for (index, row) in all.enumerated() {
            let cells = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: max(0, widths[column] - displayWidth(cell)))
                return numeric[column] ? padding + cell : column == row.count - 1 ? cell : cell + padding
            }
            lines.append("  " + cells.joined(separator: "  "))
            if index == 0 && !columns.isEmpty {
                lines.append("  " + widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
            }
        }
        lines += notes
        return lines.map { $0 + "\n" }.joined()
    }
}

/// Columns that text takes in a terminal: Chinese characters take two.
func displayWidth(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) {
        $0
            + (($1.value >= 0x1100 && $1.value <= 0x115F)
                || ($1.value >= 0x2E80 && $1.value <= 0xFFE6 && $1.value != 0x303F) ? 2 : 1)
    }
}

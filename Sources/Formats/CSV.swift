import Wording

/// Tables as comma-separated values.
extension DataTable {
    /// Head and rows, quoted where needed (RFC 4180), lines ended by LF; title and notes are left out.
    ///
    /// Text that a spreadsheet would take for a formula has an apostrophe before it.
    public var csv: String {
        let heads = columns.map { csvField($0.name) }.joined(separator: ",") + "\n"
        return (0..<rowCount).reduce(into: columns.isEmpty ? "" : heads) { text, row in
            text += columns.map { csvField($0.values.safeText(row)) }.joined(separator: ",") + "\n"
        }
    }
}

extension DataTable.Values {
    fileprivate func safeText(_ row: Int) -> String {
        let text = text(row)
        guard case .texts = self, let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first),
            Double(text) == nil
        else { return text }
        return "'" + text
    }
}

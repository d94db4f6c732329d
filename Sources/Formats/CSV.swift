import Wording

/// A table as comma-separated values.
extension Section {
    /// Head and rows, quoted where needed (RFC 4180), lines ended by LF; title and notes are left out.
    public var csv: String {
        ([columns] + rows).map { $0.map(csvField).joined(separator: ",") + "\n" }.joined()
    }
}

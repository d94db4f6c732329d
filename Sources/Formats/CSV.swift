import Wording

/// A table as comma-separated values.
extension Section {
    public var csv: String {
        ([columns] + rows).map { $0.map(csvField).joined(separator: ",") + "\n" }.joined()
    }
}

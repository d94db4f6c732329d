import Foundation

/// What people write where there is no number.
private let missing: Set<String> = ["", "-", "–", "—", "na", "n/a", "nan", "null", "none", ".", "..", "…", "缺失", "无"]

/// Whether a cell says that there is no value.
public func isMissing(_ cell: String) -> Bool {
    cell.isEmpty || missing.contains(cell.trimmingCharacters(in: .whitespaces).lowercased())
}

/// The finite number that a cell holds, with a true minus or thousands apart (12,345.6) too; nil for anything else.
public func numberOf(_ cell: String) -> Double? {
    // What Swift reads beyond that, such as 0x1F, is text.
    if cell.utf8.contains(where: { [UInt8(ascii: "x"), UInt8(ascii: "X")].contains($0) }) { return nil }
    if let value = Double(cell) { return value.isFinite ? value : nil }
    let text = cell.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "\u{2212}", with: "-")
    if let value = Double(text) { return value.isFinite ? value : nil }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    func isGroup(_ part: some StringProtocol) -> Bool { part.utf8.allSatisfy { (48...57).contains($0) } }
    // Thousands are digits: 1,5E3 is not fifteen thousand.
    guard parts.count > 1, let last = parts.last,
        (parts.dropFirst().dropLast() + [last.prefix { $0 != "." }]).allSatisfy({ $0.count == 3 && isGroup($0) }),
        (1...3).contains(parts[0].drop { $0 == "-" }.count)
    else { return nil }
    return Double(parts.joined()).flatMap { $0.isFinite ? $0 : nil }
}

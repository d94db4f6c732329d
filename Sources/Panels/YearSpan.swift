public import Asking

/// Years that are asked for: one, those from a first to a last, or several of these.
public struct YearSpan: Sendable, Equatable {
    private let parts: [ClosedRange<Int>]

    /// The earliest year.
    public var first: Int { parts.map(\.lowerBound).min() ?? 0 }
    /// The latest year, or the same.
    public var last: Int { parts.map(\.upperBound).max() ?? 0 }

    /// In either order.
    public init(_ first: Int, _ last: Int) { parts = [min(first, last)...max(first, last)] }

    /// A year, a span FIRST-LAST, or several with commas between.
    ///
    /// - Throws: `Problem` for anything else.
    public init(_ text: String) throws(Problem) {
        var parts: [ClosedRange<Int>] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let words = part.split(separator: "-", omittingEmptySubsequences: false)
            let ends = words.compactMap { Int($0) }
            guard ends.count == words.count, (1...2).contains(ends.count), ends[0] <= ends[ends.count - 1] else {
                throw Problem(
                    .use, "{year} is \(text.prefix(40)): expected a year, a span FIRST-LAST, or several with commas",
                    "{year} 为 \(text.prefix(40))：应为年份、区间（起-止），或以逗号分隔的若干个")
            }
            parts.append(ends[0]...ends[ends.count - 1])
        }
        self.parts = parts
    }

    /// Whether a year lies within, both ends included.
    public func contains(_ year: Int) -> Bool { parts.contains { $0.contains(year) } }

    /// Years that were named one by one and are not among those known: a list asks for each of them.
    public func missing(from known: [Int]) -> [Int] {
        parts.count < 2 ? [] : parts.filter { $0.count == 1 && !known.contains($0.lowerBound) }.map(\.lowerBound)
    }
}

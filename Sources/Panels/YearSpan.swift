public import Asking

/// One year, or the years from a first to a last.
public struct YearSpan: Sendable, Equatable {
    /// The earlier year.
    public let first: Int
    /// The later year, or the same.
    public let last: Int

    /// In either order.
    public init(_ first: Int, _ last: Int) { (self.first, self.last) = (min(first, last), max(first, last)) }

    /// A year or a span, FIRST-LAST.
    ///
    /// - Throws: `Problem` for anything else.
    public init(_ text: String) throws(Problem) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let ends = parts.compactMap { Int($0) }
        guard ends.count == parts.count, (1...2).contains(ends.count), ends[0] <= ends[ends.count - 1] else {
            throw Problem(
                .use, "{year} is \(text.prefix(40)): expected a year or a span, FIRST-LAST",
                "{year} 为 \(text.prefix(40))：应为年份或区间（起-止）")
        }
        self.init(ends[0], ends[ends.count - 1])
    }

    /// Whether a year lies within, both ends included.
    public func contains(_ year: Int) -> Bool { (first...last).contains(year) }
}

/// Something that is known who said.
public protocol Sourced {
    /// Identifiers of the atlas's sources, each once.
    var sources: [String] { get }
}

extension Sourced {
    /// The same in one text, joined by ";", as tables and JSON hold it.
    public var source: String { sources.joined(separator: ";") }
}

extension Sequence where Element: Sourced {
    /// Sources of all, each once, in the order in which they come.
    public var sources: [String] {
        var seen = Set<String>()
        return flatMap(\.sources).filter { seen.insert($0).inserted }
    }
}

/// A value that was chosen among figures or computed from them, and which they are.
public struct SourcedValue: Sendable, Hashable, Sourced {
    /// In the unit of the formula.
    public let value: Double
    /// In the order of the formula.
    public let figures: [Figure]

    /// Figures in the order of the formula.
    public init(_ value: Double, from figures: [Figure]) {
        self.value = value
        self.figures = figures
    }

    /// Of all its figures, each once.
    public var sources: [String] { figures.sources }
}

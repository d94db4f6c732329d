/// Why an index cannot be computed.
public enum IndexError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Fewer than it takes.
    case tooFew(count: Int, needed: Int, what: String)
    /// Lists that should go together do not.
    case differentLengths(count: Int, expected: Int, what: String)
    /// A figure that cannot be used; rows count from 0.
    case badValue(row: Int, indicator: String, value: Double, expected: String)
    /// A choice of the recipe that cannot be made.
    case badRecipe(String)
    /// No number answers, and why.
    case undefined(why: String)
    /// The linear programme of one place.
    case programme(row: Int, why: String)

    /// In English; rows count from 1.
    public var description: String {
        switch self {
        case .tooFew(let count, let needed, let what): "\(count) \(what): at least \(needed) are needed"
        case .differentLengths(let count, let expected, let what): "\(count) \(what): expected \(expected)"
        case .badValue(let row, let indicator, let value, let expected):
            "row \(row + 1), \(indicator): \(value): expected \(expected)"
        case .badRecipe(let what): what
        case .undefined(let why): why
        case .programme(let row, let why): "row \(row + 1): \(why)"
        }
    }
}

/// Why a measure is not defined for some values.
public enum MeasureError: Error, Sendable, Equatable, CustomStringConvertible {
    /// An empty list.
    case noValues
    /// Fewer values than a measure can be computed from.
    case tooFew(count: Int, needed: Int, what: String)
    /// Two lists that should go together do not.
    case differentLengths(values: Int, other: Int, what: String)
    /// A value outside what the measure is defined for; `index` counts from 0.
    case badValue(index: Int, value: Double, expected: String)
    /// A number between two places, such as their distance; nil where there is none.
    case badPair(first: Int, second: Int, value: Double?, expected: String)
    /// Nobody said which places are neighbours.
    case noNeighbours
    /// No number answers, and why.
    case undefined(why: String)
    /// An iteration that ended above its tolerance.
    case notConverged(what: String, residual: Double)

    /// In English; places and values count from 1.
    public var description: String {
        switch self {
        case .noValues: "no values: at least one is needed"
        case .tooFew(let count, let needed, let what): "\(count) \(what): at least \(needed) are needed"
        case .differentLengths(let values, let other, let what):
            "\(values) values but \(other) \(what): one each is needed"
        case .badValue(let index, let value, let expected): "value \(index + 1) is \(value): expected \(expected)"
        case .badPair(let first, let second, let value, let expected):
            "between \(first + 1) and \(second + 1) is \(value.map { "\($0)" } ?? "nothing"): expected \(expected)"
        case .noNeighbours: "neighbours are needed"
        case .undefined(let why): why
        case .notConverged(let what, let residual): "\(what) did not converge: residual \(residual)"
        }
    }
}

/// Which values a measure is defined for.
enum ValueRange {
    case any, zeroOrMore, aboveZero

    func contains(_ value: Double) -> Bool {
        switch self {
        case .any: value.isFinite
        case .zeroOrMore: value.isFinite && value >= 0
        case .aboveZero: value.isFinite && value > 0
        }
    }

    var text: String {
        switch self {
        case .any: "a finite number"
        case .zeroOrMore: "0 or more"
        case .aboveZero: "above 0"
        }
    }
}

func check(_ values: [Double], _ range: ValueRange) throws(MeasureError) {
    if values.isEmpty { throw .noValues }
    for (index, value) in values.enumerated() where !range.contains(value) {
        throw .badValue(index: index, value: value, expected: range.text)
    }
}

func check(_ count: Int, of what: String, values: Int) throws(MeasureError) {
    if count != values { throw .differentLengths(values: values, other: count, what: what) }
}

/// Values over their largest where sums or squares of them would leave what a number holds; measures of shares do not
/// feel it.
func withinReach(_ values: [Double]) -> [Double] {
    let most = values.reduce(0) { max($0, abs($1)) }
    return most == 0 || (1e-150...1e150).contains(most) ? values : values.map { $0 / most }
}

/// Weights above zero, one a value; without any each value counts alike.
func checkedWeights(_ weights: [Double]?, values: Int) throws(MeasureError) -> [Double] {
    guard let weights else { return Array(repeating: 1, count: values) }
    try check(weights.count, of: "weights", values: values)
    for (index, weight) in weights.enumerated() where !(weight > 0 && weight.isFinite) {
        throw .badValue(index: index, value: weight, expected: "a weight above 0")
    }
    return withinReach(weights)
}

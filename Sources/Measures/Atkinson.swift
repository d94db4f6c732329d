import RealModule

/// Atkinson's index with its exact decomposition by groups: (1 − total) = (1 − within)(1 − between).
public struct AtkinsonDecomposition: Sendable, Equatable {
    public let total: Double
    /// What would be lost if each group's members were equal at the level that its inequality is worth.
    public let within: Double
    public let between: Double
}

/// Atkinson's index: the share of the total that could be given up for equality without loss of welfare
/// (Atkinson 1970, doi:10.1016/0022-0531(70)90039-6; by groups: Blackorby, Donaldson & Auersperg 1981, Canadian Journal of Economics 14: 665–685).
///
/// A = 1 − (Σ pᵢ yᵢ^(1−ε))^(1/(1−ε)) / μ, and with ε = 1 the geometric mean over μ.
///
/// - Parameters:
///   - values: 0 or more. With ε ≥ 1 one zero makes the index 1.
///   - aversion: ε, above zero.
/// - Throws: `MeasureError` for no values, values out of range, or all zero.
/// - Complexity: O(n).
public func atkinson(of values: [Double], weights: [Double]? = nil, groups: [String]? = nil, aversion: Double)
    throws(MeasureError) -> AtkinsonDecomposition
{
    try check(values, .zeroOrMore)
    if let groups { try check(groups.count, of: "groups", values: values.count) }
    if !(aversion > 0 && aversion <= 100) { throw .undefined(why: "inequality aversion is \(aversion): expected above 0, at most 100") }
    let heads = try checkedWeights(weights, values: values.count)
    let values = withinReach(values)
    if values.allSatisfy({ $0 == 0 }) { throw .undefined(why: "all values are zero: there is no total to have a share of") }
    let grouping = Grouping(groups ?? Array(repeating: "", count: values.count))
    let people = grouping.sums(of: heads)
    let mean = zip(values, heads).map(*).reduce(0, +) / heads.reduce(0, +)
    let levels = grouping.members.map { members in
        equalEquivalent(members.map { values[$0] }, members.map { heads[$0] }, aversion)
    }
    let all = equalEquivalent(values, heads, aversion)
    let meanLevel = zip(levels, people).map(*).reduce(0, +) / people.reduce(0, +)
    return AtkinsonDecomposition(
        total: max(0, 1 - all / mean), within: max(0, 1 - meanLevel / mean),
        between: grouping.count == 1 || meanLevel == 0 ? 0 : max(0, 1 - equalEquivalent(levels, people, aversion) / meanLevel))
}

/// The value that, had by all, gives the same welfare.
private func equalEquivalent(_ values: [Double], _ heads: [Double], _ aversion: Double) -> Double {
    // Over the largest, so that no power overflows.
    guard let most = values.max(), most > 0 else { return 0 }
    let all = heads.reduce(0, +)
    if aversion >= 1 && values.contains(0) { return 0 }
    let power = 1 - aversion
    if abs(power) < 1e-12 {
        return most * Double.exp(zip(values, heads).map { $1 * Double.log($0 / most) }.reduce(0, +) / all)
    }
    // Through the least where the power is negative: there it is the large one.
    let unit = power < 0 ? values.min() ?? most : most
    let welfare = zip(values, heads).map { $0 == 0 ? 0 : $1 * Double.pow($0 / unit, power) }.reduce(0, +) / all
    return unit * Double.pow(welfare, 1 / power)
}

/// Intervals of the index and its parts from places drawn again with replacement.
///
/// - Complexity: O(replications · n).
public func atkinsonIntervals(
    of values: [Double], weights: [Double]? = nil, groups: [String]? = nil, aversion: Double, _ options: BootstrapOptions = .init()
) throws(MeasureError) -> (total: Interval, within: Interval, between: Interval) {
    _ = try atkinson(of: values, weights: weights, groups: groups, aversion: aversion)
    let heads = try checkedWeights(weights, values: values.count)
    let found = resampled(values, heads, groups, options) { (values, weights, groups) throws(MeasureError) in
        let split = try atkinson(of: values, weights: weights, groups: groups, aversion: aversion)
        return [split.total, split.within, split.between]
    }
    return (found[0], found[1], found[2])
}

/// The coefficient of variation with the exact decomposition of its square by groups.
public struct WilliamsonIndex: Sendable, Equatable {
    /// √(Σ pᵢ (yᵢ − μ)²)/μ.
    public let coefficientOfVariation: Double
    /// Parts of the square; they sum to coefficientOfVariation².
    public let withinSquared: Double
    public let betweenSquared: Double
}

/// Williamson's index: the coefficient of variation weighted by shares of population (Williamson 1965, doi:10.1086/450136); without weights
/// the plain one.
///
/// - Parameter values: of any sign, with a mean above zero.
/// - Throws: `MeasureError` for no values, or a mean that is not above zero.
/// - Complexity: O(n).
public func williamson(of values: [Double], weights: [Double]? = nil, groups: [String]? = nil) throws(MeasureError) -> WilliamsonIndex {
    try check(values, .any)
    let values = withinReach(values)
    if let groups { try check(groups.count, of: "groups", values: values.count) }
    let heads = try checkedWeights(weights, values: values.count)
    let grouping = Grouping(groups ?? Array(repeating: "", count: values.count))
    let all = heads.reduce(0, +)
    let mean = zip(values, heads).map(*).reduce(0, +) / all
    if !(mean > 0) { throw .undefined(why: "the mean is \(mean): a spread relative to it needs one above zero") }
    let people = grouping.sums(of: heads)
    let means = zip(grouping.sums(of: zip(values, heads).map(*)), people).map(/)
    var (within, between) = (0.0, 0.0)
    for (i, value) in values.enumerated() {
        let deviation = (value - means[grouping.memberships[i]]) / mean
        within += heads[i] / all * deviation * deviation
    }
    for (g, groupMean) in means.enumerated() where grouping.count > 1 {
        let deviation = (groupMean - mean) / mean
        between += people[g] / all * deviation * deviation
    }
    return WilliamsonIndex(coefficientOfVariation: (within + between).squareRoot(), withinSquared: within, betweenSquared: between)
}

/// Intervals of the coefficient and the parts of its square from places drawn again with replacement.
///
/// - Complexity: O(replications · n).
public func williamsonIntervals(
    of values: [Double], weights: [Double]? = nil, groups: [String]? = nil, _ options: BootstrapOptions = .init()
) throws(MeasureError) -> (coefficientOfVariation: Interval, withinSquared: Interval, betweenSquared: Interval) {
    _ = try williamson(of: values, weights: weights, groups: groups)
    let heads = try checkedWeights(weights, values: values.count)
    let found = resampled(values, heads, groups, options) { (values, weights, groups) throws(MeasureError) in
        let split = try williamson(of: values, weights: weights, groups: groups)
        return [split.coefficientOfVariation, split.withinSquared, split.betweenSquared]
    }
    return (found[0], found[1], found[2])
}

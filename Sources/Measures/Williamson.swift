/// The coefficient of variation with the exact decomposition of its square by groups.
public struct WilliamsonIndex: Sendable, Equatable {
    /// √(Σ pᵢ (yᵢ − μ)²)/μ.
    public let coefficientOfVariation: Double
    /// Parts of the square; they sum to coefficientOfVariation².
    public let withinSquared: Double
    /// The square as if every value were its group's mean.
    public let betweenSquared: Double
    /// Each group's own coefficient and what it adds to the parts of the square, by label; empty in samples.
    public let groups: [GroupPart]
}

/// Williamson's index: the coefficient of variation weighted by shares of population (Williamson 1965,
/// doi:10.1086/450136); without weights the plain one.
///
/// - Parameter values: of any sign, with a mean above zero.
/// - Throws: `MeasureError` for no values, or a mean that is not above zero.
/// - Complexity: O(n).
public func williamson(of values: [Double], weights: [Double]? = nil, groups: [String]? = nil) throws(MeasureError)
    -> WilliamsonIndex
{
    try WilliamsonParts(values, weights, groups).split(nil)
}

/// Intervals of the coefficient and the parts of its square from places drawn again with replacement.
///
/// - Complexity: O(replications · n).
public func williamsonIntervals(
    of values: [Double], weights: [Double]? = nil, groups: [String]? = nil, _ options: BootstrapOptions = .init()
) throws(MeasureError) -> (coefficientOfVariation: Interval, withinSquared: Interval, betweenSquared: Interval) {
    let parts = try WilliamsonParts(values, weights, groups)
    let found = bootstrap(values.count, options) { counts in
        let split = parts.split(counts)
        return [split.coefficientOfVariation, split.withinSquared, split.betweenSquared]
    }
    return (found[0], found[1], found[2])
}

/// Deviations from the mean of all, from which the index of any sample follows: sums of their squares keep their
/// digits.
private struct WilliamsonParts: Sendable {
    private let mean: Double
    private let grouping: Grouping
    private let heads: [Double]
    private let deviations: [Double]

    init(_ given: [Double], _ weights: [Double]?, _ groups: [String]?) throws(MeasureError) {
        try check(given, .any)
        if let groups { try check(groups.count, of: "groups", values: given.count) }
        let values = withinReach(given)
        let heads = try checkedWeights(weights, values: values.count)
        let mean = zip(values, heads).map(*).reduce(0, +) / heads.reduce(0, +)
        if !(mean > 0) { throw .undefined(why: "the mean is \(mean): a spread relative to it needs one above zero") }
        (self.mean, self.heads) = (mean, heads)
        deviations = values.map { $0 - mean }
        grouping = Grouping(groups ?? Array(repeating: "", count: values.count))
    }

    /// - Parameter counts: how often each place was drawn; nil once each.
    /// - Returns: not a number where a sample's mean is not above zero.
    func split(_ counts: [Double]?) -> WilliamsonIndex {
        var people = Array(repeating: 0.0, count: grouping.count)
        var (sums, squares) = (people, people)
        for i in heads.indices {
            let (weight, group) = (heads[i] * (counts?[i] ?? 1), grouping.memberships[i])
            people[group] += weight
            sums[group] += weight * deviations[i]
            squares[group] += weight * deviations[i] * deviations[i]
        }
        let all = people.reduce(0, +)
        let shift = sums.reduce(0, +) / all
        let level = mean + shift
        if !(level > 0) {
            return WilliamsonIndex(
                coefficientOfVariation: .nan, withinSquared: .nan, betweenSquared: .nan, groups: [])
        }
        var (within, between) = (people.map { _ in 0.0 }, people.map { _ in 0.0 })
        for group in people.indices where people[group] > 0 {
            let own = sums[group] / people[group]
            within[group] = max(0, squares[group] - own * sums[group])
            if grouping.count > 1 { between[group] = people[group] * (own - shift) * (own - shift) }
        }
        let scale = all * level * level
        let (inside, apart) = (within.reduce(0, +), between.reduce(0, +))
        let members = counts == nil ? grouping.members.map(\.count) : []
        let groups = members.indices.map { group in
            let own = mean + sums[group] / people[group]
            return GroupPart(
                label: grouping.labels[group], count: members[group], headShare: people[group] / all,
                totalShare: people[group] * own / (all * level),
                index: own > 0 ? (within[group] / people[group]).squareRoot() / own : .nan,
                within: within[group] / scale, between: between[group] / scale)
        }
        return WilliamsonIndex(
            coefficientOfVariation: ((inside + apart) / scale).squareRoot(), withinSquared: inside / scale,
            betweenSquared: apart / scale, groups: groups)
    }
}

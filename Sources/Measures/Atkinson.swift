import RealModule

/// Atkinson's index with its exact decomposition by groups: (1 − total) = (1 − within)(1 − between).
public struct AtkinsonDecomposition: Sendable, Equatable {
    /// A, from 0 (all alike) to 1.
    public let total: Double
    /// What would be lost if each group's members were equal at the level that its inequality is worth.
    public let within: Double
    /// What is left between groups, each taken at the level that its inequality is worth.
    public let between: Double
    /// Each group's own index and what it adds to the part within, by label; empty in samples. The part between is not
    /// a sum over groups.
    public let groups: [GroupPart]
}

/// Atkinson's index: the share of the total that could be given up for equality without loss of welfare
/// (Atkinson 1970, doi:10.1016/0022-0531(70)90039-6; by groups: Blackorby, Donaldson & Auersperg 1981, Canadian Journal
/// of Economics 14: 665–685).
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
    try AtkinsonParts(values, weights, groups, aversion).split(nil)
}

/// Intervals of the index and its parts from places drawn again with replacement.
///
/// - Complexity: O(replications · n).
public func atkinsonIntervals(
    of values: [Double], weights: [Double]? = nil, groups: [String]? = nil, aversion: Double,
    _ options: BootstrapOptions = .init()
) throws(MeasureError) -> (total: Interval, within: Interval, between: Interval) {
    let parts = try AtkinsonParts(values, weights, groups, aversion)
    let found = bootstrap(values.count, options) { counts in
        let split = parts.split(counts)
        return [split.total, split.within, split.between]
    }
    return (found[0], found[1], found[2])
}

/// What each place adds to welfare, from which the index of any sample follows.
private struct AtkinsonParts: Sendable {
    private let aversion: Double
    private let grouping: Grouping
    private let heads: [Double]
    private let sums: [Double]
    /// Heads times y^(1 − ε) of values over the unit, or times its logarithm where ε is 1; not finite for a zero that
    /// makes the index 1.
    private let welfare: [Double]
    private let unit: Double

    init(_ given: [Double], _ weights: [Double]?, _ groups: [String]?, _ aversion: Double) throws(MeasureError) {
        try check(given, .zeroOrMore)
        if let groups { try check(groups.count, of: "groups", values: given.count) }
        if !(aversion > 0 && aversion <= 100) {
            throw .undefined(why: "inequality aversion is \(aversion): expected above 0, at most 100")
        }
        let values = withinReach(given)
        let heads = try checkedWeights(weights, values: values.count)
        guard let most = values.max(), most > 0 else {
            throw .undefined(why: "all values are zero: there is no total to have a share of")
        }
        // Over the least where the power is negative, since there it is the large one; else over the largest: no power
        // overflows.
        let unit = aversion > 1 ? values.filter { $0 > 0 }.min() ?? most : most
        (self.aversion, self.unit, self.heads) = (aversion, unit, heads)
        grouping = Grouping(groups ?? Array(repeating: "", count: values.count))
        sums = zip(heads, values).map { $0 * $1 }
        welfare = zip(heads, values).map { head, value in
            if abs(1 - aversion) < 1e-12 { return head * Double.log(value / unit) }
            return value == 0 && aversion > 1 ? Double.infinity : head * Double.pow(value / unit, 1 - aversion)
        }
    }

    /// - Parameter counts: how often each place was drawn; nil once each.
    func split(_ counts: [Double]?) -> AtkinsonDecomposition {
        var people = Array(repeating: 0.0, count: grouping.count)
        var (product, well) = (people, people)
        for i in heads.indices {
            let times = counts?[i] ?? 1
            if times == 0 { continue }
            let group = grouping.memberships[i]
            people[group] += times * heads[i]
            product[group] += times * sums[i]
            well[group] += times * welfare[i]
        }
        let (all, total) = (people.reduce(0, +), product.reduce(0, +))
        if total <= 0 { return AtkinsonDecomposition(total: .nan, within: .nan, between: .nan, groups: []) }
        let mean = total / all
        let levels = zip(well, people).map { $1 > 0 ? level($0, $1) : 0 }
        let meanLevel = zip(levels, people).map(*).reduce(0, +) / all
        let whole = level(well.reduce(0, +), all)
        let between = grouping.count == 1 || meanLevel == 0 ? 0 : max(0, 1 - whole / meanLevel)
        let members = counts == nil ? grouping.members.map(\.count) : []
        let groups = members.indices.map { group in
            let own = product[group] / people[group]
            return GroupPart(
                label: grouping.labels[group], count: members[group], headShare: people[group] / all,
                totalShare: product[group] / total, index: own > 0 ? max(0, 1 - levels[group] / own) : .nan,
                within: people[group] * (own - levels[group]) / total, between: nil)
        }
        return AtkinsonDecomposition(
            total: max(0, 1 - whole / mean), within: max(0, 1 - meanLevel / mean), between: between, groups: groups)
    }

    /// The value that, had by all, gives the same welfare.
    private func level(_ welfare: Double, _ people: Double) -> Double {
        if abs(1 - aversion) < 1e-12 { return unit * Double.exp(welfare / people) }
        return welfare.isInfinite ? 0 : unit * Double.pow(welfare / people, 1 / (1 - aversion))
    }
}

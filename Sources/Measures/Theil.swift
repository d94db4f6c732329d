import RealModule

/// A Theil index with its exact decomposition by groups.
public struct TheilDecomposition: Sendable, Equatable {
    /// The index over all values; 0 where all are alike.
    public let total: Double
    /// Inequality inside the groups.
    public let within: Double
    /// The index as if every value were its group's mean.
    public let between: Double
    /// Each group's own index and what it adds, by label in alphabetical order.
    public let groups: [GroupPart]
}

/// Theil's T of values per head, weighted by heads: Σ sᵢ ln(yᵢ/μ) with sᵢ the share of the total
/// (Theil 1967; decomposition: Shorrocks 1980, doi:10.2307/1913126).
///
/// - Parameters:
///   - values: values per head, 0 or more; a zero adds nothing, as y ln y does near zero.
///   - weights: heads (population), above zero; nil weighs each value alike.
///   - groups: one label a value; nil puts all into one group.
/// - Throws: `MeasureError` for no values, values out of range, or all zero.
/// - Complexity: O(n).
public func theil(of values: [Double], weights: [Double]? = nil, groups: [String]? = nil) throws(MeasureError)
    -> TheilDecomposition
{
    try TheilParts(.t, values, weights, groups).decomposition()
}

/// Theil's L, the mean logarithmic deviation: Σ pᵢ ln(μ/yᵢ) with pᵢ the share of heads
/// (Theil 1967; decomposition: Shorrocks 1980, doi:10.2307/1913126).
///
/// - Parameter values: above zero, since ln 0 has no value.
/// - Complexity: O(n).
public func theilL(of values: [Double], weights: [Double]? = nil, groups: [String]? = nil) throws(MeasureError)
    -> TheilDecomposition
{
    try TheilParts(.l, values, weights, groups).decomposition()
}

/// Which of the two.
public enum TheilIndex: Sendable { case t, l }

/// Intervals of total, within and between from places drawn again with replacement.
///
/// - Complexity: O(replications · n).
public func theilIntervals(
    _ index: TheilIndex, of values: [Double], weights: [Double]? = nil, groups: [String]? = nil,
    _ options: BootstrapOptions = .init()
) throws(MeasureError) -> (total: Interval, within: Interval, between: Interval) {
    let parts = try TheilParts(index, values, weights, groups)
    let found = bootstrap(values.count, options) { counts in
        let split = parts.split(counts)
        return [split.total, within(split.total, split.between), split.between]
    }
    return (found[0], found[1], found[2])
}

/// What is left of the total; what is left by rounding alone is nothing.
private func within(_ total: Double, _ between: Double) -> Double {
    total - between > 1e-14 * total ? total - between : 0
}

/// Whether groups tell more places apart than groups drawn by lot would: the part between groups beside the same with
/// labels shuffled.
public struct BetweenGroupsTest: Sendable, Equatable {
    /// With the groups as they are.
    public let observed: TheilDecomposition
    /// Mean of the part between over shuffled labels.
    public let expectedBetween: Double
    /// (1 + how many shuffles reach the observed part) / (1 + permutations).
    public let pseudoPValue: Double
    /// How many shuffles were drawn.
    public let permutations: Int
}

/// A permutation test of Theil's part between groups (Rey & Sastré-Gutiérrez 2010, doi:10.1080/17421772.2010.493955).
///
/// - Parameters:
///   - permutations: at least one.
///   - threads: nil takes one for each processor; the bits do not depend on it.
///   - progress: called with how many permutations are done.
/// - Complexity: O(permutations · n).
public func theilBetweenTest(
    of values: [Double], weights: [Double]? = nil, groups: [String], permutations: Int = 999, seed: UInt64 = 1,
    threads: Int? = nil,
    progress: (@Sendable (Int) -> Void)? = nil
) throws(MeasureError) -> BetweenGroupsTest {
    if permutations < 1 { throw .tooFew(count: permutations, needed: 1, what: "permutations") }
    let parts = try TheilParts(.t, values, weights, groups)
    let observed = try parts.decomposition()
    let shuffled = permuted(permutations, seed: seed, threads: threads, progress: progress, parts.grouping.memberships)
    {
        parts.between($0)
    }
    // A tie is a tie: what differs by rounding alone counts as reached.
    let reached = shuffled.count { $0 >= observed.between - 1e-12 * abs(observed.total) }
    return BetweenGroupsTest(
        observed: observed, expectedBetween: shuffled.reduce(0, +) / Double(permutations),
        pseudoPValue: Double(1 + reached) / Double(1 + permutations), permutations: permutations)
}

/// Sums from which a Theil index of any sample follows.
private struct TheilParts: Sendable {
    let index: TheilIndex
    let grouping: Grouping
    let heads: [Double]
    /// Heads times value.
    let sums: [Double]
    /// T: heads · y ln y; L: heads · ln y.
    let logs: [Double]

    init(_ index: TheilIndex, _ values: [Double], _ weights: [Double]?, _ groups: [String]?) throws(MeasureError) {
        try check(values, index == .t ? .zeroOrMore : .aboveZero)
        if let groups { try check(groups.count, of: "groups", values: values.count) }
        self.index = index
        heads = try checkedWeights(weights, values: values.count)
        grouping = Grouping(groups ?? Array(repeating: "", count: values.count))
        // Values over their largest, so that the least and the largest numbers have room.
        let most = values.max() ?? 0
        if most == 0 { throw .undefined(why: "all values are zero: there is no total to have a share of") }
        let scaled = values.map { $0 / most }
        sums = zip(heads, scaled).map { $0 * $1 }
        logs = zip(heads, scaled).map { head, value in
            if value == 0 { return 0 }
            return index == .t ? head * value * Double.log(value) : head * Double.log(value)
        }
    }

    func decomposition() throws(MeasureError) -> TheilDecomposition {
        let all = split(nil)
        let (people, product, logs) = (grouping.sums(of: heads), grouping.sums(of: sums), grouping.sums(of: logs))
        let (allPeople, allProduct) = (people.reduce(0, +), product.reduce(0, +))
        let counts = grouping.members.map(\.count)
        let shares = grouping.labels.indices.map { g in
            let own = inequality(people[g], product[g], logs[g])
            let (heads, total) = (people[g] / allPeople, product[g] / allProduct)
            let share = index == .t ? total : heads
            let apart = share > 0 ? share * Double.log(index == .t ? total / heads : heads / total) : 0
            return GroupPart(
                label: grouping.labels[g], count: counts[g], headShare: heads, totalShare: total, index: own,
                within: share * own, between: grouping.count == 1 ? 0 : apart)
        }
        return TheilDecomposition(
            total: all.total, within: within(all.total, all.between), between: all.between, groups: shares)
    }

    /// The index of a group of so many heads, their sum and their logarithms.
    private func inequality(_ people: Double, _ product: Double, _ logs: Double) -> Double {
        if product <= 0 { return 0 }
        let mean = Double.log(product / people)
        return max(0, index == .t ? logs / product - mean : mean - logs / people)
    }

    /// - Parameter counts: how often each place was drawn; nil once each.
    func split(_ counts: [Double]?) -> (total: Double, between: Double) {
        var people = Array(repeating: 0.0, count: grouping.count)
        var product = people
        var logSum = 0.0
        for i in heads.indices {
            let times = counts?[i] ?? 1
            let group = grouping.memberships[i]
            people[group] += times * heads[i]
            product[group] += times * sums[i]
            logSum += times * logs[i]
        }
        let total = inequality(people.reduce(0, +), product.reduce(0, +), logSum)
        return (total, between(people, product))
    }

    private func between(_ people: [Double], _ product: [Double]) -> Double {
        if people.count == 1 { return 0 }
        let (allPeople, allProduct) = (people.reduce(0, +), product.reduce(0, +))
        if allProduct <= 0 { return 0 }
        var between = 0.0
        for g in people.indices where people[g] > 0 {
            let (p, s) = (people[g] / allPeople, product[g] / allProduct)
            if index == .t { between += s > 0 ? s * Double.log(s / p) : 0 } else { between += p * Double.log(p / s) }
        }
        return max(0, between)
    }

    /// The part between groups when places belong to other groups.
    func between(_ memberships: [Int]) -> Double {
        var people = Array(repeating: 0.0, count: grouping.count)
        var product = people
        people.withUnsafeMutableBufferPointer { people in
            product.withUnsafeMutableBufferPointer { product in
                for i in memberships.indices {
                    people[memberships[i]] += heads[i]
                    product[memberships[i]] += sums[i]
                }
            }
        }
        return between(people, product)
    }
}

/// Dagum's decomposition of the Gini index.
public struct DagumDecomposition: Sendable, Equatable {
    /// G, the sum of the three parts.
    public let gini: Double
    /// Pairs of one group.
    public let within: Double
    /// Between groups, net of overlap.
    public let netBetween: Double
    /// The part due to groups that overlap.
    public let transvariation: Double
    /// Each group's own Gini index and what it adds to the part within, by label; empty in samples. Between groups it
    /// is pairs that count.
    public let groups: [GroupPart]
}

/// The Gini index split into inequality within groups, net between groups, and transvariation
/// (Dagum 1997, doi:10.1007/BF01205777).
///
/// G_jj within; G_jh = E|y_j − y_h|/(μ_j + μ_h); D_jh = (d − p)/(d + p) with d = E max(y_j − y_h, 0) and
/// p = E max(y_h − y_j, 0) for μ_j > μ_h. Weights count heads.
///
/// - Throws: `MeasureError` for empty input, negative values, or more than 5,000 groups.
/// - Complexity: O(n log n + n · groups).
public func dagum(of values: [Double], weights: [Double]? = nil, groups: [String]) throws(MeasureError)
    -> DagumDecomposition
{
    try DagumParts(values, weights, groups).decomposition()
}

/// Intervals of the index and its parts from places drawn again with replacement.
///
/// - Complexity: O(replications · n · groups).
public func dagumIntervals(
    of values: [Double], weights: [Double]? = nil, groups: [String], _ options: BootstrapOptions = .init()
) throws(MeasureError) -> (gini: Interval, within: Interval, netBetween: Interval, transvariation: Interval) {
    let parts = try DagumParts(values, weights, groups)
    let found = bootstrap(values.count, options) { counts in
        let split = parts.decomposition(counts)
        return [split.gini, split.within, split.netBetween, split.transvariation]
    }
    return (found[0], found[1], found[2], found[3])
}

private struct DagumParts: Sendable {
    let sorted: SortedValues
    /// The group of each value, in increasing order of values.
    let groups: [Int]
    let labels: [String]
    private var count: Int { labels.count }

    init(_ values: [Double], _ weights: [Double]?, _ labels: [String]) throws(MeasureError) {
        try check(values, .zeroOrMore)
        try check(labels.count, of: "groups", values: values.count)
        sorted = SortedValues(values, try checkedWeights(weights, values: values.count))
        let grouping = Grouping(labels)
        // Every pair of groups is compared.
        if grouping.count > 5_000 {
            throw .undefined(why: "\(grouping.count) groups: expected at most 5000; a group holds several places")
        }
        groups = sorted.order.map { grouping.memberships[$0] }
        self.labels = grouping.labels
    }

    func decomposition(_ counts: [Double]? = nil) -> DagumDecomposition {
        let (heads, sums, above) = excesses(counts)
        let (allHeads, allSum) = (heads.reduce(0, +), sums.reduce(0, +))
        if allSum == 0 {
            // Nothing to share has no index; a sample that drew nothing counts as one of equals.
            let none = counts == nil ? Double.nan : 0
            return DagumDecomposition(gini: none, within: none, netBetween: none, transvariation: none, groups: [])
        }
        var (within, net, overlap) = (0.0, 0.0, 0.0)
        var own = Array(repeating: 0.0, count: count)
        for j in 0..<count where heads[j] > 0 {
            for h in j..<count where heads[h] > 0 {
                // E|y_j − y_h|/(μ_j + μ_h), weighted by p_j s_h (+ p_h s_j).
                let meanSum = sums[j] / heads[j] + sums[h] / heads[h]
                if meanSum == 0 { continue }
                let (up, down) = (above[j * count + h], above[h * count + j])
                let gini = (up + down) / (heads[j] * heads[h]) / meanSum
                if j == h {
                    own[j] = gini
                    within += gini * heads[j] / allHeads * sums[j] / allSum
                    continue
                }
                let weight = (heads[j] * sums[h] + heads[h] * sums[j]) / (allHeads * allSum)
                let distance = up + down == 0 ? 0 : abs(up - down) / (up + down)
                net += gini * weight * distance
                overlap += gini * weight * (1 - distance)
            }
        }
        var members = Array(repeating: 0, count: counts == nil ? count : 0)
        if counts == nil { for group in groups { members[group] += 1 } }
        let parts = members.indices.map { j in
            let (headShare, totalShare) = (heads[j] / allHeads, sums[j] / allSum)
            return GroupPart(
                label: labels[j], count: members[j], headShare: headShare, totalShare: totalShare,
                index: sums[j] > 0 ? own[j] : .nan, within: own[j] * headShare * totalShare, between: nil)
        }
        return DagumDecomposition(
            gini: within + net + overlap, within: within, netBetween: net, transvariation: overlap, groups: parts)
    }

    /// Heads and sums by group, and Σ w_a w_b max(y_a − y_b, 0) over a in group j and b in group h, at j · groups + h.
    private func excesses(_ counts: [Double]?) -> (heads: [Double], sums: [Double], above: [Double]) {
        let least = sorted.values.first ?? 0
        var heads = Array(repeating: 0.0, count: count)
        // Sums of what exceeds the least value: differences keep their digits.
        var excess = heads
        var above = Array(repeating: 0.0, count: count * count)
        above.withUnsafeMutableBufferPointer { above in
            heads.withUnsafeMutableBufferPointer { heads in
                excess.withUnsafeMutableBufferPointer { excess in
                    for k in groups.indices {
                        let weight = sorted.weights[k] * (counts?[k] ?? 1)
                        if weight == 0 { continue }
                        let (value, group) = (sorted.values[k] - least, groups[k])
                        // Everyone so far lies below.
                        for h in 0..<heads.count {
                            above[group * heads.count + h] += weight * (value * heads[h] - excess[h])
                        }
                        heads[group] += weight
                        excess[group] += weight * value
                    }
                }
            }
        }
        return (heads, zip(heads, excess).map { $1 + least * $0 }, above)
    }
}

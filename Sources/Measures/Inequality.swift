import RealModule

/// Why a measure is not defined for some values.
public enum MeasureError: Error, Sendable, Equatable, CustomStringConvertible {
    case noValues
    case differentLengths(values: Int, other: Int, what: String)
    case badValue(index: Int, value: Double, expected: String)

    public var description: String {
        switch self {
        case .noValues: "no values: at least one is needed"
        case .differentLengths(let values, let other, let what): "\(values) values but \(other) \(what): one each is needed"
        case .badValue(let index, let value, let expected): "value \(index + 1) is \(value): expected \(expected)"
        }
    }
}

/// Theil's T with its exact decomposition by groups.
public struct TheilDecomposition: Sendable, Equatable {
    public let total: Double
    public let within: Double
    public let between: Double
}

/// Theil's T of values per head, weighted by heads: Σ s_i ln(y_i/ȳ) with s_i the share of the total
/// (Theil 1967; decomposition: Shorrocks 1980, doi:10.2307/1913126).
///
/// - Parameters:
///   - values: values per head, above zero.
///   - weights: heads (population), above zero; nil weighs each value alike.
///   - groups: one label a value; nil puts all into one group.
/// - Throws: `MeasureError` for empty input or values out of range.
/// - Complexity: O(n).
public func theil(
    of values: [Double], weights: [Double]? = nil, groups: [String]? = nil
) throws(MeasureError) -> TheilDecomposition {
    let weights = weights ?? Array(repeating: 1, count: values.count)
    let groups = groups ?? Array(repeating: "", count: values.count)
    try check(values, weights, groups.count, zeroAllowed: false)
    let heads = weights.reduce(0, +)
    let mean = zip(values, weights).map(*).reduce(0, +) / heads
    var total = 0.0
    var groupHeads: [String: Double] = [:]
    var groupSum: [String: Double] = [:]
    for (index, value) in values.enumerated() {
        let share = weights[index] * value / (heads * mean)
        total += share * Double.log(value / mean)
        groupHeads[groups[index], default: 0] += weights[index]
        groupSum[groups[index], default: 0] += weights[index] * value
    }
    var between = 0.0
    for group in groupSum.keys.sorted() {
        guard let sum = groupSum[group], let count = groupHeads[group] else { continue }
        between += sum / (heads * mean) * Double.log(sum / count / mean)
    }
    return TheilDecomposition(total: total, within: total - between, between: between)
}

/// Dagum's decomposition of the Gini index.
public struct DagumDecomposition: Sendable, Equatable {
    public let gini: Double
    public let within: Double
    /// Between groups, net of overlap.
    public let netBetween: Double
    /// The part due to groups that overlap.
    public let transvariation: Double
}

/// The Gini index split into inequality within groups, net between groups, and transvariation
/// (Dagum 1997, doi:10.1007/BF01205777).
///
/// G_jj within; G_jh = E|y_j − y_h|/(μ_j + μ_h); D_jh = (d − p)/(d + p) with d = E max(y_j − y_h, 0) and
/// p = E max(y_h − y_j, 0) for μ_j > μ_h. Weights count heads.
///
/// - Throws: `MeasureError` for empty input or negative values.
/// - Complexity: O(n²).
public func dagum(of values: [Double], weights: [Double]? = nil, groups: [String]) throws(MeasureError) -> DagumDecomposition {
    let weights = weights ?? Array(repeating: 1, count: values.count)
    try check(values, weights, groups.count, zeroAllowed: true)
    let labels = Array(Set(groups)).sorted()
    let members = labels.map { label in values.indices.filter { groups[$0] == label } }
    let heads = members.map { $0.reduce(0) { $0 + weights[$1] } }
    let sums = members.map { $0.reduce(0) { $0 + weights[$1] * values[$1] } }
    let (allHeads, allSum) = (heads.reduce(0, +), sums.reduce(0, +))
    if allSum == 0 { return DagumDecomposition(gini: 0, within: 0, netBetween: 0, transvariation: 0) }
    var (within, net, overlap) = (0.0, 0.0, 0.0)
    for j in labels.indices {
        for h in j..<labels.count {
            var (above, below) = (0.0, 0.0)
            for a in members[j] {
                for b in members[h] {
                    let gap = weights[a] * weights[b] * (values[a] - values[b])
                    if gap > 0 { above += gap } else { below -= gap }
                }
            }
            // E|y_j − y_h|/(μ_j + μ_h), weighted by p_j s_h (+ p_h s_j).
            let meanSum = sums[j] / heads[j] + sums[h] / heads[h]
            if meanSum == 0 { continue }
            let gini = (above + below) / (heads[j] * heads[h]) / meanSum
            if j == h {
                within += gini * heads[j] / allHeads * sums[j] / allSum
                continue
            }
            let weight = (heads[j] * sums[h] + heads[h] * sums[j]) / (allHeads * allSum)
            let distance = above + below == 0 ? 0 : abs(above - below) / (above + below)
            net += gini * weight * distance
            overlap += gini * weight * (1 - distance)
        }
    }
    return DagumDecomposition(gini: within + net + overlap, within: within, netBetween: net, transvariation: overlap)
}

private func check(_ values: [Double], _ weights: [Double], _ groups: Int, zeroAllowed: Bool) throws(MeasureError) {
    if values.isEmpty { throw .noValues }
    if weights.count != values.count { throw .differentLengths(values: values.count, other: weights.count, what: "weights") }
    if groups != values.count { throw .differentLengths(values: values.count, other: groups, what: "groups") }
    for (index, value) in values.enumerated() {
        if !(value.isFinite && (value > 0 || zeroAllowed && value == 0)) {
            throw .badValue(index: index, value: value, expected: zeroAllowed ? "0 or more" : "above 0")
        }
        if !(weights[index].isFinite && weights[index] > 0) {
            throw .badValue(index: index, value: weights[index], expected: "a weight above 0")
        }
    }
}

/// The Gini index, plain and corrected for small samples.
public struct GiniIndex: Sendable, Equatable {
    /// Σᵢⱼ wᵢwⱼ|yᵢ − yⱼ| / (2 W² μ): 0 where all are equal, 1 − 1/n where one has everything.
    public let gini: Double
    /// gini · n/(n − 1): 1 where one has everything; nil with weights or a single value.
    public let normalised: Double?
}

/// The Gini index (Gini 1912; computed as in Lerman & Yitzhaki 1989, Journal of Econometrics 42: 43–47).
///
///     let index = try gini(of: [10, 10, 10, 20, 50])   // .36, normalised .45
///
/// - Parameters:
///   - values: 0 or more; values per head where weights count heads.
///   - weights: above zero; nil counts each value alike.
/// - Returns: not a number where all values are zero: there is nothing to share.
/// - Throws: `MeasureError` for no values, or values out of range.
/// - Complexity: O(n log n).
public func gini(of values: [Double], weights: [Double]? = nil) throws(MeasureError) -> GiniIndex {
    try check(values, .zeroOrMore)
    let sorted = try sortedValues(values, weights)
    let n = Double(values.count)
    let index = values.contains { $0 > 0 } ? sorted.gini() : .nan
    return GiniIndex(gini: index, normalised: weights == nil && n > 1 ? index * n / (n - 1) : nil)
}

/// The Gini index with an interval from places drawn again with replacement.
///
/// - Complexity: O(n log n + replications · n).
public func giniInterval(of values: [Double], weights: [Double]? = nil, _ options: BootstrapOptions = .init())
    throws(MeasureError) -> Interval
{
    try check(values, .zeroOrMore)
    let sorted = try sortedValues(values, weights)
    return bootstrap(values.count, options) { counts in [sorted.gini(counts)] }[0]
}

private func sortedValues(_ values: [Double], _ weights: [Double]?) throws(MeasureError) -> SortedValues {
    weights == nil
        ? SortedValues(alike: values) : SortedValues(values, try checkedWeights(weights, values: values.count))
}

/// Values in increasing order with their weights, from which the index of any sample drawn of them takes one pass.
struct SortedValues: Sendable {
    /// Where each value stood; empty where nobody asks.
    let order: [Int]
    let values: [Double]
    let weights: [Double]

    init(_ given: [Double], _ weights: [Double]) {
        let values = withinReach(given)
        order = values.withUnsafeBufferPointer { values in Array(values.indices).sorted { values[$0] < values[$1] } }
        self.values = order.map { values[$0] }
        self.weights = order.map { weights[$0] }
    }

    /// Values that count alike: numbers alone sort faster than numbers with their places.
    init(alike values: [Double]) {
        order = []
        self.values = withinReach(values).sorted()
        weights = Array(repeating: 1, count: values.count)
    }

    /// - Parameter counts: how often each value was drawn, in increasing order of values; nil once each.
    func gini(_ counts: [Double]? = nil) -> Double {
        // Deviations from the least value, so that equal values give zero and not a rounding error.
        guard let least = values.first else { return .nan }
        var (below, spread, total, all) = (0.0, 0.0, 0.0, 0.0)
        for k in values.indices {
            all += weights[k] * (counts?[k] ?? 1)
        }
        for k in values.indices {
            let weight = weights[k] * (counts?[k] ?? 1)
            spread += weight * (values[k] - least) * (2 * below + weight - all)
            total += weight * values[k]
            below += weight
        }
        return total > 0 ? spread / (all * total) : 0
    }
}

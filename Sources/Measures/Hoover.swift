/// Hoover's index: half the sum of |share of the total − share of heads|, the share that would have to move for
/// equality (Hoover 1936, doi:10.2307/1927875).
///
/// - Parameters:
///   - totals: of each place, 0 or more, not all zero.
///   - heads: 0 or more, not all zero; nil counts each place alike.
/// - Complexity: O(n).
public func hoover(of totals: [Double], against heads: [Double]? = nil) throws(MeasureError) -> Double {
    try check(totals, .zeroOrMore)
    let people = heads ?? Array(repeating: 1, count: totals.count)
    try check(people.count, of: "weights", values: totals.count)
    try check(people, .zeroOrMore)
    let (amounts, weights) = (withinReach(totals), withinReach(people))
    let (sum, all) = (amounts.reduce(0, +), weights.reduce(0, +))
    if sum == 0 || all == 0 { throw .undefined(why: "all values or all weights are zero: there are no shares") }
    var apart = 0.0
    for (amount, weight) in zip(amounts, weights) { apart += abs(amount / sum - weight / all) }
    return apart / 2
}

/// The interval of the index from places drawn again with replacement.
///
/// - Complexity: O(replications · n).
public func hooverInterval(of totals: [Double], against heads: [Double]? = nil, _ options: BootstrapOptions = .init())
    throws(MeasureError)
    -> Interval
{
    _ = try hoover(of: totals, against: heads)
    let heads = heads ?? Array(repeating: 1, count: totals.count)
    return bootstrap(totals.count, options) { counts in
        let index = try? hoover(of: zip(totals, counts).map { $0 * $1 }, against: zip(heads, counts).map { $0 * $1 })
        return [index ?? .nan]
    }[0]
}

/// Hoover's index: half the sum of |share of the total − share of heads|, the share that would have to move for equality
/// (Hoover 1936, doi:10.2307/1927875).
///
/// - Parameters:
///   - totals: of each place, 0 or more, not all zero.
///   - heads: 0 or more, not all zero; nil counts each place alike.
/// - Complexity: O(n).
public func hoover(of totals: [Double], against heads: [Double]? = nil) throws(MeasureError) -> Double {
    try check(totals, .zeroOrMore)
    let heads = heads ?? Array(repeating: 1, count: totals.count)
    try check(heads.count, of: "weights", values: totals.count)
    try check(heads, .zeroOrMore)
    let (sum, people) = (totals.reduce(0, +), heads.reduce(0, +))
    if sum == 0 || people == 0 { throw .undefined(why: "all values or all weights are zero: there are no shares") }
    return zip(totals, heads).reduce(0) { $0 + abs($1.0 / sum - $1.1 / people) } / 2
}

import Computation

/// How values are put into classes for a map.
public enum ClassMethod: String, Sendable, CaseIterable {
    /// As many values in each class, as far as ties allow.
    case quantiles
    /// Classes whose values differ least from their means (Fisher 1958; known to cartographers as Jenks' natural
    /// breaks).
    case naturalBreaks
    /// Classes equally wide.
    case equalIntervals
    /// Classes mirrored around a reference, so that a colour means the same distance on both sides.
    case aroundReference
}

/// Classes that touch: class k holds edges[k] ≤ value < edges[k + 1], the last one its upper edge too.
public struct Classification: Sendable, Equatable {
    /// How the edges were found.
    public let method: ClassMethod
    /// Increasing, one more than there are classes.
    public let edges: [Double]
    /// Around what `aroundReference` mirrors its classes, and nil otherwise.
    public let reference: Double?

    /// Classes that were made, perhaps fewer than asked for.
    public var count: Int { edges.count - 1 }

    /// The class of a value; nil outside all of them or if it is not a number.
    public func classOf(_ value: Double) -> Int? {
        guard let first = edges.first, let last = edges.last, value >= first, value <= last else { return nil }
        return min(count - 1, (edges.lastIndex { value >= $0 } ?? 0))
    }

    /// How many values stand in each class.
    public func counts(of values: [Double]) -> [Int] {
        values.reduce(into: Array(repeating: 0, count: count)) { counts, value in
            if let k = classOf(value) { counts[k] += 1 }
        }
    }
}

/// Puts values into classes. Where values are equal there may be fewer classes than asked for, never an empty one by
/// quantiles or natural breaks; equal intervals may be empty.
///
/// - Parameters:
///   - values: in any order; at least one.
///   - count: classes wanted, 1 to 12; around a reference an even number, half of them on each side.
///   - reference: for `aroundReference`; nil takes the median.
/// - Throws: `MeasureError` for no values, or values that are not finite.
/// - Complexity: O(n log n); natural breaks O(count · n log n), exact.
public func classify(_ values: [Double], into count: Int, by method: ClassMethod, reference: Double? = nil)
    throws(MeasureError) -> Classification
{
    if values.isEmpty { throw .noValues }
    for (index, value) in values.enumerated() where !value.isFinite {
        throw .badValue(index: index, value: value, expected: "a finite number")
    }
    if let reference, !reference.isFinite {
        throw .badValue(index: 0, value: reference, expected: "a finite reference")
    }
    let sorted = values.sorted()
    let (least, most) = (sorted[0], sorted[sorted.count - 1])
    let wanted = max(1, min(12, count))
    var edges: [Double]
    var middle: Double?
    switch method {
    case .quantiles:
        var inner = (1..<wanted).map { quantile(Double($0) / Double(wanted), ofSorted: sorted) }
        // Ties at either end are a class of their own: of zeros and ones there are two.
        if wanted > 1, let second = sorted.first(where: { $0 > least }), let below = sorted.last(where: { $0 < most }) {
            inner = inner.map {
                $0 <= least ? least + (second - least) / 2 : $0 >= most ? below + (most - below) / 2 : $0
            }
        }
        edges = [least] + inner + [most]
    case .naturalBreaks:
        edges = [least] + naturalBreaks(sorted, wanted) + [most]
    case .equalIntervals:
        edges = (0...wanted).map { $0 == wanted ? most : least + (most - least) * (Double($0) / Double(wanted)) }
    case .aroundReference:
        let centre = reference ?? quantile(0.5, ofSorted: sorted)
        middle = centre
        let far = sorted.map { abs($0 - centre) }.sorted()
        let side = max(1, wanted / 2)
        let steps = (1..<side).map { quantile(Double($0) / Double(side), ofSorted: far) }.filter { $0 > 0 }
        let inner = steps.reversed().map { centre - $0 } + [centre] + steps.map { centre + $0 }
        edges = [min(least, centre)] + inner.filter { $0 > least && $0 < most } + [max(most, centre)]
    }
    var distinct: [Double] = []
    for edge in edges where distinct.last.map({ edge > $0 }) ?? true { distinct.append(edge) }
    // All values alike: one class around them.
    if distinct.count == 1 { distinct.append(distinct[0]) }
    return Classification(method: method, edges: distinct, reference: middle)
}

/// Edges between the classes, such that the sum of squared deviations from the class means is least: exact, by dynamic
/// programming (Fisher 1958, doi:10.1080/01621459.1958.10501479) over distinct values, each layer by divide and
/// conquer, since the best last cut never moves back.
private func naturalBreaks(_ sorted: [Double], _ count: Int) -> [Double] {
    var values: [Double] = []
    var weights: [Double] = []
    for value in sorted {
        if values.last == value {
            weights[weights.count - 1] += 1
        } else {
            values.append(value)
            weights.append(1)
        }
    }
    let n = values.count
    let classes = min(count, n)
    if classes < 2 { return [] }
    // Deviations from the middle value keep the sums small.
    let centre = values[n / 2]
    var (heads, sums, squares) = ([0.0], [0.0], [0.0])
    for index in 0..<n {
        let deviation = values[index] - centre
        heads.append(heads[index] + weights[index])
        sums.append(sums[index] + weights[index] * deviation)
        squares.append(squares[index] + weights[index] * deviation * deviation)
    }
    func cost(_ first: Int, _ end: Int) -> Double {
        let (w, s) = (heads[end] - heads[first], sums[end] - sums[first])
        return max(0, squares[end] - squares[first] - s * s / w)
    }
    // best[i]: least cost of the first i values in the classes so far; cut[k][i]: where the last of them begins.
    var best = (0...n).map { $0 == 0 ? 0 : cost(0, $0) }
    var cuts: [[Int]] = []
    for k in 1..<classes {
        var next = Array(repeating: Double.infinity, count: n + 1)
        var cut = Array(repeating: k, count: n + 1)
        func fill(_ low: Int, _ high: Int, _ from: Int, _ to: Int) {
            if low > high { return }
            let end = (low + high) / 2
            for first in max(k, from)...max(k, min(end - 1, to)) where first < end {
                let total = best[first] + cost(first, end)
                if total < next[end] { (next[end], cut[end]) = (total, first) }
            }
            fill(low, end - 1, from, cut[end])
            fill(end + 1, high, cut[end], to)
        }
        fill(k + 1, n, k, n - 1)
        best = next
        cuts.append(cut)
    }
    var breaks: [Double] = []
    var end = n
    for k in stride(from: classes - 1, through: 1, by: -1) {
        let first = cuts[k - 1][end]
        // Halfway between neighbours, so that a class of the largest value alone has room.
        let (below, above) = (values[first - 1], values[first])
        let middle = below + (above - below) / 2
        breaks.append(middle > below ? middle : above)
        end = first
    }
    return breaks.reversed()
}

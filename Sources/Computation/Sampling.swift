/// Latin hypercube points (McKay, Beckman & Conover 1979, doi:10.2307/1268522): in each dimension, one point in each of
/// `count` equal strata, the strata shuffled.
///
/// - Returns: `count` points of `dimensions` numbers in [0, 1), the same for the same seed.
public func latinHypercube(count: Int, dimensions: Int, seed: UInt64) -> [[Double]] {
    var stream = RandomStream(seed: seed)
    var points = [[Double]](repeating: [Double](repeating: 0, count: dimensions), count: count)
    for dimension in 0..<dimensions {
        var strata = Array(0..<count)
        for k in stride(from: count - 1, to: 0, by: -1) { strata.swapAt(k, Int(stream.next() % UInt64(k + 1))) }
        for point in 0..<count { points[point][dimension] = (Double(strata[point]) + stream.uniform()) / Double(count) }
    }
    return points
}

/// The value below which a share of a triangular distribution lies.
public func triangularQuantile(_ share: Double, low: Double, mode: Double, high: Double) -> Double {
    guard high > low else { return mode }
    let cut = (mode - low) / (high - low)
    if share < cut { return low + ((high - low) * (mode - low) * share).squareRoot() }
    return high - ((high - low) * (high - mode) * (1 - share)).squareRoot()
}

/// Quantile of sorted values, interpolated between order statistics (type 7 of Hyndman & Fan 1996,
/// doi:10.2307/2684934).
public func quantile(_ share: Double, ofSorted values: [Double]) -> Double {
    guard let last = values.last else { return .nan }
    let position = max(0, min(1, share)) * Double(values.count - 1)
    let index = Int(position)
    guard index + 1 < values.count else { return last }
    return values[index] + (position - Double(index)) * (values[index + 1] - values[index])
}

/// Standard error of a quantile from independent draws, by the spread of the order statistics around it (binomial).
public func quantileStandardError(_ share: Double, ofSorted values: [Double]) -> Double {
    guard values.count > 2 else { return .nan }
    let width = (share * (1 - share) / Double(values.count)).squareRoot()
    return (quantile(share + width, ofSorted: values) - quantile(share - width, ofSorted: values)) / 2
}

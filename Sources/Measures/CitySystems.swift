import RealModule

/// x to a power, exact where the power is 1 or 2.
func power(_ x: Double, _ exponent: Double) -> Double {
    exponent == 2 ? x * x : exponent == 1 ? x : Double.pow(x, exponent)
}

/// How much larger the largest city is than those that follow.
public struct Primacy: Sendable, Equatable {
    /// P₁/P₂; 2 by the rank–size rule.
    public let twoCity: Double
    /// P₁/(P₂ + P₃ + P₄), 1 by Zipf's series cut off there; nil for fewer than four.
    public let fourCity: Double?
    /// 2 P₁/(P₂ + … + P₁₁), 1 likewise; nil for fewer than eleven.
    public let elevenCity: Double?
    /// P₁/ΣP.
    public let shareOfLargest: Double
}

/// Primacy of the largest city (Jefferson 1939, doi:10.2307/209944; S4 and S11 as in Chinese studies since 许学强 and
/// others).
///
/// - Parameter sizes: above zero, at least two.
/// - Complexity: O(n log n).
public func primacy(of sizes: [Double]) throws(MeasureError) -> Primacy {
    try check(sizes, .aboveZero)
    if sizes.count < 2 { throw .tooFew(count: sizes.count, needed: 2, what: "cities") }
    let sorted = sizes.sorted(by: >)
    func following(_ count: Int) -> Double? { sorted.count >= count ? sorted[1..<count].reduce(0, +) : nil }
    return Primacy(
        twoCity: sorted[0] / sorted[1], fourCity: following(4).map { sorted[0] / $0 },
        elevenCity: following(11).map { 2 * sorted[0] / $0 }, shareOfLargest: sorted[0] / sizes.reduce(0, +))
}

/// How evenly a cluster's cities share its size, and its links.
public struct Polycentricity: Sendable, Equatable {
    /// The slope of ln size on ln rank over the two, three and four largest, averaged: 0 all alike, far below −1 one
    /// centre (Burger & Meijers 2012, doi:10.1177/0042098011407095).
    public let morphologicalSlope: Double
    /// 1 − σ/σ_max of sizes, σ_max that of two cities of which one has everything: 1 even, 0 one centre.
    public let morphological: Double
    /// The same of what reaches each city by links, times the links' density (Green 2007,
    /// doi:10.1080/00420980701518941); nil without flows.
    public let functional: Double?
    /// Links above the threshold over all ordered pairs, 0 to 1; nil without flows.
    public let density: Double?
}

/// Morphological and functional polycentricity of a cluster.
///
/// - Parameters:
///   - sizes: above zero, at least two.
///   - flows: a row a city of origin, 0 or more, the diagonal ignored; nil leaves the functional one out.
///   - threshold: flows of at least this count as links in the density.
/// - Complexity: O(n log n), with flows O(n²).
public func polycentricity(of sizes: [Double], flows: [[Double]]? = nil, threshold: Double = 0) throws(MeasureError)
    -> Polycentricity
{
    try check(sizes, .aboveZero)
    if sizes.count < 2 { throw .tooFew(count: sizes.count, needed: 2, what: "cities") }
    let sorted = sizes.sorted(by: >)
    let slopes = (2...4).filter { $0 <= sorted.count }.map { count in
        slope(of: sorted.prefix(count).map { Double.log($0) }, on: (1...count).map { Double.log(Double($0)) })
    }
    var (functional, density): (Double?, Double?) = (nil, nil)
    if let flows {
        try check(flows.count, of: "rows of flows", values: sizes.count)
        var arrivals = Array(repeating: 0.0, count: sizes.count)
        var links = 0
        for (from, row) in flows.enumerated() {
            try check(row.count, of: "flows in a row", values: sizes.count)
            try check(row, .zeroOrMore)
            for (to, flow) in row.enumerated() where from != to {
                arrivals[to] += flow
                if flow > threshold { links += 1 }
            }
        }
        let share = Double(links) / Double(sizes.count * (sizes.count - 1))
        density = share
        functional = arrivals.contains { $0 > 0 } ? evenness(arrivals) * share : 0
    }
    return Polycentricity(
        morphologicalSlope: slopes.reduce(0, +) / Double(slopes.count), morphological: evenness(sizes),
        functional: functional,
        density: density)
}

/// 1 − σ/σ_max with σ_max the standard deviation of two values, 0 and the largest.
private func evenness(_ values: [Double]) -> Double {
    let most = values.max() ?? 0
    let mean = values.reduce(0, +) / Double(values.count)
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
    return most > 0 ? 1 - deviation / (most / 2) : 0
}

/// Least squares through points.
func slope(of y: [Double], on x: [Double]) -> Double {
    let n = Double(x.count)
    let (meanX, meanY) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
    let (xx, xy) = zip(x, y).reduce((0.0, 0.0)) { sums, point in
        (sums.0 + (point.0 - meanX) * (point.0 - meanX), sums.1 + (point.0 - meanX) * (point.1 - meanY))
    }
    return xy / xx
}

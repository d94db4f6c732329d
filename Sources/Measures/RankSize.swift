import RealModule

/// A straight line through ln(rank − ½) and ln(size).
public struct RankSizeFit: Sendable, Equatable {
    /// ln(rank − ½) = intercept + slope · ln(size); near −1 by Zipf's law.
    public let slope: Double
    /// ln(rank − ½) of a city of size 1.
    public let intercept: Double
    /// |slope| · √(2/n), the standard error that is right for ranks.
    public let standardError: Double
    /// Cities in the fit.
    public let count: Int
}

/// The rank–size rule by ordinary least squares on rank − ½ (Gabaix & Ibragimov 2011, doi:10.1198/jbes.2009.06157).
///
/// - Parameter sizes: above zero; at least three, not all alike.
/// - Returns: nil where the sizes do not tell a slope.
/// - Throws: `MeasureError` for sizes that are not above zero and finite.
/// - Complexity: O(n log n).
public func rankSize(_ sizes: [Double]) throws(MeasureError) -> RankSizeFit? {
    for (index, size) in sizes.enumerated() where !(size > 0 && size.isFinite) {
        throw .badValue(index: index, value: size, expected: "a size above zero")
    }
    let sorted = sizes.sorted(by: >)
    let n = Double(sorted.count)
    guard sorted.count >= 3, let most = sorted.first, let least = sorted.last, most > least else { return nil }
    let x = sorted.map { Double.log($0) }
    let y = sorted.indices.map { Double.log(Double($0) + 0.5) }
    let slope = slope(of: y, on: x)
    // Sizes that differ in their last digit alone may have one logarithm.
    guard slope.isFinite else { return nil }
    let intercept = (y.reduce(0, +) - slope * x.reduce(0, +)) / n
    return RankSizeFit(
        slope: slope, intercept: intercept, standardError: abs(slope) * (2 / n).squareRoot(), count: sorted.count)
}

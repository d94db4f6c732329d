import Computation
import RealModule

/// How far places lie apart year by year, and whether the distance falls.
public struct SigmaConvergence: Sendable, Equatable {
    /// Standard deviation of logarithms, one a year (n − 1 in the denominator).
    public let standardDeviationsOfLogs: [Double]
    /// Standard deviation over mean, one a year.
    public let coefficientsOfVariation: [Double]
    /// Change of the first a year, by least squares; nil with fewer than three years.
    public let trend: Coefficient?
}

/// σ-convergence: whether the dispersion of logarithms falls (Barro & Sala-i-Martin 1992, doi:10.1086/261816).
///
/// - Parameters:
///   - years: increasing.
///   - values: a list a year, one value a place, above zero; at least two places.
/// - Complexity: O(places · years).
public func sigmaConvergence(years: [Int], values: [[Double]]) throws(MeasureError) -> SigmaConvergence {
    try check(values.count, of: "years of values", values: years.count)
    var (deviations, variations): ([Double], [Double]) = ([], [])
    for year in values {
        try check(year, .aboveZero)
        if year.count < 2 { throw .tooFew(count: year.count, needed: 2, what: "places") }
        let sample = (Double(year.count) / Double(year.count - 1)).squareRoot()
        deviations.append(standardDeviation(year.map { Double.log($0) }) * sample)
        variations.append(standardDeviation(year) * sample / (year.reduce(0, +) / Double(year.count)))
    }
    let trend = years.count > 2 ? try LeastSquares(deviations, on: [years.map(Double.init)]).coefficients[1] : nil
    return SigmaConvergence(standardDeviationsOfLogs: deviations, coefficientsOfVariation: variations, trend: trend)
}

/// √(Σ(x − μ)²/n).
func standardDeviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
}

/// Whether places that began lower grew faster.
public struct BetaConvergence: Sendable, Equatable {
    /// Mean growth of logarithms a year = constant + slope · ln y₀ + effects · controls.
    public let constant: Coefficient
    /// Below zero where places that began lower grew faster.
    public let slope: Coefficient
    /// In the order given.
    public let controls: [Coefficient]
    /// λ = −ln(1 + slope · T)/T: the share of the gap closed a year; nil where the slope is too steep for one.
    public let speed: Double?
    /// ln 2/λ years; nil where there is no convergence.
    public let halfLife: Double?
    /// Share of the variance of growth explained.
    public let rSquared: Double
    /// Places in the regression.
    public let count: Int
    /// T, from start to end.
    public let years: Double
}

/// β-convergence, absolute or with controls conditional (Barro & Sala-i-Martin 1992, doi:10.1086/261816).
///
/// - Parameters:
///   - start: of each place, above zero.
///   - end: the same, `years` later.
///   - controls: one list each, one number a place.
/// - Throws: `MeasureError` for values out of range, too few places, or all places starting alike.
/// - Complexity: O(places · controls²).
public func betaConvergence(start: [Double], end: [Double], years: Double, controls: [[Double]] = [])
    throws(MeasureError)
    -> BetaConvergence
{
    try check(start, .aboveZero)
    try check(end, .aboveZero)
    try check(end.count, of: "values at the end", values: start.count)
    for control in controls {
        try check(control, .any)
        try check(control.count, of: "values of a control", values: start.count)
    }
    if !(years > 0) { throw .undefined(why: "\(years) years: expected the end after the start") }
    let growth = zip(start, end).map { Double.log($1 / $0) / years }
    let fit = try LeastSquares(growth, on: [start.map { Double.log($0) }] + controls)
    let remaining = 1 + fit.coefficients[1].estimate * years
    let speed = remaining > 0 ? -Double.log(remaining) / years : nil
    return BetaConvergence(
        constant: fit.coefficients[0], slope: fit.coefficients[1], controls: Array(fit.coefficients.dropFirst(2)),
        speed: speed,
        halfLife: speed.flatMap { $0 > 0 ? Double.log(2) / $0 : nil }, rSquared: fit.rSquared, count: start.count,
        years: years)
}

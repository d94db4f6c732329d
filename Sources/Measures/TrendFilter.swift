/// The smooth trend of a series: least Σ(x − τ)² + λ Σ(second differences of τ)² (Hodrick & Prescott 1997,
/// doi:10.2307/2953682).
///
/// - Parameters:
///   - series: at least three values, evenly spaced in time.
///   - smoothing: λ, 0 or more; 400 in studies of convergence with years, 6.25 for cycles of years.
/// - Complexity: O(n).
public func hodrickPrescottTrend(_ series: [Double], smoothing: Double = 400) throws(MeasureError) -> [Double] {
    try check(series, .any)
    let n = series.count
    if n < 3 { throw .tooFew(count: n, needed: 3, what: "years") }
    if !(smoothing >= 0 && smoothing <= 1e12) { throw .undefined(why: "smoothing is \(smoothing): expected 0 to 1e12") }
    // I + λ D′D has two bands on each side of the diagonal; it is positive definite, so that L D L′ needs no pivot.
    var (main, first, second) = (
        Array(repeating: 1.0, count: n), Array(repeating: 0.0, count: n), Array(repeating: 0.0, count: n)
    )
    for t in 0..<(n - 2) {
        for (k, a) in [1.0, -2, 1].enumerated() {
            main[t + k] += smoothing * a * a
            if k < 2 { first[t + k] += smoothing * a * [1.0, -2, 1][k + 1] }
            if k < 1 { second[t + k] += smoothing * a }
        }
    }
    // In place: main becomes D, first and second the columns of L below the diagonal.
    for t in 0..<n {
        if t + 1 < n {
            let (a, b) = (first[t], second[t])
            main[t + 1] -= a * a / main[t]
            if t + 2 < n {
                first[t + 1] -= a * b / main[t]
                main[t + 2] -= b * b / main[t]
            }
            first[t] = a / main[t]
            second[t] = b / main[t]
        }
    }
    var trend = series
    for t in 0..<n {
        if t + 1 < n { trend[t + 1] -= first[t] * trend[t] }
        if t + 2 < n { trend[t + 2] -= second[t] * trend[t] }
    }
    for t in stride(from: n - 1, through: 0, by: -1) {
        trend[t] /= main[t]
        if t + 1 < n { trend[t] -= first[t] * trend[t + 1] }
        if t + 2 < n { trend[t] -= second[t] * trend[t + 2] }
    }
    return trend
}

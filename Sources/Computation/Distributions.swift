import RealModule

/// Probability that a standard normal variable is below x.
public func normalProbability(below x: Double) -> Double {
    0.5 * Double.erfc(-x / 2.0.squareRoot())
}

/// Probability that |Student's t| with so many degrees of freedom is at least |t|.
public func studentTwoSidedP(_ t: Double, degreesOfFreedom: Double) -> Double {
    if t.isNaN || !(degreesOfFreedom > 0) { return .nan }
    if t.isInfinite { return 0 }
    return incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5)
}

/// Probability that a χ² variable with so many degrees of freedom is at least x.
public func chiSquareUpperP(_ x: Double, degreesOfFreedom: Double) -> Double {
    if x.isNaN || !(degreesOfFreedom > 0) { return .nan }
    return x <= 0 ? 1 : upperIncompleteGamma(degreesOfFreedom / 2, x / 2)
}

/// Chance that an F of these degrees of freedom exceeds x where the numerator is off centre: a Poisson mixture of
/// incomplete betas (Johnson, Kotz & Balakrishnan 1995, chapter 30).
///
/// - Parameter noncentrality: λ, zero or more; zero gives the F of tests of variance.
/// - Complexity: O(√λ) incomplete betas.
public func noncentralFUpperP(_ x: Double, numerator: Double, denominator: Double, noncentrality: Double) -> Double {
    if x.isNaN || noncentrality.isNaN { return .nan }
    if x <= 0 { return 1 }
    if x == .infinity { return 0 }
    // Of the other tail, so that a small chance keeps its digits.
    let rest = denominator / (numerator * x + denominator)
    let half = noncentrality / 2
    // From the likeliest number of terms outward, until what is left cannot be seen.
    let centre = Int(min(half, 1e9))
    func weight(_ k: Int) -> Double {
        half == 0 ? (k == 0 ? 1 : 0) : Double.exp(Double(k) * Double.log(half) - half - Double.logGamma(Double(k) + 1))
    }
    func upper(_ k: Int) -> Double { incompleteBeta(rest, denominator / 2, numerator / 2 + Double(k)) }
    var sum = 0.0
    for k in centre..<(centre + 100_000) {
        let own = weight(k)
        sum += own * upper(k)
        // No later chance is above one.
        if own <= 1e-17 * sum || own == 0 { break }
    }
    for k in stride(from: centre - 1, through: 0, by: -1) {
        let own = weight(k) * upper(k)
        sum += own
        if own <= 1e-17 * sum { break }
    }
    return min(1, max(0, sum))
}

/// The regularised incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22,
/// https://dlmf.nist.gov/8.17).
///
/// - Complexity: some tens of terms.
func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    // The fraction converges fast below the mean; above it the mirrored one does.
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
    let front = Double.exp(
        Double.logGamma(a + b) - Double.logGamma(a) - Double.logGamma(b) + a * Double.log(x) + b
            * Double.log(onePlus: -x))
    let fraction = continuedFraction { term in
        let m = Double(term / 2)
        if term == 0 { return 1 }
        if term % 2 == 0 { return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)) }
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    }
    return front / a * fraction
}

/// The regularised upper incomplete gamma function Q(a, x), by its series below a + 1 and its continued fraction above
/// (DLMF 8.7.1, 8.9.2).
func upperIncompleteGamma(_ a: Double, _ x: Double) -> Double {
    let front = Double.exp(a * Double.log(x) - x - Double.logGamma(a))
    if x < a + 1 {
        var (term, sum, n) = (1 / a, 1 / a, a)
        while abs(term) > abs(sum) * 1e-17 {
            n += 1
            term *= x / n
            sum += term
        }
        return 1 - front * sum
    }
    // b₀ + a₁/(b₁ + a₂/(b₂ + …)) with bₙ = x + 2n + 1 − a and aₙ = n(a − n), from the front (Lentz).
    var (b, c, d) = (x + 1 - a, 1e300, 1 / (x + 1 - a))
    var value = d
    for n in 1...10_000 {
        let numerator = Double(n) * (a - Double(n))
        b += 2
        d = 1 / (numerator * d + b)
        c = b + numerator / c
        value *= c * d
        if abs(c * d - 1) < 1e-16 { break }
    }
    return front * value
}

/// 1/(1 + d₁/(1 + d₂/(1 + …))), from the front (Lentz 1976, doi:10.1364/AO.15.000668). Term 0 is the leading one.
private func continuedFraction(_ coefficient: (Int) -> Double) -> Double {
    let tiny = 1e-300
    func safe(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var (c, d, value) = (1.0, 0.0, coefficient(0))
    for term in 1...10_000 {
        let numerator = coefficient(term)
        d = 1 / safe(1 + numerator * d)
        c = safe(1 + numerator / c)
        value *= c * d
        if abs(c * d - 1) < 1e-16 { break }
    }
    return 1 / value
}

import Computation
public import Measures

/// How much of the spread of a value over places a division of them into strata explains.
public struct FactorDetector: Sendable, Equatable {
    /// 1 − ΣN_hσ_h²/(Nσ²), from 0 to 1.
    public let q: Double
    /// L: strata that occur.
    public let strata: Int
    /// Infinite where the strata explain everything.
    public let fStatistic: Double
    /// Of the non-central F.
    public let noncentrality: Double
    /// Upper tail of the non-central F.
    public let pValue: Double
}

/// q of the geographical detector (Wang et al. 2010, doi:10.1080/13658810802443457; test: Wang, Zhang & Fu 2016,
/// doi:10.1016/j.ecolind.2016.02.052).
///
/// F = (N − L)/(L − 1) · q/(1 − q) is non-central with λ = [ΣȲ_h² − (Σ√N_h Ȳ_h)²/N]/s². In q the variance is over N, in
/// λ it is the sample's over N − 1, as in the authors' programs.
///
/// - Parameters:
///   - values: one a place.
///   - strata: the stratum of each place; two or more, fewer than places.
/// - Throws: `IndexError` for lists of several lengths, one stratum, a stratum a place, or values that are all the
///   same.
/// - Complexity: O(n).
public func factorDetector(_ values: [Double], strata: [String]) throws(IndexError) -> FactorDetector {
    let strata = try Strata(values, strata)
    let (n, count) = (Double(values.count), strata.counts.count)
    let q = strata.explained
    let roots = zip(strata.counts, strata.means).reduce(0) { $0 + $1.0.squareRoot() * $1.1 }
    let squares = strata.means.reduce(0) { $0 + $1 * $1 }
    let noncentrality = max(0, squares - roots * roots / n) / (strata.variance * n / (n - 1))
    let (upper, lower) = (Double(count - 1), n - Double(count))
    let statistic = q < 1 ? lower / upper * q / (1 - q) : .infinity
    return FactorDetector(
        q: q, strata: count, fStatistic: statistic, noncentrality: noncentrality,
        pValue: noncentralFUpperP(statistic, numerator: upper, denominator: lower, noncentrality: noncentrality))
}

/// What two factors explain together, beside what each explains alone.
public struct InteractionDetector: Sendable, Equatable {
    /// How q of both together stands to what each explains alone.
    public enum Kind: String, Sendable {
        /// Together less than either alone.
        case nonlinearWeakening
        /// Together between the two.
        case oneFactorWeakening
        /// Together more than either, less than their sum.
        case twoFactorEnhancement
        /// Together their sum.
        case independent
        /// Together more than their sum.
        case nonlinearEnhancement
        /// One divides the strata of the other, so that both together are the finer one: they say nothing of how the
        /// two act on one another.
        case nested
    }

    /// q of the first factor alone.
    public let first: Double
    /// q of the second factor alone.
    public let second: Double
    /// q of the strata that both make together.
    public let together: Double
    /// Compared to within 10⁻¹² where it asks for equality.
    public let kind: Kind
}

/// - Throws: `IndexError` as `factorDetector`, of either factor or of both together.
public func interactionDetector(_ values: [Double], _ first: [String], _ second: [String]) throws(IndexError)
    -> InteractionDetector
{
    let (one, other) = (try Strata(values, first).explained, try Strata(values, second).explained)
    if first.count != second.count {
        throw .differentLengths(count: second.count, expected: first.count, what: "strata of the second factor")
    }
    let joint = zip(first, second).map { "\($0.utf8.count):\($0)\($1)" }
    let both = try Strata(values, joint, singles: true).explained
    let (least, most) = (min(one, other), max(one, other))
    let kind: InteractionDetector.Kind
    if Set(joint).count == max(Set(first).count, Set(second).count) {
        kind = .nested
    } else if both < least {
        kind = .nonlinearWeakening
    } else if both < most {
        kind = .oneFactorWeakening
    } else if abs(both - (one + other)) <= 1e-12 {
        kind = .independent
    } else {
        kind = both > one + other ? .nonlinearEnhancement : .twoFactorEnhancement
    }
    return InteractionDetector(first: one, second: other, together: both, kind: kind)
}

/// Whether two factors differ in what they explain.
public struct EcologicalDetector: Sendable, Equatable {
    /// Variance left within the strata of the first over that of the second.
    public let fStatistic: Double
    /// One-sided, of the larger over the smaller.
    public let pValue: Double
}

/// - Throws: `IndexError` as `factorDetector`.
public func ecologicalDetector(_ values: [Double], _ first: [String], _ second: [String]) throws(IndexError)
    -> EcologicalDetector
{
    let (one, other) = (try Strata(values, first), try Strata(values, second))
    let n = Double(values.count)
    let (a, b) = (1 - one.explained, 1 - other.explained)
    if !(a > 0 && b > 0) { throw .undefined(why: "a factor that explains everything leaves no variance to compare") }
    let statistic = a / b
    return EcologicalDetector(
        fStatistic: statistic,
        pValue: noncentralFUpperP(max(statistic, 1 / statistic), numerator: n - 1, denominator: n - 1, noncentrality: 0)
    )
}

/// q of a factor that is a number, by one way of cutting it into strata.
public struct CutEffect: Sendable, Equatable {
    /// How the factor was cut.
    public let method: ClassMethod
    /// Classes asked for; ties may leave fewer.
    public let classes: Int
    /// As by `factorDetector`.
    public let q: Double
    /// As by `factorDetector`.
    public let pValue: Double
}

/// How q hangs on the cut of a factor into strata: quantiles, natural breaks and equal intervals, each with several
/// numbers of classes. Cuts that leave a single stratum are left out.
///
/// - Throws: `IndexError` for lists of several lengths or values that are all the same.
/// - Complexity: O(methods · classes · n log n).
public func cutEffects(_ values: [Double], factor: [Double], classes: ClosedRange<Int> = 3...8) throws(IndexError)
    -> [CutEffect]
{
    if factor.count != values.count {
        throw .differentLengths(count: factor.count, expected: values.count, what: "values of the factor")
    }
    var found: [CutEffect] = []
    for method in [ClassMethod.quantiles, .naturalBreaks, .equalIntervals] {
        for count in classes {
            let cut = try strata(of: factor, classes: count, by: method)
            guard (2..<values.count).contains(Set(cut).count) else { continue }
            let effect = try factorDetector(values, strata: cut)
            found.append(CutEffect(method: method, classes: count, q: effect.q, pValue: effect.pValue))
        }
    }
    return found
}

/// Strata of a factor that is a number.
///
/// - Throws: `IndexError` for values that are no finite numbers.
public func strata(of factor: [Double], classes: Int, by method: ClassMethod) throws(IndexError) -> [String] {
    do {
        let cut = try classify(factor, into: classes, by: method)
        return factor.map { "\(cut.classOf($0) ?? 0)" }
    } catch { throw .undefined(why: "strata: \(error)") }
}

/// Means and spread within strata.
private struct Strata {
    let counts: [Double]
    let means: [Double]
    /// σ² over all places.
    let variance: Double
    /// q.
    let explained: Double

    /// - Parameter singles: whether a stratum a place is let through, as where two factors meet.
    init(_ values: [Double], _ labels: [String], singles: Bool = false) throws(IndexError) {
        if labels.count != values.count {
            throw .differentLengths(count: labels.count, expected: values.count, what: "strata")
        }
        if values.count < 3 { throw .tooFew(count: values.count, needed: 3, what: "places") }
        for (row, value) in values.enumerated() where !value.isFinite {
            throw .badValue(row: row, indicator: "value", value: value, expected: "a finite number")
        }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        if !(variance > 0) || Set(values).count == 1 {
            throw .undefined(why: "all values are alike: there is no spread to explain")
        }
        let number = Dictionary(uniqueKeysWithValues: Set(labels).sorted().enumerated().map { ($1, $0) })
        let member = labels.map { number[$0] ?? 0 }
        if number.count < 2 || (!singles && number.count >= values.count) {
            throw .undefined(
                why: "\(number.count) strata of \(values.count) places: expected two or more, and fewer than places")
        }
        var (counts, sums) = (Array(repeating: 0.0, count: number.count), Array(repeating: 0.0, count: number.count))
        for (row, stratum) in member.enumerated() {
            counts[stratum] += 1
            sums[stratum] += values[row]
        }
        let means = zip(sums, counts).map(/)
        let within = member.indices.reduce(0.0) {
            $0 + (values[$1] - means[member[$1]]) * (values[$1] - means[member[$1]])
        }
        self.counts = counts
        self.means = means
        self.variance = variance
        explained = min(1, max(0, 1 - within / (Double(values.count) * variance)))
    }
}

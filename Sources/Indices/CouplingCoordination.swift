import RealModule

/// How C, the degree of coupling, is told from the subsystems.
public enum CouplingForm: String, Sendable, CaseIterable {
    /// C = n (ΠU)^{1/n}/ΣU, which crowds near one.
    case classical
    /// Spread over 0 to 1 (Wang, Kong, Ren, Zhi & Dai 2021, doi:10.31497/zrzyxb.20210319).
    case corrected
}

/// How far subsystems move together and how high they stand.
public struct CouplingCoordination: Sendable, Equatable {
    /// C, from 0 to 1.
    public let coupling: Double
    /// T = Σ a U.
    public let development: Double
    /// D = √(C T).
    public let coordination: Double
    /// Ten grades of .1, from 1 (extreme imbalance) to 10 (coordination of high quality).
    public let grade: Int
}

/// Coupling coordination of subsystems with scores from 0 to 1.
///
/// Corrected: C = √{[1 − Σ_{i>j}|U_i − U_j|/(n(n − 1)/2)] · (ΠU_i/max U)^{1/(n−1)}}; with two subsystems √{[1 − (U₂ −
/// U₁)] U₁/U₂}, U₁ ≤ U₂.
///
/// - Parameters:
///   - scores: of two subsystems or more, from 0 to 1.
///   - weights: a, summing to one; equal where nil.
/// - Throws: `IndexError` for fewer than two scores, scores out of range or weights that do not sum to one.
/// - Complexity: O(n²).
public func couplingCoordination(_ scores: [Double], weights: [Double]? = nil, form: CouplingForm = .corrected)
    throws(IndexError)
    -> CouplingCoordination
{
    let n = Double(scores.count)
    if scores.count < 2 { throw .tooFew(count: scores.count, needed: 2, what: "subsystems") }
    for (index, score) in scores.enumerated() where !(score >= 0 && score <= 1) {
        throw .badValue(row: 0, indicator: "subsystem \(index + 1)", value: score, expected: "0 to 1")
    }
    let shares = weights ?? scores.map { _ in 1 / n }
    if shares.count != scores.count {
        throw .differentLengths(count: shares.count, expected: scores.count, what: "weights")
    }
    if shares.contains(where: { !($0 >= 0) }) || !(abs(shares.reduce(0, +) - 1) < 1e-6) {
        throw .badRecipe("weights of subsystems: expected 0 or more, with the sum 1")
    }
    let most = scores.max() ?? 0
    let coupling: Double
    if most == 0 {
        // Nothing couples where there is nothing.
        coupling = 0
    } else {
        switch form {
        case .classical:
            // Of shares of the largest, since products of small numbers vanish.
            let product = scores.reduce(1) { $0 * $1 / most }
            coupling = n * Double.root(product, scores.count) * most / scores.reduce(0, +)
        case .corrected:
            var apart = 0.0
            for i in scores.indices { for j in 0..<i { apart += abs(scores[i] - scores[j]) } }
            let product = scores.reduce(1) { $0 * $1 / most }
            // ΠU/max^n is the product of shares; the mean runs over the n − 1 that are not the largest.
            let ratio = Double.pow(product, 1 / (n - 1))
            coupling = max(0, (1 - apart / (n * (n - 1) / 2)) * ratio).squareRoot()
        }
    }
    let development = zip(shares, scores).reduce(0) { $0 + $1.0 * $1.1 }
    let coordination = (coupling * development).squareRoot()
    return CouplingCoordination(
        coupling: coupling, development: development, coordination: coordination,
        grade: min(10, Int(coordination * 10 + 1e-12) + 1))
}

import Computation
import LinearProgramming

/// The best a place can make of itself: its score with the weights that favour it most, as long as no place scores
/// above one with them (Melyn & Moesen 1991; Cherchye, Moesen, Rogge & Van Puyenbroeck 2007,
/// doi:10.1007/s11205-006-9029-7).
public struct BenefitOfTheDoubt: Sendable, Equatable {
    /// From 0 to 1 by row.
    public let scores: [Double]
    /// By row and indicator, such that the score is Σ weight · value.
    public let weights: [[Double]]
}

/// - Parameter columns: values of zero or more by indicator, larger is better.
/// - Returns: of a row of nothing but zeros, zero.
/// - Throws: `IndexError` for values below zero.
/// - Complexity: a linear programme a row, with a constraint an indicator and a variable a row; on all processors.
public func benefitOfTheDoubt(_ columns: [[Double]], threads: Int? = nil) throws(IndexError) -> BenefitOfTheDoubt {
    guard let rows = columns.first?.count, rows > 0 else { throw .tooFew(count: 0, needed: 1, what: "rows") }
    for (index, column) in columns.enumerated() {
        if column.count != rows {
            throw .differentLengths(count: column.count, expected: rows, what: "values of an indicator")
        }
        for (row, value) in column.enumerated() where !(value >= 0 && value.isFinite) {
            throw .badValue(row: row, indicator: "indicator \(index + 1)", value: value, expected: "0 or more")
        }
    }
    // An indicator that is the same everywhere decides nothing: else it alone would make all places best.
    let telling = columns.indices.filter { index in columns[index].contains { $0 != columns[index][0] } }
    let counting = telling.isEmpty ? Array(columns.indices) : telling
    // The least of Σλ over mixtures of places that reach every value of the row: its prices are the weights.
    let found = parallelMap(count: rows, threads: threads, cancel: .current) {
        row -> Result<(Double, [Double]), IndexError> in
        if counting.allSatisfy({ columns[$0][row] == 0 }) {
            return .success((0, Array(repeating: 0, count: columns.count)))
        }
        var programme = LinearProgramme(rows: counting.count)
        for (place, index) in counting.enumerated() {
            programme.setRow(place, between: columns[index][row], and: .infinity)
        }
        for other in 0..<rows {
            programme.addColumn(cost: 1, counting.enumerated().map { ($0.offset, columns[$0.element][other]) })
        }
        do {
            let solution = try programme.minimum()
            var weights = Array(repeating: 0.0, count: columns.count)
            for (place, index) in counting.enumerated() { weights[index] = solution.rowPrices[place] }
            return .success((solution.objective, weights))
        } catch { return .failure(.programme(row: row, why: "\(error)")) }
    }
    var (scores, weights) = ([Double](), [[Double]]())
    for one in found {
        guard let one else { throw .undefined(why: "cancelled") }
        let (score, own) = try one.get()
        scores.append(score)
        weights.append(own)
    }
    return BenefitOfTheDoubt(scores: scores, weights: weights)
}

import LinearAlgebra
import RealModule

/// Weights by how unequally each indicator is spread over the rows: e = −Σ p ln p/ln m with p = x/Σx, w = (1 − e)/Σ(1 −
/// e) (Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x).
///
/// - Parameter columns: values of zero or more by indicator; two rows or more.
/// - Returns: weights that sum to one; an indicator that is the same everywhere has none.
/// - Throws: `IndexError` for negative values, or where no indicator differs between rows.
/// - Complexity: O(rows · indicators).
public func entropyWeights(_ columns: [[Double]]) throws(IndexError) -> [Double] {
    let rows = try checked(columns)
    for (index, column) in columns.enumerated() {
        for (row, value) in column.enumerated() where value < 0 {
            throw .badValue(row: row, indicator: "indicator \(index + 1)", value: value, expected: "0 or more")
        }
    }
    return try shares(entropyContrasts(columns.joined(), rows), "entropy weights")
}

/// 1 − e of each indicator.
func entropyContrasts(_ cells: some Sequence<Double>, _ rows: Int, shift: Double = 0) -> [Double] {
    let scale = 1 / Double.log(Double(rows))
    let values = shift == 0 ? Array(cells) : cells.map { $0 + shift }
    let logarithms = logarithmsOf(values)
    return stride(from: 0, to: values.count, by: rows).map { start in
        var (sum, logs, least, most) = (0.0, 0.0, Double.infinity, -Double.infinity)
        for cell in start..<(start + rows) {
            let value = values[cell]
            sum += value
            if value > 0 { logs += value * logarithms[cell] }
            (least, most) = (min(least, value), max(most, value))
        }
        // Σ p ln p = Σ x ln x/Σx − ln Σx; what is the same everywhere has no contrast, not even one of rounding.
        return sum > 0 && least < most ? max(0, 1 + scale * (logs / sum - Double.log(sum))) : 0
    }
}

/// Weights by contrast and conflict: σ_j Σ_k (1 − r_jk) (Diakoulaki, Mavrotas & Papayannakis 1995,
/// doi:10.1016/0305-0548(94)00059-H).
///
/// - Parameter columns: values by indicator that compare, such as from 0 to 1; two rows or more.
/// - Returns: weights that sum to one; an indicator that is the same everywhere has none.
/// - Throws: `IndexError` where no indicator differs between rows, or all repeat one another.
/// - Complexity: O(rows · indicators²).
public func criticWeights(_ columns: [[Double]]) throws(IndexError) -> [Double] {
    let rows = try checked(columns)
    return try shares(criticContrasts(Moments(columns.joined(), rows: rows)), "CRITIC weights")
}

func criticContrasts(_ moments: Moments) -> [Double] {
    let known = (0..<moments.count).filter { moments.deviations[$0] > 0 }
    // One alone has nobody to be in conflict with.
    if known.count == 1 { return moments.deviations }
    return (0..<moments.count).map { j in
        // What is the same everywhere is in no conflict.
        moments.deviations[j] * known.reduce(0.0) { $0 + ($1 == j ? 0 : 1 - moments.correlation[$1, j]) }
    }
}

/// Weights by shares in the principal components of the correlations: Σ_k λ_k v_jk² over the components with λ ≥ 1, not
/// rotated (Nicoletti, Scarpetta & Boylaud 2000, doi:10.1787/215182844604; the OECD's handbook of 2008,
/// doi:10.1787/9789264043466-en).
///
/// - Returns: weights that sum to one; an indicator that is the same everywhere has none.
/// - Throws: `IndexError` where no indicator differs between rows.
/// - Complexity: O(rows · indicators² + indicators³).
public func principalComponentWeights(_ columns: [[Double]]) throws(IndexError) -> [Double] {
    let rows = try checked(columns)
    return try shares(componentContrasts(Moments(columns.joined(), rows: rows)), "weights of principal components")
}

func componentContrasts(_ moments: Moments) -> [Double] {
    let known = (0..<moments.count).filter { moments.deviations[$0] > 0 }
    var contrasts = Array(repeating: 0.0, count: moments.count)
    if known.isEmpty { return contrasts }
    let table = Matrix(rows: known.count, columns: known.count) { moments.correlation[known[$0], known[$1]] }
    let (values, vectors) = positiveEigenpairs(table)
    // Some component always carries as much as an indicator does, were it not for rounding.
    for component in values.indices where values[component] >= 1 - 1e-9 {
        for (row, indicator) in known.enumerated() {
            contrasts[indicator] += values[component] * vectors[component, row] * vectors[component, row]
        }
    }
    return contrasts
}

/// Standard deviations and correlations of columns.
struct Moments {
    let deviations: [Double]
    /// One on the diagonal; zero with a column that is the same everywhere.
    let correlation: Matrix
    var count: Int { deviations.count }

    /// - Parameter cells: column after column.
    init(_ cells: some Sequence<Double>, rows: Int) {
        var standard = Array(cells)
        let count = standard.count / max(1, rows)
        var deviations = Array(repeating: 0.0, count: count)
        standard.withUnsafeMutableBufferPointer { cells in
            for column in 0..<count {
                let own = UnsafeMutableBufferPointer(rebasing: cells[(column * rows)..<((column + 1) * rows)])
                let (deviation, mean) = spread(UnsafeBufferPointer(own))
                deviations[column] = deviation
                let scale = deviation > 0 ? 1 / (deviation * Double(rows).squareRoot()) : 0
                for row in 0..<rows { own[row] = (own[row] - mean) * scale }
            }
        }
        var correlation = Matrix(rows: count, columns: count, repeating: 0)
        standard.withUnsafeBufferPointer { cells in
            for a in 0..<count {
                correlation[a, a] = 1
                for b in 0..<a {
                    let (first, second) = (
                        cells.baseAddress.map { $0 + a * rows }, cells.baseAddress.map { $0 + b * rows }
                    )
                    guard let first, let second else { continue }
                    var sums = SIMD4<Double>.zero
                    var row = 0
                    while row + 4 <= rows {
                        sums +=
                            UnsafeRawPointer(first + row).loadUnaligned(as: SIMD4<Double>.self)
                            * UnsafeRawPointer(second + row).loadUnaligned(as: SIMD4<Double>.self)
                        row += 4
                    }
                    var sum = sums.sum()
                    while row < rows {
                        sum += first[row] * second[row]
                        row += 1
                    }
                    correlation[a, b] = sum
                    correlation[b, a] = sum
                }
            }
        }
        self.deviations = deviations
        self.correlation = correlation
    }
}

/// Standard deviation over all rows, and mean; no deviation where all values are the same, not even one of rounding.
func spread(_ values: UnsafeBufferPointer<Double>) -> (deviation: Double, mean: Double) {
    var (sum, least, most) = (0.0, Double.infinity, -Double.infinity)
    for value in values {
        sum += value
        (least, most) = (min(least, value), max(most, value))
    }
    if !(least < most) { return (0, values.first ?? 0) }
    let mean = sum / Double(values.count)
    var squares = 0.0
    for value in values { squares += (value - mean) * (value - mean) }
    return ((squares / Double(values.count)).squareRoot(), mean)
}

private func checked(_ columns: [[Double]]) throws(IndexError) -> Int {
    guard let rows = columns.first?.count else { throw .tooFew(count: 0, needed: 1, what: "indicators") }
    if rows < 2 { throw .tooFew(count: rows, needed: 2, what: "rows") }
    for (index, column) in columns.enumerated() {
        if column.count != rows {
            throw .differentLengths(count: column.count, expected: rows, what: "values of indicator \(index + 1)")
        }
        for (row, value) in column.enumerated() where !value.isFinite {
            throw .badValue(row: row, indicator: "indicator \(index + 1)", value: value, expected: "a finite number")
        }
    }
    return rows
}

func shares(_ contrasts: [Double], _ what: String) throws(IndexError) -> [Double] {
    let sum = contrasts.reduce(0, +)
    if !(sum > 0) {
        throw .undefined(
            why: "\(what): no indicator differs between places in its own way; take equal or given weights")
    }
    return contrasts.map { $0 / sum }
}

/// All eigenvalues of a symmetric matrix that has none below zero, from the largest, and their vectors of length one as
/// rows, by one-sided rotations (Hestenes 1958, doi:10.1137/0106005): of the rows alone, so that each step runs along
/// memory.
///
/// A vector whose eigenvalue is zero to rounding is not told: its row is zero.
///
/// - Complexity: O(n³) a sweep, seldom more than eight.
public func positiveEigenpairs(_ matrix: Matrix) -> (values: [Double], vectors: Matrix) {
    precondition(matrix.rows == matrix.columns, "a square matrix")
    let n = matrix.rows
    var rows = matrix.elements
    var lengths = Array(repeating: 0.0, count: n)
    rows.withUnsafeMutableBufferPointer { cells in
        guard let start = cells.baseAddress else { return }
        for _ in 0..<60 {
            var turned = false
            for k in 0..<n { lengths[k] = product(start + k * n, start + k * n, n) }
            for p in 0..<n {
                for q in (p + 1)..<max(n, p + 1) {
                    let (a, b) = (start + p * n, start + q * n)
                    let (long, other) = (lengths[p], lengths[q])
                    let between = product(a, b, n)
                    if between * between <= 1e-30 * long * other || between == 0 { continue }
                    turned = true
                    // The angle that makes both rows upright to one another, the smaller of two.
                    let zeta = (other - long) / (2 * between)
                    let t = (zeta >= 0 ? 1.0 : -1.0) / (abs(zeta) + (zeta * zeta + 1).squareRoot())
                    let c = 1 / (t * t + 1).squareRoot()
                    let s = t * c
                    for k in 0..<n {
                        let (x, y) = (a[k], b[k])
                        a[k] = c * x - s * y
                        b[k] = s * x + c * y
                    }
                    lengths[p] = long - t * between
                    lengths[q] = other + t * between
                }
            }
            if !turned { break }
        }
        for k in 0..<n { lengths[k] = product(start + k * n, start + k * n, n).squareRoot() }
    }
    let order = (0..<n).sorted { (lengths[$0], $1) > (lengths[$1], $0) }
    let least = 1e-14 * (lengths.max() ?? 0)
    return (
        order.map { lengths[$0] },
        Matrix(rows: n, columns: n) { row, column in
            let own = order[row]
            return lengths[own] > least ? rows[own * n + column] / lengths[own] : 0
        }
    )
}

/// Four sums side by side.
private func product(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int) -> Double {
    var sums = SIMD4<Double>.zero
    var k = 0
    while k + 4 <= count {
        sums +=
            UnsafeRawPointer(a + k).loadUnaligned(as: SIMD4<Double>.self)
            * UnsafeRawPointer(b + k).loadUnaligned(as: SIMD4<Double>.self)
        k += 4
    }
    var sum = sums.sum()
    while k < count {
        sum += a[k] * b[k]
        k += 1
    }
    return sum
}

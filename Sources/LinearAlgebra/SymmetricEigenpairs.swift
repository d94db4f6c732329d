/// All eigenvalues of a symmetric matrix, from the largest, and their vectors of length one as columns, by Jacobi's rotations
/// (Rutishauser 1966, doi:10.1007/BF02165223): exact to rounding for the small matrices of statistics.
///
/// - Complexity: O(n³) a sweep, seldom more than ten.
public func symmetricEigenpairs(_ matrix: Matrix) -> (values: [Double], vectors: Matrix) {
    precondition(matrix.rows == matrix.columns, "a square matrix")
    let n = matrix.rows
    var a = matrix.elements
    var v = Matrix(rows: n, columns: n) { $0 == $1 ? 1 : 0 }.elements
    let size = a.reduce(0) { $0 + $1 * $1 }
    for _ in 0..<60 {
        var beside = 0.0
        for row in 0..<n { for column in 0..<row { beside += a[row * n + column] * a[row * n + column] } }
        if beside <= 1e-32 * size { break }
        for p in 0..<n {
            for q in (p + 1)..<max(n, p + 1) where abs(a[p * n + q]) > 1e-300 {
                // The angle that puts zero beside the diagonal, the smaller of two.
                let theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q])
                let t = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
                let c = 1 / (t * t + 1).squareRoot()
                let s = t * c
                for k in 0..<n {
                    let (x, y) = (a[k * n + p], a[k * n + q])
                    (a[k * n + p], a[k * n + q]) = (c * x - s * y, s * x + c * y)
                }
                for k in 0..<n {
                    let (x, y) = (a[p * n + k], a[q * n + k])
                    (a[p * n + k], a[q * n + k]) = (c * x - s * y, s * x + c * y)
                    let (i, j) = (v[k * n + p], v[k * n + q])
                    (v[k * n + p], v[k * n + q]) = (c * i - s * j, s * i + c * j)
                }
            }
        }
    }
    let order = (0..<n).sorted { (a[$0 * n + $0], $1) > (a[$1 * n + $1], $0) }
    return (order.map { a[$0 * n + $0] }, Matrix(rows: n, columns: n) { v[$0 * n + order[$1]] })
}

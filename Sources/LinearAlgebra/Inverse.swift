extension Matrix {
    /// The inverse of a square matrix by Gauss–Jordan elimination with partial pivoting; nil where it is singular to
    /// working precision.
    ///
    /// Meant for matrices of at most some hundreds of rows that are inverted once and applied often.
    /// - Complexity: O(n³).
    public func inverse() -> Matrix? {
        guard rows == columns else { return nil }
        let n = rows
        var a = (0..<n).map { row in Array(elements[(row * n)..<((row + 1) * n)]) }
        var result = (0..<n).map { row in (0..<n).map { $0 == row ? 1.0 : 0 } }
        for column in 0..<n {
            var pivot = column
            for row in column..<n where abs(a[row][column]) > abs(a[pivot][column]) { pivot = row }
            let value = a[pivot][column]
            if !(abs(value) > 1e-300) { return nil }
            a.swapAt(column, pivot)
            result.swapAt(column, pivot)
            for k in 0..<n {
                a[column][k] /= value
                result[column][k] /= value
            }
            let (pivotRow, pivotResult) = (a[column], result[column])
            for row in 0..<n where row != column && a[row][column] != 0 {
                let factor = a[row][column]
                subtract(factor, pivotRow, from: &a[row], startingAt: column)
                subtract(factor, pivotResult, from: &result[row], startingAt: 0)
            }
        }
        return Matrix(rows: n, columns: n) { result[$0][$1] }
    }
}

private func subtract(_ factor: Double, _ source: [Double], from target: inout [Double], startingAt start: Int) {
    target.withUnsafeMutableBufferPointer { target in
        source.withUnsafeBufferPointer { source in
            for k in start..<source.count { target[k] -= factor * source[k] }
        }
    }
}

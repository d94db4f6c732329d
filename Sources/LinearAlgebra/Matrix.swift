/// A dense matrix of doubles, stored row by row.
public struct Matrix: Sendable, Equatable {
    public let rows: Int
    public let columns: Int
    public private(set) var elements: [Double]

    public init(rows: Int, columns: Int, repeating value: Double) {
        self.rows = rows
        self.columns = columns
        elements = Array(repeating: value, count: rows * columns)
    }

    /// Fills the matrix from a function of row and column.
    public init(rows: Int, columns: Int, _ value: (Int, Int) throws -> Double) rethrows {
        self.rows = rows
        self.columns = columns
        elements = []
        elements.reserveCapacity(rows * columns)
        for i in 0..<rows {
            for j in 0..<columns { elements.append(try value(i, j)) }
        }
    }

    @inlinable
    public subscript(row: Int, column: Int) -> Double {
        get { elements[row * columns + column] }
        set { set(row, column, newValue) }
    }

    @usableFromInline
    mutating func set(_ row: Int, _ column: Int, _ value: Double) {
        elements[row * columns + column] = value
    }

    public func map(_ transform: (Double) -> Double) -> Matrix {
        Matrix(rows: rows, columns: columns, elements: elements.map(transform))
    }

    /// The product element by element. Both matrices have the same shape.
    public func multipliedElementwise(by other: Matrix) -> Matrix {
        precondition(rows == other.rows && columns == other.columns, "matrices of one shape")
        return Matrix(rows: rows, columns: columns, elements: zip(elements, other.elements).map(*))
    }

    private init(rows: Int, columns: Int, elements: [Double]) {
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// The product A x. Each row is summed in one fixed order, so that the bits do not depend on anything else.
    ///
    /// - Complexity: O(rows × columns).
    public func times(_ x: [Double]) -> [Double] {
        precondition(x.count == columns, "one value a column")
        return elements.withUnsafeBufferPointer { a in
            x.withUnsafeBufferPointer { x in
                (0..<rows).map { i in dotProduct(a.baseAddress.map { $0 + i * columns }, x.baseAddress, count: columns) }
            }
        }
    }

    /// The product Aᵀ x, accumulated four rows at a time in a fixed order.
    ///
    /// - Complexity: O(rows × columns).
    public func transposedTimes(_ x: [Double]) -> [Double] {
        precondition(x.count == rows, "one value a row")
        var result = [Double](repeating: 0, count: columns)
        elements.withUnsafeBufferPointer { a in
            result.withUnsafeMutableBufferPointer { y in
                var i = 0
                while i + 4 <= rows {
                    let (x0, x1, x2, x3) = (x[i], x[i + 1], x[i + 2], x[i + 3])
                    let (r0, r1, r2, r3) = (i * columns, (i + 1) * columns, (i + 2) * columns, (i + 3) * columns)
                    for j in 0..<columns { y[j] += (x0 * a[r0 + j] + x1 * a[r1 + j]) + (x2 * a[r2 + j] + x3 * a[r3 + j]) }
                    i += 4
                }
                while i < rows {
                    for j in 0..<columns { y[j] += x[i] * a[i * columns + j] }
                    i += 1
                }
            }
        }
        return result
    }
}

/// Four partial sums, so that the processor can overlap the additions.
private func dotProduct(_ a: UnsafePointer<Double>?, _ b: UnsafePointer<Double>?, count: Int) -> Double {
    guard let a, let b else { return 0 }
    var sums = SIMD4<Double>(repeating: 0)
    var j = 0
    while j + 4 <= count {
        sums += SIMD4(a[j], a[j + 1], a[j + 2], a[j + 3]) * SIMD4(b[j], b[j + 1], b[j + 2], b[j + 3])
        j += 4
    }
    var total = (sums[0] + sums[1]) + (sums[2] + sums[3])
    while j < count {
        total += a[j] * b[j]
        j += 1
    }
    return total
}

import CVectorMath

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

    public subscript(row: Int, column: Int) -> Double {
        get { elements[row * columns + column] }
        set { elements[row * columns + column] = newValue }
    }

    public func map(_ transform: (Double) -> Double) -> Matrix {
        Matrix(rows: rows, columns: columns, elements: elements.map(transform))
    }

    /// The product element by element. Both matrices have the same shape.
    public func multipliedElementwise(by other: Matrix) -> Matrix {
        precondition(rows == other.rows && columns == other.columns, "matrices of one shape")
        var result = elements
        result.withUnsafeMutableBufferPointer { cells in
            other.elements.withUnsafeBufferPointer { factors in
                for k in cells.indices { cells[k] *= factors[k] }
            }
        }
        return Matrix(rows: rows, columns: columns, elements: result)
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
        return Array(unsafeUninitializedCapacity: rows) { z, count in
            guard let z = z.baseAddress else { return }
            hl_times(elements, rows, columns, x, z)
            count = rows
        }
    }

    /// The product Aᵀ x, accumulated four rows at a time in a fixed order.
    ///
    /// - Complexity: O(rows × columns).
    public func transposedTimes(_ x: [Double]) -> [Double] {
        precondition(x.count == rows, "one value a row")
        return Array(unsafeUninitializedCapacity: columns) { r, count in
            guard let r = r.baseAddress else { return }
            hl_transposed_times(elements, rows, columns, x, r)
            count = columns
        }
    }

    /// Both sides of a balance in one reading of the matrix: row sums z = A s under a column scale s, and what the columns receive,
    /// Aᵀ (w / z), when each row spends its total w in proportion.
    ///
    /// - Complexity: O(rows × columns), memory read once: about twice as fast as two products.
    public func balance(columnScale s: [Double], rowTotals w: [Double]) -> (rowSums: [Double], received: [Double]) {
        precondition(s.count == columns && w.count == rows, "one value a column, one total a row")
        var received = [Double](repeating: 0, count: columns)
        let sums = [Double](unsafeUninitializedCapacity: rows) { z, count in
            guard let z = z.baseAddress else { return }
            hl_balance(elements, rows, columns, s, w, z, &received)
            count = rows
        }
        return (sums, received)
    }

    /// Every element times its row's and its column's factor.
    public func scaled(rows rowFactors: [Double], columns columnFactors: [Double]) -> Matrix {
        precondition(rowFactors.count == rows && columnFactors.count == columns, "one factor a row and a column")
        var result = elements
        result.withUnsafeMutableBufferPointer { cells in
            for row in 0..<rows {
                let factor = rowFactors[row]
                for column in 0..<columns { cells[row * columns + column] *= factor * columnFactors[column] }
            }
        }
        return Matrix(rows: rows, columns: columns, elements: result)
    }

    public func transposed() -> Matrix {
        Matrix(rows: columns, columns: rows) { self[$1, $0] }
    }

    /// a × this + b × other, element by element.
    public func combined(_ a: Double, _ other: Matrix, _ b: Double) -> Matrix {
        precondition(rows == other.rows && columns == other.columns, "matrices of one shape")
        var result = elements
        result.withUnsafeMutableBufferPointer { cells in
            other.elements.withUnsafeBufferPointer { others in
                for k in cells.indices { cells[k] = a * cells[k] + b * others[k] }
            }
        }
        return Matrix(rows: rows, columns: columns, elements: result)
    }

    /// Elements between rows and columns of different groups times a factor.
    public func scaledByGroup(_ group: [Int], across factor: Double) -> Matrix {
        precondition(rows == columns && group.count == rows, "one group a place")
        var result = elements
        result.withUnsafeMutableBufferPointer { cells in
            group.withUnsafeBufferPointer { group in
                for row in 0..<rows {
                    let own = group[row]
                    for column in 0..<columns { cells[row * columns + column] *= group[column] == own ? 1 : factor }
                }
            }
        }
        return Matrix(rows: rows, columns: columns, elements: result)
    }

    /// exp(factor × element) of every element.
    public func exponentials(factor: Double) -> Matrix {
        Matrix(rows: rows, columns: columns, elements: exponentialsOf(elements, factor: factor))
    }

    /// Natural logarithms of every element.
    public func logarithms() -> Matrix {
        Matrix(rows: rows, columns: columns, elements: logarithmsOf(elements))
    }
}

/// A matrix in single precision, for first iterations that need not be exact: half the memory to read.
public struct SingleMatrix: Sendable {
    public let rows: Int
    public let columns: Int
    let elements: [Float]

    public init(_ matrix: Matrix) {
        rows = matrix.rows
        columns = matrix.columns
        elements = matrix.elements.map { Float($0) }
    }

    /// As `Matrix.balance`, to about six digits.
    public func balance(columnScale s: [Double], rowTotals w: [Double]) -> (rowSums: [Double], received: [Double]) {
        precondition(s.count == columns && w.count == rows, "one value a column, one total a row")
        var received = [Double](repeating: 0, count: columns)
        let sums = [Double](unsafeUninitializedCapacity: rows) { z, count in
            guard let z = z.baseAddress else { return }
            hl_balance_single(elements, rows, columns, s, w, z, &received)
            count = rows
        }
        return (sums, received)
    }
}

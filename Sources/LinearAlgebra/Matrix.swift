import CVectorMath

/// A dense matrix of doubles, stored row by row.
public struct Matrix: Sendable, Equatable {
    /// How many there are.
    public let rows: Int
    /// How many there are.
    public let columns: Int
    /// Row after row: element (i, j) stands at i · columns + j.
    public private(set) var elements: [Double]

    /// Every element the same.
    public init(rows: Int, columns: Int, repeating value: Double) {
        self.rows = rows
        self.columns = columns
        elements = Array(repeating: value, count: rows * columns)
    }

    /// Fills the matrix from a function of row and column.
    public init(rows: Int, columns: Int, _ value: (Int, Int) -> Double) {
        self.init(
            rows: rows, columns: columns,
            elements: filledArray(rows * columns) { cells in
                for i in 0..<rows {
                    for j in 0..<columns { (cells + i * columns + j).initialize(to: value(i, j)) }
                }
            })
    }

    /// A matrix filled row by row; each call initialises the cells of a row.
    public static func byRows(_ rows: Int, columns: Int, _ fill: (Int, UnsafeMutablePointer<Double>) -> Void) -> Matrix
    {
        Matrix(
            rows: rows, columns: columns,
            elements: filledArray(rows * columns) { cells in for i in 0..<rows { fill(i, cells + i * columns) } })
    }

    /// Chosen rows and columns of a square table of so many columns, stored row by row.
    public init(from table: [Double], columns width: Int, chosen: [Int]) {
        precondition(
            chosen.allSatisfy { $0 >= 0 && ($0 + 1) * width <= table.count && $0 < width },
            "rows and columns of the table")
        let cells = filledArray(chosen.count * chosen.count) { (cells: UnsafeMutablePointer<Double>) in
            table.withUnsafeBufferPointer { table in
                chosen.withUnsafeBufferPointer { chosen in
                    var next = cells
                    for row in chosen {
                        let start = row * width
                        for column in chosen {
                            next.initialize(to: table[start + column])
                            next += 1
                        }
                    }
                }
            }
        }
        self.init(rows: chosen.count, columns: chosen.count, elements: cells)
    }

    /// Both count from 0; one outside is a programming error.
    public subscript(row: Int, column: Int) -> Double {
        get { elements[row * columns + column] }
        set { elements[row * columns + column] = newValue }
    }

    /// Lends the cells, row by row, to be written.
    public mutating func withCells(_ body: (UnsafeMutableBufferPointer<Double>) -> Void) {
        elements.withUnsafeMutableBufferPointer { body($0) }
    }

    /// A matrix of this shape, each element transformed by itself.
    public func map(_ transform: (Double) -> Double) -> Matrix {
        filled { cells in for k in elements.indices { (cells + k).initialize(to: transform(elements[k])) } }
    }

    /// A matrix of this shape, filled through a pointer to its memory.
    private func filled(_ fill: (UnsafeMutablePointer<Double>) -> Void) -> Matrix {
        Matrix(rows: rows, columns: columns, elements: filledArray(elements.count, fill))
    }

    /// The product element by element. Both matrices have the same shape.
    public func multipliedElementwise(by other: Matrix) -> Matrix {
        precondition(rows == other.rows && columns == other.columns, "matrices of one shape")
        return filled { cells in
            elements.withUnsafeBufferPointer { a in
                other.elements.withUnsafeBufferPointer { b in
                    for k in a.indices { (cells + k).initialize(to: a[k] * b[k]) }
                }
            }
        }
    }

    /// Takes the elements as they are, row after row.
    package init(rows: Int, columns: Int, elements: [Double]) {
        precondition(elements.count == rows * columns, "one element a cell")
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// The product A x. Each row is summed in one fixed order, so that the bits do not depend on anything else.
    ///
    /// - Complexity: O(rows × columns).
    public func times(_ x: [Double]) -> [Double] {
        precondition(x.count == columns, "one value a column")
        return filledArray(rows) { hl_times(elements, rows, columns, x, $0) }
    }

    /// The product Aᵀ x, accumulated four rows at a time in a fixed order.
    ///
    /// - Complexity: O(rows × columns).
    public func transposedTimes(_ x: [Double]) -> [Double] {
        precondition(x.count == rows, "one value a row")
        return filledArray(columns) { hl_transposed_times(elements, rows, columns, x, $0) }
    }

    /// The product A B, each cell summed in one fixed order.
    ///
    /// - Complexity: O(rows × columns × columns of the other).
    public func multiplied(by other: Matrix) -> Matrix {
        precondition(columns == other.rows, "as many columns as the other has rows")
        return Matrix(
            rows: rows, columns: other.columns,
            elements: filledArray(rows * other.columns) { cells in
                let done = hl_multiply(elements, rows, columns, other.elements, other.columns, cells)
                precondition(done == 1, "memory for sixteen columns of a matrix")
            })
    }

    /// Both sides of a balance in one reading of the matrix: row sums z = A s under a column scale s, and what the
    /// columns receive, Aᵀ (w / z), when each row spends its total w in proportion.
    ///
    /// - Complexity: O(rows × columns), memory read once: about twice as fast as two products.
    public func balance(columnScale s: [Double], rowTotals w: [Double]) -> (rowSums: [Double], received: [Double]) {
        precondition(s.count == columns && w.count == rows, "one value a column, one total a row")
        var received = [Double](repeating: 0, count: columns)
        let sums = filledArray(rows) { hl_balance(elements, rows, columns, s, w, $0, &received) }
        return (sums, received)
    }

    /// Every element times its row's and its column's factor.
    public func scaled(rows rowFactors: [Double], columns columnFactors: [Double]) -> Matrix {
        precondition(rowFactors.count == rows && columnFactors.count == columns, "one factor a row and a column")
        return filled { cells in
            elements.withUnsafeBufferPointer { a in
                columnFactors.withUnsafeBufferPointer { factors in
                    for row in 0..<rows {
                        let (start, factor) = (row * columns, rowFactors[row])
                        for column in 0..<columns {
                            (cells + start + column).initialize(to: a[start + column] * factor * factors[column])
                        }
                    }
                }
            }
        }
    }

    /// Every element times the other's to the power −elasticity, in one pass; a factor of one leaves the bits as they
    /// are.
    ///
    /// - Returns: nil where a factor is not above zero and finite.
    public func hatted(by factor: Matrix, elasticity: Double) -> Matrix? {
        precondition(rows == factor.rows && columns == factor.columns, "matrices of one shape")
        var sound: Int32 = 0
        let result = filled { cells in
            sound = hl_hat(elements, factor.elements, cells, elements.count, elasticity)
            if sound == 0 { cells.initialize(repeating: .nan, count: elements.count) }
        }
        return sound != 0 ? result : nil
    }

    /// Rows made columns.
    ///
    /// - Complexity: O(rows × columns), in blocks.
    public func transposed() -> Matrix {
        // In blocks, so that what is read and what is written both stay near.
        let (height, width, block) = (rows, columns, 16)
        let cells = filledArray(elements.count) { (cells: UnsafeMutablePointer<Double>) in
            elements.withUnsafeBufferPointer { a in
                for top in stride(from: 0, to: height, by: block) {
                    for left in stride(from: 0, to: width, by: block) {
                        for column in left..<min(left + block, width) {
                            for row in top..<min(top + block, height) {
                                (cells + column * height + row).initialize(to: a[row * width + column])
                            }
                        }
                    }
                }
            }
        }
        return Matrix(rows: columns, columns: rows, elements: cells)
    }

    /// a × this + b × other, element by element.
    public func combined(_ a: Double, _ other: Matrix, _ b: Double) -> Matrix {
        precondition(rows == other.rows && columns == other.columns, "matrices of one shape")
        return filled { cells in
            elements.withUnsafeBufferPointer { x in
                other.elements.withUnsafeBufferPointer { y in
                    for k in x.indices { (cells + k).initialize(to: a * x[k] + b * y[k]) }
                }
            }
        }
    }

    /// With one more column at the right, one more row below, and what stands where they meet.
    public func bordered(right: [Double], below: [Double], corner: Double) -> Matrix {
        precondition(right.count == rows && below.count == columns, "a border as long as the matrix")
        let width = columns + 1
        let cells = filledArray((rows + 1) * width) { (cells: UnsafeMutablePointer<Double>) in
            elements.withUnsafeBufferPointer { a in
                for row in 0..<rows {
                    for column in 0..<columns {
                        (cells + row * width + column).initialize(to: a[row * columns + column])
                    }
                    (cells + row * width + columns).initialize(to: right[row])
                }
            }
            for column in 0..<columns { (cells + rows * width + column).initialize(to: below[column]) }
            (cells + rows * width + columns).initialize(to: corner)
        }
        return Matrix(rows: rows + 1, columns: width, elements: cells)
    }

    /// Elements between rows and columns of different groups times a factor.
    public func scaledByGroup(_ group: [Int], across factor: Double) -> Matrix {
        precondition(rows == columns && group.count == rows, "one group a place")
        return filled { cells in
            elements.withUnsafeBufferPointer { a in
                group.withUnsafeBufferPointer { group in
                    for row in 0..<rows {
                        let (start, own) = (row * columns, group[row])
                        for column in 0..<columns {
                            (cells + start + column).initialize(
                                to: a[start + column] * (group[column] == own ? 1 : factor))
                        }
                    }
                }
            }
        }
    }

    /// exp(factor × element) of every element.
    public func exponentials(factor: Double) -> Matrix {
        filled { hl_exp(elements, $0, elements.count, factor, 0) }
    }

    /// Natural logarithms of every element.
    public func logarithms() -> Matrix {
        filled { hl_log(elements, $0, elements.count) }
    }
}

/// A matrix in single precision, for first iterations that need not be exact: half the memory to read.
public struct SingleMatrix: Sendable {
    /// How many there are.
    public let rows: Int
    /// How many there are.
    public let columns: Int
    let elements: [Float]

    /// Rounds every element to about seven digits.
    public init(_ matrix: Matrix) {
        rows = matrix.rows
        columns = matrix.columns
        elements = filledArray(matrix.elements.count) { hl_to_single(matrix.elements, $0, matrix.elements.count) }
    }

    /// As `Matrix.balance`, to about six digits.
    public func balance(columnScale s: [Double], rowTotals w: [Double]) -> (rowSums: [Double], received: [Double]) {
        precondition(s.count == columns && w.count == rows, "one value a column, one total a row")
        var received = [Double](repeating: 0, count: columns)
        let sums = filledArray(rows) { hl_balance_single(elements, rows, columns, s, w, $0, &received) }
        return (sums, received)
    }
}

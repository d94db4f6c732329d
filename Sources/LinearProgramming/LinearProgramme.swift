import CClp

/// A linear programme: the least of c·x where every row of A x and every x lies between its bounds.
///
///     var programme = LinearProgramme(rows: 1)
///     programme.setRow(0, between: 1, and: 1)
///     let x = programme.addColumn(cost: 2, [(0, 1)])
///     try programme.minimum().values[x]                // 1
///
/// Solved by the dual simplex of Clp (Forrest & Lougee-Heimer 2005, doi:10.1287/educ.1053.0020).
public struct LinearProgramme: Sendable {
    /// Constraints: rows of A.
    public let rows: Int
    private var costs: [Double] = []
    private var starts: [Int32] = [0]
    private var places: [Int32] = []
    private var coefficients: [Double] = []
    private var lower: [Double] = []
    private var upper: [Double] = []
    private var rowLower: [Double]
    private var rowUpper: [Double]

    /// Rows are free until they are bounded.
    public init(rows: Int) {
        self.rows = rows
        rowLower = Array(repeating: -.infinity, count: rows)
        rowUpper = Array(repeating: .infinity, count: rows)
    }

    /// Variables that have been added.
    public var columns: Int { costs.count }

    /// Bounds row · x; −∞ and ∞ leave a side open, equal bounds make an equation.
    public mutating func setRow(_ row: Int, between low: Double, and high: Double) {
        (rowLower[row], rowUpper[row]) = (low, high)
    }

    /// - Parameter entries: rows and their coefficients, each row at most once.
    /// - Returns: the number of the column.
    @discardableResult
    public mutating func addColumn(
        cost: Double, from low: Double = 0, to high: Double = .infinity, _ entries: [(row: Int, value: Double)]
    )
        -> Int
    {
        costs.append(cost)
        lower.append(low)
        upper.append(high)
        for entry in entries where entry.value != 0 {
            places.append(Int32(entry.row))
            coefficients.append(entry.value)
        }
        starts.append(Int32(places.count))
        return costs.count - 1
    }

    /// Sizes of coefficients other than zero that the solver computes with.
    public static let sizes = 1e-15...1e15

    /// The least that was found.
    public struct Solution: Sendable, Equatable {
        /// c·x.
        public let objective: Double
        /// x, one a column.
        public let values: [Double]
        /// What a unit more of a row's bound would add to the objective.
        public let rowPrices: [Double]
        /// Largest breach of a bound by a row of A x or an x.
        public let residual: Double
    }

    /// - Throws: `LinearProgrammeError` where no x fits, the least has no bound, or the solver gave up.
    public func minimum() throws(LinearProgrammeError) -> Solution {
        let numbers = costs + coefficients + (lower + upper + rowLower + rowUpper).filter { !$0.isInfinite }
        if numbers.contains(where: { !$0.isFinite }) { throw .notANumber }
        // Clp asserts, and ends the process, on coefficients that it takes for mistakes.
        if let far = coefficients.first(where: { !Self.sizes.contains(abs($0)) }) { throw .outOfReach(far) }
        let model = Clp_newModel()
        defer { Clp_deleteModel(model) }
        Clp_setLogLevel(model, 0)
        Clp_loadProblem(
            model, Int32(columns), Int32(rows), starts, places, coefficients, lower, upper, costs, rowLower, rowUpper)
        Clp_setOptimizationDirection(model, 1)
        _ = Clp_initialSolve(model)
        // The solver solves a scaled and perturbed problem; a last pass without either takes what they left.
        if Clp_status(model) == 0 && Clp_secondaryStatus(model) != 0 { _ = Clp_primal(model, 0) }
        switch Clp_status(model) {
        case 0: break
        case 1: throw .infeasible
        case 2: throw .unbounded
        default: throw .gaveUp(status: Int(Clp_status(model)))
        }
        guard let x = Clp_primalColumnSolution(model), let prices = Clp_dualRowSolution(model) else {
            throw .gaveUp(status: -1)
        }
        let values = Array(UnsafeBufferPointer(start: x, count: columns))
        let found = Solution(
            objective: Clp_objectiveValue(model), values: values,
            rowPrices: Array(UnsafeBufferPointer(start: prices, count: rows)), residual: breach(values))
        return found
    }

    private func breach(_ x: [Double]) -> Double {
        var sums = Array(repeating: 0.0, count: rows)
        for column in 0..<columns {
            for entry in Int(starts[column])..<Int(starts[column + 1]) {
                sums[Int(places[entry])] += coefficients[entry] * x[column]
            }
        }
        func outside(_ value: Double, _ low: Double, _ high: Double) -> Double { max(0, low - value, value - high) }
        let ofRows = (0..<rows).map { outside(sums[$0], rowLower[$0], rowUpper[$0]) }.max() ?? 0
        let ofColumns = (0..<columns).map { outside(x[$0], lower[$0], upper[$0]) }.max() ?? 0
        return max(ofRows, ofColumns)
    }
}

/// Why a linear programme has no answer.
public enum LinearProgrammeError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A cost, coefficient or bound that cannot be computed with.
    case notANumber
    /// A coefficient too small or too large beside the others, `LinearProgramme.sizes`.
    case outOfReach(Double)
    /// No x keeps all bounds.
    case infeasible
    /// The objective falls without end.
    case unbounded
    /// Clp's own status, or −1 where it gave no solution.
    case gaveUp(status: Int)

    /// One line, in English.
    public var description: String {
        switch self {
        case .notANumber: "a linear programme with a coefficient that is no finite number"
        case .outOfReach(let value):
            "a linear programme with a coefficient of \(value): expected a size of 1e-15 to 1e15 beside the others"
        case .infeasible: "no values fit all bounds of the linear programme"
        case .unbounded: "the linear programme has no least value"
        case .gaveUp(let status): "the solver of linear programmes gave up (status \(status))"
        }
    }
}

import LinearAlgebra

/// The Jacobian of the base year's equations, inverted once and used for many counterfactuals of one base year.
///
///     let jacobian = try StoredJacobian(base)
///     let answer = try base.counterfactual(shock, options: SolverOptions(solver: .chord(jacobian)))
///
/// Worth its memory (4N² doubles) only for small N; people move.
public struct StoredJacobian: Sendable {
    let inverse: Matrix
    var unknowns: Int { inverse.rows }

    /// - Complexity: 2N evaluations of the equations and O(N³) for the inverse.
    public init(_ base: BaseYear) throws(EquilibriumError) {
        let system = try HatSystem(base, Shock(), .peopleMove)
        let size = 2 * base.observed.places
        let width = 1e-6
        let origin = system.start
        let centre = system.step(origin)
        var columns: [[Double]] = []
        columns.reserveCapacity(size)
        for k in 0..<size {
            var moved = origin
            moved[k] += width
            var column = zip(system.step(moved), centre).map { ($0 - $1) / width }
            column[k] -= 1
            columns.append(column)
        }
        guard let inverse = Matrix(rows: size, columns: size, { columns[$1][$0] }).inverse() else {
            throw .badShape("the Jacobian of the base year is singular")
        }
        self.inverse = inverse
    }

    func newtonStep(_ residual: [Double]) -> [Double] { inverse.times(residual) }
}

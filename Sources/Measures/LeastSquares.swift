import Computation
import LinearAlgebra

/// One coefficient of a regression.
public struct Coefficient: Sendable, Equatable {
    /// Change of the dependent variable with one unit of the regressor.
    public let estimate: Double
    /// Under errors of equal variance.
    public let standardError: Double
    /// Under errors of unequal variance (HC1: MacKinnon & White 1985, doi:10.1016/0304-4076(85)90158-7).
    public let robustStandardError: Double
    /// Two-sided, Student's t on the plain standard error; no number where estimate and error are both nothing.
    public let pValue: Double
}

/// A regression by ordinary least squares.
struct LeastSquares {
    /// The constant first, then one for each regressor.
    let coefficients: [Coefficient]
    /// No number where the dependent variable is the same everywhere: there is nothing to explain.
    let rSquared: Double
    let residuals: [Double]

    /// - Parameter columns: regressors besides the constant, one list each.
    /// - Throws: `MeasureError` with no more observations than coefficients, or regressors that depend on one another.
    init(_ y: [Double], on columns: [[Double]]) throws(MeasureError) {
        let (n, k) = (y.count, columns.count + 1)
        if n <= k { throw .tooFew(count: n, needed: k + 1, what: "observations") }
        // Regressors are measured from their means in units of their deviation, so that the system is well conditioned.
        let means = columns.map { $0.reduce(0, +) / Double(n) }
        var (centred, scales): ([[Double]], [Double]) = ([], [])
        for (column, mean) in zip(columns, means) {
            let deviations = column.map { $0 - mean }
            let scale = (deviations.reduce(0) { $0 + $1 * $1 } / Double(n)).squareRoot()
            if !(scale > 1e-14 * max(1e-300, abs(mean))) {
                throw .undefined(why: "a regressor is the same everywhere: its effect cannot be told")
            }
            centred.append(deviations.map { $0 / scale })
            scales.append(scale)
        }
        let gram = Matrix(rows: k - 1, columns: k - 1) { a, b in
            zip(centred[a], centred[b]).reduce(0) { $0 + $1.0 * $1.1 } / Double(n)
        }
        guard let inverse = gram.inverse(), inverse.elements.allSatisfy({ abs($0) < 1e12 }) else {
            throw .undefined(why: "regressors depend on one another: leave one of them out")
        }
        let meanY = y.reduce(0, +) / Double(n)
        let products = centred.map { column in zip(column, y).reduce(0) { $0 + $1.0 * ($1.1 - meanY) } / Double(n) }
        let slopes = inverse.times(products)
        let residuals = y.indices.map { i in
            y[i] - meanY - slopes.indices.reduce(0) { $0 + slopes[$1] * centred[$1][i] }
        }
        let (unexplained, all) = (
            residuals.reduce(0) { $0 + $1 * $1 }, y.reduce(0) { $0 + ($1 - meanY) * ($1 - meanY) }
        )
        // What differs by rounding alone does not differ.
        let isConstant = !((all / Double(n)).squareRoot() > 1e-14 * abs(meanY))
        rSquared = isConstant ? .nan : 1 - unexplained / all
        self.residuals = isConstant ? Array(repeating: 0, count: n) : residuals
        coefficients = Self.coefficients(
            isConstant ? Array(repeating: 0, count: slopes.count) : slopes, meanY, inverse, centred, means, scales,
            self.residuals)
    }

    /// Estimates and errors in the regressors' own units, and of the constant at their zero.
    private static func coefficients(
        _ slopes: [Double], _ meanY: Double, _ inverse: Matrix, _ centred: [[Double]], _ means: [Double],
        _ scales: [Double],
        _ residuals: [Double]
    ) -> [Coefficient] {
        let (n, k) = (residuals.count, slopes.count + 1)
        let freedom = Double(n - k)
        let variance = residuals.reduce(0) { $0 + $1 * $1 } / freedom
        // What each coefficient takes of one observation: a row a coefficient.
        let rows = slopes.indices.map { a in
            residuals.indices.map { i in
                slopes.indices.reduce(0) { $0 + inverse[a, $1] * centred[$1][i] } / Double(n) / scales[a]
            }
        }
        let constantRow = residuals.indices.map { i in
            1 / Double(n) - rows.indices.reduce(0) { $0 + rows[$1][i] * means[$1] }
        }
        let estimates =
            [meanY - slopes.indices.reduce(0) { $0 + slopes[$1] / scales[$1] * means[$1] }] + zip(slopes, scales).map(/)
        return zip(estimates, [constantRow] + rows).map { estimate, row in
            let error = (variance * row.reduce(0) { $0 + $1 * $1 }).squareRoot()
            let robust = (zip(row, residuals).reduce(0) { $0 + $1.0 * $1.0 * $1.1 * $1.1 } * Double(n) / freedom)
                .squareRoot()
            return Coefficient(
                estimate: estimate, standardError: error, robustStandardError: robust,
                pValue: error > 0
                    ? studentTwoSidedP(estimate / error, degreesOfFreedom: freedom) : estimate == 0 ? .nan : 0)
        }
    }
}

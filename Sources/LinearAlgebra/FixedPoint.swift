/// Why a fixed point was not reached.
public enum FixedPointFailure: Error, Sendable, Equatable {
    /// The step after the last iteration still moved an unknown by `residual`; `worst` is its index.
    case notConverged(iterations: Int, residual: Double, worst: Int)
    /// An iterate left the domain of the map (not a finite number).
    case leftTheDomain(iteration: Int, worst: Int)
}

/// A solved fixed point x = g(x).
public struct FixedPoint: Sendable {
    public let solution: [Double]
    /// The largest |g(x) − x| at the solution returned.
    public let residual: Double
    public let iterations: Int
}

/// Solves x = g(x) by Anderson acceleration.
///
/// With memory m, the next point is the combination of the last m+1 images whose combined residual is smallest
/// (Anderson 1965, doi:10.1145/321296.321305; Walker & Ni 2011, doi:10.1137/10078356X, "type II"). A step whose residual
/// grows more than tenfold forgets its history and starts over from the plain iteration; so does one that leaves the domain.
///
/// - Parameters:
///   - start: first point; every iterate has its length.
///   - memory: earlier differences kept; 0 gives the plain iteration.
///   - tolerance: largest |g(x) − x| that is accepted. Choose the map so that its step is a meaningful residual.
///   - map: evaluates g.
/// - Throws: `FixedPointFailure` when the tolerance is not reached or a number is not finite.
/// - Complexity: one evaluation of the map and O(n m + m³) work an iteration.
public func fixedPoint(
    from start: [Double], memory: Int = 8, tolerance: Double, maximumIterations: Int = 5_000, of map: ([Double]) -> [Double]
) throws(FixedPointFailure) -> FixedPoint {
    var x = start
    var steps: [[Double]] = []  // differences of residuals
    var moves: [[Double]] = []  // differences of points
    var lastResidual: [Double]?
    var lastPoint: [Double] = []
    var lastNorm = Double.infinity
    var retreat: [Double]?
    var norm = Double.infinity
    var worst = 0
    for iteration in 1...max(1, maximumIterations) {
        let image = map(x)
        var residual = image
        for k in residual.indices { residual[k] -= x[k] }
        (norm, worst) = largestMagnitude(residual)
        if !norm.isFinite {
            // An extrapolation went too far: go on from the last plain image, without history.
            guard let plain = retreat else { throw .leftTheDomain(iteration: iteration, worst: worst) }
            x = plain
            retreat = nil
            steps = []
            moves = []
            lastResidual = nil
            continue
        }
        if norm <= tolerance { return FixedPoint(solution: x, residual: norm, iterations: iteration) }
        if norm > 10 * lastNorm {
            steps = []
            moves = []
            lastResidual = nil
        }
        if let lastResidual, memory > 0 {
            steps.append(zip(residual, lastResidual).map(-))
            moves.append(zip(x, lastPoint).map(-))
            if steps.count > memory {
                steps.removeFirst()
                moves.removeFirst()
            }
        }
        lastResidual = residual
        lastPoint = x
        lastNorm = norm
        x = image
        retreat = nil
        if !steps.isEmpty, let weights = leastSquaresWeights(steps, residual) {
            retreat = image
            for (j, weight) in weights.enumerated() {
                for k in x.indices { x[k] -= weight * (moves[j][k] + steps[j][k]) }
            }
        }
    }
    throw .notConverged(iterations: maximumIterations, residual: norm, worst: worst)
}

/// The largest magnitude and where it stands; a value that is not a number counts as infinite.
private func largestMagnitude(_ values: [Double]) -> (Double, Int) {
    var largest = 0.0
    var place = 0
    for (index, value) in values.enumerated() {
        if !value.isFinite { return (.infinity, index) }
        if abs(value) > largest {
            largest = abs(value)
            place = index
        }
    }
    return (largest, place)
}

/// The weights γ that minimise |r − Σ γ_j d_j|, by orthogonalising the differences from the newest to the oldest
/// (modified Gram–Schmidt, twice). Nearly dependent differences get weight zero.
private func leastSquaresWeights(_ differences: [[Double]], _ residual: [Double]) -> [Double]? {
    let count = differences.count
    var basis: [[Double]] = []
    var kept: [Int] = []
    var triangle = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for j in stride(from: count - 1, through: 0, by: -1) {
        var column = differences[j]
        let length = norm(column)
        guard length > 0, length.isFinite else { continue }
        for _ in 0..<2 {
            for (q, vector) in basis.enumerated() {
                let overlap = dot(vector, column)
                triangle[q][kept.count] += overlap
                for k in column.indices { column[k] -= overlap * vector[k] }
            }
        }
        let rest = norm(column)
        if rest < 1e-10 * length {
            for q in basis.indices { triangle[q][kept.count] = 0 }
            continue
        }
        triangle[kept.count][kept.count] = rest
        basis.append(column.map { $0 / rest })
        kept.append(j)
    }
    guard !kept.isEmpty else { return nil }
    var target = residual
    var solution = basis.map { vector in
        let overlap = dot(vector, target)
        for k in target.indices { target[k] -= overlap * vector[k] }
        return overlap
    }
    for row in stride(from: kept.count - 1, through: 0, by: -1) {
        for column in (row + 1)..<max(row + 1, kept.count) { solution[row] -= triangle[row][column] * solution[column] }
        solution[row] /= triangle[row][row]
    }
    var weights = [Double](repeating: 0, count: count)
    for (position, j) in kept.enumerated() { weights[j] = solution[position] }
    return weights.allSatisfy(\.isFinite) ? weights : nil
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
    var total = 0.0
    for k in a.indices { total += a[k] * b[k] }
    return total
}

private func norm(_ a: [Double]) -> Double {
    dot(a, a).squareRoot()
}

import CVectorMath
public import Computation

/// Why a fixed point was not reached.
public enum FixedPointFailure: Error, Sendable, Equatable {
    /// The step after the last iteration still moved an unknown by `residual`; `worst` is its index.
    case notConverged(iterations: Int, residual: Double, worst: Int)
    /// An iterate left the domain of the map (not a finite number).
    case leftTheDomain(iteration: Int, worst: Int)
    /// The token of the caller said so.
    case cancelled
}

/// A solved fixed point x = g(x).
public struct FixedPoint: Sendable {
    /// x.
    public let solution: [Double]
    /// The largest |g(x) − x| at the solution returned.
    public let residual: Double
    /// Evaluations of the map.
    public let iterations: Int

    /// Takes the numbers as they are, for solvers of other kinds.
    public init(solution: [Double], residual: Double, iterations: Int) {
        self.solution = solution
        self.residual = residual
        self.iterations = iterations
    }
}

/// Solves x = g(x) by Anderson acceleration.
///
/// With memory m, the next point is the combination of the last m+1 images whose combined residual is smallest
/// (Anderson 1965, doi:10.1145/321296.321305; Walker & Ni 2011, doi:10.1137/10078356X, "type II"). A step whose
/// residual grows more than tenfold forgets its history and starts over from the plain iteration; so does one that
/// leaves the domain.
///
/// - Parameters:
///   - start: first point; every iterate has its length.
///   - memory: earlier differences kept; 0 gives the plain iteration.
///   - damping: share of the plain step that is taken (1 takes all of it).
///   - tolerance: largest |g(x) − x| that is accepted. Choose the map so that its step is a meaningful residual.
///   - cancel: looked at before every evaluation.
///   - map: evaluates g.
/// - Throws: `FixedPointFailure` when the tolerance is not reached, a number is not finite, or work is cancelled.
/// - Complexity: one evaluation of the map and O(n m + m³) work an iteration.
public func fixedPoint(
    from start: [Double], memory: Int = 8, damping: Double = 1, tolerance: Double, maximumIterations: Int = 5_000,
    cancel: CancelToken? = nil,
    of map: ([Double]) -> [Double]
) throws(FixedPointFailure) -> FixedPoint {
    var x = start
    var history = AndersonHistory(memory: memory)
    var last: (residual: [Double], image: [Double])?
    var retreat: [Double]?
    var (norm, lastNorm) = (Double.infinity, Double.infinity)
    var worst = 0
    for iteration in 1...max(1, maximumIterations) {
        if cancel?.isCancelled == true { throw .cancelled }
        var image = map(x)
        var residual = image
        add(x, times: -1, to: &residual)
        (norm, worst) = largestMagnitude(residual)
        if !norm.isFinite {
            // An extrapolation went too far: go on from the last plain image, without history.
            guard let plain = retreat else { throw .leftTheDomain(iteration: iteration, worst: worst) }
            x = plain
            retreat = nil
            history.forget()
            last = nil
            continue
        }
        if norm <= tolerance { return FixedPoint(solution: x, residual: norm, iterations: iteration) }
        if damping != 1 { for k in image.indices { image[k] = x[k] + damping * residual[k] } }
        if norm > 10 * lastNorm {
            history.forget()
            last = nil
        }
        if let last, memory > 0 {
            history.add(residual: difference(residual, last.residual), image: difference(image, last.image))
        }
        lastNorm = norm
        retreat = history.isEmpty ? nil : image
        x = history.combined(image: image, residual: residual)
        last = (residual, image)
    }
    throw .notConverged(iterations: maximumIterations, residual: norm, worst: worst)
}

/// The last differences of residuals and images, with the products of the residual differences kept up to date.
private struct AndersonHistory {
    let memory: Int
    private var residuals: [[Double]] = []
    private var images: [[Double]] = []
    /// Products of residual differences, each scaled to length one.
    private var gram: [[Double]] = []
    private var lengths: [Double] = []

    init(memory: Int) {
        self.memory = memory
    }

    var isEmpty: Bool { residuals.isEmpty }

    mutating func forget() {
        residuals = []
        images = []
        gram = []
        lengths = []
    }

    mutating func add(residual: [Double], image: [Double]) {
        let length = dot(residual, residual).squareRoot()
        guard length > 0, length.isFinite else { return }
        if residuals.count == memory {
            residuals.removeFirst()
            images.removeFirst()
            lengths.removeFirst()
            gram.removeFirst()
            for row in gram.indices { gram[row].removeFirst() }
        }
        let products = residuals.indices.map { dot(residuals[$0], residual) / (lengths[$0] * length) }
        for row in gram.indices { gram[row].append(products[row]) }
        gram.append(products + [1])
        residuals.append(residual)
        images.append(image)
        lengths.append(length)
    }

    /// image − Σ γ_j Δimage_j with the γ that minimise |residual − Σ γ_j Δresidual_j|.
    func combined(image: [Double], residual: [Double]) -> [Double] {
        guard !residuals.isEmpty else { return image }
        let target = residuals.indices.map { dot(residuals[$0], residual) / lengths[$0] }
        guard let weights = solvedPositive(gram, target) else { return image }
        var result = image
        for (j, weight) in weights.enumerated() where weight != 0 {
            LinearAlgebra.add(images[j], times: -weight / lengths[j], to: &result)
        }
        return result
    }
}

/// Solves a small symmetric positive system by Cholesky from the newest unknown to the oldest; one that depends on
/// newer ones gets zero.
private func solvedPositive(_ matrix: [[Double]], _ target: [Double]) -> [Double]? {
    let order = Array(matrix.indices.reversed())
    var factor = [[Double]]()
    var kept: [Int] = []
    for j in order {
        var row = [Double](repeating: 0, count: kept.count + 1)
        for (q, i) in kept.enumerated() {
            var sum = matrix[j][i]
            for k in 0..<q { sum -= row[k] * factor[q][k] }
            row[q] = sum / factor[q][q]
        }
        var rest = matrix[j][j]
        for k in kept.indices { rest -= row[k] * row[k] }
        if rest < 1e-13 { continue }
        row[kept.count] = rest.squareRoot()
        factor.append(row)
        kept.append(j)
    }
    var y = [Double](repeating: 0, count: kept.count)
    for (q, i) in kept.enumerated() {
        var sum = target[i]
        for k in 0..<q { sum -= factor[q][k] * y[k] }
        y[q] = sum / factor[q][q]
    }
    for q in kept.indices.reversed() {
        var sum = y[q]
        for k in kept.indices where k > q { sum -= factor[k][q] * y[k] }
        y[q] = sum / factor[q][q]
    }
    var weights = [Double](repeating: 0, count: matrix.count)
    for (q, i) in kept.enumerated() { weights[i] = y[q] }
    return weights.allSatisfy(\.isFinite) ? weights : nil
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

private func difference(_ a: [Double], _ b: [Double]) -> [Double] {
    var result = a
    add(b, times: -1, to: &result)
    return result
}

private func dot(_ a: [Double], _ b: [Double]) -> Double { hl_dot(a, b, a.count) }

private func add(_ x: [Double], times factor: Double, to y: inout [Double]) { hl_add(&y, x, x.count, factor) }

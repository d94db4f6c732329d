import Computation

/// An eigenvalue with its vector of length one and the largest element of A v − λ v.
public struct Eigenpair: Sendable {
    /// λ.
    public let value: Double
    /// v, of length one; its sign is arbitrary.
    public let vector: [Double]
    /// Largest |A v − λ v|.
    public let residual: Double
}

/// The largest eigenvalues of a symmetric matrix that is only known by its products, with their vectors, by Lanczos'
/// method with every vector kept orthogonal to all before (Paige 1972, doi:10.1093/imamat/10.3.373).
///
/// - Parameters:
///   - count: how many are wanted; fewer come where the space is smaller.
///   - size: rows of the matrix.
///   - known: an eigenvector that is left out, of any length; nil for none.
///   - product: A x.
/// - Returns: from the largest; look at the residuals: the search ends when they are at rounding or the space is used
///   up.
/// - Complexity: O(steps · (product + size · steps)).
public func largestEigenpairs(
    _ count: Int, of size: Int, orthogonalTo known: [Double]? = nil, _ product: ([Double]) -> [Double]
)
    -> [Eigenpair]
{
    let fixed = known.map { [unit($0)] } ?? []
    let room = size - fixed.count
    if room < 1 || count < 1 { return [] }
    var stream = RandomStream(seed: 1)
    var lanczos = LanczosSpace(basis: [], images: [], diagonal: [], beside: [])
    var next = (0..<size).map { _ in stream.uniform() - 0.5 }
    orthogonalise(&next, against: fixed)
    var found: [Eigenpair] = []
    var check = 12
    while lanczos.basis.count < room {
        let last = unit(next)
        let image = product(last)
        lanczos.basis.append(last)
        lanczos.images.append(image)
        lanczos.diagonal.append(dot(last, image))
        next = image
        orthogonalise(&next, against: fixed + lanczos.basis)
        var length = norm(next)
        if length < 1e-14 {
            // The space so far maps to itself: what is left of the whole begins in a new direction.
            next = (0..<size).map { _ in stream.uniform() - 0.5 }
            orthogonalise(&next, against: fixed + lanczos.basis)
            length = 0
        }
        lanczos.beside.append(length)
        if lanczos.basis.count == room || lanczos.basis.count >= check {
            found = lanczos.pairs(count)
            let limit = 1e-15 * Double(size).squareRoot()
            if found.count == min(count, room) && found.allSatisfy({ $0.residual < limit * max(1, abs($0.value)) }) {
                break
            }
            check += check / 2
        }
    }
    return found
}

/// Orthogonal directions with their images; in them the matrix has a diagonal and what stands beside it.
private struct LanczosSpace {
    var basis, images: [[Double]]
    var diagonal, beside: [Double]

    func pairs(_ count: Int) -> [Eigenpair] {
        let (values, vectors) = tridiagonalEigen(diagonal, beside: Array(beside.dropLast()))
        return values.indices.sorted { values[$0] > values[$1] }.prefix(count).map { k in
            let (vector, image) = (combine(vectors[k], basis), combine(vectors[k], images))
            let residual = zip(image, vector).map { abs($0 - values[k] * $1) }.max() ?? 0
            return Eigenpair(value: values[k], vector: vector, residual: residual)
        }
    }
}

/// All eigenvalues and vectors of a symmetric matrix with a diagonal and one value beside each, by QL steps with
/// implicit shifts (Dubrulle, Martin & Wilkinson 1968, doi:10.1007/BF02165404).
///
/// - Returns: values, and their vectors in the same order.
/// - Complexity: O(n³).
func tridiagonalEigen(_ diagonal: [Double], beside: [Double]) -> (values: [Double], vectors: [[Double]]) {
    let n = diagonal.count
    var (d, e) = (diagonal, beside + [0])
    // Row k is the vector of value k, so that two rows turn at a time.
    var vectors = (0..<n).map { row in (0..<n).map { $0 == row ? 1.0 : 0 } }
    for low in 0..<n {
        for _ in 0..<60 {
            let end = (low..<n).first { $0 == n - 1 || abs(e[$0]) <= 1e-17 * (abs(d[$0]) + abs(d[$0 + 1])) } ?? n - 1
            if end == low { break }
            step(&d, &e, &vectors, from: low, to: end)
        }
    }
    return (d, vectors)
}

/// One QL step on the block from one row to another.
private func step(_ d: inout [Double], _ e: inout [Double], _ vectors: inout [[Double]], from low: Int, to end: Int) {
    let half = (d[low + 1] - d[low]) / (2 * e[low])
    let root = (half * half + 1).squareRoot()
    var g = d[end] - d[low] + e[low] / (half + (half >= 0 ? root : -root))
    var (s, c, p) = (1.0, 1.0, 0.0)
    for i in stride(from: end - 1, through: low, by: -1) {
        let (f, b) = (s * e[i], c * e[i])
        let r = (f * f + g * g).squareRoot()
        e[i + 1] = r
        if r == 0 {
            d[i + 1] -= p
            e[end] = 0
            return
        }
        (s, c) = (f / r, g / r)
        g = d[i + 1] - p
        let q = (d[i] - g) * s + 2 * c * b
        p = s * q
        d[i + 1] = g + p
        g = c * q - b
        turn(&vectors, i, c, s)
    }
    d[low] -= p
    e[low] = g
    e[end] = 0
}

/// Two neighbouring rows turned.
private func turn(_ vectors: inout [[Double]], _ i: Int, _ c: Double, _ s: Double) {
    var (lower, upper) = ([Double](), [Double]())
    swap(&lower, &vectors[i])
    swap(&upper, &vectors[i + 1])
    for k in lower.indices {
        let (x, y) = (lower[k], upper[k])
        lower[k] = c * x - s * y
        upper[k] = s * x + c * y
    }
    swap(&lower, &vectors[i])
    swap(&upper, &vectors[i + 1])
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
            var sum = 0.0
            for k in 0..<a.count { sum += a[k] * b[k] }
            return sum
        }
    }
}

private func norm(_ a: [Double]) -> Double { dot(a, a).squareRoot() }

private func unit(_ a: [Double]) -> [Double] {
    let length = norm(a)
    return a.map { $0 / length }
}

/// Twice, so that what is left is orthogonal to rounding (Giraud, Langou & Rozložník 2005,
/// doi:10.1016/j.camwa.2005.08.009).
private func orthogonalise(_ a: inout [Double], against basis: [[Double]]) {
    for _ in 0..<2 {
        for vector in basis {
            let part = dot(a, vector)
            a.withUnsafeMutableBufferPointer { a in
                vector.withUnsafeBufferPointer { vector in for k in 0..<a.count { a[k] -= part * vector[k] } }
            }
        }
    }
}

private func combine(_ factors: [Double], _ vectors: [[Double]]) -> [Double] {
    var sum = Array(repeating: 0.0, count: vectors.first?.count ?? 0)
    for (factor, vector) in zip(factors, vectors) {
        sum.withUnsafeMutableBufferPointer { sum in
            vector.withUnsafeBufferPointer { vector in for k in 0..<sum.count { sum[k] += factor * vector[k] } }
        }
    }
    return sum
}

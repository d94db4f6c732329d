import RealModule

/// Where the outermost layer of the normal density ends, and the area of each.
private let normalTail = 3.442619855899
private let normalArea = 9.91256303526217e-3

/// Edges of the layers from the outermost, which is as wide as its area asks, to the middle.
private let normalLayers: [Double] = {
    func density(_ x: Double) -> Double { Double.exp(-0.5 * x * x) }
    var edges = [normalArea / density(normalTail), normalTail]
    while edges.count < 128 {
        let last = edges[edges.count - 1]
        edges.append((-2 * Double.log(normalArea / last + density(last))).squareRoot())
    }
    return edges + [0]
}()

extension RandomStream {
    /// A standard normal number, by layers of equal area (Marsaglia & Tsang 2000, doi:10.18637/jss.v005.i08; 128 of
    /// them, as Doornik 2005 sets them).
    public mutating func normal() -> Double { normalLayers.withUnsafeBufferPointer { normal($0) } }

    /// So many standard normal numbers.
    public mutating func normals(_ count: Int) -> [Double] {
        var stream = self
        defer { self = stream }
        return normalLayers.withUnsafeBufferPointer { layers in
            [Double](unsafeUninitializedCapacity: count) { numbers, filled in
                for index in 0..<count { numbers.initializeElement(at: index, to: stream.normal(layers)) }
                filled = count
            }
        }
    }

    @inline(__always)
    private mutating func normal(_ edges: UnsafeBufferPointer<Double>) -> Double {
        while true {
            let word = next()
            let layer = Int(word & 127)
            // From −1 to 1 by the upper bits, which the layer does not take.
            let u = Double(Int64(bitPattern: word) >> 10) * 0x1p-53
            let x = u * edges[layer]
            if abs(x) < edges[layer + 1] { return x }
            if layer == 0 {
                // Beyond the last edge.
                while true {
                    let far = -Double.log(1 - uniform()) / normalTail
                    if -2 * Double.log(1 - uniform()) >= far * far {
                        return u < 0 ? -normalTail - far : normalTail + far
                    }
                }
            }
            let (outer, inner) = (edges[layer], edges[layer + 1])
            let (low, high) = (Double.exp(-0.5 * (outer * outer - x * x)), Double.exp(-0.5 * (inner * inner - x * x)))
            if low + uniform() * (high - low) < 1 { return x }
        }
    }

    /// The logarithm of a gamma number of scale 1 (Marsaglia & Tsang 2000, doi:10.1145/358407.358414): a small shape
    /// gives numbers too small for anything but their logarithm.
    ///
    /// - Parameter shape: above zero.
    public mutating func logarithmOfGamma(shape: Double) -> Double {
        if shape < 1 {
            let larger = logarithmOfGamma(shape: shape + 1)
            return larger + Double.log(1 - uniform()) / shape
        }
        let d = shape - 1 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let root = 1 + c * x
            if root <= 0 { continue }
            let v = root * root * root
            let u = 1 - uniform()
            if Double.log(u) < 0.5 * x * x + d - d * v + d * Double.log(v) { return Double.log(d) + Double.log(v) }
        }
    }

    /// Shares that sum to one with these as their means (Dirichlet).
    ///
    /// - Parameters:
    ///   - means: zero or more, summing to one; a mean of zero stays zero.
    ///   - concentration: above zero; the larger, the closer to the means. A share's variance is m(1 −
    ///     m)/(concentration + 1).
    public mutating func dirichlet(means: [Double], concentration: Double) -> [Double] {
        let logs = means.map { $0 > 0 ? logarithmOfGamma(shape: $0 * concentration) : -.infinity }
        let most = logs.max() ?? 0
        let parts = logs.map { $0 == -.infinity ? 0 : Double.exp($0 - most) }
        let sum = parts.reduce(0, +)
        return parts.map { $0 / sum }
    }
}

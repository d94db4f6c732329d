import RealModule

extension RandomStream {
    /// A standard normal number, by the polar method (Marsaglia & Bray 1964, doi:10.1137/1006063); its twin is left.
    public mutating func normal() -> Double {
        while true {
            let (x, y) = (2 * uniform() - 1, 2 * uniform() - 1)
            let radius = x * x + y * y
            if radius > 0 && radius < 1 { return x * (-2 * Double.log(radius) / radius).squareRoot() }
        }
    }

    /// The logarithm of a gamma number of scale 1 (Marsaglia & Tsang 2000, doi:10.1145/358407.358414): a small shape gives numbers too small
    /// for anything but their logarithm.
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
    ///   - concentration: above zero; the larger, the closer to the means. A share's variance is m(1 − m)/(concentration + 1).
    public mutating func dirichlet(means: [Double], concentration: Double) -> [Double] {
        let logs = means.map { $0 > 0 ? logarithmOfGamma(shape: $0 * concentration) : -.infinity }
        let most = logs.max() ?? 0
        let parts = logs.map { $0 == -.infinity ? 0 : Double.exp($0 - most) }
        let sum = parts.reduce(0, +)
        return parts.map { $0 / sum }
    }
}

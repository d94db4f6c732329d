import Computation
import LinearAlgebra
import RealModule

/// How values are spread: a smooth density over a grid.
public struct KernelDensity: Sendable, Equatable {
    /// Where the density stands, in the unit of the values.
    public let grid: [Double]
    /// One a point of the grid; integrates to one where the grid reaches far enough.
    public let density: [Double]
    /// Standard deviation of the kernel, in the unit of the values.
    public let bandwidth: Double
    /// Where the density has its peaks.
    public let modes: [Double]
}

/// The density of values with a Gaussian kernel (Rosenblatt 1956, doi:10.1214/aoms/1177728190).
///
/// - Parameters:
///   - values: at least two that differ.
///   - weights: above zero; nil counts each alike.
///   - grid: where the density is wanted, increasing.
///   - bandwidth: above zero; nil takes Silverman's .9 min(σ, IQR/1.34) n^(−1/5) (1986).
/// - Complexity: O(n · grid).
public func kernelDensity(of values: [Double], weights: [Double]? = nil, grid: [Double], bandwidth: Double? = nil)
    throws(MeasureError)
    -> KernelDensity
{
    try check(values, .any)
    let weights = try checkedWeights(weights, values: values.count)
    let width: Double
    if let bandwidth { width = bandwidth } else { width = try silvermanBandwidth(values) }
    if !(width > 0 && width.isFinite) { throw .undefined(why: "the bandwidth is \(width): expected above 0") }
    let scale = 1 / (weights.reduce(0, +) * width * (2 * Double.pi).squareRoot())
    let sorted = SortedValues(values, weights)
    let density = parallelMap(count: grid.count) { point in
        // Beyond nine bandwidths a value adds less than rounding does.
        let (first, end) = (
            sorted.values.firstAtLeast(grid[point] - 9 * width), sorted.values.firstAtLeast(grid[point] + 9 * width)
        )
        let squares = sorted.values[first..<end].map { (grid[point] - $0) / width * ((grid[point] - $0) / width) }
        return zip(exponentialsOf(squares, factor: -0.5), sorted.weights[first..<end]).reduce(0) { $0 + $1.0 * $1.1 }
            * scale
    }.compactMap { $0 }
    let modes = grid.indices.dropFirst().dropLast().filter {
        density[$0] > density[$0 - 1] && density[$0] >= density[$0 + 1]
    }
    return KernelDensity(grid: grid, density: density, bandwidth: width, modes: modes.map { grid[$0] })
}

extension [Double] {
    /// Where the values, in increasing order, first reach one.
    fileprivate func firstAtLeast(_ value: Double) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Silverman's rule of thumb (1986, doi:10.1201/9781315140919), as R's bw.nrd0 has it.
///
/// - Throws: `MeasureError` for fewer than two values, or values all alike.
public func silvermanBandwidth(_ values: [Double]) throws(MeasureError) -> Double {
    let n = Double(values.count)
    if values.count < 2 { throw .tooFew(count: values.count, needed: 2, what: "values") }
    let deviation = standardDeviation(values) * (n / (n - 1)).squareRoot()
    let sorted = values.sorted()
    let quartiles = (quantile(0.75, ofSorted: sorted) - quantile(0.25, ofSorted: sorted)) / 1.34
    let spread = quartiles > 0 ? min(deviation, quartiles) : deviation
    if !(spread > 0) { throw .undefined(why: "all values are alike: a density over them has no width") }
    return 0.9 * spread * Double.pow(n, -0.2)
}

/// Densities year by year on one grid: ridges.
public struct KernelRidges: Sendable, Equatable {
    /// Common to all years, in the unit of the values.
    public let grid: [Double]
    /// One a year.
    public let ridges: [KernelDensity]
}

/// Kernel densities of several years over one grid, each with a bandwidth of its own.
///
/// - Parameters:
///   - values: a list a year.
///   - weights: the same shape; nil counts each alike.
///   - points: of the grid at least, from three bandwidths below the least to three above the largest value; more where
///     a quarter of the narrowest bandwidth needs them, so that no peak falls between two.
public func kernelRidges(_ values: [[Double]], weights: [[Double]]? = nil, points: Int = 200, bandwidth: Double? = nil)
    throws(MeasureError)
    -> KernelRidges
{
    if values.isEmpty { throw .noValues }
    if !(2...100_000).contains(points) { throw .tooFew(count: points, needed: 2, what: "points of the grid") }
    if let weights { try check(weights.count, of: "years of weights", values: values.count) }
    var widths: [Double] = []
    for year in values {
        try check(year, .any)
        if let bandwidth { widths.append(bandwidth) } else { widths.append(try silvermanBandwidth(year)) }
    }
    let reach = 3 * (widths.max() ?? 0)
    let (least, most) = (values.joined().min() ?? 0, values.joined().max() ?? 0)
    let span = most - least + 2 * reach
    let narrowest = widths.min() ?? 0
    let needed = narrowest > 0 ? 4 * span / narrowest + 1 : Double(points)
    if needed > 20_000 {
        throw .undefined(
            why:
                """
                a bandwidth of \(narrowest) over values that span \(most - least) needs more than 20,000 points to see \
                its \
                peaks: give a wider bandwidth, or logarithms
                """)
    }
    let points = max(points, Int(needed.rounded(.up)))
    let grid = (0..<points).map { least - reach + span * Double($0) / Double(points - 1) }
    var ridges: [KernelDensity] = []
    for (year, list) in values.enumerated() {
        ridges.append(try kernelDensity(of: list, weights: weights?[year], grid: grid, bandwidth: widths[year]))
    }
    return KernelRidges(grid: grid, ridges: ridges)
}

/// The Gini index split into differences between neighbours and between all other pairs.
public struct SpatialGini: Sendable, Equatable {
    /// G over all pairs.
    public let gini: Double
    /// The part of pairs that are neighbours; with the other it sums to the index.
    public let neighbour: Double
    /// The part of pairs that are no neighbours.
    public let nonNeighbour: Double
    /// Mean difference of pairs that are no neighbours over that of neighbours: above 1 where neighbours are alike. Nil
    /// where either is missing.
    public let polarisation: Double?
    /// Nil where no permutations were asked for.
    public let test: Test?

    /// Places put into random order.
    public struct Test: Sendable, Equatable {
        /// Mean and standard deviation of the part of other pairs.
        public let expectedNonNeighbour: Double
        /// Over the random orders.
        public let standardDeviation: Double
        /// (1 + how many orders reach the observed part of other pairs) / (1 + permutations).
        public let pseudoPValue: Double
        /// How many random orders were drawn.
        public let permutations: Int
    }
}

/// The spatial Gini decomposition with inference by permutation (Rey & Smith 2013, doi:10.1007/s12076-012-0086-z).
///
/// - Parameters:
///   - values: 0 or more, not all zero.
///   - weights: who is a neighbour of whom; their size does not matter, and a link in one direction counts half.
///   - permutations: 0 for none.
///   - progress: called with how many permutations are done.
/// - Complexity: O(n log n + permutations · (n + links)).
public func spatialGini(
    of values: [Double], neighbours weights: SpatialWeights, permutations: Int = 999, seed: UInt64 = 1,
    threads: Int? = nil,
    progress: (@Sendable (Int) -> Void)? = nil
) throws(MeasureError) -> SpatialGini {
    let index = try gini(of: values).gini
    try check(weights.count, of: "places with neighbours", values: values.count)
    let values = withinReach(values)
    let n = Double(values.count)
    let total = values.reduce(0, +)
    if total == 0 { throw .undefined(why: "all values are zero: there are no differences to split") }
    let pairs = LinkedPairs(weights)
    // Over all ordered pairs Σ|yᵢ − yⱼ| = 2 n² μ G.
    let scale = 2 * n * total
    let near = pairs.sumOfDifferences(values) / scale
    let far = index - near
    let (nearPairs, allPairs) = (Double(pairs.count), n * (n - 1))
    let polarisation = near > 0 && allPairs > nearPairs ? far / near * nearPairs / (allPairs - nearPairs) : nil
    var test: SpatialGini.Test?
    if permutations > 0 {
        let parts = permuted(permutations, seed: seed, threads: threads, progress: progress, values) {
            index - pairs.sumOfDifferences($0) / scale
        }
        let mean = parts.reduce(0, +) / Double(permutations)
        let variance = parts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(permutations)
        let reached = parts.count { $0 >= far - 1e-12 * index }
        test = SpatialGini.Test(
            expectedNonNeighbour: mean, standardDeviation: variance.squareRoot(),
            pseudoPValue: Double(1 + reached) / Double(1 + permutations), permutations: permutations)
    }
    return SpatialGini(gini: index, neighbour: near, nonNeighbour: far, polarisation: polarisation, test: test)
}

/// Ordered pairs of neighbours as two flat lists.
private struct LinkedPairs: Sendable {
    private let starts: [Int32]
    private let others: [Int32]

    var count: Int { others.count }

    init(_ weights: SpatialWeights) {
        var (starts, others) = ([Int32(0)], [Int32]())
        for (neighbours, row) in zip(weights.neighbours, weights.weights) {
            others += zip(neighbours, row).filter { $0.1 > 0 }.map { Int32($0.0) }
            starts.append(Int32(others.count))
        }
        (self.starts, self.others) = (starts, others)
    }

    func sumOfDifferences(_ values: [Double]) -> Double {
        values.withUnsafeBufferPointer { values in
            var sum = 0.0
            for place in 0..<(starts.count - 1) {
                let own = values[place]
                for link in Int(starts[place])..<Int(starts[place + 1]) { sum += abs(own - values[Int(others[link])]) }
            }
            return sum
        }
    }
}

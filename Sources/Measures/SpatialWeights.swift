/// Which places count as neighbours of which, and how much: a sparse matrix, one row a place.
public struct SpatialWeights: Sendable, Equatable {
    /// Indices of neighbours, a list a place; no place is its own.
    public let neighbours: [[Int]]
    /// The weight of each of them.
    public let weights: [[Double]]

    /// Places, those without neighbours too.
    public var count: Int { neighbours.count }

    /// - Parameter weights: 0 or more, beside each neighbour; nil makes each 1.
    /// - Throws: `MeasureError` for an index out of range, a place that is its own neighbour or twice another's, or a
    ///   weight below zero.
    public init(neighbours: [[Int]], weights: [[Double]]? = nil) throws(MeasureError) {
        for (place, row) in neighbours.enumerated() {
            if Set(row).count != row.count { throw .undefined(why: "place \(place + 1) has a neighbour twice") }
            for other in row where !neighbours.indices.contains(other) || other == place {
                throw .undefined(
                    why:
                        """
                        place \(place + 1): expected neighbours from 1 to \(neighbours.count) other than itself, \
                        found \(other + 1)
                        """
                )
            }
            guard let weights else { continue }
            if weights.count != neighbours.count || weights[place].count != row.count {
                throw .differentLengths(
                    values: row.count, other: weights.count == neighbours.count ? weights[place].count : 0,
                    what: "weights")
            }
            for weight in weights[place] where !(weight >= 0 && weight.isFinite) {
                throw .badValue(index: place, value: weight, expected: "weights of 0 or more")
            }
        }
        self.neighbours = neighbours
        self.weights = weights ?? neighbours.map { $0.map { _ in 1 } }
    }

    private init(_ neighbours: [[Int]], _ weights: [[Double]]) {
        self.neighbours = neighbours
        self.weights = weights
    }

    /// Every row summing to one; a place without neighbours keeps none.
    public var rowStandardised: SpatialWeights {
        SpatialWeights(
            neighbours,
            weights.map { row in
                let sum = row.reduce(0, +)
                return sum > 0 ? row.map { $0 / sum } : row
            })
    }

    /// All places of one group neighbours of one another.
    ///
    /// - Throws: `MeasureError` where that makes more than fifty million pairs.
    public static func blocks(_ groups: [String]) throws(MeasureError) -> SpatialWeights {
        let grouping = Grouping(groups)
        let members = grouping.members
        let pairs = members.reduce(0) { $0 + $1.count * ($1.count - 1) }
        if pairs > 50_000_000 {
            throw .undefined(
                why: "groups of neighbours make \(pairs) pairs: expected at most 50000000; give neighbours in a file")
        }
        let neighbours = grouping.memberships.enumerated().map { place, group in members[group].filter { $0 != place } }
        return SpatialWeights(neighbours, neighbours.map { $0.map { _ in 1 } })
    }

    /// Only some places, in the order given; links to others are left out.
    public func only(_ places: [Int]) -> SpatialWeights {
        var index: [Int: Int] = [:]
        for (new, old) in places.enumerated() { index[old] = new }
        let kept = places.map { place in
            zip(neighbours[place], weights[place]).compactMap { other, weight in index[other].map { ($0, weight) } }
        }
        return SpatialWeights(kept.map { $0.map(\.0) }, kept.map { $0.map(\.1) })
    }

    /// Σⱼ wᵢⱼ yⱼ of every place; 0 without neighbours.
    public func lag(_ values: [Double]) -> [Double] {
        neighbours.indices.map { place in
            var sum = 0.0
            for (other, weight) in zip(neighbours[place], weights[place]) { sum += weight * values[other] }
            return sum
        }
    }

    /// Sum of all weights.
    public var total: Double { weights.reduce(0) { $0 + $1.reduce(0, +) } }
}

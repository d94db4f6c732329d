import RealModule

/// Why one place scores above another: what each indicator adds to the difference.
public struct ScoreDrivers: Sendable, Equatable {
    /// Score of the second less that of the first.
    public let difference: Double
    /// By indicator; they sum to the difference but for the rest.
    public let contributions: [Double]
    /// What quadrature left over; nought where the index is a sum.
    public let rest: Double
}

extension IndexModel {
    /// What each indicator adds to the difference between two rows: the slope of the score along the straight way from
    /// the values of one to those of the other, times the way (Aumann & Shapley 1974, doi:10.1515/9781400867080); of a
    /// sum it is weight times difference.
    ///
    /// - Throws: `IndexError` for rows that do not exist, or of two stages of development in an index that is no sum.
    /// - Complexity: O(indicators · 128).
    public func drivers(of index: CompositeIndex, from first: Int, to second: Int) throws(IndexError) -> ScoreDrivers {
        for row in [first, second] where !figures.rows.indices.contains(row) {
            throw .tooFew(count: figures.rows.count, needed: row + 1, what: "rows")
        }
        let (a, b) = (index.normalised.map { $0[first] }, index.normalised.map { $0[second] })
        let difference = index.scores[second] - index.scores[first]
        func told(_ contributions: [Double]) -> ScoreDrivers {
            ScoreDrivers(
                difference: difference, contributions: contributions, rest: difference - contributions.reduce(0, +))
        }
        let isSum =
            recipe.choice.aggregation == .arithmetic
            && recipe.dimensions.allSatisfy { $0.aggregation.map { $0 == .arithmetic } ?? true }
        if isSum || index.ownWeights != nil {
            let (ofFirst, ofSecond) = (indicatorWeights(of: index, first), indicatorWeights(of: index, second))
            return told(a.indices.map { ofSecond[$0] * b[$0] - ofFirst[$0] * a[$0] })
        }
        if !scoring.stages.isEmpty && scoring.stages[first] != scoring.stages[second] {
            throw .undefined(
                why:
                    """
                    the two places are of different stages of development, with weights of their own: only a sum \
                    can be split between them
                    """
            )
        }
        guard let shares = index.shares else { return told(a.map { _ in 0 }) }
        let slope = try slope(index, shares, first)
        var contributions = Array(repeating: 0.0, count: a.count)
        let panels = 64
        for panel in 0..<panels {
            // Two points a panel (Gauss), none of them an end, where a distance may have no slope.
            for offset in [-1.0, 1.0] {
                let t = (Double(panel) + 0.5 + offset / (2 * 3.0.squareRoot())) / Double(panels)
                let slopes = slope(zip(a, b).map { $0 + t * ($1 - $0) })
                for index in a.indices {
                    contributions[index] += slopes[index] * (b[index] - a[index]) / Double(2 * panels)
                }
            }
        }
        return told(contributions)
    }

    /// Weights of the indicators that count for a row.
    public func indicatorWeights(of index: CompositeIndex, _ row: Int) -> [Double] {
        index.ownWeights?[row] ?? scoring.weight(index.weights, row)
    }

    /// The slope of the score in each value of a row, all others as they are.
    private func slope(_ index: CompositeIndex, _ shares: NodeShares, _ row: Int) throws(IndexError) -> ([Double]) ->
        [Double]
    {
        let weights = indicatorWeights(of: index, row)
        let best = index.normalised.map { $0.max() ?? 0 }
        let worst = index.normalised.map { $0.min() ?? 0 }
        switch recipe.choice.aggregation {
        case .topsis:
            return { x in
                let up = x.indices.reduce(0) {
                    $0 + weights[$1] * weights[$1] * (best[$1] - x[$1]) * (best[$1] - x[$1])
                }.squareRoot()
                let down = x.indices.reduce(0) {
                    $0 + weights[$1] * weights[$1] * (x[$1] - worst[$1]) * (x[$1] - worst[$1])
                }.squareRoot()
                if !(up > 0 && down > 0) { return x.map { _ in 0 } }
                let whole = (up + down) * (up + down)
                return x.indices.map { j in
                    let square = weights[j] * weights[j]
                    return (up * square * (x[j] - worst[j]) / down + down * square * (best[j] - x[j]) / up) / whole
                }
            }
        case .wroclaw:
            let distances = figures.rows.indices.map { row in
                let own = self.indicatorWeights(of: index, row)
                return own.indices.reduce(0) { sum, j in
                    sum + own[j] * (best[j] - index.normalised[j][row]) * (best[j] - index.normalised[j][row])
                }.squareRoot()
            }
            let (deviation, mean) = distances.withUnsafeBufferPointer { spread($0) }
            let far = mean + 2 * deviation
            return { x in
                let apart = x.indices.reduce(0) { $0 + weights[$1] * (best[$1] - x[$1]) * (best[$1] - x[$1]) }
                    .squareRoot()
                return x.indices.map { apart > 0 && far > 0 ? weights[$0] * (best[$0] - x[$0]) / apart / far : 0 }
            }
        case .arithmetic, .geometric: return { x in treeSlope(x, shares, row) }
        }
    }

    /// Forward through the nodes for their values, back for what each part adds to the whole.
    private func treeSlope(_ x: [Double], _ shares: NodeShares, _ row: Int) -> [Double] {
        let (choice, nodes) = (recipe.choice, tree.nodes)
        let ways = nodes.map { $0.aggregation ?? (choice.aggregation.isStepwise ? choice.aggregation : .arithmetic) }
        let own = shares.shares.map { $0[$0.count == 1 || scoring.stages.isEmpty ? 0 : scoring.stages[row]] }
        var values: [Double] = []
        /// What the logarithm is taken of, and how fast it grows with the part.
        func lift(_ part: IndexTree.Part) -> (value: Double, slope: Double) {
            switch part {
            case .indicator(let index): (lifted(x[index], choice.shift), 1 - choice.shift)
            case .node(let inner):
                ways[inner] == .geometric ? (values[inner], 1) : (lifted(values[inner], choice.shift), 1 - choice.shift)
            }
        }
        func plain(_ part: IndexTree.Part) -> Double {
            switch part {
            case .indicator(let index): x[index]
            case .node(let inner): values[inner]
            }
        }
        for (place, node) in nodes.enumerated() {
            let parts = zip(node.parts, own[place])
            values.append(
                ways[place] == .geometric
                    ? Double.exp(parts.reduce(0) { $0 + $1.1 * Double.log(lift($1.0).value) })
                    : parts.reduce(0) { $0 + $1.1 * plain($1.0) }
            )
        }
        var (ofNode, slopes) = (Array(repeating: 0.0, count: nodes.count), Array(repeating: 0.0, count: x.count))
        ofNode[nodes.count - 1] = 1
        for place in nodes.indices.reversed() {
            for (part, share) in zip(nodes[place].parts, own[place]) {
                var slope = ofNode[place] * share
                if ways[place] == .geometric {
                    let (value, growth) = lift(part)
                    slope *= values[place] * growth / value
                }
                switch part {
                case .indicator(let index): slopes[index] = slope
                case .node(let inner): ofNode[inner] = slope
                }
            }
        }
        return slopes
    }

    /// Obstacle degrees of a row: each indicator's share in the weighted distance from the best, w(1 − x)/Σw(1 − x)
    /// with x from 0 to 1.
    ///
    /// - Returns: by indicator; nought for a row that is best in everything.
    public func obstacles(of index: CompositeIndex, _ row: Int) -> [Double] {
        let weights = indicatorWeights(of: index, row)
        let gaps = index.normalised.indices.map { indicator -> Double in
            let column = index.normalised[indicator]
            if recipe.choice.normalisation.isUnit { return weights[indicator] * (1 - column[row]) }
            guard let least = column.min(), let most = column.max(), most > least else { return 0 }
            return weights[indicator] * (most - column[row]) / (most - least)
        }
        let sum = gaps.reduce(0, +)
        return gaps.map { sum > 0 ? $0 / sum : 0 }
    }
}

import Measures

/// An index by the choices of its recipe, before any doubt.
public struct CompositeIndex: Sendable {
    /// By row.
    public let scores: [Double]
    /// From 1 among those of the same period and group; ties share the first of their ranks.
    public let ranks: [Int]
    /// How many are ranked together with each row.
    public let among: [Int]
    /// From 1, the best, by natural breaks of the scores ranked together.
    public let tiers: [Int]
    /// Weights of the indicators by stage of development; one list where there are no stages, none where each place has
    /// its own.
    public let weights: [[Double]]
    /// By row and indicator where each place has its own weights.
    public let ownWeights: [[Double]]?
    /// By dimension of the recipe and row.
    public let dimensionScores: [[Double]]
    /// By indicator and row, larger is better.
    public let normalised: [[Double]]
    /// Indicators that are the same everywhere: they have no weight, and the index is that without them.
    public let constant: [String]
    let shares: NodeShares?
}

extension IndexModel {
    /// The index by the recipe's own choices.
    ///
    /// - Throws: `IndexError` where weights cannot be told from the figures.
    /// - Complexity: O(rows · indicators), CRITIC and principal components times the indicators; benefit of the doubt
    ///   solves a linear programme a row.
    public func index() throws(IndexError) -> CompositeIndex {
        let choice = recipe.choice
        var values = preparation.normalised(cells, choice)
        // A frontier is of values from nought.
        if choice.weighting == .benefitOfTheDoubt && !choice.normalisation.isUnit {
            values = unitCells(values, rows: figures.rows.count)
        }
        let weights = try self.weights(values, choice)
        let logs = logarithms(values, choice)
        // Dimensions of a method without weights of its own are plain means.
        let shown = weights ?? .equal(tree)
        let nodes = scoring.nodeScores(values, shown, choice, logs)
        var own: [[Double]]?
        let scores: [Double]
        if let weights {
            scores = scoring.scores(values, weights, choice, logarithms: logs)
        } else {
            let found = try benefitOfTheDoubt(columns(values))
            (scores, own) = (found.scores, found.weights)
        }
        let ranks = ranking.ranks(scores).map(Int.init)
        var byDimension = Array(repeating: [Double](), count: recipe.dimensions.count)
        for (place, node) in tree.nodes.enumerated() {
            if let dimension = node.dimension { byDimension[dimension] = nodes[place] }
        }
        return CompositeIndex(
            scores: scores, ranks: ranks, among: ranking.setOf.map { ranking.sets[$0].count }, tiers: tiers(scores),
            weights: weights.map(scoring.rowWeights) ?? [], ownWeights: own, dimensionScores: byDimension,
            normalised: columns(values),
            constant: constantIndicators(values).map { recipe.indicators[$0].id }, shares: weights)
    }

    /// From 1: how many of some rows stand above one, by values whose ties are those of scores.
    public func rank(of row: Int, among rows: [Int], by values: [Double]) -> Int {
        let own = rows.map { values[$0] }
        guard let least = own.min(), let most = own.max() else { return 1 }
        let tie = tieWidth(from: least, to: most)
        return 1 + own.count { $0 - values[row] > tie }
    }

    /// Natural breaks of the scores ranked together, the best tier first; scores that share a rank share a tier.
    private func tiers(_ scores: [Double]) -> [Int] {
        var tiers = Array(repeating: 1, count: scores.count)
        for rows in ranking.sets {
            let own = levelled(rows.map { scores[$0] })
            guard recipe.tiers > 1, Set(own).count > 1,
                let classes = try? classify(own, into: recipe.tiers, by: .naturalBreaks)
            else {
                continue
            }
            for (row, score) in zip(rows, own) { tiers[row] = classes.count - (classes.classOf(score) ?? 0) }
        }
        return tiers
    }
}

/// The sub-indices of an index and what stands in each; the index itself is the last.
struct IndexTree: Sendable {
    enum Part: Sendable, Equatable {
        case indicator(Int)
        case node(Int)
    }

    struct Node: Sendable {
        /// Nil for the index itself.
        let dimension: Int?
        let parts: [Part]
        let aggregation: Aggregation?
    }

    /// Parts before what they stand in.
    let nodes: [Node]
    /// Weights of the recipe by node, stage of development and part, relative to one another.
    let given: [[[Double]]]
    /// Whether the recipe gives any.
    let hasGiven: Bool

    init(_ recipe: IndexRecipe) throws(IndexError) {
        let dimensions = recipe.dimensions
        var number: [String: Int] = [:]
        for (index, dimension) in dimensions.enumerated() {
            if number.updateValue(index, forKey: dimension.id) != nil {
                throw .badRecipe("dimension \(dimension.id) stands twice")
            }
        }
        var parts = try Self.indicators(recipe, number)
        let parents = try Self.parents(dimensions, number)
        let depths = try Self.depths(dimensions, parents)
        let order = dimensions.indices.sorted { (-depths[$0], $0) < (-depths[$1], $1) } + [dimensions.count]
        var place = Array(repeating: 0, count: dimensions.count + 1)
        for (position, index) in order.enumerated() { place[index] = position }
        for index in dimensions.indices { parts[parents[index]].append(.node(place[index])) }
        for index in dimensions.indices where parts[index].isEmpty {
            throw .badRecipe("dimension \(dimensions[index].id) is empty")
        }

        nodes = order.map { index in
            Node(
                dimension: index == dimensions.count ? nil : index, parts: parts[index],
                aggregation: index == dimensions.count ? nil : dimensions[index].aggregation)
        }
        let stages = recipe.stageBounds.count + 1
        var given: [[[Double]]] = []
        for node in nodes {
            let weights = try Self.weights(of: node, nodes, recipe, stages)
            given.append(weights)
        }
        self.given = given
        hasGiven =
            recipe.indicators.contains { $0.weight != nil }
            || dimensions.contains { $0.weight != nil || $0.stageWeights != nil }
    }

    /// The indicators that stand in each dimension, and last those of the index itself.
    private static func indicators(_ recipe: IndexRecipe, _ number: [String: Int]) throws(IndexError) -> [[Part]] {
        var parts = Array(repeating: [Part](), count: recipe.dimensions.count + 1)
        for (index, indicator) in recipe.indicators.enumerated() {
            guard let name = indicator.dimension else {
                parts[recipe.dimensions.count].append(.indicator(index))
                continue
            }
            guard let place = number[name] else {
                throw .badRecipe(
                    "indicator \(indicator.id) stands in dimension \(name), which the recipe does not have")
            }
            parts[place].append(.indicator(index))
        }
        return parts
    }

    /// What each dimension stands in; the index itself comes after the last of them.
    private static func parents(_ dimensions: [IndexDimension], _ number: [String: Int]) throws(IndexError) -> [Int] {
        var parents: [Int] = []
        for dimension in dimensions {
            guard let name = dimension.parent else {
                parents.append(dimensions.count)
                continue
            }
            guard let place = number[name] else {
                throw .badRecipe("dimension \(dimension.id) stands in \(name), which the recipe does not have")
            }
            parents.append(place)
        }
        return parents
    }

    /// Steps from each dimension to the index; one that stands in itself has none.
    private static func depths(_ dimensions: [IndexDimension], _ parents: [Int]) throws(IndexError) -> [Int] {
        var depths: [Int] = []
        for index in dimensions.indices {
            var (at, steps) = (index, 0)
            while at != dimensions.count {
                at = parents[at]
                steps += 1
                if steps > dimensions.count {
                    throw .badRecipe("dimension \(dimensions[index].id) stands in itself")
                }
            }
            depths.append(steps)
        }
        return depths
    }

    /// Weights of what stands in a node, by stage; equal where the recipe gives none.
    private static func weights(of node: Node, _ nodes: [Node], _ recipe: IndexRecipe, _ stages: Int) throws(IndexError)
        -> [[Double]]
    {
        let name = node.dimension.map { "dimension \(recipe.dimensions[$0].id)" } ?? "the index"
        var rows: [[Double?]] = []
        for part in node.parts {
            switch part {
            case .indicator(let index): rows.append(Array(repeating: recipe.indicators[index].weight, count: stages))
            case .node(let place):
                guard let dimension = nodes[place].dimension.map({ recipe.dimensions[$0] }) else { continue }
                if let own = dimension.stageWeights {
                    if own.count != stages {
                        throw .badRecipe("dimension \(dimension.id) has \(own.count) weights for \(stages) stages")
                    }
                    rows.append(own)
                } else {
                    rows.append(Array(repeating: dimension.weight, count: stages))
                }
            }
        }
        let known = rows.filter { $0.allSatisfy { $0 != nil } }.count
        if known != 0 && known != rows.count {
            throw .badRecipe("some parts of \(name) have a weight and some do not: give one to each or to none")
        }
        var weights: [[Double]] = []
        for stage in 0..<stages {
            let own = rows.map { $0[stage] ?? 1 }
            if own.contains(where: { !($0 >= 0 && $0 <= 1e9) }) || !(own.reduce(0, +) > 0) {
                throw .badRecipe("weights in \(name): expected 0 or more, and one above 0")
            }
            weights.append(own.map { $0 / own.reduce(0, +) })
        }
        return weights
    }
}

/// Weights of an index: the share of each part in its node, by stage of development.
struct NodeShares: Sendable, Equatable {
    /// By node, stage and part; each sums to one.
    var shares: [[[Double]]]

    static func equal(_ tree: IndexTree) -> NodeShares {
        NodeShares(shares: tree.nodes.map { [Array(repeating: 1 / Double($0.parts.count), count: $0.parts.count)] })
    }

    /// From weights of indicators: a node has those of all that stands in it.
    init(_ weights: [Double], _ tree: IndexTree) {
        var totals: [Double] = []
        var found: [[[Double]]] = []
        for node in tree.nodes {
            let parts = node.parts.map { part in
                switch part {
                case .indicator(let index): weights[index]
                case .node(let place): totals[place]
                }
            }
            let sum = parts.reduce(0, +)
            totals.append(sum)
            found.append([
                sum > 0 ? parts.map { $0 / sum } : Array(repeating: 1 / Double(parts.count), count: parts.count)
            ])
        }
        shares = found
    }

    init(shares: [[[Double]]]) { self.shares = shares }

    /// Weights of the indicators at a stage: the product of shares on the way.
    func leafWeights(_ tree: IndexTree, stage: Int, indicators: Int) -> [Double] {
        var ofNode = Array(repeating: 0.0, count: tree.nodes.count)
        var leaves = Array(repeating: 0.0, count: indicators)
        ofNode[tree.nodes.count - 1] = 1
        for place in tree.nodes.indices.reversed() {
            let own = shares[place][min(stage, shares[place].count - 1)]
            for (part, share) in zip(tree.nodes[place].parts, own) {
                switch part {
                case .indicator(let index): leaves[index] = ofNode[place] * share
                case .node(let inner): ofNode[inner] = ofNode[place] * share
                }
            }
        }
        return leaves
    }

    /// Without an indicator: its neighbours take its share, a node that is left empty is taken out likewise. Where
    /// nothing would be left of the whole, all stays.
    func without(_ indicator: Int, _ tree: IndexTree) -> NodeShares {
        var found = self
        var empty: Set<Int> = []
        for place in tree.nodes.indices {
            for stage in found.shares[place].indices {
                for (index, part) in tree.nodes[place].parts.enumerated() {
                    switch part {
                    case .indicator(let own): if own == indicator { found.shares[place][stage][index] = 0 }
                    case .node(let inner): if empty.contains(inner) { found.shares[place][stage][index] = 0 }
                    }
                }
                let sum = found.shares[place][stage].reduce(0, +)
                if sum > 0 {
                    for index in found.shares[place][stage].indices { found.shares[place][stage][index] /= sum }
                } else {
                    found.shares[place][stage] = shares[place][stage]
                    empty.insert(place)
                }
            }
        }
        return found
    }
}

import RealModule

/// From normalised values and weights to one number a row. Cells lie column after column.
struct Scoring: Sendable {
    let rows: Int
    let tree: IndexTree
    /// Stage of development of each row.
    let stages: [Int]
    let indicators: Int

    /// Numbers of the whole index and of each of its nodes.
    struct Scores {
        let index: [Double]
        /// By node; of methods that take all indicators at once, means with the same weights.
        let nodes: [[Double]]
    }

    /// - Parameter logarithms: of the cells raised by the shift, where a geometric mean needs them.
    func scores(_ cells: [Double], _ weights: NodeShares, _ choice: IndexChoice, logarithms: [Double]?) -> [Double] {
        switch choice.aggregation {
        case .arithmetic, .geometric: nodeScores(cells, weights, choice, logarithms).last ?? []
        case .topsis: topsisScores(cells, rowWeights(weights))
        case .wroclaw: wroclawScores(cells, rowWeights(weights))
        }
    }

    /// Step by step from the innermost sub-indices.
    func nodeScores(_ cells: [Double], _ weights: NodeShares, _ choice: IndexChoice, _ logarithms: [Double]?)
        -> [[Double]]
    {
        var found: [[Double]] = []
        for (place, node) in tree.nodes.enumerated() {
            let way = node.aggregation ?? (choice.aggregation.isStepwise ? choice.aggregation : .arithmetic)
            var sums = Array(repeating: 0.0, count: rows)
            for (index, part) in node.parts.enumerated() {
                let shares = weights.shares[place].map { $0[index] }
                if shares.allSatisfy({ $0 == 0 }) { continue }
                switch part {
                case .indicator(let indicator):
                    let source = way == .geometric ? logarithms ?? cells : cells
                    add(source, from: indicator * rows, shares, to: &sums)
                case .node(let inner):
                    // A mean of raised values, or of values raised here: above zero either way.
                    let raised =
                        tree.nodes[inner].aggregation
                        ?? (choice.aggregation.isStepwise ? choice.aggregation : .arithmetic)
                    let values =
                        way == .geometric
                        ? found[inner].map { Double.log(raised == .geometric ? $0 : lifted($0, choice.shift)) }
                        : found[inner]
                    add(values, from: 0, shares, to: &sums)
                }
            }
            if way == .geometric { for row in 0..<rows { sums[row] = Double.exp(sums[row]) } }
            found.append(sums)
        }
        return found
    }

    private func add(_ source: [Double], from start: Int, _ shares: [Double], to sums: inout [Double]) {
        source.withUnsafeBufferPointer { source in
            sums.withUnsafeMutableBufferPointer { sums in
                if shares.count == 1 || stages.isEmpty {
                    let share = shares[0]
                    for row in 0..<rows { sums[row] += share * source[start + row] }
                } else {
                    for row in 0..<rows { sums[row] += shares[stages[row]] * source[start + row] }
                }
            }
        }
    }

    /// Weights of the indicators, one list a stage.
    func rowWeights(_ weights: NodeShares) -> [[Double]] {
        let count = weights.shares.map(\.count).max() ?? 1
        return (0..<count).map { weights.leafWeights(tree, stage: $0, indicators: indicators) }
    }

    func weight(_ weights: [[Double]], _ row: Int) -> [Double] {
        weights.count == 1 || stages.isEmpty ? weights[0] : weights[stages[row]]
    }

    private func topsisScores(_ cells: [Double], _ weights: [[Double]]) -> [Double] {
        let (best, worst) = columnEnds(cells)
        var (toBest, toWorst) = (Array(repeating: 0.0, count: rows), Array(repeating: 0.0, count: rows))
        toBest.withUnsafeMutableBufferPointer { toBest in
            toWorst.withUnsafeMutableBufferPointer { toWorst in
                cells.withUnsafeBufferPointer { cells in
                    for indicator in 0..<indicators {
                        let (top, foot, start) = (best[indicator], worst[indicator], indicator * rows)
                        let own = weights.map { $0[indicator] * $0[indicator] }
                        for row in 0..<rows {
                            let square = own.count == 1 || stages.isEmpty ? own[0] : own[stages[row]]
                            let (up, down) = (top - cells[start + row], cells[start + row] - foot)
                            toBest[row] += square * up * up
                            toWorst[row] += square * down * down
                        }
                    }
                }
            }
        }
        return zip(toBest, toWorst).map(closeness)
    }

    private func wroclawScores(_ cells: [Double], _ weights: [[Double]]) -> [Double] {
        let (best, _) = columnEnds(cells)
        var distances = Array(repeating: 0.0, count: rows)
        for indicator in 0..<indicators {
            for row in 0..<rows {
                let gap = best[indicator] - cells[indicator * rows + row]
                distances[row] += weight(weights, row)[indicator] * gap * gap
            }
        }
        for row in 0..<rows { distances[row] = distances[row].squareRoot() }
        let (deviation, mean) = distances.withUnsafeBufferPointer { spread($0) }
        let far = mean + 2 * deviation
        return distances.map { far > 0 ? 1 - $0 / far : 0.5 }
    }

    func columnEnds(_ cells: [Double]) -> (best: [Double], worst: [Double]) {
        var (best, worst) = (
            Array(repeating: -Double.infinity, count: indicators), Array(repeating: Double.infinity, count: indicators)
        )
        cells.withUnsafeBufferPointer { cells in
            for indicator in 0..<indicators {
                var (most, least) = (-Double.infinity, Double.infinity)
                for cell in (indicator * rows)..<((indicator + 1) * rows) {
                    most = cells[cell] > most ? cells[cell] : most
                    least = cells[cell] < least ? cells[cell] : least
                }
                (best[indicator], worst[indicator]) = (most, least)
            }
        }
        return (best, worst)
    }
}

/// From 0 to 1 into shift to 1, so that no logarithm is of zero.
func lifted(_ value: Double, _ shift: Double) -> Double { shift + (1 - shift) * value }

/// D⁻/(D⁺ + D⁻) from squares of both; in the middle where all places are alike.
private func closeness(_ toBest: Double, _ toWorst: Double) -> Double {
    let (up, down) = (toBest.squareRoot(), toWorst.squareRoot())
    return up + down > 0 ? down / (up + down) : 0.5
}

/// Nearness to the best and distance from the worst, D⁻/(D⁺ + D⁻), of values that are multiplied with their weights
/// (Hwang & Yoon 1981, doi:10.1007/978-3-642-48318-9).
///
/// - Parameters:
///   - columns: values by indicator that compare and of which larger are better.
///   - weights: one an indicator, zero or more.
/// - Returns: from 0 to 1 by row.
/// - Throws: `IndexError` for columns of several lengths or weights that do not fit them.
/// - Complexity: O(rows · indicators).
public func topsis(_ columns: [[Double]], weights: [Double]) throws(IndexError) -> [Double] {
    try score(columns, weights, .topsis)
}

/// 1 − d/(mean of d + 2 deviations), with d the weighted distance from the best value of each indicator: the Wrocław
/// taxonomic method (Hellwig 1968).
///
/// - Parameters: as of `topsis`.
public func wroclawTaxonomy(_ columns: [[Double]], weights: [Double]) throws(IndexError) -> [Double] {
    try score(columns, weights, .wroclaw)
}

private func score(_ columns: [[Double]], _ weights: [Double], _ way: Aggregation) throws(IndexError) -> [Double] {
    let rows = columns.first?.count ?? 0
    if rows == 0 { throw .tooFew(count: rows, needed: 1, what: "rows") }
    for column in columns where column.count != rows {
        throw .differentLengths(count: column.count, expected: rows, what: "values of an indicator")
    }
    if weights.count != columns.count {
        throw .differentLengths(count: weights.count, expected: columns.count, what: "weights")
    }
    if weights.contains(where: { !($0 >= 0 && $0.isFinite) }) {
        throw .badRecipe("weights: expected numbers of 0 or more")
    }
    let tree = try IndexTree(IndexRecipe(indicators: columns.indices.map { IndexIndicator("\($0)") }))
    let scoring = Scoring(rows: rows, tree: tree, stages: [], indicators: columns.count)
    return scoring.scores(
        Array(columns.joined()), NodeShares(shares: [[weights]]), IndexChoice(aggregation: way), logarithms: nil)
}

/// The headline of published sub-indices: their weighted mean, arithmetic and no more.
///
/// - Parameter weights: zero or more; equal where nil.
/// - Throws: `IndexError` for no parts, or weights that do not fit them.
public func weightedMean(_ parts: [Double], weights: [Double]? = nil) throws(IndexError) -> Double {
    if parts.isEmpty { throw .tooFew(count: 0, needed: 1, what: "parts") }
    let weights = weights ?? parts.map { _ in 1 }
    if weights.count != parts.count {
        throw .differentLengths(count: weights.count, expected: parts.count, what: "weights")
    }
    if weights.contains(where: { !($0 >= 0 && $0.isFinite) }) || !(weights.reduce(0, +) > 0) {
        throw .badRecipe("weights: expected numbers of 0 or more, one above 0")
    }
    return zip(parts, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
}

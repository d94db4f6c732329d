import Computation
public import LinearAlgebra
import RealModule

/// Classes of values by quantiles: class k holds what is above edge k − 1 and at most edge k.
///
/// - Parameter count: classes wanted, at least 2; ties may leave some empty.
/// - Returns: count − 1 edges, interpolated between values (Hyndman & Fan 1996, type 7).
public func quantileEdges(_ values: [Double], classes count: Int) throws(MeasureError) -> [Double] {
    try check(values, .any)
    if count < 2 { throw .tooFew(count: count, needed: 2, what: "classes") }
    let sorted = values.sorted()
    return (1..<count).map { quantile(Double($0) / Double(count), ofSorted: sorted) }
}

/// Which class a value belongs to; a few ulps above an edge count as on it, so that the order in which means were added
/// up decides nothing.
public func classOf(_ value: Double, edges: [Double]) -> Int {
    edges.firstIndex { value <= $0 + 8 * max($0.ulp, value.ulp) } ?? edges.count
}

/// The mean of values, added up in rising order: its bits do not depend on the order in which they come.
public func orderlessMean(_ values: [Double]) -> Double {
    values.sorted().reduce(0, +) / Double(values.count)
}

/// Moves between classes from one year to the next.
public struct MarkovChain: Sendable, Equatable {
    /// How often a place moved from the class of the row to that of the column.
    public let transitions: Matrix
    /// Shares by row; a row of zeros for a class in which no place began.
    public let probabilities: Matrix
    /// Shares of the classes in the long run; nil where they depend on the start, or some class was never left or
    /// entered.
    public let steadyState: [Double]?
    /// Mean years from the class of the row to the first arrival in that of the column; nil without a steady state of
    /// all classes.
    public let meanFirstPassage: Matrix?
    /// Mean years in a class before it is left, 1/(1 − p); not finite where it never is, nil where no place began.
    public let sojourn: [Double?]

    /// How many classes there are.
    public var count: Int { transitions.rows }

    /// Whether a place began in a class.
    public func isEntered(_ row: Int) -> Bool { (0..<count).contains { transitions[row, $0] > 0 } }

    /// Shorrocks' mobility (k − tr P)/(k − 1) (1978, doi:10.2307/1913833): 0 nobody moves, 1 the class tells nothing;
    /// nil where no place began in some class.
    public var mobility: Double? {
        if !(0..<count).allSatisfy(isEntered) { return nil }
        let stay = (0..<count).reduce(0) { $0 + probabilities[$1, $1] }
        return (Double(count) - stay) / Double(count - 1)
    }

    /// 1 − p by class: the chance of leaving (Prais 1955, doi:10.2307/2343221); nil where no place began.
    public var leaving: [Double?] { (0..<count).map { isEntered($0) ? 1 - probabilities[$0, $0] : nil } }

    /// From counts of moves.
    ///
    /// - Throws: `MeasureError` where the table is not square, has fewer than two classes or no move at all.
    /// - Complexity: O(classes³).
    public init(transitions: Matrix) throws(MeasureError) {
        let k = transitions.rows
        if k < 2 || transitions.columns != k {
            throw .tooFew(count: min(k, transitions.columns), needed: 2, what: "classes")
        }
        try check(transitions.elements, .zeroOrMore)
        let starts = (0..<k).map { row in (0..<k).reduce(0) { $0 + transitions[row, $1] } }
        if starts.allSatisfy({ $0 == 0 }) {
            throw .undefined(why: "no place has values in two years that follow one another: there are no moves")
        }
        let shares = Matrix(rows: k, columns: k) { starts[$0] > 0 ? transitions[$0, $1] / starts[$0] : 0 }
        self.transitions = transitions
        probabilities = shares
        sojourn = (0..<k).map { starts[$0] > 0 ? 1 / (1 - shares[$0, $0]) : nil }
        let steady = starts.contains(0) ? nil : stationary(shares)
        steadyState = steady
        meanFirstPassage = steady.flatMap { firstPassage(shares, $0) }
    }
}

/// The chain of places moving between classes.
///
/// - Parameters:
///   - classes: a list a place, one class a year from 0; nil where the value is missing: the moves from and to it are
///     left out.
///   - count: how many classes there are.
///   - joined: whether the move of a place from each year to the next counts; nil counts all. False where a series
///     breaks.
/// - Complexity: O(places · years).
public func markovChain(classes: [[Int?]], count: Int, joined: [[Bool]]? = nil) throws(MeasureError) -> MarkovChain {
    try MarkovChain(transitions: try moves(classes, count, joined) { _, _ in 0 }[0])
}

/// Moves between classes apart by the class in which the neighbours begin.
public struct SpatialMarkov: Sendable, Equatable {
    /// Of all places together.
    public let chain: MarkovChain
    /// One a class of neighbours; nil where none began there.
    public let conditional: [MarkovChain?]
    /// Whether moves are the same whatever the neighbours.
    public let test: HomogeneityTest
}

/// Moves conditional on neighbours (Rey 2001, doi:10.1111/j.1538-4632.2001.tb00444.x).
///
/// - Parameters:
///   - classes: a list a place, one class a year; nil where missing.
///   - neighbourClasses: of the same shape, the class of the mean over neighbours.
///   - count: how many classes of places there are.
///   - neighbourCount: how many classes of neighbours.
///   - joined: as for `markovChain`.
/// - Complexity: O(places · years).
public func spatialMarkov(
    classes: [[Int?]], neighbourClasses: [[Int?]], count: Int, neighbourCount: Int, joined: [[Bool]]? = nil
) throws(MeasureError) -> SpatialMarkov {
    try check(neighbourClasses.count, of: "places with classes of neighbours", values: classes.count)
    let tables = try moves(classes, count, joined, regimes: neighbourCount) { neighbourClasses[$0][$1] }
    var conditional: [MarkovChain?] = []
    for table in tables {
        conditional.append(table.elements.contains { $0 > 0 } ? try MarkovChain(transitions: table) : nil)
    }
    let all = Matrix(rows: count, columns: count) { row, column in tables.reduce(0) { $0 + $1[row, column] } }
    return SpatialMarkov(
        chain: try MarkovChain(transitions: all), conditional: conditional, test: try homogeneity(tables))
}

/// Whether several tables of moves could come from one chain.
public struct HomogeneityTest: Sendable, Equatable {
    /// Pearson's, over classes in which moves of more than one table begin.
    public let chiSquare: Double
    /// Upper tail of χ².
    public let chiSquarePValue: Double
    /// 2 Σ n ln(p/p̄).
    public let likelihoodRatio: Double
    /// Upper tail of χ².
    public let likelihoodRatioPValue: Double
    /// Of both tests.
    public let degreesOfFreedom: Int
}

/// Pearson's and the likelihood-ratio test of equal moves, degrees of freedom as by Bickenbach & Bode (2003,
/// doi:10.1177/0160017603253789).
///
/// - Parameter tables: counts of moves of one shape, two or more.
/// - Complexity: O(tables · classes²).
public func homogeneity(_ tables: [Matrix]) throws(MeasureError) -> HomogeneityTest {
    guard tables.count > 1, let first = tables.first else {
        throw .tooFew(count: tables.count, needed: 2, what: "tables of moves")
    }
    let k = first.rows
    var (square, ratio, freedom) = (0.0, 0.0, 0)
    for row in 0..<k {
        let pooled = (0..<k).map { column in tables.reduce(0) { $0 + $1[row, column] } }
        let all = pooled.reduce(0, +)
        let starts = tables.map { table in (0..<k).reduce(0) { $0 + table[row, $1] } }
        freedom += max(0, starts.count { $0 > 0 } - 1) * max(0, pooled.count { $0 > 0 } - 1)
        for (table, start) in zip(tables, starts) where start > 0 {
            for column in 0..<k where pooled[column] > 0 {
                let (share, expected) = (table[row, column] / start, pooled[column] / all)
                square += start * (share - expected) * (share - expected) / expected
                if share > 0 { ratio += 2 * table[row, column] * Double.log(share / expected) }
            }
        }
    }
    if freedom == 0 { throw .undefined(why: "moves begin in one table only: there is nothing to compare") }
    return HomogeneityTest(
        chiSquare: square, chiSquarePValue: chiSquareUpperP(square, degreesOfFreedom: Double(freedom)),
        likelihoodRatio: ratio,
        likelihoodRatioPValue: chiSquareUpperP(ratio, degreesOfFreedom: Double(freedom)), degreesOfFreedom: freedom)
}

/// Moves counted, one table a regime in which they begin.
private func moves(
    _ classes: [[Int?]], _ count: Int, _ joined: [[Bool]]?, regimes: Int = 1, _ regime: (Int, Int) -> Int?
) throws(MeasureError) -> [Matrix] {
    if count < 2 { throw .tooFew(count: count, needed: 2, what: "classes") }
    if let joined { try check(joined.count, of: "places with breaks", values: classes.count) }
    var tables = Array(repeating: Array(repeating: 0.0, count: count * count), count: regimes)
    for (place, years) in classes.enumerated() {
        for year in years.indices.dropLast() where joined?[place][year] ?? true {
            guard let from = years[year], let to = years[year + 1], let own = regime(place, year) else { continue }
            if !(0..<count).contains(from) || !(0..<count).contains(to) || !(0..<regimes).contains(own) {
                throw .badValue(index: place, value: Double(max(from, to)), expected: "a class from 0 to \(count - 1)")
            }
            tables[own][from * count + to] += 1
        }
    }
    return tables.map { table in Matrix(rows: count, columns: count) { table[$0 * count + $1] } }
}

/// Solves π = π P, Σπ = 1; nil where more than one answers.
private func stationary(_ shares: Matrix) -> [Double]? {
    let k = shares.rows
    if !reachesAllFromSome(shares) { return nil }
    // (I − P)′ π = 0 with one equation replaced by the sum.
    let system = Matrix(rows: k, columns: k) { row, column in
        row == k - 1 ? 1 : (row == column ? 1 : 0) - shares[column, row]
    }
    guard let inverse = system.inverse() else { return nil }
    let found = (0..<k).map { inverse[$0, k - 1] }
    return found.allSatisfy { $0.isFinite && $0 > -1e-9 } ? found.map { max(0, $0) } : nil
}

/// Whether some class is reached from every class: then there is one stationary distribution.
private func reachesAllFromSome(_ shares: Matrix) -> Bool {
    let k = shares.rows
    var reached = (0..<k).map { row in (0..<k).map { $0 == row || shares[row, $0] > 0 } }
    for via in 0..<k {
        for row in 0..<k where reached[row][via] {
            for column in 0..<k where reached[via][column] { reached[row][column] = true }
        }
    }
    return (0..<k).contains { column in (0..<k).allSatisfy { reached[$0][column] } }
}

/// Mean first passage from the fundamental matrix Z = (I − P + 1π)⁻¹: m_ij = (z_jj − z_ij)/π_j, and 1/π_j on the
/// diagonal (Kemeny & Snell 1976).
private func firstPassage(_ shares: Matrix, _ steady: [Double]) -> Matrix? {
    let k = shares.rows
    if steady.contains(where: { $0 <= 0 }) { return nil }
    let system = Matrix(rows: k, columns: k) { ($0 == $1 ? 1 : 0) - shares[$0, $1] + steady[$1] }
    guard let z = system.inverse() else { return nil }
    return Matrix(rows: k, columns: k) { $0 == $1 ? 1 / steady[$1] : (z[$1, $1] - z[$0, $1]) / steady[$1] }
}

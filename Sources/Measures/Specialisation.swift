public import LinearAlgebra

/// Sums of a table with a row a region and a column a sector, 0 or more in every cell and more in some.
struct Margins {
    let regions: [Double]
    let sectors: [Double]
    let total: Double

    init(_ table: Matrix) throws(MeasureError) {
        try check(table.elements, .zeroOrMore)
        var (regions, sectors) = (Array(repeating: 0.0, count: table.rows), Array(repeating: 0.0, count: table.columns))
        table.elements.withUnsafeBufferPointer { cells in
            for row in 0..<table.rows {
                for column in 0..<table.columns {
                    let cell = cells[row * table.columns + column]
                    regions[row] += cell
                    sectors[column] += cell
                }
            }
        }
        (self.regions, self.sectors) = (regions, sectors)
        total = regions.reduce(0, +)
        if total == 0 { throw .undefined(why: "every cell is zero: there are no shares") }
        if !total.isFinite { throw .undefined(why: "the cells sum to more than a number holds: take a larger unit") }
    }
}

/// Location quotients, also called revealed comparative advantage: a sector's share in a region over its share in all
/// of them (Florence 1939; Balassa 1965, doi:10.1111/j.1467-9957.1965.tb00050.x).
///
/// - Parameter table: a row a region, a column a sector; 0 or more.
/// - Returns: a matrix of that shape; not a number where the region or the sector has nothing at all.
/// - Complexity: O(cells).
public func locationQuotients(_ table: Matrix) throws(MeasureError) -> Matrix {
    let margins = try Margins(table)
    return Matrix(rows: table.rows, columns: table.columns) { row, column in
        let expected = margins.regions[row] / margins.total * margins.sectors[column]
        return expected > 0 ? table[row, column] / expected : .nan
    }
}

/// How much a region's sectors differ from those of all regions together.
public struct RegionSpecialisation: Sendable, Equatable {
    /// Krugman's index, Σ|share here − share everywhere|: 0 alike, 2 nothing in common.
    public let krugman: Double
    /// Hachman's index, 1/Σ LQ · share: 1 alike, towards 0 the more a region differs.
    public let hachman: Double
    /// Herfindahl's index, the sum of squared shares: 1/sectors where even, 1 with one sector alone.
    public let herfindahl: Herfindahl
}

/// Herfindahl's index in its three forms.
public struct Herfindahl: Sendable, Equatable {
    /// Σ s².
    public let herfindahl: Double
    /// (H − 1/n)/(1 − 1/n), from 0 to 1; nil for a single share.
    public let normalised: Double?
    /// 1/H: so many equal shares would be as concentrated.
    public let equivalentNumber: Double
}

/// Herfindahl's index of amounts (Herfindahl 1950; Hirschman 1964, American Economic Review 54: 761).
///
/// - Parameter amounts: 0 or more, not all zero; zeros count as shares of nothing in `normalised`.
/// - Complexity: O(n).
public func herfindahl(of amounts: [Double]) throws(MeasureError) -> Herfindahl {
    try check(amounts, .zeroOrMore)
    let amounts = withinReach(amounts)
    let total = amounts.reduce(0, +)
    if total == 0 { throw .undefined(why: "all amounts are zero: there are no shares") }
    let index = amounts.reduce(0) { $0 + $1 / total * ($1 / total) }
    let n = Double(amounts.count)
    return Herfindahl(
        herfindahl: index, normalised: n > 1 ? (index - 1 / n) / (1 - 1 / n) : nil, equivalentNumber: 1 / index)
}

/// Krugman's index between two lists of amounts by sector (Krugman 1991, Geography and Trade).
///
/// - Returns: Σ|share − share|, from 0 to 2.
public func krugmanIndex(_ first: [Double], _ second: [Double]) throws(MeasureError) -> Double {
    try check(second.count, of: "amounts to compare with", values: first.count)
    return 2 * (try hoover(of: first, against: second))
}

/// Krugman's, Hachman's and Herfindahl's index of every region (Krugman 1991; Hachman 1995).
///
/// - Parameter table: a row a region, a column a sector; 0 or more.
/// - Returns: one answer a region; nil for a region with nothing at all.
/// - Complexity: O(cells).
public func regionSpecialisation(_ table: Matrix) throws(MeasureError) -> [RegionSpecialisation?] {
    let margins = try Margins(table)
    var answers: [RegionSpecialisation?] = []
    for row in 0..<table.rows {
        let amounts = (0..<table.columns).map { table[row, $0] }
        if margins.regions[row] == 0 {
            answers.append(nil)
            continue
        }
        var meanQuotient = 0.0
        for column in 0..<table.columns where margins.sectors[column] > 0 {
            let share = amounts[column] / margins.regions[row]
            meanQuotient += share * share / (margins.sectors[column] / margins.total)
        }
        answers.append(
            RegionSpecialisation(
                krugman: try krugmanIndex(amounts, margins.sectors), hachman: 1 / meanQuotient,
                herfindahl: try herfindahl(of: amounts)))
    }
    return answers
}

/// How unevenly a sector lies over the regions.
public struct LocationalGini: Sendable, Equatable {
    /// Twice the area between the diagonal and the Lorenz curve of the sector's shares over those of all sectors,
    /// regions in the order of their location quotient (Krugman 1991): each region counts by its size.
    public let locationalGini: Double
    /// The Gini index of the location quotients, each region counting alike (Farhauer & Kröll 2014).
    public let unweighted: Double
}

/// The locational Gini index of a sector.
///
/// - Parameters:
///   - amounts: of the sector by region, 0 or more, not all zero.
///   - totals: of all sectors by region, above zero.
/// - Complexity: O(n log n).
public func locationalGini(of amounts: [Double], against totals: [Double]) throws(MeasureError) -> LocationalGini {
    try check(amounts, .zeroOrMore)
    try check(totals.count, of: "totals", values: amounts.count)
    try check(totals, .aboveZero)
    if amounts.allSatisfy({ $0 == 0 }) { throw .undefined(why: "all amounts are zero: there are no shares") }
    let ratios = zip(amounts, totals).map(/)
    return LocationalGini(
        locationalGini: try gini(of: ratios, weights: totals).gini, unweighted: try gini(of: ratios).gini)
}

/// Ellison and Glaeser's index of an industry with what goes into it.
public struct EllisonGlaeser: Sendable, Equatable {
    /// γ = (G/(1 − Σx²) − H)/(1 − H): 0 where plants choose places as darts would, above .05 strongly concentrated.
    public let index: Double
    /// G = Σ(s − x)², concentration against all employment.
    public let rawConcentration: Double
    /// H, how much a few plants make up the industry.
    public let plantHerfindahl: Double
}

/// Ellison and Glaeser's index of concentration, which takes out what follows from few large plants (1997,
/// doi:10.1086/262098).
///
/// - Parameters:
///   - plants: employment of each plant of the industry, above zero.
///   - regions: in which region each lies, an index into `totals`.
///   - totals: employment of all industries by region, above zero.
/// - Throws: `MeasureError` where the index has no value: one plant, or one region.
/// - Complexity: O(plants + regions).
public func ellisonGlaeser(plants: [Double], regions: [Int], totals: [Double]) throws(MeasureError) -> EllisonGlaeser {
    try check(plants, .aboveZero)
    try check(regions.count, of: "regions", values: plants.count)
    try check(totals, .aboveZero)
    if totals.count < 2 { throw .tooFew(count: totals.count, needed: 2, what: "regions") }
    let all = totals.reduce(0, +)
    var amounts = Array(repeating: 0.0, count: totals.count)
    for (plant, region) in zip(plants, regions) {
        if !totals.indices.contains(region) {
            throw .undefined(why: "a plant lies in region \(region + 1) of \(totals.count)")
        }
        amounts[region] += plant
    }
    let industry = plants.reduce(0, +)
    let raw = zip(amounts, totals).reduce(0) { $0 + ($1.0 / industry - $1.1 / all) * ($1.0 / industry - $1.1 / all) }
    let even = 1 - totals.reduce(0) { $0 + $1 / all * ($1 / all) }
    let plantHerfindahl = try herfindahl(of: plants).herfindahl
    if plantHerfindahl >= 1 {
        throw .undefined(why: "one plant: where it lies tells nothing of a tendency; at least two are needed")
    }
    return EllisonGlaeser(
        index: (raw / even - plantHerfindahl) / (1 - plantHerfindahl), rawConcentration: raw,
        plantHerfindahl: plantHerfindahl)
}

/// The cluster index of Litzenberger and Sternberg: an industry's share of employment and of firms over the region's
/// share of people and of area (2006, Geographische Zeitschrift 94: 209–224). 1 is average; nil where people or area
/// are missing.
public func clusterIndex(employmentShare: Double, firmShare: Double, peopleShare: Double, areaShare: Double) -> Double?
{
    let expected = peopleShare * areaShare
    return expected > 0 ? employmentShare * firmShare / expected : nil
}

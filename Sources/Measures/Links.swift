import Computation

/// A city as the field sees it: people and product.
public struct CityMass: Sendable, Equatable {
    /// P, people in any one unit.
    public let population: Double
    /// G, product in any one unit.
    public let product: Double

    /// Both above zero, which `gravityLinks` checks.
    public init(population: Double, product: Double) {
        self.population = population
        self.product = product
    }

    /// √(population · product), the quality of a city (城市质量).
    public var quality: Double { (population * product).squareRoot() }
}

/// A link between two cities and its strength.
public struct GravityLink: Sendable, Equatable {
    /// Index of the city for which the link counts.
    public let from: Int
    /// Index of the other city.
    public let to: Int
    /// R_ij, which is not R_ji: the city with the larger product has the larger share.
    public let strength: Double
    /// As it was given: km or hours.
    public let distance: Double
}

/// Links between cities: the strongest of them, and the sum of each city's.
public struct GravityLinks: Sendable, Equatable {
    /// From the strongest; ties by index.
    public let strongest: [GravityLink]
    /// Σ over the others of R_ij, one a city.
    public let totals: [Double]
    /// All pairs, each counted in both directions.
    public let count: Int
}

/// The strength of links between cities, R_ij = k √(P_iG_i) √(P_jG_j)/D^β with k_ij = G_i/(G_i + G_j), as Chinese
/// studies of city clusters take it (经济联系强度; Reilly 1931; Taaffe 1962).
///
/// - Parameters:
///   - cities: people and product above zero; at least two.
///   - distance: km or hours between two cities, above zero; nil where it is not known.
///   - exponent: β, 2 unless said otherwise.
///   - keep: how many of the strongest are listed.
/// - Throws: `MeasureError` for masses or distances out of range, or one that is missing.
/// - Complexity: O(n²), on all processors; the answer does not depend on how many.
public func gravityLinks(
    _ cities: [CityMass], exponent: Double = 2, keep: Int = 1_000, distance: @Sendable (Int, Int) -> Double?
) throws(MeasureError) -> GravityLinks {
    if cities.count < 2 { throw .tooFew(count: cities.count, needed: 2, what: "cities") }
    try check(cities.map(\.population), .aboveZero)
    try check(cities.map(\.product), .aboveZero)
    if !(exponent > 0 && exponent <= 10) {
        throw .undefined(why: "the exponent of distance is \(exponent): expected above 0, at most 10")
    }
    let qualities = cities.map(\.quality)
    // Pieces of some cities each: few enough lists to join, many enough for every processor.
    let size = 64
    let pieces = parallelMap(count: (cities.count + size - 1) / size) {
        piece -> (links: [GravityLink], totals: [Double], bad: GravityLink?) in
        var (strongest, totals) = (Strongest(keep), [Double]())
        for from in (piece * size)..<min(cities.count, (piece + 1) * size) {
            var total = 0.0
            for to in cities.indices where to != from {
                let apart = distance(from, to) ?? .nan
                let share = cities[from].product / (cities[from].product + cities[to].product)
                let strength = share * qualities[from] * qualities[to] / power(apart, exponent)
                if !(apart > 0 && apart.isFinite) {
                    return ([], [], GravityLink(from: from, to: to, strength: strength, distance: apart))
                }
                total += strength
                strongest.add(GravityLink(from: from, to: to, strength: strength, distance: apart))
            }
            totals.append(total)
        }
        return (strongest.sorted, totals, nil)
    }.compactMap { $0 }
    if let bad = pieces.lazy.compactMap(\.bad).first {
        throw .badPair(
            first: bad.from, second: bad.to, value: bad.distance.isNaN ? nil : bad.distance,
            expected: "a distance above 0")
    }
    var all = Strongest(keep)
    for piece in pieces { for link in piece.links { all.add(link) } }
    return GravityLinks(
        strongest: all.sorted, totals: pieces.flatMap(\.totals), count: cities.count * (cities.count - 1))
}

/// The strongest of many links, without sorting them all.
private struct Strongest {
    private let keep: Int
    private var links: [GravityLink] = []
    private var least = -Double.infinity

    init(_ keep: Int) { self.keep = max(1, keep) }

    mutating func add(_ link: GravityLink) {
        if link.strength < least { return }
        links.append(link)
        if links.count >= 2 * keep + 64 {
            links = sorted
            least = links[links.count - 1].strength
        }
    }

    var sorted: [GravityLink] {
        Array(links.sorted { ($0.strength, $1.from, $1.to) > ($1.strength, $0.from, $0.to) }.prefix(keep))
    }
}

/// How far a city's hinterland reaches towards another: D_A = D/(1 + √(M_B/M_A)) from A (Converse 1949, Journal of
/// Marketing 14: 379–384).
///
/// - Parameters: distance and masses above zero.
public func breakingPoint(distance: Double, mass: Double, otherMass: Double) throws(MeasureError) -> Double {
    try check([distance, mass, otherMass], .aboveZero)
    return distance / (1 + (otherMass / mass).squareRoot())
}

/// Which centre a place belongs to by field strength.
public struct FieldStrength: Sendable, Equatable {
    /// Strength of every centre at the place, Z/D^β.
    public let strengths: [Double]
    /// The strongest centre.
    public let centre: Int
    /// Its share of all strengths: near 1 the hinterland is sure, near 1/centres it is contested.
    public let share: Double
}

/// Field strength of centres at places (场强模型), E = Z/D^β, and the hinterland each place falls to.
///
/// - Parameters:
///   - masses: of the centres, above zero.
///   - distances: a row a place, one distance a centre, 0 or more; at 0 the place is the centre.
///   - innerDistance: what a distance counts at least, above zero, so that a centre's own field stays finite.
/// - Complexity: O(places × centres).
public func fieldStrengths(masses: [Double], distances: [[Double]], exponent: Double = 2, innerDistance: Double = 1)
    throws(MeasureError)
    -> [FieldStrength]
{
    try check(masses, .aboveZero)
    try check([innerDistance], .aboveZero)
    if !(exponent > 0 && exponent <= 10) {
        throw .undefined(why: "the exponent of distance is \(exponent): expected above 0, at most 10")
    }
    var fields: [FieldStrength] = []
    for row in distances {
        try check(row, .zeroOrMore)
        try check(row.count, of: "distances in a row", values: masses.count)
        let strengths = zip(masses, row).map { $0 / power(max($1, innerDistance), exponent) }
        let centre = strengths.indices.max { strengths[$0] < strengths[$1] } ?? 0
        fields.append(
            FieldStrength(strengths: strengths, centre: centre, share: strengths[centre] / strengths.reduce(0, +)))
    }
    return fields
}

/// What a city does for places outside it.
public struct CityFlow: Sendable, Equatable {
    /// E_i, employment that serves others: Σ over sectors with LQ > 1 of Q_ij − Q_i Q_j/Q.
    public let outwardEmployment: Double
    /// N_i, product per worker.
    public let productPerWorker: Double
    /// F_i = N_i E_i.
    public let cityFlow: Double
    /// K_i = F_i/product: which share of its product serves others.
    public let tendency: Double
}

/// City flow (城市流强度) of each city, F_i = N_i E_i.
///
/// - Parameters:
///   - employment: a row a city, a column a sector of services; 0 or more, with something in every row.
///   - products: of each city, above zero.
///   - nation: employment by sector everywhere; nil takes the sum of the cities.
/// - Complexity: O(cells).
public func cityFlows(employment: [[Double]], products: [Double], nation: [Double]? = nil) throws(MeasureError)
    -> [CityFlow]
{
    try check(products, .aboveZero)
    try check(employment.count, of: "rows of employment", values: products.count)
    let sectors = employment.first?.count ?? 0
    for row in employment {
        try check(row, .zeroOrMore)
        try check(row.count, of: "sectors in a row", values: sectors)
    }
    let everywhere = nation ?? (0..<sectors).map { j in employment.reduce(0) { $0 + $1[j] } }
    try check(everywhere.count, of: "sectors of the nation", values: sectors)
    try check(everywhere, .zeroOrMore)
    let total = everywhere.reduce(0, +)
    var flows: [CityFlow] = []
    for (city, row) in employment.enumerated() {
        let workers = row.reduce(0, +)
        if workers == 0 { throw .badValue(index: city, value: 0, expected: "employment above 0 in some sector") }
        let outward = zip(row, everywhere).reduce(0) { $0 + max(0, $1.0 - workers * $1.1 / total) }
        let perWorker = products[city] / workers
        flows.append(
            CityFlow(
                outwardEmployment: outward, productPerWorker: perWorker, cityFlow: perWorker * outward,
                tendency: perWorker * outward / products[city]))
    }
    return flows
}

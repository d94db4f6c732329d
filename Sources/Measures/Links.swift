/// A city as the field sees it: people and product.
public struct CityMass: Sendable, Equatable {
    public let population: Double
    public let product: Double

    public init(population: Double, product: Double) {
        self.population = population
        self.product = product
    }

    /// √(population · product), the quality of a city (城市质量).
    public var quality: Double { (population * product).squareRoot() }
}

/// The strength of links between cities, R_ij = k √(P_iG_i) √(P_jG_j)/D^β with k_ij = G_i/(G_i + G_j), as Chinese studies of city clusters take it
/// (经济联系强度; Reilly 1931; Taaffe 1962).
///
/// - Parameters:
///   - cities: people and product above zero.
///   - distances: km or hours, a row a city, above zero off the diagonal.
///   - exponent: β, 2 unless said otherwise.
/// - Returns: a row a city; 0 on the diagonal. With `shares` off k = 1, and the table is symmetric.
/// - Complexity: O(n²).
public func gravityLinks(_ cities: [CityMass], distances: [[Double]], exponent: Double = 2, shares: Bool = true) throws(MeasureError)
    -> [[Double]]
{
    try check(cities.map(\.population), .aboveZero)
    try check(cities.map(\.product), .aboveZero)
    try check(distances.count, of: "rows of distances", values: cities.count)
    if !(exponent > 0 && exponent <= 10) { throw .undefined(why: "the exponent of distance is \(exponent): expected above 0, at most 10") }
    var links: [[Double]] = []
    for (i, row) in distances.enumerated() {
        try check(row.count, of: "distances in a row", values: cities.count)
        var strengths = Array(repeating: 0.0, count: cities.count)
        for (j, distance) in row.enumerated() where i != j {
            if !(distance > 0) { throw .badValue(index: j, value: distance, expected: "a distance above 0 between two cities") }
            let share = shares ? cities[i].product / (cities[i].product + cities[j].product) : 1
            strengths[j] = share * cities[i].quality * cities[j].quality / power(distance, exponent)
        }
        links.append(strengths)
    }
    return links
}

/// How far a city's hinterland reaches towards another: D_A = D/(1 + √(M_B/M_A)) from A (Converse 1949, Journal of Marketing 14: 379–384).
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
public func fieldStrengths(masses: [Double], distances: [[Double]], exponent: Double = 2, innerDistance: Double = 1) throws(MeasureError)
    -> [FieldStrength]
{
    try check(masses, .aboveZero)
    try check([innerDistance], .aboveZero)
    if !(exponent > 0 && exponent <= 10) { throw .undefined(why: "the exponent of distance is \(exponent): expected above 0, at most 10") }
    var fields: [FieldStrength] = []
    for row in distances {
        try check(row, .zeroOrMore)
        try check(row.count, of: "distances in a row", values: masses.count)
        let strengths = zip(masses, row).map { $0 / power(max($1, innerDistance), exponent) }
        let centre = strengths.indices.max { strengths[$0] < strengths[$1] } ?? 0
        fields.append(FieldStrength(strengths: strengths, centre: centre, share: strengths[centre] / strengths.reduce(0, +)))
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
public func cityFlows(employment: [[Double]], products: [Double], nation: [Double]? = nil) throws(MeasureError) -> [CityFlow] {
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

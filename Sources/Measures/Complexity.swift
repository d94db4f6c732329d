import Computation
public import LinearAlgebra

/// Which regions have which sectors: location quotients at or above a threshold.
public struct Presence: Sendable {
    /// Rows of the table, those without any sector too.
    public let regions: Int
    /// Columns of the table, those that no region has too.
    public let sectors: Int
    /// Sectors of each region, increasing.
    public let sectorsOfRegion: [[Int]]
    /// Regions of each sector, increasing.
    public let regionsOfSector: [[Int]]

    /// - Parameters:
    ///   - table: a row a region, a column a sector; 0 or more.
    ///   - threshold: of the location quotient (revealed comparative advantage).
    /// - Complexity: O(cells).
    public init(_ table: Matrix, threshold: Double = 1) throws(MeasureError) {
        if !(threshold > 0 && threshold.isFinite) {
            throw .undefined(why: "the threshold is \(threshold): expected above 0")
        }
        let quotients = try locationQuotients(table)
        var (byRegion, bySector) = (
            Array(repeating: [Int](), count: table.rows), Array(repeating: [Int](), count: table.columns)
        )
        quotients.elements.withUnsafeBufferPointer { cells in
            for region in 0..<table.rows {
                for sector in 0..<table.columns where cells[region * table.columns + sector] >= threshold {
                    byRegion[region].append(sector)
                    bySector[sector].append(region)
                }
            }
        }
        (regions, sectors) = (table.rows, table.columns)
        (sectorsOfRegion, regionsOfSector) = (byRegion, bySector)
    }

    /// 1 where a region has a sector, else 0.
    var matrix: Matrix {
        var matrix = Matrix(rows: regions, columns: sectors, repeating: 0)
        matrix.withCells { cells in
            for (region, own) in sectorsOfRegion.enumerated() {
                for sector in own { cells[region * sectors + sector] = 1 }
            }
        }
        return matrix
    }

    /// How many sectors each region has.
    public var diversity: [Int] { sectorsOfRegion.map(\.count) }
    /// How many regions have each sector.
    public var ubiquity: [Int] { regionsOfSector.map(\.count) }
}

/// Economic complexity of regions and sectors, and how sure its direction is.
public struct EconomicComplexity: Sendable, Equatable {
    /// ECI: mean 0 and standard deviation 1 over regions that have some sector; nil for the others. High with sectors
    /// that only such regions have.
    public let regions: [Double?]
    /// PCI: the same over sectors that some region has.
    public let sectors: [Double?]
    /// The sign is chosen so that this correlation of ECI with diversity is above zero; near zero it is arbitrary.
    public let correlationWithDiversity: Double
    /// Second and third eigenvalue of the regions' matrix: close to one another, the ranking is not told by the data.
    public let eigenvalue: Double
    /// The third one, against which `eigenvalue` is judged.
    public let nextEigenvalue: Double
    /// The largest gap between both sides of the eigenvector's equation.
    public let residual: Double
}

/// The economic and the product complexity index (Hidalgo & Hausmann 2009, doi:10.1073/pnas.0900943106; as
/// eigenvectors: Mealy, Farmer & Teytelboym 2019, doi:10.1126/sciadv.aau1705).
///
/// ECI is the second eigenvector of D⁻¹ M U⁻¹ M′, found through the symmetric D^(−½) M U⁻¹ M′ D^(−½) on the smaller
/// side; PCI follows by averaging and is standardised by itself.
///
/// - Throws: `MeasureError` where fewer than two regions or sectors are left, where regions fall apart into groups
///   without a common sector (the index would only tell the groups apart), or where the second eigenvalue is not alone.
/// - Complexity: O(steps · presences + n · steps²), n the smaller side and steps some tens.
public func economicComplexity(_ presence: Presence) throws(MeasureError) -> EconomicComplexity {
    let regions = presence.sectorsOfRegion.indices.filter { !presence.sectorsOfRegion[$0].isEmpty }
    let sectors = presence.regionsOfSector.indices.filter { !presence.regionsOfSector[$0].isEmpty }
    if regions.count < 3 {
        throw .tooFew(count: regions.count, needed: 3, what: "regions with a sector above the threshold")
    }
    if sectors.count < 3 {
        throw .tooFew(count: sectors.count, needed: 3, what: "sectors above the threshold somewhere")
    }
    let byRegion = regions.count <= sectors.count
    let network = BipartiteNetwork(
        rows: byRegion ? regions.map { presence.sectorsOfRegion[$0] } : sectors.map { presence.regionsOfSector[$0] },
        columns: byRegion ? presence.sectors : presence.regions)
    let found = try network.secondEigenvector()
    // The other side is the mean over what it has.
    let other = network.columnMeans(found.vector)
    let regionScores = byRegion ? found.vector : regions.map { other[$0] }
    let sectorScores = byRegion ? sectors.map { other[$0] } : found.vector
    let correlation = correlation(regionScores, regions.map { Double(presence.sectorsOfRegion[$0].count) })
    let sign = correlation < 0 ? -1.0 : 1
    return EconomicComplexity(
        regions: spread(try standardised(regionScores.map { sign * $0 }), regions, presence.regions),
        sectors: spread(try standardised(sectorScores.map { sign * $0 }), sectors, presence.sectors),
        correlationWithDiversity: abs(correlation), eigenvalue: found.value, nextEigenvalue: found.next,
        residual: found.residual)
}

private func standardised(_ values: [Double]) throws(MeasureError) -> [Double] {
    let (mean, deviation) = (values.reduce(0, +) / Double(values.count), standardDeviation(values))
    if !(deviation > 0) {
        throw .undefined(why: "all regions or all sectors are alike: there is no complexity to tell")
    }
    return values.map { ($0 - mean) / deviation }
}

private func spread(_ values: [Double], _ places: [Int], _ count: Int) -> [Double?] {
    var all = [Double?](repeating: nil, count: count)
    for (place, value) in zip(places, values) { all[place] = value }
    return all
}

func correlation(_ a: [Double], _ b: [Double]) -> Double {
    let n = Double(a.count)
    let (meanA, meanB) = (a.reduce(0, +) / n, b.reduce(0, +) / n)
    let covariance = zip(a, b).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) } / n
    let scale = standardDeviation(a) * standardDeviation(b)
    return scale > 0 ? covariance / scale : 0
}

/// Rows that share columns, as a random walk over both sees them.
private struct BipartiteNetwork {
    /// Columns of each row; none is empty.
    let rows: [[Int]]
    let columns: Int
    let columnCounts: [Double]
    /// 1/√(columns of the row).
    let scale: [Double]

    init(rows: [[Int]], columns: Int) {
        self.rows = rows
        self.columns = columns
        var counts = Array(repeating: 0.0, count: columns)
        for row in rows { for column in row { counts[column] += 1 } }
        columnCounts = counts
        scale = rows.map { 1 / Double($0.count).squareRoot() }
    }

    /// Mean over the rows that have a column.
    func columnMeans(_ values: [Double]) -> [Double] {
        var sums = Array(repeating: 0.0, count: columns)
        sums.withUnsafeMutableBufferPointer { sums in
            for (row, value) in zip(rows, values) { for column in row { sums[column] += value } }
        }
        return zip(sums, columnCounts).map { $1 > 0 ? $0 / $1 : 0 }
    }

    /// S x with S = D^(−½) M U⁻¹ M′ D^(−½).
    func symmetricTimes(_ x: [Double]) -> [Double] {
        let means = columnMeans(zip(x, scale).map { $0 * $1 })
        return means.withUnsafeBufferPointer { means in
            zip(rows, scale).map { row, scale in
                var sum = 0.0
                for column in row { sum += means[column] }
                return sum * scale
            }
        }
    }

    /// Rows that can be reached from the first.
    private var isConnected: Bool {
        var byColumn = Array(repeating: [Int](), count: columns)
        for (index, row) in rows.enumerated() { for column in row { byColumn[column].append(index) } }
        var (seenRows, seenColumns) = (
            Array(repeating: false, count: rows.count), Array(repeating: false, count: columns)
        )
        var stack = [0]
        seenRows[0] = true
        var reached = 0
        while let row = stack.popLast() {
            reached += 1
            for column in rows[row] where !seenColumns[column] {
                seenColumns[column] = true
                for next in byColumn[column] where !seenRows[next] {
                    seenRows[next] = true
                    stack.append(next)
                }
            }
        }
        return reached == rows.count
    }

    /// The eigenvector of D⁻¹ M U⁻¹ M′ to its second largest eigenvalue.
    func secondEigenvector() throws(MeasureError) -> (vector: [Double], value: Double, next: Double, residual: Double) {
        if !isConnected {
            throw .undefined(
                why:
                    """
                    regions fall into groups that share no sector above the threshold: the index would tell the \
                    groups apart and nothing else; lower the threshold or leave the small group out
                    """
            )
        }
        // The first eigenvector is known, √(columns of the row); what is orthogonal to it is searched.
        let first = scale.map { 1 / $0 }
        let found = largestEigenpairs(2, of: rows.count, orthogonalTo: first, symmetricTimes)
        guard let top = found.first else {
            throw .undefined(why: "too few regions or sectors for a second eigenvector")
        }
        let next = found.count > 1 ? found[1].value : 0
        if !(top.residual < 1e-9) {
            throw .notConverged(what: "the second eigenvector of the regions' matrix", residual: top.residual)
        }
        if top.value - next < 1e-9 {
            throw .undefined(
                why:
                    """
                    the second and third eigenvalue are equal (\(top.value)): no one ranking by complexity \
                    follows from the data
                    """
            )
        }
        return (zip(top.vector, scale).map { $0 * $1 }, top.value, next, top.residual)
    }
}

/// Relatedness of sectors and what regions could reach.
public struct Relatedness: Sendable {
    /// φ: the smaller of the two chances that a region with one sector has the other, a row a sector; 0 on the
    /// diagonal.
    public let proximity: Matrix
    /// ω: of the proximity around a sector, the share that a region has, a row a region; 0 to 1, and 0 for a sector
    /// related to none.
    public let density: Matrix
}

/// Proximity of sectors and density around them (Hidalgo, Klinger, Barabási & Hausmann 2007,
/// doi:10.1126/science.1144581).
///
/// A sector is not its own neighbour: with the diagonal, density would mostly tell whether the region has the sector.
/// (py-ecomplexity keeps it.)
///
/// - Complexity: O(sectors² · regions).
public func relatedness(_ presence: Presence) -> Relatedness {
    let proximity = proximity(presence)
    let around = proximity.transposedTimes(Array(repeating: 1, count: presence.sectors))
    let near = presence.matrix.multiplied(by: proximity)
    return Relatedness(
        proximity: proximity,
        density: near.scaled(
            rows: Array(repeating: 1, count: presence.regions), columns: around.map { $0 > 0 ? 1 / $0 : 0 }))
}

/// Common regions of two sectors over those of the more frequent one, counted 64 regions at a time.
private func proximity(_ presence: Presence) -> Matrix {
    let (sectors, words) = (presence.sectors, (presence.regions + 63) / 64)
    var bits = Array(repeating: UInt64(0), count: sectors * words)
    for (sector, regions) in presence.regionsOfSector.enumerated() {
        for region in regions { bits[sector * words + region / 64] |= 1 << UInt64(region % 64) }
    }
    let counts = presence.ubiquity
    var result = Matrix(rows: sectors, columns: sectors, repeating: 0)
    result.withCells { cells in
        bits.withUnsafeBufferPointer { bits in
            for a in 0..<sectors {
                for b in 0..<a {
                    var common = 0
                    for word in 0..<words {
                        common += (bits[a * words + word] & bits[b * words + word]).nonzeroBitCount
                    }
                    let most = max(counts[a], counts[b])
                    let value = most > 0 ? Double(common) / Double(most) : 0
                    cells[a * sectors + b] = value
                    cells[b * sectors + a] = value
                }
            }
        }
    }
    return result
}

/// How good the sectors are that a region does not have yet.
public struct ComplexityOutlook: Sendable {
    /// Σ over missing sectors of density · PCI, one a region (outlook index).
    public let outlook: [Double]
    /// What a missing sector would open: Σ over missing sectors of φ/Σφ · PCI, a row a region; 0 where the region has
    /// the sector.
    public let gain: Matrix
}

/// Outlook index and opportunity gain (Hausmann, Hidalgo and others 2014, The Atlas of Economic Complexity,
/// doi:10.7551/mitpress/9647.001.0001). The outlook gain of the Atlas less the density term, as py-ecomplexity and
/// econcomplex have it.
///
/// - Parameter sectorComplexity: PCI by sector; a sector without one adds nothing.
/// - Complexity: O(sectors² · regions).
public func complexityOutlook(_ presence: Presence, _ relatedness: Relatedness, sectorComplexity: [Double?])
    throws(MeasureError)
    -> ComplexityOutlook
{
    try check(sectorComplexity.count, of: "complexities of sectors", values: presence.sectors)
    let complexity = sectorComplexity.map { $0 ?? 0 }
    // Over all sectors, less what the region has.
    let outlook = zip(relatedness.density.times(complexity), presence.sectorsOfRegion.indices).map { all, region in
        presence.sectorsOfRegion[region].reduce(all) { $0 - relatedness.density[region, $1] * complexity[$1] }
    }
    return ComplexityOutlook(outlook: outlook, gain: gains(presence, relatedness.proximity, complexity))
}

/// Over all sectors once, less what the region has already.
private func gains(_ presence: Presence, _ proximity: Matrix, _ complexity: [Double]) -> Matrix {
    let ones = Array(repeating: 1.0, count: presence.sectors)
    let around = proximity.times(ones)
    // Each row: how much a sector's complexity brings to those around it.
    let worth = proximity.scaled(rows: complexity, columns: ones)
    let all = worth.transposedTimes(ones)
    var gains = presence.matrix.multiplied(by: worth)
    gains.withCells { cells in
        for region in 0..<presence.regions {
            let row = region * presence.sectors
            for sector in 0..<presence.sectors {
                cells[row + sector] = around[sector] > 0 ? (all[sector] - cells[row + sector]) / around[sector] : 0
            }
            for own in presence.sectorsOfRegion[region] { cells[row + own] = 0 }
        }
    }
    return gains
}

/// Employment (or output) by sector, in a region and everywhere, at two times.
public struct SectorChange: Sendable, Equatable {
    /// One amount a sector, all in one unit and order.
    public let regionBefore, regionAfter, nationBefore, nationAfter: [Double]

    /// - Parameters: one amount a sector, 0 or more; what a nation has is above zero before, and never less than the
    ///   region.
    /// - Throws: `MeasureError` for lists of different lengths, or a sector that the region has and the nation not.
    public init(regionBefore: [Double], regionAfter: [Double], nationBefore: [Double], nationAfter: [Double])
        throws(MeasureError)
    {
        for list in [regionBefore, regionAfter, nationBefore, nationAfter] {
            try check(list, .zeroOrMore)
            try check(list.count, of: "amounts of another list", values: regionBefore.count)
        }
        for (sector, amount) in nationBefore.enumerated() where amount == 0 && regionBefore[sector] > 0 {
            throw .badValue(index: sector, value: amount, expected: "at least the region's \(regionBefore[sector])")
        }
        if regionBefore.reduce(0, +) == 0 {
            throw .undefined(why: "the region starts with nothing: there is no growth to explain")
        }
        (self.regionBefore, self.regionAfter, self.nationBefore, self.nationAfter) = (
            regionBefore, regionAfter, nationBefore, nationAfter
        )
    }

    /// Growth of everything everywhere, G.
    var nationalGrowth: Double { nationAfter.reduce(0, +) / nationBefore.reduce(0, +) - 1 }
    /// Growth of everything in the region, G_r.
    var regionalGrowth: Double { regionAfter.reduce(0, +) / regionBefore.reduce(0, +) - 1 }
    /// Growth of each sector everywhere, g_i; of a sector that was nowhere it is taken as the nation's.
    var sectorGrowth: [Double] {
        zip(nationBefore, nationAfter).map { $0 > 0 ? $1 / $0 - 1 : nationalGrowth }
    }
    /// What each sector would have in the region if the region were made up as the nation.
    var homothetic: [Double] {
        let (region, nation) = (regionBefore.reduce(0, +), nationBefore.reduce(0, +))
        return nationBefore.map { $0 / nation * region }
    }

    /// e (g_ir − g_i) of each sector with e the region's own amount; for a sector new to the region all that came.
    var ownCompetitive: [Double] {
        zip(zip(regionBefore, regionAfter), sectorGrowth).map { amounts, growth in amounts.1 - amounts.0 * (1 + growth)
        }
    }
}

/// Change split into a national share, industry mix and what is the region's own; they sum to the change.
public struct ShiftShare: Sendable, Equatable {
    /// Σe·G: what the region would have gained by growing as the nation.
    public let national: Double
    /// Σe(g_i − G): what its sectors do elsewhere beside the nation's growth.
    public let industryMix: Double
    /// Σe(g_ir − g_i): what is the region's own.
    public let regional: Double
    /// The change of all sectors together, in the unit of the amounts.
    public let total: Double
    /// The region's own by sector.
    public let regionalBySector: [Double]
}

/// The classical decomposition (Dunn 1960, doi:10.1111/j.1435-5597.1960.tb01705.x): national Σe·G, industry mix Σe(g_i
/// − G), regional Σe(g_ir − g_i).
///
/// - Complexity: O(sectors), as for all below.
public func shiftShare(_ change: SectorChange) -> ShiftShare {
    let (national, growth) = (change.nationalGrowth, change.sectorGrowth)
    let own = change.ownCompetitive
    return ShiftShare(
        national: change.regionBefore.reduce(0) { $0 + $1 * national },
        industryMix: zip(change.regionBefore, growth).reduce(0) { $0 + $1.0 * ($1.1 - national) },
        regional: own.reduce(0, +),
        total: change.regionAfter.reduce(0, +) - change.regionBefore.reduce(0, +), regionalBySector: own)
}

/// The region's own part split further.
public struct EstebanMarquillas: Sendable, Equatable {
    /// Σe·G, as in the classical decomposition.
    public let national: Double
    /// Σe(g_i − G), as in the classical decomposition.
    public let industryMix: Double
    /// What the region's own growth would bring if it were made up as the nation.
    public let competitive: Double
    /// Whether it is specialised where it grows faster.
    public let allocation: Double
    /// The change of all sectors together, in the unit of the amounts.
    public let total: Double
}

/// With homothetic employment e′ = E_r E_i/E: competitive Σe′(g_ir − g_i), allocation Σ(e − e′)(g_ir − g_i)
/// (Esteban-Marquillas 1972, doi:10.1016/0034-3331(72)90033-4).
///
/// - Throws: `MeasureError` for a sector new to the region, whose growth has no rate.
public func estebanMarquillas(_ change: SectorChange) throws(MeasureError) -> EstebanMarquillas {
    let own = try ownGrowth(change)
    let classic = shiftShare(change)
    let competitive = zip(zip(change.homothetic, own), change.sectorGrowth).reduce(0) { $0 + $1.0.0 * ($1.0.1 - $1.1) }
    return EstebanMarquillas(
        national: classic.national, industryMix: classic.industryMix, competitive: competitive,
        allocation: classic.regional - competitive, total: classic.total)
}

/// Each of the four parts as far as the region is made up as the nation, and as far as it is not; all eight sum to the
/// change.
public struct Arcelus: Sendable, Equatable {
    /// One rate of growth, times both kinds of amounts.
    public struct Part: Sendable, Equatable {
        /// Over e′: as if the region were made up as the nation.
        public let homothetic: Double
        /// Over e − e′: as far as it is made up otherwise.
        public let differential: Double
    }
    /// Of the nation's growth G.
    public let national: Part
    /// Of the sectors' growth beside the nation's, g_i − G.
    public let industryMix: Part
    /// Of the region's growth as a whole beside the nation's.
    public let regionalGrowth: Part
    /// Of the sectors' growth in the region beside the region's, less the same in the nation.
    public let regionalIndustryMix: Part
    /// The change of all sectors together, in the unit of the amounts.
    public let total: Double
}

/// Four parts, each twice: e = e′ + (e − e′) times G, g_i − G, G_r − G, and (g_ir − G_r) − (g_i − G) (Arcelus 1984,
/// Growth and Change 15: 3–8).
///
/// - Throws: `MeasureError` for a sector new to the region, whose growth has no rate.
public func arcelus(_ change: SectorChange) throws(MeasureError) -> Arcelus {
    let own = try ownGrowth(change)
    let (nation, region, sectors) = (change.nationalGrowth, change.regionalGrowth, change.sectorGrowth)
    let homothetic = change.homothetic
    func part(_ rate: (Int) -> Double) -> Arcelus.Part {
        var (even, rest) = (0.0, 0.0)
        for i in sectors.indices {
            even += homothetic[i] * rate(i)
            rest += (change.regionBefore[i] - homothetic[i]) * rate(i)
        }
        return Arcelus.Part(homothetic: even, differential: rest)
    }
    return Arcelus(
        national: part { _ in nation }, industryMix: part { sectors[$0] - nation },
        regionalGrowth: part { _ in region - nation },
        regionalIndustryMix: part { own[$0] - region - (sectors[$0] - nation) },
        total: change.regionAfter.reduce(0, +) - change.regionBefore.reduce(0, +))
}

/// The classical parts summed over years, with the base of each year its own start, so that no old structure is carried
/// along (Barff & Knight 1988, doi:10.1111/j.1468-2257.1988.tb00465.x).
///
/// - Parameters:
///   - region: amounts by sector, a list a year.
///   - nation: the same everywhere.
/// - Returns: the parts of each step; they sum to the change over all years.
public func dynamicShiftShare(region: [[Double]], nation: [[Double]]) throws(MeasureError) -> [ShiftShare] {
    try check(nation.count, of: "years of the nation", values: region.count)
    if region.count < 2 { throw .tooFew(count: region.count, needed: 2, what: "years") }
    var steps: [ShiftShare] = []
    for year in 1..<region.count {
        steps.append(
            shiftShare(
                try SectorChange(
                    regionBefore: region[year - 1], regionAfter: region[year], nationBefore: nation[year - 1],
                    nationAfter: nation[year])))
    }
    return steps
}

/// Change split with the neighbours between nation and region.
public struct SpatialShiftShare: Sendable, Equatable {
    /// Σe·G, as in the classical decomposition.
    public let national: Double
    /// Σe(g̃_i − G): the neighbours' growth by sector beside the nation's.
    public let neighbourMix: Double
    /// Σe(g_ir − g̃_i): the region's own beside its neighbours'.
    public let regional: Double
    /// The change of all sectors together, in the unit of the amounts.
    public let total: Double
}

/// The spatial decomposition (Nazara & Hewings 2004, doi:10.1111/j.1468-2257.2004.00258.x): in place of the sector's
/// growth everywhere stands that of the region's neighbours, Σw(E′ − E)/ΣwE.
///
/// - Parameters:
///   - neighboursBefore: amounts by sector over the neighbours, weighted.
///   - neighboursAfter: the same later.
public func spatialShiftShare(_ change: SectorChange, neighboursBefore: [Double], neighboursAfter: [Double])
    throws(MeasureError)
    -> SpatialShiftShare
{
    for list in [neighboursBefore, neighboursAfter] {
        try check(list, .zeroOrMore)
        try check(list.count, of: "amounts of the neighbours", values: change.regionBefore.count)
    }
    let nation = change.nationalGrowth
    var (mix, own) = (0.0, 0.0)
    for i in change.regionBefore.indices {
        // Where no neighbour has the sector, the nation stands for them.
        let near = neighboursBefore[i] > 0 ? neighboursAfter[i] / neighboursBefore[i] - 1 : change.sectorGrowth[i]
        mix += change.regionBefore[i] * (near - nation)
        own += change.regionAfter[i] - change.regionBefore[i] * (1 + near)
    }
    return SpatialShiftShare(
        national: change.regionBefore.reduce(0) { $0 + $1 * nation }, neighbourMix: mix, regional: own,
        total: change.regionAfter.reduce(0, +) - change.regionBefore.reduce(0, +))
}

/// Growth of the region over that of the nation, as a product.
public struct GerfinShift: Sendable, Equatable {
    /// Growth if each sector had grown as everywhere, over the nation's.
    public let structural: Double
    /// Growth over that: above 1 the region outdoes its structure.
    public let regional: Double
    /// structural × regional.
    public let net: Double
}

/// The decomposition by ratios (Gerfin 1964, Kyklos 17: 565–593).
public func gerfinShift(_ change: SectorChange) -> GerfinShift {
    let before = change.regionBefore.reduce(0, +)
    let expected = zip(change.regionBefore, change.sectorGrowth).reduce(0) { $0 + $1.0 * (1 + $1.1) }
    let structural = expected / before / (1 + change.nationalGrowth)
    let regional = change.regionAfter.reduce(0, +) / expected
    return GerfinShift(structural: structural, regional: regional, net: structural * regional)
}

/// g_ir of each sector.
private func ownGrowth(_ change: SectorChange) throws(MeasureError) -> [Double] {
    var growth: [Double] = []
    for (sector, before) in change.regionBefore.enumerated() {
        if before == 0 {
            if change.regionAfter[sector] > 0 {
                throw .badValue(
                    index: sector, value: 0,
                    expected:
                        """
                        above 0 at the start: a sector new to the region has no rate of growth; use the \
                        classical parts
                        """
                )
            }
            growth.append(change.sectorGrowth[sector])
        } else {
            growth.append(change.regionAfter[sector] / before - 1)
        }
    }
    return growth
}

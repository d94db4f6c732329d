import Computation
import LinearAlgebra
import Measures
import Testing

/// Specialisation, shift–share, complexity.
@Suite struct StructureTests {
    static func table(_ regions: Int, _ sectors: Int, seed: UInt64 = 5) -> Matrix {
        var stream = RandomStream(seed: seed)
        let cells = (0..<(regions * sectors)).map { _ in stream.uniform() < 0.3 ? 0 : 100 * stream.uniform() }
        return Matrix(rows: regions, columns: sectors) { cells[$0 * sectors + $1] }
    }

    /// Weighted by what is expected, quotients average one by region and by sector.
    @Test func quotientsAverageOne() throws {
        let table = Self.table(6, 9)
        let quotients = try locationQuotients(table)
        let sectors = (0..<9).map { column in (0..<6).reduce(0.0) { $0 + table[$1, column] } }
        for row in 0..<6 {
            let mean = (0..<9).reduce(0.0) { $0 + quotients[row, $1] * sectors[$1] } / sectors.reduce(0, +)
            #expect(abs(mean - 1) < 1e-14)
        }
    }

    @Test func aRegionLikeAllIsNotSpecialised() throws {
        let found = try regionSpecialisation(Matrix(rows: 2, columns: 3) { Double(($0 + 1) * ($1 + 1)) })
        for region in found.compactMap({ $0 }) { #expect(region.krugman < 1e-15 && abs(region.hachman - 1) < 1e-15) }
        let empty = try regionSpecialisation(Matrix(rows: 2, columns: 2) { row, _ in Double(row) })
        #expect(empty[0] == nil && empty[1] != nil)
        let quotients = try locationQuotients(Matrix(rows: 2, columns: 2) { row, _ in Double(row) })
        #expect(quotients[0, 0].isNaN && quotients[1, 0] == 1)
    }

    @Test func emptyAndNegativeTablesAreRefused() {
        #expect(throws: MeasureError.self) { try locationQuotients(Matrix(rows: 2, columns: 2, repeating: 0)) }
        #expect(throws: MeasureError.badValue(index: 1, value: -1, expected: "0 or more")) {
            try regionSpecialisation(Matrix(rows: 1, columns: 2) { $1 == 1 ? -1 : 1 })
        }
        #expect(throws: MeasureError.self) { try herfindahl(of: [0, 0]) }
        #expect(throws: MeasureError.self) { try ellisonGlaeser(plants: [5], regions: [0], totals: [10, 20]) }
        #expect(throws: MeasureError.self) { try ellisonGlaeser(plants: [5, 5], regions: [0, 0], totals: [10]) }
        #expect(throws: MeasureError.self) { try ellisonGlaeser(plants: [5, 5], regions: [0, 4], totals: [10, 20]) }
        #expect(clusterIndex(employmentShare: 0.1, firmShare: 0.1, peopleShare: 0, areaShare: 0.1) == nil)
    }

    static func change(_ seed: UInt64) throws -> SectorChange {
        var stream = RandomStream(seed: seed)
        func amounts() -> [Double] { (0..<5).map { _ in 1 + 99 * stream.uniform() } }
        let (before, after) = (amounts(), amounts())
        return try SectorChange(
            regionBefore: before, regionAfter: after, nationBefore: zip(before, amounts()).map(+),
            nationAfter: zip(after, amounts()).map(+)
        )
    }

    @Test(arguments: UInt64(1)...8) func everyDecompositionSumsToTheChange(_ seed: UInt64) throws {
        let change = try Self.change(seed)
        let total = zip(change.regionAfter, change.regionBefore).reduce(0) { $0 + $1.0 - $1.1 }
        let dunn = shiftShare(change)
        #expect(
            abs(dunn.national + dunn.industryMix + dunn.regional - total) < 1e-10 && abs(dunn.total - total) < 1e-10)
        #expect(abs(dunn.regionalBySector.reduce(0, +) - dunn.regional) < 1e-12)
        let esteban = try estebanMarquillas(change)
        #expect(abs(esteban.national + esteban.industryMix + esteban.competitive + esteban.allocation - total) < 1e-10)
        let eight = try arcelus(change)
        let parts = [eight.national, eight.industryMix, eight.regionalGrowth, eight.regionalIndustryMix]
        #expect(abs(parts.reduce(0) { $0 + $1.homothetic + $1.differential } - total) < 1e-9)
        let spatial = try spatialShiftShare(
            change, neighboursBefore: change.nationBefore, neighboursAfter: change.nationAfter)
        // With the nation as the neighbours the classical parts come back.
        #expect(abs(spatial.neighbourMix - dunn.industryMix) < 1e-10 && abs(spatial.regional - dunn.regional) < 1e-10)
        let ratio = gerfinShift(change)
        #expect(abs(ratio.structural * ratio.regional - ratio.net) < 1e-15)
    }

    @Test func stepsOfADynamicDecompositionSumToTheWholeChange() throws {
        let region = [[10.0, 20], [12, 19], [15, 25]]
        let nation = [[100.0, 200], [120, 190], [130, 230]]
        let steps = try dynamicShiftShare(region: region, nation: nation)
        #expect(abs(steps.reduce(0) { $0 + $1.total } - 10) < 1e-12 && steps.count == 2)
        #expect(throws: MeasureError.self) { try dynamicShiftShare(region: [[1]], nation: [[1]]) }
    }

    @Test func aSectorNewToTheRegionCountsAsItsOwnGrowth() throws {
        let change = try SectorChange(
            regionBefore: [10, 0], regionAfter: [10, 5], nationBefore: [100, 50], nationAfter: [100, 55])
        #expect(abs(shiftShare(change).regional - 5) < 1e-12)
        #expect(throws: MeasureError.self) { try estebanMarquillas(change) }
        #expect(throws: MeasureError.self) {
            try SectorChange(
                regionBefore: [10, 1], regionAfter: [1, 1], nationBefore: [10, 0], nationAfter: [10, 1])
        }
    }

    /// Both sides of the definition: ECI is the mean PCI of what a region has, PCI the mean ECI of who has it, up to
    /// scale.
    @Test func complexityIsTheMeanOfTheOtherSide() throws {
        let presence = try Presence(Self.table(30, 50))
        let found = try economicComplexity(presence)
        #expect(found.residual < 1e-13 && found.eigenvalue < 1 && found.nextEigenvalue < found.eigenvalue)
        let sectors = presence.sectors
        let means = presence.sectorsOfRegion.map { own in
            own.reduce(0.0) { $0 + (found.sectors[$1] ?? 0) } / Double(own.count)
        }
        let scores = found.regions.compactMap { $0 }
        #expect(scores.count == 30 && sectors == 50)
        // Standardised, the means are the scores.
        let mean = means.reduce(0, +) / 30
        let deviation = (means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 30).squareRoot()
        for (a, b) in zip(means, scores) { #expect(abs((a - mean) / deviation - b) < 1e-9) }
        #expect(abs(scores.reduce(0, +)) < 1e-10)
    }

    @Test func complexityDoesNotDependOnOrderOrOnWhichSideIsLarger() throws {
        let table = Self.table(30, 50)
        let found = try economicComplexity(try Presence(table))
        let turned = try economicComplexity(try Presence(Matrix(rows: 30, columns: 50) { table[29 - $0, 49 - $1] }))
        for (a, b) in zip(found.regions, turned.regions.reversed()) {
            #expect(a.flatMap { a in b.map { abs(a - $0) < 1e-9 } } == true)
        }
        let wide = Self.table(60, 20, seed: 9)
        let tall = try economicComplexity(try Presence(wide))
        #expect(tall.regions.count == 60 && tall.residual < 1e-13)
    }

    @Test func regionsThatShareNothingHaveNoComplexity() {
        // Two blocks without a common sector.
        let blocks = Matrix(rows: 6, columns: 6) { row, column in
            row / 3 == column / 3 ? Double(1 + (row + column) % 3) : 0
        }
        #expect(throws: MeasureError.self) { try economicComplexity(try Presence(blocks, threshold: 0.1)) }
        #expect(throws: MeasureError.self) {
            try economicComplexity(try Presence(Matrix(rows: 2, columns: 5, repeating: 1)))
        }
        #expect(throws: MeasureError.self) {
            try economicComplexity(try Presence(Matrix(rows: 5, columns: 5, repeating: 1)))
        }
        #expect(throws: MeasureError.self) { try Presence(Matrix(rows: 5, columns: 5, repeating: 1), threshold: 0) }
    }

    @Test func proximityIsTheSmallerChanceOfTheOther() throws {
        let presence = try Presence(Self.table(80, 30))
        let found = relatedness(presence)
        for a in 0..<30 {
            for b in 0..<30 where a != b {
                let common = Set(presence.regionsOfSector[a]).intersection(presence.regionsOfSector[b]).count
                #expect(
                    found.proximity[a, b] == Double(common) / Double(max(presence.ubiquity[a], presence.ubiquity[b])))
            }
            #expect(found.proximity[a, a] == 0)
        }
        #expect(found.density.elements.allSatisfy { $0 >= 0 && $0 <= 1 + 1e-12 })
    }

    @Test func theSpaceJoinsEverySectorThatIsRelatedToAny() throws {
        let found = relatedness(try Presence(Self.table(40, 25)))
        let links = industrySpace(found.proximity, atLeast: 1.1)
        #expect(links.count == 24)
        var joined: Set<Int> = [0]
        for _ in links {
            for link in links where joined.contains(link.a) || joined.contains(link.b) {
                joined.formUnion([link.a, link.b])
            }
        }
        #expect(joined.count == 25)
    }
}

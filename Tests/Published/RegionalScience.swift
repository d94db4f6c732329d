import LinearAlgebra
import Measures
import Testing

/// Examples of the manuals of REAT 3.0.3 and EconGeo 2.1 (R), and of the textbooks they follow.
@Suite struct RegionalScience {
    private func near(_ a: Double, _ b: Double, _ tolerance: Double = 1e-11) -> Bool {
        abs(a - b) <= tolerance * max(1, abs(b))
    }

    /// REAT locq: 1,714 of 79,006 in the region, 879,213 of 15,593,224 everywhere.
    @Test func locationQuotient() throws {
        let cells: [[Double]] = [[1_714, 77_292], [877_499, 14_636_719]]
        let quotients = try locationQuotients(Matrix(rows: 2, columns: 2) { cells[$0][$1] })
        #expect(near(quotients[0, 0], 0.384762342301))
    }

    /// REAT gini.spec and gini.conc with the examples of Farhauer & Kröll (2014).
    @Test func giniOfSpecialisationAndConcentration() throws {
        let specialisation = try locationalGini(
            of: [700, 600, 500, 10_000, 40_000], against: [30_000, 15_000, 10_000, 60_000, 50_000])
        #expect(near(specialisation.unweighted, 0.622222222222))
        let concentration = try locationalGini(
            of: [500, 500, 1_000, 7_000, 1_000], against: [20_000, 15_000, 20_000, 40_000, 5_000])
        #expect(near(concentration.unweighted, 0.406896551724))
    }

    /// REAT krugman.spec, herf, theil, gini and atkinson.
    @Test func smallExamples() throws {
        #expect(try krugmanIndex([20, 10, 70, 0, 0], [0, 0, 0, 60, 40]) == 2)
        let shares = try herfindahl(of: [20, 50, 20, 10])
        let normalised = try #require(shares.normalised)
        #expect(near(shares.herfindahl, 0.34) && near(normalised, 0.12) && near(shares.equivalentNumber, 2.94117647059))
        // What REAT calls theil is L.
        #expect(near(try theilL(of: [10, 10, 10, 20, 50]).total, 0.232630161961))
        let index = try gini(of: [10, 10, 10, 20, 50])
        let corrected = try #require(index.normalised)
        #expect(near(index.gini, 0.36) && near(corrected, 0.45))
        #expect(near(try atkinson(of: [100, 0, 0, 0], aversion: 0.8).total, 0.99609375, 1e-14))
        let cluster = try #require(
            clusterIndex(
                employmentShare: 1_743.0 / 5_740, firmShare: 35.0 / 53, peopleShare: 488.0 / 4_621,
                areaShare: 50.0 / 576))
        #expect(near(cluster, 21.8749110167))
    }

    /// Farhauer & Kröll (2014), printed in REAT's manual as 0.05990628.
    @Test func ellisonAndGlaeser() throws {
        let plants: [Double] = [200, 650, 12_000, 100, 50, 16_000, 13_000, 1_500, 1_500, 25_000]
        let found = try ellisonGlaeser(
            plants: plants, regions: [0, 0, 0, 0, 0, 1, 1, 1, 1, 2], totals: [500_000, 400_000, 100_000])
        #expect(near(found.index, 0.0599062841165))
        #expect(near(found.rawConcentration, 0.168163265306) && near(found.plantHerfindahl, 0.24468877551))
    }

    /// REAT shift: region A of the manual.
    @Test func shiftShares() throws {
        let change = try SectorChange(
            regionBefore: [90, 20, 10, 60], regionAfter: [100, 40, 10, 55], nationBefore: [400, 150, 150, 400],
            nationAfter: [440, 210, 135, 480])
        let dunn = shiftShare(change)
        #expect(near(dunn.national, 27) && near(dunn.industryMix, 1) && near(dunn.regional, -3) && near(dunn.total, 25))
        let split = try estebanMarquillas(change)
        #expect(near(split.competitive, -0.636363636364) && near(split.allocation, -2.363636363636))
        let gerfin = gerfinShift(change)
        #expect(
            near(gerfin.structural, 1.004830917874) && near(gerfin.regional, 0.985576923077)
                && near(gerfin.net, 0.990338164251))
    }

    /// An invented table of six regions and seven sectors by econcomplex 1.0.1 and py-ecomplexity 0.5.3, which agree on
    /// ECI. Their PCI has another sign: py-ecomplexity's follows ECI as ours does, econcomplex turns it against
    /// ubiquity.
    @Test func complexityOfAnInventedTable() throws {
        let cells: [[Double]] = [
            [120, 80, 30, 10, 5, 2, 1], [90, 60, 40, 20, 0, 4, 0], [40, 70, 10, 30, 20, 0, 0],
            [10, 50, 60, 5, 0, 0, 9],
            [5, 20, 0, 40, 1, 30, 0],
            [60, 10, 20, 0, 2, 3, 25],
        ]
        let table = Matrix(rows: 6, columns: 7) { cells[$0][$1] }
        let presence = try Presence(table)
        let found = try economicComplexity(presence)
        let regions = [
            0.4381311858897099, 0.8289383598067329, -0.808007998961274, 0.5790674257968963, -1.8595588666686722,
            0.821429894136607,
        ]
        for (a, b) in zip(found.regions, regions) { #expect(a.map { near($0, b, 1e-12) } == true) }
        let sectors = [
            0.9546908793568979, 0.3265994139473459, 1.0017937547203126, -1.0806226311562686, -0.5534579768502229,
            -1.607787285462315,
            0.95878384544425,
        ]
        for (a, b) in zip(found.sectors, sectors) { #expect(a.map { near($0, b, 1e-12) } == true) }
        let related = relatedness(presence)
        for (column, value) in [0, 1.0 / 3, 2.0 / 3, 0, 0, 0, 1.0 / 3].enumerated() {
            #expect(near(related.proximity[0, column], value))
        }
        for (column, value) in [0.25, 0.2, 0.6, 0.25, 0.4, 0, 0.5].enumerated() {
            #expect(near(related.density[0, column], value))
        }
        // econcomplex's outlook with the sign of its PCI turned.
        let outlook = try complexityOutlook(presence, related, sectorComplexity: found.sectors)
        let peer = [
            -0.5889293270251563, -0.8497276496621258, 0.9290598533179655, -0.4631520308277416, 0.26675490332066465,
            -0.19595964836840754,
        ]
        for (a, b) in zip(outlook.outlook, peer) { #expect(near(a, -b)) }
        let gains = [
            0, 0, -0.3835135381777, 0.8104669733672016, 0.6483735786937612, 1.0806226311562686, -0.5008968773601563,
        ]
        for (column, value) in gains.enumerated() { #expect(near(outlook.gain[0, column], -value)) }
    }

    /// econcomplex's hoover_gini, hachman_index and krugman_index of the same table.
    @Test func concentrationOfAnInventedTable() throws {
        let cells: [[Double]] = [
            [120, 80, 30, 10, 5, 2, 1], [90, 60, 40, 20, 0, 4, 0], [40, 70, 10, 30, 20, 0, 0],
            [10, 50, 60, 5, 0, 0, 9],
            [5, 20, 0, 40, 1, 30, 0],
            [60, 10, 20, 0, 2, 3, 25],
        ]
        let totals = cells.map { $0.reduce(0, +) }
        #expect(near(try locationalGini(of: cells.map { $0[0] }, against: totals).locationalGini, 0.27827040576531425))
        #expect(near(try locationalGini(of: cells.map { $0[6] }, against: totals).locationalGini, 0.7927844050043643))
        let found = try regionSpecialisation(Matrix(rows: 6, columns: 7) { cells[$0][$1] })
        let (first, fifth) = (try #require(found[0]), try #require(found[4]))
        #expect(near(first.hachman, 0.8466211297247397) && near(fifth.hachman, 0.23576096484227416))
        #expect(near(first.krugman, 0.36035740095920116) && near(fifth.krugman, 1.1650543109300748))
    }
}

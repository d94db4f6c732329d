import Measures
import RealModule
import Testing

@Suite struct CitySystemTests {
    /// Sizes 1, ½, ⅓ …: the rank–size rule gives S2 = 2, and S4, S11 as its sums do.
    @Test func primacyByTheRankSizeRule() throws {
        let zipf = (1...20).map { 100 / Double($0) }
        let found = try primacy(of: zipf.reversed())
        let (four, eleven) = (try #require(found.fourCity), try #require(found.elevenCity))
        #expect(abs(found.twoCity - 2) < 1e-12 && abs(four - 1 / (1.0 / 2 + 1.0 / 3 + 1.0 / 4)) < 1e-12)
        #expect(abs(eleven - 2 / (2...11).reduce(0.0) { $0 + 1 / Double($1) }) < 1e-12)
        let three = try primacy(of: [3, 2, 1])
        #expect(three.fourCity == nil && three.elevenCity == nil && three.shareOfLargest == 0.5)
        #expect(throws: MeasureError.self) { try primacy(of: [3]) }
        #expect(throws: MeasureError.self) { try primacy(of: [3, 0]) }
    }

    @Test func evenCitiesArePolycentricAndASingleCentreIsNot() throws {
        let even = try polycentricity(of: [5, 5, 5, 5])
        #expect(even.morphological == 1 && even.morphologicalSlope == 0 && even.functional == nil)
        let centre = try polycentricity(of: [100, 1e-9])
        #expect(centre.morphological < 1e-6 && centre.morphologicalSlope < -10)
        // Green's measure: even flows over all links 1, everything into one city less.
        let all = try polycentricity(of: [5, 5, 5], flows: [[0, 2, 2], [2, 0, 2], [2, 2, 0]])
        #expect(all.functional == 1 && all.density == 1)
        let one = try polycentricity(of: [5, 5, 5], flows: [[0, 0, 0], [4, 0, 0], [4, 0, 0]])
        let functional = try #require(one.functional)
        #expect(functional < 0.05 && one.density == 1.0 / 3)
        #expect(try polycentricity(of: [5, 5], flows: [[0, 0], [0, 0]]).functional == 0)
        #expect(throws: MeasureError.self) { try polycentricity(of: [5, 5], flows: [[0, 0]]) }
    }

    /// pointpats 2.5.5's ellipse of eleven points (Yuill, without corrections), laid out near the equator in
    /// thousandths of a degree.
    @Test func theEllipseIsPointpats() throws {
        let points = [
            (66.22, 32.54), (22.52, 22.39), (31.01, 81.21), (9.47, 31.02), (30.78, 60.10), (75.21, 58.93),
            (79.26, 7.68), (8.23, 39.93),
            (98.73, 77.17),
            (89.78, 42.53), (65.19, 92.08),
        ]
        let found = try deviationEllipse(of: points.map { (longitude: $0.0 / 1_000, latitude: $0.1 / 1_000) })
        let kmAThousandth = 6_371.0088 * Double.pi / 180 / 1_000
        #expect(
            abs(found.majorKm / kmAThousandth - 32.063444153774746) < 1e-4
                && abs(found.minorKm / kmAThousandth - 24.274325760904844) < 1e-4
        )
        // Their angle is that of the longer axis from the east, ours from the north.
        #expect(abs(found.bearing - (90 - 0.3465582095042642 * 180 / .pi)) < 1e-2, "\(found.bearing)")
    }

    @Test func theEllipseTurnsWithItsPoints() throws {
        // A line from south-west to north-east.
        let line = (0..<9).map { (longitude: 100 + 0.1 * Double($0), latitude: 0.1 * Double($0) - 0.4) }
        let found = try deviationEllipse(of: line)
        #expect(abs(found.bearing - 45) < 0.01 && found.minorKm < 0.01 && found.majorKm > 30)
        // A weight of two counts as two places; the date line does not cut.
        let (a, b) = (
            try deviationEllipse(of: [(179, 10), (-179, 10), (180, 12)], weights: [2, 1, 1]),
            try deviationEllipse(of: [(179, 10), (179, 10), (-179, 10), (180, 12)])
        )
        #expect(abs(a.majorKm - b.majorKm) < 1e-6 && abs(a.longitude - b.longitude) < 1e-9 && a.majorKm < 200)
        let point = try deviationEllipse(of: [(100, 30)])
        #expect(point.majorKm == 0 && point.bearing.isNaN && abs(point.latitude - 30) < 1e-9)
        #expect(throws: MeasureError.self) { try deviationEllipse(of: []) }
        #expect(throws: MeasureError.self) { try deviationEllipse(of: [(100, 95)]) }
    }

    @Test func theOutlineLiesWhereTheAxesEnd() throws {
        let found = try deviationEllipse(of: [(100, 30), (101, 31), (102, 30.5), (100.5, 32)])
        let outline = found.outline(points: 4)
        let again = try deviationEllipse(of: outline)
        #expect(abs(again.longitude - found.longitude) < 1e-3 && abs(again.latitude - found.latitude) < 1e-3)
        // Four points at the ends of both axes have the axes' squares over two.
        #expect(
            abs(again.majorKm * 2.0.squareRoot() / found.majorKm - 1) < 1e-3 && abs(again.bearing - found.bearing) < 0.5
        )
    }

    @Test func theCentreMovesAsFarAndWhereItGoes() throws {
        let (a, b) = (
            try deviationEllipse(of: [(100, 30), (102, 30)]), try deviationEllipse(of: [(100, 31), (102, 31)])
        )
        let move = try #require(centreTrack([a, b]).first)
        #expect(abs(move.km - 111.195) < 0.05 && (move.bearing < 0.1 || move.bearing > 359.9))
        #expect(centreTrack([a, a])[0].bearing.isNaN && centreTrack([a]).isEmpty)
    }

    static let cities = [
        CityMass(population: 100, product: 400), CityMass(population: 25, product: 100),
        CityMass(population: 4, product: 9),
    ]

    @Test func gravityByHand() throws {
        let apart = [[0.0, 10, 5], [10, 0, 4], [5, 4, 0]]
        let found = try gravityLinks(Self.cities) { apart[$0][$1] }
        // 400/500 · 200 · 50 / 100 = 80 one way, 100/500 … = 20 the other: together √(…)√(…)/D².
        let first = try #require(found.strongest.first)
        #expect(first.from == 0 && first.to == 1 && first.strength == 80 && first.distance == 10)
        #expect(found.count == 6 && abs(found.totals[0] - (80 + 400.0 / 409 * 200 * 6 / 25)) < 1e-12)
        #expect(found.strongest.map(\.strength) == found.strongest.map(\.strength).sorted(by: >))
        #expect(throws: MeasureError.self) { try gravityLinks(Self.cities) { _, _ in 0 } }
        #expect(throws: MeasureError.self) { try gravityLinks(Self.cities) { _, _ in nil } }
        #expect(throws: MeasureError.self) { try gravityLinks([Self.cities[0]]) { _, _ in 1 } }
        #expect(try gravityLinks(Self.cities, keep: 2) { apart[$0][$1] }.strongest == Array(found.strongest.prefix(2)))
    }

    @Test func twoBreakingPointsMeet() throws {
        let (a, b) = (
            try breakingPoint(distance: 90, mass: 400, otherMass: 100),
            try breakingPoint(distance: 90, mass: 100, otherMass: 400)
        )
        #expect(a == 60 && b == 30)
        #expect(throws: MeasureError.self) { try breakingPoint(distance: 0, mass: 1, otherMass: 1) }
    }

    @Test func aPlaceBelongsToTheStrongestField() throws {
        let found = try fieldStrengths(masses: [100, 400], distances: [[10, 10], [1, 10], [0, 50]])
        #expect(found.map(\.centre) == [1, 0, 0] && found[0].share == 0.8 && found[2].strengths[0] == 100)
        #expect(throws: MeasureError.self) { try fieldStrengths(masses: [0], distances: [[1]]) }
        #expect(throws: MeasureError.self) { try fieldStrengths(masses: [1], distances: [[1, 2]]) }
    }

    /// Two cities, two sectors: 60 + 40 and 20 + 80 of 80 + 120. In the first the first sector serves others with 60 −
    /// 100·80/200 = 20.
    @Test func cityFlowByHand() throws {
        let found = try cityFlows(employment: [[60, 40], [20, 80]], products: [500, 300])
        #expect(
            found[0].outwardEmployment == 20 && found[0].productPerWorker == 5 && found[0].cityFlow == 100
                && found[0].tendency == 0.2)
        #expect(found[1].outwardEmployment == 20 && found[1].cityFlow == 60)
        #expect(throws: MeasureError.self) { try cityFlows(employment: [[0, 0], [1, 1]], products: [5, 3]) }
        #expect(throws: MeasureError.self) { try cityFlows(employment: [[1, 1], [1]], products: [5, 3]) }
    }
}

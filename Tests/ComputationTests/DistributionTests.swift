import Computation
import RealModule
import Testing

/// Against SciPy 1.16's t.sf, chi2.sf and norm.cdf.
@Suite struct DistributionTests {
    @Test func tailsOfStudentsT() {
        #expect(abs(studentTwoSidedP(2.3, degreesOfFreedom: 7) - 0.05499109520437159) < 1e-13)
        #expect(abs(studentTwoSidedP(0.4, degreesOfFreedom: 40) - 0.6912846931290736) < 1e-12)
        #expect(studentTwoSidedP(0, degreesOfFreedom: 3) == 1 && studentTwoSidedP(.infinity, degreesOfFreedom: 3) == 0)
        #expect(studentTwoSidedP(1, degreesOfFreedom: 0).isNaN)
    }

    @Test func tailsOfChiSquare() {
        #expect(abs(chiSquareUpperP(170.6588284308, degreesOfFreedom: 60) / 1.4922345328600259e-12 - 1) < 1e-9)
        #expect(abs(chiSquareUpperP(200.6237, degreesOfFreedom: 60) / 4.716339815827383e-17 - 1) < 1e-9)
        #expect(abs(chiSquareUpperP(3, degreesOfFreedom: 5) - 0.6999858358786276) < 1e-13)
        #expect(chiSquareUpperP(0, degreesOfFreedom: 5) == 1)
    }

    @Test func tailsOfTheNonCentralF() {
        for (x, a, b, lambda, expected) in [
            (3.2, 4.0, 20.0, 5.5, 0.2882262052211005), (0.7, 2, 100, 30, 0.9999959713736972),
            (50, 7, 177, 12, 8.116555256994124e-28),
            (2.5, 4, 20, 0, 0.07514662963527473),
        ] {
            let found = noncentralFUpperP(x, numerator: a, denominator: b, noncentrality: lambda)
            #expect(abs(found / expected - 1) < 1e-9)
        }
        #expect(noncentralFUpperP(0, numerator: 2, denominator: 3, noncentrality: 1) == 1)
        #expect(noncentralFUpperP(.nan, numerator: 2, denominator: 3, noncentrality: 1).isNaN)
    }

    @Test func normalNumbersHaveTheirMomentsAndTails() {
        var stream = RandomStream(seed: 12)
        let count = 400_000
        let draws = stream.normals(count)
        func moment(_ power: Int) -> Double { draws.reduce(0) { $0 + Double.pow($1, power) } / Double(count) }
        #expect(
            abs(moment(1)) < 0.008 && abs(moment(2) - 1) < 0.012 && abs(moment(3)) < 0.03 && abs(moment(4) - 3) < 0.08)
        // Within one layer, near the edge of the outermost, and beyond it.
        for edge in [0.1, 1, 2, 3, 3.6] {
            let share = Double(draws.count { $0 > edge }) / Double(count)
            let expected = 1 - normalProbability(below: edge)
            #expect(abs(share - expected) < 5 * (expected / Double(count)).squareRoot())
        }
        var again = RandomStream(seed: 12)
        #expect(again.normal() == draws[0] && again.normal() == draws[1])
    }

    @Test func gammaAndDirichletHaveTheirMoments() {
        var stream = RandomStream(seed: 4)
        for shape in [0.2, 1, 3.5] {
            let draws = (0..<40_000).map { _ in Double.exp(stream.logarithmOfGamma(shape: shape)) }
            let mean = draws.reduce(0, +) / 40_000
            let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40_000
            #expect(abs(mean - shape) < 0.03 * max(shape, 0.5) && abs(variance - shape) < 0.08 * max(shape, 0.5))
        }
        let means = [0.5, 0.3, 0.2, 0]
        let draws = (0..<20_000).map { _ in stream.dirichlet(means: means, concentration: 9) }
        for part in means.indices {
            let values = draws.map { $0[part] }
            let mean = values.reduce(0, +) / 20_000
            #expect(abs(mean - means[part]) < 0.005)
            #expect(
                abs(values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000 - means[part] * (1 - means[part]) / 10)
                    < 0.001)
        }
        #expect(draws.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-12 && $0[3] == 0 })
    }

    @Test func normalHalves() {
        #expect(normalProbability(below: 0) == 0.5)
        #expect(abs(normalProbability(below: 1.959963984540054) - 0.975) < 1e-15)
    }

    @Test func piecesOfOneSeedAreStreamsOfTheirOwn() {
        var (a, b, c) = (
            RandomStream(seed: 7, piece: 0), RandomStream(seed: 7, piece: 1), RandomStream(seed: 8, piece: 0)
        )
        let (x, y, z) = (
            (0..<100).map { _ in a.next() }, (0..<100).map { _ in b.next() }, (0..<100).map { _ in c.next() }
        )
        // None is another some steps on.
        #expect(Set(x).isDisjoint(with: y) && Set(x).isDisjoint(with: z) && Set(y).isDisjoint(with: z))
    }

    @Test func aShuffleKeepsWhatItShuffles() {
        var stream = RandomStream(seed: 3)
        var values = Array(0..<1_000)
        stream.shuffle(&values)
        #expect(values != Array(0..<1_000) && values.sorted() == Array(0..<1_000))
        #expect((0..<10_000).allSatisfy { _ in (0..<7).contains(stream.index(below: 7)) })
    }
}

import Computation
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

    @Test func normalHalves() {
        #expect(normalProbability(below: 0) == 0.5)
        #expect(abs(normalProbability(below: 1.959963984540054) - 0.975) < 1e-15)
    }

    @Test func piecesOfOneSeedAreStreamsOfTheirOwn() {
        var (a, b, c) = (RandomStream(seed: 7, piece: 0), RandomStream(seed: 7, piece: 1), RandomStream(seed: 8, piece: 0))
        let (x, y, z) = ((0..<100).map { _ in a.next() }, (0..<100).map { _ in b.next() }, (0..<100).map { _ in c.next() })
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

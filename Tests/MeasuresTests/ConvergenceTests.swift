import Computation
import LinearAlgebra
import Measures
import RealModule
import Testing

@Suite struct ConvergenceTests {
    @Test func placesThatCloseTheirGapAtOnePaceShowIt() throws {
        let speed = 0.03
        let start = (1...20).map { Double($0 * $0) }
        // ln y moves towards 5 at the pace.
        let end = start.map { Double.exp(5 + (Double.log($0) - 5) * Double.exp(-speed * 25)) }
        let found = try betaConvergence(start: start, end: end, years: 25)
        let (lambda, half) = (try #require(found.speed), try #require(found.halfLife))
        #expect(abs(lambda - speed) < 1e-12 && abs(half - Double.log(2) / speed) < 1e-9)
        #expect(found.rSquared > 1 - 1e-12 && found.slope.pValue < 1e-20)
        let sigma = try sigmaConvergence(years: [2000, 2025, 2050], values: [start, end, end.map { $0 * 2 }])
        #expect(sigma.standardDeviationsOfLogs[1] < sigma.standardDeviationsOfLogs[0])
        #expect(
            abs(sigma.standardDeviationsOfLogs[1] - sigma.standardDeviationsOfLogs[2]) < 1e-14, "scale does not matter")
    }

    /// Growth made of a start and a control: both coefficients come back.
    @Test func aControlTakesItsShare() throws {
        var stream = RandomStream(seed: 4)
        let start = (0..<40).map { _ in 1 + 9 * stream.uniform() }
        let control = (0..<40).map { _ in stream.uniform() }
        let end = zip(start, control).map {
            Double.exp(Double.log($0) + 10 * (0.05 - 0.02 * Double.log($0) + 0.07 * $1))
        }
        let found = try betaConvergence(start: start, end: end, years: 10, controls: [control])
        #expect(
            abs(found.slope.estimate + 0.02) < 1e-12 && abs(found.controls[0].estimate - 0.07) < 1e-12
                && abs(found.constant.estimate - 0.05) < 1e-12)
        #expect(throws: MeasureError.self) {
            try betaConvergence(start: start, end: end, years: 10, controls: [control, control])
        }
        #expect(throws: MeasureError.self) { try betaConvergence(start: [1, 1, 1], end: [2, 3, 4], years: 10) }
        #expect(throws: MeasureError.self) { try betaConvergence(start: [1, 2], end: [2, 3], years: 10) }
        #expect(throws: MeasureError.self) { try betaConvergence(start: [1, 0, 2], end: [2, 3, 4], years: 10) }
    }

    /// By hand for y = 1, 2, 4, 3 on x = 1, 2, 3, 4: slope .8, errors √(.18·…) as any textbook has them.
    @Test func standardErrorsAreTheTextbooks() throws {
        let start = [1.0, 2, 3, 4].map { Double.exp($0) }
        let end = zip(start, [1.0, 2, 4, 3]).map { $0 * Double.exp($1) }
        let found = try betaConvergence(start: start, end: end, years: 1)
        // Residuals −.3, −.1, 1.1, −.7: σ² = 1.8/2, Σ(x − x̄)² = 5.
        #expect(
            abs(found.slope.estimate - 0.8) < 1e-13 && abs(found.slope.standardError - (0.9 / 5).squareRoot()) < 1e-13)
        #expect(abs(found.constant.standardError - (0.9 * (0.25 + 6.25 / 5)).squareRoot()) < 1e-13)
        // HC1: 4/2 · Σ(x − x̄)² e²/25.
        let parts: [Double] = [2.25 * 0.09, 0.25 * 0.01, 0.25 * 1.21, 2.25 * 0.49]
        let robust = 2 * parts.reduce(0, +) / 25
        #expect(abs(found.slope.robustStandardError - robust.squareRoot()) < 1e-13)
    }

    @Test func theTrendOfALineIsTheLine() throws {
        let line = (0..<30).map { 3 + 0.2 * Double($0) }
        for (a, b) in zip(try hodrickPrescottTrend(line, smoothing: 1_600), line) { #expect(abs(a - b) < 1e-10) }
        let series = [1.0, 5, 2, 8, 3]
        #expect(try hodrickPrescottTrend(series, smoothing: 0) == series)
        // The first-order condition (I + λ D′D) τ = x.
        let trend = try hodrickPrescottTrend(series, smoothing: 7)
        let second: Double = trend[0] - 2 * trend[1] + trend[2]
        let left: Double = trend[0] + 7 * second
        #expect(abs(left - series[0]) < 1e-12)
        #expect(throws: MeasureError.self) { try hodrickPrescottTrend([1, 2]) }
    }

    /// Two planted clubs: each place closes its gap to its club's path, the clubs drift apart.
    static func planted() -> [[Double]] {
        var stream = RandomStream(seed: 6)
        var paths: [[Double]] = []
        for place in 0..<40 {
            let gap = stream.uniform() - 0.5
            let (level, slope) = place % 2 == 0 ? (10.0, 0.05) : (8.0, 0.01)
            var path: [Double] = []
            for year in 0..<40 {
                let t = Double(year)
                let noise = 0.002 * (stream.uniform() - 0.5)
                path.append(level + slope * t + gap * Double.exp(-0.12 * t) + noise)
            }
            paths.append(path)
        }
        return paths
    }

    @Test func plantedClubsAreFound() throws {
        let paths = Self.planted()
        let found = try convergenceClubs(paths)
        #expect(!found.all.converges && found.clubs.count == 2)
        #expect(
            Set(found.clubs[0].members) == Set(stride(from: 0, to: 40, by: 2))
                && Set(found.clubs[1].members) == Set(stride(from: 1, to: 40, by: 2)))
        // Whatever the order in which places come.
        let turned = try convergenceClubs(Array(paths.reversed()))
        #expect(turned.clubs.map { Set($0.members.map { 39 - $0 }) } == found.clubs.map { Set($0.members) })
        #expect(abs(turned.clubs[0].test.tStatistic - found.clubs[0].test.tStatistic) < 1e-6)
    }

    @Test("where growth is the same everywhere there is nothing to explain: no R² and no p")
    func nothingOverNothing() throws {
        let fit = try betaConvergence(start: [1, 2, 4, 8, 16], end: [2, 4, 8, 16, 32], years: 10)
        #expect(fit.slope.estimate == 0 && fit.slope.pValue.isNaN && fit.rSquared.isNaN)
        let line = try betaConvergence(start: [1, 2, 4, 8, 16], end: [2, 2, 2, 2, 2], years: 10)
        #expect(line.rSquared > 0.999_999 && line.slope.pValue < 1e-6)
    }

    @Test("paths that coincide have converged, and do not stop the search for clubs")
    func twins() throws {
        let flat = Array(repeating: Array(repeating: 2.0, count: 12), count: 3)
        #expect(try logTTest(flat).converges)
        #expect(try convergenceClubs(flat).clubs.map(\.members) == [[0, 1, 2]])
        // What began together and came apart has not converged.
        let apart = [(1...12).map { Double($0) }, (1...12).map { Double($0 * $0) }]
        #expect(try !logTTest(apart).converges)
    }

    @Test("a stranded place is tried against finished clubs, and each place stands once")
    func adopted() throws {
        var stream = RandomStream(seed: 11)
        var (some, all) = (0, 0)
        for _ in 0..<40 {
            let paths = (0..<12).map { _ -> [Double] in
                let (level, gap) = (2 + stream.uniform(), stream.uniform() - 0.5)
                return (1...16).map { level + gap * Double.exp(-0.1 * Double($0)) + 0.02 * stream.uniform() }
            }
            var options = ClubOptions()
            options.adopt = false
            let (before, after) = (try convergenceClubs(paths, options), try convergenceClubs(paths))
            all += before.divergent.count
            some += after.adopted.count
            #expect(before.adopted.isEmpty)
            #expect((after.clubs.flatMap(\.members) + after.divergent).sorted() == Array(paths.indices))
            #expect(Set(after.adopted.map(\.place)).union(after.divergent) == Set(before.divergent))
            for one in after.adopted {
                #expect(after.clubs[one.club].members.contains(one.place) && one.tStatistic > -1.65)
            }
            // Whoever is left converges with no club.
            for place in after.divergent {
                for club in after.clubs {
                    #expect(try !logTTest((club.members + [place]).map { paths[$0] }).converges)
                }
            }
        }
        #expect(some > 0 && some < all)
    }

    @Test func pathsThatCannotBeTestedAreRefused() {
        #expect(throws: MeasureError.self) { try logTTest([[1, 2, 3, 4, 5, 6, 7, 8]]) }
        #expect(throws: MeasureError.self) { try logTTest([[1, 2, 3], [2, 3, 4]]) }
        #expect(throws: MeasureError.self) { try logTTest([[1, 2, 3, 4, 5, 6, 0, 8], [1, 2, 3, 4, 5, 6, 0, 8]]) }
        #expect(throws: MeasureError.self) { try logTTest([[1, 2], [1]]) }
    }

    static let classes: [[Int?]] = [[0, 0, 1, 1, 2], [2, 1, 1, 0, 0], [1, 2, 2, 1, 0], [0, 1, 0, 2, nil]]

    @Test func theSteadyStateStaysAndPassagesAddUp() throws {
        let chain = try markovChain(classes: Self.classes, count: 3)
        let (steady, passage) = (try #require(chain.steadyState), try #require(chain.meanFirstPassage))
        #expect(abs(steady.reduce(0, +) - 1) < 1e-14)
        for j in 0..<3 {
            #expect(abs((0..<3).reduce(0) { $0 + steady[$1] * chain.probabilities[$1, j] } - steady[j]) < 1e-14)
            for i in 0..<3 {
                // One step, and on from where it leads.
                let next = 1 + (0..<3).filter { $0 != j }.reduce(0) { $0 + chain.probabilities[i, $1] * passage[$1, j] }
                #expect(abs(passage[i, j] - next) < 1e-12)
            }
        }
    }

    @Test func missingYearsAndBreaksLeaveMovesOut() throws {
        let chain = try markovChain(classes: Self.classes, count: 3)
        #expect(chain.transitions.elements.reduce(0, +) == 15)
        let joined = Self.classes.map { row in row.indices.dropLast().map { $0 != 1 } }
        #expect(
            try markovChain(classes: Self.classes, count: 3, joined: joined).transitions.elements.reduce(0, +) == 11)
        #expect(throws: MeasureError.self) { try markovChain(classes: [[0, nil, 1]], count: 2) }
        #expect(throws: MeasureError.self) { try markovChain(classes: [[0, 5]], count: 2) }
    }

    @Test("of classes that no place entered nothing is known")
    func nobodyEntered() throws {
        let chain = try markovChain(classes: [[0, 0, 0], [0, 1, 0]], count: 3)
        #expect(chain.mobility == nil)
        #expect(chain.leaving.map { $0 == nil } == [false, false, true] && chain.sojourn[2] == nil)
        #expect(chain.isEntered(1) && !chain.isEntered(2))
    }

    @Test("a value a few ulps over an edge is on it, and a mean does not depend on the order of its values")
    func ties() {
        let edge = 0.1 + 0.2
        #expect(
            classOf(0.3, edges: [edge]) == 0 && classOf(edge, edges: [0.3]) == 0 && classOf(0.31, edges: [0.3]) == 1)
        let values = [1e16, 3.7, -1e16, 0.1, 2.9]
        #expect(orderlessMean(values) == orderlessMean(values.reversed()))
    }

    @Test("the grid of densities resolves the narrowest bandwidth, or is refused")
    func resolved() throws {
        let values = (1...40).map { Double($0) * 25 }
        let ridges = try kernelRidges([values], bandwidth: 1.5)
        #expect(ridges.ridges[0].modes.count == 40)
        #expect(zip(ridges.grid, ridges.grid.dropFirst()).allSatisfy { $1 - $0 <= 1.5 / 4 + 1e-9 })
        #expect(throws: MeasureError.self) { try kernelRidges([[0, 1, 1e9]], bandwidth: 1) }
    }

    @Test func aClassNobodyLeavesOrTwoThatNeverMeetHaveNoSharedFuture() throws {
        // From 0 one may reach 1, which is never left: everyone ends there.
        let absorbing = try markovChain(classes: [[0, 1, 1], [0, 0, 1]], count: 2)
        let steady = try #require(absorbing.steadyState)
        #expect(steady == [0, 1] && absorbing.meanFirstPassage == nil && absorbing.sojourn[1] == .infinity)
        // Two that never meet: the long run depends on the start.
        #expect(try markovChain(classes: [[0, 0], [1, 1]], count: 2).steadyState == nil)
        // Nobody begins in class 1.
        #expect(try markovChain(classes: [[0, 1], [0, 0]], count: 2).steadyState == nil)
    }

    @Test func tablesThatAreAlikeDoNotDiffer() throws {
        let table = Matrix(rows: 2, columns: 2) { [[30.0, 10], [10, 30]][$0][$1] }
        let alike = try homogeneity([table, table.map { 2 * $0 }])
        #expect(alike.chiSquare < 1e-12 && abs(alike.chiSquarePValue - 1) < 1e-9 && alike.degreesOfFreedom == 2)
        let other = try homogeneity([table, Matrix(rows: 2, columns: 2) { [[10.0, 30], [30, 10]][$0][$1] }])
        #expect(other.chiSquarePValue < 1e-6 && other.likelihoodRatioPValue < 1e-6)
        #expect(throws: MeasureError.self) { try homogeneity([table]) }
    }

    /// scipy.stats.gaussian_kde of 1, 2, 2.5, 4, 7, 7.5, 9 with a bandwidth of 1.2.
    @Test func theDensityIsScipys() throws {
        let found = try kernelDensity(of: [1, 2, 2.5, 4, 7, 7.5, 9], grid: [0, 2, 5, 8], bandwidth: 1.2)
        for (a, b) in zip(
            found.density, [0.05100895996126813, 0.13645028424912387, 0.058701164099406324, 0.11085129126365224])
        {
            #expect(abs(a - b) < 1e-13)
        }
    }

    @Test func ridgesHoldOneEach() throws {
        let ridges = try kernelRidges([[1, 2, 3, 7], [2, 3, 4, 9]], points: 400)
        let step = ridges.grid[1] - ridges.grid[0]
        for ridge in ridges.ridges { #expect(abs(ridge.density.reduce(0, +) * step - 1) < 0.01) }
        let (plain, doubled) = (
            try kernelDensity(of: [1, 2, 2], grid: [1.5], bandwidth: 1),
            try kernelDensity(of: [1, 2], weights: [1, 2], grid: [1.5], bandwidth: 1)
        )
        #expect(abs(plain.density[0] - doubled.density[0]) < 1e-15)
        #expect(throws: MeasureError.self) { try kernelRidges([[4, 4, 4]]) }
        #expect(throws: MeasureError.self) { try kernelRidges([[4]]) }
        #expect(throws: MeasureError.self) { try kernelRidges([]) }
    }
}

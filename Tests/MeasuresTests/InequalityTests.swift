import Computation
import Measures
import Testing

@Suite struct InequalityTests {
    static let values = [3.0, 7, 1, 9, 4, 4, 12, 2]
    static let weights = [1.0, 2, 5, 1, 3, 1, 0.5, 4]
    static let groups = ["a", "b", "a", "c", "b", "c", "a", "b"]

    /// Within is the weighted index of each group.
    @Test func theilAddsUpWithinAndBetween() throws {
        let (t, l) = (
            try theil(of: Self.values, weights: Self.weights, groups: Self.groups),
            try theilL(of: Self.values, weights: Self.weights, groups: Self.groups)
        )
        let (heads, total) = (Self.weights.reduce(0, +), zip(Self.values, Self.weights).map(*).reduce(0, +))
        var (withinT, withinL) = (0.0, 0.0)
        for group in ["a", "b", "c"] {
            let members = Self.values.indices.filter { Self.groups[$0] == group }
            let (values, weights) = (members.map { Self.values[$0] }, members.map { Self.weights[$0] })
            withinT +=
                zip(values, weights).map(*).reduce(0, +) / total * (try theil(of: values, weights: weights).total)
            withinL += weights.reduce(0, +) / heads * (try theilL(of: values, weights: weights).total)
        }
        #expect(abs(t.within - withinT) < 1e-14 && abs(t.total - t.within - t.between) < 1e-15)
        #expect(abs(l.within - withinL) < 1e-14 && abs(l.total - l.within - l.between) < 1e-15)
        let shares = (t.groups.reduce(0) { $0 + $1.within }, l.groups.reduce(0) { $0 + $1.within })
        #expect(abs(shares.0 - t.within) < 1e-14 && abs(shares.1 - l.within) < 1e-14)
    }

    @Test("each group has its share, its own index, and a part; parts sum to the index's")
    func groups() throws {
        let (y, w, g) = (Self.values, Self.weights, Self.groups)
        func members(_ label: String) -> ([Double], [Double]) {
            let own = y.indices.filter { g[$0] == label }
            return (own.map { y[$0] }, own.map { w[$0] })
        }
        let t = try theil(of: y, weights: w, groups: g)
        let l = try theilL(of: y, weights: w, groups: g)
        let cv = try williamson(of: y, weights: w, groups: g)
        let a = try atkinson(of: y, weights: w, groups: g, aversion: 0.5)
        let d = try dagum(of: y, weights: w, groups: g)
        let all: [(parts: [GroupPart], within: Double, between: Double?, own: ([Double], [Double]) throws -> Double)] =
            [
                (t.groups, t.within, t.between, { try theil(of: $0, weights: $1).total }),
                (l.groups, l.within, l.between, { try theilL(of: $0, weights: $1).total }),
                (
                    cv.groups, cv.withinSquared, cv.betweenSquared,
                    { try williamson(of: $0, weights: $1).coefficientOfVariation }
                ), (a.groups, a.within, nil, { try atkinson(of: $0, weights: $1, aversion: 0.5).total }),
                (d.groups, d.within, nil, { try gini(of: $0, weights: $1).gini }),
            ]
        for (parts, within, between, own) in all {
            #expect(parts.map(\.label) == ["a", "b", "c"] && parts.map(\.count) == [3, 3, 2])
            #expect(abs(parts.reduce(0) { $0 + $1.headShare } - 1) < 1e-14)
            #expect(abs(parts.reduce(0) { $0 + $1.totalShare } - 1) < 1e-14)
            #expect(abs(parts.reduce(0) { $0 + $1.within } - within) < 1e-14)
            if let between { #expect(abs(parts.reduce(0) { $0 + ($1.between ?? .nan) } - between) < 1e-14) }
            for part in parts {
                let (values, weights) = members(part.label)
                #expect(abs(part.index - (try own(values, weights))) < 1e-14)
            }
        }
    }

    @Test(arguments: [0.3, 0.5, 1, 2, 5]) func atkinsonSplitsAsAProduct(_ aversion: Double) throws {
        let split = try atkinson(of: Self.values, weights: Self.weights, groups: Self.groups, aversion: aversion)
        #expect(abs((1 - split.total) - (1 - split.within) * (1 - split.between)) < 1e-14)
        #expect(split.total > 0 && split.within > 0 && split.between > 0)
    }

    @Test func theSquareOfWilliamsonsIndexSplits() throws {
        let split = try williamson(of: Self.values, weights: Self.weights, groups: Self.groups)
        let whole = try williamson(of: Self.values, weights: Self.weights).coefficientOfVariation
        #expect(abs(split.withinSquared + split.betweenSquared - whole * whole) < 1e-14)
    }

    @Test func dagumsPartsSumToTheGiniIndex() throws {
        let split = try dagum(of: Self.values, weights: Self.weights, groups: Self.groups)
        #expect(abs(split.gini - (try gini(of: Self.values, weights: Self.weights).gini)) < 1e-14)
        #expect(abs(split.gini - split.within - split.netBetween - split.transvariation) < 1e-15)
    }

    /// Σ|yᵢ − yⱼ| over all pairs, as the definition has it.
    @Test func giniIsTheMeanDifferenceOverTwiceTheMean() throws {
        var (sum, heads, total) = (0.0, 0.0, 0.0)
        for (i, y) in Self.values.enumerated() {
            heads += Self.weights[i]
            total += Self.weights[i] * y
            for (j, z) in Self.values.enumerated() { sum += Self.weights[i] * Self.weights[j] * abs(y - z) }
        }
        #expect(abs(try gini(of: Self.values, weights: Self.weights).gini - sum / (2 * heads * total)) < 1e-14)
    }

    @Test func scaleAndOrderDoNotMatter() throws {
        let (a, b) = (
            try dagum(of: Self.values, weights: Self.weights, groups: Self.groups),
            try dagum(
                of: Self.values.reversed().map { 3.7 * $0 }, weights: Self.weights.reversed(),
                groups: Self.groups.reversed())
        )
        #expect(abs(a.gini - b.gini) < 1e-14 && abs(a.transvariation - b.transvariation) < 1e-14)
        for scale in [10, 1e-300, 1e300] {
            #expect(
                abs(try theil(of: Self.values).total - (try theil(of: Self.values.map { scale * $0 }).total)) < 1e-14)
            let (plain, scaled) = (
                try atkinson(of: Self.values, aversion: 3).total,
                try atkinson(of: Self.values.map { scale * $0 / 20 }, aversion: 3).total
            )
            #expect(abs(plain - scaled) < 1e-13)
        }
    }

    /// A place of weight two counts as two places of weight one.
    @Test func weightsCountHeads() throws {
        let (a, b) = (
            try dagum(of: [1, 5, 3], weights: [2, 1, 1], groups: ["x", "x", "y"]),
            try dagum(of: [1, 1, 5, 3], groups: ["x", "x", "x", "y"])
        )
        #expect(abs(a.gini - b.gini) < 1e-15 && abs(a.within - b.within) < 1e-15)
        #expect(abs(try theilL(of: [1, 5], weights: [3, 1]).total - (try theilL(of: [1, 1, 1, 5]).total)) < 1e-15)
    }

    @Test func equalValuesAreEqual() throws {
        let three = try gini(of: [5, 5, 5])
        let other = try theil(of: [5, 5, 5]).total
        #expect(three.gini == 0 && three.normalised == 0 && other == 0)
        #expect(
            try theilL(of: [0.1, 0.1, 0.1]).total < 1e-15 && (try atkinson(of: [7, 7], aversion: 1).total) < 1e-15)
        #expect(try dagum(of: [5, 5, 5], groups: ["a", "b", "b"]).gini == 0)
        #expect(try dagum(of: [0, 0], groups: ["a", "b"]).gini.isNaN && (try gini(of: [0, 0]).gini).isNaN)
        #expect(try hoover(of: [4, 4]) == 0 && (try williamson(of: [4, 4]).coefficientOfVariation) == 0)
        let one = try gini(of: [3])
        let ofOne = try theil(of: [3]).total
        #expect(one.gini == 0 && one.normalised == nil && ofOne == 0)
    }

    @Test func oneHasAll() throws {
        let all = [0.0, 0, 0, 100]
        let index = try gini(of: all)
        let moved = try hoover(of: all)
        #expect(index.gini == 0.75 && index.normalised == 1 && moved == 0.75)
        #expect(abs(try theil(of: all).total - 1.3862943611198906) < 1e-15, "ln 4")
        #expect(try atkinson(of: all, aversion: 1).total == 1 && (try atkinson(of: all, aversion: 2).total) == 1)
    }

    /// Sums of such values leave what a number holds; their shares do not.
    @Test(arguments: [1e-300, 1e300]) func theLargestAndTheSmallestNumbersHaveRoom(_ scale: Double) throws {
        let (values, large) = (Self.values, Self.values.map { $0 * scale })
        #expect(abs(try gini(of: large).gini - (try gini(of: values).gini)) < 1e-14)
        #expect(
            abs(
                try dagum(of: large, groups: Self.groups).netBetween
                    - (try dagum(of: values, groups: Self.groups).netBetween)) < 1e-14)
        #expect(
            abs(try williamson(of: large).coefficientOfVariation - (try williamson(of: values).coefficientOfVariation))
                < 1e-14)
        #expect(
            abs(try hoover(of: large, against: large.reversed()) - (try hoover(of: values, against: values.reversed())))
                < 1e-14)
        #expect(
            abs(try atkinson(of: large, aversion: 0.5).total - (try atkinson(of: values, aversion: 0.5).total)) < 1e-14)
    }

    @Test func badInputIsRefused() {
        #expect(throws: MeasureError.noValues) { try theil(of: []) }
        #expect(throws: MeasureError.badValue(index: 1, value: 0, expected: "above 0")) { try theilL(of: [1, 0]) }
        #expect(throws: MeasureError.badValue(index: 1, value: -2, expected: "0 or more")) { try gini(of: [1, -2]) }
        #expect(throws: MeasureError.self) { try theil(of: [1, .nan]) }
        #expect(throws: MeasureError.self) { try theil(of: [0, 0]) }
        #expect(throws: MeasureError.differentLengths(values: 2, other: 1, what: "groups")) {
            try dagum(of: [1, 2], groups: ["a"])
        }
        #expect(throws: MeasureError.self) { try dagum(of: [1, 2], weights: [1, -1], groups: ["a", "b"]) }
        #expect(throws: MeasureError.self) { try atkinson(of: [1, 2], aversion: 0) }
        #expect(throws: MeasureError.self) { try williamson(of: [-1, 1]) }
        #expect(throws: MeasureError.self) { try SpatialWeights(neighbours: [[1], [1]]) }
        #expect(throws: MeasureError.self) { try SpatialWeights(neighbours: [[1], [0, 2]]) }
    }

    static func many(_ count: Int) -> (values: [Double], groups: [String]) {
        var stream = RandomStream(seed: 11)
        let values = (0..<count).map { _ in 1 + 9 * stream.uniform() * stream.uniform() }
        return (values, values.indices.map { "g\($0 % 5)" })
    }

    @Test func intervalsHoldThePointAndDoNotDependOnThreads() throws {
        let (values, groups) = Self.many(400)
        var (one, two) = (BootstrapOptions(), BootstrapOptions())
        (one.threads, two.threads) = (1, 2)
        let interval = try giniInterval(of: values, one)
        #expect(interval == (try giniInterval(of: values, two)))
        let point = try gini(of: values).gini
        #expect(interval.low < point && point < interval.high && interval.high - interval.low < 0.1)
        let (a, b) = (
            try theilIntervals(.t, of: values, groups: groups, one),
            try theilIntervals(.t, of: values, groups: groups, two)
        )
        #expect(a.total == b.total && a.within == b.within && a.between == b.between)
        let (c, d) = (
            try atkinsonIntervals(of: values, groups: groups, aversion: 1, one),
            try atkinsonIntervals(of: values, groups: groups, aversion: 1, two)
        )
        #expect(c.total == d.total && c.within == d.within && c.between == d.between && c.total.low < c.total.high)
        let spread = try williamsonIntervals(of: values, groups: groups, one)
        let (coefficient, moved) = (try williamson(of: values).coefficientOfVariation, try hoover(of: values))
        #expect(spread.coefficientOfVariation.low < coefficient && coefficient < spread.coefficientOfVariation.high)
        let share = try hooverInterval(of: values, one)
        #expect(share.low < moved && moved < share.high)
        let split = try dagumIntervals(of: values, groups: groups, one)
        #expect(split.gini.low < point && point < split.gini.high)
    }

    /// Of normal samples, the interval of the coefficient's cousin covers the truth about as often as it says.
    @Test func intervalsCoverTheTruth() throws {
        // Uniform on 0 to 1: the Gini index is 1/3.
        var covered = 0
        for sample in 0..<120 {
            var stream = RandomStream(seed: 100, piece: sample)
            var options = BootstrapOptions()
            options.replications = 300
            let interval = try giniInterval(of: (0..<150).map { _ in stream.uniform() }, options)
            if interval.low <= 1.0 / 3 && 1.0 / 3 <= interval.high { covered += 1 }
        }
        #expect((96...118).contains(covered), "\(covered) of 120 at nine in ten")
    }

    @Test func shufflesTellGroupsThatPartFromGroupsThatDoNot() throws {
        let (values, groups) = Self.many(300)
        let chance = try theilBetweenTest(of: values, groups: groups, permutations: 499)
        let sorted = try theilBetweenTest(
            of: values.sorted(), groups: values.indices.map { "g\($0 / 60)" }, permutations: 499)
        #expect(chance.pseudoPValue > 0.02 && sorted.pseudoPValue == 1.0 / 500)
        #expect(chance.expectedBetween < chance.observed.total)
        let again = try theilBetweenTest(of: values, groups: groups, permutations: 499, threads: 1)
        #expect(again == chance)
    }

    @Test func neighboursAndOthersShareTheSpatialGini() throws {
        let values = (0..<60).map { Double($0 / 10 + 1) }
        let weights = try SpatialWeights(
            neighbours: (0..<60).map { place in [place - 1, place + 1].filter { (0..<60).contains($0) } })
        let split = try spatialGini(of: values, neighbours: weights, permutations: 199)
        #expect(abs(split.gini - split.neighbour - split.nonNeighbour) < 1e-15)
        let (polarisation, test) = (try #require(split.polarisation), try #require(split.test))
        #expect(polarisation > 5 && test.pseudoPValue == 1.0 / 200, "steps in a row: neighbours are alike")
        #expect(try spatialGini(of: values, neighbours: weights, permutations: 199, threads: 1) == split)
        #expect(
            try spatialGini(of: [4], neighbours: SpatialWeights(neighbours: [[]]), permutations: 9).polarisation == nil)
    }
}

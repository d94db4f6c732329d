import Measures
import Testing

@Suite struct InequalityTests {
    static let values = [3.0, 7, 1, 9, 4, 4, 12, 2]
    static let weights = [1.0, 2, 5, 1, 3, 1, 0.5, 4]
    static let groups = ["a", "b", "a", "c", "b", "c", "a", "b"]

    @Test func theilAddsUpWithinAndBetween() throws {
        let whole = try theil(of: Self.values, weights: Self.weights, groups: Self.groups)
        #expect(abs(whole.total - whole.within - whole.between) < 1e-15)
        // Within is the share-weighted Theil of each group.
        let total = zip(Self.values, Self.weights).map(*).reduce(0, +)
        var within = 0.0
        for group in ["a", "b", "c"] {
            let members = Self.values.indices.filter { Self.groups[$0] == group }
            let part = try theil(of: members.map { Self.values[$0] }, weights: members.map { Self.weights[$0] }).total
            within += members.map { Self.values[$0] * Self.weights[$0] }.reduce(0, +) / total * part
        }
        #expect(abs(whole.within - within) < 1e-14)
    }

    @Test func scaleAndOrderDoNotMatter() throws {
        let a = try dagum(of: Self.values, weights: Self.weights, groups: Self.groups)
        let b = try dagum(of: Self.values.reversed().map { 3.7 * $0 }, weights: Self.weights.reversed(), groups: Self.groups.reversed())
        #expect(abs(a.gini - b.gini) < 1e-14)
        #expect(abs(a.transvariation - b.transvariation) < 1e-14)
        let (c, d) = (try theil(of: Self.values), try theil(of: Self.values.map { 10 * $0 }))
        #expect(abs(c.total - d.total) < 1e-14)
    }

    /// A place of weight two counts as two places of weight one.
    @Test func weightsCountHeads() throws {
        let a = try dagum(of: [1, 5, 3], weights: [2, 1, 1], groups: ["x", "x", "y"])
        let b = try dagum(of: [1, 1, 5, 3], groups: ["x", "x", "x", "y"])
        #expect(abs(a.gini - b.gini) < 1e-15)
        #expect(abs(a.within - b.within) < 1e-15)
    }

    @Test func equalValuesAreEqual() throws {
        #expect(try theil(of: [5, 5, 5]).total == 0)
        #expect(try dagum(of: [5, 5, 5], groups: ["a", "b", "b"]).gini == 0)
        #expect(try dagum(of: [0, 0], groups: ["a", "b"]).gini == 0)
    }

    @Test func badInputIsRefused() {
        #expect(throws: MeasureError.noValues) { try theil(of: []) }
        #expect(throws: MeasureError.badValue(index: 1, value: 0, expected: "above 0")) { try theilL(of: [1, 0]) }
        #expect(throws: MeasureError.self) { try theil(of: [1, .nan]) }
        #expect(throws: MeasureError.differentLengths(values: 2, other: 1, what: "groups")) { try dagum(of: [1, 2], groups: ["a"]) }
        #expect(throws: MeasureError.self) { try dagum(of: [1, 2], weights: [1, -1], groups: ["a", "b"]) }
    }
}

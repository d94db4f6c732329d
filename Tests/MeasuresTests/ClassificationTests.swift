import Measures
import Testing

@Suite("Classes of a map")
struct ClassificationTests {
    /// Jenks' classes by trying every cut: what the dynamic programme must find.
    private func bestCost(_ sorted: [Double], _ count: Int) -> Double {
        func cost(_ part: ArraySlice<Double>) -> Double {
            let mean = part.reduce(0, +) / Double(part.count)
            return part.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        }
        func best(_ from: Int, _ left: Int) -> Double {
            if left == 1 { return cost(sorted[from...]) }
            return (from + 1..<sorted.count - left + 2).map { cost(sorted[from..<$0]) + best($0, left - 1) }.min()
                ?? .infinity
        }
        return best(0, count)
    }

    @Test("ties at either end are a class: of zeros and ones there are two, whatever their shares")
    func endTies() throws {
        for ones in [1, 5, 9] {
            let values = Array(repeating: 0.0, count: 10 - ones) + Array(repeating: 1.0, count: ones)
            let classes = try classify(values, into: 5, by: .quantiles)
            #expect(classes.edges.count == 3 && classes.edges[1] > 0 && classes.edges[1] < 1)
        }
        let inflated = try classify(Array(repeating: 0.0, count: 8) + [3, 7], into: 3, by: .quantiles)
        #expect(inflated.edges.first == 0 && inflated.edges.count >= 3 && inflated.edges[1] > 0)
    }

    private func cost(of classes: Classification, _ values: [Double]) -> Double {
        Dictionary(grouping: values, by: { classes.classOf($0) ?? -1 }).values.reduce(0) { sum, part in
            let mean = part.reduce(0, +) / Double(part.count)
            return sum + part.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        }
    }

    @Test("natural breaks are the best of all cuts", arguments: [2, 3, 4, 5])
    func naturalBreaksAreExact(count: Int) throws {
        var state: UInt64 = 7
        for _ in 0..<20 {
            let values = (0..<14).map { _ -> Double in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Double(state >> 40) / 1000
            }
            let classes = try classify(values, into: count, by: .naturalBreaks)
            #expect(classes.count == count)
            #expect(
                abs(cost(of: classes, values) - bestCost(values.sorted(), count)) < 1e-6
                    * bestCost(values.sorted(), count) + 1e-9)
        }
    }

    @Test("every value stands in one class, whatever the method", arguments: ClassMethod.allCases)
    func everyValueHasAClass(method: ClassMethod) throws {
        for values in [
            [3.0], [1, 1, 1], [0, 0, 0, 5], [-4, -1, 2, 2, 9, 100], Array(stride(from: 0.0, to: 50, by: 1)),
        ] {
            let classes = try classify(values, into: 6, by: method)
            #expect(classes.counts(of: values).reduce(0, +) == values.count)
            #expect(classes.edges == classes.edges.sorted())
            #expect(values.allSatisfy { classes.classOf($0) != nil })
        }
    }

    @Test("quantiles hold as many values each, and equal values stay together")
    func quantilesAreEven() throws {
        #expect(
            try classify((1...100).map(Double.init), into: 4, by: .quantiles).counts(of: (1...100).map(Double.init))
                == [25, 25, 25, 25])
        let tied = try classify([1, 1, 1, 1, 1, 1, 2, 3], into: 4, by: .quantiles)
        #expect(tied.counts(of: [1, 1, 1, 1, 1, 1, 2, 3]).allSatisfy { $0 > 0 })
    }

    @Test("classes around a reference are mirrored in it")
    func mirrored() throws {
        let classes = try classify([-9, -3, -1, 0.5, 2, 4, 12], into: 6, by: .aroundReference, reference: 1)
        let inner = classes.edges.dropFirst().dropLast()
        #expect(inner.contains(1))
        for edge in inner {
            #expect(inner.contains { abs($0 - (2 - edge)) < 1e-12 } || 2 - edge <= -9 || 2 - edge >= 12)
        }
    }

    @Test(
        "scaling and shifting values moves the classes with them",
        arguments: [ClassMethod.quantiles, .naturalBreaks, .equalIntervals])
    func scaling(method: ClassMethod) throws {
        let values = [4.0, 8, 15, 16, 23, 42, 108]
        let (plain, moved) = (
            try classify(values, into: 3, by: method), try classify(values.map { 2 * $0 + 10 }, into: 3, by: method)
        )
        for (a, b) in zip(plain.edges, moved.edges) { #expect(abs(2 * a + 10 - b) < 1e-9) }
    }

    @Test("no values, or values that are no numbers, are refused")
    func refusals() {
        #expect(throws: MeasureError.noValues) { try classify([], into: 3, by: .quantiles) }
        #expect(throws: MeasureError.self) { try classify([1, .nan], into: 3, by: .quantiles) }
        #expect(throws: MeasureError.self) {
            try classify([1, 2], into: 3, by: .aroundReference, reference: .infinity)
        }
    }

    @Test("2,891 values are cut exactly and at once")
    func counties() throws {
        let values = (0..<2_891).map { Double(($0 * 7_919) % 10_007) }
        let classes = try classify(values, into: 7, by: .naturalBreaks)
        #expect(classes.counts(of: values).allSatisfy { $0 > 300 })
    }
}

@Suite("Rank and size")
struct RankSizeTests {
    @Test("sizes by Zipf's law give the slope −1 but for the half")
    func zipf() throws {
        let fit = try #require(try rankSize((1...2_000).map { 1_000_000 / (Double($0) - 0.5) }))
        #expect(abs(fit.slope + 1) < 1e-9)
        #expect(abs(fit.standardError - (2.0 / 2_000).squareRoot()) < 1e-9)
    }

    @Test("the unit of the sizes does not matter to the slope")
    func unitFree() throws {
        let sizes = [3.0, 9, 14, 60, 200]
        #expect(
            abs(try #require(try rankSize(sizes)).slope - (try #require(try rankSize(sizes.map { $0 * 1e4 })).slope))
                < 1e-12)
    }

    @Test("too few, equal or negative sizes have no slope")
    func undefined() throws {
        #expect(try rankSize([1, 2]) == nil)
        #expect(try rankSize([5, 5, 5, 5]) == nil)
        #expect(throws: MeasureError.self) { try rankSize([1, 0, 3]) }
    }
}

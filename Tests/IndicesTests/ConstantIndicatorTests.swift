import Computation
import Indices
import Testing

/// What is the same everywhere decides nothing: the index is that without it.
@Suite struct ConstantIndicatorTests {
    /// Weights given, and every way of finding them.
    static let weightings = Weighting.allCases

    static func recipe(_ weights: [Double], _ weighting: Weighting, _ aggregation: Aggregation) -> IndexRecipe {
        IndexRecipe(
            indicators: weights.enumerated().map {
                IndexIndicator("x\($0.offset)", weight: $0.element, error: 0.1)
            },
            choice: IndexChoice(
                weighting: weighting,
                aggregation: weighting == .benefitOfTheDoubt ? .arithmetic : aggregation))
    }

    /// Three indicators that tell places apart and one that does not, be it by the last bits.
    static func figures(_ constant: Double, noise: Double = 0) -> (with: [[Double?]], without: [[Double?]]) {
        let columns = CompositeIndexTests.figures(12, 3)
        return (columns + [(0..<12).map { constant + ($0 % 3 == 0 ? noise : 0) }], columns)
    }

    @Test(arguments: weightings, Aggregation.allCases)
    func scoresAreThoseWithoutIt(_ weighting: Weighting, _ aggregation: Aggregation) throws {
        for (constant, noise) in [(6.0, 0.0), (0, 0), (0.3, 5e-17), (-4e9, 1e-7)] {
            let (with, without) = Self.figures(constant, noise: noise)
            let all = try IndexModel(
                Self.recipe([3, 2, 1, 9], weighting, aggregation), try IndexFigures(with)
            ).index()
            let some = try IndexModel(Self.recipe([3, 2, 1], weighting, aggregation), try IndexFigures(without)).index()
            #expect(all.constant == ["x3"] && all.ranks == some.ranks && all.tiers == some.tiers)
            #expect(zip(all.scores, some.scores).allSatisfy { abs($0 - $1) < 1e-12 })
        }
    }

    /// A dimension that is a mean of both would otherwise flatten the one that tells.
    @Test(arguments: weightings.filter { $0 != .benefitOfTheDoubt })
    func norWithinADimensionNorByStage(_ weighting: Weighting) throws {
        func index(_ constant: Bool) throws -> CompositeIndex {
            let columns = CompositeIndexTests.figures(10, 3)
            let same: [Double?] = Array(repeating: 2, count: 10)
            let recipe = IndexRecipe(
                indicators: [IndexIndicator("a", dimension: "A")]
                    + (constant ? [IndexIndicator("k", dimension: "A")] : [])
                    + [IndexIndicator("b", dimension: "B"), IndexIndicator("c", dimension: "B")]
                    + (constant ? [IndexIndicator("l", dimension: "C")] : []),
                dimensions: [IndexDimension("A", stageWeights: [1, 3]), IndexDimension("B", stageWeights: [3, 1])]
                    + (constant ? [IndexDimension("C", stageWeights: [5, 0.5])] : []),
                choice: IndexChoice(weighting: weighting, aggregation: .geometric), stageBounds: [5])
            let rows = (0..<10).map { IndexFigures.Row(place: $0, period: 0, stage: Double($0)) }
            return try IndexModel(
                recipe,
                try IndexFigures(
                    places: rows.map { "\($0.place)" }, rows: rows,
                    columns: constant ? [columns[0], same, columns[1], columns[2], same] : columns)
            ).index()
        }
        let (with, without) = (try index(true), try index(false))
        // Equal weights of dimensions are among those that tell: C is not one of three.
        #expect(with.constant == ["k", "l"] && with.ranks == without.ranks)
        #expect(zip(with.scores, without.scores).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    /// Leaving out, trimming, drawing figures by their errors and weights: nowhere does it add a doubt of its own.
    @Test(arguments: weightings) func intervalsAreThoseWithoutIt(_ weighting: Weighting) throws {
        let (with, without) = Self.figures(6)
        var doubt = RankDoubt(weightSpread: 0.3)
        (doubt.omission, doubt.figures, doubt.samples) = (true, true, 200)
        (doubt.outliers, doubt.normalisations) = ([.percentiles, .winsorise], [.rank])
        func intervals(_ weights: [Double], _ columns: [[Double?]]) throws -> [RankInterval] {
            try IndexModel(Self.recipe(weights, weighting, .arithmetic), try IndexFigures(columns)).rankIntervals(doubt)
        }
        let (all, some) = (try intervals([3, 2, 1, 9], with), try intervals([3, 2, 1], without))
        #expect(all.map(\.low) == some.map(\.low) && all.map(\.high) == some.map(\.high))
    }

    /// One that only an outlier tells apart is the same everywhere once that is trimmed; the one left then decides,
    /// and is not left out.
    @Test(arguments: weightings) func trimmedToNothingItDecidesNothing(_ weighting: Weighting) throws {
        let lone: [Double?] = (0..<80).map { $0 == 7 ? 1 : 0 }
        let rising: [Double?] = (0..<80).map { Double($0) }
        var recipe = Self.recipe([1, 1], weighting, .arithmetic)
        recipe.choice.outliers = .percentiles
        let model = try IndexModel(recipe, try IndexFigures([lone, rising]))
        let index = try model.index()
        #expect(index.constant == ["x0"] && index.ranks[7] == 73 && index.ranks[60] == 20)
        var doubt = RankDoubt(weightSpread: weighting == .benefitOfTheDoubt ? nil : 0.3)
        (doubt.omission, doubt.normalisations, doubt.samples) = (true, [.rank], 100)
        #expect(model.factors(doubt).contains(.omission) == false)
        #expect(try model.rankIntervals(doubt)[40].high == 40)
    }
}

import Computation
import Indices
import Testing

/// Invented figures with a seed, and what must hold of any index made of them.
@Suite struct CompositeIndexTests {
    static func figures(_ places: Int, _ indicators: Int, seed: UInt64 = 3) -> [[Double?]] {
        var stream = RandomStream(seed: seed)
        return (0..<indicators).map { _ in (0..<places).map { _ in 1 + 9 * stream.uniform() } }
    }

    static func recipe(
        _ count: Int, _ weighting: Weighting = .equal, _ aggregation: Aggregation = .arithmetic,
        _ normalisation: Normalisation = .minMax
    ) -> IndexRecipe {
        IndexRecipe(
            indicators: (0..<count).map { IndexIndicator("x\($0)") },
            choice: IndexChoice(normalisation: normalisation, weighting: weighting, aggregation: aggregation))
    }

    /// Every way that can be taken together.
    static let ways: [(Weighting, Aggregation, Normalisation)] =
        [Weighting.equal, .entropy, .critic, .principalComponents].flatMap { weighting in
            Aggregation.allCases.flatMap { aggregation in
                [Normalisation.minMax, .zScore, .rank].compactMap { normalisation in
                    aggregation == .geometric && normalisation == .zScore
                        ? nil : (weighting, aggregation, normalisation)
                }
            }
        } + [(.benefitOfTheDoubt, .arithmetic, .minMax), (.benefitOfTheDoubt, .arithmetic, .zScore)]

    @Test(arguments: ways) func equalIndicatorsGiveTheirOwnOrder(
        _ weighting: Weighting, _ aggregation: Aggregation, _ normalisation: Normalisation
    )
        throws
    {
        // CRITIC finds no conflict between copies and refuses.
        if weighting == .critic { return }
        let one: [Double?] = [4, 9, 1, 7, 7, 2.5]
        let index = try IndexModel(
            Self.recipe(3, weighting, aggregation, normalisation), try IndexFigures([one, one, one])
        ).index()
        #expect(index.ranks == [4, 1, 6, 2, 2, 5])
    }

    @Test(arguments: ways) func aDominatedPlaceNeverStandsAbove(
        _ weighting: Weighting, _ aggregation: Aggregation, _ normalisation: Normalisation
    )
        throws
    {
        var columns = Self.figures(25, 4)
        for column in columns.indices { columns[column][7] = (columns[column][3] ?? 0) - 0.01 * Double(column + 1) }
        let index = try IndexModel(Self.recipe(4, weighting, aggregation, normalisation), try IndexFigures(columns))
            .index()
        #expect(index.scores[7] <= index.scores[3] && index.ranks[7] >= index.ranks[3])
    }

    @Test(arguments: ways) func unitsOfMeasurementDoNotMatter(
        _ weighting: Weighting, _ aggregation: Aggregation, _ normalisation: Normalisation
    )
        throws
    {
        let columns = Self.figures(20, 4)
        let scaled = columns.enumerated().map { index, column in
            column.map { $0.map { $0 * [1000, 0.01, 7, 1][index] + Double(index) } }
        }
        let recipe = Self.recipe(4, weighting, aggregation, normalisation)
        let (a, b) = (
            try IndexModel(recipe, try IndexFigures(columns)).index(),
            try IndexModel(recipe, try IndexFigures(scaled)).index()
        )
        #expect(a.ranks == b.ranks)
        for (x, y) in zip(a.scores, b.scores) { #expect(abs(x - y) < 1e-9) }
    }

    @Test(arguments: ways) func moreOfAnIndicatorNeverLowersARank(
        _ weighting: Weighting, _ aggregation: Aggregation, _ normalisation: Normalisation
    )
        throws
    {
        // Weights from the figures change with them: only fixed ones promise this.
        if weighting != .equal && weighting != .benefitOfTheDoubt { return }
        var columns = Self.figures(15, 3)
        let recipe = Self.recipe(3, weighting, aggregation, normalisation)
        let before = try IndexModel(recipe, try IndexFigures(columns)).index()
        // Still inside the range of the others, so that no scale moves; standard scores have one that does.
        if normalisation == .zScore { return }
        let most = columns[1].compactMap { $0 }.max() ?? 0
        columns[1][4] = ((columns[1][4] ?? 0) + most) / 2
        let after = try IndexModel(recipe, try IndexFigures(columns)).index()
        #expect(after.ranks[4] <= before.ranks[4])
    }

    @Test(arguments: ways) func placesInAnotherOrderKeepTheirScores(
        _ weighting: Weighting, _ aggregation: Aggregation, _ normalisation: Normalisation
    )
        throws
    {
        let columns = Self.figures(12, 4)
        let recipe = Self.recipe(4, weighting, aggregation, normalisation)
        let a = try IndexModel(recipe, try IndexFigures(columns)).index()
        let b = try IndexModel(recipe, try IndexFigures(columns.map { Array($0.reversed()) })).index()
        #expect(a.ranks == b.ranks.reversed())
        for (x, y) in zip(a.scores, b.scores.reversed()) { #expect(abs(x - y) < 1e-10) }
    }

    @Test(arguments: ways) func allAlikeShareTheFirstRank(
        _ weighting: Weighting, _ aggregation: Aggregation, _ normalisation: Normalisation
    ) throws {
        let same: [[Double?]] = [[2, 2, 2], [5, 5, 5]]
        let recipe = Self.recipe(2, weighting, aggregation, normalisation)
        let model = try IndexModel(recipe, try IndexFigures(same))
        if [.equal, .benefitOfTheDoubt].contains(weighting) {
            let index = try model.index()
            #expect(index.ranks == [1, 1, 1] && index.tiers == [1, 1, 1] && index.constant == ["x0", "x1"])
        } else {
            #expect(throws: IndexError.self) { try model.index() }
        }
    }

    @Test func aConstantIndicatorMovesNobody() throws {
        let columns = Self.figures(10, 3)
        let constant: [Double?] = Array(repeating: 6, count: 10)
        for weighting in [Weighting.entropy, .critic, .principalComponents] {
            let with = try IndexModel(Self.recipe(4, weighting), try IndexFigures(columns + [constant])).index()
            let without = try IndexModel(Self.recipe(3, weighting), try IndexFigures(columns)).index()
            #expect(with.ranks == without.ranks && with.weights[0][3] == 0 && with.constant == ["x3"])
        }
    }

    @Test func directionsTurnAndTargetsCap() throws {
        let recipe = IndexRecipe(
            indicators: [
                IndexIndicator("low", direction: .lower), IndexIndicator("near", direction: .near(5)),
                IndexIndicator("log", logarithm: true),
            ])
        let index = try IndexModel(recipe, try IndexFigures([[1, 2, 3], [1, 5, 7], [1, 10, 100]])).index()
        #expect(index.normalised == [[1, 0.5, 0], [0, 1, 0.5], [0, 0.5, 1]])
        let target = IndexRecipe(
            indicators: [IndexIndicator("share", target: 60), IndexIndicator("smoke", direction: .lower, target: 10)],
            choice: IndexChoice(normalisation: .target))
        let reached = try IndexModel(target, try IndexFigures([[20, 40, 80], [50, 30, 5]])).index()
        #expect(reached.normalised == [[0, 0.5, 1], [0, 0.5, 1]])
    }

    @Test func gapsAreFilledAsAsked() throws {
        let rows = [(0, 0), (1, 0), (0, 1), (1, 1), (0, 2), (1, 2)].map {
            IndexFigures.Row(place: $0.0, period: $0.1, group: $0.0 == 0 ? "a" : "b")
        }
        let gapped: [Double?] = [1, 10, nil, 20, 5, nil]
        func normalised(_ gaps: GapTreatment) throws -> [Double] {
            var recipe = Self.recipe(1)
            (recipe.choice.gaps, recipe.leastOwnFigures) = (gaps, 0)
            let model = try IndexModel(
                recipe, try IndexFigures(places: ["A", "B"], periods: ["1", "2", "3"], rows: rows, columns: [gapped]))
            return try model.index().normalised[0].map { $0 * 19 + 1 }
        }
        #expect(try normalised(.drop) == [1, 10, 20, 5])
        #expect(try normalised(.mean)[2] == 9 && normalised(.median)[5] == 7.5)
        #expect(try normalised(.groupMean)[2] == 3 && normalised(.groupMean)[5] == 15)
        #expect(try normalised(.interpolate)[2] == 3 && normalised(.interpolate)[5] == 20)
    }

    @Test func winsorisingTakesTheOneThatStandsApart() throws {
        var recipe = Self.recipe(1)
        recipe.choice.outliers = .winsorise
        let values: [Double?] = (1...20).map(Double.init) + [1000]
        let index = try IndexModel(recipe, try IndexFigures([values])).index()
        #expect(index.ranks[20] == 1 && index.ranks[19] == 1 && abs(index.normalised[0][9] - 9.0 / 19) < 1e-12)
    }

    @Test func dimensionsAreWeightedInTheirOwnRight() throws {
        let recipe = IndexRecipe(
            indicators: [
                IndexIndicator("a", dimension: "p", weight: 1), IndexIndicator("b", dimension: "p", weight: 3),
                IndexIndicator("c", dimension: "q"),
            ], dimensions: [IndexDimension("p", weight: 2), IndexDimension("q", weight: 8)])
        let index = try IndexModel(recipe, try IndexFigures([[0, 1], [1, 0], [0, 1]])).index()
        let expected = [0.05, 0.15, 0.8]
        for (found, wanted) in zip(index.weights[0], expected) { #expect(abs(found - wanted) < 1e-15) }
        #expect(index.dimensionScores == [[0.75, 0.25], [0, 1]])
        #expect(abs(index.scores[0] - 0.15) < 1e-15 && abs(index.scores[1] - 0.85) < 1e-15)
    }

    @Test func stagesOfDevelopmentHaveWeightsOfTheirOwn() throws {
        let recipe = IndexRecipe(
            indicators: [IndexIndicator("basic", dimension: "b"), IndexIndicator("innovation", dimension: "i")],
            dimensions: [IndexDimension("b", stageWeights: [3, 1]), IndexDimension("i", stageWeights: [1, 3])],
            stageBounds: [50])
        let rows = [20.0, 50, 80].enumerated().map { IndexFigures.Row(place: $0, period: 0, stage: $1) }
        let index = try IndexModel(
            recipe, try IndexFigures(places: ["A", "B", "C"], rows: rows, columns: [[1, 1, 0], [0, 0.5, 1]])
        ).index()
        #expect(index.scores == [0.75, 0.25 + 0.375, 0.75] && index.weights == [[0.75, 0.25], [0.25, 0.75]])
    }

    @Test func groupsAndPeriodsAreRankedApart() throws {
        let rows = (0..<4).flatMap { place in
            (0..<2).map { IndexFigures.Row(place: place, period: $0, group: place < 2 ? "first" : "third") }
        }
        let index = try IndexModel(
            Self.recipe(1),
            try IndexFigures(
                places: ["A", "B", "C", "D"], periods: ["1", "2"], rows: rows, columns: [[1, 2, 3, 1, 10, 20, 30, 10]])
        ).index()
        #expect(index.ranks == [2, 1, 1, 2, 2, 1, 1, 2] && index.among == Array(repeating: 2, count: 8))
    }

    @Test func tiersFallWhereScoresBreak() throws {
        var recipe = Self.recipe(1)
        recipe.tiers = 3
        let index = try IndexModel(recipe, try IndexFigures([[1, 1.1, 5, 5.2, 5.1, 9, 9.2]])).index()
        #expect(index.tiers == [3, 3, 2, 2, 2, 1, 1])
    }

    @Test func benefitOfTheDoubtLetsTheBestInOneThingBeBest() throws {
        let found = try benefitOfTheDoubt([[1, 0, 0.5, 0], [0, 1, 0.4, 0]])
        for (score, expected) in zip(found.scores, [1, 1, 0.9, 0]) { #expect(abs(score - expected) < 1e-9) }
        for row in 0..<4 {
            #expect(
                abs(
                    found.weights[row][0] * [1, 0, 0.5, 0][row] + found.weights[row][1] * [0, 1, 0.4, 0][row]
                        - found.scores[row]) < 1e-9)
        }
    }

    @Test(arguments: ways) func driversSumToTheDifference(
        _ weighting: Weighting, _ aggregation: Aggregation, _ normalisation: Normalisation
    ) throws {
        var recipe = Self.recipe(5, weighting, aggregation, normalisation)
        recipe.dimensions = [
            IndexDimension("p", aggregation: normalisation == .zScore ? nil : .geometric), IndexDimension("q"),
        ]
        for index in 0..<5 { recipe.indicators[index].dimension = index < 3 ? "p" : "q" }
        let model = try IndexModel(recipe, try IndexFigures(Self.figures(14, 5)))
        let index = try model.index()
        let found = try model.drivers(of: index, from: 2, to: 9)
        #expect(abs(found.rest) < 1e-6 && found.difference == index.scores[9] - index.scores[2])
        let back = try model.drivers(of: index, from: 9, to: 2)
        for (a, b) in zip(found.contributions, back.contributions) { #expect(abs(a + b) < 1e-9) }
        let obstacles = model.obstacles(of: index, 2)
        #expect(abs(obstacles.reduce(0, +) - 1) < 1e-12 && obstacles.allSatisfy { $0 >= 0 })
    }
}

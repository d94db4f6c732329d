import Computation
import Indices
import Testing

@Suite struct RankDoubtTests {
    static func model(_ places: Int = 30, error: Double = 0) throws -> IndexModel {
        let recipe = IndexRecipe(indicators: (0..<5).map { IndexIndicator("x\($0)", error: error) })
        return try IndexModel(recipe, try IndexFigures(CompositeIndexTests.figures(places, 5)))
    }

    @Test func intervalsHoldTheRanksOnOneThreadOrTwo() throws {
        let model = try Self.model()
        var doubt = RankDoubt(weightSpread: 0.5)
        doubt.threads = 1
        let one = try model.rankIntervals(doubt)
        doubt.threads = 2
        #expect(try model.rankIntervals(doubt) == one)
        doubt.seed = 2
        #expect(try model.rankIntervals(doubt) != one)
        for interval in one {
            #expect(
                1 <= interval.low && interval.low <= interval.median && interval.median <= interval.high
                    && interval.high <= 30)
            #expect((0...1).contains(interval.tierShare))
        }
        // Ranks are a permutation in each sample, so that their means sum to what ranks sum to.
        #expect(abs(one.reduce(0) { $0 + $1.mean } - 465) < 1e-6)
    }

    @Test("a place whose figures were filled is ranked less surely than the rest, or not at all")
    func filled() throws {
        var columns: [[Double?]] = CompositeIndexTests.figures(30, 5)
        for indicator in 0..<2 { columns[indicator][7] = nil }
        for indicator in 0..<3 { columns[indicator][9] = nil }
        var recipe = IndexRecipe(
            indicators: (0..<5).map { IndexIndicator("x\($0)") }, choice: IndexChoice(gaps: .mean))
        let model = try IndexModel(recipe, try IndexFigures(columns))
        #expect(model.dropped.map(\.row) == [9] && model.dropped[0].missing == ["x0", "x1", "x2"])
        #expect(model.ownFigures.count == 29 && model.ownFigures[7] == 3 && model.ownFigures.count { $0 == 5 } == 28)
        recipe.leastOwnFigures = 0
        let all = try IndexModel(recipe, try IndexFigures(columns))
        #expect(all.dropped.isEmpty)
        var doubt = RankDoubt(weightSpread: nil)
        #expect(all.factors(doubt) == [.filled])
        let intervals = try all.rankIntervals(doubt)
        let widths = intervals.map { $0.high - $0.low }
        #expect(
            widths[9] >= widths[7]
                && widths[7] > (widths.enumerated().filter { ![7, 9].contains($0.offset) }.map(\.element).max() ?? 0))
        doubt.threads = 1
        #expect(try all.rankIntervals(doubt) == intervals)
        doubt.filled = false
        #expect(all.factors(doubt).isEmpty)
        // Without gaps nothing is filled, and nothing changes.
        #expect(try Self.model().factors(RankDoubt()) == [.weights])
    }

    @Test("between years a gap is drawn about the line, by group from the group")
    func filledByTreatment() throws {
        func index(_ gaps: GapTreatment, _ values: [Double?], _ groups: [String]) throws -> [RankInterval] {
            let rows = values.indices.map { IndexFigures.Row(place: $0 / 4, period: $0 % 4, group: groups[$0 / 4]) }
            let figures = try IndexFigures(
                places: ["A", "B", "C"], periods: ["1", "2", "3", "4"], rows: rows, columns: [values])
            var recipe = IndexRecipe(indicators: [IndexIndicator("x")], choice: IndexChoice(gaps: gaps))
            recipe.leastOwnFigures = 0
            return try IndexModel(recipe, figures).rankIntervals(RankDoubt(weightSpread: nil))
        }
        // Straight lines make no errors: what is between is sure.
        let straight: [Double?] = [1, 2, nil, 4, 2, 3, 4, 5, 7, 7.5, 8, 8.5]
        #expect(try index(.interpolate, straight, ["", "", ""]).allSatisfy { $0.low == $0.high })
        let bent: [Double?] = [1, 9, nil, 4, 2, 3, 4, 5, 7, 7.5, 8, 8.5]
        #expect(try index(.interpolate, bent, ["", "", ""])[2].low < index(.interpolate, bent, ["", "", ""])[2].high)
        // Of its own group's seven figures two reach 5, of all eleven six.
        let low = try index(.groupMean, [1, 1.5, nil, 2, 3, 4, 5, 6, 9, 9.5, 9.7, 9.9], ["a", "a", "b"])
        #expect(abs(low[2].mean - (2 - 2.0 / 7)) < 0.06)
    }

    @Test func moreDoubtMakesWiderIntervals() throws {
        let model = try Self.model()
        func width(_ spread: Double) throws -> Int {
            try model.rankIntervals(RankDoubt(weightSpread: spread)).reduce(0) { $0 + $1.high - $1.low }
        }
        let (narrow, middle, wide) = (try width(0.02), try width(0.2), try width(0.8))
        #expect(narrow < middle && middle < wide)
    }

    @Test func aPlaceThatLeadsEverythingIsFirstForSure() throws {
        var columns = CompositeIndexTests.figures(20, 4)
        for column in columns.indices { (columns[column][5], columns[column][6]) = (50, -50) }
        var doubt = RankDoubt(weightSpread: 0.9)
        (doubt.normalisations, doubt.weightings) = ([.rank, .zScore], [.entropy, .critic, .principalComponents])
        (doubt.aggregations, doubt.outliers, doubt.omission) = ([.topsis, .wroclaw], [.percentiles, .winsorise], true)
        let found = try IndexModel(CompositeIndexTests.recipe(4), try IndexFigures(columns)).rankIntervals(doubt)
        #expect(
            found[5].low == 1 && found[5].high == 1 && found[5].mean == 1 && found[6].low == 20 && found[6].high == 20)
    }

    /// Two places, two indicators, each better in one: the first leads where its weight is the larger.
    @Test func aCoinTossIsToldAsOne() throws {
        let model = try IndexModel(CompositeIndexTests.recipe(2), try IndexFigures([[1, 0], [0, 1]]))
        var doubt = RankDoubt(weightSpread: 0.5)
        doubt.samples = 20_000
        let found = try model.rankIntervals(doubt)
        #expect(found[0].low == 1 && found[0].high == 2 && abs(found[0].mean - 1.5) < 0.02)
    }

    @Test func errorsOfFiguresMoveCloseRanksOnly() throws {
        let recipe = IndexRecipe(indicators: [IndexIndicator("x", error: 0.05)])
        let model = try IndexModel(recipe, try IndexFigures([[100, 101, 200, 400]]))
        var doubt = RankDoubt(weightSpread: nil)
        doubt.figures = true
        let found = try model.rankIntervals(doubt)
        #expect(found.map(\.low) == [3, 3, 2, 1] && found.map(\.high) == [4, 4, 2, 1])
    }

    @Test func sensitivityNamesTheChoiceThatMovesTheRanking() throws {
        // Weights hardly drawn, one indicator left out: omission explains nearly all.
        let model = try Self.model()
        var doubt = RankDoubt(weightSpread: 0.01)
        doubt.omission = true
        let found = try model.sensitivity(doubt, base: 512)
        #expect(found.evaluations == 512 * 4 && found.ranking.map(\.factor) == [.weights, .omission])
        #expect(found.ranking[1].total.estimate > 0.9 && found.ranking[0].total.estimate < 0.1)
        #expect(found.ranking[1].total.low <= found.ranking[1].total.estimate && found.meanShift > 0)
        doubt.threads = 1
        let again = try model.sensitivity(doubt, base: 512)
        #expect(again == found)
    }

    /// An additive case with known shares: the shift of two places' ranks cannot tell, so that the indices of one rank
    /// are checked by their sum.
    @Test func totalsAreNoLessThanFirstOrders() throws {
        let model = try Self.model(40, error: 0.1)
        var doubt = RankDoubt(weightSpread: 0.4)
        (doubt.figures, doubt.normalisations, doubt.aggregations) = (true, [.rank], [.topsis])
        let found = try model.sensitivity(doubt, base: 2_048)
        #expect(found.ranking.count == 4 && found.effects(of: 39).count == 4)
        for effect in found.ranking {
            #expect(effect.total.estimate > effect.first.estimate - 0.06 && effect.total.estimate < 1.06)
        }
    }

    /// Where a group or the path of a place knows nothing, the mean stands in: no sample is left without a number.
    @Test func everyTreatmentOfGapsLeavesANumber() throws {
        var recipe = CompositeIndexTests.recipe(2)
        recipe.choice.gaps = .mean
        let rows = (0..<6).map { IndexFigures.Row(place: $0, period: 0, group: $0 < 2 ? "a" : "b") }
        let figures = try IndexFigures(
            places: (0..<6).map { "\($0)" }, rows: rows, columns: [[nil, nil, 1, 2, 3, 9], [1, 2, 3, 4, 5, 6]])
        var doubt = RankDoubt()
        (doubt.gaps, doubt.filled) = ([.median, .groupMean, .interpolate], false)
        let found = try IndexModel(recipe, figures).rankIntervals(doubt)
        // Each place of a group is better than the next in all that is known.
        #expect(found.map(\.low) == [2, 1, 4, 3, 2, 1] && found.map(\.high) == [2, 1, 4, 3, 2, 1])
    }

    @Test func benefitOfTheDoubtHasIntervalsToo() throws {
        var recipe = CompositeIndexTests.recipe(3, .benefitOfTheDoubt)
        for index in recipe.indicators.indices { recipe.indicators[index].error = 0.1 }
        let model = try IndexModel(recipe, try IndexFigures(CompositeIndexTests.figures(12, 3)))
        var doubt = RankDoubt(weightSpread: nil)
        (doubt.normalisations, doubt.omission) = ([.rank], true)
        let ways = try model.rankIntervals(doubt)
        (doubt.figures, doubt.weightSpread, doubt.weightings, doubt.samples) = (true, 0.3, [.equal], 100)
        let all = try model.rankIntervals(doubt)
        for interval in ways + all { #expect(interval.low <= interval.median && interval.median <= interval.high) }
        #expect(ways.contains { $0.low < $0.high } && all.contains { $0.low < $0.high })
    }

    @Test func whatCannotBeDoubtedIsRefused() throws {
        let model = try Self.model()
        for change: (inout RankDoubt) -> Void in [
            { $0.weightSpread = 1 }, { $0.weightSpread = nil }, { $0.samples = 10 }, { $0.level = 1 },
            { ($0.weightings, $0.aggregations) = ([.benefitOfTheDoubt], [.topsis]) },
            { ($0.normalisations, $0.aggregations) = ([.zScore], [.geometric]) }, { $0.normalisations = [.target] },
        ] {
            var doubt = RankDoubt()
            change(&doubt)
            let asked = doubt
            #expect(throws: IndexError.self) { try model.rankIntervals(asked) }
        }
        #expect(throws: IndexError.self) { try model.sensitivity(RankDoubt()) }
    }

    @Test func samplingCanBeCancelled() throws {
        let token = CancelToken()
        token.cancel()
        var doubt = RankDoubt()
        doubt.cancel = token
        let asked = doubt
        let model = try Self.model()
        #expect(throws: IndexError.undefined(why: "cancelled")) { try model.rankIntervals(asked) }
    }
}

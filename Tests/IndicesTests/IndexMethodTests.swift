import Indices
import Testing

@Suite struct IndexMethodTests {
    @Test func couplingOfTwoAndThree() throws {
        // √{[1 − (.8 − .2)] · .2/.8}; T .5.
        let two = try couplingCoordination([0.2, 0.8])
        #expect(abs(two.coupling - (0.4 * 0.25).squareRoot()) < 1e-15 && two.development == 0.5)
        #expect(abs(two.coordination - ((0.4 * 0.25).squareRoot() * 0.5).squareRoot()) < 1e-15 && two.grade == 4)
        // Three: √{[1 − (.2 + .4 + .6)/3] · (.25 · .5)^{1/2}}.
        let three = try couplingCoordination([0.2, 0.4, 0.8])
        #expect(abs(three.coupling - ((1 - 1.2 / 3) * 0.125.squareRoot()).squareRoot()) < 1e-15)
        // Classical of two: 2√(.16)/1.
        #expect(abs(try couplingCoordination([0.2, 0.8], form: .classical).coupling - 0.8) < 1e-15)
        let even = try couplingCoordination([0.6, 0.6, 0.6], weights: [0.5, 0.25, 0.25])
        #expect(abs(even.coupling - 1) < 1e-15 && abs(even.coordination - 0.6.squareRoot()) < 1e-15 && even.grade == 8)
        for form in CouplingForm.allCases {
            #expect(try couplingCoordination([0, 0], form: form).coordination == 0)
            #expect(try couplingCoordination([1, 1], form: form).grade == 10)
            #expect(try couplingCoordination([0.3, 0], form: form).coupling == 0)
        }
    }

    @Test("an indicator that is the same everywhere decides nothing under the benefit of the doubt")
    func constantIndicator() throws {
        let telling = [[1, 0.4, 0], [0.2, 1, 0]]
        let found = try benefitOfTheDoubt(telling + [[0.5, 0.5, 0.5]])
        #expect(found.scores == (try benefitOfTheDoubt(telling).scores) && found.weights.allSatisfy { $0[2] == 0 })
    }

    @Test("the Wrocław taxonomy is one less the distance from the best over its mean and two deviations")
    func wroclaw() throws {
        // Distances √½, ½, and 3/√32 from the best; worked out apart.
        let found = try wroclawTaxonomy([[0, 0.5, 1], [1, 0.5, 0.25]], weights: [0.5, 0.5])
        for (score, expected) in zip(found, [0.07179062138039616, 0.34365685401712653, 0.30384296603529726]) {
            #expect(abs(score - expected) < 1e-14)
        }
        #expect(try wroclawTaxonomy([[3, 3], [1, 1]], weights: [1, 1]) == [0.5, 0.5])
        #expect(throws: IndexError.self) { try wroclawTaxonomy([[1, 2], [1]], weights: [1, 1]) }
    }

    @Test(arguments: [[0.5], [0.5, 1.2], [0.5, -0.1], [0.5, .nan]]) func couplingRefusesScoresOutOfRange(
        _ scores: [Double]
    ) {
        #expect(throws: IndexError.self) { try couplingCoordination(scores) }
    }

    @Test func couplingRefusesWeightsThatDoNotSumToOne() {
        #expect(throws: IndexError.self) { try couplingCoordination([0.5, 0.4], weights: [0.5, 0.6]) }
    }

    @Test func slacksKeepToTheirIdentities() throws {
        var values = CompositeIndexTests.figures(30, 5).map { $0.compactMap { $0 } }
        let found = try slacksBasedMeasure(
            inputs: [values[0], values[1]], outputs: [values[2], values[3]], undesirable: [values[4]])
        let variable = try slacksBasedMeasure(
            inputs: [values[0], values[1]], outputs: [values[2], values[3]], undesirable: [values[4]],
            returns: .variable)
        for unit in found.units.indices {
            let own = found.units[unit]
            // The mixture of peers takes what is left of the inputs and makes what could be made.
            for input in 0..<2 {
                let mixture = own.peers.reduce(0) { $0 + $1.weight * values[input][$1.unit] }
                #expect(abs(mixture - (values[input][unit] - own.inputSlacks[input])) < 1e-7)
            }
            let made = own.peers.reduce(0) { $0 + $1.weight * values[2][$1.unit] }
            #expect(abs(made - (values[2][unit] + own.outputSlacks[0])) < 1e-7)
            let avoided = own.peers.reduce(0) { $0 + $1.weight * values[4][$1.unit] }
            #expect(abs(avoided - (values[4][unit] - own.undesirableSlacks[0])) < 1e-7)
            let saved = (own.inputSlacks[0] / values[0][unit] + own.inputSlacks[1] / values[1][unit]) / 2
            let more =
                (own.outputSlacks[0] / values[2][unit] + own.outputSlacks[1] / values[3][unit] + own.undesirableSlacks[
                    0] / values[4][unit])
                / 3
            #expect(abs(own.efficiency - (1 - saved) / (1 + more)) < 1e-8 && own.residual < 1e-8)
            // More mixtures are allowed where scale does not matter.
            #expect(own.efficiency <= variable.units[unit].efficiency + 1e-9)
            #expect(abs(variable.units[unit].peers.reduce(0) { $0 + $1.weight } - 1) < 1e-7)
        }
        #expect(found.units.contains { $0.efficiency > 1 - 1e-9 })
        // Other units of measurement give the same.
        values[0] = values[0].map { $0 * 1e6 }
        let again = try slacksBasedMeasure(
            inputs: [values[0], values[1]], outputs: [values[2], values[3]], undesirable: [values[4]])
        for (a, b) in zip(found.units, again.units) { #expect(abs(a.efficiency - b.efficiency) < 1e-9) }
    }

    @Test func slacksRefuseZeroAndBelow() {
        #expect(
            throws: IndexError.badValue(
                row: 1, indicator: "input 1", value: 0, expected: "above 0, since slacks are taken relative to it")
        ) {
            try slacksBasedMeasure(inputs: [[1, 0]], outputs: [[1, 1]])
        }
        #expect(throws: IndexError.self) { try slacksBasedMeasure(inputs: [], outputs: [[1, 1]]) }
        #expect(throws: IndexError.self) {
            try slacksBasedMeasure(inputs: [[1, 2]], outputs: [[1, 1]], undesirable: [[1]])
        }
    }

    @Test func detectorsKnowTheirEnds() throws {
        let values = [1.0, 1, 5, 5, 9, 9]
        #expect(try factorDetector(values, strata: ["a", "a", "b", "b", "c", "c"]).q == 1)
        #expect(abs(try factorDetector(values, strata: ["a", "b", "a", "b", "a", "b"]).q) < 1e-15)
        // Two factors of which one divides the other are the finer one together.
        let (coarse, fine) = (["a", "a", "a", "a", "b", "b"], ["p", "p", "q", "q", "r", "r"])
        #expect(try interactionDetector([1, 2, 3, 5, 8, 9], coarse, fine).kind == .nested)
        #expect(try interactionDetector([1, 2, 3, 5, 8, 9], fine, fine).kind == .nested)
        #expect(try interactionDetector([1, 2, 3, 5, 8, 9], coarse, ["p", "q", "p", "q", "p", "q"]).kind != .nested)
        #expect(throws: IndexError.self) { try factorDetector(values, strata: Array(repeating: "a", count: 6)) }
        #expect(throws: IndexError.self) { try factorDetector(values, strata: (0..<6).map(String.init)) }
        #expect(throws: IndexError.self) { try factorDetector([2, 2, 2, 2], strata: ["a", "a", "b", "b"]) }
        #expect(throws: IndexError.self) { try factorDetector(values, strata: ["a"]) }
        // Neither factor says anything alone, both together say all.
        let crossed = try interactionDetector(
            [1, 0, 0, 1, 1, 0, 0, 1], ["a", "a", "b", "b", "a", "a", "b", "b"],
            ["x", "y", "x", "y", "x", "y", "x", "y"])
        #expect(crossed.together == 1 && crossed.first < 1e-12 && crossed.kind == .nonlinearEnhancement)
    }

    @Test func theCutOfAFactorChangesWhatItExplains() throws {
        let factor = (0..<60).map { Double($0 * $0) }
        let values = (0..<60).map { $0 < 10 ? 1.0 : 4.0 + Double($0 % 3) }
        let found = try cutEffects(values, factor: factor)
        #expect(found.count == 18 && Set(found.map(\.classes)) == Set(3...8))
        #expect((found.map(\.q).max() ?? 0) - (found.map(\.q).min() ?? 0) > 0.1)
    }

    @Test func recipesThatContradictThemselvesAreRefused() throws {
        let figures = try IndexFigures([[1, 2, 3], [3, 1, 2]])
        func refused(_ change: (inout IndexRecipe) -> Void) {
            var recipe = IndexRecipe(indicators: [IndexIndicator("a"), IndexIndicator("b")])
            change(&recipe)
            #expect(throws: IndexError.self) { try IndexModel(recipe, figures) }
        }
        refused { $0.indicators[0].dimension = "nowhere" }
        refused { $0.indicators[1].id = "a" }
        refused { $0.indicators[0].weight = 1 }
        refused { ($0.indicators[0].weight, $0.indicators[1].weight) = (-1, 2) }
        refused { ($0.indicators[0].weight, $0.indicators[1].weight) = (0, 0) }
        refused { $0.dimensions = [IndexDimension("empty")] }
        refused { $0.dimensions = [IndexDimension("p", parent: "q"), IndexDimension("q", parent: "p")] }
        refused {
            $0.choice.aggregation = .geometric
            $0.choice.normalisation = .zScore
        }
        refused { $0.choice.normalisation = .target }
        refused { $0.choice.shift = 0 }
        refused { $0.tiers = 0 }
        refused { $0.stageBounds = [2, 1] }
        refused { $0.stageBounds = [2] }
        refused { $0.indicators.removeLast() }
        refused { $0.indicators[0].error = 1 }
    }

    @Test func figuresOutOfRangeAreRefused() throws {
        #expect(throws: IndexError.self) { try IndexFigures([[1, .infinity]]) }
        #expect(throws: IndexError.self) { try IndexFigures([[1, 2], [1]]) }
        let logged = IndexRecipe(indicators: [IndexIndicator("a", logarithm: true)])
        let figures = try IndexFigures([[1, 0]])
        #expect(throws: IndexError.self) { try IndexModel(logged, figures) }
        let lonely = try IndexFigures([[1, nil, nil]])
        #expect(throws: IndexError.self) { try IndexModel(CompositeIndexTests.recipe(1), lonely) }
    }
}

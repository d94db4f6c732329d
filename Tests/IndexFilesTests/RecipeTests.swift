import Documents
import IndexFiles
import Indices
import Testing

/// Recipes of indices as files tell them.
@Suite struct RecipeTests {
    func refusal(_ yaml: String) -> String {
        do { _ = try readRecipe(yaml, file: "my.yaml") } catch { return error.description }
        return "accepted"
    }

    @Test("what a recipe says is what is computed, and what it leaves out stands as it usually does")
    func whole() throws {
        let read = try readRecipe(
            """
            name: Mine
            year: 2019-2023
            indicators:
              - {id: gdp, weight: 2}
              - {id: dust, direction: lower, figure: {ratio: [dust, area], factor: 100}, error: 3}
              - {id: growth, direction: {near: 5}, figure: {growth: gdp, years: 4}}
            normalisation: zScore
            doubt: {weights: 0.2, samples: 200, normalisations: [rank]}
            """, file: "my.yaml")
        #expect(
            read.figures.map(\.origin) == [
                .named("gdp"), .ratio("dust", "area", factor: 100), .growth("gdp", years: 4),
            ])
        #expect(read.recipe.indicators.map(\.direction) == [.higher, .lower, .near(5)])
        #expect(read.recipe.choice.normalisation == .zScore && read.recipe.choice.aggregation == .arithmetic)
        #expect(read.recipe.choice.weighting == .given && read.recipe.indicators[1].error == 3)
        #expect(read.doubt.samples == 200 && read.doubt.normalisations == [.rank] && read.doubt.level == 0.9)
        #expect(read.nameChinese == nil && read.figures[0].name == "gdp")
    }

    @Test(
        "a recipe that cannot be meant is refused with its line and what was expected",
        arguments: [
            ("name: x\nindicators: []", "line 2: indicators: expected at least one"),
            ("name: x\nindicators:\n - {id: a}\n - {id: a}", "line 4: indicators: a stands twice"),
            ("name: x\nindicators:\n - {id: a, wieght: 2}", "\"wieght\" is no key of an indicator"),
            ("name: x\nindicators:\n - {id: a, direction: up}", "expected higher, lower or {near: number}"),
            ("name: x\nindicators:\n - {id: a, figure: {ratio: [a]}}", "ratio: expected [above, below]"),
            ("name: x\nindicators:\n - {id: a}\ntiers: 2.5", "tiers is 2.5: expected a whole number from 1 to 20"),
            ("name: x\nindicators:\n - {id: a}\ntable: ../b.csv", "expected the name of a file in the folder"),
            ("name: x\nindicators:\n - {id: a}\nnormalisation: best", "normalisation is \"best\": expected"),
            ("name: x", "needs the key indicators"), ("", "expected a recipe"),
        ])
    func refusals(_ yaml: String, _ says: String) { #expect(refusal(yaml).contains(says), "\(refusal(yaml))") }
}

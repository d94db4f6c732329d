import Asking
import AtlasFiles
import AtlasQuestions
import Atlases
import Foundation
import IndexAnswers
import Testing

/// An index asked as a value and answered with a typed record.
@Suite struct IndexAnswerTests {
    static let china = Result { try OpenAtlas("china") }

    static func answer(_ change: (inout IndexQuestion) -> Void) throws -> IndexAnswer {
        var question = IndexQuestion()
        (question.samples, question.sensitivity) = (0, 0)
        change(&question)
        return try question.answer(on: try china.get())
    }

    static func problem(_ change: (inout IndexQuestion) -> Void) -> Problem? {
        do { _ = try answer(change) } catch { return error as? Problem }
        return nil
    }

    @Test func aRankingHoldsItsPlacesInOrderWithNamesInBothLanguages() throws {
        let answer = try Self.answer { $0.samples = 50 }
        let latest = answer.result.latest
        #expect(latest.map(\.rank) == latest.map(\.rank).sorted() && latest[0].rank == 1)
        #expect(latest.allSatisfy { $0.name.english != $0.name.chinese && $0.interval != nil })
        #expect(answer.sources.contains("P_Y") && answer.explanation == nil)
        #expect(answer.result.heading == Remark("Development of cities: cities, 2023", "城市发展水平：地级及以上城市, 2023"))
    }

    @Test func aCityOfTwoClustersIsRankedInBoth() throws {
        let answer = try Self.answer { $0.group = "cluster" }
        let twice = answer.result.latest.filter { $0.id == "360600" }
        #expect(Set(twice.map(\.group.english)).count == 2)
        #expect(twice.allSatisfy { (1...$0.among).contains($0.rank) })
        #expect(answer.remarks.contains { $0.english.contains("more than one group") })
        let told = try Self.answer {
            $0.group = "cluster"
            $0.place = "360600"
        }
        #expect(told.explanation?.place.group == twice[0].group)
        #expect(told.remarks.contains { $0.english.contains("in \(twice[1].group.english) its rank is") })
    }

    @Test func whatWasGivenStandsInTheInputs() throws {
        let answer = try Self.answer {
            $0.group = "province"
            $0.year = "2023"
            $0.weights = ["gdp_per_resident": 2]
        }
        let inputs = Value.fields(answer.inputs)
        #expect(inputs["group"] == .text("province") && inputs["year"] == .text("2023"))
        #expect(inputs["weights"]?["gdp_per_resident"] == .number(2))
        #expect(inputs["recipe"] == .text("Development of cities"))
    }

    @Test func aPlaceIsExplainedByItsFiguresAndAgainstAnother() throws {
        let answer = try Self.answer {
            $0.place = "保定"
            $0.against = "Shijiazhuang"
        }
        let told = try #require(answer.explanation)
        #expect(told.place.id == "130600" && told.comparisons.map(\.rival.id) == ["130100"])
        #expect(told.indicators.allSatisfy { !$0.sources.isEmpty && $0.value != nil })
        let sum = told.comparisons[0].contributions.reduce(0, +)
        #expect(abs(sum - told.comparisons[0].difference) < 1e-6)
    }

    @Test func aTableIsReadWithoutAFile() throws {
        let csv = """
            place,base,innovation,coordination,green,open,shared
            X,x,100,110,120,130,140
            Y,x,140,100,100,90,120

            """
        let table = try ValueTable(CSVTable(text: [UInt8](csv.utf8), file: "mine.csv"))
        var question = IndexQuestion()
        question.recipe = "beijing-tianjin-hebei"
        let answer = try question.answer(on: try Self.china.get(), table: table)
        #expect(answer.result.latest.map(\.id) == ["X", "Y"] && answer.sources == ["mine.csv"])
        #expect(Value.fields(answer.inputs)["table"] == .text("mine.csv"))
    }

    private static let twoYears = """
        place,year,base,innovation,coordination,green,open,shared
        X,2021,90,100,110,120,130,140
        X,2022,91,100,110,120,130,140
        X,2023,92,,,,,
        Y,2021,99,140,100,100,90,120
        Y,2022,60,140,100,100,90,120
        Y,2023,61,,,,,

        """

    private static func ranked(_ year: String?) throws -> IndexAnswer {
        var question = IndexQuestion()
        (question.recipe, question.year) = ("beijing-tianjin-hebei", year)
        let table = try ValueTable(CSVTable(text: [UInt8](twoYears.utf8), file: "mine.csv"))
        return try question.answer(on: try china.get(), table: table)
    }

    @Test func aYearOfATableIsRankedAloneAndOneThatIsNotThereIsRefused() throws {
        let answer = try Self.ranked("2021")
        #expect(answer.remarks.allSatisfy { !$0.english.contains("no column of the table") })
        #expect(answer.result.places.allSatisfy { $0.period == "2021" } && answer.result.latest.count == 2)
        #expect(answer.result.heading.english.contains(", 2021, "), "\(answer.result.heading.english)")
        #expect { try Self.ranked("1999") } throws: { ($0 as? Problem)?.description.contains("2021, 2022") == true }
    }

    @Test func aTitleNamesTheLastYearThatIsRankedAndTheYearsWithoutFiguresAreTold() throws {
        let answer = try Self.ranked(nil)
        #expect(answer.result.heading.english.contains("2021–2022, "), "\(answer.result.heading.english)")
        #expect(answer.remarks.contains { $0.english.contains("No place is ranked in 2023") }, "\(answer.remarks)")
        #expect(answer.result.latest.allSatisfy { $0.firstRank != nil })
    }

    @Test func problemsNameTheSettingInBothLanguages() throws {
        #expect(Self.problem { $0.charts = ["pie"] }?.remark { "{\($0)}" }.english.contains("{charts}") == true)
        #expect(Self.problem { $0.group = "planet" }?.remark { "{\($0)}" }.chinese.contains("应为") == true)
        #expect(Self.problem { $0.id = "x" }?.description == "--id goes with --table")
        #expect(Self.problem { $0.weights = ["x": 1] }?.kind == .use)
        #expect(Self.problem { $0.recipe = "best-performing-cities" }?.kind == .data)
    }

    @Test func weightsAreReadFromTextOnce() throws {
        var question = IndexQuestion()
        try question.read(["weights": "a:1,b=2", "samples": "0", "sensitivity": "64"])
        #expect(question.weights == ["a": 1, "b": 2] && question.samples == 0 && question.sensitivity == 64)
        for wrong in ["a", "a:1,a:2", "a:-1", "a:x"] {
            #expect(throws: Problem.self) { try question.read(["weights": wrong]) }
        }
        #expect(throws: Problem.self) { try question.read(["samples": "5"]) }
    }

    @Test func thePageIsTheSameDialect() throws {
        let answer = try Self.answer { $0.charts = ["ranking", "radar"] }
        let page = answer.page(.chinese)
        #expect(page["inputs"] == .fields(answer.inputs))
        let charts = try #require(page["page"]?["charts"])
        #expect(charts["ranking"] != nil && charts["radar"] == nil)
        guard case .list(let places) = page["page"]?["places"] else { throw Problem(.data, "no places") }
        #expect(places.count == answer.result.latest.count && places[0]["name"] != nil)
    }

    @Test func recipesSayHowFarTheAtlasFillsThem() throws {
        let recipes = try RecipeList().answer(on: try Self.china.get()).result
        #expect(recipes.first { $0.id == "city-development" }?.isReady == true)
        #expect(recipes.first { $0.id == "best-performing-cities" }?.missing == 9)
        #expect(recipes.filter(\.hasGroups).count == 2)
    }
}

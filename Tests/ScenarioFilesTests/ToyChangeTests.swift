import Asking
import AtlasFiles
import Atlases
import Documents
import Formats
import Foundation
import Reports
import ScenarioFiles
import Scenarios
import Testing
import Toys

/// What a new kind of change gets without another line anywhere.
@Suite struct ToyChangeTests {
    static let kinds = changeKinds + [Festival.self]
    static let reader = ScenarioReader(kinds: kinds)
    static let text = "name: x\nchanges:\n  - festival: {places: [610900, 500000], visitors: 500, season: autumn}\n"

    @Test func itIsReadAndWritten() throws {
        let scenario = try Self.reader.read(Self.text, file: "x").scenario
        let festival = try #require(scenario.changes.first as? Festival)
        #expect(festival.places == ["610900", "500000"] && festival.visitors == 500 && festival.season == .autumn)
        #expect(try Self.reader.read(yamlText(scenario), file: "x").scenario == scenario)
        #expect(try Self.reader.read(json: Data(jsonText(scenario).utf8), file: "x").scenario == scenario)
        #expect(throws: DocumentError.self) { try readScenario(Self.text, file: "x") }
    }

    static let refusals = [
        ("places: [1]", "needs the key visitors"), ("places: [], visitors: 5", "festival: places is empty"),
        ("places: [1], visitors: 0", "festival: visitors is 0.0: expected 1.0 to 1000000.0"),
        ("places: [1], visitors: many", "festival: visitors: expected a number"),
        ("places: [1], visitors: 5, season: winter", "festival: season is \"winter\": expected spring or autumn"),
        ("places: [1], visitors: 5, band: x", "\"band\" is no key of festival"),
    ]

    @Test(arguments: refusals) func itIsRefusedWithLineAndCure(keys: String, words: String) {
        let error = #expect(throws: DocumentError.self) {
            try Self.reader.read("name: x\nchanges:\n  - festival: {\(keys)}", file: "x")
        }
        #expect(error?.line == 3 && error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test func itIsAnsweredSaidAndMarked() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../Atlases/china"
        ).standardizedFileURL.path
        let study = try Study(readAtlas(in: folder), year: 2023)
        let scenario = try Self.reader.read(Self.text, file: "x").scenario
        let answer = try study.answer(scenario, readings: [.peopleStay], starts: 0)
        let place = try #require(answer.readings.first?.places.first { $0.code == "610900" })
        #expect(place.realGDP.point > 0.02)
        let festival = try #require(scenario.changes.first)
        func said(_ language: Language) -> String {
            AnswerText(study: study, answer: answer, language: language).describe(festival)
        }
        #expect(said(.english) == "500 guests of Ankang, Chongqing in autumn")
        #expect(said(.chinese) == "安康、重庆接待500位游客")
        #expect(festival.marks == [.place("610900"), .place("500000")])
    }

    @Test func itIsDescribedToThePageAndInTheInterface() throws {
        guard case .list(let all) = changeDescriptions(Self.kinds), let festival = all.last else {
            Issue.record("no list")
            return
        }
        #expect(all.count == changeKinds.count + 1 && festival["id"] == .text("festival"))
        guard case .list(let keys) = festival["keys"] else {
            Issue.record("no keys")
            return
        }
        #expect(keys.map { $0["kind"] } == ["places", "number", "choice", "sector"].map { .text($0) })
        #expect(keys[1]["slider"]?["high"] == .number(1_000) && keys[1]["high"] == .number(1e6))
        #expect(festival["begun"]?["visitors"] == .number(100) && festival["tool"] == .text("listed"))
        let schemas = changeSchemas(Self.kinds)
        let schema = schemas.last?.value["properties"]?["festival"]
        #expect(schema?["required"] == .texts(["places", "visitors"]))
        #expect(schema?["properties"]?["visitors"]?["maximum"] == .number(1e6))
        #expect(schema?["properties"]?["season"]?["enum"] == .list([.text("spring"), .text("autumn"), .none]))
        #expect(schemas.first?.value.json.contains("#/components/schemas/festival") == true)
    }
}

@Suite struct ChangeKindTests {
    @Test func everyKindStandsInTheGuide() throws {
        let guide = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../Guides/scenarios.md")
        let text = try String(contentsOf: guide, encoding: .utf8)
        for kind in changeKinds { #expect(text.contains("`\(kind.about.id)`"), "\(kind.about.id)") }
    }

    /// Every hole of a sentence is a key, in both languages; ids differ, and every word is there twice.
    @Test func everyKindSaysItsWordsInBothLanguages() {
        #expect(Set(changeKinds.map { $0.about.id }).count == changeKinds.count)
        for kind in changeKinds {
            let change: any Change = kind.init()
            for language in Language.allCases {
                #expect(!language(kind.about.name).isEmpty && !language(kind.about.summary).isEmpty)
                let said = change.sentence(in: language) { _, _ in "x" }
                #expect(!said.contains("[") && !said.isEmpty, "\(said)")
            }
        }
    }
}

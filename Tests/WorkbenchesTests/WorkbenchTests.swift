import Asking
import AtlasQuestions
import NetworkAnswers
import ScenarioAnswers
import Scenarios
import Testing
import Workbenches

@Suite("The workbench")
struct WorkbenchTests {
    private let workbench: Workbench

    init() throws { workbench = try Workbench(atlas: bundledAtlas) }

    @Test("every example of the atlas is listed with its name, and with its scenario for a page")
    func examples() throws {
        let names = workbench.exampleNames()
        #expect(names.count > 5 && names == names.sorted())
        for whole in [false, true] {
            guard case .fields(let fields) = try workbench.examples(whole: whole).value(in: .chinese),
                case .list(let rows) = fields[1].value
            else { return #expect(Bool(false)) }
            #expect(rows.count == names.count)
            for row in rows {
                guard case .fields(let cells) = row else { return #expect(Bool(false)) }
                #expect(cells.map(\.name) == ["id", "name", whole ? "scenario" : "path"])
            }
        }
    }

    @Test("a run of a named example is the run of the question in a study made for it")
    func run() throws {
        let found = try workbench.run(scenario: "xian-ankang-chongqing")
        let gain = try #require(found[.peopleMove]?.places.first { $0.code == "610900" }?.income.point)
        #expect(gain > 0.001 && gain < 0.2)
        #expect(
            try workbench.map(found, reading: .peopleMove, outcome: .income, language: .english)?.hasPrefix("<svg")
                == true)
        #expect(try workbench.report(found, scenario: "xian-ankang-chongqing", language: .chinese).contains("安康"))
    }

    @Test("a scenario that is not there, and one that is no scenario, are problems of the data")
    func noScenario() {
        for path in ["nothing.yaml", "/", "/dev/null"] {
            #expect { try workbench.run(scenario: path) } throws: { ($0 as? Problem)?.kind == .data }
        }
    }

    @Test("links of an example make travel nearer, whoever reads its file")
    func accessChange() throws {
        var question = AccessChangeQuestion()
        question.scenario = "xian-ankang-chongqing"
        let change = try workbench.answer(question)
        let ankang = try #require(change.result.rows.first { $0.region.code == "610900" })
        #expect((ankang.gain ?? 0) > 0)
    }
}

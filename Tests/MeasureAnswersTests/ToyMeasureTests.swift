import Asking
import AtlasFiles
import Atlases
import Formats
import MeasureAnswers
import Panels
import Testing
import Toys

/// A new measure is one file and one line: what faces show of it follows from its description.
@Suite struct ToyMeasureTests {
    let catalogue = MeasureCatalogue(measures + [ToyRange.self])

    static func table(_ text: String) throws -> MeasureFace.Source {
        .table(try ValueTable(try CSVTable(text: Array(text.utf8), file: "toy.csv")))
    }

    @Test("it stands in the list with its words, what it takes and what it answers, in every format")
    func list() throws {
        let record = catalogue.record { "--\($0.setting.id)" }
        #expect(record.text(.table, .chinese).contains("玩具极差") && record.text(.csv, .english).contains("toyRange"))
        guard case .list(let all) = record.result(.english) else {
            Issue.record("expected a list")
            return
        }
        let toy = try #require(all.first { $0["measure"] == .text("toyRange") })
        #expect(toy["keys"] == .text("year, ratio, count, missing"))
        guard case .list(let settings)? = toy["settings"], case .list(let table)? = toy["ofTable"] else {
            Issue.record("expected settings")
            return
        }
        #expect(settings.count == 1 && settings[0]["id"] == .text("shift") && settings[0]["high"] == .number(10))
        #expect(table.compactMap { $0["id"] } == [.text("value"), .text("year"), .text("id")])
    }

    @Test("it goes by its name in any spelling, and by its alias")
    func names() {
        #expect(["toyRange", "TOY-RANGE", "toy"].allSatisfy { catalogue[$0]?.about.id == "toyRange" })
        #expect(catalogue["gini"]?.about.id == "gini" && catalogue["prosperity"] == nil)
    }

    @Test("it is asked in words, and its answer says what it rests on")
    func asked() throws {
        let face = try #require(catalogue["toyRange"])
        let source = try Self.table("place,y\nA,1\nB,3\nC,9\n")
        let answer = try face.answer(["value": .text("y"), "shift": .text("1")], of: source)
        #expect(answer.record.result(.english)["ratio"] == .number(5))
        let inputs = Dictionary(uniqueKeysWithValues: answer.record.inputs.map { ($0.name, $0.value) })
        #expect(
            inputs["measure"] == .text("toyRange") && inputs["shift"] == .number(1) && inputs["value"] == .text("y"))
        for format in Format.allCases {
            #expect(answer.record.text(format, .english).contains(format == .json ? "\"ratio\"" : "ratio"), "\(format)")
        }
        #expect(answer.record.text(.table, .chinese).contains("比值"))
    }

    @Test(
        "what it does not take is refused with what it takes",
        arguments: [
            (["shift": "11"], "0 to 10"), (["shift": "x"], "0 to 10"), (["bandwidth": "1"], "takes no --bandwidth"),
            (["value": "z"], "place, y"),
        ])
    func refused(_ given: [String: String], _ words: String) throws {
        let face = try #require(catalogue["toyRange"])
        let source = try Self.table("place,y\nA,1\n")
        let error = #expect(throws: Problem.self) {
            _ = try face.answer(given.mapValues { .text($0) }, of: source)
        }
        #expect(error.map { "\($0)".contains(words) } ?? false, "\(error.map { "\($0)" } ?? "")")
    }
}

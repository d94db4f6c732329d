import Asking
import AtlasQuestions
import Atlases
import Testing

@Suite("An atlas that was opened")
struct OpenAtlasTests {
    /// Counts regions whose name holds a text.
    private struct Count: AtlasQuestion {
        let text: String

        static let layout: Layout<Int> = .parts(.value("regions") { .count($0) })

        func answer(on opened: OpenAtlas) throws(Problem) -> Answered<Int> {
            let found = opened.atlas.regions.filter { $0.nameEnglish.contains(text) }
            if found.isEmpty { throw Problem(.use, "{text} \(text): no such region", "{text} \(text)：没有此地区") }
            return Answered(
                inputs: [Value.Field("atlas", opened.identity), Value.Field("text", .text(text))], found.count)
        }
    }

    @Test("a name and the folder it lies in open the same atlas")
    func nameAndFolder() throws {
        let named = try OpenAtlas(bundledAtlas)
        #expect(try findAtlas(named.folder) == named.folder)
        #expect(try OpenAtlas(named.folder).atlas.hash == named.atlas.hash)
        #expect(named.year(nil) == named.atlas.year && named.year(2010) == 2010)
        #expect(try named.boundaries("provinces")?.polygons.isEmpty == false)
        #expect(try named.boundaries("nothing") == nil)
    }

    @Test("what is not there is a problem of the data that names it", arguments: ["mars", "/nowhere/at/all"])
    func notThere(_ name: String) {
        #expect { try OpenAtlas(name) } throws: { error in
            (error as? Problem).map { $0.kind == .data && $0.description.contains(name) } ?? false
        }
    }

    @Test("a question is answered with its inputs, and the record of every face says the same")
    func question() throws {
        let opened = try OpenAtlas(bundledAtlas)
        let answer = try Count(text: "zhou").answer(on: opened)
        #expect(answer.result > 20 && answer.inputs.map(\.name) == ["atlas", "text"])
        let record = try Count(text: "zhou").record(on: opened)
        guard case .fields(let fields) = record.value(in: .english) else { return #expect(Bool(false)) }
        #expect(fields.map(\.name) == ["inputs", "result", "notes", "sources"])
        #expect(fields[1].value == .fields(("regions", .count(answer.result))))
        guard case .fields(let paged) = record.value(in: .english, page: [Value.Field("x", .flag(true))]) else {
            return #expect(Bool(false))
        }
        #expect(Array(paged.prefix(4)) == fields && paged.last?.name == "page")
    }

    @Test("a question that has no answer keeps its words in both languages")
    func refused() throws {
        let opened = try OpenAtlas(bundledAtlas)
        #expect { try Count(text: "Atlantis").record(on: opened) } throws: { error in
            (error as? Problem)?.remark { $0.uppercased() }
                == Remark("TEXT Atlantis: no such region", "TEXT Atlantis：没有此地区")
        }
    }
}

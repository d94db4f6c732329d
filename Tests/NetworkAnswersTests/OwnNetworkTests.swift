import Asking
import Atlases
import Foundation
import NetworkAnswers
import Testing

/// Files of a network of a test's own.
private struct Files {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("networks-\(UUID().uuidString)")

    init(_ texts: [String: String]) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in texts {
            try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
    }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}

@Suite("Questions to a network of the user's own")
struct OwnNetworkTests {
    private let links = "from,to,hours,mode,fare\nA,B,1,rail,10\nB,C,2.5,rail,20\nA,C,4,road,0\nX,Y,1,road,\n"

    private func network(_ body: (OwnNetwork, Files) throws -> Void, valueOfTime: Double? = nil) throws {
        let files = try Files([
            "links.csv": links, "mass.csv": "id,mass\nA,10\nB,20\nC,5\n", "supply.csv": "id,supply\nB,3\n",
        ])
        defer { files.remove() }
        var asked = OwnNetworkFiles()
        asked.links = files.path("links.csv")
        try body(try OwnNetwork(asked, valueOfTime: valueOfTime), files)
    }

    @Test("pieces of CSV and the record have the same columns and numbers; no way is empty or null")
    func times() throws {
        try network { network, _ in
            var question = HoursQuestion()
            var text = ""
            try question.writeCSV(over: network) { text += $0 }
            #expect(text.hasPrefix("from,to,hours\nA,A,0.0\nA,B,1.0\nA,C,3.5\nA,X,\n"))
            #expect(text.split(separator: "\n").count == 26)
            question.from = "A"
            let record = try question.record(over: network)
            guard case .list(let rows) = record.result(.english) else {
                Issue.record("a list")
                return
            }
            #expect(rows.count == 5 && rows[2]["hours"] == .number(3.5) && rows[3]["hours"] == Value.none)
            #expect(record.inputs.first { $0.name == "links" }?.value == .count(4))
            #expect(record.sheets[0].heads.map(\.id) == ["from", "to", "hours"])
        }
    }

    @Test("with a value of time fare and cost of the least costly way follow")
    func fares() throws {
        try network(
            { network, _ in
                var (question, text) = (HoursQuestion(), "")
                question.from = "A"
                question.valueOfTime = 1
                try question.writeCSV(over: network) { text += $0 }
                #expect(
                    text.hasPrefix("from,to,hours,fare,cost\nA,A,0.0,0.0,0.0\nA,B,1.0,10.0,11.0\nA,C,4.0,0.0,4.0\n"))
            }, valueOfTime: 1)
    }

    @Test("ways are told by the places where the mode changes, and where there are none it is said")
    func ways() throws {
        try network { network, _ in
            var question = WaysQuestion()
            (question.from, question.to) = ("A", "C")
            let record = try question.record(over: network)
            #expect(record.sheets[0].rows.map { $0[1] } == [.words("A —rail→ B → C"), .words("A —road→ C")])
            question.to = "X"
            #expect(try question.record(over: network).remarks.last?.english == "No way.")
        }
    }

    @Test("accessibility is written with all digits for machines, a shared supply sums to what there is")
    func access() throws {
        try network { network, files in
            var question = AccessQuestion()
            question.access.measure = .daily
            question.access.hours = 2
            question.mass = files.path("mass.csv")
            let main = try #require(try question.record(over: network).main)
            #expect(main.heads.map(\.id) == ["id", "value", "reached", "massShare"])
            #expect(main.rows[0][1] == .number(20, .machine))
            question.access.measure = .floatingCatchment
            question.supply = files.path("supply.csv")
            question.access.hours = 3
            guard case .list(let rows) = try question.record(over: network).result(.english) else { return }
            let sum = zip(rows, [10.0, 20, 5]).reduce(0.0) { sum, row in
                if case .number(let value)? = row.0["value"] { sum + value * row.1 } else { sum }
            }
            #expect(abs(sum - 3) < 1e-12)
        }
    }

    @Test("settings that do not go together are refused by their names, as each face writes them")
    func refusals() throws {
        var files = OwnNetworkFiles()
        files.timetable = "t.csv"
        let problem = #expect(throws: Problem.self) { try files.check() }
        #expect(problem?.kind == .use && problem?.description == "--day: name the day of service, as 2026-01-05")
        #expect(problem?.remark { $0 }.chinese.hasPrefix("day：") == true)
        files.day = "2026-01-05"
        let fares = #expect(throws: Problem.self) { try files.check(valueOfTime: 5) }
        #expect(fares?.description.hasPrefix("--value-of-time: timetables have no fares") == true)
        let places = #expect(throws: Problem.self) { try HoursQuestion().check(overOwn: false) }
        #expect(places?.description.hasPrefix("--from: name a city, or give --links") == true)
        var access = AccessQuestion()
        access.access.measure = .daily
        let hours = #expect(throws: Problem.self) { try access.check(overOwn: false) }
        #expect(hours?.remark { "the \($0)" }.english == "the hours: daily needs it, such as the hours 3")
    }
}

extension Cell {
    fileprivate static func words(_ text: String) -> Cell { .words(Remark(text, text)) }
}

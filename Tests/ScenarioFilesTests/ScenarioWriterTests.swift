import Asking
import Computation
import Documents
import Foundation
import ScenarioFiles
import Scenarios
import Testing

@Suite struct ScenarioWriterTests {
    /// A change of a kind with random values for its keys.
    static func change<Kind: Change>(_ kind: Kind.Type, _ stream: inout RandomStream) -> any Change {
        var change = Kind()
        var one = kind.exactlyOne
        if one.count > 1 { one.remove(at: Int(stream.uniform() * Double(one.count))) }
        for key in kind.keys where !one.contains(key.id) && (key.isRequired || stream.uniform() < 0.7 || !one.isEmpty) {
            key.set(&change, value(key.kind, &stream))
        }
        return change
    }

    static func value(_ kind: SettingKind, _ stream: inout RandomStream) -> Value {
        let uniform = stream.uniform()
        func pick<T>(_ items: [T]) -> T { items[min(items.count - 1, Int(uniform * Double(items.count)))] }
        let code = pick(["110000", "610900", "XIONGAN", "007", "1e5", "null", "~", "- a", "a b: c"])
        switch kind {
        case .number(let range, _, _):
            let span = min(range.upperBound, 1e4) - range.lowerBound
            return .number(pick([range.lowerBound, range.upperBound, range.lowerBound + span * uniform]))
        case .whole(let range, _): return .count(range.lowerBound)
        case .numbers(let range, _, _): return .numbers([range.lowerBound, range.upperBound])
        case .flag: return .flag(uniform < 0.5)
        case .choice(let choices): return .text(pick(choices).id)
        case .text, .column, .columns, .file, .place, .sector, .indicator: return .text(code)
        case .texts, .places: return .texts([code, "120000"])
        case .weights: return .fields((code, .number(uniform)), ("zz", .number(1)))
        }
    }

    /// A scenario with random changes of every kind and texts that a writer could trip over.
    static func scenario(seed: UInt64) throws -> Scenario {
        var stream = RandomStream(seed: seed)
        func pick<T>(_ items: [T]) -> T { items[min(items.count - 1, Int(stream.uniform() * Double(items.count)))] }
        let texts = [
            "plain", "a \"quoted\" \\ word", "& anchor *alias # no comment: yes", "line\nline\r\ttab", "安康 😀",
            "\u{85}\u{2028}\u{FEFF}x",
            "{[", "null", "1.0",
            "a\\\" &b", " leading and trailing ",
        ]
        var parameters = StudyParameters()
        if stream.uniform() < 0.5 { try parameters.set(.tradeElasticity, to: 3 + stream.uniform()) }
        let changes: [any Change] = (0..<6).map { _ in
            let kind: any Change.Type = pick(changeKinds)
            return Self.change(kind, &stream)
        }
        let models: [ModelChoice?] = [
            nil, ModelChoice(.whole), ModelChoice(.whole, immigration: .firmEntry, landIncome: .residents),
        ]
        let model = pick(models) ?? (changes.contains { $0.needsWholeModel } ? nil : pick([nil, .oneSector]))
        return Scenario(
            name: pick(texts), nameChinese: pick([nil, "名称"]), places: pick([[], ["XIONGAN"]]), changes: changes,
            parameters: parameters,
            model: model,
            note: pick([nil] + texts), noteChinese: nil)
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>) func whatIsWrittenIsReadBackUnchanged(seed: UInt64) throws {
        let scenario = try Self.scenario(seed: seed)
        #expect(try readScenario(yamlText(scenario), file: "x.yaml").scenario == scenario)
        #expect(try readScenario(json: Data(jsonText(scenario).utf8), file: "x.json").scenario == scenario)
        // JSON is a part of YAML.
        #expect(try readScenario(jsonText(scenario), file: "x.json").scenario == scenario)
    }

    static let refusals: [(String, String, Int?)] = [
        ("", "not JSON", nil), ("[]", "not JSON", nil), ("{\"name\": \"x\"}", "needs the key changes", nil),
        ("{\"name\": 5, \"changes\": []}", "name: expected text", nil),
        (
            "{\"name\": \"x\", \"changes\": [{\"jobs\": {\"from\": 110000, \"to\": \"120000\", \"number\": 5}}]}",
            "jobs: from: expected text", 0
        ),
        (
            "{\"name\": \"x\", \"changes\": [{\"jobs\": {\"from\": \"1\", \"to\": \"2\", \"number\": \"5\"}}]}",
            "jobs: number: expected a number", 0
        ),
        (
            """
            {"name": "x", "changes": [{"removeLink": {"from": "1", "to": "2", "mode": "rail"}}, {"housing": \
            {"places": ["1"], "factor": 101}}]}
            """,
            "housing: factor is 101.0: expected 0.01 to 100.0", 1
        ),
        ("{\"name\": \"x\", \"changes\": [{\"productivity\": {\"places\": [], \"factor\": 1}}]}", "places is empty", 0),
    ]

    @Test(arguments: refusals) func jsonOfAWrongShapeIsRefusedWithTheChangeMeant(
        text: String, message: String, change: Int?
    ) {
        let error = #expect(throws: DocumentError.self) { try readScenario(json: Data(text.utf8), file: "x") }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
        #expect(error?.item == change)
        #expect(error?.line == nil)
    }

    static let notJSON = [
        "{\"name\": \"x\", \"changes\": [],}", "{\"name\": \"x\", \"changes\": []} x", "{'name': 'x', 'changes': []}",
        "{\"name\": x, \"changes\": []}",
        "{\"name\": \"\\ud800\", \"changes\": []}", "{\"name\": \"\\x41\", \"changes\": []}",
        "{\"name\": \"a\nb\", \"changes\": []}", "{\"name\": \"x\", \"changes\": [01]}",
        "{\"name\": \"x\", \"changes\": [1.]}", "{\"name\": \"x\", \"changes\": [.5]}",
        "{\"name\": \"x\", \"changes\": " + String(repeating: "[", count: 100_000),
        "{\"name\": \"x\", \"changes\": [", "{\"name\": \"x", "{", "[{}]", "nan",
    ]

    @Test(arguments: notJSON) func whatIsNoJSONIsRefused(text: String) {
        let error = #expect(throws: DocumentError.self) { try readScenario(json: Data(text.utf8), file: "x") }
        #expect(error?.message.hasPrefix("not JSON") == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        "{\"name\": \"x\", \"name\": \"y\", \"changes\": []}",
        "{\"name\": \"x\", \"changes\": [{\"jobs\": {\"from\": 1, \"from\": 2}}]}",
    ]) func aKeyThatStandsTwiceInJSONIsNamed(text: String) {
        let error = #expect(throws: DocumentError.self) { try readScenario(json: Data(text.utf8), file: "x") }
        #expect(error?.message.contains("stands twice") == true, "\(error?.message ?? "")")
    }

    @Test func jsonMayBeWrittenInItsOwnWays() throws {
        let text = """
             {"name":"\\u5b89\\u5eb7 \\ud83d\\ude00 \\/\\b" ,
            "changes":[{"migrationCost":{"between":"places","factor":8E-1}}]}\t
            """
        let scenario = try readScenario(json: Data(text.utf8), file: "x").scenario
        #expect(scenario.name == "安康 😀 /\u{8}")
        #expect(scenario == Scenario(name: scenario.name, changes: [MigrationCost(between: .places, factor: 0.8)]))
    }

    @Test func twoScenariosStandSideBySide() throws {
        let one = "{\"name\": \"x\", \"changes\": []}"
        let pair = "{\"first\": \(one), \"second\": \(one.replacing("x", with: "y"))}"
        let read = try ScenarioReader().read(json: Data(pair.utf8), named: ["first", "second"], file: "x")
        #expect(read.map(\.scenario.name) == ["x", "y"])
        for bad in [one, "{\"first\": \(one)}", "{\"first\": \(one), \"second\": 5}", "[]"] {
            #expect(throws: DocumentError.self) {
                try ScenarioReader().read(json: Data(bad.utf8), named: ["first", "second"], file: "x")
            }
        }
    }

    @Test func moreChangesThanAPersonWouldWriteAreRefused() {
        let change = "{\"migrationCost\": {\"between\": \"places\", \"factor\": 1}}"
        let text = "{\"name\": \"x\", \"changes\": [\(Array(repeating: change, count: 501).joined(separator: ","))]}"
        #expect(throws: DocumentError.self) { try readScenario(json: Data(text.utf8), file: "x") }
    }
}

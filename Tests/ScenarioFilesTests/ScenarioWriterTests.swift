import Computation
import Documents
import Foundation
import ScenarioFiles
import Scenarios
import Testing

@Suite struct ScenarioWriterTests {
    /// A scenario with random changes of every kind and texts that a writer could trip over.
    static func scenario(seed: UInt64) throws -> Scenario {
        var stream = RandomStream(seed: seed)
        func pick<T>(_ items: [T]) -> T { items[min(items.count - 1, Int(stream.uniform() * Double(items.count)))] }
        func code() -> String { pick(["110000", "610900", "XIONGAN", "007", "1e5", "null", "~", "- a"]) }
        func factor() -> Double { pick([0.8, 1, 1.05, 0.1 + stream.uniform()]) }
        func sector() -> String? { pick([nil, "industry", "a b: c"]) }
        let texts = [
            "plain", "a \"quoted\" \\ word", "& anchor *alias # no comment: yes", "line\nline\r\ttab", "安康 😀",
            "\u{85}\u{2028}\u{FEFF}x",
            "{[", "null", "1.0",
            "a\\\" &b", " leading and trailing ",
        ]
        var parameters = StudyParameters()
        if stream.uniform() < 0.5 { try parameters.set(.tradeElasticity, to: 3 + stream.uniform()) }
        let changes: [Change] = (0..<6).map { _ in
            switch Int(stream.uniform() * 14) {
            case 0:
                .link(
                    LinkSpecification(
                        from: code(), to: code(), mode: pick([.rail, .road]), speedKmh: 100 + 300 * stream.uniform(),
                        lengthKm: pick([nil, 171, 12.5]), costYuan: pick([nil, 3e10])))
            case 1: .removeLink(from: code(), to: code(), mode: .rail)
            case 2: .jobs(from: code(), to: code(), number: (1e6 * stream.uniform()).rounded())
            case 3: .housing(places: [code()], factor: factor())
            case 4:
                .tradeCost(
                    places: ["110000", "120000"], with: pick([.domestic, .places, .world]), factor: factor(),
                    direction: pick([.both, .import, .export]), sector: sector())
            case 5: .migrationCost(between: pick([.provinces, .places]), factor: factor())
            case 6: .transfer(from: code(), to: code(), yuan: 1e9)
            case 7: .tariff(places: pick([[], ["110000"]]), rate: stream.uniform() - 0.4, sector: sector())
            case 8: .tax(places: [code()], rate: stream.uniform() - 0.4, sector: sector())
            case 9: .landReform(ownership: pick([.registered, .stayers, .residents]))
            case 10: .purchases(from: pick([nil, code()]), to: code(), yuan: 1e9, sector: "services")
            case 11: .industrialTransfer(from: code(), to: code(), share: 0.9 * stream.uniform(), sector: "industry")
            case 12:
                .diffusion(
                    from: code(), share: stream.uniform(),
                    ties: pick([.travel(hours: 2.5), .given(["610900": 0.5, "007": 1])]),
                    sector: sector())
            default: .productivity(places: [code()], factor: factor(), sector: sector())
            }
        }
        let models: [ModelChoice?] = [
            nil, ModelChoice(.whole), ModelChoice(.whole, immigration: .firmEntry, landIncome: .residents),
        ]
        let model = pick(models) ?? (changes.contains(where: \.needsWholeModel) ? nil : pick([nil, .oneSector]))
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

    @Test func moreChangesThanAPersonWouldWriteAreRefused() {
        let change = "{\"migrationCost\": {\"between\": \"places\", \"factor\": 1}}"
        let text = "{\"name\": \"x\", \"changes\": [\(Array(repeating: change, count: 501).joined(separator: ","))]}"
        #expect(throws: DocumentError.self) { try readScenario(json: Data(text.utf8), file: "x") }
    }
}

import Documents
import ScenarioFiles
import Scenarios
import Testing

@Suite struct ScenarioFileTests {
    static let whole = """
        name: Fast rail to Ankang, and functions moved to Xiongan
        places: [XIONGAN]                       # a place inside Baoding, see the data's notes
        changes:
          - link: {from: 610100, to: "610900", mode: rail, speedKmh: 350, lengthKm: 171, cost: null}
          - removeLink: {from: 110000, to: XIONGAN, mode: rail}
          - jobs: {from: 110000, to: XIONGAN, number: 100000}
          - housing: {places: [XIONGAN], factor: 1.5}
          - tradeCost: {places: [350200], with: domestic, factor: 0.90, direction: both}
          - migrationCost: {between: provinces, factor: 0.80}
          - productivity: {places: [340200], factor: 1.05}
          - transfer: {from: 310000, to: 610900, yuan: 5.0e9}
        parameters: {tradeElasticity: 4}
        """

    @Test func everyKindOfChangeIsRead() throws {
        let document = try readScenario(Self.whole, file: "s.yaml")
        let expected = Scenario(
            name: "Fast rail to Ankang, and functions moved to Xiongan", places: ["XIONGAN"],
            changes: [
                NewLink(from: "610100", to: "610900", mode: .rail, speedKmh: 350, lengthKm: 171),
                RemovedLink(from: "110000", to: "XIONGAN", mode: .rail),
                MovedJobs(from: "110000", to: "XIONGAN", number: 100_000),
                Housing(places: ["XIONGAN"], factor: 1.5),
                TradeCost(places: ["350200"], with: .domestic, factor: 0.9, direction: .both),
                MigrationCost(between: .provinces, factor: 0.8), Productivity(places: ["340200"], factor: 1.05),
                Transfer(from: "310000", to: "610900", amount: 5e9),
            ], parameters: document.scenario.parameters, currency: "CNY")
        #expect(document.scenario == expected)
        #expect(document.scenario.parameters.fixed == [.tradeElasticity: 4])
        #expect(document.changeLines == [4, 5, 6, 7, 8, 9, 10, 11])
    }

    @Test func anErrorOfTheRunIsLocatedAtItsChange() throws {
        let document = try readScenario(Self.whole, file: "s.yaml")
        #expect(document.located(ScenarioError("wrong", "有误", change: 2)).description == "s.yaml, line 6: wrong")
        #expect(document.located(ScenarioError("wrong", "有误", change: 99)).description == "s.yaml: wrong")
    }

    static let refusals: [(String, [String])] = [
        ("", ["expected a scenario"]),
        ("[]", ["expected a scenario"]),
        ("name: x", ["needs the key changes"]),
        ("changes: []", ["needs the key name"]),
        ("name: x\nchanges: 5", ["line 2", "changes: expected a list"]),
        ("name: x\nchanges: []\nplace: [A]", ["line 3", "\"place\" is no key"]),
        ("name: [x]\nchanges: []", ["name: expected text"]),
        ("name: x\nname: y\nchanges: []", ["not YAML", "twice"]),
        ("name: x\nchanges:\n  - jobs", ["line 3", "a change"]),
        ("name: x\nchanges:\n  - {jobs: 1, housing: 2}", ["line 3", "a change"]),
        ("name: x\nchanges:\n  - teleport: {from: 1}", ["line 3", "teleport", "removeLink"]),
        ("name: x\nchanges:\n  - jobs: {from: 110000, to: 120000}", ["line 3", "needs the key number"]),
        ("name: x\nchanges:\n  - jobs: {from: 110000, to: 120000, number: many}", ["line 3", "jobs: number", "many"]),
        ("name: x\nchanges:\n  - jobs: {from: 110000, to: 120000, number: .inf}", ["number"]),
        ("name: x\nchanges:\n  - jobs: {from: 110000, to: 120000, number: nan}", ["number"]),
        (
            "name: x\nchanges:\n  - jobs: {from: 110000, to: 120000, number: 5, when: 2025}",
            ["\"when\" is no key of jobs"]
        ),
        (
            "name: x\nchanges:\n  - link: {from: 1, to: 2, mode: air, speedKmh: 3}",
            ["link: mode", "air", "rail or road"]
        ),
        ("name: x\nchanges:\n  - link: {from: 1, to: 2, speedKmh: 3}", ["needs the key mode"]),
        ("name: x\nchanges:\n  - link: {from: 1, to: [2], mode: rail, speedKmh: 3}", ["link: to: expected text"]),
        ("name: x\nchanges:\n  - housing: {places: 110000, factor: 2}", ["housing: places: expected a list"]),
        ("name: x\nchanges:\n  - housing: {places: [1, 1], factor: 2}", ["1 stands twice"]),
        ("name: x\nchanges:\n  - tradeCost: {places: [1], with: abroad, factor: 1}", ["abroad", "domestic or places"]),
        (
            "name: x\nchanges:\n  - tradeCost: {places: [1], with: domestic, factor: 1, direction: up}",
            ["direction", "both or import or export"]
        ),
        ("name: x\nchanges:\n  - migrationCost: {between: cities, factor: 1}", ["between", "provinces or places"]),
        ("name: x\nchanges: []\nparameters: {elasticity: 4}", ["line 3", "elasticity", "tradeElasticity"]),
        ("name: x\nchanges: []\nparameters: {tradeElasticity: 400}", ["line 3", "tradeElasticity is 400"]),
        ("name: x\nchanges: []\nparameters: {tradeElasticity: [4]}", ["line 3", "tradeElasticity"]),
        ("name: x\nchanges: [", ["not YAML"]),
        ("name: \"x\nchanges: []", ["not YAML"]),
        ("name: &a x\nchanges: []", ["line 1", "anchors"]),
        ("name: x\nchanges: *a", ["line 2", "anchors"]),
        ("name: x\nchanges:\n\t- jobs: {}", ["not YAML"]),
        ("name: x\n? [a, b]\n: c\nchanges: []", ["is no key"]),
        (String(repeating: "[", count: 50_000), ["not YAML"]),
        (String(repeating: "x", count: 2_000_000), ["at most 1 MB"]),
        ("name: \u{0}\nchanges: []", ["not YAML"]),
    ]

    @Test(arguments: 0..<refusals.count) func aBadFileIsRefusedWithItsLineAndTheCure(_ index: Int) throws {
        let (text, named) = Self.refusals[index]
        let error = try #require(throws: DocumentError.self) { try readScenario(text, file: "s.yaml") }
        for part in named { #expect(error.description.contains(part), "\(error.description)") }
        #expect(error.description.hasPrefix("s.yaml"))
    }

    @Test func ampersandsInTextAreNoAnchors() throws {
        #expect(try readScenario("name: \"rock &roll\"\nchanges: []", file: "s").scenario.name == "rock &roll")
        #expect(try readScenario("name: AT&T & co # *\nchanges: []", file: "s").scenario.name == "AT&T & co")
    }
}

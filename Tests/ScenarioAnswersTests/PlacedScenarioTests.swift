import Atlases
import ScenarioAnswers
import Scenarios
import Testing
import Workbenches

@Suite("Scenarios that name places")
struct PlacedScenarioTests {
    private let atlas: Atlas

    init() throws { atlas = try Workbench(atlas: "china").atlas }

    @Test("names in any key become codes")
    func names() throws {
        let scenario = Scenario(
            name: "names", places: ["雄安"],
            changes: [
                NewLink(from: "Xi'an", to: "安康", mode: .rail, speedKmh: 350),
                Housing(places: ["610900", "襄樊"], factor: 1.2),
            ])
        let placed = try scenario.placed(on: atlas)
        #expect(placed.places == ["XIONGAN"])
        #expect((placed.changes[0] as? NewLink)?.from == "610100")
        #expect((placed.changes[0] as? NewLink)?.to == "610900")
        #expect((placed.changes[1] as? Housing)?.places == ["610900", "420600"])
    }

    @Test("a name that cannot be told is refused with the change it stands in")
    func refused() {
        let scenario = Scenario(
            name: "Suzhou",
            changes: [
                Housing(places: ["610900"], factor: 1.2), NewLink(from: "Suzhou", to: "安康", mode: .rail, speedKmh: 350),
            ])
        #expect { try scenario.placed(on: atlas) } throws: { ($0 as? ScenarioError)?.change == 1 }
    }
}

import Asking
import AtlasAnswers
import AtlasFiles
import AtlasQuestions
import Atlases
import Foundation
import Scenarios
import Testing

/// A whole study out of a user's tables: regions without outlines, links, groups, names, roles.
@Suite final class OwnStudyTests {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("study-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: folder) }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = folder.appendingPathComponent(name)
        try text.write(to: path, atomically: true, encoding: .utf8)
        return path.path
    }

    private func study(_ header: String = "code,name,year,GRP (million euro),population,area (km2)") throws -> NewAtlas
    {
        let table = try file(
            "t.csv",
            """
            \(header)
            A,Alpha,2020,5000,100000,500
            B,Beta,2020,3000,90000,700
            C,Gamma,2020,1000,50000,900
            D,Delta,2020,1500,60000,400

            """)
        var new = NewAtlas(folder.appendingPathComponent("own").path, tables: [table], regions: "none")
        new.links = [
            try file(
                "l.csv",
                "from,to,minutes,mode,length_km\nA,B,60,road,80\nBeta,C,90,road,120\nC,D,60,road,90\nX,D,60,road,90\n")
        ]
        new.groups = [
            try file("g.csv", "region,group\nA,North\nB,North\nC,South\nD,South\n"),
            try file("c.csv", "region,group,role\nA,Twins,anchor\nB,Twins,\n"),
        ]
        new.names = try file("n.csv", "code,zh,en\nA,甲,Alpha City\n")
        return new
    }

    @Test(
        "columns are understood by their names, links and groups are read, and a scenario is answered in the currency")
    func whole() throws {
        let made = try study().make().result
        let meaning = try #require(made.meaning)
        #expect(meaning.found.map(\.role) == [.product, .residents, .area] && meaning.currency.code == "EUR")
        #expect(meaning.found.filter(\.isTaken).map(\.role) == [.residents])
        #expect(made.links?.read == 3 && made.links?.leftOut == 1)
        let atlas = try OpenAtlas(made.folder).atlas
        #expect(atlas.region("A")?.name == "甲" && atlas.region("A")?.nameEnglish == "Alpha City")
        #expect(atlas.region("A")?.province == atlas.region("B")?.province && atlas.clusters.map(\.id) == ["Twins"])
        #expect(atlas.figure(.product, of: "A", year: 2020)?.value == 50)
        let study = try Study(atlas, year: 2020)
        // Ninety minutes from B to C, an hour on either side of it.
        #expect(abs(study.hours.goods[0, 3] - 3.5) < 1e-12 && study.notCalibrated.count == 2)
        let line = NewLink(from: "A", to: "C", mode: .road, speedKmh: 200, lengthKm: 150, cost: 1e9)
        let answer = try study.answer(Scenario(name: "x", changes: [line]), starts: 0)
        #expect(try #require(answer[.peopleMove]).places[2].income.point > 0)
    }

    @Test("a line between places without seats needs its length")
    func withoutSeats() throws {
        let study = try Study(try OpenAtlas(try study().make().result.folder).atlas, year: 2020)
        #expect {
            try study.answer(
                Scenario(name: "x", changes: [NewLink(from: "A", to: "C", mode: .rail, speedKmh: 200)]), starts: 0)
        } throws: {
            "\($0)".contains("give lengthKm")
        }
    }

    @Test("a product without a unit is told with the cure, and a map of it heals it")
    func mapped() throws {
        let bare = "code,name,year,GRP,heads,area (km2)"
        var new = try study(bare)
        let first = try #require(try new.make().result.meaning)
        #expect(first.found.map(\.role) == [.area] && first.notes.first?.english.contains("million euro") == true)
        new.folder += "2"
        new.mapped = [.product: ("grp", "million euro"), .residents: ("heads", nil)]
        let second = try #require(try new.make().result.meaning)
        #expect(second.found.map(\.role) == [.product, .residents, .area])
        new.folder += "3"
        new.mapped = [.product: ("grp", "gold")]
        #expect { try new.make() } throws: { "\($0)".contains("--map product") && "\($0)".contains("billion") }
        new.mapped = [.residents: ("people", nil)]
        #expect { try new.make() } throws: { "\($0)".contains("no such column") && "\($0)".contains("heads") }
        #expect(!FileManager.default.fileExists(atPath: new.folder))
    }

    @Test(
        "a table of links or groups that cannot be meant is refused with its row",
        arguments: [
            ("from,to,hours\nA,B,0\n", "row 2"), ("from,to,hours\nA,A,1\n", "another region than from"),
            ("from,to\nA,B\n", "hours (or minutes)"), ("from,to,hours,opened\nA,B,1,soon\n", "a day as in"),
        ])
    func links(_ text: String, _ says: String) throws {
        var new = try study()
        new.links = [try file("bad.csv", text)]
        #expect { try new.make() } throws: { "\($0)".contains("bad.csv") && "\($0)".contains(says) }
        #expect(!FileManager.default.fileExists(atPath: new.folder))
    }

    @Test("three hundred European regions without outlines are measured (a cut of invented figures)")
    func regionsWithoutOutlines() throws {
        let rows = (0..<332).map { "EU\($0),\(20_000 + 137 * ($0 * 31 % 97))" }.joined(separator: "\n")
        let table = try file("nuts.csv", "nuts_id,gdp per head 2019 (euro)\n\(rows)\n")
        let made = try NewAtlas(folder.appendingPathComponent("eu").path, tables: [table], regions: "none").make()
            .result
        #expect(made.regions == 332 && made.readings[0].matchedRegions == 332)
        let atlas = try OpenAtlas(made.folder).atlas
        #expect(throws: ScenarioError.self) { try Study(atlas, year: 2019) }
    }
}

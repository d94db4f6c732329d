import AtlasAnswers
import AtlasFiles
import AtlasQuestions
import Atlases
import Foundation
import Testing

/// What figures must add up to.
@Suite struct AccountTests {
    private static let bundled = Result {
        try OpenAtlas(
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("Atlases/china").path)
    }

    /// Two provinces of a country: P with the places A and B, and C, which lies in B and is contained in it; Q with D.
    private func atlas(_ rows: String, accounts: String) throws -> Atlas {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func region(_ code: String, _ level: String, _ parent: String, _ partOf: String = "") -> String {
            "\(code),\(code),\(code),\(code),\(level),\(parent),\(partOf),,,,,,S\n"
        }
        let files = [
            "regions.csv":
                "code,name,short_name,name_en,level,parent,part_of,longitude,latitude,label_longitude,label_latitude,note,source\n"
                + region("N", "country", "") + region("P", "province", "N") + region("Q", "province", "N")
                + region("A", "prefecture", "P") + region("B", "prefecture", "P")
                + region("C", "prefecture", "P", "B") + region("D", "prefecture", "Q"),
            "sources.csv": "id,title,url,note\nS,Source,,\n",
            "indicators.csv":
                "id,name_en,name,unit,minimum,maximum,note\nx,X,X,10 000 persons,,,\ny,Y,Y,persons,,,\nz,Z,Z,10 000 persons,,,\n",
            "figures.csv": "indicator,region,level,year,vintage,value,status,flag,source\n" + rows,
            "meaning.json": "{\"accounts\":[\(accounts)]}",
        ]
        var resources: [String] = []
        for (path, content) in files {
            try Data(content.utf8).write(to: folder.appendingPathComponent(path))
            let name = path.prefix { $0 != "." }
            resources.append("{\"name\":\"\(name)\",\"path\":\"\(path)\"}")
        }
        let package = "{\"name\":\"x\",\"resources\":[\(resources.joined(separator: ","))]}"
        try Data(package.utf8).write(to: folder.appendingPathComponent("datapackage.json"))
        return try readAtlas(in: folder.path)
    }

    private func row(_ id: String, _ region: String, _ value: Double, level: String = "prefecture") -> String {
        "\(id),\(region),\(level),2020,v,\(value),published,,S\n"
    }

    @Test("parts are brought to the unit of the whole, and only places with every figure are held to it")
    func parts() throws {
        let rows =
            row("x", "A", 2) + row("y", "A", 5_000) + row("z", "A", 2.5) + row("x", "B", 1) + row("z", "B", 1)
        let account = "{\"name\":[\"parts\",\"合计\"],\"sum\":[\"x\",\"y\"],\"whole\":\"z\",\"within\":1}"
        let found = try atlas(rows, accounts: account)
        let entries = found.entries(of: try #require(found.meaning.accounts.first))
        try #require(entries.map(\.region) == ["A"])
        #expect(abs(entries[0].offPercent) < 1e-9 && entries[0].year == 2020)
    }

    @Test("places are added up to their province when all have a figure, without those that another contains")
    func places() throws {
        let rows =
            row("x", "A", 2) + row("x", "B", 3) + row("x", "C", 1) + row("x", "D", 4)
            + row("x", "P", 5, level: "province") + row("x", "Q", 5, level: "province")
            + row("x", "N", 11, level: "province")
        let places = "{\"name\":[\"places\",\"地级\"],\"regions\":\"x\",\"within\":1}"
        let provinces = "{\"name\":[\"provinces\",\"各省\"],\"provinces\":\"x\",\"within\":1}"
        let found = try atlas(rows, accounts: places + "," + provinces)
        let entries = found.meaning.accounts.map { found.entries(of: $0) }
        try #require(entries.map { $0.map(\.region) } == [["P", "Q"], ["N"]])
        #expect(entries[0].map(\.sum) == [5, 4])
        #expect(entries[0][0].offPercent == 0 && abs(entries[0][1].offPercent + 20) < 1e-9)
        #expect(entries[1][0].sum == 10 && entries[1][0].whole == 11)
        let less = try atlas(rows.replacingOccurrences(of: row("x", "B", 3), with: ""), accounts: places)
        #expect(less.entries(of: try #require(less.meaning.accounts.first)).map(\.region) == ["Q"])
    }

    @Test("an account of unknown parts is refused")
    func refusals() {
        for account in [
            "{\"name\":[\"a\",\"b\"],\"regions\":\"w\",\"within\":1}", "{\"name\":[\"a\",\"b\"],\"within\":1}",
            "{\"name\":[\"a\",\"b\"],\"regions\":\"x\",\"within\":-1}",
            "{\"name\":[\"a\",\"b\"],\"regions\":\"x\",\"within\":1,\"years\":[2020,2010]}",
        ] {
            #expect(throws: (any Error).self, "\(account)") { try atlas("", accounts: account) }
        }
    }

    @Test("the bundled figures add up, but for what the check prints")
    func bundled() throws {
        let atlas = try Self.bundled.get().atlas
        #expect(atlas.meaning.accounts.count > 8)
        for account in atlas.meaning.accounts {
            let entries = atlas.entries(of: account)
            let sizes = entries.map { abs($0.offPercent) }.sorted()
            try #require(!sizes.isEmpty, "\(account.name.english) checks nothing")
            #expect(sizes[sizes.count / 2] <= account.within, "\(account.name.english): half of it is off")
        }
    }

    @Test("indicators are found by group and by words of either language")
    func indicators() throws {
        let atlas = try Self.bundled.get()
        let all = IndicatorList().answer(on: atlas).result
        #expect(all.count > 150 && all.allSatisfy { $0.indicator.group != nil })
        for group in IndicatorGroup.allCases {
            let found = IndicatorList(group: group).answer(on: atlas).result
            #expect(!found.isEmpty && found.allSatisfy { $0.indicator.group == group }, "\(group)")
        }
        for text in ["Wage", "工资"] {
            let found = IndicatorList(matching: text).answer(on: atlas).result
            #expect(!found.isEmpty && found.count < 20, "\(text): \(found.count)")
        }
        #expect(IndicatorList(matching: "no such thing").answer(on: atlas).result.isEmpty)
    }
}

import AtlasFiles
import Atlases
import Foundation
import Testing

/// Figures that stand in tables by theme: read as they are printed, each with its edition and flag, or refused with
/// file, row, column and cure.
@Suite struct FigureTableTests {
    private static let files = [
        "regions.csv":
            "code,name,short_name,name_en,level,parent,part_of,longitude,latitude,label_longitude,label_latitude,note,source\n"
            + "A,甲,甲,A,prefecture,,,,,,,,S\nB,乙,乙,B,prefecture,,,,,,,,S\n",
        "sources.csv": "id,title,url,note\nS,Source,,\nT,Other,,\n",
        "indicators.csv":
            "id,name_en,name,unit,minimum,maximum,note,note_zh,group\ngdp,GDP,产出,100 million yuan,0,1000,now,现价,product\n"
            + "pay,Pay,工资,yuan,,,,,work\n",
        "figures.csv":
            "indicator,region,level,year,vintage,value,status,flag,source\ngdp,A,prefecture,2020,first,10,published,,S\n",
        "figures/wide.csv":
            "region,level,year,gdp,pay\nA,prefecture,2019,9.25,\nA,prefecture,2020,10.5,123456789.125\nB,prefecture,2020,,-7\n",
        "editions.csv":
            "table,indicator,first_year,last_year,vintage,status,flag,source\nwide,gdp,2018,2019,book 1,published,,S\n"
            + "wide,gdp,2020,2020,book 2,computed,rough,S;T\nwide,pay,2020,2020,book 2,published,,T\n",
        "flags.csv": "table,indicator,region,level,year,flag\nwide,pay,B,prefecture,2020,jump\n",
    ]

    private func atlas(_ changes: [String: String] = [:]) throws -> Atlas {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("figures"), withIntermediateDirectories: true)
        var resources: [String] = []
        for (path, content) in Self.files.merging(changes, uniquingKeysWith: { $1 }) {
            try Data(content.utf8).write(to: folder.appendingPathComponent(path))
            let name = path.dropLast(4).replacingOccurrences(of: "/", with: "-")
            resources.append("{\"name\":\"\(name)\",\"path\":\"\(path)\"}")
        }
        let package = "{\"name\":\"x\",\"resources\":[\(resources.joined(separator: ","))]}"
        try Data(package.utf8).write(to: folder.appendingPathComponent("datapackage.json"))
        return try readAtlas(in: folder.path)
    }

    private func refusal(_ file: String, _ content: String) -> String {
        do {
            _ = try atlas([file: content])
            return "no refusal"
        } catch { return "\(error)" }
    }

    @Test("a figure comes with its edition, its flag and its sources, beside those with a row each")
    func figures() throws {
        let atlas = try atlas()
        #expect(atlas.figures.count == 5 && atlas.figures.map(\.value) == [9.25, 10.5, 123_456_789.125, -7, 10])
        let both = atlas.figures("gdp", of: "A")
        #expect(both.map(\.value) == [9.25, 10.5, 10] && both.map(\.year) == [2019, 2020, 2020])
        // A published one before a computed one.
        #expect(atlas.figure("gdp", of: "A", year: 2020)?.value == 10)
        let computed = both[1]
        #expect(computed.vintage == "book 2" && computed.status == .computed && computed.flag == "rough")
        #expect(computed.sources == ["S", "T"] && atlas.figure("pay", of: "B", year: 2020)?.flag == "jump")
        #expect(atlas.figure("pay", of: "A", year: 2019) == nil && atlas.figures("pay", of: "C").isEmpty)
        #expect(atlas.figures.years(of: "gdp", level: .prefecture) == [2019, 2020])
        #expect(atlas.figures.countBySource == ["S": 3, "T": 3])
        let coverage = try #require(atlas.figures.coverage()["gdp"]?[.prefecture])
        #expect(coverage.figures == 3 && coverage.notPublished == 1 && coverage.years == 2019...2020)
        #expect(atlas.indicator("gdp")?.note == Remark("now", "现价") && atlas.indicator("pay")?.group == .work)
    }

    @Test("numbers are read to the last bit, whatever their digits")
    func numbers() throws {
        for text in [
            "0.1", "123456789012345.6", "1e-5", "0.000123", "-98765.4321", "99999999999999.9", "0.12345678901234567",
        ] {
            let table = "region,level,year,gdp,pay\nA,prefecture,2020,1,\(text)\nB,prefecture,2020,,-7\n"
            let atlas = try atlas(["figures/wide.csv": table])
            #expect(atlas.figure("pay", of: "A", year: 2020)?.value == Double(text), "\(text)")
        }
    }

    @Test("what is wrong in a table by theme is refused with file, row, column and cure")
    func refusals() {
        let head = "region,level,year,gdp,pay\n"
        for (rows, words) in [
            ("Z,prefecture,2020,1,\n", ["row 2", "region", "\"Z\"", "code of a region"]),
            ("A,city,2020,1,\n", ["row 2", "level", "prefecture or province"]),
            ("A,prefecture,20,1,\n", ["row 2", "year", "1900 to 2100"]),
            ("A,prefecture,2020,x,\n", ["row 2", "gdp", "a number or nothing"]),
            ("A,prefecture,2020,1\n", ["row 2", "as many fields"]),
            ("A,prefecture,2020,1,2,3\n", ["row 2", "pay", "as many fields"]),
            ("A,prefecture,2020,5000,\n", ["row 2", "gdp", "from 0 to 1000"]),
            ("A,prefecture,2017,1,\n", ["row 2", "gdp", "editions.csv"]),
            ("A,prefecture,2020,1,\n\nA,prefecture,2020,2,\n", ["row 4", "year", "in the order"]),
            ("B,prefecture,2020,1,-7\nA,prefecture,2020,1,\n", ["row 3", "in the order"]),
            ("A,prefecture,2020,1,\n", ["flags.csv", "a figure to which the flag belongs"]),
        ] {
            let told = refusal("figures/wide.csv", head + rows)
            for word in words { #expect(told.contains(word), "\(rows): \(told)") }
        }
        #expect(refusal("figures/wide.csv", "region,level,year,gross\n").contains("indicators.csv"))
        #expect(refusal("figures/wide.csv", "region,year,gdp\n").contains("region, level, year"))
        let editions = "table,indicator,first_year,last_year,vintage,status,flag,source\n"
        #expect(
            refusal("editions.csv", editions + "wide,gdp,2018,2020,b,published,,S\nwide,gdp,2020,2021,c,published,,S\n")
                .contains("in one edition"))
        #expect(refusal("editions.csv", editions + "other,gdp,2018,2020,b,published,,S\n").contains("figures-NAME"))
    }
}

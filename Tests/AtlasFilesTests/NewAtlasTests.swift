import Asking
import AtlasAnswers
import AtlasFiles
import AtlasQuestions
import Atlases
import Foundation
import Reports
import Testing
import Wording

@Suite("An atlas from a user's table")
final class NewAtlasTests {
    let atlas: Atlas
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hinterland-\(UUID().uuidString)")

    init() throws {
        atlas = try OpenAtlas("china").atlas
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func read(_ text: String, year: Int? = nil) throws -> TableReading {
        try readTable(
            Array(text.utf8), file: "t.csv", regions: atlas.regions, formerNames: atlas.formerNames, year: year)
    }

    private func refused(_ text: String, year: Int? = nil, _ words: String...) {
        #expect { try read(text, year: year) } throws: { error in
            let line = "\(error)"
            return words.allSatisfy(line.contains) && !line.contains("\n") && line.contains("t.csv")
        }
    }

    @Test(
        "a place is found by code, Chinese, short and English name, pinyin and former name",
        arguments: [
            "610900", "610900.0", "610900000000", "安康市", "安康", "Ankang", "ankang", " ANKANG ", "Ankang City", "安康地区",
        ])
    func places(text: String) {
        #expect(PlaceMatcher(atlas.regions, formerNames: atlas.formerNames).code(text) == "610900")
    }

    @Test("former names lead to the places of today, and what is no place leads nowhere")
    func formerNames() {
        let matcher = PlaceMatcher(atlas.regions, formerNames: atlas.formerNames)
        for (name, code) in [
            ("襄樊市", "420600"), ("襄樊", "420600"), ("思茅", "530800"), ("大庸市", "430800"), ("Xiangfan", "420600"),
        ] {
            #expect(matcher.code(name) == code)
        }
        for name in ["", "合计", "Atlantis", "全国平均"] { #expect(matcher.code(name) == nil) }
        #expect(matcher.suggestions("Ankangg") == ["610900"])
    }

    @Test("a name that several places bear is not guessed")
    func ambiguous() {
        let matcher = PlaceMatcher(atlas.regions)
        #expect(matcher.code("Suzhou") == nil || atlas.regions.filter { $0.nameEnglish == "Suzhou" }.count == 1)
        #expect(matcher.code("吉林") == "220200")
        #expect(matcher.code("吉林省") == "220000")
    }

    @Test("a long table and a wide one with the same values are read alike")
    func longAndWide() throws {
        let long = try read(
            "city,year,GDP (100 million yuan)\n安康,2019,1182\n安康,2020,1089\n西安市,2019,9321\n西安市,2020,10020\n")
        let wide = try read(
            "城市,GDP_2019 (100 million yuan),2020年GDP (100 million yuan)\n安康,1182,1089\n西安市,9321,10020\n")
        func key(_ reading: TableReading) -> Set<String> {
            Set(reading.figures.map { "\($0.indicator) \($0.region) \($0.year) \($0.value)" })
        }
        #expect(key(long) == key(wide) && long.figures.count == 4)
        #expect(long.indicators.map(\.indicator.unit) == ["100 million yuan"])
        #expect(long.yearColumn == "year" && wide.yearColumn == nil)
    }

    @Test("GB 18030, UTF-16 and a byte order mark are read as the same table")
    func encodings() throws {
        let text = "城市,人口\n安康,246\n西安,1308\n"
        let gb = try #require(text.data(using: String.Encoding(rawValue: 0x8000_0632)))
        let utf16 = try #require(text.data(using: .utf16))
        for (bytes, encoding) in [
            (Data(text.utf8), "UTF-8"), (Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8), "UTF-8"), (gb, "GB 18030"),
            (utf16, "UTF-16"),
        ] {
            let reading = try readTable(Array(bytes), file: "t.csv", regions: atlas.regions, year: 2023)
            #expect(reading.encoding == encoding)
            #expect(reading.figures.map(\.value) == [246, 1308])
        }
    }

    @Test("semicolons, tabs, thousands apart, empty marks and quoted cells are understood")
    func writing() throws {
        #expect(try read("city;a\n安康;1.5\n西安;–\n", year: 2020).figures.map(\.value) == [1.5])
        #expect(try read("city\ta\n安康\t2\n西安\tNA\n", year: 2020).figures.map(\.value) == [2])
        #expect(try read("city,a\n安康,\"12,345.6\"\n西安,−3\n", year: 2020).figures.map(\.value) == [12345.6, -3])
    }

    @Test("rows of no known place are left out and listed, with what they may mean")
    func unmatched() throws {
        let reading = try read("city,a\n安康,1\n西安,2\n汉中,3\nAnkangg,4\n合计,5\n", year: 2020)
        #expect(reading.figures.count == 3)
        #expect(reading.unmatched.map(\.row) == [5, 6])
        #expect(reading.unmatched.first?.suggestions == ["610900"])
    }

    @Test("codes, texts and empty columns are no indicators, and are said to be left out")
    func ignored() throws {
        let reading = try read("city,province_code,remark,empty,a\n安康,610000,x,,1\n武汉,420000,y,,2\n", year: 2020)
        #expect(reading.indicators.map(\.indicator.id) == ["a"])
        #expect(Set(reading.ignored.map(\.column)) == ["province_code", "remark", "empty"])
    }

    @Test("broken tables are refused in one line with row, column and cure")
    func refusals() {
        refused("city,a\n安康,1\n西安\n", year: 2020, "row 3", "2 fields")
        refused("city,a\n安康,1\n安康市,2\n", year: 2020, "row 3", "row 2 has one already")
        refused("city,a\n安康,1\n西安,2\n汉中,3\n武汉,4\n上海,5\n北京,x\n", year: 2020, "row 7", "a number")
        refused("city,a\n安康,1\n西安,1e300\n", year: 2020, "row 3", "at most")
        refused("city,a\n安康,1\n西安,2\n", "--year")
        refused("x,a\nfoo,1\nbar,2\n", year: 2020, "names places")
        refused("city,a\n", year: 2020, "rows under the header")
        refused("city,a,a\n安康,1,2\n", year: 2020, "each column once")
        refused("city,year,a\n安康,2020,1\n西安,20x1,2\n", "year")
        refused("city\n安康\n", year: 2020, "column of numbers")
        refused("city,a\n安康,\"1\n", year: 2020, "closing quote")
        #expect { try readTable([0x50, 0x4B, 3, 4, 0, 0, 0, 0], file: "t.xlsx", regions: atlas.regions) } throws: {
            "\($0)".contains("CSV")
        }
    }

    @Test("a million rows are read, or refused in one line")
    func million() throws {
        var text = "city,year,a\n"
        for row in 0..<1_000_000 { text += "安康,\(1900 + row % 200),\(row)\n" }
        refused(text, "row 202", "row 2 has one already")
    }

    @Test("an atlas beside the bundled one holds both, and answers scenarios as before")
    func beside() throws {
        let table = folder.appendingPathComponent("t.csv").path
        try Data("city,year,gdp,trees (10,000)\n安康,2023,1,5\n西安,2023,2,6\n".utf8).write(to: URL(fileURLWithPath: table))
        #expect(throws: Problem.self) {
            try NewAtlas(folder.path, tables: [table], regions: "china").make()
        }
        try Data("city,year,gdp,trees (million)\n安康,2023,1,5\n西安,2023,2,6\n".utf8).write(
            to: URL(fileURLWithPath: table))
        let place = folder.appendingPathComponent("mine").path
        _ = try NewAtlas(place, tables: [table], regions: "china", year: nil, title: "Trees").make()
        let mine = try OpenAtlas(place)
        #expect(mine.atlas.figures.count == atlas.figures.count + 4)
        #expect(
            mine.atlas.figure("gdp", of: "610900", year: 2023)?.value
                == atlas.figure("gdp", of: "610900", year: 2023)?.value)
        #expect(mine.atlas.figure("gdp_table", of: "610900", year: 2023)?.value == 1)
        var trees = PictureQuestion()
        trees.indicator = "trees"
        #expect(try trees.map(on: mine, .svg, .chinese).contains("trees"))
        #expect {
            try NewAtlas(place, tables: [table], regions: "china", year: nil, title: nil).make()
        } throws: {
            "\($0)".contains("exists")
        }
    }

    @Test("regions of one's own come from GeoJSON, with outlines and names")
    func geoJSON() throws {
        func square(_ x: Double) -> String { "[[[\(x),0],[\(x + 1),0],[\(x + 1),1],[\(x),1],[\(x),0]]]" }
        let features = (0..<4).map {
            """
            {"type":"Feature","properties":{"CODE":"K\($0)","name":"Kreis \
            \($0)"},"geometry":{"type":"Polygon","coordinates":\(square(Double($0)))}}
            """
        }
        let (regions, table, place) = ("r.geojson", "t.csv", "own")
        try Data("{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}".utf8).write(
            to: folder.appendingPathComponent(regions))
        try Data("name,wages_2015,wages_2016\nKreis 0,10,11\nKreis 1,20,21\nKreis 2,30,31\n".utf8).write(
            to: folder.appendingPathComponent(table))
        let path = folder.appendingPathComponent(place).path
        _ = try NewAtlas(
            path, tables: [folder.appendingPathComponent(table).path],
            regions: folder.appendingPathComponent(regions).path
        ).make()
        let own = try OpenAtlas(path)
        #expect(own.atlas.regions.count == 4 && own.atlas.year == 2016)
        // The regions stand in a row: each borders on the next, and is drawn with it.
        #expect(own.atlas.adjacencies.map { [$0.first, $0.second] } == [["K0", "K1"], ["K1", "K2"], ["K2", "K3"]])
        func map(_ indicator: String, _ format: PictureFormat) throws -> String {
            var picture = PictureQuestion()
            picture.indicator = indicator
            return try picture.map(on: own, format, .english)
        }
        let svg = try map("wages", .svg)
        #expect(svg.components(separatedBy: "<path").count > 4 && svg.contains("Kreis 2: 31"))
        #expect(try map("Wages", .svg) == svg)
        #expect(
            try map("wages", .geojson).contains(
                "MultiPolygon"))
    }

    @Test("GeoJSON that is none, or without codes, is refused with the cure")
    func badGeoJSON() {
        for text in [
            "", "[]", "{\"features\":[]}", "{\"features\":[{\"properties\":{}}]}",
            """
            {"features":[{"properties":{"id":1},"geometry":{"type":"Polygon","coordinates":[[[500,0],[1,0],[1,1],[500,0]]]}}]}
            """,
            "{\"features\":[{\"properties\":{\"id\":1},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[]}}]}",
        ] {
            #expect { try readRegions(MapFile(geoJSON: Array(text.utf8), file: "r.geojson")) } throws: {
                "\($0)".contains("expected") && "\($0)".contains("r.geojson")
            }
        }
    }
}

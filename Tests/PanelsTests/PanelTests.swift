import Asking
import AtlasFiles
import Foundation
import Measures
import Panels
import Testing

/// Tables of places and years as measures take them.
@Suite struct PanelTests {
    func panel(_ text: String, _ change: (inout Selection) -> Void = { _ in }) throws -> Panel {
        var selection = Selection()
        change(&selection)
        return try Panel(of: try ValueTable(try CSVTable(text: Array(text.utf8), file: "t.csv")), selection, [])
    }

    @Test("a long table and a wide one of the same figures are the same panel")
    func shapes() throws {
        let wide = try panel("place,2020,2021\nA,1,2\nB,3,\n")
        let long = try panel("place,year,y\nA,2020,1\nB,2021,\nB,2020,3\nA,2021,2\n") {
            ($0.value, $0.year) = ("y", "year")
        }
        #expect(wide.rows == [[1, 2], [3, nil]] && long.rows == wide.rows && wide.years == [2020, 2021])
        #expect(wide.periods.map(\.missing) == [0, 1] && long.periods.map(\.missing) == [0, 1])
    }

    @Test("balanced, a panel keeps only places with every period, and counts those it leaves out")
    func balanced() throws {
        let kept = try panel("place,2020,2021\nA,1,2\nB,3,\nC,,4\n") { $0.balanced = true }
        #expect(kept.periods.map { $0.entries.map(\.place) } == [[0], [0]])
        #expect(kept.periods.map { $0.entries.count + $0.missing } == [3, 3])
    }

    @Test("a place without a group or a weight is missing, not a group of its own")
    func gaps() throws {
        let found = try panel("place,g,w,y\nA,n,1,10\nB,,1,20\nC,s,,30\nD,s,2,40\n") {
            ($0.value, $0.group, $0.weight) = ("y", "g", "w")
        }
        let period = try #require(found.periods.first)
        #expect(period.entries.map(\.value) == [10, 40] && period.missing == 2 && period.groups == ["n", "s"])
    }

    @Test("periods are put in order of time, however the rows come")
    func order() throws {
        let found = try panel("place,year,y\nA,2021,2\nA,999,1\nA,2003,3\n") { ($0.value, $0.year) = ("y", "year") }
        #expect(found.periods.map(\.label) == ["999", "2003", "2021"])
    }

    @Test(
        "a table that cannot be meant is refused with its place and the cure",
        arguments: [
            ("place,y\nA,1\nA,2\n", "name the column of years with --year"),
            ("place,year,y\nA,2020,1\nA,2021,1\nA,2020,2\n", "each place once in 2020, found again in row 4"),
            ("place,year,y\nA,2020,1\nB,,2\n", "a year"), ("place,y\n,1\nB,2\n", "a name or code of the place"),
            ("place,y\nA,\nB,\n", "at least one value"), ("place,y\nA,x\n", "row 2"),
        ])
    func refusals(_ text: String, _ says: String) {
        #expect {
            try panel(text) {
                $0.value = "y"
                if text.contains("year") { $0.year = "year" }
            }
        } throws: { "\($0)".contains(says) && "\($0)".contains("t.csv") }
    }

    @Test("a year is written as one year or as two ends in order")
    func spans() throws {
        #expect(try YearSpan("2019-2023").contains(2021) && YearSpan("2019").first == 2019)
        let list = try YearSpan("2015,2019-2020")
        #expect([2014, 2015, 2016, 2019, 2020].map(list.contains) == [false, true, false, true, true])
        #expect(list.first == 2015 && list.last == 2020 && list.missing(from: [2019]) == [2015])
        for wrong in ["2015,", "2023-2019", "x", "2019-", "1-2-3", ""] {
            #expect(throws: Problem.self) { try YearSpan(wrong) }
        }
    }

    private func placeColumn(_ text: String, within: [String] = []) throws -> PlaceColumn? {
        PlaceColumn(
            try ValueTable(try CSVTable(text: Array(text.utf8), file: "t.csv")), besides: ["v"], within: within)
    }

    @Test("places are named by words before ranks, by a column in which each stands once, and a second one is told")
    func names() throws {
        let ranked = try #require(try placeColumn("id,name,v\n3,A,1\n1,B,2\n2,C,3\n"))
        #expect(ranked.name == "name" && ranked.others.isEmpty && ranked.remarks.isEmpty)
        let coded = try #require(try placeColumn("code,name,v\n110000,A,1\n120000,B,2\n"))
        #expect(coded.name == "code" && coded.others == ["name"])
        let double = try #require(try placeColumn("v,city_en,city_zh\n1,A,甲\n2,B,乙\n"))
        #expect(double.name == "city_en" && double.others == ["city_zh"] && double.remarks.count == 1)
        let nested = try placeColumn("province,city,y,v\nP,A,2020,1\nP,A,2021,2\nP,B,2020,3\n", within: ["y"])
        #expect(nested?.name == "city" && nested?.others == [])
        #expect(try placeColumn("a,v\n1.5,2\n") == nil && placeColumn("id,v\n1,2\n2,2\n")?.name == "id")
    }

    @Test("whatever a formula refuses is said in Chinese too", arguments: ["Measures", "Indices"])
    func chinese(module: String) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/\(module)")
        var said = 0
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            let source = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            for mark in ["why: \"", "badRecipe(\"", "expected: \"", "what: \"", "of: \""] {
                for part in source.components(separatedBy: mark).dropFirst() where !part.hasPrefix("\"\"") {
                    // The literal up to its end, with 7 in the place of whatever changes.
                    let literal = part.prefix { $0 != "\n" }.replacing(/\\\([^"()]*(\([^"()]*\)[^"()]*)*\)/, with: "7")
                    guard let end = literal.firstIndex(of: "\"") else { continue }
                    let english = String(literal[..<end])
                    if english == "7" || english.isEmpty { continue }
                    said += 1
                    #expect(inChinese(english).unicodeScalars.contains { $0.value > 0x2E80 }, "\(file): \(english)")
                }
            }
        }
        #expect(said > 20)
        #expect(MeasureError.tooFew(count: 1, needed: 2, what: "places").chinese == "地区为 1：至少需要 2")
        #expect(inChinese("indicator gdp stands twice") == "指标 gdp 出现两次")
    }
}

import AtlasFiles
import Foundation
import Testing

/// A file of Stata 12, whose release does not say in which encoding its words are: made by pandas, in GB 18030, with
/// labels for all values of `region` and for one of `income`, and times in quarters, months, milliseconds and days.
@Suite struct StataTests {
    private func table() throws -> ValueTable {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Files/stata12.dta")
        return try ValueTable(try CSVTable(path: path.path))
    }

    @Test("words of a file that does not say its encoding are read as what they are, and that is told")
    func words() throws {
        let table = try table()
        #expect(try table.texts("city") == ["武汉", "宜昌", "长沙"])
        #expect(table.table.remarks.contains { $0.english.contains("was read as GB 18030") })
    }

    @Test("labels take the place of values only where each value has one")
    func labels() throws {
        let table = try table()
        #expect(try table.texts("region") == ["湖北", "湖北", "湖南"])
        #expect(try table.numbers("income") == [0, 5.5, 7.25])
        #expect(table.table.remarks.contains { $0.english.contains("some values of income have labels") })
    }

    @Test("a time is told by its unit: quarters, months, milliseconds and days are no years")
    func times() throws {
        let table = try table()
        #expect(try table.texts("q") == ["2015-Q1", "2015-Q2", "2016-Q4"])
        #expect(try table.texts("m").first == "2015-03" && table.texts("c").first == "2015-03-01")
        #expect(try table.texts("d").first == "2015-03-02")
    }
}

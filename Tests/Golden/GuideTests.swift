import CShapefile
import Foundation
import Testing

/// The guide to one's own region, call by call.
@Suite struct GuideTests {
    @Test("the calls and files of the guide lead from tables to a report as they stand")
    func ownRegion() throws {
        let guide = try String(
            contentsOf: Program.root.appendingPathComponent("Guides/your-own-region.md"), encoding: .utf8)
        let blocks = guide.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        try #require(blocks.count == 4)
        let folder = try Program.temporaryFolder()
        func file(_ name: String, _ text: String) throws {
            try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
        try file("regions.csv", String(blocks[1].dropFirst()))
        try file("links.csv", String(blocks[2].dropFirst()))
        try file("groups.csv", "region,group\nA,North\nB,North\nC,South\n")
        try file("line.yaml", String(blocks[3].dropFirst("yaml\n".count)))
        try writeOutlines("\(folder)/regions")
        for line in blocks[0].split(separator: "\n") where !line.contains(" serve ") {
            let run = try Program.run(line.split(separator: " ").dropFirst().map(String.init), in: folder)
            #expect(run.status == 0, "\(line): \(run.error)")
            if line.contains("scenario run") {
                #expect(run.output.contains("1.00 bn euro") && run.output.contains("Not calibrated"))
            }
        }
        let seats =
            "code,name,year,grp (million euro),population,longitude,latitude\nA,Alpha,2020,5,100,9,50\nB,Beta,2020,3,90,10,50\n"
        try file("seats.csv", seats)
        let none = try Program.run(["atlas", "new", "seats", "--table", "seats.csv", "--regions", "none"], in: folder)
        #expect(none.status == 0, "\(none.error)")
        let report = try String(contentsOfFile: "\(folder)/report.html", encoding: .utf8)
        #expect(report.contains("Gamma") && !report.contains("yuan"))
    }

    @Test("the README's calls work as printed, in order")
    func readme() throws {
        let text = try String(contentsOf: Program.root.appendingPathComponent("README.md"), encoding: .utf8)
        let asked = try #require(text.components(separatedBy: "## Ask it something").last)
        let block = asked.components(separatedBy: "```")[1]
        let folder = try Program.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let calls = block.split(separator: "\n").filter { $0.hasPrefix("hinterland ") }
        #expect(calls.count > 12)
        for call in calls {
            let words = call.prefix { $0 != "#" }.split(separator: " ").dropFirst().map(String.init)
            let run = try Program.run(words, in: folder)
            #expect(run.status == 0, "\(call): \(run.error)")
        }
    }

    @Test("the errors of hours by distance stand in the guide as the program finds them")
    func hours() throws {
        let guide = try String(
            contentsOf: Program.root.appendingPathComponent("Guides/network.md"), encoding: .utf8)
        let run = try Program.run(["network", "validate"])
        #expect(run.status == 0)
        let parts = run.output.components(separatedBy: "\n\n").filter {
            $0.hasPrefix("By distance") || $0.hasPrefix("By car")
        }
        try #require(parts.count == 2)
        let bands = parts.joined(separator: "\n").split(separator: "\n").filter {
            $0.hasPrefix("  ") && $0.contains(" %  ")
        }
        #expect(bands.count == 14)  // the heads have one as well
        for band in bands {
            let cells = band.components(separatedBy: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
            let row = "| \(cells.filter { !$0.isEmpty }.joined(separator: " | ")) |"
            #expect(guide.contains(row), "\(row)")
        }
    }

    /// Three squares in a row as a Shapefile with their codes.
    private func writeOutlines(_ stem: String) throws {
        let shapes = try #require(SHPCreate(stem, Int32(SHPT_POLYGON)))
        let table = try #require(DBFCreate(stem))
        DBFAddField(table, "CODE", FTString, 8, 0)
        for (row, code) in ["A", "B", "C"].enumerated() {
            let west = 9 + Double(row)
            var (x, y) = ([west, west, west + 1, west + 1, west], [50.0, 51, 51, 50, 50])
            var starts: [Int32] = [0]
            let shape = SHPCreateObject(Int32(SHPT_POLYGON), -1, 1, &starts, nil, 5, &x, &y, nil, nil)
            SHPWriteObject(shapes, -1, shape)
            SHPDestroyObject(shape)
            DBFWriteStringAttribute(table, Int32(row), 0, code)
        }
        SHPClose(shapes)
        DBFClose(table)
    }
}

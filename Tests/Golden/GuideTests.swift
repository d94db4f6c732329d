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
        for line in blocks[0].split(separator: "\n") where !line.contains(" serve ") {
            let run = try Program.run(line.split(separator: " ").dropFirst().map(String.init), in: folder)
            #expect(run.status == 0, "\(line): \(run.error)")
            if line.contains("scenario run") {
                #expect(run.output.contains("1.00 bn euro") && run.output.contains("Not calibrated"))
            }
        }
        let report = try String(contentsOfFile: "\(folder)/report.html", encoding: .utf8)
        #expect(report.contains("Gamma") && !report.contains("yuan"))
    }
}

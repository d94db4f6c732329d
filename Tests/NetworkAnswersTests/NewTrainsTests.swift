import AtlasFiles
import Atlases
import Foundation
import NetworkAnswers
import Testing

/// Fast trains of January 2021 between places that no train joined on the timetable's day, as they ran, beside the hours
/// of the atlas for the end of 2020. The published pairs are not in the repository (../shared/external).
@Suite struct NewTrainsTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let published = root.deletingLastPathComponent().appendingPathComponent(
        "shared/external/rail-timetable/rail_city_pairs_2021_01.csv")
    private static let isThere = FileManager.default.fileExists(atPath: published.path)

    @Test(
        "most trains that came later are told to within a quarter, those over lines of a sourced day nearly all",
        .enabled(if: isThere || ProcessInfo.processInfo.environment["CI"] == "true", "no pairs of January 2021 here"))
    func newPairs() throws {
        let atlas = try readAtlas(in: Self.root.appendingPathComponent("Atlases/china").path)
        let pairs = try joined(atlas)
        #expect(pairs.count == 713)
        var (all, sourced): ([Double], [Double]) = ([], [])
        for (origin, ends) in Dictionary(grouping: pairs, by: \.from) {
            var question = HoursQuestion()
            (question.from, question.year) = (origin, 2020)
            let rows = try question.answer(on: atlas).result.all
            for end in ends {
                let row = try #require(rows.first { $0.region.code == end.to })
                let ride = try #require(row.ride, "\(origin) \(end.to): no train")
                let error = 60 * ride.hours / end.minutes - 1
                all.append(error)
                if row.basis == .laterLine { sourced.append(error) }
            }
        }
        // Guides/network.md: median +1.8 %, 62 % within 15 %, 78 % within 25 %; −2.7 %, 79 %, 90 %.
        check(all, median: 0.018, within15: 0.62, within25: 0.78)
        check(sourced, median: -0.027, within15: 0.79, within25: 0.90)
    }

    private func check(_ errors: [Double], median: Double, within15: Double, within25: Double) {
        let sorted = errors.sorted()
        func share(_ most: Double) -> Double { Double(errors.count { abs($0) <= most }) / Double(errors.count) }
        #expect(abs(sorted[sorted.count / 2] - median) < 0.0051)
        #expect(abs(share(0.15) - within15) < 0.0051 && abs(share(0.25) - within25) < 0.0051)
    }

    private struct Pair {
        let from, to: String
        let minutes: Double
    }

    /// With a fast train then, and none between stations that serve the seats on the timetable's day.
    private func joined(_ atlas: Atlas) throws -> [Pair] {
        let timetable = try #require(atlas.timetable)
        let known = Set(try timetable().pairs.filter(\.isCentral).map { "\($0.from) \($0.to)" })
        let table = try CSVTable([UInt8](Data(contentsOf: Self.published)), file: "rail_city_pairs_2021_01.csv")
        let columns = try ["from_adcode", "to_adcode", "fastest_GDC_min"].map {
            try #require(table.header.firstIndex(of: $0))
        }
        return table.rows.compactMap { row in
            guard let minutes = Double(row[columns[2]]) else { return nil }
            let (from, to) = (row[columns[0]], row[columns[1]])
            return known.contains("\(from) \(to)") ? nil : Pair(from: from, to: to, minutes: minutes)
        }
    }
}

import AtlasFiles
import Atlases
import Foundation
import Testing

/// Figures of Chinese cities that others than the atlas's sources printed (bulletins, press, city governments; each with
/// its page in china-cities/figures.csv), beside those of the bundled atlas.
@Suite struct CityFigures {
    private struct Printed {
        let group, indicator, region, differs: String
        let year: Int
        let value, halfDigit: Double
    }

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func printed() throws -> [Printed] {
        let table = try PublishedTable("china-cities/figures.csv")
        let texts = try ["group", "indicator", "region", "differs"].map { try table.texts($0) }
        let numbers = try ["year", "value", "half_digit"].map { try table.numbers($0) }
        return texts[0].indices.map { row in
            Printed(
                group: texts[0][row], indicator: texts[1][row], region: texts[2][row], differs: texts[3][row],
                year: Int(numbers[0][row]), value: numbers[1][row], halfDigit: numbers[2][row])
        }
    }

    /// Half of the last digit with which the atlas has a figure.
    private func halfDigit(_ value: Double) -> Double {
        var step = 1.0
        while step > 1e-6, abs(value / step - (value / step).rounded()) > 1e-6 { step /= 10 }
        return step / 2
    }

    @Test("a figure agrees with what others printed, to the last digit of both, or the reason why not is on record")
    func agreement() throws {
        let atlas = try readAtlas(in: Self.root.appendingPathComponent("Atlases/china").path)
        for row in try printed() {
            let figures = atlas.figures(row.indicator, of: row.region).filter {
                $0.year == row.year && $0.level == .prefecture
            }
            try #require(!figures.isEmpty, "\(row)")
            let agrees = figures.contains { figure in
                abs(figure.value - row.value) <= (row.halfDigit + halfDigit(figure.value)) * (1 + 1e-9)
            }
            #expect(agrees == row.differs.isEmpty, "\(row): \(figures.map(\.value))")
        }
    }

    @Test("the guide counts them as they stand")
    func guide() throws {
        let guide = try String(contentsOf: Self.root.appendingPathComponent("Guides/atlas.md"), encoding: .utf8)
        let groups = Dictionary(grouping: try printed(), by: \.group)
        #expect(groups.count == 8 && groups.values.allSatisfy { $0.count >= 9 })
        for (group, rows) in groups {
            let open = rows.count { $0.differs == "not explained" }
            let agree = rows.count { $0.differs.isEmpty }
            let counts = "| \(rows.count) | \(agree) | \(rows.count - agree - open) | \(open) |"
            #expect(guide.contains(counts), "\(group) \(counts)")
        }
    }
}

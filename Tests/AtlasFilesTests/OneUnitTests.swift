import Asking
import AtlasFiles
import Atlases
import Testing

@Suite("One unit a column")
struct OneUnitTests {
    private let regions = ["A", "B"].map {
        Region(
            code: $0, name: $0, shortName: $0, nameEnglish: $0, level: .prefecture, parent: nil, partOf: nil, seat: nil,
            label: nil, note: "", sources: ["TABLE"])
    }

    private func read(_ text: String) throws -> TableReading {
        try readTable(Array(text.utf8), file: "t.csv", regions: regions, year: 2020)
    }

    @Test("a column of units tells the unit of the one column of numbers")
    func told() throws {
        let reading = try read("code,gdp,unit\nA,1,million euro\nB,2,million euro\n")
        #expect(reading.indicators.map(\.indicator.unit) == ["million euro"])
    }

    @Test(
        "two units in one column, or in the years of one indicator, are refused with both",
        arguments: [
            "code,gdp,unit\nA,1,million euro\nB,2,bn euro\n",
            "code,gdp_2019 (million euro),gdp_2020 (bn euro)\nA,1,2\nB,2,3\n",
            "code,gdp_2019 (million euro),gdp_2020 (million USD)\nA,1,2\nB,2,3\n",
        ])
    func refused(text: String) {
        #expect { try read(text) } throws: { error in
            guard let problem = error as? AtlasProblem else { return false }
            return problem.column != nil && problem.value != nil && "\(problem)".contains("unit")
        }
    }

    @Test("one unit that is written in two ways is one")
    func written() throws {
        let reading = try read(
            "code,pop_2019 (thousand persons),pop_2020 (1,000 persons)\nA,1,2\nB,2,3\n".replacing("1,000", with: "1000")
        )
        #expect(reading.indicators.count == 1)
    }

    @Test("a unit that is mapped may not contradict the table's")
    func mapped() throws {
        let indicators = try read("code,gdp (million euro),pop (persons)\nA,1,2\nB,2,3\n").indicators.map(\.indicator)
        #expect { try ColumnMeaning(of: indicators, mapped: [.product: ("gdp", "bn USD")]) } throws: { error in
            (error as? Problem)?.description.contains("million euro") == true
        }
        let same = try ColumnMeaning(of: indicators, mapped: [.product: ("gdp", "Mio. EUR")])
        #expect(same.currency.code == "EUR")
    }

    @Test("several columns that look like one role are named, not guessed")
    func several() throws {
        let indicators = try read("code,gdp (million euro),GRP (million euro)\nA,1,2\nB,2,3\n").indicators.map(
            \.indicator)
        let meaning = try ColumnMeaning(of: indicators, mapped: [:])
        #expect(meaning.found.isEmpty && meaning.notes.first?.english.contains("gdp, grp") == true)
    }
}

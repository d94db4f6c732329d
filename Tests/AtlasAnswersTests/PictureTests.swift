import Asking
import AtlasAnswers
import AtlasQuestions
import Foundation
import Reports
import Testing

@Suite("Pictures as SVG")
struct PictureTests {
    let china: OpenAtlas

    init() throws { china = try AtlasAnswerTests.china.get() }

    private func asked(_ given: [String: String]) throws -> PictureQuestion {
        var question = PictureQuestion()
        try question.read(given)
        return question
    }

    private func chart(_ kind: ChartKind, _ view: PictureQuestion, _ language: Language = .english) throws -> String {
        var question = ChartQuestion()
        (question.kind, question.view, question.against) = (kind, view, "budget_revenue")
        return try question.svg(on: china, language)
    }

    private func count(_ pattern: String, in text: String) -> Int { text.components(separatedBy: pattern).count - 1 }

    @Test("a map has a legend of its classes, its title, its citation and what the atlas wants said")
    func map() throws {
        let view = try asked(["indicator": "gdp_per_resident", "classes": "4"])
        let svg = try view.map(on: china, .svg, .english)
        let picture = try view.picture(on: china)
        for colour in picture.colours { #expect(svg.contains(colour)) }
        #expect(
            svg.contains("GDP per resident, 2023 (yuan)") && svg.contains(china.atlas.hash.prefix(12))
                && svg.contains("schematic"))
        #expect(svg.contains("<title>Ankang: "))
        #expect(try view.map(on: china, .svg, .chinese).contains("人均地区生产总值"))
    }

    @Test("a chart marks each place once, with its code")
    func charts() throws {
        var view = try asked(["indicator": "gdp", "within": "CL01"])
        let places = try view.picture(on: china).column.observations.count
        for kind in [ChartKind.rankSize, .scatter] {
            #expect(count("data-code=", in: try chart(kind, view)) == places)
        }
        #expect(count("<rect", in: try chart(.distribution, view)) > 1)
        view.select = ["北京"]
        let series = try chart(.series, view, .chinese)
        let gdp = try #require(china.atlas.shownIndicator("gdp"))
        let years = china.atlas.years(of: gdp, level: .prefecture).filter {
            china.atlas.figure("gdp", of: "110000", year: $0) != nil
        }
        #expect(series.contains("北京") && years.count > 30 && count("<circle", in: series) == years.count)
    }

    @Test("the figures of a picture are the same in CSV, JSON and GeoJSON")
    func exports() throws {
        let view = try asked(["indicator": "gdp", "within": "CL04"])
        let places = try view.picture(on: china).column.observations
        let csv = try view.map(on: china, .csv, .english)
        #expect(csv.split(separator: "\n").count == places.count + 1)
        let geojson = try view.map(on: china, .geojson, .english)
        for seen in places {
            #expect(csv.contains("\n\(seen.region),"))
            #expect(geojson.contains("\"code\":\"\(seen.region)\""))
        }
    }
}

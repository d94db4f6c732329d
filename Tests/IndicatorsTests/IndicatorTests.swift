import Asking
import AtlasQuestions
import Atlases
import Indicators
import Reports
import Testing
import Wording

@Suite("Indicators of the bundled atlas")
struct IndicatorTests {
    let atlas: Atlas

    init() throws { atlas = try OpenAtlas("china").atlas }

    @Test("GDP per resident is the quotient of two figures, with both sources and what is flagged")
    func quotient() throws {
        let indicator = try #require(atlas.shownIndicator("gdp_per_resident"))
        let seen = try atlas.observation(indicator, of: "610900", year: 2023, level: .prefecture).get()
        let gdp = try #require(atlas.figure("gdp", of: "610900", year: 2023))
        let people = try #require(atlas.figure("resident_population", of: "610900", year: 2023))
        #expect(seen.value == gdp.value / people.value * 10_000)
        #expect(seen.status == .computed)
        #expect(Set(seen.sources) == Set(gdp.sources + people.sources))
        #expect(seen.flags.map(\.english) == [gdp.flag, people.flag].filter { !$0.isEmpty })
    }

    @Test("residents of another year are said, and a residual stays a residual")
    func nearestYear() throws {
        let indicator = try #require(atlas.shownIndicator("gdp_per_resident"))
        let column = atlas.column(indicator, year: 2021)
        #expect(!column.observations.isEmpty)
        #expect(column.observations.allSatisfy { seen in seen.flags.contains { $0.english.contains(" of 20") } })
        let residuals = atlas.figures.filter {
            $0.indicator == "resident_population" && $0.status == .residual && $0.year == 2023
        }
        for figure in residuals {
            guard
                case .success(let seen) = atlas.observation(
                    indicator, of: figure.region, year: 2023, level: .prefecture)
            else {
                continue
            }
            #expect(seen.status == .residual)
        }
    }

    @Test("a place without a figure says why, and which years there are")
    func missing() throws {
        let gdp = try #require(atlas.shownIndicator("gdp"))
        let column = atlas.column(gdp, year: 2020)
        let reason = try #require(column.missing.first { !atlas.figures("gdp", of: $0.region).isEmpty })
        #expect(reason.reason.english.contains("2023"))
        #expect(column.observations.count + column.missing.count == atlas.regions(of: .prefecture).count)
    }

    @Test("the year is the latest that covers nearly all, unless one is asked for")
    func year() throws {
        #expect(try atlas.picture(of: IndicatorView(indicator: "disposable_income")).column.year == 2019)
        #expect(try atlas.picture(of: IndicatorView(indicator: "gdp")).column.year == 2023)
        #expect(try atlas.picture(of: IndicatorView(indicator: "gdp", year: 2020)).column.year == 2020)
    }

    @Test("only a cluster, a province or the anchors")
    func filters() throws {
        let cluster = try atlas.picture(of: IndicatorView(indicator: "gdp", filter: .cluster("CL04")))
        #expect(
            Set(cluster.column.observations.map(\.region)).isSubset(
                of: Set(try #require(atlas.cluster("CL04")).members.map(\.region))))
        let province = try atlas.picture(of: IndicatorView(indicator: "gdp", filter: .province("610000")))
        #expect(province.column.observations.count == 10)
        #expect(try atlas.picture(of: IndicatorView(indicator: "gdp", filter: .anchors)).column.observations.count < 60)
    }

    @Test(
        "what the atlas does not hold is refused with what it does",
        arguments: [
            IndicatorView(indicator: "nope"), IndicatorView(indicator: "gdp", year: 1900),
            IndicatorView(indicator: "gdp", classes: 1),
            IndicatorView(indicator: "gdp", filter: .cluster("CL99")),
            IndicatorView(indicator: "gdp", filter: .province("610900")),
            IndicatorView(indicator: "rd_spending", level: .prefecture),
        ])
    func refusals(view: IndicatorView) {
        #expect { try atlas.picture(of: view) } throws: {
            ($0 as? Problem)?.description.contains("expected") == true
        }
    }

    @Test("every colour stands in the legend and every place has one colour")
    func colours() throws {
        for method in ["quantiles", "naturalBreaks", "equalIntervals", "aroundReference"] {
            let picture = try atlas.picture(
                of: IndicatorView(
                    indicator: "gdp_per_resident", method: try #require(.init(rawValue: method)), classes: 6))
            #expect(picture.colours.count == picture.classification?.count)
            #expect(Set(picture.colours).count == picture.colours.count)
            #expect(picture.column.values.allSatisfy { picture.colours.contains(picture.colour(of: $0)) })
        }
    }
}

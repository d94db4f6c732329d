import Asking
import Atlases
import Formats
import ScenarioAnswers
import Scenarios
import Testing
import Workbenches

/// Scenarios side by side, money and warnings.
@Suite("Scenarios compared") struct ComparisonTests {
    private static func line(_ speed: Double, cost: Double? = nil) -> Scenario {
        Scenario(
            name: "at \(speed)",
            changes: [NewLink(from: "610100", to: "610900", mode: .rail, speedKmh: speed, cost: cost)])
    }

    private static let runs = Result {
        let atlas = try Workbench(atlas: "china").atlas
        return try [line(350), line(250, cost: 2e10), line(350)].map {
            try ScenarioQuestion($0, readings: [.peopleMove], starts: 0, draws: DrawOptions(count: 20, seed: 3))
                .answered(in: atlas)
        }
    }

    @Test("the interval of a difference is of the difference in each draw, not of two intervals")
    func paired() throws {
        let runs = try Self.runs.get()
        let differences = try ScenarioComparison(runs, .peopleMove).differences
        let (a, b) = (runs[0][.peopleMove], runs[1][.peopleMove])
        let at = try #require(a?.places.firstIndex { $0.code == "610900" })
        let income = try #require(differences[0].places[at].changes[.income])
        #expect(differences[0].draws == runs[0].answer.draws?.answered)
        #expect(income.point == (b?.places[at].income.point ?? 0) - (a?.places[at].income.point ?? 0))
        // Far narrower than if the two were drawn apart.
        let (low, high) = (try #require(income.low), try #require(income.high))
        let (first, second) = (try #require(a?.places[at].income), try #require(b?.places[at].income))
        let apart = ((second.high ?? 0) - (first.low ?? 0)) - ((second.low ?? 0) - (first.high ?? 0))
        #expect(low < high && high < 0 && high - low < apart / 2)
        // The same scenario again differs by nothing, in every draw.
        for place in differences[1].places {
            for change in place.changes.values { #expect(change.point == 0 && change.low == 0 && change.high == 0) }
        }
        #expect(differences[1].clusters.allSatisfy { $0.changes[.income]?.high == 0 })
    }

    @Test("scenarios that do not draw the same parameters have differences without intervals, and that is said")
    func unpaired() throws {
        var other = Self.line(250)
        try other.parameters.set(.tradeElasticity, to: 5)
        let run = try ScenarioQuestion(
            other, readings: [.peopleMove], starts: 0, draws: DrawOptions(count: 20, seed: 3)
        )
        .answered(in: Workbench(atlas: "china").atlas)
        let comparison = try ScenarioComparison([Self.runs.get()[0], run], .peopleMove)
        #expect(comparison.differences[0].draws == 0 && comparison.differences[0].nationalWelfare.low == nil)
        #expect(comparison.record.remarks[0].english.contains("do not draw the same parameters"))
        #expect(throws: Problem.self) { try ScenarioComparison([run], .peopleMove) }
        #expect(throws: Problem.self) { try ScenarioComparison([run, run], .peopleStay) }
    }

    @Test("every format has the comparison: a row a place and scenario as data, in either language")
    func formats() throws {
        let record = try ScenarioComparison(Self.runs.get(), .peopleMove).record
        let places = try Self.runs.get()[0].study.places.count
        let csv = record.text(.csv, .english).split(separator: "\n")
        #expect(csv.count == 3 * places + 1 && csv[0].hasPrefix("code,name,scenario,"))
        #expect(record.text(.csv, .chinese).hasPrefix("代码,名称,情景,人均实际收入"))
        #expect(record.text(.table, .chinese).contains("差异"))
    }

    @Test("money and persons are the change times the base year; payback is cost over the yearly gain")
    func money() throws {
        let run = try Self.runs.get()[1]
        let answer = try #require(run[.peopleMove])
        let place = try #require(answer.places.first { $0.code == "610900" })
        #expect(place.persons.point == place.population.point * place.residents)
        #expect(abs(place.incomeMoney.point - place.income.point * place.product / place.residents) < 1e-9)
        #expect(place.residents > 1e6 && place.product > 1e10)
        let years = try #require(run.answer.payback(answer))
        #expect(abs(years.point * answer.national.productMoney.point - 2e10) < 1)
        #expect(try #require(years.low) < years.point)
        #expect(try Self.runs.get()[0].answer.payback(answer) == nil)
    }

    @Test(
        "what is unlikely is said before the answer: lengths, costs, factors, rates, lines that are there or end nowhere"
    )
    func warnings() throws {
        let atlas = try Workbench(atlas: "china").atlas
        func warned(_ change: any Change) throws -> String {
            try ScenarioQuestion(Scenario(name: "x", changes: [change]), readings: [.peopleMove], starts: 0)
                .answered(in: atlas).answer.warnings.map(\.english).joined(separator: "\n")
        }
        func line(_ from: String, _ to: String, km: Double? = nil, cost: Double? = nil, speed: Double = 350) -> NewLink
        {
            NewLink(from: from, to: to, mode: .rail, speedKmh: speed, lengthKm: km, cost: cost)
        }
        #expect(try warned(line("610100", "610900", km: 80)).contains("seats lie 184.4 km apart"))
        #expect(try warned(line("610100", "610900", cost: 340)).contains("is it in yuan"))
        #expect(try warned(line("610100", "610900", cost: 2.5e10)) == "")
        #expect(try warned(line("110000", "120000", speed: 100)).contains("runs between Beijing–Tianjin already"))
        #expect(try warned(line("610100", "610900", speed: 1_200)).contains("lines of its kind have 60 to 450"))
        let past = try warned(line("510100", "610100", speed: 350))
        #expect(past.contains("has no stop between its ends") && past.contains("Mianyang") && past.contains("Hanzhong"))
        #expect(try warned(Housing(places: ["610900"], factor: 10)).contains("beyond anything planned"))
        #expect(try warned(Housing(places: ["610900"], factor: 1.5)) == "")
        let report = try ScenarioQuestion(Self.line(350, cost: 340), readings: [.peopleMove], starts: 0)
            .answered(in: atlas).record(.peopleMove, .english).text(.table, .english)
        let (warning, answer) = (report.range(of: "is it in yuan"), report.range(of: "Real income per resident"))
        #expect(try #require(warning).lowerBound < #require(answer).lowerBound)
    }
}

import Computation
import Scenarios
import Testing

@Suite("Which link is worth building")
struct LinkRankingTests {
    static let objectives: [LinkObjective] = [
        .welfare, .realGDP, .income(place: "610900"), .level(cluster: "CL04"), .gap(cluster: "CL04"), .theil,
    ]

    @Test("in the small-change limit the linear gain is the exact one", arguments: objectives, Reading.allCases)
    func smallChanges(objective: LinkObjective, reading: Reading) throws {
        let search = LinkSearch(
            objective: objective, candidates: .existing(fasterBy: 1e-4), reading: reading, shortlist: 6, draws: 0)
        let ranking = try BundledStudy.plain.get().linkRanking(search)
        let largest = ranking.gains.map { abs($0.linear) }.max() ?? 0
        #expect(ranking.gains.count == 6 && largest > 0)
        for line in ranking.gains {
            #expect(line.residual < 1e-10)
            #expect(
                abs(line.gain.point - line.linear) < 2e-3 * largest,
                "\(line.name.english): \(line.gain.point), \(line.linear)")
        }
    }

    @Test("over every route too the linear gain is the exact one in the small-change limit", arguments: objectives)
    func smallChangesOverRoutes(objective: LinkObjective) throws {
        let search = LinkSearch(
            objective: objective, candidates: .existing(fasterBy: 1e-4), kernel: .routing, reading: .peopleMove,
            shortlist: 6, draws: 0)
        let ranking = try BundledStudy.plain.get().linkRanking(search)
        let largest = ranking.gains.map { abs($0.linear) }.max() ?? 0
        #expect(ranking.gains.count == 6 && largest > 0)
        for line in ranking.gains {
            #expect(line.residual < 1e-10)
            #expect(
                abs(line.gain.point - line.linear) < 2e-3 * largest,
                "\(line.name.english): \(line.gain.point), \(line.linear)")
        }
    }

    @Test("over every route: calibrated, drawn with the same bits on one thread and two, and without hours for moving")
    func routes() throws {
        let study = try BundledStudy.plain.get()
        func ranked(_ threads: Int) throws -> LinkRanking {
            try study.linkRanking(
                LinkSearch(
                    objective: .welfare, candidates: .pairs(maximumKm: 150), kernel: .routing, shortlist: 3, draws: 10,
                    threads: threads))
        }
        let (one, two) = (try ranked(1), try ranked(2))
        #expect(one.gains.map(\.gain) == two.gains.map(\.gain) && one.answeredDraws == 10)
        let routing = try #require(one.routing)
        // Provinces hardly need a border of their own, and trade goes less far.
        #expect(routing.ownFactor < 1 && (0.5...2).contains(routing.provinceFactor))
        #expect(routing.meanHours < routing.meanHoursOverShortestPaths)
        #expect(one.gains.allSatisfy { $0.gain.point > 0 && ($0.gain.low ?? 0) > 0 })
        #expect(
            try study.linkRanking(LinkSearch(candidates: .pairs(maximumKm: 100), shortlist: 1, draws: 0)).routing == nil
        )
        #expect { try study.linkRanking(LinkSearch(kernel: .routing, reading: .movingGetsEasier, draws: 0)) } throws: {
            "\($0)".contains("peopleMove or peopleStay")
        }
    }

    @Test("a line of the shortlist gains what a scenario with it says", arguments: Reading.allCases)
    func asInAScenario(reading: Reading) throws {
        let study = try BundledStudy.plain.get()
        let ranking = try study.linkRanking(
            LinkSearch(objective: .level(cluster: "CL04"), reading: reading, shortlist: 3, costPerKm: 1.5e8, draws: 0))
        let best = try #require(ranking.gains.first)
        #expect(ranking.gains.map(\.rank) == [1, 2, 3] && best.gain.point >= ranking.gains[2].gain.point)
        #expect((ranking.linearAgreement ?? 0) > 0)
        let scenario = Scenario(
            name: "best",
            changes: [
                NewLink(
                    from: best.stops[0], to: best.stops[1], mode: .rail, speedKmh: 350, lengthKm: best.km)
            ])
        let answer = try #require(try study.answer(scenario, readings: [reading], starts: 0)[reading])
        let level = try #require(answer.clusters.first { $0.id == "CL04" }?.level)
        #expect(abs(level.point - (expm1Of(best.gain.point))) < 1e-9)
        #expect(abs(answer.national.welfare.point - best.nationalWelfare.point) < 1e-10)
        #expect(best.losers == answer.places.count { $0.income.point < -1e-6 })
        #expect(best.largestLoser?.code == answer.places.min { $0.income.point < $1.income.point }?.code)
        // 150 million yuan a kilometre over a year's gain in real GDP.
        let output = study.places.reduce(0) { $0 + $1.output.value } * 1e8
        #expect(abs((best.paybackYears ?? 0) / (1.5e8 * best.km / (answer.national.realGDP.point * output)) - 1) < 1e-6)
        #expect(best.hoursAfter < best.hoursBefore && best.pairs > 0)
    }

    /// eˣ − 1 for small x.
    private func expm1Of(_ x: Double) -> Double { x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4))) }

    @Test("planned lines are ranked with intervals, the same bits on one thread and two")
    func planned() throws {
        let study = try BundledStudy.withXiongan.get()
        func ranked(_ threads: Int) throws -> LinkRanking {
            try study.linkRanking(
                LinkSearch(
                    objective: .level(cluster: "CL04"), candidates: .planned, draws: 20, seed: 3, threads: threads))
        }
        let (one, two) = (try ranked(1), try ranked(2))
        #expect(one.gains.count == 7 && one.answeredDraws == 20)
        #expect(
            one.gains.map(\.gain) == two.gains.map(\.gain) && one.gains.map(\.rankHigh) == two.gains.map(\.rankHigh))
        for line in one.gains {
            let (low, high) = (try #require(line.gain.low), try #require(line.gain.high))
            #expect(low <= high)
            #expect(try #require(line.rankLow) <= (try #require(line.rankHigh)))
        }
        #expect(abs(one.gains.compactMap(\.bestShare).reduce(0, +) - 1) < 1e-12)
        #expect(one.gains.contains { $0.stops.count == 4 && $0.assumptions.count == 1 })
    }

    @Test("planned lines need the places they end at; unknown clusters and places are named; a cancelled search stops")
    func refusals() throws {
        let study = try BundledStudy.plain.get()
        func refused(_ search: LinkSearch, _ words: String) {
            #expect { try study.linkRanking(search) } throws: { "\($0)".contains(words) }
        }
        refused(LinkSearch(candidates: .planned, draws: 0), "XIONGAN")
        refused(LinkSearch(objective: .level(cluster: "CL99")), "CL01")
        refused(LinkSearch(objective: .income(place: "810000")), "810000")
        let cancel = CancelToken()
        cancel.cancel()
        refused(LinkSearch(draws: 0, cancel: cancel), "cancelled")
        // No pair so near: an empty ranking, not an error.
        #expect(try study.linkRanking(LinkSearch(candidates: .pairs(maximumKm: 1), draws: 0)).gains.isEmpty)
    }
}

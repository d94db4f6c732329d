import Computation
import Scenarios
import Synchronization
import Testing

/// What the page relies on: parts of an answer have the bits of the whole, and intervals firm up to the same end.
@Suite struct LiveAnswerTests {
    static let scenario = Scenario(
        name: "x",
        changes: [
            NewLink(from: "610100", to: "610900", mode: .rail, speedKmh: 350, lengthKm: 171),
            RemovedLink(from: "610100", to: "610700", mode: .rail),
            NewLink(from: "610900", to: "500000", mode: .road, speedKmh: 110),
            Productivity(places: ["340200"], factor: 1.05),
        ])

    @Test func oneReadingAloneHasTheBitsItHasAmongAll() throws {
        let study = try BundledStudy.plain.get()
        let whole = try study.answer(Self.scenario, starts: 0)
        for reading in Reading.allCases {
            let alone = try study.answer(Self.scenario, readings: [reading], starts: 0)
            #expect(alone.readings.map(\.reading) == [reading])
            #expect(
                alone[reading]?.places.map(\.income.point) == whole[reading]?.places.map(\.income.point)
            )
            #expect(
                alone[reading]?.places.map(\.population.point)
                    == whole[reading]?.places.map(\.population.point))
        }
    }

    @Test func noReadingAskedForIsNoReadingAnswered() throws {
        #expect(try BundledStudy.plain.get().answer(Self.scenario, readings: [], starts: 0).readings.isEmpty)
    }

    /// Hours kept under edits are those of the changed network computed from scratch by another method.
    @Test func linksAddedAndTakenAwayGiveTheHoursOfASearch() throws {
        let study = try BundledStudy.plain.get()
        var network = study.network
        try network.add(NewLink(from: "610100", to: "610900", mode: .rail, speedKmh: 350, lengthKm: 171))
        try network.remove(from: "610100", to: "610700", mode: .rail)
        let answer = try study.answer(
            Scenario(name: "x", changes: Array(Self.scenario.changes.prefix(2))), readings: [.peopleStay], starts: 0)
        let searched = try network.network(passengers: true)
        #expect(!answer.hoursSaved.isEmpty)
        for pair in answer.hoursSaved {
            let (from, to) = (try #require(network.node(pair.from)), try #require(network.node(pair.to)))
            #expect(abs(try searched.hours(from: from)[to] - pair.after) < 1e-9)
        }
    }

    @Test func intervalsFirmUpToTheEndTheyWouldHaveAnyway() throws {
        let study = try BundledStudy.plain.get()
        let seen = Mutex<[Int]>([])
        let whole = try study.answer(Self.scenario, starts: 0, draws: DrawOptions(count: 40, seed: 3, threads: 1))
        let streamed = try study.answer(
            Self.scenario, starts: 0, draws: DrawOptions(count: 40, seed: 3, threads: 2),
            partial: { partial in seen.withLock { $0.append(partial.draws?.answered ?? 0) } })
        #expect(seen.withLock { $0 } == [5, 10, 20])
        #expect(streamed.draws?.answered == 40)
        #expect(streamed[.peopleMove]?.places.map(\.income) == whole[.peopleMove]?.places.map(\.income))
    }

    @Test func cancelledDrawsSaySo() throws {
        let token = CancelToken()
        let error = #expect(throws: ScenarioError.self) {
            try BundledStudy.plain.get().answer(
                Self.scenario, starts: 0, draws: DrawOptions(count: 400, threads: 1, cancel: token),
                drawn: { _ in token.cancel() })
        }
        #expect(error?.message == "cancelled")
    }
}

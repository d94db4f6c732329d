import Computation
import Scenarios
import Testing

@Suite struct AnswerTests {
    static let line = Scenario(
        name: "line",
        changes: [
            NewLink(from: "610100", to: "610900", mode: .rail, speedKmh: 350, lengthKm: 171),
            NewLink(from: "610900", to: "500000", mode: .rail, speedKmh: 350, lengthKm: 478),
        ])

    @Test func aFasterLineSavesHoursAndRaisesIncomeAtItsMiddle() throws {
        let answer = try BundledStudy.plain.get().answer(Self.line)
        #expect(answer.readings.map(\.reading) == Reading.allCases)
        for reading in answer.readings {
            #expect(reading.residual < 1e-10)
            let ankang = try #require(reading.places.first { $0.code == "610900" })
            #expect(ankang.income.point > 0.01)
            #expect(reading.places.allSatisfy { $0.income.point <= ankang.income.point })
            #expect(reading.places.allSatisfy { $0.income.low == nil && $0.income.high == nil })
            #expect(reading.national.welfare.point > 0)
        }
        #expect(answer[.peopleStay]?.places.allSatisfy { abs($0.population.point) < 1e-12 } == true)
        #expect(
            answer.hoursSaved.count == 12
                && answer.hoursSaved.allSatisfy { $0.saved > 0 && abs($0.before - $0.after - $0.saved) < 1e-9 })
        #expect(answer.cost == nil)
        #expect(answer.uniqueness.largestDifference < 1e-9)
        #expect(answer.warnings.contains { $0.english.contains("seats lie 184") })
    }

    /// Everybody is somewhere: residents of all places sum to what they were.
    @Test func peopleAreKept() throws {
        let study = try BundledStudy.plain.get()
        let reading = try #require(try study.answer(Self.line)[.peopleMove])
        let after = zip(study.places, reading.places).reduce(0) {
            $0 + $1.0.residents.value * (1 + $1.1.population.point)
        }
        #expect(abs(after / study.places.map(\.residents.value).reduce(0, +) - 1) < 1e-10)
    }

    /// More to spend in one place and less in another: people follow, nobody is lost, and back and forth is nothing.
    @Test func aTransferDrawsPeopleAndItsReturnUndoesIt() throws {
        let study = try BundledStudy.plain.get()
        let gift = Transfer(from: "310000", to: "610900", amount: 5e9)
        let answer = try study.answer(
            Scenario(name: "gift", changes: [gift]), starts: 1, draws: DrawOptions(count: 20, seed: 2))
        let reading = try #require(answer[.peopleMove])
        let ankang = try #require(reading.places.first { $0.code == "610900" })
        let shanghai = try #require(reading.places.first { $0.code == "310000" })
        #expect(ankang.income.point > 0.01 && shanghai.income.point < 0)
        #expect(ankang.population.point > 0.005 && ankang.welfare.point > 0 && shanghai.population.point < 0)
        #expect((ankang.population.low ?? 0) > 0 && reading.residual < 1e-10)
        #expect(answer.remarks.contains { $0.english.contains("transfer") })
        let after = zip(study.places, reading.places).reduce(0) {
            $0 + $1.0.residents.value * (1 + $1.1.population.point)
        }
        #expect(abs(after / study.places.map(\.residents.value).reduce(0, +) - 1) < 1e-10)
        let back = Transfer(from: "610900", to: "310000", amount: 5e9)
        let nothing = try #require(
            try study.answer(Scenario(name: "both", changes: [gift, back]), starts: 0)[.peopleMove])
        #expect(nothing.places.allSatisfy { abs($0.population.point) < 1e-10 && abs($0.income.point) < 1e-10 })
    }

    @Test func sameSeedSameBits() throws {
        let study = try BundledStudy.plain.get()
        let (a, b) = (try study.answer(Self.line, seed: 5), try study.answer(Self.line, seed: 5))
        for (x, y) in zip(a.readings, b.readings) {
            #expect(zip(x.places, y.places).allSatisfy { $0.income == $1.income && $0.population == $1.population })
        }
        #expect(a.uniqueness.largestDifference == b.uniqueness.largestDifference)
    }

    @Test func aLineTakenAwayCostsTime() throws {
        let scenario = Scenario(
            name: "removed", places: ["XIONGAN"], changes: [RemovedLink(from: "110000", to: "XIONGAN", mode: .rail)])
        let answer = try BundledStudy.withXiongan.get().answer(scenario)
        #expect(answer.hoursSaved.allSatisfy { $0.saved < 0 })
        let xiongan = try #require(answer[.peopleMove]?.places.first { $0.code == "XIONGAN" })
        #expect(xiongan.income.point < 0)
        #expect(answer.remarks.contains { $0.english.contains("Xiongan is a place of its own") })
    }

    @Test func jobsMoveWithTheirResidents() throws {
        let scenario = Scenario(
            name: "jobs", places: ["XIONGAN"],
            changes: [
                MovedJobs(from: "110000", to: "XIONGAN", number: 100_000), Housing(places: ["XIONGAN"], factor: 1.5),
            ])
        let answer = try BundledStudy.withXiongan.get().answer(scenario)
        let reading = try #require(answer[.peopleMove])
        let moved = try #require(reading.jobs.first)
        #expect(moved.jobs == 100_000 && abs(moved.residents - 100_000 / 0.52) < 1e-6)
        #expect(try #require(reading.places.first { $0.code == "XIONGAN" }).population.point > 0)
        #expect(try #require(reading.places.first { $0.code == "110000" }).population.point < 0)
        #expect(moved.privateJobsDisplaced.point > 0 && moved.privateJobsGainedAtOrigin.point > 0)
    }

    @Test func changesThatChangeNothingAreSaid() throws {
        let scenario = Scenario(
            name: "nothing",
            changes: [
                Productivity(places: ["110000"], factor: 1),
                NewLink(from: "110000", to: "120000", mode: .rail, speedKmh: 30),
                TradeCost(places: ["350200"], with: .places, factor: 0.5, direction: .both),
                MovedJobs(from: "110000", to: "120000", number: 0),
            ])
        let answer = try BundledStudy.plain.get().answer(scenario)
        for index in 1...4 { #expect(answer.remarks.contains { $0.english.hasPrefix("Change \(index) ") }) }
        #expect(answer.remarks.contains { $0.english == "Nothing changes anywhere in this scenario." })
        #expect(answer[.peopleMove]?.places.allSatisfy { abs($0.income.point) < 1e-9 } == true)
        #expect(answer.hoursSaved.isEmpty && answer.pairsChanged == 0)
    }

    @Test func directionsOfTradeDiffer() throws {
        let study = try BundledStudy.plain.get()
        func income(_ direction: TradeDirection) throws -> Double {
            let scenario = Scenario(
                name: "x", changes: [TradeCost(places: ["350200"], with: .domestic, factor: 0.9, direction: direction)]
            )
            return try #require(
                try study.answer(scenario, starts: 1)[.peopleStay]?.places.first { $0.code == "350200" }
            ).income
                .point
        }
        let (both, imports, exports) = (try income(.both), try income(.import), try income(.export))
        #expect(both > imports && both > exports && imports > 0 && exports > 0)
    }

    @Test func costsAreSummedOnlyWhenAllAreGiven() throws {
        func link(_ to: String, _ cost: Double?) -> any Change {
            NewLink(from: "610100", to: to, mode: .rail, speedKmh: 350, cost: cost)
        }
        let study = try BundledStudy.plain.get()
        #expect(
            try study.answer(Scenario(name: "x", changes: [link("610900", 3e10), link("611000", 1e10)]), starts: 1)
                .cost == 4e10)
        #expect(
            try study.answer(Scenario(name: "x", changes: [link("610900", 3e10), link("611000", nil)]), starts: 1)
                .cost == nil)
    }
}

/// Every refusal of a scenario: the change, and what the error must name.
@Suite struct ScenarioRefusals {
    static let refusals: [(any Change, [String])] = [
        (NewLink(from: "610100", to: "999999", mode: .rail, speedKmh: 350), ["999999", "places"]),
        (NewLink(from: "610100", to: "610100", mode: .rail, speedKmh: 350), ["610100", "two places"]),
        (NewLink(from: "610100", to: "610900", mode: .rail, speedKmh: 0), ["speedKmh", "10.0"]),
        (NewLink(from: "610100", to: "610900", mode: .rail, speedKmh: .nan), ["speedKmh"]),
        (
            NewLink(from: "610100", to: "610900", mode: .rail, speedKmh: 350, lengthKm: -4),
            ["lengthKm"]
        ),
        (NewLink(from: "610100", to: "610900", mode: .road, speedKmh: 80, cost: -1), ["cost"]),
        (NewLink(from: "110000", to: "XIONGAN", mode: .rail, speedKmh: 350), ["XIONGAN", "`places`"]),
        (RemovedLink(from: "110000", to: "440300", mode: .rail), ["no direct rail link", "Beijing", "Shenzhen"]),
        (MovedJobs(from: "110000", to: "110000", number: 5), ["two places"]),
        (MovedJobs(from: "110000", to: "460300", number: 5), ["Sansha", "no resident population"]),
        (MovedJobs(from: "110000", to: "654200", number: 5), ["Tacheng", "Ili"]),
        (MovedJobs(from: "110000", to: "120000", number: -5), ["number"]),
        (MovedJobs(from: "110000", to: "620200", number: 100_000), ["30 %", "Jiayuguan", "housing"]),
        (Housing(places: [], factor: 2), ["housing", "empty"]),
        (Housing(places: ["440000"], factor: 2), ["Guangdong", "province", "4401"]),
        (Housing(places: ["110000"], factor: 0), ["housing", "factor"]),
        (Transfer(from: "310000", to: "310000", amount: 1e9), ["transfer", "two places"]),
        (Transfer(from: "610900", to: "310000", amount: 1e12), ["Ankang", "30 %"]),
        (Transfer(from: "310000", to: "610900", amount: -1), ["amount"]),
        (Productivity(places: ["810000"], factor: 1.1), ["Hong Kong", "not modelled"]),
        (Productivity(places: ["110000"], factor: .infinity), ["factor"]),
        (TradeCost(places: ["x"], with: .domestic, factor: 0.9, direction: .both), ["x", "atlas regions"]),
        (TradeCost(places: ["110000"], with: .domestic, factor: 1_000, direction: .both), ["factor"]),
        (MigrationCost(between: .provinces, factor: -1), ["migrationCost", "factor"]),
    ]

    @Test(arguments: 0..<refusals.count) func aBadChangeIsRefusedByNumberNameAndCure(_ index: Int) throws {
        let (change, named) = Self.refusals[index]
        let scenario = Scenario(name: "bad", changes: [Productivity(places: ["110000"], factor: 1.01), change])
        let error = try #require(throws: ScenarioError.self) { try BundledStudy.plain.get().answer(scenario) }
        for part in named { #expect(error.description.contains(part), "\(error.description)") }
    }

    @Test func housingAllowsALargeMove() throws {
        let jobs = MovedJobs(from: "110000", to: "620200", number: 100_000)
        let answer = try BundledStudy.plain.get().answer(
            Scenario(name: "x", changes: [jobs, Housing(places: ["620200"], factor: 2)]), starts: 1)
        #expect(try #require(answer[.peopleMove]?.places.first { $0.code == "620200" }).population.point > 0.05)
    }

    /// More public jobs than residents: the reading in which nobody moves has no answer, and says so.
    @Test func peopleWhoCannotStayAreSaid() throws {
        let answer = try BundledStudy.plain.get().answer(
            Scenario(
                name: "x",
                changes: [
                    MovedJobs(from: "110000", to: "620200", number: 300_000), Housing(places: ["620200"], factor: 3),
                ]),
            starts: 1)
        #expect(answer[.peopleStay] == nil)
        #expect(answer.unanswered[.peopleStay]?.english.contains("Jiayuguan") == true)
        #expect(answer[.peopleMove] != nil)
    }

    @Test func placesThatCannotBeCarvedAreRefused() throws {
        let atlas = try BundledStudy.atlas.get()
        let error = try #require(throws: ScenarioError.self) { try Study(atlas, year: 2023, carved: ["110000"]) }
        #expect(error.description.contains("XIONGAN"))
        #expect(throws: ScenarioError.self) { try Study(atlas, year: 1950) }
    }

    @Test func parametersOutsideTheirRangeAreRefused() {
        var parameters = StudyParameters()
        for value in [0, -1, 1e9, .nan] {
            #expect(throws: ScenarioError.self) { try parameters.set(.tradeElasticity, to: value) }
        }
    }

    @Test func everyParameterIsDescribedAndItsStandardIsAllowed() {
        for parameter in StudyParameter.allCases {
            let d = parameter.description
            #expect(!d.meaning.isEmpty && !d.meaningChinese.isEmpty && !d.source.isEmpty)
            // What only an atlas can know has no standard, and no range to draw it from.
            guard let standard = d.standard else {
                #expect(d.range == nil)
                continue
            }
            #expect(d.allowed.contains(standard))
            if let range = d.range {
                #expect(
                    range.contains(standard) && d.allowed.contains(range.lowerBound)
                        && d.allowed.contains(range.upperBound))
            }
        }
    }
}

@Suite struct DrawTests {
    static let drawn = Result {
        try BundledStudy.plain.get().answer(AnswerTests.line, starts: 1, draws: DrawOptions(count: 160, seed: 4))
    }

    @Test func everyEstimateHasAnInterval() throws {
        let answer = try Self.drawn.get()
        let summary = try #require(answer.draws)
        #expect(summary.answered == 160 && summary.failures.isEmpty)
        for reading in answer.readings {
            for place in reading.places {
                for estimate in [place.income, place.welfare, place.realGDP] {
                    let (low, high, median) = (
                        try #require(estimate.low), try #require(estimate.high), try #require(estimate.median)
                    )
                    #expect(low <= median && median <= high)
                }
            }
            #expect(reading.clusters.allSatisfy { $0.realGDP.low != nil && $0.level?.low != nil })
            #expect(reading.national.welfare.low != nil)
        }
        #expect(summary.ranks.count == 334 && summary.ranks.allSatisfy { $0.rankLow <= $0.rankHigh })
        // Agglomeration and the trade elasticity are drawn, so both appear; nothing else is.
        #expect(
            Set(summary.parametersDrawn)
                == Set(try BundledStudy.plain.get().parameters.drawn.map(\.rawValue)))
        #expect(summary.influences.allSatisfy { abs($0.onLargestChange) <= 1 && abs($0.onNationalWelfare) <= 1 })
    }

    /// A truth drawn from the same ranges, computed by a study of its own and not by the draws, lies in its interval
    /// nine times in ten.
    @Test func intervalsCoverInventedTruths() throws {
        let answer = try Self.drawn.get()
        let interval = try #require(answer[.peopleMove]?.places)
        let watched = [0, 40, 90, 140, 190, 240, 290, 320]
        let standing = try StudyParameters().standing(on: try BundledStudy.atlas.get().meaning)
        let design = latinHypercube(count: 40, dimensions: standing.drawn.count, seed: 77)
        var (covered, total) = (0, 0)
        for point in design {
            var truth = standing
            for (parameter, share) in zip(truth.drawn, point) {
                let d = parameter.description
                let range = try #require(d.range)
                try truth.set(
                    parameter,
                    to: triangularQuantile(
                        share, low: range.lowerBound, mode: try #require(d.standard), high: range.upperBound))
            }
            let study = try Study(try BundledStudy.atlas.get(), year: 2023, parameters: truth)
            let places = try #require(try study.answer(AnswerTests.line, starts: 1)[.peopleMove]?.places)
            for place in watched {
                let (low, high) = (try #require(interval[place].income.low), try #require(interval[place].income.high))
                total += 1
                if places[place].income.point >= low && places[place].income.point <= high { covered += 1 }
            }
        }
        let share = Double(covered) / Double(total)
        #expect(share > 0.82 && share < 0.97, "\(share)")
    }

    /// A parameter that the scenario names is fixed: nothing is left to draw when all are named, and the interval
    /// closes on the point.
    @Test func namedParametersAreFixed() throws {
        var scenario = AnswerTests.line
        for parameter in scenario.parameters.drawn {
            try scenario.parameters.set(parameter, to: try #require(parameter.description.standard))
        }
        let study = try Study(try BundledStudy.atlas.get(), year: 2023, for: scenario)
        let answer = try study.answer(scenario, starts: 1, draws: DrawOptions(count: 3))
        #expect(answer.draws?.parametersDrawn.isEmpty == true)
        for place in try #require(answer[.peopleMove]).places {
            #expect(abs(try #require(place.income.low) - place.income.point) < 1e-8)
            #expect(abs(try #require(place.income.high) - place.income.point) < 1e-8)
        }
    }

    @Test func theBitsDoNotDependOnTheThreads() throws {
        let study = try BundledStudy.plain.get()
        func run(_ threads: Int) throws -> [PlaceChange] {
            let draws = DrawOptions(count: 20, seed: 2, threads: threads)
            return try #require(try study.answer(AnswerTests.line, starts: 1, draws: draws)[.peopleMove]).places
        }
        let (one, four) = (try run(1), try run(4))
        #expect(
            zip(one, four).allSatisfy {
                $0.income == $1.income && $0.population == $1.population && $0.welfare == $1.welfare
            })
    }

    @Test func cancelledDrawsAreAnError() throws {
        let token = CancelToken()
        token.cancel()
        #expect(throws: ScenarioError("cancelled", "已取消")) {
            try BundledStudy.plain.get().answer(
                AnswerTests.line, starts: 1, draws: DrawOptions(count: 50, cancel: token))
        }
    }

    @Test func theModelIsDiagnosed() throws {
        let diagnosis = try BundledStudy.plain.get().diagnose(starts: 3)
        #expect(
            diagnosis.startsWithoutChange.largestDifference < 1e-9
                && diagnosis.startsWithLargeChange.largestDifference < 1e-9)
        let trade = try #require(diagnosis.provincialTrade)
        #expect(trade.provinces == 30 && trade.crossShareRankCorrelation > 0.3 && trade.crossShareSlope > 0)
        #expect(abs(trade.theirMedianOwnShare - 0.782) < 0.003)
    }
}

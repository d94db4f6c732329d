import AtlasFiles
import Atlases
import Foundation
import Scenarios
import Testing

@Suite("The whole model of China")
struct WholeModelTests {
    static let study = Result {
        try Study(BundledStudy.atlas.get(), year: 2023, model: ModelChoice(.whole))
    }

    private func headline(_ changes: [any Change], _ study: Study? = nil) throws -> ReadingAnswer {
        let study = try study ?? Self.study.get()
        let answer = try study.answer(
            Scenario(name: "", changes: changes, model: study.modelChoice), readings: [.peopleMove], starts: 0)
        return try #require(answer[.peopleMove])
    }

    private func place(_ code: String, _ reading: ReadingAnswer) throws -> PlaceChange {
        try #require(reading.places.first { $0.code == code })
    }

    @Test("what is made is used, provinces trade as calibrated, and exports come out near those of 2002")
    func calibration() throws {
        let d = try #require(try Self.study.get().diagnoseWhole())
        #expect(d.sectors.map(\.id) == ["agriculture", "industry", "services"])
        #expect(
            abs(d.sectors.reduce(0) { $0 + $1.consumption } - 1) < 1e-12
                && abs(d.sectors.reduce(0) { $0 + $1.valueAdded } - 1) < 1e-12)
        for sector in d.sectors { #expect(abs(sector.inputs.reduce(0, +) - 1) < 1e-12) }
        // China buys about as large a part of its spending abroad as its provinces did, and makes a fifteenth of its
        // product on farms.
        #expect((0.05...0.1).contains(d.importShare ?? 0))
        #expect((0.06...0.08).contains(d.sectors[0].valueAdded))
        #expect(d.residual < 1e-9 && d.zeroTradeShares == 0)
        let exports = try #require(d.exports)
        #expect(exports.provinces == 30 && exports.rankCorrelation > 0.7 && exports.theirLargest == "440000")
        #expect(abs(exports.modelShareOfTheirLargest - exports.theirLargestShare) < 0.05)
        #expect(d.placesModelled < 60 && d.placesAtMean == 0)
    }

    @Test("no change changes nothing, and nobody is lost")
    func nothing() throws {
        let study = try Self.study.get()
        let nothing = try study.answer(Scenario(name: "", changes: [], model: ModelChoice(.whole)), starts: 2)
        for reading in nothing.readings {
            #expect(reading.places.allSatisfy { abs($0.income.point) < 1e-9 && abs($0.population.point) < 1e-9 })
        }
        #expect(nothing.uniqueness.largestDifference < 1e-9)
        let cheaper = try headline([TradeCost(places: ["610100"], with: .world, factor: 0.9, direction: .both)])
        let after = zip(study.places, cheaper.places).reduce(0) {
            $0 + $1.0.residents.value * (1 + $1.1.population.point)
        }
        #expect(abs(after / study.places.map(\.residents.value).reduce(0, +) - 1) < 1e-9)
        #expect(cheaper.residual < 1e-10)
    }

    @Test("a free-trade zone helps its city most; cheaper in every sector is cheaper everywhere at once")
    func freeTrade() throws {
        let zone = try headline([TradeCost(places: ["610100"], with: .world, factor: 0.9, direction: .both)])
        let xian = try place("610100", zone)
        #expect(xian.income.point > 0.002 && zone.places.allSatisfy { $0.income.point <= xian.income.point })
        let bySector = try headline(
            ["agriculture", "industry", "services"].map {
                TradeCost(places: ["610100"], with: .world, factor: 0.9, direction: .both, sector: $0)
            })
        for (a, b) in zip(zone.places, bySector.places) { #expect(abs(a.income.point - b.income.point) < 1e-10) }
    }

    @Test("a tariff brings revenue and shrinks product; a subsidy costs money and draws the sector's workers")
    func levies() throws {
        let tariff = try headline([Tariff(places: [], rate: 0.1, sector: "industry")])
        #expect((tariff.levyRevenue?.point ?? 0) > 0 && tariff.taxRate < 0 && tariff.national.realGDP.point < 0)
        let subsidy = try headline([Tax(places: ["610900"], rate: -0.05, sector: "industry")])
        #expect((subsidy.levyRevenue?.point ?? 0) < 0 && subsidy.taxRate > 0)
        let ankang = try place("610900", subsidy)
        #expect(ankang.sectorWorkers[1].point > 0.02 && ankang.sectorWorkers[1].point > ankang.sectorWorkers[2].point)
    }

    @Test("industrial transfer takes the sector's workers from the origin and brings them to the destination")
    func industrialTransfer() throws {
        let moved = try headline([IndustrialTransfer(from: "441900", to: "360700", share: 0.1, sector: "industry")])
        let (origin, destination) = (try place("441900", moved), try place("360700", moved))
        #expect(origin.sectorWorkers[1].point < -0.05 && destination.sectorWorkers[1].point > 0.1)
        #expect(origin.income.point < 0 && destination.income.point > 0)
        let some = try headline([IndustrialTransfer(from: "441900", to: "360700", share: 0, sector: "industry")])
        #expect(some.places.allSatisfy { abs($0.income.point) < 1e-9 })
    }

    @Test("moved purchases move demand; new ones are paid by a tax; land reform takes what ties people to home")
    func governmentAndLand() throws {
        let moved = try headline([Purchases(from: "110000", to: "130600", amount: 2e10, sector: "services")])
        #expect(
            try place("130600", moved).sectorWorkers[2].point > 0 && place("110000", moved).sectorWorkers[2].point < 0)
        let new = try headline([Purchases(from: nil, to: "130600", amount: 2e10, sector: "services")])
        #expect(new.taxRate > 0 && new.national.welfare.point < 0)
        let reform = try headline([LandReform(landIncome: .registered)])
        #expect(reform.national.welfare.point > 0)
        let none = try headline([LandReform(landIncome: .stayers)])
        #expect(none.places.allSatisfy { abs($0.income.point) < 1e-9 })
    }

    @Test("knowledge spreads along ties: as given weights say, or by the hours that a new line leaves; in either model")
    func diffusion() throws {
        let study = try BundledStudy.plain.get()
        func product(_ code: String) throws -> Double {
            let place = try #require(study.places.first { $0.code == code })
            return place.output.value / place.residents.value
        }
        let gap = try product("610100") / product("610900")
        let tied = try headline(
            [Diffusion(from: "610100", share: 0.2, ties: ["610900": 0.5], sector: nil)], study)
        let byHand = try headline([Productivity(places: ["610900"], factor: pow(gap, 0.1))], study)
        for (a, b) in zip(tied.places, byHand.places) { #expect(abs(a.income.point - b.income.point) < 1e-10) }
        let spread = Diffusion(from: "610100", share: 0.1, hours: 2, sector: nil)
        let line = NewLink(from: "610100", to: "610900", mode: .rail, speedKmh: 350)
        // Whatever comes first, ties are those that the line leaves.
        let (first, last) = (try headline([spread, line], study), try headline([line, spread], study))
        #expect(zip(first.places, last.places).allSatisfy { $0.income.point == $1.income.point })
        let apart =
            try place("610900", headline([spread], study)).income.point
            + place("610900", headline([line], study)).income.point
        #expect(try place("610900", first).income.point > apart)
    }

    @Test("firms that come with workers make immigration worth more than labour alone")
    func closures() throws {
        let entry = try Study(BundledStudy.atlas.get(), year: 2023, model: ModelChoice(.whole, immigration: .firmEntry))
        let change = MigrationCost(between: .provinces, factor: 0.8)
        let (labour, firms) = (try headline([change]), try headline([change], entry))
        #expect(try place("440300", labour).population.point > 0)
        #expect(try place("440300", firms).population.point > place("440300", labour).population.point)
        #expect(try place("440300", firms).income.point > place("440300", labour).income.point)
    }

    @Test("draws give every sector an interval, with the same bits on one thread or two")
    func draws() throws {
        let study = try Self.study.get()
        let scenario = Scenario(name: "", changes: [Tariff(places: [], rate: 0.1, sector: nil)])
        let one = try study.answer(scenario, starts: 0, draws: DrawOptions(count: 12, seed: 3, threads: 1))
        let two = try study.answer(scenario, starts: 0, draws: DrawOptions(count: 12, seed: 3, threads: 2))
        let (a, b) = (try #require(one[.peopleMove]), try #require(two[.peopleMove]))
        #expect(zip(a.places, b.places).allSatisfy { $0.income == $1.income && $0.sectorWorkers == $1.sectorWorkers })
        #expect(a.sectors.count == 3 && a.sectors.allSatisfy { $0.workers.low != nil })
        #expect(a.places.allSatisfy { $0.sectorWorkers.count == 3 && $0.sectorWorkers.allSatisfy { $0.low != nil } })
        let revenue = try #require(a.levyRevenue)
        #expect((revenue.low ?? 0) > 0)
    }

    static let refusals: [(Scenario, [String])] = [
        (Scenario(name: "", changes: [Tariff(places: [], rate: 0.1, sector: "steel")]), ["steel", "agriculture"]),
        (
            Scenario(name: "", changes: [LandReform(landIncome: .registered)], model: .oneSector),
            ["landReform", "whole model"]
        ),
        (
            Scenario(name: "", changes: [], model: ModelChoice(.oneSector, immigration: .firmEntry)),
            ["immigration", "whole"]
        ),
        (
            Scenario(
                name: "", changes: [IndustrialTransfer(from: "441900", to: "441900", share: 0.1, sector: "industry")]),
            ["two places"]
        ),
        (
            Scenario(
                name: "", changes: [IndustrialTransfer(from: "441900", to: "360700", share: 0.95, sector: "industry")]),
            ["share"]
        ),
        (
            Scenario(name: "", changes: [Purchases(from: nil, to: "610900", amount: 1e11, sector: "services")]),
            ["Ankang", "30 %"]
        ),
        (
            Scenario(name: "", changes: [Tax(places: ["110000", "310000", "440300"], rate: -0.5, sector: nil)]),
            ["95 %", "give less"]
        ),
        (Scenario(name: "", changes: [Tax(places: [], rate: 0.1, sector: nil)]), ["places is empty"]),
        (Scenario(name: "", changes: [Tariff(places: ["000001"], rate: 0.1, sector: nil)]), ["000001"]),
        (
            Scenario(
                name: "", changes: [Diffusion(from: "610100", share: 0.1, ties: ["1": 0.5], sector: nil)]),
            ["no code"]
        ),
        (
            Scenario(
                name: "", changes: [Diffusion(from: "610100", share: 0.1, ties: ["610900": 2], sector: nil)]),
            ["610900"]
        ),
    ]

    @Test("what cannot be is refused, and named", arguments: refusals)
    func refusal(scenario: Scenario, words: [String]) throws {
        let study = try scenario.answeringModel.kind == .whole ? Self.study.get() : BundledStudy.plain.get()
        let error = #expect(throws: ScenarioError.self) { try study.answer(scenario) }
        for word in words { #expect(error?.description.contains(word) == true, "\(error?.description ?? "")") }
    }

    @Test("trade as observed: provinces' pattern of 2002 is met as far as the year's output lets it")
    func observedTrade() throws {
        var parameters = StudyParameters()
        try parameters.set(.observedTrade, to: 1)
        let observed = try Study(BundledStudy.atlas.get(), year: 2023, parameters: parameters)
        let gravity = try #require(try BundledStudy.plain.get().diagnose(starts: 1).provincialTrade)
        let seen = try #require(try observed.diagnose(starts: 1).provincialTrade)
        #expect(seen.crossShareRankCorrelation > 0.9 && gravity.crossShareRankCorrelation < 0.7)
        #expect(seen.crossShareSlope > gravity.crossShareSlope + 0.2)
    }

    @Test("a user's own shares of sectors come before a province's; an atlas without sectors says what is missing")
    func ownSectors() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "atlas-\(ProcessInfo.processInfo.globallyUniqueString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(at: URL(fileURLWithPath: BundledStudy.folder), to: folder)
        let figures = folder.appendingPathComponent("figures.csv")
        var text = try String(contentsOf: figures, encoding: .utf8)
        for (indicator, value) in [("primary_share", 30), ("secondary_share", 60), ("tertiary_share", 10)] {
            text += "\(indicator),433100,prefecture,2023,test,\(value),published,,SEC22\n"
        }
        try text.write(to: figures, atomically: true, encoding: .utf8)
        let package = folder.appendingPathComponent("datapackage.json")
        /// The package without its tables' hashes, and without a table.
        func repackage(without table: String) throws {
            var json = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: package)) as? [String: Any])
            json["resources"] = (json["resources"] as? [[String: Any]])?.filter { $0["name"] as? String != table }.map {
                $0.filter { $0.key != "hash" }
            }
            try JSONSerialization.data(withJSONObject: json).write(to: package)
        }
        try repackage(without: "")
        let own = try Study(readAtlas(in: folder.path), year: 2023, model: ModelChoice(.whole))
        let (before, after) = (try #require(try Self.study.get().diagnoseWhole()), try #require(own.diagnoseWhole()))
        #expect(after.placesModelled == before.placesModelled - 1)
        let subsidy = Productivity(places: ["433100"], factor: 1.1, sector: "services")
        #expect(
            try place("433100", headline([subsidy], own)).income.point
                < place("433100", headline([subsidy])).income.point)
        try FileManager.default.removeItem(at: folder.appendingPathComponent("sectors.csv"))
        try repackage(without: "sectors")
        let error = #expect(throws: ScenarioError.self) {
            try Study(readAtlas(in: folder.path), year: 2023, model: ModelChoice(.whole))
        }
        #expect(error?.description.contains("sectors.csv") == true)
    }
}

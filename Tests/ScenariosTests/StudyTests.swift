import AtlasFiles
import Foundation
import Scenarios
import Testing

/// One study for all tests: it takes a second to calibrate.
enum BundledStudy {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent("Atlases/china").path
    static let atlas = Result { try readAtlas(in: folder) }
    static let plain = Result { try Study(atlas.get(), year: 2023) }
    static let withXiongan = Result { try Study(atlas.get(), year: 2023, carved: ["XIONGAN"]) }
}

@Suite struct StudyTests {
    @Test func placesAreThoseWithFiguresAndTheRestIsListedWithAReason() throws {
        let study = try BundledStudy.plain.get()
        #expect(study.places.count == 334)
        let codes = Set(study.places.map(\.code))
        for out in [
            "429000", "469000", "659000", "654200", "654300", "460300", "652700", "710000", "810000",
            "820000",
        ] {
            #expect(!codes.contains(out))
            #expect(
                study.dropped.contains { $0.code == out && !$0.reason.english.isEmpty && !$0.reason.chinese.isEmpty })
        }
        #expect(codes.contains("653000") && codes.contains("654000") && codes.contains("419001"))
        #expect(codes.isDisjoint(with: study.dropped.map(\.code)))
        // Residual populations are used only with a flag.
        let xiangxi = try #require(study.places.first { $0.code == "433100" })
        #expect(xiangxi.flags.contains { $0.english.contains("residual") })
    }

    @Test func registeredPeopleSumToResidents() throws {
        let study = try BundledStudy.withXiongan.get()
        let (registered, residents) = (
            study.places.map(\.registered.value).reduce(0, +), study.places.map(\.residents.value).reduce(0, +)
        )
        #expect(abs(registered / residents - 1) < 1e-12)
        // Baoding lost Xiongan between 2020 and 2023: a boundary change, flagged.
        let baoding = try #require(study.places.first { $0.code == "130600" })
        #expect(baoding.flags.contains { $0.english.contains("boundary change") })
        #expect(abs(baoding.residents.value - 909.89) < 1e-9)
    }

    @Test func calibrationMeetsItsTwoTargetsAndReportsTheRest() throws {
        let c = try BundledStudy.plain.get().calibration
        #expect(abs(c.provinceSelfShare - 0.782) < 1e-9)
        #expect(abs(c.moversAcrossProvinces - 124.8372 / 1412) < 1e-9)
        #expect(c.tradeBorderStep > 1 && c.migrationBorderStep > 1)
        #expect(c.inversionResidual < 1e-12)
        #expect(c.medianOwnShare > 0 && c.medianOwnShare < c.provinceSelfShare)
        #expect(c.moversWithinProvinces < 0.178)
        // Not calibrated, only held against: within a fifth of the census.
        for check in try BundledStudy.plain.get().heldOutChecks() {
            #expect(abs(check.modelMillions / check.figureMillions - 1) < 0.2)
        }
        #expect(try BundledStudy.plain.get().heldOutChecks().count == 3)
    }

    /// With no step at province borders the share is far lower: METHODS gives about .29 at elasticity −1.
    @Test func bareDistanceGivesAFarLowerSelfShare() throws {
        var parameters = StudyParameters()
        try parameters.set(.provinceSelfShare, to: 0.45)
        let study = try Study(try BundledStudy.atlas.get(), year: 2023, parameters: parameters)
        #expect(study.calibration.tradeBorderStep < (try BundledStudy.plain.get().calibration.tradeBorderStep))
        try parameters.set(.provinceSelfShare, to: 0.05)
        #expect(throws: ScenarioError.self) {
            try Study(try BundledStudy.atlas.get(), year: 2023, parameters: parameters)
        }
    }

    @Test func timesAreFiniteDirectedAndNeverFasterThanTheCrowAtDesignSpeed() throws {
        let study = try BundledStudy.plain.get()
        for a in study.places.indices {
            for b in study.places.indices where a != b {
                let hours = study.hours.passengers[a, b]
                #expect(hours > 0 && hours.isFinite && hours <= study.hours.goods[a, b] + 1e-9)
            }
        }
        let (beijing, shanghai) = (try #require(study.index(of: "110000")), try #require(study.index(of: "310000")))
        let hours = study.hours.passengers[beijing, shanghai]
        // 1,318 km at 350 km/h design speed, with access: the fastest train takes 4.3 h without it.
        #expect(hours > 5 && hours < 9)
    }

    @Test func laterLinesAreNotOpenYet() throws {
        let (then, now) = (try Study(try BundledStudy.atlas.get(), year: 2020), try BundledStudy.plain.get())
        let pair = { (study: Study) -> Double? in
            guard let a = study.index(of: "440500"), let b = study.index(of: "441500") else { return nil }
            return study.hours.passengers[a, b]
        }
        // Shantou–Shanwei opened on 26 December 2023.
        #expect(try #require(pair(now)) <= (try #require(pair(then))))
    }

    @Test func aComputedValueKnowsItsFigures() throws {
        let study = try BundledStudy.withXiongan.get()
        let ankang = try #require(study.places.first { $0.code == "610900" })
        let kinds = ankang.registered.figures.map { "\($0.indicator) \($0.year)" }
        #expect(
            kinds == [
                "resident_population \(ankang.residents.year)", "registered_population 2019",
                "resident_population 2020",
            ])
        let xiongan = try #require(study.places.first { $0.code == "XIONGAN" })
        #expect(xiongan.area.figures.map(\.indicator) == ["area", "resident_population", "resident_population"])
        #expect(Set(xiongan.area.sources).isSubset(of: study.sourcesUsed.map(\.id)))
    }
}

import Scenarios
import Testing
import Transport

@Suite("How near cities are to much")
struct CityAccessTests {
    @Test("anchors are at no distance from an anchor, and every other city has one; later years are no farther")
    func anchors() throws {
        let atlas = try BundledStudy.atlas.get()
        let now = try CityAccessibility(atlas, year: 2023, .weightedMeanTime, own: false)
        #expect(now.cities.count == 333 && !now.dropped.isEmpty)
        let anchors = Set(atlas.clusters.flatMap { $0.members.filter { $0.role == .anchor }.map(\.region) })
        for city in now.cities {
            let (hours, anchor) = (try #require(city.hoursToAnchor), try #require(city.anchor))
            #expect((hours == 0) == anchors.contains(city.region.code) && anchors.contains(anchor))
            #expect(city.access.reached == 332 && abs(city.access.massShare - 1) < 1e-12)
            #expect((5...60).contains(city.access.value ?? 0))
        }
        // The Xi'an–Ankang line is not open: the nearest anchor of Ankang is more than two hours away.
        #expect((now.cities.first { $0.region.code == "610900" }?.hoursToAnchor ?? 0) > 2)
    }

    @Test("its own mass raises a potential, and what is reached within a day grows with the day")
    func measures() throws {
        let atlas = try BundledStudy.atlas.get()
        func values(_ measure: AccessibilityMeasure, own: Bool) throws -> [Double] {
            try CityAccessibility(atlas, year: 2023, measure, own: own).cities.map { $0.access.value ?? -1 }
        }
        let (without, with) = (try values(.potential(.power(1)), own: false), try values(.potential(.power(1)), own: true))
        #expect(zip(without, with).allSatisfy { $0 > 0 && $0 < $1 })
        let (two, four) = (try values(.daily(hours: 2), own: false), try values(.daily(hours: 4), own: false))
        #expect(zip(two, four).allSatisfy { $0 <= $1 } && zip(two, four).contains { $0 < $1 })
        #expect(throws: ScenarioError.self) { try CityAccessibility(atlas, year: 1950, .weightedMeanTime, own: false) }
    }
}

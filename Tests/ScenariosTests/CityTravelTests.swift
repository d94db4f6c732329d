import Atlases
import Scenarios
import Testing
import Transport

@Suite("How near cities are to much")
struct CityTravelTests {
    @Test("anchors are at no distance from an anchor, and every other city has one")
    func anchors() throws {
        let atlas = try BundledStudy.atlas.get()
        let now = try CityTravel(atlas, year: 2023, figures: 2023)
        #expect(now.places.count == 334 && !now.dropped.isEmpty)
        let anchors = Set(atlas.clusters.flatMap { $0.members.filter { $0.role == .anchor }.map(\.region) })
        let mean = now.accessibility(.weightedMeanTime, own: false)
        for (place, city) in now.places.enumerated() {
            let (hours, anchor) = (try #require(now.hoursToAnchor[place]), try #require(now.nearestAnchor[place]))
            #expect((hours == 0) == anchors.contains(city.code) && anchors.contains(now.places[anchor].code))
            #expect(mean[place].reached == 333 && abs(mean[place].massShare - 1) < 1e-12)
            #expect((5...60).contains(mean[place].value ?? 0))
        }
        // The Xi'an–Ankang line is not open: the nearest anchor of Ankang is more than two hours away.
        let ankang = try #require(now.places.firstIndex { $0.code == "610900" })
        #expect((now.hoursToAnchor[ankang] ?? 0) > 2)
        let (two, four) = (now.residentsNearAnchor(within: 2), now.residentsNearAnchor(within: 4))
        #expect(two.residents < four.residents && four.share < 1 && two.share > 0.2)
    }

    @Test(
        """
        its own mass raises a potential, what is reached grows with the hours, and cumulative opportunities hold \
        a place's own
        """
    )
    func measures() throws {
        let now = try CityTravel(try BundledStudy.atlas.get(), year: 2023, figures: 2023)
        func values(_ measure: AccessibilityMeasure, own: Bool = false) -> [Double] {
            now.accessibility(measure, own: own).map { $0.value ?? -1 }
        }
        #expect(
            zip(values(.potential(.power(1))), values(.potential(.power(1)), own: true)).allSatisfy {
                $0 > 0 && $0 < $1
            })
        let (two, four) = (values(.daily(hours: 2)), values(.daily(hours: 4)))
        #expect(zip(two, four).allSatisfy { $0 <= $1 } && zip(two, four).contains { $0 < $1 })
        for (place, value) in values(.cumulative(hours: 2)).enumerated() {
            #expect(abs(value - two[place] - now.masses[place]) < 1e-6 * value)
        }
        #expect(throws: ScenarioError.self) { try CityTravel(try BundledStudy.atlas.get(), year: 1950, figures: 1950) }
    }

    @Test("inequality of accessibility is that of the values over residents by the first cluster of each city")
    func inequality() throws {
        let atlas = try BundledStudy.atlas.get()
        let now = try CityTravel(atlas, year: 2023, figures: 2023)
        let same = try #require(now.inequality(of: now.places.map { _ in 3 }, clusters: atlas.clusters))
        #expect(same.places == 334 && abs(same.theil) < 1e-12 && abs(same.gini) < 1e-12)
        var values: [Double?] = now.accessibility(.daily(hours: 2), own: false).map(\.value)
        (values[0], values[1]) = (nil, 0)
        let found = try #require(now.inequality(of: values, clusters: atlas.clusters))
        #expect(found.places == values.count { ($0 ?? 0) > 0 } && found.places < 334)
        #expect(abs(found.theil - found.theilWithin - found.theilBetween) < 1e-12)
        #expect(abs(found.gini - found.giniWithin - found.giniBetween - found.giniOverlap) < 1e-12)
        #expect(now.inequality(of: now.places.map { _ in nil }, clusters: atlas.clusters) == nil)
    }

    @Test("no year takes a place farther from an anchor, and what it saves is the first year's hours less its own")
    func openings() throws {
        let found = try OpeningYears(try BundledStudy.atlas.get(), years: 2022...2024, figures: 2023)
        #expect(found.years == [2022, 2023, 2024] && found.travels.map(\.year) == found.years)
        for place in found.places.indices {
            let saved = try #require(found.hoursSaved(year: 2, place: place))
            #expect(saved >= 0 && found.hoursSaved(year: 0, place: place) == 0)
            #expect(saved == (found.hoursToAnchor[0][place] ?? 0) - (found.hoursToAnchor[2][place] ?? 0))
        }
        #expect(found.anchors.allSatisfy { $0.count == found.places.count })
    }

    @Test("areas grow with the hours and hold the place itself; points stand on the roads between seats")
    func areas() throws {
        let atlas = try BundledStudy.atlas.get()
        let network = StudyNetwork(
            atlas, date: Day(year: 2023, month: 12, day: 31), carved: [], parameters: StudyParameters())
        let hours = try network.network(passengers: true).hours(from: try network.endpoint("420100"))
        let areas = network.areas(hours: hours, limits: [1, 2])
        #expect(areas.map(\.hours) == [1, 2])
        let sizes = areas.map { $0.polygons.flatMap(\.self).flatMap(\.self).count }
        #expect(sizes[0] > 10 && sizes[0] < sizes[1])
        #expect(!network.sources.isEmpty)
    }

    @Test("a cluster as listed and as drawn share some cities, and none is counted twice")
    func agreement() throws {
        let atlas = try BundledStudy.atlas.get()
        let now = try CityTravel(atlas, year: 2023, figures: 2023)
        let found = now.agreement(of: atlas.clusters, limit: 2, share: 0.2, flows: nil)
        #expect(found.map(\.cluster.id) == atlas.clusters.map(\.id))
        for row in found {
            let all = row.both + row.listedOnly + row.foundOnly
            #expect(Set(all).count == all.count)
            #expect(Set(row.both + row.listedOnly + row.notModelled) == Set(row.cluster.members.map(\.region)))
            #expect(row.agreement == Double(row.both.count) / Double(all.count))
        }
    }

    @Test(
        "no city gets farther away as railways open or a scenario adds a line, and a line taken away brings none nearer"
    )
    func changes() throws {
        let atlas = try BundledStudy.atlas.get()
        let (early, late) = (
            try CityTravel(atlas, year: 2008, figures: 2023), try CityTravel(atlas, year: 2023, figures: 2023)
        )
        #expect(zip(early.hours.elements, late.hours.elements).allSatisfy { $0 >= $1 })
        #expect(early.residentsNearAnchor(within: 3).residents < late.residentsNearAnchor(within: 3).residents)
        let line = NewLink(from: "610100", to: "610900", mode: .rail, speedKmh: 350)
        let added = try CityTravel(
            atlas, year: 2023, figures: 2023, scenario: Scenario(name: "line", changes: [line]))
        #expect(zip(late.hours.elements, added.hours.elements).allSatisfy { $0 >= $1 })
        let ankang = try #require(added.places.firstIndex { $0.code == "610900" })
        #expect((added.hoursToAnchor[ankang] ?? 9) < (late.hoursToAnchor[ankang] ?? 0))
        let removed = try CityTravel(
            atlas, year: 2023, figures: 2023,
            scenario: Scenario(name: "gone", changes: [RemovedLink(from: "110000", to: "120000", mode: .rail)]))
        #expect(zip(late.hours.elements, removed.hours.elements).allSatisfy { $0 <= $1 })
    }

    @Test("with fares the least cost takes no less time than the fastest way, and a dear hour brings it close")
    func fares() throws {
        let atlas = try BundledStudy.atlas.get()
        // With prices hours are those of links: so are those that they are held against.
        let parameters = StudyParameters()
        let day = Day(year: 2023, month: 12, day: 31)
        let network = StudyNetwork(atlas, date: day, carved: [], parameters: parameters)
        let places = try CityTravel(atlas, year: 2023, figures: 2023).places
        let nodes = places.compactMap { network.node($0.code) }
        let links = try network.network(passengers: true).hours(among: nodes)
        let fastest = places.indices.flatMap { a in
            places.indices.map { a == $0 ? 2.0 / 3 * (places[a].area.value / .pi).squareRoot() / 40 : links[a, $0] }
        }
        func generalised(_ value: Double, goods: Bool = false) throws -> [Double] {
            try CityTravel(
                atlas, year: 2023, figures: 2023, goods: goods,
                prices: TravelPrices(valueOfTime: value, atlas.meaning)
            )
            .hours.elements
        }
        let (cheap, dear) = (try generalised(20), try generalised(10_000))
        #expect(zip(fastest, cheap).allSatisfy { $0 <= $1 } && zip(dear, cheap).allSatisfy { $0 <= $1 })
        #expect(zip(fastest, dear).allSatisfy { $1 - $0 < 0.2 + 0.05 * $0 })
        #expect(try generalised(20, goods: true) != cheap)
    }

    @Test("clusters drawn by time and flow hold their anchors and grow with the hours")
    func delimitation() throws {
        let atlas = try BundledStudy.atlas.get()
        let now = try CityTravel(atlas, year: 2023, figures: 2023)
        let numbers = Dictionary(now.places.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { a, _ in a })
        let (one, three) = (
            now.delimitation(of: atlas.clusters, limit: 1, share: 0.2),
            now.delimitation(of: atlas.clusters, limit: 3, share: 0.2)
        )
        for (index, cluster) in atlas.clusters.enumerated() {
            for member in cluster.members where member.role == .anchor {
                if let place = numbers[member.region] { #expect(one.groups[place].contains(index)) }
            }
        }
        #expect(zip(one.groups, three.groups).allSatisfy { Set($0).isSubset(of: Set($1)) })
        let all = now.delimitation(of: atlas.clusters, limit: 1e6, share: 0)
        #expect(all.groups.allSatisfy { $0.count == 19 })
        // Flows of one's own: Ankang's go to Chongqing alone, both directions counted.
        let mine = now.delimitation(of: atlas.clusters, limit: 24, share: 0.5) {
            Set([$0, $1]) == ["610900", "500000"] ? 1 : 0
        }
        let ankang = try #require(numbers["610900"])
        #expect(mine.groups[ankang].map { atlas.clusters[$0].id } == ["CL04"] && mine.groups[ankang].count == 1)
        for ties in three.ties { #expect(ties.compactMap { $0?.share }.allSatisfy { $0 >= 0 && $0 <= 1 + 1e-12 }) }
    }
}

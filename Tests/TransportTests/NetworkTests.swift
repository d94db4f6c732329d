import Computation
import Testing
import Transport

@Suite struct NetworkTests {
    static func link(_ from: Int, _ to: Int, _ hours: Double, _ mode: Mode = .road) -> Link {
        Link(from: from, to: to, mode: mode, lengthKm: 100, hours: hours)
    }

    @Test func linksAreDirected() throws {
        let network = try Network(places: 3, links: [Self.link(0, 1, 2), Self.link(1, 2, 3)])
        #expect(try network.hours(from: 0) == [0, 2, 5])
        #expect(try network.hours(from: 2) == [.infinity, .infinity, 0])
    }

    @Test func aRidePaysAccessOnceHoweverManyLinksItRunsThrough() throws {
        let rails = [Self.link(0, 1, 1, .rail), Self.link(1, 2, 1, .rail)]
        let network = try Network(places: 3, links: rails, boarding: Boarding(accessHours: [.rail: 1.2]))
        #expect(abs(try network.hours(from: 0)[2] - 3.2) < 1e-12)
        #expect(abs(try network.hours(from: 0)[1] - 2.2) < 1e-12)
    }

    @Test func modesCanBeChangedAtAPlaceAndTheFasterIsTaken() throws {
        let links = [Self.link(0, 1, 1, .rail), Self.link(1, 2, 0.5), Self.link(0, 2, 3)]
        let network = try Network(places: 3, links: links, boarding: Boarding(accessHours: [.rail: 1]))
        #expect(abs(try network.hours(from: 0)[2] - 2.5) < 1e-12)
    }

    @Test func parallelAndZeroTimeLinksAreFine() throws {
        let network = try Network(
            places: 3, links: [Self.link(0, 1, 4), Self.link(0, 1, 2), Self.link(1, 2, 0), Self.link(2, 1, 0)])
        #expect(try network.hours(from: 0) == [0, 2, 2])
    }

    /// Against Floyd and Warshall on the expanded meaning of the network, for random networks.
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64]) func agreesWithAllPairsByRelaxation(_ seed: UInt64) throws {
        var stream = RandomStream(seed: seed)
        let n = 25
        let links = (0..<120).map { _ in
            Self.link(
                Int(stream.next() % UInt64(n)), Int(stream.next() % UInt64(n)), stream.uniform() * 5,
                stream.uniform() < 0.5 ? .rail : .road
            )
        }
        let access = 1.1
        var best = [[Double]](repeating: [Double](repeating: .infinity, count: 2 * n), count: 2 * n)
        for i in 0..<(2 * n) { best[i][i] = 0 }
        for link in links {
            let offset = link.mode == .rail ? n : 0
            best[link.from + offset][link.to + offset] = min(best[link.from + offset][link.to + offset], link.hours)
        }
        for i in 0..<n { (best[i][i + n], best[i + n][i]) = (access / 2, access / 2) }
        for k in 0..<(2 * n) {
            for i in 0..<(2 * n) { for j in 0..<(2 * n) { best[i][j] = min(best[i][j], best[i][k] + best[k][j]) } }
        }
        let hours = try Network(places: n, links: links, boarding: Boarding(accessHours: [.rail: access])).hours(
            among: Array(0..<n))
        for i in 0..<n {
            for j in 0..<n {
                #expect(hours[i, j] == best[i][j] || abs(hours[i, j] - best[i][j]) < 1e-12)
            }
        }
    }

    /// The hierarchy gives what the search gives, for random directed networks, also when it is customised anew or an
    /// edge is closed.
    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64]) func theHierarchyAgreesWithTheSearch(_ seed: UInt64) throws {
        var stream = RandomStream(seed: seed)
        let n = 60
        func links(_ scale: Double) -> [Link] {
            var places = RandomStream(seed: seed &+ 100)
            return (0..<(90 + 40 * Int(seed))).map { _ in
                let (a, b) = (Int(places.next() % UInt64(n)), Int(places.next() % UInt64(n)))
                return Self.link(a, b, stream.uniform() * scale, places.uniform() < 0.5 ? .rail : .road)
            }
        }
        let first = try Network(places: n, links: links(5), boarding: Boarding(accessHours: [.rail: 0.9]))
        let second = try Network(places: n, links: links(2), boarding: Boarding(accessHours: [.rail: 0.3]))
        let hierarchy = ContractionHierarchy(first)
        let chosen = (0..<n).filter { $0 % 3 != 1 }
        for network in [first, second] {
            let (swept, searched) = (
                hierarchy.hours(among: chosen, edgeHours: network.edgeHours), try network.hours(among: chosen)
            )
            for (a, b) in zip(swept.elements, searched.elements) { #expect(a == b || abs(a - b) < 1e-12) }
        }
        var closed = first.edgeHours
        closed[3] = .infinity
        let kept = first.links.enumerated().filter { $0.offset != 3 }.map(\.element)
        let without = try Network(places: n, links: kept, boarding: Boarding(accessHours: [.rail: 0.9]))
        for (a, b) in zip(
            hierarchy.hours(among: chosen, edgeHours: closed).elements, try without.hours(among: chosen).elements)
        {
            #expect(a == b || abs(a - b) < 1e-12)
        }
    }

    @Test func badLinksAreRefused() {
        #expect(throws: NetworkError.badLink(index: 0, expected: "places from 0 to 1")) {
            try Network(places: 2, links: [Self.link(0, 2, 1)])
        }
        for hours in [-1, Double.nan, .infinity] {
            #expect(throws: NetworkError.self) { try Network(places: 2, links: [Self.link(0, 1, hours)]) }
        }
        #expect(throws: NetworkError.badAccess(-1)) {
            try Network(places: 2, links: [], boarding: Boarding(accessHours: [.rail: -1]))
        }
        #expect(throws: NetworkError.badPlace(9)) { try Network(places: 2, links: []).hours(from: 9) }
    }

    @Test func oneDegreeOfLatitudeIsAHundredAndElevenKilometres() {
        #expect(abs(greatCircleKm(longitude1: 0, latitude1: 0, longitude2: 0, latitude2: 1) - 111.195) < 0.001)
        #expect(greatCircleKm(longitude1: 5, latitude1: 5, longitude2: 5, latitude2: 5) == 0)
    }
}

@Suite("Fares, lines and alternatives")
struct CostTests {
    @Test("the least generalised cost weighs a fare against time, and hours and fares are told apart")
    func fares() throws {
        let links = [
            Link(from: 0, to: 1, mode: .highSpeedRail, lengthKm: 0, hours: 1, fare: 100),
            Link(from: 0, to: 1, mode: .road, lengthKm: 0, hours: 3, fare: 20),
            Link(from: 1, to: 2, mode: .road, lengthKm: 0, hours: 0.5),
        ]
        for (value, hours, fare) in [(50.0, 1.5, 100.0), (30, 3.5, 20)] {
            var tree = ShortestTree(try Network(places: 4, links: links, valueOfTime: value))
            let costs = try tree.costs(from: 0)
            #expect(costs[2]?.generalised == hours * value + fare)
            #expect(costs[2] == TravelCost(hours: hours, fare: fare, valueOfTime: value))
            #expect(costs[0] == TravelCost(hours: 0, fare: 0, valueOfTime: value) && costs[3] == nil)
        }
        #expect(throws: NetworkError.badValueOfTime(0)) { try Network(places: 2, links: [], valueOfTime: 0) }
        #expect(throws: NetworkError.self) {
            try Network(places: 2, links: [Link(from: 0, to: 1, mode: .road, lengthKm: 0, hours: 1, fare: -1)])
        }
    }

    @Test(
        """
        a line is waited for half its headway, a change of line costs the transfer and the next wait, staying on \
        costs nothing
        """
    )
    func lines() throws {
        func ride(_ from: Int, _ to: Int, _ line: Int?) -> Link {
            Link(from: from, to: to, mode: .rail, lengthKm: 0, hours: 1, line: line)
        }
        let boarding = Boarding(accessHours: [.rail: 0.6], transferHours: 0.25, headwayHours: [0.5, 2])
        let network = try Network(
            places: 5, links: [ride(0, 1, 0), ride(1, 2, 0), ride(2, 3, 1), ride(3, 4, nil)], boarding: boarding)
        let hours = try network.hours(from: 0)
        let expected = [0, 0.3 + 0.25 + 1 + 0.3, 0.3 + 0.25 + 2 + 0.3, 0.3 + 0.25 + 2 + 0.25 + 1 + 1 + 0.3]
        for (place, time) in expected.enumerated() { #expect(abs(hours[place] - time) < 1e-12) }
        #expect(
            abs(hours[4] - (expected[3] + 0.25 + 1)) < 1e-12,
            "a link without a line waits for nothing, the change stays")
        let hierarchy = ContractionHierarchy(network).hours(among: Array(0..<5), edgeHours: network.edgeHours)
        for place in 0..<5 { #expect(abs(hierarchy[0, place] - hours[place]) < 1e-12) }
        #expect(throws: NetworkError.self) { try Network(places: 2, links: [ride(0, 1, 7)], boarding: boarding) }
    }

    @Test("alternatives are the cheapest ways of all that visit no place twice", arguments: 1...20)
    func alternatives(seed: Int) throws {
        var stream = RandomStream(seed: UInt64(seed))
        let n = 7
        var links: [Link] = []
        for _ in 0..<16 {
            let (a, b) = (Int(stream.next() % 7), Int(stream.next() % 7))
            if a != b { links.append(Link(from: a, to: b, mode: .road, lengthKm: 0, hours: 0.1 + stream.uniform())) }
        }
        var all: [[Int]: Double] = [:]
        func walk(_ way: [Int], _ hours: Double) {
            let last = way[way.count - 1]
            if last == 6 {
                all[way] = min(all[way] ?? .infinity, hours)
                return
            }
            for link in links where link.from == last && !way.contains(link.to) {
                walk(way + [link.to], hours + link.hours)
            }
        }
        walk([0], 0)
        let found = try Network(places: n, links: links).ways(from: 0, to: 6, count: 5)
        let cheapest = all.values.sorted().prefix(5)
        #expect(found.count == cheapest.count)
        for (way, hours) in zip(found, cheapest) { #expect(abs(way.cost.hours - hours) < 1e-12) }
        for way in found {
            #expect(way.links.map { links[$0].from }.first == 0 && way.links.map { links[$0].to }.last == 6)
        }
    }

    @Test("a loop is no way and neither is a place without one; links of zero hours and cycles of them end")
    func noWays() throws {
        func road(_ a: Int, _ b: Int, _ hours: Double) -> Link {
            Link(from: a, to: b, mode: .road, lengthKm: 0, hours: hours)
        }
        let network = try Network(
            places: 4, links: [road(0, 1, 0), road(1, 0, 0), road(1, 2, 0), road(2, 1, 0), road(0, 1, 0)])
        #expect(try network.ways(from: 0, to: 0, count: 3).isEmpty && network.ways(from: 0, to: 3, count: 3).isEmpty)
        #expect(try network.ways(from: 0, to: 2, count: 3).map(\.cost.hours) == [0])
        #expect(throws: NetworkError.badPlace(9)) { try network.ways(from: 0, to: 9, count: 1) }
    }
}

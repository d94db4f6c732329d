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
        let network = try Network(places: 3, links: rails, accessHours: [.rail: 1.2])
        #expect(abs(try network.hours(from: 0)[2] - 3.2) < 1e-12)
        #expect(abs(try network.hours(from: 0)[1] - 2.2) < 1e-12)
    }

    @Test func modesCanBeChangedAtAPlaceAndTheFasterIsTaken() throws {
        let links = [Self.link(0, 1, 1, .rail), Self.link(1, 2, 0.5), Self.link(0, 2, 3)]
        let network = try Network(places: 3, links: links, accessHours: [.rail: 1])
        #expect(abs(try network.hours(from: 0)[2] - 2.5) < 1e-12)
    }

    @Test func parallelAndZeroTimeLinksAreFine() throws {
        let network = try Network(places: 3, links: [Self.link(0, 1, 4), Self.link(0, 1, 2), Self.link(1, 2, 0), Self.link(2, 1, 0)])
        #expect(try network.hours(from: 0) == [0, 2, 2])
    }

    /// Against Floyd and Warshall on the expanded meaning of the network, for random networks.
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64]) func agreesWithAllPairsByRelaxation(_ seed: UInt64) throws {
        var stream = RandomStream(seed: seed)
        let n = 25
        let links = (0..<120).map { _ in
            Self.link(
                Int(stream.next() % UInt64(n)), Int(stream.next() % UInt64(n)), stream.uniform() * 5, stream.uniform() < 0.5 ? .rail : .road
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
        for k in 0..<(2 * n) { for i in 0..<(2 * n) { for j in 0..<(2 * n) { best[i][j] = min(best[i][j], best[i][k] + best[k][j]) } } }
        let hours = try Network(places: n, links: links, accessHours: [.rail: access]).hours(among: Array(0..<n))
        for i in 0..<n {
            for j in 0..<n {
                #expect(hours[i, j] == best[i][j] || abs(hours[i, j] - best[i][j]) < 1e-12)
            }
        }
    }

    /// The hierarchy gives what the search gives, for random directed networks, also when it is customised anew or an edge is closed.
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
        let first = try Network(places: n, links: links(5), accessHours: [.rail: 0.9])
        let second = try Network(places: n, links: links(2), accessHours: [.rail: 0.3])
        let hierarchy = ContractionHierarchy(first)
        let chosen = (0..<n).filter { $0 % 3 != 1 }
        for network in [first, second] {
            let (swept, searched) = (hierarchy.hours(among: chosen, edgeHours: network.edgeHours), try network.hours(among: chosen))
            for (a, b) in zip(swept.elements, searched.elements) { #expect(a == b || abs(a - b) < 1e-12) }
        }
        var closed = first.edgeHours
        closed[3] = .infinity
        let kept = first.links.enumerated().filter { $0.offset != 3 }.map(\.element)
        let without = try Network(places: n, links: kept, accessHours: [.rail: 0.9])
        for (a, b) in zip(hierarchy.hours(among: chosen, edgeHours: closed).elements, try without.hours(among: chosen).elements) {
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
        #expect(throws: NetworkError.badAccess(-1)) { try Network(places: 2, links: [], accessHours: [.rail: -1]) }
        #expect(throws: NetworkError.badPlace(9)) { try Network(places: 2, links: []).hours(from: 9) }
    }

    @Test func oneDegreeOfLatitudeIsAHundredAndElevenKilometres() {
        #expect(abs(greatCircleKm(longitude1: 0, latitude1: 0, longitude2: 0, latitude2: 1) - 111.195) < 0.001)
        #expect(greatCircleKm(longitude1: 5, latitude1: 5, longitude2: 5, latitude2: 5) == 0)
    }
}

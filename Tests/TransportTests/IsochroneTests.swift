import Testing
import Transport

@Suite("Isochrones")
struct IsochroneTests {
    private func area(_ ring: [SIMD2<Double>]) -> Double {
        zip(ring, ring.dropFirst()).reduce(0) { $0 + ($1.0.x * $1.1.y - $1.1.x * $1.0.y) } / 2
    }

    private func contains(_ line: Isochrone, _ x: Double, _ y: Double) -> Bool {
        line.polygons.contains { polygon in
            polygon.reduce(false) { inside, ring in
                zip(ring, ring.dropFirst()).reduce(inside) { inside, edge in
                    let (a, b) = edge
                    return (a.y > y) != (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x ? !inside : inside
                }
            }
        }
    }

    @Test("around one point lies a circle of the hours that are left, counter-clockwise and closed")
    func circle() throws {
        let lines = isochrones(
            around: [TimedPoint(longitude: 110, latitude: 0, hours: 1)], limits: [2, 3, 0.5], speedKmh: 100, detour: 1,
            cellDegrees: 0.02)
        #expect(lines.map(\.hours) == [2, 3, 0.5] && lines[2].polygons.isEmpty)
        for (line, km) in zip(lines, [100.0, 200]) {
            let ring = try #require(line.polygons.first?.first)
            #expect(line.polygons.count == 1 && line.polygons[0].count == 1 && ring.first == ring.last)
            let radius = km / 111.195
            #expect(abs(area(ring) / (Double.pi * radius * radius) - 1) < 0.01)
            for point in ring {
                #expect(abs(((point.x - 110) * (point.x - 110) + point.y * point.y).squareRoot() - radius) < 0.02)
            }
        }
    }

    @Test("a longer limit holds a shorter one, two points far apart give two areas, a ring of points a hole")
    func shapes() throws {
        let far = [
            TimedPoint(longitude: 110, latitude: 30, hours: 0), TimedPoint(longitude: 115, latitude: 30, hours: 1),
        ]
        let lines = isochrones(around: far, limits: [1, 2, 3], speedKmh: 60)
        #expect(lines.map(\.polygons.count) == [1, 2, 2])
        for (inner, outer) in zip(lines, lines.dropFirst()) {
            for ring in inner.polygons.flatMap({ $0 }) {
                for point in ring { #expect(contains(outer, point.x, point.y)) }
            }
        }
        #expect(contains(lines[1], 115, 30) && !contains(lines[0], 115, 30) && !contains(lines[2], 112.5, 30))
        let circle = [(2.0, 0.0), (1.4, 1.4), (0, 2), (-1.4, 1.4), (-2, 0), (-1.4, -1.4), (0, -2), (1.4, -1.4)].map {
            TimedPoint(longitude: 110 + $0.0, latitude: $0.1, hours: 0)
        }
        let ring = isochrones(around: circle, limits: [1], speedKmh: 130, detour: 1)[0]
        #expect(ring.polygons.count == 1 && ring.polygons[0].count == 2)
        #expect(
            area(ring.polygons[0][0]) > 0 && area(ring.polygons[0][1]) < 0 && !contains(ring, 110, 0)
                && contains(ring, 112, 0))
    }

    @Test("an area over the meridian of 180° is cut there and is as large as anywhere else")
    func meridian() {
        let side = isochrones(
            around: [(179.8, 0.0), (-179.9, 0)].map { TimedPoint(longitude: $0.0, latitude: $0.1, hours: 0) },
            limits: [1],
            speedKmh: 130)[0]
        let inland = isochrones(
            around: [(99.8, 0.0), (100.1, 0)].map { TimedPoint(longitude: $0.0, latitude: $0.1, hours: 0) },
            limits: [1],
            speedKmh: 130)[0]
        #expect(side.polygons.count == 2 && inland.polygons.count == 1)
        #expect(side.polygons.joined().joined().allSatisfy { abs($0.x) <= 180 })
        let (cut, whole) = (side.polygons.reduce(0) { $0 + area($1[0]) }, area(inland.polygons[0][0]))
        #expect(abs(cut / whole - 1) < 0.01)
        #expect(contains(side, 179.5, 0) && contains(side, -179.5, 0) && !contains(side, 100, 0))
    }

    @Test("what cannot be reached, or never in time, is nowhere; no limit and no speed give nothing")
    func nowhere() {
        let none = [
            TimedPoint(longitude: 0, latitude: 0, hours: .infinity), TimedPoint(longitude: 1, latitude: 1, hours: 5),
        ]
        #expect(isochrones(around: none, limits: [4], speedKmh: 50).map(\.polygons.isEmpty) == [true])
        #expect(
            isochrones(around: none, limits: [], speedKmh: 50).isEmpty
                && isochrones(around: none, limits: [1], speedKmh: 0).isEmpty)
        let polar = [TimedPoint(longitude: 179, latitude: 89, hours: 0)]
        #expect(isochrones(around: polar, limits: [1], speedKmh: 50).count == 1)
    }
}

@Suite("Two-step floating catchments and delimitation")
struct CatchmentTests {
    @Test("supply is shared by all within reach, and what demand draws adds up to the supply that is reached")
    func sharing() throws {
        let hours: [[Double]] = [
            [0, 1, 3, .infinity], [1, 0, 2, .infinity], [3, 2, 0, .infinity], [.infinity, .infinity, .infinity, 0],
        ]
        let (supply, demand) = ([10.0, 0, 6, 5], [2.0, 3, 1, 0])
        var catchment = FloatingCatchment(supply: supply, demand: demand, limit: 2)
        for place in 0..<4 { catchment.addDemand(of: place, hours: hours[place]) }
        let found = (0..<4).map { catchment.accessibility(of: $0, hours: hours[$0]) }
        // Supply 0 is within two hours of demands 0 and 1; supply 2 of 1 and 2; supply 3 of nobody.
        #expect(found.map(\.value) == [10.0 / 5, 10.0 / 5 + 6.0 / 4, 6.0 / 4, 0])
        let drawn = zip(found, demand).reduce(0) { $0 + ($1.0.value ?? 0) * $1.1 }
        #expect(abs(drawn - 16) < 1e-12)
        for decay in [Decay.gaussian(hours: 1), .exponential(hours: 2)] {
            var faded = FloatingCatchment(supply: supply, demand: demand, limit: 2, decay: decay)
            for place in 0..<4 { faded.addDemand(of: place, hours: hours[place]) }
            let all = (0..<4).reduce(0) { $0 + (faded.accessibility(of: $1, hours: hours[$1]).value ?? 0) * demand[$1] }
            #expect(abs(all - 16) < 1e-12)
        }
    }

    @Test(
        """
        a place belongs where it is near enough and its flow goes; centres to their own group; none is lost for \
        want of a way
        """
    )
    func delimitation() {
        let inf = Double.infinity
        // Centres 0 and 1 of one group, 2 of another; place 3 near 0, place 4 near 2 but drawn to 1, place 5 cut off.
        let hours = [[0, 1, 5], [1, 0, 5], [5, 5, 0], [0.5, 1, 4], [4, 1.5, 1], [inf, inf, inf]]
        let flows = [[0.0, 5, 1], [5, 0, 1], [1, 1, 0], [6, 2, 2], [0, 9, 1], [7, 7, 7]]
        let drawn = Delimitation(places: 6, centres: [[0, 1], [2]], hours: hours, flows: flows, limit: 2, share: 0.5)
        #expect(drawn.groups == [[0], [0], [1], [0], [0], []])
        #expect(
            drawn.ties[3][0].map { [Double($0.centre), $0.hours, $0.share] } == [0, 0.5, 0.8]
                && drawn.ties[5] == [nil, nil])
        let byTime = Delimitation(places: 6, centres: [[0, 1], [2]], hours: hours, flows: flows, limit: 2, share: 0)
        #expect(byTime.groups == [[0], [0], [1], [0], [0, 1], []])
        #expect(Delimitation(places: 1, centres: [[]], hours: [[]], flows: [[]], limit: 1, share: 0).groups == [[]])
    }

    @Test("sums of links that make up a limit keep it")
    func limits() {
        #expect(isWithin(0.1 + 0.2, 0.3) && !isWithin(0.300001, 0.3) && !isWithin(.infinity, 3))
        let found = accessibility(
            .cumulative(hours: 0.3), hours: [9, 0.1 + 0.2, .infinity], masses: [5, 7, 11], from: 0)
        #expect(found.value == 12 && found.reached == 2)
    }
}

import AtlasFiles
import Atlases
import Computation
import Testing

@Suite("Shared borders")
struct SharedBordersTests {
    /// A grid of regions whose common edges wander; the outer edge too.
    private func wandering(_ side: Int, steps: Int, seed: UInt64 = 7) -> [String: [[[Coordinate]]]] {
        func edge(_ from: (Int, Int), _ to: (Int, Int)) -> [Coordinate] {
            let forwards = from < to
            let (a, b) = forwards ? (from, to) : (to, from)
            var stream = RandomStream(seed: seed &+ UInt64(a.0 * 1009 + a.1 * 31 + b.0 * 7919 + b.1))
            let points = (0...steps).map { step -> Coordinate in
                let share = Double(step) / Double(steps)
                let off = step == 0 || step == steps ? 0 : (stream.uniform() - 0.5) * 0.2
                let (along, across) = (Double(b.0 - a.0), Double(b.1 - a.1))
                return Coordinate(
                    longitude: 100 + Double(a.0) + along * share + across * off,
                    latitude: 30 + Double(a.1) + across * share + along * off)
            }
            return forwards ? points : points.reversed()
        }
        var regions: [String: [[[Coordinate]]]] = [:]
        for x in 0..<side {
            for y in 0..<side {
                let corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]
                var ring: [Coordinate] = []
                for (a, b) in zip(corners, corners.dropFirst()) { ring += edge(a, b).dropFirst(ring.isEmpty ? 0 : 1) }
                regions["R\(x)\(y)"] = [[ring]]
            }
        }
        return regions
    }

    /// The rings of a region, put together again.
    private func ring(_ borders: SharedBorders, _ numbers: [Int]) -> [SharedBorders.GridPoint] {
        var points: [SharedBorders.GridPoint] = []
        for number in numbers {
            let line = number >= 0 ? borders.lines[number] : borders.lines[~number].reversed()
            points += points.isEmpty ? line[...] : line.dropFirst()
        }
        return points
    }

    @Test("each border stands once, and regions that share one are neighbours")
    func once() {
        let borders = SharedBorders(wandering(4, steps: 20), atMost: .max)
        // 4 × 5 edges each way; an outer edge is cut only where an inner one ends.
        #expect(borders.adjacencies.count == 2 * 4 * 3)
        #expect(borders.adjacencies.allSatisfy { $0.points == 21 })
        let uses = borders.polygons.flatMap { $0.parts.flatMap { $0.flatMap { $0 } } }.map { $0 >= 0 ? $0 : ~$0 }
        #expect(Dictionary(grouping: uses, by: { $0 }).values.allSatisfy { $0.count <= 2 })
        #expect(Set(borders.lines).count == borders.lines.count)
        #expect(borders.points == borders.pointsBefore)
    }

    @Test("without thinning the outlines come back point by point")
    func whole() throws {
        let outlines = wandering(3, steps: 9)
        let borders = SharedBorders(outlines, atMost: .max)
        for (code, parts) in borders.polygons {
            let points = ring(borders, parts[0][0])
            #expect(points.first == points.last)
            #expect(Set(points) == Set(try #require(outlines[code])[0][0].map(SharedBorders.GridPoint.init)))
            #expect(points.count == outlines[code]?[0][0].count)
        }
    }

    @Test(
        "thinning keeps every region a closed ring with an inside, both sides of a border alike",
        arguments: [0, 50, 200, 1000])
    func thinned(limit: Int) {
        let borders = SharedBorders(wandering(5, steps: 40), atMost: limit)
        #expect(borders.points < borders.pointsBefore && borders.points <= max(limit, 4 * borders.lines.count))
        #expect(borders.polygons.count == 25)
        for (_, parts) in borders.polygons {
            let points = ring(borders, parts[0][0])
            #expect(points.count >= 4 && points.first == points.last && Set(points).count == points.count - 1)
        }
        #expect(borders.adjacencies.count == 2 * 5 * 4)
    }

    @Test("an enclave shares the hole of the region around it; an island keeps three corners")
    func enclave() {
        func circle(_ radius: Double) -> [Coordinate] {
            (0...60).map {
                let angle = Double($0 % 60) * 6 * .pi / 180
                return Coordinate(
                    longitude: 10 + radius * cosine(angle), latitude: 50 + radius * cosine(angle - .pi / 2))
            }
        }
        let inner = circle(1)
        let borders = SharedBorders(
            ["around": [[circle(3), inner.reversed()]], "enclave": [[inner]], "none": [[[inner[0], inner[1]]]]],
            atMost: 0)
        #expect(borders.lines.count == 2)
        #expect(borders.lines.allSatisfy { $0.count == 4 && $0.first == $0.last })
        #expect(borders.adjacencies.map(\.first) == ["around"] && borders.adjacencies.map(\.second) == ["enclave"])
        #expect(borders.polygons.map(\.code) == ["around", "enclave"])
    }

    /// Enough of a cosine for a test without a mathematics library.
    private func cosine(_ angle: Double) -> Double {
        var (term, sum) = (1.0, 1.0)
        for k in 1...16 {
            term *= -angle * angle / Double(2 * k * (2 * k - 1))
            sum += term
        }
        return sum
    }

    private func square(_ points: [(Double, Double)]) -> [[[Coordinate]]] {
        [[points.map { Coordinate(longitude: $0.0, latitude: $0.1) }]]
    }

    @Test("regions that drew the same border with other points are neighbours")
    func otherVertices() {
        // B and C lie east of A; A's side has no corner where they meet, and C's is written to seven decimals.
        let outlines = [
            "A": square([(0, 0), (1, 0), (1, 2), (0, 2), (0, 0)]),
            "B": square([(1, 0), (2, 0), (2, 1), (1, 1), (1, 0.5), (1, 0)]),
            "C": square([(1.0000004, 1), (2, 1), (2, 2), (0.9999996, 2.0000003), (1.0000004, 1)]),
            "D": square([(1.001, 2.5), (2, 2.5), (2, 3), (1.001, 2.5)]),
        ]
        let borders = SharedBorders(outlines, atMost: .max)
        #expect(borders.adjacencies.map { "\($0.first)\($0.second)" } == ["AB", "AC", "BC"])
    }
}

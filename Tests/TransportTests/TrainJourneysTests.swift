import LinearAlgebra
import Testing
import Transport

/// Journeys of several trains, and the way to and from them.
@Suite struct TrainJourneysTests {
    private static let none = Double.infinity

    /// Row origin; what is not listed has no train.
    private func through(_ count: Int, _ rides: [(Int, Int, Double)]) -> Matrix {
        var matrix = Matrix(rows: count, columns: count, repeating: Self.none)
        for (from, to, hours) in rides { matrix[from, to] = hours }
        return matrix
    }

    @Test("a change costs its minutes, a slower through train may be faster, and there need be no way back")
    func changes() {
        let rides = [(0, 1, 1.0), (1, 2, 1), (0, 2, 2.4), (2, 3, 1), (3, 4, 2)]
        let journeys = TrainJourneys(through: through(5, rides), changeHours: 0.5)
        #expect(journeys.hours[0, 2] == 2.4 && journeys.changes(from: 0, to: 2) == [])
        #expect(journeys.hours[1, 3] == 2.5 && journeys.changes(from: 1, to: 3) == [2])
        #expect(abs(journeys.hours[0, 4] - 6.4) < 1e-12 && journeys.changes(from: 0, to: 4) == [2, 3])
        #expect(journeys.hours[4, 0] == Self.none && journeys.changes(from: 4, to: 0) == nil)
        #expect(journeys.hours[2, 2] == 0 && journeys.changes(from: 2, to: 2) == nil)
        // With long changes the through train stays, with none the two short rides win.
        #expect(TrainJourneys(through: through(5, rides), changeHours: 0).changes(from: 0, to: 2) == [1])
    }

    @Test("hours are those of the best of all chains of trains, and the changes that are told add up to them")
    func everyChain() {
        let count = 9
        var seed: UInt64 = 11
        func draw() -> Double {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(seed >> 33) / Double(1 << 31)
        }
        var rides: [(Int, Int, Double)] = []
        for from in 0..<count {
            for to in 0..<count where from != to && draw() < 0.3 { rides.append((from, to, 0.3 + 5 * draw())) }
        }
        let matrix = through(count, rides)
        let journeys = TrainJourneys(through: matrix, changeHours: 0.4)
        // As many rounds of one more train each as there are places.
        var best = matrix
        for _ in 0..<count {
            for a in 0..<count {
                for b in 0..<count where a != b {
                    for middle in 0..<count where middle != a && middle != b {
                        best[a, b] = min(best[a, b], best[a, middle] + 0.4 + matrix[middle, b])
                    }
                }
            }
        }
        for a in 0..<count {
            for b in 0..<count where a != b {
                guard let changes = journeys.changes(from: a, to: b) else {
                    #expect(best[a, b] == Self.none)
                    continue
                }
                let stops = [a] + changes + [b]
                let told = zip(stops, stops.dropFirst()).reduce(0) { $0 + matrix[$1.0, $1.1] }
                #expect(abs(journeys.hours[a, b] - best[a, b]) < 1e-9)
                #expect(abs(told + 0.4 * Double(changes.count) - best[a, b]) < 1e-9)
            }
        }
    }

    @Test("from door to door one drives, takes the train, or drives to another place's station within reach")
    func doors() {
        var road = Matrix(rows: 4, columns: 4, repeating: 0)
        for a in 0..<4 { for b in 0..<4 { road[a, b] = 2 * Double(abs(a - b)) } }
        var rides = Matrix(rows: 4, columns: 4, repeating: Self.none)
        (rides[1, 3], rides[0, 1]) = (1, 1.9)
        func hours(mostRoad: Double) -> Matrix {
            doorToDoor(
                road: road, rides: rides, departure: [0.5, 0.5, 0.5, 0.5], arrival: [0.2, 0.2, 0.2, 0.2],
                mostRoad: mostRoad)
        }
        let found = hours(mostRoad: 3)
        #expect(abs(found[1, 3] - 1.7) < 1e-12)  // .5 + 1 + .2
        #expect(found[0, 1] == 2)  // the road: by train 2.6
        #expect(abs(found[0, 3] - 3.7) < 1e-12)  // two hours to the station of place 1
        #expect(found[3, 0] == 6 && found[2, 2] == 0)
        #expect(hours(mostRoad: 1)[0, 3] == 6)  // none drives that far: only the road is left
    }
}

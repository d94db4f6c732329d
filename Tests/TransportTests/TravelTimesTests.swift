import Computation
import LinearAlgebra
import RealModule
import Testing
import Transport

@Suite struct TravelTimesTests {
    /// Random edits of every kind, each compared with times from scratch: directed and both ways, on several networks.
    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func thousandsOfEditsEqualScratch(_ seed: UInt64) throws {
        var stream = RandomStream(seed: seed)
        let n = 30
        func place() -> Int { Int(stream.next() % UInt64(n)) }
        var links = (0..<110).map { _ in
            Link(
                from: place(), to: place(), mode: stream.uniform() < 0.4 ? .rail : .road, lengthKm: 1,
                hours: 0.1 + stream.uniform() * 4)
        }
        let network = try Network(
            places: n, links: links, boarding: Boarding(accessHours: [.rail: 0.8]), platformsEverywhere: true)
        var times = TravelTimes(network)
        var index = Array(links.indices)
        var closed = Set<Int>()
        for edit in 0..<600 {
            let kind = stream.uniform()
            if kind < 0.3 {
                // Now and then a link that ties with the shortest way, or takes no time.
                let (a, b) = (place(), place())
                let tie = times[a, b]
                let hours =
                    stream.uniform() < 0.2 && tie.isFinite ? tie : stream.uniform() < 0.1 ? 0 : stream.uniform() * 4
                let link = Link(from: a, to: b, mode: stream.uniform() < 0.4 ? .rail : .road, lengthKm: 1, hours: hours)
                links.append(link)
                index.append(try times.add(link))
            } else {
                let chosen = Int(stream.next() % UInt64(links.count))
                let old = links[chosen]
                let new =
                    kind < 0.5
                    ? old.hours * stream.uniform() : kind < 0.7 ? old.hours * (1 + stream.uniform()) : Double.infinity
                if new.isFinite {
                    links[chosen] = Link(from: old.from, to: old.to, mode: old.mode, lengthKm: 1, hours: new)
                    closed.remove(chosen)
                } else {
                    closed.insert(chosen)
                }
                try times.setHours(ofLink: index[chosen], to: new)
            }
            if edit % 3 == 0 || edit > 580 {
                let open = links.enumerated().filter { !closed.contains($0.offset) }.map(\.element)
                let scratch = try Network(places: n, links: open, boarding: Boarding(accessHours: [.rail: 0.8])).hours(
                    among: Array(0..<n))
                for a in 0..<n {
                    for b in 0..<n { #expect(times[a, b] == scratch[a, b] || abs(times[a, b] - scratch[a, b]) < 1e-9) }
                }
            }
        }
    }

    @Test func aLinkWhoseEditIsUndoneLeavesTheTimesAsTheyWere() throws {
        let links = [
            Link(from: 0, to: 1, mode: .road, lengthKm: 1, hours: 1),
            Link(from: 1, to: 2, mode: .road, lengthKm: 1, hours: 1),
            Link(from: 0, to: 2, mode: .road, lengthKm: 1, hours: 5),
        ]
        var times = TravelTimes(try Network(places: 3, links: links))
        #expect(times[0, 2] == 2)
        try times.setHours(ofLink: 1, to: .infinity)
        #expect(times[0, 2] == 5 && times[1, 2] == .infinity)
        try times.setHours(ofLink: 1, to: 1)
        #expect(times[0, 2] == 2 && times[1, 2] == 1)
    }

    @Test func badEditsAreRefused() throws {
        var times = TravelTimes(
            try Network(
                places: 2, links: [Link(from: 0, to: 1, mode: .road, lengthKm: 1, hours: 1)],
                boarding: Boarding(accessHours: [.rail: 1])))
        #expect(throws: NetworkError.self) { try times.add(Link(from: 0, to: 5, mode: .road, lengthKm: 1, hours: 1)) }
        #expect(throws: NetworkError.self) {
            try times.add(Link(from: 0, to: 1, mode: .road, lengthKm: 1, hours: .nan))
        }
        #expect(throws: NetworkError.self) { try times.add(Link(from: 0, to: 1, mode: .rail, lengthKm: 1, hours: 1)) }
        #expect(throws: NetworkError.self) { try times.setHours(ofLink: 9, to: 1) }
        #expect(throws: NetworkError.self) { try times.setHours(ofLink: 0, to: -1) }
    }

    @Test(
        "sweeps equal searches where links lie anywhere, too many triangles to keep or not",
        arguments: [(60, 150), (200, 420), (320, 52_000)])
    func scattered(places: Int, count: Int) throws {
        var stream = RandomStream(seed: UInt64(places))
        let links = (0..<count).map { _ in
            Link(
                from: Int(stream.next() % UInt64(places)), to: Int(stream.next() % UInt64(places)), mode: .road,
                lengthKm: 0,
                hours: stream.next() % 5 == 0 ? 0 : stream.uniform())
        }
        let network = try Network(places: places, links: links)
        let all = Array(0..<places)
        let (searched, swept) = (
            try network.hours(among: all), ContractionHierarchy(network).hours(among: all, edgeHours: network.edgeHours)
        )
        for (a, b) in zip(searched.elements, swept.elements) { #expect(a == b || abs(a - b) < 1e-12) }
    }

    @Test("screening a link equals adding it and comparing all pairs")
    func screening() throws {
        var stream = RandomStream(seed: 21)
        let n = 24
        func place() -> Int { Int(stream.next() % UInt64(n)) }
        let links = (0..<90).map { _ in
            Link(
                from: place(), to: place(), mode: stream.uniform() < 0.4 ? .rail : .road, lengthKm: 1,
                hours: 0.1 + stream.uniform() * 4)
        }
        let network = try Network(
            places: n, links: links, boarding: Boarding(accessHours: [.rail: 0.8]), platformsEverywhere: true)
        let times = TravelTimes(network)
        let chosen = (0..<n).filter { $0 % 4 != 1 }
        let weights = Matrix(rows: chosen.count, columns: chosen.count) { _, _ in stream.uniform() - 0.5 }
        for mode in [Mode.rail, .road] {
            let screening = try LinkScreening(times, among: chosen, mode: mode, weights: weights)
            for _ in 0..<60 {
                let (k, l) = (Int(stream.next() % UInt64(chosen.count)), Int(stream.next() % UInt64(chosen.count)))
                if k == l { continue }
                let hours = 0.05 + stream.uniform() * 2
                var after = times
                for (a, b) in [(k, l), (l, k)] {
                    try after.add(Link(from: chosen[a], to: chosen[b], mode: mode, lengthKm: 1, hours: hours))
                }
                var (sum, pairs) = (0.0, 0)
                for i in chosen.indices {
                    for j in chosen.indices where i != j {
                        let (old, new) = (times[chosen[i], chosen[j]], after[chosen[i], chosen[j]])
                        if new < old && old < .infinity {
                            sum += weights[i, j] * Double.log(new / old)
                            pairs += 1
                        }
                    }
                }
                let found = screening.weightedLogChange(between: k, and: l, hours: hours)
                #expect(found.pairs == pairs && abs(found.sum - sum) < 1e-12)
            }
        }
    }
}

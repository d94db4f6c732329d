import Atlases
import LinearAlgebra
import Transport

/// Rides over lines that opened after a day, or that a scenario adds; a train runs through from one to the next.
struct LaterLines {
    let rides: [(from: Int, to: Int, hours: Double)]
    let links: Int
    let undated: Int

    /// - Parameter after: nil takes every line with a sourced opening day.
    init(_ network: StudyNetwork, after: Day?) {
        let rail = network.links.filter { $0.mode == .rail && $0.designSpeedKmh != nil }
        let lines = rail.filter { link in
            switch link.origin {
            case .scenario: true
            case .atlas(let opened?): after.map { opened > $0 } ?? true
            case .atlas(nil), .given, .road, .crossing: false
            }
        }
        links = lines.count / 2
        undated = rail.count { if case .atlas(nil) = $0.origin { true } else { false } } / 2
        let ends = Set(lines.flatMap { [$0.from, $0.to] }).sorted()
        let number = Dictionary(uniqueKeysWithValues: ends.enumerated().map { ($1, $0) })
        var stretches = Matrix(rows: ends.count, columns: ends.count, repeating: .infinity)
        for line in lines {
            guard let a = number[line.from], let b = number[line.to], let design = line.designSpeedKmh else { continue }
            let hours = LineSpeed.stretchHours(line.lengthKm, designKmh: design)
            stretches[a, b] = min(stretches[a, b], hours)
        }
        let all = TrainJourneys(through: stretches, changeHours: 0).hours
        rides = ends.indices.flatMap { a in
            ends.indices.compactMap { b in
                a != b && all[a, b] < .infinity
                    ? (ends[a], ends[b], all[a, b] + LineSpeed.rideMinutes / 60) : nil
            }
        }
    }
}

/// Pairs whose fast trains led over railways that a scenario takes away: those that take longer without them along the
/// lines of the atlas.
struct RemovedRides {
    private let lost: Set<Int>
    private let count: Int
    let pairs: Int

    init(_ network: StudyNetwork, before: StudyNetwork) {
        count = network.nodes.count
        let kept = Set(network.links.map(\.id))
        let old = before.links.filter { $0.mode == .rail && $0.designSpeedKmh != nil }
        if old.allSatisfy({ kept.contains($0.id) }) {
            (lost, pairs) = ([], 0)
            return
        }
        let count = count
        func hours(_ links: [StudyLink]) -> Matrix {
            var stretches = Matrix(rows: count, columns: count, repeating: .infinity)
            for link in links {
                let hours = LineSpeed.stretchHours(link.lengthKm, designKmh: link.designSpeedKmh ?? 120)
                stretches[link.from, link.to] = min(stretches[link.from, link.to], hours)
            }
            return TrainJourneys(through: stretches, changeHours: 0).hours
        }
        let (with, without) = (hours(old), hours(old.filter { kept.contains($0.id) }))
        lost = Set(
            (0..<(count * count)).filter { without.elements[$0] > with.elements[$0] * (1 + 1e-9) })
        pairs = lost.count
    }

    func contains(_ from: Int, _ to: Int) -> Bool { lost.contains(from * count + to) }
}

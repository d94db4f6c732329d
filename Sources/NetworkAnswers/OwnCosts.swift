import Asking
import Computation
import Transport

/// Between two places of an own network.
struct OwnCost: Sendable {
    /// Infinite where there is no way; over a span of departures their mean.
    var hours: Double
    /// Over a span of departures, the fastest way of all.
    var fastest: Double?
    /// With a value of time.
    var fare: Double?
    var cost: Double?
}

extension OwnNetwork {
    /// From every origin to every place, a block of origins at a time, in order; the matrix is never held. Hours are
    /// infinite where there is no way.
    func costs(
        from origins: [Int], threads: Int?, progress: (Int) -> Void = { _ in },
        _ body: (Int, [OwnCost]) throws(Problem) -> Void
    ) throws(Problem) {
        let (block, group) = (64, 8)
        for start in stride(from: 0, to: origins.count, by: block) {
            let some = Array(origins[start..<min(start + block, origins.count)])
            let found = parallelMap(count: (some.count + group - 1) / group, threads: threads) { index in
                rows(from: some[(index * group)..<min((index + 1) * group, some.count)])
            }
            for (origin, costs) in zip(some, found.flatMap { $0 ?? [] }) { try body(origin, costs) }
            progress(start + some.count)
        }
    }

    /// The numbers of one origin, or of all.
    func origins(_ id: String?) throws(Problem) -> [Int] {
        guard let id else { return Array(places.ids.indices) }
        return [try place(id)]
    }

    /// Hours, or with a value of time generalised hours.
    func weighed(_ cost: OwnCost) -> Double {
        guard case .links(let network) = travel, let valueOfTime = network.valueOfTime, let money = cost.cost else {
            return cost.hours
        }
        return money / valueOfTime
    }

    /// Several origins one after another, with one search's room.
    private func rows(from origins: ArraySlice<Int>) -> [[OwnCost]] {
        let none = [OwnCost](repeating: OwnCost(hours: .infinity), count: places.ids.count)
        switch travel {
        case .links(let network):
            var tree = ShortestTree(network)
            return origins.map { origin in
                if network.valueOfTime == nil {
                    guard let hours = try? tree.hours(from: origin) else { return none }
                    return hours.prefix(places.ids.count).map { OwnCost(hours: $0) }
                }
                guard let costs = try? tree.costs(from: origin) else { return none }
                return costs.prefix(places.ids.count).map { cost in
                    cost.map { OwnCost(hours: $0.hours, fare: $0.fare, cost: $0.generalised) }
                        ?? OwnCost(hours: .infinity)
                }
            }
        case .timetable(let timetable):
            var search = timetable.search
            return origins.map { timetable.costs(from: $0, &search) }
        }
    }
}

extension OwnTimetable {
    /// From one place to all; to itself nothing.
    fileprivate func costs(from origin: Int, _ search: inout TimetableSearch) -> [OwnCost] {
        var row: [OwnCost]
        if departures.count == 1 {
            let arrivals = search.arrivals(from: reach[origin], departure: departures.lowerBound)
            row = reach.map { near in
                let best = near.map {
                    arrivals[$0.stop] == TimetableSearch.never
                        ? Double.infinity : Double(arrivals[$0.stop] + $0.seconds)
                }
                return OwnCost(hours: ((best.min() ?? .infinity) - Double(departures.lowerBound)) / 3_600)
            }
        } else {
            row = search.departureArrivals(from: reach[origin], to: reach, departures: departures).map { ways in
                SpanHours(ways, departures: departures).map { OwnCost(hours: $0.mean, fastest: $0.fastest) }
                    ?? OwnCost(hours: .infinity)
            }
        }
        row[origin] = OwnCost(hours: 0, fastest: departures.count == 1 ? nil : 0)
        return row
    }
}

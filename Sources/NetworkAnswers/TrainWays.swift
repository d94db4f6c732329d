import Atlases
import Scenarios
import Transport

extension Ways {
    /// Ways by the trains of a timetable, by road, and by road to a station: the fastest first.
    ///
    /// - Parameter count: at most so many.
    init(
        _ passengers: PassengerHours, _ trains: TrainHours, _ network: StudyNetwork, from start: Int, to end: Int,
        count: Int
    ) {
        let finder = TrainWays(passengers: passengers, trains: trains, network: network)
        var rows = finder.byTrain(from: start, to: end, count: count)
        if let road = finder.byRoad(from: start, to: end) { rows.append(road) }
        if let mixed = finder.mixed(from: start, to: end) { rows.append(mixed) }
        rows.sort { $0.cost.hours < $1.cost.hours }
        self.init(rows: Array(rows.prefix(count)), isPriced: false)
    }
}

private struct TrainWays {
    let passengers: PassengerHours
    let trains: TrainHours
    let network: StudyNetwork

    /// The fastest journey, the fastest without a change, and those that change once elsewhere.
    func byTrain(from start: Int, to end: Int, count: Int) -> [Ways.Row] {
        guard start != end else { return [] }
        let through = trains.journeys.through
        var chains: [[Int]] = []
        if let changes = trains.journeys.changes(from: start, to: end) { chains.append([start] + changes + [end]) }
        if through[start, end] < .infinity { chains.append([start, end]) }
        let once = network.nodes.indices.filter { place in
            place != start && place != end && through[start, place] < .infinity && through[place, end] < .infinity
        }.sorted { through[start, $0] + through[$0, end] < through[start, $1] + through[$1, end] }
        chains += once.prefix(count).map { [start, $0, end] }
        var seen: Set<[Int]> = []
        return chains.filter { seen.insert($0).inserted }.map(row)
    }

    private func row(_ chain: [Int]) -> Ways.Row {
        let legs = legs(chain)
        let changes = Double(chain.count - 2) * TrainHours.changeHours
        let rides = legs.reduce(0) { $0 + $1.hours } + changes
        return Ways.Row(
            cost: cost(trains.doorHours(riding: rides, from: chain[0], to: chain[chain.count - 1])), legs: legs)
    }

    private func legs(_ chain: [Int]) -> [Ways.Leg] {
        zip(chain, chain.dropFirst()).map { from, to in
            Ways.Leg(
                from: name(from), to: name(to), mode: .rail, hours: trains.journeys.through[from, to],
                train: trains.train(from: from, to: to)?.train ?? "")
        }
    }

    func byRoad(from start: Int, to end: Int) -> Ways.Row? {
        guard let hours = passengers.road?[start, end], hours < .infinity, start != end else { return nil }
        return Ways.Row(cost: cost(hours), legs: [road(start, end, hours)])
    }

    /// By road to or from another place's station, where that is faster than either alone.
    func mixed(from start: Int, to end: Int) -> Ways.Row? {
        guard let roads = passengers.road, passengers.basis(from: start, to: end) == .roadAndTrain else { return nil }
        let wanted = passengers.door[start, end]
        func near(_ place: Int, _ other: Int) -> Double { place == other ? 0 : roads[place, other] }
        for first in network.nodes.indices where near(start, first) <= wanted {
            for last in network.nodes.indices where first != last {
                let hours = near(start, first) + trains.doorHours(from: first, to: last) + near(last, end)
                guard hours <= wanted + 1e-9, let changes = trains.journeys.changes(from: first, to: last) else {
                    continue
                }
                return Ways.Row(
                    cost: cost(wanted),
                    legs: (first == start ? [] : [road(start, first, near(start, first))])
                        + legs([first] + changes + [last]) + (last == end ? [] : [road(last, end, near(last, end))]))
            }
        }
        return nil
    }

    private func road(_ from: Int, _ to: Int, _ hours: Double) -> Ways.Leg {
        Ways.Leg(from: name(from), to: name(to), mode: .road, hours: hours, train: "")
    }

    private func name(_ node: Int) -> Remark { Remark(network.nodes[node].nameEnglish, network.nodes[node].shortName) }

    private func cost(_ hours: Double) -> TravelCost { TravelCost(hours: hours, fare: 0, valueOfTime: nil) }
}

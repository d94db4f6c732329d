/// A stop and the seconds between it and the door of a place.
public struct StopReach: Sendable, Hashable {
    /// Number of the stop.
    public let stop: Int
    /// On the way between stop and door, 0 or more.
    public let seconds: Int32

    /// Used at either end of a journey.
    public init(stop: Int, seconds: Int32) {
        (self.stop, self.seconds) = (stop, seconds)
    }
}

/// A part of a journey.
public enum Leg: Sendable, Hashable {
    /// A ride on a run from stop to stop.
    case ride(run: Run, from: Int, to: Int, departure: Int32, arrival: Int32)
    /// A walk between two stops.
    case walk(from: Int, to: Int, seconds: Int32)
}

/// A way through a timetable that no other beats in departure, arrival and rides together.
public struct Journey: Sendable, Hashable {
    /// When the door is left at the latest, and when the other is reached; seconds from the beginning of the day.
    public let departure: Int32
    /// When the destination's door is reached; seconds from the beginning of the day.
    public let arrival: Int32
    /// Runs taken; 0 on foot alone.
    public let rides: Int
    /// From door to door in order; the ways between doors and stops are left out.
    public let legs: [Leg]
}

/// Searches of a timetable by rounds, one ride more in each (RAPTOR and its range form: Delling, Pajor & Werneck 2015,
/// doi:10.1287/trsc.2014.0534).
///
/// Holds two times a stop and round; make one for each thread.
public struct TimetableSearch: Sendable {
    /// What is searched.
    public let timetable: Timetable
    /// Rounds of a search: ways with more rides are not found.
    public let maximumRides: Int
    /// By round and stop: arrival by a ride, and on foot (from a ride, or from the origin's door).
    private var ride: [Int32]
    private var foot: [Int32]
    /// How they came about: run and boarding position, and the stop walked from (−1: the door).
    private var rideRun: [Int32]
    private var rideBoarded: [Int32]
    private var rideLine: [Int32]
    private var rideAlighted: [Int32]
    private var footFrom: [Int32]
    private var marked: [Int32] = []
    private var isMarked: [Bool]
    private var lineFrom: [Int32]
    private var touched: [Int32] = []

    /// Stands for no way; larger than any time.
    public static let never = Int32.max

    /// Room for one search: O(rides × stops).
    public init(_ timetable: Timetable, maximumRides: Int = 8) {
        precondition(maximumRides >= 1, "at least one ride")
        self.timetable = timetable
        self.maximumRides = maximumRides
        let size = (maximumRides + 1) * timetable.stops
        ride = Array(repeating: Self.never, count: size)
        foot = ride
        rideRun = Array(repeating: -1, count: size)
        rideBoarded = rideRun
        rideLine = rideRun
        rideAlighted = rideRun
        footFrom = rideRun
        isMarked = Array(repeating: false, count: timetable.stops)
        lineFrom = Array(repeating: -1, count: timetable.lines)
    }

    /// Earliest presence at every stop, `never` where there is no way.
    ///
    /// - Complexity: O(rounds × calls of the lines reached).
    public mutating func arrivals(from origin: [StopReach], departure: Int32) -> [Int32] {
        forget()
        run(from: origin, departure: departure)
        return timetable.stops == 0 ? [] : (0..<timetable.stops).map { presence(round: maximumRides, stop: $0) }
    }

    /// The ways from a door to a door that leave at a time or later, each with fewer rides or an earlier arrival than
    /// the others: the earliest arrival comes last.
    public mutating func journeys(from origin: [StopReach], to destination: [StopReach], departure: Int32) -> [Journey]
    {
        forget()
        run(from: origin, departure: departure)
        var found: [Journey] = []
        var best = Self.never
        for round in 0...maximumRides {
            guard let end = nearest(destination, round: round), end.arrival < best else { continue }
            best = end.arrival
            found.append(journey(to: end, round: round, origin: origin, departure: departure))
        }
        return found
    }

    /// All ways that leave within a span, in order of departure: none leaves earlier, arrives later and rides as often
    /// as another.
    ///
    /// A way on foot alone can begin at any second and stands first, with the span's first second.
    public mutating func profile(from origin: [StopReach], to destination: [StopReach], departures: ClosedRange<Int32>)
        -> [Journey]
    {
        forget()
        // What leaves after the span is not among them.
        run(from: origin, departure: departures.upperBound + 1)
        var best = (0...maximumRides).map { nearest(destination, round: $0)?.arrival ?? Self.never }
        var found: [Journey] = []
        for departure in departureTimes(origin, departures) {
            run(from: origin, departure: departure)
            for round in 1...maximumRides {
                guard let end = nearest(destination, round: round), end.arrival < best[round] else { continue }
                for other in round...maximumRides { best[other] = min(best[other], end.arrival) }
                found.append(journey(to: end, round: round, origin: origin, departure: departure))
            }
        }
        walkOnly(from: origin)
        if let walk = nearest(destination, round: 0) {
            let time = walk.arrival
            found.removeAll { $0.arrival - $0.departure >= time }
            let legs = journey(to: walk, round: 0, origin: origin, departure: 0).legs
            found.append(
                Journey(departure: departures.lowerBound, arrival: departures.lowerBound + time, rides: 0, legs: legs))
        }
        return found.reversed()
    }

    /// Departures from a door within a span and the earliest arrivals they lead to, for each of many doors: what
    /// `profile` finds, without the legs, for all destinations in one search.
    public mutating func departureArrivals(
        from origin: [StopReach], to destinations: [[StopReach]], departures: ClosedRange<Int32>
    ) -> [DepartureArrivals] {
        forget()
        var found = [DepartureArrivals](repeating: DepartureArrivals(), count: destinations.count)
        for departure in Set(departureTimes(origin, departures) + [departures.upperBound]).sorted(by: >) {
            run(from: origin, departure: departure)
            for (index, destination) in destinations.enumerated() {
                guard let end = nearest(destination, round: maximumRides) else { continue }
                if end.arrival < found[index].ways.last?.arrival ?? Self.never {
                    found[index].ways.append((departure, end.arrival))
                }
            }
        }
        walkOnly(from: origin)
        for (index, destination) in destinations.enumerated() {
            found[index].walkSeconds = nearest(destination, round: 0)?.arrival
        }
        return found
    }

    // MARK: - Rounds

    private mutating func forget() {
        for index in ride.indices { ride[index] = Self.never }
        for index in foot.indices { foot[index] = Self.never }
    }

    /// Times at which the door is left to catch a run, the last first, each once.
    private func departureTimes(_ origin: [StopReach], _ span: ClosedRange<Int32>) -> [Int32] {
        var times: Set<Int32> = []
        var near: [Int: Int32] = [:]
        for reach in origin {
            near[reach.stop] = min(near[reach.stop] ?? Self.never, reach.seconds)
            for slot in walks(reach.stop) {
                let stop = Int(timetable.pathTo[slot])
                near[stop] = min(near[stop] ?? Self.never, reach.seconds + timetable.pathSeconds[slot])
            }
        }
        for (stop, seconds) in near {
            for slot in Int(timetable.firstCall[stop])..<Int(timetable.firstCall[stop + 1]) {
                let (line, position) = (Int(timetable.callLine[slot]), Int(timetable.callPosition[slot]))
                let length = timetable.length(line)
                for number in 0..<Int(timetable.firstRun[line + 1] - timetable.firstRun[line]) {
                    let leaves = timetable.departures[timetable.timeOffset[line] + number * length + position] - seconds
                    if span.contains(leaves) { times.insert(leaves) }
                }
            }
        }
        return times.sorted(by: >)
    }

    private func walks(_ stop: Int) -> Range<Int> {
        Int(timetable.firstPath[stop])..<Int(timetable.firstPath[stop + 1])
    }

    private func presence(round: Int, stop: Int) -> Int32 {
        min(ride[round * timetable.stops + stop], foot[round * timetable.stops + stop])
    }

    /// When a run can be boarded at a stop after so many rides.
    private func ready(_ round: Int, _ stop: Int) -> Int32 {
        let slot = round * timetable.stops + stop
        return min(ride[slot] == Self.never ? Self.never : ride[slot] + timetable.changeSeconds[stop], foot[slot])
    }

    private mutating func run(from origin: [StopReach], departure: Int32) {
        setOut(from: origin, departure: departure)
        for round in 1...maximumRides where !marked.isEmpty { takeRides(round) }
        unmark()
    }

    /// On foot alone, from second 0.
    private mutating func walkOnly(from origin: [StopReach]) {
        forget()
        setOut(from: origin, departure: 0)
        unmark()
    }

    private mutating func setOut(from origin: [StopReach], departure: Int32) {
        for reach in origin { walk(to: reach.stop, at: departure + reach.seconds, from: -1, round: 0) }
        for reach in origin {
            for slot in walks(reach.stop) {
                walk(
                    to: Int(timetable.pathTo[slot]), at: departure + reach.seconds + timetable.pathSeconds[slot],
                    from: Int32(reach.stop),
                    round: 0)
            }
        }
    }

    private mutating func takeRides(_ round: Int) {
        collectLines()
        for line in touched { scan(Int(line), round) }
        let reached = marked
        for stop in reached {
            let arrival = ride[round * timetable.stops + Int(stop)]
            for slot in walks(Int(stop)) {
                walk(
                    to: Int(timetable.pathTo[slot]), at: arrival + timetable.pathSeconds[slot], from: stop, round: round
                )
            }
        }
    }

    private mutating func unmark() {
        for stop in marked { isMarked[Int(stop)] = false }
        marked.removeAll(keepingCapacity: true)
    }

    private mutating func mark(_ stop: Int) {
        if isMarked[stop] { return }
        isMarked[stop] = true
        marked.append(Int32(stop))
    }

    private mutating func walk(to stop: Int, at time: Int32, from: Int32, round: Int) {
        let slot = round * timetable.stops + stop
        guard time < foot[slot] else { return }
        footFrom[slot] = from
        for later in stride(from: slot, to: foot.count, by: timetable.stops) { foot[later] = min(foot[later], time) }
        mark(stop)
    }

    /// Lines that call at a marked stop, from the first such call on; marks are cleared for the next round.
    private mutating func collectLines() {
        touched.removeAll(keepingCapacity: true)
        for stop in marked {
            for slot in Int(timetable.firstCall[Int(stop)])..<Int(timetable.firstCall[Int(stop) + 1]) {
                let (line, position) = (Int(timetable.callLine[slot]), timetable.callPosition[slot])
                if lineFrom[line] < 0 {
                    touched.append(Int32(line))
                    lineFrom[line] = position
                } else if position < lineFrom[line] {
                    lineFrom[line] = position
                }
            }
        }
        unmark()
    }

    /// Rides along a line from its first marked call, always on the earliest run that can be caught.
    private mutating func scan(_ line: Int, _ round: Int) {
        let length = timetable.length(line)
        let start = Int(lineFrom[line])
        lineFrom[line] = -1
        let stops = Int(timetable.firstStop[line])
        let offset = timetable.timeOffset[line]
        let runs = Int(timetable.firstRun[line + 1] - timetable.firstRun[line])
        var (current, boarded) = (runs, -1)
        for position in start..<length {
            let stop = Int(timetable.lineStops[stops + position])
            let refused = timetable.refused[stops + position]
            if current < runs, !refused.contains(.alighting) {
                let arrival = timetable.arrivals[offset + current * length + position]
                let slot = round * timetable.stops + stop
                if arrival < ride[slot] {
                    rideRun[slot] = timetable.firstRun[line] + Int32(current)
                    rideLine[slot] = Int32(line)
                    rideBoarded[slot] = Int32(boarded)
                    rideAlighted[slot] = Int32(position)
                    for later in stride(from: slot, to: ride.count, by: timetable.stops) {
                        ride[later] = min(ride[later], arrival)
                    }
                    mark(stop)
                }
            }
            if refused.contains(.boarding) { continue }
            let time = ready(round - 1, stop)
            if time == Self.never { continue }
            if current < runs, timetable.departures[offset + current * length + position] < time { continue }
            // The first run that leaves no earlier than that, among those before the current one.
            var (low, high) = (0, current)
            while low < high {
                let middle = (low + high) / 2
                if timetable.departures[offset + middle * length + position] < time {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            if low < current { (current, boarded) = (low, position) }
        }
    }

    // MARK: - Journeys

    private func nearest(_ destination: [StopReach], round: Int) -> (arrival: Int32, reach: StopReach)? {
        var best: (arrival: Int32, reach: StopReach)?
        for reach in destination {
            let there = presence(round: round, stop: reach.stop)
            if there == Self.never { continue }
            if there + reach.seconds < best?.arrival ?? Self.never { best = (there + reach.seconds, reach) }
        }
        return best
    }

    /// Follows a time back to the door. A time that holds in a round was made in the first round in which it stands.
    private func journey(to end: (arrival: Int32, reach: StopReach), round: Int, origin: [StopReach], departure: Int32)
        -> Journey
    {
        var legs: [Leg] = []
        var (round, stop) = (round, end.reach.stop)
        var byRide = ride[round * timetable.stops + stop] <= foot[round * timetable.stops + stop]
        while true {
            let times = byRide ? ride : foot
            while round > 0, times[(round - 1) * timetable.stops + stop] == times[round * timetable.stops + stop] {
                round -= 1
            }
            let slot = round * timetable.stops + stop
            if !byRide {
                let from = Int(footFrom[slot])
                if from < 0 { break }
                let path = walks(from).first { Int(timetable.pathTo[$0]) == stop }
                legs.append(.walk(from: from, to: stop, seconds: path.map { timetable.pathSeconds[$0] } ?? 0))
                stop = from
                if round == 0 { break }
                byRide = true
                continue
            }
            let (line, run) = (Int(rideLine[slot]), Int(rideRun[slot]))
            let (boarded, alighted) = (Int(rideBoarded[slot]), Int(rideAlighted[slot]))
            let first = timetable.timeOffset[line] + (run - Int(timetable.firstRun[line])) * timetable.length(line)
            let from = Int(timetable.lineStops[Int(timetable.firstStop[line]) + boarded])
            legs.append(
                .ride(
                    run: timetable.runs[run], from: from, to: stop, departure: timetable.departures[first + boarded],
                    arrival: timetable.arrivals[first + alighted]))
            round -= 1
            stop = from
            let boarding = round * timetable.stops + stop
            let changed = ride[boarding] == Self.never ? Self.never : ride[boarding] + timetable.changeSeconds[stop]
            byRide = changed <= foot[boarding]
        }
        legs.reverse()
        let rides = legs.filter { if case .ride = $0 { true } else { false } }.count
        return Journey(departure: leaves(legs, origin) ?? departure, arrival: end.arrival, rides: rides, legs: legs)
    }

    /// The door can be left as late as the first ride allows.
    private func leaves(_ legs: [Leg], _ origin: [StopReach]) -> Int32? {
        var walked: Int32 = 0
        var first: Int?
        for leg in legs {
            switch leg {
            case .walk(let from, _, let seconds):
                first = first ?? from
                walked += seconds
            case .ride(_, let from, _, let departure, _):
                guard let access = origin.filter({ $0.stop == first ?? from }).map(\.seconds).min() else { return nil }
                return departure - walked - access
            }
        }
        return nil
    }
}

/// Departures from one door and the earliest arrivals at another.
public struct DepartureArrivals: Sendable {
    /// In falling order of departure, arrivals falling with it; the last second of the span is a departure where any
    /// way begins then or later.
    public internal(set) var ways: [(departure: Int32, arrival: Int32)] = []
    /// On foot alone, at any second.
    public internal(set) var walkSeconds: Int32?

    /// No way at all, as long as none is added.
    public init() {}
}

/// How long a way takes that leaves at any second of a span, waiting included.
public struct SpanHours: Sendable, Equatable {
    /// The fastest of all.
    public let fastest: Double
    /// Over all seconds of the span.
    public let mean: Double

    /// Nil where some second of the span has no way left.
    public init?(_ found: DepartureArrivals, departures: ClosedRange<Int32>) {
        let walk = found.walkSeconds.map { Double($0) } ?? .infinity
        guard walk.isFinite || found.ways.first?.departure == departures.upperBound else { return nil }
        var sum = 0.0
        var fastest = walk
        var open = Double(departures.upperBound)
        for (index, way) in found.ways.enumerated() {
            // Who leaves after the way before, until this one, arrives with this one, or walks if that is faster.
            let since = Double(
                index + 1 < found.ways.count ? found.ways[index + 1].departure : departures.lowerBound - 1)
            let (seconds, ride) = (Double(way.departure) - since, Double(way.arrival - way.departure))
            fastest = min(fastest, ride)
            let waiting = max(0, min(seconds, (walk - ride).rounded(.up)))
            sum += waiting * ride + waiting * (waiting - 1) / 2 + (seconds - waiting) * (seconds > waiting ? walk : 0)
            open = since
        }
        // Seconds that no way serves: after the last, or all.
        let first = Double(departures.lowerBound) - 1
        if found.ways.isEmpty { sum += (open - first) * walk }
        self.fastest = fastest / 3_600
        mean = sum / Double(departures.count) / 3_600
    }
}

import Computation

/// Trips as a timetable plans them, before a day is chosen: the calls of all trips, one trip after the other.
public struct TripPlans: Sendable {
    /// What a call does not allow.
    public struct Refusal: OptionSet, Sendable, Hashable {
        /// One bit a refusal.
        public let rawValue: UInt8
        /// Of bits; unknown ones are kept.
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Nobody can get on.
        public static let boarding = Refusal(rawValue: 1)
        /// Nobody can get off.
        public static let alighting = Refusal(rawValue: 2)
    }

    /// Where each trip's calls begin, and the end of the last.
    public private(set) var firstCall: [Int] = [0]
    /// Stop, arrival and departure of each call; seconds from the beginning of the day of service.
    public private(set) var stop: [Int32] = []
    /// Seconds from the beginning of the day of service, one a call.
    public private(set) var arrival: [Int32] = []
    /// Likewise.
    public private(set) var departure: [Int32] = []
    /// What each call does not allow.
    public private(set) var refused: [Refusal] = []

    /// Trips that have been ended.
    public var count: Int { firstCall.count - 1 }

    /// Without any trip.
    public init() {}

    /// Adds a call to the trip that is being written.
    public mutating func call(at stop: Int32, arrival: Int32, departure: Int32, refused: Refusal = []) {
        self.stop.append(stop)
        self.arrival.append(arrival)
        self.departure.append(departure)
        self.refused.append(refused)
    }

    /// Ends the trip and gives its number.
    @discardableResult
    public mutating func endTrip() -> Int {
        firstCall.append(stop.count)
        return count - 1
    }

    /// Makes room for so many calls before they are added.
    public mutating func reserve(calls: Int) {
        stop.reserveCapacity(calls)
        arrival.reserveCapacity(calls)
        departure.reserveCapacity(calls)
        refused.reserveCapacity(calls)
    }

    /// Where a trip's calls stand in `stop`, `arrival`, `departure` and `refused`.
    public func calls(_ trip: Int) -> Range<Int> { firstCall[trip]..<firstCall[trip + 1] }
}

/// A trip as it runs: a plan moved by some seconds (a service of the day before, a departure by headway).
public struct Run: Sendable, Hashable {
    /// Number of the trip in the plans.
    public let plan: Int32
    /// Seconds added to every time of the plan.
    public let shift: Int32

    /// Without a shift it runs as planned.
    public init(plan: Int32, shift: Int32 = 0) {
        (self.plan, self.shift) = (plan, shift)
    }
}

/// A walk between two stops.
public struct Footpath: Sendable, Hashable {
    /// Number of the stop that is left.
    public let from: Int32
    /// Number of the stop that is reached.
    public let to: Int32
    /// Walking alone, 0 or more.
    public let seconds: Int32

    /// One way; a walk both ways is two of them.
    public init(from: Int32, to: Int32, seconds: Int32) {
        (self.from, self.to, self.seconds) = (from, to, seconds)
    }
}

/// The trips of a day, ordered for search: those that call at the same stops and never overtake each other form a line.
///
///     let timetable = Timetable(stops: 3, plans: plans, runs: [Run(plan: 0)], changeSeconds: [120, 120, 120],
///     footpaths: []) var search = TimetableSearch(timetable)
///     let arrivals = search.arrivals(from: [StopReach(stop: 0, seconds: 0)], departure: 8 * 3_600)
public struct Timetable: Sendable {
    /// How many there are; they count from 0.
    public let stops: Int
    /// Seconds that a change between two rides at one stop takes.
    let changeSeconds: [Int32]
    /// The stops of each line and what is refused there, in compact rows.
    let firstStop: [Int32]
    let lineStops: [Int32]
    let refused: [TripPlans.Refusal]
    /// Runs of each line in order of departure; the times of run r at position p of line l stand at timeOffset[l] + (r
    /// − firstRun[l])·length + p.
    let firstRun: [Int32]
    let runs: [Run]
    let timeOffset: [Int]
    let arrivals: [Int32]
    let departures: [Int32]
    /// Lines that call at each stop, with the position in the line.
    let firstCall: [Int32]
    let callLine: [Int32]
    let callPosition: [Int32]
    /// Walks from each stop.
    let firstPath: [Int32]
    let pathTo: [Int32]
    let pathSeconds: [Int32]

    /// Sets of runs with the same stops of which none overtakes another.
    public var lines: Int { firstRun.count - 1 }
    /// Runs that can be taken, over all lines.
    public var runCount: Int { runs.count }

    /// - Parameters:
    ///   - runs: plans that run, each moved by its seconds; runs of fewer than two calls are left out.
    ///   - changeSeconds: one a stop, 0 or more.
    ///   - footpaths: of several between two stops the shortest counts; one walk at most is taken between two rides.
    /// - Precondition: stops within range and times that never fall along a trip; readers of files see to it.
    /// - Complexity: O(calls + runs log runs).
    public init(stops: Int, plans: TripPlans, runs: [Run], changeSeconds: [Int32], footpaths: [Footpath]) {
        precondition(changeSeconds.count == stops, "one time of change a stop")
        let lines = Lines(plans: plans, runs: runs)
        self.stops = stops
        self.changeSeconds = changeSeconds
        firstStop = lines.firstStop
        lineStops = lines.stops
        refused = lines.refused
        firstRun = lines.firstRun
        self.runs = lines.runs
        timeOffset = lines.timeOffset
        arrivals = lines.arrivals
        departures = lines.departures
        var calls: [Int32] = []
        var lineOf: [Int32] = []
        for line in 0..<(firstRun.count - 1) {
            for place in firstStop[line]..<firstStop[line + 1] {
                calls.append(place - firstStop[line])
                lineOf.append(Int32(line))
            }
        }
        let byStop = compactRows(lineStops, count: stops)
        firstCall = byStop.first
        callLine = byStop.order.map { lineOf[Int($0)] }
        callPosition = byStop.order.map { calls[Int($0)] }
        var shortest: [Int64: Int32] = [:]
        for path in footpaths where path.from != path.to {
            let key = Int64(path.from) << 32 | Int64(path.to)
            shortest[key] = min(shortest[key] ?? .max, path.seconds)
        }
        let sorted = shortest.sorted { $0.key < $1.key }
        firstPath = compactRows(sorted.map { Int32($0.key >> 32) }, count: stops).first
        pathTo = sorted.map { Int32($0.key & 0xFFFF_FFFF) }
        pathSeconds = sorted.map(\.value)
    }

    func length(_ line: Int) -> Int { Int(firstStop[line + 1] - firstStop[line]) }
}

/// Positions of numbers 0..<count in a list, one number's after the other's.
func compactRows(_ keys: [Int32], count: Int) -> (first: [Int32], order: [Int32]) {
    var first = [Int32](repeating: 0, count: count + 1)
    for key in keys { first[Int(key) + 1] += 1 }
    for index in 0..<count { first[index + 1] += first[index] }
    var cursor = first
    var order = [Int32](repeating: 0, count: keys.count)
    for (position, key) in keys.enumerated() {
        order[Int(cursor[Int(key)])] = Int32(position)
        cursor[Int(key)] += 1
    }
    return (first, order)
}

/// Runs sorted into lines.
private struct Lines {
    var firstStop: [Int32] = [0]
    var stops: [Int32] = []
    var refused: [TripPlans.Refusal] = []
    var firstRun: [Int32] = [0]
    var runs: [Run] = []
    var timeOffset: [Int] = []
    var arrivals: [Int32] = []
    var departures: [Int32] = []

    init(plans: TripPlans, runs all: [Run]) {
        let patternOf = Self.patterns(plans)
        var members: [[Run]] = []
        var slot: [Int32: Int] = [:]
        for run in all where plans.calls(Int(run.plan)).count >= 2 {
            let pattern = patternOf[Int(run.plan)]
            if let known = slot[pattern] {
                members[known].append(run)
            } else {
                slot[pattern] = members.count
                members.append([run])
            }
        }
        for runs in members { add(runs, plans) }
    }

    /// The number of the sequence of stops and refusals of each plan.
    private static func patterns(_ plans: TripPlans) -> [Int32] {
        var pattern = [Int32](repeating: 0, count: plans.count)
        var known: [UInt64: [Int32]] = [:]
        func same(_ a: Int, _ b: Int) -> Bool {
            let (x, y) = (plans.calls(a), plans.calls(b))
            return x.count == y.count
                && zip(x, y).allSatisfy { plans.stop[$0] == plans.stop[$1] && plans.refused[$0] == plans.refused[$1] }
        }
        for plan in 0..<plans.count {
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for call in plans.calls(plan) {
                hash =
                    (hash ^ UInt64(UInt32(bitPattern: plans.stop[call])) ^ UInt64(plans.refused[call].rawValue) << 40)
                    &* 0x9e37_79b9_7f4a_7c15
                hash ^= hash >> 29
            }
            if let first = known[hash]?.first(where: { same(Int($0), plan) }) {
                pattern[plan] = first
            } else {
                known[hash, default: []].append(Int32(plan))
                pattern[plan] = Int32(plan)
            }
        }
        return pattern
    }

    /// Runs of one sequence of stops, split where one overtakes another.
    private mutating func add(_ members: [Run], _ plans: TripPlans) {
        func first(_ run: Run) -> Int { plans.firstCall[Int(run.plan)] }
        let length = plans.calls(Int(members[0].plan)).count
        let sorted = members.enumerated().sorted { a, b in
            let (x, y) = (
                plans.departure[first(a.element)] + a.element.shift, plans.departure[first(b.element)] + b.element.shift
            )
            if x != y { return x < y }
            let (p, q) = (
                plans.arrival[first(a.element) + length - 1] + a.element.shift,
                plans.arrival[first(b.element) + length - 1] + b.element.shift
            )
            return p != q ? p < q : a.offset < b.offset
        }.map(\.element)
        func follows(_ next: Run, _ last: Run) -> Bool {
            let (a, b) = (first(next), first(last))
            for position in 0..<length {
                if plans.arrival[a + position] + next.shift < plans.arrival[b + position] + last.shift
                    || plans.departure[a + position] + next.shift < plans.departure[b + position] + last.shift
                {
                    return false
                }
            }
            return true
        }
        var lines: [[Run]] = []
        for run in sorted {
            if let line = lines.firstIndex(where: { follows(run, $0[$0.count - 1]) }) {
                lines[line].append(run)
            } else {
                lines.append([run])
            }
        }
        let calls = plans.calls(Int(members[0].plan))
        for line in lines {
            stops += plans.stop[calls]
            refused += plans.refused[calls]
            firstStop.append(Int32(stops.count))
            timeOffset.append(arrivals.count)
            for run in line {
                for call in plans.calls(Int(run.plan)) {
                    arrivals.append(plans.arrival[call] + run.shift)
                    departures.append(plans.departure[call] + run.shift)
                }
            }
            runs += line
            firstRun.append(Int32(runs.count))
        }
    }
}

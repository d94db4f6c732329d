internal import Asking
import AtlasFiles
import Atlases
import Transport

extension GTFSReader {
    /// The calls as they stand in the file, trips in any order.
    struct Calls {
        var trip: [Int32] = []
        var sequence: [Int32] = []
        var stop: [Int32] = []
        /// −1 where the feed leaves the time out.
        var arrival: [Int32] = []
        var departure: [Int32] = []
        var refused: [TripPlans.Refusal] = []
        var line: [Int32] = []
    }

    mutating func calls(_ feed: inout TransitFeed) throws(AtlasProblem) {
        let rows = try archive.rows("stop_times.txt", required: ["trip_id", "stop_id", "stop_sequence"])
        let calls = try read(rows)
        let order = calls.order(trips: tripIDs.count)
        feed.plans.reserve(calls: calls.trip.count)
        for trip in 0..<tripIDs.count {
            let slots = order.first[trip]..<order.first[trip + 1]
            try add(slots.map { order.slots.isEmpty ? $0 : order.slots[$0] }, calls, rows.file, &feed.plans)
            feed.plans.endTrip()
        }
    }

    private mutating func read(_ rows: RowStream) throws(AtlasProblem) -> Calls {
        let (trip, stop, sequence) = (rows.column("trip_id"), rows.column("stop_id"), rows.column("stop_sequence"))
        let (arrival, departure) = (rows.column("arrival_time"), rows.column("departure_time"))
        let (pickup, dropOff) = (rows.column("pickup_type"), rows.column("drop_off_type"))
        let zone = rows.column("location_id") ?? rows.column("location_group_id")
        var calls = Calls()
        var flexible = 0
        while try rows.next() {
            guard let number = tripIDs.find(rows.bytes(trip)) else {
                throw rows.problem(trip, "a trip_id of trips.txt")
            }
            guard let place = stopIDs.find(rows.bytes(stop)) else {
                if rows.bytes(stop).isEmpty, !rows.bytes(zone).isEmpty {
                    flexible += 1
                    continue
                }
                throw rows.problem(stop, "a stop_id of stops.txt")
            }
            guard let position = try rows.count(sequence) else {
                throw rows.problem(sequence, "a whole number of 0 or more")
            }
            let (comes, leaves) = (try rows.clock(arrival), try rows.clock(departure))
            if let comes, let leaves, leaves < comes { throw rows.problem(departure, "no time before the arrival") }
            var refused: TripPlans.Refusal = []
            if try rows.count(pickup, atMost: 3) == 1 { refused.insert(.boarding) }
            if try rows.count(dropOff, atMost: 3) == 1 { refused.insert(.alighting) }
            calls.trip.append(Int32(number))
            calls.stop.append(Int32(place))
            calls.sequence.append(Int32(position))
            calls.arrival.append(comes ?? leaves ?? -1)
            calls.departure.append(leaves ?? comes ?? -1)
            calls.refused.append(refused)
            calls.line.append(Int32(clamping: rows.line))
        }
        if flexible > 0 {
            notes.append(
                Remark(
                    "\(flexible) calls on demand within an area (no fixed stop) are not used",
                    "\(flexible) 个区域内按需停靠（无固定站点）未使用"))
        }
        return calls
    }

    /// Adds a trip's calls in their order, spacing times left out evenly.
    private func add(_ slots: [Int], _ calls: Calls, _ file: String, _ plans: inout TripPlans) throws(AtlasProblem) {
        func problem(_ slot: Int, _ column: String, _ expected: Template) -> AtlasProblem {
            AtlasProblem(
                file: file, row: Int(calls.line[slot]), column: column,
                value: column == "stop_sequence" ? "\(calls.sequence[slot])" : nil,
                expected: expected)
        }
        guard let first = slots.first, let last = slots.last else { return }
        if calls.arrival[first] < 0 { throw problem(first, "arrival_time", "a time at a trip's first stop") }
        if calls.arrival[last] < 0 { throw problem(last, "arrival_time", "a time at a trip's last stop") }
        var known = 0
        for (position, slot) in slots.enumerated() {
            if position > 0 {
                if calls.sequence[slot] == calls.sequence[slots[position - 1]] {
                    throw problem(slot, "stop_sequence", "each number once in a trip")
                }
            }
            if calls.arrival[slot] < 0 { continue }
            let (before, gap) = (slots[known], position - known)
            if calls.arrival[slot] < calls.departure[before] && position > 0 {
                throw problem(slot, "arrival_time", "no time before the departure from the stop before")
            }
            for between in 1..<max(1, gap) {
                // Seconds times stops may pass what 32 bits hold; the quotient lies between two times.
                let passed = Int(calls.arrival[slot] - calls.departure[before]) * between / gap
                let time = calls.departure[before] + Int32(passed)
                let inner = slots[known + between]
                plans.call(at: calls.stop[inner], arrival: time, departure: time, refused: calls.refused[inner])
            }
            plans.call(
                at: calls.stop[slot], arrival: calls.arrival[slot], departure: calls.departure[slot],
                refused: calls.refused[slot])
            known = position
        }
    }
}

extension GTFSReader.Calls {
    /// The file's rows trip by trip, each trip's in rising sequence; `slots` is empty where the file has them so
    /// already.
    fileprivate func order(trips: Int) -> (first: [Int], slots: [Int]) {
        var first = [Int](repeating: 0, count: trips + 1)
        var isSorted = true
        for (row, number) in trip.enumerated() {
            first[Int(number) + 1] += 1
            if row > 0 { isSorted = isSorted && (trip[row - 1], sequence[row - 1]) < (number, sequence[row]) }
        }
        for number in 0..<trips { first[number + 1] += first[number] }
        if isSorted { return (first, []) }
        var cursor = first
        var slots = [Int](repeating: 0, count: trip.count)
        for (row, number) in trip.enumerated() {
            slots[cursor[Int(number)]] = row
            cursor[Int(number)] += 1
        }
        for number in 0..<trips {
            let range = first[number]..<first[number + 1]
            let isRising = zip(range, range.dropFirst()).allSatisfy { sequence[slots[$0]] <= sequence[slots[$1]] }
            if !isRising { slots[range].sort { (sequence[$0], $0) < (sequence[$1], $1) } }
        }
        return (first, slots)
    }
}

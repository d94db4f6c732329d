import AtlasFiles
public import Atlases
public import Transport

/// A public-transport timetable: stops, trips with their calls, the days they run, headways and changes.
public struct TransitFeed: Sendable {
    /// A platform, or a station as a whole.
    public struct Stop: Sendable, Hashable {
        /// `stop_id`; with several feeds after the feed's name and a colon.
        public let id: String
        /// `stop_name`; may be empty.
        public let name: String
        /// Degrees; nil where the feed gives none, as `latitude`.
        public let longitude: Double?
        /// Degrees.
        public let latitude: Double?
        /// The station it belongs to, by number; its own where it belongs to none.
        public internal(set) var station: Int
    }

    /// A route.
    public struct Line: Sendable, Hashable {
        /// `route_id`.
        public let id: String
        /// The short name or, without one, the long one.
        public let name: String
        /// From `route_type`.
        public let mode: Mode
    }

    /// Departures every so many seconds from a time until before another, in place of the trip's own times.
    struct Headway: Sendable {
        let trip: Int
        let from: Int32
        let until: Int32
        let seconds: Int32
        let row: Int
    }

    struct Change: Sendable {
        let from: Int
        let to: Int
        /// Nil: no change is possible.
        let seconds: Int32?
    }

    /// The folder's or archive's name, by which problems mention it.
    public let name: String
    /// Of its agencies; empty where the feed gives none.
    public internal(set) var timeZone = ""
    /// In the order of the feed; their order numbers them.
    public internal(set) var stops: [Stop] = []
    /// Routes, in the order of the feed.
    public internal(set) var lines: [Line] = []
    /// All trips with their calls, whatever day they run.
    public internal(set) var plans = TripPlans()
    /// Of each plan.
    public internal(set) var tripIDs: [String] = []
    /// Number of the line of each plan.
    public internal(set) var tripLine: [Int32] = []
    var tripService: [Int32] = []
    var services: [ServiceDays] = []
    var headways: [Headway] = []
    var changes: [Change] = []
    /// What the feed holds that is not used.
    public internal(set) var notes: [Remark] = []

    init(name: String) { self.name = name }

    /// Calls of all trips, whatever day they run.
    public var callCount: Int { plans.stop.count }

    /// First and last day on which anything may run.
    public var days: (first: Day, last: Day)? {
        let bounds = services.compactMap(\.bounds)
        guard let first = bounds.map(\.lowerBound).min(), let last = bounds.map(\.upperBound).max() else { return nil }
        return (Day(number: first), Day(number: last))
    }

    /// Trips that run within a day: those of days before that are still on their way, and of the day after, with their
    /// times moved.
    ///
    /// Headway trips leave every headway from the beginning of their span; where the feed does not call these times
    /// exact they stand for any times with that headway, whose mean wait is half of it.
    func runs(on day: Day, modes: Set<Mode>?) -> [Run] {
        var runs: [Run] = []
        var byTrip: [Int: [Headway]] = [:]
        for headway in headways { byTrip[headway.trip, default: []].append(headway) }
        // Hours go on to 167: a train may have left days ago.
        let latest = plans.arrival.max() ?? 0
        let stretched = headways.map { headway in
            let calls = plans.calls(headway.trip)
            guard let first = calls.first else { return Int32(0) }
            return headway.until + plans.arrival[calls.upperBound - 1] - plans.departure[first]
        }
        let daysBack = Int(max(latest, stretched.max() ?? 0) / 86_400)
        for offset in -max(1, daysBack)...1 {
            let active = services.map { $0.runs(day.number + offset) }
            let shift = Int32(offset * 86_400)
            for trip in 0..<plans.count where active[Int(tripService[trip])] {
                if let modes, !modes.contains(lines[Int(tripLine[trip])].mode) { continue }
                let calls = plans.calls(trip)
                guard let first = calls.first else { continue }
                if let headways = byTrip[trip] {
                    for headway in headways {
                        let takes = plans.arrival[calls.upperBound - 1] - plans.departure[first]
                        for leaves in stride(from: headway.from, to: headway.until, by: Int(headway.seconds))
                        where offset >= -1 || leaves + takes + shift >= 0 {
                            runs.append(Run(plan: Int32(trip), shift: shift + leaves - plans.departure[first]))
                        }
                    }
                } else if offset >= 0 || plans.arrival[calls.upperBound - 1] + shift >= 0 {
                    runs.append(Run(plan: Int32(trip), shift: shift))
                }
            }
        }
        return runs
    }
}

extension Day {
    /// The day so many days after 1970-01-01.
    package init(number: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

import Synchronization

/// What passenger trains of one day do between the places of an atlas: through trains pair by pair, and stations.
public struct RailTimetable: Sendable {
    /// A station and where it lies.
    public struct Station: Sendable, Hashable {
        /// As the timetable writes it, in Chinese.
        public let name: String
        /// Code of the place it lies in.
        public let region: String
        /// A day; weekend and peak trains are among them, so that this is an upper bound.
        public let trains: Int
        /// From the place's seat; nil where nobody could place the station.
        public let kmFromSeat: Double?
        /// Whether it serves the seat.
        public let isCentral: Bool

        /// Takes the fields as they are; AtlasFiles checks them.
        public init(name: String, region: String, trains: Int, kmFromSeat: Double?, isCentral: Bool) {
            (self.name, self.region, self.trains) = (name, region, trains)
            (self.kmFromSeat, self.isCentral) = (kmFromSeat, isCentral)
        }
    }

    /// The through trains from one place to another.
    public struct Pair: Sendable, Hashable {
        /// Code of the place they leave.
        public let from: String
        /// Code of the place they reach.
        public let to: String
        /// Of the fastest between stations that serve the two seats; between any stations where none runs between those.
        public let minutes: Double
        /// The median over trains between stations that serve the seats; nil where none runs.
        public let medianMinutes: Double?
        /// Its number, where the timetable tells it.
        public let train: String
        /// Its stations; empty where they are not told.
        public let stations: (from: String, to: String)
        /// A day; an upper bound.
        public let trains: Int
        /// Of the fastest train that is no fast one (G, D or C); nil where none runs.
        public let slowMinutes: Double?
        /// Of the fastest fast train; nil where none runs.
        public let fastMinutes: Double?
        /// Whether the stations serve the seats.
        public let isCentral: Bool

        /// Takes the fields as they are; AtlasFiles checks them.
        public init(
            from: String, to: String, minutes: Double, medianMinutes: Double?, train: String,
            stations: (from: String, to: String), trains: Int,
            slowMinutes: Double?, fastMinutes: Double?, isCentral: Bool
        ) {
            (self.from, self.to, self.minutes, self.train) = (from, to, minutes, train)
            self.medianMinutes = medianMinutes
            (self.stations, self.trains) = (stations, trains)
            (self.slowMinutes, self.fastMinutes, self.isCentral) = (slowMinutes, fastMinutes, isCentral)
        }

        /// By everything.
        public static func == (a: Pair, b: Pair) -> Bool {
            a.from == b.from && a.to == b.to && a.minutes == b.minutes
                && a.medianMinutes == b.medianMinutes && a.train == b.train && a.stations == b.stations
                && a.trains == b.trains && a.slowMinutes == b.slowMinutes && a.fastMinutes == b.fastMinutes
                && a.isCentral == b.isCentral
        }

        /// By its ends.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(from)
            hasher.combine(to)
        }
    }

    /// Of its trains: lines that opened later are not in it.
    public let day: Day
    /// In the order of the table.
    public let stations: [Station]
    /// Each pair once in each direction.
    public let pairs: [Pair]
    /// Identifiers of sources.
    public let sources: [String]

    /// Takes the tables as they are; AtlasFiles checks them.
    public init(day: Day, stations: [Station], pairs: [Pair], sources: [String]) {
        (self.day, self.stations, self.pairs, self.sources) = (day, stations, pairs, sources)
    }
}

/// A railway line and its stations.
public struct RailLine: Sendable, Hashable {
    /// Common to all its links.
    public let id: String
    /// In order along the line, as timetables write them.
    public let stations: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
    public init(id: String, stations: [String]) { (self.id, self.stations) = (id, stations) }
}

/// Why a part of an atlas that is read late could not be read.
public struct UnreadablePart: Error, Sendable, Hashable {
    /// File, row and cure.
    public let reason: Remark

    /// Says it in both languages.
    public init(_ reason: Remark) { self.reason = reason }
}

/// A part of an atlas that is read when it is first asked for, then kept.
public final class LatePart<Content: Sendable>: Sendable {
    private let read: @Sendable () throws(UnreadablePart) -> Content
    private let kept = Mutex<Result<Content, UnreadablePart>?>(nil)

    /// What it holds, as is known before it is read.
    public let about: Remark

    /// - Parameter read: called once at most.
    public init(_ about: Remark, _ read: @escaping @Sendable () throws(UnreadablePart) -> Content) {
        (self.about, self.read) = (about, read)
    }

    /// What it holds.
    ///
    /// - Throws: why it cannot be read, each time it is asked.
    public func callAsFunction() throws(UnreadablePart) -> Content {
        let found = kept.withLock { kept in
            if let kept { return kept }
            let found: Result<Content, UnreadablePart>
            do throws(UnreadablePart) { found = .success(try read()) } catch { found = .failure(error) }
            kept = found
            return found
        }
        return try found.get()
    }
}

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
    public struct Pair: Sendable {
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

/// A day of the calendar, ordered.
public struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 1000 to 9999.
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int

    /// Takes the numbers as they are; only the reading of text checks them.
    public init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads "2020-12-27"; nil for anything else, such as the 30th of February.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2], (1...12).contains(month),
            (1000...9999).contains(year), (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// The earlier day is less.
    public static func < (a: Day, b: Day) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }

    /// As in "2020-12-27".
    public var description: String {
        func padded(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return "\(year)-\(padded(month))-\(padded(day))"
    }
}

/// A class of railway line.
public enum LineClass: String, Sendable, CaseIterable {
    /// Lines for high speed, 客运专线 and 高铁.
    case highSpeed = "high-speed"
    /// Fast lines between the cities of a cluster, 城际铁路.
    case intercity
    /// All others, mostly for trains of every kind.
    case conventional
}

/// A stretch of a railway line between two regions, used in both directions.
public struct RailLink: Sendable, Hashable, Sourced {
    /// Common to all links of a line.
    public let lineID: String
    /// The line's name in Chinese.
    public let line: String
    /// Decides speed and fare.
    public let lineClass: LineClass
    /// Code of one end.
    public let from: String
    /// Code of the other end; a link is used both ways.
    public let to: String
    /// Published, or a published line length shared out.
    public let lengthKm: Double?
    /// Estimated from the stations' polyline.
    public let lengthEstimatedKm: Double?
    /// Nil where no speed is sourced.
    public let designSpeedKmh: Double?
    /// Nil where no opening day is sourced.
    public let opened: Day?
    /// A carved place where the link really ends; used when a scenario makes that place its own.
    public let carvedTo: String?
    /// Length to the carved place; nil where none is known.
    public let carvedLengthKm: Double?
    /// A warning to show with the link; empty if none.
    public let flag: String
    /// Identifiers of sources.
    public let sources: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
    public init(
        lineID: String, line: String, lineClass: LineClass, from: String, to: String, lengthKm: Double?,
        lengthEstimatedKm: Double?,
        designSpeedKmh: Double?, opened: Day?, carvedTo: String?, carvedLengthKm: Double?, flag: String,
        sources: [String]
    ) {
        self.lineID = lineID
        self.line = line
        self.lineClass = lineClass
        self.from = from
        self.to = to
        self.lengthKm = lengthKm
        self.lengthEstimatedKm = lengthEstimatedKm
        self.designSpeedKmh = designSpeedKmh
        self.opened = opened
        self.carvedTo = carvedTo
        self.carvedLengthKm = carvedLengthKm
        self.flag = flag
        self.sources = sources
    }
}

/// What takes a link whose hours were given.
public enum TravelMode: String, Sendable, CaseIterable {
    /// People and goods.
    case road
    /// People, who get to a platform and wait there.
    case rail
    /// People, from door to door.
    case other
}

/// A link between two regions whose hours somebody gave: a user's own railway, road or timetable.
public struct TravelLink: Sendable, Hashable, Sourced {
    /// Code of one end.
    public let from: String
    /// Code of the other end.
    public let to: String
    /// From end to end; of a railway from platform to platform, so that access and waiting are added.
    public let hours: Double
    /// What takes it.
    public let mode: TravelMode
    /// Along the way; nil where nobody gave it.
    public let lengthKm: Double?
    /// Whether it leads from one end to the other only.
    public let isOneWay: Bool
    /// Nil where it always was.
    public let opened: Day?
    /// First day on which it is no longer there.
    public let closed: Day?
    /// Identifiers of sources.
    public let sources: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
    public init(
        from: String, to: String, hours: Double, mode: TravelMode, lengthKm: Double?, isOneWay: Bool, opened: Day?,
        closed: Day?, sources: [String]
    ) {
        (self.from, self.to, self.hours, self.mode) = (from, to, hours, mode)
        (self.lengthKm, self.isOneWay, self.opened, self.closed) = (lengthKm, isOneWay, opened, closed)
        self.sources = sources
    }

    /// Whether it can be travelled on that day.
    public func isOpen(_ day: Day) -> Bool { (opened.map { $0 <= day } ?? true) && (closed.map { day < $0 } ?? true) }
}

/// A line under way or approved.
public struct PlannedLine: Sendable, Hashable, Sourced {
    /// In Chinese.
    public let line: String
    /// In English.
    public let lineEnglish: String
    /// Codes of its two ends.
    public let ends: [String]
    /// Codes between the ends, in order; empty where none is sourced.
    public let via: [String]
    /// Of the whole line or section; nil where not sourced.
    public let lengthKm: Double?
    /// Nil where no speed is sourced.
    public let designSpeedKmh: Double?
    /// A year; nil where none is announced.
    public let expectedOpening: Int?
    /// In 100 million of the atlas's currency.
    public let investment: Double?
    /// What is to be known of it; empty if nothing.
    public let note: String
    /// Identifiers of sources.
    public let sources: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
    public init(
        line: String, lineEnglish: String, ends: [String], via: [String], lengthKm: Double?, designSpeedKmh: Double?,
        expectedOpening: Int?,
        investment: Double?, note: String, sources: [String]
    ) {
        self.line = line
        self.lineEnglish = lineEnglish
        self.ends = ends
        self.via = via
        self.lengthKm = lengthKm
        self.designSpeedKmh = designSpeedKmh
        self.expectedOpening = expectedOpening
        self.investment = investment
        self.note = note
        self.sources = sources
    }
}

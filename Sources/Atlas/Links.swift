/// A day of the calendar, ordered.
public struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let year: Int
    public let month: Int
    public let day: Int

    public init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads "2020-12-27"; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2], (1...12).contains(month),
            (1...31).contains(day), (1000...9999).contains(year)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public static func < (a: Day, b: Day) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }

    public var description: String {
        func padded(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return "\(year)-\(padded(month))-\(padded(day))"
    }
}

/// A class of railway line.
public enum LineClass: String, Sendable, CaseIterable {
    case highSpeed = "high-speed"
    case intercity
    case conventional
}

/// A stretch of a railway line between two regions, used in both directions.
public struct RailLink: Sendable, Hashable, Sourced {
    public let lineID: String
    public let line: String
    public let lineClass: LineClass
    public let from: String
    public let to: String
    /// Published, or a published line length shared out.
    public let lengthKm: Double?
    /// Estimated from the stations' polyline.
    public let lengthEstimatedKm: Double?
    public let designSpeedKmh: Double?
    /// Nil where no opening day is sourced.
    public let opened: Day?
    /// A carved place where the link really ends; used when a scenario makes that place its own.
    public let carvedTo: String?
    public let carvedLengthKm: Double?
    public let flag: String
    public let sources: [String]

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

/// A line under way or approved.
public struct PlannedLine: Sendable, Hashable, Sourced {
    public let line: String
    public let lineEnglish: String
    public let ends: [String]
    public let via: [String]
    public let lengthKm: Double?
    public let designSpeedKmh: Double?
    public let expectedOpening: Int?
    /// In 100 million yuan.
    public let investment: Double?
    public let note: String
    public let sources: [String]

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

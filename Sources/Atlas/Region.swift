/// A point on the globe, in degrees.
public struct Coordinate: Sendable, Hashable {
    public let longitude: Double
    public let latitude: Double

    public init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }
}

/// The standing of a region.
public enum RegionLevel: String, Sendable, CaseIterable {
    case country, province, municipality, prefecture, county, aggregate, former, carved

    /// Whether the region is one of the places that cover a country at the prefecture level.
    public var isPrefectural: Bool { self == .municipality || self == .prefecture || self == .county }
}

/// A region of an atlas, known by its code.
public struct Region: Sendable, Hashable, Sourced {
    public let code: String
    public let name: String
    public let shortName: String
    public let nameEnglish: String
    public let level: RegionLevel
    /// The province (of a prefecture) or country.
    public let parent: String?
    /// A region whose figures already contain this one's, or out of which this one is carved.
    public let partOf: String?
    /// Seat of government.
    public let seat: Coordinate?
    /// Where a label stands.
    public let label: Coordinate?
    public let note: String
    public let sources: [String]

    public init(
        code: String, name: String, shortName: String, nameEnglish: String, level: RegionLevel, parent: String?,
        partOf: String?,
        seat: Coordinate?, label: Coordinate?, note: String, sources: [String]
    ) {
        self.code = code
        self.name = name
        self.shortName = shortName
        self.nameEnglish = nameEnglish
        self.level = level
        self.parent = parent
        self.partOf = partOf
        self.seat = seat
        self.label = label
        self.note = note
        self.sources = sources
    }

    /// The province it lies in; a municipality is its own.
    public var province: String { level == .municipality || level == .province ? code : parent ?? code }

    /// The seat, or the label point where no seat is sourced.
    public var position: Coordinate? { seat ?? label }
}

/// A name that a region had, as tables of earlier years use it.
public struct FormerName: Sendable, Hashable, Sourced {
    public let region: String
    public let name: String
    public let nameEnglish: String
    /// Year of the renaming.
    public let until: Int?
    public let sources: [String]

    public init(region: String, name: String, nameEnglish: String, until: Int?, sources: [String]) {
        self.region = region
        self.name = name
        self.nameEnglish = nameEnglish
        self.until = until
        self.sources = sources
    }
}

/// How an atlas wants to be drawn.
public struct MapHints: Sendable, Hashable {
    /// West, south, east and north of the main frame and of a second one for islands far off, in degrees.
    public let frame: [Double]?
    public let inset: [Double]?
    /// What must stand at every map.
    public let note: String

    public init(frame: [Double]? = nil, inset: [Double]? = nil, note: String = "") {
        self.frame = frame
        self.inset = inset
        self.note = note
    }
}

/// A point on the globe, in degrees.
public struct Coordinate: Sendable, Hashable {
    /// East of Greenwich, −180 to 180.
    public let longitude: Double
    /// North of the equator, −90 to 90.
    public let latitude: Double

    /// Takes the degrees as they are; readers check them.
    public init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }
}

/// The standing of a region.
public enum RegionLevel: String, Sendable, CaseIterable {
    /// The whole, and its parts of the first level; a municipality is a place of the prefecture level too.
    case country, province, municipality
    /// What covers the country beside municipalities; a county stands here where a province administers it itself.
    case prefecture, county
    /// Several places together of which only the sum is published.
    case aggregate
    /// What is no longer, kept for figures of its time.
    case former
    /// A part of another region that a scenario may make a place of its own.
    case carved

    /// Whether the region is one of the places that cover a country at the prefecture level.
    public var isPrefectural: Bool { self == .municipality || self == .prefecture || self == .county }
}

/// A region of an atlas, known by its code.
public struct Region: Sendable, Hashable, Sourced {
    /// Six digits of the official division where there is one; otherwise the atlas's own.
    public let code: String
    /// In full, in Chinese.
    public let name: String
    /// In Chinese without the words for its kind, for maps and tables.
    public let shortName: String
    /// In English.
    public let nameEnglish: String
    /// Country, province, prefecture and so on.
    public let level: RegionLevel
    /// The province (of a prefecture) or country.
    public let parent: String?
    /// A region whose figures already contain this one's, or out of which this one is carved.
    public let partOf: String?
    /// Seat of government.
    public let seat: Coordinate?
    /// Where a label stands.
    public let label: Coordinate?
    /// What is to be known of it; empty if nothing.
    public let note: String
    /// Identifiers of sources.
    public let sources: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
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
    /// Code of the region today.
    public let region: String
    /// The earlier name in Chinese.
    public let name: String
    /// The earlier name in English.
    public let nameEnglish: String
    /// Year of the renaming.
    public let until: Int?
    /// Identifiers of sources.
    public let sources: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
    public init(region: String, name: String, nameEnglish: String, until: Int?, sources: [String]) {
        self.region = region
        self.name = name
        self.nameEnglish = nameEnglish
        self.until = until
        self.sources = sources
    }
}

/// A smaller unit inside a region of the atlas, known by name alone: whoever asks for it is told the region.
public struct CountyName: Sendable, Hashable, Sourced {
    /// Code of the unit itself.
    public let code: String
    /// Its name in Chinese.
    public let name: String
    /// Code of the region it lies in.
    public let region: String
    /// Identifiers of sources.
    public let sources: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
    public init(code: String, name: String, region: String, sources: [String]) {
        self.code = code
        self.name = name
        self.region = region
        self.sources = sources
    }
}

/// How an atlas wants to be drawn.
public struct MapHints: Sendable, Hashable {
    /// West, south, east and north of the main frame and of a second one for islands far off, in degrees.
    public let frame: [Double]?
    /// The second frame, in the same order; nil where the atlas needs none.
    public let inset: [Double]?
    /// What must stand at every map.
    public let note: String

    /// Without frames a map is fitted to what it shows.
    public init(frame: [Double]? = nil, inset: [Double]? = nil, note: String = "") {
        self.frame = frame
        self.inset = inset
        self.note = note
    }
}

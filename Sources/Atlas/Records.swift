/// A zone with special rules or support.
public struct Zone: Sendable, Hashable, Sourced {
    /// Nil where the members of a zone across regions are not sourced.
    public let region: String?
    public let place: String
    public let type: String
    public let name: String
    public let batch: String
    public let year: Int?
    public let areaKm2: Double?
    public let note: String
    public let sources: [String]

    public init(
        region: String?, place: String, type: String, name: String, batch: String, year: Int?, areaKm2: Double?,
        note: String,
        sources: [String]
    ) {
        self.region = region
        self.place = place
        self.type = type
        self.name = name
        self.batch = batch
        self.year = year
        self.areaKm2 = areaKm2
        self.note = note
        self.sources = sources
    }
}

/// A published flow between places or groups of places.
public struct Flow: Sendable, Hashable, Sourced {
    public let flow: String
    public let fromPlace: String
    public let from: [String]
    public let toPlace: String
    public let to: [String]
    public let year: Int
    public let period: String
    public let value: Double
    public let unit: String
    public let note: String
    public let sources: [String]

    public init(
        flow: String, fromPlace: String, from: [String], toPlace: String, to: [String], year: Int, period: String,
        value: Double,
        unit: String,
        note: String, sources: [String]
    ) {
        self.flow = flow
        self.fromPlace = fromPlace
        self.from = from
        self.toPlace = toPlace
        self.to = to
        self.year = year
        self.period = period
        self.value = value
        self.unit = unit
        self.note = note
        self.sources = sources
    }
}

/// A number that stands in one of the source documents, with the words around it.
public struct DocumentFigure: Sendable, Hashable, Sourced {
    public let document: String
    public let indicator: String
    public let value: String
    public let unit: String
    public let year: String
    public let place: String
    public let regions: [String]
    public let context: String
    public let note: String
    public let sources: [String]

    public init(
        document: String, indicator: String, value: String, unit: String, year: String, place: String,
        regions: [String], context: String,
        note: String, sources: [String]
    ) {
        self.document = document
        self.indicator = indicator
        self.value = value
        self.unit = unit
        self.year = year
        self.place = place
        self.regions = regions
        self.context = context
        self.note = note
        self.sources = sources
    }
}

/// A city's published rank.
public struct CityRank: Sendable, Hashable, Sourced {
    public let edition: Int
    public let tier: String
    public let rank: Int
    public let city: String
    public let region: String
    public let flag: String
    public let sources: [String]

    public init(edition: Int, tier: String, rank: Int, city: String, region: String, flag: String, sources: [String]) {
        self.edition = edition
        self.tier = tier
        self.rank = rank
        self.city = city
        self.region = region
        self.flag = flag
        self.sources = sources
    }
}

/// A province's spending outside agriculture on what another makes.
public struct ProvinceTrade: Sendable, Hashable, Sourced {
    /// Nil for the rest of the world.
    public let consumer: String?
    public let producer: String?
    public let year: Int
    public let share: Double
    public let sources: [String]

    public init(consumer: String?, producer: String?, year: Int, share: Double, sources: [String]) {
        self.consumer = consumer
        self.producer = producer
        self.year = year
        self.share = share
        self.sources = sources
    }
}

/// Two regions whose borders touch.
public struct Adjacency: Sendable, Hashable {
    public let first: String
    public let second: String

    public init(first: String, second: String) {
        self.first = first
        self.second = second
    }
}

/// A zone with special rules or support.
public struct Zone: Sendable, Hashable, Sourced {
    /// Nil where the members of a zone across regions are not sourced.
    public let region: String?
    /// The place in the source's words.
    public let place: String
    /// What kind of zone, as in "national new area".
    public let type: String
    /// In Chinese.
    public let name: String
    /// The round of approvals it belongs to; empty where there are none.
    public let batch: String
    /// Of the approval; nil where not sourced.
    public let year: Int?
    /// Planned area; nil where not sourced.
    public let areaKm2: Double?
    /// What is to be known of it; empty if nothing.
    public let note: String
    /// Identifiers of sources.
    public let sources: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
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
    /// What flows, as in "technology contracts, value".
    public let flow: String
    /// Where from, in the source's words.
    public let fromPlace: String
    /// Codes of the regions of the origin; the value is of all together.
    public let from: [String]
    /// Where to, in the source's words.
    public let toPlace: String
    /// Codes of the regions of the destination; the value is of all together.
    public let to: [String]
    /// The year that the value is about.
    public let year: Int
    /// Which part of the year or which span, as in "year".
    public let period: String
    /// In the flow's own unit.
    public let value: Double
    /// As in "contracts" or "billion euro".
    public let unit: String
    /// What is to be known of it; empty if nothing.
    public let note: String
    /// Identifiers of sources.
    public let sources: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
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
    /// File name of the document.
    public let document: String
    /// What the number measures, in the document's sense; not an identifier.
    public let indicator: String
    /// As printed: a number, a range or words.
    public let value: String
    /// As the document means it.
    public let unit: String
    /// As printed; empty where the document names none.
    public let year: String
    /// In the document's words.
    public let place: String
    /// Codes of the regions of the place; empty where they have none.
    public let regions: [String]
    /// The sentence or phrase in which the number stands.
    public let context: String
    /// What is to be known of it; empty if nothing.
    public let note: String
    /// Identifiers of sources.
    public let sources: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
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
    /// Year of the ranking.
    public let edition: Int
    /// The list within the edition, as in "first and second": ranks compare only inside one.
    public let tier: String
    /// 1 is the best.
    public let rank: Int
    /// In Chinese, as the ranking prints it.
    public let city: String
    /// Code of the city.
    public let region: String
    /// A warning to show with the rank; empty if none.
    public let flag: String
    /// Identifiers of sources.
    public let sources: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
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
    /// Code of the province that makes the goods; nil for the rest of the world.
    public let producer: String?
    /// The year of the tables from which the share was taken.
    public let year: Int
    /// Part of the consumer's spending, 0 to 1.
    public let share: Double
    /// Identifiers of sources.
    public let sources: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
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
    /// Code of one of the two; the order says nothing.
    public let first: String
    /// Code of the other.
    public let second: String

    /// Takes the codes as they are; AtlasFiles checks them.
    public init(first: String, second: String) {
        self.first = first
        self.second = second
    }
}

/// Regions, what is known about them, and who said so.
///
///     let product = atlas.figure(.product, of: "610900", year: 2023)     // Ankang: 1,217 hundred million
///     product?.status, product?.flag, product?.sources
///
/// A value type: reading and checking live in AtlasFiles.
public struct Atlas: Sendable {
    /// Short identifier, as in the folder's name: "china".
    public let name: String
    /// For people, in English.
    public let title: String
    /// For people, in Chinese; the English title where the atlas has none.
    public let titleChinese: String
    /// Version of the data, not of this software.
    public let version: String
    /// The year its figures are about.
    public let year: Int
    /// SHA-256 over its tables.
    public let hash: String
    /// Frames and the notice for drawing it.
    public let map: MapHints
    /// All levels together (country, provinces, prefectures, carved places), in the order of the table.
    public let regions: [Region]
    /// What its figures measure, in the order in which lists show them.
    public let indicators: [Indicator]
    /// Every value of every indicator, region and year; several vintages of one year may stand beside one another.
    public let figures: Figures
    /// City clusters as planned, each with its members.
    public let clusters: [Cluster]
    /// Named sets of regions that are no clusters.
    public let groups: [RegionGroup]
    /// Lines that are open or under way, cut into links between neighbouring regions.
    public let railLinks: [RailLink]
    /// Trains of a day between the atlas's places; nil where it has none.
    public let timetable: LatePart<RailTimetable>?
    /// Lines with their stations, for those links whose line is known.
    public let railLines: [RailLine]
    /// Times by car that somebody published, to hold hours by road against.
    public let drives: [PublishedDrive]
    /// Links whose hours somebody gave, such as a user's own.
    public let travelLinks: [TravelLink]
    /// Lines without links yet: only their ends and some figures are known.
    public let plannedLines: [PlannedLine]
    /// Zones with special rules or support.
    public let zones: [Zone]
    /// Published flows, each in its own unit.
    public let flows: [Flow]
    /// Numbers that stand in the source documents.
    public let documentFigures: [DocumentFigure]
    /// Published ranks of cities, all editions together.
    public let cityRanks: [CityRank]
    /// Pairs whose borders touch, each pair once.
    public let adjacencies: [Adjacency]
    /// Who spends how much on whose goods, province by province, as shares.
    public let provinceTrade: [ProvinceTrade]
    /// What the whole model is made of; empty where the atlas holds the first model only.
    public let sectors: [SectorRecord]
    /// Where trade with the rest of the world goes through; empty where the atlas names none.
    public let ports: [Port]
    /// Earlier names of regions, so that old tables find them.
    public let formerNames: [FormerName]
    /// Names of smaller units, so that a word that means one finds the region it lies in.
    public let countyNames: [CountyName]
    /// Warnings and vintages in Chinese.
    public let phrases: Phrases
    /// Which indicators play which role, its money, and what a calibration meets.
    public let meaning: AtlasMeaning
    /// Who said what: figures and records name these by identifier.
    public let sources: [Source]

    private let regionIndex: [String: Int]
    private let indicatorIndex: [String: Int]
    private let sourceIndex: [String: Int]

    /// Takes the tables as they are (AtlasFiles reads and checks them) and indexes them. Of two rows with one code or
    /// identifier the first is found.
    ///
    /// - Complexity: O(rows).
    public init(
        name: String, title: String, titleChinese: String, version: String, year: Int, hash: String, map: MapHints,
        regions: [Region],
        indicators: [Indicator], figures: [Figure], figureTables: [FigureTable] = [],
        clusters: [Cluster], groups: [RegionGroup], railLinks: [RailLink], plannedLines: [PlannedLine], zones: [Zone],
        flows: [Flow],
        documentFigures: [DocumentFigure], cityRanks: [CityRank], adjacencies: [Adjacency],
        provinceTrade: [ProvinceTrade],
        sectors: [SectorRecord] = [], ports: [Port] = [], formerNames: [FormerName] = [],
        countyNames: [CountyName] = [], phrases: Phrases = Phrases(),
        travelLinks: [TravelLink] = [], timetable: LatePart<RailTimetable>? = nil,
        railLines: [RailLine] = [], drives: [PublishedDrive] = [],
        meaning: AtlasMeaning = AtlasMeaning(),
        sources: [Source]
    ) {
        self.name = name
        self.title = title
        self.titleChinese = titleChinese
        self.version = version
        self.year = year
        self.hash = hash
        self.map = map
        self.regions = regions
        self.indicators = indicators
        self.figures = Figures(figures, figureTables)
        self.clusters = clusters
        self.groups = groups
        self.railLinks = railLinks
        self.travelLinks = travelLinks
        self.timetable = timetable
        self.railLines = railLines
        self.drives = drives
        self.plannedLines = plannedLines
        self.zones = zones
        self.flows = flows
        self.documentFigures = documentFigures
        self.cityRanks = cityRanks
        self.adjacencies = adjacencies
        self.provinceTrade = provinceTrade
        self.sectors = sectors
        self.ports = ports
        self.formerNames = formerNames
        self.countyNames = countyNames
        self.phrases = phrases
        self.meaning = meaning
        self.sources = sources
        func index<T>(_ items: [T], _ key: (T) -> String) -> [String: Int] {
            Dictionary(items.enumerated().map { (key($1), $0) }, uniquingKeysWith: { first, _ in first })
        }
        regionIndex = index(regions, \.code)
        indicatorIndex = index(indicators, \.id)
        sourceIndex = index(sources, \.id)
    }

    /// By its code, in constant time; nil where the atlas has none of it.
    public func region(_ code: String) -> Region? { regionIndex[code].map { regions[$0] } }

    /// By its identifier, in constant time; nil where the atlas has none of it.
    public func indicator(_ id: String) -> Indicator? { indicatorIndex[id].map { indicators[$0] } }

    /// By its identifier; nil where the atlas has none of it.
    public func cluster(_ id: String) -> Cluster? { clusters.first { $0.id == id } }

    /// By its identifier; nil where the atlas has none of it.
    public func group(_ id: String) -> RegionGroup? { groups.first { $0.id == id } }

    /// The prefecture-level regions of a province, or the region itself.
    public func prefectures(in code: String) -> [Region] {
        regions.filter { $0.level.isPrefectural && ($0.code == code || $0.parent == code) }
    }

    /// The sources of some identifiers, in their order.
    public func sources(_ identifiers: [String]) -> [Source] {
        identifiers.compactMap { sourceIndex[$0].map { sources[$0] } }
    }

    /// Every figure of an indicator for a region, in the order of the table.
    public func figures(_ indicator: String, of region: String, level: FigureLevel = .prefecture) -> [Figure] {
        figures.of(indicator, region, level)
    }

    /// The figure of a year: a published one before a computed or residual one, then the first in the table.
    public func figure(_ indicator: String, of region: String, year: Int, level: FigureLevel = .prefecture) -> Figure? {
        figures.of(indicator, region, year: year, level)
    }

    /// The figure of a year or, failing that, of the nearest year at most `years` away (the earlier of two).
    public func figure(
        _ indicator: String, of region: String, nearest year: Int, within years: Int, level: FigureLevel = .prefecture
    )
        -> Figure?
    {
        for distance in 0...max(0, years) {
            for candidate in [year - distance, year + distance] {
                if let found = figure(indicator, of: region, year: candidate, level: level) { return found }
            }
        }
        return nil
    }
}

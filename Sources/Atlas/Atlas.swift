/// Regions, what is known about them, and who said so.
///
///     let gdp = atlas.figure("gdp", of: "610900", year: 2023)     // Ankang: 1,217 hundred million yuan
///     gdp?.status, gdp?.flag, gdp?.sources
///
/// A value type: reading and checking live in AtlasFiles.
public struct Atlas: Sendable {
    public let name: String
    public let title: String
    public let titleChinese: String
    public let version: String
    /// The year its figures are about.
    public let year: Int
    /// SHA-256 over its tables.
    public let hash: String
    public let map: MapHints
    public let regions: [Region]
    public let indicators: [Indicator]
    public let figures: [Figure]
    public let clusters: [Cluster]
    public let groups: [RegionGroup]
    public let railLinks: [RailLink]
    public let plannedLines: [PlannedLine]
    public let zones: [Zone]
    public let flows: [Flow]
    public let documentFigures: [DocumentFigure]
    public let cityRanks: [CityRank]
    public let adjacencies: [Adjacency]
    public let provinceTrade: [ProvinceTrade]
    /// What the whole model is made of; empty where the atlas holds the first model only.
    public let sectors: [SectorRecord]
    public let ports: [Port]
    public let formerNames: [FormerName]
    /// Warnings and vintages in Chinese.
    public let phrases: Phrases
    public let sources: [Source]

    private let regionIndex: [String: Int]
    private let indicatorIndex: [String: Int]
    private let sourceIndex: [String: Int]
    private let figureIndex: [FigureKey: [Int]]

    private struct FigureKey: Hashable, Sendable {
        let indicator: String
        let region: String
        let level: FigureLevel
    }

    public init(
        name: String, title: String, titleChinese: String, version: String, year: Int, hash: String, map: MapHints,
        regions: [Region],
        indicators: [Indicator], figures: [Figure],
        clusters: [Cluster], groups: [RegionGroup], railLinks: [RailLink], plannedLines: [PlannedLine], zones: [Zone],
        flows: [Flow],
        documentFigures: [DocumentFigure], cityRanks: [CityRank], adjacencies: [Adjacency],
        provinceTrade: [ProvinceTrade],
        sectors: [SectorRecord] = [], ports: [Port] = [], formerNames: [FormerName] = [], phrases: Phrases = Phrases(),
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
        self.figures = figures
        self.clusters = clusters
        self.groups = groups
        self.railLinks = railLinks
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
        self.phrases = phrases
        self.sources = sources
        func index<T>(_ items: [T], _ key: (T) -> String) -> [String: Int] {
            Dictionary(items.enumerated().map { (key($1), $0) }, uniquingKeysWith: { first, _ in first })
        }
        regionIndex = index(regions, \.code)
        indicatorIndex = index(indicators, \.id)
        sourceIndex = index(sources, \.id)
        figureIndex = Dictionary(
            grouping: figures.indices,
            by: { FigureKey(indicator: figures[$0].indicator, region: figures[$0].region, level: figures[$0].level) })
    }

    public func region(_ code: String) -> Region? { regionIndex[code].map { regions[$0] } }

    public func indicator(_ id: String) -> Indicator? { indicatorIndex[id].map { indicators[$0] } }

    public func cluster(_ id: String) -> Cluster? { clusters.first { $0.id == id } }

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
        (figureIndex[FigureKey(indicator: indicator, region: region, level: level)] ?? []).map { figures[$0] }
    }

    /// The figure of a year: a published one before a computed or residual one, then the first in the table.
    public func figure(_ indicator: String, of region: String, year: Int, level: FigureLevel = .prefecture) -> Figure? {
        let candidates = figures(indicator, of: region, level: level).filter { $0.year == year }
        return candidates.first { $0.status == .published } ?? candidates.first
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

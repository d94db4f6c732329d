public import Asking
public import AtlasQuestions
public import Atlases
import Wording

/// What an atlas holds, how well it covers, and what is missing.
public struct DescribeAtlas: AtlasQuestion {
    /// As it is asked.
    public init() {}

    /// How the answer is written.
    public static let layout = AtlasDescription.layout
    /// The table that CSV writes.
    public static var mainSheet: Int? { 1 }

    /// Answers it.
    public func answer(on opened: OpenAtlas) -> Answered<AtlasDescription> {
        Answered(
            inputs: opened.inputs(), AtlasDescription(opened.atlas),
            remarks: [opened.atlas.meaning.notHeld].compactMap { $0 },
            sources: opened.atlas.sources)
    }
}

extension OpenAtlas {
    /// The atlas by name, version and hash, and what else was asked.
    package func inputs(_ others: (String, Value)...) -> [Value.Field] {
        [Value.Field("atlas", identity)] + others.filter { $0.1 != .none }.map { Value.Field($0.0, $0.1) }
    }
}

/// What an atlas holds.
public struct AtlasDescription: Sendable {
    /// The atlas itself.
    public let atlas: Atlas
    /// How many regions there are of each level.
    public let regions: [RegionLevel: Int]
    /// What is known over the years.
    public let indicators: [IndicatorCoverage]
    /// How well railways are covered.
    public let rail: RailCoverage
    /// Where GDP and residents are missing.
    public let missing: [MissingFigures]

    /// - Complexity: O(figures).
    init(_ atlas: Atlas) {
        self.atlas = atlas
        regions = Dictionary(atlas.regions.map { ($0.level, 1) }, uniquingKeysWith: +)
        indicators = IndicatorCoverage.all(atlas)
        rail = RailCoverage(atlas)
        missing = [.product, .residents].compactMap { atlas.meaning.roles[$0] }.map { MissingFigures($0, atlas) }
    }
}

/// How well an indicator is covered at a level.
public struct IndicatorCoverage: Sendable {
    /// Of the indicator.
    public let id, unit: String
    /// What it is about; nil where nobody says.
    public let group: IndicatorGroup?
    /// Which series the figures belong to.
    public let level: FigureLevel
    /// Years that have figures.
    public let years: ClosedRange<Int>
    /// How many figures there are, of how many regions, and how many of them nobody printed.
    public let figures, regions, notPublished: Int

    static func all(_ atlas: Atlas) -> [IndicatorCoverage] {
        let coverage = atlas.figures.coverage()
        return atlas.indicators.flatMap { indicator in
            FigureLevel.allCases.compactMap { level in
                guard let found = coverage[indicator.id]?[level] else { return nil }
                return IndicatorCoverage(
                    id: indicator.id, unit: indicator.unit, group: indicator.group, level: level, years: found.years,
                    figures: found.figures,
                    regions: found.regions.count, notPublished: found.notPublished)
            }
        }
    }
}

/// How well railways are covered.
public struct RailCoverage: Sendable {
    /// Links open, and how many of them have an opening day, a published design speed and a published length.
    public let links, dated, withDesignSpeed, withLength: Int
    /// Prefecture-level units with GDP in the atlas's year, and how many of them a fast or any line reaches.
    public let units, unitsOnFastLines, unitsOnAnyLine: Int

    init(_ atlas: Atlas) {
        let all = atlas.railLinks
        let withProduct = Set(
            atlas.regions.lazy.filter {
                $0.level.isPrefectural && $0.partOf == nil
                    && atlas.figure(.product, of: $0.code, year: atlas.year) != nil
            }.map(\.code))
        func touched(_ links: [RailLink]) -> Int {
            Set(links.flatMap { [$0.from, $0.to] }).intersection(withProduct).count
        }
        links = all.count
        dated = all.count { $0.opened != nil }
        withDesignSpeed = all.count { $0.designSpeedKmh != nil }
        withLength = all.count { $0.lengthKm != nil }
        units = withProduct.count
        unitsOnFastLines = touched(all.filter { $0.lineClass != .conventional })
        unitsOnAnyLine = touched(all)
    }
}

/// The prefecture-level regions without a figure of the atlas's year or one at most three years away.
public struct MissingFigures: Sendable {
    /// What is measured.
    public let indicator: String
    /// Those that are meant, in the atlas's order.
    public let regions: [Region]

    init(_ indicator: String, _ atlas: Atlas) {
        self.indicator = indicator
        regions = atlas.regions.filter {
            $0.level.isPrefectural && atlas.figure(indicator, of: $0.code, nearest: atlas.year, within: 3) == nil
        }
    }
}

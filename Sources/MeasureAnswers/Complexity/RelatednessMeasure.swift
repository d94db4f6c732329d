public import Asking
import Atlases
public import LinearAlgebra
import Measures
public import Panels

/// How near a region is to each sector by those it has.
public struct RelatednessMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "relatedness", "Relatedness", "关联密度", "how near a region is to each sector by those it has", "地区现有部门与各部门的接近程度",
        aliases: ["proximity", "density"])
    /// Where it stands in the list.
    public static let family = MeasureFamily.complexity
    /// What it is asked of.
    public static let slots: [Slot] = [.sector, .value, .id, .year]
    /// What else it may be told.
    public static let settings: [Setting<Self>] = [.presence(\.threshold)]
    /// What its figures must be.
    public static let needs: Needs = .manySectors
    /// Keys for machines, heads for people.
    public static let layout = Layout<[PeriodResult<Found>]>.eachPeriod(
        Layout<CrossTable>.crossTable("density", Remark("Relatedness density", "关联密度")).of(\Found.density)
            .with([.value("proximity") { $0.proximity.value }]))

    /// Relatedness of regions to sectors, and proximity of sectors to one another.
    public struct Found: Sendable {
        /// How much of what is near a sector a region has, from 0 to 1: a row a region, a column a sector.
        public let density: CrossTable
        /// The smaller of the two chances that a region with one sector has the other, 0 to 1; 0 on the diagonal.
        public let proximity: Matrix
        let presence: Presence
        let related: Relatedness
    }

    /// Location quotient from which a region has a sector.
    public var threshold = 1.0

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of panel: SectorPanel, _ run: MeasureRun) throws(Problem) -> [PeriodResult<Found>] {
        try requireComparable(panel)
        return try panel.eachPeriod { (table) throws(MeasureError) in
            let presence = try Presence(table, threshold: threshold)
            let found = relatedness(presence)
            return Found(
                density: CrossTable(panel, found.density), proximity: found.proximity, presence: presence,
                related: found)
        }
    }

    /// Drawn where one would rather look than read.
    public func picture(_ result: [PeriodResult<Found>], of panel: SectorPanel, _ language: Language) -> String? {
        guard result.count == 1, let found = result.first?.found else { return nil }
        let complexity = (try? economicComplexity(found.presence))?.sectors ?? panel.sectors.map { _ in nil }
        return spacePicture(found.presence, found.related, complexity: complexity, panel, language)
    }
}

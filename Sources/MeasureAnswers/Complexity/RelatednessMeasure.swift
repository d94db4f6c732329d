public import Asking
import Atlas
public import LinearAlgebra
import Measures
public import Panels

/// How near a region is to each sector by those it has.
public struct RelatednessMeasure: Measure {
    public static let about = About(
        "relatedness", "Relatedness", "关联密度", "how near a region is to each sector by those it has", "地区现有部门与各部门的接近程度",
        aliases: ["proximity", "density"])
    public static let family = MeasureFamily.complexity
    public static let slots: [Slot] = [.sector, .value, .id, .year]
    public static let settings: [Setting<Self>] = [.presence(\.threshold)]
    public static let needs: Needs = .manySectors
    public static let layout = Layout<[PeriodResult<Found>]>.eachPeriod(
        Layout<CrossTable>.crossTable("density", Remark("Relatedness density", "关联密度")).of(\Found.density)
            .with([.value("proximity") { $0.proximity.value }]))

    /// Relatedness of regions to sectors, and proximity of sectors to one another.
    public struct Found: Sendable {
        public let density: CrossTable
        public let proximity: Matrix
        let presence: Presence
        let related: Relatedness
    }

    /// Location quotient from which a region has a sector.
    public var threshold = 1.0

    public init() {}

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

    public func picture(_ result: [PeriodResult<Found>], of panel: SectorPanel, _ language: Language) -> String? {
        guard result.count == 1, let found = result.first?.found else { return nil }
        let complexity = (try? economicComplexity(found.presence))?.sectors ?? panel.sectors.map { _ in nil }
        return spacePicture(found.presence, found.related, complexity: complexity, panel, language)
    }
}

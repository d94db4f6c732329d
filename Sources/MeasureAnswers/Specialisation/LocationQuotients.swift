public import Asking
import LinearAlgebra
import Measures
public import Panels

/// A sector's share in a region over its share everywhere (revealed comparative advantage).
public struct LocationQuotients: Measure {
    /// Names and words.
    public static let about = About(
        "locationQuotient", "Location quotients", "区位商",
        "a sector's share in a region over its share everywhere (revealed comparative advantage)",
        "地区部门份额与整体部门份额之比（显示性比较优势）",
        aliases: ["lq", "locationquotients", "rca", "revealedcomparativeadvantage"])
    /// Where it stands in the list.
    public static let family = MeasureFamily.specialisation
    /// What it is asked of.
    public static let slots: [Slot] = [.sector, .value, .id, .year]
    /// Keys for machines, heads for people.
    public static let layout = Layout<[PeriodResult<CrossTable>]>.eachPeriod(
        .crossTable("locationQuotients", about.name))

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of panel: SectorPanel, _ run: MeasureRun) throws(Problem) -> [PeriodResult<CrossTable>] {
        try panel.eachPeriod { (table) throws(MeasureError) in CrossTable(panel, try locationQuotients(table)) }
    }
}

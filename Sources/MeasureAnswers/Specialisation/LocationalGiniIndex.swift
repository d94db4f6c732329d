public import Asking
import Atlases
import LinearAlgebra
public import Measures
public import Panels

/// How unevenly a sector lies over regions beside all sectors.
public struct LocationalGiniIndex: Measure {
    /// Names and words.
    public static let about = About(
        "locationalGini", "Locational Gini", "区位基尼系数", "how unevenly a sector lies over regions beside all sectors",
        "部门在地区间分布相对全部部门的不均程度")
    /// Where it stands in the list.
    public static let family = MeasureFamily.specialisation
    /// What it is asked of.
    public static let slots: [Slot] = [.sector, .value, .id, .year]
    /// Keys for machines, heads for people.
    public static let layout = Layout<[PeriodResult<[Named<LocationalGini?>]>]>.eachPeriod(
        .named(
            about.name, kind: Remark("sector", "部门"), id: "sector",
            [
                .number("locationalGini", "locational Gini", "区位基尼") { $0?.locationalGini },
                .number("unweighted", "unweighted", "未加权") { $0?.unweighted },
            ]))

    /// With the usual settings.
    public init() {}

    /// By sector; nil for one that no region has.
    public func result(of panel: SectorPanel, _ run: MeasureRun) throws(Problem)
        -> [PeriodResult<[Named<LocationalGini?>]>]
    {
        try panel.eachPeriod { (table) throws(MeasureError) in
            let kept = (0..<table.rows).filter { row in (0..<table.columns).contains { table[row, $0] > 0 } }
            let totals = kept.map { row in (0..<table.columns).reduce(0) { $0 + table[row, $1] } }
            var rows: [Named<LocationalGini?>] = []
            for (column, sector) in panel.sectors.enumerated() {
                let amounts = kept.map { table[$0, column] }
                let found = amounts.contains { $0 > 0 } ? try locationalGini(of: amounts, against: totals) : nil
                rows.append(Named(sector.english, sector, found))
            }
            return rows
        }
    }
}

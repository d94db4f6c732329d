public import Asking
import Atlases
public import Measures
public import Panels

/// A measure of a system of cities: of all places of a period, or of each group's.
public protocol CitySystemMeasure: Measure where Input == Panel, Result == CitySystems<Found> {
    associatedtype Found: Sendable
    static var columns: [Column<Found>] { get }

    func found(in cities: [Panel.Entry], of panel: Panel) throws(MeasureError) -> Found
}

/// What was found of city systems, period by period.
public enum CitySystems<Found: Sendable>: Sendable {
    case all([PeriodResult<Found>])
    /// By group, where groups were asked for; a group of one city has none.
    case groups([PeriodResult<[Named<Found>]>])
}

extension CitySystemMeasure {
    /// Where it stands in the list.
    public static var family: MeasureFamily { .citySystem }
    /// What it is asked of.
    public static var slots: [Slot] { [.value, .group, .weight, .id, .year, .balanced] }

    /// Keys for machines, heads for people.
    public static var layout: Layout<Result> {
        let all = Layout<[PeriodResult<Found>]>.periods(about, columns)
        let groups = Layout<[PeriodResult<[Named<Found>]>]>.eachPeriod(
            .named(about.name, kind: Remark("group", "组"), id: "group", columns))
        return Layout(
            keys: all.keys,
            value: { result, language in
                switch result {
                case .all(let periods): all.value(periods, language)
                case .groups(let periods): groups.value(periods, language)
                }
            },
            sheets: { result in
                switch result {
                case .all(let periods): all.sheets(periods)
                case .groups(let periods): groups.sheets(periods)
                }
            })
    }

    /// Asks the formula; its errors name row or region.
    public func result(of panel: Panel, _ run: MeasureRun) throws(Problem) -> Result {
        if panel.periods.allSatisfy({ $0.groups == nil }) {
            return .all(
                try panel.eachPeriod { (period) throws(MeasureError) in try found(in: period.entries, of: panel) })
        }
        var periods: [PeriodResult<[Named<Found>]>] = []
        for period in panel.periods { periods.append(PeriodResult(period, try groups(of: period, panel))) }
        return CitySystems<Found>.groups(periods)
    }

    private func groups(of period: Panel.Period, _ panel: Panel) throws(Problem) -> [Named<Found>] {
        var rows: [Named<Found>] = []
        for group in Set(period.entries.compactMap(\.group)).sorted() {
            let entries = period.entries.filter { $0.group == group }
            // A group of one has no second city: its figures are missing, not an error.
            if entries.count < 2 { continue }
            let found: Found = try panel.ask { () throws(MeasureError) in try self.found(in: entries, of: panel) }
            rows.append(Named(group, panel.name(ofGroup: group), found))
        }
        if rows.isEmpty {
            throw Problem(
                .data, "\(panel.source): every group has a single place; city systems need two or more",
                "\(panel.source)：每组仅有一个地区；城市体系至少需要两个")
        }
        return rows
    }

    /// Drawn where one would rather look than read.
    public func picture(_ result: Result, of panel: Panel, _ language: Language) -> String? {
        guard case .all(let periods) = result else { return nil }
        return seriesPicture(periods, Self.columns, language)
    }
}

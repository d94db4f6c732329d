public import Asking
public import Measures
public import Panels

/// Mean logarithmic deviation, by shares of heads, exactly within and between groups.
public struct TheilL: PeriodMeasure {
    /// Names and words.
    public static let about = About(
        "theilL", "Theil's L", "泰尔指数 L",
        "mean logarithmic deviation, by shares of heads, exactly within and between groups",
        "平均对数离差，以人口份额加权，可精确分解")
    /// Where it stands in the list.
    public static let family = MeasureFamily.inequality
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .group, .weight, .id, .year, .balanced]
    /// What its intervals and tests rest on.
    public static let doubt: Doubt = .samples
    /// Keys for machines, heads for people.
    public static let columns: [Column<Estimated<TheilDecomposition, PartIntervals>>] = [
        .estimate("theilL", "L", "L", \.found.total, { $0.intervals?.total }),
        .part("within", "within", "组内", { $0.grouped($0.found.within) }, { $0.intervals?.within }),
        .part("between", "between", "组间", { $0.grouped($0.found.between) }, { $0.intervals?.between }),
    ]

    /// Keys for machines, heads for people; parts of groups after the figures of all.
    public static var layout: Layout<[PeriodResult<Found>]> { .grouped(about, columns) { $0.groups } }

    /// With the usual settings.
    public init() {}

    /// One period, or one group of cities.
    public func found(in period: Panel.Period, of panel: Panel, _ run: MeasureRun) throws(MeasureError)
        -> Estimated<TheilDecomposition, PartIntervals>
    {
        let (values, weights, groups) = (period.values, period.weights, period.groups)
        let split = try theilL(of: values, weights: weights, groups: groups)
        return Estimated(
            split,
            try run.intervals { (options) throws(MeasureError) in
                try theilIntervals(.l, of: values, weights: weights, groups: groups, options)
            }, isGrouped: groups != nil, groups: groups == nil ? [] : panel.named(split.groups))
    }
}

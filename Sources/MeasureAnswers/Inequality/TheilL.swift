public import Asking
public import Measures
public import Panels

/// Mean logarithmic deviation, by shares of heads, exactly within and between groups.
public struct TheilL: PeriodMeasure {
    public static let about = About(
        "theilL", "Theil's L", "泰尔指数 L",
        "mean logarithmic deviation, by shares of heads, exactly within and between groups",
        "平均对数离差，以人口份额加权，可精确分解")
    public static let family = MeasureFamily.inequality
    public static let slots: [Slot] = [.value, .group, .weight, .id, .year, .balanced]
    public static let doubt: Doubt = .samples
    public static let columns: [Column<Estimated<TheilDecomposition, PartIntervals>>] = [
        .estimate("theilL", "L", "L", \.found.total, { $0.intervals?.total }),
        .part("within", "within", "组内", { $0.grouped($0.found.within) }, { $0.intervals?.within }),
        .part("between", "between", "组间", { $0.grouped($0.found.between) }, { $0.intervals?.between }),
    ]

    public init() {}

    public func found(in period: Panel.Period, of panel: Panel, _ run: MeasureRun) throws(MeasureError)
        -> Estimated<TheilDecomposition, PartIntervals>
    {
        let (values, weights, groups) = (period.values, period.weights, period.groups)
        return Estimated(
            try theilL(of: values, weights: weights, groups: groups),
            try run.intervals { (options) throws(MeasureError) in
                try theilIntervals(.l, of: values, weights: weights, groups: groups, options)
            }, isGrouped: groups != nil)
    }
}

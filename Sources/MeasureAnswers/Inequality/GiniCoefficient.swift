public import Asking
public import Measures
public import Panels

/// Half the mean difference over the mean; places may weigh.
public struct GiniCoefficient: PeriodMeasure {
    /// Names and words.
    public static let about = About(
        "gini", "Gini index", "基尼系数", "half the mean difference over the mean: 0 equal, towards 1 one has all",
        "平均差的一半与均值之比，0 为均等")
    /// Where it stands in the list.
    public static let family = MeasureFamily.inequality
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .group, .weight, .id, .year, .balanced]
    /// What its intervals and tests rest on.
    public static let doubt: Doubt = .samples
    /// Keys for machines, heads for people.
    public static let columns: [Column<Estimated<GiniIndex, Interval>>] = [
        .estimate("gini", "Gini", "基尼", \.found.gini, \.intervals),
        .number("normalised", "× n/(n − 1)", "× n/(n − 1)", \.found.normalised),
    ]

    /// With the usual settings.
    public init() {}

    /// One period, or one group of cities.
    public func found(in period: Panel.Period, of panel: Panel, _ run: MeasureRun) throws(MeasureError)
        -> Estimated<GiniIndex, Interval>
    {
        let (values, weights) = (period.values, period.weights)
        return Estimated(
            try gini(of: values, weights: weights),
            try run.intervals { (options) throws(MeasureError) in
                try giniInterval(of: values, weights: weights, options)
            })
    }
}

public import Asking
public import Measures
public import Panels

/// Half the mean difference over the mean; places may weigh.
public struct GiniCoefficient: PeriodMeasure {
    public static let about = About(
        "gini", "Gini index", "基尼系数", "half the mean difference over the mean: 0 equal, towards 1 one has all",
        "平均差的一半与均值之比，0 为均等")
    public static let family = MeasureFamily.inequality
    public static let slots: [Slot] = [.value, .group, .weight, .id, .year, .balanced]
    public static let doubt: Doubt = .samples
    public static let columns: [Column<Estimated<GiniIndex, Interval>>] = [
        .estimate("gini", "Gini", "基尼", \.found.gini, \.intervals),
        .number("normalised", "× n/(n − 1)", "× n/(n − 1)", \.found.normalised),
    ]

    public init() {}

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

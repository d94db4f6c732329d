public import Asking
public import Measures
public import Panels

/// The coefficient of variation weighted by population; its square splits by groups.
public struct WilliamsonVariation: PeriodMeasure {
    public static let about = About(
        "williamson", "Williamson's index", "威廉姆森系数",
        "coefficient of variation weighted by population; its square splits by groups", "人口加权变异系数，平方可分解",
        aliases: ["cv", "coefficientofvariation"])
    public static let family = MeasureFamily.inequality
    public static let slots: [Slot] = [.value, .group, .weight, .id, .year, .balanced]
    public static let doubt: Doubt = .samples
    public static let parts = ["withinSquared", "betweenSquared"]
    public static let columns: [Column<Estimated<WilliamsonIndex, Intervals>>] = [
        .estimate(
            "coefficientOfVariation", "coefficient of variation", "变异系数", \.found.coefficientOfVariation,
            { $0.intervals?.coefficientOfVariation }),
        .part(
            "withinSquared", "within, squared", "组内平方", { $0.grouped($0.found.withinSquared) },
            { $0.intervals?.withinSquared }),
        .part(
            "betweenSquared", "between, squared", "组间平方", { $0.grouped($0.found.betweenSquared) },
            { $0.intervals?.betweenSquared }),
    ]

    public typealias Intervals = (
        coefficientOfVariation: Interval, withinSquared: Interval, betweenSquared: Interval
    )

    public init() {}

    public func found(in period: Panel.Period, of panel: Panel, _ run: MeasureRun) throws(MeasureError)
        -> Estimated<WilliamsonIndex, Intervals>
    {
        let (values, weights, groups) = (period.values, period.weights, period.groups)
        return Estimated(
            try williamson(of: values, weights: weights, groups: groups),
            try run.intervals { (options) throws(MeasureError) in
                try williamsonIntervals(of: values, weights: weights, groups: groups, options)
            }, isGrouped: groups != nil)
    }
}

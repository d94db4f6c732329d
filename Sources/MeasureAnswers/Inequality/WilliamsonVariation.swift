public import Asking
public import Measures
public import Panels

/// The coefficient of variation weighted by population; its square splits by groups.
public struct WilliamsonVariation: PeriodMeasure {
    /// Names and words.
    public static let about = About(
        "williamson", "Williamson's index", "威廉姆森系数",
        "coefficient of variation weighted by population; its square splits by groups", "人口加权变异系数，平方可分解",
        aliases: ["cv", "coefficientofvariation"])
    /// Where it stands in the list.
    public static let family = MeasureFamily.inequality
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .group, .weight, .id, .year, .balanced]
    /// What its intervals and tests rest on.
    public static let doubt: Doubt = .samples
    /// Columns that sum, for a picture over the years.
    public static let parts = ["withinSquared", "betweenSquared"]
    /// Keys for machines, heads for people.
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

    /// 5th to 95th percentile of the coefficient and of the parts of its square, over samples of places.
    public typealias Intervals = (
        coefficientOfVariation: Interval, withinSquared: Interval, betweenSquared: Interval
    )

    /// Keys for machines, heads for people; parts of groups after the figures of all.
    public static var layout: Layout<[PeriodResult<Found>]> { .grouped(about, columns) { $0.groups } }

    /// With the usual settings.
    public init() {}

    /// One period, or one group of cities.
    public func found(in period: Panel.Period, of panel: Panel, _ run: MeasureRun) throws(MeasureError)
        -> Estimated<WilliamsonIndex, Intervals>
    {
        let (values, weights, groups) = (period.values, period.weights, period.groups)
        let split = try williamson(of: values, weights: weights, groups: groups)
        return Estimated(
            split,
            try run.intervals { (options) throws(MeasureError) in
                try williamsonIntervals(of: values, weights: weights, groups: groups, options)
            }, isGrouped: groups != nil, groups: groups == nil ? [] : panel.named(split.groups))
    }
}

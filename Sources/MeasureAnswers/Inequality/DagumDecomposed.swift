public import Asking
public import Measures
public import Panels

/// The Gini index within groups, net between them, and by their overlap.
public struct DagumDecomposed: PeriodMeasure {
    /// Names and words.
    public static let about = About(
        "dagum", "Dagum's decomposition", "达古姆基尼系数分解",
        "the Gini index within groups, net between them and by their overlap",
        "基尼系数分解为组内、组间净值与超变密度")
    /// Where it stands in the list.
    public static let family = MeasureFamily.inequality
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .group.required(.data), .weight, .id, .year, .balanced]
    /// What its intervals and tests rest on.
    public static let doubt: Doubt = .samples
    /// Columns that sum, for a picture over the years.
    public static let parts = ["within", "netBetween", "transvariation"]
    /// Keys for machines, heads for people.
    public static let columns: [Column<Estimated<DagumDecomposition, Intervals>>] = [
        .estimate("gini", "Gini", "基尼", \.found.gini, { $0.intervals?.gini }),
        .estimate("within", "within", "组内", \.found.within, { $0.intervals?.within }),
        .estimate("netBetween", "net between", "组间净值", \.found.netBetween, { $0.intervals?.netBetween }),
        .estimate(
            "transvariation", "transvariation", "超变密度", \.found.transvariation, { $0.intervals?.transvariation }),
    ]

    /// 5th to 95th percentile of the index and of each part, over samples of places.
    public typealias Intervals = (
        gini: Interval, within: Interval, netBetween: Interval, transvariation: Interval
    )

    /// Keys for machines, heads for people; parts of groups after the figures of all.
    public static var layout: Layout<[PeriodResult<Found>]> { .grouped(about, columns) { $0.groups } }

    /// With the usual settings.
    public init() {}

    /// Every figure is held against every group, and groups against one another.
    public func work(on input: Panel, _ run: MeasureRun) -> Double {
        let groups = Double(Set(input.periods.flatMap { $0.groups ?? [] }).count)
        return (1 + draws(run)) * groups * (figures(of: input) + groups) * 2e-9
    }

    /// One period, or one group of cities.
    public func found(in period: Panel.Period, of panel: Panel, _ run: MeasureRun) throws(MeasureError)
        -> Estimated<DagumDecomposition, Intervals>
    {
        let (values, weights, groups) = (period.values, period.weights, period.groups ?? [])
        let split = try dagum(of: values, weights: weights, groups: groups)
        return Estimated(
            split,
            try run.intervals { (options) throws(MeasureError) in
                try dagumIntervals(of: values, weights: weights, groups: groups, options)
            }, groups: panel.named(split.groups))
    }
}

public import Asking
import Atlases
public import Measures
public import Panels

/// The share of the total that equality would be worth, at a stated aversion to inequality.
public struct AtkinsonIndex: PeriodMeasure {
    /// Names and words.
    public static let about = About(
        "atkinson", "Atkinson's index", "阿特金森指数",
        "the share of the total that equality would be worth, at a stated aversion",
        "给定不平等厌恶下为实现均等可放弃的份额")
    /// Where it stands in the list.
    public static let family = MeasureFamily.inequality
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .group, .weight, .id, .year, .balanced]
    /// What else it may be told.
    public static let settings: [Setting<Self>] = [
        .number(
            "aversion", "inequality aversion ε", "不平等厌恶 ε", \.aversion, in: 0...1_000,
            help: Remark("Atkinson's inequality aversion.", "阿特金森不平等厌恶参数。"))
    ]
    /// What its intervals and tests rest on.
    public static let doubt: Doubt = .samples
    /// Keys for machines, heads for people.
    public static let columns: [Column<Estimated<AtkinsonDecomposition, PartIntervals>>] = [
        .estimate("atkinson", "Atkinson", "阿特金森", \.found.total, { $0.intervals?.total }),
        .part("within", "within", "组内", { $0.grouped($0.found.within) }, { $0.intervals?.within }),
        .part("between", "between", "组间", { $0.grouped($0.found.between) }, { $0.intervals?.between }),
    ]

    /// ε; 0 does not mind inequality.
    public var aversion = 0.5

    /// Keys for machines, heads for people; parts of groups after the figures of all.
    public static var layout: Layout<[PeriodResult<Found>]> { .grouped(about, columns) { $0.groups } }

    /// With the usual settings.
    public init() {}

    /// One period, or one group of cities.
    public func found(in period: Panel.Period, of panel: Panel, _ run: MeasureRun) throws(MeasureError)
        -> Estimated<AtkinsonDecomposition, PartIntervals>
    {
        let (values, weights, groups) = (period.values, period.weights, period.groups)
        let split = try atkinson(of: values, weights: weights, groups: groups, aversion: aversion)
        return Estimated(
            split,
            try run.intervals { (options) throws(MeasureError) in
                try atkinsonIntervals(of: values, weights: weights, groups: groups, aversion: aversion, options)
            }, isGrouped: groups != nil, groups: groups == nil ? [] : panel.named(split.groups))
    }
}

public import Asking
public import Measures
public import Panels

/// The share that would have to move for equality.
public struct HooverIndex: PeriodMeasure {
    /// Names and words.
    public static let about = About(
        "hoover", "Hoover's index", "胡佛指数", "the share that would have to move for equality", "为实现均等须重新分配的份额")
    /// Where it stands in the list.
    public static let family = MeasureFamily.inequality
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .group, .weight, .id, .year, .balanced]
    /// What its intervals and tests rest on.
    public static let doubt: Doubt = .samples
    /// Keys for machines, heads for people.
    public static let columns: [Column<Estimated<Double, Interval>>] = [
        .estimate("hoover", "Hoover", "胡佛", \.found, \.intervals)
    ]

    /// With the usual settings.
    public init() {}

    /// One period, or one group of cities.
    public func found(in period: Panel.Period, of panel: Panel, _ run: MeasureRun) throws(MeasureError)
        -> Estimated<Double, Interval>
    {
        let (values, weights) = (period.values, period.weights)
        return Estimated(
            try hoover(of: values, against: weights),
            try run.intervals { (options) throws(MeasureError) in
                try hooverInterval(of: values, against: weights, options)
            })
    }
}

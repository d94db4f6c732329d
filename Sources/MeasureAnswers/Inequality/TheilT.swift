public import Asking
public import Atlases
public import Measures
public import Panels

/// Inequality by shares of the total, exactly within and between groups; the part between groups tested by shuffling
/// them.
public struct TheilT: PeriodMeasure {
    /// Names and words.
    public static let about = About(
        "theil", "Theil's T", "泰尔指数 T", "inequality by shares of the total, exactly within and between groups",
        "以总量份额加权，可精确分解为组内与组间", aliases: ["theilt"])
    /// Where it stands in the list.
    public static let family = MeasureFamily.inequality
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .group, .weight, .id, .year, .balanced]
    /// What its intervals and tests rest on.
    public static let doubt: Doubt = [.samples, .permutations]
    /// Keys for machines, heads for people.
    public static let columns: [Column<Found>] = [
        .estimate("theilT", "T", "T", \.parts.found.total, { $0.parts.intervals?.total }),
        .part("within", "within", "组内", { $0.parts.grouped($0.parts.found.within) }, { $0.parts.intervals?.within }),
        .part(
            "between", "between", "组间", { $0.parts.grouped($0.parts.found.between) }, { $0.parts.intervals?.between }),
        .part("betweenPseudoPValue", "p of between", "组间 p 值", { $0.test?.pseudoPValue }),
    ]

    /// The decomposition, and the test of its part between groups where there are groups.
    public struct Found: Sendable {
        /// T with its parts within and between groups, which sum to it.
        public let parts: Estimated<TheilDecomposition, PartIntervals>
        /// How often shuffled groups part as much; nil without groups, or where no random orders were asked for.
        public let test: BetweenGroupsTest?
    }

    /// Keys for machines, heads for people; parts of groups after the figures of all.
    public static var layout: Layout<[PeriodResult<Found>]> { .grouped(about, columns) { $0.parts.groups } }

    /// With the usual settings.
    public init() {}

    /// One period, or one group of cities.
    public func found(in period: Panel.Period, of panel: Panel, _ run: MeasureRun) throws(MeasureError) -> Found {
        let (values, weights, groups) = (period.values, period.weights, period.groups)
        let split = try theil(of: values, weights: weights, groups: groups)
        let parts = Estimated(
            split,
            try run.intervals { (options) throws(MeasureError) in
                try theilIntervals(.t, of: values, weights: weights, groups: groups, options)
            }, isGrouped: groups != nil, groups: groups == nil ? [] : panel.named(split.groups))
        guard let groups, run.permutations > 0 else { return Found(parts: parts, test: nil) }
        return Found(
            parts: parts,
            test: try theilBetweenTest(
                of: values, weights: weights, groups: groups, permutations: run.permutations, seed: run.randomSeed,
                threads: run.threads, progress: run.permuted))
    }

    /// What has to be told beside the numbers.
    public func remarks(_ result: [PeriodResult<Found>], of panel: Panel, _ run: MeasureRun) -> [Remark] {
        let samples = run.replications > 0 ? [run.intervalNote] : []
        guard result.contains(where: { $0.found.test != nil }) else { return samples }
        return samples + [
            Remark(
                """
                p of between: share of \(run.permutations) shuffles of the groups that part as much, seed \(run.seed).
                """,
                "组间 p 值：\(run.permutations) 次随机打乱分组后组间部分不小于观测值的比例，种子 \(run.seed)。")
        ]
    }
}

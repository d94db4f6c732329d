public import Asking
public import Atlases
public import Measures
public import Panels

/// Differences between neighbours and between all others, tested by permutation.
public struct SpatialGiniIndex: PeriodMeasure {
    /// Names and words.
    public static let about = About(
        "spatialGini", "Spatial Gini index", "空间基尼系数",
        "differences between neighbours and between all others, tested by permutation", "分解为邻区与非邻区差异并作置换检验")
    /// Where it stands in the list.
    public static let family = MeasureFamily.inequality
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .weights, .group, .weight, .id, .year, .balanced]
    /// What its intervals and tests rest on.
    public static let doubt: Doubt = .permutations
    /// Columns that sum, for a picture over the years.
    public static let parts = ["nonNeighbour", "neighbour"]
    /// Keys for machines, heads for people.
    public static let columns: [Column<SpatialGini>] = [
        .number("gini", "Gini", "基尼", \.gini), .number("neighbour", "neighbours", "邻区", \.neighbour),
        .number("nonNeighbour", "all others", "非邻区", \.nonNeighbour),
        .number("polarisation", "polarisation", "空间极化", \.polarisation),
        .part("expectedNonNeighbour", "others, expected", "非邻区期望", { $0.test?.expectedNonNeighbour }),
        .part("standardDeviation", "deviation", "标准差", { $0.test?.standardDeviation }),
        .part("pseudoPValue", "p", "p 值", { $0.test?.pseudoPValue }),
    ]

    /// With the usual settings.
    public init() {}

    /// One period, or one group of cities.
    public func found(in period: Panel.Period, of panel: Panel, _ run: MeasureRun) throws(MeasureError) -> SpatialGini {
        try spatialGini(
            of: period.values, neighbours: try neighbours(period, panel), permutations: run.permutations,
            seed: run.randomSeed, threads: run.threads, progress: run.permuted)
    }

    private func neighbours(_ period: Panel.Period, _ panel: Panel) throws(MeasureError) -> SpatialWeights {
        if let neighbours = panel.neighbours { return neighbours.only(period.entries.map(\.place)) }
        if let groups = period.groups { return try .blocks(groups) }
        throw .noNeighbours
    }

    /// What has to be told beside the numbers.
    public func remarks(_ result: [PeriodResult<SpatialGini>], of panel: Panel, _ run: MeasureRun) -> [Remark] {
        let leftOut = panel.leftOutRemarks(neighbours: panel.neighbours)
        if run.permutations == 0 { return leftOut }
        return leftOut + [
            Remark(
                """
                p: share of \(run.permutations) random orders whose part of other pairs is as large, seed \
                \(run.seed).
                """,
                "p：\(run.permutations) 次随机置换中非邻区部分不小于观测值的比例，种子 \(run.seed)。")
        ]
    }
}

public import Asking
public import Atlases
import Charts
public import Measures
public import Panels
import Wording

/// The smooth distribution of values, year after year.
public struct KernelRidgesMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "kernelRidges", "Kernel ridges", "核密度山脊", "the smooth distribution of values, year after year", "各年数值的核密度分布",
        aliases: ["ridges", "kerneldensity"])
    /// Where it stands in the list.
    public static let family = MeasureFamily.convergence
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .weight, .group, .id, .year, .balanced]
    /// What else it may be told.
    public static let settings: [Setting<Self>] = [
        .number(
            "bandwidth", "bandwidth", "带宽", \.bandwidth, in: .leastNonzeroMagnitude...1e300,
            help: Remark("Bandwidth; by Silverman's rule if left out.", "带宽；缺省按 Silverman 规则。")),
        .flag(
            "absolute", "values as they are", "原值", \.absolute,
            help: Remark("Values as they are, not over the mean of their year.", "使用原值，而非除以当年均值。")),
    ]
    /// What its figures must be.
    public static let needs: Needs = .everyYear
    /// Keys for machines, heads for people.
    public static let layout = Layout<Found>.parts(
        .value("grid") { .numbers($0.grid) },
        .part("ridges", \.ridges, .rows(about.name, columns) { $0 }))
    private static let columns: [Column<PeriodResult<KernelDensity>>] = [
        Column("year", Remark("year", "年份")) { .year($0.label) },
        .value("density") { .numbers($0.found.density) },
        .number("bandwidth", "bandwidth", "带宽", .significant(3), \.found.bandwidth),
        .value("modes") { .numbers($0.found.modes) },
        .count(nil, "peaks", "峰", \.found.modes.count),
        .text(nil, "peaks at", "峰值位置") { $0.found.modes.map { significant($0, 2) }.joined(separator: ", ") },
        .value("count") { .count($0.count) },
    ]

    /// Densities of every period over one grid.
    public struct Found: Sendable {
        /// Values at which every density stands, rising in even steps; over the mean of the year unless `absolute`.
        public let grid: [Double]
        /// One a period, in the order of time; densities go with the grid point by point.
        public let ridges: [PeriodResult<KernelDensity>]
    }

    /// Nil: by Silverman's rule.
    public var bandwidth: Double?
    /// Values as they are, not over the mean of their year.
    public var absolute = false

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of panel: Panel, _ run: MeasureRun) throws(Problem) -> Found {
        // Relative to the mean of the year, so that growth of all does not hide who is where.
        let values = panel.periods.map { period in
            let mean = absolute ? 1 : orderlessMean(period.values)
            return absolute ? period.values : period.values.map { $0 / mean }
        }
        let weighted = panel.periods.contains { $0.weights != nil }
        let weights = weighted ? panel.periods.map { $0.weights ?? $0.values.map { _ in 1 } } : nil
        let found = try panel.ask { () throws(MeasureError) in
            try kernelRidges(values, weights: weights, bandwidth: bandwidth)
        }
        return Found(grid: found.grid, ridges: zip(panel.periods, found.ridges).map { PeriodResult($0, $1) })
    }

    /// What has to be told beside the numbers.
    public func remarks(_ result: Found, of panel: Panel, _ run: MeasureRun) -> [Remark] {
        let what = absolute ? Remark("as they are", "原值") : Remark("over the mean of their year", "数值除以当年均值")
        return [
            Remark(
                "Gaussian kernel, bandwidth by Silverman's rule unless given; values \(what.english).",
                "高斯核；未指定带宽时按 Silverman 规则；\(what.chinese)。")
        ]
    }

    /// Drawn where one would rather look than read.
    public func picture(_ result: Found, of panel: Panel, _ language: Language) -> String? {
        let factor = absolute ? panel.quantity.factor(language) : 1
        return RidgeChart(
            grid: result.grid.map { $0 * factor },
            ridges: result.ridges.map { ridge in
                let peaks = ridge.found.modes.map { significant($0 * factor, 2) }
                return RidgeChart.Ridge(
                    label: ridge.label, density: ridge.found.density,
                    title: language(
                        "\(ridge.label): peaks at \(peaks.joined(separator: ", ")), \(ridge.count) places",
                        "\(ridge.label)：峰值 \(peaks.joined(separator: "、"))，\(ridge.count) 个地区"))
            },
            unit: absolute ? panel.quantity.title(language) : language("over the mean of the year", "与当年均值之比")
        ).svg(title: language(Self.about.name))
    }
}

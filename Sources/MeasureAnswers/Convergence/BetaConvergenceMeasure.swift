public import Asking
import Atlases
import Charts
public import Measures
public import Panels
import RealModule
import Wording

/// Whether those that began lower grew faster, with speed and half-life.
public struct BetaConvergenceMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "betaConvergence", "β-convergence", "β 收敛",
        "whether those that began lower grew faster, with speed and half-life",
        "起点低者是否增长更快，给出速度与半程", aliases: ["beta"])
    /// Where it stands in the list.
    public static let family = MeasureFamily.convergence
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .controls, .group, .weight, .id, .year, .balanced]
    /// What its figures must be.
    public static let needs: Needs = .everyYear
    /// Keys for machines, heads for people.
    public static let layout = Layout<Found>.parts(
        .value("slope") { $0.fit.slope.value }, .value("constant") { $0.fit.constant.value },
        .value("controls") { found in
            .fields(zip(found.controls, found.fit.controls).map { Value.Field($0, $1.value) })
        },
        .number("speed", \.fit.speed), .number("halfLife", \.fit.halfLife), .number("rSquared", \.fit.rSquared),
        .number("years", \.fit.years), .count("count", \.fit.count), .count("missing", \.missing),
        .sheet(sheet))

    /// The regression, and what it was made of.
    public struct Found: Sendable {
        /// Coefficients with their errors, speed a year and half-life in years.
        public let fit: BetaConvergence
        /// The year that growth is counted from.
        public let first: Int
        /// The year that growth is counted to.
        public let last: Int
        /// Names of the controls.
        public let controls: [String]
        /// Places without both years or a control.
        public let missing: Int
        /// Where each place started, and its mean growth of logarithms a year.
        public let places: [Named<(start: Double, growth: Double)>]
    }

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of panel: Panel, _ run: MeasureRun) throws(Problem) -> Found {
        let years = try panel.twoYears(Self.about.id)
        let (first, last) = (years[0], years[years.count - 1])
        try panel.requireOneEdition(Self.about.id, ends: true)
        for end in [panel.periods[0], panel.periods[years.count - 1]] { try panel.requireAboveZero(in: end) }
        let ends = panel.rows.map { ($0[0], $0[years.count - 1]) }
        let kept = panel.places.indices.filter { place in
            ends[place].0 != nil && ends[place].1 != nil && panel.controls.allSatisfy { $0.values[place] != nil }
        }
        let (start, end) = (kept.map { ends[$0].0 ?? 1 }, kept.map { ends[$0].1 ?? 1 })
        let fit = try panel.ask { () throws(MeasureError) in
            try betaConvergence(
                start: start, end: end, years: Double(last - first),
                controls: panel.controls.map { column in kept.map { column.values[$0] ?? 0 } })
        }
        return Found(
            fit: fit, first: first, last: last, controls: panel.controls.map(\.name),
            missing: panel.places.count - fit.count,
            places: kept.enumerated().map { index, place in
                Named(
                    panel.places[place], panel.names[place],
                    (start[index], Double.log(end[index] / start[index]) / Double(last - first)))
            })
    }

    private static func sheet(_ found: Found) -> Sheet {
        let fit = found.fit
        let rows =
            [("constant", fit.constant), ("slope", fit.slope)] + zip(found.controls, fit.controls).map { ($0, $1) }
        let (speed, half, r) = (orDash(fit.speed, 4), orDash(fit.halfLife, 1), fixed(fit.rSquared, 3))
        return Sheet(
            title: Remark(
                "Mean growth of logarithms a year on ln of the start, \(found.first) to \(found.last)",
                "年均对数增长率对期初对数值的回归，\(found.first) 至 \(found.last)"),
            rows,
            [
                .text(nil, "coefficient", "系数") { $0.0 },
                .number(nil, "estimate", "估计", .significant(5)) { $0.1.estimate },
                .number(nil, "standard error", "标准误", .significant(5)) { $0.1.standardError },
                .number(nil, "robust", "稳健标准误", .significant(5)) { $0.1.robustStandardError },
                .number(nil, "p", "p", .significant(5)) { $0.1.pValue },
            ],
            notes: [
                Remark(
                    """
                      Speed \(speed) a year, half-life \(half) years, R² \(r), \(fit.count) places, \(found.missing) \
                    without both years.
                    """,
                    """
                      收敛速度每年 \(speed)，半程 \(half) 年，R² \(r)，\(fit.count) 个地区，\(found.missing) 个缺少首末年份数据。
                    """)
            ])
    }

    /// Growth against the start with the line through it; nil where controls bend the line.
    public func picture(_ result: Found, of panel: Panel, _ language: Language) -> String? {
        if !result.controls.isEmpty { return nil }
        let (fit, years) = (result.fit, "\(result.first)–\(result.last)")
        let marks = result.places.map { place in
            let (start, growth) = place.row
            let name = language(place.name)
            return PlotMark(
                code: name, label: name, x: start, y: 100 * growth, colour: "#41b6c4",
                title: "\(name): \(significant(start, 2)), \(fixed(100 * growth, 2)) %", named: false)
        }
        var chart = ScatterChart(
            marks, x: Axis(title: language("at the start", "期初值"), values: marks.map(\.x), logarithmic: true),
            y: Axis(title: language("growth a year, %, \(years)", "年均增长，%，\(years)"), values: marks.map(\.y)))
        func onLine(_ start: Double) -> SIMD2<Double> {
            SIMD2(start, 100 * (fit.constant.estimate + fit.slope.estimate * Double.log(start)))
        }
        if let least = marks.map(\.x).min(), let most = marks.map(\.x).max() {
            let slope = significant(fit.slope.estimate, 4)
            chart.line = (onLine(least), onLine(most), language("slope \(slope)", "斜率 \(slope)"))
        }
        return chart.svg(title: language(Self.about.name), width: 560, height: 360)
    }
}

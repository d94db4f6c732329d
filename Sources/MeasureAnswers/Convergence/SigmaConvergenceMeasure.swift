public import Asking
public import Atlases
public import Measures
public import Panels
import Wording

/// Whether the spread of logarithms falls over the years.
public struct SigmaConvergenceMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "sigmaConvergence", "σ-convergence", "σ 收敛", "whether the spread of logarithms falls over the years",
        "对数标准差是否逐年下降", aliases: ["sigma"])
    /// Where it stands in the list.
    public static let family = MeasureFamily.convergence
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .group, .weight, .id, .year, .balanced]
    /// What its figures must be.
    public static let needs: Needs = .everyYear
    static let columns: [Column<Spread>] = [
        .number("standardDeviationOfLogs", "deviation of logs", "对数标准差", \.deviationOfLogs),
        .number("coefficientOfVariation", "coefficient of variation", "变异系数", \.coefficientOfVariation),
    ]
    /// Keys for machines, heads for people.
    public static let layout = Layout<Found>.parts(
        .part("years", \.years, .periods(about, columns)), .value("trend") { $0.trend?.value ?? .none })

    /// How far places lie apart in a year.
    public struct Spread: Sendable {
        /// Standard deviation of natural logarithms over places (n − 1 in the denominator), each place alike.
        public let deviationOfLogs: Double
        /// Standard deviation over the mean (n − 1 in the denominator), each place alike.
        public let coefficientOfVariation: Double
    }

    /// The spread of every year, and its trend.
    public struct Found: Sendable {
        /// In the order of time, over places with a value in all of them.
        public let years: [PeriodResult<Spread>]
        /// A year's change of the deviation of logarithms; nil for two years.
        public let trend: Coefficient?
    }

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of given: Panel, _ run: MeasureRun) throws(Problem) -> Found {
        let panel = given.lasting.panel
        let years = try panel.twoYears(Self.about.id)
        for period in panel.periods { try panel.requireAboveZero(in: period) }
        let found = try panel.ask { () throws(MeasureError) in
            try sigmaConvergence(years: years, values: panel.periods.map(\.values))
        }
        return Found(
            years: panel.periods.enumerated().map { index, period in
                PeriodResult(
                    period,
                    Spread(
                        deviationOfLogs: found.standardDeviationsOfLogs[index],
                        coefficientOfVariation: found.coefficientsOfVariation[index]))
            }, trend: found.trend)
    }

    /// What has to be told beside the numbers.
    public func remarks(_ result: Found, of panel: Panel, _ run: MeasureRun) -> [Remark] {
        guard let slope = result.trend else { return panel.thinPeriods }
        let numbers = [slope.estimate, slope.standardError].map { significant($0, 5) }
        let p = significant(slope.pValue, 4)
        return panel.thinPeriods + [
            Remark(
                "Trend of the deviation of logs: \(numbers[0]) a year, standard error \(numbers[1]), p \(p).",
                "对数标准差趋势：每年 \(numbers[0])，标准误 \(numbers[1])，p 值 \(p)。")
        ]
    }

    /// Drawn where one would rather look than read.
    public func picture(_ result: Found, of panel: Panel, _ language: Language) -> String? {
        seriesPicture(result.years, Self.columns, language)
    }
}

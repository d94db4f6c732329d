public import Asking
import Atlases
import Charts
public import Measures
public import Panels
import RealModule
import Wording

/// Slope of ln(rank − ½) on ln size.
public struct RankSizeMeasure: CitySystemMeasure {
    /// Names and words.
    public static let about = About(
        "rankSize", "Rank–size rule", "位序—规模法则", "slope of ln(rank − ½) on ln size", "ln(位序 − ½) 对 ln 规模的斜率",
        aliases: ["ranksizerule", "zipf"])
    /// Keys for machines, heads for people.
    public static let columns: [Column<RankSizeFit>] = [
        .number("slope", "slope", "斜率", \.slope), .number("standardError", "standard error", "标准误", \.standardError),
        .number("intercept", "intercept", "截距", \.intercept),
    ]

    /// With the usual settings.
    public init() {}

    /// One period, or one group of cities.
    public func found(in cities: [Panel.Entry], of panel: Panel) throws(MeasureError) -> RankSizeFit {
        if let fit = try rankSize(cities.map(\.value)) { return fit }
        throw .undefined(why: "rank and size need three places or more, not all alike")
    }

    /// Rank and size of one period with the line through them; the slope over the years where there are several.
    public func picture(_ result: CitySystems<RankSizeFit>, of panel: Panel, _ language: Language) -> String? {
        guard case .all(let periods) = result else { return nil }
        if periods.count > 1 { return seriesPicture(periods, Self.columns, language) }
        let sorted = panel.periods[0].entries.sorted { ($0.value, $1.place) > ($1.value, $0.place) }
        let sizes = sorted.map { $0.value * panel.quantity.factor(language) }
        guard let fit = try? rankSize(sizes), let most = sizes.first, let least = sizes.last else { return nil }
        let marks = sorted.enumerated().map { index, entry in
            let name = language(panel.names[entry.place])
            return PlotMark(
                code: panel.places[entry.place], label: name, x: sizes[index], y: Double(index) + 0.5,
                colour: "#41b6c4",
                title: "\(name): \(significant(sizes[index], 2)), \(language("rank", "位序")) \(index + 1)",
                named: index < 8)
        }
        var chart = ScatterChart(
            marks, x: Axis(title: panel.quantity.title(language), values: sizes, logarithmic: true),
            y: Axis(title: language("rank − ½", "位序 − ½"), values: marks.map(\.y), logarithmic: true))
        func onLine(_ size: Double) -> SIMD2<Double> {
            SIMD2(size, Double.exp(fit.intercept + fit.slope * Double.log(size)))
        }
        let (slope, error) = (fixed(fit.slope, 2), fixed(fit.standardError, 2))
        chart.line = (
            onLine(least), onLine(most), language("slope \(slope) ± \(error)", "斜率 \(slope) ± \(error)")
        )
        return chart.svg(title: language(Self.about.name), width: 560, height: 400)
    }
}

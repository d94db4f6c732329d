import Asking
public import Atlases
import Charts
public import Measures
public import Panels
import Wording

/// A measure of the values of each period: figures in columns, of which some may sum to the first.
public protocol PeriodMeasure: Measure where Input == Panel, Result == [PeriodResult<Found>] {
    associatedtype Found: Sendable
    static var columns: [Column<Found>] { get }
    /// Columns that sum, for a picture over the years.
    static var parts: [String] { get }

    func found(in period: Panel.Period, of panel: Panel, _ run: MeasureRun) throws(MeasureError) -> Found
}

extension PeriodMeasure {
    /// Keys for machines, heads for people.
    public static var layout: Layout<Result> { .periods(about, columns) }
    /// Columns that sum, for a picture over the years.
    public static var parts: [String] { ["within", "between"] }

    /// Asks the formula; its errors name row or region.
    public func result(of panel: Panel, _ run: MeasureRun) throws(Problem) -> Result {
        try panel.eachPeriod { (period) throws(MeasureError) in try found(in: period, of: panel, run) }
    }

    /// What has to be told beside the numbers.
    public func remarks(_ result: Result, of panel: Panel, _ run: MeasureRun) -> [Remark] {
        Self.doubt.contains(.samples) && run.replications > 0 ? [run.intervalNote] : []
    }

    /// Drawn where one would rather look than read.
    public func picture(_ result: Result, of panel: Panel, _ language: Language) -> String? {
        partsPicture(result, language) ?? seriesPicture(result, Self.columns, language)
    }

    /// Parts that sum, year by year; nil where the answer has none.
    private func partsPicture(_ periods: Result, _ language: Language) -> String? {
        let colours = ["#01665e", "#5ab4a6", "#d0a052"]
        var drawn: [(label: String, values: [Double], colour: String)] = []
        for (id, colour) in zip(Self.parts, colours) {
            guard let column = Self.columns.first(where: { $0.id == id }), let name = column.name else { return nil }
            let cells = periods.map { column.cell($0.found) }
            if cells.contains(.absent) { return nil }
            drawn.append((language(name), cells.map { $0.number ?? 0 }, colour))
        }
        let title = language(Self.about.name)
        return drawn.isEmpty
            ? nil : StackedChart(years: periods.map(\.label), parts: drawn, unit: title).svg(title: title)
    }
}

extension Measure {
    /// The first figure over the years; nil for a single one, which a line says.
    func seriesPicture<Found>(_ periods: [PeriodResult<Found>], _ columns: [Column<Found>], _ language: Language)
        -> String?
    {
        guard let column = columns.first, let label = column.name else { return nil }
        let points = periods.compactMap { period -> (year: Int, value: Double, title: String)? in
            let cell = column.cell(period.found)
            guard let year = Int(period.label), let value = cell.number else { return nil }
            return (year, value, "\(year): \(cell.text(in: language))")
        }
        guard points.count > 1 else { return nil }
        let series = Series(
            code: Self.about.id, label: language(label), points: points, colour: Palette.accent, strong: true)
        return SeriesChart([series], unit: language(Self.about.name)).svg(
            title: language(Self.about.name), width: 560, height: 280)
    }
}

extension Cell {
    /// The number that stands in the cell.
    var number: Double? {
        switch self {
        case .number(let number, _), .interval(let number, _, _, _): number
        case .drawn(let point, _, _, _, _): point
        case .absent, .missing, .text, .words, .several, .value: nil
        }
    }
}

import Asking
import Atlas
import Charts
import Indices
import Reports
import Wording

/// What is drawn of an index.
public enum IndexChart: String, Sendable, CaseIterable {
    /// Places in order with their intervals.
    case ranking
    /// Ranks over the years.
    case bump
    /// One place against others.
    case radar
    /// Normalised values, places by indicators.
    case heat
    /// Obstacle degrees, places by indicators.
    case obstacles
}

extension IndexStudy {
    /// A picture with its title and what it rests on.
    ///
    /// - Parameter marked: a row that stands out; without one the first places are shown.
    /// - Throws: `WorkbenchError` where there is nothing to draw.
    func picture(_ chart: IndexChart, marked: Int?, count: Int = 25, _ language: Language) throws(WorkbenchError)
        -> String
    {
        let drawn: (svg: String, width: Double, height: Double)
        if isTimeSeries && chart != .ranking {
            throw WorkbenchError(
                .use, "\(chart.rawValue): every place stands alone here, there is nothing to compare it with")
        }
        switch chart {
        case .ranking where isTimeSeries:
            drawn = (pathChart(language).svg(title: heading(language), width: 560, height: 260), 560, 260)
        case .ranking:
            let chart = rankChart(shown(marked, count), marked, language)
            drawn = (chart.svg(title: heading(language), width: 560), 560, chart.height)
        case .bump:
            if panel.periods.count < 2 {
                throw WorkbenchError(.use, "a bump chart needs two years or more: give a span with --year")
            }
            let chart = bumpChart(marked, language)
            drawn = (chart.svg(title: heading(language)), 620, chart.height)
        case .radar:
            guard let marked else {
                throw WorkbenchError(.use, "a radar is of one place: `hinterland index explain PLACE --chart radar`")
            }
            if model.recipe.indicators.count < 3 {
                throw WorkbenchError(.use, "a radar needs three indicators or more")
            }
            drawn = (radarChart(marked, language).svg(title: heading(language)), 560, 430)
        case .heat, .obstacles:
            let heat = heatChart(chart, shown(marked, count), marked, language)
            drawn = (heat.svg(title: heading(language)), 620, heat.height)
        }
        return captioned(
            drawn.svg, width: drawn.width, height: drawn.height,
            title: heading(language) + (chart == .ranking ? "" : " · " + language(chart.remark)),
            source: remarks.prefix(2).map { language($0) }.joined(separator: " ") + " "
                + panel.sources.prefix(8).joined(separator: ", "))
    }

    /// Scores of places that stand alone, a line each and group.
    private func pathChart(_ language: Language) -> SeriesChart {
        struct Key: Hashable {
            let place: Int
            let group: String
        }
        let rows = model.figures.rows
        var keys: [Key] = []
        for row in latest where !keys.contains(Key(place: rows[row].place, group: rows[row].group)) {
            keys.append(Key(place: rows[row].place, group: rows[row].group))
        }
        let lines = keys.map { key in
            let own = latest.filter { rows[$0].place == key.place && rows[$0].group == key.group }
            return Series(
                code: panel.places[key.place], label: key.group.isEmpty ? panel.names[key.place] : key.group,
                points: own.compactMap { row in
                    Int(panel.periods[rows[row].period]).map {
                        ($0, index.scores[row], "\(name(row)), \($0): \(significant(index.scores[row], 2))")
                    }
                }, colour: Palette.accent, strong: true)
        }
        return SeriesChart(lines, unit: language("score", "得分"))
    }

    /// The first places, or those around a marked one.
    private func shown(_ marked: Int?, _ count: Int) -> [Int] {
        guard let marked else { return Array(latest.prefix(count)) }
        let peers = latest.filter { model.figures.rows[$0].group == model.figures.rows[marked].group }
        let at = peers.firstIndex(of: marked) ?? 0
        let first = max(0, min(at - count / 2, peers.count - count))
        return Array(peers[first..<min(peers.count, first + count)])
    }

    private func rankChart(_ shown: [Int], _ marked: Int?, _ language: Language) -> RankChart {
        RankChart(
            shown.map { row in
                let interval = intervals?[row]
                return RankChart.Row(
                    code: code(row), label: name(row), rank: index.ranks[row], low: interval?.low, high: interval?.high,
                    tier: index.tiers[row],
                    marked: row == marked,
                    title: "\(name(row)): \(language("rank", "位次")) \(index.ranks[row])"
                        + (interval.map { " (\($0.low)–\($0.high))" } ?? "")
                        + ", \(language("score", "得分")) \(significant(index.scores[row], 4))")
            }, unit: language("rank", "位次"))
    }

    /// The first twelve of the last year, with a marked place.
    private func bumpChart(_ marked: Int?, _ language: Language) -> BumpChart {
        let group = marked.map { model.figures.rows[$0].group } ?? latest.first.map { model.figures.rows[$0].group }
        let peers = latest.filter { model.figures.rows[$0].group == group }
        let chosen =
            peers.prefix(marked == nil ? 20 : 11) + (marked.map { peers.prefix(11).contains($0) ? [] : [$0] } ?? [])
        return BumpChart(
            years: panel.periods,
            lines: chosen.map { row in
                BumpChart.Line(
                    code: code(row), label: name(row), ranks: panel.periods.indices.map { rank(row, in: $0) },
                    marked: row == marked)
            })
    }

    /// A place, the median of those ranked with it, and the first of them.
    private func radarChart(_ row: Int, _ language: Language) -> RadarChart {
        let peers = latest.filter { model.figures.rows[$0].group == model.figures.rows[row].group }
        let unit = unitValues
        func middle(_ column: [Double]) -> Double {
            let sorted = peers.map { column[$0] }.sorted()
            return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        }
        var shapes = [
            RadarChart.Shape(
                label: language("median of \(peers.count)", "\(peers.count) 个地区中位数"), values: unit.map(middle),
                colour: Palette.quiet,
                strong: false)
        ]
        if let first = peers.first, first != row {
            shapes.append(
                RadarChart.Shape(label: name(first), values: unit.map { $0[first] }, colour: "#2c7fb8", strong: false))
        }
        shapes.append(
            RadarChart.Shape(label: name(row), values: unit.map { $0[row] }, colour: Palette.accent, strong: true))
        return RadarChart(axes: model.recipe.indicators.indices.map { title($0, language) }, shapes: shapes)
    }

    private func heatChart(_ chart: IndexChart, _ shown: [Int], _ marked: Int?, _ language: Language) -> HeatChart {
        let unit = unitValues
        return HeatChart(
            columns: model.recipe.indicators.indices.map { title($0, language) },
            rows: shown.map { row in
                let shades = chart == .heat ? unit.map { $0[row] } : model.obstacles(of: index, row)
                let most = chart == .heat ? 1 : shades.max() ?? 1
                return HeatChart.Row(
                    code: code(row), label: name(row), shades: shades.map { most > 0 ? $0 / most : 0 },
                    texts: shades.map { chart == .heat ? fixed($0, 2) : "\(fixed(100 * $0, 0)) %" },
                    marked: row == marked)
            })
    }

    /// Normalised values from 0 to 1 whatever the normalisation, for colours and axes.
    private var unitValues: [[Double]] {
        index.normalised.map { column in
            guard let least = column.min(), let most = column.max(), most > least else {
                return column.map { _ in 0.5 }
            }
            let unit = least >= 0 && most <= 1
            return unit ? column : column.map { ($0 - least) / (most - least) }
        }
    }
}

extension IndexChart {
    var remark: Remark {
        switch self {
        case .ranking: Remark("ranking", "排名")
        case .bump: Remark("ranks over the years", "历年位次")
        case .radar: Remark("against peers", "与同类比较")
        case .heat: Remark("normalised values", "标准化值")
        case .obstacles: Remark("obstacle degrees", "障碍度")
        }
    }
}

public import Asking
import Atlases
import Charts
import Indices
import Wording

extension IndexAnswer {
    /// A picture with its title and what it rests on; the place that was asked about stands out.
    ///
    /// - Parameter count: of a chart of places so many are shown.
    /// - Throws: a problem of use where there is nothing to draw.
    public func picture(_ chart: IndexChart, count: Int, _ language: Language) throws(Problem) -> String {
        let drawing = IndexDrawing(result: result, marked: explanation?.row, count: count, language: language)
        let drawn = try drawing.drawn(chart)
        let title = language(result.heading) + (chart == .ranking ? "" : " · " + language(chart.name))
        return captioned(
            drawn.svg, width: drawn.width, height: drawn.height, title: title,
            source: remarks.prefix(2).map { language($0) }.joined(separator: " ") + " "
                + sources.prefix(8).joined(separator: ", "))
    }
}

/// An index about to be drawn.
private struct IndexDrawing {
    let result: IndexResult
    /// A row that stands out; without one the first places are shown.
    let marked: Int?
    let count: Int
    let language: Language

    private var index: CompositeIndex { result.index }
    private var periods: [String] { result.panel.periods }
    private var axes: [String] { result.document.figures.map { language($0.title) } }

    private func name(_ row: Int) -> String { language(result.places[row].name) }
    private func code(_ row: Int) -> String { result.places[row].id }

    func drawn(_ chart: IndexChart) throws(Problem) -> (svg: String, width: Double, height: Double) {
        let title = language(result.heading)
        if result.isTimeSeries && chart != .ranking {
            throw Problem(
                .use, "\(chart.rawValue): every place stands alone here, there is nothing to compare it with",
                "\(language(chart.name))：各地区单独成组，无从比较")
        }
        switch chart {
        case .ranking where result.isTimeSeries: return (paths.svg(title: title, width: 560, height: 260), 560, 260)
        case .ranking:
            let ranks = ranks(shown)
            return (ranks.svg(title: title, width: 560), 560, ranks.height)
        case .bump:
            if periods.count < 2 {
                throw Problem(
                    .use, "a bump chart needs two years or more: give a span with {year}",
                    "历年位次图需要两年以上：请用 {year} 给出区间")
            }
            let bump = bump
            return (bump.svg(title: title), 620, bump.height)
        case .radar:
            guard let marked else {
                throw Problem(
                    .use, "a radar is of one place: name {place}",
                    "雷达图针对单个地区：请给出 {place}")
            }
            if axes.count < 3 { throw Problem(.use, "a radar needs three indicators or more", "雷达图需要三项以上指标") }
            return (radar(marked).svg(title: title), 560, 430)
        case .heat, .obstacles:
            let heat = heat(chart, shown)
            return (heat.svg(title: title), 620, heat.height)
        }
    }

    /// The first places, or those around a marked one.
    private var shown: [Int] {
        guard let marked else { return Array(result.latestRows.prefix(count)) }
        let peers = result.peers(of: marked)
        let at = peers.firstIndex(of: marked) ?? 0
        let first = max(0, min(at - count / 2, peers.count - count))
        return Array(peers[first..<min(peers.count, first + count)])
    }

    /// Scores of places that stand alone, a line each and group.
    private var paths: SeriesChart {
        let rows = result.model.figures.rows
        var keys: [IndexFigures.Row] = []
        for row in result.latestRows
        where !keys.contains(where: { $0.place == rows[row].place && $0.group == rows[row].group }) {
            keys.append(rows[row])
        }
        let lines = keys.map { key in
            let own = result.latestRows.filter { rows[$0].place == key.place && rows[$0].group == key.group }
            let group = language(result.panel.group(key.group))
            return Series(
                code: result.panel.places[key.place],
                label: group.isEmpty ? language(result.panel.names[key.place]) : group,
                points: own.compactMap { row in
                    Int(periods[rows[row].period]).map {
                        ($0, index.scores[row], "\(name(row)), \($0): \(significant(index.scores[row], 2))")
                    }
                }, colour: Palette.accent, strong: true)
        }
        return SeriesChart(lines, unit: language("score", "得分"))
    }

    private func ranks(_ shown: [Int]) -> RankChart {
        RankChart(
            shown.map { row in
                let interval = result.intervals?[row]
                return RankChart.Row(
                    code: code(row), label: name(row), rank: index.ranks[row], low: interval?.low,
                    high: interval?.high, tier: index.tiers[row], marked: row == marked,
                    title: "\(name(row)): \(language("rank", "位次")) \(index.ranks[row])"
                        + (interval.map { " (\($0.low)–\($0.high))" } ?? "")
                        + ", \(language("score", "得分")) \(significant(index.scores[row], 4))")
            }, unit: language("rank", "位次"))
    }

    /// The first twelve of the last year, with a marked place.
    private var bump: BumpChart {
        let peers = (marked ?? result.latestRows.first).map { result.peers(of: $0) } ?? []
        let first = Array(peers.prefix(marked == nil ? 20 : 11))
        let rows = result.model.figures.rows
        func rank(_ row: Int, in period: Int) -> Int? {
            rows.indices.first { rows[$0].place == rows[row].place && rows[$0].period == period }
                .map { index.ranks[$0] }
        }
        return BumpChart(
            years: periods,
            lines: (first + (marked.map { first.contains($0) ? [] : [$0] } ?? [])).map { row in
                BumpChart.Line(
                    code: code(row), label: name(row), ranks: periods.indices.map { rank(row, in: $0) },
                    marked: row == marked)
            })
    }

    /// A place, the median of those ranked with it, and the first of them.
    private func radar(_ row: Int) -> RadarChart {
        let peers = result.peers(of: row)
        let unit = unitValues
        func middle(_ column: [Double]) -> Double {
            let sorted = peers.map { column[$0] }.sorted()
            return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        }
        func shape(_ row: Int, _ colour: String, strong: Bool) -> RadarChart.Shape {
            RadarChart.Shape(label: name(row), values: unit.map { $0[row] }, colour: colour, strong: strong)
        }
        let median = RadarChart.Shape(
            label: language("median of \(peers.count)", "\(peers.count) 个地区中位数"), values: unit.map(middle),
            colour: Palette.quiet, strong: false)
        let best = peers.first.flatMap { $0 == row ? nil : shape($0, "#2c7fb8", strong: false) }
        return RadarChart(
            axes: axes, shapes: [median] + (best.map { [$0] } ?? []) + [shape(row, Palette.accent, strong: true)])
    }

    private func heat(_ chart: IndexChart, _ shown: [Int]) -> HeatChart {
        let unit = unitValues
        return HeatChart(
            columns: axes,
            rows: shown.map { row in
                let shades = chart == .heat ? unit.map { $0[row] } : result.places[row].obstacles
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

import Asking
import Atlas
import AtlasFiles
import Charts
import Measures
import RealModule
import Reports
import Wording

/// Pictures of measures, where one would rather look than read.
extension MeasureQuestion {
    /// Parts that sum, year by year; nil where there are no parts or a single year says it in a line.
    func partsPicture(_ rows: [(period: MeasurePanel.Period, figures: [MeasureFigure])], _ language: Language)
        -> String?
    {
        let keys: [String] =
            switch measure {
            case .dagum: ["within", "netBetween", "transvariation"]
            case .spatialGini: ["nonNeighbour", "neighbour"]
            case .williamson: ["withinSquared", "betweenSquared"]
            default: ["within", "between"]
            }
        let colours = ["#01665e", "#5ab4a6", "#d0a052"]
        let parts = keys.enumerated().compactMap { index, key -> (label: String, values: [Double], colour: String)? in
            let found = rows.compactMap { row in row.figures.first { $0.key == key } }
            guard found.count == rows.count, let first = found.first else { return nil }
            return (language(first.label), found.map { $0.value ?? 0 }, colours[index])
        }
        guard parts.count == keys.count else { return seriesPicture(rows, language) }
        return StackedChart(years: rows.map(\.period.label), parts: parts, unit: language(measure.description.name))
            .svg(
                title: language(measure.description.name))
    }

    /// The first figure over the years.
    func seriesPicture(_ rows: [(period: MeasurePanel.Period, figures: [MeasureFigure])], _ language: Language)
        -> String?
    {
        let points = rows.compactMap { row -> (year: Int, value: Double, title: String)? in
            guard let year = Int(row.period.label), let figure = row.figures.first, let value = figure.value else {
                return nil
            }
            return (year, value, "\(year): \(figure.text)")
        }
        guard points.count > 1, let label = rows.first?.figures.first?.label else { return nil }
        let series = Series(
            code: measure.rawValue, label: language(label), points: points, colour: Palette.accent, strong: true)
        return SeriesChart([series], unit: language(measure.description.name)).svg(
            title: language(measure.description.name), width: 560, height: 280)
    }

    func ridgesPicture(_ panel: MeasurePanel, _ found: KernelRidges, _ language: Language) -> String {
        let factor = settings.absolute ? panel.quantity.factor : 1
        return RidgeChart(
            grid: found.grid.map { $0 * factor },
            ridges: zip(panel.periods, found.ridges).map { period, ridge in
                RidgeChart.Ridge(
                    label: period.label, density: ridge.density,
                    title: language(
                        """
                        \(period.label): peaks at \
                        \(ridge.modes.map { significant($0 * factor, 2) }.joined(separator: ", ")), \
                        \(period.entries.count) places
                        """,
                        """
                        \(period.label)：峰值 \
                        \(ridge.modes.map { significant($0 * factor, 2) }.joined(separator: "、"))，\
                        \(period.entries.count) 个地区
                        """
                    ))
            }, unit: settings.absolute ? panel.quantity.title : language("over the mean of the year", "与当年均值之比")
        ).svg(title: language(measure.description.name))
    }

    func chainPicture(_ chains: [(title: String, chain: MarkovChain)], _ language: Language) -> String {
        let count = chains.first?.chain.count ?? 0
        return MatrixChart(
            chains.map { title, chain in
                MatrixChart.Panel(
                    title: title, shares: (0..<count).map { row in (0..<count).map { chain.probabilities[row, $0] } },
                    rowTitles: (0..<count).map { row in
                        let moves = (0..<count).reduce(0) { $0 + chain.transitions[row, $1] }
                        return language("\(row + 1) (\(fixed(moves, 0)) moves)", "\(row + 1)（\(fixed(moves, 0)) 次转移）")
                    })
            }, labels: (1...max(1, count)).map(String.init), from: language("from ↓", "自 ↓"),
            to: language("to →", "至 →")
        ).svg(title: language(measure.description.name))
    }

    /// Rank and size of one period with the line through them.
    func rankSizePicture(_ panel: MeasurePanel, _ language: Language) -> String? {
        guard panel.periods.count == 1, panel.periods[0].groups == nil else { return nil }
        let sorted = panel.periods[0].entries.sorted { ($0.value, $1.place) > ($1.value, $0.place) }
        let sizes = sorted.map { $0.value * panel.quantity.factor }
        guard let fit = try? Measures.rankSize(sizes), let most = sizes.first, let least = sizes.last else {
            return nil
        }
        let marks = sorted.enumerated().map { index, entry in
            PlotMark(
                code: panel.places[entry.place], label: panel.names[entry.place], x: sizes[index],
                y: Double(index) + 0.5,
                colour: "#41b6c4",
                title:
                    """
                    \(panel.names[entry.place]): \(significant(sizes[index], 2)), \(language("rank", "位序")) \
                    \(index + 1)
                    """,
                named: index < 8)
        }
        var chart = ScatterChart(
            marks, x: Axis(title: panel.quantity.title, values: sizes, logarithmic: true),
            y: Axis(title: language("rank − ½", "位序 − ½"), values: marks.map(\.y), logarithmic: true))
        func onLine(_ size: Double) -> SIMD2<Double> {
            SIMD2(size, Double.exp(fit.intercept + fit.slope * Double.log(size)))
        }
        chart.line = (
            onLine(least), onLine(most),
            language(
                "slope \(fixed(fit.slope, 2)) ± \(fixed(fit.standardError, 2))",
                "斜率 \(fixed(fit.slope, 2)) ± \(fixed(fit.standardError, 2))")
        )
        return chart.svg(title: language(measure.description.name), width: 560, height: 400)
    }

    /// Growth against the start with the line through it.
    func betaPicture(
        _ points: [(name: String, start: Double, growth: Double)], _ found: BetaConvergence, _ years: String,
        _ language: Language
    ) -> String? {
        if !found.controls.isEmpty { return nil }
        let marks = points.map { point in
            PlotMark(
                code: point.name, label: point.name, x: point.start, y: 100 * point.growth, colour: "#41b6c4",
                title: "\(point.name): \(significant(point.start, 2)), \(fixed(100 * point.growth, 2)) %", named: false)
        }
        var chart = ScatterChart(
            marks, x: Axis(title: language("at the start", "期初值"), values: marks.map(\.x), logarithmic: true),
            y: Axis(title: language("growth a year, %, \(years)", "年均增长，%，\(years)"), values: marks.map(\.y)))
        func onLine(_ start: Double) -> SIMD2<Double> {
            SIMD2(start, 100 * (found.constant.estimate + found.slope.estimate * Double.log(start)))
        }
        if let least = points.map(\.start).min(), let most = points.map(\.start).max() {
            chart.line = (
                onLine(least), onLine(most),
                language("slope \(significant(found.slope.estimate, 4))", "斜率 \(significant(found.slope.estimate, 4))")
            )
        }
        return chart.svg(title: language(measure.description.name), width: 560, height: 360)
    }

    /// Ellipses of the first and the last period and the way of the centre.
    func ellipsePicture(
        _ panel: MeasurePanel, _ ellipses: [DeviationEllipse], _ ground: MapChart?, _ language: Language
    ) -> String? {
        guard let first = ellipses.first, let last = ellipses.last else { return nil }
        var chart = ground ?? MapChart(areas: [])
        let most = panel.periods.last?.values.max() ?? 1
        if ground == nil {
            chart.areas = (panel.periods.last?.entries ?? []).map { entry in
                MapArea(
                    rings: [], seat: entry.position.map { SIMD2($0.longitude, $0.latitude) },
                    fill: Palette.sequential(5)[min(4, Int(5 * entry.value / max(most, 1e-300)))],
                    title: "\(panel.names[entry.place]): \(significant(entry.value, 2))")
            }
        }
        let shown =
            ellipses.count > 1
            ? [
                (first, "#a6611a", panel.periods[0].label),
                (last, Palette.accent, panel.periods[panel.periods.count - 1].label),
            ]
            : [(last, Palette.accent, panel.periods[0].label)]
        for (ellipse, colour, label) in shown {
            let outline = ellipse.outline().map { SIMD2($0.longitude, $0.latitude) }
            for (a, b) in zip(outline, outline.dropFirst() + outline.prefix(1)) {
                chart.lines.append(MapLine(from: a, to: b, colour: colour, width: 1.8, title: label))
            }
            chart.lineLegend.append((colour, false, label))
        }
        let centres = ellipses.map { SIMD2($0.longitude, $0.latitude) }
        for (a, b) in zip(centres, centres.dropFirst()) {
            chart.lines.append(MapLine(from: a, to: b, colour: Palette.ink, width: 2))
        }
        chart.labels = [MapLabel(point: centres[centres.count - 1], text: shown[shown.count - 1].2, strong: true)]
        let track = centres.count > 2 ? trackPicture(panel, ellipses, language) : ""
        var drawing = Drawing(width: 760, height: track.isEmpty ? 560 : 880)
        drawing.embed(
            chart.svg(title: language(measure.description.name), width: 760, height: 560), x: 0, y: 0, width: 760,
            height: 560)
        if !track.isEmpty { drawing.embed(track, x: 0, y: 570, width: 760, height: 300) }
        return drawing.svg(title: language(measure.description.name))
    }

    /// The way of the centre alone, near enough to see it.
    private func trackPicture(_ panel: MeasurePanel, _ ellipses: [DeviationEllipse], _ language: Language) -> String {
        let marks = zip(panel.periods, ellipses).map { period, ellipse in
            PlotMark(
                code: period.label, label: period.label, x: ellipse.longitude, y: ellipse.latitude,
                colour: Palette.accent,
                title: "\(period.label): \(fixed(ellipse.longitude, 3)) °E, \(fixed(ellipse.latitude, 3)) °N",
                named: true)
        }
        var chart = ScatterChart(
            marks, x: Axis(title: language("longitude of the centre, °", "重心经度，°"), values: marks.map(\.x)),
            y: Axis(title: language("latitude of the centre, °", "重心纬度，°"), values: marks.map(\.y)))
        chart.path = true
        return chart.svg(title: language("Track of the centre", "重心轨迹"), width: 760, height: 300)
    }

    /// Sectors joined by proximity: size by how many regions have one, colour by its complexity.
    func spacePicture(
        _ presence: Presence, _ related: Relatedness, complexity: [Double?], _ panel: SectorPanel, _ language: Language
    )
        -> String
    {
        let links = industrySpace(related.proximity)
        let known = complexity.compactMap { $0 }.sorted()
        let colours = Palette.sequential(5)
        let nodes = panel.sectors.indices.map { sector -> SpaceChart.Node in
            let rank = complexity[sector].map { value in known.count { $0 < value } * 5 / max(1, known.count) }
            let score = complexity[sector].map { fixed($0, 2) } ?? "–"
            return SpaceChart.Node(
                label: panel.sectors[sector], size: Double(presence.ubiquity[sector]),
                colour: rank.map { colours[min(4, $0)] } ?? Palette.missing,
                title:
                    "\(panel.sectors[sector]): PCI \(score), \(presence.ubiquity[sector]) \(language("regions", "个地区"))"
            )
        }
        return SpaceChart(
            nodes, links: links.map { ($0.a, $0.b, $0.proximity) },
            note: language(
                "darker: more complex · larger: in more regions · joined: proximity", "颜色越深越复杂 · 越大越普遍 · 连线为邻近度")
        ).svg(title: language("Industry space", "产业空间"))
    }
}

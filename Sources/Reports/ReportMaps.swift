import Asking
import AtlasFiles
import Atlases
import Charts
import Scenarios
import Wording

/// The maps of a report. Without boundaries every place is a disc at its seat.
struct ReportMaps {
    let study: Study
    let answer: ScenarioAnswer
    let boundaries: Boundaries?
    let provinces: Boundaries?
    let language: Language

    /// Places in the colours of their change, with the scenario's lines.
    func changes(_ reading: ReadingAnswer, _ outcome: Outcome = .income) -> MapChart {
        let scale = DivergingScale(for: reading.places.map { $0[outcome].point })
        let byCode = Dictionary(reading.places.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
        var chart = chart { region in
            if let change = byCode[region.code] {
                return (
                    scale.colour(change[outcome].point),
                    "\(language.name(region)): \(percentText(change[outcome].point))"
                )
            }
            let dropped = study.dropped.first { $0.code == region.code }
            return (
                Palette.missing,
                """
                \(language.name(region)): \
                \(language("not modelled", "未纳入模型"))\(dropped.map { " (\(language($0.reason)))" } ?? "")
                """
            )
        }
        chart.lines = scenarioLines
        chart.legendTitle = language(outcome.name)
        chart.legend =
            scale.classes.reversed().filter { entry in
                entry.colour == Palette.neutral
                    || reading.places.contains { scale.colour($0[outcome].point) == entry.colour }
            }.map { ($0.colour, range($0.low, $0.high)) } + [(Palette.missing, language("not modelled", "未纳入模型"))]
        chart.lineLegend = lineLegend
        chart.labels = labels(reading, outcome)
        return chart
    }

    /// Railways by their opening and the planned ones.
    func network() -> MapChart {
        var chart = chart { region in
            (study.index(of: region.code) == nil ? Palette.missing : "#f1f3f5", language.name(region))
        }
        let old = Self.conventional
        for rail in study.atlas.railLinks {
            guard let from = study.atlas.region(rail.from)?.position, let to = study.atlas.region(rail.to)?.position
            else { continue }
            if let opened = rail.opened, opened.year > study.year { continue }
            let fast = rail.lineClass != .conventional
            let recent = (rail.opened?.year ?? 0) > 2015
            chart.lines.append(
                MapLine(
                    from: from.vector, to: to.vector,
                    colour: !fast ? old : recent ? Self.recent : rail.opened == nil ? Self.undated : Self.early,
                    width: fast ? 1.8 : 1,
                    title:
                        "\(rail.line) · \(rail.opened?.description ?? language("opening day not sourced", "开通日期无来源"))"))
        }
        for line in study.atlas.plannedLines {
            let stops =
                ([line.ends.first].compactMap { $0 } + line.via + [line.ends.dropFirst().first].compactMap { $0 })
                .compactMap {
                    study.atlas.region($0)?.position
                }
            for (a, b) in zip(stops, stops.dropFirst()) {
                chart.lines.append(
                    MapLine(
                        from: a.vector, to: b.vector, colour: Self.planned, width: 2.2, dashed: true,
                        title: language(line.lineEnglish, line.line)))
            }
        }
        chart.lines += scenarioLines
        chart.lineLegend =
            [
                (Self.early, false, language("fast rail opened to 2015", "2015 年及以前开通的快速铁路")),
                (Self.recent, false, language("fast rail opened since", "此后开通的快速铁路")),
                (Self.undated, false, language("fast rail, opening not sourced", "快速铁路，开通日期无来源")),
                (old, false, language("conventional rail", "普速铁路")),
                (Self.planned, true, language("planned", "规划或在建")),
            ] + lineLegend
        let anchors = Set(study.atlas.clusters.flatMap { $0.members.filter { $0.role == .anchor }.map(\.region) })
        chart.labels = anchors.sorted().compactMap { code in
            study.atlas.region(code).flatMap { region in
                region.position.map { MapLabel(point: $0.vector, text: language.name(region)) }
            }
        }
        return chart
    }

    private static let conventional = "#b8c0c8"
    private static let early = "#1b4965"
    private static let recent = "#3d8fc0"
    private static let undated = "#86a9bf"
    private static let planned = "#d9822b"

    private func chart(_ look: (Region) -> (fill: String, title: String)) -> MapChart {
        BaseMap(atlas: study.atlas, boundaries: boundaries, provinces: provinces).chart(
            discs: study.places.map(\.region), look)
    }

    private var marks: [Mark] { answer.scenario.changes.flatMap(\.marks) }

    private var scenarioLines: [MapLine] {
        marks.compactMap { mark in
            guard case .line(let from, let to, let isTakenAway) = mark,
                let from = study.atlas.region(from)?.position, let to = study.atlas.region(to)?.position
            else { return nil }
            return MapLine(
                from: from.vector, to: to.vector, colour: isTakenAway ? Palette.ink : Palette.accent, width: 4,
                dashed: isTakenAway)
        }
    }

    private var lineLegend: [(colour: String, dashed: Bool, text: String)] {
        func has(takenAway: Bool) -> Bool {
            marks.contains { if case .line(_, _, takenAway) = $0 { true } else { false } }
        }
        return (has(takenAway: false) ? [(Palette.accent, false, language("line of this scenario", "本情景新增线路"))] : [])
            + (has(takenAway: true) ? [(Palette.ink, true, language("line taken away", "本情景取消线路"))] : [])
    }

    /// The ends of the scenario's changes first, then the places that change most.
    private func labels(_ reading: ReadingAnswer, _ outcome: Outcome) -> [MapLabel] {
        var codes = marks.flatMap(\.places)
        let named = Set(codes)
        codes += reading.places.sorted { abs($0[outcome].point) > abs($1[outcome].point) }.prefix(8).map(\.code)
        var seen = Set<String>()
        return codes.filter { seen.insert($0).inserted }.compactMap { code in
            guard let region = study.atlas.region(code), let point = region.position else { return nil }
            return MapLabel(point: point.vector, text: language.name(region), strong: named.contains(code))
        }
    }

    private func range(_ low: Double, _ high: Double) -> String {
        if !low.isFinite { return language("below \(percentText(high))", "低于 \(percentText(high))") }
        if !high.isFinite { return language("above \(percentText(low))", "高于 \(percentText(low))") }
        if low < 0 && high > 0 {
            return language("about zero (within \(unsigned(high)))", "接近零（±\(unsigned(high)) 以内）")
        }
        return language("\(percentText(low)) to \(percentText(high))", "\(percentText(low)) 至 \(percentText(high))")
    }

    private func unsigned(_ value: Double) -> String { String(percentText(value).dropFirst()) }
}

import Asking
import Atlas
import Indicators
import LinearAlgebra
import Measures
import Reports
import Scenarios
import Wording

/// Figures of an atlas as a panel.
extension Workbench {
    /// - Throws: `WorkbenchError` for an unknown indicator, level, group or year, or years without figures.
    func panel(_ question: MeasureQuestion, _ language: Language) throws(WorkbenchError) -> MeasurePanel {
        let id = question.value ?? "gdp_per_resident"
        let level = try figureLevel(question)
        var panel: MeasurePanel
        if id == chainedProduct {
            panel = try chainedPanel(level, question, language)
        } else {
            guard let indicator = atlas.shownIndicator(named: id) else {
                throw WorkbenchError(
                    .use,
                    """
                    no indicator \(id): expected \(chainedProduct) or one of \
                    \(atlas.shownIndicators.map(\.id).joined(separator: ", "))
                    """
                )
            }
            panel = try figurePanel(indicator, level, question, language)
        }
        if question.measure == .deviationEllipse {
            panel.ground = groundMap(atlas, provinces: try boundaries("provinces"))
        }
        if question.weights == nil && level == .prefecture { panel.neighbours = adjacency(panel.places) }
        if question.weights != nil { panel.neighbours = try neighbours(in: question.weights, places: panel.places) }
        if panel.periods.count > 1 {
            let whole = panel.periods.map(\.entries.count).max() ?? 0
            panel = panel.balanced
            let kept = panel.periods.first?.entries.count ?? 0
            if kept < whole {
                panel.notes.append(Remark("\(kept) places with figures in every year.", "仅含各年均有数据的 \(kept) 个地区。"))
            }
        }
        return panel
    }

    /// GDP of the first year carried on by real growth.
    private var chainedProduct: String { "real_gdp" }

    private func figureLevel(_ question: MeasureQuestion) throws(WorkbenchError) -> FigureLevel {
        guard let text = question.level else { return .prefecture }
        guard let level = FigureLevel(rawValue: text) else {
            throw WorkbenchError(.use, "--level is \(text.prefix(40)): expected prefecture or province")
        }
        return level
    }

    private func figurePanel(
        _ indicator: IndicatorDescription, _ level: FigureLevel, _ question: MeasureQuestion, _ language: Language
    )
        throws(WorkbenchError)
        -> MeasurePanel
    {
        let years = try chosenYears(
            atlas.years(of: indicator, level: level), question, "\(indicator.id) by \(level.rawValue)")
        let regions = atlas.regions(of: level)
        let index = Dictionary(uniqueKeysWithValues: regions.enumerated().map { ($1.code, $0) })
        var periods: [MeasurePanel.Period] = []
        var (editions, sources): ([(year: Int, edition: Remark)], [String]) = ([], [])
        var flagged = 0
        for year in years {
            let column = atlas.column(indicator, year: year, level: level)
            var entries: [MeasurePanel.Entry] = []
            for seen in column.observations {
                guard let place = index[seen.region] else { continue }
                let others = try weightAndGroup(seen.region, year, level, question, language)
                guard let others else { continue }
                if !seen.flags.isEmpty { flagged += 1 }
                for source in seen.sources where !sources.contains(source) { sources.append(source) }
                for group in others.groups {
                    entries.append(
                        MeasurePanel.Entry(
                            place: place, value: seen.value, group: group, weight: others.weight,
                            position: regions[place].position.map { ($0.longitude, $0.latitude) },
                            vintage: vintage(indicator, seen, level), origin: .region(seen.region)))
                }
            }
            if question.measure.needsPositions { entries = entries.filter { $0.position != nil } }
            if let edition = edition(column) { editions.append((year, edition)) }
            periods.append(
                MeasurePanel.Period(
                    label: "\(year)", entries: entries, missing: regions.count - Set(entries.map(\.place)).count))
        }
        var notes = merged(editions)
        if flagged > 0 {
            notes.append(
                Remark(
                    """
                    \(flagged) figures carry a warning, such as residents of another year; `hinterland map \
                    \(indicator.id) --format csv` tells which.
                    """,
                    "\(flagged) 个数据带有提示（如人口取自其他年份）；可用 `hinterland map \(indicator.id) --format csv` 查看。"))
        }
        let unit = UnitText(indicator.unit, language)
        let quantity = MeasurePanel.Quantity(
            name: language(indicator.nameEnglish, indicator.name), unit: unit.name, factor: unit.factor)
        return try assembled(
            regions, periods, "\(indicator.id) by \(level.rawValue)", indicator.id, quantity, notes, sources, language)
    }

    /// Real growth is published for cities; product at the first year's prices follows from it and its first value.
    private func chainedPanel(_ level: FigureLevel, _ question: MeasureQuestion, _ language: Language)
        throws(WorkbenchError)
        -> MeasurePanel
    {
        guard let gdp = atlas.shownIndicator("gdp"), let growth = atlas.shownIndicator("real_gdp_growth") else {
            throw WorkbenchError(.use, "\(chainedProduct) needs gdp and real_gdp_growth, which the atlas lacks")
        }
        let known = atlas.years(of: growth, level: level)
        let starts = atlas.years(of: gdp, level: level).filter { known.contains($0 + 1) }
        let years = try chosenYears(
            Array(Set(starts + known.filter { $0 > starts.first ?? .max })).sorted(), question,
            "\(chainedProduct) by \(level.rawValue)")
        guard let first = years.first, let last = years.last else {
            throw WorkbenchError(.data, "\(chainedProduct): no years")
        }
        let regions = atlas.regions(of: level)
        var entries: [Int: [MeasurePanel.Entry]] = [:]
        var sources: [String] = []
        for (place, region) in regions.enumerated() {
            guard let start = try? atlas.observation(gdp, of: region.code, year: first, level: level).get(),
                let others = try weightAndGroup(region.code, first, level, question, language)
            else { continue }
            var value = start.value
            for year in first...last {
                if year > first {
                    guard let step = try? atlas.observation(growth, of: region.code, year: year, level: level).get()
                    else { break }
                    value *= 1 + step.value / 100
                    for source in step.sources where !sources.contains(source) { sources.append(source) }
                }
                for source in start.sources where !sources.contains(source) { sources.append(source) }
                guard years.contains(year) else { continue }
                for group in others.groups {
                    entries[year, default: []].append(
                        MeasurePanel.Entry(
                            place: place, value: value, group: group, weight: others.weight,
                            position: region.position.map { ($0.longitude, $0.latitude) }, vintage: "",
                            origin: .region(region.code)))
                }
            }
        }
        let periods = years.map { year in
            MeasurePanel.Period(
                label: "\(year)", entries: entries[year] ?? [],
                missing: regions.count - Set((entries[year] ?? []).map(\.place)).count)
        }
        let note = Remark(
            """
            GDP of \(first) carried on by published real growth, at prices of \(first): nominal figures of these \
            years are of different editions and are not compared. It is total product, not product per resident.
            """,
            "以 \(first) 年地区生产总值按公布的实际增长率推算（\(first) 年价格）：各年名义数值口径不同，不作比较。此为总量，非人均。")
        let unit = UnitText(gdp.unit, language)
        let quantity = MeasurePanel.Quantity(
            name: language("GDP at prices of \(first)", "地区生产总值（\(first) 年价格）"), unit: unit.name, factor: unit.factor)
        return try assembled(
            regions, periods, "\(chainedProduct) by \(level.rawValue)", chainedProduct, quantity, [note], sources,
            language)
    }

    private func assembled(
        _ regions: [Region], _ periods: [MeasurePanel.Period], _ source: String, _ column: String,
        _ quantity: MeasurePanel.Quantity,
        _ notes: [Remark], _ sources: [String], _ language: Language
    ) throws(WorkbenchError) -> MeasurePanel {
        let full = periods.filter { !$0.entries.isEmpty }
        if full.isEmpty {
            throw WorkbenchError(.data, "\(source): no place has a figure, a weight and a group in these years")
        }
        return MeasurePanel(
            places: regions.map(\.code), names: regions.map { language.name($0) }, periods: full, source: source,
            column: column,
            quantity: quantity, notes: notes,
            sources: sources)
    }

    /// Of how many years there are figures, those asked for; the atlas's own year alone for a cross-section.
    private func chosenYears(_ known: [Int], _ question: MeasureQuestion, _ what: String) throws(WorkbenchError)
        -> [Int]
    {
        if known.isEmpty { throw WorkbenchError(.data, "\(what): no figures") }
        guard let text = question.year else {
            return question.measure.family == .convergence || question.measure == .deviationEllipse
                ? known : [known.contains(atlas.year) ? atlas.year : known[known.count - 1]]
        }
        let ends = text.split(separator: "-").compactMap { Int($0) }
        guard ends.count == text.split(separator: "-", omittingEmptySubsequences: false).count,
            (1...2).contains(ends.count),
            ends[0] <= ends[ends.count - 1]
        else {
            throw WorkbenchError(.use, "--year is \(text.prefix(40)): expected a year or a span such as 2019-2023")
        }
        let found = known.filter { $0 >= ends[0] && $0 <= ends[ends.count - 1] }
        if found.isEmpty {
            throw WorkbenchError(
                .data, "\(what): no figures in \(text); there are \(known.map(String.init).joined(separator: ", "))")
        }
        return found
    }

    /// The weight of a place and the groups it stands in; nil where one that was asked for is missing.
    private func weightAndGroup(
        _ code: String, _ year: Int, _ level: FigureLevel, _ question: MeasureQuestion, _ language: Language
    )
        throws(WorkbenchError)
        -> (weight: Double?, groups: [String?])?
    {
        var weight: Double?
        if let name = question.weight {
            guard let indicator = atlas.shownIndicator(named: name) else {
                throw WorkbenchError(.use, "--weight \(name.prefix(60)): no such indicator")
            }
            guard let found = atlas.figure(indicator.id, of: code, nearest: year, within: 3, level: level),
                found.value > 0
            else {
                return nil
            }
            weight = found.value
        }
        guard let group = question.group else { return (weight, [nil]) }
        let region = atlas.region(code)
        switch group {
        case "province": return (weight, [language.name(atlas.region(region?.province ?? code))])
        case "cluster":
            let clusters = atlas.clusters.filter { cluster in cluster.members.contains { $0.region == code } }
            return clusters.isEmpty ? nil : (weight, clusters.map { language($0.nameEnglish, $0.name) })
        case "anchor":
            let anchors = Set(atlas.clusters.flatMap { $0.members.filter { $0.role == .anchor }.map(\.region) })
            return (weight, [anchors.contains(code) ? language("anchors", "中心城市") : language("others", "其他城市")])
        default:
            throw WorkbenchError(.use, "--group \(group.prefix(60)): expected province, cluster or anchor")
        }
    }

    /// The edition of a figure, and of what it is divided by.
    private func vintage(_ indicator: IndicatorDescription, _ seen: Observation, _ level: FigureLevel) -> String {
        guard let formula = indicator.formula,
            let below = atlas.figure(
                formula.denominator, of: seen.region, nearest: seen.year, within: formula.denominatorWithin,
                level: level)
        else { return seen.vintage.english }
        return seen.vintage.english + " / " + below.vintage
    }

    /// The edition that most figures of a year are of.
    private func edition(_ column: IndicatorColumn) -> Remark? {
        var counts: [Remark: Int] = [:]
        for seen in column.observations { counts[seen.vintage, default: 0] += 1 }
        return counts.max(by: { ($0.value, $0.key.english) < ($1.value, $1.key.english) })?.key
    }

    /// Editions of the years on one line, years of one edition together.
    private func merged(_ editions: [(year: Int, edition: Remark)]) -> [Remark] {
        var spans: [(first: Int, last: Int, edition: Remark)] = []
        for (year, edition) in editions {
            if let last = spans.last, last.edition == edition {
                spans[spans.count - 1].last = year
            } else {
                spans.append((year, year, edition))
            }
        }
        if spans.isEmpty { return [] }
        func years(_ span: (first: Int, last: Int, edition: Remark)) -> String {
            span.first == span.last ? "\(span.first)" : "\(span.first)–\(span.last)"
        }
        return [
            Remark(
                "Editions: " + spans.map { "\(years($0)): \($0.edition.english)" }.joined(separator: "; ") + ".",
                "数据版本：" + spans.map { "\(years($0))：\($0.edition.chinese)" }.joined(separator: "；") + "。")
        ]
    }

    /// Cities that touch.
    private func adjacency(_ codes: [String]) -> SpatialWeights? {
        let index = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
        var neighbours = Array(repeating: Set<Int>(), count: codes.count)
        for pair in atlas.adjacencies {
            guard let a = index[pair.first], let b = index[pair.second], a != b else { continue }
            neighbours[a].insert(b)
            neighbours[b].insert(a)
        }
        return try? SpatialWeights(neighbours: neighbours.map { $0.sorted() })
    }
}

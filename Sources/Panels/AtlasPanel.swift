public import Asking
import AtlasFiles
import Atlases
import Indicators
import Measures
import Wording

extension Panel {
    /// Regions of a level with an indicator's values, a period a year.
    ///
    /// - Throws: `Problem` for an unknown indicator, weight, group or year, years without figures, or a file that does
    ///   not fit.
    public init(of figures: AtlasFigures, _ selection: Selection, _ needs: Needs) throws(Problem) {
        let reader = try AtlasPanelReader(figures, selection, needs)
        var panel = try reader.panel()
        if needs.contains(.ground) { panel.ground = try figures.ground() }
        if let path = selection.weights {
            panel.neighbours = try reading { () throws(AtlasProblem) in
                try readNeighbours(in: path, places: panel.places)
            }
        } else if selection.level == .prefecture {
            panel.neighbours = figures.adjacency(panel.places)
        }
        if let path = selection.flows {
            panel.flows = try reading { () throws(AtlasProblem) in
                try pairs(in: path, column: "flow", places: panel.places)
            }
        }
        if panel.periods.count > 1 {
            let whole = panel.periods.map(\.entries.count).max() ?? 0
            let thin = panel.thinPeriods
            panel = panel.lasting.panel
            panel.notes = thin + panel.notes
            let kept = panel.periods.first?.entries.count ?? 0
            if kept < whole {
                panel.notes.append(Remark("\(kept) places with figures in every year.", "仅含各年均有数据的 \(kept) 个地区。"))
            }
        }
        self = panel
    }
}

/// Figures of an atlas as a panel.
private struct AtlasPanelReader {
    let atlas: Atlas
    let figures: AtlasFigures
    let selection: Selection
    let needs: Needs
    let level: FigureLevel
    let groups: RegionGroups
    let weight: IndicatorDescription?

    init(_ figures: AtlasFigures, _ selection: Selection, _ needs: Needs) throws(Problem) {
        (self.figures, self.selection, self.needs) = (figures, selection, needs)
        (atlas, level) = (figures.atlas, selection.level)
        groups = try RegionGroups(atlas, selection.group)
        weight = try selection.weight.map { [atlas] (name) throws(Problem) in
            if let found = atlas.shownIndicator(named: name) { return found }
            throw Problem(
                .use, "{weight} \(name.prefix(60)): no such indicator", "{weight} \(name.prefix(60))：没有该指标")
        }
    }

    func panel() throws(Problem) -> Panel {
        let id = selection.indicator ?? ""
        if id == AtlasFigures.chainedProduct { return try chainedPanel() }
        guard let indicator = figures.indicator(of: selection) else {
            let known = atlas.shownIndicators.map(\.id).joined(separator: ", ")
            throw Problem(
                .use, "no indicator \(id): expected \(AtlasFigures.chainedProduct) or one of \(known)",
                "没有指标 \(id)：应为 \(AtlasFigures.chainedProduct) 或 \(known)")
        }
        return try figurePanel(indicator)
    }

    private func figurePanel(_ indicator: IndicatorDescription) throws(Problem) -> Panel {
        let what = "\(indicator.id) by \(level.rawValue)"
        let years = try figures.chosenYears(atlas.years(of: indicator, level: level), selection, needs, what)
        let regions = atlas.regions(of: level)
        let index = Dictionary(uniqueKeysWithValues: regions.enumerated().map { ($1.code, $0) })
        var made = Gathered()
        for year in years {
            let column = atlas.column(indicator, year: year, level: level)
            for seen in column.observations {
                guard let place = index[seen.region], let heads = heads(seen.region, year) else { continue }
                let names = groups.names(of: seen.region)
                if names.isEmpty { continue }
                if !seen.flags.isEmpty { made.flagged += 1 }
                made.add(sources: seen.sources)
                made.add(
                    place, seen.value, names, heads.weight, position(regions[place]),
                    vintage: vintage(indicator, seen), seen.region, year)
            }
            if let edition = edition(column) { made.editions.append((year, edition)) }
        }
        if needs.contains(.positions) { made.keepPlaced() }
        var notes = made.mergedEditions
        if made.flagged > 0 {
            notes.append(
                Remark(
                    """
                    \(made.flagged) figures carry a warning, such as residents of another year; `hinterland map \
                    \(indicator.id) --format csv` tells which.
                    """,
                    """
                    \(made.flagged) 个数据带有提示（如人口取自其他年份）；可用 `hinterland map \(indicator.id) --format csv` 查看。
                    """))
        }
        let name = Remark(indicator.nameEnglish, indicator.name)
        return try assembled(regions, years, made, what, indicator.id, name, indicator.unit, notes)
    }

    /// Real growth is published for cities; product at the first year's prices follows from it and its first value.
    private func chainedPanel() throws(Problem) -> Panel {
        let id = AtlasFigures.chainedProduct
        let roles = [Role.product, .growth].map { role in
            atlas.meaning.roles[role].flatMap(atlas.shownIndicator(_:))
        }
        guard let gdp = roles[0], let growth = roles[1] else {
            throw Problem(
                .use,
                """
                \(id) needs \(Role.product.name.english) and its \(Role.growth.name.english), of which the atlas lacks \
                one
                """,
                "\(id) 需要\(Role.product.name.chinese)与\(Role.growth.name.chinese)，图集中缺少其一")
        }
        let known = atlas.years(of: growth, level: level)
        let starts = atlas.years(of: gdp, level: level).filter { known.contains($0 + 1) }
        let what = "\(id) by \(level.rawValue)"
        let years = try figures.chosenYears(
            Array(Set(starts + known.filter { $0 > starts.first ?? .max })).sorted(), selection, needs, what)
        let (first, last) = (years[0], years[years.count - 1])
        let regions = atlas.regions(of: level)
        var made = Gathered()
        for (place, region) in regions.enumerated() {
            guard let start = try? atlas.observation(gdp, of: region.code, year: first, level: level).get(),
                let heads = heads(region.code, first)
            else { continue }
            let names = groups.names(of: region.code)
            if names.isEmpty { continue }
            var value = start.value
            for year in first...last {
                if year > first {
                    guard let step = try? atlas.observation(growth, of: region.code, year: year, level: level).get()
                    else { break }
                    value *= 1 + step.value / 100
                    made.add(sources: step.sources)
                }
                made.add(sources: start.sources)
                guard years.contains(year) else { continue }
                made.add(place, value, names, heads.weight, position(region), vintage: "", region.code, year)
            }
        }
        let note = Remark(
            """
            GDP of \(first) carried on by published real growth, at prices of \(first): nominal figures of these \
            years are of different editions and are not compared. It is total product, not product per resident.
            """,
            "以 \(first) 年地区生产总值按公布的实际增长率推算（\(first) 年价格）：各年名义数值口径不同，不作比较。此为总量，非人均。")
        let name = Remark("GDP at prices of \(first)", "地区生产总值（\(first) 年价格）")
        return try assembled(regions, years, made, what, id, name, gdp.unit, [note])
    }

    private func assembled(
        _ regions: [Region], _ years: [Int], _ made: Gathered, _ source: String, _ column: String, _ name: Remark,
        _ unit: String, _ notes: [Remark]
    ) throws(Problem) -> Panel {
        let periods = years.map { year in
            let entries = made.entries[year] ?? []
            return Panel.Period(
                label: "\(year)", entries: entries, missing: regions.count - Set(entries.map(\.place)).count)
        }
        let full = periods.filter { !$0.entries.isEmpty }
        if full.isEmpty {
            throw Problem(
                .data, "\(source): no place has a figure, a weight and a group in these years",
                "\(source)：这些年份没有地区同时具有数据、权重与分组")
        }
        let units = Remark(UnitText(unit, .english).name, UnitText(unit, .chinese).name)
        return Panel(
            places: regions.map(\.code), names: regions.map(\.called), periods: full, source: source, column: column,
            quantity: Panel.Quantity(name: name, unit: units, factor: { UnitText(unit, $0).factor }),
            groupNames: made.groupNames, notes: notes, sources: made.sources)
    }

    private func position(_ region: Region) -> Panel.Position? {
        region.position.map { Panel.Position(longitude: $0.longitude, latitude: $0.latitude) }
    }

    /// The weight of a place where one was asked for; nil where it is missing.
    private func heads(_ code: String, _ year: Int) -> (weight: Double?, Void)? {
        guard let weight else { return (nil, ()) }
        guard let found = atlas.figure(weight.id, of: code, nearest: year, within: 3, level: level), found.value > 0
        else { return nil }
        return (found.value, ())
    }

    /// The edition of a figure, and of what it is divided by.
    private func vintage(_ indicator: IndicatorDescription, _ seen: Observation) -> String {
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
}

/// What a reading gathers on its way.
private struct Gathered {
    var entries: [Int: [Panel.Entry]] = [:]
    var groupNames: [String: Remark] = [:]
    var editions: [(year: Int, edition: Remark)] = []
    var sources: [String] = []
    var flagged = 0

    mutating func add(sources found: [String]) {
        for source in found where !sources.contains(source) { sources.append(source) }
    }

    /// One value, in each of its place's groups.
    mutating func add(
        _ place: Int, _ value: Double, _ groups: [Remark?], _ weight: Double?, _ position: Panel.Position?,
        vintage: String, _ code: String, _ year: Int
    ) {
        for group in groups {
            if let group { groupNames[group.english] = group }
            entries[year, default: []].append(
                Panel.Entry(
                    place: place, value: value, group: group?.english, weight: weight, position: position,
                    vintage: vintage, origin: code))
        }
    }

    mutating func keepPlaced() {
        for year in entries.keys { entries[year]?.removeAll { $0.position == nil } }
    }

    /// Editions of the years on one line, years of one edition together.
    var mergedEditions: [Remark] {
        var spans: [(first: Int, last: Int, edition: Remark)] = []
        // An atlas of one's own may name no edition.
        for (year, edition) in editions where !edition.english.isEmpty {
            if let last = spans.last, last.edition == edition {
                spans[spans.count - 1].last = year
            } else {
                spans.append((year, year, edition))
            }
        }
        if spans.isEmpty { return [] }
        let years = spans.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)–\($0.last)" }
        return [
            Remark(
                "Editions: " + zip(years, spans).map { "\($0): \($1.edition.english)" }.joined(separator: "; ") + ".",
                "数据版本：" + zip(years, spans).map { "\($0)：\($1.edition.chinese)" }.joined(separator: "；") + "。")
        ]
    }
}

extension AtlasFigures {
    /// Cities that touch.
    fileprivate func adjacency(_ codes: [String]) -> SpatialWeights? {
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

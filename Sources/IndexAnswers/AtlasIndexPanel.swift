import Asking
import Atlases
import IndexFiles
import Indicators
import Indices
import Panels

/// Figures of an atlas for a recipe.
struct AtlasIndexReader {
    let atlas: Atlas
    let document: RecipeDocument
    let level: FigureLevel

    /// - Throws: a problem of use for a recipe that is not of an atlas.
    init(_ atlas: Atlas, _ document: RecipeDocument) throws(Problem) {
        guard let level = FigureLevel(rawValue: document.level ?? "prefecture") else {
            let given = document.level ?? ""
            throw Problem(
                .use, "\(document.file): level is \(given): expected prefecture or province",
                "\(document.file)：level 为 \(given)：应为 prefecture 或 province")
        }
        if let stage = document.stage {
            throw Problem(
                .use, "\(document.file) tells stages of development by \(stage): give a table that has them, {table}",
                "\(document.file) 以 \(stage) 划分发展阶段：请给出含该列的表格 {table}")
        }
        (self.atlas, self.document, self.level) = (atlas, document, level)
    }

    /// - Throws: a problem of data naming every indicator that the atlas does not hold.
    func panel(_ question: IndexQuestion) throws(Problem) -> IndexPanel {
        try requireFigures()
        let years = try years(question.year ?? document.year)
        let groups = try RegionGroups(atlas, question.group ?? document.group)
        // A place stands once in each of its groups.
        let standings = atlas.regions(of: level).flatMap { region in
            groups.names(of: region.code).enumerated().map { (region: region, group: $1, isFirst: $0 == 0) }
        }
        var rows: [IndexFigures.Row] = []
        var cells = Array(repeating: [IndexPanel.Cell?](), count: document.figures.count)
        var flagged = 0
        for (period, year) in years.enumerated() {
            for (place, standing) in standings.enumerated() {
                let own = document.figures.map { cell($0, standing.region.code, year) }
                // A place of which nothing is known is none of this index.
                if own.allSatisfy({ $0 == nil }) { continue }
                rows.append(IndexFigures.Row(place: place, period: period, group: standing.group?.english ?? ""))
                for index in own.indices { cells[index].append(own[index]) }
                if standing.isFirst { flagged += own.count { !($0?.notes.isEmpty ?? true) } }
            }
        }
        return IndexPanel(
            places: standings.map(\.region.code), names: standings.map(\.region.called),
            periods: years.map(String.init), rows: rows, cells: cells, source: level.name,
            notes: notes(flagged: flagged, twice: Set(standings.filter { !$0.isFirst }.map(\.region.code)).count),
            sources: sources(cells), groups: groups.name,
            groupNames: Dictionary(
                standings.compactMap(\.group).map { ($0.english, $0) }, uniquingKeysWith: { first, _ in first }))
    }

    /// In the order in which they are met, indicator by indicator.
    private func sources(_ cells: [[IndexPanel.Cell?]]) -> [String] {
        var (found, seen) = ([String](), Set<String>())
        for cell in cells.joined() {
            for source in cell?.sources ?? [] where seen.insert(source).inserted { found.append(source) }
        }
        return found
    }

    private func notes(flagged: Int, twice: Int) -> [Remark] {
        var notes: [Remark] = []
        if twice > 0 {
            notes.append(
                Remark(
                    "\(twice) places stand in more than one group: each is ranked in all of its groups.",
                    "\(twice) 个地区属于多个组，在各组中分别排名。"))
        }
        if flagged > 0 {
            notes.append(
                Remark(
                    """
                    \(flagged) figures carry a warning, such as residents of another year; `hinterland index \
                    explain PLACE` shows those of a place.
                    """,
                    "\(flagged) 个数据带有提示（如人口取自其他年份）；可用 `hinterland index explain 地区` 查看。"))
        }
        return notes
    }

    private func requireFigures() throws(Problem) {
        let missing = document.missing(in: atlas)
        if missing.isEmpty { return }
        let told = missing.map {
            $0.name == $0.id ? $0.id : "\($0.id) (\($0.name)\($0.unit.isEmpty ? "" : ", " + $0.unit))"
        }
        .joined(separator: "; ")
        throw Problem(
            .data,
            """
            \(document.name): the atlas holds no figures for \(missing.count) of \(document.figures.count) \
            indicators: \(told). Give a table with a column for each and one of places: {table} FILE.csv
            """,
            """
            \(document.title.chinese)：\(document.figures.count) 项指标中有 \(missing.count) 项图集没有数据：\(told)。\
            请给出表格，每项指标一列，另有一列地区：{table} FILE.csv
            """)
    }

    /// Years in which every indicator has figures, or those asked for.
    private func years(_ asked: String?) throws(Problem) -> [Int] {
        func known(_ id: String) -> Set<Int> {
            atlas.shownIndicator(id).map { Set(atlas.years(of: $0, level: level)) } ?? []
        }
        var common: Set<Int>?
        for figure in document.figures {
            let years: Set<Int>
            switch figure.origin {
            case .zones: continue
            case .named(let id): years = known(id)
            case .ratio(let a, let b, _): years = known(a).intersection(known(b))
            case .growth(let id, let step): years = known(id).intersection(Set(known(id).map { $0 + step }))
            }
            common = common.map { $0.intersection(years) } ?? years
        }
        let years = (common ?? [atlas.year]).sorted()
        guard let latest = years.last else {
            throw Problem(
                .data, "\(document.name): there is no year in which every indicator has figures by \(level.rawValue)",
                "\(document.title.chinese)：没有各项指标都有数据的年份（\(level.name.chinese)）")
        }
        guard let asked else { return [years.contains(atlas.year) ? atlas.year : latest] }
        let span = try YearSpan(asked)
        let found = years.filter(span.contains)
        if !found.isEmpty && span.missing(from: years).isEmpty { return found }
        let list = yearRuns(years)
        throw Problem(
            .data, "\(document.name): no year in \(asked.prefix(40)) has figures of every indicator; there are \(list)",
            "\(document.title.chinese)：\(asked.prefix(40)) 中没有各项指标都有数据的年份；有 \(list)")
    }

    private func cell(_ figure: RecipeFigure, _ code: String, _ year: Int) -> IndexPanel.Cell? {
        func seen(_ id: String, _ year: Int) -> Observation? {
            atlas.shownIndicator(id).flatMap { try? atlas.observation($0, of: code, year: year, level: level).get() }
        }
        switch figure.origin {
        case .named(let id):
            return seen(id, year).map {
                IndexPanel.Cell(value: $0.value, year: "\($0.year)", notes: $0.flags, sources: $0.sources)
            }
        case .ratio(let above, let below, let factor):
            guard let a = seen(above, year), let b = seen(below, year), b.value != 0 else { return nil }
            return IndexPanel.Cell(
                value: factor * a.value / b.value, year: "\(year)",
                notes: a.flags + b.flags.filter { !a.flags.contains($0) },
                sources: a.sources + b.sources.filter { !a.sources.contains($0) })
        case .growth(let id, let step):
            // Across editions of a figure a revision would pass for growth.
            guard let now = seen(id, year), let then = seen(id, year - step), then.value > 0, now.value > 0,
                then.vintage == now.vintage
            else { return nil }
            return IndexPanel.Cell(
                value: meanGrowth(from: then.value, to: now.value, years: step), year: "\(year - step)–\(year)",
                notes: now.flags, sources: now.sources)
        case .zones(let type):
            let own = atlas.zones.filter { zone in
                guard zone.type == type, let region = zone.region else { return false }
                let place = level == .province ? atlas.region(region).map { $0.province } ?? region : region
                return place == code && (zone.year ?? 0) <= year
            }
            return IndexPanel.Cell(value: Double(own.count), year: "\(year)", sources: own.sources.sorted())
        }
    }
}

extension RecipeDocument {
    /// What the recipe asks for and the atlas does not hold.
    func missing(in atlas: Atlas) -> [RecipeFigure] {
        figures.filter { figure in
            switch figure.origin {
            case .named(let name): atlas.shownIndicator(name) == nil
            case .ratio(let a, let b, _): atlas.shownIndicator(a) == nil || atlas.shownIndicator(b) == nil
            case .growth(let name, _): atlas.shownIndicator(name) == nil
            case .zones(let type): !atlas.zones.contains { $0.type == type }
            }
        }
    }
}

import Asking
import Atlas
import Formats
import IndexFiles
import Indicators
import Indices
import RealModule
import Reports
import Wording

/// Percent a year.
func meanGrowth(from then: Double, to now: Double, years: Int) -> Double {
    100 * (Double.exp(Double.log(now / then) / Double(years)) - 1)
}

/// Figures of an atlas for a recipe.
extension Workbench {
    /// - Throws: `WorkbenchError` naming every indicator that the atlas does not hold.
    func indexPanel(_ question: IndexQuestion, _ language: Language) throws(WorkbenchError) -> IndexPanel {
        let document = question.document
        guard let level = FigureLevel(rawValue: document.level ?? "prefecture") else {
            throw WorkbenchError(
                .use, "\(document.file): level is \(document.level ?? ""): expected prefecture or province")
        }
        if document.stage != nil {
            throw WorkbenchError(
                .use,
                """
                \(document.file) tells stages of development by \(document.stage ?? ""): give a table that has \
                them, --table
                """
            )
        }
        try requireFigures(document)
        let years = try indexYears(question.year ?? document.year, document, level)
        let regions = atlas.regions(of: level)
        var rows: [IndexFigures.Row] = []
        var cells = Array(repeating: [IndexPanel.Cell?](), count: document.figures.count)
        let group = question.group ?? document.group
        for (period, year) in years.enumerated() {
            for (place, region) in regions.enumerated() {
                guard let name = try groupName(region, group, language) else { continue }
                let own = document.figures.map { cell($0, region.code, year, level) }
                // A place of which nothing is known is none of this index.
                if own.allSatisfy({ $0 == nil }) { continue }
                rows.append(IndexFigures.Row(place: place, period: period, group: name))
                for index in own.indices { cells[index].append(own[index]) }
            }
        }
        var sources: [String] = []
        for column in cells {
            for cell in column {
                for source in cell?.sources ?? [] where !sources.contains(source) { sources.append(source) }
            }
        }
        let named: [String: Remark] = [
            "province": Remark("by province", "按省份"), "cluster": Remark("by cluster", "按城市群"),
            "anchor": Remark("anchors and others", "中心城市与其他"),
        ]
        let flagged = cells.joined().count { !($0?.notes.isEmpty ?? true) }
        return IndexPanel(
            places: regions.map(\.code), names: regions.map { language.name($0) }, periods: years.map(String.init),
            rows: rows,
            cells: cells,
            source: level == .province ? Remark("provinces", "省份") : Remark("cities", "地级及以上城市"),
            notes: flagged == 0
                ? []
                : [
                    Remark(
                        """
                        \(flagged) figures carry a warning, such as residents of another year; `hinterland index \
                        explain PLACE` shows those of a place.
                        """,
                        "\(flagged) 个数据带有提示（如人口取自其他年份）；可用 `hinterland index explain 地区` 查看。")
                ], sources: sources, groups: group.flatMap { named[$0] })
    }

    /// What a recipe asks for and the atlas does not hold.
    func missingFigures(_ document: RecipeDocument) -> [RecipeFigure] {
        document.figures.filter { figure in
            switch figure.origin {
            case .named(let name): atlas.shownIndicator(name) == nil
            case .ratio(let a, let b, _): atlas.shownIndicator(a) == nil || atlas.shownIndicator(b) == nil
            case .growth(let name, _): atlas.shownIndicator(name) == nil
            case .zones(let type): !atlas.zones.contains { $0.type == type }
            }
        }
    }

    private func requireFigures(_ document: RecipeDocument) throws(WorkbenchError) {
        let missing = missingFigures(document)
        if missing.isEmpty { return }
        let told = missing.map {
            $0.name == $0.id ? $0.id : "\($0.id) (\($0.name)\($0.unit.isEmpty ? "" : ", " + $0.unit))"
        }
        throw WorkbenchError(
            .data,
            """
            \(document.name): the atlas holds no figures for \(missing.count) of \(document.figures.count) \
            indicators: \(told.joined(separator: "; ")). Give a table with a column for each and one of places: \
            --table FILE.csv
            """
        )
    }

    /// Years in which every indicator has figures, or those asked for.
    private func indexYears(_ asked: String?, _ document: RecipeDocument, _ level: FigureLevel) throws(WorkbenchError)
        -> [Int]
    {
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
            throw WorkbenchError(
                .data, "\(document.name): there is no year in which every indicator has figures by \(level.rawValue)")
        }
        guard let asked else { return [years.contains(atlas.year) ? atlas.year : latest] }
        let ends = asked.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first <= last else {
            throw WorkbenchError(.use, "year is \(asked.prefix(40)): expected a year or a span such as 2019-2023")
        }
        let found = years.filter { (first...last).contains($0) }
        if found.isEmpty {
            throw WorkbenchError(
                .data,
                """
                \(document.name): no year in \(asked.prefix(40)) has figures of every indicator; there are \
                \(years.map(String.init).joined(separator: ", "))
                """
            )
        }
        return found
    }

    private func groupName(_ region: Region, _ group: String?, _ language: Language) throws(WorkbenchError) -> String? {
        switch group {
        case nil: return ""
        case "province": return language.name(atlas.region(region.province))
        case "anchor":
            let anchors = atlas.clusters.contains { cluster in
                cluster.members.contains { $0.region == region.code && $0.role == .anchor }
            }
            return anchors ? language("anchors", "中心城市") : language("others", "其他城市")
        case "cluster":
            // A city of several clusters is ranked in the first of them: a place has one rank.
            return atlas.clusters.first { cluster in cluster.members.contains { $0.region == region.code } }.map {
                language($0.nameEnglish, $0.name)
            }
        case .some(let other):
            throw WorkbenchError(.use, "group \(other.prefix(60)): expected province, cluster or anchor")
        }
    }

    private func cell(_ figure: RecipeFigure, _ code: String, _ year: Int, _ level: FigureLevel) -> IndexPanel.Cell? {
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
            else {
                return nil
            }
            return IndexPanel.Cell(
                value: meanGrowth(from: then.value, to: now.value, years: step), year: "\(year - step)–\(year)",
                notes: now.flags,
                sources: now.sources)
        case .zones(let type):
            let own = atlas.zones.filter { zone in
                guard zone.type == type, let region = zone.region else { return false }
                let place = atlas.region(region)
                return (level == .province ? (place.map { $0.province } ?? region) : region) == code
                    && (zone.year ?? 0) <= year
            }
            return IndexPanel.Cell(
                value: Double(own.count), year: "\(year)", sources: own.sources.sorted())
        }
    }
}

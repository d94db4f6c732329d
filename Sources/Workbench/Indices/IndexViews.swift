import Asking
import Atlas
import Charts
import Formats
import Foundation
public import IndexFiles
import Indices
import Reports
import Wording

extension Workbench {
    /// The recipe in a file, or of a name that comes with the atlas.
    public func recipe(_ nameOrPath: String) throws(WorkbenchError) -> RecipeDocument {
        let own = "\(folder)/recipes/\(nameOrPath).yaml"
        let isName = !nameOrPath.contains("/") && !FileManager.default.fileExists(atPath: nameOrPath)
        return try recipeFile(isName && FileManager.default.fileExists(atPath: own) ? own : nameOrPath)
    }

    /// Names of the recipes that come with the atlas.
    public func recipeNames() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/recipes")) ?? []).filter {
            $0.hasSuffix(".yaml")
        }
        .map { String($0.dropLast(5)) }.sorted()
    }

    /// Recipes, and how far the atlas's figures fill each.
    public func recipes(language: Language) throws(WorkbenchError) -> Output {
        var rows: [(String, RecipeDocument, missing: Int)] = []
        for name in recipeNames() {
            let document = try recipe(name)
            rows.append(
                (name, document, document.table == nil && document.stage == nil ? missingFigures(document).count : 0))
        }
        func filled(_ document: RecipeDocument, _ missing: Int) -> Remark {
            let all = document.figures.count
            if document.table != nil { return Remark("from the table beside it", "由附表") }
            if document.stage != nil { return Remark("needs a table", "需自备数据表") }
            return missing == 0
                ? Remark("all \(all) indicators", "全部 \(all) 项指标")
                : Remark("\(all - missing) of \(all): needs a table", "\(all) 项中 \(all - missing) 项：需自备数据表")
        }
        return Output(
            .object([
                ("inputs", .object([("atlas", .text(atlas.name))])),
                (
                    "result",
                    .list(
                        rows.map { name, document, missing in
                            .object([
                                ("recipe", .text(name)), ("name", .remark(document.title)),
                                ("indicators", .number(Double(document.figures.count))),
                                ("missing", .number(Double(missing))),
                                ("ready", .flag(missing == 0 && document.stage == nil)),
                                ("filled", .remark(filled(document, missing))),
                            ])
                        })
                ), ("sources", .list([])),
            ]),
            sections: [
                Section(
                    columns: [
                        language("recipe", "方案"), language("index", "指数"), language("filled by the atlas", "图集数据"),
                    ],
                    rows: rows.map { [$0.0, language($0.1.title), language(filled($0.1, $0.missing))] },
                    notes: [
                        language(
                            """
                            Run one: hinterland index run NAME; or a file of your own: hinterland index run \
                            RECIPE.yaml --table FILE.csv
                            """,
                            "运行：hinterland index run 名称；或自备方案：hinterland index run 方案.yaml --table 数据.csv")
                    ])
            ])
    }

    /// Computes an index: a table where one is given or stands beside the recipe, else the atlas.
    func indexStudy(_ question: IndexQuestion, _ language: Language) throws(WorkbenchError) -> IndexStudy {
        let beside = question.document.table != nil
        let folder = URL(fileURLWithPath: question.document.file).deletingLastPathComponent().path
        let panel =
            question.table != nil || question.text != nil || beside
            ? named(try question.tablePanel(folder: folder), question.document, language)
            : try indexPanel(question, language)
        return try IndexStudy(question, panel)
    }

    /// Codes of a table as the atlas knows them by name, with ranks published of its places.
    private func named(_ panel: IndexPanel, _ document: RecipeDocument, _ language: Language) -> IndexPanel {
        var named = panel
        if panel.places.allSatisfy({ atlas.region($0) != nil }) {
            named = IndexPanel(
                places: panel.places, names: panel.places.map { language.name(atlas.region($0)) },
                periods: panel.periods, rows: panel.rows,
                cells: panel.cells, source: panel.source, notes: panel.notes, sources: panel.sources,
                groups: panel.groups)
        }
        guard document.published else { return named }
        let editions = Set(atlas.cityRanks.map(\.edition))
        // The edition of the table's own year, else the last one.
        guard
            let edition = panel.periods.last.flatMap({ Int($0) }).flatMap({ editions.contains($0) ? $0 : nil })
                ?? editions.max()
        else {
            return named
        }
        let ranks = Dictionary(
            atlas.cityRanks.filter { $0.edition == edition }.map { ($0.region, $0.rank) },
            uniquingKeysWith: { first, _ in first })
        var known: [Int: Int] = [:]
        for (place, text) in panel.places.enumerated() {
            let region =
                atlas.region(text)
                ?? atlas.regions(of: .prefecture).first { [$0.name, $0.shortName, $0.nameEnglish].contains(text) }
            if let rank = region.flatMap({ ranks[$0.code] }) { known[place] = rank }
        }
        if !known.isEmpty { named.published = (edition, known) }
        return named
    }

    /// The ranking with its intervals.
    public func index(_ question: IndexQuestion, language: Language) throws(WorkbenchError) -> Output {
        try indexStudy(question, language).output(identity, language)
    }

    /// The index as a picture.
    ///
    /// - Parameter place: one that stands out, by code or name.
    public func indexPicture(_ chart: IndexChart, place: String? = nil, _ question: IndexQuestion, language: Language)
        throws(WorkbenchError)
        -> String
    {
        let study = try indexStudy(question, language)
        let row = try place.map { (text) throws(WorkbenchError) in try study.row(text, atlas) }
        return try study.picture(chart, marked: row, count: row == nil ? 40 : 25, language)
    }
}

/// - Throws: `WorkbenchError` for a file that cannot be read or is no recipe.
public func recipeFile(_ path: String) throws(WorkbenchError) -> RecipeDocument {
    guard let data = FileManager.default.contents(atPath: path) else {
        throw WorkbenchError(
            .use, "\(path) cannot be read: give a recipe in YAML, or a name from `hinterland index list`")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
        throw WorkbenchError(.data, "\(path): not text in UTF-8")
    }
    do { return try readRecipe(text, file: path) } catch { throw WorkbenchError(.data, "\(error)") }
}

extension IndexStudy {
    func output(_ identity: Workbench.AtlasIdentity, _ language: Language) -> Output {
        let main = rankingSection(language)
        var sections = [main, weightSection(language)]
        if let effects = sensitivity?.ranking, !effects.isEmpty { sections.append(effectSection(effects, language)) }
        sections[sections.count - 1].notes += remarks.map { "  " + language($0) } + sourceNotes(language)
        return Output(json(identity), sections: sections, main: csvSection(language))
    }

    private func sourceNotes(_ language: Language) -> [String] {
        var notes =
            question.document.source.map {
                ["  " + language("Form: ", "形式：") + language($0, question.document.sourceChinese ?? $0)]
            } ?? []
        if !panel.sources.isEmpty {
            notes.append("  " + language("Figures: ", "数据：") + panel.sources.joined(separator: language(", ", "、")))
        }
        return notes
    }

    func heading(_ language: Language) -> String {
        let years = isTimeSeries ? "\(panel.periods[0])–\(panel.periods.last ?? "")" : panel.periods.last ?? ""
        let year = years.isEmpty ? "" : ", \(years)"
        let groups = panel.groups.map { language(", ranked ", "，分组排名：") + language($0) } ?? ""
        return language(question.document.title) + language(": ", "：") + language(panel.source) + year + groups
    }

    /// Rank, interval, score, tier.
    private func rankingSection(_ language: Language) -> Section {
        let grouped = panel.groups != nil
        let dimensions = shownDimensions
        let earlier = panel.periods.count > 1
        if isTimeSeries { return timeSeriesSection(language) }
        var columns: [String] = grouped ? [language("group", "组")] : []
        columns += [
            language("rank", "位次"), language("interval", "位次区间"), language("place", "地区"), language("score", "得分"),
        ]
        columns += [language("tier", "梯队"), language("stays in it", "留在梯队")]
        if earlier { columns.append(language("rank in \(panel.periods[0])", "\(panel.periods[0]) 年位次")) }
        if let published = panel.published {
            columns.append(language("published \(published.edition)", "公布位次 \(published.edition)"))
        }
        columns += dimensions.map {
            language(
                question.document.dimensions[$0].name,
                question.document.dimensions[$0].nameChinese ?? question.document.dimensions[$0].name
            )
        }
        columns.append(language("largest obstacle", "最大障碍"))
        let rows = latest.map { row -> [String] in
            let interval = intervals?[row]
            let own = model.figures.rows[row]
            var cells: [String] = grouped ? [own.group] : []
            cells += [
                "\(index.ranks[row])", interval.map { "\($0.low)–\($0.high)" } ?? "–", name(row),
                significant(index.scores[row], 4),
            ]
            cells += ["\(index.tiers[row])", interval.map { "\(fixed(100 * $0.tierShare, 0)) %" } ?? "–"]
            if earlier { cells.append(rank(row, in: 0).map(String.init) ?? "–") }
            if let published = panel.published { cells.append(published.ranks[own.place].map(String.init) ?? "–") }
            cells += dimensions.map { significant(index.dimensionScores[$0][row], 3) }
            cells.append(largestObstacle(row, language))
            return cells
        }
        return Section(title: heading(language), columns: columns, rows: rows)
    }

    /// One place through the years: there is no ranking to speak of.
    private func timeSeriesSection(_ language: Language) -> Section {
        let grouped = panel.groups != nil
        return Section(
            title: heading(language),
            columns: [language("year", "年份")] + (grouped ? [language("group", "组")] : []) + [
                language("place", "地区"), language("score", "得分"),
            ],
            rows: latest.map { row in
                let own = model.figures.rows[row]
                return [panel.periods[own.period]] + (grouped ? [own.group] : []) + [
                    name(row), significant(index.scores[row], 2),
                ]
            })
    }

    func largestObstacle(_ row: Int, _ language: Language) -> String {
        let degrees = model.obstacles(of: index, row)
        guard let most = degrees.max(), most > 0, let indicator = degrees.firstIndex(of: most) else { return "–" }
        return "\(title(indicator, language)) \(fixed(100 * most, 0)) %"
    }

    /// Dimensions that stand in the index itself, as far as a table has room; weights by hand leave none.
    private var shownDimensions: [Int] {
        guard question.weights.isEmpty else { return [] }
        let outer = model.recipe.dimensions.indices.filter { model.recipe.dimensions[$0].parent == nil }
        return outer.count > 8 ? [] : outer
    }

    /// All numbers with their digits, every period.
    private func csvSection(_ language: Language) -> Section {
        let rows = model.figures.rows
        let dimensions = question.weights.isEmpty ? question.document.dimensions : []
        var columns = [
            "code", "place", "period", "group", "score", "rank", "among", "rank_low", "rank_median", "rank_high",
            "tier", "tier_share",
        ]
        columns += dimensions.indices.map { model.recipe.dimensions[$0].id }
        columns += model.recipe.indicators.map { $0.id + "_normalised" }
        let lines = rows.indices.map { row -> [String] in
            let interval = intervals?[row]
            var cells = [code(row), name(row), panel.periods[rows[row].period], rows[row].group]
            cells += [plainNumber(index.scores[row]), "\(index.ranks[row])", "\(index.among[row])"]
            cells += [interval?.low, interval?.median, interval?.high].map { $0.map(String.init) ?? "" }
            cells += ["\(index.tiers[row])", interval.map { plainNumber($0.tierShare) } ?? ""]
            cells += dimensions.indices.map { plainNumber(index.dimensionScores[$0][row]) }
            cells += index.normalised.map { plainNumber($0[row]) }
            return cells
        }
        return Section(columns: columns, rows: lines)
    }

    /// The rank of a row's place in another period.
    func rank(_ row: Int, in period: Int) -> Int? {
        let place = model.figures.rows[row].place
        return model.figures.rows.indices.first {
            model.figures.rows[$0].place == place && model.figures.rows[$0].period == period
        }
        .map { index.ranks[$0] }
    }

    func title(_ indicator: Int, _ language: Language) -> String {
        language(question.document.figures[indicator].title)
    }

    private func weightSection(_ language: Language) -> Section {
        let figures = question.document.figures
        let stages = index.weights
        return Section(
            title: language("Weights", "权重"),
            columns: [language("indicator", "指标"), language("unit", "单位"), language("better", "方向")]
                + (stages.count > 1
                    ? stages.indices.map { language("stage \($0 + 1)", "阶段 \($0 + 1)") } : [language("weight", "权重")]),
            rows: figures.indices.map { indicator in
                let direction =
                    switch model.recipe.indicators[indicator].direction {
                    case .higher: language("higher", "越高越好")
                    case .lower: language("lower", "越低越好")
                    case .near(let value): language("near \(plainNumber(value))", "接近 \(plainNumber(value))")
                    }
                return [title(indicator, language), figures[indicator].unit(language).name, direction]
                    + (stages.isEmpty ? [language("its own", "各自最优")] : stages.map { fixed($0[indicator], 4) })
            })
    }

    /// Percent with its interval; below nothing is noise.
    private func text(_ share: RankSensitivity.ShareInterval) -> String {
        func percent(_ value: Double) -> String { fixed(100 * max(0, value), 0) }
        return "\(percent(share.estimate)) % (\(percent(share.low))–\(percent(share.high)))"
    }

    func effectSection(_ effects: [RankSensitivity.Effect], _ language: Language) -> Section {
        Section(
            title: language("Which choice moves the ranking", "哪项选择左右排名"),
            columns: [language("choice", "选择"), language("by itself", "自身作用"), language("in all", "总作用")],
            rows: effects.sorted { $0.total.estimate > $1.total.estimate }.map { effect in
                [language(effect.factor.remark), text(effect.first), text(effect.total)]
            },
            notes: sensitivity.map { found in
                [
                    language(
                        """
                          Shares of the variance of the mean shift of a rank, \(fixed(found.meanShift, 1)) \
                        places on average (Sobol, \(found.evaluations) evaluations).
                        """,
                        "  位次平均变动（均值 \(fixed(found.meanShift, 1)) 位）方差的份额（Sobol 法，计算 \(found.evaluations) 次）。")
                ]
            } ?? [])
    }

    func json(_ identity: Workbench.AtlasIdentity) -> JSONValue {
        let rows = model.figures.rows
        let document = question.document
        let effects = sensitivity.map { found in
            JSONValue.object([
                ("meanShift", .number(found.meanShift)), ("evaluations", .number(Double(found.evaluations))),
                ("ranking", .list(found.ranking.map(effectJSON))),
            ])
        }
        return .object([
            (
                "inputs",
                .object([
                    ("recipe", .text(document.name)),
                    (
                        "atlas",
                        identity.json
                    ),
                    ("figures", .text(panel.source.english)),
                    ("samples", .number(Double(intervals == nil ? 0 : doubt.samples))),
                    ("seed", .text("\(doubt.seed)")), ("level", .number(doubt.level)),
                ])
            ),
            (
                "result",
                .object([
                    ("places", .list(rows.indices.map(placeJSON))),
                    (
                        "indicators",
                        .list(
                            document.figures.indices.map { indicator in
                                .object([
                                    ("id", .text(document.figures[indicator].id)),
                                    ("name", .remark(document.figures[indicator].title)),
                                    ("unit", .text(document.figures[indicator].unit)),
                                    ("weights", .numbers(index.weights.map { $0[indicator] })),
                                ])
                            })
                    ), ("sensitivity", effects ?? .null),
                    (
                        "leftOut",
                        .list(
                            model.dropped.map { out in
                                .object([
                                    ("id", .text(panel.places[out.place])), ("name", .text(panel.names[out.place])),
                                    ("period", .text(panel.periods[out.period])),
                                    ("missing", .list(out.missing.map { .text($0) })),
                                ])
                            })
                    ),
                ])
            ), ("notes", .list(remarks.map(JSONValue.remark))), ("sources", .list(panel.sources.map { .text($0) })),
        ])
    }

    func effectJSON(_ effect: RankSensitivity.Effect) -> JSONValue {
        func share(_ share: RankSensitivity.ShareInterval) -> JSONValue {
            .object([("estimate", .number(share.estimate)), ("low", .number(share.low)), ("high", .number(share.high))])
        }
        return .object([
            ("choice", .text(effect.factor.rawValue)), ("name", .remark(effect.factor.remark)),
            ("first", share(effect.first)),
            ("total", share(effect.total)),
        ])
    }

    private func placeJSON(_ row: Int) -> JSONValue {
        let own = model.figures.rows[row]
        var fields: [(String, JSONValue)] = [
            ("id", .text(code(row))), ("name", .text(name(row))), ("period", .text(panel.periods[own.period])),
            ("group", .text(own.group)),
            ("score", .number(index.scores[row])), ("rank", .number(Double(index.ranks[row]))),
            ("among", .number(Double(index.among[row]))),
            ("tier", .number(Double(index.tiers[row]))),
        ]
        if let interval = intervals?[row] {
            fields += [
                (
                    "rankInterval",
                    .object([("low", .number(Double(interval.low))), ("high", .number(Double(interval.high)))])
                ),
                ("medianRank", .number(Double(interval.median))), ("meanRank", .number(interval.mean)),
                ("tierShare", .number(interval.tierShare)),
            ]
        }
        fields += [
            ("normalised", .numbers(index.normalised.map { $0[row] })),
            ("obstacles", .numbers(model.obstacles(of: index, row))),
            ("dimensions", .numbers(index.dimensionScores.map { $0[row] })),
        ]
        return .object(fields)
    }
}

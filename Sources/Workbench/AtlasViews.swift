import Asking
public import Atlas
public import AtlasFiles
import Formats
import Reports
import Wording

extension Workbench {
    /// What the atlas holds and what it does not.
    public func describe(language: Language) -> Output {
        let description = AtlasDescription(self)
        let levels = RegionLevel.allCases.compactMap { level in
            description.regions[level.rawValue].map { [level.rawValue, "\($0)"] }
        }
        let kinds = Section(
            title: "\(language.title(atlas)) · \(atlas.version) · \(atlas.year)",
            columns: [language("level", "层级"), language("regions", "地区数")], rows: levels,
            notes: ["  SHA-256 \(atlas.hash)"])
        let indicators = Section(
            title: language("Indicators", "指标"),
            columns: [
                language("indicator", "指标"), language("unit", "单位"), language("level", "层级"), language("years", "年份"),
                language("figures", "数值数"), language("regions", "地区数"), language("not published", "非公布值"),
            ],
            rows: description.indicators.map {
                [
                    $0.id, $0.unit, $0.level, "\($0.firstYear)–\($0.lastYear)", "\($0.figures)", "\($0.regions)",
                    "\($0.notPublished)",
                ]
            })
        let rail = description.rail
        let records = Section(
            title: language("Network and records", "网络与记录"),
            rows: [
                [language("rail links (open)", "铁路连接（已开通）"), "\(rail.links)"],
                [language("  with an opening day", "  有开通日期"), "\(rail.dated)"],
                [language("  with a published design speed", "  有公布的设计速度"), "\(rail.withDesignSpeed)"],
                [language("  with a published length", "  有公布的长度"), "\(rail.withLength)"],
                [
                    language("prefecture-level units on a fast line", "有快速铁路的地级单位"),
                    "\(rail.unitsOnFastLines) / \(rail.units)",
                ],
                [
                    language("prefecture-level units on any line in the table", "有任一铁路的地级单位"),
                    "\(rail.unitsOnAnyLine) / \(rail.units)",
                ],
                [language("planned lines", "规划或在建线路"), "\(description.plannedLines)"],
                [language("road links", "公路连接"), language("none bundled: road times are modelled", "无数据：公路时间为模型估算")],
                [language("clusters", "城市群"), "\(description.clusters)"],
                [language("zones", "特殊功能区"), "\(description.zones)"],
                [language("flows", "流量"), "\(description.flows)"],
                [language("figures of the source documents", "原文数字"), "\(description.documentFigures)"],
                [language("sources", "来源"), "\(description.sources)"],
            ])
        let missing = Section(
            title: language("Missing for \(atlas.year)", "\(atlas.year) 年缺失"),
            rows: description.missing.map {
                [
                    $0.indicator,
                    language("\($0.names.count) of the units with a boundary: ", "有边界单位中的 \($0.names.count) 个：")
                        + $0.names.prefix(12).joined(separator: ", ") + ($0.names.count > 12 ? " …" : ""),
                ]
            },
            notes: [
                language(
                    """
                      Not in the atlas at all: sectors, employment, wages, trade and patents of prefectures, \
                    timetables, firm branches.
                    """,
                    "  图集中完全没有：地级单位的行业、就业、工资、贸易、专利，列车时刻表，企业分支机构。")
            ])
        return Output(
            json: Envelope(
                inputs: ["atlas": atlas.name], result: description, sources: atlas.sources.map(SourceRow.init)),
            sections: [kinds, indicators, records, missing],
            main: indicators)
    }

    /// Figures with everything needed to believe them; without filters, the list of sources.
    public func sources(indicator: String?, region: String?, language: Language) throws(WorkbenchError) -> Output {
        let indicator = try indicator.map { (text) throws(WorkbenchError) in try ownIndicator(text) }
        let code = try region.map { (text) throws(WorkbenchError) in try self.region(text).code }
        if indicator == nil && code == nil {
            let counts = Dictionary(
                atlas.figures.flatMap { $0.sources.map { ($0, 1) } }, uniquingKeysWith: +)
            let rows = atlas.sources.map { [$0.id, "\(counts[$0.id] ?? 0)", $0.title, $0.url] }
            return Output(
                json: Envelope(
                    inputs: ["atlas": atlas.name], result: atlas.sources.map(SourceRow.init), sources: [String]()),
                sections: [
                    Section(
                        columns: [
                            "id", language("figures", "数值数"), language("source", "来源"), language("address", "地址"),
                        ], rows: rows)
                ])
        }
        let figures = atlas.figures.filter {
            (indicator == nil || $0.indicator == indicator) && (code == nil || $0.region == code)
        }
        let rows = figures.map { figure in
            [
                figure.indicator, figure.region, language.name(atlas.region(figure.region)), "\(figure.year)",
                plainNumber(figure.value),
                atlas.indicator(figure.indicator)?.unit ?? "",
                figure.level.rawValue, figure.vintage, figure.status.rawValue, figure.flag, figure.source,
            ]
        }
        let used = Set(figures.flatMap(\.sources))
        let listed = atlas.sources.filter { used.contains($0.id) }
        var sections = [
            Section(
                columns: [
                    language("indicator", "指标"), language("code", "代码"), language("region", "地区"),
                    language("year", "年份"),
                    language("value", "数值"), language("unit", "单位"), language("series", "序列"),
                    language("vintage", "版本"), language("status", "性质"), language("flag", "提示"),
                    language("source", "来源"),
                ], rows: rows)
        ]
        if rows.isEmpty {
            sections = [
                Section(notes: [language("No figure: this is missing in the atlas, not zero.", "没有数值：图集中缺失，并非为零。")])
            ]
        }
        sections.append(Section(title: language("Sources", "来源"), rows: listed.map { [$0.id, $0.title, $0.url] }))
        let inputs = FigureQuery(atlas: identity, indicator: indicator, region: code)
        return Output(
            json: Envelope(
                inputs: inputs, result: figures.map { FigureRow($0, atlas) }, sources: listed.map(SourceRow.init)),
            sections: sections)
    }

    /// The id of an indicator that the atlas holds figures of, by id or name.
    private func ownIndicator(_ text: String) throws(WorkbenchError) -> String {
        guard let found = atlas.shownIndicator(named: text) else {
            throw WorkbenchError(
                .use, "no indicator \(text): expected one of \(atlas.indicators.map(\.id).joined(separator: ", "))")
        }
        guard let formula = found.formula else { return found.id }
        throw WorkbenchError(.use, "\(found.id) is computed: ask for \(formula.numerator) or \(formula.denominator)")
    }

    /// Regions, all or those whose code or name holds some text.
    public func regions(matching text: String?, language: Language) -> Output {
        let wanted = text?.lowercased()
        let found = atlas.regions.filter { region in
            guard let wanted else { return true }
            return region.code.lowercased() == wanted || region.name.contains(wanted)
                || region.nameEnglish.lowercased().contains(wanted)
        }
        let section = Section(
            columns: [
                language("code", "代码"), language("name", "名称"), language("English", "英文名"), language("level", "层级"),
                language("parent", "上级"), language("note", "说明"),
            ],
            rows: found.map { [$0.code, $0.name, $0.nameEnglish, $0.level.rawValue, $0.parent ?? "", $0.note] },
            notes: found.isEmpty ? [language("No region matches.", "没有匹配的地区。")] : [])
        return Output(
            json: Envelope(inputs: ["matching": text ?? ""], result: found.map { RegionRow($0) }, sources: [String]()),
            sections: [section])
    }

    /// A region by code, Chinese or English name.
    public func region(_ text: String) throws(WorkbenchError) -> Region {
        if let region = atlas.region(text) { return region }
        let wanted = text.lowercased()
        let named = atlas.regions.filter {
            $0.name == text || $0.shortName == text || $0.nameEnglish.lowercased() == wanted
        }
        if named.count == 1, let only = named.first { return only }
        if let prefecture = named.first(where: { $0.level.isPrefectural }) { return prefecture }
        throw WorkbenchError(
            .use, "no region \(text): give a code or a name (`hinterland atlas regions TEXT` looks one up)")
    }
}

struct SourceRow: Encodable {
    let id, title, url, note: String

    init(_ source: Source) {
        id = source.id
        title = source.title
        url = source.url
        note = source.note
    }
}

struct RegionRow: Encodable {
    let code, name, nameEnglish, level: String
    let parent: String?
    let longitude, latitude: Double?

    init(_ region: Region) {
        code = region.code
        name = region.name
        nameEnglish = region.nameEnglish
        level = region.level.rawValue
        parent = region.parent
        longitude = region.position?.longitude
        latitude = region.position?.latitude
    }
}

struct FigureQuery: Encodable {
    let atlas: Workbench.AtlasIdentity
    let indicator: String?
    let region: String?
}

struct FigureRow: Encodable {
    let indicator, region, level, unit, vintage, status, flag, source: String
    let year: Int
    let value: Double

    init(_ figure: Figure, _ atlas: Atlas) {
        indicator = figure.indicator
        region = figure.region
        level = figure.level.rawValue
        unit = atlas.indicator(figure.indicator)?.unit ?? ""
        vintage = figure.vintage
        status = figure.status.rawValue
        flag = figure.flag
        source = figure.source
        year = figure.year
        value = figure.value
    }
}

struct AtlasDescription: Encodable {
    struct IndicatorRow: Encodable {
        let id, unit, level: String
        let firstYear, lastYear, figures, regions, notPublished: Int
    }

    struct Rail: Encodable {
        let links, dated, withDesignSpeed, withLength, units, unitsOnFastLines, unitsOnAnyLine: Int
    }

    struct Missing: Encodable {
        let indicator: String
        let codes, names: [String]
    }

    let title, version, hash: String
    let year: Int
    let regions: [String: Int]
    let indicators: [IndicatorRow]
    let rail: Rail
    let plannedLines, clusters, zones, flows, documentFigures, sources: Int
    let missing: [Missing]

    init(_ workbench: Workbench) {
        let atlas = workbench.atlas
        title = atlas.title
        version = atlas.version
        hash = atlas.hash
        year = atlas.year
        regions = Dictionary(atlas.regions.map { ($0.level.rawValue, 1) }, uniquingKeysWith: +)
        let groups = Dictionary(grouping: atlas.figures, by: { "\($0.indicator)|\($0.level.rawValue)" })
        indicators = atlas.indicators.flatMap { indicator in
            FigureLevel.allCases.compactMap { level in
                guard let figures = groups["\(indicator.id)|\(level.rawValue)"] else { return nil }
                let years = figures.map(\.year)
                return IndicatorRow(
                    id: indicator.id, unit: indicator.unit, level: level.rawValue, firstYear: years.min() ?? 0,
                    lastYear: years.max() ?? 0,
                    figures: figures.count,
                    regions: Set(figures.map(\.region)).count,
                    notPublished: figures.filter { $0.status != .published }.count)
            }
        }
        let withProduct = Set(
            atlas.regions.filter {
                $0.level.isPrefectural && atlas.figure("gdp", of: $0.code, year: atlas.year) != nil && $0.partOf == nil
            }
            .map(\.code))
        func touched(_ links: [RailLink]) -> Int {
            Set(links.flatMap { [$0.from, $0.to] }).intersection(withProduct).count
        }
        rail = Rail(
            links: atlas.railLinks.count, dated: atlas.railLinks.filter { $0.opened != nil }.count,
            withDesignSpeed: atlas.railLinks.filter { $0.designSpeedKmh != nil }.count,
            withLength: atlas.railLinks.filter { $0.lengthKm != nil }.count, units: withProduct.count,
            unitsOnFastLines: touched(atlas.railLinks.filter { $0.lineClass != .conventional }),
            unitsOnAnyLine: touched(atlas.railLinks))
        plannedLines = atlas.plannedLines.count
        clusters = atlas.clusters.count
        zones = atlas.zones.count
        flows = atlas.flows.count
        documentFigures = atlas.documentFigures.count
        sources = atlas.sources.count
        missing = ["gdp", "resident_population"].map { indicator in
            let without = atlas.regions.filter {
                $0.level.isPrefectural && atlas.figure(indicator, of: $0.code, nearest: atlas.year, within: 3) == nil
            }
            return Missing(indicator: indicator, codes: without.map(\.code), names: without.map(\.nameEnglish))
        }
    }
}

/// What a check found, in the three formats.
public func checkOutput(folder: String, problems: [AtlasProblem], language: Language) -> Output {
    let rows = problems.map { [$0.file, $0.row.map(String.init) ?? "", $0.column ?? "", $0.value ?? "", $0.expected] }
    let columns = [
        language("file", "文件"), language("row", "行"), language("column", "列"), language("value", "值"),
        language("expected", "应为"),
    ]
    let verdict =
        problems.isEmpty
        ? language(
            "The atlas in \(folder) is sound: every row, code, unit, range, source and hash was checked.",
            "\(folder) 中的图集通过检查：行、代码、单位、范围、来源与哈希均已核对。") : ""
    let section = Section(columns: problems.isEmpty ? [] : columns, rows: rows, notes: verdict.isEmpty ? [] : [verdict])
    return Output(
        json: Envelope(
            inputs: ["folder": folder],
            result: CheckRow(sound: problems.isEmpty, problems: problems.map(\.description)),
            sources: [String]()), sections: [section])
}

struct CheckRow: Encodable {
    let sound: Bool
    let problems: [String]
}

import Asking
import Atlases
import Wording

extension Column {
    /// A count or a year: digits without anything between them.
    package static func digits(
        _ id: String?, _ english: String, _ chinese: String, _ count: @escaping @Sendable (Row) -> Int?
    ) -> Self {
        number(id, english, chinese, .machine) { count($0).map(Double.init) }
    }

    /// A text for machines only.
    package static func plain(_ id: String, _ text: @escaping @Sendable (Row) -> String?) -> Self {
        value(id) { .optional(text($0)) }
    }
}

extension Sheet {
    /// One row of a table, turned: what each column is called, and its cell.
    static func facts<Row>(_ row: Row, _ columns: [Column<Row>]) -> [[Cell]] {
        columns.compactMap { column in column.name.map { [.words($0), column.cell(row)] } }
    }
}

extension AtlasDescription {
    static let layout: Layout<AtlasDescription> = .parts(
        .fields([
            .plain("title") { $0.atlas.title }, .plain("version") { $0.atlas.version },
            .plain("hash") { $0.atlas.hash }, .value("year") { .count($0.atlas.year) },
            .value("regions") { .fields($0.levels.map { Value.Field($0.0.rawValue, .count($0.1)) }) },
        ]),
        .sheet { description in
            let atlas = description.atlas
            return Sheet(
                title: Remark(
                    "\(atlas.title) · \(atlas.version) · \(atlas.year)",
                    "\(atlas.titleChinese) · \(atlas.version) · \(atlas.year)"),
                description.levels,
                [.text(nil, "level", "层级") { $0.0.rawValue }, .digits(nil, "regions", "地区数") { $0.1 }],
                notes: [Remark("  SHA-256 \(atlas.hash)", "  SHA-256 \(atlas.hash)")])
        },
        .value("indicators") { Layout.rows(nil, IndicatorCoverage.columns) { $0 }.value($0.indicators, .english) },
        .sheet { $0.indicatorSheet },
        .value("rail") { description in
            .fields(
                RailCoverage.columns.compactMap { column in
                    column.id.map { Value.Field($0, column.cell(description.rail).value(in: .english)) }
                })
        },
        .fields(records),
        .sheet {
            Sheet(
                title: Remark("Network and records", "网络与记录"),
                rows: Sheet.facts($0.rail, RailCoverage.columns) + Sheet.facts($0, records))
        },
        .value("missing") { description in
            .list(
                description.missing.map {
                    .fields(
                        ("indicator", .text($0.indicator)), ("codes", .texts($0.regions.map(\.code))),
                        ("names", .texts($0.regions.map(\.nameEnglish))))
                })
        },
        .sheet { description in
            let year = description.atlas.year
            return Sheet(
                title: Remark("Missing for \(year)", "\(year) 年缺失"),
                rows: description.missing.map { [.text($0.indicator), .words($0.inWords)] })
        })

    /// Levels that have regions, from the country down.
    private var levels: [(RegionLevel, Int)] {
        RegionLevel.allCases.compactMap { level in regions[level].map { (level, $0) } }
    }

    private static let records: [Column<AtlasDescription>] = [
        .digits("plannedLines", "planned lines", "规划或在建线路") { $0.atlas.plannedLines.count },
        .words(nil, "timetable of trains", "列车时刻表") { $0.atlas.timetable?.about ?? Remark("none", "无") },
        .digits("drives", "published hours by car", "公开驾车时间") { $0.atlas.drives.count },
        .words(nil, "road links", "公路连接") { _ in
            Remark("none bundled: road times are modelled", "无数据：公路时间为模型估算")
        },
        .digits("clusters", "clusters", "城市群") { $0.atlas.clusters.count },
        .digits("zones", "zones", "特殊功能区") { $0.atlas.zones.count },
        .digits("flows", "flows", "流量") { $0.atlas.flows.count },
        .digits("documentFigures", "figures of the source documents", "原文数字") { $0.atlas.documentFigures.count },
        .digits("sources", "sources", "来源") { $0.atlas.sources.count },
    ]
}

extension AtlasDescription {
    /// Each indicator; of more than a screen holds each group and level.
    fileprivate var indicatorSheet: Sheet {
        let title = Remark("Indicators", "指标")
        if indicators.count <= 40 { return Sheet(title: title, indicators, IndicatorCoverage.columns) }
        let groups = IndicatorGroup.allCases.flatMap { group in
            FigureLevel.allCases.compactMap { level -> GroupCoverage? in
                let own = indicators.filter { $0.group == group && $0.level == level }
                guard let first = own.map(\.years.lowerBound).min(), let last = own.map(\.years.upperBound).max() else {
                    return nil
                }
                return GroupCoverage(
                    name: group.name, level: level, indicators: own.count, years: "\(first)–\(last)",
                    figures: own.reduce(0) { $0 + $1.figures }, regions: own.map(\.regions).max() ?? 0)
            }
        }
        return Sheet(
            title: title, groups, GroupCoverage.columns,
            notes: [Remark("  Each of them: hinterland atlas indicators", "  逐项列出：hinterland atlas indicators")])
    }
}

/// What a group of indicators holds at a level.
private struct GroupCoverage {
    let name: Remark
    let level: FigureLevel
    let indicators: Int
    let years: String
    let figures, regions: Int

    static let columns: [Column<GroupCoverage>] = [
        .words(nil, "about", "类别") { $0.name }, .text(nil, "level", "层级") { $0.level.rawValue },
        .digits(nil, "indicators", "指标数") { $0.indicators }, .text(nil, "years", "年份") { $0.years },
        .digits(nil, "figures", "数值数") { $0.figures }, .digits(nil, "regions, at most", "地区数（最多）") { $0.regions },
    ]
}

extension IndicatorCoverage {
    static let columns: [Column<IndicatorCoverage>] = [
        .text("id", "indicator", "指标") { $0.id }, .text("unit", "unit", "单位") { $0.unit },
        .text("level", "level", "层级") { $0.level.rawValue },
        .value("firstYear") { .count($0.years.lowerBound) }, .value("lastYear") { .count($0.years.upperBound) },
        .text(nil, "years", "年份") { "\($0.years.lowerBound)–\($0.years.upperBound)" },
        .digits("figures", "figures", "数值数") { $0.figures }, .digits("regions", "regions", "地区数") { $0.regions },
        .digits("notPublished", "not published", "非公布值") { $0.notPublished },
    ]
}

extension RailCoverage {
    static let columns: [Column<RailCoverage>] = [
        .digits("links", "rail links (open)", "铁路连接（已开通）") { $0.links },
        .digits("dated", "  with an opening day", "  有开通日期") { $0.dated },
        .digits("withDesignSpeed", "  with a published design speed", "  有公布的设计速度") { $0.withDesignSpeed },
        .digits("withLength", "  with a published length", "  有公布的长度") { $0.withLength },
        .value("units") { .count($0.units) }, .value("unitsOnFastLines") { .count($0.unitsOnFastLines) },
        .value("unitsOnAnyLine") { .count($0.unitsOnAnyLine) },
        .text(nil, "prefecture-level units on a fast line", "有快速铁路的地级单位") {
            "\($0.unitsOnFastLines) / \($0.units)"
        },
        .text(nil, "prefecture-level units on any line in the table", "有任一铁路的地级单位") {
            "\($0.unitsOnAnyLine) / \($0.units)"
        },
    ]
}

extension MissingFigures {
    /// How many, and the first dozen by name.
    fileprivate var inWords: Remark {
        let names = regions.prefix(12).map(\.nameEnglish).joined(separator: ", ") + (regions.count > 12 ? " …" : "")
        return Remark(
            "\(regions.count) of the units with a boundary: \(names)", "有边界单位中的 \(regions.count) 个：\(names)")
    }
}

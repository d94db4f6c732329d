public import Asking
public import AtlasQuestions
public import Atlases
import Indicators
import Wording

/// Every source of an atlas, with how many figures rest on it.
public struct SourceList: AtlasQuestion {
    /// As it is asked.
    public init() {}

    /// Answers it.
    public func answer(on opened: OpenAtlas) -> Answered<[SourceCount]> {
        let counts = opened.atlas.figures.countBySource
        return Answered(
            inputs: opened.inputs(), opened.atlas.sources.map { SourceCount(source: $0, figures: counts[$0.id] ?? 0) })
    }

    /// How the answer is written.
    public static let layout: Layout<[SourceCount]> = .rows(
        nil,
        [
            Source.columns[0].of { $0.source }, .digits(nil, "figures", "数值数") { $0.figures },
        ] + Source.columns.dropFirst().map { $0.of { $0.source } }
    ) { $0 }
}

/// A source and how many figures rest on it.
public struct SourceCount: Sendable {
    /// As the atlas lists it.
    public let source: Source
    /// How many figures rest on it.
    public let figures: Int
}

/// Figures of an atlas with everything needed to believe them, by indicator, region or both.
public struct FigureList: AtlasQuestion {
    /// By id or name; nil for all.
    public var indicator: String?
    /// By code or name; nil for all.
    public var region: String?

    /// As it is asked.
    public init(indicator: String? = nil, region: String? = nil) {
        (self.indicator, self.region) = (indicator, region)
    }

    /// Answers it; the protocol says what it throws.
    public func answer(on opened: OpenAtlas) throws(Problem) -> Answered<Figures> {
        let atlas = opened.atlas
        let indicator = try indicator.map { (text) throws(Problem) in try Self.own(text, atlas) }
        let code = try region.map { (text) throws(Problem) in try opened.region(text).code }
        let figures = atlas.figures.filter {
            (indicator == nil || $0.indicator == indicator) && (code == nil || $0.region == code)
        }.enumerated().sorted { a, b in
            // By place and year; several of one year in the order in which the atlas has them.
            let (x, y) = (a.element, b.element)
            return (x.indicator, x.region, x.level.rawValue, x.year, a.offset)
                < (y.indicator, y.region, y.level.rawValue, y.year, b.offset)
        }.map(\.element)
        let sources = atlas.sources(used: figures.flatMap { $0.sources })
        let shown = figures.map {
            ShownFigure(figure: $0, region: atlas.region($0.region), unit: atlas.indicator($0.indicator)?.unit ?? "")
        }
        return Answered(
            inputs: opened.inputs(("indicator", .optional(indicator)), ("region", .optional(code))),
            Figures(figures: shown, sources: sources), sources: sources)
    }

    /// The id of an indicator that the atlas holds figures of, by id or name.
    private static func own(_ text: String, _ atlas: Atlas) throws(Problem) -> String {
        guard let found = atlas.shownIndicator(named: text) else {
            throw Problem(
                .use, "no indicator \(text): expected one of \(atlas.indicators.map(\.id).joined(separator: ", "))")
        }
        guard let formula = found.formula else { return found.id }
        throw Problem(.use, "\(found.id) is computed: ask for \(formula.numerator) or \(formula.denominator)")
    }

    /// How the answer is written.
    public static let layout = Layout<Figures>(
        value: { Layout.rows(nil, ShownFigure.columns) { $0 }.value($0.figures, $1) },
        sheets: { found in
            let figures =
                found.figures.isEmpty
                ? Sheet(notes: [Remark("No figure: this is missing in the atlas, not zero.", "没有数值：图集中缺失，并非为零。")])
                : Sheet(found.figures, ShownFigure.columns)
            let sources = Sheet(
                title: Remark("Sources", "来源"),
                rows: found.sources.map { [.text($0.id), .text($0.title), .text($0.url)] }
            )
            return [figures, sources]
        })

    /// What was found.
    public struct Figures: Sendable {
        /// With the names of what they are about.
        public let figures: [ShownFigure]
        /// That the figures rest on.
        public let sources: [Source]
    }
}

/// A figure with the names of what it is about.
public struct ShownFigure: Sendable {
    /// As its row has it.
    public let figure: Figure
    /// Nil where the atlas has no such code.
    public let region: Region?
    /// Of the value, as the atlas has it.
    public let unit: String

    static let columns: [Column<ShownFigure>] = [
        .text("indicator", "indicator", "指标") { $0.figure.indicator },
        .text("region", "code", "代码") { $0.figure.region },
        .words(nil, "region", "地区") { $0.region?.called ?? Remark("?", "?") },
        .digits("year", "year", "年份") { $0.figure.year },
        .number("value", "value", "数值", .plain) { $0.figure.value },
        .text("unit", "unit", "单位") { $0.unit }, .text("level", "series", "序列") { $0.figure.level.rawValue },
        .text("vintage", "vintage", "版本") { $0.figure.vintage },
        .text("status", "status", "性质") { $0.figure.status.rawValue },
        .text("flag", "flag", "提示") { $0.figure.flag }, .text("source", "source", "来源") { $0.figure.source },
    ]
}

/// Regions of an atlas, all or those whose code or name holds some text.
public struct RegionList: AtlasQuestion {
    /// Part of a code or name; nil for all.
    public var matching: String?

    /// As it is asked.
    public init(matching: String? = nil) { self.matching = matching }

    /// Answers it.
    ///
    /// - Throws: a problem of use for a text that names no region, or several.
    public func answer(on opened: OpenAtlas) throws(Problem) -> Answered<[Region]> {
        let wanted = matching?.lowercased()
        let found = opened.atlas.regions.filter { region in
            guard let wanted else { return true }
            return region.code.lowercased() == wanted || region.name.contains(wanted)
                || region.nameEnglish.lowercased().contains(wanted)
        }
        // No part of a name: former names, counties and misspelt ones have an answer too, or say what was meant.
        let named = found.isEmpty ? try matching.map { (text) throws(Problem) in [try opened.region(text)] } : nil
        return Answered(inputs: opened.inputs(("matching", .text(matching ?? ""))), named ?? found)
    }

    /// How the answer is written.
    public static let layout: Layout<[Region]> = .rows(nil, columns) { $0 }
        .noted { $0.isEmpty ? [Remark("No region matches.", "没有匹配的地区。")] : [] }

    private static let columns: [Column<Region>] = [
        .text("code", "code", "代码") { $0.code }, .text("name", "name", "名称") { $0.name },
        .text("nameEnglish", "English", "英文名") { $0.nameEnglish }, .text("level", "level", "层级") { $0.level.rawValue },
        Column("parent", Remark("parent", "上级")) { $0.parent.map { .text($0) } ?? .value(.none) },
        .text(nil, "note", "说明") { $0.note },
        .value("longitude") { .optional($0.position?.longitude) },
        .value("latitude") { .optional($0.position?.latitude) },
    ]
}

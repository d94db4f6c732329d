public import Asking
public import AtlasQuestions
public import Atlases
import Charts
import Scenarios
import Wording

/// The atlas: title, year, how it wants to be drawn, and every source.
public struct AtlasCard: AtlasQuestion {
    /// The program's version.
    public var program: String
    /// Why nothing can be asked of it; nil where it has a model.
    public var noModel: Remark?

    /// As it is asked.
    public init(program: String, noModel: Remark? = nil) { (self.program, self.noModel) = (program, noModel) }

    /// Answers it.
    public func answer(on opened: OpenAtlas) -> Answered<DrawnAtlas> {
        Answered(
            inputs: opened.inputs(), DrawnAtlas(atlas: opened.atlas, program: program, noModel: noModel),
            sources: opened.atlas.sources)
    }

    /// How the answer is written.
    public static let layout: Layout<DrawnAtlas> = .record(nil, DrawnAtlas.columns)
}

/// An atlas and what the page needs to draw it.
public struct DrawnAtlas: Sendable {
    /// The atlas itself.
    public let atlas: Atlas
    /// The program's version.
    public let program: String
    /// Why nothing can be asked; nil where the atlas has a model.
    public let noModel: Remark?

    static let columns: [Column<DrawnAtlas>] = [
        .plain("program") { $0.program }, .value("noModel") { $0.noModel.map(Value.remark) ?? .none },
        .plain("name") { $0.atlas.name },
        .value("title") { .remark(Remark($0.atlas.title, $0.atlas.titleChinese)) },
        .plain("version") { $0.atlas.version }, .plain("hash") { $0.atlas.hash },
        .value("year") { .count($0.atlas.year) },
        .value("frame") { $0.atlas.map.frame.map(Value.numbers) ?? .none },
        .value("inset") { $0.atlas.map.inset.map(Value.numbers) ?? .none },
        .value("insetName") { .remark($0.atlas.meaning.inset ?? Remark("", "")) },
        .value("currency") { drawn in
            let currency = drawn.atlas.meaning.currency
            return .fields(("code", .text(currency.code)), ("name", .remark(currency.remark)))
        },
        .value("roles") { drawn in
            .fields(
                Role.allCases.compactMap { role in
                    drawn.atlas.meaning.roles[role].map { Value.Field(role.rawValue, .text($0)) }
                })
        },
        .value("leftOut") { .remark($0.atlas.meaning.leftOut ?? Remark("", "")) },
        .value("palette") { _ in
            .fields(
                ("losses", .texts(Palette.losses)), ("gains", .texts(Palette.gains)),
                ("neutral", .text(Palette.neutral)), ("missing", .text(Palette.missing)))
        },
        .list("sectors", [.plain("id") { $0.id }, .value("name") { .remark(Remark($0.nameEnglish, $0.name)) }]) {
            $0.atlas.sectors
        },
        .value("world") { drawn in
            .flag(
                !drawn.atlas.ports.isEmpty
                    && drawn.atlas.provinceTrade.contains { $0.producer == nil && $0.consumer != nil })
        },
        .plain("note") { $0.atlas.map.note }, .value("drawsLabel") { _ in .remark(DrawSummary.label) },
        .list("sources", Source.columns) { $0.atlas.sources },
    ]
}

/// Railways by link, and the lines planned.
public struct RailNetwork: AtlasQuestion {
    /// As it is asked.
    public init() {}

    /// Answers it.
    public func answer(on opened: OpenAtlas) -> Answered<RailLines> {
        let lines = RailLines(links: opened.atlas.railLinks, planned: opened.atlas.plannedLines)
        let used = lines.links.sources + lines.planned.sources
        return Answered(
            inputs: opened.inputs(), lines, sources: opened.atlas.sources(used: used))
    }

    /// How the answer is written.
    public static let layout: Layout<RailLines> = .parts(
        .part("links", .rows(nil, RailLines.linkColumns) { $0.links }),
        .part("planned", .rows(nil, RailLines.plannedColumns) { $0.planned }))
}

/// Railways of an atlas.
public struct RailLines: Sendable {
    /// Stretches that are open, or were.
    public let links: [RailLink]
    /// Lines under way or approved.
    public let planned: [PlannedLine]

    fileprivate static let linkColumns: [Column<RailLink>] = [
        .plain("line") { $0.line }, .plain("class") { $0.lineClass.rawValue }, .plain("from") { $0.from },
        .plain("to") { $0.to }, .value("lengthKm") { .optional($0.lengthKm ?? $0.lengthEstimatedKm) },
        .value("lengthIsEstimated") { .flag($0.lengthKm == nil && $0.lengthEstimatedKm != nil) },
        .value("designSpeedKmh") { .optional($0.designSpeedKmh) }, .plain("opened") { $0.opened?.description },
        .plain("flag") { $0.flag }, .plain("source") { $0.source },
    ]

    fileprivate static let plannedColumns: [Column<PlannedLine>] = [
        .plain("line") { $0.line }, .plain("lineEnglish") { $0.lineEnglish },
        .value("stops") { .texts($0.ends.prefix(1) + $0.via + $0.ends.dropFirst().prefix(1)) },
        .value("lengthKm") { .optional($0.lengthKm) }, .value("designSpeedKmh") { .optional($0.designSpeedKmh) },
        .value("expectedOpening") { .optional($0.expectedOpening.map(Double.init)) },
        .value("investment") { .optional($0.investment) }, .plain("note") { $0.note }, .plain("source") { $0.source },
    ]
}

/// Every parameter of the model with its meaning, standard value, range and source.
public struct ParameterList: AtlasQuestion {
    /// As it is asked.
    public init() {}

    /// Answers it.
    public func answer(on opened: OpenAtlas) throws(Problem) -> Answered<[StandingParameter]> {
        let standing: StudyParameters
        do { standing = try StudyParameters().standing(on: opened.atlas.meaning) } catch { throw Problem(error) }
        return Answered(
            inputs: opened.inputs(),
            StudyParameter.allCases.filter(standing.isUsed).map {
                StandingParameter(
                    parameter: $0, standard: standing.standard($0), source: standing.source($0))
            })
    }

    /// How the answer is written.
    public static let layout: Layout<[StandingParameter]> = .rows(
        nil,
        [
            .plain("name") { $0.parameter.rawValue }, .plain("symbol") { $0.description.symbol },
            .value("meaning") { .remark(Remark($0.description.meaning, $0.description.meaningChinese)) },
            .plain("unit") { $0.description.unit }, .value("standard") { .optional($0.standard) },
            .value("low") { .optional($0.description.range?.lowerBound) },
            .value("high") { .optional($0.description.range?.upperBound) },
            .value("least") { .number($0.description.allowed.lowerBound) },
            .value("most") { .number($0.description.allowed.upperBound) }, .value("source") { .remark($0.source) },
        ]
    ) { $0 }
}

/// A parameter as it stands on an atlas.
public struct StandingParameter: Sendable {
    /// Which it is.
    public let parameter: StudyParameter
    /// Where no scenario sets one; nil where nobody says.
    public let standard: Double?
    /// Who says the standard value.
    public let source: Remark

    var description: StudyParameter.Description { parameter.description }
}

public import Asking
public import AtlasQuestions
public import Atlases
public import Indicators
public import Reports
import Wording

/// An indicator as it is shown: what `IndicatorFigures` and `PictureColumns` answer with.
public struct ShownIndicator: Sendable {
    /// Values with their classes and colours.
    public let picture: IndicatorPicture
    /// Places that have a figure, in the atlas's order.
    public let values: [ShownObservation]
    /// Places without one.
    public let missing: [MissingPlace]
    private let charts: [Language: IndicatorCharts]

    init(_ picture: IndicatorPicture) {
        let atlas = picture.atlas
        self.picture = picture
        values = picture.column.observations.map { seen in
            let region = atlas.region(seen.region)
            return ShownObservation(
                observation: seen, indicator: picture.column.indicator, region: region,
                province: atlas.region(region?.province ?? ""),
                classNumber: picture.classification?.classOf(seen.value))
        }
        missing = picture.column.missing.map {
            MissingPlace(code: $0.region, region: atlas.region($0.region), reason: $0.reason)
        }
        charts = Dictionary(
            Language.allCases.map { ($0, IndicatorCharts(picture, language: $0)) }, uniquingKeysWith: { a, _ in a })
    }

    /// Words of the picture in both languages.
    func said(_ text: (IndicatorCharts) -> String) -> Remark {
        func words(_ language: Language) -> String { charts[language].map(text) ?? "" }
        return Remark(words(.english), words(.chinese))
    }

    /// A value for each language.
    func each(_ value: (IndicatorCharts) -> Value) -> Value {
        .fields(
            Language.allCases.compactMap { language in
                charts[language].map { Value.Field(language.rawValue, value($0)) }
            })
    }

    func answered(_ opened: OpenAtlas) -> Answered<ShownIndicator> {
        let column = picture.column
        return Answered(
            inputs: opened.inputs(
                ("indicator", .text(column.indicator.id)), ("unit", .text(column.indicator.unit)),
                ("level", .text(column.level.rawValue)), ("year", .count(column.year)),
                ("classEdges", .numbers(picture.classification?.edges ?? []))),
            self, sources: opened.atlas.sources(used: column.observations.flatMap(\.sources)))
    }
}

/// An observation with its place and class.
public struct ShownObservation: Sendable {
    /// The value with its status, vintage, warnings and sources.
    public let observation: Observation
    /// What is measured.
    public let indicator: IndicatorDescription
    /// Nil where the atlas has no such code.
    public let region, province: Region?
    /// Counted from 0.
    public let classNumber: Int?
}

/// A place without a figure.
public struct MissingPlace: Sendable {
    /// Its code.
    public let code: String
    /// Nil where the atlas has no such code.
    public let region: Region?
    /// Why there is none.
    public let reason: Remark
}

extension Region? {
    /// The region's name, "?" for none.
    var shown: Remark { self?.called ?? Remark("?", "?") }
}

/// The values of a picture with everything needed to believe them, and the places without one.
public struct IndicatorFigures: AtlasQuestion {
    /// What is looked at.
    public var view: PictureQuestion

    /// As it is asked.
    public init(_ view: PictureQuestion) { self.view = view }

    /// Answers it; the protocol says what it throws.
    public func answer(on opened: OpenAtlas) throws(Problem) -> Answered<ShownIndicator> {
        ShownIndicator(try view.picture(on: opened)).answered(opened)
    }

    /// How the answer is written.
    public static let layout: Layout<ShownIndicator> = .parts(
        .part(
            "values",
            Layout.rows({ $0.said(\.title) }, { _ in ShownObservation.columns }, { $0.values }).noted {
                [$0.said(\.citation)]
            }),
        .part("missing", .rows(Remark("Without a figure", "无数据"), MissingPlace.columns) { $0.missing }),
        .fields([.words("citation", "citation", "引用") { $0.said(\.citation) }]))
}

extension Column {
    /// A column of a table that is data: its id is its head.
    fileprivate static func data(_ id: String, _ cell: @escaping @Sendable (Row) -> Cell) -> Self {
        Column(id, Remark(id, id), cell)
    }

    /// One that machines have in another form.
    fileprivate static func shown(_ id: String, _ cell: @escaping @Sendable (Row) -> Cell) -> Self {
        Column(nil, Remark(id, id), cell)
    }
}

extension ShownObservation {
    fileprivate static let columns: [Column<ShownObservation>] = [
        .data("code") { .text($0.observation.region) }, .data("name") { .words($0.region.shown) },
        .data("province") { .words($0.province.shown) }, .shown("indicator") { .text($0.indicator.id) },
        .data("year") { .number(Double($0.observation.year), .machine) },
        .data("value") { .number($0.observation.value, .machine) }, .data("unit") { .text($0.indicator.unit) },
        .value("class") { .optional($0.classNumber.map(Double.init)) },
        .shown("class") { .number($0.classNumber.map { Double($0 + 1) }, .machine) },
        .data("status") { .text($0.observation.status.rawValue) },
        .data("vintage") { .text($0.observation.vintage.english) },
        Column("flags", nil) { .several($0.observation.flags) },
        .shown("flags") { seen in
            let flags = seen.observation.flags
            return .words(
                Remark(
                    flags.map(\.english).joined(separator: "; "), flags.map(\.chinese).joined(separator: "; ")))
        },
        .value("sources") { .texts($0.observation.sources) },
        .shown("sources") { .text($0.observation.sources.joined(separator: ";")) },
    ]
}

extension MissingPlace {
    fileprivate static let columns: [Column<MissingPlace>] = [
        .data("code") { .text($0.code) }, .data("name") { .words($0.region.shown) },
        .data("reason") { .words($0.reason) },
    ]
}

import Asking
import Atlas
import AtlasFiles
import Charts
import Formats
import Indicators
public import Reports
import Wording

/// How a picture of the atlas leaves the program.
public enum PictureFormat: String, Sendable, CaseIterable {
    case svg, csv, geojson, json, html
}

extension Workbench {
    /// Looks at an indicator.
    public func picture(_ view: IndicatorView) throws(WorkbenchError) -> IndicatorPicture {
        do { return try atlas.picture(of: view) } catch { throw WorkbenchError(.use, error.description) }
    }

    /// The map of an indicator, or the figures behind it.
    public func indicatorMap(
        _ view: IndicatorView, _ format: PictureFormat, selected: [String] = [], language: Language
    )
        throws(WorkbenchError) -> String
    {
        let picture = try picture(view)
        let chosen = try selected.map { (text) throws(WorkbenchError) in try region(text).code }
        switch format {
        case .svg, .html:
            let provinces = try boundaries("provinces")
            let outlines = try boundaries("prefectures") ?? provinces
            let charts = IndicatorCharts(picture, language: language, selected: chosen)
            if format == .svg { return charts.map(boundaries: outlines, provinces: provinces) }
            let command =
                """
                hinterland map \(picture.column.indicator.id) --year \(picture.column.year) --level \
                \(picture.column.level.rawValue) --method \(view.method.rawValue) --classes \(view.classes)
                """
            return charts.report(boundaries: outlines, provinces: provinces, command: command + " --out report.html")
        case .csv: return try figures(picture, language).text(.csv)
        case .json: return try figures(picture, language).text(.json)
        case .geojson: return try geoJSON(picture, language)
        }
    }

    /// A chart of an indicator as SVG.
    public func indicatorChart(
        _ kind: ChartKind, _ view: IndicatorView, against other: IndicatorView? = nil, selected: [String] = [],
        language: Language
    ) throws(WorkbenchError) -> String {
        let picture = try picture(view)
        let chosen = try selected.map { (text) throws(WorkbenchError) in try region(text).code }
        let charts = IndicatorCharts(picture, language: language, selected: chosen)
        let svg: String?
        switch kind {
        case .rankSize: svg = charts.rankSizeChart()
        case .distribution: svg = charts.distributionChart()
        case .series: svg = charts.seriesChart()
        case .scatter:
            guard let other else { throw WorkbenchError(.use, "scatter: expected a second indicator (--against)") }
            svg = charts.scatterChart(against: try self.picture(other))
        }
        if let svg { return svg }
        throw WorkbenchError(
            .data,
            """
            \(picture.column.indicator.id) in \(picture.column.year): \
            \(kind == .rankSize ? "rank and size need values above zero" : "too few places have values") for \
            \(kind.rawValue)
            """
        )
    }

    /// The values of a picture with everything needed to believe them, and the places without one.
    func figures(_ picture: IndicatorPicture, _ language: Language) -> Output {
        let charts = IndicatorCharts(picture, language: language)
        let rows = picture.column.observations.map { seen -> ObservationRow in
            ObservationRow(seen, picture, atlas.region(seen.region), language)
        }
        let missing = picture.column.missing.map {
            MissingRow(code: $0.region, name: language.name(atlas.region($0.region)), reason: language($0.reason))
        }
        let used = Set(rows.flatMap(\.sources))
        let sources = atlas.sources.filter { used.contains($0.id) }
        let table = Section(
            title: charts.title,
            columns: [
                "code", "name", "province", "indicator", "year", "value", "unit", "class", "status", "vintage", "flags",
                "sources",
            ],
            rows: rows.map {
                [
                    $0.code, $0.name, $0.province, picture.column.indicator.id, "\($0.year)", machineNumber($0.value),
                    $0.unit,
                    $0.class.map { "\($0 + 1)" } ?? "", $0.status, $0.vintage, $0.flags.joined(separator: "; "),
                    $0.sources.joined(separator: ";"),
                ]
            }, notes: [charts.citation])
        return Output(
            json: Envelope(
                inputs: ViewIdentity(picture, identity),
                result: ObservationList(values: rows, missing: missing, citation: charts.citation),
                sources: sources.map(SourceRow.init)),
            sections: [
                table,
                Section(
                    title: language("Without a figure", "无数据"), rows: missing.map { [$0.code, $0.name, $0.reason] }),
            ])
    }

    private func geoJSON(_ picture: IndicatorPicture, _ language: Language) throws(WorkbenchError) -> String {
        let name = picture.column.level == .province ? "provinces" : "prefectures"
        let outlines = try boundaries(name)?.polygons ?? [:]
        let charts = IndicatorCharts(picture, language: language)
        let missing = Dictionary(picture.column.missing.map { ($0.region, $0.reason) }, uniquingKeysWith: { a, _ in a })
        let codes = picture.column.observations.map(\.region) + picture.column.missing.map(\.region)
        let features = codes.sorted().map { code -> JSONValue in
            let (region, seen) = (atlas.region(code), picture.observation(code))
            let geometry: JSONValue
            if let outline = outlines[code] {
                geometry = .object([
                    ("type", .text("MultiPolygon")),
                    ("coordinates", .list(outline.map { .list($0.map(Self.coordinates)) })),
                ])
            } else if let seat = region?.position {
                geometry = .object([
                    ("type", .text("Point")), ("coordinates", .numbers([seat.longitude, seat.latitude])),
                ])
            } else {
                geometry = .null
            }
            return .object([
                ("type", .text("Feature")), ("id", .text(code)),
                (
                    "properties",
                    .object([
                        ("code", .text(code)), ("name", .text(region?.name ?? "")),
                        ("nameEnglish", .text(region?.nameEnglish ?? "")),
                        ("indicator", .text(picture.column.indicator.id)),
                        ("unit", .text(picture.column.indicator.unit)),
                        ("year", .number(Double(picture.column.year))), ("value", .optional(seen?.value)),
                        ("status", .optional(seen?.status.rawValue)),
                        ("vintage", .optional(seen.map { language($0.vintage) })),
                        ("flags", .list((seen?.flags ?? []).map { .text(language($0)) })),
                        ("sources", .list((seen?.sources ?? []).map { .text($0) })),
                        ("missing", .optional(missing[code].map { language($0) })),
                    ])
                ), ("geometry", geometry),
            ])
        }
        return JSONValue.object([
            ("type", .text("FeatureCollection")), ("citation", .text(charts.citation)), ("features", .list(features)),
        ]).json + "\n"
    }

    /// Every indicator that can be shown, with its years.
    public func indicatorsJSON() -> String {
        JSONValue.list(
            atlas.shownIndicators.map { indicator in
                .object([
                    ("id", .text(indicator.id)),
                    ("name", .object([("en", .text(indicator.nameEnglish)), ("zh", .text(indicator.name))])),
                    ("unit", .text(indicator.unit)), ("note", .remark(indicator.note)),
                    ("computed", .flag(indicator.formula != nil)),
                    ("size", .flag(indicator.isSize)),
                    (
                        "years",
                        .object(
                            FigureLevel.allCases.map { level in
                                (level.rawValue, .numbers(atlas.years(of: indicator, level: level).map(Double.init)))
                            })
                    ),
                ])
            }
        ).json
    }

    /// A picture as the page takes it: values in columns in the order of `codes`, classes with their colours and words
    /// in both languages.
    public func pictureJSON(_ view: IndicatorView) throws(WorkbenchError) -> String {
        let picture = try picture(view)
        let (column, classes) = (picture.column, picture.classification)
        let charts = Language.allCases.map { ($0, IndicatorCharts(picture, language: $0)) }
        func said(_ text: (IndicatorCharts) -> String) -> JSONValue {
            .object(charts.map { ($0.0.rawValue, .text(text($0.1))) })
        }
        // Warnings and vintages repeat over hundreds of places: each is written once.
        var notes: [Remark: Int] = [:]
        var listed: [Remark] = []
        func number(_ remark: Remark) -> Double {
            if notes[remark] == nil {
                notes[remark] = listed.count
                listed.append(remark)
            }
            return Double(notes[remark] ?? 0)
        }
        let values = column.observations
        return JSONValue.object([
            ("indicator", .text(column.indicator.id)), ("year", .number(Double(column.year))),
            ("level", .text(column.level.rawValue)),
            ("years", .numbers(picture.years.map(Double.init))), ("unit", .text(column.indicator.unit)),
            (
                "units",
                .object(
                    charts.map { language, chart in
                        (
                            language.rawValue,
                            .object([("factor", .number(chart.unit.factor)), ("name", .text(chart.unit.name))])
                        )
                    })
            ),
            ("title", said(\.title)), ("citation", said(\.citation)), ("note", .remark(column.indicator.note)),
            ("method", .text(view.method.rawValue)), ("reference", .optional(classes?.reference)),
            (
                "classes",
                .list(
                    picture.colours.enumerated().map { index, colour in
                        .object([
                            ("colour", .text(colour)), ("low", .number(classes?.edges[index] ?? .nan)),
                            ("high", .number(classes?.edges[index + 1] ?? .nan)),
                            ("text", said { $0.classText(index) }),
                            ("count", .number(Double(classes?.counts(of: column.values)[index] ?? 0))),
                        ])
                    })
            ),
            ("codes", .list(values.map { .text($0.region) })), ("values", .numbers(values.map(\.value))),
            (
                "texts",
                .object(
                    charts.map { language, chart in
                        (language.rawValue, .list(values.map { .text(chart.unit.number($0.value)) }))
                    })
            ),
            ("class", .numbers(values.map { Double(classes?.classOf($0.value) ?? 0) })),
            ("statuses", .list(values.map { .text($0.status.rawValue) })),
            ("vintages", .numbers(values.map { number($0.vintage) })),
            ("flags", .list(values.map { .numbers($0.flags.map(number)) })),
            ("sources", .list(values.map { .text($0.sources.joined(separator: ", ")) })),
            (
                "missing",
                .object(column.missing.map { ($0.region, .number(number($0.reason))) })
            ),
            ("remarks", .list(listed.map(JSONValue.remark))),
        ]).json
    }
}

private struct ViewIdentity: Encodable {
    let atlas: Workbench.AtlasIdentity
    let indicator, unit, level: String
    let year: Int
    let classEdges: [Double]

    init(_ picture: IndicatorPicture, _ atlas: Workbench.AtlasIdentity) {
        self.atlas = atlas
        indicator = picture.column.indicator.id
        unit = picture.column.indicator.unit
        level = picture.column.level.rawValue
        year = picture.column.year
        classEdges = picture.classification?.edges ?? []
    }
}

private struct ObservationList: Encodable {
    let values: [ObservationRow]
    let missing: [MissingRow]
    let citation: String
}

private struct MissingRow: Encodable {
    let code, name, reason: String
}

private struct ObservationRow: Encodable {
    let code, name, province, unit, status, vintage: String
    let year: Int
    let value: Double
    let `class`: Int?
    let flags, sources: [String]

    init(_ seen: Observation, _ picture: IndicatorPicture, _ region: Region?, _ language: Language) {
        code = seen.region
        name = language.name(region)
        province = language.name(picture.atlas.region(region?.province ?? ""))
        unit = picture.column.indicator.unit
        status = seen.status.rawValue
        vintage = seen.vintage.english
        year = seen.year
        value = seen.value
        `class` = picture.classification?.classOf(seen.value)
        flags = seen.flags.map { language($0) }
        sources = seen.sources
    }
}

public import Asking
import AtlasFiles
public import AtlasQuestions
import Atlases
import Formats
import Indicators
public import Reports

/// How a picture of the atlas leaves the program.
public enum PictureFormat: String, Choosable {
    case svg, csv, geojson, json, html

    /// Its media type.
    public var mediaType: String {
        switch self {
        case .svg: Format.svg.mediaType
        case .csv: Format.csv.mediaType
        case .geojson: Format.geojson.mediaType
        case .json: Format.json.mediaType
        case .html: Format.html.mediaType
        }
    }
}

extension PictureQuestion {
    /// The map of an indicator, or the figures behind it.
    ///
    /// - Throws: a problem of use for what the atlas does not hold, places that stand out among it.
    public func map(on opened: OpenAtlas, _ format: PictureFormat, _ language: Language) throws(Problem) -> String {
        let charts = try charts(on: opened, language)
        switch format {
        case .svg, .html:
            let provinces = try opened.boundaries("provinces")
            let outlines = try opened.boundaries("prefectures") ?? provinces
            if format == .svg { return charts.map(boundaries: outlines, provinces: provinces) }
            let column = charts.picture.column
            let command =
                """
                hinterland map \(column.indicator.id) --year \(column.year) --level \(column.level.rawValue) \
                --method \(method.rawValue) --classes \(classes) --out report.html
                """
            return charts.report(boundaries: outlines, provinces: provinces, command: command)
        case .csv: return try IndicatorFigures(self).record(on: opened).text(.csv, language)
        case .json: return try IndicatorFigures(self).record(on: opened).text(.json, language)
        case .geojson: return try geoJSON(charts, opened).json + "\n"
        }
    }

    private func geoJSON(_ charts: IndicatorCharts, _ opened: OpenAtlas) throws(Problem) -> Value {
        let (picture, atlas) = (charts.picture, opened.atlas)
        let outlines =
            try opened.boundaries(picture.column.level == .province ? "provinces" : "prefectures")?.polygons ?? [:]
        let missing = Dictionary(picture.column.missing.map { ($0.region, $0.reason) }, uniquingKeysWith: { a, _ in a })
        let codes = picture.column.observations.map(\.region) + picture.column.missing.map(\.region)
        let features = codes.sorted().map { code -> Value in
            let region = atlas.region(code)
            let geometry: Value =
                if let outline = outlines[code] { .multiPolygon(outline) } else {
                    .geometry(region?.position.map { .point($0) })
                }
            let properties = Self.properties(code, region, picture, missing[code], charts.language)
            return .feature(properties, geometry, id: code)
        }
        return .featureCollection(features, ("citation", .text(charts.citation)))
    }

    private static func properties(
        _ code: String, _ region: Region?, _ picture: IndicatorPicture, _ missing: Remark?, _ language: Language
    ) -> Value {
        let (seen, indicator) = (picture.observation(code), picture.column.indicator)
        return .fields(
            ("code", .text(code)), ("name", .text(region?.name ?? "")),
            ("nameEnglish", .text(region?.nameEnglish ?? "")), ("indicator", .text(indicator.id)),
            ("unit", .text(indicator.unit)), ("year", .count(picture.column.year)), ("value", .optional(seen?.value)),
            ("status", .optional(seen?.status.rawValue)), ("vintage", .optional(seen.map { language($0.vintage) })),
            ("flags", .texts((seen?.flags ?? []).map { language($0) })), ("sources", .texts(seen?.sources ?? [])),
            ("missing", .optional(missing.map { language($0) })))
    }
}

/// A chart of an indicator, or of two.
public struct ChartQuestion: Askable {
    /// Which chart.
    public var kind = ChartKind.distribution
    /// What is looked at.
    public var view = PictureQuestion()
    /// The second indicator of a scatter.
    public var against: String?

    /// As it is asked.
    public init() {}

    /// Said once for every face.
    public static let settings: [Setting<ChartQuestion>] =
        [
            .choice(
                "kind", "Kind", "图类", \.kind,
                help: Remark(
                    "rankSize, distribution, scatter or series.", "rankSize、distribution、scatter 或 series。")),
            .text(
                "against", "Against", "对照指标", \.against, .text(most: 100),
                help: Remark("The second indicator of a scatter.", "散点图的第二个指标。")),
        ] + PictureQuestion.settings.map { $0.of(\.view) }

    /// The chart as SVG.
    ///
    /// - Throws: a problem of use for what the atlas does not hold, one of data where the figures make no such chart.
    public func svg(on opened: OpenAtlas, _ language: Language) throws(Problem) -> String {
        let charts = try view.charts(on: opened, language)
        let svg: String?
        switch kind {
        case .rankSize: svg = charts.rankSizeChart()
        case .distribution: svg = charts.distributionChart()
        case .series: svg = charts.seriesChart()
        case .scatter:
            guard let against else { throw Problem(.use, "scatter: expected a second indicator ({against})") }
            var other = view
            (other.indicator, other.year) = (against, nil)
            svg = charts.scatterChart(against: try other.picture(on: opened))
        }
        if let svg { return svg }
        let column = charts.picture.column
        let why = kind == .rankSize ? "rank and size need values above zero" : "too few places have values"
        throw Problem(.data, "\(column.indicator.id) in \(column.year): \(why) for \(kind.rawValue)")
    }
}

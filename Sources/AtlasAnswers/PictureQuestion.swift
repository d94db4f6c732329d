public import Asking
public import AtlasQuestions
public import Atlases
public import Measures
public import Reports

extension ClassMethod: Choosable {
    /// What people call it.
    public var name: Remark {
        switch self {
        case .quantiles: Remark("quantiles", "分位数")
        case .naturalBreaks: Remark("natural breaks", "自然断点")
        case .equalIntervals: Remark("equal intervals", "等间距")
        case .aroundReference: Remark("around a reference", "以基准值为中心")
        }
    }
}

extension ChartKind: Choosable {
    /// What people call it.
    public var name: Remark {
        switch self {
        case .rankSize: Remark("rank and size", "位序—规模")
        case .distribution: Remark("distribution", "分布")
        case .scatter: Remark("scatter", "散点")
        case .series: Remark("series", "时间序列")
        }
    }
}

/// A picture of an indicator: what is looked at, in which classes, and which places stand out.
///
/// What is said here of ids, ranges and choices holds on the command line, over HTTP and on the page.
public struct PictureQuestion: Askable, Equatable {
    /// By id or name; nil for the first that has figures.
    public var indicator: String?
    /// The year asked about; nil for the atlas's own.
    public var year: Int?
    /// `prefecture` or `province`; nil for the finest that has figures.
    public var level: String?
    /// How values are put into classes.
    public var method = ClassMethod.quantiles
    /// How many classes.
    public var classes = 5
    /// What `aroundReference` mirrors its classes in; nil for the median.
    public var reference: Double?
    /// A cluster's id, a province's code, or "anchors"; nil for all places.
    public var within: String?
    /// By code or name.
    public var select: [String] = []

    /// As it is asked.
    public init() {}

    /// How many places may stand out.
    public static let mostSelected = 20

    /// Said once for every face.
    public static let settings: [Setting<PictureQuestion>] = [
        .text(
            "indicator", "Indicator", "指标", \.indicator, .text(most: 100),
            help: Remark(
                "Indicator by id or name; `hinterland atlas describe` lists them.",
                "指标的标识或名称；`hinterland atlas describe` 列出全部。")),
        .whole(
            "year", "Year", "年份", \.year, in: 1900...2100,
            help: Remark(
                "Year of the figures; the latest that covers most places if left out.", "数据年份；缺省为覆盖多数地区的最近一年。")),
        Setting.text(
            "level", "Level", "层级", \.level,
            .choice(FigureLevel.choices),
            help: Remark(
                "prefecture or province; the finest that has figures if left out.",
                "prefecture 或 province；缺省为有数据的最细层级。")),
        .choice(
            "method", "Classes", "分级方法", \.method,
            help: Remark(
                "quantiles, naturalBreaks, equalIntervals or aroundReference.",
                "quantiles、naturalBreaks、equalIntervals 或 aroundReference。")),
        .whole(
            "classes", "How many classes", "分级数", \.classes, in: IndicatorView.classRange,
            help: Remark(
                "How many classes, \(IndicatorView.classRange.lowerBound) to \(IndicatorView.classRange.upperBound).",
                "分级数，\(IndicatorView.classRange.lowerBound) 至 \(IndicatorView.classRange.upperBound)。")),
        .number(
            "reference", "Reference", "基准值", \.reference,
            in: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude,
            help: Remark(
                "Value around which aroundReference mirrors its classes; the median if left out.",
                "aroundReference 分级所围绕的数值；缺省为中位数。")),
        .text(
            "within", "Places", "范围", \.within, .text(most: 100),
            help: Remark(
                "Only these places: a cluster by its id, a province by its code, or anchors.",
                "仅限这些地区：城市群标识、省份代码或 anchors。")),
        .texts(
            "select", "Selected places", "所选地区", \.select, .places,
            help: Remark("Places by code or name, named and drawn strong.", "以代码或名称给出、标名并突出绘制的地区。")),
    ]

    /// As pictures take it.
    var view: IndicatorView {
        let filter: PlaceFilter =
            switch within {
            case nil, "": .all
            case "anchors": .anchors
            case let code? where code.allSatisfy(\.isNumber): .province(code)
            case let id?: .cluster(id)
            }
        return IndicatorView(
            indicator: indicator, year: year, level: level.flatMap(FigureLevel.init), method: method, classes: classes,
            reference: reference, filter: filter)
    }

    /// The picture, with the codes of the places that stand out.
    ///
    /// - Throws: a problem of use for what the atlas does not hold.
    public func picture(on opened: OpenAtlas) throws(Problem) -> IndicatorPicture {
        try opened.atlas.picture(of: view)
    }

    /// Charts of the picture in a language.
    ///
    /// - Throws: a problem of use for what the atlas does not hold, places among it.
    public func charts(on opened: OpenAtlas, _ language: Language) throws(Problem) -> IndicatorCharts {
        let picture = try picture(on: opened)
        let selected = try select.map { (text) throws(Problem) in try opened.region(text).code }
        return IndicatorCharts(picture, language: language, selected: selected)
    }
}

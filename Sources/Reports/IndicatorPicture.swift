public import Asking
import Atlases
import Charts
public import Indicators
public import Measures

/// Which places of an atlas are looked at.
public enum PlaceFilter: Sendable, Equatable {
    /// Every place of the level.
    case all
    /// The members of a cluster, by its id.
    case cluster(String)
    /// The places of a province, by its code.
    case province(String)
    /// The anchors of all clusters.
    case anchors
}

/// What a person wants to see: an indicator, a year, classes and places. Nil where the picture shall choose.
public struct IndicatorView: Sendable, Equatable {
    /// Id or name; nil takes the first that has any figures.
    public var indicator: String?
    /// Nil takes the latest that covers nearly as many places as the best one.
    public var year: Int?
    /// Nil takes prefectures, or provinces where the indicator has only those.
    public var level: FigureLevel?
    /// How values are put into classes.
    public var method: ClassMethod
    /// 2 to 7; around a reference an even number of at most six.
    public var classes: Int
    /// For classes around it; nil takes the median.
    public var reference: Double?
    /// Which places are shown.
    public var filter: PlaceFilter

    /// How many classes a picture can have.
    public static let classRange = 2...7

    /// Quantiles in five classes over all places unless said.
    public init(
        indicator: String? = nil, year: Int? = nil, level: FigureLevel? = nil, method: ClassMethod = .quantiles,
        classes: Int = 5,
        reference: Double? = nil, filter: PlaceFilter = .all
    ) {
        self.indicator = indicator
        self.year = year
        self.level = level
        self.method = method
        self.classes = classes
        self.reference = reference
        self.filter = filter
    }
}

/// An indicator as it is shown: values with their classes and colours. Made by `Atlas.picture`.
public struct IndicatorPicture: Sendable {
    /// Where it was looked up.
    public let atlas: Atlas
    /// Values and gaps of the year shown.
    public let column: IndicatorColumn
    /// Years that the indicator has at this level.
    public let years: [Int]
    /// Which places are shown.
    public let filter: PlaceFilter
    /// How the classes were made.
    public let method: ClassMethod
    /// Nil where no place has a value.
    public let classification: Classification?
    /// One a class.
    public let colours: [String]
    private let position: [String: Int]

    init(atlas: Atlas, column: IndicatorColumn, years: [Int], view: IndicatorView, classification: Classification?) {
        self.atlas = atlas
        self.column = column
        self.years = years
        (filter, method) = (view.filter, view.method)
        self.classification = classification
        colours = classification.map(Self.colours) ?? []
        position = Dictionary(column.observations.enumerated().map { ($1.region, $0) }, uniquingKeysWith: { a, _ in a })
    }

    /// By code; nil where the place has no value or is not shown.
    public func observation(_ code: String) -> Observation? { position[code].map { column.observations[$0] } }

    /// The colour of its class; that of missing values outside all classes.
    public func colour(of value: Double) -> String {
        classification?.classOf(value).map { colours[$0] } ?? Palette.missing
    }

    /// Around a reference the colours of less and more, else from little to much.
    private static func colours(_ classes: Classification) -> [String] {
        guard let reference = classes.reference else { return Palette.sequential(classes.count) }
        let below = classes.edges.dropLast().filter { $0 < reference }.count
        let above = classes.count - below
        return (0..<below).map { Palette.losses[min(2, below - 1 - $0)] }
            + (0..<above).map { Palette.gains[min(2, $0)] }
    }
}

extension Atlas {
    /// Looks at the atlas.
    ///
    /// - Throws: `IndicatorViewError` for what the atlas does not hold.
    /// - Complexity: O(figures + regions · log regions).
    public func picture(of view: IndicatorView) throws(Problem) -> IndicatorPicture {
        guard let indicator = try chosenIndicator(view) else {
            throw Problem(.use, "the atlas \(name) holds no figures", "图集 \(name) 没有数据")
        }
        let level = try chosenLevel(view, indicator)
        let years = years(of: indicator, level: level)
        let year = try chosenYear(view, indicator, level, years)
        let allowed = IndicatorView.classRange
        if !allowed.contains(view.classes) {
            throw Problem(
                .use, "{classes} is \(view.classes): expected \(allowed.lowerBound) to \(allowed.upperBound)",
                "{classes} 为 \(view.classes)：应在 \(allowed.lowerBound) 至 \(allowed.upperBound) 之间")
        }
        let kept = try places(view.filter, level)
        let all = column(indicator, year: year, level: level)
        let column = kept.map(all.only) ?? all
        let classes: Classification?
        do {
            classes =
                column.values.isEmpty
                ? nil
                : try classify(
                    column.values,
                    into: view.method == .aroundReference ? min(6, view.classes + view.classes % 2) : view.classes,
                    by: view.method, reference: view.reference)
        } catch {
            throw Problem(
                .use, "\(indicator.id) in \(year): \(error)", "\(year) 年 \(indicator.id) 无法如此分级；请减少级数或更换方法")
        }
        return IndicatorPicture(atlas: self, column: column, years: years, view: view, classification: classes)
    }

    private func chosenIndicator(_ view: IndicatorView) throws(Problem) -> IndicatorDescription? {
        let known = shownIndicators
        guard let id = view.indicator else {
            return known.first { indicator in FigureLevel.allCases.contains { !years(of: indicator, level: $0).isEmpty }
            }
        }
        if let found = shownIndicator(named: id) { return found }
        throw Problem(
            .use, "no indicator \(id): expected one of \(known.map(\.id).joined(separator: ", "))",
            "没有指标 \(id)：应为 \(known.map(\.id).joined(separator: "、")) 之一")
    }

    private func chosenLevel(_ view: IndicatorView, _ indicator: IndicatorDescription) throws(Problem)
        -> FigureLevel
    {
        let held = FigureLevel.allCases.filter { !years(of: indicator, level: $0).isEmpty }
        guard let first = held.first else {
            throw Problem(.use, "\(indicator.id): the atlas holds no figure of it", "\(indicator.id)：图集没有其数据")
        }
        guard let level = view.level else { return first }
        if held.contains(level) { return level }
        throw Problem(
            .use,
            """
            \(indicator.id) has no figures for {level} \(level.rawValue): expected \
            \(held.map(\.rawValue).joined(separator: " or "))
            """,
            "\(indicator.id) 没有 {level} \(level.rawValue) 的数据：应为 \(held.map(\.rawValue).joined(separator: "、"))")
    }

    /// The year asked for, or the latest one that covers nearly as many places as the best one.
    private func chosenYear(
        _ view: IndicatorView, _ indicator: IndicatorDescription, _ level: FigureLevel, _ years: [Int]
    )
        throws(Problem) -> Int
    {
        if let year = view.year {
            if years.contains(year) { return year }
            throw Problem(
                .use,
                "\(indicator.id) has no figures for \(year): expected one of \(yearRuns(years))",
                "\(indicator.id) 没有 \(year) 年的数据：应为 \(yearRuns(years)) 之一")
        }
        let counts = years.map { ($0, column(indicator, year: $0, level: level).observations.count) }
        let most = counts.map(\.1).max() ?? 0
        return counts.last { 5 * $0.1 >= 4 * most }?.0 ?? years.last ?? self.year
    }

    private func places(_ filter: PlaceFilter, _ level: FigureLevel) throws(Problem) -> Set<String>? {
        switch filter {
        case .all: return nil
        case .anchors: return Set(clusters.flatMap { $0.members.filter { $0.role == .anchor }.map(\.region) })
        case .cluster(let id):
            if let cluster = cluster(id) { return Set(cluster.members.map(\.region)) }
            throw Problem(
                .use, "no cluster \(id): expected one of \(clusters.map(\.id).joined(separator: ", "))",
                "没有城市群 \(id)：应为 \(clusters.map(\.id).joined(separator: "、")) 之一")
        case .province(let code):
            guard let province = region(code), province.level == .province || province.level == .municipality else {
                let such = regions.first { $0.level == .province }?.code
                throw Problem(
                    .use, "no province \(code): expected the code of one\(such.map { ", such as \($0)" } ?? "")",
                    "没有省份 \(code)：应为省份代码\(such.map { "，如 \($0)" } ?? "")")
            }
            return Set(prefectures(in: code).map(\.code) + [code])
        }
    }
}

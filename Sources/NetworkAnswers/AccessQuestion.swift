public import Asking
public import Atlases
public import Scenarios
public import Transport
import Wording

/// Who is near to much: accessibility of every city of an atlas, or of every place of a network of the user's own.
public struct AccessQuestion: NetworkQuestion {
    /// How nearness is measured.
    public var access = AccessSettings()
    /// Over a network of the user's own: a table of masses, `id,mass`.
    public var mass: String?
    /// With floatingCatchment: a table of supplies, `id,supply`; `mass` is then the demand.
    public var supply: String?
    /// Hours inside a place of the user's own, at which its own mass counts; nil leaves it out.
    public var inside: Double?
    /// Of the network; nil for the atlas's own.
    public var year: Int?

    /// As it stands where nobody says anything.
    public init() {}

    /// What it may be told; a face offers these and no others.
    public static let settings: [Setting<AccessQuestion>] =
        AccessSettings.settings.map { $0.of(\.access) } + [
            .text(
                "mass",
                "Over a network of your own: table of masses, id,mass. On the atlas mass is √(GDP × residents).",
                "自备路网：质量表 id,mass。地图集上质量为 √(GDP × 常住人口)。", \.mass, .file),
            .text(
                "supply", "With floatingCatchment: table of supplies, id,supply; {mass} is then the demand.",
                "用于 floatingCatchment：供给表 id,supply；此时 {mass} 为需求。", \.supply, .file),
            .number(
                "inside",
                """
                Over a network of your own: hours inside a place, at which its own mass counts; left out, it \
                does not count.
                """, "自备路网：地点内部的小时数，自身质量按此计入；缺省不计。", \.inside, in: 0...1e6, unit: "hours"), .year(\.year),
        ]

    /// Refuses settings that do not go together.
    public func check(overOwn own: Bool) throws(Problem) {
        try access.check()
        if own && mass == nil {
            throw Problem(.use, "{mass}: give a table with id,mass", "{mass}：请给出含 id,mass 的表")
        }
        if own && (access.own || access.goods) {
            throw Problem(
                .use, "{own} and {goods} are for the atlas; over a network of your own give {inside} HOURS",
                "{own} 与 {goods} 只用于地图集；自备路网请用 {inside} 小时数")
        }
        if !own && (mass != nil || inside != nil) {
            throw Problem(
                .use, "{mass} and {inside} go with {links}, {gtfs} or {timetable}, a network of your own",
                "{mass} 与 {inside} 须与自备路网 {links}、{gtfs} 或 {timetable} 同用")
        }
        if (access.measure == .floatingCatchment) != (supply != nil) {
            throw Problem(
                .use, "{supply} goes with {measure} floatingCatchment, over a network of your own",
                "{supply} 须与 {measure} floatingCatchment 及自备路网同用")
        }
        if !own && supply != nil {
            throw Problem(
                .use, "{supply} goes with {links}, {gtfs} or {timetable}, a network of your own",
                "{supply} 须与自备路网 {links}、{gtfs} 或 {timetable} 同用")
        }
    }

    /// Every city's accessibility and its hours to the nearest anchor of a cluster, nearest first.
    ///
    /// - Throws: a problem of data where the atlas has no places with figures.
    /// - Complexity: one shortest-path tree a place.
    public func answer(on atlas: Atlas) throws(Problem) -> NetworkAnswer<CityAccess> {
        try check(overOwn: false)
        let year = year ?? atlas.year
        let travel = try access.travel(atlas, year: year, figures: atlas.figuresYear(ofNetwork: year))
        let found = CityAccess(atlas, travel, access, year: year)
        var asked = self
        asked.year = year
        return NetworkAnswer(
            atlas, asked, found, remarks: travel.notes, sources: travel.sources)
    }
}

extension AccessSettings {
    func travel(_ atlas: Atlas, year: Int, figures: Int, scenario: Scenario? = nil) throws(Problem) -> CityTravel {
        do {
            return try CityTravel(
                atlas, year: year, figures: figures, scenario: scenario, goods: goods,
                prices: valueOfTime.map { TravelPrices(valueOfTime: $0, atlas.meaning) })
        } catch { throw Problem(error) }
    }

    func massNote(_ travel: CityTravel) -> Remark {
        let counted =
            own
            ? Remark("a place's own counts at the hours inside it", "自身按市内时间计入")
            : Remark("a place's own is left out unless the measure counts it", "除累积机会外不计自身")
        let (figures, dropped) = (travel.figures, travel.dropped.count)
        let currency = travel.currency
        return Remark(
            """
            Mass is √(GDP × residents) of \(figures), in √(100 million \(currency.name) × 10,000 \
            persons); \(counted.english). \(goods ? "Goods by road. " : "")\(dropped) places are left out for want of \
            figures or \
            a way.
            """,
            """
            质量取 \(figures) 年 √(GDP × 常住人口)，单位 √(亿\(currency.nameChinese) × 万人)；\(counted.chinese)。\
            \(goods ? "按公路货运计算。" : "")因缺少数据或无通路未计入 \(dropped) 个地区。
            """)
    }
}

/// Cities' accessibility on an atlas.
public struct CityAccess: Sendable {
    /// One city.
    public struct Row: Sendable {
        /// The city.
        public let region: Region
        /// Its accessibility, with what it reaches.
        public let access: Accessibility
        /// The nearest anchor of a cluster; nil where none can be reached.
        public let anchor: Region?
        /// 0 for an anchor; nil where there is no way.
        public let hoursToAnchor: Double?
    }

    /// Of the network, at its end.
    public let year: Int
    /// Nearest first.
    public let rows: [Row]
    /// How it is spread over residents.
    public let spread: AccessSpread
    /// Whether hours are those of a timetable, as far as it goes.
    public let isTimetabled: Bool
    /// What mass is, and what was left out.
    let mass: Remark

    init(_ atlas: Atlas, _ travel: CityTravel, _ settings: AccessSettings, year: Int) {
        let access = travel.accessibility(settings.chosen, own: settings.own)
        let hours = travel.hoursToAnchor
        self.year = year
        isTimetabled = travel.trains != nil
        mass = settings.massNote(travel)
        rows = settings.chosen.nearestFirst(access.map(\.value)).map { place in
            Row(
                region: travel.places[place].region, access: access[place],
                anchor: travel.nearestAnchor[place].map { travel.places[$0].region }, hoursToAnchor: hours[place])
        }
        spread = AccessSpread(travel, access.map(\.value), atlas.clusters)
    }
}

/// How accessibility is spread over residents.
public struct AccessSpread: Sendable {
    /// Hours for which the residents near an anchor are counted.
    static let limits = [1.0, 2, 3, 4]

    /// Nil where no city has a value.
    public let inequality: AccessInequality?
    /// Residents within 1 to 4 hours of an anchor.
    public let nearAnchor: [AnchorReach]

    init(_ travel: CityTravel, _ values: [Double?], _ clusters: [Cluster]) {
        inequality = travel.inequality(of: values, clusters: clusters)
        nearAnchor = travel.residentsNearAnchor(within: Self.limits)
    }

    var remarks: [Remark] {
        let people = nearAnchor.map {
            "\(plainNumber($0.hours)) h \(fixed($0.residents / 100, 0)) (\(fixed(100 * $0.share, 1)) %)"
        }.joined(separator: ", ")
        let near = Remark(
            "Million residents within hours of an anchor: \(people)", "距中心城市若干小时内的常住人口（百万）：\(people)")
        guard let inequality else { return [near] }
        func text(_ value: Double) -> String { fixed(value, 4) }
        let (theil, theilWithin) = (text(inequality.theil), text(inequality.theilWithin))
        let (gini, within) = (text(inequality.gini), text(inequality.giniWithin))
        let (between, overlap) = (text(inequality.giniBetween), text(inequality.giniOverlap))
        return [
            near,
            Remark(
                """
                Inequality over residents: Theil \(theil) (within clusters \(theilWithin)), Gini \(gini) = within \
                \(within) + between \(between) + overlap \(overlap)
                """,
                """
                按人口加权的差异：泰尔指数 \(theil)（群内 \(theilWithin)），基尼系数 \(gini) = 群内 \(within) + 群间 \(between) + 重叠 \
                \(overlap)
                """),
        ]
    }

    var inequalityValue: Value {
        guard let found = inequality else { return .none }
        return .fields(
            ("places", .count(found.places)), ("theil", .number(found.theil)),
            ("theilWithin", .number(found.theilWithin)), ("theilBetween", .number(found.theilBetween)),
            ("gini", .number(found.gini)), ("giniWithin", .number(found.giniWithin)),
            ("giniBetween", .number(found.giniBetween)), ("giniOverlap", .number(found.giniOverlap)))
    }

    var nearValue: Value {
        .list(
            nearAnchor.map {
                .fields(
                    ("hours", .number($0.hours)), ("residents", .number($0.residents)), ("share", .number($0.share)))
            })
    }
}

extension NetworkAnswer<CityAccess> {
    /// As every face writes it.
    public var record: Record { record(Self.layout) }

    private static var layout: Layout<CityAccess> {
        .parts(
            .part(
                "cities",
                .rows(
                    { found in
                        found.isTimetabled
                            ? Remark(
                                "Accessibility at the end of \(found.year), nearest first",
                                "\(found.year) 年底可达性（由近到远）")
                            : Remark(
                                """
                                Accessibility at the end of \(found.year), nearest first; hours modelled from \
                                distances and design speeds, no timetable
                                """, "\(found.year) 年底可达性（由近到远）；时间按距离与设计速度估算，非时刻表")
                    }, { _ in columns }, \.rows)), .value("inequality") { $0.spread.inequalityValue },
            .value("nearAnchor") { $0.spread.nearValue }
        ).noted { indented([$0.mass] + $0.spread.remarks) }
    }

    private static var columns: [Column<CityAccess.Row>] {
        regionColumns(\.region) + [
            .number("value", "value", "数值", .fixed(3), none: Remark("none", "无")) { $0.access.value },
            .value("reached") { .count($0.access.reached) }, .value("massShare") { .number($0.access.massShare) },
            .value("anchor") { .optional($0.anchor?.code) },
            .words(nil, "nearest anchor", "最近的中心城市") { $0.anchor?.called ?? Remark("–", "–") },
            .number("hoursToAnchor", "hours to it", "至该城市（小时）", .fixed(2)) { $0.hoursToAnchor },
        ]
    }
}

public import Asking
public import Atlases
public import Scenarios

/// What a year's railways, or a scenario's links, do to every city's accessibility.
public struct AccessChangeQuestion: NetworkQuestion {
    /// How nearness is measured.
    public var access = AccessSettings()
    /// Year of the network before; nil for that of `after`.
    public var before: Int?
    /// Year of the network after; nil for the atlas's own. Figures of products and residents are of this year, where it
    /// has them.
    public var after: Int?
    /// A scenario by file or name of an example, whose links stand in the network afterwards.
    public var scenario: String?

    /// As it stands where nobody says anything.
    public init() {}

    /// What it may be told; a face offers these and no others.
    public static let settings: [Setting<AccessChangeQuestion>] =
        AccessSettings.settings.map { $0.of(\.access) } + [
            .whole(
                "before", "before", "之前年份", \.before, in: networkYears,
                help: Remark("Year of the network before; that of {after} if left out.", "之前的路网年份；缺省同 {after}。")),
            .whole(
                "after", "after", "之后年份", \.after, in: networkYears,
                help: Remark("Year of the network after; {year} if left out.", "之后的路网年份；缺省为 {year}。")),
            .text(
                "scenario", "scenario", "情景", \.scenario, .text(most: 200),
                help: Remark(
                    "A scenario file or the name of an example, whose links come to the network.",
                    "情景文件或示例名称，其线路加入路网。")),
        ]

    /// Refuses settings that do not go together.
    public func check(overOwn own: Bool) throws(Problem) {
        try access.check()
        if before == nil && scenario == nil {
            throw Problem(.use, "{before} or {scenario}: name what changes", "{before} 或 {scenario}：请给出何者改变")
        }
        if access.measure == .floatingCatchment {
            throw Problem(
                .use, "{measure}: floatingCatchment needs tables, see network access",
                "{measure}：floatingCatchment 需要数据表，见 network access")
        }
    }

    /// Before, after and gain of every city, the largest gain first.
    ///
    /// - Parameter read: gives the scenario of its name.
    /// - Throws: a problem of use or data as the scenario and the network say.
    /// - Complexity: two shortest-path trees a place.
    public func answer(on atlas: Atlas, reading read: (String) throws(Problem) -> Scenario) throws(Problem)
        -> NetworkAnswer<AccessChange>
    {
        try check(overOwn: false)
        let scenario = try scenario.map { (name) throws(Problem) in try read(name) }
        let after = after ?? atlas.year
        let before = before ?? after
        let figures = atlas.figuresYear(ofNetwork: after)
        // A carved place stands in both networks, so that the same cities are compared.
        let carvedOnly = scenario.map { scenario in
            var scenario = scenario
            scenario.changes = []
            return scenario
        }
        let old = try access.travel(atlas, year: before, figures: figures, scenario: carvedOnly)
        let new = try access.travel(atlas, year: after, figures: figures, scenario: scenario)
        let found = AccessChange(
            [old, new], access, atlas.clusters,
            title: (before == after ? [] : [Remark("\(before) to \(after)", "\(before) 至 \(after) 年")])
                + (scenario.map { [Remark($0.name, $0.nameChinese ?? $0.name)] } ?? []))
        var asked = self
        (asked.before, asked.after) = (before, after)
        return NetworkAnswer(
            atlas, asked, found,
            remarks: new.notes, sources: old.sources.union(new.sources))
    }
}

/// Cities' accessibility before and after.
public struct AccessChange: Sendable {
    /// One city.
    public struct Row: Sendable {
        /// The city.
        public let region: Region
        /// In the unit of the measure; nil where it has no value.
        public let before: Double?
        /// Likewise.
        public let after: Double?
        /// Per cent of what was before, positive where the city came nearer.
        public let gain: Double?
        /// Before and after.
        public let hoursToAnchor: [Double?]
    }

    /// What changed.
    let title: [Remark]
    /// The largest gain first; those without one last.
    public let rows: [Row]
    /// Before and after.
    public let spread: [AccessSpread]
    /// What mass is, and what was left out.
    let mass: [Remark]

    init(_ travels: [CityTravel], _ settings: AccessSettings, _ clusters: [Cluster], title: [Remark]) {
        let values = travels.map { $0.accessibility(settings.chosen, own: settings.own).map(\.value) }
        let hours = travels.map(\.hoursToAnchor)
        self.title = title
        mass = travels.suffix(1).map(settings.massNote)
        rows = (travels.last?.places ?? []).enumerated().map { place, modelled in
            let pair = values.map { $0[place] }
            return Row(
                region: modelled.region, before: pair[0], after: pair[1],
                gain: settings.chosen.gain(before: pair[0], after: pair[1]), hoursToAnchor: hours.map { $0[place] })
        }.sorted { a, b in
            let (x, y) = (a.gain ?? -.infinity, b.gain ?? -.infinity)
            return x == y ? a.region.code < b.region.code : x > y
        }
        spread = zip(travels, values).map { AccessSpread($0, $1, clusters) }
    }
}

extension NetworkAnswer<AccessChange> {
    /// As every face writes it.
    public var record: Record { record(Self.layout) }

    private static var layout: Layout<AccessChange> {
        .parts(
            .part("cities", .rows(title, { _ in columns }, \.rows)),
            .value("classes") { TravelClasses.gains.value(of: $0.rows.map(\.gain)) },
            .value("inequality") { .list($0.spread.map(\.inequalityValue)) },
            .value("nearAnchor") { .list($0.spread.map(\.nearValue)) }
        ).noted { change in
            indented(
                change.mass + [Remark("Before:", "之前：")] + change.spread[0].remarks + [Remark("After:", "之后：")]
                    + change.spread[1].remarks)
        }
    }

    @Sendable private static func title(_ change: AccessChange) -> Remark {
        let english = change.title.map(\.english).joined(separator: "; ")
        let chinese = change.title.map(\.chinese).joined(separator: "；")
        return Remark("Change of accessibility, \(english); gain in % towards nearer", "可达性变化，\(chinese)；改善幅度（%）")
    }

    private static var columns: [Column<AccessChange.Row>] {
        regionColumns(\.region) + [
            .number("before", "before", "之前", .fixed(3)) { $0.before },
            .number("after", "after", "之后", .fixed(3)) { $0.after },
            .number("gain", "gain, %", "改善，%", .fixed(2)) { $0.gain },
            .value("class") { TravelClasses.gains.value(of: $0.gain) },
            .value("hoursToAnchor") { .list($0.hoursToAnchor.map(Value.optional)) },
            .number(nil, "hours to an anchor", "至中心城市（小时）", .fixed(2)) { $0.hoursToAnchor[0] },
            .number(nil, "after", "之后", .fixed(2)) { $0.hoursToAnchor[1] },
        ]
    }
}

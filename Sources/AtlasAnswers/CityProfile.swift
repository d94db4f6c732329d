public import Asking
public import AtlasQuestions
public import Atlases
public import Clusters
public import Indicators
public import Scenarios
import Wording

/// What is known of one city: a page of a yearbook.
public struct CityQuestion: AtlasQuestion {
    /// Its code.
    public var code: String
    /// Where hours come from; nil leaves them out.
    public var travel: CityTravel?

    /// As it is asked.
    public init(_ code: String, _ travel: CityTravel?) { (self.code, self.travel) = (code, travel) }

    /// - Throws: a problem of use for a code that is no region.
    public func answer(on opened: OpenAtlas) throws(Problem) -> Answered<CityProfile> {
        let atlas = opened.atlas
        guard let region = atlas.region(code) else {
            throw Problem(.use, "no region \(code): expected a code such as 610900; /api/regions lists them")
        }
        let profile = CityProfile(region, atlas, travel)
        return Answered(
            inputs: opened.inputs(("code", .text(code))), profile, sources: atlas.sources(used: profile.sources))
    }

    /// How the answer is written.
    public static let layout: Layout<CityProfile> = .record(nil, CityProfile.columns)
}

/// A city with its figures over the years, its clusters, neighbours, anchors, zones and ranks.
public struct CityProfile: Sendable {
    /// Nil where the atlas has no such code.
    public let region: Region
    /// The province it lies in.
    public let province: Region?
    /// The atlas's own.
    public let year: Int
    /// What is known over the years.
    public let indicators: [IndicatorOverYears]
    /// Clusters that it belongs to.
    public let memberships: [Membership]
    /// Places whose borders touch its own.
    public let neighbours: Neighbours
    /// The anchors that are reached soonest, door to door.
    public let anchors: [ReachedAnchor]
    /// Zones with special rules or support.
    public let zones: [Zone]
    /// Published ranks, by edition.
    public let ranks: [CityRank]
    private let atlas: Atlas

    /// A cluster that the city belongs to.
    public struct Membership: Sendable {
        /// The cluster with its figures.
        public let cluster: Cluster
        /// What the membership rests on.
        public let member: ClusterMember
    }

    /// An anchor and how far it is.
    public struct ReachedAnchor: Sendable {
        /// Its code.
        public let code: String
        /// Door to door.
        public let hours: Double
    }

    init(_ region: Region, _ atlas: Atlas, _ travel: CityTravel?) {
        let code = region.code
        self.region = region
        self.atlas = atlas
        province = atlas.region(region.province)
        year = atlas.year
        let level: FigureLevel = region.level == .province ? .province : .prefecture
        indicators = atlas.shownIndicators.compactMap { IndicatorOverYears($0, code, level, atlas) }
        memberships = atlas.clusters.compactMap { cluster in
            cluster.members.first { $0.region == code }.map { Membership(cluster: cluster, member: $0) }
        }
        neighbours = Neighbours(code, atlas)
        anchors = travel.map { Self.nearest(code, atlas, $0) } ?? []
        zones = atlas.zones.filter { $0.region == code }
        ranks = atlas.cityRanks.filter { $0.region == code }
    }

    private static func nearest(_ code: String, _ atlas: Atlas, _ travel: CityTravel) -> [ReachedAnchor] {
        let reached = atlas.anchors.subtracting([code]).compactMap { anchor in
            travel.hours(from: code, to: anchor).map { ReachedAnchor(code: anchor, hours: $0) }
        }
        return Array(reached.sorted { ($0.hours, $0.code) < ($1.hours, $1.code) }.prefix(5))
    }

    var sources: [String] {
        indicators.flatMap { $0.series.flatMap(\.sources) } + zones.flatMap { $0.sources }
            + ranks.flatMap { $0.sources } + memberships.flatMap { $0.member.sources }
    }

    fileprivate var shownRanks: [(CityRank, Remark)] { ranks.map { ($0, atlas.phrases.remark($0.flag)) } }

    /// What the atlas knows of any city at all, so that a page need not say "none" of what it never holds.
    fileprivate var held: Value {
        .fields(
            ("clusters", .flag(!atlas.clusters.isEmpty)), ("zones", .flag(!atlas.zones.isEmpty)),
            ("ranks", .flag(!atlas.cityRanks.isEmpty)), ("neighbours", .flag(!atlas.adjacencies.isEmpty)))
    }
}

/// An indicator at a place over the years, with its place among the others in the latest.
public struct IndicatorOverYears: Sendable {
    /// What is measured.
    public let indicator: IndicatorDescription
    /// Years that have a figure, increasing; never empty.
    public let series: [Observation]
    /// Its place among all that have a value of the latest year.
    public let standing: Standing

    /// Nil where the place has no figure of it.
    init?(_ indicator: IndicatorDescription, _ code: String, _ level: FigureLevel, _ atlas: Atlas) {
        series = atlas.years(of: indicator, level: level).compactMap { year in
            try? atlas.observation(indicator, of: code, year: year, level: level).get()
        }
        guard let last = series.last else { return nil }
        self.indicator = indicator
        let values = atlas.column(indicator, year: last.year, level: level).values
        standing = Standing(of: last.value, among: values, largestFirst: true)
    }
}

/// The neighbours of a city by the atlas's first indicator that has figures of its year.
public struct Neighbours: Sendable {
    /// What is measured.
    public let indicator: IndicatorDescription?
    /// In the order of their codes.
    public let places: [Place]

    /// One of them, with its figure where there is one.
    public struct Place: Sendable {
        /// Its code.
        public let code: String
        /// Nil where there is no figure of the year.
        public let seen: Observation?
    }

    init(_ code: String, _ atlas: Atlas) {
        let codes = atlas.adjacencies.compactMap {
            $0.first == code ? $0.second : $0.second == code ? $0.first : nil
        }
        let indicator = atlas.shownIndicators.first {
            atlas.years(of: $0, level: .prefecture).contains(atlas.year)
        }
        self.indicator = indicator
        places = codes.sorted().map { code in
            Place(
                code: code,
                seen: indicator.flatMap {
                    try? atlas.observation($0, of: code, year: atlas.year, level: .prefecture).get()
                })
        }
    }
}

extension CityProfile {
    fileprivate static let columns: [Column<CityProfile>] =
        Region.names.map { $0.of { $0.region } } + [
            .plain("note") { $0.region.note }, .value("province") { .province($0.province, of: $0.region) },
            .value("position") { .position($0.region.position) }, .value("year") { .count($0.year) },
            .list("indicators", IndicatorOverYears.columns) { $0.indicators },
            .list("clusters", memberships) { $0.memberships },
            .value("neighbours") { $0.neighbours.value }, .value("holds") { $0.held },
            .list("anchors", reached) { $0.anchors }, .list("zones", zones) { $0.zones },
            .list("ranks", ranks) { $0.shownRanks },
        ]

    private static let memberships: [Column<Membership>] = [
        .plain("id") { $0.cluster.id }, .plain("name") { $0.cluster.name },
        .plain("nameEnglish") { $0.cluster.nameEnglish }, .plain("role") { $0.member.role.rawValue },
        .plain("extent") { $0.member.extent }, .plain("verification") { $0.member.verification },
    ]

    private static let reached: [Column<ReachedAnchor>] = [
        .plain("code") { $0.code }, .value("hours") { .number($0.hours) },
        .value("texts") { anchor in .said { hoursText(anchor.hours, $0) } },
    ]

    private static let zones: [Column<Zone>] = [
        .plain("type") { $0.type }, .plain("name") { $0.name }, .plain("batch") { $0.batch },
        .value("year") { .optional($0.year.map(Double.init)) }, .plain("note") { $0.note },
        .plain("source") { $0.source },
    ]

    private static let ranks: [Column<(CityRank, Remark)>] = [
        .value("edition") { .count($0.0.edition) }, .plain("tier") { $0.0.tier }, .value("rank") { .count($0.0.rank) },
        .value("flag") { .remark($0.1) }, .plain("source") { $0.0.source },
    ]
}

extension IndicatorOverYears {
    fileprivate static let columns: [Column<IndicatorOverYears>] = [
        .plain("id") { $0.indicator.id }, .value("name") { .remark($0.indicator.called) },
        .plain("group") { $0.indicator.group?.rawValue ?? "" },
        .value("units") { .units($0.indicator.unit) }, .value("computed") { .flag($0.indicator.formula != nil) },
        .value("rank") { .count($0.standing.rank) }, .value("of") { .count($0.standing.of) },
        .value("series") { shown in .list(shown.series.map { point($0, shown.indicator.unit) }) },
    ]

    private static func point(_ seen: Observation, _ unit: String) -> Value {
        .fields(
            ("year", .count(seen.year)), ("value", .number(seen.value)),
            ("texts", .said { UnitText(unit, $0).number(seen.value) }), ("status", .text(seen.status.rawValue)),
            ("vintage", .remark(seen.vintage)), ("flags", .list(seen.flags.map(Value.remark))),
            ("sources", .text(seen.sources.joined(separator: ", "))))
    }
}

extension Neighbours {
    fileprivate var value: Value {
        let unit = indicator?.unit ?? ""
        return .fields(
            ("indicator", .remark(indicator?.called ?? Remark("", ""))), ("units", .units(unit)),
            (
                "places",
                .list(
                    places.map { place in
                        .fields(
                            ("code", .text(place.code)), ("value", .optional(place.seen?.value)),
                            (
                                "texts",
                                place.seen.map { seen in .said { UnitText(unit, $0).number(seen.value) } } ?? .none
                            ))
                    })
            ))
    }
}

extension Value {
    /// What people call a unit, in every language.
    static func units(_ unit: String) -> Value { .said { UnitText(unit, $0).name } }

    static func province(_ province: Region?, of region: Region) -> Value {
        .fields(
            ("en", .text(province?.nameEnglish ?? "")), ("zh", .text(province?.shortName ?? "")),
            ("code", .text(region.province)))
    }
}

extension Region {
    /// What machines are told of a region's name and standing.
    static let names: [Column<Region>] = [
        .plain("code") { $0.code }, .plain("name") { $0.shortName }, .plain("fullName") { $0.name },
        .plain("nameEnglish") { $0.nameEnglish }, .plain("level") { $0.level.rawValue },
    ]
}

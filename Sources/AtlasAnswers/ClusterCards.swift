public import Asking
public import AtlasQuestions
public import Atlases
public import Clusters
public import Scenarios
import Wording

/// A card for each cluster: its figures, how far its cities are from an anchor, lines and zones, and its place among
/// the others.
public struct ClusterCards: AtlasQuestion {
    /// Where hours come from; nil leaves them out.
    public var travel: CityTravel?

    /// As it is asked.
    public init(_ travel: CityTravel?) { self.travel = travel }

    /// Answers it.
    public func answer(on opened: OpenAtlas) -> Answered<[ClusterCard]> {
        let atlas = opened.atlas
        let profiles = atlas.profiles(year: atlas.year)
        let hours = profiles.map { profile in
            profile.hoursToAnchor { from, to in travel?.hours(from: from, to: to) }
        }
        func standing(_ value: Double?, _ all: [Double?], largestFirst: Bool = false) -> Standing? {
            value.map { Standing(of: $0, among: all.compactMap(\.self), largestFirst: largestFirst) }
        }
        let cards = zip(profiles, hours).map { profile, reached in
            ClusterCard(
                cluster: ClusterStanding(profile, atlas), record: atlas.cluster(profile.id), hoursToAnchor: reached,
                lines: ClusterLines(profile.id, atlas),
                levelRank: standing(profile.level, profiles.map(\.level), largestFirst: true),
                gapRank: standing(profile.gap, profiles.map(\.gap)), hoursRank: standing(reached, hours))
        }
        return Answered(
            inputs: opened.inputs(("year", .count(atlas.year))), cards,
            sources: atlas.sources(used: profiles.flatMap(\.sources)))
    }

    /// How the answer is written.
    public static let layout: Layout<[ClusterCard]> = .rows(nil, ClusterCard.columns) { $0 }
}

/// A cluster among the others.
public struct ClusterCard: Sendable {
    /// The cluster with its figures.
    public let cluster: ClusterStanding
    /// As the atlas lists it.
    public let record: Cluster?
    /// From the cities that are no anchors, weighted by residents; nil without hours.
    public let hoursToAnchor: Double?
    /// Railways and zones inside it.
    public let lines: ClusterLines
    /// By the level of the rest (highest first), by gap and by hours (lowest first).
    public let levelRank, gapRank, hoursRank: Standing?
}

/// Railways and zones inside a cluster.
public struct ClusterLines: Sendable {
    /// Fast lines between its members, and how many of them have an opening day.
    public let fast, dated: Int
    /// Lines under way or approved.
    public let planned: [PlannedLine]
    /// How many zones of each type there are.
    public let zones: [String: Int]

    init(_ id: String, _ atlas: Atlas) {
        let codes = Set(atlas.cluster(id)?.members.map(\.region) ?? [])
        let links = atlas.railLinks.filter {
            codes.contains($0.from) && codes.contains($0.to) && $0.lineClass != .conventional
        }
        fast = Set(links.map(\.line)).count
        dated = Set(links.filter { $0.opened != nil }.map(\.line)).count
        planned = atlas.plannedLines.filter { line in (line.ends + line.via).contains { codes.contains($0) } }
        zones = Dictionary(
            atlas.zones.filter { $0.region.map(codes.contains) ?? false }.map { ($0.type, 1) }, uniquingKeysWith: +)
    }
}

extension ClusterCard {
    static let columns: [Column<ClusterCard>] =
        ClusterStanding.columns(
            cities: CityStanding.columns + [.value("warnings") { .list($0.city.flags.map(Value.remark)) }]
        ).map { $0.of { $0.cluster } } + [
            .value("tier") { .count($0.record?.tier ?? 0) }, .plain("tierText") { $0.record?.tierText ?? "" },
            .plain("source") { $0.record?.source ?? "" }, .value("year") { .count($0.cluster.profile.year) },
            .list("members", members) { $0.record?.members ?? [] },
            .value("hoursToAnchor") { .optional($0.hoursToAnchor) },
            .value("hoursTexts") { $0.hoursToAnchor.map { hours in .said { hoursText(hours, $0) } } ?? .none },
            .value("fastLines") { .count($0.lines.fast) }, .value("datedLines") { .count($0.lines.dated) },
            .list("planned", planned) { $0.lines.planned },
            .value("zones") { card in
                .fields(card.lines.zones.sorted { $0.key < $1.key }.map { Value.Field($0.key, .count($0.value)) })
            },
            .value("levelRank") { .standing($0.levelRank) }, .value("gapRank") { .standing($0.gapRank) },
            .value("hoursRank") { .standing($0.hoursRank) },
        ]

    private static let members: [Column<ClusterMember>] = [
        .plain("code") { $0.region }, .plain("role") { $0.role.rawValue }, .plain("extent") { $0.extent },
        .plain("verification") { $0.verification }, .plain("flag") { $0.flag },
    ]

    private static let planned: [Column<PlannedLine>] = [
        .plain("en") { $0.lineEnglish }, .plain("zh") { $0.line },
        .value("opening") { .optional($0.expectedOpening.map(Double.init)) },
    ]
}

extension Value {
    /// The same text in every language.
    static func said(_ text: (Language) -> String) -> Value { .remark(Remark(text(.english), text(.chinese))) }

    static func standing(_ standing: Standing?) -> Value {
        standing.map { .fields(("rank", .count($0.rank)), ("of", .count($0.of))) } ?? .none
    }

    /// Degrees, longitude first.
    static func position(_ point: Coordinate?) -> Value {
        point.map { .numbers([$0.longitude, $0.latitude]) } ?? .none
    }
}

public import Asking
import AtlasFiles
public import AtlasQuestions
public import Atlases
public import Scenarios
import Wording

/// Every region that is drawn or modelled, with its figures or the reason why it is left out.
public struct GroundRegions: AtlasQuestion {
    /// The model; nil where the atlas has none.
    public var study: Study?

    /// As it is asked.
    public init(_ study: Study?) { self.study = study }

    /// Answers it; the protocol says what it throws.
    public func answer(on opened: OpenAtlas) throws(Problem) -> Answered<[GroundRegion]> {
        let (atlas, study) = (opened.atlas, study)
        let outlined = try opened.boundaries("prefectures")?.polygons ?? [:]
        let dropped = Dictionary((study?.dropped ?? []).map { ($0.code, $0.reason) }, uniquingKeysWith: { a, _ in a })
        let shown = atlas.regions.filter {
            study?.index(of: $0.code) != nil || dropped[$0.code] != nil || outlined[$0.code] != nil
                || $0.level == .carved || study == nil && $0.level.isPrefectural
        }
        let regions = shown.map { region in
            GroundRegion(
                region: region, province: atlas.region(region.province), reason: dropped[region.code],
                place: study.flatMap { study in study.index(of: region.code).map { study.places[$0] } },
                unit: { atlas.indicator($0)?.unit ?? "" })
        }
        let used = regions.flatMap { [$0.place?.output, $0.place?.residents].compactMap { $0 } }.flatMap(\.sources)
        return Answered(
            inputs: opened.inputs(("year", .count(study?.year ?? atlas.year))), regions,
            sources: atlas.sources(used: used))
    }

    /// How the answer is written.
    public static let layout: Layout<[GroundRegion]> = .rows(nil, GroundRegion.columns) { $0 }
}

/// A region with what the model makes of it.
public struct GroundRegion: Sendable {
    /// Nil where the atlas has no such code.
    public let region: Region
    /// The province it lies in.
    public let province: Region?
    /// Why the model leaves it out; nil where it does not.
    public let reason: Remark?
    /// Nil where it is not modelled.
    public let place: ModelPlace?
    fileprivate let unit: @Sendable (String) -> String

    static let columns: [Column<GroundRegion>] =
        Region.names.map { $0.of { $0.region } } + [
            .plain("pinyin") { pinyin($0.region.shortName).joined() },
            .plain("initials") { String(pinyin($0.region.shortName).compactMap(\.first)) },
            .value("province") { .province($0.province, of: $0.region) }, .plain("partOf") { $0.region.partOf },
            .plain("parent") { $0.region.parent },
            .value("longitude") { .optional($0.region.position?.longitude) },
            .value("latitude") { .optional($0.region.position?.latitude) },
            .value("modelled") { .flag($0.place != nil) },
            .value("reason") { $0.reason.map(Value.remark) ?? .none },
            .value("product") { $0.figure($0.place?.output) }, .value("residents") { $0.figure($0.place?.residents) },
            .value("registered") { .optional($0.place?.registered.value) },
            .value("flags") { .list(($0.place?.flags ?? []).map(Value.remark)) },
        ]

    private func figure(_ figure: Figure?) -> Value {
        guard let figure else { return .none }
        return .fields(
            ("value", .number(figure.value)), ("unit", .text(unit(figure.indicator))), ("year", .count(figure.year)),
            ("status", .text(figure.status.rawValue)), ("flag", .text(figure.flag)),
            ("sources", .texts(figure.sources)))
    }
}

/// Outlines as GeoJSON, one feature a region with its code.
public struct GroundOutlines: AtlasQuestion {
    /// `prefectures` or `provinces`.
    public var name: String

    /// As it is asked.
    public init(_ name: String) { self.name = name }

    /// Answers it; the protocol says what it throws.
    public func answer(on opened: OpenAtlas) throws(Problem) -> Answered<Boundaries?> {
        Answered(inputs: opened.inputs(("outlines", .text(name))), try opened.boundaries(name))
    }

    /// How the answer is written.
    public static let layout = Layout<Boundaries?>(
        value: { found, _ in
            .featureCollection(
                (found?.polygons ?? [:]).sorted { $0.key < $1.key }.map { code, polygons in
                    .feature(.fields(("code", .text(code))), .multiPolygon(polygons))
                })
        }, sheets: { _ in [] })
}

/// Borders of prefectures and of provinces, each drawn once.
public struct GroundBorders: AtlasQuestion {
    /// As it is asked.
    public init() {}

    /// Answers it; the protocol says what it throws.
    public func answer(on opened: OpenAtlas) throws(Problem) -> Answered<BorderLines> {
        Answered(
            inputs: opened.inputs(),
            BorderLines(
                prefectures: try opened.boundaries("prefectures")?.arcs ?? [],
                provinces: try opened.boundaries("provinces")?.arcs ?? []))
    }

    /// How the answer is written.
    public static let layout: Layout<BorderLines> = .parts(
        .value("prefectures") { .list($0.prefectures.map(Value.line)) },
        .value("provinces") { .list($0.provinces.map(Value.line)) })
}

/// Borders as lines.
public struct BorderLines: Sendable {
    /// Each border once.
    public let prefectures, provinces: [[Coordinate]]
}

/// Clusters with their members and the outer line around them.
public struct GroundClusters: AtlasQuestion {
    /// As it is asked.
    public init() {}

    /// Answers it; the protocol says what it throws.
    public func answer(on opened: OpenAtlas) throws(Problem) -> Answered<[OutlinedCluster]> {
        let boundaries = try opened.boundaries("prefectures")
        let clusters = opened.atlas.clusters.map {
            OutlinedCluster(cluster: $0, outline: boundaries?.outline(of: $0.members.map(\.region)) ?? [])
        }
        return Answered(
            inputs: opened.inputs(), clusters,
            sources: opened.atlas.sources(used: opened.atlas.clusters.flatMap { $0.sources }))
    }

    /// How the answer is written.
    public static let layout: Layout<[OutlinedCluster]> = .rows(
        nil,
        [
            .plain("id") { $0.cluster.id }, .plain("name") { $0.cluster.name },
            .plain("nameEnglish") { $0.cluster.nameEnglish }, .value("tier") { .count($0.cluster.tier) },
            .plain("source") { $0.cluster.source },
            .list(
                "members",
                [
                    .plain("code") { $0.region }, .plain("role") { $0.role.rawValue }, .plain("extent") { $0.extent },
                ]
            ) { $0.cluster.members },
            .value("outline") { .list($0.outline.map(Value.line)) },
        ]
    ) { $0 }
}

/// A cluster with the line around it.
public struct OutlinedCluster: Sendable {
    /// The cluster with its figures.
    public let cluster: Cluster
    /// Nothing where the atlas has no outlines.
    public let outline: [[Coordinate]]
}

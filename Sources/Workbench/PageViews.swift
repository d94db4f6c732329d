import Asking
import Atlas
import AtlasFiles
import Charts
import Documents
import Formats
import Foundation
import Reports
import ScenarioFiles
public import Scenarios
import Wording

/// What the page shows before anything is asked, as JSON.
extension Workbench {
    /// The atlas: title, year, how it wants to be drawn, and every source.
    ///
    /// - Parameter noModel: why nothing can be asked of it; nil where it can.
    public func atlasJSON(noModel: String? = nil) -> String {
        JSONValue.object([
            ("program", .text(programVersion)), ("noModel", .optional(noModel)), ("name", .text(atlas.name)),
            ("title", .object([("en", .text(atlas.title)), ("zh", .text(atlas.titleChinese))])),
            ("version", .text(atlas.version)), ("hash", .text(atlas.hash)), ("year", .number(Double(atlas.year))),
            ("frame", atlas.map.frame.map { .numbers($0) } ?? .null),
            ("inset", atlas.map.inset.map { .numbers($0) } ?? .null),
            (
                "palette",
                .object([
                    ("losses", .list(Palette.losses.map { .text($0) })),
                    ("gains", .list(Palette.gains.map { .text($0) })),
                    ("neutral", .text(Palette.neutral)), ("missing", .text(Palette.missing)),
                ])
            ),
            (
                "sectors",
                .list(
                    atlas.sectors.map {
                        .object([
                            ("id", .text($0.id)),
                            ("name", .object([("en", .text($0.nameEnglish)), ("zh", .text($0.name))])),
                        ])
                    })
            ),
            (
                "world",
                .flag(!atlas.ports.isEmpty && atlas.provinceTrade.contains { $0.producer == nil && $0.consumer != nil })
            ),
            ("note", .text(atlas.map.note)), ("drawsLabel", .remark(DrawSummary.label)),
            (
                "sources",
                .list(
                    atlas.sources.map {
                        .object([
                            ("id", .text($0.id)), ("title", .text($0.title)), ("url", .text($0.url)),
                            ("note", .text($0.note)),
                        ])
                    })
            ),
        ]).json
    }

    /// Every region that is drawn or modelled, with its figures or the reason why it is left out.
    public func regionsJSON(_ study: Study?) throws(WorkbenchError) -> String {
        let outlined = try boundaries("prefectures")?.polygons ?? [:]
        let dropped = Dictionary((study?.dropped ?? []).map { ($0.code, $0.reason) }, uniquingKeysWith: { a, _ in a })
        let shown = atlas.regions.filter {
            study?.index(of: $0.code) != nil || dropped[$0.code] != nil || outlined[$0.code] != nil
                || $0.level == .carved
                || study == nil && $0.level.isPrefectural
        }
        return JSONValue.list(shown.map { view($0, study, dropped[$0.code]) }).json
    }

    private func view(_ region: Region, _ study: Study?, _ reason: Remark?) -> JSONValue {
        let place = study.flatMap { study in study.index(of: region.code).map { study.places[$0] } }
        let province = atlas.region(region.province)
        let pinyin = pinyin(region.shortName)
        return .object([
            ("code", .text(region.code)), ("name", .text(region.shortName)), ("fullName", .text(region.name)),
            ("nameEnglish", .text(region.nameEnglish)),
            ("pinyin", .text(pinyin.joined())), ("initials", .text(String(pinyin.compactMap(\.first)))),
            ("level", .text(region.level.rawValue)),
            (
                "province",
                .object([
                    ("en", .text(province?.nameEnglish ?? "")), ("zh", .text(province?.shortName ?? "")),
                    ("code", .text(region.province)),
                ])
            ),
            ("partOf", .optional(region.partOf)),
            ("position", region.position.map { .numbers([$0.longitude, $0.latitude]) } ?? .null),
            ("modelled", .flag(place != nil)), ("reason", reason.map(JSONValue.remark) ?? .null),
            ("gdp", place.map { figure($0.output) } ?? .null),
            ("residents", place.map { figure($0.residents) } ?? .null),
            ("registered", .optional(place?.registered.value)),
            ("flags", .list((place?.flags ?? []).map(JSONValue.remark))),
        ])
    }

    private func figure(_ figure: Figure) -> JSONValue {
        .object([
            ("value", .number(figure.value)), ("unit", .text(atlas.indicator(figure.indicator)?.unit ?? "")),
            ("year", .number(Double(figure.year))), ("status", .text(figure.status.rawValue)),
            ("flag", .text(figure.flag)),
            ("sources", .texts(figure.sources)),
        ])
    }

    /// Outlines as GeoJSON, one feature a region with its code; nil where the atlas has none.
    public func boundariesGeoJSON(_ name: String) throws(WorkbenchError) -> String? {
        guard let boundaries = try boundaries(name) else { return nil }
        let features = boundaries.polygons.sorted { $0.key < $1.key }.map { code, polygons in
            JSONValue.object([
                ("type", .text("Feature")), ("properties", .object([("code", .text(code))])),
                (
                    "geometry",
                    .object([
                        ("type", .text("MultiPolygon")),
                        ("coordinates", .list(polygons.map { .list($0.map(Self.coordinates)) })),
                    ])
                ),
            ])
        }
        return JSONValue.object([("type", .text("FeatureCollection")), ("features", .list(features))]).json
    }

    /// Borders of prefectures and of provinces, each drawn once.
    public func bordersJSON() throws(WorkbenchError) -> String {
        let (prefectures, provinces) = (
            try boundaries("prefectures")?.arcs ?? [], try boundaries("provinces")?.arcs ?? []
        )
        return JSONValue.object([
            ("prefectures", .list(prefectures.map(Self.coordinates))),
            ("provinces", .list(provinces.map(Self.coordinates))),
        ]).json
    }

    /// Degrees to four decimals, about ten metres.
    static func coordinates(_ points: [Coordinate]) -> JSONValue {
        func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
        return .list(points.map { .numbers([rounded($0.longitude), rounded($0.latitude)]) })
    }

    /// Clusters with their members and the outer line around them.
    public func clustersJSON() throws(WorkbenchError) -> String {
        let boundaries = try boundaries("prefectures")
        return JSONValue.list(
            atlas.clusters.map { cluster in
                .object([
                    ("id", .text(cluster.id)), ("name", .text(cluster.name)),
                    ("nameEnglish", .text(cluster.nameEnglish)),
                    ("tier", .number(Double(cluster.tier))), ("source", .text(cluster.source)),
                    (
                        "members",
                        .list(
                            cluster.members.map {
                                .object([
                                    ("code", .text($0.region)), ("role", .text($0.role.rawValue)),
                                    ("extent", .text($0.extent)),
                                ])
                            })
                    ),
                    (
                        "outline",
                        .list((boundaries?.outline(of: cluster.members.map(\.region)) ?? []).map(Self.coordinates))
                    ),
                ])
            }
        ).json
    }

    /// Railways by link, and the lines planned.
    public func networkJSON() -> String {
        let links = atlas.railLinks.map { link -> JSONValue in
            .object([
                ("line", .text(link.line)), ("class", .text(link.lineClass.rawValue)), ("from", .text(link.from)),
                ("to", .text(link.to)),
                ("lengthKm", .optional(link.lengthKm ?? link.lengthEstimatedKm)),
                ("lengthIsEstimated", .flag(link.lengthKm == nil && link.lengthEstimatedKm != nil)),
                ("designSpeedKmh", .optional(link.designSpeedKmh)), ("opened", .optional(link.opened?.description)),
                ("flag", .text(link.flag)), ("source", .text(link.source)),
            ])
        }
        let planned = atlas.plannedLines.map { line -> JSONValue in
            let stops = [line.ends.first].compactMap { $0 } + line.via + [line.ends.dropFirst().first].compactMap { $0 }
            return .object([
                ("line", .text(line.line)), ("lineEnglish", .text(line.lineEnglish)),
                ("stops", .list(stops.map { .text($0) })),
                ("lengthKm", .optional(line.lengthKm)), ("designSpeedKmh", .optional(line.designSpeedKmh)),
                ("expectedOpening", .optional(line.expectedOpening.map(Double.init))),
                ("investment", .optional(line.investment)), ("note", .text(line.note)), ("source", .text(line.source)),
            ])
        }
        return JSONValue.object([("links", .list(links)), ("planned", .list(planned))]).json
    }

    /// Every parameter with its meaning, standard value, range and source.
    public func parametersJSON() -> String {
        JSONValue.list(
            StudyParameter.allCases.map { parameter in
                let d = parameter.description
                return .object([
                    ("name", .text(parameter.rawValue)), ("symbol", .text(d.symbol)),
                    ("meaning", .object([("en", .text(d.meaning)), ("zh", .text(d.meaningChinese))])),
                    ("unit", .text(d.unit)),
                    ("standard", .number(d.standard)), ("low", .optional(d.range?.lowerBound)),
                    ("high", .optional(d.range?.upperBound)),
                    ("least", .number(d.allowed.lowerBound)), ("most", .number(d.allowed.upperBound)),
                    ("source", .object([("en", .text(d.source)), ("zh", .text(d.sourceChinese))])),
                ])
            }
        ).json
    }

    /// The questions that come with the atlas.
    public func examplesJSON() throws(WorkbenchError) -> String {
        var entries: [String] = []
        for name in exampleNames() {
            let scenario = try exampleScenario(name)
            entries.append("{\"id\":\(quotedText(name)),\"scenario\":\(jsonText(scenario))}")
        }
        return "[\(entries.joined(separator: ","))]"
    }
}

import Asking
import Atlas
import Clusters
import Formats
import Indicators
import Measures
import Reports
public import Scenarios
import Wording

/// Profiles for the page: what is known of one city, and the clusters side by side.
extension Workbench {
    /// A city as a page of a yearbook.
    ///
    /// - Parameter study: where hours come from; nil leaves them out.
    /// - Throws: `WorkbenchError` for a code that is no region.
    public func cityJSON(_ code: String, _ study: Study?) throws(WorkbenchError) -> String {
        guard let region = atlas.region(code) else {
            throw WorkbenchError(.use, "no region \(code): expected a code such as 610900; /api/regions lists them")
        }
        let (year, province) = (atlas.year, atlas.region(region.province))
        let level: FigureLevel = region.level == .province ? .province : .prefecture
        let indicators = atlas.shownIndicators.compactMap { indicatorOf($0, region, level) }
        let memberships = atlas.clusters.compactMap { cluster in
            cluster.members.first { $0.region == code }.map { (cluster, $0) }
        }
        let neighbours = atlas.adjacencies.compactMap {
            $0.first == code ? $0.second : $0.second == code ? $0.first : nil
        }
        return JSONValue.object([
            ("code", .text(code)), ("name", .text(region.shortName)), ("fullName", .text(region.name)),
            ("nameEnglish", .text(region.nameEnglish)),
            ("level", .text(region.level.rawValue)), ("note", .text(region.note)),
            (
                "province",
                .object([
                    ("en", .text(province?.nameEnglish ?? "")), ("zh", .text(province?.shortName ?? "")),
                    ("code", .text(region.province)),
                ])
            ),
            ("position", region.position.map { .numbers([$0.longitude, $0.latitude]) } ?? .null),
            ("year", .number(Double(year))),
            ("indicators", .list(indicators)),
            (
                "clusters",
                .list(
                    memberships.map { cluster, member in
                        .object([
                            ("id", .text(cluster.id)), ("name", .text(cluster.name)),
                            ("nameEnglish", .text(cluster.nameEnglish)),
                            ("role", .text(member.role.rawValue)), ("extent", .text(member.extent)),
                            ("verification", .text(member.verification)),
                        ])
                    })
            ),
            ("neighbours", besideEachOther(neighbours.sorted(), year)),
            ("holds", kindsHeld),
            ("anchors", .list(study.map { nearestAnchors(region, $0) } ?? [])),
            (
                "zones",
                .list(
                    atlas.zones.filter { $0.region == code }.map {
                        .object([
                            ("type", .text($0.type)), ("name", .text($0.name)), ("batch", .text($0.batch)),
                            ("year", .optional($0.year.map(Double.init))),
                            ("note", .text($0.note)), ("source", .text($0.source)),
                        ])
                    })
            ),
            (
                "ranks",
                .list(
                    atlas.cityRanks.filter { $0.region == code }.map {
                        .object([
                            ("edition", .number(Double($0.edition))), ("tier", .text($0.tier)),
                            ("rank", .number(Double($0.rank))),
                            ("flag", .remark(atlas.phrases.remark($0.flag))), ("source", .text($0.source)),
                        ])
                    })
            ),
        ]).json
    }

    /// An indicator over the years with the latest rank; nil where the region has no figure of it.
    private func indicatorOf(_ indicator: IndicatorDescription, _ region: Region, _ level: FigureLevel) -> JSONValue? {
        let seen = atlas.years(of: indicator, level: level).compactMap { year in
            try? atlas.observation(indicator, of: region.code, year: year, level: level).get()
        }
        guard let last = seen.last else { return nil }
        let values = atlas.column(indicator, year: last.year, level: level).values
        let above = values.count { $0 > last.value }
        let units = Language.allCases.map { ($0, UnitText(indicator.unit, $0)) }
        return .object([
            ("id", .text(indicator.id)),
            ("name", .object([("en", .text(indicator.nameEnglish)), ("zh", .text(indicator.name))])),
            ("units", .object(units.map { ($0.0.rawValue, .text($0.1.name)) })),
            ("computed", .flag(indicator.formula != nil)),
            ("rank", .number(Double(above + 1))), ("of", .number(Double(values.count))),
            (
                "series",
                .list(
                    seen.map { observation in
                        .object([
                            ("year", .number(Double(observation.year))), ("value", .number(observation.value)),
                            ("texts", .object(units.map { ($0.0.rawValue, .text($0.1.number(observation.value))) })),
                            ("status", .text(observation.status.rawValue)), ("vintage", .remark(observation.vintage)),
                            ("flags", .list(observation.flags.map(JSONValue.remark))),
                            ("sources", .text(observation.sources.joined(separator: ", "))),
                        ])
                    })
            ),
        ])
    }

    /// Neighbours by the atlas's first indicator that has figures of the year.
    private func besideEachOther(_ codes: [String], _ year: Int) -> JSONValue {
        let indicator = atlas.shownIndicators.first { atlas.years(of: $0, level: .prefecture).contains(year) }
        let units = Language.allCases.map { ($0, UnitText(indicator?.unit ?? "", $0)) }
        return .object([
            (
                "indicator",
                .object([("en", .text(indicator?.nameEnglish ?? "")), ("zh", .text(indicator?.name ?? ""))])
            ),
            ("units", .object(units.map { ($0.0.rawValue, .text($0.1.name)) })),
            (
                "places",
                .list(
                    codes.map { code in
                        let seen = indicator.flatMap {
                            try? atlas.observation($0, of: code, year: year, level: .prefecture).get()
                        }
                        let texts = seen.map { seen in
                            JSONValue.object(units.map { ($0.0.rawValue, .text($0.1.number(seen.value))) })
                        }
                        return .object([
                            ("code", .text(code)), ("value", .optional(seen?.value)), ("texts", texts ?? .null),
                        ])
                    })
            ),
        ])
    }

    /// What the atlas knows of any city at all, so that a page need not say "none" of what it never holds.
    private var kindsHeld: JSONValue {
        .object([
            ("clusters", .flag(!atlas.clusters.isEmpty)), ("zones", .flag(!atlas.zones.isEmpty)),
            ("ranks", .flag(!atlas.cityRanks.isEmpty)),
            ("neighbours", .flag(!atlas.adjacencies.isEmpty)),
        ])
    }

    private var anchorCodes: [String] {
        Array(Set(atlas.clusters.flatMap { $0.members.filter { $0.role == .anchor }.map(\.region) })).sorted()
    }

    /// The five anchors that are reached soonest, door to door.
    private func nearestAnchors(_ region: Region, _ study: Study) -> [JSONValue] {
        guard let from = study.index(of: region.code) else { return [] }
        let reached = anchorCodes.compactMap { code in
            study.index(of: code).map { (code, study.hours.passengers[from, $0]) }
        }
        .filter { $0.0 != region.code }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        return reached.prefix(5).map { code, hours in
            .object([
                ("code", .text(code)), ("hours", .number(hours)),
                ("texts", .object(Language.allCases.map { ($0.rawValue, .text(hoursText(hours, $0))) })),
            ])
        }
    }

    /// A card for each cluster: anchors and members, gap and level of the rest, how far they are from an anchor, zones,
    /// lines, and its place among the others.
    public func clusterCardsJSON(_ study: Study?) -> String {
        let cards = atlas.profiles(year: atlas.year).map { ClusterCard($0, atlas, study) }
        func rank(_ value: (ClusterCard) -> Double?, _ card: ClusterCard, largestFirst: Bool) -> JSONValue {
            guard let own = value(card) else { return .null }
            let known = cards.compactMap(value)
            return .object([
                ("rank", .number(Double(1 + known.count { largestFirst ? $0 > own : $0 < own }))),
                ("of", .number(Double(known.count))),
            ])
        }
        return JSONValue.list(
            cards.map { card in
                .object(
                    card.fields + [
                        ("levelRank", rank(\.profile.level, card, largestFirst: true)),
                        ("gapRank", rank(\.profile.gap, card, largestFirst: false)),
                        ("hoursRank", rank(\.hoursToAnchor, card, largestFirst: false)),
                    ])
            }
        ).json
    }
}

private struct ClusterCard {
    let profile: ClusterProfile
    let atlas: Atlas
    /// Hours from the cities that are no anchors to their nearest anchor, weighted by residents; nil without hours.
    let hoursToAnchor: Double?

    init(_ profile: ClusterProfile, _ atlas: Atlas, _ study: Study?) {
        self.profile = profile
        self.atlas = atlas
        guard let study else {
            hoursToAnchor = nil
            return
        }
        let anchors = profile.anchors.compactMap { study.index(of: $0.code) }
        let reached = profile.others.compactMap { city -> (people: Double, hours: Double)? in
            guard let from = study.index(of: city.code),
                let hours = anchors.map({ study.hours.passengers[from, $0] }).min()
            else {
                return nil
            }
            return (city.residents, hours)
        }
        let people = reached.map(\.people).reduce(0, +)
        hoursToAnchor = people > 0 ? reached.map { $0.people * $0.hours }.reduce(0, +) / people : nil
    }

    var fields: [(String, JSONValue)] {
        let cluster = atlas.cluster(profile.id)
        let codes = Set(cluster?.members.map(\.region) ?? [])
        let known = Dictionary(profile.cities.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
        let links = atlas.railLinks.filter {
            codes.contains($0.from) && codes.contains($0.to) && $0.lineClass != .conventional
        }
        let planned = atlas.plannedLines.filter { line in (line.ends + line.via).contains { codes.contains($0) } }
        let zones = Dictionary(grouping: atlas.zones.filter { $0.region.map(codes.contains) ?? false }, by: \.type)
        return [
            ("id", .text(profile.id)), ("name", .text(profile.name)), ("nameEnglish", .text(profile.nameEnglish)),
            ("tier", .number(Double(cluster?.tier ?? 0))), ("tierText", .text(cluster?.tierText ?? "")),
            ("source", .text(cluster?.source ?? "")),
            ("year", .number(Double(profile.year))),
            (
                "members",
                .list(
                    (cluster?.members ?? []).map { member in
                        let city = known[member.region]
                        return .object([
                            ("code", .text(member.region)), ("role", .text(member.role.rawValue)),
                            ("extent", .text(member.extent)),
                            ("verification", .text(member.verification)), ("flag", .text(member.flag)),
                            ("gdpPerResident", .optional(city?.gdpPerResident)),
                            ("gdp", .optional(city?.gdp)), ("residents", .optional(city?.residents)),
                            ("flags", .list((city?.flags ?? []).map(JSONValue.remark))),
                        ])
                    })
            ),
            ("residents", .number(profile.residents)), ("gdp", .number(profile.gdp)),
            ("gdpPerResident", .optional(profile.gdpPerResident)),
            ("anchorShare", .optional(profile.anchorShare)), ("level", .optional(profile.level)),
            ("gap", .optional(profile.gap)),
            ("gapWithoutSecondary", .optional(profile.gapWithoutSecondary)), ("theil", .optional(profile.theil?.total)),
            ("theilWithin", .optional(profile.theil?.within)), ("theilBetween", .optional(profile.theil?.between)),
            ("withoutFigures", .list(profile.withoutFigures.map { .text($0.code) })),
            ("hoursToAnchor", .optional(hoursToAnchor)),
            (
                "hoursTexts",
                hoursToAnchor.map { hours in
                    .object(Language.allCases.map { ($0.rawValue, .text(hoursText(hours, $0))) })
                } ?? .null
            ),
            ("fastLines", .number(Double(Set(links.map(\.line)).count))),
            ("datedLines", .number(Double(Set(links.filter { $0.opened != nil }.map(\.line)).count))),
            (
                "planned",
                .list(
                    planned.map {
                        .object([
                            ("en", .text($0.lineEnglish)), ("zh", .text($0.line)),
                            ("opening", .optional($0.expectedOpening.map(Double.init))),
                        ])
                    })
            ),
            ("zones", .object(zones.sorted { $0.key < $1.key }.map { ($0.key, .number(Double($0.value.count))) })),
        ]
    }
}

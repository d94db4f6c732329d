import Asking
public import Atlases
public import Clusters
import Measures
import Wording

/// A cluster measured in a year, with the names of its cities.
public struct ClusterStanding: Sendable {
    /// Its figures.
    public let profile: ClusterProfile
    /// Those that have figures.
    public let cities: [CityStanding]

    package init(_ profile: ClusterProfile, _ atlas: Atlas) {
        self.profile = profile
        let members = Dictionary(
            (atlas.cluster(profile.id)?.members ?? []).map { ($0.region, $0) }, uniquingKeysWith: { a, _ in a })
        cities = profile.cities.map {
            CityStanding(city: $0, region: atlas.region($0.code), member: members[$0.code])
        }
    }

    package var name: Remark { Remark(profile.nameEnglish, profile.name) }

    /// Its fields, one column a figure; every face reads these and no others.
    ///
    /// - Parameter cities: what is said of each city.
    package static func columns(cities: [Column<CityStanding>] = CityStanding.columns) -> [Column<ClusterStanding>] {
        [
            .text("id", "id", "id") { $0.profile.id }, .words(nil, "cluster", "城市群") { $0.name },
            .plain("name") { $0.profile.name }, .plain("nameEnglish") { $0.profile.nameEnglish },
            .list("cities", cities) { $0.cities }, .digits(nil, "cities", "城市数") { $0.cities.count },
            .value("withoutFigures") { .list($0.profile.withoutFigures.map(\.value)) },
            .digits(nil, "without figures", "缺数据") { $0.profile.withoutFigures.count },
            .number("residents10Thousand", "residents, million", "常住人口（百万）", .divided(by: 100, 1)) {
                $0.profile.residents
            },
            .number("gdp100Million", "GDP, bn", "GDP（十亿）", .divided(by: 10, 0)) { $0.profile.gdp },
            .number("gdpPerResident", "GDP per resident", "人均 GDP", .fixed(0)) {
                $0.profile.gdpPerResident
            },
            .number("anchorShare", "anchors' share, %", "核心城市占比（%）", .percent(1)) { $0.profile.anchorShare },
            .number("level", "level of the rest", "其余城市人均", .fixed(0)) { $0.profile.level },
            .value("levelWithoutSecondary") { .optional($0.profile.levelWithoutSecondary) },
            .number("gap", "gap", "差距", .fixed(2)) { $0.profile.gap },
            .number("gapWithoutSecondary", "gap without secondary", "差距（不含次级城市）", .fixed(2)) {
                $0.profile.gapWithoutSecondary
            },
        ] + inequality(theil: { $0.profile.theil }, dagum: { $0.profile.dagum })
    }
}

/// Inequality as every answer about clusters has it; people see its total.
func inequality<Row>(
    theil: @escaping @Sendable (Row) -> TheilDecomposition?, dagum: @escaping @Sendable (Row) -> DagumDecomposition?
) -> [Column<Row>] {
    [
        .number("theil", "Theil", "Theil", .fixed(4)) { theil($0)?.total },
        .value("theilWithin") { .optional(theil($0)?.within) },
        .value("theilBetween") { .optional(theil($0)?.between) },
        .value("dagumGini") { .optional(dagum($0)?.gini) }, .value("dagumWithin") { .optional(dagum($0)?.within) },
        .value("dagumNetBetween") { .optional(dagum($0)?.netBetween) },
        .value("dagumTransvariation") { .optional(dagum($0)?.transvariation) },
    ]
}

extension ClusterGapInFigures {
    fileprivate var value: Value { .fields(("code", .text(code)), ("missing", .texts(missing))) }
}

/// A city of a cluster with its name and what its membership rests on.
public struct CityStanding: Sendable {
    /// Its figures.
    public let city: ClusterCity
    /// Nil where the atlas has no such code.
    public let region: Region?
    /// Nil for a group that is no cluster of the atlas.
    public let member: ClusterMember?

    static let columns: [Column<CityStanding>] = [
        .text("code", "code", "代码") { $0.city.code },
        .words(nil, "city", "城市") { $0.region?.called ?? Remark("?", "?") },
        .plain("name") { $0.region?.shortName ?? "" }, .plain("nameEnglish") { $0.region?.nameEnglish ?? "" },
        .text("role", "role", "角色") { $0.city.role.rawValue },
        .number("gdp100Million", "GDP, bn", "GDP（十亿）", .divided(by: 10, 1)) { $0.city.gdp },
        .number("residents10Thousand", "residents, million", "常住人口（百万）", .divided(by: 100, 2)) {
            $0.city.residents
        },
        .number("gdpPerResident", "GDP per resident", "人均 GDP", .fixed(0)) { $0.city.gdpPerResident },
        .words(nil, "membership", "成员依据") { city in
            let verification = city.member?.verification ?? ""
            let isPart = city.member?.extent == "part"
            return Remark(
                verification + (isPart ? "; only part of the city" : ""), verification + (isPart ? "；仅部分县区" : ""))
        },
        .value("flags") { .texts($0.city.flags.map(\.english)) },
        Column(nil, Remark("warnings", "提示")) { .several($0.city.flags) },
    ]
}

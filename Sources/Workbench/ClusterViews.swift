import Asking
import Atlas
import Clusters
import Formats
import Reports
import Wording

extension Workbench {
    private func members(_ cities: [ClusterCity], _ language: Language) -> String {
        cities.map { language.name(atlas.region($0.code)) }.joined(separator: language(", ", "、"))
    }

    /// All clusters side by side.
    public func clusters(year: Int, language: Language) throws(WorkbenchError) -> Output {
        let profiles = atlas.profiles(year: year)
        if profiles.allSatisfy({ $0.cities.isEmpty }) {
            throw WorkbenchError(.data, "no cluster has figures for \(year); the atlas is about \(atlas.year)")
        }
        let columns = [
            "id", language("cluster", "城市群"), language("cities", "城市数"), language("without figures", "缺数据"),
            language("residents, million", "常住人口（百万）"), language("GDP, bn yuan", "GDP（十亿元）"),
            language("yuan per resident", "人均 GDP（元）"), language("anchors' share, %", "核心城市占比（%）"),
            language("level of the rest, yuan", "其余城市人均（元）"), language("gap", "差距"),
            language("gap without secondary", "差距（不含次级城市）"),
            "Theil",
        ]
        let rows = profiles.map { p -> [String] in
            [
                p.id, language(p.nameEnglish, p.name), "\(p.cities.count)", "\(p.withoutFigures.count)",
                fixed(p.residents / 100, 1),
                fixed(p.gdp / 10, 0),
                orDash(p.gdpPerResident, 0), orDash(p.anchorShare.map { 100 * $0 }, 1), orDash(p.level, 0),
                orDash(p.gap, 2),
                orDash(p.gapWithoutSecondary, 2), orDash(p.theil?.total, 4),
            ]
        }
        var notes = [
            language(
                """
                Whole-city sums of \(year), although plans often take only some counties. Gap: GDP per resident \
                of the anchors over that of the rest.
                """,
                "\(year) 年整市合计（规划往往只含部分县区）。差距：核心城市人均 GDP 与其余城市之比。")
        ]
        var inequality: InequalityRow?
        if let all = try? atlas.clusterInequality(year: year) {
            inequality = InequalityRow(all)
            notes.append(
                language(
                    """
                    Inequality of GDP per resident among \(all.cities) memberships, weighted by residents: Theil \
                    \(fixed(all.theil.total, 4)) = \(fixed(all.theil.within, 4)) within + \
                    \(fixed(all.theil.between, 4)) between clusters; Dagum's Gini \(fixed(all.dagum.gini, 4)) = \
                    \(fixed(all.dagum.within, 4)) within + \(fixed(all.dagum.netBetween, 4)) net between + \
                    \(fixed(all.dagum.transvariation, 4)) transvariation. Cities of two clusters count twice \
                    (\(all.countedTwice.count)).
                    """,
                    """
                    按常住人口加权的人均 GDP 不平等（\(all.cities) 个成员）：泰尔指数 \(fixed(all.theil.total, 4)) = 群内 \
                    \(fixed(all.theil.within, 4)) + 群间 \(fixed(all.theil.between, 4))；Dagum 基尼 \
                    \(fixed(all.dagum.gini, 4)) = 群内 \(fixed(all.dagum.within, 4)) + 群间净值 \
                    \(fixed(all.dagum.netBetween, 4)) + 超变密度 \(fixed(all.dagum.transvariation, 4))。同属两个城市群的城市计两次（\
                    \(all.countedTwice.count) 个）。
                    """
                ))
        }
        return Output(
            json: Envelope(
                inputs: ClusterQuery(atlas: identity, year: year, cluster: nil),
                result: ClusterList(clusters: profiles.map { ProfileRow($0, atlas) }, inequality: inequality),
                sources: clusterSources(profiles)),
            sections: [
                Section(
                    title: language("City clusters, \(year)", "城市群，\(year) 年"), columns: columns, rows: rows,
                    notes: notes)
            ])
    }

    /// One cluster with its members.
    public func cluster(_ id: String, year: Int, language: Language) throws(WorkbenchError) -> Output {
        guard let profile = atlas.profile(ofCluster: id, year: year) else {
            throw WorkbenchError(
                .use,
                """
                no cluster \(id): expected one of \
                \(atlas.clusters.map { "\($0.id) (\($0.nameEnglish))" }.joined(separator: ", "))
                """
            )
        }
        let members = Dictionary(
            (atlas.cluster(id)?.members ?? []).map { ($0.region, $0) }, uniquingKeysWith: { a, _ in a })
        let section = Section(
            title: "\(profile.id) \(language(profile.nameEnglish, profile.name)), \(year)",
            columns: [
                language("code", "代码"), language("city", "城市"), language("role", "角色"),
                language("GDP, bn yuan", "GDP（十亿元）"),
                language("residents, million", "常住人口（百万）"), language("yuan per resident", "人均 GDP（元）"),
                language("membership", "成员依据"),
                language("warnings", "提示"),
            ],
            rows: profile.cities.map {
                [
                    $0.code, language.name(atlas.region($0.code)), $0.role.rawValue, fixed($0.gdp / 10, 1),
                    fixed($0.residents / 100, 2),
                    fixed($0.gdpPerResident, 0),
                    (members[$0.code]?.verification ?? "")
                        + (members[$0.code]?.extent == "part" ? language("; only part of the city", "；仅部分县区") : ""),
                    language.joined($0.flags),
                ]
            },
            notes: missingNotes(profile, language) + [summary(profile, language)])
        return Output(
            json: Envelope(
                inputs: ClusterQuery(atlas: identity, year: year, cluster: id), result: ProfileRow(profile, atlas),
                sources: clusterSources([profile])), sections: [section])
    }

    private func missingNotes(_ profile: ClusterProfile, _ language: Language) -> [String] {
        profile.withoutFigures.map { gap in
            let (name, missing) = (language.name(atlas.region(gap.code)), gap.missing.joined(separator: ", "))
            return language(
                "  without figures: \(name) (\(gap.code)): \(missing)", "  缺数据：\(name)（\(gap.code)）：\(missing)")
        }
    }

    private func summary(_ profile: ClusterProfile, _ language: Language) -> String {
        let (gap, without, level) = (
            orDash(profile.gap, 2), orDash(profile.gapWithoutSecondary, 2), orDash(profile.level, 0)
        )
        let (total, within, between) = (
            orDash(profile.theil?.total, 4), orDash(profile.theil?.within, 4), orDash(profile.theil?.between, 4)
        )
        return language(
            """
              gap \(gap) with, \(without) without secondary cities; level of the rest \(level) yuan; Theil \
            \(total) = \(within) within + \(between) between anchors and the rest
            """,
            "  差距 \(gap)（含次级城市），\(without)（不含）；其余城市人均 \(level) 元；泰尔指数 \(total) = 组内 \(within) + 核心与其余之间 \(between)")
    }

    /// Are the smaller cities of the younger clusters further behind than those of the older ones?
    public func milken(year: Int, language: Language) throws(WorkbenchError) -> Output {
        guard let question = atlas.milkenQuestion(year: year), !question.comparisons.isEmpty else {
            throw WorkbenchError(
                .data,
                """
                the atlas cannot answer this for \(year): it needs the clusters CL01 to CL04 and the group YREB \
                with figures
                """
            )
        }
        let readings = Section(
            title: language(
                "Level of the non-anchor cities and gap to their anchors, \(year)", "非核心城市的水平与差距，\(year) 年"),
            columns: [
                language("cluster", "城市群"), language("age", "年龄"), language("cities", "城市数"),
                language("level, yuan", "水平（元）"),
                language("level without secondary", "水平（不含次级）"), language("gap", "差距"),
                language("gap without secondary", "差距（不含次级）"), language("anchors", "核心城市"),
            ],
            rows: question.readings.map { r -> [String] in
                [
                    language(r.profile.nameEnglish, r.profile.name),
                    language(r.age.rawValue, r.age == .younger ? "较新" : "较早"),
                    "\(r.profile.cities.count)", orDash(r.profile.level, 0),
                    orDash(r.profile.levelWithoutSecondary, 0), orDash(r.profile.gap, 2),
                    orDash(r.profile.gapWithoutSecondary, 2),
                    members(r.profile.anchors, language),
                ]
            })
        let names = Dictionary(
            question.readings.map { ($0.profile.id, language($0.profile.nameEnglish, $0.profile.name)) },
            uniquingKeysWith: { a, _ in a })
        let comparisons = Section(
            title: language("Younger against older", "较新与较早的比较"),
            columns: [
                language("younger", "较新"), language("older", "较早"), language("level ratio", "水平之比"),
                language("without secondary", "不含次级"),
                language("gap ratio", "差距之比"),
            ],
            rows: question.comparisons.map {
                [
                    names[$0.younger] ?? $0.younger, names[$0.older] ?? $0.older, fixed($0.levelRatio, 2),
                    orDash($0.levelRatioWithoutSecondary, 2), orDash($0.gapRatio, 2),
                ]
            },
            notes: [
                language(
                    """
                    By level the claim holds in \(question.lower) of \(question.comparisons.count) comparisons; \
                    by the gap to their own anchors in \(question.wider). The claim (Milken Institute 2017, on \
                    2015) is about the level; this is \(year).
                    """,
                    """
                    按水平，该论断在 \(question.comparisons.count) 组比较中有 \(question.lower) 组成立；按与核心城市的差距，有 \
                    \(question.wider) 组成立。原论断（米尔肯研究院 2017，基于 2015 年）针对水平；此处为 \(year) 年。
                    """
                )
            ] + threeProvinces(year: year, language))
        let result = MilkenRow(
            year: year, holdsByLevel: question.lower, holdsByGap: question.wider,
            comparisons: question.comparisons.map(ComparisonRow.init),
            readings: question.readings.map {
                MilkenReadingRow(age: $0.age.rawValue, profile: ProfileRow($0.profile, atlas))
            },
            threeProvincesGDPTrillionYuan: provinceSum(year: year)?.trillion)
        return Output(
            json: Envelope(
                inputs: ClusterQuery(atlas: identity, year: year, cluster: nil), result: result,
                sources: clusterSources(question.readings.map(\.profile))),
            sections: [readings, comparisons], main: comparisons)
    }

    /// Beijing, Tianjin and Hebei as whole provinces: the documents' 10.4 trillion yuan are about these, not the plan's
    /// ten cities.
    private func provinceSum(year: Int) -> (trillion: Double, units: Int)? {
        guard let group = atlas.group("BTH") else { return nil }
        let units = group.regions.flatMap { atlas.prefectures(in: $0) }
        let values = units.compactMap { atlas.figure("gdp", of: $0.code, year: year)?.value }
        return values.isEmpty ? nil : (values.reduce(0, +) / 10_000, values.count)
    }

    private func threeProvinces(year: Int, _ language: Language) -> [String] {
        guard let sum = provinceSum(year: year) else { return [] }
        let plan = atlas.profile(ofCluster: "CL01", year: year).map { fixed($0.gdp / 10_000, 2) } ?? "–"
        return [
            language(
                """
                Beijing, Tianjin and Hebei, \(sum.units) units of three provinces: \(fixed(sum.trillion, 2)) \
                trillion yuan in \(year) (the documents say 10.4 for 2023); the plan's ten cities: \(plan).
                """,
                "京津冀三省市 \(sum.units) 个单位：\(year) 年 \(fixed(sum.trillion, 2)) 万亿元（文献为 2023 年 10.4）；规划十城：\(plan)。")
        ]
    }

    private func clusterSources(_ profiles: [ClusterProfile]) -> [SourceRow] {
        let ids = Set(profiles.flatMap { $0.sources + (atlas.cluster($0.id)?.members.sources ?? []) })
        return atlas.sources.filter { ids.contains($0.id) }.map(SourceRow.init)
    }
}

struct ClusterQuery: Encodable {
    let atlas: Workbench.AtlasIdentity
    let year: Int
    let cluster: String?
}

struct InequalityRow: Encodable {
    let theil, theilWithin, theilBetween: Double
    let dagumGini, dagumWithin, dagumNetBetween, dagumTransvariation: Double
    let countedTwice: [String]

    init(_ all: ClusterInequality) {
        theil = all.theil.total
        theilWithin = all.theil.within
        theilBetween = all.theil.between
        dagumGini = all.dagum.gini
        dagumWithin = all.dagum.within
        dagumNetBetween = all.dagum.netBetween
        dagumTransvariation = all.dagum.transvariation
        countedTwice = all.countedTwice
    }
}

struct ClusterList: Encodable {
    let clusters: [ProfileRow]
    let inequality: InequalityRow?
}

struct ProfileRow: Encodable {
    struct City: Encodable {
        let code, name, nameEnglish, role: String
        let gdp100MillionYuan, residents10Thousand, gdpPerResidentYuan: Double
        let flags: [String]
    }

    struct Missing: Encodable {
        let code: String
        let missing: [String]
    }

    let id, name, nameEnglish: String
    let cities: [City]
    let withoutFigures: [Missing]
    let gdp100MillionYuan, residents10Thousand: Double
    let gdpPerResidentYuan, anchorShare, levelYuan, levelWithoutSecondaryYuan, gap, gapWithoutSecondary: Double?
    let theil, theilWithin, theilBetween, dagumGini, dagumWithin, dagumNetBetween, dagumTransvariation: Double?

    init(_ p: ClusterProfile, _ atlas: Atlas) {
        id = p.id
        name = p.name
        nameEnglish = p.nameEnglish
        cities = p.cities.map {
            City(
                code: $0.code, name: atlas.region($0.code)?.shortName ?? "",
                nameEnglish: atlas.region($0.code)?.nameEnglish ?? "",
                role: $0.role.rawValue, gdp100MillionYuan: $0.gdp,
                residents10Thousand: $0.residents, gdpPerResidentYuan: $0.gdpPerResident, flags: $0.flags.map(\.english)
            )
        }
        withoutFigures = p.withoutFigures.map { Missing(code: $0.code, missing: $0.missing) }
        gdp100MillionYuan = p.gdp
        residents10Thousand = p.residents
        gdpPerResidentYuan = p.gdpPerResident
        anchorShare = p.anchorShare
        levelYuan = p.level
        levelWithoutSecondaryYuan = p.levelWithoutSecondary
        gap = p.gap
        gapWithoutSecondary = p.gapWithoutSecondary
        theil = p.theil?.total
        theilWithin = p.theil?.within
        theilBetween = p.theil?.between
        dagumGini = p.dagum?.gini
        dagumWithin = p.dagum?.within
        dagumNetBetween = p.dagum?.netBetween
        dagumTransvariation = p.dagum?.transvariation
    }
}

struct ComparisonRow: Encodable {
    let younger, older: String
    let levelRatio: Double
    let levelRatioWithoutSecondary, gapRatio: Double?

    init(_ c: ClusterComparison) {
        younger = c.younger
        older = c.older
        levelRatio = c.levelRatio
        levelRatioWithoutSecondary = c.levelRatioWithoutSecondary
        gapRatio = c.gapRatio
    }
}

struct MilkenReadingRow: Encodable {
    let age: String
    let profile: ProfileRow
}

struct MilkenRow: Encodable {
    let year, holdsByLevel, holdsByGap: Int
    let comparisons: [ComparisonRow]
    let readings: [MilkenReadingRow]
    let threeProvincesGDPTrillionYuan: Double?
}

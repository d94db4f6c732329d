public import Asking
public import AtlasQuestions
import Atlases
public import Clusters
import Wording

/// All clusters side by side, with inequality within and between them.
public struct ClustersSideBySide: AtlasQuestion {
    /// Nil for the atlas's own.
    public var year: Int?

    /// As it is asked.
    public init(year: Int? = nil) { self.year = year }

    /// Answers it; the protocol says what it throws.
    public func answer(on opened: OpenAtlas) throws(Problem) -> Answered<ClusterList> {
        let (atlas, year) = (opened.atlas, opened.year(year))
        let profiles = atlas.profiles(year: year)
        if profiles.allSatisfy({ $0.cities.isEmpty }) {
            throw Problem(.data, "no cluster has figures for \(year); the atlas is about \(atlas.year)")
        }
        let list = ClusterList(
            year: year, clusters: profiles.map { ClusterStanding($0, atlas) },
            inequality: try? atlas.clusterInequality(year: year))
        return Answered(
            inputs: opened.inputs(("year", .count(year))), list,
            sources: atlas.sources(used: profiles.flatMap(\.sources)))
    }

    /// How the answer is written.
    public static let layout: Layout<ClusterList> = .parts(
        .part(
            "clusters",
            .rows(
                { Remark("City clusters, \($0.year)", "城市群，\($0.year) 年") }, { _ in ClusterStanding.columns() },
                { $0.clusters })),
        .value("inequality") { list in
            list.inequality.map { Layout.record(nil, ClusterInequality.columns).value($0, .english) } ?? .none
        }
    ).noted { list in
        let sums = Remark(
            """
            Whole-city sums of \(list.year), although plans often take only some counties. Gap: GDP per resident \
            of the anchors over that of the rest.
            """, "\(list.year) 年整市合计（规划往往只含部分县区）。差距：核心城市人均 GDP 与其余城市之比。")
        return [sums] + (list.inequality.map { [$0.inWords] } ?? [])
    }
}

/// All clusters in one year.
public struct ClusterList: Sendable {
    /// The year of the figures.
    public let year: Int
    /// In the atlas's order.
    public let clusters: [ClusterStanding]
    /// Nil where there is too little to split.
    public let inequality: ClusterInequality?
}

extension ClusterInequality {
    fileprivate static let columns: [Column<ClusterInequality>] =
        inequality(theil: { $0.theil }, dagum: { $0.dagum }) + [.value("countedTwice") { .texts($0.countedTwice) }]

    fileprivate var inWords: Remark {
        let (t, d) = (
            [theil.total, theil.within, theil.between].map { fixed($0, 4) },
            [dagum.gini, dagum.within, dagum.netBetween, dagum.transvariation].map { fixed($0, 4) }
        )
        return Remark(
            """
            Inequality of GDP per resident among \(cities) memberships, weighted by residents: Theil \(t[0]) = \
            \(t[1]) within + \(t[2]) between clusters; Dagum's Gini \(d[0]) = \(d[1]) within + \(d[2]) net between + \
            \(d[3]) transvariation. Cities of two clusters count twice (\(countedTwice.count)).
            """,
            """
            按常住人口加权的人均 GDP 不平等（\(cities) 个成员）：泰尔指数 \(t[0]) = 群内 \(t[1]) + 群间 \(t[2])；Dagum 基尼 \
            \(d[0]) = 群内 \(d[1]) + 群间净值 \(d[2]) + 超变密度 \(d[3])。同属两个城市群的城市计两次（\(countedTwice.count) 个）。
            """)
    }
}

/// One cluster with its members.
public struct OneCluster: AtlasQuestion {
    /// Its id, as the atlas has it.
    public var id: String
    /// The year asked about; nil for the atlas's own.
    public var year: Int?

    /// As it is asked.
    public init(_ id: String, year: Int? = nil) { (self.id, self.year) = (id, year) }

    /// Answers it; the protocol says what it throws.
    public func answer(on opened: OpenAtlas) throws(Problem) -> Answered<ClusterStanding> {
        let (atlas, year) = (opened.atlas, opened.year(year))
        guard let profile = atlas.profile(ofCluster: id, year: year) else {
            let known = atlas.clusters.map { "\($0.id) (\($0.nameEnglish))" }.joined(separator: ", ")
            throw Problem(.use, "no cluster \(id): expected one of \(known)")
        }
        let missing = profile.withoutFigures.map { gap in
            let (region, missing) = (atlas.region(gap.code), gap.missing.joined(separator: ", "))
            return Remark(
                "without figures: \(Language.english.name(region)) (\(gap.code)): \(missing)",
                "缺数据：\(Language.chinese.name(region))（\(gap.code)）：\(missing)")
        }
        return Answered(
            inputs: opened.inputs(("year", .count(year)), ("cluster", .text(id))), ClusterStanding(profile, atlas),
            remarks: missing + [profile.summary(atlas.meaning.currency)], sources: atlas.sources(used: profile.sources))
    }

    /// How the answer is written.
    public static let layout = Layout<ClusterStanding>(
        value: { Layout.record(nil, ClusterStanding.columns()).value($0, $1) },
        sheets: { cluster in
            let (profile, name) = (cluster.profile, cluster.name)
            return [
                Sheet(
                    title: Remark(
                        "\(profile.id) \(name.english), \(profile.year)",
                        "\(profile.id) \(name.chinese), \(profile.year)"),
                    cluster.cities, CityStanding.columns)
            ]
        })
}

extension ClusterProfile {
    fileprivate func summary(_ currency: Currency) -> Remark {
        let (gap, without, level) = (orDash(gap, 2), orDash(gapWithoutSecondary, 2), orDash(level, 0))
        let (total, within, between) = (
            orDash(theil?.total, 4), orDash(theil?.within, 4), orDash(theil?.between, 4)
        )
        return Remark(
            """
            gap \(gap) with, \(without) without secondary cities; level of the rest \(level) \(currency.name); Theil \
            \(total) = \
            \(within) within + \(between) between anchors and the rest
            """,
            """
            差距 \(gap)（含次级城市），\(without)（不含）；其余城市人均 \(level) \(currency.nameChinese)；泰尔指数 \(total) = 组内 \(within) + \
            核心与其余之间 \(between)
            """)
    }
}

public import Asking
public import AtlasAnswers
public import AtlasQuestions
public import Atlases
public import Clusters
import Wording

/// Are the smaller cities of the younger clusters further behind than those of the older ones?
public struct YoungerClusters: AtlasQuestion {
    /// The year asked about; nil for the atlas's own.
    public var year: Int?

    /// As it is asked.
    public init(year: Int? = nil) { self.year = year }

    /// Answers it; the protocol says what it throws.
    public func answer(on opened: OpenAtlas) throws(Problem) -> Answered<YoungerAndOlder> {
        let (atlas, year) = (opened.atlas, opened.year(year))
        guard let question = atlas.milkenQuestion(year: year), !question.comparisons.isEmpty else {
            throw Problem(
                .data,
                """
                the atlas cannot answer this for \(year): it needs the clusters CL01 to CL04 and the group YREB with \
                figures
                """)
        }
        let result = YoungerAndOlder(
            question: question,
            readings: question.readings.map {
                YoungerAndOlder.Reading(
                    age: $0.age, cluster: ClusterStanding($0.profile, atlas),
                    anchors: $0.profile.anchors.map { atlas.region($0.code) })
            },
            // The documents' 10.4 trillion yuan are about three provinces taken whole, not the plan's ten cities.
            provinces: atlas.sum(of: "gdp", inGroup: "BTH", year: year),
            plan: atlas.profile(ofCluster: "CL01", year: year)?.gdp)
        return Answered(
            inputs: opened.inputs(("year", .count(year))), result,
            sources: atlas.sources(used: question.readings.flatMap(\.profile.sources)))
    }

    /// The table that CSV writes.
    public static var mainSheet: Int? { 1 }

    /// How the answer is written.
    public static let layout: Layout<YoungerAndOlder> = .parts(
        .fields([
            .value("year") { .count($0.question.year) }, .value("holdsByLevel") { .count($0.question.lower) },
            .value("holdsByGap") { .count($0.question.wider) },
        ]),
        .part(
            "readings",
            .rows(
                { found in
                    let year = found.question.year
                    return Remark(
                        "Level of the non-anchor cities and gap to their anchors, \(year)", "非核心城市的水平与差距，\(year) 年")
                }, { _ in YoungerAndOlder.Reading.columns }, { $0.readings })),
        .part(
            "comparisons",
            .rows(Remark("Younger against older", "较新与较早的比较"), YoungerAndOlder.Pair.columns) { $0.pairs }),
        .number("threeProvincesGDPTrillionYuan") { $0.provinces.map { $0.value / 10_000 } }
    ).noted { $0.notes }
}

/// Younger clusters beside older ones, with the names of their anchors.
public struct YoungerAndOlder: Sendable {
    /// What is compared, as numbers.
    public let question: MilkenQuestion
    /// Younger clusters before older ones.
    public let readings: [Reading]
    /// GDP of Beijing, Tianjin and Hebei as whole provinces, 100 million yuan; nil without figures.
    public let provinces: GroupSum?
    /// GDP of the plan's cities there, 100 million yuan.
    public let plan: Double?

    /// One cluster with its age.
    public struct Reading: Sendable {
        /// Whether it is a younger or an older cluster.
        public let age: ClusterReading.Age
        /// The cluster with its figures.
        public let cluster: ClusterStanding
        /// Nil for a code without a region.
        public let anchors: [Region?]
    }

    struct Pair {
        let comparison: ClusterComparison
        let younger, older: Remark
    }

    var pairs: [Pair] {
        let names = Dictionary(
            readings.map { ($0.cluster.profile.id, $0.cluster.name) }, uniquingKeysWith: { a, _ in a })
        func name(_ id: String) -> Remark { names[id] ?? Remark(id, id) }
        return question.comparisons.map {
            Pair(comparison: $0, younger: name($0.younger), older: name($0.older))
        }
    }

    var notes: [Remark] {
        let (lower, wider, all) = (question.lower, question.wider, question.comparisons.count)
        let verdict = Remark(
            """
            By level the claim holds in \(lower) of \(all) comparisons; by the gap to their own anchors in \(wider). \
            The claim (Milken Institute 2017, on 2015) is about the level; this is \(question.year).
            """,
            """
            按水平，该论断在 \(all) 组比较中有 \(lower) 组成立；按与核心城市的差距，有 \(wider) 组成立。原论断（米尔肯研究院 \
            2017，基于 2015 年）针对水平；此处为 \(question.year) 年。
            """)
        guard let provinces else { return [verdict] }
        let (trillion, plan) = (fixed(provinces.value / 10_000, 2), orDash(plan.map { $0 / 10_000 }, 2))
        return [
            verdict,
            Remark(
                """
                Beijing, Tianjin and Hebei, \(provinces.units) units of three provinces: \(trillion) trillion yuan in \
                \(question.year) (the documents say 10.4 for 2023); the plan's ten cities: \(plan).
                """,
                """
                京津冀三省市 \(provinces.units) 个单位：\(question.year) 年 \(trillion) 万亿元（文献为 2023 年 \
                10.4）；规划十城：\(plan)。
                """),
        ]
    }
}

extension YoungerAndOlder.Reading {
    fileprivate static let columns: [Column<Self>] = [
        .words(nil, "cluster", "城市群") { $0.cluster.name }, .plain("age") { $0.age.rawValue },
        .words(nil, "age", "年龄") { Remark($0.age.rawValue, $0.age == .younger ? "较新" : "较早") },
        .digits(nil, "cities", "城市数") { $0.cluster.cities.count },
        .number(nil, "level, yuan", "水平（元）", .fixed(0)) { $0.cluster.profile.level },
        .number(nil, "level without secondary", "水平（不含次级）", .fixed(0)) {
            $0.cluster.profile.levelWithoutSecondary
        },
        .number(nil, "gap", "差距", .fixed(2)) { $0.cluster.profile.gap },
        .number(nil, "gap without secondary", "差距（不含次级）", .fixed(2)) { $0.cluster.profile.gapWithoutSecondary },
        .words(nil, "anchors", "核心城市") { reading in
            Remark(
                reading.anchors.map { Language.english.name($0) }.joined(separator: ", "),
                reading.anchors.map { Language.chinese.name($0) }.joined(separator: "、"))
        },
        .value("profile") { Layout.record(nil, ClusterStanding.columns()).value($0.cluster, .english) },
    ]
}

extension YoungerAndOlder.Pair {
    fileprivate static let columns: [Column<Self>] = [
        .plain("younger") { $0.comparison.younger }, .words(nil, "younger", "较新") { $0.younger },
        .plain("older") { $0.comparison.older }, .words(nil, "older", "较早") { $0.older },
        .number("levelRatio", "level ratio", "水平之比", .fixed(2)) { $0.comparison.levelRatio },
        .number("levelRatioWithoutSecondary", "without secondary", "不含次级", .fixed(2)) {
            $0.comparison.levelRatioWithoutSecondary
        },
        .number("gapRatio", "gap ratio", "差距之比", .fixed(2)) { $0.comparison.gapRatio },
    ]
}

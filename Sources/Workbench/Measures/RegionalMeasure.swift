import Asking
public import Atlas
import Formats
import Reports

/// What kind of question a measure answers.
public enum MeasureFamily: String, Sendable, CaseIterable {
    case inequality, specialisation, growth, convergence, citySystem, complexity, links, composite

    var name: Remark {
        switch self {
        case .inequality: Remark("Inequality", "区域差异")
        case .specialisation: Remark("Specialisation and concentration", "专业化与集聚")
        case .growth: Remark("Growth taken apart", "增长分解")
        case .convergence: Remark("Convergence", "收敛")
        case .citySystem: Remark("City systems", "城市体系")
        case .complexity: Remark("Economic complexity", "经济复杂度")
        case .links: Remark("Links of cities", "城市联系")
        case .composite: Remark("Subsystems, factors, efficiency", "耦合、因子与效率")
        }
    }
}

/// Every measure, by the name the command line takes.
public enum RegionalMeasure: String, Sendable, CaseIterable {
    case gini, dagum, theil, theilL, atkinson, williamson, hoover, spatialGini
    case locationQuotient, krugman, herfindahl, hachman, locationalGini, ellisonGlaeser, clusterIndex
    case shiftShare
    case sigmaConvergence, betaConvergence, clubConvergence, markov, spatialMarkov, kernelRidges
    case rankSize, primacy, polycentricity, deviationEllipse
    case economicComplexity, relatedness, complexityOutlook
    case gravity, breakingPoint, fieldStrength, cityFlow
    case couplingCoordination, geodetector, slacksBased

    /// A measure by its name, whatever the case and hyphens, or by another name it goes by.
    public init?(named text: String) {
        let plain = text.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
        let aliases: [String: RegionalMeasure] = [
            "theilt": .theil, "lq": .locationQuotient, "locationquotients": .locationQuotient, "rca": .locationQuotient,
            "revealedcomparativeadvantage": .locationQuotient, "krugmanspecialisation": .krugman,
            "krugmanspecialization": .krugman,
            "hhi": .herfindahl, "litzenberger": .clusterIndex, "sigma": .sigmaConvergence, "beta": .betaConvergence,
            "clubs": .clubConvergence, "convergenceclubs": .clubConvergence, "phillipssul": .clubConvergence,
            "logt": .clubConvergence,
            "ridges": .kernelRidges, "kerneldensity": .kernelRidges, "ranksizerule": .rankSize, "zipf": .rankSize,
            "ellipse": .deviationEllipse, "standarddeviationalellipse": .deviationEllipse, "sde": .deviationEllipse,
            "eci": .economicComplexity,
            "pci": .economicComplexity, "complexity": .economicComplexity, "proximity": .relatedness,
            "density": .relatedness,
            "outlook": .complexityOutlook, "cv": .williamson, "coupling": .couplingCoordination,
            "geographicaldetector": .geodetector,
            "sbm": .slacksBased,
            "dea": .slacksBased, "coefficientofvariation": .williamson,
        ]
        if let found = Self.allCases.first(where: { $0.rawValue.lowercased() == plain }) ?? aliases[plain] {
            self = found
        } else {
            return nil
        }
    }

    public var family: MeasureFamily {
        switch self {
        case .gini, .dagum, .theil, .theilL, .atkinson, .williamson, .hoover, .spatialGini: .inequality
        case .locationQuotient, .krugman, .herfindahl, .hachman, .locationalGini, .ellisonGlaeser, .clusterIndex:
            .specialisation
        case .shiftShare: .growth
        case .sigmaConvergence, .betaConvergence, .clubConvergence, .markov, .spatialMarkov, .kernelRidges: .convergence
        case .rankSize, .primacy, .polycentricity, .deviationEllipse: .citySystem
        case .economicComplexity, .relatedness, .complexityOutlook: .complexity
        case .gravity, .breakingPoint, .fieldStrength, .cityFlow: .links
        case .couplingCoordination, .geodetector, .slacksBased: .composite
        }
    }

    /// Whether it needs to know where places lie.
    var needsPositions: Bool { self == .deviationEllipse }

    public var description: MeasureDescription {
        switch self {
        case .gini:
            MeasureDescription(
                "Gini index", "基尼系数", "half the mean difference over the mean: 0 equal, towards 1 one has all",
                "平均差的一半与均值之比，0 为均等",
                "--value", "gini, normalised")
        case .dagum:
            MeasureDescription(
                "Dagum's decomposition", "达古姆基尼系数分解",
                "the Gini index within groups, net between them and by their overlap",
                "基尼系数分解为组内、组间净值与超变密度", "--value --group", "gini, within, netBetween, transvariation")
        case .theil:
            MeasureDescription(
                "Theil's T", "泰尔指数 T", "inequality by shares of the total, exactly within and between groups",
                "以总量份额加权，可精确分解为组内与组间",
                "--value", "theilT, within, between")
        case .theilL:
            MeasureDescription(
                "Theil's L", "泰尔指数 L",
                "mean logarithmic deviation, by shares of heads, exactly within and between groups",
                "平均对数离差，以人口份额加权，可精确分解", "--value", "theilL, within, between")
        case .atkinson:
            MeasureDescription(
                "Atkinson's index", "阿特金森指数",
                "the share of the total that equality would be worth, at a stated aversion",
                "给定不平等厌恶下为实现均等可放弃的份额", "--value", "atkinson, within, between")
        case .williamson:
            MeasureDescription(
                "Williamson's index", "威廉姆森系数",
                "coefficient of variation weighted by population; its square splits by groups",
                "人口加权变异系数，平方可分解", "--value", "coefficientOfVariation, withinSquared, betweenSquared")
        case .hoover:
            MeasureDescription(
                "Hoover's index", "胡佛指数", "the share that would have to move for equality", "为实现均等须重新分配的份额", "--value",
                "hoover")
        case .spatialGini:
            MeasureDescription(
                "Spatial Gini index", "空间基尼系数",
                "differences between neighbours and between all others, tested by permutation",
                "分解为邻区与非邻区差异并作置换检验", "--value --weights", "gini, neighbour, nonNeighbour, pseudoPValue")
        case .locationQuotient:
            MeasureDescription(
                "Location quotients", "区位商",
                "a sector's share in a region over its share everywhere (revealed comparative advantage)",
                "地区部门份额与整体部门份额之比（显示性比较优势）", "--sector --value, or a column a sector", "locationQuotients")
        case .krugman:
            MeasureDescription(
                "Krugman's specialisation", "克鲁格曼专业化指数",
                "sum of differences between a region's shares and everyone's: 0 to 2",
                "地区与整体部门份额差之和，0 至 2", "--sector --value, or a column a sector", "krugman")
        case .herfindahl:
            MeasureDescription(
                "Herfindahl's index", "赫芬达尔指数", "sum of squared shares of sectors in a region", "地区内部门份额平方和",
                "--sector --value, or a column a sector", "herfindahl, normalised, equivalentNumber")
        case .hachman:
            MeasureDescription(
                "Hachman's index", "哈克曼指数", "how alike a region's sectors are to everyone's: 1 alike",
                "地区部门结构与整体的相似度，1 为相同",
                "--sector --value, or a column a sector", "hachman")
        case .locationalGini:
            MeasureDescription(
                "Locational Gini", "区位基尼系数", "how unevenly a sector lies over regions beside all sectors",
                "部门在地区间分布相对全部部门的不均程度",
                "--sector --value, or a column a sector", "locationalGini, unweighted")
        case .ellisonGlaeser:
            MeasureDescription(
                "Ellison–Glaeser index", "EG 集聚指数", "concentration of an industry beyond what few large plants bring",
                "剔除企业规模影响后的产业集聚程度",
                "a row a plant: --id region --value size [--sector] [--totals FILE]",
                "index, rawConcentration, plantHerfindahl")
        case .clusterIndex:
            MeasureDescription(
                "Cluster index (Litzenberger & Sternberg)", "产业集群指数",
                "an industry's share of jobs and firms over the share of people and area", "就业与企业份额相对人口与面积份额",
                "--value jobs --product firms --population people --weight area", "clusterIndex")
        case .shiftShare:
            MeasureDescription(
                "Shift–share", "偏离—份额分析", "growth split into the nation's, the industry mix and the region's own",
                "增长分解为全国份额、产业结构与竞争力",
                "--sector --value --year, --variant, --place REGION", "national, industryMix, regional, total")
        case .sigmaConvergence:
            MeasureDescription(
                "σ-convergence", "σ 收敛", "whether the spread of logarithms falls over the years", "对数标准差是否逐年下降",
                "--value and years",
                "standardDeviationOfLogs, coefficientOfVariation, trend")
        case .betaConvergence:
            MeasureDescription(
                "β-convergence", "β 收敛", "whether those that began lower grew faster, with speed and half-life",
                "起点低者是否增长更快，给出速度与半程",
                "--value and years [--control]", "slope, speed, halfLife, rSquared")
        case .clubConvergence:
            MeasureDescription(
                "Club convergence (Phillips & Sul)", "俱乐部收敛",
                "groups of places whose paths draw together, by the log t test",
                "以 log t 检验识别路径趋同的地区组", "--value and years", "clubs, divergent, all")
        case .markov:
            MeasureDescription(
                "Markov chain", "马尔可夫链", "moves of places between classes, and where they lead", "地区在等级间的转移及其长期分布",
                "--value and years",
                "transitions, probabilities, steadyState, meanFirstPassage, sojourn, mobility")
        case .spatialMarkov:
            MeasureDescription(
                "Spatial Markov chain", "空间马尔可夫链", "moves apart by the class of the neighbours, with a test",
                "按邻区等级分别统计转移并检验",
                "--value and years, --weights", "chain, conditional, chiSquare, likelihoodRatio")
        case .kernelRidges:
            MeasureDescription(
                "Kernel ridges", "核密度山脊", "the smooth distribution of values, year after year", "各年数值的核密度分布",
                "--value and years",
                "grid, ridges")
        case .rankSize:
            MeasureDescription(
                "Rank–size rule", "位序—规模法则", "slope of ln(rank − ½) on ln size", "ln(位序 − ½) 对 ln 规模的斜率", "--value",
                "slope, standardError, intercept")
        case .primacy:
            MeasureDescription(
                "Primacy", "首位度", "the largest over the next: two, four and eleven cities", "二城、四城与十一城指数", "--value",
                "twoCity, fourCity, elevenCity, shareOfLargest")
        case .polycentricity:
            MeasureDescription(
                "Polycentricity", "多中心度", "how evenly cities share size, and with flows their links", "城市规模与联系的均衡程度",
                "--value [--group] [--flows FILE]", "morphological, morphologicalSlope, functional, density")
        case .deviationEllipse:
            MeasureDescription(
                "Standard deviational ellipse", "标准差椭圆", "centre, axes and direction, and how the centre moves",
                "重心、长短轴、方向及重心轨迹",
                "--longitude --latitude [--value]", "longitude, latitude, majorKm, minorKm, bearing, areaKm2")
        case .economicComplexity:
            MeasureDescription(
                "Economic complexity (ECI, PCI)", "经济复杂度指数", "regions with sectors that only such regions have",
                "拥有稀缺部门组合的地区",
                "--sector --value, or a column a sector",
                "regions, sectors, correlationWithDiversity, eigenvalue, residual")
        case .relatedness:
            MeasureDescription(
                "Relatedness", "关联密度", "how near a region is to each sector by those it has", "地区现有部门与各部门的接近程度",
                "--sector --value, or a column a sector", "proximity, density")
        case .complexityOutlook:
            MeasureDescription(
                "Complexity outlook", "复杂度前景", "how good the sectors within reach are, and what each would open",
                "可及部门的价值及其带来的机会",
                "--sector --value, or a column a sector", "outlook, gain")
        case .gravity:
            MeasureDescription(
                "Gravity links", "引力联系强度", "√(people · product) of two cities over the square of distance",
                "两城质量之积与距离平方之比",
                "--population --product --longitude --latitude, or --distances FILE", "links, totals")
        case .breakingPoint:
            MeasureDescription(
                "Breaking point", "断裂点", "where the hinterlands of two cities meet", "两城腹地的分界点",
                "--population --product --longitude --latitude --place A --place B", "distance, fromFirst, fromSecond")
        case .fieldStrength:
            MeasureDescription(
                "Field strength", "场强", "which centre each place belongs to", "各地归属的中心及其场强",
                "--population --product --longitude --latitude --place CENTRE", "hinterlands")
        case .cityFlow:
            MeasureDescription(
                "City flow", "城市流强度", "what a city does for places outside it", "城市对外服务的功能量",
                "--product and a column of workers a sector",
                "cityFlow, outwardEmployment, productPerWorker, tendency")
        case .couplingCoordination:
            MeasureDescription(
                "Coupling coordination", "耦合协调度", "how far subsystems move together and how high they stand",
                "各子系统相互协调与发展的程度",
                "--value A,B[,C]: scores from 0 to 1",
                "coupling, development, coordination, grade, classicalCoupling, classicalCoordination")
        case .geodetector:
            MeasureDescription(
                "Geographical detector", "地理探测器", "how much of a value's spread strata explain, alone and together",
                "分层因子对空间分异的解释力及交互作用",
                "--value Y --factor A [--factor B]", "factors, interactions")
        case .slacksBased:
            MeasureDescription(
                "Slacks-based measure (SBM)", "SBM 效率",
                "efficiency of turning inputs into outputs, and what could be saved",
                "投入产出效率及可节约的投入",
                "--value INPUTS --outputs OUTPUTS [--undesirable WASTE]", "efficiency, slack_…")
        }
    }
}

/// What a measure is called, what it tells, what it needs and what it answers.
public struct MeasureDescription: Sendable {
    public let name: Remark
    public let summary: Remark
    /// Options of the command line.
    public let needs: String
    public let keys: String

    init(
        _ english: String, _ chinese: String, _ summary: String, _ summaryChinese: String, _ needs: String,
        _ keys: String
    ) {
        name = Remark(english, chinese)
        self.summary = Remark(summary, summaryChinese)
        self.needs = needs
        self.keys = keys
    }
}

/// Every measure in both languages, by family.
public func measureList(language: Language) -> Output {
    let measures = MeasureFamily.allCases.flatMap { family in RegionalMeasure.allCases.filter { $0.family == family } }
    let json = JSONValue.object([
        ("inputs", .object([])),
        (
            "result",
            .list(
                measures.map { measure in
                    let told = measure.description
                    return .object([
                        ("measure", .text(measure.rawValue)), ("family", .remark(measure.family.name)),
                        ("name", .remark(told.name)),
                        ("summary", .remark(told.summary)), ("needs", .text(told.needs)), ("keys", .text(told.keys)),
                        ("guide", .text("Guides/measures/\(measure.rawValue).md")),
                    ])
                })
        ), ("sources", .list([])),
    ])
    let sections = MeasureFamily.allCases.map { family in
        Section(
            title: language(family.name),
            columns: [
                language("measure", "指标"), language("name", "名称"), language("tells", "含义"), language("takes", "参数"),
            ],
            rows: measures.filter { $0.family == family }.map { measure in
                let told = measure.description
                return [measure.rawValue, language(told.name), language(told.summary), told.needs]
            })
    }
    let everything = Section(
        columns: [
            "measure", "family", "nameEnglish", "nameChinese", "summaryEnglish", "summaryChinese", "needs", "keys",
        ],
        rows: measures.map { measure in
            let told = measure.description
            return [
                measure.rawValue, measure.family.rawValue, told.name.english, told.name.chinese, told.summary.english,
                told.summary.chinese,
                told.needs, told.keys,
            ]
        })
    return Output(json, sections: sections, main: everything)
}

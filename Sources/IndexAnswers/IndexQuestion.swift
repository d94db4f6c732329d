public import Asking
import Atlases
import IndexFiles
import Indices

/// An index by a recipe, and what it is asked of: a table where one is given or stands beside the recipe, else the
/// atlas.
///
///     var question = IndexQuestion()
///     question.group = "province"
///     let answer = try question.answer(on: OpenAtlas("china"))
///     answer.result.latest.map(\.rank)
public struct IndexQuestion: Askable {
    /// A file in YAML, or the name of one that comes with the atlas.
    public var recipe = "city-development"
    /// Path of a table; nil takes the one beside the recipe, else the atlas.
    public var table: String?
    /// Column that names places; found if nil.
    public var id: String?
    /// Column of years, or of an atlas a year or a span; nil as the recipe has it.
    public var year: String?
    /// Places of a group are ranked among themselves: a column, or of an atlas a `RegionGrouping`; nil as the recipe
    /// has it.
    public var group: String?
    /// Weights by indicator in place of the recipe's; those not named count as zero.
    public var weights: [String: Double]?
    /// Least share of the indicators for which a place must have figures of its own, in place of the recipe's.
    public var ownFigures: Double?
    /// Samples that intervals rest on in place of the recipe's; 0 for none.
    public var samples: Int?
    /// Samples of each of two sets that tell which choice moves the ranking; 0 for none.
    public var sensitivity = 1_024
    /// Of everything random, in place of the recipe's.
    public var seed: Int?
    /// One that is explained, by code or name.
    public var place: String?
    /// The place that it is compared with; nil takes those at the two ends of its interval.
    public var against: String?
    /// Ids of `IndexChart` that are drawn along for a page.
    public var charts: [String] = []
    /// Nil takes one for each processor; the answer does not depend on it.
    public var threads: Int?
    /// Seconds of one processor that an answer may take, as far as can be told before; nil for any.
    public var mostWork: Double?
    /// Told what is drawn, how many pieces are done, and of how many.
    public var progress: (@Sendable (String, Int, Int) -> Void)?

    /// The development of cities over the atlas.
    public init() {}

    /// What every face takes, in the order in which help lists it; `threads` and `progress` are for the caller alone.
    public static let settings: [Setting<IndexQuestion>] = [
        .text(
            "recipe", "index", "指数", \.recipe, required: false,
            help: Remark("A recipe in YAML, or a name from `index list`.", "YAML 方案文件，或 `index list` 所列名称。")),
        .text(
            "table", "table", "数据表", \.table, .file,
            help: Remark(
                "CSV with a row a place (and year) and a column an indicator.", "CSV：每行一个地区（及年份），每列一个指标。")),
        .text(
            "id", "places", "地区列", \.id, .column,
            help: Remark("Column that names places; found if left out.", "地区名称所在列；省略时自动查找。")),
        .text(
            "year", "year", "年份", \.year,
            help: Remark(
                "Column of years; on the atlas a year or a span, FIRST-LAST.",
                "年份列；图集则为年份或区间（起-止）。")),
        .text(
            "group", "groups", "分组", \.group,
            help: Remark(
                "Rank apart by this column; on the atlas province, cluster or anchor.",
                "按此列分组排名；图集则为 province、cluster 或 anchor。")),
        .weights(
            "weights", "weights", "权重", \.weights, in: 0...1e9,
            help: Remark(
                "Weight of an indicator in place of the recipe's, id=number; may be given again, others count 0.",
                "以 id=数值 指定指标权重；可多次给出，其余为 0。")),
        .number(
            "ownFigures", "own figures", "自有数据", \.ownFigures, in: 0...1,
            help: Remark(
                """
                Least share of indicators of which a place has its own figure, to be ranked; .5 where the recipe is \
                silent.
                """,
                "参与排名所需的自有数据占指标的最低比例；方案未注明时为 .5。")),
        .whole(
            "samples", "samples", "抽样次数", \.samples, in: 50...1_000_000, orZero: true,
            help: Remark("Samples that intervals rest on; 0 for none.", "位次区间所用的抽样次数；0 为不计算区间。")),
        .whole(
            "sensitivity", "samples of choices", "敏感性抽样", \.sensitivity, in: 64...1_000_000, orZero: true,
            help: Remark(
                "Samples of each of two sets that tell which choice moves the ranking; 0 for none.",
                "判断哪项选择左右排名的两组抽样各自的次数；0 为不计算。")),
        .whole(
            "seed", "seed", "种子", \.seed, in: 0...(1 << 53),
            help: Remark("Seed of everything random; the same seed gives the same bits.", "所有随机数的种子；种子相同则结果逐位相同。")),
        .text(
            "place", "place", "地区", \.place, .place,
            help: Remark("Code or name of a place that is explained.", "需要解释的地区代码或名称。")),
        .text(
            "against", "against", "对比地区", \.against, .place,
            help: Remark(
                "Compare with this place; else with those at the ends of its interval.", "与此地区比较；省略时与其位次区间两端的地区比较。")),
        .texts(
            "charts", "charts", "图", \.charts,
            help: Remark(
                "Drawn along: \(IndexChart.allCases.map(\.rawValue).joined(separator: ", ")).",
                "附图：\(IndexChart.allCases.map(\.rawValue).joined(separator: "、"))。")),
    ]

    /// The charts asked for.
    ///
    /// - Throws: a problem of use for a chart that there is none of.
    func drawn() throws(Problem) -> [IndexChart] {
        try charts.map { (id) throws(Problem) in
            if let chart = IndexChart(rawValue: id) { return chart }
            let known = IndexChart.allCases.map(\.rawValue)
            throw Problem(
                .use, "{charts}: \(id.prefix(40)): expected \(known.joined(separator: ", "))",
                "{charts}：\(id.prefix(40))：应为 \(known.joined(separator: "、"))")
        }
    }

    /// The recipe with the weights asked for.
    func recipe(of document: RecipeDocument) throws(Problem) -> IndexRecipe {
        var recipe = document.recipe
        if let ownFigures { recipe.leastOwnFigures = ownFigures }
        guard let weights, !weights.isEmpty else { return recipe }
        let known = recipe.indicators.map(\.id)
        if let unknown = weights.keys.sorted().first(where: { !known.contains($0) }) {
            throw Problem(
                .use, "weight of \(unknown.prefix(40)): the recipe has \(known.joined(separator: ", "))",
                "\(unknown.prefix(40)) 的权重：方案指标为 \(known.joined(separator: "、"))")
        }
        // Weights by hand are of indicators: sub-indices no longer have their own.
        for index in recipe.indicators.indices {
            (recipe.indicators[index].weight, recipe.indicators[index].dimension) = (
                weights[recipe.indicators[index].id] ?? 0, nil
            )
        }
        (recipe.dimensions, recipe.stageBounds, recipe.choice.weighting) = ([], [], .given)
        return recipe
    }

    func doubt(of document: RecipeDocument) -> RankDoubt {
        var doubt = document.doubt
        if let samples { doubt.samples = samples }
        if let seed { doubt.seed = UInt64(max(0, seed)) }
        doubt.threads = threads
        // Weights that were set by hand are meant.
        if isByHand { doubt.weightings = [] }
        return doubt
    }

    /// Refuses what takes longer than a face gives to one question.
    func checkWork(_ model: IndexModel, _ doubt: RankDoubt, _ doubted: [IndexFactor]) throws(Problem) {
        guard let mostWork else { return }
        let told = sensitivity > 0 && doubted.count > 1 ? sensitivity * (doubted.count + 2) : 0
        let work = model.work(doubt, evaluations: samples == 0 ? 0 : doubt.samples + told)
        if work <= mostWork { return }
        let (long, most) = (Int(min(work, 1e9)), Int(mostWork))
        throw Problem(
            .use,
            """
            this takes about \(long) s of computing, more than the \(most) s that are given to one question here: \
            lower \
            {samples} and {sensitivity}, or ask from the command line (`hinterland index run`)
            """,
            """
            此问题约需计算 \(long) 秒，超过此处每个问题的上限 \(most) 秒：请减小 {samples} 与 {sensitivity}，\
            或使用命令行（`hinterland index run`）
            """)
    }

    /// Whether weights other than the recipe's were asked for.
    var isByHand: Bool { !(weights ?? [:]).isEmpty }
}

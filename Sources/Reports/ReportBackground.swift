import Asking
import Atlases
import Scenarios
import Wording

/// The part of a report that says what the answer rests on.
extension ScenarioReport {
    func method(_ page: inout Page) {
        page.heading(language("Method", "方法"))
        if study.modelChoice.kind == .whole {
            wholeModelMethod(&page)
        } else {
            firstModelMethod(&page)
        }
        let probe = answer.uniqueness
        page.paragraph(
            language(
                """
                Every equilibrium is solved until no place's labour or population is off by more than the \
                residual above; an unconverged answer would be an error. From \(probe.starts) random starting \
                points (seed \(probe.seed)) the same equilibrium was reached, the largest logarithmic difference \
                being \(scientific(probe.largestDifference)). Agglomeration \(plainNumber(probe.agglomeration)) \
                against the bound \(plainNumber(probe.agglomerationBound)) of the simple case: evidence for one \
                equilibrium, no proof.
                """,
                """
                每个均衡都求解到上表所示残差；不收敛即报错。从 \(probe.starts) 个随机初值（种子 \(probe.seed)）出发得到同一均衡，最大对数差 \
                \(scientific(probe.largestDifference))。集聚弹性 \(plainNumber(probe.agglomeration))，简单情形的唯一性上界为 \
                \(plainNumber(probe.agglomerationBound))：支持唯一性，但并非证明。
                """
            ))
    }

    private func firstModelMethod(_ page: inout Page) {
        page.paragraph(
            language(
                """
                A one-sector spatial equilibrium in exact hats: places trade at a cost that rises with travel \
                time, people choose where to live by real income, housing and the cost of leaving their \
                registered place, and places with more workers are more productive (Tombe & Zhu 2019, \
                doi:10.1257/aer.20150811; Allen & Arkolakis 2014, doi:10.1093/qje/qju016; Redding 2016, \
                doi:10.1016/j.jinteco.2016.04.003). The base year is reproduced exactly; only changes are \
                computed.
                """,
                """
                单部门空间均衡模型（精确变化率形式）：城市间贸易成本随旅行时间上升；人们根据实际收入、住房和离开户籍地的成本选择居住地；劳动者越多的城市生产率越高（Tombe & Zhu 2019；Allen \
                & Arkolakis 2014；Redding 2016）。基年被精确复现，只计算变化。
                """
            ))
        page.paragraph(
            language(
                """
                It is a closed economy of its places in which each spends what it produces: no rest \
                of the world, no public transfers between places, one sector, no time path. GDP per resident \
                stands for the wage, which it is not in resource cities. High-speed rail carries people and \
                services; goods go by road.
                """,
                """
                这是一个由所含地区组成的封闭经济：各地支出等于产出；没有国外部门、没有地区间转移支付、单一部门、没有时间路径。以人均 GDP 代表工资，对资源型城市并不准确。高铁只运送旅客与服务，货物走公路。
                """
            ))
        if let leftOut = study.atlas.meaning.leftOut { page.paragraph(language(leftOut)) }
    }

    private func wholeModelMethod(_ page: inout Page) {
        page.paragraph(
            language(
                """
                A spatial equilibrium of several sectors in exact hats: sectors buy inputs from one another, \
                from other places and from the rest of the world at costs that rise with travel time; land is \
                used by firms and homes; people choose where to live by real income, homes and the cost of \
                leaving their registered place; a tax on wages balances what the government pays, buys and \
                levies (Tombe & Zhu 2019, doi:10.1257/aer.20150811; Caliendo & Parro 2015, \
                doi:10.1093/restud/rdu035). The base year is reproduced exactly; only changes are computed.
                """,
                """
                多部门空间均衡模型（精确变化率形式）：各部门向彼此、其他城市及国外购买投入，成本随旅行时间上升；土地用于生产与居住；人们根据实际收入、住房和离开户籍地的成本选择居住地；工资税平衡政府的支付、采购\
                与税收（Tombe & Zhu 2019；Caliendo & Parro 2015）。基年被精确复现，只计算变化。
                """
            ))
        page.paragraph(
            language(
                """
                Every place spends what it earns in the base year; workers change sector freely but earn one \
                wage in a place; GDP per resident stands for the wage; there is no time path. What is assumed of \
                sectors and of the rest of the world stands in the list at the top.
                """,
                "基年各地支出等于所得；劳动力可自由转换部门，同一城市工资相同；以人均 GDP 代表工资；没有时间路径。关于部门与国外的假设见页首列表。"))
    }

    /// Intervals, what moves the answer, and how stable the order of places is.
    func certainty(_ page: inout Page, _ headline: ReadingAnswer) {
        guard let draws = answer.draws else { return }
        page.heading(language("How sure is this answer?", "这个结果有多可靠？"))
        page.paragraph(text.certainty)
        page.table(
            [
                language("Parameter drawn", "抽样参数"), language("Meaning", "含义"),
                "#" + language("with the income of ", "与实际收入的秩相关：")
                    + language.name(study.atlas.region(draws.largestChange)),
                "#" + language("with national welfare", "与全国福利的秩相关"),
            ],
            draws.influences.map { influence in
                let description = StudyParameter(rawValue: influence.parameter)?.description
                return [
                    influence.parameter, language(description?.meaning ?? "", description?.meaningChinese ?? ""),
                    fixed(influence.onLargestChange, 2),
                    fixed(influence.onNationalWelfare, 2),
                ]
            })
        page.paragraph(
            language(
                """
                Rank correlation over the draws: near ±1 the parameter alone decides the answer, near 0 it \
                hardly matters.
                """,
                "抽样中的秩相关系数：接近 ±1 表示该参数几乎决定结果，接近 0 表示影响很小。"), style: "small")
        let ranks = Dictionary(draws.ranks.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
        let shown = Array(headline.byIncome.prefix(8)) + Array(headline.losers.prefix(5).reversed())
        page.table(
            [
                language("Place", "城市"), "#" + language("Real income", "实际收入"), "#" + language("median", "中位数"),
                "#" + language("rank", "位次"),
                "#" + language("rank, 5th to 95th percentile", "位次（第 5 至 95 百分位）"),
                "#" + language("draws with this sign", "符号一致的抽样比例"),
            ],
            shown.map { place in
                let rank = ranks[place.code]
                return [
                    language.name(place), estimateText(place.income, language),
                    place.income.median.map(percentText) ?? "–",
                    rank.map { "\($0.rank)" } ?? "–",
                    rank.map { "\($0.rankLow)–\($0.rankHigh)" } ?? "–",
                    rank.map { fixed(100 * $0.sameSign, 0) + " %" } ?? "–",
                ]
            })
    }

    func assumptions(_ page: inout Page) {
        page.heading(language("Parameters and assumptions", "参数与假设"))
        page.table(
            [
                language("Parameter", "参数"), "#" + language("Value", "取值"), language("Meaning", "含义"),
                language("Range for draws", "抽样范围"),
                language("Source", "来源"),
            ],
            StudyParameter.allCases.filter(study.parameters.isUsed).map { parameter in
                let description = parameter.description
                let set = study.parameters.fixed[parameter] != nil
                return [
                    parameter.rawValue,
                    plainNumber(study.parameters[parameter]) + (description.unit.isEmpty ? "" : " \(description.unit)"),
                    language(description.meaning, description.meaningChinese),
                    description.range.map { "\(plainNumber($0.lowerBound))–\(plainNumber($0.upperBound))" } ?? "–",
                    set
                        ? language("set by this scenario", "本情景指定")
                        : language(study.parameters.source(parameter)),
                ]
            })
    }

    /// A moment of the calibration: met, or without a figure to meet.
    private func pinned(
        _ parameter: StudyParameter, _ moment: Remark, _ model: Double, _ cost: Remark, _ step: Double, digits: Int
    ) -> [String] {
        let target = study.parameters.value(parameter)
        let factor = fixed(step, 2)
        return [
            language(moment), fixed(100 * model, digits) + " %",
            target.map { fixed(100 * $0, digits) + " %" } ?? "–",
            target == nil
                ? language(
                    "not calibrated: border step × \(factor) \(cost.english) assumed",
                    "未校准：假设\(cost.chinese) × \(factor)")
                : language(
                    "calibrated: border step × \(factor) \(cost.english)", "已校准：\(cost.chinese) × \(factor)"),
        ]
    }

    func calibration(_ page: inout Page) {
        let c = study.calibration
        page.heading(language("What was calibrated, and what was not", "校准了什么，没有校准什么"))
        page.table(
            [
                language("Moment", "矩条件"), "#" + language("Model", "模型"), "#" + language("Figure", "数据"),
                language("Standing", "性质"),
            ],
            [
                pinned(
                    .provinceSelfShare, Remark("median share a province buys from itself", "省内自给率中位数"),
                    c.provinceSelfShare, Remark("on trade cost", "省界贸易成本"), c.tradeBorderStep, digits: 1),
                pinned(
                    .moversAcrossProvinces, Remark("people outside their registered province", "跨省人户分离比例"),
                    c.moversAcrossProvinces, Remark("on the cost of moving", "跨省迁移成本"), c.migrationBorderStep,
                    digits: 2),
            ]
                + study.heldOutChecks().map {
                    [
                        language(
                            "residents of \($0.nameEnglish) from other provinces, \($0.year), million",
                            "\($0.name)的外省户籍人口，\($0.year) 年，百万"),
                        fixed($0.modelMillions, 1),
                        fixed($0.figureMillions, 1), language("not used: a check", "未使用，仅作检验"),
                    ]
                } + [
                    [
                        language("median share a place buys from itself", "城市自给率中位数"),
                        fixed(100 * c.medianOwnShare, 1) + " %", "–",
                        language("implied; no figure is bundled", "隐含结果；无对照数据"),
                    ],
                    [
                        language("people in another city of their registered province", "省内跨市人户分离比例"),
                        fixed(100 * c.moversWithinProvinces, 1) + " %", "–",
                        language("implied by the assumed cost of leaving", "由假设的迁移成本隐含"),
                    ],
                ])
    }

    func coverage(_ page: inout Page) {
        page.heading(language("What is missing", "缺失的内容"))
        page.paragraph(
            language(
                """
                \(study.places.count) places are modelled; \(study.dropped.count) are left out, and cluster \
                totals leave them out too.
                """,
                "模型包含 \(study.places.count) 个城市；\(study.dropped.count) 个地区未纳入，城市群合计也不含它们。"))
        page.details(language("Places left out", "未纳入的地区")) {
            $0.table(
                [language("Place", "地区"), language("Reason", "原因")],
                study.dropped.map { ["\(language($0.nameEnglish, $0.name)) (\($0.code))", language($0.reason)] })
        }
        let flagged = study.places.filter { !$0.flags.isEmpty }
        page.details(language("Warnings on the figures of \(flagged.count) places", "\(flagged.count) 个城市的数据提示")) {
            $0.table(
                [language("Place", "城市"), language("Warning", "提示")],
                flagged.map { ["\(language.name($0.region)) (\($0.code))", language.joined($0.flags)] })
        }
    }

    func sources(_ page: inout Page) {
        page.heading(language("Sources", "来源"))
        page.table(
            [language("Source", "来源"), language("Used for", "用途"), language("Address", "地址")],
            study.sourcesUsed.map { [$0.title, $0.uses.joined(separator: ", "), $0.url] })
        page.paragraph(
            language(
                "Atlas \(study.atlas.name) \(study.atlas.version), SHA-256 \(study.atlas.hash). Made by: ",
                "图集 \(study.atlas.name) \(study.atlas.version)，SHA-256 \(study.atlas.hash)。生成命令：") + command,
            style: "small")
    }
}

import Asking
import Atlas
import Formats
import Reports
import Scenarios
import Wording

extension Workbench {
    /// The calibrated model: targets met, figures held out, assumptions.
    public func calibrate(
        year: Int, parameters: StudyParameters = StudyParameters(), language: Language
    ) throws(WorkbenchError) -> Output {
        do {
            let study = try Study(atlas, year: year, parameters: parameters)
            let c = study.calibration
            let checks = study.heldOutChecks()
            let moments = Section(
                title: language(
                    "Calibration, \(year): \(study.places.count) places, \(study.dropped.count) left out",
                    "校准，\(year) 年：\(study.places.count) 个城市，\(study.dropped.count) 个未纳入"),
                columns: [
                    language("moment", "矩条件"), language("model", "模型"), language("figure", "数据"),
                    language("standing", "性质"),
                ],
                rows: [
                    [
                        "provinceSelfShare", fixed(c.provinceSelfShare, 4),
                        fixed(study.parameters[.provinceSelfShare], 4),
                        language(
                            "calibrated: trade border step × \(fixed(c.tradeBorderStep, 3))",
                            "已校准：省界贸易成本 × \(fixed(c.tradeBorderStep, 3))"),
                    ],
                    [
                        "moversAcrossProvinces", fixed(c.moversAcrossProvinces, 4),
                        fixed(study.parameters[.moversAcrossProvinces], 4),
                        language(
                            "calibrated: moving border step × \(fixed(c.migrationBorderStep, 3))",
                            "已校准：跨省迁移成本 × \(fixed(c.migrationBorderStep, 3))"),
                    ],
                    ["medianOwnShare", fixed(c.medianOwnShare, 4), "–", language("implied", "隐含")],
                    [
                        "moversWithinProvinces", fixed(c.moversWithinProvinces, 4), "–",
                        language("implied by leavingCost, an assumption", "由假设的 leavingCost 隐含"),
                    ],
                ]
                    + checks.map {
                        [
                            "\($0.nameEnglish), million from other provinces", fixed($0.modelMillions, 1),
                            fixed($0.figureMillions, 1),
                            language("held out", "未使用，仅作检验"),
                        ]
                    },
                notes: [
                    language(
                        "  inversion residual \(scientific(c.inversionResidual))",
                        "  反演残差 \(scientific(c.inversionResidual))")
                ])
            let parameters = Section(
                title: language("Parameters", "参数"),
                columns: [
                    language("name", "名称"), language("value", "取值"), language("range for draws", "抽样范围"),
                    language("meaning", "含义"),
                    language("source", "来源"),
                ],
                rows: StudyParameter.allCases.map {
                    let d = $0.description
                    return [
                        $0.rawValue, plainNumber(study.parameters[$0]),
                        d.range.map { "\(plainNumber($0.lowerBound))–\(plainNumber($0.upperBound))" } ?? "–",
                        language(d.meaning, d.meaningChinese), language(d.source, d.sourceChinese),
                    ]
                })
            return Output(
                json: Envelope(
                    inputs: CalibrationInputs(
                        atlas: identity, year: year, parameters: ParameterValue.all(study.parameters)),
                    result: CalibrationRow(study), sources: study.sourcesUsed()),
                sections: [moments, parameters], main: moments)
        } catch {
            throw WorkbenchError(.data, "\(error)")
        }
    }

    /// What speaks for and against the model, apart from what it was calibrated to.
    public func diagnose(year: Int, seed: UInt64, parameters: StudyParameters = StudyParameters(), language: Language)
        throws(WorkbenchError) -> Output
    {
        do {
            let study = try Study(atlas, year: year, parameters: parameters)
            let d = try study.diagnose(seed: seed)
            var rows = d.heldOut.map {
                [
                    language(
                        "\($0.nameEnglish): million people from other provinces, \($0.year)",
                        "\($0.name)：外省户籍人口（百万），\($0.year) 年"),
                    fixed($0.modelMillions, 1),
                    fixed($0.figureMillions, 1),
                ]
            }
            if let trade = d.provincialTrade {
                rows += [
                    [
                        language("provinces' own share of domestic purchases, median", "省内自给率中位数"),
                        fixed(trade.modelMedianOwnShare, 3),
                        fixed(trade.theirMedianOwnShare, 3) + language(" (2002; calibrated)", "（2002 年；已校准）"),
                    ],
                    [
                        language("… rank correlation over \(trade.provinces) provinces", "……\(trade.provinces) 个省的秩相关"),
                        fixed(trade.ownShareRankCorrelation, 2), "1",
                    ],
                    [
                        language("trade between provinces: rank correlation", "省际贸易：秩相关"),
                        fixed(trade.crossShareRankCorrelation, 2), "1",
                    ],
                    [
                        language("trade between provinces: slope in logarithms", "省际贸易：对数斜率"),
                        fixed(trade.crossShareSlope, 2), "1",
                    ],
                ]
            }
            rows.append([
                language("share a place buys from itself: least, median, largest", "城市自给率：最小、中位、最大"),
                d.ownShares.map { fixed($0, 3) }.joined(separator: " "),
                language("no figure", "无数据"),
            ])
            let starts = [
                (language("no change", "无变化"), d.startsWithoutChange),
                (language("productivity +10 % in every second place", "每隔一个城市生产率 +10 %"), d.startsWithLargeChange),
            ]
            let moments = Section(
                title: language("Not calibrated, held against figures", "未校准，仅与数据对照"),
                columns: [language("moment", "矩条件"), language("model", "模型"), language("figure", "数据")], rows: rows)
            let uniqueness = Section(
                title: language("One equilibrium? Random starting points", "均衡唯一吗？随机初值"),
                columns: [
                    language("question", "问题"), language("starts", "初值数"), language("largest difference", "最大差异"),
                ],
                rows: starts.map { [$0.0, "\($0.1.starts)", scientific($0.1.largestDifference)] },
                notes: [
                    language(
                        """
                          agglomeration \(plainNumber(d.startsWithoutChange.agglomeration)) against the bound \
                        \(fixed(d.startsWithoutChange.agglomerationBound, 3)) of the simple case; evidence, no \
                        proof
                        """,
                        """
                          集聚弹性 \(plainNumber(d.startsWithoutChange.agglomeration))，简单情形上界 \
                        \(fixed(d.startsWithoutChange.agglomerationBound, 3))；仅为佐证
                        """
                    ), "  " + language(d.closure),
                ])
            return Output(
                json: Envelope(
                    inputs: CalibrationInputs(
                        atlas: identity, year: year, parameters: ParameterValue.all(study.parameters)), result: d,
                    sources: study.sourcesUsed()),
                sections: [moments, uniqueness], main: moments)
        } catch {
            throw WorkbenchError(.data, "\(error)")
        }
    }

}

struct CalibrationInputs: Encodable {
    let atlas: Workbench.AtlasIdentity
    let year: Int
    let parameters: [ParameterValue]
}

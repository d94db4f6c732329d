import Asking
import Atlas
import Formats
import Reports
public import Scenarios
import Wording

extension Workbench {
    /// What the whole model makes of the atlas: its sectors, its rest of the world, and what it was not given.
    public func diagnoseWhole(
        year: Int, parameters: StudyParameters = StudyParameters(), language: Language
    ) throws(WorkbenchError) -> Output {
        let study: Study
        do {
            study = try Study(atlas, year: year, parameters: parameters, model: ModelChoice(.whole))
        } catch {
            throw WorkbenchError(.data, "\(error)")
        }
        guard let d = study.diagnoseWhole() else { throw WorkbenchError(.data, "the atlas holds no whole model") }
        func percent(_ share: Double) -> String { fixed(100 * share, 1) }
        let sectors = Section(
            title: language("Sectors, per cent", "部门（%）"),
            columns: [
                language("sector", "部门"), language("of value added", "占增加值"), language("of people's spending", "占居民消费"),
            ] + d.sectors.map { language("of inputs: \($0.nameEnglish)", "占投入：\($0.name)") } + [
                language("place's own share, median", "城市自给率中位数")
            ],
            rows: d.sectors.map { row in
                [
                    language(row.nameEnglish, row.name), percent(row.valueAdded),
                    "\(percent(row.consumption)) (\(percent(row.consumptionGiven)))",
                ]
                    + zip(row.inputs, row.inputsGiven).map { "\(percent($0)) (\(percent($1)))" } + [
                        percent(row.medianOwnShare)
                    ]
            },
            notes: [
                language(
                    "  in brackets as given; beside it as scaled so that what is made is used",
                    "  括号内为给定值，其前为使产出与使用相等的调整值")
            ])
        var rows = [
            [
                language("step of trade cost at province borders", "省界贸易成本倍数"), fixed(d.tradeBorderStep, 3),
                language("calibrated", "校准"),
            ],
            [
                language("share of all spending that goes abroad", "支出中购自国外的比例"), orDash(d.importShare, 3),
                language("provinces calibrated, 2002", "各省按 2002 年校准"),
            ],
        ]
        if let exports = d.exports {
            let largest = language.name(atlas.region(exports.theirLargest))
            rows += [
                [
                    language(
                        "provinces' parts in exports: rank correlation over \(exports.provinces)",
                        "各省出口份额：\(exports.provinces) 省秩相关"),
                    fixed(exports.rankCorrelation, 2),
                    language("1 (\(exports.year), not calibrated)", "1（\(exports.year) 年，未校准）"),
                ],
                [
                    language("… part of \(largest)", "……\(largest)所占份额"), fixed(exports.modelShareOfTheirLargest, 3),
                    fixed(exports.theirLargestShare, 3),
                ],
            ]
        }
        rows.append([language("trade shares that are zero and stay so", "为零且保持为零的贸易份额"), "\(d.zeroTradeShares)", "–"])
        let moments = Section(
            title: language("Trade", "贸易"),
            columns: [language("moment", "矩条件"), language("model", "模型"), language("figure", "数据")],
            rows: rows,
            notes: d.assumptions.map { "  " + language($0) } + [
                language("  residual \(scientific(d.residual))", "  残差 \(scientific(d.residual))")
            ])
        return Output(
            json: Envelope(
                inputs: CalibrationInputs(
                    atlas: identity, year: year, parameters: ParameterValue.all(study.parameters)), result: d,
                sources: study.sourcesUsed()),
            sections: [sectors, moments], main: sectors)
    }
}

public import Asking
import Atlases
public import Scenarios
import Wording

/// A moment of the model beside the figure.
private struct Moment: Sendable {
    let name: Remark
    let model: Cell
    let figure: Cell
    var standing = Remark("", "")

    init(_ name: Remark, _ model: Cell, _ figure: Cell, _ standing: Remark = Remark("", "")) {
        (self.name, self.model, self.figure, self.standing) = (name, model, figure, standing)
    }

    static func columns(standing: Bool) -> [Column<Moment>] {
        let columns: [Column<Moment>] = [
            .words(nil, "moment", "矩条件") { $0.name }, Column(nil, Remark("model", "模型")) { $0.model },
            Column(nil, Remark("figure", "数据")) { $0.figure },
        ]
        return standing ? columns + [.words(nil, "standing", "性质") { $0.standing }] : columns
    }
}

extension Cell {
    fileprivate static let nothing = Cell.text("–")

    fileprivate static func fixed(_ number: Double?, _ digits: Int) -> Cell { .number(number, .fixed(digits)) }
}

extension Study {
    /// The calibrated model: targets met, figures held out, assumptions.
    public func calibrationRecord() -> Record {
        let moments = Sheet(
            title: Remark(
                "Calibration, \(year): \(places.count) places, \(dropped.count) left out",
                "校准，\(year) 年：\(places.count) 个城市，\(dropped.count) 个未纳入"),
            calibratedMoments, Moment.columns(standing: true),
            notes: [residualNote("inversion ", "反演", calibration.inversionResidual)])
        let layout = Layout<Study>.parts(
            .sheet { _ in moments },
            .sheet { study in
                Sheet(
                    title: Remark("Parameters", "参数"), StudyParameter.allCases.filter(study.parameters.isUsed),
                    [
                        .text(nil, "name", "名称") { $0.rawValue },
                        .number(nil, "value", "取值", .plain) { study.parameters[$0] },
                        .text(nil, "range for draws", "抽样范围") { parameter in
                            parameter.description.range.map {
                                "\(plainNumber($0.lowerBound))–\(plainNumber($0.upperBound))"
                            } ?? "–"
                        },
                        .words(nil, "meaning", "含义") {
                            Remark($0.description.meaning, $0.description.meaningChinese)
                        },
                        .words(nil, "source", "来源") { study.parameters.source($0) },
                    ])
            })
        return Record(
            inputs: inputs(), result: { Study.calibrationLayout.value(self, $0) }, sources: sourceTable,
            sheets: layout.sheets(self), main: moments)
    }

    private func residualNote(_ english: String, _ chinese: String, _ residual: Double) -> Remark {
        Remark("  \(english)residual \(scientific(residual))", "  \(chinese)残差 \(scientific(residual))")
    }

    private var calibratedMoments: [Moment] {
        let c = calibration
        func named(_ name: String) -> Remark { Remark(name, name) }
        func step(_ english: String, _ chinese: String, _ factor: Double) -> Remark {
            Remark(
                "calibrated: \(english) border step × \(fixed(factor, 3))", "已校准：\(chinese) × \(fixed(factor, 3))")
        }
        func pinned(
            _ parameter: StudyParameter, _ model: Double, _ english: String, _ chinese: String, _ factor: Double
        ) -> Moment {
            guard let target = parameters.value(parameter) else {
                return Moment(
                    named(parameter.rawValue), .fixed(model, 4), .nothing,
                    Remark(
                        "not calibrated: \(english) border step taken as × \(fixed(factor, 3))",
                        "未校准：\(chinese)取 × \(fixed(factor, 3))"))
            }
            return Moment(
                named(parameter.rawValue), .fixed(model, 4), .fixed(target, 4), step(english, chinese, factor))
        }
        return [
            pinned(.provinceSelfShare, c.provinceSelfShare, "trade", "省界贸易成本", c.tradeBorderStep),
            pinned(.moversAcrossProvinces, c.moversAcrossProvinces, "moving", "跨省迁移成本", c.migrationBorderStep),
            Moment(named("medianOwnShare"), .fixed(c.medianOwnShare, 4), .nothing, Remark("implied", "隐含")),
            Moment(
                named("moversWithinProvinces"), .fixed(c.moversWithinProvinces, 4), .nothing,
                Remark("implied by leavingCost, an assumption", "由假设的 leavingCost 隐含")),
        ]
            + heldOutChecks().map {
                Moment(
                    named("\($0.nameEnglish), million from other provinces"), .fixed($0.modelMillions, 1),
                    .fixed($0.figureMillions, 1), Remark("held out", "未使用，仅作检验"))
            }
    }

    /// What speaks for and against the model, apart from what it was calibrated to.
    ///
    /// - Throws: `ScenarioError` where an equilibrium does not converge.
    /// - Complexity: eight equilibria from random starting points, twice.
    public func diagnosisRecord(seed: UInt64) throws(ScenarioError) -> Record {
        let d = try diagnose(seed: seed)
        let moments = Sheet(
            title: Remark("Not calibrated, held against figures", "未校准，仅与数据对照"), heldAgainst(d),
            Moment.columns(standing: false))
        let probe = d.startsWithoutChange
        let (bound, agglomeration) = (fixed(probe.agglomerationBound, 3), plainNumber(probe.agglomeration))
        let uniqueness = Sheet(
            title: Remark("One equilibrium? Random starting points", "均衡唯一吗？随机初值"),
            [
                (Remark("no change", "无变化"), probe),
                (Remark("productivity +10 % in every second place", "每隔一个城市生产率 +10 %"), d.startsWithLargeChange),
            ],
            [
                .words(nil, "question", "问题") { $0.0 }, .count(nil, "starts", "初值数") { $0.1.starts },
                .number(nil, "largest difference", "最大差异", .scientific) { $0.1.largestDifference },
            ],
            notes: [
                Remark(
                    """
                      agglomeration \(agglomeration) against the bound \(bound) of the simple case; evidence, no \
                    proof
                    """,
                    "  集聚弹性 \(agglomeration)，简单情形上界 \(bound)；仅为佐证"),
                Remark("  " + d.closure.english, "  " + d.closure.chinese),
            ])
        return Record(
            inputs: inputs(), result: { diagnosisLayout.value(d, $0) }, sources: sourceTable,
            sheets: [moments, uniqueness], main: moments)
    }

    private func heldAgainst(_ d: Diagnosis) -> [Moment] {
        let people = d.heldOut.map {
            Moment(
                Remark(
                    "\($0.nameEnglish): million people from other provinces, \($0.year)",
                    "\($0.name)：外省户籍人口（百万），\($0.year) 年"), .fixed($0.modelMillions, 1),
                .fixed($0.figureMillions, 1))
        }
        let trade = d.provincialTrade.map { trade -> [Moment] in
            let theirs = fixed(trade.theirMedianOwnShare, 3)
            return [
                Moment(
                    Remark("provinces' own share of domestic purchases, median", "省内自给率中位数"),
                    .fixed(trade.modelMedianOwnShare, 3),
                    .words(Remark("\(theirs) (2002; calibrated)", "\(theirs)（2002 年；已校准）"))),
                Moment(
                    Remark(
                        "… rank correlation over \(trade.provinces) provinces", "……\(trade.provinces) 个省的秩相关"),
                    .fixed(trade.ownShareRankCorrelation, 2), .text("1")),
                Moment(
                    Remark("trade between provinces: rank correlation", "省际贸易：秩相关"),
                    .fixed(trade.crossShareRankCorrelation, 2), .text("1")),
                Moment(
                    Remark("trade between provinces: slope in logarithms", "省际贸易：对数斜率"),
                    .fixed(trade.crossShareSlope, 2), .text("1")),
            ]
        }
        let own = Moment(
            Remark("share a place buys from itself: least, median, largest", "城市自给率：最小、中位、最大"),
            .text(d.ownShares.map { fixed($0, 3) }.joined(separator: " ")), .words(Remark("no figure", "无数据")))
        return people + (trade ?? []) + [own]
    }

    /// What the whole model makes of the atlas: its sectors, its rest of the world, and what it was not given.
    ///
    /// - Throws: `Problem` in a study of the first model.
    public func wholeRecord() throws(Problem) -> Record {
        guard let d = diagnoseWhole() else { throw Problem(.data, "the atlas holds no whole model") }
        @Sendable func percent(_ share: Double, _ given: Double) -> Cell {
            .text("\(fixed(100 * share, 1)) (\(fixed(100 * given, 1)))")
        }
        let inputs = d.sectors.enumerated().map { k, sector in
            Column<WholeDiagnosis.SectorRow>(
                nil, Remark("of inputs: \(sector.nameEnglish)", "占投入：\(sector.name)")
            ) { percent($0.inputs[k], $0.inputsGiven[k]) }
        }
        let sectors = Sheet(
            title: Remark("Sectors, per cent", "部门（%）"), d.sectors,
            [
                .words(nil, "sector", "部门") { Remark($0.nameEnglish, $0.name) },
                .number(nil, "of value added", "占增加值", .fixed(1)) { 100 * $0.valueAdded },
                Column(nil, Remark("of people's spending", "占居民消费")) { percent($0.consumption, $0.consumptionGiven) },
            ] + inputs + [
                .number(nil, "place's own share, median", "城市自给率中位数", .fixed(1)) { 100 * $0.medianOwnShare }
            ],
            notes: [
                Remark(
                    "  in brackets as given; beside it as scaled so that what is made is used",
                    "  括号内为给定值，其前为使产出与使用相等的调整值")
            ])
        let moments = Sheet(
            title: Remark("Trade", "贸易"), wholeMoments(d), Moment.columns(standing: false),
            notes: d.assumptions.map { Remark("  " + $0.english, "  " + $0.chinese) }
                + [residualNote("", "", d.residual)])
        return Record(
            inputs: self.inputs(), result: { wholeLayout.value(d, $0) }, sources: sourceTable,
            sheets: [sectors, moments], main: sectors)
    }

    private func wholeMoments(_ d: WholeDiagnosis) -> [Moment] {
        var moments = [
            Moment(
                Remark("step of trade cost at province borders", "省界贸易成本倍数"), .fixed(d.tradeBorderStep, 3),
                .words(Remark("calibrated", "校准"))),
            Moment(
                Remark("share of all spending that goes abroad", "支出中购自国外的比例"), .fixed(d.importShare, 3),
                .words(Remark("provinces calibrated, 2002", "各省按 2002 年校准"))),
        ]
        if let exports = d.exports {
            let largest = atlas.region(exports.theirLargest)
            moments += [
                Moment(
                    Remark(
                        "provinces' parts in exports: rank correlation over \(exports.provinces)",
                        "各省出口份额：\(exports.provinces) 省秩相关"), .fixed(exports.rankCorrelation, 2),
                    .words(Remark("1 (\(exports.year), not calibrated)", "1（\(exports.year) 年，未校准）"))),
                Moment(
                    Remark(
                        "… part of \(Language.english.name(largest))", "……\(Language.chinese.name(largest))所占份额"),
                    .fixed(exports.modelShareOfTheirLargest, 3), .fixed(exports.theirLargestShare, 3)),
            ]
        }
        return moments + [
            Moment(
                Remark("trade shares that are zero and stay so", "为零且保持为零的贸易份额"), .number(d.zeroTradeShares), .nothing)
        ]
    }
}

private let diagnosisLayout = Layout<Diagnosis>.parts(
    .count("places") { $0.places },
    .optional("provincialTrade") { d in
        d.provincialTrade.map {
            .fields(
                ("year", .count($0.year)), ("provinces", .count($0.provinces)),
                ("ownShareRankCorrelation", .number($0.ownShareRankCorrelation)),
                ("crossShareRankCorrelation", .number($0.crossShareRankCorrelation)),
                ("crossShareSlope", .number($0.crossShareSlope)),
                ("theirMedianOwnShare", .number($0.theirMedianOwnShare)),
                ("modelMedianOwnShare", .number($0.modelMedianOwnShare)))
        }
    }, .part("heldOut", .table(.rows, AnswerTables.heldOut) { $0.heldOut }),
    .value("ownShares") { .numbers($0.ownShares) }, .value("startsWithoutChange") { .probe($0.startsWithoutChange) },
    .value("startsWithLargeChange") { .probe($0.startsWithLargeChange) },
    .number("inversionResidual") { $0.inversionResidual }, .value("closure") { .inFull($0.closure) })

private let wholeLayout = Layout<WholeDiagnosis>.parts(
    .part(
        "sectors",
        .table(
            .rows,
            [
                .value("id") { .text($0.id) }, .value("name") { .text($0.name) },
                .value("nameEnglish") { .text($0.nameEnglish) }, .value("valueAdded") { .number($0.valueAdded) },
                .value("consumptionGiven") { .number($0.consumptionGiven) },
                .value("consumption") { .number($0.consumption) },
                .value("inputsGiven") { .numbers($0.inputsGiven) }, .value("inputs") { .numbers($0.inputs) },
                .value("medianOwnShare") { .number($0.medianOwnShare) },
            ]
        ) { $0.sectors }), .optional("importShare") { $0.importShare.map(Value.number) },
    .optional("exports") { d in
        d.exports.map {
            .fields(
                ("year", .count($0.year)), ("provinces", .count($0.provinces)),
                ("rankCorrelation", .number($0.rankCorrelation)), ("theirLargest", .text($0.theirLargest)),
                ("theirLargestShare", .number($0.theirLargestShare)),
                ("modelShareOfTheirLargest", .number($0.modelShareOfTheirLargest)))
        }
    }, .number("tradeBorderStep") { $0.tradeBorderStep }, .count("zeroTradeShares") { $0.zeroTradeShares },
    .count("placesModelled") { $0.placesModelled }, .count("placesAtMean") { $0.placesAtMean },
    .number("residual") { $0.residual }, .value("assumptions") { .list($0.assumptions.map(Value.inFull)) })

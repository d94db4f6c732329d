import Asking
import Atlas
import Equilibrium
import Formats
import Reports
public import Scenarios
import Wording

extension Workbench {
    /// A run in the three formats.
    public func output(_ run: ScenarioRun, reading: Reading, seed: UInt64, language: Language) throws(WorkbenchError)
        -> Output
    {
        guard let chosen = run.answer.reading(reading) else {
            throw WorkbenchError(
                .data,
                "the reading \(reading.rawValue) has no answer: \(run.answer.unanswered[reading] ?? "not computed")")
        }
        let text = AnswerText(study: run.study, answer: run.answer, language: language)
        let inputs = ScenarioInputs(
            atlas: identity, year: run.study.year,
            scenario: .init(
                name: run.answer.scenario.name, places: run.answer.scenario.places,
                changes: run.answer.scenario.changes.map(text.describe)),
            parameters: ParameterValue.all(run.study.parameters), reading: reading.rawValue, seed: seed)
        let result = ScenarioResult(
            label: text.certainty, reading: reading.rawValue, places: chosen.places, clusters: chosen.clusters,
            national: chosen.national,
            residual: chosen.residual,
            iterations: chosen.iterations,
            readings: Dictionary(
                uniqueKeysWithValues: run.answer.readings.map { ($0.reading.rawValue, ReadingSummary($0)) }),
            unanswered: Dictionary(uniqueKeysWithValues: run.answer.unanswered.map { ($0.key.rawValue, $0.value) }),
            losers: chosen.losers.map {
                LosingPlace(code: $0.code, name: $0.name, nameEnglish: $0.nameEnglish, income: $0.income)
            },
            hoursSaved: run.answer.hoursSaved,
            pairsChanged: run.answer.pairsChanged, cost: CostAnswer(yuan: run.answer.costYuan, text: text.cost),
            jobs: chosen.jobs,
            model: ModelRow(run.study), sectors: chosen.sectors, levyRevenueYuan: chosen.levyRevenue,
            taxRate: chosen.taxRate,
            dropped: run.study.dropped.map {
                DroppedRow(code: $0.code, name: $0.name, nameEnglish: $0.nameEnglish, reason: $0.reason.english)
            }, remarks: run.answer.remarks,
            calibration: CalibrationRow(run.study), uniqueness: run.answer.uniqueness, draws: run.answer.draws)
        return Output(
            json: Envelope(inputs: inputs, result: result, sources: run.study.sourcesUsed()),
            sections: sections(run, chosen, text, language),
            main: Self.everyPlace(chosen, language))
    }

    private func sections(_ run: ScenarioRun, _ reading: ReadingAnswer, _ text: AnswerText, _ language: Language)
        -> [Section]
    {
        func row(_ place: PlaceChange) -> [String] {
            [
                place.code, language.name(place), estimateText(place.income, language),
                estimateText(place.population, language),
                estimateText(place.welfare, language),
                estimateText(place.realGDP, language),
            ]
        }
        let columns = [
            language("code", "代码"), language("place", "城市"), language("income", "实际收入"), language("population", "常住人口"),
            language("welfare", "福利"), language("realGDP", "实际产出"),
        ]
        let intro = Section(
            title: text.title,
            notes: run.answer.scenario.changes.map { "  · " + text.describe($0) } + [
                "", text.sentence(reading), text.certainty, language("Cost: \(text.cost).", "投资：\(text.cost)。"),
            ]
                + reading.jobs.map(text.jobs) + [text.levies(reading)].compactMap { $0 }
                + run.answer.remarks.map { language($0) })
        let three = Section(
            title: language("Three readings", "三种读法"),
            columns: [
                language("reading", "读法"), language("national welfare", "全国福利"),
                language("national real GDP", "全国实际产出"),
                language("places that lose", "受损城市数"), language("residual", "残差"),
            ],
            rows: run.answer.readings.map {
                [
                    language.name($0.reading), estimateText($0.national.welfare, language),
                    estimateText($0.national.realGDP, language),
                    "\($0.losers.count)", scientific($0.residual),
                ]
            }, notes: run.answer.unanswered.map { "  \(language.name($0.key)): \($0.value)" })
        let winners = Section(
            title: language("Largest gains in real income", "实际收入增幅最大"), columns: columns,
            rows: reading.winners.prefix(10).map(row))
        let losers = Section(
            title: language(
                "Losers (\(reading.losers.count) places; largest losses)", "受损城市（共 \(reading.losers.count) 个；降幅最大者）"),
            columns: columns, rows: reading.losers.prefix(10).map(row))
        let hours = Section(
            title: language(
                """
                Passenger hours between \(run.answer.pairsChanged) pairs change; largest share of the time saved \
                or lost
                """,
                "\(run.answer.pairsChanged) 对城市的客运时间发生变化；变化比例最大者"),
            columns: [
                language("from", "起"), language("to", "讫"), language("before", "之前"), language("after", "之后"),
                language("saved", "节省"),
            ],
            rows: run.answer.hoursSaved.map {
                [
                    language($0.fromNameEnglish, $0.fromName), language($0.toNameEnglish, $0.toName),
                    hoursText($0.before, language),
                    hoursText($0.after, language), hoursText($0.saved, language),
                ]
            })
        let clusters = Section(
            title: language("Clusters", "城市群"),
            columns: [
                "id", language("cluster", "城市群"), language("income", "实际收入"), language("population", "常住人口"),
                language("level of non-anchors", "非核心城市水平"), language("gap before", "差距（前）"),
                language("gap after", "差距（后）"),
            ],
            rows: reading.clusters.map {
                [
                    $0.id, language.name($0), estimateText($0.income, language), estimateText($0.population, language),
                    $0.level.map { estimateText($0, language) } ?? "–",
                    orDash($0.gapBefore, 4), orDash($0.gapAfter, 4),
                ]
            })
        let basis = Section(notes: [
            language(
                """
                \(run.study.places.count) places modelled, \(run.study.dropped.count) left out; \
                \(run.study.closure.english); residual \(scientific(reading.residual)); \
                \(run.answer.uniqueness.starts) other starting points agree to \
                \(scientific(run.answer.uniqueness.largestDifference)).
                """,
                """
                模型包含 \(run.study.places.count) 个城市，\(run.study.dropped.count) 个未纳入；\(run.study.closure.chinese)；残\
                差 \(scientific(reading.residual))；另外 \(run.answer.uniqueness.starts) 个初值的结果相差不超过 \
                \(scientific(run.answer.uniqueness.largestDifference))。
                """
            )
        ])
        let workers = text.workersBySector(reading)
        let sectors = Section(
            title: language("Workers by sector", "各部门劳动力"), columns: workers.columns, rows: workers.rows)
        return [intro] + [three, winners, losers, sectors, hours, clusters].filter { !$0.rows.isEmpty } + [basis]
    }

    /// Relative changes as plain numbers, for further work.
    private static func everyPlace(_ reading: ReadingAnswer, _ language: Language) -> Section {
        Section(
            columns: ["code", "name", "nameEnglish"]
                + ["income", "population", "welfare", "realGDP"].flatMap {
                    [$0, $0 + "Low", $0 + "High", $0 + "Median"]
                },
            rows: reading.places.map { place in
                [place.code, place.name, place.nameEnglish]
                    + [place.income, place.population, place.welfare, place.realGDP].flatMap { estimate in
                        ["\(estimate.point)"]
                            + [estimate.low, estimate.high, estimate.median].map { $0.map { "\($0)" } ?? "" }
                    }
            })
    }
}

struct ScenarioInputs: Encodable {
    struct Question: Encodable {
        let name: String
        let places: [String]
        let changes: [String]
    }

    let atlas: Workbench.AtlasIdentity
    let year: Int
    let scenario: Question
    let parameters: [ParameterValue]
    let reading: String
    let seed: UInt64
}

struct ParameterValue: Encodable {
    let name: String
    let value: Double
    let unit: String
    let low: Double?
    let high: Double?
    let source: String
    let setByScenario: Bool

    static func all(_ parameters: StudyParameters) -> [ParameterValue] {
        StudyParameter.allCases.map {
            let d = $0.description
            return ParameterValue(
                name: $0.rawValue, value: parameters[$0], unit: d.unit, low: d.range?.lowerBound,
                high: d.range?.upperBound,
                source: d.source,
                setByScenario: parameters.fixed[$0] != nil)
        }
    }
}

struct ReadingSummary: Encodable {
    let national: NationalChange
    let residual: Double
    let iterations: Int
    let losers: Int
    let places: [PlaceChange]

    init(_ reading: ReadingAnswer) {
        national = reading.national
        residual = reading.residual
        iterations = reading.iterations
        losers = reading.losers.count
        places = reading.places
    }
}

struct LosingPlace: Encodable {
    let code, name, nameEnglish: String
    let income: Estimate
}

struct CostAnswer: Encodable {
    let yuan: Double?
    let text: String
}

struct DroppedRow: Encodable {
    let code, name, nameEnglish, reason: String
}

struct CalibrationRow: Encodable {
    let tradeBorderStep, provinceSelfShare, migrationBorderStep, moversAcrossProvinces: Double
    let impliedMedianOwnShare, impliedMoversWithinProvinces, inversionResidual: Double
    let heldOut: [HeldOutCheck]

    init(_ study: Study) {
        let c = study.calibration
        tradeBorderStep = c.tradeBorderStep
        provinceSelfShare = c.provinceSelfShare
        migrationBorderStep = c.migrationBorderStep
        moversAcrossProvinces = c.moversAcrossProvinces
        impliedMedianOwnShare = c.medianOwnShare
        impliedMoversWithinProvinces = c.moversWithinProvinces
        inversionResidual = c.inversionResidual
        heldOut = study.heldOutChecks()
    }
}

struct ModelRow: Encodable {
    let kind, immigration, landIncome, closure: String

    init(_ study: Study) {
        kind = study.modelChoice.kind.rawValue
        immigration = study.modelChoice.immigration.rawValue
        landIncome =
            study.modelChoice.kind == .whole ? study.modelChoice.landIncome.rawValue : LandOwnership.residents.rawValue
        closure = study.closure.english
    }
}

struct ScenarioResult: Encodable {
    let label: String
    let reading: String
    let places: [PlaceChange]
    let clusters: [ClusterChange]
    let national: NationalChange
    let residual: Double
    let iterations: Int
    let readings: [String: ReadingSummary]
    let unanswered: [String: String]
    let losers: [LosingPlace]
    let hoursSaved: [PairHours]
    let pairsChanged: Int
    let cost: CostAnswer
    let jobs: [JobsMoved]
    let model: ModelRow
    let sectors: [SectorChange]
    let levyRevenueYuan: Estimate?
    let taxRate: Double
    let dropped: [DroppedRow]
    let remarks: [Remark]
    let calibration: CalibrationRow
    let uniqueness: UniquenessProbe
    let draws: DrawSummary?
}

public import Asking
import Atlases
import Reports
public import Scenarios
import Wording

/// Scenarios side by side under one reading, each against the first, with intervals of the differences under the same
/// draws.
///
///     let comparison = try ScenarioComparison([road, rail], .peopleMove)
///     comparison.record
public struct ScenarioComparison: Sendable {
    /// The first is what the others are compared with.
    public let runs: [ScenarioRun]
    /// One a scenario after the first.
    public let differences: [AnswerDifference]
    /// Under which all are answered.
    public let reading: Reading

    /// - Parameter runs: two or more, asked of one atlas.
    /// - Throws: a problem of use for fewer, of data for a scenario without an answer under the reading.
    public init(_ runs: [ScenarioRun], _ reading: Reading) throws(Problem) {
        guard let first = runs.first, runs.count > 1 else {
            throw Problem(.use, "compare: name two scenarios or more", "compare：请给出两个以上情景")
        }
        (self.runs, self.reading) = (runs, reading)
        differences = try runs.dropFirst().map { (run) throws(Problem) in
            guard let difference = AnswerDifference(reading, from: first.answer, to: run.answer) else {
                throw Problem(
                    .data,
                    "\(first.name.english) or \(run.name.english) has no answer under the reading \(reading.rawValue)",
                    "\(first.name.chinese) 或 \(run.name.chinese) 在情形 \(reading.rawValue) 下没有结果")
            }
            return difference
        }
    }

    /// What each is called here: those of one name are numbered.
    private var names: [Remark] {
        var told: [String: Int] = [:]
        return runs.map { run in
            let number = told[run.name.english, default: 0] + 1
            told[run.name.english] = number
            if number == 1 { return run.name }
            return Remark("\(run.name.english) (\(number))", "\(run.name.chinese)（\(number)）")
        }
    }

    /// The comparison as every format writes it.
    public var record: Record {
        let study = runs[0].study
        return Record(
            inputs: study.inputs([
                .value("scenarios", .list(runs.map { $0.question(.texts($0.answer.scenario.changes.map(\.kind))) })),
                .value("reading", .text(reading.rawValue)),
                .value("seed", .number(Double(runs[0].answer.uniqueness.seed))),
                .value("draws", .count(differences.map(\.draws).min() ?? 0)),
            ]), self, layout, remarks: remarks, sources: study.sourceTable, main: .data(rows, ComparedPlace.columns))
    }

    private var layout: Layout<ScenarioComparison> {
        .parts(
            .worded("warnings") { comparison, language in .texts(comparison.warnings.map { language($0) }) },
            .sheet {
                $0.warnings.isEmpty
                    ? nil : Sheet(notes: $0.warnings.map { Remark("! " + $0.english, "! " + $0.chinese) })
            },
            .part(
                "scenarios",
                .rows(Remark("Scenarios side by side", "情景比较"), ComparedScenario.columns(runs[0].study)) {
                    $0.scenarios
                }),
            .part("places", .table(.rows, ComparedPlace.columns) { $0.rows }),
            .part("clusters", .table(.rows, ComparedPlace.columns) { $0.clusterRows }),
            .sheet { $0.sheet(of: $0.rows, Remark("Real income where scenarios differ most", "差异最大的城市：实际收入")) },
            .sheet { $0.sheet(of: $0.clusterRows, Remark("Real income of clusters", "城市群实际收入")) })
    }

    private var remarks: [Remark] {
        [aboutDifferences] + runs[0].answer.remarks
    }

    /// What is unlikely of each scenario.
    private var warnings: [Remark] {
        zip(names, runs).flatMap { name, run in
            run.answer.warnings.map { Remark("\(name.english): \($0.english)", "\(name.chinese)：\($0.chinese)") }
        }
    }

    private var aboutDifferences: Remark {
        let (first, shared) = (runs[0].name, differences.map(\.draws).min() ?? 0)
        let (english, chinese) = (
            "Differences are to \(first.english), in percentage points", "差异均相对于“\(first.chinese)”，单位为百分点"
        )
        if shared > 0 {
            return Remark(
                """
                \(english); intervals: 5th to 95th percentile of the difference itself over \(shared) draws that both \
                share.
                """, "\(chinese)；区间为共用的 \(shared) 次抽样中差异本身的第 5 至第 95 百分位。")
        }
        if runs.allSatisfy({ $0.answer.draws != nil }) {
            return Remark(
                """
                \(english), without intervals: the scenarios do not draw the same parameters (another model, or \
                parameters that one of them sets).
                """, "\(chinese)；各情景抽样的参数不同（模型不同，或其一设定了参数），故差异没有区间。")
        }
        return Remark("\(english); no interval was drawn.", "\(chinese)；未抽样，故无区间。")
    }
}

extension ScenarioRun {
    /// The scenario's name; the Chinese one falls back on the other.
    var name: Remark { Remark(answer.scenario.name, answer.scenario.nameChinese ?? answer.scenario.name) }
}

/// A scenario in short.
private struct ComparedScenario: Sendable {
    let name: Remark
    let run: ScenarioRun
    let answer: ReadingAnswer
    let difference: AnswerDifference?

    static func columns(_ study: Study) -> [Column<ComparedScenario>] {
        let currency = study.atlas.meaning.currency
        return [
            .words("name", "scenario", "情景", \.name),
            .change("welfare", "national welfare", "全国福利") { $0.answer.national.welfare },
            .change("welfareDifference", "to the first", "与首个相差") { $0.difference?.nationalWelfare },
            .change("realGDP", "real product", "实际产出") { $0.answer.national.realGDP },
            Column("productMoney", Remark("bn \(currency.name) a year", "每年亿\(currency.nameChinese)")) {
                .estimate($0.answer.national.productMoney, .money)
            },
            .change("realGDPDifference", "to the first", "与首个相差") { $0.difference?.nationalRealGDP },
            Column("cost", Remark("cost, bn \(currency.name)", "投资（亿\(currency.nameChinese)）")) {
                $0.run.answer.cost.map { .number($0, .money) } ?? .absent
            },
            Column("paybackYears", Remark("payback, years", "回收期（年）")) { line in
                line.run.answer.payback(line.answer).map { .estimate($0, .fixed(0)) } ?? .absent
            },
            .words("mostChanged", "changes most", "变化最大") { line in
                guard let most = line.answer.mostChanged else { return Remark("–", "–") }
                let text = percentText(most.income.point)
                return Remark("\(most.nameEnglish) \(text)", "\(most.name) \(text)")
            },
            .count("losers", "places that lose", "受损城市数") { $0.answer.losers.count },
        ]
    }
}

/// One place or cluster under one scenario.
private struct ComparedPlace: Sendable {
    let code: String
    let name: Remark
    /// Among the scenarios.
    let number: Int
    let scenario: Remark
    let changes: [Outcome: Estimate]
    /// To the first; nil for the first itself.
    let differences: [Outcome: Estimate]?

    static let columns: [Column<ComparedPlace>] =
        [
            .text("code", "code", "代码") { $0.code }, .words("name", "name", "名称") { $0.name },
            .words("scenario", "scenario", "情景") { $0.scenario },
        ]
        + Outcome.allCases.flatMap { outcome -> [Column<ComparedPlace>] in
            let (english, chinese) = (outcome.name.english, outcome.name.chinese)
            return [
                .change(outcome.rawValue, english, chinese) { $0.changes[outcome] },
                Column(outcome.rawValue + "Difference", Remark("\(english), difference", "\(chinese)差异")) {
                    .change($0.differences?[outcome] ?? Estimate(.nan))
                },
            ]
        }
}

extension ScenarioComparison {
    fileprivate var scenarios: [ComparedScenario] {
        runs.enumerated().compactMap { index, run in
            run[reading].map {
                ComparedScenario(
                    name: names[index], run: run, answer: $0, difference: index > 0 ? differences[index - 1] : nil)
            }
        }
    }

    /// Every place under every scenario, place by place.
    fileprivate var rows: [ComparedPlace] {
        let told = runs.map { run in
            (run[reading]?.places ?? []).map { place in
                Told(code: place.code, name: Remark(place.nameEnglish, place.name)) { place[$0] }
            }
        }
        return compared(told, differences.map(\.places))
    }

    fileprivate var clusterRows: [ComparedPlace] {
        let told = runs.map { run in
            (run[reading]?.clusters ?? []).map { cluster in
                Told(code: cluster.id, name: Remark(cluster.nameEnglish, cluster.name)) { cluster[$0] }
            }
        }
        return compared(told, differences.map(\.clusters))
    }

    private struct Told {
        let code: String
        let name: Remark
        let change: (Outcome) -> Estimate
    }

    private func compared(_ told: [[Told]], _ differences: [[AnswerDifference.Of]]) -> [ComparedPlace] {
        let answers = told.map { Dictionary($0.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a }) }
        let apart = differences.map { Dictionary($0.map { ($0.code, $0.changes) }, uniquingKeysWith: { a, _ in a }) }
        return Set(told.joined().map(\.code)).sorted().flatMap { code in
            runs.indices.compactMap { index in
                answers[index][code].map { place in
                    ComparedPlace(
                        code: code, name: place.name, number: index, scenario: names[index],
                        changes: Dictionary(uniqueKeysWithValues: Outcome.allCases.map { ($0, place.change($0)) }),
                        differences: index > 0 ? apart[index - 1][code] : nil)
                }
            }
        }
    }

    /// For people: a row a place, a column a scenario, those first that differ most.
    fileprivate func sheet(of rows: [ComparedPlace], _ title: Remark) -> Sheet? {
        struct Line {
            let name: Remark
            let code: String
            let answers: [ComparedPlace?]
            var size: Double { answers.compactMap { $0?.differences?[.income]?.point }.map(abs).max() ?? 0 }
        }
        var lines: [Line] = []
        for (code, group) in Dictionary(grouping: rows, by: \.code) {
            let answers = runs.indices.map { number in group.first { $0.number == number } }
            lines.append(Line(name: group[0].name, code: code, answers: answers))
        }
        lines.sort { a, b in a.size == b.size ? a.code < b.code : a.size > b.size }
        if lines.isEmpty { return nil }
        let columns = runs.indices.flatMap { index -> [Column<Line>] in
            let own = Column<Line>(nil, names[index]) {
                $0.answers[index]?.changes[.income].map { .change($0) } ?? .number(nil, .change)
            }
            let apart = Column<Line>(nil, Remark("difference", "差异")) {
                $0.answers[index]?.differences?[.income].map { .change($0) } ?? .absent
            }
            return index == 0 ? [own] : [own, apart]
        }
        return Sheet(title: title, Array(lines.prefix(15)), [.words(nil, "place", "地区") { $0.name }] + columns)
    }
}

import Asking
import Atlas
import AtlasFiles
import Charts
import Formats
import Indices
import Measures
import Reports
import Wording

/// Coupling coordination, the geographical detector and efficiency by slacks, of a user's table.
extension MeasureQuestion {
    func compositeAnswer(_ language: Language) throws(WorkbenchError) -> MeasureAnswer {
        let table = try valueTable()
        do {
            switch measure {
            case .couplingCoordination: return try coupling(table, language)
            case .geodetector: return try detectors(table, language)
            default: return try slacks(table, language)
            }
        } catch let error as IndexError {
            throw WorkbenchError(.data, "\(table.table.file): \(error)")
        } catch { throw WorkbenchError(error) }
    }

    /// Names of the rows, each once a year.
    private func places(_ table: ValueTable, besides used: Set<String>) throws -> [String] {
        guard let id = idColumn(table, besides: used) else {
            throw AtlasProblem(file: table.table.file, row: 1, expected: "a column of places: name it with --id")
        }
        let names = try table.texts(id)
        guard let year else { return names }
        return zip(names, try table.texts(year)).map { "\($0) \($1)" }
    }

    /// Columns that must have a number in every row.
    private func whole(_ table: ValueTable, _ expression: String) throws -> [(name: String, values: [Double])] {
        try table.columns(expression).map { column in
            let numbers = try table.numbers(column)
            if let row = numbers.firstIndex(where: { $0 == nil }) {
                throw table.problem(row: row, column: column, expected: "a number in every row")
            }
            return (column, numbers.map { $0 ?? 0 })
        }
    }

    private func coupling(_ table: ValueTable, _ language: Language) throws -> MeasureAnswer {
        guard let value else {
            throw WorkbenchError(.use, "couplingCoordination needs the scores of two subsystems or more: --value a,b")
        }
        let columns = try whole(table, value)
        let names = try places(table, besides: Set(columns.map(\.name) + [year].compactMap { $0 }))
        var rows: [(id: String, name: String, figures: [MeasureFigure])] = []
        for row in names.indices {
            let scores = columns.map { $0.values[row] }
            if let bad = columns.first(where: { !(0...1).contains($0.values[row]) }) {
                throw table.problem(row: row, column: bad.name, expected: "a score from 0 to 1")
            }
            let (corrected, classical) = (
                try Indices.couplingCoordination(scores), try Indices.couplingCoordination(scores, form: .classical)
            )
            rows.append(
                (
                    names[row], names[row],
                    [
                        MeasureFigure("coupling", "coupling C", "耦合度 C", corrected.coupling),
                        MeasureFigure("development", "development T", "综合指数 T", corrected.development),
                        MeasureFigure("coordination", "coordination D", "协调度 D", corrected.coordination),
                        MeasureFigure("grade", "grade", "等级", Double(corrected.grade), digits: 0),
                        MeasureFigure("classicalCoupling", "classical C", "传统 C", classical.coupling),
                        MeasureFigure("classicalCoordination", "classical D", "传统 D", classical.coordination),
                    ]
                ))
        }
        var answer = regionRows(rows, title: measure.description.name, language)
        answer.notes = [
            Remark(
                """
                C corrected after Wang et al. (2021), so that it spreads over 0 to 1; the classical C crowds \
                near 1. Subsystems weigh the same. Grades of .1, from 1 (extreme imbalance) to 10 (coordination \
                of high quality).
                """,
                "C 采用王淑佳等（2021）修正式，分布于 0 至 1；传统 C 集中于 1 附近。各子系统等权。协调度每 0.1 一级，1 为极度失调，10 为优质协调。")
        ]
        return answer
    }

    private func slacks(_ table: ValueTable, _ language: Language) throws -> MeasureAnswer {
        guard let value, let outputs else {
            throw WorkbenchError(
                .use,
                """
                slacksBased needs columns of inputs and outputs: --value labour,capital --outputs product \
                [--undesirable waste]
                """
            )
        }
        let (inputs, made) = (try whole(table, value), try whole(table, outputs))
        let waste = try undesirable.map { try whole(table, $0) } ?? []
        let all = inputs + made + waste
        if let twice = Dictionary(grouping: all.map(\.name), by: { $0 }).first(where: { $0.value.count > 1 })?.key {
            throw WorkbenchError(.use, "\(twice) is named twice among inputs and outputs")
        }
        for column in all {
            if let row = column.values.firstIndex(where: { !($0 > 0) }) {
                throw table.problem(
                    row: row, column: column.name, expected: "above 0, since slacks are taken relative to it")
            }
        }
        let names = try places(table, besides: Set(all.map(\.name) + [year].compactMap { $0 }))
        let count = names.count
        let tell = settings.progress.map { progress in { @Sendable (done: Int) in progress("programmes", done, count) }
        }
        let found = try slacksBasedMeasure(
            inputs: inputs.map(\.values), outputs: made.map(\.values), undesirable: waste.map(\.values),
            returns: returns,
            threads: settings.threads,
            progress: tell)
        let rows = names.indices.map { row -> (id: String, name: String, figures: [MeasureFigure]) in
            let unit = found.units[row]
            var figures = [MeasureFigure("efficiency", "efficiency ρ", "效率 ρ", unit.efficiency)]
            for (column, slack) in zip(all, unit.inputSlacks + unit.outputSlacks + unit.undesirableSlacks) {
                figures.append(
                    MeasureFigure("slack_\(column.name)", "slack of \(column.name)", "\(column.name) 松弛", slack))
            }
            return (names[row], names[row], figures)
        }
        var answer = regionRows(rows, title: measure.description.name, language)
        for row in answer.sections[0].rows.indices {
            let peers = found.units[row].peers.filter { $0.unit != row }.map {
                "\(names[$0.unit]) \(significant($0.weight, 2))"
            }
            answer.sections[0].rows[row].append(peers.isEmpty ? "–" : peers.prefix(4).joined(separator: ", "))
        }
        answer.sections[0].columns.append(language("measured by", "参照"))
        let residual = found.units.map(\.residual).max() ?? 0
        answer.notes = [
            Remark(
                """
                Returns to scale: \(returns.rawValue). Not oriented. Largest breach of a constraint \
                \(significant(residual, 1)) of a column's largest value.
                """,
                "规模报酬：\(returns == .constant ? "不变" : "可变")；非导向。约束最大偏差为列最大值的 \(significant(residual, 1))。")
        ]
        return answer
    }

    private func detectors(_ table: ValueTable, _ language: Language) throws -> MeasureAnswer {
        guard let value, !factors.isEmpty else {
            throw WorkbenchError(
                .use, "geodetector needs a column of values and one of strata or more: --value y --factor A --factor B")
        }
        let columns = try whole(table, value)
        if columns.count != 1 {
            throw WorkbenchError(.use, "geodetector explains one column: --value names \(columns.count)")
        }
        let values = columns[0].values
        var strata: [[String]] = []
        var cuts: [[CutEffect]?] = []
        for factor in factors {
            let (labels, effects) = try divided(table, factor, values)
            strata.append(labels)
            cuts.append(effects)
        }
        let effects = try strata.map { try factorDetector(values, strata: $0) }
        var pairs: [(Int, Int, InteractionDetector, EcologicalDetector?)] = []
        for a in factors.indices {
            for b in factors.indices where b > a {
                pairs.append(
                    (
                        a, b, try interactionDetector(values, strata[a], strata[b]),
                        try? ecologicalDetector(values, strata[a], strata[b])
                    ))
            }
        }
        return detectorAnswer(effects, cuts, pairs, language)
    }

    /// Strata of a factor: its own labels, or classes of a number that takes many values.
    private func divided(_ table: ValueTable, _ factor: String, _ values: [Double]) throws -> ([String], [CutEffect]?) {
        let texts = try table.texts(factor)
        if let row = texts.firstIndex(where: isMissing) {
            throw table.problem(row: row, column: factor, expected: "a stratum or a number in every row")
        }
        guard Set(texts).count > 12, let numbers = try? whole(table, factor).first?.values else { return (texts, nil) }
        return (
            try Indices.strata(of: numbers, classes: settings.classes, by: .quantiles),
            try cutEffects(values, factor: numbers)
        )
    }

    private func detectorAnswer(
        _ effects: [FactorDetector], _ cuts: [[CutEffect]?],
        _ pairs: [(Int, Int, InteractionDetector, EcologicalDetector?)],
        _ language: Language
    ) -> MeasureAnswer {
        let names: [InteractionDetector.Kind: Remark] = [
            .nonlinearWeakening: Remark("weaken each other", "非线性减弱"),
            .oneFactorWeakening: Remark("one weakens", "单因子非线性减弱"),
            .twoFactorEnhancement: Remark("strengthen each other", "双因子增强"), .independent: Remark("independent", "独立"),
            .nonlinearEnhancement: Remark("more than both together", "非线性增强"),
        ]
        func span(_ cut: [CutEffect]?) -> String {
            guard let q = cut?.map(\.q), let low = q.min(), let high = q.max() else { return "–" }
            return "\(fixed(low, 3))–\(fixed(high, 3))"
        }
        let first = Section(
            title: language("What each factor explains", "因子探测"),
            columns: [
                language("factor", "因子"), "q", "p", language("strata", "层数"), language("q over 18 cuts", "18 种分层的 q"),
            ],
            rows: factors.indices.map { index in
                [
                    factors[index], fixed(effects[index].q, 4), significant(effects[index].pValue, 4),
                    "\(effects[index].strata)",
                    span(cuts[index]),
                ]
            })
        let second = Section(
            title: language("Two together", "交互探测"),
            columns: [
                language("factors", "因子"), language("q together", "交互 q"), language("kind", "类型"),
                language("p of a difference", "差异 p 值"),
            ],
            rows: pairs.map { a, b, found, other in
                [
                    "\(factors[a]) ∩ \(factors[b])", fixed(found.together, 4),
                    names[found.kind].map { language($0) } ?? "",
                    other.map { significant($0.pValue, 4) } ?? "–",
                ]
            })
        let factorsJSON = factors.indices.map { index -> JSONValue in
            let effect = effects[index]
            var fields: [(String, JSONValue)] = [
                ("factor", .text(factors[index])), ("q", .number(effect.q)), ("pValue", .number(effect.pValue)),
                ("fStatistic", .number(effect.fStatistic)), ("noncentrality", .number(effect.noncentrality)),
                ("strata", .number(Double(effect.strata))),
            ]
            if let cut = cuts[index] {
                fields.append(
                    (
                        "cuts",
                        .list(
                            cut.map {
                                .object([
                                    ("method", .text($0.method.rawValue)), ("classes", .number(Double($0.classes))),
                                    ("q", .number($0.q)),
                                    ("pValue", .number($0.pValue)),
                                ])
                            })
                    ))
            }
            return .object(fields)
        }
        let pairsJSON = pairs.map { a, b, found, other -> JSONValue in
            .object([
                ("factors", .list([.text(factors[a]), .text(factors[b])])), ("q", .number(found.together)),
                ("kind", .text(found.kind.rawValue)),
                ("ecologicalF", .optional(other?.fStatistic)), ("ecologicalPValue", .optional(other?.pValue)),
            ])
        }
        return MeasureAnswer(
            result: .object([("factors", .list(factorsJSON)), ("interactions", .list(pairsJSON))]),
            sections: pairs.isEmpty ? [first] : [first, second],
            notes: [
                Remark(
                    """
                    p by the non-central F. A factor that is a number of many values is cut into \
                    \(settings.classes) quantiles; beside it the span of q over quantiles, natural breaks and \
                    equal intervals of 3 to 8 classes.
                    """,
                    "p 值据非中心 F 分布。取值较多的数值因子按 \(settings.classes) 分位离散化，并给出分位数、自然断点与等间距 3–8 类下 q 的范围。")
            ],
            picture: {
                BarChart(
                    factors.indices.map { Bar(label: factors[$0], value: effects[$0].q, text: fixed(effects[$0].q, 3)) }
                ).svg(
                    title: language(measure.description.name))
            })
    }
}

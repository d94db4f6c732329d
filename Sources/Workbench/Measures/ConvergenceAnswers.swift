import Asking
import Atlas
import Formats
import LinearAlgebra
import Measures
import RealModule
import Reports
import Wording

extension MeasureQuestion {
    /// Convergence of a panel over its periods.
    func convergence(_ given: MeasurePanel, _ language: Language) throws(WorkbenchError) -> MeasureAnswer {
        if measure == .kernelRidges { return try ridges(given, language) }
        guard let years = given.years, years.count > 1 else {
            throw WorkbenchError(
                .use,
                """
                \(measure.rawValue) needs values of two years or more: a column of years (--year), or a column a \
                year (--value 1929-2009)
                """
            )
        }
        if measure == .betaConvergence || measure == .clubConvergence {
            try given.requireOneEdition(measure, ends: measure == .betaConvergence)
        }
        do {
            switch measure {
            case .sigmaConvergence: return try sigma(given.balanced, years, language)
            case .betaConvergence: return try beta(given, years, language)
            case .clubConvergence: return try clubs(given.balanced, years, language)
            default: return try chain(given, language)
            }
        } catch let error as MeasureError {
            throw given.problem(error, nil)
        } catch { throw WorkbenchError(error) }
    }

    private func sigma(_ panel: MeasurePanel, _ years: [Int], _ language: Language) throws -> MeasureAnswer {
        for period in panel.periods {
            for (index, value) in period.values.enumerated() where value <= 0 {
                throw panel.problem(.badValue(index: index, value: value, expected: "above 0"), period)
            }
        }
        let found = try sigmaConvergence(years: years, values: panel.periods.map(\.values))
        var answer = panel.answer(
            measure.description.name, language,
            panel.periods.enumerated().map { index, period in
                (
                    period,
                    [
                        MeasureFigure(
                            "standardDeviationOfLogs", "deviation of logs", "对数标准差",
                            found.standardDeviationsOfLogs[index]),
                        MeasureFigure(
                            "coefficientOfVariation", "coefficient of variation", "变异系数",
                            found.coefficientsOfVariation[index]),
                    ]
                )
            })
        let trend = found.trend.map(coefficient) ?? .null
        answer.result = .object([("years", answer.result), ("trend", trend)])
        let rows = panel.periods.enumerated().map { index, period in
            (
                period,
                [
                    MeasureFigure(
                        "standardDeviationOfLogs", "deviation of logs", "对数标准差", found.standardDeviationsOfLogs[index])
                ]
            )
        }
        answer.picture = { seriesPicture(rows, language) }
        if let slope = found.trend {
            answer.notes.append(
                Remark(
                    """
                    Trend of the deviation of logs: \(significant(slope.estimate, 5)) a year, standard error \
                    \(significant(slope.standardError, 5)), p \(significant(slope.pValue, 4)).
                    """,
                    """
                    对数标准差趋势：每年 \(significant(slope.estimate, 5))，标准误 \(significant(slope.standardError, 5))，p 值 \
                    \(significant(slope.pValue, 4))。
                    """
                ))
        }
        return answer
    }

    private func beta(_ panel: MeasurePanel, _ years: [Int], _ language: Language) throws -> MeasureAnswer {
        let rows = panel.rows
        let controlTable = controls.isEmpty ? nil : try controlValues(panel)
        let kept = panel.places.indices.filter { place in
            rows[place][0] != nil && rows[place][years.count - 1] != nil
                && (controlTable?.allSatisfy { $0[place] != nil } ?? true)
        }
        for end in [panel.periods[0], panel.periods[years.count - 1]] {
            for (index, entry) in end.entries.enumerated() where entry.value <= 0 {
                throw panel.problem(.badValue(index: index, value: entry.value, expected: "above 0"), end)
            }
        }
        let found = try betaConvergence(
            start: kept.map { rows[$0][0] ?? 0 }, end: kept.map { rows[$0][years.count - 1] ?? 0 },
            years: Double(years[years.count - 1] - years[0]),
            controls: controlTable?.map { column in kept.map { column[$0] ?? 0 } } ?? [])
        let named =
            [("constant", found.constant), ("slope", found.slope)] + zip(controls, found.controls).map { ($0, $1) }
        let section = Section(
            title: language(
                "Mean growth of logarithms a year on ln of the start, \(years[0]) to \(years[years.count - 1])",
                "年均对数增长率对期初对数值的回归，\(years[0]) 至 \(years[years.count - 1])"),
            columns: [
                language("coefficient", "系数"), language("estimate", "估计"), language("standard error", "标准误"),
                language("robust", "稳健标准误"),
                "p",
            ],
            rows: named.map {
                [$0.0]
                    + [$0.1.estimate, $0.1.standardError, $0.1.robustStandardError, $0.1.pValue].map {
                        significant($0, 5)
                    }
            },
            notes: [
                language(
                    """
                      Speed \(orDash(found.speed, 4)) a year, half-life \(orDash(found.halfLife, 1)) years, R² \
                    \(fixed(found.rSquared, 3)), \(found.count) places, \(panel.places.count - found.count) \
                    without both years.
                    """,
                    """
                      收敛速度每年 \(orDash(found.speed, 4))，半程 \(orDash(found.halfLife, 1)) 年，R² \
                    \(fixed(found.rSquared, 3))，\(found.count) 个地区，\(panel.places.count - found.count) 个缺少首末年份数据。
                    """
                )
            ])
        return MeasureAnswer(
            result: .object([
                ("slope", coefficient(found.slope)), ("constant", coefficient(found.constant)),
                ("controls", .object(zip(controls, found.controls).map { ($0, coefficient($1)) })),
                ("speed", .optional(found.speed)),
                ("halfLife", .optional(found.halfLife)), ("rSquared", .number(found.rSquared)),
                ("years", .number(found.years)),
                ("count", .number(Double(found.count))), ("missing", .number(Double(panel.places.count - found.count))),
            ]), sections: [section],
            picture: {
                betaPicture(
                    kept.map { place in
                        let (start, end) = (rows[place][0] ?? 1, rows[place][years.count - 1] ?? 1)
                        return (
                            panel.names[place], start,
                            Double.log(end / start) / Double(years[years.count - 1] - years[0])
                        )
                    }, found, "\(years[0])–\(years[years.count - 1])", language)
            })
    }

    /// Controls by place: the first value that a place has in their column.
    private func controlValues(_ panel: MeasurePanel) throws -> [[Double?]] {
        let table = try valueTable()
        let used = Set([group, year, weight].compactMap { $0 } + controls)
        guard let id = idColumn(table, besides: used) else {
            throw WorkbenchError(.use, "--control needs a column of places (--id)")
        }
        let index = Dictionary(uniqueKeysWithValues: panel.places.enumerated().map { ($1, $0) })
        let places = try table.texts(id)
        return try controls.map { column in
            var values = [Double?](repeating: nil, count: panel.places.count)
            for (row, value) in try table.numbers(column).enumerated() {
                if let place = index[places[row]], values[place] == nil { values[place] = value }
            }
            return values
        }
    }

    private func coefficient(_ found: Coefficient) -> JSONValue {
        .object([
            ("estimate", .number(found.estimate)), ("standardError", .number(found.standardError)),
            ("robustStandardError", .number(found.robustStandardError)), ("pValue", .number(found.pValue)),
        ])
    }

    private func clubs(_ panel: MeasurePanel, _ years: [Int], _ language: Language) throws -> MeasureAnswer {
        if let gap = zip(years, years.dropFirst()).first(where: { $1 - $0 != years[1] - years[0] }) {
            throw WorkbenchError(
                .data,
                """
                \(panel.source): years \(gap.0) and \(gap.1) lie further apart than others: the log t test needs \
                an even step
                """
            )
        }
        let places = Set(panel.periods[0].entries.map(\.place)).sorted()
        let rows = panel.rows
        var paths: [[Double]] = []
        for place in places {
            let values = rows[place].compactMap { $0 }
            if let low = values.first(where: { $0 <= 0 }) {
                throw WorkbenchError(
                    .data,
                    "\(panel.source), \(panel.names[place]): \(low): expected above 0, since paths are of logarithms")
            }
            let logs = values.map { Double.log($0) }
            paths.append(settings.smoothing > 0 ? try hodrickPrescottTrend(logs, smoothing: settings.smoothing) : logs)
        }
        var options = ClubOptions()
        options.trim = settings.trim
        let found = try convergenceClubs(paths, options)
        func names(_ members: [Int]) -> [String] { members.map { panel.names[places[$0]] } }
        func test(_ test: LogTTest) -> [(String, JSONValue)] {
            [
                ("slope", .number(test.slope)), ("standardError", .number(test.standardError)),
                ("tStatistic", .number(test.tStatistic)),
                ("converges", .flag(test.converges)),
            ]
        }
        let section = Section(
            title: language(
                "Convergence clubs, \(years[0]) to \(years[years.count - 1])",
                "收敛俱乐部，\(years[0]) 至 \(years[years.count - 1])"),
            columns: [
                language("club", "俱乐部"), language("places", "地区数"), "b", language("error", "标准误"), "t",
                language("members", "成员"),
            ],
            rows: found.clubs.enumerated().map { index, club in
                [
                    "\(index + 1)", "\(club.members.count)", significant(club.test.slope, 3),
                    significant(club.test.standardError, 3),
                    significant(club.test.tStatistic, 3),
                    names(club.members).prefix(12).joined(separator: ", ") + (club.members.count > 12 ? " …" : ""),
                ]
            },
            notes: [
                language(
                    """
                      All places: b \(significant(found.all.slope, 3)), t \
                    \(significant(found.all.tStatistic, 2)); convergence is rejected below −1.65. \
                    \(found.divergent.count) in no \
                    club\(found.divergent.isEmpty ? "" : ": " + names(found.divergent).joined(separator: ", ")).
                    """,
                    """
                      全部地区：b \(significant(found.all.slope, 3))，t \(significant(found.all.tStatistic, 2))；t 低于 \
                    −1.65 则拒绝收敛。未归入者 \(found.divergent.count) 个\
                    \(found.divergent.isEmpty ? "" : "：" + names(found.divergent).joined(separator: "、"))。
                    """
                )
            ])
        return MeasureAnswer(
            result: .object([
                (
                    "clubs",
                    .list(
                        found.clubs.map { club in
                            .object(test(club.test) + [("members", .list(names(club.members).map { .text($0) }))])
                        })
                ), ("divergent", .list(names(found.divergent).map { .text($0) })), ("all", .object(test(found.all))),
                ("count", .number(Double(places.count))),
                ("missing", .number(Double(panel.places.count - places.count))),
            ]), sections: [section],
            notes: [
                settings.smoothing > 0
                    ? Remark(
                        """
                        Paths are Hodrick–Prescott trends of logarithms, λ = \(plainNumber(settings.smoothing)); \
                        the first \(fixed(100 * settings.trim, 0)) % of years are left out.
                        """,
                        """
                        路径为对数值的 HP 滤波趋势，λ = \(plainNumber(settings.smoothing))；剔除前 \
                        \(fixed(100 * settings.trim, 0)) % 的年份。
                        """
                    )
                    : Remark("Paths are logarithms as they are.", "路径为未经滤波的对数值。")
            ])
    }

    private func ridges(_ given: MeasurePanel, _ language: Language) throws(WorkbenchError) -> MeasureAnswer {
        // Relative to the mean of the year, so that growth of all does not hide who is where.
        var panel = given
        if !settings.absolute {
            panel.periods = given.periods.map { period in
                let mean = period.values.reduce(0, +) / Double(period.entries.count)
                return MeasurePanel.Period(
                    label: period.label, entries: period.entries.map { $0.with(value: $0.value / mean) },
                    missing: period.missing)
            }
        }
        let weighted = panel.periods.contains { $0.weights != nil }
        let found: KernelRidges
        do {
            found = try kernelRidges(
                panel.periods.map(\.values),
                weights: weighted ? panel.periods.map { $0.weights ?? $0.values.map { _ in 1 } } : nil,
                bandwidth: settings.bandwidth)
        } catch { throw panel.problem(error, nil) }
        let section = Section(
            title: language(measure.description.name),
            columns: [
                language("year", "年份"), language("bandwidth", "带宽"), language("peaks", "峰"),
                language("peaks at", "峰值位置"),
            ],
            rows: zip(panel.periods, found.ridges).map { period, ridge in
                [
                    period.label, significant(ridge.bandwidth, 3), "\(ridge.modes.count)",
                    ridge.modes.map { significant($0, 2) }.joined(separator: ", "),
                ]
            })
        return MeasureAnswer(
            result: .object([
                ("grid", .numbers(found.grid)),
                (
                    "ridges",
                    .list(
                        zip(panel.periods, found.ridges).map { period, ridge in
                            .object([
                                ("year", periodValue(period.label)), ("density", .numbers(ridge.density)),
                                ("bandwidth", .number(ridge.bandwidth)),
                                ("modes", .numbers(ridge.modes)), ("count", .number(Double(period.entries.count))),
                            ])
                        })
                ),
            ]), sections: [section],
            notes: [
                Remark(
                    """
                    Gaussian kernel, bandwidth by Silverman's rule unless given; values \
                    \(settings.absolute ? "as they are" : "over the mean of their year").
                    """,
                    "高斯核；未指定带宽时按 Silverman 规则；\(settings.absolute ? "原值" : "数值除以当年均值")。")
            ],
            picture: { ridgesPicture(panel, found, language) })
    }
}

import Asking
import Atlas
import Charts
import Formats
import Indices
import Reports
import Wording

extension Workbench {
    /// Why a place stands where it stands: its figures, what holds it back, what moves its rank, and how it differs
    /// from another.
    ///
    /// - Parameter against: the place compared with; nil takes those at the two ends of its interval.
    public func explainIndex(_ place: String, against: String?, _ question: IndexQuestion, language: Language)
        throws(WorkbenchError)
        -> Output
    {
        let study = try indexStudy(question, language)
        let row = try study.row(place, atlas)
        let other = try against.map { (name) throws(WorkbenchError) in try study.row(name, atlas) }
        if other == row { throw WorkbenchError(.use, "--against names the same place") }
        return study.explanation(row, against: other, identity, language)
    }
}

extension IndexStudy {
    /// The row of a place in the last period, by code or by either name.
    func row(_ text: String, _ atlas: Atlas) throws(WorkbenchError) -> Int {
        let wanted = text.lowercased()
        let found = latest.filter { row in
            if code(row) == text || name(row).lowercased() == wanted { return true }
            guard let region = atlas.region(code(row)) else { return false }
            return region.nameEnglish.lowercased() == wanted || region.name == text || region.shortName == text
        }
        if found.count == 1 { return found[0] }
        let last = model.figures.rows.map(\.period).max() ?? 0
        if found.isEmpty,
            let out = model.dropped.first(where: {
                $0.period == last && (panel.places[$0.place] == text || panel.names[$0.place].lowercased() == wanted)
            })
        {
            throw WorkbenchError(
                .data, "\(text.prefix(60)) is not in this index for want of \(out.missing.joined(separator: ", "))")
        }
        throw WorkbenchError(
            .use,
            found.isEmpty
                ? "\(text.prefix(60)): no such place in this index"
                : "\(text.prefix(60)) names \(found.count) places: give the code")
    }

    func explanation(_ row: Int, against: Int?, _ identity: Workbench.AtlasIdentity, _ language: Language) -> Output {
        var sections = [headline(row, language), figureSection(row, language)]
        let rivals = against.map { [$0] } ?? rivals(of: row)
        for rival in rivals { if let drivers = driverSection(row, rival, language) { sections.append(drivers) } }
        let effects = sensitivity?.effects(of: row) ?? []
        if !effects.isEmpty {
            var section = effectSection(effects, language)
            section.title = language("Which choice moves the rank of \(name(row))", "哪项选择左右\(name(row))的位次")
            section.notes = [language("  Shares of the variance of its rank (Sobol).", "  其位次方差的份额（Sobol 法）。")]
            sections.append(section)
        }
        sections[sections.count - 1].notes += remarks.map { "  " + language($0) }
        return Output(explanationJSON(row, rivals, effects, identity), sections: sections, main: sections[1])
    }

    /// The places that stand at the two ends of a row's interval: what it might have been.
    private func rivals(of row: Int) -> [Int] {
        guard let interval = intervals?[row] else { return [] }
        let own = model.figures.rows[row]
        let peers = latest.filter { model.figures.rows[$0].group == own.group && $0 != row }
        return [interval.low, interval.high].compactMap { rank in
            rank == index.ranks[row] ? nil : peers.min { abs(index.ranks[$0] - rank) < abs(index.ranks[$1] - rank) }
        }
    }

    private func headline(_ row: Int, _ language: Language) -> Section {
        let interval = intervals?[row]
        let among = index.among[row]
        var notes = [
            language(
                """
                  Rank \(index.ranks[row]) of \(among), score \(significant(index.scores[row], 4)), tier \
                \(index.tiers[row]).
                """,
                """
                  第 \(index.ranks[row]) 位（共 \(among) 个），得分 \(significant(index.scores[row], 4))，第 \
                \(index.tiers[row]) 梯队。
                """
            )
        ]
        if let interval {
            notes.append(
                language(
                    """
                      With what could be doubted, between \(interval.low) and \(interval.high) (median \
                    \(interval.median)); in its tier in \(fixed(100 * interval.tierShare, 0)) % of samples.
                    """,
                    """
                      计入可疑之处后在第 \(interval.low) 至第 \(interval.high) 位之间（中位数 \(interval.median)）；\
                    \(fixed(100 * interval.tierShare, 0)) % 的抽样仍在本梯队。
                    """
                ))
        }
        return Section(title: "\(name(row)) · \(heading(language))", notes: notes)
    }

    /// Each indicator with its figure, where the place stands in it, and what it adds and withholds.
    private func figureSection(_ row: Int, _ language: Language) -> Section {
        let obstacles = model.obstacles(of: index, row)
        let weights = model.indicatorWeights(of: index, row)
        let peers = latest.filter { model.figures.rows[$0].group == model.figures.rows[row].group }
        var warnings: [String] = []
        let rows = model.recipe.indicators.indices.map { indicator -> [String] in
            let own = cell(indicator, row)
            for note in own?.notes ?? [] {
                let warning = "  \(title(indicator, language)): \(language(note))"
                if !warnings.contains(warning) { warnings.append(warning) }
            }
            let values = index.normalised[indicator]
            let rank = 1 + peers.count { values[$0] > values[row] }
            let unit = question.document.figures[indicator].unit(language)
            let figure = own.map { unit.number($0.value) } ?? language("filled", "填补")
            return [
                title(indicator, language), figure, unit.name, own?.year ?? "", "\(rank)", fixed(values[row], 3),
                fixed(weights[indicator], 3), "\(fixed(100 * obstacles[indicator], 1)) %",
            ]
        }
        return Section(
            title: language("What it stands on", "得分构成"),
            columns: [
                language("indicator", "指标"), language("figure", "数值"), language("unit", "单位"), language("year", "年份"),
                language("rank", "位次"),
                language("normalised", "标准化值"), language("weight", "权重"), language("obstacle degree", "障碍度"),
            ], rows: rows, notes: warnings)
    }

    private func driverSection(_ row: Int, _ rival: Int, _ language: Language) -> Section? {
        guard let drivers = try? model.drivers(of: index, from: row, to: rival) else { return nil }
        let order = drivers.contributions.indices.sorted {
            abs(drivers.contributions[$0]) > abs(drivers.contributions[$1])
        }
        return Section(
            title: language(
                "Against \(name(rival)), rank \(index.ranks[rival]): \(signed(drivers.difference))",
                "与\(name(rival))（第 \(index.ranks[rival]) 位）相比：\(signed(drivers.difference))"),
            columns: [
                language("indicator", "指标"), language("unit", "单位"), name(row), name(rival),
                language("adds to the difference", "对差距的贡献"),
            ],
            rows: order.map { indicator in
                let unit = question.document.figures[indicator].unit(language)
                func figure(_ row: Int) -> String { cell(indicator, row).map { unit.number($0.value) } ?? "–" }
                return [
                    title(indicator, language), unit.name, figure(row), figure(rival),
                    signed(drivers.contributions[indicator]),
                ]
            })
    }

    private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + significant(value, 4) }

    private func explanationJSON(
        _ row: Int, _ rivals: [Int], _ effects: [RankSensitivity.Effect], _ identity: Workbench.AtlasIdentity
    )
        -> JSONValue
    {
        let interval = intervals?[row]
        let atlas = identity.json
        let inputs: [(String, JSONValue)] = [
            ("recipe", .text(question.document.name)), ("place", .text(code(row))), ("atlas", atlas),
            ("samples", .number(Double(intervals == nil ? 0 : doubt.samples))), ("seed", .text("\(doubt.seed)")),
        ]
        let between = interval.map {
            JSONValue.object([("low", .number(Double($0.low))), ("high", .number(Double($0.high)))])
        }
        let result: [(String, JSONValue)] = [
            ("name", .text(name(row))), ("rank", .number(Double(index.ranks[row]))),
            ("among", .number(Double(index.among[row]))),
            ("score", .number(index.scores[row])), ("tier", .number(Double(index.tiers[row]))),
            ("rankInterval", between ?? .null),
            ("tierShare", .optional(interval?.tierShare)), ("indicators", .list(indicatorsJSON(row))),
            ("drivers", .list(rivals.compactMap { driversJSON(row, $0) })),
            ("sensitivity", .list(effects.map(effectJSON))),
        ]
        return .object([
            ("inputs", .object(inputs)), ("result", .object(result)), ("notes", .list(remarks.map(JSONValue.remark))),
            ("sources", .list(panel.sources.map { .text($0) })),
        ])
    }

    private func indicatorsJSON(_ row: Int) -> [JSONValue] {
        let obstacles = model.obstacles(of: index, row)
        let weights = model.indicatorWeights(of: index, row)
        return model.recipe.indicators.indices.map { indicator in
            let own = cell(indicator, row)
            let figure = question.document.figures[indicator]
            let fields: [(String, JSONValue)] = [
                ("id", .text(figure.id)), ("name", .remark(figure.title)), ("value", .optional(own?.value)),
                ("unit", .text(figure.unit)),
                ("year", .text(own?.year ?? "")), ("normalised", .number(index.normalised[indicator][row])),
                ("weight", .number(weights[indicator])),
                ("obstacleDegree", .number(obstacles[indicator])),
                ("notes", .list((own?.notes ?? []).map(JSONValue.remark))),
                ("sources", .list((own?.sources ?? []).map { .text($0) })),
            ]
            return .object(fields)
        }
    }

    private func driversJSON(_ row: Int, _ rival: Int) -> JSONValue? {
        guard let found = try? model.drivers(of: index, from: row, to: rival) else { return nil }
        return .object([
            ("against", .text(code(rival))), ("name", .text(name(rival))),
            ("rank", .number(Double(index.ranks[rival]))),
            ("difference", .number(found.difference)), ("contributions", .numbers(found.contributions)),
            ("rest", .number(found.rest)),
        ])
    }
}

import Asking
import Atlas
import Formats
import LinearAlgebra
import Measures
import Reports
import Wording

extension MeasureQuestion {
    /// Moves between quantile classes; with neighbours also apart by theirs.
    func chain(_ panel: MeasurePanel, _ language: Language) throws -> MeasureAnswer {
        let joined = joins(panel)
        if panel.periods.count > 1 && !joined.contains(where: { $0.contains(true) }) {
            throw WorkbenchError(
                .data,
                """
                \(panel.source): no figures of two years that follow one another are of one edition, so that \
                moves cannot be told from revisions; for cities take --indicator real_gdp
                """
            )
        }
        if measure == .markov {
            var classes = Array(
                repeating: [Int?](repeating: nil, count: panel.periods.count), count: panel.places.count)
            for (index, period) in panel.periods.enumerated() {
                let edges = try quantileEdges(period.values, classes: settings.classes)
                for entry in period.entries { classes[entry.place][index] = classOf(entry.value, edges: edges) }
            }
            let found = try markovChain(classes: classes, count: settings.classes, joined: joined)
            return MeasureAnswer(
                result: .object(fields(found)), sections: [section(found, measure.description.name, language)],
                notes: [
                    Remark(
                        """
                        Classes: \(settings.classes) quantiles of each year. Moves where a value or its edition \
                        is missing or another are left out.
                        """,
                        "等级：各年 \(settings.classes) 分位；缺失或口径变化处的转移不计入。")
                ], picture: { chainPicture([(language("all places", "全部地区"), found)], language) })
        }
        return try spatialChain(panel, joined, language)
    }

    /// Values relative to the mean of the year in classes over all years, and the same of the mean over neighbours.
    private func spatialChain(_ panel: MeasurePanel, _ joined: [[Bool]], _ language: Language) throws -> MeasureAnswer {
        guard let neighbours = panel.neighbours else {
            throw WorkbenchError(.use, "spatialMarkov needs neighbours: name their file with --weights W.gal")
        }
        var own = Array(repeating: [Double?](repeating: nil, count: panel.periods.count), count: panel.places.count)
        var around = own
        for (index, period) in panel.periods.enumerated() {
            let mean = period.values.reduce(0, +) / Double(period.entries.count)
            if !(mean > 0) {
                throw panel.problem(
                    .undefined(why: "the mean is \(mean): values relative to it need one above zero"), period)
            }
            for entry in period.entries { own[entry.place][index] = entry.value / mean }
            for place in panel.places.indices where own[place][index] != nil {
                let known = zip(neighbours.neighbours[place], neighbours.weights[place]).compactMap { other, weight in
                    own[other][index].map { ($0, weight) }
                }
                let weight = known.reduce(0) { $0 + $1.1 }
                if weight > 0 { around[place][index] = known.reduce(0) { $0 + $1.0 * $1.1 } / weight }
            }
        }
        let edges = try quantileEdges(own.joined().compactMap { $0 }, classes: settings.classes)
        let aroundEdges = try quantileEdges(around.joined().compactMap { $0 }, classes: settings.classes)
        func classes(_ values: [[Double?]], _ edges: [Double]) -> [[Int?]] {
            values.map { $0.map { $0.map { classOf($0, edges: edges) } } }
        }
        let found = try spatialMarkov(
            classes: classes(own, edges), neighbourClasses: classes(around, aroundEdges), count: settings.classes,
            neighbourCount: settings.classes,
            joined: joined)
        let test = found.test
        let titles = found.conditional.indices.map { Remark("neighbours in class \($0 + 1)", "邻区处于第 \($0 + 1) 级") }
        return MeasureAnswer(
            result: .object([
                ("chain", .object(fields(found.chain))),
                ("conditional", .list(found.conditional.map { $0.map { .object(fields($0)) } ?? .null })),
                ("edges", .numbers(edges)),
                ("neighbourEdges", .numbers(aroundEdges)), ("chiSquare", .number(test.chiSquare)),
                ("chiSquarePValue", .number(test.chiSquarePValue)),
                ("likelihoodRatio", .number(test.likelihoodRatio)),
                ("likelihoodRatioPValue", .number(test.likelihoodRatioPValue)),
                ("degreesOfFreedom", .number(Double(test.degreesOfFreedom))),
            ]),
            sections: [section(found.chain, Remark("all places", "全部地区"), language)]
                + zip(titles, found.conditional).compactMap { title, chain in chain.map { section($0, title, language) }
                },
            notes: [
                Remark(
                    """
                    Moves the same whatever the neighbours: χ² \(significant(test.chiSquare, 2)), p \
                    \(significant(test.chiSquarePValue, 4)); likelihood ratio \
                    \(significant(test.likelihoodRatio, 2)), p \(significant(test.likelihoodRatioPValue, 4)); \
                    \(test.degreesOfFreedom) degrees of freedom.
                    """,
                    """
                    转移与邻区无关的检验：χ² \(significant(test.chiSquare, 2))，p \(significant(test.chiSquarePValue, 4))；似然比\
                     \(significant(test.likelihoodRatio, 2))，p \(significant(test.likelihoodRatioPValue, 4))；自由度 \
                    \(test.degreesOfFreedom)。
                    """
                ),
                Remark(
                    """
                    Classes: quantiles of values over the mean of the year, all years together; those of \
                    neighbours by their own quantiles.
                    """,
                    "等级：各年数值除以当年均值后全时期分位；邻区按其自身分位。"),
            ],
            picture: {
                chainPicture(
                    [(language("all places", "全部地区"), found.chain)]
                        + zip(titles, found.conditional).compactMap { title, chain in
                            chain.map { (language(title), $0) }
                        }, language)
            })
    }

    /// Whether the move from each period to the next counts: not across editions of a figure.
    private func joins(_ panel: MeasurePanel) -> [[Bool]] {
        var vintages = Array(
            repeating: [String?](repeating: nil, count: panel.periods.count), count: panel.places.count)
        for (index, period) in panel.periods.enumerated() {
            for entry in period.entries { vintages[entry.place][index] = entry.vintage }
        }
        return vintages.map { row in zip(row, row.dropFirst()).map { $0 != nil && $0 == $1 } }
    }

    private func fields(_ chain: MarkovChain) -> [(String, JSONValue)] {
        func rows(_ matrix: Matrix) -> JSONValue {
            .list((0..<matrix.rows).map { row in .numbers((0..<matrix.columns).map { matrix[row, $0] }) })
        }
        return [
            ("transitions", rows(chain.transitions)), ("probabilities", rows(chain.probabilities)),
            ("steadyState", chain.steadyState.map { .numbers($0) } ?? .null),
            ("meanFirstPassage", chain.meanFirstPassage.map(rows) ?? .null),
            ("sojourn", .numbers(chain.sojourn)), ("mobility", .number(chain.mobility)),
            ("leaving", .numbers(chain.leaving)),
        ]
    }

    private func section(_ chain: MarkovChain, _ title: Remark, _ language: Language) -> Section {
        let classes = (1...chain.count).map { language("to \($0)", "至 \($0)") }
        return Section(
            title: language(title),
            columns: [language("from", "自")] + classes + [
                language("moves", "转移数"), language("steps in class", "停留步数"), language("in the long run", "长期占比"),
            ],
            rows: (0..<chain.count).map { row in
                let count = (0..<chain.count).reduce(0) { $0 + chain.transitions[row, $1] }
                return ["\(row + 1)"] + (0..<chain.count).map { fixed(chain.probabilities[row, $0], 3) }
                    + [
                        fixed(count, 0), significant(chain.sojourn[row], 1),
                        chain.steadyState.map { fixed($0[row], 3) } ?? "–",
                    ]
            },
            notes: [
                language(
                    "  Mobility (Shorrocks) \(fixed(chain.mobility, 3)).",
                    "  流动性（Shorrocks）\(fixed(chain.mobility, 3))。")
            ])
    }
}

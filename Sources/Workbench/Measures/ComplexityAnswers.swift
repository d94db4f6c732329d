import Asking
import Atlas
import LinearAlgebra
import Measures
import Reports
import Wording

extension MeasureQuestion {
    /// Complexity, relatedness or outlook, period by period.
    func complexity(_ panel: SectorPanel, _ language: Language) throws(WorkbenchError) -> MeasureAnswer {
        if measure != .economicComplexity && panel.sectors.count > 5_000 {
            throw WorkbenchError(
                .data,
                """
                \(panel.source): \(panel.sectors.count) sectors: expected at most 5000 where each is compared \
                with each
                """
            )
        }
        var answers: [(String, MeasureAnswer)] = []
        for (label, table) in panel.periods {
            do {
                let presence = try Presence(table, threshold: settings.threshold)
                switch measure {
                case .relatedness: answers.append((label, related(presence, panel, language)))
                case .complexityOutlook: answers.append((label, try outlook(presence, panel, language)))
                default: answers.append((label, try indices(presence, panel, language)))
                }
            } catch { throw panel.problem(error) }
        }
        return byPeriod(answers, language)
    }

    private func indices(_ presence: Presence, _ panel: SectorPanel, _ language: Language) throws(MeasureError)
        -> MeasureAnswer
    {
        let found = try Measures.economicComplexity(presence)
        func rows(
            _ ids: [String], _ names: [String], _ scores: [Double?], _ counts: [Int], _ key: String,
            _ count: (String, String, String)
        ) -> [(String, String, [MeasureFigure])] {
            ids.indices.sorted { (scores[$0] ?? -.infinity, $1) > (scores[$1] ?? -.infinity, $0) }.map { index in
                (
                    ids[index], names[index],
                    [
                        MeasureFigure(
                            key, key == "eci" ? "ECI" : "PCI", key == "eci" ? "ECI" : "PCI", scores[index], digits: 3),
                        MeasureFigure(count.0, count.1, count.2, Double(counts[index]), digits: 0),
                    ]
                )
            }
        }
        let regions = regionRows(
            rows(panel.regions, panel.names, found.regions, presence.diversity, "eci", ("diversity", "sectors", "部门数")),
            title: Remark("Economic complexity of regions", "地区经济复杂度"), language)
        let sectors = regionRows(
            rows(panel.sectors, panel.sectors, found.sectors, presence.ubiquity, "pci", ("ubiquity", "regions", "地区数")),
            title: Remark("Complexity of sectors", "部门复杂度"), language, of: language("sector", "部门"), key: "sector")
        return MeasureAnswer(
            result: .object([
                ("regions", regions.result), ("sectors", sectors.result),
                ("correlationWithDiversity", .number(found.correlationWithDiversity)),
                ("eigenvalue", .number(found.eigenvalue)), ("nextEigenvalue", .number(found.nextEigenvalue)),
                ("residual", .number(found.residual)),
            ]), sections: regions.sections + sectors.sections,
            notes: [
                Remark(
                    """
                    Sign: so that ECI rises with the number of sectors (correlation \
                    \(fixed(found.correlationWithDiversity, 2))). Second eigenvalue \
                    \(significant(found.eigenvalue, 4)), third \(significant(found.nextEigenvalue, 4)); residual \
                    \(scientific(found.residual)). Presence: location quotient of at least \
                    \(plainNumber(settings.threshold)).
                    """,
                    """
                    符号：使 ECI 与部门数正相关（相关系数 \(fixed(found.correlationWithDiversity, 2))）。第二特征值 \
                    \(significant(found.eigenvalue, 4))，第三 \(significant(found.nextEigenvalue, 4))，残差 \
                    \(scientific(found.residual))。区位商不低于 \(plainNumber(settings.threshold)) 视为具有该部门。
                    """
                )
            ],
            picture: {
                spacePicture(presence, Measures.relatedness(presence), complexity: found.sectors, panel, language)
            })
    }

    private func related(_ presence: Presence, _ panel: SectorPanel, _ language: Language) -> MeasureAnswer {
        let found = Measures.relatedness(presence)
        var answer = crossTable(
            found.density, panel, key: "density", title: Remark("Relatedness density", "关联密度"), language)
        answer.picture = {
            let complexity = (try? Measures.economicComplexity(presence))?.sectors ?? panel.sectors.map { _ in nil }
            return spacePicture(presence, found, complexity: complexity, panel, language)
        }
        if case .fields(let fields) = answer.result {
            answer.result = .fields(
                fields + [
                    Value.Field(
                        "proximity",
                        .list(
                            (0..<presence.sectors).map { row in
                                .numbers((0..<presence.sectors).map { found.proximity[row, $0] })
                            })
                    )
                ])
        }
        return answer
    }

    private func outlook(_ presence: Presence, _ panel: SectorPanel, _ language: Language) throws(MeasureError)
        -> MeasureAnswer
    {
        let complexity = try Measures.economicComplexity(presence)
        let found = try Measures.complexityOutlook(
            presence, Measures.relatedness(presence), sectorComplexity: complexity.sectors)
        let own = presence.sectorsOfRegion.map(Set.init)
        let rows = panel.regions.indices.map { region -> (String, String, [MeasureFigure]) in
            (
                panel.regions[region], panel.names[region],
                [MeasureFigure("outlook", "outlook", "前景", found.outlook[region], digits: 3)]
            )
        }
        var answer = regionRows(rows, title: measure.description.name, language)
        let best = panel.regions.indices.map { region in
            panel.sectors.indices.filter { !own[region].contains($0) && found.gain[region, $0] > 0 }
                .sorted { (found.gain[region, $0], $1) > (found.gain[region, $1], $0) }.prefix(3).map {
                    panel.sectors[$0]
                }
        }
        answer.sections[0].columns.append(language("would open most", "机会最大的部门"))
        for row in answer.sections[0].rows.indices {
            answer.sections[0].rows[row].append(best[row].joined(separator: ", "))
        }
        answer.result = .object([
            ("regions", .list(panel.regions.map { .text($0) })), ("sectors", .list(panel.sectors.map { .text($0) })),
            ("outlook", .numbers(found.outlook)),
            (
                "gain",
                .list(panel.regions.indices.map { row in .numbers(panel.sectors.indices.map { found.gain[row, $0] }) })
            ),
        ])
        return answer
    }
}

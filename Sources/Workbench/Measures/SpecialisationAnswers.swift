import Asking
import Atlas
import AtlasFiles
import Formats
import LinearAlgebra
import Measures
import Reports
import Wording

extension MeasureQuestion {
    /// Specialisation and concentration of regions and sectors, period by period.
    func specialisation(_ panel: SectorPanel, _ language: Language) throws(WorkbenchError) -> MeasureAnswer {
        var answers: [(String, MeasureAnswer)] = []
        for (label, table) in panel.periods {
            do {
                switch measure {
                case .locationQuotient:
                    answers.append((label, quotients(try locationQuotients(table), panel, language)))
                case .locationalGini: answers.append((label, try concentration(table, panel, language)))
                default: answers.append((label, indices(try regionSpecialisation(table), panel, language)))
                }
            } catch { throw panel.problem(error) }
        }
        return byPeriod(answers, language)
    }

    private func quotients(_ found: Matrix, _ panel: SectorPanel, _ language: Language) -> MeasureAnswer {
        crossTable(found, panel, key: "locationQuotients", title: measure.description.name, language)
    }

    private func indices(_ found: [RegionSpecialisation?], _ panel: SectorPanel, _ language: Language) -> MeasureAnswer
    {
        let rows = zip(panel.regions, zip(panel.names, found)).map { id, named in
            (
                id, named.0,
                named.1.map(figures) ?? [
                    MeasureFigure(
                        measure.rawValue, measure.description.name.english, measure.description.name.chinese, nil)
                ]
            )
        }
        return regionRows(rows, title: measure.description.name, language)
    }

    private func figures(_ found: RegionSpecialisation) -> [MeasureFigure] {
        switch measure {
        case .krugman: [MeasureFigure("krugman", "Krugman", "克鲁格曼", found.krugman)]
        case .hachman: [MeasureFigure("hachman", "Hachman", "哈克曼", found.hachman)]
        default:
            [
                MeasureFigure("herfindahl", "Herfindahl", "赫芬达尔", found.herfindahl.herfindahl),
                MeasureFigure("normalised", "normalised", "标准化", found.herfindahl.normalised),
                MeasureFigure(
                    "equivalentNumber", "equal shares", "等价部门数", found.herfindahl.equivalentNumber, digits: 2),
            ]
        }
    }

    private func concentration(_ table: Matrix, _ panel: SectorPanel, _ language: Language) throws(MeasureError)
        -> MeasureAnswer
    {
        let kept = (0..<table.rows).filter { row in (0..<table.columns).contains { table[row, $0] > 0 } }
        let totals = kept.map { row in (0..<table.columns).reduce(0) { $0 + table[row, $1] } }
        var rows: [(String, String, [MeasureFigure])] = []
        for (column, sector) in panel.sectors.enumerated() {
            let amounts = kept.map { table[$0, column] }
            let found = amounts.contains { $0 > 0 } ? try Measures.locationalGini(of: amounts, against: totals) : nil
            rows.append(
                (
                    sector, sector,
                    [
                        MeasureFigure("locationalGini", "locational Gini", "区位基尼", found?.locationalGini),
                        MeasureFigure("unweighted", "unweighted", "未加权", found?.unweighted),
                    ]
                ))
        }
        return regionRows(rows, title: measure.description.name, language, of: language("sector", "部门"), key: "sector")
    }

    /// Ellison and Glaeser's index out of a table of plants.
    func plants(_ language: Language) throws(WorkbenchError) -> MeasureAnswer {
        let table = try valueTable()
        do {
            let value = try table.columns(value ?? "value")
            guard let id = idColumn(table, besides: Set(value + [sector].compactMap { $0 })), value.count == 1 else {
                throw AtlasProblem(
                    file: table.table.file, row: 1,
                    expected: "a column of regions (--id) and one of plants' sizes (--value)")
            }
            let sizes = try table.numbers(value[0])
            let regions = try table.texts(id)
            let sectors =
                try sector.map { (column) throws(AtlasProblem) in try table.texts(column) }
                ?? Array(repeating: "", count: table.rows)
            for row in 0..<table.rows where (sizes[row] ?? 0) <= 0 {
                throw table.problem(row: row, column: value[0], expected: "a plant's size above 0")
            }
            let (names, totals) = try regionTotals(regions, sizes.map { $0 ?? 0 })
            let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
            var rows: [(String, String, [MeasureFigure])] = []
            for sector in Set(sectors).sorted() {
                let own = (0..<table.rows).filter { sectors[$0] == sector }
                for row in own where index[regions[row]] == nil {
                    throw table.problem(row: row, column: id, expected: "a region of \(self.totals ?? "")")
                }
                do {
                    let found = try ellisonGlaeser(
                        plants: own.map { sizes[$0] ?? 0 }, regions: own.map { index[regions[$0]] ?? 0 }, totals: totals
                    )
                    rows.append(
                        (
                            sector, sector,
                            [
                                MeasureFigure("index", "γ", "γ", found.index),
                                MeasureFigure("rawConcentration", "G", "G", found.rawConcentration),
                                MeasureFigure("plantHerfindahl", "H of plants", "企业 H", found.plantHerfindahl),
                            ]
                        ))
                } catch {
                    throw WorkbenchError(.data, "\(table.table.file)\(sector.isEmpty ? "" : ", \(sector)"): \(error)")
                }
            }
            if rows.count == 1, let only = rows.first {
                return MeasureAnswer(
                    result: .object(only.2.flatMap(\.fields)),
                    sections: [
                        Section(
                            title: language(measure.description.name), columns: only.2.map { language($0.label) },
                            rows: [only.2.map(\.text)])
                    ])
            }
            return regionRows(
                rows, title: measure.description.name, language, of: language("sector", "部门"), key: "sector")
        } catch { throw WorkbenchError(error) }
    }

    /// Employment of all industries by region: from a file, else the sum of the plants.
    private func regionTotals(_ regions: [String], _ sizes: [Double]) throws -> ([String], [Double]) {
        guard let totals else {
            let names = Set(regions).sorted()
            var sums = Dictionary(uniqueKeysWithValues: names.map { ($0, 0.0) })
            for (region, size) in zip(regions, sizes) { sums[region, default: 0] += size }
            return (names, names.map { sums[$0] ?? 0 })
        }
        let table = try ValueTable(try readTable(totals))
        guard let id = idColumn(table, besides: []), let column = table.numberColumns(besides: [id]).first else {
            throw AtlasProblem(file: totals, row: 1, expected: "a column of regions and one of totals")
        }
        let values = try table.numbers(column)
        for row in 0..<table.rows where (values[row] ?? 0) <= 0 {
            throw table.problem(row: row, column: column, expected: "a total above 0")
        }
        return (try table.texts(id), values.map { $0 ?? 0 })
    }

    /// Litzenberger and Sternberg's index by region: jobs, firms, people and area, each as a share of its sum.
    func clusterIndices(_ language: Language) throws(WorkbenchError) -> MeasureAnswer {
        let table = try valueTable()
        do {
            let columns = [value ?? "jobs", product ?? "firms", population ?? "people", weight ?? "area"]
            let lists = try columns.map { column in
                let numbers = try table.numbers(column)
                for row in 0..<table.rows where (numbers[row] ?? -1) < 0 {
                    throw table.problem(row: row, column: column, expected: "0 or more")
                }
                return numbers.map { $0 ?? 0 }
            }
            let sums = lists.map { $0.reduce(0, +) }
            for (column, sum) in zip(columns, sums) where sum == 0 {
                throw AtlasProblem(file: table.table.file, column: column, expected: "a value above 0 somewhere")
            }
            let id = idColumn(table, besides: Set(columns))
            let names = try id.map { try table.texts($0) } ?? (1...table.rows).map(String.init)
            return regionRows(
                names.indices.map { row in
                    let shares = zip(lists, sums).map { $0[row] / $1 }
                    let found = Measures.clusterIndex(
                        employmentShare: shares[0], firmShare: shares[1], peopleShare: shares[2], areaShare: shares[3])
                    return (names[row], names[row], [MeasureFigure("clusterIndex", "cluster index", "集群指数", found)])
                }, title: measure.description.name, language)
        } catch { throw WorkbenchError(error) }
    }
}

/// A row a region (or sector) with its figures.
func regionRows(
    _ rows: [(id: String, name: String, figures: [MeasureFigure])], title: Remark, _ language: Language,
    of kind: String? = nil,
    key: String = "id"
) -> MeasureAnswer {
    let named = rows.contains { $0.id != $0.name }
    let section = Section(
        title: language(title),
        columns: (named ? [language("code", "代码")] : []) + [kind ?? language("region", "地区")]
            + (rows.first?.figures.map { language($0.label) } ?? []),
        rows: rows.map { row in (named ? [row.id] : []) + [row.name] + row.figures.map(\.text) })
    return MeasureAnswer(
        result: .list(
            rows.map { row in
                .object(
                    [(key, .text(row.id))] + (named ? [("name", .text(row.name))] : []) + row.figures.flatMap(\.fields))
            }), sections: [section])
}

/// A table of regions by sectors.
func crossTable(_ found: Matrix, _ panel: SectorPanel, key: String, title: Remark, _ language: Language)
    -> MeasureAnswer
{
    let rows = panel.regions.indices.map { row in (0..<found.columns).map { found[row, $0] } }
    let section = Section(
        title: language(title), columns: [language("region", "地区")] + panel.sectors,
        rows: zip(panel.names, rows).map { name, cells in [name] + cells.map { significant($0, 3) } })
    return MeasureAnswer(
        result: .object([
            ("regions", .list(panel.regions.map { .text($0) })), ("sectors", .list(panel.sectors.map { .text($0) })),
            (key, .list(rows.map { .numbers($0) })),
        ]), sections: [section])
}

/// One answer as it is; several as a list of years.
func byPeriod(_ answers: [(label: String, answer: MeasureAnswer)], _ language: Language) -> MeasureAnswer {
    if answers.count == 1 { return answers[0].answer }
    return MeasureAnswer(
        result: .list(answers.map { .object([("year", periodValue($0.label)), ("result", $0.answer.result)]) }),
        sections: answers.flatMap { label, answer in
            answer.sections.map { section in
                var titled = section
                titled.title = "\(section.title), \(label)"
                return titled
            }
        }, notes: answers.first?.answer.notes ?? [])
}

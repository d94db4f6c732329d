import AtlasFiles
import Formats
import Foundation
import LinearAlgebra
import Measures

extension MeasureQuestion {
    /// The user's table.
    func valueTable() throws(WorkbenchError) -> ValueTable {
        do {
            if let text { return try ValueTable(try CSVTable(text: [UInt8](text.utf8), file: table ?? "table")) }
            guard let table else {
                throw WorkbenchError(.use, "\(measure.rawValue) needs a table: give it with --table FILE.csv")
            }
            return try ValueTable(try readTable(table))
        } catch { throw WorkbenchError(error) }
    }

    /// Values by place and period out of the user's table.
    func tablePanel() throws(WorkbenchError) -> MeasurePanel {
        let table = try valueTable()
        do {
            let reader = try TablePanelReader(table, self)
            let panel = try reader.panel()
            return settings.balanced ? panel.balanced : panel
        } catch { throw WorkbenchError(.data, "\(error)") }
    }

    /// Amounts by region and sector out of the user's table.
    func tableSectors() throws(WorkbenchError) -> SectorPanel {
        let table = try valueTable()
        do { return try SectorTableReader(table, self).panel() } catch { throw WorkbenchError(.data, "\(error)") }
    }

    /// The column that names places: the one given, else the likeliest.
    func idColumn(_ table: ValueTable, besides used: Set<String>) -> String? { id ?? placeColumn(table, besides: used) }
}

/// The column that names places: one called so, else the first of texts that is not asked for as anything else.
func placeColumn(_ table: ValueTable, besides used: Set<String>) -> String? {
    let usual = ["id", "code", "place", "region", "name", "adcode", "地区", "城市", "代码"]
    let header = table.table.header.filter { !$0.isEmpty && !used.contains($0) }
    if let found = header.first(where: { usual.contains($0.lowercased()) }) { return found }
    let numeric = Set(table.numberColumns(besides: used))
    return header.first { !numeric.contains($0) }
}

/// The year at the end of a header: pcgdp1940 → 1940; else the header.
private func periodLabel(_ header: String) -> String {
    let tail = header.reversed().prefix { $0.isNumber }.reversed()
    return tail.count == 4 ? String(tail) : header
}

private struct TablePanelReader {
    let table: ValueTable
    let question: MeasureQuestion
    let columns: [String]
    let id: String?

    init(_ table: ValueTable, _ question: MeasureQuestion) throws(AtlasProblem) {
        self.table = table
        self.question = question
        let asked = [question.group, question.year, question.longitude, question.latitude, question.id].compactMap {
            $0
        }
        if let value = question.value {
            columns = try table.columns(value)
        } else {
            columns = table.yearColumns
            if columns.isEmpty {
                throw AtlasProblem(
                    file: table.table.file, row: 1,
                    expected:
                        """
                        a column of values: name it with --value, one of \
                        \(table.table.header.prefix(30).joined(separator: ", "))
                        """
                )
            }
        }
        var used = Set(asked + columns)
        if let weight = question.weight { used.formUnion(try table.columns(weight)) }
        id = question.idColumn(table, besides: used)
        if question.year != nil && columns.count > 1 {
            throw AtlasProblem(
                file: table.table.file, row: 1,
                expected:
                    """
                    one column of values beside --year, or several without it; found \
                    \(columns.joined(separator: ", "))
                    """
            )
        }
    }

    func panel() throws(AtlasProblem) -> MeasurePanel {
        let (places, placeOfRow) = try self.places()
        let groups = try question.group.map { (column) throws(AtlasProblem) in try table.texts(column) }
        let positions = try self.positions()
        let labels = try question.year.map { (column) throws(AtlasProblem) in try years(column) }
        let weights = try weightColumns()
        var periods: [String: [MeasurePanel.Entry]] = [:]
        var missing: [String: Int] = [:]
        for (order, column) in columns.enumerated() {
            let values = try table.numbers(column)
            let ofColumn = periodLabel(column)
            let own = weights.isEmpty ? nil : try table.numbers(weights[weights.count == 1 ? 0 : order])
            for row in 0..<table.rows {
                let label = labels?[row] ?? ofColumn
                guard let value = values[row], groups.map({ !isMissing($0[row]) }) ?? true,
                    own.map({ $0[row] != nil }) ?? true,
                    positions.map({ $0[row] != nil }) ?? true
                else {
                    missing[label, default: 0] += 1
                    continue
                }
                periods[label, default: []].append(
                    MeasurePanel.Entry(
                        place: placeOfRow[row], value: value, group: groups?[row], weight: own?[row],
                        position: positions?[row],
                        vintage: "",
                        origin: .row(table.table.lines[row])))
            }
        }
        return try assembled(places, periods, missing)
    }

    private func assembled(_ places: [String], _ periods: [String: [MeasurePanel.Entry]], _ missing: [String: Int])
        throws(AtlasProblem)
        -> MeasurePanel
    {
        if periods.isEmpty {
            throw AtlasProblem(file: table.table.file, column: columns[0], expected: "at least one value")
        }
        let labels =
            question.year != nil ? sorted(Array(periods.keys)) : columns.map(periodLabel).filter { periods[$0] != nil }
        for (label, entries) in periods {
            var seen: Set<Int> = []
            for entry in entries where !seen.insert(entry.place).inserted {
                throw AtlasProblem(
                    file: table.table.file, column: id, value: places[entry.place],
                    expected:
                        """
                        each place once\(periods.count > 1 ? " in \(label)" : ""), found again in \
                        \(entry.origin.text)\(question.year == nil ? "; name the column of years with --year" : "")
                        """
                )
            }
        }
        let column = columns.count == 1 ? columns[0] : question.value ?? "values"
        return MeasurePanel(
            places: places, names: places,
            periods: labels.map {
                MeasurePanel.Period(label: $0, entries: periods[$0] ?? [], missing: missing[$0] ?? 0)
            },
            source: table.table.file, column: column,
            quantity: MeasurePanel.Quantity(name: column, unit: "", factor: 1),
            weightColumn: question.weight, sources: [table.table.file])
    }

    /// Years in order of time, anything else in order of letters.
    private func sorted(_ labels: [String]) -> [String] {
        labels.allSatisfy { Double($0) != nil }
            ? labels.sorted { (Double($0) ?? 0) < (Double($1) ?? 0) } : labels.sorted()
    }

    /// Identifiers and which one each row has; rows are their own places where nothing names them.
    private func places() throws(AtlasProblem) -> ([String], [Int]) {
        guard let id else { return ((1...table.rows).map(String.init), Array(0..<table.rows)) }
        let texts = try table.texts(id)
        var (places, index, rows): ([String], [String: Int], [Int]) = ([], [:], [])
        for (row, text) in texts.enumerated() {
            if text.isEmpty { throw table.problem(row: row, column: id, expected: "a name or code of the place") }
            if let known = index[text] {
                rows.append(known)
            } else {
                index[text] = places.count
                rows.append(places.count)
                places.append(text)
            }
        }
        return (places, rows)
    }

    private func years(_ column: String) throws(AtlasProblem) -> [String] {
        let texts = try table.texts(column)
        for (row, text) in texts.enumerated() where text.isEmpty {
            throw table.problem(row: row, column: column, expected: "a year")
        }
        return texts
    }

    private func weightColumns() throws(AtlasProblem) -> [String] {
        guard let weight = question.weight else { return [] }
        let found = try table.columns(weight)
        if found.count != 1 && found.count != columns.count {
            throw AtlasProblem(
                file: table.table.file, row: 1, column: weight,
                expected: "one column of weights, or one a column of values (\(columns.count)), found \(found.count)")
        }
        return found
    }

    private func positions() throws(AtlasProblem) -> [(longitude: Double, latitude: Double)?]? {
        guard question.measure.needsPositions else { return nil }
        let x = try table.numbers(question.longitude ?? "longitude")
        let y = try table.numbers(question.latitude ?? "latitude")
        return zip(x, y).map { x, y in x.flatMap { x in y.map { (x, $0) } } }
    }
}

private struct SectorTableReader {
    let table: ValueTable
    let question: MeasureQuestion

    init(_ table: ValueTable, _ question: MeasureQuestion) {
        self.table = table
        self.question = question
    }

    func panel() throws(AtlasProblem) -> SectorPanel {
        let labels = try question.year.map { (column) throws(AtlasProblem) in try table.texts(column) }
        var cells = SectorCells()
        if let sector = question.sector {
            let value = try table.columns(question.value ?? "value")
            let id = question.idColumn(table, besides: Set([sector] + value + [question.year].compactMap { $0 }))
            guard let id, value.count == 1 else {
                throw AtlasProblem(
                    file: table.table.file, row: 1,
                    expected: "a column of regions (--id) and one of amounts (--value) beside --sector")
            }
            let (regions, sectors, amounts) = (
                try table.texts(id), try table.texts(sector), try table.numbers(value[0])
            )
            for row in 0..<table.rows {
                try cells.add(amounts[row], regions[row], sectors[row], labels?[row] ?? "", table, row, value[0])
            }
        } else {
            let used = Set(
                [question.id, question.year, question.weight, question.group, question.population, question.product]
                    .compactMap { $0 })
            let id = question.idColumn(table, besides: used)
            let columns: [String]
            if let value = question.value {
                columns = try table.columns(value)
            } else {
                columns = table.numberColumns(besides: used.union([id].compactMap { $0 }))
            }
            let regions =
                try id.map { (id) throws(AtlasProblem) in try table.texts(id) } ?? (1...table.rows).map(String.init)
            for column in columns {
                let amounts = try table.numbers(column)
                for row in 0..<table.rows {
                    try cells.add(amounts[row], regions[row], column, labels?[row] ?? "", table, row, column)
                }
            }
        }
        return try cells.panel(table.table.file)
    }
}

/// Amounts gathered by period, region and sector.
private struct SectorCells {
    private var regions = Ordered()
    private var sectors = Ordered()
    private var periods = Ordered()
    private var amounts: [SIMD4<Int32>: Double] = [:]

    mutating func add(
        _ amount: Double?, _ region: String, _ sector: String, _ period: String, _ table: ValueTable, _ row: Int,
        _ column: String
    )
        throws(AtlasProblem)
    {
        if region.isEmpty || sector.isEmpty {
            throw table.problem(row: row, column: column, expected: "a region and a sector beside it")
        }
        let key = SIMD4<Int32>(periods.index(period), regions.index(region), sectors.index(sector), 0)
        guard let amount else { return }
        if amount < 0 { throw table.problem(row: row, column: column, expected: "0 or more") }
        if amounts.updateValue(amount, forKey: key) != nil {
            throw table.problem(
                row: row, column: column,
                expected:
                    """
                    each region and sector \
                    once\(period.isEmpty ? "; name the column of years with --year" : " in \(period)")
                    """
            )
        }
    }

    /// What is not there counts as zero.
    func panel(_ file: String) throws(AtlasProblem) -> SectorPanel {
        let cells = regions.names.count * sectors.names.count * periods.names.count
        if cells > 20_000_000 {
            throw AtlasProblem(
                file: file,
                expected:
                    """
                    at most 20000000 cells, found \(regions.names.count) regions × \(sectors.names.count) \
                    sectors; is the column of sectors the right one?
                    """
            )
        }
        if sectors.names.isEmpty { throw AtlasProblem(file: file, row: 1, expected: "at least one column of amounts") }
        let order = periods.names.enumerated().sorted {
            (Double($0.element) ?? 0, $0.element) < (Double($1.element) ?? 0, $1.element)
        }
        return SectorPanel(
            regions: regions.names, names: regions.names, sectors: sectors.names,
            periods: order.map { period, label in
                (
                    label,
                    Matrix(rows: regions.names.count, columns: sectors.names.count) { row, column in
                        amounts[SIMD4<Int32>(Int32(period), Int32(row), Int32(column), 0)] ?? 0
                    }
                )
            }, source: file, sources: [file])
    }

    /// Names in the order in which they came.
    private struct Ordered {
        private(set) var names: [String] = []
        private var known: [String: Int32] = [:]

        mutating func index(_ name: String) -> Int32 {
            if let found = known[name] { return found }
            known[name] = Int32(names.count)
            names.append(name)
            return Int32(names.count - 1)
        }
    }
}

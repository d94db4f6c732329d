public import Asking
public import AtlasFiles
import Atlases

extension Panel {
    /// Values by place and period out of a long table (a column of years) or a wide one (a column a year).
    ///
    /// - Throws: `Problem` with file, row and column, and the cure.
    public init(of table: ValueTable, _ selection: Selection, _ needs: Needs) throws(Problem) {
        let panel = try reading { () throws(AtlasProblem) in
            var panel = try TablePanelReader(table, selection, needs).panel()
            panel.neighbours = try selection.weights.map { (path) throws(AtlasProblem) in
                try readNeighbours(in: path, places: panel.places)
            }
            panel.flows = try selection.flows.map { (path) throws(AtlasProblem) in
                try pairs(in: path, column: "flow", places: panel.places)
            }
            return panel
        }
        self = selection.balanced ? panel.balanced : panel
    }
}

/// The year at the end of a header: pcgdp1940 → 1940; else the header.
private func periodLabel(_ header: String) -> String {
    let tail = header.reversed().prefix { $0.isNumber }.reversed()
    return tail.count == 4 ? String(tail) : header
}

/// Values by place and period out of a user's table.
private struct TablePanelReader {
    let table: ValueTable
    let selection: Selection
    let needs: Needs
    let columns: [String]
    let id: String?

    init(_ table: ValueTable, _ selection: Selection, _ needs: Needs) throws(AtlasProblem) {
        (self.table, self.selection, self.needs) = (table, selection, needs)
        let asked = [selection.group, selection.year, selection.longitude, selection.latitude, selection.id]
        columns = try Self.valueColumns(table, selection)
        var used = Set(asked.compactMap { $0 } + columns + selection.controls)
        if let weight = selection.weight { used.formUnion(try table.columns(weight)) }
        id = selection.idColumn(table, besides: used)
        if selection.year != nil && columns.count > 1 {
            throw AtlasProblem(
                file: table.table.file, row: 1,
                expected:
                    """
                    one column of values beside {year}, or several without it; found \
                    \(columns.joined(separator: ", "))
                    """)
        }
    }

    private static func valueColumns(_ table: ValueTable, _ selection: Selection) throws(AtlasProblem) -> [String] {
        if let value = selection.value { return try table.columns(value) }
        let columns = table.yearColumns
        if !columns.isEmpty { return columns }
        throw AtlasProblem(
            file: table.table.file, row: 1,
            expected:
                """
                a column of values: name it with {value}, one of \
                \(table.table.header.prefix(30).joined(separator: ", "))
                """)
    }

    func panel() throws(AtlasProblem) -> Panel {
        let (places, placeOfRow) = try self.places()
        let groups = try selection.group.map { (column) throws(AtlasProblem) in try table.texts(column) }
        let positions = try self.positions()
        let labels = try selection.year.map { (column) throws(AtlasProblem) in try years(column) }
        let weights = try weightColumns()
        var periods: [String: [Panel.Entry]] = [:]
        var missing: [String: Int] = [:]
        for (order, column) in columns.enumerated() {
            let values = try table.numbers(column)
            let own = weights.isEmpty ? nil : try table.numbers(weights[weights.count == 1 ? 0 : order])
            for row in 0..<table.rows {
                let label = labels?[row] ?? periodLabel(column)
                guard let value = values[row], groups.map({ !isMissing($0[row]) }) ?? true,
                    own.map({ $0[row] != nil }) ?? true, positions.map({ $0[row] != nil }) ?? true
                else {
                    missing[label, default: 0] += 1
                    continue
                }
                periods[label, default: []].append(
                    Panel.Entry(
                        place: placeOfRow[row], value: value, group: groups?[row], weight: own?[row],
                        position: positions?[row], vintage: "", origin: "row \(table.table.lines[row])"))
            }
        }
        var panel = try assembled(places, periods, missing)
        panel.controls = try controls(places, placeOfRow)
        return panel
    }

    private func assembled(_ places: [String], _ periods: [String: [Panel.Entry]], _ missing: [String: Int])
        throws(AtlasProblem) -> Panel
    {
        if periods.isEmpty {
            throw AtlasProblem(file: table.table.file, column: columns[0], expected: "at least one value")
        }
        let labels =
            selection.year != nil
            ? sorted(Array(periods.keys)) : columns.map(periodLabel).filter { periods[$0] != nil }
        for label in labels {
            var seen: Set<Int> = []
            for entry in periods[label] ?? [] where !seen.insert(entry.place).inserted {
                throw AtlasProblem(
                    file: table.table.file, column: id, value: places[entry.place],
                    expected:
                        """
                        each place once\(periods.count > 1 ? " in \(label)" : ""), found again in \
                        \(entry.origin)\(words: selection.year == nil ? "; name the column of years with {year}" : "")
                        """)
            }
        }
        let column = columns.count == 1 ? columns[0] : selection.value ?? "values"
        let name = Remark(column, column)
        return Panel(
            places: places, names: places.map { Remark($0, $0) },
            periods: labels.map { Panel.Period(label: $0, entries: periods[$0] ?? [], missing: missing[$0] ?? 0) },
            source: table.table.file, column: column,
            quantity: Panel.Quantity(name: name, unit: Remark("", ""), factor: { _ in 1 }),
            weightColumn: selection.weight, sources: [table.table.file])
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
        guard let weight = selection.weight else { return [] }
        let found = try table.columns(weight)
        if found.count != 1 && found.count != columns.count {
            throw AtlasProblem(
                file: table.table.file, row: 1, column: weight,
                expected: "one column of weights, or one a column of values (\(columns.count)), found \(found.count)")
        }
        return found
    }

    private func positions() throws(AtlasProblem) -> [Panel.Position?]? {
        guard needs.contains(.positions) else { return nil }
        let x = try table.numbers(selection.longitude ?? "longitude")
        let y = try table.numbers(selection.latitude ?? "latitude")
        return zip(x, y).map { x, y in
            x.flatMap { x in y.map { Panel.Position(longitude: x, latitude: $0) } }
        }
    }

    /// Controls by place: the first value that a place has in their column.
    private func controls(_ places: [String], _ placeOfRow: [Int]) throws(AtlasProblem) -> [Panel.Control] {
        if !selection.controls.isEmpty && id == nil {
            throw AtlasProblem(file: table.table.file, row: 1, expected: "a column of places ({id}) beside {controls}")
        }
        return try selection.controls.map { (column) throws(AtlasProblem) in
            var values = [Double?](repeating: nil, count: places.count)
            for (row, value) in try table.numbers(column).enumerated() where values[placeOfRow[row]] == nil {
                values[placeOfRow[row]] = value
            }
            return Panel.Control(name: column, values: values)
        }
    }
}

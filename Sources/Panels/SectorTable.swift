public import Asking
public import AtlasFiles
import Atlases
import LinearAlgebra

extension SectorPanel {
    /// Amounts out of a long table (a column of sectors) or a wide one (a column a sector).
    ///
    /// - Throws: `Problem` with file, row and column, and the cure.
    public init(of table: ValueTable, _ selection: Selection, _ needs: Needs) throws(Problem) {
        self = try reading { () throws(AtlasProblem) in
            var selection = selection
            if needs.contains(.products) && selection.product == nil { selection.product = "product" }
            var panel = try SectorTableReader(table: table, selection: selection).panel()
            panel.neighbours = try selection.weights.map { (path) throws(AtlasProblem) in
                try readNeighbours(in: path, places: panel.regions)
            }
            panel.asked = selection.places
            if needs.contains(.products) {
                panel.products = try table.numbers(selection.product ?? "product").map { $0 ?? .nan }
            }
            return panel
        }
    }
}

/// Amounts by region and sector out of a user's table.
private struct SectorTableReader {
    let table: ValueTable
    let selection: Selection

    func panel() throws(AtlasProblem) -> SectorPanel {
        let labels = try selection.year.map { (column) throws(AtlasProblem) in try table.texts(column) }
        var cells = SectorCells()
        if let sector = selection.sector {
            try addLong(sector, labels, to: &cells)
        } else {
            try addWide(labels, to: &cells)
        }
        return try cells.panel(table.table.file)
    }

    /// A row a region and sector.
    private func addLong(_ sector: String, _ labels: [String]?, to cells: inout SectorCells) throws(AtlasProblem) {
        let value = try table.columns(selection.value ?? "value")
        let id = selection.idColumn(table, besides: Set([sector] + value + [selection.year].compactMap { $0 }))
        guard let id, value.count == 1 else {
            throw AtlasProblem(
                file: table.table.file, row: 1,
                expected: "a column of regions ({id}) and one of amounts ({value}) beside {sector}")
        }
        let (regions, sectors, amounts) = (
            try table.texts(id), try table.texts(sector), try table.numbers(value[0])
        )
        for row in 0..<table.rows {
            try cells.add(amounts[row], regions[row], sectors[row], labels?[row] ?? "", table, row, value[0])
        }
    }

    /// A column a sector.
    private func addWide(_ labels: [String]?, to cells: inout SectorCells) throws(AtlasProblem) {
        let used = Set(
            [
                selection.id, selection.year, selection.weight, selection.group, selection.population,
                selection.product,
            ].compactMap { $0 })
        let id = selection.idColumn(table, besides: used)
        let columns =
            try selection.value.map { (value) throws(AtlasProblem) in try table.columns(value) }
            ?? table.numberColumns(besides: used.union([id].compactMap { $0 }))
        let regions =
            try id.map { (id) throws(AtlasProblem) in try table.texts(id) } ?? (1...table.rows).map(String.init)
        for column in columns {
            let amounts = try table.numbers(column)
            for row in 0..<table.rows {
                try cells.add(amounts[row], regions[row], column, labels?[row] ?? "", table, row, column)
            }
        }
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
    ) throws(AtlasProblem) {
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
                    each region and sector once\
                    \(words: period.isEmpty ? "; name the column of years with {year}" : " in \(period)")
                    """)
        }
    }

    /// What is not there counts as zero.
    func panel(_ file: String) throws(AtlasProblem) -> SectorPanel {
        if regions.names.count * sectors.names.count * periods.names.count > 20_000_000 {
            throw AtlasProblem(
                file: file,
                expected:
                    """
                    at most 20000000 cells, found \(regions.names.count) regions × \(sectors.names.count) sectors; \
                    is the column of sectors the right one?
                    """)
        }
        if sectors.names.isEmpty { throw AtlasProblem(file: file, row: 1, expected: "at least one column of amounts") }
        let order = periods.names.enumerated().sorted {
            (Double($0.element) ?? 0, $0.element) < (Double($1.element) ?? 0, $1.element)
        }
        func same(_ names: [String]) -> [Remark] { names.map { Remark($0, $0) } }
        return SectorPanel(
            regions: regions.names, names: same(regions.names), sectors: same(sectors.names),
            periods: order.map { period, label in
                SectorPanel.Period(
                    label: label,
                    table: Matrix(rows: regions.names.count, columns: sectors.names.count) { row, column in
                        amounts[SIMD4<Int32>(Int32(period), Int32(row), Int32(column), 0)] ?? 0
                    })
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

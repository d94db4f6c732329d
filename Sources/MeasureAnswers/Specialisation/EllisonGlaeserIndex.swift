public import Asking
import AtlasFiles
import Atlases
public import Measures
public import Panels

/// Concentration of an industry beyond what few large plants bring.
public struct EllisonGlaeserIndex: Measure {
    /// Names and words.
    public static let about = About(
        "ellisonGlaeser", "Ellison–Glaeser index", "EG 集聚指数",
        "concentration of an industry beyond what few large plants bring", "剔除企业规模影响后的产业集聚程度")
    /// Where it stands in the list.
    public static let family = MeasureFamily.specialisation
    /// What it is asked of.
    public static let slots: [Slot] = [.id, .value, .sector, .totals]
    private static let columns: [Column<EllisonGlaeser>] = [
        .number("index", "γ", "γ", \.index), .number("rawConcentration", "G", "G", \.rawConcentration),
        .number("plantHerfindahl", "H of plants", "企业 H", \.plantHerfindahl),
    ]
    /// One record where there is one sector, else a row a sector.
    public static let layout: Layout<[Named<EllisonGlaeser>]> = {
        let one = Layout<EllisonGlaeser>.record(about.name, columns)
        let many = Layout<[Named<EllisonGlaeser>]>.named(
            about.name, kind: Remark("sector", "部门"), id: "sector", columns)
        return Layout(
            keys: one.keys, value: { $0.count == 1 ? one.value($0[0].row, $1) : many.value($0, $1) },
            sheets: { $0.count == 1 ? one.sheets($0[0].row) : many.sheets($0) })
    }()

    /// With the usual settings.
    public init() {}

    /// By sector, a row a plant.
    public func result(of input: RowTable, _ run: MeasureRun) throws(Problem) -> [Named<EllisonGlaeser>] {
        let plants = try input.read { (table) throws(AtlasProblem) in try Plants(table, input.selection) }
        var rows: [Named<EllisonGlaeser>] = []
        for sector in Set(plants.sectors).sorted() {
            let own = plants.sectors.indices.filter { plants.sectors[$0] == sector }
            do {
                let found = try ellisonGlaeser(
                    plants: own.map { plants.sizes[$0] }, regions: own.map { plants.regions[$0] },
                    totals: plants.totals)
                rows.append(Named(sector, Remark(sector, sector), found))
            } catch {
                let file = input.table.table.file
                throw Problem(
                    .data, "\(file)\(sector.isEmpty ? "" : ", \(sector)"): \(error)",
                    "\(file)\(sector.isEmpty ? "" : "，\(sector)")：\(error.chinese)")
            }
        }
        return rows
    }
}

/// Plants with their sizes, regions (by number) and sectors, and the employment of all industries by region.
private struct Plants {
    let sizes: [Double]
    let regions: [Int]
    let sectors: [String]
    let totals: [Double]

    init(_ table: ValueTable, _ selection: Selection) throws(AtlasProblem) {
        let value = try table.columns(selection.value ?? "value")
        let used = Set(value + [selection.sector].compactMap { $0 })
        guard let id = selection.id ?? PlaceColumn(table, besides: used)?.name, value.count == 1 else {
            throw AtlasProblem(
                file: table.table.file, row: 1,
                expected: "a column of regions ({id}) and one of plants' sizes ({value})")
        }
        let (numbers, names) = (try table.numbers(value[0]), try table.texts(id))
        sectors =
            try selection.sector.map { (column) throws(AtlasProblem) in try table.texts(column) }
            ?? Array(repeating: "", count: table.rows)
        for row in 0..<table.rows where (numbers[row] ?? 0) <= 0 {
            throw table.problem(row: row, column: value[0], expected: "a plant's size above 0")
        }
        sizes = numbers.map { $0 ?? 0 }
        let (known, sums) = try Self.totals(names, sizes, selection.totals)
        totals = sums
        let index = Dictionary(known.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var regions: [Int] = []
        for (row, name) in names.enumerated() {
            guard let region = index[name] else {
                throw table.problem(row: row, column: id, expected: "a region of \(selection.totals ?? "")")
            }
            regions.append(region)
        }
        self.regions = regions
    }

    /// Employment of all industries by region: from a file, else the sum of the plants.
    private static func totals(_ regions: [String], _ sizes: [Double], _ path: String?) throws(AtlasProblem)
        -> ([String], [Double])
    {
        guard let path else {
            let names = Set(regions).sorted()
            var sums = Dictionary(uniqueKeysWithValues: names.map { ($0, 0.0) })
            for (region, size) in zip(regions, sizes) { sums[region, default: 0] += size }
            return (names, names.map { sums[$0] ?? 0 })
        }
        let table = try ValueTable(try CSVTable(path: path))
        guard let id = PlaceColumn(table, besides: [])?.name, let column = table.numberColumns(besides: [id]).first
        else {
            throw AtlasProblem(file: path, row: 1, expected: "a column of regions and one of totals")
        }
        let values = try table.numbers(column)
        for row in 0..<table.rows where (values[row] ?? 0) <= 0 {
            throw table.problem(row: row, column: column, expected: "a total above 0")
        }
        return (try table.texts(id), values.map { $0 ?? 0 })
    }
}

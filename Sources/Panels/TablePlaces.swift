import Asking
public import AtlasFiles
public import Atlases

/// Runs a reading whose errors are those of tables.
func reading<Value>(_ body: () throws(AtlasProblem) -> Value) throws(Problem) -> Value {
    do throws(AtlasProblem) { return try body() } catch { throw Problem(error) }
}

/// The column of a user's table that names its places, where nobody said which.
public struct PlaceColumn: Sendable {
    /// The likeliest: one that is called so, else the first of words; one in which each place stands once (a year)
    /// before others. A rank or any small whole number gives way to words.
    public let name: String
    /// Others in which each place stands once too.
    public let others: [String]

    private static let usual: Set<String> = [
        "id", "code", "place", "region", "city", "county", "name", "adcode", "地区", "城市", "代码",
    ]

    /// - Parameters:
    ///   - used: columns that are asked for as something else.
    ///   - within: those of them in which a place stands again and again, such as years and sectors.
    /// - Returns: nil for a table of numbers alone.
    /// - Complexity: O(cells).
    public init?(_ table: ValueTable, besides used: Set<String>, within: [String] = []) {
        let header = table.table.header.filter { !$0.isEmpty && !used.contains($0) && !within.contains($0) }
        let numeric = Set(table.numberColumns(besides: used))
        let usual = header.filter { Self.usual.contains($0.lowercased()) }
        let counted = Set(usual.filter { numeric.contains($0) && Self.isCounted(table, $0) })
        let called = usual.filter { !counted.contains($0) }
        let words = header.filter { !numeric.contains($0) && !called.contains($0) }
        let likely = called + words
        let telling = likely.filter { Self.standsOnce(table, [$0] + within) }
        guard
            let found = (called.isEmpty ? words : called).first(where: telling.contains) ?? likely.first ?? usual.first
        else { return nil }
        (name, others) = (found, telling.filter { $0 != found })
    }

    /// What has to be told where another column could have been meant.
    public var remarks: [Remark] {
        if others.isEmpty { return [] }
        return [
            Remark(
                "Places are named by \(name); \(others.joined(separator: ", ")) could name them too.",
                "地区按 \(name) 列命名；\(others.joined(separator: "、")) 列亦可。")
        ]
    }

    private static func isCounted(_ table: ValueTable, _ column: String) -> Bool {
        (try? table.texts(column))?.allSatisfy { cell in Int(cell).map { (0..<10_000).contains($0) } ?? false } ?? false
    }

    static func standsOnce(_ table: ValueTable, _ columns: [String]) -> Bool {
        let texts = columns.compactMap { try? table.texts($0) }
        var seen = Set<[String]>()
        return (0..<table.rows).allSatisfy { row in seen.insert(texts.map { $0[row] }).inserted }
    }
}

extension Selection {
    /// The column that names places: the one given, else the likeliest.
    func idColumn(_ table: ValueTable, besides used: Set<String>) -> String? {
        id ?? placeColumn(table, besides: used)?.name
    }

    /// The likeliest column of places, beside all that is asked for as something else.
    func placeColumn(_ table: ValueTable, besides used: Set<String> = []) -> PlaceColumn? {
        let columns = [value, outputs, undesirable, weight].compactMap { $0 }.flatMap { (try? table.columns($0)) ?? [] }
        let single = [group, longitude, latitude, population, product].compactMap { $0 }
        return PlaceColumn(
            table, besides: used.union(columns + single + controls + factors), within: [year, sector].compactMap { $0 })
    }

    /// The column of years of a table in which places stand again and again, where nobody said which: one that is
    /// called so and tells the rows of a place apart.
    public func yearColumn(of table: ValueTable) -> String? {
        guard year == nil, value != nil else { return nil }
        let named = table.table.header.filter { ValueTable.yearNames.contains($0.lowercased()) }
        guard named.count == 1, let name = named.first, let place = idColumn(table, besides: [name]),
            (try? table.texts(name))?.allSatisfy({ Int($0).map(ValueTable.likelyYears.contains) ?? false }) == true
        else { return nil }
        let rows = [place, sector].compactMap { $0 }
        return !PlaceColumn.standsOnce(table, rows) && PlaceColumn.standsOnce(table, rows + [name]) ? name : nil
    }

    /// What has to be told of the column that was taken for places.
    public func placeRemarks(_ table: ValueTable) -> [Remark] {
        id == nil ? placeColumn(table)?.remarks ?? [] : []
    }
}

extension ValueTable {
    /// What tables call the row that adds up the others.
    private static let totals: Set<String> = [
        "合计", "总计", "共计", "全国", "全国合计", "全国总计", "全省", "全省合计", "total", "grandtotal",
        "alltotal", "nationaltotal",
    ]

    /// The table without rows of sums, which are no places: those whose place is called a total; what was left out is
    /// told among the table's remarks.
    ///
    /// - Parameter id: the column of places; nil for the likeliest.
    public func withoutTotals(id: String?) throws(AtlasProblem) -> ValueTable {
        guard
            let id = id
                ?? PlaceColumn(
                    self, besides: [], within: table.header.filter { Self.yearNames.contains($0.lowercased()) })?.name,
            let texts = try? texts(id)
        else { return self }
        let sums = texts.indices.filter { row in
            Self.totals.contains(texts[row].lowercased().filter { !$0.isWhitespace })
        }
        if sums.isEmpty || sums.count == texts.count { return self }
        let names = Set(sums.map { texts[$0].trimmingCharacters(in: .whitespaces) }).sorted()
        let lines = sums.prefix(6).map { "\(table.lines[$0])" } + (sums.count > 6 ? ["…"] : [])
        return try ValueTable(
            table.without(
                rows: Set(sums),
                Remark(
                    """
                    \(names.joined(separator: ", ")) in row \(lines.joined(separator: ", ")) is a sum, no place: left \
                    out.
                    """,
                    "第 \(lines.joined(separator: "、")) 行“\(names.joined(separator: "、"))”为合计，不是地区，未计入。")))
    }
}

/// A table from,to,value between known places as a matrix; nil where a pair is missing.
func pairs(in path: String, column: String, places: [String]) throws(AtlasProblem) -> [[Double?]] {
    if places.count > 5_000 {
        throw AtlasProblem(
            file: path, expected: "at most 5000 places, since each is compared with each; found \(places.count)")
    }
    let index = Dictionary(places.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var found = Array(repeating: [Double?](repeating: nil, count: places.count), count: places.count)
    let table = try ValueTable(try CSVTable(path: path))
    let own = table.table.header.first { !["from", "to"].contains($0) } ?? column
    let (from, to) = (try table.texts("from"), try table.texts("to"))
    let values = try table.numbers(table.table.header.contains(column) ? column : own)
    for row in 0..<table.rows {
        guard let a = index[from[row]], let b = index[to[row]] else { continue }
        guard let value = values[row], value >= 0 else {
            throw table.problem(row: row, column: column, expected: "0 or more")
        }
        if found[a][b] != nil { throw table.problem(row: row, column: "to", expected: "each pair once") }
        found[a][b] = value
    }
    return found
}

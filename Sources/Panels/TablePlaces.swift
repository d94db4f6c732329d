import Asking
public import AtlasFiles

/// Runs a reading whose errors are those of tables.
func reading<Value>(_ body: () throws(AtlasProblem) -> Value) throws(Problem) -> Value {
    do throws(AtlasProblem) { return try body() } catch { throw Problem(error) }
}

/// The column that names places: one called so, else the first of texts that is not asked for as anything else.
public func placeColumn(_ table: ValueTable, besides used: Set<String>) -> String? {
    let usual = ["id", "code", "place", "region", "name", "adcode", "地区", "城市", "代码"]
    let header = table.table.header.filter { !$0.isEmpty && !used.contains($0) }
    if let found = header.first(where: { usual.contains($0.lowercased()) }) { return found }
    let numeric = Set(table.numberColumns(besides: used))
    return header.first { !numeric.contains($0) }
}

extension Selection {
    /// The column that names places: the one given, else the likeliest.
    func idColumn(_ table: ValueTable, besides used: Set<String>) -> String? { id ?? placeColumn(table, besides: used) }
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

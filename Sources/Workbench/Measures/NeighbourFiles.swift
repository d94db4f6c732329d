import AtlasFiles
import Foundation
import Measures

/// Neighbours of the panel's places out of a file; nil without one.
func neighbours(in path: String?, places: [String]) throws(WorkbenchError) -> SpatialWeights? {
    guard let path else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
        throw WorkbenchError(.data, "\(path): no such file, or it cannot be read")
    }
    do { return try readNeighbours([UInt8](data), file: path, places: places) } catch {
        throw WorkbenchError(.data, "\(error)")
    }
}

/// A table from,to,value between known places as a matrix; nil where a pair is missing.
func pairs(in path: String, column: String, places: [String]) throws(WorkbenchError) -> [[Double?]] {
    if places.count > 5_000 {
        throw WorkbenchError(
            .data, "\(path): \(places.count) places: expected at most 5000, since each is compared with each")
    }
    let index = Dictionary(places.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var found = Array(repeating: [Double?](repeating: nil, count: places.count), count: places.count)
    let table: ValueTable
    let (from, to, values): ([String], [String], [Double?])
    do {
        table = try ValueTable(try readTable(path))
        let own = table.table.header.first { !["from", "to"].contains($0) } ?? column
        (from, to) = (try table.texts("from"), try table.texts("to"))
        values = try table.numbers(table.table.header.contains(column) ? column : own)
        for row in 0..<table.rows {
            guard let a = index[from[row]], let b = index[to[row]] else { continue }
            guard let value = values[row], value >= 0 else {
                throw table.problem(row: row, column: column, expected: "0 or more")
            }
            if found[a][b] != nil { throw table.problem(row: row, column: "to", expected: "each pair once") }
            found[a][b] = value
        }
    } catch { throw WorkbenchError(error) }
    return found
}

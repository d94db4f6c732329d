public import Measures

/// Reads who is a neighbour of whom: GeoDa's GAL (a place with its number of neighbours, then their names) or a table
/// `from,to[,weight]`.
///
/// - Parameters:
///   - places: identifiers in the order of the values. A file that counts its places from 0 or from 1 instead is taken
///     in that order.
/// - Throws: `AtlasProblem` with the line for a name that is no place, a place twice, or a count that does not fit.
/// - Complexity: O(links).
public func readNeighbours(_ bytes: [UInt8], file: String, places: [String]) throws(AtlasProblem) -> SpatialWeights {
    guard let text = String(validating: bytes, as: UTF8.self) else {
        throw AtlasProblem(file: file, expected: "text in UTF-8")
    }
    let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let isTable = rows.first.map { $0.contains(",") || $0.contains(";") || $0.contains("\t") } ?? false
    let links = isTable ? try tableLinks(bytes, file) : try galLinks(rows, file)
    return try weights(links, file, places)
}

/// The same from a file.
///
/// - Throws: `AtlasProblem` also where there is no such file.
public func readNeighbours(in path: String, places: [String]) throws(AtlasProblem) -> SpatialWeights {
    return try readNeighbours(try fileBytes(path), file: path, places: places)
}

private struct NeighbourLink {
    let from, to: String
    let weight: Double
    let line: Int
}

private func tableLinks(_ bytes: [UInt8], _ file: String) throws(AtlasProblem) -> [NeighbourLink] {
    let table = try CSVTable(text: bytes, file: file)
    let problems = ProblemList()
    guard let rows = TypedRows(table, columns: ["from", "to"], problems: problems) else { throw problems.problems[0] }
    var line = 0
    let links = rows.map { row -> NeighbourLink? in
        line += 1
        guard let from = row.required("from"), let to = row.required("to") else { return nil }
        let weight = row.optionalText("weight") == nil ? 1 : row.number("weight", in: 0...1e300)
        return weight.map { NeighbourLink(from: from, to: to, weight: $0, line: table.lines[line - 1]) }
    }
    if let problem = problems.problems.first { throw problem }
    return links
}

private func galLinks(_ rows: [Substring], _ file: String) throws(AtlasProblem) -> [NeighbourLink] {
    var links: [NeighbourLink] = []
    var line = 1
    func words(_ line: Int) -> [String] {
        line < rows.count ? rows[line].split(whereSeparator: \.isWhitespace).map(String.init) : []
    }
    let head = words(0)
    // "48", or "0 48 shape field".
    guard let count = head.count == 1 ? Int(head[0]) : head.count > 1 ? Int(head[1]) : nil, count >= 0 else {
        throw AtlasProblem(
            file: file, row: 1, value: rows.first.map { String($0.prefix(60)) } ?? "", expected: "the number of places")
    }
    while line < rows.count {
        let place = words(line)
        if place.isEmpty {
            line += 1
            continue
        }
        guard place.count == 2, let neighbours = Int(place[1]), neighbours >= 0 else {
            throw AtlasProblem(
                file: file, row: line + 1, value: String(rows[line].prefix(60)),
                expected: "a place and its number of neighbours")
        }
        let names = words(line + 1)
        if names.count != neighbours {
            throw AtlasProblem(
                file: file, row: line + 2, value: "\(names.count) names",
                expected: "\(neighbours) neighbours of \(place[0])")
        }
        links += names.map { NeighbourLink(from: place[0], to: $0, weight: 1, line: line + 2) }
        line += 2
    }
    return links
}

private func weights(_ links: [NeighbourLink], _ file: String, _ places: [String]) throws(AtlasProblem)
    -> SpatialWeights
{
    var index: [String: Int] = [:]
    for (position, place) in places.enumerated() {
        if index.updateValue(position, forKey: place) != nil {
            throw AtlasProblem(file: file, value: place, expected: "each place once in the table")
        }
    }
    let named = links.allSatisfy { index[$0.from] != nil && index[$0.to] != nil }
    // Numbers instead of names: from 0 if a zero occurs, else from 1.
    let numbers = Set(links.flatMap { [$0.from, $0.to] })
    let offset = numbers.contains("0") ? 0 : 1
    let numbered = !named && numbers.allSatisfy { Int($0).map { places.indices.contains($0 - offset) } ?? false }
    func place(_ name: String, _ line: Int) throws(AtlasProblem) -> Int {
        if numbered, let number = Int(name) { return number - offset }
        guard let found = index[name] else {
            throw AtlasProblem(file: file, row: line, value: String(name.prefix(60)), expected: "a place of the table")
        }
        return found
    }
    var (neighbours, values) = (
        Array(repeating: [Int](), count: places.count), Array(repeating: [Double](), count: places.count)
    )
    for link in links {
        let (from, to) = (try place(link.from, link.line), try place(link.to, link.line))
        if from == to {
            throw AtlasProblem(file: file, row: link.line, value: link.from, expected: "no place beside itself")
        }
        if neighbours[from].contains(to) {
            throw AtlasProblem(file: file, row: link.line, value: link.to, expected: "each neighbour once")
        }
        neighbours[from].append(to)
        values[from].append(link.weight)
    }
    do { return try SpatialWeights(neighbours: neighbours, weights: values) } catch {
        throw AtlasProblem(file: file, expected: "neighbours that fit the places (\(error))")
    }
}

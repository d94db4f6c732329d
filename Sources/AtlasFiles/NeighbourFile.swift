import Foundation
public import Measures

/// Reads who is a neighbour of whom: GeoDa's GAL (a place with its number of neighbours, then their names), its GWT (a
/// header, then from, to and weight a line), ArcGIS's SWM, or a table `from,to[,weight]`, a workbook too.
///
/// - Parameters:
///   - places: identifiers in the order of the values. A file that counts its places from 0 or from 1 instead is taken
///     in that order, where it has as many.
/// - Throws: `AtlasProblem` with the line for a name that is no place, a place twice, or a count that does not fit.
/// - Complexity: O(links).
public func readNeighbours(_ bytes: [UInt8], file: String, places: [String]) throws(AtlasProblem) -> SpatialWeights {
    if file.lowercased().hasSuffix(".swm") {
        return try NeighbourList(spatialWeightsMatrix: bytes, file).weights(file, places)
    }
    if CSVTable.isBinary(bytes) { return try NeighbourList(links: tableLinks(bytes, file)).weights(file, places) }
    let text = try decodedWords(bytes, file: file).text
    let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let isTable = rows.first.map { $0.contains(",") || $0.contains(";") || $0.contains("\t") } ?? false
    if isTable { return try NeighbourList(links: tableLinks(bytes, file)).weights(file, places) }
    // A header, then three words a line: from, to and weight.
    let second = rows.dropFirst().first { !$0.allSatisfy(\.isWhitespace) }
    let isWeighted = file.lowercased().hasSuffix(".gwt") || isLinkOfWeight(second)
    return try (isWeighted ? gwtList(rows, file) : galList(rows, file, places)).weights(file, places)
}

/// Whether a line is from, to and weight; "New York 3" is a place of a GAL and its number of neighbours.
private func isLinkOfWeight(_ line: Substring?) -> Bool {
    let words = line?.split(whereSeparator: \.isWhitespace) ?? []
    return words.count == 3 && Double(words[2]) != nil && (Int(words[0]) != nil || Int(words[2]) == nil)
}

/// The same from a file.
///
/// - Throws: `AtlasProblem` also where there is no such file.
public func readNeighbours(in path: String, places: [String]) throws(AtlasProblem) -> SpatialWeights {
    try readNeighbours(try fileBytes(path), file: path, places: places)
}

struct NeighbourLink {
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

/// The number of places that a header tells: "48", or "0 48 shape field".
private func placeCount(_ rows: [Substring], _ file: String, _ places: Int?) throws(AtlasProblem) -> Int {
    let head = rows.first?.split(whereSeparator: \.isWhitespace).map(String.init) ?? []
    guard let count = head.count == 1 ? Int(head[0]) : head.count > 1 ? Int(head[1]) : nil, count >= 0 else {
        throw AtlasProblem(
            file: file, row: 1, value: rows.first.map { String($0.prefix(60)) } ?? "", expected: "the number of places",
            "地点数")
    }
    if let places, count > places {
        throw AtlasProblem(
            file: file, row: 1, value: "\(count)", expected: "at most \(places) places, as many as the table has",
            "至多 \(places) 个地点，与表格一致")
    }
    return count
}

/// Entries of a GAL: a line with a place and its number of neighbours, and a line with their names, which a place
/// without any may leave out. Names may hold blanks where they are those of the table.
private func galList(_ rows: [Substring], _ file: String, _ places: [String]) throws(AtlasProblem) -> NeighbourList {
    let count = try placeCount(rows, file, places.count)
    var (list, line, known) = (NeighbourList(links: []), 1, Set(places))
    known.formUnion(places.map { $0.trimmingCharacters(in: .whitespaces) })
    while line < rows.count {
        let words = rows[line].split(whereSeparator: \.isWhitespace)
        if words.isEmpty {
            line += 1
            continue
        }
        let name = words.dropLast().joined(separator: " ")
        guard words.count == 2 || known.contains(name), let neighbours = words.last.flatMap({ Int($0) }),
            neighbours >= 0
        else {
            throw AtlasProblem(
                file: file, row: line + 1, value: String(rows[line].prefix(60)),
                expected: "a place and its number of neighbours", "地点及其相邻数")
        }
        list.named.append((name, line + 1))
        line += 1
        if neighbours == 0 {
            if line < rows.count, rows[line].allSatisfy(\.isWhitespace) { line += 1 }
            continue
        }
        let names = neighbourNames(line < rows.count ? rows[line] : "", known)
        if names.count != neighbours {
            throw AtlasProblem(
                file: file, row: line + 1, value: "\(names.count) names",
                expected: "\(neighbours) neighbours of \(name)", "\(name) 的 \(neighbours) 个相邻地点")
        }
        list.links += names.map { NeighbourLink(from: name, to: $0, weight: 1, line: line + 1) }
        line += 1
    }
    if list.named.count != count {
        throw AtlasProblem(
            file: file, row: 1, value: "\(count)", expected: "as many places as follow, \(list.named.count)",
            "与其后地点数 \(list.named.count) 一致")
    }
    list.count = count
    return list
}

/// The names of a line: words, or several words together where only they are a place.
private func neighbourNames(_ line: Substring, _ known: Set<String>) -> [String] {
    let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    var (names, index) = ([String](), 0)
    while index < words.count {
        let longest = (index + 1..<min(words.count, index + 6) + 1).last {
            known.contains(words[index..<$0].joined(separator: " "))
        }
        let end = longest ?? index + 1
        names.append(words[index..<end].joined(separator: " "))
        index = end
    }
    return names
}

/// Entries of a GWT: from, to and weight. A place that is named beside itself with weight 0 has no neighbours.
private func gwtList(_ rows: [Substring], _ file: String) throws(AtlasProblem) -> NeighbourList {
    let count = try placeCount(rows, file, nil)
    var list = NeighbourList(links: [])
    list.count = count
    for (index, row) in rows.enumerated().dropFirst() {
        let words = row.split(whereSeparator: \.isWhitespace).map(String.init)
        if words.isEmpty { continue }
        guard words.count == 3, let weight = Double(words[2]), weight >= 0, weight.isFinite else {
            throw AtlasProblem(
                file: file, row: index + 1, value: String(row.prefix(60)),
                expected: "from, to and a weight of 0 or more",
                "起点、终点与不小于 0 的权重")
        }
        list.named += [(words[0], index + 1), (words[1], index + 1)]
        if words[0] == words[1] && weight == 0 { continue }
        list.links.append(NeighbourLink(from: words[0], to: words[1], weight: weight, line: index + 1))
    }
    return list
}

/// Links by the names that a file has for places, and every name, so that one without neighbours counts too.
struct NeighbourList {
    var links: [NeighbourLink]
    var named: [(name: String, line: Int)]
    /// How many places the file says it has; nil where it does not say.
    var count: Int?

    init(links: [NeighbourLink]) {
        self.links = links
        named = links.flatMap { [($0.from, $0.line), ($0.to, $0.line)] }
    }

    func weights(_ file: String, _ places: [String]) throws(AtlasProblem) -> SpatialWeights {
        var index: [String: Int] = [:]
        for (position, place) in places.enumerated() {
            if index.updateValue(position, forKey: place.trimmingCharacters(in: .whitespaces)) != nil {
                throw AtlasProblem(file: file, value: place, expected: "each place once in the table", "表格中各地点只出现一次")
            }
        }
        let isNamed = named.allSatisfy { index[$0.name] != nil }
        // Numbers instead of names: from 0 if a zero occurs, else from 1.
        let offset = named.contains { $0.name == "0" } ? 0 : 1
        let isNumbered =
            !isNamed && named.allSatisfy { Int($0.name).map { places.indices.contains($0 - offset) } ?? false }
        if isNumbered, let count, count != places.count {
            throw AtlasProblem(
                file: file, row: 1, value: "\(count)",
                expected: "names of the table's places, or all of its \(places.count) places by their numbers",
                "表格地点的名称，或按序号列出全部 \(places.count) 个地点")
        }
        func place(_ name: String, _ line: Int) throws(AtlasProblem) -> Int {
            if isNumbered, let number = Int(name) { return number - offset }
            guard let found = index[name] else {
                throw AtlasProblem(
                    file: file, row: line, value: String(name.prefix(60)), expected: "a place of the table", "表格中的地点")
            }
            return found
        }
        for (name, line) in named { _ = try place(name, line) }
        var (neighbours, values) = (
            Array(repeating: [Int](), count: places.count), Array(repeating: [Double](), count: places.count)
        )
        for link in links {
            let (from, to) = (try place(link.from, link.line), try place(link.to, link.line))
            if from == to {
                throw AtlasProblem(
                    file: file, row: link.line, value: link.from, expected: "no place beside itself", "地点不与自身相邻")
            }
            if neighbours[from].contains(to) {
                throw AtlasProblem(
                    file: file, row: link.line, value: link.to, expected: "each neighbour once", "各相邻地点只出现一次")
            }
            neighbours[from].append(to)
            values[from].append(link.weight)
        }
        do { return try SpatialWeights(neighbours: neighbours, weights: values) } catch {
            throw AtlasProblem(
                file: file, expected: "neighbours that fit the places (\(error))", "与地点相符的相邻关系（\(error)）")
        }
    }
}

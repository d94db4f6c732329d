/// Every figure of an atlas: those of tables by theme, then those with a row each. Found by indicator and place; as a
/// sequence all of them, one after the other.
public struct Figures: Sendable, Sequence {
    /// With a row each, in the order of the table.
    let single: [Figure]
    /// By theme, in the order of the descriptor.
    public let tables: [FigureTable]

    private let singleIndex: [Key: [Int]]
    private let singleByIndicator: [String: [Int]]
    private let columns: [String: [(table: Int, column: Int)]]

    private struct Key: Hashable, Sendable {
        let indicator: String
        let region: String
        let level: FigureLevel
    }

    /// - Complexity: O(single figures + places and columns of tables).
    init(_ single: [Figure], _ tables: [FigureTable]) {
        (self.single, self.tables) = (single, tables)
        singleIndex = Dictionary(grouping: single.indices) {
            Key(indicator: single[$0].indicator, region: single[$0].region, level: single[$0].level)
        }
        singleByIndicator = Dictionary(grouping: single.indices) { single[$0].indicator }
        var columns: [String: [(table: Int, column: Int)]] = [:]
        for (number, table) in tables.enumerated() {
            for (column, indicator) in table.indicators.enumerated() {
                columns[indicator, default: []].append((number, column))
            }
        }
        self.columns = columns
    }

    /// How many there are.
    public var count: Int { single.count + tables.reduce(0) { $0 + $1.count } }

    /// Those of an indicator for a place, in the order of the tables.
    func of(_ indicator: String, _ region: String, _ level: FigureLevel) -> [Figure] {
        let found = (columns[indicator] ?? []).flatMap { number, column in
            let table = tables[number]
            return table.rows(of: region, level: level).compactMap {
                table.figure($0, column, of: region, level: level)
            }
        }
        let key = Key(indicator: indicator, region: region, level: level)
        return found + (singleIndex[key] ?? []).map { single[$0] }
    }

    /// That of a year: a published one before a computed or residual one, then the first.
    func of(_ indicator: String, _ region: String, year: Int, _ level: FigureLevel) -> Figure? {
        var first: Figure?
        for (number, column) in columns[indicator] ?? [] {
            let table = tables[number]
            guard let row = table.rows(of: region, level: level).first(where: { Int(table.years[$0]) == year }),
                let found = table.figure(row, column, of: region, level: level)
            else { continue }
            if found.status == .published { return found }
            first = first ?? found
        }
        let key = Key(indicator: indicator, region: region, level: level)
        for index in singleIndex[key] ?? [] where single[index].year == year {
            if single[index].status == .published { return single[index] }
            first = first ?? single[index]
        }
        return first
    }

    /// Whether there is any of an indicator for a place.
    func has(_ indicator: String, _ region: String, _ level: FigureLevel) -> Bool {
        !of(indicator, region, level).isEmpty
    }

    /// Years in which at least one place of a series has the indicator, rising.
    ///
    /// - Complexity: O(figures of the indicator).
    public func years(of indicator: String, level: FigureLevel) -> [Int] {
        var years = Set<Int>()
        for index in singleByIndicator[indicator] ?? [] where single[index].level == level {
            years.insert(single[index].year)
        }
        for (number, column) in columns[indicator] ?? [] {
            let table = tables[number]
            for block in table.blocks where block.level == level {
                for row in block.rows where !table.value(row, column).isNaN { years.insert(Int(table.years[row])) }
            }
        }
        return years.sorted()
    }

    /// How many figures rest on each source, by its identifier.
    public var countBySource: [String: Int] {
        var counts: [String: Int] = [:]
        for figure in single { for source in figure.sources { counts[source, default: 0] += 1 } }
        for table in tables {
            for (column, _) in table.indicators.enumerated() {
                var byYear: [Int: Int] = [:]
                for row in table.years.indices where !table.value(row, column).isNaN {
                    byYear[Int(table.years[row]), default: 0] += 1
                }
                for (year, count) in byYear {
                    for source in table.edition(column, year: year)?.sources ?? [] {
                        counts[source, default: 0] += count
                    }
                }
            }
        }
        return counts
    }

    /// All of them, one after the other; a figure of a table is made when its turn comes.
    public func makeIterator() -> AnyIterator<Figure> {
        let all = tables.lazy.flatMap { table in
            table.blocks.lazy.flatMap { block in
                block.rows.lazy.flatMap { row in
                    table.indicators.indices.lazy.compactMap { column in
                        table.figure(row, column, of: block.region, level: block.level)
                    }
                }
            }
        }
        var (first, rest) = (all.makeIterator(), single.makeIterator())
        return AnyIterator { first.next() ?? rest.next() }
    }
}

/// How well an indicator is covered in a series.
public struct FigureCoverage: Sendable, Equatable {
    /// Years that have figures.
    public internal(set) var years: ClosedRange<Int>
    /// How many figures there are, and how many of them nobody printed.
    public internal(set) var figures = 0, notPublished = 0
    /// Codes of the places that have any.
    public internal(set) var regions: Set<String> = []

    fileprivate mutating func add(_ region: String, _ more: ClosedRange<Int>, _ count: Int, _ unprinted: Int) {
        years = min(years.lowerBound, more.lowerBound)...max(years.upperBound, more.upperBound)
        figures += count
        notPublished += unprinted
        regions.insert(region)
    }
}

extension Figures {
    /// By indicator and series; nothing where there is no figure.
    ///
    /// - Complexity: O(figures).
    public func coverage() -> [String: [FigureLevel: FigureCoverage]] {
        var found: [String: [FigureLevel: FigureCoverage]] = [:]
        // In place: a set that is taken out is copied with every place.
        func add(
            _ indicator: String, _ level: FigureLevel, _ region: String, _ years: ClosedRange<Int>, _ count: Int,
            _ unprinted: Int
        ) {
            found[indicator, default: [:]][level, default: FigureCoverage(years: years)].add(
                region, years, count, unprinted)
        }
        for figure in single {
            add(
                figure.indicator, figure.level, figure.region, figure.year...figure.year, 1,
                figure.status == .published ? 0 : 1)
        }
        for table in tables {
            for (column, indicator) in table.indicators.enumerated() {
                let isPrinted = table.editions(of: column).allSatisfy { $0.status == .published }
                for block in table.blocks {
                    let rows = block.rows.filter { !table.value($0, column).isNaN }
                    guard let first = rows.first, let last = rows.last else { continue }
                    let unprinted =
                        isPrinted
                        ? 0
                        : rows.count { table.edition(column, year: Int(table.years[$0]))?.status != .published }
                    add(
                        indicator, block.level, block.region, Int(table.years[first])...Int(table.years[last]),
                        rows.count, unprinted)
                }
            }
        }
        return found
    }
}

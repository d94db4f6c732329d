import Asking
import Atlases

/// Reads a table of figures by theme: `region,level,year` and a column an indicator, rows in the order of these three.
///
/// The largest tables of an atlas are of this kind and are read at every start.
struct FigureTableReader {
    let file: String
    let bytes: [UInt8]
    let regions: Set<String>
    let indicators: [String: Indicator]
    /// By indicator.
    let editions: [String: [FigureTable.Edition]]
    let problems: ProblemList

    private static let keys = ["region", "level", "year"]

    /// Nil, with problems listed, where anything is wrong.
    ///
    /// - Parameter flags: by indicator, region, level and year.
    func table(_ name: String, flags: [FlagKey: FlagRow]) -> FigureTable? {
        let before = problems.problems.count
        var cells = ByteCells(bytes)
        let names = cells.nextLine() ? cells.header() : []
        guard names.count > 3, Array(names.prefix(3)) == Self.keys, Set(names).count == names.count else {
            reject(
                1, nil, String(names.joined(separator: ",").prefix(60)),
                "the columns region, level, year, and each indicator once")
            return nil
        }
        let columns = Array(names.dropFirst(3))
        for column in columns where indicators[column] == nil {
            reject(1, column, column, "the id of an indicator in indicators.csv")
        }
        for column in columns where editions[column, default: []].isEmpty {
            reject(1, column, column, "at least one row in editions.csv for this column")
        }
        if problems.problems.count > before { return nil }
        let found = rows(columns, &cells)
        if problems.problems.count > before { return nil }
        let marks = self.marks(flags, columns, found)
        if problems.problems.count > before { return nil }
        return FigureTable(
            name: name, indicators: columns, blocks: found.blocks, years: found.years, values: found.values,
            editions: columns.map { editions[$0] ?? [] }, flags: marks)
    }

    /// What rows hold, before flags are put to them.
    private struct Rows {
        var blocks: [FigureTable.Block] = []
        var years: [Int16] = []
        var values: [Double] = []
    }

    private typealias Place = (region: String, level: FigureLevel, year: Int)

    private func rows(_ columns: [String], _ cells: inout ByteCells) -> Rows {
        var found = Rows()
        let limits = columns.map { name in
            Limit(
                range: indicators[name]?.plausible ?? -1e15...1e15, years: (editions[name] ?? []).map(\.years),
                isLast: name == columns.last)
        }
        var last: Place?
        while cells.nextLine() {
            guard let place = place(&cells) else { continue }
            if let last, !isBefore(last, place) {
                reject(cells.line, "year", "\(place.year)", "rows in the order of region, level and year, each once")
            }
            if last.map({ $0.region != place.region || $0.level != place.level }) ?? true {
                let start = found.years.count
                found.blocks.append(FigureTable.Block(region: place.region, level: place.level, rows: start..<start))
            }
            last = place
            found.years.append(Int16(place.year))
            found.blocks[found.blocks.count - 1].extend()
            for (column, limit) in limits.enumerated() {
                found.values.append(value(&cells, columns[column], limit, place.year))
            }
        }
        return found
    }

    /// What a value of a column may be.
    private struct Limit {
        let range: ClosedRange<Double>
        let years: [ClosedRange<Int>]
        let isLast: Bool
    }

    private func place(_ cells: inout ByteCells) -> Place? {
        guard let region = cells.word(), let level = cells.word(), let year = cells.word() else {
            reject(cells.line, nil, cells.rest(), "fields as in the header")
            return nil
        }
        guard regions.contains(region) else {
            reject(cells.line, "region", region, "the code of a region in regions.csv")
            return nil
        }
        guard let level = FigureLevel(rawValue: level) else {
            reject(cells.line, "level", level, "prefecture or province")
            return nil
        }
        guard let year = Int(year), (1900...2100).contains(year) else {
            reject(cells.line, "year", year, "a whole number from 1900 to 2100")
            return nil
        }
        return (region, level, year)
    }

    /// Not a number where there is none.
    private func value(_ cells: inout ByteCells, _ column: String, _ limit: Limit, _ year: Int) -> Double {
        switch cells.number(isLast: limit.isLast) {
        case .none: return .nan
        case .wrong:
            reject(cells.line, column, cells.rest(), "a number or nothing, and as many fields as in the header")
            return .nan
        case .value(let number):
            if !limit.range.contains(number) {
                let (low, high) = (machineNumber(limit.range.lowerBound), machineNumber(limit.range.upperBound))
                reject(cells.line, column, machineNumber(number), "a number from \(low) to \(high)")
            }
            if !limit.years.contains(where: { $0.contains(year) }) {
                reject(cells.line, column, "\(year)", "a row in editions.csv for this column and year")
            }
            return number
        }
    }

    private func isBefore(_ a: Place, _ b: Place) -> Bool {
        (a.region, a.level.rawValue, a.year) < (b.region, b.level.rawValue, b.year)
    }

    private func marks(_ flags: [FlagKey: FlagRow], _ columns: [String], _ found: Rows) -> [Int: String] {
        if flags.isEmpty { return [:] }
        let column = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var blocks: [String: [FigureTable.Block]] = [:]
        for block in found.blocks { blocks[block.region, default: []].append(block) }
        var marks: [Int: String] = [:]
        for (key, flag) in flags {
            let rows = blocks[key.region]?.first { $0.level == key.level }?.rows
            guard let column = column[key.indicator],
                let row = rows?.first(where: { Int(found.years[$0]) == key.year }),
                !found.values[row * columns.count + column].isNaN
            else {
                flag.row.reject("indicator", "a figure to which the flag belongs")
                continue
            }
            marks[row * columns.count + column] = flag.text
        }
        return marks
    }

    private func reject(_ row: Int, _ column: String?, _ value: String, _ expected: Template) {
        problems.add(AtlasProblem(file: file, row: row, column: column, value: value, expected: expected))
    }
}

/// Which cell of a table by theme a flag belongs to.
struct FlagKey: Hashable {
    let indicator: String
    let region: String
    let level: FigureLevel
    let year: Int
}

/// A flag and the row that holds it.
struct FlagRow {
    let text: String
    let row: TypedRows.Row
}

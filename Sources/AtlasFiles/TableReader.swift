import Atlases
import Foundation

/// How a table of values by place is understood, column by column.
struct TableReader {
    let table: CSVTable
    let regions: [Region]
    let formerNames: [FormerName]
    let year: Int?
    let taken: Set<String>

    private struct Column {
        let index: Int
        let name: String
        let unit: String
        let year: Int?

        func measured(in unit: String) -> Column { Column(index: index, name: name, unit: unit, year: year) }
    }

    func read() throws(AtlasProblem) -> TableReading {
        let header = table.header
        if table.rows.isEmpty { throw AtlasProblem(file: table.file, expected: "rows under the header") }
        var seen = Set<String>()
        for name in header where !name.isEmpty && !seen.insert(name).inserted {
            throw AtlasProblem(file: table.file, row: 1, column: name, expected: "each column once")
        }
        let matcher = PlaceMatcher(regions, formerNames: formerNames)
        let (place, codes) = try placeColumn(header, matcher)
        let yearIndex = header.indices.first { $0 != place && isYear($0, header[$0]) }
        var ignored: [(column: String, why: String)] = []
        var columns: [Column] = []
        let unitIndex = header.indices.first { Self.unitColumns.contains(header[$0].lowercased()) }
        for index in header.indices where index != place && index != yearIndex && index != unitIndex {
            if header[index].isEmpty {
                ignored.append(("(column \(index + 1))", "it has no name"))
            } else if seatColumns.contains(where: { $0.contains(PlaceMatcher.bare(header[index])) }) {
                ignored.append((header[index], "it holds degrees"))
            } else if let why = try notNumbers(index, header[index], codes) {
                ignored.append((header[index], why))
            } else {
                columns.append(understood(index, header[index], yearIndex != nil))
            }
        }
        columns = try inOneUnit(columns, header, unitIndex, &ignored)
        let usable = columns.filter { yearIndex != nil || $0.year != nil || year != nil }
        if columns.isEmpty {
            throw AtlasProblem(
                file: table.file, row: 1, value: header.joined(separator: ","),
                expected: "at least one column of numbers beside the place")
        }
        if usable.isEmpty {
            throw AtlasProblem(
                file: table.file, row: 1, value: header.joined(separator: ","),
                expected: "a year: in a column of its own (year, 年份), in the header (gdp_2020), or given with --year")
        }
        for column in columns where yearIndex == nil && column.year == nil && year == nil {
            ignored.append((header[column.index], "it has no year"))
        }
        let named = identifiers(usable)
        let figures = try self.figures(usable, named, codes, yearIndex)
        return reading(header, place, yearIndex, usable, named, figures, ignored, codes, matcher)
    }

    /// What tables call a column that holds the units of the others.
    private static let unitColumns: Set<String> = ["unit", "units", "单位", "计量单位", "einheit", "unité", "unidad"]

    /// The columns with the unit that a column of units tells; an indicator has one unit over all its years.
    ///
    /// - Throws: `AtlasProblem` for two units in one column, or in the columns of one indicator.
    private func inOneUnit(
        _ columns: [Column], _ header: [String], _ unitIndex: Int?, _ ignored: inout [(column: String, why: String)]
    ) throws(AtlasProblem) -> [Column] {
        var columns = columns
        if let unitIndex {
            let cells = table.rows.map { $0[unitIndex].trimmingCharacters(in: .whitespacesAndNewlines) }
            let first = cells.first { !$0.isEmpty } ?? ""
            if let other = cells.firstIndex(where: { !$0.isEmpty && $0 != first }) {
                throw AtlasProblem(
                    file: table.file, row: table.lines[other], column: header[unitIndex], value: cells[other],
                    expected: "one unit for a column; the rows above are in \"\(first)\"",
                    "一列只用一个单位；以上各行为“\(first)”")
            }
            if Set(columns.map(\.name)).count == 1 {
                columns = columns.map { $0.unit.isEmpty ? $0.measured(in: first) : $0 }
            } else {
                ignored.append((header[unitIndex], "it names a unit, but several columns hold numbers"))
            }
        }
        var units: [String: Column] = [:]
        for column in columns {
            let known = units[column.name, default: column]
            if known.unit != column.unit, Unit(known.unit) != Unit(column.unit) || Unit(column.unit) == nil {
                throw AtlasProblem(
                    file: table.file, row: 1, column: header[column.index], value: column.unit,
                    expected: "the unit of \(header[known.index]): an indicator has one",
                    "与 \(header[known.index]) 相同的单位：一个指标只用一个单位")
            }
            units[column.name] = known
        }
        return columns
    }

    /// The column in which most cells are known places. Small whole numbers, which may be ranks, count only where no
    /// column of words names places, or where they are called a code.
    private func placeColumn(_ header: [String], _ matcher: PlaceMatcher) throws(AtlasProblem) -> (Int, [String?]) {
        var known: [String: String?] = [:]
        func code(_ cell: String) -> String? {
            if let found = known[cell] { return found }
            let found = matcher.code(cell)
            known[cell] = .some(found)
            return found
        }
        let provinces = PlaceMatcher(regions.filter { $0.level == .province || $0.level == .municipality })
        let sample = stride(from: 0, to: table.rows.count, by: max(1, table.rows.count / 2_000)).map { $0 }
        var best: (isWords: Bool, places: Int, index: Int)?
        for index in header.indices {
            let cells = sample.map { table.rows[$0][index] }
            let found = cells.compactMap(code)
            guard 3 * found.count >= sample.count, !found.isEmpty else { continue }
            let isCode = Self.codeColumns.contains(PlaceMatcher.bare(header[index]))
            let isWords = isCode || !cells.allSatisfy { cell in Int(cell).map { (0..<10_000).contains($0) } ?? false }
            let places = Set(found).count
            if best.map({ (isWords ? 1 : 0, places) > ($0.isWords ? 1 : 0, $0.places) }) ?? true {
                best = (isWords, places, index)
            }
        }
        guard let best else {
            throw AtlasProblem(
                file: table.file, row: 1, value: header.joined(separator: ","),
                expected:
                    """
                    a column that names places by code or name; fewer than a third of the cells of every column \
                    are known
                    """,
                "以代码或名称表示地区的一列；各列中可识别的均不足三分之一"
            )
        }
        let cells = table.rows.map { $0[best.index] }
        let codes = cells.map(code)
        // A column of provinces is one as a whole: 吉林 among provinces is no city.
        var province: [String: String?] = [:]
        for cell in known.keys { province[cell] = .some(provinces.code(cell)) }
        let asProvinces = cells.map { province[$0] ?? nil }
        let isOfProvinces =
            zip(codes, asProvinces).allSatisfy { $0 == nil || $1 != nil } && asProvinces.contains { $0 != nil }
            && !Self.cityColumns.contains(PlaceMatcher.bare(header[best.index]))
        return (best.index, isOfProvinces ? asProvinces : codes)
    }

    private static let codeColumns: Set<String> = [
        "code", "id", "adcode", "geoid", "nutsid", "nuts", "ags", "regionid", "gid", "fips", "代码", "行政区划代码", "地区代码",
    ]
    private static let cityColumns: Set<String> = ["city", "prefecture", "城市", "市", "地级市"]

    private func isYear(_ index: Int, _ name: String) -> Bool {
        let said = ValueTable.yearNames.union(["年度", "jahr", "time", "period"]).contains(name.lowercased())
        let cells = table.rows.prefix(400).map { $0[index].trimmingCharacters(in: .whitespaces) }
        let years = cells.allSatisfy { cell in
            guard let value = Int(cell.hasSuffix("年") ? String(cell.dropLast()) : cell) else { return false }
            return (1900...2100).contains(value)
        }
        return years && (said || !cells.isEmpty && name.lowercased().contains("year"))
    }

    /// Why a column is no column of numbers; nil if it is one. Words among mostly numbers are an error, not a reason.
    private func notNumbers(_ index: Int, _ name: String, _ codes: [String?]) throws(AtlasProblem) -> String? {
        var (numbers, others) = (0, 0)
        let known = Set(regions.compactMap { Int($0.code) }.filter { $0 > 9_999 })
        var coded = true
        var bad: Int?
        for (row, cells) in table.rows.enumerated() where codes[row] != nil {
            let cell = cells[index]
            if cell.isEmpty { continue }
            if let value = table.number(cell) {
                numbers += 1
                coded = coded && value == value.rounded() && abs(value) < 1e15 && known.contains(Int(value))
            } else if !isMissing(cell) {
                others += 1
                bad = bad ?? row
            }
        }
        if numbers == 0 && others == 0 { return "it is empty" }
        // What is called GDP is numbers, however many words stand among them.
        let isRole = numbers > 0 && ColumnMeaning.role(of: understood(index, name, false).name) != nil
        if numbers <= others, !isRole { return "it holds text" }
        if coded { return "it holds codes of regions" }
        if let bad {
            throw AtlasProblem(
                file: table.file, row: table.lines[bad], column: name, value: table.rows[bad][index],
                expected: "a number as in most rows of this column, or nothing where there is none",
                "数值（与该列多数行一致），无数据则留空")
        }
        return nil
    }

    /// "GRP (million euro)" → GRP, million euro; "gdp_2020", "2020年GDP" → gdp, 2020.
    private func understood(_ index: Int, _ header: String, _ hasYears: Bool) -> Column {
        var (name, unit, found) = (header, "", Int?.none)
        for (open, close) in [("(", ")"), ("（", "）"), ("[", "]")] {
            if name.hasSuffix(close), let start = name.range(of: open, options: .backwards) {
                unit = String(name[start.upperBound...].dropLast(close.count)).trimmingCharacters(in: .whitespaces)
                name = String(name[..<start.lowerBound]).trimmingCharacters(in: .whitespaces)
            }
        }
        if !hasYears {
            let digits = name.split { !$0.isNumber }
            let years = digits.compactMap { $0.count == 4 ? Int($0) : nil }.filter { (1900...2100).contains($0) }
            if let only = years.last, years.count == 1 {
                found = only
                name = name.replacingOccurrences(of: "\(only)年", with: "").replacingOccurrences(of: "\(only)", with: "")
                    .trimmingCharacters(in: CharacterSet(charactersIn: " _-.:/"))
                if name.isEmpty { name = "value" }
            }
        }
        return Column(
            index: index, name: name.isEmpty ? header : name, unit: unit, year: found ?? (hasYears ? nil : year))
    }

    /// One identifier a name, in letters that any program takes.
    private func identifiers(_ columns: [Column]) -> [String: String] {
        var given: [String: String] = [:]
        var (used, counts) = (taken, [String: Int]())
        for column in columns where given[column.name] == nil {
            var id = String(
                pinyinOrSelf(column.name).lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
            while id.contains("__") { id = id.replacingOccurrences(of: "__", with: "_") }
            id = String(id.trimmingCharacters(in: CharacterSet(charactersIn: "_")).prefix(60))
            if id.isEmpty { id = "value" }
            var free = id
            while used.contains(free) {
                let count = counts[id, default: 0] + 1
                counts[id] = count
                free = count == 1 ? "\(id)_table" : "\(id)_table\(count)"
            }
            used.insert(free)
            given[column.name] = free
        }
        return given
    }

    private func pinyinOrSelf(_ text: String) -> String {
        text.unicodeScalars.contains { $0.value > 0x2E80 } ? pinyin(text).joined(separator: "_") : text
    }

    private struct Key: Hashable {
        let column: Int
        let code: String
        let year: Int
    }

    private func figures(_ columns: [Column], _ ids: [String: String], _ codes: [String?], _ yearIndex: Int?)
        throws(AtlasProblem)
        -> [Figure]
    {
        let levels = Dictionary(
            regions.map { ($0.code, $0.level == .province ? FigureLevel.province : .prefecture) },
            uniquingKeysWith: { a, _ in a })
        var figures: [Figure] = []
        var seen: [Key: Int] = [:]
        let numbers = Dictionary(columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { a, _ in a })
        for (row, cells) in table.rows.enumerated() {
            guard let code = codes[row] else { continue }
            var rowYear: Int?
            if let yearIndex {
                let cell = cells[yearIndex].trimmingCharacters(in: .whitespaces)
                rowYear = Int(cell.hasSuffix("年") ? String(cell.dropLast()) : cell)
                guard let found = rowYear, (1900...2100).contains(found) else {
                    throw AtlasProblem(
                        file: table.file, row: table.lines[row], column: table.header[yearIndex],
                        value: cells[yearIndex],
                        expected: "a year from 1900 to 2100")
                }
            }
            for column in columns {
                guard let value = table.number(cells[column.index]), let year = rowYear ?? column.year,
                    let id = ids[column.name]
                else {
                    continue
                }
                if abs(value) > 1e15 {
                    throw AtlasProblem(
                        file: table.file, row: table.lines[row], column: table.header[column.index],
                        value: cells[column.index],
                        expected: "a number of at most 10¹⁵")
                }
                let key = Key(column: numbers[column.name] ?? 0, code: code, year: year)
                if let first = seen.updateValue(row, forKey: key) {
                    throw AtlasProblem(
                        file: table.file, row: table.lines[row], column: table.header[column.index],
                        value: cells[column.index],
                        expected: "one value for \(code) in \(year); row \(table.lines[first]) has one already")
                }
                figures.append(
                    Figure(
                        indicator: id, region: code, level: levels[code] ?? .prefecture, year: year, vintage: "",
                        value: value,
                        status: .published,
                        flag: "from the user's table", sources: ["TABLE"]))
            }
        }
        if figures.isEmpty { throw AtlasProblem(file: table.file, expected: "at least one number at a known place") }
        return figures
    }

    private func reading(
        _ header: [String], _ place: Int, _ yearIndex: Int?, _ columns: [Column], _ ids: [String: String],
        _ figures: [Figure],
        _ ignored: [(column: String, why: String)], _ codes: [String?], _ matcher: PlaceMatcher
    ) -> TableReading {
        let byIndicator = Dictionary(grouping: figures, by: \.indicator)
        var indicators: [TableReading.ReadIndicator] = []
        let byName = Dictionary(grouping: columns, by: \.name)
        var told = Set<String>()
        for name in columns.map(\.name) where told.insert(name).inserted {
            guard let id = ids[name], let held = byIndicator[id], let own = byName[name] else { continue }
            indicators.append(
                TableReading.ReadIndicator(
                    indicator: Indicator(
                        id: id, nameEnglish: name, name: name,
                        unit: own.first { !$0.unit.isEmpty }?.unit ?? noUnit,
                        plausible: -1e15...1e15,
                        note: Remark("from \(table.file)", "取自 \(table.file)")),
                    columns: own.map { header[$0.index] }, years: Set(held.map(\.year)).sorted(), values: held.count))
        }
        var listed = Set<String>()
        let unmatched = codes.indices.filter { codes[$0] == nil && listed.insert(table.rows[$0][place]).inserted }
            .prefix(200).map { row in
                TableReading.Unmatched(
                    row: table.lines[row], text: table.rows[row][place],
                    suggestions: matcher.suggestions(table.rows[row][place]))
            }
        return TableReading(
            file: table.file, encoding: table.encoding, remarks: table.remarks, rows: table.rows.count,
            placeColumn: header[place],
            yearColumn: yearIndex.map { header[$0] },
            indicators: indicators, ignored: ignored, unmatched: Array(unmatched),
            matchedRegions: Set(codes.compactMap { $0 }).count,
            figures: figures)
    }
}

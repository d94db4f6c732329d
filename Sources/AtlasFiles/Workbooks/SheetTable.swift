import Atlases

/// The table on a sheet: its head, which may be of several rows, and its rows, without the title above and the notes
/// below.
struct SheetTable {
    let header: [String]
    let rows: [[String]]
    /// Of the sheet, from 1.
    let lines: [Int]
    /// Lines above the head and below the table, that are not of it.
    let around: [String]
    /// Formulas without a saved result.
    let unsaved: [String]

    /// - Returns: nil for a sheet without two cells beside one another.
    init?(_ sheet: WorkbookSheet) {
        let grid = FilledGrid(sheet)
        guard let head = grid.head else { return nil }
        unsaved = sheet.unsaved
        let columns = grid.columns(from: head.lowerBound)
        let body = grid.numbers.filter { $0 > head.upperBound }
        let end = grid.endOfTable(body, columns)
        header = columns.map { grid.title(of: $0, in: head) }
        let kept = body.prefix(end)
        rows = kept.map { row in columns.map { grid.cells[row]?[$0]?.text ?? "" } }
        lines = kept.map { $0 + 1 }
        around = (grid.numbers.filter { $0 < head.lowerBound } + body.dropFirst(end)).map(grid.line)
    }
}

/// A sheet with merged cells filled: what stands in one stands in each cell that it covers.
private struct FilledGrid {
    var cells: [Int: [Int: WorkbookSheet.Cell]]
    /// Rows that say something, in order.
    let numbers: [Int]
    /// The first cell of the merged ones that cover a cell.
    private var origin: [Int: [Int: Int]] = [:]
    private let width: Int

    init(_ sheet: WorkbookSheet) {
        cells = sheet.rows
        var filled = 0
        for area in sheet.merged {
            guard let first = cells[area.rows.lowerBound]?[area.columns.lowerBound] else { continue }
            // A sheet may say that all of it is one cell.
            filled += min(1 << 24, area.rows.count * min(area.columns.count, 1 << 14))
            if filled > 1 << 20 { break }
            let mark = area.rows.lowerBound << 14 | area.columns.lowerBound
            for row in area.rows {
                for column in area.columns {
                    cells[row, default: [:]][column] = first
                    origin[row, default: [:]][column] = mark
                }
            }
        }
        numbers = cells.keys.sorted()
        var widest = 0
        for row in cells.values { widest = max(widest, row.count) }
        width = widest
    }

    /// How many cells of a row say different things: merged ones are one.
    private func distinct(_ row: Int) -> Int {
        let marks = origin[row] ?? [:]
        var seen = Set<Int>()
        return (cells[row] ?? [:]).keys.reduce(0) { count, column in
            guard let mark = marks[column] else { return count + 1 }
            return count + (seen.insert(mark).inserted ? 1 : 0)
        }
    }

    /// The rows of the head: from the first that is at least half as wide as the table, to the last before its
    /// numbers.
    var head: ClosedRange<Int>? {
        guard
            let first = numbers.first(where: { distinct($0) >= 2 && 2 * (cells[$0]?.count ?? 0) >= width }),
            let begin = numbers.firstIndex(of: first)
        else { return nil }
        var last = first
        for row in numbers[(begin + 1)...].prefix(3) where row == last + 1 && goesOn(row, from: first) { last = row }
        return first...last
    }

    /// Whether a row under the first of the head is of the head too: groups of columns stand above it, or a place's
    /// column is merged down or empty there, and it holds no number but years.
    private func goesOn(_ row: Int, from first: Int) -> Bool {
        guard let told = cells[row], !told.values.contains(where: isFigure) else { return false }
        let above = origin[first] ?? [:]
        let isGrouped = Set(above.values).count < above.count
        let column = cells[first]?.keys.min() ?? 0
        let isOpen = told[column] == nil || origin[row]?[column] != nil && origin[row]?[column] == above[column]
        return isOpen && (isGrouped || told.count > 0)
    }

    private func isFigure(_ cell: WorkbookSheet.Cell) -> Bool {
        switch cell {
        case .number(let number): !(number.rounded() == number && (1900...2100).contains(number))
        case .text(let text): Double(text.replacing(",", with: "")).map { !(1900...2100).contains($0) } ?? false
        case .date, .missing: false
        }
    }

    /// Columns that the head names or that hold anything under it.
    func columns(from row: Int) -> [Int] {
        var used = Set<Int>()
        for number in numbers where number >= row { if let cells = cells[number] { used.formUnion(cells.keys) } }
        return used.sorted()
    }

    /// What the rows of the head say of a column, each thing once.
    func title(of column: Int, in head: ClosedRange<Int>) -> String {
        var parts: [String] = []
        for row in head {
            guard let text = cells[row]?[column]?.text.split(whereSeparator: \.isNewline).joined(separator: " ") else {
                continue
            }
            let trimmed = trimmedBlanks(text)
            if !trimmed.isEmpty, parts.last != trimmed { parts.append(trimmed) }
        }
        return parts.isEmpty ? columnLetters(column) : parts.joined(separator: " ")
    }

    /// How many of the rows are the table's: notes under it fill one cell.
    func endOfTable(_ body: [Int], _ columns: [Int]) -> Int {
        var end = body.count
        while end > 0, columns.count > 1 {
            let row = body[end - 1]
            guard distinct(row) <= 1 else { break }
            let isApart = end > 1 && row > body[end - 2] + 1
            guard isApart || isNote(line(row)) else { break }
            end -= 1
        }
        return end
    }

    func line(_ row: Int) -> String {
        var said: [String] = []
        for (_, cell) in (cells[row] ?? [:]).sorted(by: { $0.key < $1.key }) where said.last != cell.text {
            said.append(cell.text)
        }
        return said.joined(separator: " ")
    }

    private func isNote(_ text: String) -> Bool {
        let starts = ["注", "说明", "资料来源", "数据来源", "来源", "*", "note", "source", "data:", "©", "(", "（", "a)", "1)"]
        return text.count > 24 || text.contains(":") || text.contains("：")
            || starts.contains { text.lowercased().hasPrefix($0) }
    }
}

extension CSVTable {
    /// The first table of a workbook, or of the sheet that its name ends in: `book.xlsx#2019`.
    init(workbook raw: [UInt8], file: String) throws(AtlasProblem) {
        let book = try WorkbookReader(raw, file: file)
        let wanted = sheetAsked(file)
        var found: (index: Int, table: SheetTable)?
        for (index, sheet) in book.sheets.enumerated() {
            if let wanted, sheet.name != wanted, "\(index + 1)" != wanted { continue }
            if let table = SheetTable(try book.sheet(index)) {
                found = (index, table)
                break
            }
        }
        let names = book.sheets.map(\.name)
        guard let (index, table) = found else {
            throw AtlasProblem(
                file: file, value: wanted,
                expected: "a sheet with a table; the workbook's sheets are \(names.joined(separator: ", "))",
                "含表格的工作表；工作簿有 \(names.joined(separator: "、"))")
        }
        self.init(
            file: "\(bookPath(file)) [\(names[index])]", header: table.header, rows: table.rows, lines: table.lines)
        remarks = Self.said(of: table, sheet: index, names, file)
    }

    private static func said(of table: SheetTable, sheet: Int, _ names: [String], _ file: String) -> [Remark] {
        var remarks: [Remark] = []
        if names.count > 1 {
            let (name, others) = (names[sheet], names.filter { $0 != names[sheet] })
            let book = bookPath(file)
            remarks.append(
                Remark(
                    """
                    \(book): the sheet \(name) was read; \(book)#\(others[0]) reads another of \
                    \(others.joined(separator: ", "))
                    """, "\(book)：读取了工作表“\(name)”；\(book)#\(others[0]) 读取其他表（\(others.joined(separator: "、"))）"))
        }
        if let first = table.unsaved.first {
            let count = table.unsaved.count
            remarks.append(
                Remark(
                    """
                    \(file): \(count) formulas have no saved result, the first in \(first): they count as missing; \
                    open the workbook in a spreadsheet program, recalculate and save
                    """,
                    "\(file)：\(count) 个公式没有保存结果（首个在 \(first)），按缺失处理；请在电子表格软件中打开、重新计算并保存"))
        }
        if !table.around.isEmpty {
            let lines = table.around.map { shortened($0) }
            remarks.append(
                Remark(
                    "\(file): lines around the table were left out: \(lines.joined(separator: " | "))",
                    "\(file)：表外文字未计入：\(lines.joined(separator: " | "))"))
        }
        return remarks
    }
}

/// A workbook's path without the sheet that is asked for.
func bookPath(_ path: String) -> String {
    path.lastIndex(of: "#").map { String(path[..<$0]) } ?? path
}

/// The sheet that a path asks for after a #, by name or number; nil for none.
func sheetAsked(_ path: String) -> String? {
    path.lastIndex(of: "#").map { String(path[path.index(after: $0)...]) }
}

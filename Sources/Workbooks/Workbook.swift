public import Asking
import CXLSXWriter
public import Formats

/// Writes a workbook (ECMA-376): a sheet a table, and what is said of them on a sheet of its own. Numbers are numbers,
/// with all their digits; heads stand still. Cost: cells.
///
/// - Parameters:
///   - tables: the main one first.
///   - notes: said of the whole, a row each, under the head of the last sheet.
///   - path: a file that does not exist yet.
/// - Throws: a problem of use for a table longer or wider than a sheet, or where the file cannot be written.
public func writeWorkbook(
    _ tables: [DataTable], notes: [String], to path: String, _ language: Language
) throws(Problem) {
    for table in tables where table.rowCount >= 1 << 20 || table.columns.count > 1 << 14 {
        throw Problem(
            .use,
            """
            \(path): a sheet holds 1,048,575 rows of 16,384 columns, the table has \(table.rowCount) of \
            \(table.columns.count): write it as csv
            """,
            "\(path)：工作表至多 1,048,575 行、16,384 列，此表有 \(table.rowCount) 行、\(table.columns.count) 列：请写成 csv")
    }
    guard let book = workbook_new(path) else { throw Problem.unwritten(path) }
    // The day is a constant, so that the same answer is the same bytes.
    var properties = lxw_doc_properties()
    properties.created = 1
    workbook_set_properties(book, &properties)
    let sheets = Sheets(book: book)
    let names = sheetNames(
        tables.map { $0.title.isEmpty ? language("data", "数据") : $0.title } + [language("notes", "说明")])
    for (table, name) in zip(tables, names) { sheets.add(table, name) }
    let said = tables.flatMap { table in
        (table.title.isEmpty ? [] : [table.title]) + table.notes
    }
    sheets.add(lines: said + notes, names[names.count - 1])
    guard workbook_close(book) == LXW_NO_ERROR else { throw Problem.unwritten(path) }
}

private struct Sheets {
    let book: UnsafeMutablePointer<lxw_workbook>
    let head: UnsafeMutablePointer<lxw_format>

    init(book: UnsafeMutablePointer<lxw_workbook>) {
        self.book = book
        head = workbook_add_format(book)
        format_set_bold(head)
        format_set_bottom(head, UInt8(LXW_BORDER_THIN.rawValue))
    }

    func add(_ table: DataTable, _ name: String) {
        let sheet = workbook_add_worksheet(book, name)
        for (index, column) in table.columns.enumerated() {
            let at = lxw_col_t(index)
            worksheet_write_string(sheet, 0, at, column.name, head)
            worksheet_set_column(sheet, at, at, width(of: column), nil)
            for row in 0..<table.rowCount {
                switch column.values {
                case .numbers(let numbers):
                    if let number = numbers[row] { worksheet_write_number(sheet, lxw_row_t(row + 1), at, number, nil) }
                case .texts(let texts):
                    if !texts[row].isEmpty {
                        worksheet_write_string(sheet, lxw_row_t(row + 1), at, fitted(texts[row]), nil)
                    }
                }
            }
        }
        worksheet_freeze_panes(sheet, 1, 0)
    }

    func add(lines: [String], _ name: String) {
        let sheet = workbook_add_worksheet(book, name)
        worksheet_set_column(sheet, 0, 0, 110, nil)
        for (row, line) in lines.enumerated() {
            worksheet_write_string(sheet, lxw_row_t(row), 0, fitted(line), nil)
        }
    }

    /// A cell holds so many characters, and no control ones.
    private func fitted(_ text: String) -> String {
        String(
            text.unicodeScalars.filter { $0.value >= 32 || $0 == "\n" || $0 == "\t" }.map(Character.init).prefix(32_000)
        )
    }

    /// In characters of the usual face; those of Chinese take two.
    private func width(of column: DataTable.Column) -> Double {
        let texts = [column.name] + (0..<min(200, column.values.count)).map { column.values.text($0) }
        let longest = texts.map { $0.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E7F ? 2 : 1) } }.max() ?? 0
        return Double(min(60, max(8, longest + 2)))
    }
}

/// Names that a workbook takes: 31 characters without marks of its own, none twice.
func sheetNames(_ titles: [String]) -> [String] {
    uniqueNames(
        titles.enumerated().map { number, title in
            var name = String(title.filter { !"[]:*?/\\'".contains($0) }.prefix(28))
            while name.last == " " { name.removeLast() }
            return name.isEmpty ? "\(number + 1)" : name
        })
}

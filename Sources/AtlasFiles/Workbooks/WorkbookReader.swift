import Atlases
import Foundation

/// A workbook (XLSX, ECMA-376) as far as tables need it: sheets, texts, dates, merged cells and the values that
/// formulas had when it was saved.
struct WorkbookReader {
    private let archive: WorkbookArchive
    private let file: String
    private var texts: [String] = []
    private var isDate: [Bool] = []
    private var begins1904 = false
    /// Sheets that a reader sees, with the part that holds each.
    private(set) var sheets: [(name: String, part: String)] = []

    init(_ bytes: [UInt8], file: String) throws(AtlasProblem) {
        self.file = file
        archive = try WorkbookArchive(bytes, file: file)
        try readBook()
        try readTexts()
        try readStyles()
    }

    private mutating func readBook() throws(AtlasProblem) {
        guard let book = try archive.part("xl/workbook.xml") else {
            throw AtlasProblem(
                file: file,
                expected: "a workbook in XLSX or text; this archive is neither (save the table as XLSX or CSV)",
                "XLSX 工作簿或文本；此压缩包两者皆非（请另存为 XLSX 或 CSV）")
        }
        var targets: [String: String] = [:]
        try readXML(try archive.part("xl/_rels/workbook.xml.rels") ?? [], file: file) { event in
            if case .begin("Relationship", let told) = event, let id = told["Id"], let target = told["Target"] {
                targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
            }
        }
        var (found, from1904) = ([(String, String)](), false)
        try readXML(book, file: file) { event in
            guard case .begin(let name, let told) = event else { return }
            if name == "workbookPr" { from1904 = ["1", "true"].contains(told["date1904"] ?? "") }
            if name == "sheet", told["state"] == nil || told["state"] == "visible",
                let part = told["id"].flatMap({ targets[$0] })
            {
                found.append((told["name"] ?? "", part))
            }
        }
        (sheets, begins1904) = (found.map { (name: $0.0, part: $0.1) }, from1904)
    }

    private mutating func readTexts() throws(AtlasProblem) {
        guard let part = try archive.part("xl/sharedStrings.xml") else { return }
        var (all, current, isText, isReading) = ([String](), "", false, false)
        try readXML(part, file: file) { event in
            switch event {
            case .begin("si", _): current = ""
            // How a name is read aloud stands beside it.
            case .begin("rPh", _): isReading = true
            case .end("rPh"): isReading = false
            case .begin("t", _): isText = !isReading
            case .end("t"): isText = false
            case .end("si"): all.append(current)
            case .text(let text): if isText { current += text }
            case .begin, .end: break
            }
        }
        texts = all
    }

    private mutating func readStyles() throws(AtlasProblem) {
        guard let part = try archive.part("xl/styles.xml") else { return }
        var (formats, isCells, found) = ([Int: String](), false, [Bool]())
        try readXML(part, file: file) { event in
            switch event {
            case .begin("numFmt", let told):
                if let id = told["numFmtId"].flatMap(Int.init) { formats[id] = told["formatCode"] ?? "" }
            case .begin("cellXfs", _): isCells = true
            case .end("cellXfs"): isCells = false
            case .begin("xf", let told):
                if isCells { found.append(Self.isDate(told["numFmtId"].flatMap(Int.init) ?? 0, formats)) }
            case .begin, .end, .text: break
            }
        }
        isDate = found
    }

    /// The days among the built-in formats, or a format of one's own with a day, month or year outside quotes.
    private static func isDate(_ id: Int, _ formats: [Int: String]) -> Bool {
        if (14...17).contains(id) || id == 22 || (27...36).contains(id) || (50...58).contains(id) { return true }
        guard let format = formats[id] else { return false }
        var (plain, quoted, bracketed) = ("", false, false)
        for character in format.lowercased() {
            if character == "\"" { quoted.toggle() } else if character == "[" { bracketed = true }
            if !quoted && !bracketed { plain.append(character) }
            if character == "]" { bracketed = false }
        }
        return plain.contains("y") || plain.contains("d")
    }

    /// The cells of a sheet.
    func sheet(_ index: Int) throws(AtlasProblem) -> WorkbookSheet {
        let (name, part) = sheets[index]
        guard let content = try archive.part(part) else { throw AtlasProblem.noWorkbook(file) }
        var reading = SheetReading(texts: texts, isDate: isDate, begins1904: begins1904)
        let place = "\(file) [\(name)]"
        try readXML(content, file: place) { (event) throws(AtlasProblem) in
            reading.take(event)
            if reading.sheet.count > WorkbookSheet.mostCells {
                throw AtlasProblem(
                    file: place, expected: "a sheet of at most 20 million cells; save the table as CSV",
                    "不超过两千万单元格的工作表；请将表另存为 CSV")
            }
        }
        if let twice = reading.sheet.twice {
            throw AtlasProblem(
                file: place, row: twice.row + 1, column: columnLetters(twice.column),
                expected: "each cell once; open the workbook and save it anew", "每个单元格只出现一次；请打开工作簿并重新保存")
        }
        return reading.sheet
    }
}

private struct SheetReading {
    let texts: [String]
    let isDate: [Bool]
    let begins1904: Bool
    var sheet = WorkbookSheet()
    private var (row, column) = (-1, -1)
    private var kind = ""
    private var style = 0
    private var value = ""
    private var isValue = false
    private var isFormula = false
    private var isReading = false

    init(texts: [String], isDate: [Bool], begins1904: Bool) {
        (self.texts, self.isDate, self.begins1904) = (texts, isDate, begins1904)
    }

    mutating func take(_ event: XMLEvent) {
        switch event {
        case .begin("row", let told):
            row = told["r"].flatMap(Int.init).map { max(0, min($0, 1 << 20) - 1) } ?? row + 1
            column = -1
        case .begin("c", let told): begin(told)
        case .begin("rPh", _): isReading = true
        case .end("rPh"): isReading = false
        case .begin("v", _), .begin("t", _): isValue = !isReading
        case .begin("f", _): isFormula = true
        case .end("v"), .end("t"): isValue = false
        case .text(let text): if isValue { value += text }
        case .end("c"): end()
        case .begin("mergeCell", let told): if let reference = told["ref"] { merge(reference) }
        case .begin, .end: break
        }
    }

    private mutating func begin(_ told: [String: String]) {
        if let place = told["r"].flatMap({ cellPlace($0) }) { (column, row) = place } else { column += 1 }
        (kind, style, value, isFormula) = (told["t"] ?? "n", told["s"].flatMap(Int.init) ?? 0, "", false)
    }

    private mutating func end() {
        guard row >= 0, column >= 0, column < 1 << 14 else { return }
        switch kind {
        case "s":
            if let index = Int(value), texts.indices.contains(index) {
                sheet.add(.text(texts[index]), row: row, column: column)
            }
        case "str", "inlineStr": sheet.add(.text(value), row: row, column: column)
        // Yes and no are words, not counts.
        case "b": sheet.add(.text(value == "1" ? "TRUE" : "FALSE"), row: row, column: column)
        case "e": sheet.add(.missing, row: row, column: column)
        case "d": sheet.add(.date(String(value.prefix(10))), row: row, column: column)
        default:
            if value.isEmpty && isFormula { sheet.unsaved.append(columnLetters(column) + "\(row + 1)") }
            guard let number = Double(value), number.isFinite else { return }
            let isDay = isDate.indices.contains(style) && isDate[style]
            sheet.add(isDay ? day(number) : .number(number), row: row, column: column)
        }
    }

    /// Days since the end of 1899, or since the first of 1904; 1900 is taken for a leap year, as spreadsheets do.
    private func day(_ number: Double) -> WorkbookSheet.Cell {
        guard (0...3_000_000).contains(number) else { return .number(number) }
        let days = begins1904 ? number.rounded(.down) - 24_107 : number.rounded(.down) - (number < 60 ? 25_568 : 25_569)
        return .date(isoDay(Date(timeIntervalSince1970: days * 86_400)))
    }

    private mutating func merge(_ reference: String) {
        let corners = reference.split(separator: ":").compactMap { cellPlace($0) }
        guard corners.count == 2, corners[0].row <= corners[1].row, corners[0].column <= corners[1].column else {
            return
        }
        sheet.merged.append(
            .init(rows: corners[0].row...corners[1].row, columns: corners[0].column...corners[1].column))
    }
}

/// A day as 2023-12-31.
func isoDay(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? calendar.timeZone
    let parts = calendar.dateComponents([.year, .month, .day], from: date)
    return Day(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0).description
}

public import Atlases
import Computation

/// A table of text cells with its header, read from CSV (RFC 4180: quotes, doubled quotes, LF or CRLF, optional byte
/// order mark); a user's also from a workbook (XLSX) or a Stata file.
public struct CSVTable: Sendable {
    /// The name by which problems mention it.
    public let file: String
    /// As written, blanks included.
    public let header: [String]
    /// One cell a column of the header, as text without its quotes.
    public let rows: [[String]]
    /// The line of the file on which each row starts.
    public let lines: [Int]
    /// SHA-256 of a user's file; empty for a table of an atlas, whose hash stands in its descriptor.
    public private(set) var digest = ""
    /// What a user's file was read as; UTF-8 for a table of an atlas.
    public private(set) var encoding = "UTF-8"
    /// What is said of a user's file: the encoding that was taken, lines that are not of the table.
    public internal(set) var remarks: [Remark] = []
    /// How a user's file writes numbers; nil for a table of an atlas, which writes them in one way.
    private var style: NumberStyle?

    /// The finite number that a cell of this table holds; nil for anything else.
    public func number(_ cell: String) -> Double? {
        if let style { return style.number(cell) }
        return Double(cell).flatMap { $0.isFinite ? $0 : nil }
    }

    /// Reads a table and refuses ragged rows, unclosed quotes and text that is not UTF-8.
    ///
    /// - Parameter delimiter: between fields; a comma unless said otherwise.
    /// - Complexity: O(bytes).
    public init(_ bytes: [UInt8], file: String, delimiter: UInt8 = UInt8(ascii: ",")) throws(AtlasProblem) {
        var scanner = CSVScanner(bytes: bytes, file: file, delimiter: delimiter)
        guard let first = try scanner.next() else { throw AtlasProblem(file: file, expected: "a header line") }
        var rows: [[String]] = []
        var lines: [Int] = []
        while let record = try scanner.next() {
            if record.fields.count != first.fields.count {
                throw AtlasProblem(
                    file: file, row: record.line, value: record.fields.joined(separator: ","),
                    expected: "\(first.fields.count) fields as in the header, found \(record.fields.count)")
            }
            rows.append(record.fields)
            lines.append(record.line)
        }
        self.init(file: file, header: first.fields, rows: rows, lines: lines)
    }

    /// The same without some rows, and what is said of that.
    public func without(rows out: Set<Int>, _ remark: Remark) -> CSVTable {
        let kept = rows.indices.filter { !out.contains($0) }
        var table = CSVTable(file: file, header: header, rows: kept.map { rows[$0] }, lines: kept.map { lines[$0] })
        (table.digest, table.encoding, table.style) = (digest, encoding, style)
        table.remarks = remarks + [remark]
        return table
    }

    /// Takes the parts as they are.
    init(file: String, header: [String], rows: [[String]], lines: [Int]) {
        (self.file, self.header, self.rows, self.lines) = (file, header, rows, lines)
    }
}

extension CSVTable {
    /// Reads a user's table: in the encoding that makes sense of it, with commas, semicolons or tabs, and decimal
    /// points or commas; a workbook or a Stata file by what it begins with, whatever its name.
    public init(text raw: [UInt8], file: String) throws(AtlasProblem) {
        var hasSemicolons = false
        var read: CSVTable
        if raw.starts(with: CSVTable.archive) {
            read = try CSVTable(workbook: raw, file: file)
            read.encoding = "XLSX"
        } else if CSVTable.isStata(raw) {
            read = try CSVTable(stata: raw, file: file)
            read.encoding = "Stata"
        } else if raw.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            // Compound files of Microsoft: workbooks until 2003, and any workbook behind a password.
            throw AtlasProblem(
                file: file,
                expected: "a workbook in XLSX; this one is old (.xls) or locked: save it as XLSX, without password",
                "XLSX 工作簿；此文件为旧格式（.xls）或已加密：请另存为不加密的 XLSX")
        } else {
            let text = try TableText(raw, file: file)
            hasSemicolons = text.delimiter == UInt8(ascii: ";")
            read = try CSVTable(text.bytes, file: file, delimiter: text.delimiter)
            read.encoding = text.encoding
            if text.encoding != "UTF-8" { read.remarks.append(Self.said(of: text.encoding, file)) }
        }
        // "A" and "A " are one place, whatever the reader that asks.
        self.init(
            file: read.file, header: read.header.map(trimmedBlanks), rows: read.rows.map { $0.map(trimmedBlanks) },
            lines: read.lines)
        (encoding, remarks, digest) = (read.encoding, read.remarks, "\(Digest(of: raw))")
        style = try NumberStyle(self, semicolons: hasSemicolons)
    }

    /// What a reader of a user's words says of an encoding that is not UTF-8.
    static func said(of encoding: String, _ file: String) -> Remark {
        Remark("\(file) was read as \(encoding)", "\(file) 按 \(encoding) 读取")
    }

    private static let archive: [UInt8] = [0x50, 0x4B, 3, 4]

    /// Whether a file is a workbook or a Stata file by what it begins with.
    static func isBinary(_ raw: [UInt8]) -> Bool { raw.starts(with: archive) || isStata(raw) }

    /// Releases 13 and later begin with a mark, 8 to 12 with their number and which end of a number comes first.
    private static func isStata(_ raw: [UInt8]) -> Bool {
        raw.starts(with: Array("<stata_dta>".utf8))
            || raw.count > 4 && (0x69...0x73).contains(raw[0]) && (1...2).contains(raw[1]) && raw[2] == 1 && raw[3] == 0
    }
}

private struct CSVScanner {
    let bytes: [UInt8]
    let file: String
    var position: Int
    var line = 1
    let delimiter: UInt8

    init(bytes: [UInt8], file: String, delimiter: UInt8) {
        self.bytes = bytes
        self.file = file
        self.delimiter = delimiter
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The next record, skipping empty lines; nil at the end.
    private static let longestCell = 1 << 20

    mutating func next() throws(AtlasProblem) -> (fields: [String], line: Int)? {
        while position < bytes.count, bytes[position] == .newline || bytes[position] == .carriageReturn {
            if bytes[position] == .newline { line += 1 }
            position += 1
        }
        guard position < bytes.count else { return nil }
        let start = line
        var fields: [String] = []
        while true {
            let field = try field()
            if field.utf8.count > Self.longestCell {
                throw AtlasProblem(
                    file: file, row: start, expected: "cells of at most 1 MB; a quote may not be closed",
                    "每个单元格至多 1 MB；可能有引号未闭合")
            }
            fields.append(field)
            guard position < bytes.count else { break }
            let byte = bytes[position]
            position += 1
            if byte == delimiter { continue }
            if byte == .carriageReturn, position < bytes.count, bytes[position] == .newline { position += 1 }
            line += 1
            break
        }
        return (fields, start)
    }

    private mutating func field() throws(AtlasProblem) -> String {
        guard position < bytes.count, bytes[position] == .quote else {
            let start = position
            while position < bytes.count, !endsField(bytes[position]) { position += 1 }
            return try text(bytes[start..<position])
        }
        let opened = line
        position += 1
        var content: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == .quote {
                guard position < bytes.count, bytes[position] == .quote else {
                    if position < bytes.count, !endsField(bytes[position]) {
                        throw AtlasProblem(
                            file: file, row: line, expected: "a comma or the end of the line after a closing quote")
                    }
                    return try text(content[...])
                }
                position += 1
            }
            if byte == .newline { line += 1 }
            content.append(byte)
        }
        throw AtlasProblem(file: file, row: opened, expected: "a closing quote for the one opened in this row")
    }

    private func endsField(_ byte: UInt8) -> Bool { byte == delimiter || byte == .newline || byte == .carriageReturn }

    private func text(_ slice: ArraySlice<UInt8>) throws(AtlasProblem) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw AtlasProblem(
                file: file, row: line, expected: "text in UTF-8 (convert the file, for example with iconv)")
        }
        return text
    }
}

extension UInt8 {
    fileprivate static let newline = UInt8(ascii: "\n")
    fileprivate static let carriageReturn = UInt8(ascii: "\r")
    fileprivate static let quote = UInt8(ascii: "\"")
}

import Foundation

/// What the bytes of a user's file say, and the encoding they came in: what a byte order mark says, valid UTF-8, the
/// one asked for (`TextEncoding`), else the one in which they make sense (`WordEncoding`).
func decodedWords(_ raw: [UInt8], file: String) throws(AtlasProblem) -> (text: String, encoding: String) {
    if raw.starts(with: [0xFF, 0xFE]) || raw.starts(with: [0xFE, 0xFF]) {
        guard raw.count % 2 == 0, let found = String(data: Data(raw), encoding: .utf16) else {
            throw AtlasProblem(
                file: file, expected: "whole characters of UTF-16; the file is cut short", "完整的 UTF-16 文本；文件不完整")
        }
        return (found, "UTF-16")
    }
    let bytes = raw.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(raw[3...]) : raw
    let words = try WordEncoding([bytes], file: file)
    return (words.text(bytes), words.name)
}

/// The bytes of a user's table in UTF-8, with the encoding they came in.
struct TableText {
    let bytes: [UInt8]
    let encoding: String
    let delimiter: UInt8

    /// `sep=;` alone in the first line.
    private static func namedDelimiter(_ text: String) -> (delimiter: UInt8, length: Int)? {
        let line = text.utf8.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard line.count == 5, String(line.prefix(4))?.lowercased() == "sep=", let delimiter = line.last else {
            return nil
        }
        // The end of the line stays, and is passed as an empty one, so that lines keep their numbers.
        return (delimiter, 5)
    }

    init(_ raw: [UInt8], file: String) throws(AtlasProblem) {
        let text: String
        (text, encoding) = try decodedWords(raw, file: file)
        if text.utf8.contains(0) {
            throw AtlasProblem(file: file, expected: "a table in text; this file is binary (save a spreadsheet as CSV)")
        }
        // Spreadsheets of Microsoft write and read a first line that names the delimiter.
        if let named = Self.namedDelimiter(text) {
            (bytes, delimiter) = (Array(text.utf8.dropFirst(named.length)), named.delimiter)
            return
        }
        bytes = Array(text.utf8)
        // What stands most often in the header, outside quotes.
        var counts: [UInt8: Int] = [:]
        var quoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\n") && !quoted { break }
            if byte == UInt8(ascii: "\"") { quoted.toggle() }
            if !quoted, [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].contains(byte) {
                counts[byte, default: 0] += 1
            }
        }
        delimiter = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? UInt8(ascii: ",")
    }
}

import Foundation

/// The bytes of a user's table in UTF-8, with the encoding they came in.
struct TableText {
    let bytes: [UInt8]
    let encoding: String
    let delimiter: UInt8

    /// Takes UTF-8 with or without byte order mark, UTF-16 with one, and GB 18030 (which holds GBK and GB 2312).
    init(_ raw: [UInt8], file: String) throws(AtlasProblem) {
        let text: String
        if raw.starts(with: [0xFF, 0xFE]) || raw.starts(with: [0xFE, 0xFF]) {
            guard let found = String(data: Data(raw), encoding: .utf16) else { throw Self.unreadable(file) }
            (text, encoding) = (found, "UTF-16")
        } else if let found = String(
            validating: raw.starts(with: [0xEF, 0xBB, 0xBF]) ? raw[3...] : raw[...], as: UTF8.self)
        {
            (text, encoding) = (found, "UTF-8")
        } else if !raw.contains(0),
            let found = String(data: Data(raw), encoding: String.Encoding(rawValue: 0x8000_0632))
        {
            (text, encoding) = (found, "GB 18030")
        } else {
            throw Self.unreadable(file)
        }
        if text.utf8.contains(0) {
            throw AtlasProblem(file: file, expected: "a table in text; this file is binary (save a spreadsheet as CSV)")
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

    private static func unreadable(_ file: String) -> AtlasProblem {
        AtlasProblem(file: file, expected: "text in UTF-8, UTF-16 or GB 18030 (a spreadsheet must be saved as CSV)")
    }
}

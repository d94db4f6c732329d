import Foundation

/// Refuses JSON in which a key stands twice in one object: readers differ on which of the two holds (RFC 8259, 4).
/// What is no JSON at all is left to whoever reads it.
///
/// - Throws: `AtlasProblem` with the line of the second.
/// - Complexity: O(bytes).
func checkKeys(of bytes: [UInt8], file: String) throws(AtlasProblem) {
    var scanner = JSONKeyScanner(bytes: bytes)
    if let (key, line) = scanner.repeatedKey() {
        throw AtlasProblem(file: file, row: line, column: key, expected: "each key once in an object", "对象中各键只出现一次")
    }
}

private struct JSONKeyScanner {
    let bytes: [UInt8]
    private var position = 0
    private var line = 1
    /// Keys of the objects that are open; nil for an array.
    private var open: [Set<String>?] = []

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func repeatedKey() -> (key: String, line: Int)? {
        // After `{` and after `,` in an object a text is a key.
        var isKey = false
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "{"):
                open.append([])
                isKey = true
            case UInt8(ascii: "["): open.append(nil as Set<String>?)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                _ = open.popLast()
                isKey = false
            case UInt8(ascii: ","): isKey = open.last.map { $0 != nil } ?? false
            case UInt8(ascii: "\""):
                let text = self.text()
                guard isKey, let last = open.indices.last, open[last] != nil else { continue }
                isKey = false
                let key = decoded(text)
                if open[last]?.insert(key).inserted == false { return (String(key.prefix(60)), line) }
            default: break
            }
        }
        return nil
    }

    /// What stands up to the closing quote.
    private mutating func text() -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            if bytes[position] == UInt8(ascii: "\\") { position += 1 }
            position += 1
        }
        let end = min(position, bytes.count)
        position = end + 1
        return bytes[start..<end]
    }

    /// Escapes undone, so that a key cannot hide behind them.
    private func decoded(_ text: ArraySlice<UInt8>) -> String {
        if text.contains(UInt8(ascii: "\\")), let string = try? JSONDecoder().decode(String.self, from: quoted(text)) {
            return string
        }
        return String(decoding: text, as: UTF8.self)
    }

    private func quoted(_ text: ArraySlice<UInt8>) -> Data { Data("\"".utf8) + Data(text) + Data("\"".utf8) }
}

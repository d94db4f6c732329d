internal import Yams

/// A key that stands twice in one object.
struct RepeatedKey: Error { let key: String }

/// JSON (RFC 8259) as the nodes that YAML gives: texts quoted, everything else plain, no lines.
struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0

    /// A key that an object names twice.
    private var repeated: String?

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The whole text as one value; nil where it is no JSON.
    ///
    /// - Throws: the key that an object names twice, since nobody knows which of the two is meant.
    static func node(_ bytes: [UInt8]) throws(RepeatedKey) -> Node? {
        var reader = JSONReader(bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
        let value = reader.value(depth: 0)
        if let key = reader.repeated { throw RepeatedKey(key: key) }
        guard let node = value else { return nil }
        reader.skipBlanks()
        return reader.position == bytes.count ? node : nil
    }

    private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte, byte == 32 || byte == 10 || byte == 13 || byte == 9 { position += 1 }
    }

    private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
        guard byte == UInt8(ascii: wanted) else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) -> Node? {
        skipBlanks()
        guard let byte, depth < DocumentEvents.mostDepth else { return nil }
        switch byte {
        case UInt8(ascii: "{"): return object(depth)
        case UInt8(ascii: "["): return list(depth)
        case UInt8(ascii: "\""): return text().map { Node.scalar(.init($0, .implicit, .doubleQuoted)) }
        default: return plain()
        }
    }

    private mutating func object(_ depth: Int) -> Node? {
        position += 1
        var pairs: [(Node, Node)] = []
        var names = Set<String>()
        skipBlanks()
        if take("}") { return Node(pairs) }
        repeat {
            skipBlanks()
            guard byte == UInt8(ascii: "\""), let name = text() else { return nil }
            if !names.insert(name).inserted {
                repeated = name
                return nil
            }
            skipBlanks()
            guard take(":"), let value = value(depth: depth + 1) else { return nil }
            pairs.append((Node.scalar(.init(name, .implicit, .doubleQuoted)), value))
            skipBlanks()
        } while take(",")
        return take("}") ? Node(pairs) : nil
    }

    private mutating func list(_ depth: Int) -> Node? {
        position += 1
        var items: [Node] = []
        skipBlanks()
        if take("]") { return Node(items) }
        repeat {
            guard let item = value(depth: depth + 1) else { return nil }
            items.append(item)
            skipBlanks()
        } while take(",")
        return take("]") ? Node(items) : nil
    }

    /// A number, true, false or null, as it is written.
    private mutating func plain() -> Node? {
        let start = position
        while let byte, (48...57).contains(byte) || (97...122).contains(byte) || "+-.E".utf8.contains(byte) {
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard ["true", "false", "null"].contains(text) || isNumber(bytes[start..<position]) else { return nil }
        return Node.scalar(.init(text, .implicit, .plain))
    }

    private func isNumber(_ digits: ArraySlice<UInt8>) -> Bool {
        var rest = digits
        func skipDigits() -> Int {
            let count = rest.prefix { (48...57).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let isZero = rest.first == UInt8(ascii: "0")
        let whole = skipDigits()
        if whole == 0 || isZero && whole > 1 { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            if skipDigits() == 0 { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            if skipDigits() == 0 { return false }
        }
        return rest.isEmpty
    }

    /// A text in quotes, its escapes resolved.
    private mutating func text() -> String? {
        position += 1
        var result = ""
        var start = position
        while let byte, byte >= 32 {
            guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
                position += 1
                continue
            }
            guard let piece = String(validating: bytes[start..<position], as: UTF8.self) else { return nil }
            result += piece
            position += 1
            if byte == UInt8(ascii: "\"") { return result }
            guard let scalar = escape() else { return nil }
            result.unicodeScalars.append(scalar)
            start = position
        }
        return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
        guard let byte else { return nil }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            guard let unit = unit() else { return nil }
            guard (0xD800..<0xDC00).contains(unit) else { return Unicode.Scalar(unit) }
            // The second half of a character beyond the first 65,536.
            guard take("\\"), take("u"), let low = self.unit(), (0xDC00..<0xE000).contains(low) else { return nil }
            return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        default: return nil
        }
    }

    private mutating func unit() -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        defer { position += 4 }
        let digits = bytes[position..<position + 4]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}

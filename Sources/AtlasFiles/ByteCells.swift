/// A table of an atlas as bytes: cells between commas, without quotes, taken as they stand.
///
/// The largest tables are read this way, since nearly nothing of them has to become text.
struct ByteCells {
    let bytes: [UInt8]
    private(set) var position = 0
    /// The line that was read last, counting from 1.
    private(set) var line = 0
    private var end = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Goes on to the next line that is not empty; false after the last.
    mutating func nextLine() -> Bool {
        // What a reader left of the last one.
        if line > 0 { position = end + 1 }
        while position < bytes.count {
            line += 1
            end = position
            while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
            if contentEnd > position { return true }
            position = end + 1
        }
        return false
    }

    private var contentEnd: Int { end > position && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end }

    /// The beginning of what is left of the line, for whoever reads of an error.
    func rest() -> String {
        String(String(decoding: bytes[min(position, contentEnd)..<contentEnd], as: UTF8.self).prefix(60))
    }

    /// Every cell of the line as text.
    func header() -> [String] {
        String(decoding: bytes[position..<contentEnd], as: UTF8.self).split(
            separator: ",", omittingEmptySubsequences: false
        ).map(String.init)
    }

    /// The next cell; nil where the line has no more. The last of a line has no comma behind it.
    mutating func word(isLast: Bool = false) -> String? {
        guard let range = cell(isLast: isLast) else { return nil }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    private mutating func cell(isLast: Bool) -> Range<Int>? {
        let (start, limit) = (position, contentEnd)
        guard start <= limit else { return nil }
        var at = start
        while at < limit, bytes[at] != UInt8(ascii: ",") { at += 1 }
        if isLast ? at < limit : at == limit { return nil }
        position = min(at + 1, end)
        return start..<at
    }

    /// What stands in a cell of numbers.
    enum Number {
        case none
        case value(Double)
        case wrong
    }

    /// The number of the next cell.
    mutating func number(isLast: Bool = false) -> Number {
        let (start, limit) = (position, contentEnd)
        var (at, digits, mantissa, decimals) = (start, 0, UInt64(0), 0)
        var (isNegative, isPlain, hasPoint) = (false, true, false)
        while at < limit, bytes[at] != UInt8(ascii: ",") {
            let byte = bytes[at]
            if byte >= 0x30, byte <= 0x39 {
                mantissa = mantissa &* 10 &+ UInt64(byte - 0x30)
                digits += 1
                if hasPoint { decimals += 1 }
            } else if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else if byte == UInt8(ascii: "-"), at == start {
                isNegative = true
            } else {
                isPlain = false
            }
            at += 1
        }
        // A line that is too short or too long is wrong in its last cell.
        if isLast ? at < limit : at >= limit { return .wrong }
        position = min(at + 1, end)
        if start == at { return .none }
        // Up to 15 digits and a power of ten up to 22 are exact, and so is the rounding of their quotient.
        if isPlain, digits > 0, digits <= 15 {
            let number = Double(mantissa) / Self.powers[decimals]
            return .value(isNegative ? -number : number)
        }
        guard let number = Double(String(decoding: bytes[start..<at], as: UTF8.self)), number.isFinite else {
            return .wrong
        }
        return .value(number)
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]
}

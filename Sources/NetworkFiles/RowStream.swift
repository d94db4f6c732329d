package import Asking
import AtlasFiles

/// The rows of a comma-separated text that may be too large to hold (RFC 4180; UTF-8, with or without byte order mark).
///
///     let rows = try archive.rows("stops.txt", required: ["stop_id"])
///     let id = try rows.column("stop_id")
///     while try rows.next() { … rows.bytes(id) … }
///
/// Bytes of a row last until the next is asked for. A row longer than a mebibyte is refused: a quote was not closed.
package final class RowStream {
    package let file: String
    /// Line on which the current row begins, the header's being 1.
    package private(set) var line = 0
    private let source: any ByteSource
    private let buffer: UnsafeMutablePointer<UInt8>
    private var start = 0
    private var end = 0
    private var isFinished = false
    private var nextLine = 1
    /// Fields as they lie after `start` of the row.
    private var fields: [(first: Int, last: Int)] = []
    private var row = 0
    private var header: [String] = []
    private var index: [String: Int] = [:]

    private static let capacity = 1 << 22
    private static let longestRow = 1 << 20

    init(file: String, source: any ByteSource, required: [String]) throws(AtlasProblem) {
        self.file = file
        self.source = source
        buffer = .allocate(capacity: Self.capacity)
        if try refill(), end >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { start = 3 }
        guard try next() else { throw AtlasProblem(file: file, expected: "a header line") }
        for column in fields.indices {
            let name = try text(column)
            if !name.isEmpty, index.updateValue(column, forKey: name) != nil {
                throw AtlasProblem(file: file, row: 1, column: name, expected: "each column once")
            }
            header.append(name)
        }
        for name in required where index[name] == nil {
            throw AtlasProblem(
                file: file, row: 1, value: header.joined(separator: ","), expected: "a column named \(name)")
        }
    }

    deinit { buffer.deallocate() }

    package func column(_ name: String) -> Int? { index[name] }

    /// Goes to the next row that is not empty; false at the end.
    package func next() throws(AtlasProblem) -> Bool {
        repeat {
            if try !scan() { return false }
        } while fields.count == 1 && fields[0].first == fields[0].last
        if !header.isEmpty, fields.count != header.count {
            throw AtlasProblem(
                file: file, row: line, expected: "\(header.count) fields as in the header, found \(fields.count)")
        }
        return true
    }

    /// A field without the blanks around it; empty where the file has no such column.
    package func bytes(_ column: Int?) -> UnsafeBufferPointer<UInt8> {
        guard let column else { return UnsafeBufferPointer(start: nil, count: 0) }
        var (first, last) = fields[column]
        while first < last, buffer[row + first] == 0x20 || buffer[row + first] == 0x09 { first += 1 }
        while last > first, buffer[row + last - 1] == 0x20 || buffer[row + last - 1] == 0x09 { last -= 1 }
        return UnsafeBufferPointer(start: buffer + row + first, count: last - first)
    }

    package func text(_ column: Int?) throws(AtlasProblem) -> String {
        if let text = String(validating: bytes(column), as: UTF8.self) { return text }
        throw AtlasProblem(file: file, row: line, column: column.map(name), expected: "text in UTF-8")
    }

    package func problem(_ column: Int?, _ expected: Template) -> AtlasProblem {
        AtlasProblem(
            file: file, row: line, column: column.map(name), value: String(decoding: bytes(column), as: UTF8.self),
            expected: expected)
    }

    private func name(_ column: Int) -> String { column < header.count ? header[column] : "\(column + 1)" }

    /// A number within a range; nil where the field is empty.
    package func number(_ column: Int?, in range: ClosedRange<Double>) throws(AtlasProblem) -> Double? {
        let field = bytes(column)
        if field.isEmpty { return nil }
        guard let number = Double(String(decoding: field, as: UTF8.self)), range.contains(number) else {
            throw problem(column, "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A whole number of 0 or more; nil where the field is empty.
    package func count(_ column: Int?, atMost limit: Int = 1_000_000_000) throws(AtlasProblem) -> Int? {
        let field = bytes(column)
        if field.isEmpty { return nil }
        var value = 0
        for byte in field {
            guard byte >= 0x30, byte <= 0x39 else { throw problem(column, "a whole number from 0 to \(limit)") }
            value = value * 10 + Int(byte - 0x30)
            if value > limit { throw problem(column, "a whole number from 0 to \(limit)") }
        }
        return value
    }

    /// Finds the next row's fields; quoted fields are unquoted in place.
    private func scan() throws(AtlasProblem) -> Bool {
        fields.removeAll(keepingCapacity: true)
        line = nextLine
        row = start
        var (at, first, write) = (0, 0, 0)
        var (quoted, wasQuoted) = (false, false)
        while true {
            if row + at == end, try !refill(after: at) {
                if quoted { throw AtlasProblem(file: file, row: line, expected: "a closing quote") }
                start = row + at
                if at == 0 { return false }
                fields.append((first, wasQuoted ? write : at))
                return true
            }
            let byte = buffer[row + at]
            if quoted {
                if byte == UInt8(ascii: "\"") {
                    quoted = false
                } else {
                    if byte == 0x0A { nextLine += 1 }
                    buffer[row + write] = byte
                    write += 1
                }
                at += 1
                continue
            }
            switch byte {
            case UInt8(ascii: ","), 0x0A, 0x0D:
                fields.append((first, wasQuoted ? write : at))
                at += 1
                (first, write, wasQuoted) = (at, at, false)
                if byte == UInt8(ascii: ",") { continue }
                try endRow(byte, at)
                return true
            case UInt8(ascii: "\""):
                if at == first, !wasQuoted {
                    (quoted, wasQuoted, write) = (true, true, at)
                } else if wasQuoted, buffer[row + at - 1] == UInt8(ascii: "\"") {
                    // A doubled quote stands for one.
                    buffer[row + write] = byte
                    write += 1
                    quoted = true
                } else {
                    throw AtlasProblem(
                        file: file, row: line, expected: "quotes around whole fields only, doubled inside them")
                }
                at += 1
            default:
                if wasQuoted, byte != 0x20 {
                    throw AtlasProblem(
                        file: file, row: line, expected: "a comma or the end of the row after a closing quote")
                }
                at += 1
            }
        }
    }

    /// Ends the row behind its line break, of which a return and a line feed are one.
    private func endRow(_ byte: UInt8, _ length: Int) throws(AtlasProblem) {
        var at = length
        if byte == 0x0D {
            if row + at == end { _ = try refill() }
            if row + at < end, buffer[row + at] == 0x0A { at += 1 }
        }
        nextLine += 1
        start = row + at
    }

    /// Reads on behind an unfinished row of some length; false where there is nothing more.
    private func refill(after length: Int) throws(AtlasProblem) -> Bool {
        if length > Self.longestRow {
            throw AtlasProblem(file: file, row: line, expected: "a row below one mebibyte; is a quote left open?")
        }
        return try refill()
    }

    /// Moves the unfinished row to the front and reads on behind it; false where there is nothing more.
    private func refill() throws(AtlasProblem) -> Bool {
        if isFinished { return false }
        if row > 0 {
            (buffer).update(from: buffer + row, count: end - row)
            end -= row
            row = 0
        }
        let space = Self.capacity - end
        guard space > 0 else {
            throw AtlasProblem(file: file, row: line, expected: "a row below one mebibyte; is a quote left open?")
        }
        let count = try source.read(UnsafeMutableRawBufferPointer(start: buffer + end, count: space))
        if count == 0 { isFinished = true }
        end += count
        return count > 0
    }
}

import Computation

/// Turns a sound file into one that may not be: a few small changes, drawn from a stream.
struct Mutations {
    var stream: RandomStream

    private static let tokens: [[UInt8]] = [
        "-9223372036854775808", "9223372036854775807", "1e400", "-0", "NaN", "inf", "99999999999999999999", "\"",
        "\"\"",
        ",,,,", "\n\n", "\r", "\u{0}", "\u{FEFF}", "\u{A0}", "{", "}", "[", "]", "&a", "*a", "!!float", "${", "\\u0000",
        "0x1F", "1,5", "1.234", "%", "-", "𝟙", "襄樊", "\u{202E}", "'", "<", ";", ":", "|", "#", "1e-320", "180",
        "-180.0001",
    ].map { Array($0.utf8) }

    mutating func mutated(_ seeds: [[UInt8]]) -> [UInt8] {
        var bytes = seeds[stream.index(below: seeds.count)]
        for _ in 0...stream.index(below: 5) { change(&bytes, seeds) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8], _ seeds: [[UInt8]]) {
        if bytes.isEmpty {
            bytes = Self.tokens[stream.index(below: Self.tokens.count)]
            return
        }
        let place = stream.index(below: bytes.count)
        let end = min(bytes.count, place + 1 + stream.index(below: 64))
        switch stream.index(below: 9) {
        case 0: bytes[place] ^= 1 << UInt8(stream.index(below: 8))
        case 1: bytes[place] = [0, 255, 0x7F, 0x80, UInt8(ascii: "9")][stream.index(below: 5)]
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 4: bytes.removeSubrange(place...)
        case 5: bytes.insert(contentsOf: Self.tokens[stream.index(below: Self.tokens.count)], at: place)
        case 6: replaceNumber(&bytes, from: place)
        case 7:
            let other = seeds[stream.index(below: seeds.count)]
            let start = stream.index(below: max(1, other.count))
            bytes.insert(contentsOf: other[start..<min(other.count, start + 200)], at: place)
        default:
            let copies = Array(repeating: Array(bytes[place..<end]), count: 1 + stream.index(below: 300))
            bytes.insert(contentsOf: copies.joined(), at: place)
        }
    }

    /// Puts a token in the place of the next number.
    private mutating func replaceNumber(_ bytes: inout [UInt8], from place: Int) {
        guard let start = bytes[place...].firstIndex(where: { (0x30...0x39).contains($0) }) else { return }
        let end = bytes[start...].firstIndex { !(0x30...0x39).contains($0) } ?? bytes.count
        bytes.replaceSubrange(start..<end, with: Self.tokens[stream.index(below: Self.tokens.count)])
    }
}

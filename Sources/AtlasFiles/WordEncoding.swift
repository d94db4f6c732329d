import Foundation

/// What the bytes of a user's words are in: what the file says, valid UTF-8, else the one encoding in which they make
/// sense as words of its languages.
struct WordEncoding {
    /// As it is told to people.
    let name: String
    /// Whether neither the file nor the bytes alone said it.
    let wasGuessed: Bool
    private let encoding: String.Encoding?

    /// - Parameters:
    ///   - pieces: all words of the file.
    ///   - said: what the file calls its encoding, such as the content of a .cpg; nil or unknown where it does not.
    /// - Throws: `AtlasProblem` where no encoding fits, or several do.
    init(_ pieces: [[UInt8]], said: String? = nil, file: String) throws(AtlasProblem) {
        if let known = said.flatMap(KnownEncoding.init(named:)), known == .utf8 ? Self.areUTF8(pieces) : true {
            (name, wasGuessed, encoding) = (known.rawValue, false, known.foundation)
            return
        }
        if Self.areUTF8(pieces) {
            (name, wasGuessed, encoding) = (KnownEncoding.utf8.rawValue, false, nil)
            return
        }
        if let asked = TextEncoding.asked {
            let known = asked.known
            guard pieces.allSatisfy({ known.text($0) != nil }) else {
                throw AtlasProblem(
                    file: file, expected: "text in \(known.rawValue), as {encoding} says; it does not fit all of it",
                    "{encoding} 所指的 \(known.rawValue) 文本；全文并不相符")
            }
            (name, wasGuessed, encoding) = (known.rawValue, false, known.foundation)
            return
        }
        // A blank between words: the first byte of one must not join the last of another.
        let all = Array(pieces.joined(separator: [0x20]))
        let fitting = all.contains(0) ? [] : KnownEncoding.allCases.filter { $0.fits(all) }
        guard fitting.count == 1, let found = fitting.first else {
            let names = fitting.map(\.rawValue)
            throw AtlasProblem(
                file: file,
                expected: names.isEmpty
                    ? "text in UTF-8, UTF-16, GB 18030 or another encoding that fits all of it (save a spreadsheet as CSV)"
                    : "text in UTF-8; this could be \(names.joined(separator: " or ")): save it as UTF-8, or say which by {encoding}",
                names.isEmpty
                    ? "UTF-8、UTF-16、GB 18030 或其他能通读全文的编码（电子表格请另存为 CSV UTF-8）"
                    : "UTF-8 文本；此文件可能是 \(names.joined(separator: " 或 "))：请另存为 UTF-8，或用 {encoding} 指明")
        }
        (name, wasGuessed, encoding) = (found.rawValue, true, found.foundation)
    }

    /// A piece as text; what is no character of the encoding becomes a mark of replacement.
    func text(_ bytes: [UInt8]) -> String {
        guard let encoding else { return String(decoding: bytes, as: UTF8.self) }
        return String(data: Data(bytes), encoding: encoding) ?? String(decoding: bytes, as: UTF8.self)
    }

    private static func areUTF8(_ pieces: [[UInt8]]) -> Bool {
        pieces.allSatisfy { String(validating: $0, as: UTF8.self) != nil }
    }
}

/// The encoding that a user says files are in which are not UTF-8.
///
///     TextEncoding.$asked.withValue(TextEncoding(named: "big5")) { try CSVTable(path: "t.csv") }
public struct TextEncoding: Sendable {
    /// What holds while a question is asked; nil leaves it to the bytes.
    @TaskLocal public static var asked: TextEncoding?
    fileprivate let known: KnownEncoding

    /// Names of all encodings that may be said.
    public static let names = KnownEncoding.allCases.map(\.rawValue)

    /// By any of its usual names, such as GBK or cp936; nil for others.
    public init?(named name: String) {
        guard let known = KnownEncoding(named: name) else { return nil }
        self.known = known
    }
}

/// Encodings in which users' files come.
private enum KnownEncoding: String, CaseIterable {
    case utf8 = "UTF-8"
    case gb18030 = "GB 18030"
    case big5 = "Big5"
    case shiftJIS = "Shift-JIS"
    case korean = "EUC-KR"
    case western = "windows-1252"
    case cyrillic = "windows-1251"

    /// By a name of a .cpg, or the language byte of a DBF as shapelib gives it.
    init?(named name: String) {
        let plain = String(name.lowercased().filter { $0.isLetter || $0.isNumber })
        switch plain {
        case "utf8", "65001": self = .utf8
        case "gb18030", "gbk", "gb2312", "cp936", "936", "ldid77", "ldid122", "oem936", "ansi936": self = .gb18030
        case "big5", "cp950", "950", "ldid79", "ldid120", "ansi950": self = .big5
        case "shiftjis", "sjis", "cp932", "932", "ldid19", "ldid123", "ansi932": self = .shiftJIS
        case "euckr", "cp949", "949", "ldid78", "ldid121", "ansi949": self = .korean
        case "iso88591", "latin1", "windows1252", "cp1252", "1252", "88591", "ldid3", "ansi1252": self = .western
        case "windows1251", "cp1251", "1251", "ldid201", "ansi1251": self = .cyrillic
        default: return nil
        }
    }

    /// Nil where the bytes are no characters of it.
    func text(_ bytes: [UInt8]) -> String? { String(data: Data(bytes), encoding: foundation) }

    var foundation: String.Encoding {
        switch self {
        case .utf8: .utf8
        case .gb18030: String.Encoding(rawValue: 0x8000_0632)
        case .big5: String.Encoding(rawValue: 0x8000_0423)
        case .shiftJIS: String.Encoding(rawValue: 0x8000_0420)
        case .korean: String.Encoding(rawValue: 0x8000_0422)
        case .western: .windowsCP1252
        case .cyrillic: .windowsCP1251
        }
    }

    /// Whether the bytes are words of the languages that use it: mostly its common characters, told by their rows.
    func fits(_ bytes: [UInt8]) -> Bool {
        switch self {
        case .utf8: false
        case .gb18030:
            // Ten characters of Chinese do not all stand where those of Korean do.
            pairs(bytes, lead: 0x81...0xFE, common: 0xB0...0xD7, highTrail: true, signs: 0xA1...0xA9) >= 0.7
                && !Self.korean.fits(bytes)
        case .big5:
            // Its second bytes are often those of plain letters; those of the other two never are.
            pairs(bytes, lead: 0xA1...0xF9, common: 0xA4...0xC6, highTrail: false, signs: 0xA1...0xA3) >= 0.8
                && zip(bytes, bytes.dropFirst()).contains { $0 >= 0xA4 && (0x40...0x7E).contains($1) }
        case .shiftJIS: japanese(bytes) >= 0.7
        case .korean:
            pairs(bytes, lead: 0xA1...0xFD, common: 0xB0...0xC8, highTrail: true, signs: 0xA1...0xAC, least: 10) == 1
        case .western: isWestern(bytes)
        case .cyrillic: isCyrillic(bytes)
        }
    }

    /// The share of characters of two bytes that are common; 0 where a byte stands alone.
    ///
    /// - Parameters:
    ///   - highTrail: whether the second byte of a common character is above 0xA0.
    ///   - signs: leads of punctuation, which say nothing.
    ///   - least: fewer characters say nothing either.
    private func pairs(
        _ bytes: [UInt8], lead: ClosedRange<UInt8>, common: ClosedRange<UInt8>, highTrail: Bool,
        signs: ClosedRange<UInt8>, least: Int = 1
    ) -> Double {
        var (all, usual, index) = (0, 0, 0)
        while index < bytes.count {
            let first = bytes[index]
            if first < 0x80 {
                index += 1
                continue
            }
            guard lead.contains(first), index + 1 < bytes.count, bytes[index + 1] >= 0x40, bytes[index + 1] != 0x7F
            else {
                return 0
            }
            let isHigh = bytes[index + 1] > 0xA0
            if !(signs.contains(first) && isHigh) {
                all += 1
                if common.contains(first), isHigh || !highTrail { usual += 1 }
            }
            index += 2
        }
        return all < least ? 0 : Double(usual) / Double(all)
    }

    private func japanese(_ bytes: [UInt8]) -> Double {
        var (all, usual, index) = (0, 0, 0)
        while index < bytes.count {
            let first = bytes[index]
            index += 1
            if first < 0x80 { continue }
            all += 1
            if (0xA1...0xDF).contains(first) { continue }
            guard (0x81...0x9F).contains(first) || (0xE0...0xFC).contains(first), index < bytes.count,
                bytes[index] >= 0x40, bytes[index] != 0x7F
            else { return 0 }
            if (0x81...0x83).contains(first) || (0x88...0x97).contains(first) { usual += 1 }
            index += 1
        }
        return all == 0 ? 0 : Double(usual) / Double(all)
    }

    /// Letters with marks stand among plain ones, one or two at a time.
    private func isWestern(_ bytes: [UInt8]) -> Bool {
        let signs: Set<UInt8> = [
            0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xA0, 0xA1, 0xA3, 0xA7, 0xA9, 0xAB, 0xAE, 0xB0, 0xB1,
            0xB2, 0xB3, 0xB4, 0xB5, 0xB7, 0xB9, 0xBA, 0xBB, 0xBF, 0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E, 0x9F,
        ]
        func isPlain(_ index: Int) -> Bool {
            bytes.indices.contains(index) && (0x41...0x5A).contains(bytes[index] & 0xDF)
        }
        var (letters, among) = (0, 0)
        for (index, byte) in bytes.enumerated() where byte >= 0x80 {
            if byte < 0xC0 {
                if signs.contains(byte) { continue }
                return false
            }
            letters += 1
            if isPlain(index - 1) || isPlain(index + 1) { among += 1 }
        }
        return 10 * among >= 8 * letters
    }

    /// Words of three letters and more, most of them small.
    private func isCyrillic(_ bytes: [UInt8]) -> Bool {
        let signs: Set<UInt8> = [0x96, 0x97, 0xA0, 0xAB, 0xB9, 0xBB, 0xB0, 0xB2]
        var (letters, small, words, isInWord) = (0, 0, 0, false)
        for byte in bytes {
            let isLetter = byte >= 0xC0 || byte == 0xA8 || byte == 0xB8
            if byte >= 0x80, !isLetter, !signs.contains(byte) { return false }
            if isLetter {
                letters += 1
                if byte >= 0xE0 || byte == 0xB8 { small += 1 }
                if !isInWord { words += 1 }
            }
            isInWord = isLetter
        }
        return letters >= 3 * max(1, words) && 10 * small >= 6 * letters
    }
}

import Asking
import Atlases
import CReadStat
import Foundation

extension CSVTable {
    /// A Stata file: variables as columns. Labels take the place of values where a column has one for each of them.
    ///
    /// Releases before 14 do not say in which encoding their words are; it is found as for any text.
    init(stata raw: [UInt8], file: String) throws(AtlasProblem) {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".dta").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard FileManager.default.createFile(atPath: path, contents: Data(raw)) else {
            throw AtlasProblem(file: file, expected: "free space for a copy of the file", "存放副本的空间")
        }
        let content = StataContent(saysEncoding: Self.saysEncoding(raw))
        guard content.read(path), !content.names.isEmpty else {
            throw AtlasProblem(
                file: file, expected: "a Stata file that Stata opens; this one is damaged or of an unknown release",
                "Stata 可打开的文件；此文件已损坏或版本未知")
        }
        let encoding = try WordEncoding(content.words, file: file)
        self.init(
            file: file, header: content.names.map(encoding.text), rows: content.texts(encoding), lines: content.lines)
        remarks = content.remarks(encoding, file)
    }
}

extension CSVTable {
    /// Whether the release is 14 or later (formats 118 and on), whose words are UTF-8.
    private static func saysEncoding(_ raw: [UInt8]) -> Bool {
        let head = String(decoding: raw.prefix(60), as: UTF8.self)
        guard let mark = head.range(of: "<release>") else { return false }
        return (Int(head[mark.upperBound...].prefix { $0.isNumber }) ?? 0) >= 118
    }
}

/// What the handlers of one file gather.
private final class StataContent {
    enum Value {
        case missing
        case number(Double)
        case text([UInt8])
    }

    private let saysEncoding: Bool
    var names: [[UInt8]] = []
    private var rows: [[Value]] = []
    private var labelSets: [String] = []
    private var formats: [StataFormat] = []
    private var labels: [String: [Double: [UInt8]]] = [:]
    /// Columns with a number that their labels do not name; known once all is read.
    private var unlabelled: Set<Int> {
        Set(
            names.indices.filter { column in
                guard let own = labels[labelSets[column]] else { return true }
                return rows.contains { if case .number(let number) = $0[column] { own[number] == nil } else { false } }
            })
    }

    init(saysEncoding: Bool) { self.saysEncoding = saysEncoding }

    func read(_ path: String) -> Bool {
        guard let parser = readstat_parser_init() else { return false }
        defer { readstat_parser_free(parser) }
        // Latin letters number for number are the bytes themselves: what they are in is decided once all are there.
        if !saysEncoding { readstat_set_file_character_encoding(parser, "ISO-8859-1") }
        readstat_set_variable_handler(parser) { _, variable, labels, context in
            StataContent.of(context)?.add(variable, labels.map { String(cString: $0) } ?? "")
            return Int32(READSTAT_HANDLER_OK)
        }
        readstat_set_value_handler(parser) { row, variable, value, context in
            StataContent.of(context)?.add(value, Int(row), Int(readstat_variable_get_index(variable)))
            return Int32(READSTAT_HANDLER_OK)
        }
        readstat_set_value_label_handler(parser) { set, value, label, context in
            if let set, let label, let content = StataContent.of(context) {
                let number = readstat_double_value(value)
                content.labels[String(cString: set), default: [:]][number] = content.bytes(label)
            }
            return Int32(READSTAT_HANDLER_OK)
        }
        return readstat_parse_dta(parser, path, Unmanaged.passUnretained(self).toOpaque()) == READSTAT_OK
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> StataContent? {
        context.map { Unmanaged<StataContent>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The bytes of a text as the file has them.
    private func bytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
        let read = String(cString: text)
        return saysEncoding ? Array(read.utf8) : read.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    private func add(_ variable: UnsafeMutablePointer<readstat_variable_t>?, _ set: String) {
        names.append(readstat_variable_get_name(variable).map(bytes) ?? [])
        formats.append(StataFormat(readstat_variable_get_format(variable).map { String(cString: $0) } ?? ""))
        labelSets.append(set)
    }

    private func add(_ value: readstat_value_t, _ row: Int, _ column: Int) {
        while rows.count <= row { rows.append(Array(repeating: .missing, count: names.count)) }
        guard rows[row].indices.contains(column), readstat_value_is_system_missing(value) == 0,
            readstat_value_is_tagged_missing(value) == 0
        else { return }
        if readstat_value_type(value) == READSTAT_TYPE_STRING || readstat_value_type(value) == READSTAT_TYPE_STRING_REF
        {
            rows[row][column] = .text(readstat_string_value(value).map(bytes) ?? [])
        } else {
            rows[row][column] = .number(readstat_double_value(value))
        }
    }

    var lines: [Int] { rows.indices.map { $0 + 1 } }

    /// Everything that is in some encoding.
    var words: [[UInt8]] {
        names + labels.values.flatMap(\.values)
            + rows.flatMap { $0.compactMap { if case .text(let text) = $0 { text } else { nil } } }
    }

    func texts(_ encoding: WordEncoding) -> [[String]] {
        let named = labels.mapValues { $0.mapValues(encoding.text) }
        let unlabelled = unlabelled
        return rows.map { row in
            row.enumerated().map { column, value in
                switch value {
                case .missing: return ""
                case .text(let text): return encoding.text(text)
                case .number(let number):
                    if !unlabelled.contains(column), let label = named[labelSets[column]]?[number] { return label }
                    return formats[column].text(number)
                }
            }
        }
    }

    func remarks(_ encoding: WordEncoding, _ file: String) -> [Remark] {
        let unlabelled = unlabelled
        let partly = names.indices.filter { labels[labelSets[$0]] != nil && unlabelled.contains($0) }.map {
            encoding.text(names[$0])
        }
        let told = encoding.name == "UTF-8" ? [] : [CSVTable.said(of: encoding.name, file)]
        if partly.isEmpty { return told }
        return told + [
            Remark(
                "\(file): some values of \(partly.joined(separator: ", ")) have labels; the numbers were taken",
                "\(file)：\(partly.joined(separator: "、")) 仅部分取值有标签；采用数值")
        ]
    }
}

/// How Stata shows a number: as it is, or as a time since 1960.
private struct StataFormat {
    /// The letter of a time: c and C milliseconds, d days, w weeks, m months, q quarters, h half years; nil for a number.
    private let unit: Character?

    init(_ format: String) {
        let letters = format.drop { $0 == "%" || $0 == "-" }
        unit = letters.first == "t" ? letters.dropFirst().first : letters.first == "d" ? "d" : nil
    }

    func text(_ number: Double) -> String {
        guard abs(number) < 1e14 else { return machineNumber(number) }
        // Of the year, how many years since 1960, how far into it.
        func parts(_ many: Double) -> (year: Int, part: Int) {
            let whole = Int(number.rounded(.down))
            let years = Int((number / many).rounded(.down))
            return (1960 + years, whole - years * Int(many) + 1)
        }
        switch unit {
        case "d" where abs(number) < 3e6: return day(number)
        case "c" where abs(number) < 2.6e14, "C" where abs(number) < 2.6e14: return day(number / 86_400_000)
        case "w" where abs(number) < 4e5: return "\(parts(52).year)-W\(two(parts(52).part))"
        case "m" where abs(number) < 1e5: return "\(parts(12).year)-\(two(parts(12).part))"
        case "q" where abs(number) < 4e4: return "\(parts(4).year)-Q\(parts(4).part)"
        case "h" where abs(number) < 2e4: return "\(parts(2).year)-H\(parts(2).part)"
        default: return machineNumber(number)
        }
    }

    private func day(_ number: Double) -> String {
        isoDay(Date(timeIntervalSince1970: (number.rounded(.down) - 3_653) * 86_400))
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

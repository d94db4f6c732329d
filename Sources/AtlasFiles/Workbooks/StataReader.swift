import Asking
import Atlases
import CReadStat
import Foundation

extension CSVTable {
    /// A Stata file: variables as columns, labels of values in their place.
    init(stata raw: [UInt8], file: String) throws(AtlasProblem) {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".dta").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard FileManager.default.createFile(atPath: path, contents: Data(raw)) else {
            throw AtlasProblem(file: file, expected: "free space for a copy of the file", "存放副本的空间")
        }
        let content = StataContent()
        guard content.read(path), !content.names.isEmpty else {
            throw AtlasProblem(
                file: file, expected: "a Stata file that Stata opens; this one is damaged or of an unknown release",
                "Stata 可打开的文件；此文件已损坏或版本未知")
        }
        let rows = content.rows.map { row in row.indices.map { content.text(row[$0], column: $0) } }
        self.init(file: file, header: content.names, rows: rows, lines: rows.indices.map { $0 + 1 })
    }
}

/// What the handlers of one file gather.
private final class StataContent {
    enum Value {
        case missing
        case number(Double)
        case text(String)
    }

    var names: [String] = []
    var rows: [[Value]] = []
    private var labelSets: [String] = []
    private var formats: [String] = []
    private var labels: [String: [Double: String]] = [:]

    func read(_ path: String) -> Bool {
        guard let parser = readstat_parser_init() else { return false }
        defer { readstat_parser_free(parser) }
        readstat_set_variable_handler(parser) { _, variable, labels, context in
            StataContent.of(context)?.add(variable, labels.map { String(cString: $0) } ?? "")
            return Int32(READSTAT_HANDLER_OK)
        }
        readstat_set_value_handler(parser) { row, variable, value, context in
            StataContent.of(context)?.add(value, Int(row), Int(readstat_variable_get_index(variable)))
            return Int32(READSTAT_HANDLER_OK)
        }
        readstat_set_value_label_handler(parser) { set, value, label, context in
            if let set, let label {
                let number = readstat_double_value(value)
                StataContent.of(context)?.labels[String(cString: set), default: [:]][number] = String(cString: label)
            }
            return Int32(READSTAT_HANDLER_OK)
        }
        return readstat_parse_dta(parser, path, Unmanaged.passUnretained(self).toOpaque()) == READSTAT_OK
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> StataContent? {
        context.map { Unmanaged<StataContent>.fromOpaque($0).takeUnretainedValue() }
    }

    private func add(_ variable: UnsafeMutablePointer<readstat_variable_t>?, _ set: String) {
        names.append(readstat_variable_get_name(variable).map { String(cString: $0) } ?? "")
        formats.append(readstat_variable_get_format(variable).map { String(cString: $0) } ?? "")
        labelSets.append(set)
    }

    private func add(_ value: readstat_value_t, _ row: Int, _ column: Int) {
        while rows.count <= row { rows.append(Array(repeating: .missing, count: names.count)) }
        guard rows[row].indices.contains(column), readstat_value_is_system_missing(value) == 0,
            readstat_value_is_tagged_missing(value) == 0
        else { return }
        if readstat_value_type(value) == READSTAT_TYPE_STRING || readstat_value_type(value) == READSTAT_TYPE_STRING_REF
        {
            rows[row][column] = .text(readstat_string_value(value).map { String(cString: $0) } ?? "")
        } else {
            rows[row][column] = .number(readstat_double_value(value))
        }
    }

    func text(_ value: Value, column: Int) -> String {
        switch value {
        case .missing: return ""
        case .text(let text): return text
        case .number(let number):
            if let label = labels[labelSets[column]]?[number] { return label }
            // Days since 1960.
            if formats[column].hasPrefix("%td") || formats[column].hasPrefix("%d"), abs(number) < 3e6 {
                return isoDay(Date(timeIntervalSince1970: (number.rounded(.down) - 3_653) * 86_400))
            }
            return machineNumber(number)
        }
    }
}

import Documents
import Measures

/// JSON written as it is read: keys in the order given, numbers with all their digits, what is not finite as null.
///
/// Foundation's encoder spends longer on an answer's thousands of numbers than the model spends on finding them.
enum JSONValue {
    case null
    case flag(Bool)
    case number(Double)
    case numbers([Double])
    case text(String)
    case list([JSONValue])
    case object([(String, JSONValue)])

    static func optional(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }

    static func interval(_ interval: Interval) -> JSONValue {
        .object([("low", .number(interval.low)), ("high", .number(interval.high))])
    }

    static func optional(_ value: String?) -> JSONValue { value.map { .text($0) } ?? .null }

    var json: String {
        var json = ""
        write(to: &json)
        return json
    }

    /// The same over several lines, lists of plain values on one.
    var indented: String {
        var json = ""
        write(to: &json, indent: "\n")
        return json + "\n"
    }

    private var isPlain: Bool {
        switch self {
        case .list, .object: false
        default: true
        }
    }

    private func write(to json: inout String, indent: String) {
        let inner = indent + "  "
        switch self {
        case .list(let values) where !values.allSatisfy(\.isPlain):
            json += "["
            for (index, value) in values.enumerated() {
                json += index > 0 ? "," + inner : inner
                value.write(to: &json, indent: inner)
            }
            json += indent + "]"
        case .object(let fields) where !fields.isEmpty:
            json += "{"
            for (index, field) in fields.enumerated() {
                json += (index > 0 ? "," + inner : inner) + quotedText(field.0) + ": "
                field.1.write(to: &json, indent: inner)
            }
            json += indent + "}"
        default: write(to: &json)
        }
    }

    private func write(to json: inout String) {
        switch self {
        case .null: json += "null"
        case .flag(let value): json += value ? "true" : "false"
        case .number(let value): Self.write(value, to: &json)
        case .numbers(let values):
            json += "["
            for (index, value) in values.enumerated() {
                if index > 0 { json += "," }
                Self.write(value, to: &json)
            }
            json += "]"
        case .text(let text): json += quotedText(text)
        case .list(let values):
            json += "["
            for (index, value) in values.enumerated() {
                if index > 0 { json += "," }
                value.write(to: &json)
            }
            json += "]"
        case .object(let fields):
            json += "{"
            for (index, field) in fields.enumerated() {
                if index > 0 { json += "," }
                json += quotedText(field.0)
                json += ":"
                field.1.write(to: &json)
            }
            json += "}"
        }
    }

    private static func write(_ value: Double, to json: inout String) {
        if !value.isFinite {
            json += "null"
        } else if value.rounded() == value && abs(value) < 1e15 {
            json += String(Int64(value))
        } else {
            json += value.description
        }
    }
}

extension Workbench.AtlasIdentity {
    var json: JSONValue { .object([("name", .text(name)), ("version", .text(version)), ("hash", .text(hash))]) }
}

extension Section {
    /// A table for the page.
    ///
    /// - Parameter rows: at most so many; `count` says how many there are.
    func json(rows most: Int = .max) -> JSONValue {
        .object([
            ("title", .text(title)), ("columns", .list(columns.map { .text($0) })),
            ("rows", .list(rows.prefix(most).map { .list($0.map { .text($0) }) })),
            ("count", .number(Double(rows.count))),
            ("notes", .list(notes.map { .text(String($0.drop { $0 == " " })) })),
        ])
    }
}

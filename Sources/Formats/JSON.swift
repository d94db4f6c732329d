public import Asking
import Wording

/// JSON as it is read: fields in the order given, numbers with all their digits, what is not finite as null.
///
/// Foundation's encoder spends longer on an answer's thousands of numbers than the model spends on finding them.
extension Value {
    /// On one line.
    public var json: String {
        var json = ""
        write(to: &json)
        return json
    }

    /// Over several lines, lists of plain values on one.
    public var indentedJSON: String {
        var json = ""
        write(to: &json, indent: "\n")
        return json + "\n"
    }

    private var isPlain: Bool {
        switch self {
        case .list, .fields: false
        case .none, .flag, .number, .numbers, .text: true
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
        case .fields(let fields) where !fields.isEmpty:
            json += "{"
            for (index, field) in fields.enumerated() {
                json += (index > 0 ? "," + inner : inner) + quotedText(field.name) + ": "
                field.value.write(to: &json, indent: inner)
            }
            json += indent + "}"
        case .none, .flag, .number, .numbers, .text, .list, .fields: write(to: &json)
        }
    }

    private func write(to json: inout String) {
        switch self {
        case .none: json += "null"
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
        case .fields(let fields):
            json += "{"
            for (index, field) in fields.enumerated() {
                if index > 0 { json += "," }
                json += quotedText(field.name)
                json += ":"
                field.value.write(to: &json)
            }
            json += "}"
        }
    }

    private static func write(_ value: Double, to json: inout String) {
        json += value.isFinite ? machineNumber(value) : "null"
    }
}

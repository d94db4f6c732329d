import Asking
import Measures

typealias JSONValue = Value

extension Value {
    static var null: Value { .none }

    static func object(_ fields: [(String, Value)]) -> Value { .fields(fields.map { Field($0.0, $0.1) }) }

    static func interval(_ interval: Interval) -> Value { .interval(low: interval.low, high: interval.high) }
}

extension Workbench.AtlasIdentity {
    var json: JSONValue { .object([("name", .text(name)), ("version", .text(version)), ("hash", .text(hash))]) }
}

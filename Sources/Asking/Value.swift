public import Atlases

/// A value as machines read it: what JSON can hold, with fields in the order given.
public enum Value: Sendable, Equatable {
    /// Nothing: missing, or not defined.
    case none
    /// Yes or no.
    case flag(Bool)
    /// What is not finite is written as nothing.
    case number(Double)
    /// A list of numbers, kept without a value around each.
    case numbers([Double])
    /// Words, codes, names.
    case text(String)
    /// Values in order.
    case list([Value])
    /// Named values in order.
    case fields([Field])

    /// One named value.
    public struct Field: Sendable, Equatable {
        /// Unique among the fields beside it.
        public let name: String
        /// What the field holds.
        public let value: Value

        /// A field by its name and value.
        public init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// Fields in order.
    public static func fields(_ fields: (String, Value)...) -> Value { .fields(fields.map { Field($0.0, $0.1) }) }

    /// The number, or nothing.
    public static func optional(_ value: Double?) -> Value { value.map { .number($0) } ?? .none }

    /// The text, or nothing.
    public static func optional(_ value: String?) -> Value { value.map { .text($0) } ?? .none }

    /// A whole number.
    public static func count(_ value: Int) -> Value { .number(Double(value)) }

    /// A list of texts.
    public static func texts(_ texts: [String]) -> Value { .list(texts.map { .text($0) }) }

    /// Fields `low` and `high`.
    public static func interval(low: Double, high: Double) -> Value {
        .fields(("low", .number(low)), ("high", .number(high)))
    }

    /// A number with what draws say of it; missing bounds are written as nothing, so that a reader sees that they are
    /// missing.
    public static func drawn(_ point: Double, low: Double?, high: Double?, median: Double?) -> Value {
        .fields(
            ("point", .number(point)), ("low", .optional(low)), ("high", .optional(high)), ("median", .optional(median))
        )
    }

    /// Both languages.
    public static func remark(_ remark: Remark) -> Value {
        .fields(("en", .text(remark.english)), ("zh", .text(remark.chinese)))
    }

    /// The value of a field; nil where there is none of that name.
    public subscript(_ name: String) -> Value? {
        guard case .fields(let fields) = self else { return nil }
        return fields.first { $0.name == name }?.value
    }
}

/// A number as programs read it: all its digits, nothing between them, no decimals where it is whole.
public func machineNumber(_ value: Double) -> String {
    value.rounded() == value && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
}

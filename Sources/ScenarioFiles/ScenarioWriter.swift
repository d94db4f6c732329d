public import Asking
public import Scenarios
import Wording

/// A scenario as YAML that `readScenario` gives back unchanged.
public func yamlText(_ scenario: Scenario) -> String {
    fields(scenario).map { field in
        // Changes stand one a line, each with a key that needs no quotes.
        guard field.name == "changes", case .list(let changes) = field.value, !changes.isEmpty else {
            return "\(field.name): \(text(field.value, quotingKeys: field.name == "changes"))\n"
        }
        return "changes:\n" + scenario.changes.map { "  - \($0.kind): \(text(.fields($0.written)))\n" }.joined()
    }.joined()
}

/// A scenario as JSON: the keys and values of the YAML form, which it is a part of.
public func jsonText(_ scenario: Scenario) -> String { text(value(of: scenario), quotingKeys: true) }

/// The same for machines.
public func value(of scenario: Scenario) -> Value { .fields(fields(scenario)) }

/// What a file holds, in the order in which a person reads it.
private func fields(_ scenario: Scenario) -> [Value.Field] {
    var fields: [(String, Value)] = [
        ("name", .text(scenario.name)), ("nameChinese", .optional(scenario.nameChinese)),
        ("note", .optional(scenario.note)), ("noteChinese", .optional(scenario.noteChinese)),
        ("places", scenario.places.isEmpty ? .none : .texts(scenario.places)),
        ("changes", .list(scenario.changes.map { .fields(($0.kind, .fields($0.written))) })),
    ]
    fields.append(("currency", .optional(scenario.currency)))
    if let model = scenario.model {
        let whole: [(String, Value)] = [
            ("immigration", .text(model.immigration.rawValue)), ("landIncome", .text(model.landIncome.rawValue)),
        ]
        let all = [("kind", Value.text(model.kind.rawValue))] + (model.kind == .whole ? whole : [])
        fields.append(("model", .fields(all.map { Value.Field($0.0, $0.1) })))
    }
    let set = scenario.parameters.fixed.sorted { $0.key.rawValue < $1.key.rawValue }
    if !set.isEmpty {
        fields.append(("parameters", .fields(set.map { Value.Field($0.key.rawValue, .number($0.value)) })))
    }
    return fields.filter { $0.1 != .none }.map { Value.Field($0.0, $0.1) }
}

/// A value on one line, written so that YAML and JSON read it alike.
///
/// - Parameter quotingKeys: of the fields themselves; what stands deeper is codes, and quoted always.
private func text(_ value: Value, quotingKeys: Bool = false) -> String {
    switch value {
    case .none: "null"
    case .flag(let flag): "\(flag)"
    case .number(let number): machineNumber(number)
    case .numbers(let numbers): "[\(numbers.map(machineNumber).joined(separator: ", "))]"
    case .text(let text): quotedText(text)
    case .list(let values): "[\(values.map { text($0, quotingKeys: quotingKeys) }.joined(separator: ", "))]"
    case .fields(let fields):
        "{"
            + fields.map {
                "\(quotingKeys ? quotedText($0.name) : $0.name): \(text($0.value, quotingKeys: true))"
            }.joined(separator: ", ") + "}"
    }
}

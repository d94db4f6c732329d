public import Scenarios

/// A scenario as YAML that `readScenario` gives back unchanged.
public func yamlText(_ scenario: Scenario) -> String {
    var lines = ["name: \(quoted(scenario.name))"]
    func line(_ key: String, _ text: String?) { if let text { lines.append("\(key): \(quoted(text))") } }
    line("nameChinese", scenario.nameChinese)
    line("note", scenario.note)
    line("noteChinese", scenario.noteChinese)
    if !scenario.places.isEmpty { lines.append("places: \(list(scenario.places))") }
    lines.append(scenario.changes.isEmpty ? "changes: []" : "changes:")
    lines += scenario.changes.map { "  - \($0.kind): {\(settings($0).map { "\($0.key): \($0.text)" }.joined(separator: ", "))}" }
    let set = scenario.parameters.fixed.sorted { $0.key.rawValue < $1.key.rawValue }
    if !set.isEmpty { lines.append("parameters: {\(set.map { "\($0.key.rawValue): \(number($0.value))" }.joined(separator: ", "))}") }
    return lines.map { $0 + "\n" }.joined()
}

/// A scenario as JSON: the keys and values of the YAML form, which it is a part of.
public func jsonText(_ scenario: Scenario) -> String {
    var fields = ["\"name\": \(quoted(scenario.name))"]
    func field(_ key: String, _ text: String?) { if let text { fields.append("\"\(key)\": \(quoted(text))") } }
    field("nameChinese", scenario.nameChinese)
    field("note", scenario.note)
    field("noteChinese", scenario.noteChinese)
    if !scenario.places.isEmpty { fields.append("\"places\": \(list(scenario.places))") }
    let changes = scenario.changes.map { change in
        "{\"\(change.kind)\": {\(settings(change).map { "\"\($0.key)\": \($0.text)" }.joined(separator: ", "))}}"
    }
    fields.append("\"changes\": [\(changes.joined(separator: ", "))]")
    let set = scenario.parameters.fixed.sorted { $0.key.rawValue < $1.key.rawValue }
    if !set.isEmpty {
        fields.append("\"parameters\": {\(set.map { "\"\($0.key.rawValue)\": \(number($0.value))" }.joined(separator: ", "))}")
    }
    return "{\(fields.joined(separator: ", "))}"
}

/// The settings of a change in the order in which a person reads them; texts are written so that YAML and JSON read them alike.
private func settings(_ change: Change) -> [(key: String, text: String)] {
    switch change {
    case .link(let link):
        [("from", quoted(link.from)), ("to", quoted(link.to)), ("mode", quoted(link.mode.rawValue)), ("speedKmh", number(link.speedKmh))]
            + (link.lengthKm.map { [("lengthKm", number($0))] } ?? []) + (link.costYuan.map { [("costYuan", number($0))] } ?? [])
    case .removeLink(let from, let to, let mode): [("from", quoted(from)), ("to", quoted(to)), ("mode", quoted(mode.rawValue))]
    case .jobs(let from, let to, let jobs): [("from", quoted(from)), ("to", quoted(to)), ("number", number(jobs))]
    case .housing(let places, let factor), .productivity(let places, let factor): [("places", list(places)), ("factor", number(factor))]
    case .tradeCost(let places, let partners, let factor, let direction):
        [
            ("places", list(places)), ("with", quoted(partners.rawValue)), ("factor", number(factor)),
            ("direction", quoted(direction.rawValue)),
        ]
    case .migrationCost(let scope, let factor): [("between", quoted(scope.rawValue)), ("factor", number(factor))]
    }
}

private func list(_ codes: [String]) -> String { "[\(codes.map(quoted).joined(separator: ", "))]" }

/// A number without a needless ".0".
private func number(_ value: Double) -> String {
    value.rounded() == value && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
}

/// Double quotes with the escapes that YAML and JSON share.
private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        default:
            // Control characters, and those that YAML takes for line ends.
            let value = scalar.value
            if value < 32 || (127...159).contains(value) || value == 0x2028 || value == 0x2029 || [0xFEFF, 0xFFFE, 0xFFFF].contains(value) {
                let digits = String(value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }
    return result + "\""
}

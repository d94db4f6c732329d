public import Scenarios

/// A scenario as YAML that `readScenario` gives back unchanged.
public func yamlText(_ scenario: Scenario) -> String {
    var lines = texts(scenario).map { "\($0.key): \($0.text)" }
    lines.append(scenario.changes.isEmpty ? "changes: []" : "changes:")
    lines += scenario.changes.map { change in
        "  - \(change.kind): {\(settings(change).map { "\($0.key): \($0.text)" }.joined(separator: ", "))}"
    }
    if let set = parameters(scenario) { lines.append("parameters: {\(set.map { "\($0.key): \($0.text)" }.joined(separator: ", "))}") }
    return lines.map { $0 + "\n" }.joined()
}

/// A scenario as JSON: the keys and values of the YAML form, which it is a part of.
public func jsonText(_ scenario: Scenario) -> String {
    func object(_ fields: [Field]) -> String { "{\(fields.map { "\"\($0.key)\": \($0.text)" }.joined(separator: ", "))}" }
    let changes = scenario.changes.map { object([(key: $0.kind, text: object(settings($0)))]) }
    var fields = texts(scenario)
    fields.append((key: "changes", text: "[\(changes.joined(separator: ", "))]"))
    if let set = parameters(scenario) { fields.append((key: "parameters", text: object(set))) }
    return object(fields)
}

private typealias Field = (key: String, text: String)

/// What stands before the changes.
private func texts(_ scenario: Scenario) -> [Field] {
    let texts = [
        ("name", scenario.name), ("nameChinese", scenario.nameChinese), ("note", scenario.note), ("noteChinese", scenario.noteChinese),
    ]
    let fields: [Field] = texts.compactMap { key, text in text.map { (key: key, text: quotedText($0)) } }
    return scenario.places.isEmpty ? fields : fields + [(key: "places", text: list(scenario.places))]
}

private func parameters(_ scenario: Scenario) -> [Field]? {
    let set = scenario.parameters.fixed.sorted { $0.key.rawValue < $1.key.rawValue }
    return set.isEmpty ? nil : set.map { (key: $0.key.rawValue, text: number($0.value)) }
}

/// The settings of a change in the order in which a person reads them; texts are written so that YAML and JSON read them alike.
private func settings(_ change: Change) -> [Field] {
    switch change {
    case .link(let link):
        [
            ("from", quotedText(link.from)), ("to", quotedText(link.to)), ("mode", quotedText(link.mode.rawValue)),
            ("speedKmh", number(link.speedKmh)),
        ]
            + (link.lengthKm.map { [("lengthKm", number($0))] } ?? []) + (link.costYuan.map { [("costYuan", number($0))] } ?? [])
    case .removeLink(let from, let to, let mode): [("from", quotedText(from)), ("to", quotedText(to)), ("mode", quotedText(mode.rawValue))]
    case .jobs(let from, let to, let jobs): [("from", quotedText(from)), ("to", quotedText(to)), ("number", number(jobs))]
    case .transfer(let from, let to, let yuan): [("from", quotedText(from)), ("to", quotedText(to)), ("yuan", number(yuan))]
    case .housing(let places, let factor), .productivity(let places, let factor): [("places", list(places)), ("factor", number(factor))]
    case .tradeCost(let places, let partners, let factor, let direction):
        [
            ("places", list(places)), ("with", quotedText(partners.rawValue)), ("factor", number(factor)),
            ("direction", quotedText(direction.rawValue)),
        ]
    case .migrationCost(let scope, let factor): [("between", quotedText(scope.rawValue)), ("factor", number(factor))]
    }
}

private func list(_ codes: [String]) -> String { "[\(codes.map(quotedText).joined(separator: ", "))]" }

/// A number without a needless ".0".
private func number(_ value: Double) -> String {
    value.rounded() == value && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
}

import Documents
public import Scenarios
import Wording

/// A scenario as YAML that `readScenario` gives back unchanged.
public func yamlText(_ scenario: Scenario) -> String {
    var lines = texts(scenario).map { "\($0.key): \($0.text)" }
    lines.append(scenario.changes.isEmpty ? "changes: []" : "changes:")
    lines += scenario.changes.map { change in
        "  - \(change.kind): {\(settings(change).map { "\($0.key): \($0.text)" }.joined(separator: ", "))}"
    }
    for (key, set) in choices(scenario) {
        lines.append("\(key): {\(set.map { "\($0.key): \($0.text)" }.joined(separator: ", "))}")
    }
    return lines.map { $0 + "\n" }.joined()
}

/// A scenario as JSON: the keys and values of the YAML form, which it is a part of.
public func jsonText(_ scenario: Scenario) -> String {
    func object(_ fields: [Field]) -> String {
        "{\(fields.map { "\"\($0.key)\": \($0.text)" }.joined(separator: ", "))}"
    }
    let changes = scenario.changes.map { object([(key: $0.kind, text: object(settings($0)))]) }
    var fields = texts(scenario)
    fields.append((key: "changes", text: "[\(changes.joined(separator: ", "))]"))
    for (key, set) in choices(scenario) { fields.append((key: key, text: object(set))) }
    return object(fields)
}

private typealias Field = (key: String, text: String)

/// What stands before the changes.
private func texts(_ scenario: Scenario) -> [Field] {
    let texts = [
        ("name", scenario.name), ("nameChinese", scenario.nameChinese), ("note", scenario.note),
        ("noteChinese", scenario.noteChinese),
    ]
    let fields: [Field] = texts.compactMap { key, text in text.map { (key: key, text: quotedText($0)) } }
    return scenario.places.isEmpty ? fields : fields + [(key: "places", text: list(scenario.places))]
}

/// What stands behind the changes: the model where one is named, and the parameters that are set.
private func choices(_ scenario: Scenario) -> [(key: String, fields: [Field])] {
    var choices: [(key: String, fields: [Field])] = []
    if let model = scenario.model {
        var fields: [Field] = [("kind", quotedText(model.kind.rawValue))]
        if model.kind == .whole {
            fields += [
                ("immigration", quotedText(model.immigration.rawValue)),
                ("landIncome", quotedText(model.landIncome.rawValue)),
            ]
        }
        choices.append(("model", fields))
    }
    let set = scenario.parameters.fixed.sorted { $0.key.rawValue < $1.key.rawValue }
    if !set.isEmpty { choices.append(("parameters", set.map { (key: $0.key.rawValue, text: number($0.value)) })) }
    return choices
}

/// The settings of a change in the order in which a person reads them; texts are written so that YAML and JSON read
/// them alike.
private func settings(_ change: Change) -> [Field] {
    func sector(_ id: String?) -> [Field] { id.map { [("sector", quotedText($0))] } ?? [] }
    func fromTo(_ from: String, _ to: String) -> [Field] { [("from", quotedText(from)), ("to", quotedText(to))] }
    switch change {
    case .link(let link):
        let optional: [Field?] = [
            link.lengthKm.map { ("lengthKm", number($0)) }, link.costYuan.map { ("costYuan", number($0)) },
        ]
        return fromTo(link.from, link.to) + [
            ("mode", quotedText(link.mode.rawValue)), ("speedKmh", number(link.speedKmh)),
        ]
            + optional.compactMap { $0 }
    case .removeLink(let from, let to, let mode): return fromTo(from, to) + [("mode", quotedText(mode.rawValue))]
    case .jobs(let from, let to, let jobs): return fromTo(from, to) + [("number", number(jobs))]
    case .transfer(let from, let to, let yuan): return fromTo(from, to) + [("yuan", number(yuan))]
    case .housing(let places, let factor): return [("places", list(places)), ("factor", number(factor))]
    case .productivity(let places, let factor, let id):
        return [("places", list(places)), ("factor", number(factor))] + sector(id)
    case .tradeCost(let places, let partners, let factor, let direction, let id):
        return [
            ("places", list(places)), ("with", quotedText(partners.rawValue)), ("factor", number(factor)),
            ("direction", quotedText(direction.rawValue)),
        ] + sector(id)
    case .migrationCost(let scope, let factor):
        return [("between", quotedText(scope.rawValue)), ("factor", number(factor))]
    case .tariff(let places, let rate, let id):
        return (places.isEmpty ? [] : [("places", list(places))]) + [("rate", number(rate))] + sector(id)
    case .tax(let places, let rate, let id): return [("places", list(places)), ("rate", number(rate))] + sector(id)
    case .landReform(let ownership): return [("landIncome", quotedText(ownership.rawValue))]
    case .purchases(let from, let to, let yuan, let id):
        return (from.map { [("from", quotedText($0))] } ?? []) + [("to", quotedText(to)), ("yuan", number(yuan))]
            + sector(id)
    case .industrialTransfer(let from, let to, let share, let id):
        return fromTo(from, to) + [("share", number(share))] + sector(id)
    case .diffusion(let from, let share, let ties, let id):
        let tied: Field
        switch ties {
        case .travel(let hours): tied = ("hours", number(hours))
        case .given(let weights):
            let entries = weights.sorted { $0.key < $1.key }.map { "\(quotedText($0.key)): \(number($0.value))" }
            tied = ("ties", "{\(entries.joined(separator: ", "))}")
        }
        return [("from", quotedText(from)), ("share", number(share)), tied] + sector(id)
    }
}

private func list(_ codes: [String]) -> String { "[\(codes.map(quotedText).joined(separator: ", "))]" }

/// A number without a needless ".0".
private func number(_ value: Double) -> String {
    value.rounded() == value && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
}

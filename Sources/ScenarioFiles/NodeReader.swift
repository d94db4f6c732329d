import Equilibrium
import Scenarios
import Yams

/// Reads YAML nodes with an error for whatever does not fit.
struct NodeReader {
    let file: String
    /// Whether text must be quoted and numbers must not be, as in JSON.
    var typed = false

    func wrong(_ node: Node?, _ message: String) -> ScenarioFileError {
        ScenarioFileError(file: file, line: node?.mark?.line, message)
    }

    /// The entries of a mapping, all of whose keys are known.
    func fields(_ node: Node?, of what: String, required: [String], optional: [String] = []) throws(ScenarioFileError) -> [String: Node] {
        guard let mapping = node?.mapping else {
            throw wrong(node, "expected \(what) with \((required + optional).joined(separator: ", "))")
        }
        var found: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.scalar?.string, (required + optional).contains(name) else {
                throw wrong(
                    key,
                    "\"\(key.scalar?.string.prefix(40) ?? "?")\" is no key of \(what): expected one of \((required + optional).joined(separator: ", "))"
                )
            }
            found[name] = value
        }
        for name in required where found[name] == nil { throw wrong(node, "\(what) needs the key \(name)") }
        return found
    }

    func sequence(_ node: Node?, _ name: String) throws(ScenarioFileError) -> [Node] {
        guard let sequence = node?.sequence else { throw wrong(node, "\(name): expected a list") }
        return Array(sequence)
    }

    func isNull(_ node: Node?) -> Bool {
        guard let node else { return true }
        guard let scalar = node.scalar else { return false }
        return scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    func text(_ node: Node?, _ name: String) throws(ScenarioFileError) -> String {
        guard let scalar = node?.scalar, !scalar.string.isEmpty, !isNull(node), !typed || scalar.style == .doubleQuoted else {
            throw wrong(node, "\(name): expected text")
        }
        return scalar.string
    }

    func optionalText(_ node: Node?, _ name: String) throws(ScenarioFileError) -> String? {
        isNull(node) ? nil : try text(node, name)
    }

    func number(_ node: Node?, _ name: String) throws(ScenarioFileError) -> Double {
        guard let scalar = node?.scalar, let value = Double(scalar.string), value.isFinite, !typed || scalar.style == .plain else {
            throw wrong(node, "\(name): expected a number, not \"\(node?.scalar?.string.prefix(40) ?? "a list")\"")
        }
        return value
    }

    func optionalNumber(_ node: Node?, _ name: String) throws(ScenarioFileError) -> Double? {
        isNull(node) ? nil : try number(node, name)
    }

    /// Codes written as numbers or text: 110000 and "110000" are the same (in JSON text only).
    func codes(_ node: Node?, _ name: String, optional: Bool = false) throws(ScenarioFileError) -> [String] {
        if optional && isNull(node) { return [] }
        var codes: [String] = []
        for item in try sequence(node, name) {
            let code = try text(item, name)
            if codes.contains(code) { throw wrong(item, "\(name): \(code) stands twice") }
            codes.append(code)
        }
        return codes
    }

    func choice<T: RawRepresentable & CaseIterable>(_ node: Node?, _ name: String, standard: T?) throws(ScenarioFileError) -> T
    where T.RawValue == String {
        if isNull(node), let standard { return standard }
        let given = try text(node, name)
        if let value = T(rawValue: given) { return value }
        throw wrong(node, "\(name) is \"\(given.prefix(40))\": expected \(T.allCases.map(\.rawValue).joined(separator: " or "))")
    }

    func parameters(_ node: Node?) throws(ScenarioFileError) -> StudyParameters {
        var parameters = StudyParameters()
        if isNull(node) { return parameters }
        let names = StudyParameter.allCases.map(\.rawValue)
        for (name, value) in try fields(node, of: "parameters", required: [], optional: names).sorted(by: { $0.key < $1.key }) {
            guard let parameter = StudyParameter(rawValue: name) else { continue }
            do {
                try parameters.set(parameter, to: try number(value, name))
            } catch let error as ScenarioError {
                throw wrong(value, error.message)
            } catch let error as ScenarioFileError {
                throw error
            } catch {
                throw wrong(value, "\(name): cannot be set")
            }
        }
        return parameters
    }

    /// One entry of `changes`: a mapping with a single key that names the kind.
    func change(_ node: Node) throws(ScenarioFileError) -> Change {
        let kinds = [
            "link", "removeLink", "jobs", "housing", "tradeCost", "migrationCost", "productivity", "transfer", "tariff", "tax",
            "landReform",
            "purchases", "industrialTransfer", "diffusion",
        ]
        guard let mapping = node.mapping, mapping.count == 1, let entry = mapping.first, let kind = entry.key.scalar?.string else {
            throw wrong(
                node,
                "a change: expected one of \(kinds.joined(separator: ", ")) with its settings, as `- jobs: {from: …, to: …, number: …}`")
        }
        let value = entry.value
        switch kind {
        case "link":
            let f = try fields(value, of: kind, required: ["from", "to", "mode", "speedKmh"], optional: ["lengthKm", "costYuan"])
            return .link(
                LinkSpecification(
                    from: try text(f["from"], "link: from"), to: try text(f["to"], "link: to"),
                    mode: try choice(f["mode"], "link: mode", standard: nil),
                    speedKmh: try number(f["speedKmh"], "link: speedKmh"), lengthKm: try optionalNumber(f["lengthKm"], "link: lengthKm"),
                    costYuan: try optionalNumber(f["costYuan"], "link: costYuan")))
        case "removeLink":
            let f = try fields(value, of: kind, required: ["from", "to", "mode"])
            return .removeLink(
                from: try text(f["from"], "removeLink: from"), to: try text(f["to"], "removeLink: to"),
                mode: try choice(f["mode"], "removeLink: mode", standard: nil))
        case "jobs":
            let f = try fields(value, of: kind, required: ["from", "to", "number"])
            return .jobs(
                from: try text(f["from"], "jobs: from"), to: try text(f["to"], "jobs: to"), number: try number(f["number"], "jobs: number"))
        case "housing":
            let f = try fields(value, of: kind, required: ["places", "factor"])
            return .housing(places: try codes(f["places"], "housing: places"), factor: try number(f["factor"], "housing: factor"))
        case "productivity":
            let f = try fields(value, of: kind, required: ["places", "factor"], optional: ["sector"])
            return .productivity(
                places: try codes(f["places"], "productivity: places"), factor: try number(f["factor"], "productivity: factor"),
                sector: try optionalText(f["sector"], "productivity: sector"))
        case "transfer":
            let f = try fields(value, of: kind, required: ["from", "to", "yuan"])
            return .transfer(
                from: try text(f["from"], "transfer: from"), to: try text(f["to"], "transfer: to"),
                yuan: try number(f["yuan"], "transfer: yuan"))
        case "tradeCost":
            let f = try fields(value, of: kind, required: ["places", "with", "factor"], optional: ["direction", "sector"])
            return .tradeCost(
                places: try codes(f["places"], "tradeCost: places"), with: try choice(f["with"], "tradeCost: with", standard: nil),
                factor: try number(f["factor"], "tradeCost: factor"),
                direction: try choice(f["direction"], "tradeCost: direction", standard: .both),
                sector: try optionalText(f["sector"], "tradeCost: sector"))
        case "migrationCost":
            let f = try fields(value, of: kind, required: ["between", "factor"])
            return .migrationCost(
                between: try choice(f["between"], "migrationCost: between", standard: nil),
                factor: try number(f["factor"], "migrationCost: factor"))
        default:
            if let change = try wholeModelChange(kind, value) { return change }
            throw wrong(entry.key, "\"\(kind.prefix(40))\" is no kind of change: expected one of \(kinds.joined(separator: ", "))")
        }
    }

    /// A kind of change that only the whole model knows, or that it shares with the first; nil for another word.
    private func wholeModelChange(_ kind: String, _ value: Node) throws(ScenarioFileError) -> Change? {
        switch kind {
        case "tariff":
            let f = try fields(value, of: kind, required: ["rate"], optional: ["places", "sector"])
            return .tariff(
                places: try codes(f["places"], "tariff: places", optional: true), rate: try number(f["rate"], "tariff: rate"),
                sector: try optionalText(f["sector"], "tariff: sector"))
        case "tax":
            let f = try fields(value, of: kind, required: ["places", "rate"], optional: ["sector"])
            return .tax(
                places: try codes(f["places"], "tax: places"), rate: try number(f["rate"], "tax: rate"),
                sector: try optionalText(f["sector"], "tax: sector"))
        case "landReform":
            let f = try fields(value, of: kind, required: [], optional: ["landIncome"])
            return .landReform(ownership: try choice(f["landIncome"], "landReform: landIncome", standard: .registered))
        case "purchases":
            let f = try fields(value, of: kind, required: ["to", "yuan", "sector"], optional: ["from"])
            return .purchases(
                from: try optionalText(f["from"], "purchases: from"), to: try text(f["to"], "purchases: to"),
                yuan: try number(f["yuan"], "purchases: yuan"), sector: try text(f["sector"], "purchases: sector"))
        case "industrialTransfer":
            let f = try fields(value, of: kind, required: ["from", "to", "share", "sector"])
            return .industrialTransfer(
                from: try text(f["from"], "industrialTransfer: from"), to: try text(f["to"], "industrialTransfer: to"),
                share: try number(f["share"], "industrialTransfer: share"), sector: try text(f["sector"], "industrialTransfer: sector"))
        case "diffusion":
            let f = try fields(value, of: kind, required: ["from", "share"], optional: ["hours", "ties", "sector"])
            if isNull(f["hours"]) == isNull(f["ties"]) {
                throw wrong(value, "diffusion: expected either hours, over which ties fade, or ties as {code: weight}")
            }
            return .diffusion(
                from: try text(f["from"], "diffusion: from"), share: try number(f["share"], "diffusion: share"),
                ties: isNull(f["ties"])
                    ? .travel(hours: try number(f["hours"], "diffusion: hours")) : .given(try weights(f["ties"], "diffusion: ties")),
                sector: try optionalText(f["sector"], "diffusion: sector"))
        default: return nil
        }
    }

    /// Numbers by code.
    private func weights(_ node: Node?, _ name: String) throws(ScenarioFileError) -> [String: Double] {
        guard let mapping = node?.mapping else { throw wrong(node, "\(name): expected {code: weight, …}") }
        var weights: [String: Double] = [:]
        for (key, value) in mapping {
            guard let code = key.scalar?.string, !code.isEmpty else { throw wrong(key, "\(name): expected the code of a place") }
            weights[code] = try number(value, "\(name): \(code.prefix(40))")
        }
        return weights
    }

    /// Which model answers; nil leaves it to the changes.
    func model(_ node: Node?) throws(ScenarioFileError) -> ModelChoice? {
        if isNull(node) { return nil }
        let f = try fields(node, of: "model", required: [], optional: ["kind", "immigration", "landIncome"])
        return ModelChoice(
            try choice(f["kind"], "model: kind", standard: .whole),
            immigration: try choice(f["immigration"], "model: immigration", standard: .labour),
            landIncome: try choice(f["landIncome"], "model: landIncome", standard: .stayers))
    }
}

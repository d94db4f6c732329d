import Documents
import Equilibrium
import Scenarios
import Yams

/// What stands in a scenario.
extension NodeReader {
    func parameters(_ node: Node?) throws(DocumentError) -> StudyParameters {
        var parameters = StudyParameters()
        if isNull(node) { return parameters }
        let names = StudyParameter.allCases.map(\.rawValue)
        for (name, value) in try fields(node, of: "parameters", required: [], optional: names).sorted(by: {
            $0.key < $1.key
        }) {
            guard let parameter = StudyParameter(rawValue: name) else { continue }
            do {
                try parameters.set(parameter, to: try number(value, name))
            } catch let error as ScenarioError {
                throw wrong(value, error.message)
            } catch let error as DocumentError {
                throw error
            } catch {
                throw wrong(value, "\(name): cannot be set")
            }
        }
        return parameters
    }

    /// One entry of `changes`: a mapping with a single key that names the kind.
    func change(_ node: Node) throws(DocumentError) -> Change {
        let kinds = [
            "link", "removeLink", "jobs", "housing", "tradeCost", "migrationCost", "productivity", "transfer", "tariff",
            "tax",
            "landReform",
            "purchases", "industrialTransfer", "diffusion",
        ]
        guard let mapping = node.mapping, mapping.count == 1, let entry = mapping.first,
            let kind = entry.key.scalar?.string
        else {
            throw wrong(
                node,
                """
                a change: expected one of \(kinds.joined(separator: ", ")) with its settings, as `- jobs: {from: \
                …, to: …, number: …}`
                """
            )
        }
        let value = entry.value
        switch kind {
        case "link":
            let f = try fields(
                value, of: kind, required: ["from", "to", "mode", "speedKmh"], optional: ["lengthKm", "costYuan"])
            return .link(
                LinkSpecification(
                    from: try text(f["from"], "link: from"), to: try text(f["to"], "link: to"),
                    mode: try choice(f["mode"], "link: mode", standard: nil),
                    speedKmh: try number(f["speedKmh"], "link: speedKmh"),
                    lengthKm: try optionalNumber(f["lengthKm"], "link: lengthKm"),
                    costYuan: try optionalNumber(f["costYuan"], "link: costYuan")))
        case "removeLink":
            let f = try fields(value, of: kind, required: ["from", "to", "mode"])
            return .removeLink(
                from: try text(f["from"], "removeLink: from"), to: try text(f["to"], "removeLink: to"),
                mode: try choice(f["mode"], "removeLink: mode", standard: nil))
        case "jobs":
            let f = try fields(value, of: kind, required: ["from", "to", "number"])
            return .jobs(
                from: try text(f["from"], "jobs: from"), to: try text(f["to"], "jobs: to"),
                number: try number(f["number"], "jobs: number"))
        case "housing":
            let f = try fields(value, of: kind, required: ["places", "factor"])
            return .housing(
                places: try codes(f["places"], "housing: places"), factor: try number(f["factor"], "housing: factor"))
        case "productivity":
            let f = try fields(value, of: kind, required: ["places", "factor"], optional: ["sector"])
            return .productivity(
                places: try codes(f["places"], "productivity: places"),
                factor: try number(f["factor"], "productivity: factor"),
                sector: try optionalText(f["sector"], "productivity: sector"))
        case "transfer":
            let f = try fields(value, of: kind, required: ["from", "to", "yuan"])
            return .transfer(
                from: try text(f["from"], "transfer: from"), to: try text(f["to"], "transfer: to"),
                yuan: try number(f["yuan"], "transfer: yuan"))
        case "tradeCost":
            let f = try fields(
                value, of: kind, required: ["places", "with", "factor"], optional: ["direction", "sector"])
            return .tradeCost(
                places: try codes(f["places"], "tradeCost: places"),
                with: try choice(f["with"], "tradeCost: with", standard: nil),
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
            throw wrong(
                entry.key,
                "\"\(kind.prefix(40))\" is no kind of change: expected one of \(kinds.joined(separator: ", "))")
        }
    }

    /// A kind of change that only the whole model knows, or that it shares with the first; nil for another word.
    private func wholeModelChange(_ kind: String, _ value: Node) throws(DocumentError) -> Change? {
        switch kind {
        case "tariff":
            let f = try fields(value, of: kind, required: ["rate"], optional: ["places", "sector"])
            return .tariff(
                places: try codes(f["places"], "tariff: places", optional: true),
                rate: try number(f["rate"], "tariff: rate"),
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
                share: try number(f["share"], "industrialTransfer: share"),
                sector: try text(f["sector"], "industrialTransfer: sector"))
        case "diffusion":
            let f = try fields(value, of: kind, required: ["from", "share"], optional: ["hours", "ties", "sector"])
            if isNull(f["hours"]) == isNull(f["ties"]) {
                throw wrong(value, "diffusion: expected either hours, over which ties fade, or ties as {code: weight}")
            }
            return .diffusion(
                from: try text(f["from"], "diffusion: from"), share: try number(f["share"], "diffusion: share"),
                ties: isNull(f["ties"])
                    ? .travel(hours: try number(f["hours"], "diffusion: hours"))
                    : .given(try weights(f["ties"], "diffusion: ties")),
                sector: try optionalText(f["sector"], "diffusion: sector"))
        default: return nil
        }
    }

    /// Numbers by code.
    private func weights(_ node: Node?, _ name: String) throws(DocumentError) -> [String: Double] {
        guard let mapping = node?.mapping else { throw wrong(node, "\(name): expected {code: weight, …}") }
        var weights: [String: Double] = [:]
        for (key, value) in mapping {
            guard let code = key.scalar?.string, !code.isEmpty else {
                throw wrong(key, "\(name): expected the code of a place")
            }
            weights[code] = try number(value, "\(name): \(code.prefix(40))")
        }
        return weights
    }

    /// Which model answers; nil leaves it to the changes.
    func model(_ node: Node?) throws(DocumentError) -> ModelChoice? {
        if isNull(node) { return nil }
        let f = try fields(node, of: "model", required: [], optional: ["kind", "immigration", "landIncome"])
        return ModelChoice(
            try choice(f["kind"], "model: kind", standard: .whole),
            immigration: try choice(f["immigration"], "model: immigration", standard: .labour),
            landIncome: try choice(f["landIncome"], "model: landIncome", standard: .stayers))
    }
}

extension Scenario {
    /// As many changes as a person would write.
    public static let mostChanges = 500

    /// Refuses numbers out of range and empty lists, which no atlas could answer.
    public func check() throws(ScenarioError) {
        if changes.count > Self.mostChanges {
            throw ScenarioError("\(changes.count) changes: expected at most \(Self.mostChanges); split the scenario")
        }
        for (index, change) in changes.enumerated() {
            do throws(ScenarioError) { try change.check() } catch { throw error.at(index) }
        }
        if let model, model.kind == .oneSector, model != .oneSector {
            throw ScenarioError("model: immigration and landIncome are choices of the whole model: say `kind: whole`")
        }
    }
}

extension Scenario {
    /// Refuses a change that the model asked for does not know.
    func checkModel() throws(ScenarioError) {
        guard answeringModel.kind != .whole else { return }
        for (index, change) in changes.enumerated() where change.needsWholeModel {
            throw ScenarioError(
                """
                \(change.kind) needs the whole model, but the scenario says `model: {kind: oneSector}`: leave \
                that out
                """,
                change: index)
        }
    }
}

extension Change {
    func check() throws(ScenarioError) {
        switch self {
        case .link(let link):
            try inRange(link.speedKmh, "speedKmh", 10...1_500)
            if let length = link.lengthKm { try inRange(length, "lengthKm", 0.1...10_000) }
            if let cost = link.costYuan { try inRange(cost, "costYuan", 0...1e14) }
        case .removeLink: break
        case .jobs(_, _, let number): try inRange(number, "jobs: number", 0...1e9)
        case .housing(let places, let factor), .productivity(let places, let factor, _),
            .tradeCost(let places, _, let factor, _, _):
            try inRange(factor, "\(kind): factor", 0.01...100)
            try notEmpty(places)
        case .tariff(_, let rate, _): try inRange(rate, "tariff: rate", -0.5...5)
        case .tax(let places, let rate, _):
            try inRange(rate, "tax: rate", -0.5...5)
            try notEmpty(places)
        case .landReform: break
        case .purchases(_, _, let yuan, _): try inRange(yuan, "purchases: yuan", 0...1e14)
        case .industrialTransfer(_, _, let share, _): try inRange(share, "industrialTransfer: share", 0...0.9)
        case .diffusion(_, let share, let ties, _):
            try inRange(share, "diffusion: share", 0...1)
            switch ties {
            case .travel(let hours): try inRange(hours, "diffusion: hours", 0.1...100)
            case .given(let weights):
                if weights.isEmpty { throw ScenarioError("diffusion: ties is empty: name at least one place") }
                for (code, weight) in weights.sorted(by: { $0.key < $1.key }) {
                    try inRange(weight, "diffusion: tie of \(code)", 0...1)
                }
            }
        case .transfer(_, _, let yuan): try inRange(yuan, "transfer: yuan", 0...1e14)
        case .migrationCost(_, let factor): try inRange(factor, "migrationCost: factor", 0.01...100)
        }
    }

    private func notEmpty(_ places: [String]) throws(ScenarioError) {
        if places.isEmpty { throw ScenarioError("\(kind): places is empty: name at least one place") }
    }

    private func inRange(_ value: Double, _ name: String, _ range: ClosedRange<Double>) throws(ScenarioError) {
        if !value.isFinite || !range.contains(value) {
            throw ScenarioError("\(name) is \(value): expected \(range.lowerBound) to \(range.upperBound)")
        }
    }
}

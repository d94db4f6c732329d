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
        case .housing(let places, let factor), .productivity(let places, let factor), .tradeCost(let places, _, let factor, _):
            try inRange(factor, "\(kind): factor", 0.01...100)
            if places.isEmpty { throw ScenarioError("\(kind): places is empty: name at least one place") }
        case .transfer(_, _, let yuan): try inRange(yuan, "transfer: yuan", 0...1e14)
        case .migrationCost(_, let factor): try inRange(factor, "migrationCost: factor", 0.01...100)
        }
    }

    private func inRange(_ value: Double, _ name: String, _ range: ClosedRange<Double>) throws(ScenarioError) {
        if !value.isFinite || !range.contains(value) {
            throw ScenarioError("\(name) is \(value): expected \(range.lowerBound) to \(range.upperBound)")
        }
    }
}

/// What one answer says more than another under one reading: differences of relative changes, .01 is a percentage
/// point. Intervals are of the difference itself, draw by draw under the same parameters; none where the two answers
/// were not drawn alike.
public struct AnswerDifference: Sendable {
    /// Of a place that both answers hold, or of a cluster.
    public struct Of: Sendable {
        /// Of the place or the cluster.
        public let code: String
        /// One an outcome.
        public let changes: [Outcome: Estimate]
    }

    /// Which reading both were answered under.
    public let reading: Reading
    /// Places that both answers hold, in the order of the second.
    public let places: [Of]
    /// Clusters of which both hold a city.
    public let clusters: [Of]
    /// Of national welfare.
    public let nationalWelfare: Estimate
    /// Of national real product.
    public let nationalRealGDP: Estimate
    /// How many draws the intervals rest on; 0 for none.
    public let draws: Int

    /// - Returns: nil where one of the two has no answer under the reading.
    public init?(_ reading: Reading, from first: ScenarioAnswer, to second: ScenarioAnswer) {
        guard let a = first[reading], let b = second[reading] else { return nil }
        let pairs = Draws.pairs(first.drawn, second.drawn, reading)
        func estimate(_ before: Double, _ after: Double, _ value: (ReadingPoint, ReadingPoint) -> Double) -> Estimate {
            pairs.isEmpty ? Estimate(after - before) : Estimate(after - before, drawn: pairs.map(value))
        }
        let own = Dictionary(a.places.indices.map { (a.places[$0].code, $0) }, uniquingKeysWith: { x, _ in x })
        places = b.places.indices.compactMap { at in
            own[b.places[at].code].map { from in
                let changes = Outcome.allCases.map { outcome in
                    return (
                        outcome,
                        estimate(a.places[from][outcome].point, b.places[at][outcome].point) {
                            $1.places[outcome][at] - $0.places[outcome][from]
                        }
                    )
                }
                return Of(code: b.places[at].code, changes: Dictionary(uniqueKeysWithValues: changes))
            }
        }
        // Both list the atlas's clusters, those without a city of the model left out.
        clusters = b.clusters.compactMap { after in
            guard let before = a.clusters.first(where: { $0.id == after.id }) else { return nil }
            let changes = Outcome.allCases.map { outcome in
                (
                    outcome,
                    estimate(before[outcome].point, after[outcome].point) {
                        ($1.clusters[after.number]?[outcome] ?? .nan) - ($0.clusters[before.number]?[outcome] ?? .nan)
                    }
                )
            }
            return Of(code: after.id, changes: Dictionary(uniqueKeysWithValues: changes))
        }
        self.reading = reading
        nationalWelfare = estimate(a.national.welfare.point, b.national.welfare.point) {
            $1.national.welfare - $0.national.welfare
        }
        nationalRealGDP = estimate(a.national.realGDP.point, b.national.realGDP.point) {
            $1.national.realGDP - $0.national.realGDP
        }
        draws = pairs.count
    }
}

extension Draws {
    /// The answers of two scenarios to the same draws; none where they did not draw the same parameters.
    fileprivate static func pairs(_ first: Draws?, _ second: Draws?, _ reading: Reading) -> [(
        ReadingPoint, ReadingPoint
    )] {
        guard let first, let second, first.parameters == second.parameters else { return [] }
        let known = Dictionary(first.byPoint(reading), uniquingKeysWith: { a, _ in a })
        return second.byPoint(reading).compactMap { point, answer in known[point].map { ($0, answer) } }
    }
}

/// Which places belong to which centres, by time and by flow.
public struct Delimitation: Sendable {
    /// A place's tie to a group of centres.
    public struct Tie: Sendable, Hashable {
        /// The nearest centre of the group.
        public let centre: Int
        /// To the nearest centre; 0 for a centre itself.
        public let hours: Double
        /// The group's part in all that flows between the place and centres of any group.
        public let share: Double
    }

    /// For each place, its tie to each group; nil where no centre of the group can be reached.
    public let ties: [[Tie?]]
    /// For each place the groups it belongs to: near enough, and with enough of its flow. Centres belong to their own
    /// group.
    public let groups: [[Int]]

    /// - Parameters:
    ///   - centres: places that are centres, group by group.
    ///   - hours: from each place (row) to each centre, in the order of `centres` put together.
    ///   - flows: likewise; between 0 and anything.
    ///   - limit: hours.
    ///   - share: least part of the flow with centres.
    public init(places: Int, centres: [[Int]], hours: [[Double]], flows: [[Double]], limit: Double, share: Double) {
        let flat = centres.flatMap { $0 }
        var first = [0]
        for group in centres { first.append(first[first.count - 1] + group.count) }
        ties = (0..<places).map { place in
            let all = flat.indices.reduce(0.0) {
                flat[$1] == place || !hours[place][$1].isFinite ? $0 : $0 + flows[place][$1]
            }
            return centres.indices.map { group in
                let range = first[group]..<first[group + 1]
                if range.contains(where: { flat[$0] == place }) { return Tie(centre: place, hours: 0, share: 1) }
                let near = range.filter { hours[place][$0].isFinite }
                guard let nearest = near.min(by: { (hours[place][$0], $0) < (hours[place][$1], $1) }) else {
                    return nil
                }
                let flow = near.reduce(0.0) { $0 + flows[place][$1] }
                return Tie(centre: flat[nearest], hours: hours[place][nearest], share: all > 0 ? flow / all : 0)
            }
        }
        groups = ties.map { ties in
            ties.indices.filter { group in ties[group].map { isWithin($0.hours, limit) && $0.share >= share } ?? false }
        }
    }
}

/// Values put into groups: labels in alphabetical order, and which group each value belongs to.
public struct Grouping: Sendable, Equatable {
    /// Each once, sorted.
    public let labels: [String]
    /// One index into the labels for each value.
    public let memberships: [Int]

    /// How many groups there are.
    public var count: Int { labels.count }

    /// One label a value.
    public init(_ groups: [String]) {
        labels = Set(groups).sorted()
        let index = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        memberships = groups.map { index[$0] ?? 0 }
    }

    /// Sums of some quantity by group.
    func sums(of quantity: [Double]) -> [Double] {
        var sums = Array(repeating: 0.0, count: count)
        for (value, group) in zip(quantity, memberships) { sums[group] += value }
        return sums
    }

    /// Which values stand in each group.
    var members: [[Int]] {
        var members = Array(repeating: [Int](), count: count)
        for (index, group) in memberships.enumerated() { members[group].append(index) }
        return members
    }
}

/// What one group has of all, its own inequality, and what it adds to the index of all.
public struct GroupPart: Sendable, Equatable {
    /// As it was given.
    public let label: String
    /// How many values it has.
    public let count: Int
    /// Its share of heads; of values where there are no weights.
    public let headShare: Double
    /// Its share of the total.
    public let totalShare: Double
    /// The index over its members alone; no number where it has no total.
    public let index: Double
    /// What it adds to the part within; all groups sum to it.
    public let within: Double
    /// What it adds to the part between, where parts of groups sum to it; below zero for a poor group of Theil's T.
    public let between: Double?
}

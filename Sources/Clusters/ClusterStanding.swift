public import Atlases

/// A place among others: 1 is first, and equals share a rank.
public struct Standing: Sendable, Equatable {
    /// 1 is first.
    public let rank: Int
    /// How many have a value.
    public let of: Int

    /// - Complexity: O(values).
    public init(of value: Double, among values: [Double], largestFirst: Bool) {
        rank = 1 + values.count { largestFirst ? $0 > value : $0 < value }
        of = values.count
    }
}

extension ClusterProfile {
    /// Hours from the cities that are no anchors to their nearest anchor, weighted by residents.
    ///
    /// - Parameter hours: from one place to another by code; nil where one of them is not on the network.
    /// - Returns: nil where no city reaches an anchor.
    public func hoursToAnchor(_ hours: (String, String) -> Double?) -> Double? {
        let reached = others.compactMap { city -> (people: Double, hours: Double)? in
            anchors.compactMap { hours(city.code, $0.code) }.min().map { (city.residents, $0) }
        }
        let people = reached.map(\.people).reduce(0, +)
        return people > 0 ? reached.map { $0.people * $0.hours }.reduce(0, +) / people : nil
    }
}

/// A sum over the prefecture-level regions of a group of provinces.
public struct GroupSum: Sendable, Equatable {
    /// In the indicator's unit.
    public let value: Double
    /// How many regions have a figure.
    public let units: Int
}

extension Atlas {
    /// An indicator summed over a group's provinces taken whole; nil for an unknown group or without figures.
    public func sum(of indicator: String, inGroup id: String, year: Int) -> GroupSum? {
        let units = group(id)?.regions.flatMap { prefectures(in: $0) } ?? []
        let values = units.compactMap { figure(indicator, of: $0.code, year: year)?.value }
        return values.isEmpty ? nil : GroupSum(value: values.reduce(0, +), units: values.count)
    }
}

extension Atlas {
    /// Codes of the anchors of all clusters.
    public var anchors: Set<String> {
        Set(clusters.flatMap { $0.members.filter { $0.role == .anchor }.map(\.region) })
    }
}

import Atlases
import Measures

/// How unequal accessibility is over residents: Theil's T and Dagum's Gini, with their parts by cluster.
public struct AccessInequality: Sendable, Equatable {
    /// Places that count: those with a value above zero.
    public let places: Int
    /// Theil's T by natural logarithms, 0 where all are alike; its two parts sum to it.
    public let theil: Double
    /// Part of T inside the clusters, and among the cities outside them.
    public let theilWithin: Double
    /// Part of T between the clusters' means, the cities outside counting as one more.
    public let theilBetween: Double
    /// From 0, where all are alike, to below 1; its three parts sum to it.
    public let gini: Double
    /// Part of the Gini index from pairs of cities of one cluster.
    public let giniWithin: Double
    /// Part of the Gini index between clusters, net of overlap.
    public let giniBetween: Double
    /// What comes of clusters that overlap (transvariation).
    public let giniOverlap: Double
}

extension CityTravel {
    /// Inequality of a value a place, weighted by residents. A city's group is the first cluster of the list that it
    /// belongs to; all others are one group, "outside".
    ///
    /// - Parameter values: one a place; a missing one and one of 0 or less are left out.
    /// - Returns: nil where no place is left.
    public func inequality(of values: [Double?], clusters: [Cluster]) -> AccessInequality? {
        let kept = places.indices.filter { (values[$0] ?? 0) > 0 }
        let numbers = kept.compactMap { values[$0] }
        let heads = kept.map { places[$0].residents.value }
        let groups = kept.map { place in
            clusters.first { $0.members.contains { $0.region == places[place].code } }?.id ?? "outside"
        }
        guard let theil = try? theil(of: numbers, weights: heads, groups: groups),
            let dagum = try? dagum(of: numbers, weights: heads, groups: groups)
        else { return nil }
        return AccessInequality(
            places: kept.count, theil: theil.total, theilWithin: theil.within, theilBetween: theil.between,
            gini: dagum.gini, giniWithin: dagum.within, giniBetween: dagum.netBetween,
            giniOverlap: dagum.transvariation)
    }
}

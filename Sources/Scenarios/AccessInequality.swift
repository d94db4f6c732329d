import Atlas
import Measures

/// How unequal accessibility is over residents: Theil's T and Dagum's Gini, with their parts by cluster.
public struct AccessInequality: Sendable, Equatable {
    /// Places that count: those with a value above zero.
    public let places: Int
    public let theil: Double
    public let theilWithin: Double
    public let theilBetween: Double
    public let gini: Double
    public let giniWithin: Double
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

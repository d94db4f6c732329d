public import Atlases

/// A cluster as it is listed beside the same drawn by time and flow.
public struct ClusterAgreement: Sendable {
    /// As the atlas lists it.
    public let cluster: Cluster
    /// Codes, in their order.
    public let both: [String]
    /// Codes of listed members that time and flow do not give to it, in their order; those not modelled stand apart.
    public let listedOnly: [String]
    /// Codes of places that time and flow give to it and the list does not, in their order.
    public let foundOnly: [String]
    /// Listed members that no network or figure reaches.
    public let notModelled: [String]

    /// Cities in both over cities in either; nil where there is none.
    public var agreement: Double? {
        let union = both.count + listedOnly.count + foundOnly.count
        return union > 0 ? Double(both.count) / Double(union) : nil
    }
}

extension CityTravel {
    /// Clusters as listed beside those drawn by `delimitation` of the same list.
    public func agreement(of clusters: [Cluster], limit: Double, share: Double, flows: ((String, String) -> Double)?)
        -> [ClusterAgreement]
    {
        let drawn = delimitation(of: clusters, limit: limit, share: share, flows: flows)
        let codes = places.map(\.code)
        let known = Set(codes)
        return clusters.enumerated().map { index, cluster in
            let listed = Set(cluster.members.map(\.region))
            let found = Set(codes.indices.filter { drawn.groups[$0].contains(index) }.map { codes[$0] })
            let compared = listed.intersection(known)
            return ClusterAgreement(
                cluster: cluster, both: compared.intersection(found).sorted(),
                listedOnly: compared.subtracting(found).sorted(), foundOnly: found.subtracting(compared).sorted(),
                notModelled: listed.subtracting(known).sorted())
        }
    }
}

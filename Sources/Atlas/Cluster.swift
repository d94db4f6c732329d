/// What a city is in its cluster: a reading of the cluster's plan.
public enum ClusterRole: String, Sendable, CaseIterable {
    case anchor, secondary, member
}

/// A city's membership of a cluster. A city may belong to several.
public struct ClusterMember: Sendable, Hashable, Sourced {
    public let region: String
    public let role: ClusterRole
    /// "full", or "part" where the plan takes only some counties.
    public let extent: String
    /// "official plan", "source found" or "unverified".
    public let verification: String
    public let flag: String
    public let sources: [String]

    public init(
        region: String, role: ClusterRole, extent: String, verification: String, flag: String, sources: [String]
    ) {
        self.region = region
        self.role = role
        self.extent = extent
        self.verification = verification
        self.flag = flag
        self.sources = sources
    }
}

/// A city cluster: anchors and the smaller cities around them.
public struct Cluster: Sendable, Hashable, Sourced {
    public let id: String
    public let name: String
    public let nameEnglish: String
    public let tier: Int
    public let tierText: String
    public let sources: [String]
    public let members: [ClusterMember]

    public init(
        id: String, name: String, nameEnglish: String, tier: Int, tierText: String, sources: [String],
        members: [ClusterMember]
    ) {
        self.id = id
        self.name = name
        self.nameEnglish = nameEnglish
        self.tier = tier
        self.tierText = tierText
        self.sources = sources
        self.members = members
    }
}

/// A named group of regions that is no cluster: an economic belt, some provinces taken together.
public struct RegionGroup: Sendable, Hashable, Sourced {
    public let id: String
    public let name: String
    public let nameEnglish: String
    /// Codes of provinces or cities.
    public let regions: [String]
    public let note: String
    public let sources: [String]

    public init(id: String, name: String, nameEnglish: String, regions: [String], note: String, sources: [String]) {
        self.id = id
        self.name = name
        self.nameEnglish = nameEnglish
        self.regions = regions
        self.note = note
        self.sources = sources
    }
}

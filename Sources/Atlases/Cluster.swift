/// What a city is in its cluster: a reading of the cluster's plan.
public enum ClusterRole: String, Sendable, CaseIterable {
    /// A centre around which the plan builds the cluster.
    case anchor
    /// A city that the plan names beside the anchors.
    case secondary
    /// Any other city of the cluster.
    case member
}

/// A city's membership of a cluster. A city may belong to several.
public struct ClusterMember: Sendable, Hashable, Sourced {
    /// Code of the city.
    public let region: String
    /// Anchor, secondary or member.
    public let role: ClusterRole
    /// "full", or "part" where the plan takes only some counties.
    public let extent: String
    /// "official plan", "source found" or "unverified".
    public let verification: String
    /// A warning to show with the membership; empty if none.
    public let flag: String
    /// Identifiers of sources.
    public let sources: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
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
    /// Short and stable.
    public let id: String
    /// In Chinese.
    public let name: String
    /// In English.
    public let nameEnglish: String
    /// Rank in the national plan, 1 the highest.
    public let tier: Int
    /// The plan's words for the tier, in English and Chinese.
    public let tierText: String
    /// Identifiers of sources.
    public let sources: [String]
    /// In the order of the table; a city stands once in a cluster.
    public let members: [ClusterMember]

    /// Takes the fields as they are; AtlasFiles checks them.
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
    /// Short and stable.
    public let id: String
    /// In Chinese.
    public let name: String
    /// In English.
    public let nameEnglish: String
    /// Codes of provinces or cities.
    public let regions: [String]
    /// What is to be known of the group; empty if nothing.
    public let note: String
    /// Identifiers of sources.
    public let sources: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
    public init(id: String, name: String, nameEnglish: String, regions: [String], note: String, sources: [String]) {
        self.id = id
        self.name = name
        self.nameEnglish = nameEnglish
        self.regions = regions
        self.note = note
        self.sources = sources
    }
}

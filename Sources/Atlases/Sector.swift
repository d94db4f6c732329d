/// A sector of the whole model: what making its goods takes, what people spend on them, and how they travel.
public struct SectorRecord: Sendable, Hashable, Sourced {
    /// As scenarios name it: "industry".
    public let id: String
    /// In Chinese.
    public let name: String
    /// In English.
    public let nameEnglish: String
    /// The indicator with the sector's share in GDP, per cent.
    public let shareIndicator: String
    /// θ; nil takes the study's.
    public let tradeElasticity: Double?
    /// Labour and land in cost; the rest is inputs.
    public let labourShare: Double
    /// Land's part of cost, 0 to 1.
    public let landShare: Double
    /// Shares of the sectors, in the order of the table, in its inputs; they sum to one.
    public let inputs: [Double]
    /// Share in people's spending on goods.
    public let consumptionShare: Double
    /// Part of the study's agglomeration elasticity that holds for it.
    public let agglomeration: Double
    /// Weight of passengers' time in its trade cost; the rest is goods' time.
    public let passengerWeight: Double
    /// What was assumed; empty if nothing.
    public let note: String
    /// Identifiers of sources.
    public let sources: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
    public init(
        id: String, name: String, nameEnglish: String, shareIndicator: String, tradeElasticity: Double?,
        labourShare: Double,
        landShare: Double, inputs: [Double], consumptionShare: Double, agglomeration: Double, passengerWeight: Double,
        note: String,
        sources: [String]
    ) {
        self.id = id
        self.name = name
        self.nameEnglish = nameEnglish
        self.shareIndicator = shareIndicator
        self.tradeElasticity = tradeElasticity
        self.labourShare = labourShare
        self.landShare = landShare
        self.inputs = inputs
        self.consumptionShare = consumptionShare
        self.agglomeration = agglomeration
        self.passengerWeight = passengerWeight
        self.note = note
        self.sources = sources
    }
}

/// A place through which trade with the rest of the world goes.
public struct Port: Sendable, Hashable, Sourced {
    /// Code of the place.
    public let region: String
    /// What is to be known of it; empty if nothing.
    public let note: String
    /// Identifiers of sources.
    public let sources: [String]

    /// Takes the fields as they are; AtlasFiles checks them.
    public init(region: String, note: String, sources: [String]) {
        self.region = region
        self.note = note
        self.sources = sources
    }
}

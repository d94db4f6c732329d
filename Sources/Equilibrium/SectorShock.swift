public import LinearAlgebra

/// What changes in the whole model. Every factor is the new value over the old; a change left out is no change.
public struct SectorShock: Sendable {
    /// τ̂ by sector, row consumer, column producer; nil for a sector without change.
    public var tradeCost: [Matrix?]?
    /// 1 + t by sector, row consumer, column producer: what the buyer pays over what the seller gets, such as a tariff
    /// or a tax (below 1: a subsidy); nil for a sector without. Its revenue goes to the budget that taxes wages. The
    /// base year's own levies stand in its shares.
    public var levies: [Matrix?]?
    /// κ̂ over the markets with registered people.
    public var migrationCost: Matrix?
    /// Factor on productivity, place × sector.
    public var productivity: [[Double]]?
    /// Factor on land and housing, by market.
    public var land: [Double]?
    /// Who owns the land afterwards; nil as before.
    public var ownership: LandOwnership?
    /// Publicly paid workers afterwards, by market (levels).
    public var publiclyPaid: [Double]?
    /// What the government buys afterwards, place × sector (levels).
    public var publicPurchases: [[Double]]?
    /// Transfers afterwards, by market (levels); they sum to zero.
    public var transfers: [Double]?

    /// What is left out does not change; shapes are checked when the economy is solved.
    public init(
        tradeCost: [Matrix?]? = nil, levies: [Matrix?]? = nil, migrationCost: Matrix? = nil,
        productivity: [[Double]]? = nil,
        land: [Double]? = nil,
        ownership: LandOwnership? = nil, publiclyPaid: [Double]? = nil, publicPurchases: [[Double]]? = nil,
        transfers: [Double]? = nil
    ) {
        self.tradeCost = tradeCost
        self.levies = levies
        self.migrationCost = migrationCost
        self.productivity = productivity
        self.land = land
        self.ownership = ownership
        self.publiclyPaid = publiclyPaid
        self.publicPurchases = publicPurchases
        self.transfers = transfers
    }
}

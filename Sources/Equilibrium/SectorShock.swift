public import LinearAlgebra

/// What changes in the whole model. Every factor is the new value over the old; a change left out is no change.
public struct SectorShock: Sendable {
    /// τ̂ by sector, row consumer, column producer; nil for a sector without change.
    public var tradeCost: [Matrix?]?
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

    public init(
        tradeCost: [Matrix?]? = nil, migrationCost: Matrix? = nil, productivity: [[Double]]? = nil, land: [Double]? = nil,
        ownership: LandOwnership? = nil, publiclyPaid: [Double]? = nil, publicPurchases: [[Double]]? = nil, transfers: [Double]? = nil
    ) {
        self.tradeCost = tradeCost
        self.migrationCost = migrationCost
        self.productivity = productivity
        self.land = land
        self.ownership = ownership
        self.publiclyPaid = publiclyPaid
        self.publicPurchases = publicPurchases
        self.transfers = transfers
    }
}

public import LinearAlgebra

/// What changes. Every factor is the new value over the old; a change left out is no change.
public struct Shock: Sendable {
    /// τ̂, row consumer, column producer.
    public var tradeCost: Matrix?
    /// κ̂, row place of registration, column place present.
    public var migrationCost: Matrix?
    /// Factor on productivity Ā.
    public var productivity: [Double]?
    /// Factor on the stock of housing.
    public var housing: [Double]?
    /// The new number of publicly paid residents (a level, not a factor).
    public var publiclyPaid: [Double]?
    /// What each place's residents get beyond what they earn, in the money of output (a level); sums to zero. Rents are
    /// paid to residents as ever.
    public var transfers: [Double]?

    /// What is left out does not change; shapes are checked when the economy is solved.
    public init(
        tradeCost: Matrix? = nil, migrationCost: Matrix? = nil, productivity: [Double]? = nil, housing: [Double]? = nil,
        publiclyPaid: [Double]? = nil, transfers: [Double]? = nil
    ) {
        self.tradeCost = tradeCost
        self.migrationCost = migrationCost
        self.productivity = productivity
        self.housing = housing
        self.publiclyPaid = publiclyPaid
        self.transfers = transfers
    }
}

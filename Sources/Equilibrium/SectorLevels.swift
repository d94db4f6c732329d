public import LinearAlgebra

/// The base year of the whole model as it is observed: what every place sells of every sector, and who lives and is
/// registered where. Trade is yet to be shared out.
public struct SectorLevels: Sendable {
    /// Elasticities and shares of the sectors.
    public let parameters: SectorParameters
    /// R, place × sector.
    public let sales: [[Double]]
    /// Every place and sector belongs to one of them.
    public let markets: [LabourMarket]
    /// m: row registered market, column market present; rows sum to one.
    public let migrationShares: Matrix
    /// Who gets the rent of land and housing.
    public let ownership: LandOwnership
    /// G: what the government buys, place × sector, in the money of the sales.
    public let publicPurchases: [[Double]]
    /// X, sector × place: people's, firms' and the government's.
    public let spending: [[Double]]

    /// - Parameter parameters: balanced with the sales (`SectorParameters.balanced`), so that what is made is used.
    /// - Throws: `EquilibriumError` where a sector's sales and spending differ in sum.
    public init(
        parameters: SectorParameters, sales: [[Double]], markets: [LabourMarket], migrationShares: Matrix,
        ownership: LandOwnership = .residents, publicPurchases: [[Double]]? = nil
    ) throws(EquilibriumError) {
        try parameters.check()
        let (n, j) = (sales.count, parameters.sectors.count)
        if sales.contains(where: { $0.count != j || $0.contains { !($0 >= 0 && $0.isFinite) } }) {
            throw .badShape("sales: expected \(n) places × \(j) sectors, 0 or more")
        }
        let purchases = publicPurchases ?? Array(repeating: Array(repeating: 0, count: j), count: n)
        try checkPurchases(purchases, places: n, sectors: j)
        let accounts = SectorAccounts(
            parameters: parameters, markets: markets, migrationShares: migrationShares, ownership: ownership,
            transfers: Array(repeating: 0, count: markets.count), publicPurchases: purchases, places: n)
        spending = accounts.base(sales).spending
        for sector in 0..<j {
            let (made, used) = (sales.reduce(0) { $0 + $1[sector] }, spending[sector].reduce(0, +))
            if !(abs(made / used - 1) < 1e-9) {
                throw .badParameter(
                    name: "\(parameters.sectors[sector].name): sales over spending", value: made / used,
                    expected: "1 (balance the parameters)")
            }
        }
        self.parameters = parameters
        self.sales = sales
        self.markets = markets
        self.migrationShares = migrationShares
        self.ownership = ownership
        self.publicPurchases = purchases
    }

    /// u of one sector: shares K_ni u_i / Σ_j K_nj u_j of what places spend add up to what they sell.
    public func scale(_ sector: Int, kernel: some BalanceKernel, start: [Double]? = nil, tolerance: Double = 1e-13)
        throws(EquilibriumError)
        -> [Double]
    {
        try scaling(
            of: kernel, rowTotals: spending[sector], columnTotals: sales.map { $0[sector] },
            what: "the inversion of trade in \(parameters.sectors[sector].name)", start: start, tolerance: tolerance
        ).scale
    }

    /// The economy that trades by kernels K^j = τ^{−θ} at their scales.
    public func economy(kernels: [some ShareKernel], scales: [[Double]]) throws(EquilibriumError) -> SectorEconomy {
        try SectorEconomy(
            parameters: parameters, tradeShares: zip(kernels, scales).map { $0.shares(columnScale: $1) },
            markets: markets,
            migrationShares: migrationShares, ownership: ownership, publicPurchases: publicPurchases,
            startingSales: sales)
    }
}

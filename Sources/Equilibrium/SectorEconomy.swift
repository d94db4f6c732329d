import Computation
public import LinearAlgebra

/// A labour market: a place, or one sector of a place where workers do not change sector without moving.
public struct LabourMarket: Sendable, Equatable {
    /// Index of the place it lies in.
    public var place: Int
    /// Indices of the sectors that its workers can work in.
    public var sectors: [Int]
    /// L: workers present.
    public var workers: Double
    /// E: those of them paid publicly, at the market's wage.
    public var publiclyPaid: Double
    /// L̄: people registered; nil where nobody moves in or out, as in the rest of the world.
    public var registered: Double?
    /// Whether each sector has land of its own, with the homes of its workers, though workers change sector; else land
    /// changes use freely.
    public var landBySector: Bool

    /// Nobody is paid publicly and land changes use freely unless said; checked when an economy is made.
    public init(
        place: Int, sectors: [Int], workers: Double, publiclyPaid: Double = 0, registered: Double?,
        landBySector: Bool = false
    ) {
        self.landBySector = landBySector
        self.place = place
        self.sectors = sectors
        self.workers = workers
        self.publiclyPaid = publiclyPaid
        self.registered = registered
    }
}

/// The base year of the whole model, by exact hats known from shares: sectors with inputs from one another, land,
/// people by registered market, and places among which a rest of the world may stand.
public struct SectorEconomy: Sendable {
    /// Elasticities and shares of the sectors.
    public let parameters: SectorParameters
    /// π^j by sector: row consumer, column producer, rows sum to one.
    public let tradeShares: [Matrix]
    /// Every place and sector belongs to one of them.
    public let markets: [LabourMarket]
    /// m: row registered market, column market present, over the markets with registered people in their order; rows
    /// sum to one.
    public let migrationShares: Matrix
    /// Who got the rents of the base year.
    public let ownership: LandOwnership
    /// Income that each market gets beyond what it earns, in the money of the sales; sums to zero. Spending then
    /// differs from output.
    public let transfers: [Double]
    /// G: what the government buys, place × sector, financed with public pay by a tax on wages.
    public let publicPurchases: [[Double]]
    /// R, place × sector: consistent with the shares.
    public let sales: [[Double]]
    /// Largest relative gap of the sales.
    public let residual: Double

    /// N: how many places there are, the rest of the world included.
    public var places: Int { tradeShares.first?.rows ?? 0 }
    /// Rent of land and housing by market, in the money of the sales.
    public var rent: [Double] { accounts.base(sales).rent }
    /// X of the base year, sector × place.
    public var spending: [[Double]] { accounts.base(sales).spending }
    var accounts: SectorAccounts {
        SectorAccounts(
            parameters: parameters, markets: markets, migrationShares: migrationShares, ownership: ownership,
            transfers: transfers,
            publicPurchases: publicPurchases, places: places)
    }
    /// Shares that are zero, and stay so: what is not traded in the base year is not traded after.
    public var zeroTradeShares: Int { tradeShares.reduce(0) { $0 + $1.elements.count { $0 == 0 } } }

    /// Finds the sales that trade shares imply: R_i^j = Σ_n π_ni^j X_n^j with X from incomes, inputs and public
    /// purchases.
    ///
    /// - Parameters:
    ///   - total: Σ of all sales, the unit of money.
    ///   - transfers, publicPurchases: in that unit.
    /// - Throws: `EquilibriumError` for shares that do not add up, people who do not, or a market that pays less than
    ///   nothing.
    /// - Complexity: O(J N²) an iteration, about forty iterations.
    public init(
        parameters: SectorParameters, tradeShares: [Matrix], markets: [LabourMarket], migrationShares: Matrix,
        ownership: LandOwnership = .residents, transfers: [Double]? = nil, publicPurchases: [[Double]]? = nil,
        total: Double = 1
    ) throws(EquilibriumError) {
        try self.init(
            parameters: parameters, tradeShares: tradeShares, markets: markets, migrationShares: migrationShares,
            ownership: ownership,
            transfers: transfers, publicPurchases: publicPurchases, total: total, startingSales: nil)
    }

    /// The same from sales near those implied, whose sum is the unit of money.
    init(
        parameters: SectorParameters, tradeShares: [Matrix], markets: [LabourMarket], migrationShares: Matrix,
        ownership: LandOwnership, transfers: [Double]? = nil, publicPurchases: [[Double]]? = nil, total: Double = 1,
        startingSales: [[Double]]?
    ) throws(EquilibriumError) {
        try parameters.check()
        let n = tradeShares.first?.rows ?? 0
        let j = parameters.sectors.count
        try Self.check(parameters, tradeShares, markets, migrationShares)
        let transfers = transfers ?? Array(repeating: 0, count: markets.count)
        let purchases = publicPurchases ?? Array(repeating: Array(repeating: 0, count: j), count: n)
        try checkTransfers(transfers, count: markets.count)
        try checkPurchases(purchases, places: n, sectors: j)
        let accounts = SectorAccounts(
            parameters: parameters, markets: markets, migrationShares: migrationShares, ownership: ownership,
            transfers: transfers,
            publicPurchases: purchases, places: n)
        // Iterated in levels: the map is linear and keeps the sum; where it does not, the shares do not add up.
        let start = startingSales?.flatMap { $0 } ?? [Double](repeating: total / Double(n * j), count: n * j)
        let total = startingSales == nil ? total : start.reduce(0, +)
        do {
            let solved = try fixedPoint(from: start, memory: 15, tolerance: 1e-15 * total, maximumIterations: 20_000) {
                sales in
                let grid = (0..<n).map { Array(sales[($0 * j)..<(($0 + 1) * j)]) }
                let spending = accounts.base(grid).spending
                var image = [Double](repeating: 0, count: n * j)
                for sector in 0..<j {
                    let received = tradeShares[sector].transposedTimes(spending[sector])
                    for place in 0..<n { image[place * j + sector] = received[place] }
                }
                let scale = total / image.reduce(0, +)
                return image.map { $0 * scale }
            }
            let grid = (0..<n).map { Array(solved.solution[($0 * j)..<(($0 + 1) * j)]) }
            self.sales = grid
            residual = solved.residual / total * Double(n * j)
        } catch { throw EquilibriumError(error, what: "the sales that trade shares imply", unknownsPerPlace: n) }
        self.parameters = parameters
        self.tradeShares = tradeShares
        self.markets = markets
        self.migrationShares = migrationShares
        self.ownership = ownership
        self.transfers = transfers
        self.publicPurchases = purchases
    }

    private static func check(
        _ parameters: SectorParameters, _ trade: [Matrix], _ markets: [LabourMarket], _ migration: Matrix
    ) throws(EquilibriumError) {
        let (n, j) = (trade.first?.rows ?? 0, parameters.sectors.count)
        if trade.count != j { throw .badShape("\(trade.count) matrices of trade shares for \(j) sectors") }
        for (sector, shares) in trade.enumerated() {
            if shares.rows != n || shares.columns != n {
                throw .badShape("trade shares of \(parameters.sectors[sector].name): expected \(n) × \(n)")
            }
            try rowsSumToOne(shares, "trade shares of \(parameters.sectors[sector].name)")
        }
        var covered = Set<[Int]>()
        for market in markets {
            if !(0..<n).contains(market.place) { throw .badShape("a labour market at place \(market.place) of \(n)") }
            for sector in market.sectors {
                if !(0..<j).contains(sector) || !covered.insert([market.place, sector]).inserted {
                    throw .badShape(
                        "sector \(sector) of place \(market.place) stands in two labour markets, or is none of \(j)")
                }
            }
            if !(market.workers > market.publiclyPaid && market.publiclyPaid >= 0 && market.workers.isFinite) {
                throw .badValue(
                    place: market.place, quantity: "workers", value: market.workers,
                    expected: "above the \(market.publiclyPaid) publicly paid")
            }
        }
        if covered.count != n * j {
            throw .badShape("\(n * j - covered.count) sectors of places stand in no labour market")
        }
        let moving = markets.filter { $0.registered != nil }
        if migration.rows != moving.count || migration.columns != moving.count {
            throw .badShape(
                """
                migration shares are \(migration.rows) × \(migration.columns) for \(moving.count) markets with \
                registered people
                """
            )
        }
        try rowsSumToOne(migration, "migration shares")
        let arrived = migration.transposedTimes(moving.map { $0.registered ?? 0 })
        for (market, people) in zip(moving, arrived) where !(abs(people / market.workers - 1) < 1e-6) {
            throw .badValue(
                place: market.place, quantity: "workers", value: market.workers,
                expected: "the \(people) who come by registered people and migration shares")
        }
    }

    private static func rowsSumToOne(_ shares: Matrix, _ what: String) throws(EquilibriumError) {
        let sums = shares.times(Array(repeating: 1, count: shares.columns))
        for (row, sum) in sums.enumerated() where !(abs(sum - 1) < 1e-9) {
            throw .badValue(place: row, quantity: "\(what): the row's sum", value: sum, expected: "1 (rescale the row)")
        }
        if let bad = shares.elements.firstIndex(where: { !($0 >= 0) }) {
            throw .badValue(
                place: bad / shares.columns, quantity: what, value: shares.elements[bad], expected: "0 or more")
        }
    }
}

/// What the government buys: place × sector.
func checkPurchases(_ purchases: [[Double]], places: Int, sectors: Int) throws(EquilibriumError) {
    if purchases.count != places
        || purchases.contains(where: { $0.count != sectors || $0.contains { !($0 >= 0 && $0.isFinite) } })
    {
        throw .badShape("public purchases: expected \(places) places × \(sectors) sectors, 0 or more")
    }
}

/// Who earns, owns and spends what: the same sums for the base year and for every iterate.
struct SectorAccounts {
    let parameters: SectorParameters
    let markets: [LabourMarket]
    let migrationShares: Matrix
    var ownership: LandOwnership
    var transfers: [Double]
    var publicPurchases: [[Double]]
    let places: Int

    struct Sums {
        /// w L by market.
        var pay: [Double]
        var taxRate: Double
        /// Rent of land and housing by market.
        var rent: [Double]
        /// What people in a market have to spend.
        var disposable: [Double]
        /// X, sector × place.
        var spending: [[Double]]
    }

    /// The base year from sales alone.
    func base(_ sales: [[Double]]) -> Sums {
        let labour = markets.map { market in
            market.sectors.reduce(0) { $0 + parameters.sectors[$1].labourShare * sales[market.place][$1] }
        }
        // Private workers earn the labour share of sales; the publicly paid earn as much each.
        let pay = zip(markets, labour).map { $1 * $0.workers / ($0.workers - $0.publiclyPaid) }
        let publicPay = zip(pay, labour).map(-)
        let landPaid = landCost(sales)
        let tax = taxRate(pay, publicPay)
        let net = markets.indices.map { (isTaxed($0) ? 1 - tax : 1) * pay[$0] + transfers[$0] }
        // rent = (1 − μ)(net + land income) + land cost
        var rent = markets.indices.map {
            (1 - parameters.goodsShare) / parameters.goodsShare * (net[$0] + landPaid[$0]) + landPaid[$0]
        }
        if ownership == .registered {
            for _ in 0..<200 {
                let income = landIncome(rent, migrationShares)
                rent = markets.indices.map { (1 - parameters.goodsShare) * (net[$0] + income[$0]) + landPaid[$0] }
            }
        }
        return sums(pay: pay, tax: tax, rent: rent, sales: sales, migration: migrationShares)
    }

    func sums(pay: [Double], tax: Double, rent: [Double], sales: [[Double]], migration: Matrix) -> Sums {
        let income = landIncome(rent, migration)
        let disposable = markets.indices.map { (isTaxed($0) ? 1 - tax : 1) * pay[$0] + income[$0] + transfers[$0] }
        var byPlace = [Double](repeating: 0, count: places)
        for (market, money) in zip(markets, disposable) { byPlace[market.place] += money }
        let sectors = parameters.sectors
        let count = sectors.count
        let flat = sales.flatMap { $0 }
        let spending = sectors.indices.map { sector -> [Double] in
            let share = parameters.goodsShare * sectors[sector].consumptionShare
            let used = sectors.map { $0.inputShares[sector] }
            return (0..<places).map { place in
                var money = share * byPlace[place] + publicPurchases[place][sector]
                for user in 0..<count { money += used[user] * flat[place * count + user] }
                return money
            }
        }
        return Sums(pay: pay, taxRate: tax, rent: rent, disposable: disposable, spending: spending)
    }

    func landCost(_ sales: [[Double]]) -> [Double] {
        markets.map { market in
            market.sectors.reduce(0) { $0 + parameters.sectors[$1].landShare * sales[market.place][$1] }
        }
    }

    /// Wages are taxed where people are registered and may move: not in the rest of the world.
    func isTaxed(_ market: Int) -> Bool { markets[market].registered != nil }

    /// - Parameter levied: what levies bring in; what is left over after public pay and purchases goes to wages.
    func taxRate(_ pay: [Double], _ publicPay: [Double], levied: Double = 0) -> Double {
        let needed = publicPay.reduce(0, +) + publicPurchases.reduce(0) { $0 + $1.reduce(0, +) } - levied
        if needed == 0 { return 0 }
        return needed / markets.indices.filter(isTaxed).reduce(0) { $0 + pay[$1] }
    }

    /// Where the rent of each market's land is spent.
    private func landIncome(_ rent: [Double], _ migration: Matrix) -> [Double] {
        guard ownership == .registered else { return rent }
        let moving = markets.indices.filter { markets[$0].registered != nil }
        let spent = migration.transposedTimes(moving.map { rent[$0] })
        var income = rent
        for (position, market) in moving.enumerated() { income[market] = spent[position] }
        return income
    }
}

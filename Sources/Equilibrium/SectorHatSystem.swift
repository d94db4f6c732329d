import Computation
import LinearAlgebra
import RealModule

/// The equations of a new equilibrium of the whole model, in the logarithms of ŵ and private workers' hat by market, R̂
/// and P̂ by place and sector, rent's hat by market, and the hat of those who stay by registered market; last, not in
/// logarithms, the levies' revenue over all pay.
struct SectorHatSystem {
    let economy: SectorEconomy
    let parameters: SectorParameters
    let mobility: Mobility
    /// With the new public purchases, transfers and ownership.
    let accounts: SectorAccounts
    let before: SectorAccounts.Sums
    /// π (τ̂(1 + t))^{−θ} by sector, and the same over 1 + t where a sector has levies.
    let trade: [Matrix]
    let tradeAfterLevy: [Matrix?]
    let logProductivity: [Double]
    let logLand: [Double]
    let paidAfter: [Double]
    /// The market of each place and sector, place by place, and whether a market has one sector only.
    let marketOf: [Int]
    let isAlone: [Bool]
    /// Markets with registered people, and their registered people.
    let moving: [Int]
    let registered: [Double]
    let people: SectorMigration
    let stayersBefore: [Double]
    let totalPay: Double
    /// R of the base year, place by place.
    let salesBefore: [Double]

    var places: Int { economy.places }
    var sectors: Int { parameters.sectors.count }
    var markets: [LabourMarket] { economy.markets }

    init(_ economy: SectorEconomy, _ shock: SectorShock, _ mobility: Mobility) throws(EquilibriumError) {
        self.economy = economy
        self.mobility = mobility
        parameters = economy.parameters
        try shock.check(economy)
        var after = economy.accounts
        after.ownership = shock.ownership ?? after.ownership
        after.transfers = shock.transfers ?? after.transfers
        after.publicPurchases = shock.publicPurchases ?? after.publicPurchases
        accounts = after
        before = economy.accounts.base(economy.sales)
        let n = economy.places
        let trade = try economy.tradeShares.enumerated().map { (sector, shares) throws(EquilibriumError) in
            let elasticity = economy.parameters.sectors[sector].tradeElasticity
            let dearer = try Self.hatted(shares, shock.tradeCost?[sector], elasticity, "trade cost factor")
            return try Self.hatted(dearer, shock.levies?[sector], elasticity, "levy")
        }
        self.trade = trade
        tradeAfterLevy = try trade.enumerated().map { (sector, shares) throws(EquilibriumError) in
            guard let levy = shock.levies?[sector] else { return nil }
            return try Self.hatted(shares, levy, 1, "levy")
        }
        var kernel = economy.migrationShares
        if let factor = shock.migrationCost {
            guard
                let hatted = economy.migrationShares.hatted(
                    by: factor, elasticity: economy.parameters.migrationElasticity)
            else {
                throw .badShape("a migration cost factor is not above 0")
            }
            kernel = hatted
        }
        logProductivity =
            shock.productivity.map { logarithmsOf($0.flatMap { $0 }) }
            ?? Array(repeating: 0, count: n * economy.parameters.sectors.count)
        logLand = shock.land.map { logarithmsOf($0) } ?? Array(repeating: 0, count: economy.markets.count)
        paidAfter = shock.publiclyPaid ?? economy.markets.map(\.publiclyPaid)
        let sectors = economy.parameters.sectors.count
        var marketOf = Array(repeating: 0, count: n * sectors)
        for (index, market) in economy.markets.enumerated() {
            for sector in market.sectors { marketOf[market.place * sectors + sector] = index }
        }
        self.marketOf = marketOf
        isAlone = economy.markets.map { $0.sectors.count == 1 }
        let moving = economy.markets.indices.filter { economy.markets[$0].registered != nil }
        self.moving = moving
        let registered = moving.map { economy.markets[$0].registered ?? 0 }
        self.registered = registered
        let stayers = moving.indices.map { economy.migrationShares[$0, $0] * registered[$0] }
        stayersBefore = stayers
        totalPay = before.pay.reduce(0, +)
        salesBefore = economy.sales.flatMap { $0 }
        people = SectorMigration(
            kernel: kernel, registered: registered, epsilon: economy.parameters.migrationElasticity,
            before: Self.income(
                economy.ownership, economy.transfers, moving, registered, pay: before.pay,
                workers: economy.markets.map(\.workers),
                tax: before.taxRate, rent: before.rent, stayers: stayers))
    }

    /// Shares at another cost, m f^{−θ}; unchanged where nothing changes.
    private static func hatted(_ shares: Matrix, _ factor: Matrix?, _ elasticity: Double, _ what: String)
        throws(EquilibriumError) -> Matrix
    {
        guard let factor else { return shares }
        if let hatted = shares.hatted(by: factor, elasticity: elasticity) { return hatted }
        let bad = factor.elements.firstIndex { !($0 > 0 && $0.isFinite) } ?? 0
        throw .badValue(place: bad / shares.rows, quantity: what, value: factor.elements[bad], expected: "above 0")
    }

    /// What people have: wage after tax, transfers, and the rent that falls to them.
    private static func income(
        _ ownership: LandOwnership, _ transfers: [Double], _ moving: [Int], _ registered: [Double], pay: [Double],
        workers: [Double],
        tax: Double, rent: [Double], stayers: [Double]
    ) -> IncomeByOrigin {
        let earned = moving.map { ((1 - tax) * pay[$0] + transfers[$0]) / workers[$0] }
        let owned = moving.map { rent[$0] }
        switch ownership {
        case .residents:
            return IncomeByOrigin(
                there: moving.indices.map { earned[$0] + owned[$0] / workers[moving[$0]] }, own: [],
                ownership: ownership)
        case .stayers: return IncomeByOrigin(there: earned, own: zip(owned, stayers).map(/), ownership: ownership)
        case .registered: return IncomeByOrigin(there: earned, own: zip(owned, registered).map(/), ownership: ownership)
        }
    }

    /// Where the vectors of unknowns begin.
    private var layout: (workers: Int, sales: Int, prices: Int, rent: Int, stayers: Int, levied: Int, count: Int) {
        let (m, cells) = (markets.count, places * sectors)
        return (
            m, 2 * m, 2 * m + cells, 2 * m + 2 * cells, 3 * m + 2 * cells, 3 * m + 2 * cells + moving.count,
            3 * m + 2 * cells + moving.count + 1
        )
    }

    /// A tax on wages above which nobody would be left anything to spend.
    static let largestTax = 0.95

    /// No change.
    var start: [Double] { Array(repeating: 0, count: layout.count) }

    struct State {
        var logWage: [Double]
        /// (L − E)′/(L − E) and L′/L by market.
        var privateWorkers: [Double]
        var population: [Double]
        var logRent: [Double]
        var sales: [[Double]]
        /// ln P̂ and the sales that follow, place by place; spending.
        var newLogPrice: [Double]
        var newSales: [Double]
        var sums: SectorAccounts.Sums
        /// What buyers pay and sellers do not get.
        var levied: Double
        var people: People
        /// ln of the cost of living's hat by market.
        var logLiving: [Double]
    }

    func state(_ x: [Double], inFull: Bool = false) -> State {
        let at = layout
        let (n, j) = (places, sectors)
        let logPrivate = Array(x[at.workers..<at.sales])
        let privateWorkers = exponentialsOf(logPrivate)
        let workersAfter = markets.indices.map {
            (markets[$0].workers - markets[$0].publiclyPaid) * privateWorkers[$0] + paidAfter[$0]
        }
        let population = markets.indices.map { workersAfter[$0] / markets[$0].workers }
        // Numeraire: all pay is that of the base year.
        var logWage = Array(x[..<at.workers])
        let hats = exponentialsOf(logWage)
        let shift = logarithmsOf([
            totalPay / markets.indices.reduce(0) { $0 + before.pay[$1] * hats[$1] * population[$1] }
        ])[0]
        for market in markets.indices { logWage[market] += shift }
        let wage = exponentialsOf(logWage)
        func grid(_ first: Int) -> [[Double]] { (0..<n).map { Array(x[(first + $0 * j)..<(first + ($0 + 1) * j)]) } }
        let (logSales, logPrice) = (grid(at.sales), grid(at.prices))
        let logRent = Array(x[at.rent..<at.stayers])
        let sales = (0..<n).map { place in
            zip(exponentialsOf(logSales[place]), economy.sales[place]).map(*)
        }
        let rent = zip(exponentialsOf(logRent), before.rent).map(*)

        // Who lives where.
        let pay = markets.indices.map { before.pay[$0] * wage[$0] * population[$0] }
        let publicPay = markets.indices.map { pay[$0] * paidAfter[$0] / workersAfter[$0] }
        // On the way a subsidy may look larger than all pay; an answer at this bound is refused.
        let tax = min(Self.largestTax, accounts.taxRate(pay, publicPay, levied: x[at.levied] * totalPay))
        let stayersAfter = zip(exponentialsOf(Array(x[at.stayers..<at.levied])), stayersBefore).map(*)
        let logLiving = markets.indices.map { living($0, logPrice, logRent) }
        let income = Self.income(
            accounts.ownership, accounts.transfers, moving, registered, pay: pay, workers: workersAfter, tax: tax,
            rent: rent,
            stayers: stayersAfter)
        let people = people.people(income, logLiving: moving.map { logLiving[$0] }, inFull: inFull)
        let sums = accounts.sums(
            pay: pay, tax: tax, rent: rent, sales: sales, migration: people.shares ?? economy.migrationShares)

        let found = traded(
            x, logPrivate: logPrivate, logWage: logWage, logLandRent: landRents(logRent, sales), spending: sums.spending
        )
        return State(
            logWage: logWage, privateWorkers: privateWorkers, population: population, logRent: logRent, sales: sales,
            newLogPrice: found.logPrice, newSales: found.sales, sums: sums, levied: found.levied, people: people,
            logLiving: logLiving
        )
    }

    /// Cost, prices and sales: ln P̂ and R̂ that follow, place by place, and what buyers pay and sellers do not get.
    private func traded(
        _ x: [Double], logPrivate: [Double], logWage: [Double], logLandRent: [Double], spending: [[Double]]
    ) -> (logPrice: [Double], sales: [Double], levied: Double) {
        let at = layout
        let (n, j) = (places, sectors)
        var newSales = [Double](repeating: 0, count: n * j)
        var newLogPrice = newSales
        var levied = 0.0
        for sector in 0..<j {
            let s = parameters.sectors[sector]
            let inputShares = s.inputShares
            let logCost = (0..<n).map { place -> Double in
                let cell = place * j + sector
                let market = marketOf[cell]
                // Alone in its market, a sector has the market's private workers; else those its sales pay.
                let logWorkers = isAlone[market] ? logPrivate[market] : x[at.sales + cell] - logWage[market]
                var cost = s.labourShare * logWage[market] + s.landShare * (logLandRent[cell] - logLand[market])
                for input in 0..<j { cost += inputShares[input] * x[at.prices + place * j + input] }
                return cost - logProductivity[cell] - s.scaleElasticity * logWorkers
            }
            let supply = exponentialsOf(logCost, factor: -s.tradeElasticity)
            let balance = trade[sector].balance(columnScale: supply, rowTotals: spending[sector])
            let logDemand = logarithmsOf(balance.rowSums)
            let received =
                tradeAfterLevy[sector]?.transposedTimes(zip(spending[sector], balance.rowSums).map(/))
                ?? balance.received
            for place in 0..<n {
                newLogPrice[place * j + sector] = -logDemand[place] / s.tradeElasticity
                newSales[place * j + sector] = supply[place] * received[place]
                if tradeAfterLevy[sector] != nil {
                    levied += spending[sector][place] - newSales[place * j + sector]
                }
            }
        }
        return (newLogPrice, newSales, levied)
    }

    /// ln of rent's hat by place and sector: the market's, or that of the sector's own land.
    private func landRents(_ logRent: [Double], _ sales: [[Double]]) -> [Double] {
        marketOf.enumerated().map { cell, market in
            guard markets[market].landBySector, before.rent[market] > 0 else { return logRent[market] }
            let (place, sector) = (cell / sectors, cell % sectors)
            let after = before.rent[market] * Double.exp(logRent[market])
            return Double.log(
                ownRent(sector, market, after, sales[place])
                    / ownRent(sector, market, before.rent[market], economy.sales[place]))
        }
    }

    /// The rent of one sector's land: its part of the market's housing, by its part of pay, and what it pays for land
    /// itself.
    private func ownRent(_ sector: Int, _ market: Int, _ rent: Double, _ sales: [Double]) -> Double {
        func pay(_ sector: Int) -> Double { parameters.sectors[sector].labourShare * sales[sector] }
        let land = markets[market].sectors.reduce(0) { $0 + parameters.sectors[$1].landShare * sales[$1] }
        let part = pay(sector) / markets[market].sectors.reduce(0) { $0 + pay($1) }
        return part * (rent - land) + parameters.sectors[sector].landShare * sales[sector]
    }

    /// ln of the cost of living's hat: goods by ψ, land by 1 − μ.
    private func living(_ market: Int, _ logPrice: [[Double]], _ logRent: [Double]) -> Double {
        let goods = parameters.sectors.indices.reduce(0) {
            $0 + parameters.sectors[$1].consumptionShare * logPrice[markets[market].place][$1]
        }
        return parameters.goodsShare * goods + (1 - parameters.goodsShare) * (logRent[market] - logLand[market])
    }

    /// One plain step of every unknown towards what the others imply.
    func step(_ x: [Double]) -> [Double] {
        let at = layout
        let (n, j) = (places, sectors)
        let s = state(x)
        var image = x
        // ŵ ← ŵ (labour demand / pay)^{1/(1+θ)}
        var slowness = [Double](repeating: 1, count: markets.count)
        let demandOverPay = markets.enumerated().map { index, market -> Double in
            var demand = 0.0
            for sector in market.sectors {
                let s1 = parameters.sectors[sector]
                demand += s1.labourShare * s.newSales[market.place * j + sector]
                slowness[index] = max(slowness[index], 1 + s1.tradeElasticity * s1.labourShare)
            }
            let privateBefore = market.workers - market.publiclyPaid
            return demand / (before.pay[index] / market.workers * privateBefore * s.privateWorkers[index])
        }
        for (index, gap) in logarithmsOf(demandOverPay).enumerated() {
            image[index] = s.logWage[index] + (gap - s.logWage[index]) / slowness[index]
        }
        let rents = markets.indices.map { before.rent[$0] > 0 ? newRent($0, s) / before.rent[$0] : 1 }
        image.replaceSubrange(at.rent..<at.stayers, with: logarithmsOf(rents))
        let cells = (0..<n * j).map { cell in
            salesBefore[cell] > 0 ? s.newSales[cell] / salesBefore[cell] : 1
        }
        image.replaceSubrange(at.sales..<at.prices, with: logarithmsOf(cells))
        image.replaceSubrange(at.prices..<at.rent, with: s.newLogPrice)
        let workers = moving.enumerated().map { position, market -> Double in
            let privateBefore = markets[market].workers - markets[market].publiclyPaid
            switch mobility {
            case .peopleMove:
                return max(
                    (s.people.arrived[position] - paidAfter[market]) / privateBefore, s.privateWorkers[market] / 2)
            case .peopleStay: return (markets[market].workers - paidAfter[market]) / privateBefore
            }
        }
        for (market, value) in zip(moving, logarithmsOf(workers)) { image[at.workers + market] = value }
        let stayed = moving.indices.map {
            mobility == .peopleMove ? s.people.stayed[$0] * registered[$0] / stayersBefore[$0] : 1
        }
        image.replaceSubrange(at.stayers..<at.levied, with: logarithmsOf(stayed))
        image[at.levied] = s.levied / totalPay
        for market in markets.indices where markets[market].registered == nil { image[at.workers + market] = 0 }
        return image
    }

    private func newRent(_ market: Int, _ s: State) -> Double {
        let land = markets[market].sectors.reduce(0) {
            $0 + parameters.sectors[$1].landShare * s.newSales[markets[market].place * sectors + $1]
        }
        return (1 - parameters.goodsShare) * s.sums.disposable[market] + land
    }
}

extension SectorShock {
    func check(_ economy: SectorEconomy) throws(EquilibriumError) {
        let (n, j, m) = (economy.places, economy.parameters.sectors.count, economy.markets.count)
        func positive(_ values: [Double], _ count: Int, _ what: String) throws(EquilibriumError) {
            if values.count != count { throw .badShape("\(what): \(values.count) values, expected \(count)") }
            if let bad = values.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
                throw .badValue(place: bad, quantity: what, value: values[bad], expected: "above 0")
            }
        }
        func shaped(_ matrices: [Matrix?]?, _ what: String) throws(EquilibriumError) {
            guard let matrices else { return }
            if matrices.count != j { throw .badShape("\(what) of \(matrices.count) sectors, expected \(j)") }
            for matrix in matrices.compactMap({ $0 }) where matrix.rows != n || matrix.columns != n {
                throw .badShape("\(what) are \(matrix.rows) × \(matrix.columns) for \(n) places")
            }
        }
        try shaped(tradeCost, "trade cost factors")
        try shaped(levies, "levies")
        if let migrationCost,
            migrationCost.rows != economy.migrationShares.rows
                || migrationCost.columns != economy.migrationShares.columns
        {
            throw .badShape("migration cost factors are \(migrationCost.rows) × \(migrationCost.columns)")
        }
        if let productivity {
            if productivity.count != n {
                throw .badShape("productivity has \(productivity.count) places, expected \(n)")
            }
            for row in productivity { try positive(row, j, "productivity factor") }
        }
        if let land { try positive(land, m, "land factor") }
        if let publiclyPaid {
            if publiclyPaid.count != m { throw .badShape("publicly paid: \(publiclyPaid.count) values, expected \(m)") }
            for (index, people) in publiclyPaid.enumerated() where !(people >= 0 && people.isFinite) {
                throw .badValue(
                    place: economy.markets[index].place, quantity: "publicly paid", value: people, expected: "0 or more"
                )
            }
        }
        if let publicPurchases { try checkPurchases(publicPurchases, places: n, sectors: j) }
        if let transfers { try checkTransfers(transfers, count: m) }
    }
}

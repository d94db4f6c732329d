import Computation
import Equilibrium
import LinearAlgebra
import RealModule
import Testing

/// An invented economy of n places and three sectors with inputs, one labour market a place; the last place is abroad.
private func inventedSectors(
    _ n: Int, seed: UInt64, ownership: LandOwnership = .residents, firmsEnter: Bool = false,
    agglomeration: Double = 0.04,
    order: [Int]? = nil,
    money: Double = 100, people: Double = 1
) throws -> SectorEconomy {
    var stream = RandomStream(seed: seed)
    let order = order ?? Array(0..<n)
    func shares(_ size: Int, _ home: Double) -> [[Double]] {
        (0..<size).map { row in
            let weights = (0..<size).map { $0 == row ? home : 0.05 + stream.uniform() }
            let sum = weights.reduce(0, +)
            return weights.map { $0 / sum }
        }
    }
    let trade = (0..<3).map { _ in shares(n, 6) }
    let migration = shares(n - 1, 20)
    let registered = (0..<n - 1).map { _ in people * (5 + 20 * stream.uniform()) }
    let transfers = (0..<n).map { _ in stream.uniform() - 0.5 }
    let purchases = (0..<n).map { _ in (0..<3).map { _ in 0.3 * stream.uniform() } }
    let parameters = SectorParameters(
        sectors: [
            Sector(
                name: "farms", tradeElasticity: 5, labourShare: 0.4, landShare: 0.2, inputShares: [0.2, 0.1, 0.1],
                consumptionShare: 0.2,
                agglomeration: agglomeration, firmsEnter: firmsEnter),
            Sector(
                name: "plants", tradeElasticity: 4, labourShare: 0.3, landShare: 0.05, inputShares: [0.1, 0.35, 0.2],
                consumptionShare: 0.5,
                agglomeration: agglomeration, firmsEnter: firmsEnter),
            Sector(
                name: "offices", tradeElasticity: 3, labourShare: 0.6, landShare: 0, inputShares: [0, 0.15, 0.25],
                consumptionShare: 0.3,
                agglomeration: agglomeration, firmsEnter: firmsEnter),
        ], migrationElasticity: 1.5, goodsShare: 0.85)
    let mean = transfers.reduce(0, +) / Double(n)
    var arrived = [Double](repeating: 0, count: n - 1)
    for (home, people) in registered.enumerated() {
        for present in 0..<n - 1 { arrived[present] += people * migration[home][present] }
    }
    // Place k of the new order is place order[k]; the one abroad stays last.
    let home = order.filter { $0 < n - 1 }
    return try SectorEconomy(
        parameters: parameters,
        tradeShares: trade.map { rows in Matrix(rows: n, columns: n) { rows[order[$0]][order[$1]] } },
        markets: order.enumerated().map { position, place in
            place == n - 1
                ? LabourMarket(place: position, sectors: [0, 1, 2], workers: 50, registered: nil)
                : LabourMarket(
                    place: position, sectors: [0, 1, 2], workers: arrived[place], publiclyPaid: 0.1 * arrived[place],
                    registered: registered[place])
        }, migrationShares: Matrix(rows: n - 1, columns: n - 1) { migration[home[$0]][home[$1]] }, ownership: ownership,
        transfers: order.map { money / 100 * (transfers[$0] - mean) },
        publicPurchases: order.map { place in purchases[place].map { money / 100 * $0 } }, total: money)
}

/// The first model as the whole one with one sector.
private func asWhole(_ base: BaseYear) throws -> SectorEconomy {
    let observed = base.observed
    return try SectorEconomy(
        parameters: SectorParameters(
            sectors: [
                Sector(
                    name: "all", tradeElasticity: 4, labourShare: 1, inputShares: [0], consumptionShare: 1,
                    agglomeration: 0.1)
            ],
            migrationElasticity: 1.5, goodsShare: 0.87), tradeShares: [base.tradeShares],
        markets: (0..<observed.places).map {
            LabourMarket(
                place: $0, sectors: [0], workers: observed.residents[$0], publiclyPaid: observed.publiclyPaid[$0],
                registered: observed.registered[$0])
        }, migrationShares: base.migrationShares,
        // What is sold privately: all output but the public pay, in the first model's money.
        total: zip(observed.output, observed.residents).enumerated().reduce(0) {
            $0 + $1.element.0 * (1 - observed.publiclyPaid[$1.offset] / $1.element.1)
        })
}

@Suite("The whole model")
struct SectorModelTests {
    private let exact = SolverOptions(tolerance: 1e-14)

    @Test("one sector without inputs is the first model", arguments: [Mobility.peopleMove, .peopleStay])
    func oneSector(mobility: Mobility) throws {
        let n = 12
        var economy = inventedEconomy(n, seed: 41)
        economy.publiclyPaid[2] = 0.15 * economy.residents[2]
        let base = try BaseYear.inverted(economy, parameters: standardParameters)
        let whole = try asWhole(base)
        var paid = economy.publiclyPaid
        paid[2] *= 0.4
        paid[7] = 0.6 * economy.publiclyPaid[2]
        let cost = Matrix(rows: n, columns: n) { ($0 + 2 * $1) % 5 == 0 && $0 != $1 ? 0.9 : 1 }
        let moving = Matrix(rows: n, columns: n) { ($0 + $1) % 3 == 0 && $0 != $1 ? 0.8 : 1 }
        let productivity = (0..<n).map { $0 == 4 ? 1.1 : 1 }
        let land = (0..<n).map { $0 == 5 ? 1.2 : 1 }
        let transfers = (0..<n).map { $0 == 1 ? -4.0 : $0 == 8 ? 4 : 0 }
        let first = try base.counterfactual(
            Shock(
                tradeCost: cost, migrationCost: moving, productivity: productivity, housing: land, publiclyPaid: paid,
                transfers: transfers),
            mobility: mobility, options: exact)
        let second = try whole.counterfactual(
            SectorShock(
                tradeCost: [cost], migrationCost: moving, productivity: productivity.map { [$0] }, land: land,
                publiclyPaid: paid,
                transfers: transfers),
            mobility: mobility, options: exact)
        for place in 0..<n {
            #expect(abs(second.wage[place] / first.wage[place] - 1) < 1e-12)
            #expect(abs(second.population[place] / first.population[place] - 1) < 1e-12)
            #expect(abs(second.priceIndex[place][0] / first.priceIndex[place] - 1) < 1e-12)
            #expect(abs(second.welfare[place] / first.welfare[place] - 1) < 1e-12)
        }
        #expect(abs(second.taxRate - first.taxRate) < 1e-12)
    }

    @Test("hats equal levels: every equation holds when written out again", arguments: LandOwnership.allCases)
    func levels(ownership: LandOwnership) throws {
        let n = 7
        let economy = try inventedSectors(n, seed: 8, ownership: ownership)
        let cheaper = Matrix(rows: n, columns: n) { $0 == 1 && $1 != 1 ? 0.85 : 1 }
        var transfers = economy.transfers
        transfers[0] -= 1
        transfers[3] += 1
        let tariff = Matrix(rows: n, columns: n) { $0 == 2 && $1 != 2 ? 1.2 : 1 }
        let answer = try economy.counterfactual(
            SectorShock(tradeCost: [nil, cheaper, nil], levies: [tariff, nil, nil], transfers: transfers),
            options: exact)
        let sectors = economy.parameters.sectors
        let sales = (0..<n).map { place in (0..<3).map { economy.sales[place][$0] * answer.sales[place][$0] } }
        // Prices and shares from cost; what is spent on each place's goods is what it sells.
        var labour = [Double](repeating: 0, count: n)
        var levied = 0.0
        for (j, sector) in sectors.enumerated() {
            func levy(_ consumer: Int, _ producer: Int) -> Double { j == 0 ? tariff[consumer, producer] : 1 }
            func cost(_ place: Int) -> Double {
                var log =
                    sector.labourShare * Double.log(answer.wage[place]) + sector.landShare
                    * Double.log(answer.rent[place])
                for k in 0..<3 { log += sector.inputShares[k] * Double.log(answer.priceIndex[place][k]) }
                return Double.exp(log) / Double.pow(answer.sales[place][j] / answer.wage[place], sector.agglomeration)
            }
            let costs = (0..<n).map(cost)
            var sold = [Double](repeating: 0, count: n)
            for consumer in 0..<n {
                let weights = (0..<n).map { producer in
                    economy.tradeShares[j][consumer, producer]
                        * Double.pow(
                            costs[producer] * (j == 1 ? cheaper[consumer, producer] : 1) * levy(consumer, producer),
                            -sector.tradeElasticity
                        )
                }
                let sum = weights.reduce(0, +)
                #expect(abs(Double.pow(sum, -1 / sector.tradeElasticity) / answer.priceIndex[consumer][j] - 1) < 1e-9)
                let spent =
                    economy.parameters.goodsShare * sector.consumptionShare * disposable(consumer)
                    + (0..<3).reduce(0) { $0 + sectors[$1].inputShares[j] * sales[consumer][$1] }
                    + economy.publicPurchases[consumer][j]
                for producer in 0..<n {
                    let paid = weights[producer] / sum * spent
                    sold[producer] += paid / levy(consumer, producer)
                    levied += paid - paid / levy(consumer, producer)
                }
            }
            for place in 0..<n {
                #expect(abs(sold[place] / sales[place][j] - 1) < 1e-9)
                labour[place] += sector.labourShare * sales[place][j]
            }
        }
        func workers(_ place: Int) -> Double { economy.markets[place].workers * answer.population[place] }
        func wage(_ place: Int) -> Double {
            let market = economy.markets[place]
            let paid = (0..<3).reduce(0) { $0 + sectors[$1].labourShare * economy.sales[place][$1] }
            return answer.wage[place] * paid / (market.workers - market.publiclyPaid)
        }
        func disposable(_ place: Int) -> Double {
            // From the housing market: rent bill less land cost over 1 − μ.
            let land = (0..<3).reduce(0) { $0 + sectors[$1].landShare * sales[place][$1] }
            return (rentBill(place) - land) / (1 - economy.parameters.goodsShare)
        }
        func rentBill(_ place: Int) -> Double { answer.rent[place] * economy.rent[place] }
        for place in 0..<n {
            let privateWorkers = workers(place) - economy.markets[place].publiclyPaid
            #expect(abs(wage(place) * privateWorkers / labour[place] - 1) < 1e-9)
        }
        // Everybody is somewhere, and what all have is what all earn: wages, rents and transfers less the tax.
        let registered = economy.markets.compactMap(\.registered)
        let arrived = answer.migrationShares.transposedTimes(registered)
        for place in 0..<n - 1 { #expect(abs(arrived[place] / workers(place) - 1) < 1e-9) }
        let earned = (0..<n).reduce(0) { $0 + wage($1) * workers($1) + rentBill($1) }
        let tax = answer.taxRate * (0..<n - 1).reduce(0) { $0 + wage($1) * workers($1) }
        let bought = (0..<n).reduce(0) {
            $0 + wage($1) * economy.markets[$1].publiclyPaid + economy.publicPurchases[$1].reduce(0, +)
        }
        #expect(abs((0..<n).reduce(0) { $0 + disposable($1) } / (earned - tax) - 1) < 1e-9)
        #expect(abs((tax + levied) / bought - 1) < 1e-9)
        #expect(levied > 0 && abs(answer.levyRevenue / levied - 1) < 1e-9)
    }

    @Test(
        """
        a levy on everything alike, handed back with wages, changes nothing real; a tariff turns the terms of \
        trade and costs the whole
        """
    )
    func levies() throws {
        let n = 8
        let economy = try asWhole(try BaseYear.inverted(inventedEconomy(n, seed: 5), parameters: standardParameters))
        let everywhere = Matrix(rows: n, columns: n, repeating: 1.3)
        let neutral = try economy.counterfactual(SectorShock(levies: [everywhere]), options: exact)
        for place in 0..<n {
            #expect(abs(neutral.population[place] - 1) < 1e-10 && abs(neutral.welfare[place] - 1) < 1e-10)
        }
        // Revenue over what sellers get is 3/10, and all of it goes to wages.
        #expect(abs(neutral.taxRate + 0.3) < 1e-10)
        func national(_ tariff: Double) throws -> (product: Double, answer: SectorCounterfactual) {
            let imports = Matrix(rows: n, columns: n) { $0 == 0 && $1 != 0 ? 1 + tariff : 1 }
            let answer = try economy.counterfactual(
                SectorShock(levies: [imports]), mobility: .peopleStay, options: exact)
            let product = (0..<n).reduce(0) { $0 + economy.sales[$1][0] * answer.wage[$1] / answer.priceIndex[$1][0] }
            return (product * (1 - answer.taxRate), answer)
        }
        let (before, _) = try national(0)
        let (after, answer) = try national(0.25)
        #expect(answer.taxRate < 0 && answer.levyRevenue > 0)
        for other in 1..<n { #expect(answer.wage[0] > answer.wage[other]) }
        #expect(after < before)
        let (little, _) = try national(1e-4)
        #expect(abs(little / before - 1) < 1e-6)
    }

    @Test("the order of places, the unit of money and the number of people do not matter")
    func relabelling() throws {
        let n = 6
        let order = [3, 0, 4, 2, 1, 5]
        let (plain, other) = (
            try inventedSectors(n, seed: 3), try inventedSectors(n, seed: 3, order: order, money: 700, people: 3)
        )
        func answer(_ economy: SectorEconomy, cheap: Int) throws -> SectorCounterfactual {
            let factor = Matrix(rows: n, columns: n) { $0 != $1 && ($0 == cheap || $1 == cheap) ? 0.8 : 1 }
            return try economy.counterfactual(SectorShock(tradeCost: [factor, nil, factor]), options: exact)
        }
        let first = try answer(plain, cheap: 2)
        let second = try answer(other, cheap: try #require(order.firstIndex(of: 2)))
        for (position, place) in order.enumerated() {
            #expect(abs(second.wage[position] / first.wage[place] - 1) < 1e-10)
            #expect(abs(second.population[position] / first.population[place] - 1) < 1e-10)
            #expect(abs(second.rent[position] / first.rent[place] - 1) < 1e-10)
            if place < n - 1 { #expect(abs(second.welfare[position] / first.welfare[place] - 1) < 1e-10) }
        }
    }

    @Test("firms that enter are agglomeration of 1/θ: more immigration lowers wages less than as labour alone")
    func closures() throws {
        let n = 6
        func wage(_ firmsEnter: Bool, _ agglomeration: Double) throws -> Double {
            let economy = try inventedSectors(n, seed: 9, firmsEnter: firmsEnter, agglomeration: agglomeration)
            let easier = Matrix(rows: n - 1, columns: n - 1) { $1 == 1 && $0 != 1 ? 0.6 : 1 }
            let answer = try economy.counterfactual(SectorShock(migrationCost: easier), options: exact)
            #expect(answer.population[1] > 1.02)
            return answer.wage[1] / answer.costOfLiving[1]
        }
        let (labour, little, entry) = (try wage(false, 0), try wage(false, 0.1), try wage(true, 0))
        // 1/θ is .2 to .33 here.
        #expect(labour < little && little < entry)
    }

    @Test("levers push where they should: transfers draw people, purchases raise wages, land cheapens rent")
    func levers() throws {
        let n = 6
        let economy = try inventedSectors(n, seed: 14)
        var transfers = economy.transfers
        transfers[1] += 2
        transfers[4] -= 2
        let moved = try economy.counterfactual(SectorShock(transfers: transfers))
        #expect(moved.population[1] > 1.01 && moved.population[4] < 0.99)
        var purchases = economy.publicPurchases
        purchases[2][2] += 1
        purchases[3][2] = 0
        let bought = try economy.counterfactual(SectorShock(publicPurchases: purchases), mobility: .peopleStay)
        #expect(bought.wage[2] / bought.wage[3] > 1)
        let built = try economy.counterfactual(SectorShock(land: (0..<n).map { $0 == 2 ? 1.3 : 1 }))
        #expect(built.rent[2] < 0.9 && built.population[2] > 1)
        // Land reform: those registered where land is dear may leave and keep its rent.
        let stayers = try inventedSectors(n, seed: 14, ownership: .stayers)
        let reform = try stayers.counterfactual(SectorShock(ownership: .registered))
        for home in 0..<n - 1 { #expect(reform.migrationShares[home, home] < stayers.migrationShares[home, home]) }
    }

    @Test("what does not add up is refused, and named")
    func refusals() throws {
        let economy = try inventedSectors(5, seed: 2)
        func refused(_ words: String, _ body: () throws -> Void) {
            #expect { try body() } throws: {
                (($0 as? EquilibriumError)?.message { "place \($0)" } ?? "").contains(words)
            }
        }
        func made(
            _ parameters: SectorParameters? = nil, trade: [Matrix]? = nil, markets: [LabourMarket]? = nil,
            transfers: [Double]? = nil
        ) throws {
            _ = try SectorEconomy(
                parameters: parameters ?? economy.parameters, tradeShares: trade ?? economy.tradeShares,
                markets: markets ?? economy.markets,
                migrationShares: economy.migrationShares, transfers: transfers)
        }
        var parameters = economy.parameters
        parameters.sectors[1].labourShare = 0.5
        refused("plants") { try made(parameters) }
        refused("offices: the row's sum") {
            try made(trade: [economy.tradeShares[0], economy.tradeShares[1], economy.tradeShares[2].map { 2 * $0 }])
        }
        refused("stands in two labour markets") { try made(markets: economy.markets + [economy.markets[0]]) }
        refused("no labour market") { try made(markets: Array(economy.markets.dropLast())) }
        var few = economy.markets
        few[1].workers *= 2
        refused("registered people and migration shares") { try made(markets: few) }
        refused("sum to 1") { try made(transfers: [1, 0, 0, 0, 0]) }
        refused("above 0") {
            _ = try economy.counterfactual(SectorShock(tradeCost: [economy.tradeShares[0].map { _ in -1 }, nil, nil]))
        }
        refused("do not sum to 0") { _ = try economy.counterfactual(SectorShock(transfers: [1, 0, 0, 0, 0])) }
        refused("did not converge") {
            _ = try economy.counterfactual(
                SectorShock(land: [2, 1, 1, 1, 1]), options: SolverOptions(maximumIterations: 2))
        }
    }
}

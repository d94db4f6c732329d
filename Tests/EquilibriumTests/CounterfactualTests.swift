import Computation
import Equilibrium
import LinearAlgebra
import RealModule
import Testing

/// An invented economy of n places at random costs.
func inventedEconomy(_ n: Int, seed: UInt64, symmetric: Bool = false) -> Economy {
    var stream = RandomStream(seed: seed)
    func costs(_ scale: Double) -> Matrix {
        var values = (0..<n).map { i in (0..<n).map { j in i == j ? 1 : 1.2 + scale * stream.uniform() } }
        if symmetric { for i in 0..<n { for j in 0..<i { values[i][j] = values[j][i] } } }
        return Matrix(rows: n, columns: n) { values[$0][$1] }
    }
    let output = (0..<n).map { _ in 5 + 50 * stream.uniform() }
    let residents = (0..<n).map { _ in 5 + 30 * stream.uniform() }
    let registered = (0..<n).map { _ in 5 + 30 * stream.uniform() }
    let scale = residents.reduce(0, +) / registered.reduce(0, +)
    return Economy(
        output: output, residents: residents, registered: registered.map { $0 * scale }, tradeCost: costs(1.5),
        migrationCost: costs(3))
}

let standardParameters = ModelParameters(
    tradeElasticity: 4, migrationElasticity: 1.5, agglomeration: 0.1, goodsShare: 0.87)

@Suite struct CounterfactualTests {
    /// The fundamentals found reproduce the base year in levels.
    @Test func baseYearIsAnEquilibriumInLevels() throws {
        for seed in 1...3 as ClosedRange<UInt64> {
            let economy = inventedEconomy(20, seed: seed)
            let base = try BaseYear.inverted(economy, parameters: standardParameters)
            let n = economy.places
            let trade = economy.tradeCost.map { Double.pow($0, -4) }
            let migration = economy.migrationCost.map { Double.pow($0, -1.5) }
            let demand = trade.times(base.producerScale)
            let sales = trade.transposedTimes(zip(economy.output, demand).map(/))
            let psi = migration.times(base.amenityScale)
            let arrivals = migration.transposedTimes(zip(economy.registered, psi).map(/))
            for place in 0..<n {
                #expect(abs(base.producerScale[place] * sales[place] / economy.output[place] - 1) < 1e-12)
                #expect(abs(base.amenityScale[place] * arrivals[place] / economy.residents[place] - 1) < 1e-12)
                #expect(abs((0..<n).reduce(0) { $0 + base.tradeShares[place, $1] } - 1) < 1e-13)
                #expect(abs((0..<n).reduce(0) { $0 + base.migrationShares[place, $1] } - 1) < 1e-13)
            }
        }
    }

    @Test func noChangeChangesNothing() throws {
        var economy = inventedEconomy(12, seed: 4)
        economy.publiclyPaid[3] = 0.2 * economy.residents[3]
        let base = try BaseYear.inverted(economy, parameters: standardParameters)
        for mobility in [Mobility.peopleMove, .peopleStay] {
            let answer = try base.counterfactual(Shock(publiclyPaid: economy.publiclyPaid), mobility: mobility)
            for place in 0..<12 {
                #expect(abs(answer.wage[place] - 1) < 1e-11)
                #expect(abs(answer.population[place] - 1) < 1e-11)
                #expect(abs(answer.welfare[place] - 1) < 1e-11)
            }
        }
    }

    /// Names do not matter: the answer of a reordered economy is the reordered answer.
    @Test func relabellingRelabelsTheAnswer() throws {
        let n = 11
        let economy = inventedEconomy(n, seed: 5)
        let order = (0..<n).map { ($0 * 7 + 3) % n }
        func reordered(_ x: [Double]) -> [Double] { order.map { x[$0] } }
        func reordered(_ m: Matrix) -> Matrix { Matrix(rows: n, columns: n) { m[order[$0], order[$1]] } }
        let other = Economy(
            output: reordered(economy.output), residents: reordered(economy.residents),
            registered: reordered(economy.registered),
            tradeCost: reordered(economy.tradeCost), migrationCost: reordered(economy.migrationCost))
        let cheaper = Matrix(rows: n, columns: n) { $0 == 2 && $1 == 5 ? 0.7 : 1 }
        let a = try BaseYear.inverted(economy, parameters: standardParameters).counterfactual(Shock(tradeCost: cheaper))
        let b = try BaseYear.inverted(other, parameters: standardParameters).counterfactual(
            Shock(tradeCost: reordered(cheaper)))
        for place in 0..<n {
            #expect(abs(a.income[order[place]] - b.income[place]) < 1e-11)
            #expect(abs(a.population[order[place]] - b.population[place]) < 1e-11)
            #expect(abs(a.welfare[order[place]] - b.welfare[place]) < 1e-11)
        }
        #expect(abs(a.nationalWelfare - b.nationalWelfare) < 1e-11)
    }

    /// Units do not matter: money in other units, and a trade cost scaled along a consumer's whole row, change nothing.
    @Test func unitsDoNotMatter() throws {
        let n = 9
        let economy = inventedEconomy(n, seed: 6)
        var other = economy
        other.output = economy.output.map { 1_000 * $0 }
        other.residents = economy.residents.map { 10 * $0 }
        other.registered = economy.registered.map { 10 * $0 }
        other.tradeCost = Matrix(rows: n, columns: n) { economy.tradeCost[$0, $1] * (1 + 0.1 * Double($0)) }
        let shock = Shock(productivity: (0..<n).map { $0 == 1 ? 1.1 : 1 })
        let a = try BaseYear.inverted(economy, parameters: standardParameters).counterfactual(shock)
        let b = try BaseYear.inverted(other, parameters: standardParameters).counterfactual(shock)
        for place in 0..<n { #expect(abs(a.income[place] - b.income[place]) < 1e-11) }
    }

    /// A change and then its inverse lead back: hats of hats multiply to one.
    @Test func theInverseChangeLeadsBack() throws {
        let n = 8
        let economy = inventedEconomy(n, seed: 7)
        let base = try BaseYear.inverted(economy, parameters: standardParameters)
        let factors = Matrix(rows: n, columns: n) { $0 == $1 ? 1 : 0.8 + 0.02 * Double($0 + $1) }
        let there = try base.counterfactual(Shock(tradeCost: factors))
        var after = economy
        after.output = (0..<n).map { economy.output[$0] * there.wage[$0] * there.population[$0] }
        after.residents = zip(economy.residents, there.population).map(*)
        after.tradeCost = economy.tradeCost.multipliedElementwise(by: factors)
        let back = try BaseYear.inverted(after, parameters: standardParameters).counterfactual(
            Shock(tradeCost: factors.map { 1 / $0 }))
        for place in 0..<n {
            #expect(abs(there.income[place] * back.income[place] - 1) < 1e-10)
            #expect(abs(there.population[place] * back.population[place] - 1) < 1e-10)
        }
    }

    /// Money and people are kept: Σ ŵL̂Y = ΣY and Σ L̂L = ΣL.
    @Test func everythingAddsUp() throws {
        let n = 10
        var economy = inventedEconomy(n, seed: 8)
        economy.publiclyPaid[0] = 0.1 * economy.residents[0]
        let base = try BaseYear.inverted(economy, parameters: standardParameters)
        var paid = Array(repeating: 0.0, count: n)
        paid[4] = economy.publiclyPaid[0]
        let answer = try base.counterfactual(Shock(housing: (0..<n).map { $0 == 4 ? 1.5 : 1 }, publiclyPaid: paid))
        let income = (0..<n).reduce(0) { $0 + economy.output[$1] * answer.wage[$1] * answer.population[$1] }
        #expect(abs(income / economy.output.reduce(0, +) - 1) < 1e-12)
        let people = (0..<n).reduce(0) { $0 + economy.residents[$1] * answer.population[$1] }
        #expect(abs(people / economy.residents.reduce(0, +) - 1) < 1e-11)
        #expect(answer.population[4] > 1 && answer.population[0] < 1)
        // The tax pays exactly those who are paid publicly.
        let pay = answer.wage[4] * economy.output[4] / economy.residents[4] * paid[4]
        #expect(abs(answer.taxRate - pay / economy.output.reduce(0, +)) < 1e-13)
    }

    @Test func severalStartsLeadToOneEquilibrium() throws {
        let base = try BaseYear.inverted(inventedEconomy(15, seed: 9), parameters: standardParameters)
        let shock = Shock(productivity: (0..<15).map { $0 == 0 ? 1.2 : 1 })
        let answer = try base.counterfactual(shock)
        let spread = try base.multiStartSpread(shock, mobility: .peopleMove, answer: answer, starts: 5, seed: 3)
        #expect(spread < 1e-9)
        #expect(try base.multiStartSpread(shock, mobility: .peopleMove, answer: answer, starts: 5, seed: 3) == spread)
    }

    /// Small changes: the gain of a cheaper link is close to its share of spending (Hulten's theorem does not hold with
    /// frictions, but sign and order do).
    @Test func cheaperTradeRaisesIncomeWhereItIsBought() throws {
        let n = 6
        let base = try BaseYear.inverted(inventedEconomy(n, seed: 10), parameters: standardParameters)
        let answer = try base.counterfactual(
            Shock(tradeCost: Matrix(rows: n, columns: n) { $0 == 0 && $1 == 1 ? 0.99 : 1 }), mobility: .peopleStay)
        #expect(answer.income[0] > 1)
        #expect(answer.income.enumerated().allSatisfy { $0.offset == 0 || $0.element <= answer.income[0] })
    }

    @Test func zeroSharesStayZero() throws {
        var economy = inventedEconomy(5, seed: 11)
        economy.tradeCost = Matrix(rows: 5, columns: 5) { $0 == 0 && $1 == 4 ? .infinity : economy.tradeCost[$0, $1] }
        let base = try BaseYear.inverted(economy, parameters: standardParameters)
        #expect(base.tradeShares[0, 4] == 0)
        let answer = try base.counterfactual(Shock(tradeCost: Matrix(rows: 5, columns: 5, repeating: 0.9)))
        #expect(answer.residual < 1e-11)
    }
}

@Suite struct SolverTests {
    /// Four ways to the same equilibrium.
    @Test func everySolverFindsTheSameEquilibrium() throws {
        let n = 40
        let base = try BaseYear.inverted(inventedEconomy(n, seed: 12), parameters: standardParameters)
        let shock = Shock(
            tradeCost: Matrix(rows: n, columns: n) { $0 == 3 || $1 == 3 ? 0.8 : 1 },
            productivity: (0..<n).map { $0 == 7 ? 1.1 : 1 })
        let reference = try base.counterfactual(shock)
        let options = [
            SolverOptions(solver: .damped(0.7)), SolverOptions(solver: .damped(1)),
            SolverOptions(solver: .chord(try StoredJacobian(base))),
            SolverOptions(singlePrecisionFirst: true),
        ]
        for option in options {
            let answer = try base.counterfactual(shock, options: option)
            for place in 0..<n {
                #expect(abs(answer.wage[place] - reference.wage[place]) < 1e-10)
                #expect(abs(answer.population[place] - reference.population[place]) < 1e-10)
            }
            #expect(answer.residual < 1e-11)
        }
    }

    @Test func theChordNeedsFewerIterationsThanAndersonAlone() throws {
        let base = try BaseYear.inverted(inventedEconomy(60, seed: 13), parameters: standardParameters)
        let shock = Shock(productivity: (0..<60).map { $0 == 7 ? 1.1 : 1 })
        let chord = try base.counterfactual(
            shock, options: SolverOptions(solver: .chord(try StoredJacobian(base)), tolerance: 1e-10))
        let anderson = try base.counterfactual(shock, options: SolverOptions(tolerance: 1e-10))
        #expect(chord.iterations < anderson.iterations)
    }

    @Test func aWarmStartSavesIterations() throws {
        let base = try BaseYear.inverted(inventedEconomy(40, seed: 14), parameters: standardParameters)
        func shock(_ factor: Double) -> Shock { Shock(productivity: (0..<40).map { $0 == 0 ? factor : 1 }) }
        let near = try base.counterfactual(shock(1.2))
        let cold = try base.counterfactual(shock(1.201))
        let warm = try base.counterfactual(shock(1.201), start: near.warmStart)
        #expect(warm.iterations < cold.iterations)
        #expect(abs(warm.wage[0] - cold.wage[0]) < 1e-11)
    }

    @Test func aCancelledSolutionIsAnError() throws {
        let base = try BaseYear.inverted(inventedEconomy(5, seed: 15), parameters: standardParameters)
        let token = CancelToken()
        token.cancel()
        #expect(throws: EquilibriumError.cancelled) {
            try base.counterfactual(Shock(productivity: [2, 1, 1, 1, 1]), options: SolverOptions(cancel: token))
        }
    }
}

@Suite struct ScalingTests {
    /// Where acceleration overshoots, the plain scaling steps in: kernels over thirty orders of magnitude still meet
    /// their totals.
    @Test(arguments: [1.0, 4, 10, 20]) func peakedKernelsMeetTheirTotals(_ elasticity: Double) throws {
        let economy = inventedEconomy(25, seed: 21)
        let kernel = economy.migrationCost.logarithms().exponentials(factor: -elasticity)
        let solved = try scaling(
            of: kernel, rowTotals: economy.registered, columnTotals: economy.residents, what: "a peaked kernel",
            tolerance: 1e-10)
        let received = kernel.balance(columnScale: solved.scale, rowTotals: economy.registered).received
        for place in 0..<25 {
            #expect(abs(solved.scale[place] * received[place] / economy.residents[place] - 1) < 1e-8)
        }
    }

    /// The kernel with three values balances as the matrix that it stands for.
    @Test func aGroupKernelBalancesAsItsMatrix() {
        let kernel = GroupKernel(group: [0, 0, 1, 2, 2, 2], home: 1, inside: 0.2, across: 0.03)
        let whole = Matrix(rows: 6, columns: 6) { $0 == $1 ? 1 : kernel.group[$0] == kernel.group[$1] ? 0.2 : 0.03 }
        let (scale, totals) = ([1.0, 2, 0.5, 3, 1, 0.1], [5.0, 1, 2, 8, 1, 4])
        let (a, b) = (
            kernel.balance(columnScale: scale, rowTotals: totals), whole.balance(columnScale: scale, rowTotals: totals)
        )
        let (s, t) = (kernel.shares(columnScale: scale), whole.shares(columnScale: scale))
        for k in 0..<6 {
            #expect(abs(a.rowSums[k] - b.rowSums[k]) < 1e-14 && abs(a.received[k] - b.received[k]) < 1e-13)
            for j in 0..<6 { #expect(abs(s[k, j] - t[k, j]) < 1e-15) }
        }
    }
}

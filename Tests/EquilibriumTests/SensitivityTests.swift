import Computation
import Equilibrium
import LinearAlgebra
import Testing

@Suite("Sensitivity of an objective to every cost")
struct SensitivityTests {
    static let objectives: [Objective] = [
        .nationalWelfare, .nationalRealGDP, .income(3), .level([1, 4, 5]), .gap(anchors: [0, 2], others: [1, 4, 5]),
        .theil,
    ]

    @Test(
        "one adjoint solution equals counterfactuals of single pairs", arguments: objectives,
        [Mobility.peopleMove, .peopleStay])
    func finiteDifferences(objective: Objective, mobility: Mobility) throws {
        let n = 9
        let base = try BaseYear.inverted(inventedEconomy(n, seed: 11), parameters: standardParameters)
        let found = try base.sensitivity(of: objective, mobility: mobility)
        #expect(found.residual <= 1e-12)
        let width = 1e-4
        func factor(_ cell: Int, _ by: Double) -> Matrix {
            Matrix(rows: n, columns: n) { $0 * n + $1 == cell ? 1 + by : 1 }
        }
        func slope(_ shock: (Double) -> Shock) throws -> Double {
            let options = SolverOptions(tolerance: 1e-14)
            let up = try base.counterfactual(shock(width), mobility: mobility, options: options)
            let down = try base.counterfactual(shock(-width), mobility: mobility, options: options)
            // ln(1 + h) − ln(1 − h) = 2h + 2h³/3
            return (objective.value(up, base) - objective.value(down, base))
                / (2 * width + 2 * width * width * width / 3)
        }
        let largest = max(
            found.tradeCost.elements.map(abs).max() ?? 0, found.migrationCost.elements.map(abs).max() ?? 0)
        for cell in stride(from: 0, to: n * n, by: 7) {
            let trade = try slope { Shock(tradeCost: factor(cell, $0)) }
            let moving = try slope { Shock(migrationCost: factor(cell, $0)) }
            #expect(abs(trade - found.tradeCost.elements[cell]) < 1e-6 * largest)
            #expect(abs(moving - found.migrationCost.elements[cell]) < 1e-6 * largest)
        }
    }

    @Test("what no pair costs more or less changes nothing: a cost on all pairs alike is the sum of its pairs")
    func addingUp() throws {
        let n = 7
        let base = try BaseYear.inverted(inventedEconomy(n, seed: 5), parameters: standardParameters)
        let found = try base.sensitivity(of: .nationalWelfare)
        // All trade 1 % dearer, own included: welfare falls by μ ln 1.01 whoever lives where, for wages and prices keep
        // their ratios.
        let all = found.tradeCost.elements.reduce(0, +)
        #expect(abs(all + standardParameters.goodsShare) < 1e-10)
        #expect(abs(found.migrationCost.elements.reduce(0, +) + 1) < 1e-10)
    }

    @Test("an objective over no place, or in a base year with publicly paid people, is refused")
    func refused() throws {
        var economy = inventedEconomy(5, seed: 6)
        let base = try BaseYear.inverted(economy, parameters: standardParameters)
        #expect(throws: EquilibriumError.self) { try base.sensitivity(of: .level([])) }
        #expect(throws: EquilibriumError.self) { try base.sensitivity(of: .income(5)) }
        economy.publiclyPaid[2] = 1
        let paid = try BaseYear.inverted(economy, parameters: standardParameters)
        #expect(throws: EquilibriumError.self) { try paid.sensitivity(of: .theil) }
    }
}

import Equilibrium
import LinearAlgebra
import Testing

@Suite struct EquilibriumRefusals {
    static let changes: [(String, @Sendable (inout Economy) -> Void)] = [
        ("no residents", { $0.residents[1] = 0 }),
        ("negative output", { $0.output[2] = -1 }),
        ("output not a number", { $0.output[0] = .nan }),
        ("too few registered", { $0.registered.removeLast() }),
        ("registered people do not sum", { $0.registered[0] += 10 }),
        ("zero trade cost", { $0.tradeCost = Matrix(rows: 4, columns: 4, repeating: 0) }),
        ("small cost matrix", { $0.migrationCost = Matrix(rows: 3, columns: 4, repeating: 1) }),
        ("migration cost not a number", { $0.migrationCost = Matrix(rows: 4, columns: 4, repeating: .nan) }),
        ("more publicly paid than residents", { $0.publiclyPaid[3] = $0.residents[3] }),
    ]

    @Test(arguments: 0..<changes.count) func badEconomiesAreRefused(_ index: Int) {
        var economy = inventedEconomy(4, seed: 1)
        Self.changes[index].1(&economy)
        #expect(throws: EquilibriumError.self, "\(Self.changes[index].0)") {
            try BaseYear.inverted(economy, parameters: standardParameters)
        }
    }

    @Test(arguments: [
        ModelParameters(tradeElasticity: 0, migrationElasticity: 1, agglomeration: 0, goodsShare: 1),
        ModelParameters(tradeElasticity: 4, migrationElasticity: -1, agglomeration: 0, goodsShare: 1),
        ModelParameters(tradeElasticity: 4, migrationElasticity: 1, agglomeration: .nan, goodsShare: 1),
        ModelParameters(tradeElasticity: 4, migrationElasticity: 1, agglomeration: 0, goodsShare: 1.1),
    ])
    func badParametersAreRefused(_ parameters: ModelParameters) {
        #expect(throws: EquilibriumError.self) {
            try BaseYear.inverted(inventedEconomy(4, seed: 1), parameters: parameters)
        }
    }

    @Test func badShocksAreRefused() throws {
        let base = try BaseYear.inverted(inventedEconomy(4, seed: 1), parameters: standardParameters)
        let shocks = [
            Shock(tradeCost: Matrix(rows: 4, columns: 4, repeating: -1)),
            Shock(tradeCost: Matrix(rows: 3, columns: 3, repeating: 1)),
            Shock(migrationCost: Matrix(rows: 4, columns: 4, repeating: .infinity)), Shock(productivity: [1, 1, 1]),
            Shock(housing: [1, 0, 1, 1]), Shock(publiclyPaid: [0, 0, -1, 0]), Shock(publiclyPaid: [0]),
        ]
        for shock in shocks { #expect(throws: EquilibriumError.self) { try base.counterfactual(shock) } }
        let paid = Array(repeating: 1_000.0, count: 4)
        #expect(throws: EquilibriumError.self) {
            try base.counterfactual(Shock(publiclyPaid: paid), mobility: .peopleStay)
        }
    }

    /// An answer that does not reach the tolerance is no answer.
    @Test func anUnconvergedAnswerIsAnError() throws {
        let base = try BaseYear.inverted(inventedEconomy(4, seed: 1), parameters: standardParameters)
        let shock = Shock(productivity: [2, 1, 1, 1])
        #expect(throws: EquilibriumError.self) {
            try base.counterfactual(shock, options: SolverOptions(maximumIterations: 2))
        }
        let error = EquilibriumError.notConverged(what: "the new equilibrium", iterations: 9, residual: 0.5, place: 2)
        #expect(
            error.message { "place \($0)" }
                == """
                the new equilibrium did not converge: residual 0.5 after 9 iterations, worst at place 2; no \
                answer is given
                """
        )
    }
}

import Equilibrium
import LinearAlgebra
import RealModule
import Testing

/// Three invented places at symmetric costs; two independent implementations agree on the values (METHODS 2.2c).
@Suite struct ThreePlaces {
    static func symmetric(_ ab: Double, _ ac: Double, _ bc: Double) -> Matrix {
        let values = [[1, ab, ac], [ab, 1, bc], [ac, bc, 1]]
        return Matrix(rows: 3, columns: 3) { values[$0][$1] }
    }

    static let economy = Economy(
        output: [50, 30, 20], residents: [40, 35, 25], registered: [30, 40, 30], tradeCost: symmetric(1.3, 1.6, 1.4),
        migrationCost: symmetric(2, 3, 2.5))

    static func base(agglomeration: Double = 0.1, goodsShare: Double = 0.87) throws -> BaseYear {
        try BaseYear.inverted(
            economy,
            parameters: ModelParameters(
                tradeElasticity: 4, migrationElasticity: 1.5, agglomeration: agglomeration, goodsShare: goodsShare))
    }

    @Test func cheaperTradeBetweenTheFirstTwo() throws {
        let answer = try Self.base().counterfactual(Shock(tradeCost: Self.symmetric(0.9, 1, 1)))
        for (ours, published) in zip(answer.wage, [0.99963722, 1.00753958, 0.98878358]) {
            #expect(abs(ours - published) < 1e-8)
        }
        for (ours, published) in zip(answer.population, [0.99830399, 1.01865431, 0.97659758]) {
            #expect(abs(ours - published) < 1e-8)
        }
        #expect(abs(100 * (answer.nationalWelfare - 1) - 1.96272543) < 1e-8)
        #expect(abs(100 * (answer.nationalRealGDP - 1) - 2.26462763) < 1e-8)
    }

    @Test func easierMovesBetweenFirstAndThird() throws {
        let answer = try Self.base().counterfactual(Shock(migrationCost: Self.symmetric(1, 0.8, 1)))
        for (ours, published) in zip(answer.population, [1.02501201, 0.98511213, 0.98082381]) {
            #expect(abs(ours - published) < 1e-8)
        }
        #expect(abs(100 * (answer.nationalWelfare - 1) - 2.10670938) < 1e-8)
    }

    /// Arkolakis, Costinot & Rodríguez-Clare 2012 (doi:10.1257/aer.102.1.94): without migration, α = 0 and μ = 1, the
    /// gain is π̂_nn^{−1/θ}.
    @Test func gainsFromTradeFollowTheOwnShare() throws {
        let base = try Self.base(agglomeration: 0, goodsShare: 1)
        let factors = Self.symmetric(0.9, 0.7, 1.2)
        let answer = try base.counterfactual(Shock(tradeCost: factors), mobility: .peopleStay)
        for n in 0..<3 {
            let terms = (0..<3).map { base.tradeShares[n, $0] * Double.pow(answer.wage[$0] * factors[n, $0], -4) }
            let ownShare = terms[n] / terms.reduce(0, +)
            let gain = Double.pow(ownShare / base.tradeShares[n, n], -1.0 / 4)
            #expect(abs(answer.income[n] - gain) < 1e-11)
            #expect(abs(answer.population[n] - 1) < 1e-15)
        }
    }
}

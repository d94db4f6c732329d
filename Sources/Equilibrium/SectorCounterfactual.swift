import Computation
public import LinearAlgebra
import RealModule

/// A new equilibrium of the whole model, as factors on the base year. Numeraire: all pay is that of the base year.
public struct SectorCounterfactual: Sendable {
    /// ŵ, L̂ and land's rent (per unit of land) by market.
    public let wage: [Double]
    /// L̂, workers present, by market.
    public let population: [Double]
    /// Factor on land's rent per unit of land, by market.
    public let rent: [Double]
    /// P̂ and R̂, place × sector.
    public let priceIndex: [[Double]]
    /// R̂, in the money of the base year.
    public let sales: [[Double]]
    /// The cost of living by market: goods and housing, ∏P̂^{ψμ} r̂^{1−μ}.
    public let costOfLiving: [Double]
    /// ŵL̂ over the cost of living, by market.
    public let realGDP: [Double]
    /// Of the people registered in each market with registered people: Ψ̂^{1/ε}.
    public let welfare: [Double]
    /// m′ over those markets.
    public let migrationShares: Matrix
    /// Tax on wages; below 0 where levies bring in more than the government spends.
    public let taxRate: Double
    /// Private workers' factor by market.
    public let privateWorkers: [Double]
    /// Revenue of the levies, in the money of the sales.
    public let levyRevenue: Double
    /// Largest logarithmic gap of any equation.
    public let residual: Double
    /// Until the last step was below the tolerance.
    public let iterations: Int
    /// Where a like counterfactual may start from.
    package let warmStart: [Double]
}

extension SectorEconomy {
    /// Solves the new equilibrium of the whole model by exact hats (Tombe & Zhu 2019, doi:10.1257/aer.20150811; inputs:
    /// Caliendo & Parro 2015, doi:10.1093/restud/rdu035).
    ///
    /// Zero shares stay zero. With one sector, no inputs and land for housing only it is the first model
    /// (`BaseYear.counterfactual`).
    ///
    /// - Throws: `EquilibriumError.notConverged` rather than an answer whose residual exceeds the tolerance.
    /// - Complexity: O(J N² + K²) an iteration, K markets; about thirty iterations.
    public func counterfactual(
        _ shock: SectorShock, mobility: Mobility = .peopleMove, options: SolverOptions = SolverOptions()
    ) throws(EquilibriumError) -> SectorCounterfactual {
        try counterfactual(shock, mobility: mobility, start: nil, options: options)
    }

    /// The same from the `warmStart` of a like counterfactual.
    package func counterfactual(
        _ shock: SectorShock, mobility: Mobility, start: [Double]?, options: SolverOptions
    ) throws(EquilibriumError) -> SectorCounterfactual {
        let system = try SectorHatSystem(self, shock, mobility)
        let solved: FixedPoint
        do {
            solved = try fixedPoint(
                from: start ?? system.start, memory: 15, tolerance: options.tolerance,
                maximumIterations: options.maximumIterations,
                cancel: options.cancel, of: system.step)
        } catch { throw EquilibriumError(error, what: "the new equilibrium", unknownsPerPlace: markets.count) }
        let answer = answer(system, solved)
        if answer.taxRate >= SectorHatSystem.largestTax {
            throw .badShape(
                """
                what the government gives and buys would need a tax of \(Int(100 * SectorHatSystem.largestTax)) \
                % of all pay or more: give less
                """
            )
        }
        return answer
    }

    private func answer(_ system: SectorHatSystem, _ solved: FixedPoint) -> SectorCounterfactual {
        let s = system.state(solved.solution, inFull: true)
        let wage = exponentialsOf(s.logWage)
        let living = exponentialsOf(s.logLiving)
        let epsilon = parameters.migrationElasticity
        let welfare: [Double]
        switch system.mobility {
        case .peopleMove: welfare = s.people.psi.map { Double.pow($0, 1 / epsilon) }
        case .peopleStay:
            // Everybody keeps the place they have: the mean of what their income buys there.
            welfare = system.stayedWelfare(s)
        }
        return SectorCounterfactual(
            wage: wage, population: s.population,
            rent: exponentialsOf(zip(s.logRent, system.logLand).map(-)),
            priceIndex: (0..<places).map {
                exponentialsOf(Array(s.newLogPrice[($0 * system.sectors)..<(($0 + 1) * system.sectors)]))
            },
            sales: zip(s.sales, sales).map { zip($0, $1).map { $1 > 0 ? $0 / $1 : 1 } }, costOfLiving: living,
            realGDP: markets.indices.map { wage[$0] * s.population[$0] / living[$0] }, welfare: welfare,
            migrationShares: system.mobility == .peopleMove ? s.people.shares ?? migrationShares : migrationShares,
            taxRate: s.sums.taxRate,
            privateWorkers: s.privateWorkers, levyRevenue: s.levied, residual: solved.residual,
            iterations: solved.iterations,
            warmStart: solved.solution)
    }
}

extension SectorHatSystem {
    func stayedWelfare(_ s: State) -> [Double] {
        let epsilon = parameters.migrationElasticity
        guard let shares = s.people.shares else { return [] }
        // Ψ̂'s terms are m (V̂/κ̂)^ε; without moving each counts with its own power.
        return moving.indices.map { home in
            moving.indices.reduce(0.0) { sum, present in
                let share = economy.migrationShares[home, present]
                if share == 0 { return sum }
                let pulled = shares[home, present] * s.people.psi[home] / share
                return sum + share * Double.pow(pulled, 1 / epsilon)
            }
        }
    }
}

public import LinearAlgebra

/// How an objective reacts to every cost, at the base year.
public struct CostSensitivity: Sendable {
    /// ∂O/∂ln τ, row consumer, column producer.
    public let tradeCost: Matrix
    /// ∂O/∂ln κ, row place of registration, column place present.
    public let migrationCost: Matrix
    /// The two factors of ∂O/∂ln τ_ni = −θ π_ni (Y_n sellers_i + buyers_n).
    let sellers: [Double]
    let buyers: [Double]
    /// Largest gap left in the adjoint equations, in units of the objective's largest slope.
    public let residual: Double
    /// Of the adjoint equations.
    public let iterations: Int
}

extension BaseYear {
    /// The derivative of an objective by the cost of every pair, from one adjoint solution instead of N²
    /// counterfactuals.
    ///
    /// The equilibrium's conditions in logarithms are F1 (sales pay wages) and F2 (arrivals are residents). Multipliers
    /// λ1, λ2 with ∂O/∂x + λ·∂F/∂x = 0 give ∂O/∂ln τ_ni = −θ(T_in λ1_i + S_ni p_n), T_in = S_ni Y_n/Y_i, where p is the
    /// multiplier of ln Φ. The form for welfare is METHODS 2.5 (Allen & Arkolakis 2022, doi:10.1093/restud/rdac001, for
    /// the planner's question). Prices are homogeneous, so λ1 is known up to a multiple of Y, which changes no
    /// derivative.
    ///
    /// - Throws: `EquilibriumError` where some people are paid publicly (moves of jobs are re-solved, not linearised),
    ///   an objective names no place, or the adjoint iteration does not converge.
    /// - Complexity: four products with an N × N matrix an iteration, twenty to some hundreds of iterations, the more
    ///   the less places trade with one another.
    public func sensitivity(of objective: Objective, mobility: Mobility = .peopleMove) throws(EquilibriumError)
        -> CostSensitivity
    {
        try objective.check(self)
        if observed.publiclyPaid.contains(where: { $0 != 0 }) {
            throw .badShape("sensitivities of a base year with publicly paid people")
        }
        let adjoint = Adjoint(self, objective.slopes(self), moves: mobility == .peopleMove)
        let n = observed.places
        do {
            let solved = try fixedPoint(
                from: [Double](repeating: 0, count: 2 * n), memory: 40, tolerance: 1e-12 * adjoint.scale,
                maximumIterations: 5_000,
                of: adjoint.step)
            return adjoint.sensitivity(solved)
        } catch { throw EquilibriumError(error, what: "the adjoint equations", unknownsPerPlace: n) }
    }
}

/// The adjoint equations in λ1 and λ2, one behind the other.
private struct Adjoint {
    let base: BaseYear
    let slopes: Objective.Slopes
    let moves: Bool
    /// The size of the objective's own slopes: what a residual is small against.
    let scale: Double

    init(_ base: BaseYear, _ slopes: Objective.Slopes, moves: Bool) {
        self.base = base
        self.slopes = slopes
        self.moves = moves
        scale = (slopes.income + slopes.population + slopes.welfare).reduce(1e-300) { max($0, abs($1)) }
    }

    /// What the multipliers imply: those of ln V and ln Φ, and Tᵀλ1, Qᵀλ2.
    struct Implied {
        let utility: [Double]
        let demand: [Double]
        let bought: [Double]
        let registered: [Double]
    }

    func implied(_ unknowns: [Double]) -> Implied {
        let (economy, p) = (base.observed, base.parameters)
        let n = economy.places
        // (Tᵀλ1)_n = Y_n Σ_i S_ni λ1_i / Y_i and (Qᵀλ2)_o = L̄_o Σ_n m_on λ2_n / L_n
        var bought = base.tradeShares.times((0..<n).map { unknowns[$0] / economy.output[$0] })
        for place in 0..<n { bought[place] *= economy.output[place] }
        var registered = [Double](repeating: 0, count: n)
        if moves {
            registered = base.migrationShares.times((0..<n).map { unknowns[n + $0] / economy.residents[$0] })
            for place in 0..<n { registered[place] *= economy.registered[place] }
        }
        var utility = base.migrationShares.transposedTimes(
            (0..<n).map { slopes.welfare[$0] - p.migrationElasticity * registered[$0] })
        if moves { for place in 0..<n { utility[place] += p.migrationElasticity * unknowns[n + place] } }
        let demand = (0..<n).map { (slopes.income[$0] + p.goodsShare * utility[$0]) / p.tradeElasticity - bought[$0] }
        return Implied(utility: utility, demand: demand, bought: bought, registered: registered)
    }

    func step(_ unknowns: [Double]) -> [Double] {
        let (economy, p) = (base.observed, base.parameters)
        let n = economy.places
        let (theta, mu) = (p.tradeElasticity, p.goodsShare)
        let implied = implied(unknowns)
        let sold = base.tradeShares.transposedTimes(implied.demand)
        var image = unknowns
        for place in 0..<n {
            let gap = slopes.income[place] + implied.bought[place] + mu * implied.utility[place] - theta * sold[place]
            image[place] = gap / (1 + theta)
        }
        // Known up to a multiple of Y: the one with ΣλY = 0 is kept.
        let drift = zip(image, economy.output).map(*).reduce(0, +) / economy.output.map { $0 * $0 }.reduce(0, +)
        for place in 0..<n { image[place] -= drift * economy.output[place] }
        guard moves else { return image }
        // λ2 stands in the multiplier of V too: solved for, so that the plain iteration contracts.
        let own = 1 + (1 - mu) * p.migrationElasticity
        for place in 0..<n {
            let rest = implied.utility[place] - p.migrationElasticity * unknowns[n + place]
            let gap =
                slopes.population[place] + implied.bought[place] + (p.agglomeration * theta - 1) * image[place]
                - (1 - mu) * rest
                + p.agglomeration * theta * sold[place]
            image[n + place] = gap / own
        }
        return image
    }

    func sensitivity(_ solved: FixedPoint) -> CostSensitivity {
        let (economy, p) = (base.observed, base.parameters)
        let n = economy.places
        let implied = implied(solved.solution)
        let perOutput = (0..<n).map { solved.solution[$0] / economy.output[$0] }
        let shares = base.tradeShares.elements
        let trade = Matrix(rows: n, columns: n) { consumer, producer in
            -p.tradeElasticity * shares[consumer * n + producer]
                * (economy.output[consumer] * perOutput[producer] + implied.demand[consumer])
        }
        let moved = base.migrationShares.elements
        let epsilon = moves ? p.migrationElasticity : 0
        let migration = Matrix(rows: n, columns: n) { home, present in
            -moved[home * n + present]
                * (slopes.welfare[home] - epsilon * implied.registered[home]
                    + epsilon * economy.registered[home] * solved.solution[n + present] / economy.residents[present])
        }
        return CostSensitivity(
            tradeCost: trade, migrationCost: migration, sellers: perOutput, buyers: implied.demand,
            residual: solved.residual / scale,
            iterations: solved.iterations)
    }
}

import Computation
public import LinearAlgebra
import RealModule

/// What changes. Every factor is the new value over the old; a change left out is no change.
public struct Shock: Sendable {
    /// τ̂, row consumer, column producer.
    public var tradeCost: Matrix?
    /// κ̂, row place of registration, column place present.
    public var migrationCost: Matrix?
    /// Factor on productivity Ā.
    public var productivity: [Double]?
    /// Factor on the stock of housing.
    public var housing: [Double]?
    /// The new number of publicly paid residents (a level, not a factor).
    public var publiclyPaid: [Double]?

    public init(
        tradeCost: Matrix? = nil, migrationCost: Matrix? = nil, productivity: [Double]? = nil, housing: [Double]? = nil,
        publiclyPaid: [Double]? = nil
    ) {
        self.tradeCost = tradeCost
        self.migrationCost = migrationCost
        self.productivity = productivity
        self.housing = housing
        self.publiclyPaid = publiclyPaid
    }
}

/// Whether people choose their place anew.
public enum Mobility: Sendable {
    case peopleStay
    case peopleMove
}

/// A new equilibrium, as factors on the base year. Numeraire: total income is that of the base year.
public struct Counterfactual: Sendable {
    /// ŵ.
    public let wage: [Double]
    /// L̂.
    public let population: [Double]
    /// P̂, the price index of goods.
    public let priceIndex: [Double]
    /// ŵ/P̂: real income per resident, before tax and rent.
    public let income: [Double]
    /// ŵL̂/P̂.
    public let realGDP: [Double]
    /// Of the people registered there: Ψ̂^{1/ε}, or Σ_n m_on V̂_n/κ̂_on where people stay.
    public let welfare: [Double]
    /// Welfare of all people, Σ L̄Ψ^{1/ε} after over before.
    public let nationalWelfare: Double
    /// Mean of the places' welfare factors, weighted by registered people.
    public let nationalWelfareMeanOfHats: Double
    /// ΣY(ŵL̂/P̂)/ΣY.
    public let nationalRealGDP: Double
    /// Income tax in the new equilibrium.
    public let taxRate: Double
    /// Private workers over those of the base year.
    public let privateWorkers: [Double]
    /// Largest logarithmic gap between demand and supply, of labour and of people, over all places.
    public let residual: Double
    public let iterations: Int
}

extension BaseYear {
    /// Solves the new equilibrium by exact hats (Dekle, Eaton & Kortum 2008, doi:10.1057/imfsp.2008.17; one sector with
    /// migration: Tombe & Zhu 2019, doi:10.1257/aer.20150811).
    ///
    /// π′ = π (ĉτ̂)^{−θ}/Φ̂ and m′ = m (V̂/κ̂)^ε/Ψ̂; ŵ and L̂ solve R′ = π′ᵀX′ and L′ = m′ᵀL̄. Zero shares stay zero.
    ///
    /// - Parameters:
    ///   - start: logarithms of ŵ and of private workers over the base year's to start from (2N values); nil starts from no change.
    /// - Throws: `EquilibriumError.notConverged` rather than an answer whose residual exceeds the tolerance.
    /// - Complexity: O(N²) an iteration, about 20 to 40 iterations.
    public func counterfactual(
        _ shock: Shock, mobility: Mobility = .peopleMove, start: [Double]? = nil, tolerance: Double = 1e-12
    ) throws(EquilibriumError) -> Counterfactual {
        let system = try HatSystem(self, shock, mobility)
        do {
            let solved = try fixedPoint(
                from: start ?? system.start, memory: 10, tolerance: tolerance, maximumIterations: 2_000, of: system.step)
            return system.answer(solved)
        } catch {
            throw EquilibriumError(error, what: "the new equilibrium", unknownsPerPlace: economy.places)
        }
    }

    /// The same answer from random starting points: the largest logarithmic difference of any wage or population from `answer`.
    ///
    /// A small number is evidence that the equilibrium is unique, not a proof.
    public func multiStartSpread(
        _ shock: Shock, mobility: Mobility, answer: Counterfactual, starts: Int, seed: UInt64
    ) throws(EquilibriumError) -> Double {
        var stream = RandomStream(seed: seed)
        var spread = 0.0
        for _ in 0..<starts {
            let start = (0..<(2 * economy.places)).map { _ in stream.uniform() - 0.5 }
            let other = try counterfactual(shock, mobility: mobility, start: start)
            for place in 0..<economy.places {
                spread = max(spread, abs(Double.log(other.wage[place] / answer.wage[place])))
                spread = max(spread, abs(Double.log(other.population[place] / answer.population[place])))
            }
        }
        return spread
    }
}

/// The equations of the new equilibrium in the unknowns ln ŵ and ln of private workers over those of the base year (ln L̂ where
/// nobody is paid publicly), so that no iterate can have fewer residents than public jobs.
private struct HatSystem {
    let base: BaseYear
    let mobility: Mobility
    let theta: Double
    let epsilon: Double
    let alpha: Double
    let mu: Double
    /// π τ̂^{−θ} and m κ̂^{−ε}.
    let trade: Matrix
    let migration: Matrix
    /// m/κ̂, for those who stay.
    let stayers: Matrix
    let logProductivity: [Double]
    let logHousing: [Double]
    let publiclyPaid: [Double]
    let totalIncome: Double

    init(_ base: BaseYear, _ shock: Shock, _ mobility: Mobility) throws(EquilibriumError) {
        let n = base.economy.places
        self.base = base
        self.mobility = mobility
        theta = base.parameters.tradeElasticity
        epsilon = base.parameters.migrationElasticity
        alpha = base.parameters.agglomeration
        mu = base.parameters.goodsShare
        let (theta, epsilon) = (theta, epsilon)
        for (name, vector) in [("productivity", shock.productivity), ("housing", shock.housing)] {
            guard let vector else { continue }
            if vector.count != n { throw .badShape("\(name) has \(vector.count) factors for \(n) places") }
            if let bad = vector.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
                throw .badValue(place: bad, quantity: "\(name) factor", value: vector[bad], expected: "above 0")
            }
        }
        for (name, matrix) in [("trade cost", shock.tradeCost), ("migration cost", shock.migrationCost)] {
            guard let matrix else { continue }
            if matrix.rows != n || matrix.columns != n {
                throw .badShape("\(name) factors are \(matrix.rows) × \(matrix.columns) for \(n) places")
            }
            if let bad = matrix.elements.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
                throw .badValue(place: bad / n, quantity: "\(name) factor", value: matrix.elements[bad], expected: "above 0")
            }
        }
        func hatted(_ shares: Matrix, _ factor: Matrix?, _ elasticity: Double) -> Matrix {
            guard let factor else { return shares }
            return shares.multipliedElementwise(by: factor.map { $0 == 1 ? 1 : Double.exp(-elasticity * Double.log($0)) })
        }
        trade = hatted(base.tradeShares, shock.tradeCost, theta)
        migration = hatted(base.migrationShares, shock.migrationCost, epsilon)
        stayers = hatted(base.migrationShares, shock.migrationCost, 1)
        logProductivity = shock.productivity?.map { Double.log($0) } ?? Array(repeating: 0, count: n)
        logHousing = shock.housing?.map { Double.log($0) } ?? Array(repeating: 0, count: n)
        publiclyPaid = shock.publiclyPaid ?? base.economy.publiclyPaid
        if publiclyPaid.count != n { throw .badShape("publicly paid residents has \(publiclyPaid.count) values for \(n) places") }
        if let bad = publiclyPaid.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
            throw .badValue(place: bad, quantity: "publicly paid residents", value: publiclyPaid[bad], expected: "0 or more")
        }
        totalIncome = base.economy.output.reduce(0, +)
        if mobility == .peopleStay, let full = (0..<n).first(where: { publiclyPaid[$0] >= base.economy.residents[$0] }) {
            throw .badValue(
                place: full, quantity: "publicly paid residents", value: publiclyPaid[full],
                expected: "below the \(base.economy.residents[full]) residents, since people stay")
        }
    }

    /// No change: private work stays as it was, and residents whose public jobs move are already there.
    var start: [Double] { Array(repeating: 0, count: 2 * base.economy.places) }

    /// Everything that follows from ŵ and L̂.
    struct State {
        var logWage: [Double]
        var logPopulation: [Double]
        var privateWorkers: [Double]  // (L′ − E′)/(L − E)
        var taxRate: Double
        var logCost: [Double]
        var demand: [Double]  // Φ̂
        var sales: [Double]  // R′
        var utility: [Double]  // ln V̂
    }

    func state(_ unknowns: [Double]) -> State {
        let economy = base.economy
        let n = economy.places
        let wage = economy.wage
        let privateWorkers = (0..<n).map { place in
            switch mobility {
            case .peopleMove: Double.exp(unknowns[n + place])
            case .peopleStay: (economy.residents[place] - publiclyPaid[place]) / (economy.residents[place] - economy.publiclyPaid[place])
            }
        }
        let logPopulation = (0..<n).map { place in
            let workers = privateWorkers[place] * (economy.residents[place] - economy.publiclyPaid[place])
            return mobility == .peopleStay ? 0 : Double.log((workers + publiclyPaid[place]) / economy.residents[place])
        }
        var logWage = Array(unknowns[..<n])
        // Numeraire: Σ ŵL̂Y = ΣY.
        let income = (0..<n).reduce(0) { $0 + economy.output[$1] * Double.exp(logWage[$1] + logPopulation[$1]) }
        let shift = Double.log(income / totalIncome)
        for place in 0..<n { logWage[place] -= shift }

        let publicPay = (0..<n).reduce(0) { $0 + Double.exp(logWage[$1]) * wage[$1] * publiclyPaid[$1] }
        let taxRate = publicPay / totalIncome
        // ĉ = ŵ / (Â (private workers)^α)
        let logCost = (0..<n).map { logWage[$0] - logProductivity[$0] - (alpha == 0 ? 0 : alpha * Double.log(privateWorkers[$0])) }
        let supply = logCost.map { Double.exp(-theta * $0) }
        let demand = trade.times(supply)
        let spending = (0..<n).map { (1 - taxRate) * economy.output[$0] * Double.exp(logWage[$0] + logPopulation[$0]) }
        let received = trade.transposedTimes(zip(spending, demand).map(/))
        let sales = zip(supply, received).map(*)
        // V̂ = âŵ / (P̂^μ r̂^{1−μ}), r̂ = âŵL̂/Ĥ
        let logKept = Double.log((1 - taxRate) / (1 - base.taxRate))
        let utility = (0..<n).map { place in
            let logPrice = -Double.log(demand[place]) / theta
            let logPay = logKept + logWage[place]
            return mu * (logPay - logPrice) - (1 - mu) * (logPopulation[place] - logHousing[place])
        }
        return State(
            logWage: logWage, logPopulation: logPopulation, privateWorkers: privateWorkers, taxRate: taxRate, logCost: logCost,
            demand: demand, sales: sales, utility: utility)
    }

    /// ŵ ← ŵ (R′/(w′(L′ − E′)))^{1/(1+θ)}, whose plain ratio diverges, and private workers ← L′ − E′, at most halved in a step.
    func step(_ unknowns: [Double]) -> [Double] {
        let economy = base.economy
        let n = economy.places
        let wage = economy.wage
        let s = state(unknowns)
        var image = unknowns
        for place in 0..<n {
            let privateIncome =
                wage[place] * Double.exp(s.logWage[place]) * s.privateWorkers[place]
                * (economy.residents[place] - economy.publiclyPaid[place])
            image[place] = s.logWage[place] + Double.log(s.sales[place] / privateIncome) / (1 + theta)
        }
        switch mobility {
        case .peopleStay:
            for place in 0..<n { image[n + place] = 0 }
        case .peopleMove:
            let pull = s.utility.map { Double.exp(epsilon * $0) }
            let psi = migration.times(pull)
            let arrivals = migration.transposedTimes(zip(economy.registered, psi).map(/))
            for place in 0..<n {
                let workers =
                    (pull[place] * arrivals[place] - publiclyPaid[place]) / (economy.residents[place] - economy.publiclyPaid[place])
                image[n + place] = Double.log(max(workers, s.privateWorkers[place] / 2))
            }
        }
        return image
    }

    func answer(_ solved: FixedPoint) -> Counterfactual {
        let economy = base.economy
        let n = economy.places
        let s = state(solved.solution)
        let wage = s.logWage.map { Double.exp($0) }
        let population = s.logPopulation.map { Double.exp($0) }
        let price = s.demand.map { Double.exp(-Double.log($0) / theta) }
        let realGDP = (0..<n).map { wage[$0] * population[$0] / price[$0] }
        let welfare: [Double]
        switch mobility {
        case .peopleStay:
            welfare = stayers.times(s.utility.map { Double.exp($0) })
        case .peopleMove:
            welfare = migration.times(s.utility.map { Double.exp(epsilon * $0) }).map { Double.exp(Double.log($0) / epsilon) }
        }
        let registeredTotal = economy.registered.reduce(0, +)
        return Counterfactual(
            wage: wage, population: population, priceIndex: price, income: zip(wage, price).map(/), realGDP: realGDP, welfare: welfare,
            nationalWelfare: zip(base.welfareWeights, welfare).map(*).reduce(0, +),
            nationalWelfareMeanOfHats: zip(economy.registered, welfare).map(*).reduce(0, +) / registeredTotal,
            nationalRealGDP: zip(economy.output, realGDP).map(*).reduce(0, +) / totalIncome,
            taxRate: s.taxRate, privateWorkers: s.privateWorkers, residual: solved.residual * max(1, 1 + theta),
            iterations: solved.iterations)
    }
}

import Computation
import LinearAlgebra

/// The equations of the new equilibrium in the unknowns ln ŵ and ln of private workers over those of the base year (ln
/// L̂ where nobody is paid publicly), so that no iterate can have fewer residents than public jobs.
struct HatSystem {
    let base: BaseYear
    let mobility: Mobility
    let theta: Double
    let epsilon: Double
    let alpha: Double
    let mu: Double
    /// π τ̂^{−θ} and m κ̂^{−ε}.
    let trade: Matrix
    let migration: Matrix
    /// κ̂, for those who stay.
    let migrationFactor: Matrix?
    let logProductivity: [Double]
    let logHousing: [Double]
    let wage: [Double]
    /// Base-year private workers, L − E.
    let workers: [Double]
    let paidBefore: [Double]
    let paidAfter: [Double]
    let hasPublicPay: Bool
    /// Transfers of the new equilibrium; nil for none.
    let transfers: [Double]?
    let totalIncome: Double
    /// The two matrices in single precision, where asked for.
    var singleTrade: SingleMatrix?
    var singleMigration: SingleMatrix?

    init(_ base: BaseYear, _ shock: Shock, _ mobility: Mobility) throws(EquilibriumError) {
        let economy = base.observed
        let n = economy.places
        try shock.check(places: n)
        self.base = base
        self.mobility = mobility
        theta = base.parameters.tradeElasticity
        epsilon = base.parameters.migrationElasticity
        alpha = base.parameters.agglomeration
        mu = base.parameters.goodsShare
        let (theta, epsilon) = (theta, epsilon)
        func hatted(_ shares: Matrix, _ factor: Matrix?, _ elasticity: Double, _ name: String) throws(EquilibriumError)
            -> Matrix
        {
            guard let factor else { return shares }
            if let hatted = shares.hatted(by: factor, elasticity: elasticity) { return hatted }
            let bad = factor.elements.firstIndex { !($0 > 0 && $0.isFinite) } ?? 0
            throw .badValue(
                place: bad / n, quantity: "\(name) factor", value: factor.elements[bad], expected: "above 0")
        }
        trade = try hatted(base.tradeShares, shock.tradeCost, theta, "trade cost")
        migration = try hatted(base.migrationShares, shock.migrationCost, epsilon, "migration cost")
        migrationFactor = shock.migrationCost
        logProductivity = shock.productivity.map { logarithmsOf($0) } ?? Array(repeating: 0, count: n)
        logHousing = shock.housing.map { logarithmsOf($0) } ?? Array(repeating: 0, count: n)
        wage = economy.wage
        paidBefore = economy.publiclyPaid
        paidAfter = shock.publiclyPaid ?? economy.publiclyPaid
        workers = zip(economy.residents, economy.publiclyPaid).map(-)
        hasPublicPay = paidBefore.contains { $0 != 0 } || paidAfter.contains { $0 != 0 }
        transfers = shock.transfers
        totalIncome = economy.output.reduce(0, +)
        if mobility == .peopleStay, let full = (0..<n).first(where: { paidAfter[$0] >= economy.residents[$0] }) {
            throw .badValue(
                place: full, quantity: "publicly paid residents", value: paidAfter[full],
                expected: "below the \(economy.residents[full]) residents, since people stay")
        }
    }

    func inSinglePrecision() -> HatSystem {
        var copy = self
        copy.singleTrade = SingleMatrix(trade)
        if mobility == .peopleMove {
            copy.singleMigration =
                migrationFactor == nil ? base.migrationSharesSingle ?? SingleMatrix(migration) : SingleMatrix(migration)
        }
        return copy
    }

    /// No change: private work stays as it was, and residents whose public jobs move are already there.
    var start: [Double] { Array(repeating: 0, count: 2 * base.observed.places) }

    /// Everything that follows from the unknowns.
    struct State {
        var logWage: [Double]
        var logPopulation: [Double]
        /// (L′ − E′)/(L − E) and its logarithm.
        var privateWorkers: [Double]
        var logPrivateWorkers: [Double]
        var taxRate: Double
        /// Φ̂ and its logarithm.
        var logDemand: [Double]
        /// R′
        var sales: [Double]
        /// ln V̂
        var utility: [Double]
    }

    func state(_ unknowns: [Double]) -> State {
        let economy = base.observed
        let n = economy.places
        var logPrivate = Array(unknowns[n...])
        var logPopulation = logPrivate
        var privateWorkers = [Double](repeating: 1, count: n)
        switch (mobility, hasPublicPay) {
        case (.peopleMove, false): privateWorkers = exponentialsOf(logPrivate)
        case (.peopleMove, true):
            privateWorkers = exponentialsOf(logPrivate)
            logPopulation = logarithmsOf(
                (0..<n).map { (privateWorkers[$0] * workers[$0] + paidAfter[$0]) / economy.residents[$0] })
        case (.peopleStay, _):
            logPopulation = Array(repeating: 0, count: n)
            if hasPublicPay { privateWorkers = (0..<n).map { (economy.residents[$0] - paidAfter[$0]) / workers[$0] } }
            logPrivate = logarithmsOf(privateWorkers)
        }
        var logWage = Array(unknowns[..<n])
        // Numeraire: Σ ŵL̂Y = ΣY.
        var incomes = exponentialsOf((0..<n).map { logWage[$0] + logPopulation[$0] })
        for place in 0..<n { incomes[place] *= economy.output[place] }
        let scale = totalIncome / incomes.reduce(0, +)
        let shift = logarithmsOf([scale])[0]
        for place in 0..<n { logWage[place] += shift }

        var taxRate = 0.0
        if hasPublicPay {
            let hats = exponentialsOf(logWage)
            taxRate = (0..<n).reduce(0) { $0 + hats[$1] * wage[$1] * paidAfter[$1] } / totalIncome
        }
        var spending = incomes.map { (1 - taxRate) * scale * $0 }
        if let transfers { for place in 0..<n { spending[place] += transfers[place] } }
        // ĉ = ŵ / (Â (private workers)^α)
        let supply = exponentialsOf(
            (0..<n).map { logWage[$0] - logProductivity[$0] - alpha * logPrivate[$0] }, factor: -theta)
        let balance =
            singleTrade?.balance(columnScale: supply, rowTotals: spending)
            ?? trade.balance(columnScale: supply, rowTotals: spending)
        let logDemand = logarithmsOf(balance.rowSums)
        // V̂ = âŵ / (P̂^μ r̂^{1−μ}), r̂ = âŵL̂/Ĥ, ln P̂ = −ln Φ̂ / θ
        let utility: [Double]
        if transfers == nil {
            let logKept = logarithmsOf([(1 - taxRate) / (1 - base.taxRate)])[0]
            utility = (0..<n).map { place in
                mu * (logKept + logWage[place] + logDemand[place] / theta) - (1 - mu)
                    * (logPopulation[place] - logHousing[place])
            }
        } else {
            // The same from what is spent: V̂ = X̂/L̂ / (P̂^μ r̂^{1−μ}), r̂ = X̂/Ĥ, X̂ over (1 − t)Y of the base year.
            let logSpending = logarithmsOf((0..<n).map { spending[$0] / ((1 - base.taxRate) * economy.output[$0]) })
            utility = (0..<n).map { place in
                mu * (logSpending[place] + logDemand[place] / theta) - logPopulation[place] + (1 - mu)
                    * logHousing[place]
            }
        }
        return State(
            logWage: logWage, logPopulation: logPopulation, privateWorkers: privateWorkers,
            logPrivateWorkers: logPrivate, taxRate: taxRate,
            logDemand: logDemand, sales: zip(supply, balance.received).map(*), utility: utility)
    }

    /// ŵ ← ŵ (R′/(w′(L′ − E′)))^{1/(1+θ)}, whose plain ratio diverges, and private workers ← L′ − E′, at most halved in
    /// a step.
    func step(_ unknowns: [Double]) -> [Double] {
        let economy = base.observed
        let n = economy.places
        let s = state(unknowns)
        let logDemandForLabour = logarithmsOf((0..<n).map { s.sales[$0] / (wage[$0] * workers[$0]) })
        var image = unknowns
        for place in 0..<n {
            let gap = logDemandForLabour[place] - s.logWage[place] - s.logPrivateWorkers[place]
            image[place] = s.logWage[place] + gap / (1 + theta)
        }
        switch mobility {
        case .peopleStay:
            for place in 0..<n { image[n + place] = 0 }
        case .peopleMove:
            let pull = exponentialsOf(s.utility, factor: epsilon)
            let received =
                singleMigration?.balance(columnScale: pull, rowTotals: economy.registered).received
                ?? migration.balance(columnScale: pull, rowTotals: economy.registered).received
            let arriving = (0..<n).map { place in
                max((pull[place] * received[place] - paidAfter[place]) / workers[place], s.privateWorkers[place] / 2)
            }
            image.replaceSubrange(n..., with: logarithmsOf(arriving))
        }
        return image
    }

    func solved(from first: [Double], _ options: SolverOptions) throws(FixedPointFailure) -> FixedPoint {
        switch options.solver {
        case .damped(let share):
            return try fixedPoint(
                from: first, memory: 0, damping: share, tolerance: options.tolerance,
                maximumIterations: options.maximumIterations,
                cancel: options.cancel, of: step)
        case .anderson:
            return try fixedPoint(
                from: first, memory: 10, tolerance: options.tolerance, maximumIterations: options.maximumIterations,
                cancel: options.cancel,
                of: step)
        case .chord(let jacobian):
            guard jacobian.unknowns == first.count, mobility == .peopleMove else {
                return try solved(from: first, options.with(.anderson))
            }
            // The residual that counts is that of the plain step; the chord only chooses where to go.
            var last = Double.infinity
            let chord = try fixedPoint(
                from: first, memory: 10, tolerance: options.tolerance, maximumIterations: options.maximumIterations,
                cancel: options.cancel
            ) { x in
                let image = step(x)
                let residual = zip(image, x).map(-)
                last = residual.reduce(0) { max($0, abs($1)) }
                if last <= options.tolerance { return x }
                return zip(x, jacobian.newtonStep(residual)).map(-)
            }
            return FixedPoint(solution: chord.solution, residual: last, iterations: chord.iterations)
        }
    }

    func answer(_ solved: FixedPoint, spent: Int) -> Counterfactual {
        let economy = base.observed
        let n = economy.places
        let s = state(solved.solution)
        let wageHat = exponentialsOf(s.logWage)
        let population = exponentialsOf(s.logPopulation)
        let price = exponentialsOf(s.logDemand, factor: -1 / theta)
        let realGDP = (0..<n).map { wageHat[$0] * population[$0] / price[$0] }
        // A transfer is income of those who are there.
        let received =
            transfers.map { given in (0..<n).map { given[$0] / (economy.output[$0] * population[$0]) } }
            ?? Array(repeating: 0, count: n)
        let welfare: [Double]
        switch mobility {
        case .peopleStay:
            let staying =
                migrationFactor.map { base.migrationShares.multipliedElementwise(by: $0.map { 1 / $0 }) }
                ?? base.migrationShares
            welfare = staying.times(exponentialsOf(s.utility))
        case .peopleMove:
            welfare = exponentialsOf(
                logarithmsOf(migration.times(exponentialsOf(s.utility, factor: epsilon))), factor: 1 / epsilon)
        }
        func weighted(_ weights: [Double], _ values: [Double]) -> Double { zip(weights, values).map(*).reduce(0, +) }
        return Counterfactual(
            wage: wageHat, population: population, priceIndex: price,
            income: (0..<n).map { (wageHat[$0] + received[$0]) / price[$0] },
            realGDP: realGDP,
            welfare: welfare,
            nationalWelfare: weighted(base.welfareWeights, welfare),
            nationalWelfareMeanOfHats: weighted(economy.registered, welfare) / economy.registered.reduce(0, +),
            nationalRealGDP: weighted(economy.output, realGDP) / totalIncome, taxRate: s.taxRate,
            privateWorkers: s.privateWorkers,
            residual: solved.residual * (1 + theta), iterations: solved.iterations + spent)
    }
}

extension SolverOptions {
    func with(_ solver: Solver) -> SolverOptions {
        var copy = self
        copy.solver = solver
        return copy
    }
}

extension Shock {
    func check(places n: Int) throws(EquilibriumError) {
        for (name, vector) in [("productivity", productivity), ("housing", housing)] {
            guard let vector else { continue }
            if vector.count != n { throw .badShape("\(name) has \(vector.count) factors for \(n) places") }
            if let bad = vector.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
                throw .badValue(place: bad, quantity: "\(name) factor", value: vector[bad], expected: "above 0")
            }
        }
        for (name, matrix) in [("trade cost", tradeCost), ("migration cost", migrationCost)] {
            guard let matrix else { continue }
            if matrix.rows != n || matrix.columns != n {
                throw .badShape("\(name) factors are \(matrix.rows) × \(matrix.columns) for \(n) places")
            }
        }
        if let transfers { try checkTransfers(transfers, count: n) }
        guard let publiclyPaid else { return }
        if publiclyPaid.count != n {
            throw .badShape("publicly paid residents has \(publiclyPaid.count) values for \(n) places")
        }
        if let bad = publiclyPaid.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
            throw .badValue(
                place: bad, quantity: "publicly paid residents", value: publiclyPaid[bad], expected: "0 or more")
        }
    }
}

/// What some get, others give.
func checkTransfers(_ transfers: [Double], count: Int) throws(EquilibriumError) {
    if transfers.count != count { throw .badShape("\(transfers.count) transfers, expected \(count)") }
    let size = transfers.reduce(0) { $0 + abs($1) }
    let sum = transfers.reduce(0, +)
    if !(abs(sum) <= 1e-9 * size) {
        throw .badShape("transfers sum to \(sum): they do not sum to 0, though what one gets another gives")
    }
}

import Computation
import Equilibrium
import LinearAlgebra
import RealModule

/// A new equilibrium place by place, whichever model it is of, as factors on the base year.
struct NewYear: Sendable {
    let income: [Double]
    let population: [Double]
    let welfare: [Double]
    let realGDP: [Double]
    let privateWorkers: [Double]
    /// Workers by place and sector; empty in the first model.
    let sectorWorkers: [[Double]]
    /// Workers of all places by sector; empty in the first model.
    let nationalSectorWorkers: [Double]
    let nationalWelfare: Double
    let nationalWelfareMeanOfHats: Double
    let nationalRealGDP: Double
    /// What levies bring in, 100 million of the currency, of the base year's pay; nil in the first model.
    let levyRevenue: Double?
    let taxRate: Double
    let residual: Double
    let iterations: Int
    let warmStart: [Double]

    init(_ solved: Counterfactual) {
        income = solved.income
        population = solved.population
        welfare = solved.welfare
        realGDP = solved.realGDP
        privateWorkers = solved.privateWorkers
        sectorWorkers = []
        nationalSectorWorkers = []
        nationalWelfare = solved.nationalWelfare
        nationalWelfareMeanOfHats = solved.nationalWelfareMeanOfHats
        nationalRealGDP = solved.nationalRealGDP
        levyRevenue = nil
        taxRate = solved.taxRate
        residual = solved.residual
        iterations = solved.iterations
        warmStart = solved.warmStart
    }

    /// The places of the whole model, without the rest of the world.
    ///
    /// Product is value added, of which publicly paid work is a part, at the prices that people pay for goods; income
    /// is product and transfers per resident. Rent of homes is in neither, as in the first model.
    init(_ solved: SectorCounterfactual, _ economy: SectorEconomy, _ shock: SectorShock, first: BaseYear) {
        let observed = first.observed
        let places = 0..<observed.places
        let sectors = economy.parameters.sectors
        let product = places.map { place -> Double in
            let market = economy.markets[place]
            let (sales, hats) = (economy.sales[place], solved.sales[place])
            let labour = sectors.indices.reduce(0) { $0 + sectors[$1].labourShare * sales[$1] }
            let paid = shock.publiclyPaid?[place] ?? market.publiclyPaid
            let wage = labour / (market.workers - market.publiclyPaid)
            let added = sectors.indices.reduce(0) {
                $0 + (sectors[$1].labourShare + sectors[$1].landShare) * sales[$1] * hats[$1]
            }
            return (added + wage * solved.wage[place] * paid) / observed.output[place]
        }
        let prices = places.map { place in
            Double.exp(
                sectors.indices.reduce(0) {
                    $0 + sectors[$1].consumptionShare * Double.log(solved.priceIndex[place][$1])
                })
        }
        let given = shock.transfers ?? economy.transfers
        population = Array(solved.population[places])
        realGDP = places.map { product[$0] / prices[$0] }
        income = places.map { (product[$0] + given[$0] / observed.output[$0]) / (solved.population[$0] * prices[$0]) }
        welfare = Array(solved.welfare[places])
        privateWorkers = Array(solved.privateWorkers[places])
        let workers = places.map { place in solved.sales[place].map { $0 / solved.wage[place] } }
        sectorWorkers = workers
        // Who works in a sector is paid the labour share of its sales, at the wage that all of a place have.
        let employed = places.map { place -> [Double] in
            let labour = sectors.indices.map { sectors[$0].labourShare * economy.sales[place][$0] }
            let people = economy.markets[place].workers - economy.markets[place].publiclyPaid
            return labour.map { people * $0 / labour.reduce(0, +) }
        }
        nationalSectorWorkers = sectors.indices.map { sector in
            places.reduce(0) { $0 + employed[$1][sector] * workers[$1][sector] }
                / places.reduce(0) { $0 + employed[$1][sector] }
        }
        func mean(_ values: [Double], _ weights: [Double]) -> Double {
            zip(values, weights).map(*).reduce(0, +) / weights.reduce(0, +)
        }
        nationalWelfare = mean(welfare, first.welfareWeights)
        nationalWelfareMeanOfHats = mean(welfare, observed.registered)
        nationalRealGDP = mean(realGDP, observed.output)
        levyRevenue = solved.levyRevenue
        taxRate = solved.taxRate
        residual = solved.residual
        iterations = solved.iterations
        warmStart = solved.warmStart
    }
}

/// A scenario's equations at one set of parameters: a base year and the shock of each reading.
struct AskedModel: Sendable {
    let first: BaseYear
    private let equations: Equations

    private enum Equations {
        case oneSector([Reading: Shock])
        case whole(SectorEconomy, [Reading: SectorShock])
    }

    /// - Parameters:
    ///   - after: passengers' hours after the scenario.
    ///   - whole: calibrated like `model`; nil for the first model.
    init(
        _ study: Study, _ applied: AppliedChanges, _ costs: ScenarioCosts, _ readings: [Reading], after: Matrix,
        model: CalibratedModel,
        whole: CalibratedWhole?, parameters: StudyParameters
    ) throws(EquilibriumError) {
        guard let whole, let problem = study.whole?.problem else {
            first = try study.baseYear(publiclyPaid: applied.paidBefore, model)
            equations = .oneSector(costs.shocks(readings, after: after, model, parameters))
            return
        }
        // What all have in common is what was observed, and who lives where.
        first = try study.baseYear(publiclyPaid: applied.paidBefore, model)
        let economy = try problem.economy(
            whole, model, parameters: parameters, publiclyPaid: applied.paidBefore, purchases: applied.purchases?.before
        )
        equations = .whole(economy, costs.shocks(readings, after: after, model, whole, problem, parameters))
    }

    func answer(_ reading: Reading, start: [Double]?, options: SolverOptions = SolverOptions()) throws(EquilibriumError)
        -> NewYear
    {
        let mobility: Mobility = reading == .peopleStay ? .peopleStay : .peopleMove
        switch equations {
        case .oneSector(let shocks):
            return NewYear(
                try first.counterfactual(shocks[reading] ?? Shock(), mobility: mobility, start: start, options: options)
            )
        case .whole(let economy, let shocks):
            let shock = shocks[reading] ?? SectorShock()
            return NewYear(
                try economy.counterfactual(shock, mobility: mobility, start: start, options: options), economy, shock,
                first: first)
        }
    }

    /// The headline again from random starting points: the largest logarithmic difference of any place's population or
    /// income. A small number is evidence that the equilibrium is unique, not a proof.
    func spread(from answer: NewYear, starts: Int, seed: UInt64) throws(EquilibriumError) -> Double {
        var stream = RandomStream(seed: seed)
        var spread = 0.0
        for _ in 0..<starts {
            // A level that is not in logarithms, the levies' revenue, starts where it was found.
            let start = answer.warmStart.indices.map { index in
                answer.sectorWorkers.isEmpty || index < answer.warmStart.count - 1
                    ? stream.uniform() - 0.5 : answer.warmStart[index]
            }
            let other = try self.answer(.peopleMove, start: start)
            for place in answer.population.indices {
                spread = max(spread, abs(Double.log(other.income[place] / answer.income[place])))
                spread = max(spread, abs(Double.log(other.population[place] / answer.population[place])))
            }
        }
        return spread
    }
}

import Equilibrium
import LinearAlgebra
import RealModule

/// What a scenario does to the costs of trading and moving, at any parameters: the point answer and every draw ask
/// here.
struct ScenarioCosts: Sendable {
    private let applied: AppliedChanges
    private let logTradeFactor: [Matrix?]
    /// ln of goods' hours after the scenario, row consumer, column producer.
    private let logGoods: Matrix

    init(_ applied: AppliedChanges, before problem: CalibrationProblem) {
        self.applied = applied
        logTradeFactor = applied.tradeCost.map { $0?.logarithms() }
        logGoods = applied.goodsChange ? applied.hours.goods.transposed().logarithms() : problem.logGoods
    }

    /// The shocks of the readings asked for, given passengers' hours after; those before stand in the model.
    func shocks(_ readings: [Reading], after: Matrix, _ model: CalibratedModel, _ parameters: StudyParameters)
        -> [Reading: Shock]
    {
        let slope = parameters[.tradeDistanceElasticity] / parameters[.tradeElasticity]
        let weight = parameters[.passengerWeight]
        let logAfter = after.logarithms()
        let logTime = logGoods.combined(1 - weight, logAfter.transposed(), weight)
        var logTrade = logTime.combined(slope, model.logTime, -slope)
        if let logTradeFactor = logTradeFactor[0] { logTrade = logTrade.combined(1, logTradeFactor, 1) }
        let shock = Shock(
            tradeCost: logTrade.exponentials(factor: 1), productivity: applied.productivity.map { $0[0] },
            housing: applied.housing, publiclyPaid: applied.paidAfter, transfers: applied.transfers)
        let moving = movingCosts(readings, logAfter, model, parameters)
        return Dictionary(
            uniqueKeysWithValues: readings.map { reading in
                var shock = shock
                shock.migrationCost = moving[reading] ?? nil
                return (reading, shock)
            })
    }

    /// The same for the whole model.
    func shocks(
        _ readings: [Reading], after: Matrix, _ model: CalibratedModel, _ whole: CalibratedWhole,
        _ problem: WholeProblem,
        _ parameters: StudyParameters
    ) -> [Reading: SectorShock] {
        let logAfter = after.logarithms()
        let passengers = logAfter.transposed()
        let sectors = whole.economy.parameters.sectors
        let (n, size) = (problem.places, problem.size)
        let portAfter = applied.goodsChange ? problem.world?.logHours(applied.hours.goods) ?? [] : problem.logPort
        let tradeCost = sectors.indices.map { sector -> Matrix in
            let slope = parameters[.tradeDistanceElasticity] / sectors[sector].tradeElasticity
            let weight = problem.sectors.records[sector].passengerWeight
            var logTrade = logGoods.combined(1 - weight, passengers, weight).combined(
                slope, whole.logTime[sector], -slope)
            if size > n {
                let abroad = zip(portAfter, problem.logPort).map { slope * ($0 - $1) }
                logTrade = logTrade.bordered(right: abroad, below: abroad, corner: 0)
            }
            if let factor = logTradeFactor[sector] { logTrade = logTrade.combined(1, factor, 1) }
            return logTrade.exponentials(factor: 1)
        }
        let productivity = (0..<size).map { place in
            sectors.indices.map { sector -> Double in
                guard place < n else { return 1 }
                let s = sectors[sector]
                // Productivity is that of value added; firms that come bring varieties at the same cost.
                let added = Double.pow(applied.productivity[place][sector], s.labourShare + s.landShare)
                return added * Double.pow(applied.firms[place][sector], 1 / s.tradeElasticity)
            }
        }
        func abroad(_ values: [Double], _ value: Double) -> [Double] {
            values + Array(repeating: value, count: size - n)
        }
        let shock = SectorShock(
            tradeCost: tradeCost, levies: applied.levies.contains { $0 != nil } ? applied.levies : nil,
            productivity: productivity,
            land: abroad(applied.housing, 1), ownership: applied.ownership, publiclyPaid: abroad(applied.paidAfter, 0),
            publicPurchases: applied.purchases.map {
                $0.after + Array(repeating: Array(repeating: 0, count: sectors.count), count: size - n)
            },
            transfers: applied.transfers.map { abroad($0, 0) })
        let moving = movingCosts(readings, logAfter, model, parameters)
        return Dictionary(
            uniqueKeysWithValues: readings.map { reading in
                var shock = shock
                shock.migrationCost = moving[reading] ?? nil
                return (reading, shock)
            })
    }

    /// Factors on the cost of moving; only the third reading has it change with the hours.
    private func movingCosts(
        _ readings: [Reading], _ logAfter: Matrix, _ model: CalibratedModel, _ parameters: StudyParameters
    ) -> [Reading: Matrix?] {
        var costs: [Reading: Matrix?] = Dictionary(uniqueKeysWithValues: readings.map { ($0, applied.migrationCost) })
        if readings.contains(.movingGetsEasier) {
            let hours = logAfter.combined(1, model.logPassengers, -1).exponentials(
                factor: parameters[.migrationTimeElasticity])
            costs[.movingGetsEasier] = applied.migrationCost?.multipliedElementwise(by: hours) ?? hours
        }
        return costs
    }
}

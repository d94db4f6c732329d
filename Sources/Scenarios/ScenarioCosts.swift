import Equilibrium
import LinearAlgebra

/// What a scenario does to the costs of trading and moving, at any parameters: the point answer and every draw ask here.
struct ScenarioCosts: Sendable {
    private let applied: AppliedChanges
    private let logTradeFactor: Matrix?
    /// ln of goods' hours after the scenario, row consumer, column producer.
    private let logGoods: Matrix

    init(_ applied: AppliedChanges, before problem: CalibrationProblem) {
        self.applied = applied
        logTradeFactor = applied.tradeCost?.logarithms()
        logGoods = applied.goodsChange ? applied.hours.goods.transposed().logarithms() : problem.logGoods
    }

    /// The shocks of the readings asked for, given passengers' hours after; those before stand in the model.
    func shocks(_ readings: [Reading], after: Matrix, _ model: CalibratedModel, _ parameters: StudyParameters) -> [Reading: Shock] {
        let slope = parameters[.tradeDistanceElasticity] / parameters[.tradeElasticity]
        let weight = parameters[.passengerWeight]
        let logAfter = after.logarithms()
        let logTime = logGoods.combined(1 - weight, logAfter.transposed(), weight)
        var logTrade = logTime.combined(slope, model.logTime, -slope)
        if let logTradeFactor { logTrade = logTrade.combined(1, logTradeFactor, 1) }
        let shock = Shock(
            tradeCost: logTrade.exponentials(factor: 1), migrationCost: applied.migrationCost, productivity: applied.productivity,
            housing: applied.housing, publiclyPaid: applied.paidAfter, transfers: applied.transfers)
        var shocks = Dictionary(uniqueKeysWithValues: readings.map { ($0, shock) })
        if readings.contains(.movingGetsEasier) {
            let hours = logAfter.combined(1, model.logPassengers, -1).exponentials(factor: parameters[.migrationTimeElasticity])
            shocks[.movingGetsEasier]?.migrationCost = applied.migrationCost?.multipliedElementwise(by: hours) ?? hours
        }
        return shocks
    }
}

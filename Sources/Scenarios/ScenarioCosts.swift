import Equilibrium
import LinearAlgebra

/// What a scenario does to the costs of trading and moving, at any parameters: the point answer and every draw ask here.
struct ScenarioCosts: Sendable {
    private let applied: AppliedChanges
    private let logTradeFactor: Matrix
    private let goodsAfter: CalibrationProblem

    init(_ applied: AppliedChanges, places: [ModelPlace]) {
        self.applied = applied
        logTradeFactor = applied.tradeCost.logarithms()
        goodsAfter = CalibrationProblem(places, goods: applied.hours.goods)
    }

    /// The shock of each reading, given passengers' hours before and after.
    func shocks(before: Matrix, after: Matrix, _ model: CalibratedModel, _ parameters: StudyParameters) -> [Reading: Shock] {
        let slope = parameters[.tradeDistanceElasticity] / parameters[.tradeElasticity]
        let logTrade = goodsAfter.logTime(passengers: after, parameters).combined(slope, model.logTime, -slope).combined(
            1, logTradeFactor, 1)
        let shock = Shock(
            tradeCost: logTrade.exponentials(factor: 1), migrationCost: applied.movesChange ? applied.migrationCost : nil,
            productivity: applied.productivity, housing: applied.housing, publiclyPaid: applied.paidAfter)
        var easier = shock
        let hours = after.logarithms().combined(1, before.logarithms(), -1).exponentials(factor: parameters[.migrationTimeElasticity])
        easier.migrationCost = applied.movesChange ? applied.migrationCost.multipliedElementwise(by: hours) : hours
        return [.peopleStay: shock, .peopleMove: shock, .movingGetsEasier: easier]
    }
}

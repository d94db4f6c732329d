import Equilibrium
import LinearAlgebra
import RealModule

/// What the calibration found, what it was given, and what it was not given but can be held against.
public struct Calibration: Sendable {
    /// Factor on trade cost at a province border, which meets the target below.
    public let tradeBorderStep: Double
    /// Median share a province buys from itself: the target, met.
    public let provinceSelfShare: Double
    /// Factor on migration cost at a province border, which meets the target below.
    public let migrationBorderStep: Double
    /// Share of people living outside their registered province: the target, met.
    public let moversAcrossProvinces: Double
    /// Implied, not calibrated: median share a place buys from itself.
    public let medianOwnShare: Double
    /// Implied by the assumed cost of leaving: share of people in another place of their registered province.
    public let moversWithinProvinces: Double
    /// People of other provinces in some provinces, by province code; millions.
    public let arrivalsByProvince: [String: Double]
    public let inversionResidual: Double
    public let uniquenessBound: Double
}

/// Finds the two border steps by which the base year meets its two targets.
func calibrated(_ places: [ModelPlace], hours: TravelHours, parameters: StudyParameters) throws(EquilibriumError) -> (Economy, Calibration)
{
    let n = places.count
    let provinces = places.map(\.region.province)
    func differs(_ a: Int, _ b: Int) -> Bool { provinces[a] != provinces[b] }
    let output = places.map(\.output.value)
    let residents = places.map(\.residents.value)
    let registered = places.map(\.registered)
    let theta = parameters[.tradeElasticity]
    let epsilon = parameters[.migrationElasticity]

    // Trade: τ^{−θ} = T^{−δ} × steps.
    let logTime = logGeneralisedTime(hours, parameters)
    let ownStep = Double.log(parameters[.ownPlaceStep])
    let timeElasticity = parameters[.tradeDistanceElasticity] / theta
    let leavingCost = parameters[.leavingCost]
    func tradeCost(_ logStep: Double) -> Matrix {
        Matrix(rows: n, columns: n) { consumer, producer in
            let steps = (consumer == producer ? 0 : ownStep) + (differs(consumer, producer) ? logStep : 0)
            return Double.exp(timeElasticity * logTime[consumer, producer] + steps)
        }
    }
    var scale: [Double]?
    func tradeShares(_ logStep: Double) throws(EquilibriumError) -> Matrix {
        let kernel = tradeCost(logStep).map { Double.exp(-theta * Double.log($0)) }
        let solved = try scaling(
            of: kernel, rowTotals: output, columnTotals: output, what: "the calibration of trade", start: scale, tolerance: 1e-12)
        scale = solved.scale
        let totals = kernel.times(solved.scale)
        return Matrix(rows: n, columns: n) { kernel[$0, $1] * solved.scale[$1] / totals[$0] }
    }
    let target = parameters[.provinceSelfShare]
    let several = Set(provinces).count > 1
    let logTradeStep =
        !several
        ? 0
        : try root(from: 0, step: 1 / theta, within: 0...(40 / theta), what: "the step of trade at province borders", target: target) {
            (logStep) throws(EquilibriumError) in
            medianProvinceSelfShare(try tradeShares(logStep), output, provinces)
        }

    // Migration: 1 at home, the cost of leaving, and a step at the province border.
    func migrationCost(_ logStep: Double) -> Matrix {
        Matrix(rows: n, columns: n) { home, present in
            home == present ? 1 : leavingCost * (differs(home, present) ? Double.exp(logStep) : 1)
        }
    }
    func movers(_ shares: Matrix, across: Bool) -> Double {
        var moved = 0.0
        for home in 0..<n {
            for present in 0..<n where home != present && differs(home, present) == across {
                moved += registered[home] * shares[home, present]
            }
        }
        return moved / registered.reduce(0, +)
    }
    var pull: [Double]?
    func migrationShares(_ logStep: Double) throws(EquilibriumError) -> Matrix {
        let kernel = migrationCost(logStep).map { Double.exp(-epsilon * Double.log($0)) }
        let solved = try scaling(
            of: kernel, rowTotals: registered, columnTotals: residents, what: "the calibration of migration", start: pull, tolerance: 1e-12)
        pull = solved.scale
        let totals = kernel.times(solved.scale)
        return Matrix(rows: n, columns: n) { kernel[$0, $1] * solved.scale[$1] / totals[$0] }
    }
    let moverTarget = parameters[.moversAcrossProvinces]
    let logMigrationStep =
        !several
        ? 0
        : try root(from: 0, step: 0.5, within: -6...12, what: "the step of moving at province borders", target: moverTarget) {
            (logStep) throws(EquilibriumError) in
            movers(try migrationShares(logStep), across: true)
        }

    let economy = Economy(
        output: output, residents: residents, registered: registered, tradeCost: tradeCost(logTradeStep),
        migrationCost: migrationCost(logMigrationStep))
    let model = ModelParameters(parameters)
    let base = try BaseYear.inverted(economy, parameters: model)
    var arrivals: [String: Double] = [:]
    for home in 0..<n {
        for present in 0..<n where differs(home, present) {
            arrivals[provinces[present], default: 0] += registered[home] * base.migrationShares[home, present] / 100
        }
    }
    let calibration = Calibration(
        tradeBorderStep: Double.exp(logTradeStep), provinceSelfShare: medianProvinceSelfShare(base.tradeShares, output, provinces),
        migrationBorderStep: Double.exp(logMigrationStep), moversAcrossProvinces: movers(base.migrationShares, across: true),
        medianOwnShare: median((0..<n).map { base.tradeShares[$0, $0] }),
        moversWithinProvinces: movers(base.migrationShares, across: false),
        arrivalsByProvince: arrivals, inversionResidual: base.residual, uniquenessBound: model.uniquenessBound)
    return (economy, calibration)
}

/// (1 − s) ln T_goods + s ln T_passengers, row consumer, column producer: goods and services travel from the producer.
func logGeneralisedTime(_ hours: TravelHours, _ parameters: StudyParameters) -> Matrix {
    let weight = parameters[.passengerWeight]
    return Matrix(rows: hours.goods.rows, columns: hours.goods.rows) { consumer, producer in
        (1 - weight) * Double.log(hours.goods[producer, consumer]) + weight * Double.log(hours.passengers[producer, consumer])
    }
}

private func medianProvinceSelfShare(_ shares: Matrix, _ spending: [Double], _ provinces: [String]) -> Double {
    var own: [String: Double] = [:]
    var all: [String: Double] = [:]
    for consumer in spending.indices {
        all[provinces[consumer], default: 0] += spending[consumer]
        for producer in spending.indices where provinces[producer] == provinces[consumer] {
            own[provinces[consumer], default: 0] += spending[consumer] * shares[consumer, producer]
        }
    }
    return median(all.keys.sorted().map { (own[$0] ?? 0) / (all[$0] ?? 1) })
}

func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard let last = sorted.last else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[max(0, middle - 1)] + (middle < sorted.count ? sorted[middle] : last)) / 2
}

/// The argument at which a monotone function meets its target, to 1e-11: the bracket grows from `start` by doubling (a far end can be
/// badly conditioned, so it is not tried before it is needed), then regula falsi with the Illinois rule closes it.
private func root(
    from start: Double, step: Double, within range: ClosedRange<Double>, what: String, target: Double,
    _ function: (Double) throws(EquilibriumError) -> Double
) throws(EquilibriumError) -> Double {
    var (a, fa) = (start, try function(start) - target)
    if fa == 0 { return a }
    var (b, fb) = (a, fa)
    let trial = try function(start + step) - target
    // Go on in the direction in which the distance to the target shrinks.
    var stride = abs(trial) < abs(fa) || trial * fa < 0 ? step : -step
    while fa * fb > 0 || b == a {
        (a, fa) = (b, fb)
        let next = min(max(b + stride, range.lowerBound), range.upperBound)
        if next == b { throw .targetOutOfReach(what: what, target: target, lowest: min(fa, fb) + target, highest: max(fa, fb) + target) }
        b = next
        fb = b == start + step ? trial : try function(b) - target
        if fb == 0 { return b }
        stride *= 2
    }
    for _ in 0..<100 {
        let c = b - fb * (b - a) / (fb - fa)
        let fc = try function(c) - target
        if abs(fc) < 1e-11 || abs(b - a) < 1e-13 { return c }
        if fc * fb < 0 {
            (a, fa) = (b, fb)
        } else {
            fa /= 2
        }
        (b, fb) = (c, fc)
    }
    throw .notConverged(what: what, iterations: 100, residual: abs(fb), place: 0)
}

import Atlases
import Equilibrium
import LinearAlgebra

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
    /// Largest relative gap between the levels that the fundamentals give and those observed.
    public let inversionResidual: Double
    /// Agglomeration up to which one equilibrium is sure (`ModelParameters.uniquenessBound`).
    public let uniquenessBound: Double
}

/// A base year whose two border steps meet their targets, with what a like calibration can start from.
struct CalibratedModel: Sendable {
    let base: BaseYear
    /// K = τ^{−θ} and M = κ^{−ε}, border steps included.
    let tradeKernel: Matrix
    let migrationKernel: GroupKernel
    /// ln of passengers' hours, row origin, column destination.
    let logPassengers: Matrix
    /// Generalised time in logarithms, row consumer, column producer: (1 − s) ln T_goods + s ln T_passengers, since
    /// goods and services travel from the producer.
    let logTime: Matrix
    /// Factors on K by the provinces of consumer and producer that make trade more like the observed; nil for none.
    let observedTrade: Matrix?
    /// −θ ln(step) of trade and −ε ln(step) of moving at a province border.
    let tradeBorder: Double
    let migrationBorder: Double
}

/// What a calibration needs that no parameter changes.
struct CalibrationProblem: Sendable {
    let observed: ObservedYear
    let provinces: [String]
    /// Number of each place's province.
    let group: [Int]
    /// ln of goods' hours, row consumer, column producer.
    let logGoods: Matrix
    let observedTrade: ObservedTrade?

    init(_ atlas: Atlas, _ places: [ModelPlace], goods: Matrix) {
        observed = ObservedYear(
            output: places.map(\.output.value), residents: places.map(\.residents.value),
            registered: places.map(\.registered.value))
        let codes = places.map(\.region.province)
        let provinces = Array(Set(codes)).sorted()
        let number = Dictionary(uniqueKeysWithValues: provinces.enumerated().map { ($1, $0) })
        self.provinces = provinces
        group = codes.map { number[$0] ?? 0 }
        logGoods = goods.transposed().logarithms()
        observedTrade = ObservedTrade(atlas, provinces: provinces)
    }

    /// Finds the two border steps by which the base year meets its two targets, and inverts it.
    ///
    /// - Parameter start: a like calibration to start from.
    func calibrated(passengers: Matrix, parameters: StudyParameters, start: CalibratedModel? = nil)
        throws(EquilibriumError)
        -> CalibratedModel
    {
        let weight = parameters[.passengerWeight]
        let logPassengers = passengers.logarithms()
        let logTime = logGoods.combined(1 - weight, logPassengers.transposed(), weight)
        let model = ModelParameters(parameters)
        let trade = try calibratedTrade(logTime, model, parameters, start)
        let moving = try calibratedMoving(model, parameters, start)
        let base = try BaseYear(
            observed, tradeKernel: trade.kernel, migrationKernel: moving.kernel, parameters: model,
            starts: (trade.scale, moving.scale))
        return CalibratedModel(
            base: base, tradeKernel: trade.kernel, migrationKernel: moving.kernel,
            logPassengers: logPassengers, logTime: logTime,
            observedTrade: trade.observed, tradeBorder: trade.border, migrationBorder: moving.border)
    }

    /// τ^{−θ} = T^{−δ} × steps, with the step at province borders that meets its target, and the factors of observed
    /// trade where they have a weight.
    private func calibratedTrade(
        _ logTime: Matrix, _ model: ModelParameters, _ parameters: StudyParameters, _ start: CalibratedModel?
    ) throws(EquilibriumError) -> (kernel: Matrix, scale: [Double]?, border: Double, observed: Matrix?) {
        var bare = logTime.exponentials(factor: -parameters[.tradeDistanceElasticity])
        let ownStep = parameters[.ownPlaceStep]
        if ownStep != 1 {
            let outside = exponentialsOf(logarithmsOf([ownStep]), factor: -model.tradeElasticity)[0]
            bare = bare.scaledByGroup(Array(group.indices), across: outside)
        }
        var scale = start?.base.producerScale
        var kernel = bare
        func selfShare(_ border: Double, _ accuracy: Double) throws(EquilibriumError) -> Double {
            kernel = bare.scaledByGroup(group, across: exponentialsOf([border])[0])
            let solved = try scaling(
                of: kernel, rowTotals: observed.output, columnTotals: observed.output,
                what: "the calibration of trade",
                start: scale,
                tolerance: accuracy)
            scale = solved.scale
            return medianProvinceSelfShare(kernel, scale: solved.scale)
        }
        var border = 0.0
        if provinces.count > 1, let target = parameters.value(.provinceSelfShare) {
            border = try root(
                from: start?.tradeBorder ?? -1, step: -0.5, within: -40...0,
                what: "the step of trade at province borders", target: target, selfShare)
        } else if provinces.count > 1 {
            border = -model.tradeElasticity * logarithmsOf([parameters[.provinceTradeStep]])[0]
            _ = try selfShare(border, 1e-12)
        }
        guard let observedTrade, let known = scale, parameters[.observedTrade] > 0 else {
            return (kernel, scale, border, nil)
        }
        let found = try observedTrade.factors(
            kernel, group: group, output: observed.output, scale: known, weight: parameters[.observedTrade])
        let nearer = Matrix(rows: group.count, columns: group.count) {
            kernel[$0, $1] * found.factors[group[$0], group[$1]]
        }
        return (nearer, found.scale, border, found.factors)
    }

    /// κ^{−ε}: 1 at home, the cost of leaving, and the step at province borders that meets its target.
    private func calibratedMoving(
        _ model: ModelParameters, _ parameters: StudyParameters, _ start: CalibratedModel?
    ) throws(EquilibriumError) -> (kernel: GroupKernel, scale: [Double]?, border: Double) {
        let leaving = exponentialsOf(logarithmsOf([parameters[.leavingCost]]), factor: -model.migrationElasticity)[0]
        func kernel(_ border: Double) -> GroupKernel {
            GroupKernel(group: group, inside: leaving, across: leaving * exponentialsOf([border])[0])
        }
        var scale = start?.base.amenityScale
        var border = 0.0
        if provinces.count > 1, let target = parameters.value(.moversAcrossProvinces) {
            border = try root(
                from: start?.migrationBorder ?? -2, step: -0.5, within: -40...20,
                what: "the step of moving at province borders", target: target
            ) { (border, accuracy) throws(EquilibriumError) in
                let kernel = kernel(border)
                let solved = try scaling(
                    of: kernel, rowTotals: observed.registered, columnTotals: observed.residents,
                    what: "the calibration of migration",
                    start: scale,
                    tolerance: accuracy)
                scale = solved.scale
                return movers(kernel, scale: solved.scale).across
            }
        } else if provinces.count > 1 {
            border = -model.migrationElasticity * logarithmsOf([parameters[.provinceMovingStep]])[0]
        }
        return (kernel(border), scale, border)
    }

    /// What a calibration has to report.
    func report(_ model: CalibratedModel) -> Calibration {
        let base = model.base
        let n = observed.places
        let people = movers(model.migrationKernel, scale: base.amenityScale)
        var arrivals: [String: Double] = [:]
        for home in 0..<n {
            for present in 0..<n where group[home] != group[present] {
                arrivals[provinces[group[present]], default: 0] +=
                    observed.registered[home] * base.migrationShares[home, present] / 100
            }
        }
        return Calibration(
            tradeBorderStep: exponentialsOf([-model.tradeBorder / base.parameters.tradeElasticity])[0],
            provinceSelfShare: medianProvinceSelfShare(model.tradeKernel, scale: base.producerScale),
            migrationBorderStep: exponentialsOf([-model.migrationBorder / base.parameters.migrationElasticity])[0],
            moversAcrossProvinces: people.across, medianOwnShare: median((0..<n).map { base.tradeShares[$0, $0] }),
            moversWithinProvinces: people.within, arrivalsByProvince: arrivals, inversionResidual: base.residual,
            uniquenessBound: base.parameters.uniquenessBound)
    }

    /// Median over provinces of the share of its spending that a province buys from its own places.
    private func medianProvinceSelfShare(_ kernel: Matrix, scale: [Double]) -> Double {
        let n = observed.places
        let sums = kernel.times(scale)
        var own = [Double](repeating: 0, count: provinces.count)
        var all = own
        kernel.elements.withUnsafeBufferPointer { cells in
            for consumer in 0..<n {
                let g = group[consumer]
                var bought = 0.0
                for producer in 0..<n where group[producer] == g {
                    bought += cells[consumer * n + producer] * scale[producer]
                }
                own[g] += observed.output[consumer] * bought / sums[consumer]
                all[g] += observed.output[consumer]
            }
        }
        return median(zip(own, all).map(/))
    }

    /// Shares of all people who live in another place of their province, and in another province.
    private func movers(_ kernel: GroupKernel, scale: [Double]) -> (within: Double, across: Double) {
        let sums = kernel.balance(columnScale: scale, rowTotals: observed.registered).rowSums
        var inGroup = [Double](repeating: 0, count: provinces.count)
        for (place, value) in scale.enumerated() { inGroup[group[place]] += value }
        let all = scale.reduce(0, +)
        var (within, across) = (0.0, 0.0)
        for (place, people) in observed.registered.enumerated() {
            let same = inGroup[group[place]]
            within += people * kernel.inside * (same - scale[place]) / sums[place]
            across += people * kernel.across * (all - same) / sums[place]
        }
        let total = observed.registered.reduce(0, +)
        return (within / total, across / total)
    }
}

func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// The argument at which a monotone function meets its target, to 1e-11: the bracket grows from `start` by doubling (a
/// far end can be badly conditioned, so it is not tried before it is needed), then regula falsi with the Illinois rule
/// closes it.
///
/// The function is told how exact it must be: far from the target a rough value is enough.
func root(
    from start: Double, step: Double, within range: ClosedRange<Double>, what: String, target: Double,
    _ function: (Double, Double) throws(EquilibriumError) -> Double
) throws(EquilibriumError) -> Double {
    func gap(_ x: Double, _ roughly: Double) throws(EquilibriumError) -> Double {
        try function(x, max(1e-12, 1e-3 * roughly)) - target
    }
    var (a, fa) = (start, try gap(start, 1e-4))
    if abs(fa) < 1e-4 { fa = try gap(start, 0) }
    if abs(fa) < 1e-11 { return a }
    // The slope's sign is found by one step; then the bracket grows towards the target.
    let near = abs(fa) < 0.05 ? 0.2 * step : step
    let probe = min(max(start + near, range.lowerBound), range.upperBound)
    let fProbe = try gap(probe, abs(fa))
    var stride = abs(fProbe) < abs(fa) || fProbe * fa < 0 ? near : -near
    var (b, fb) = stride == near ? (probe, fProbe) : (a, fa)
    while fa * fb > 0 {
        let next = min(max(b + stride, range.lowerBound), range.upperBound)
        if next == b {
            throw .targetOutOfReach(
                what: what, target: target, lowest: min(fa, fb) + target, highest: max(fa, fb) + target)
        }
        (a, fa) = (b, fb)
        (b, fb) = (next, try gap(next, abs(fb)))
        stride *= 2
    }
    for _ in 0..<100 {
        let c = b - fb * (b - a) / (fb - fa)
        let fc = try gap(c, 0.01 * min(abs(fa), abs(fb)))
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

import Atlases
import Equilibrium
import LinearAlgebra

/// The whole model of a study: what no parameter changes.
struct WholeProblem: Sendable {
    let choice: ModelChoice
    let sectors: StudySectors
    let world: RestOfWorld?
    private let observed: ObservedYear
    private let group: [Int]
    private let provinces: Int
    /// ln of goods' hours, row consumer, column producer, and to the nearest port.
    let logGoods: Matrix
    let logPort: [Double]

    init(
        _ study: CalibrationProblem, _ sectors: StudySectors, _ world: RestOfWorld?, goods: Matrix, choice: ModelChoice
    ) {
        self.choice = choice
        self.sectors = sectors
        self.world = world
        observed = study.observed
        group = study.group
        provinces = study.provinces.count
        logGoods = study.logGoods
        logPort = world?.logHours(goods) ?? []
    }

    var places: Int { group.count }
    /// Places and the rest of the world, which stands last.
    var size: Int { places + (world == nil ? 0 : 1) }
}

/// A whole model whose trade meets its targets.
struct CalibratedWhole: Sendable {
    /// With nobody paid publicly and nothing bought by the government.
    let economy: SectorEconomy
    /// ln of generalised time by sector, row consumer, column producer.
    let logTime: [Matrix]
    /// K and u by sector.
    let kernels: [OpenKernel]
    let scales: [[Double]]
    /// −θ ln(step) at a province border, and ln of the factor by which each province trades with the rest of the world.
    let border: Double
    let openness: [Double]
}

extension WholeProblem {
    /// Finds the step at province borders and each province's openness, by which provinces buy from themselves and
    /// abroad what is observed.
    ///
    /// - Parameters:
    ///   - start: a like calibration to start from.
    ///   - accuracy: largest change of any unknown's logarithm.
    ///
    /// People live where the first model has them: the land income that leavers give up is part of what leaving costs.
    func calibrated(
        _ first: CalibratedModel, parameters: StudyParameters, start: CalibratedWhole? = nil, accuracy: Double = 1e-12
    ) throws(EquilibriumError) -> CalibratedWhole {
        let levels = try levels(parameters, first, publiclyPaid: nil, purchases: nil)
        let logPassengers = first.logPassengers.transposed()
        let logTime = sectors.records.map {
            logGoods.combined(1 - $0.passengerWeight, logPassengers, $0.passengerWeight)
        }
        let bare = logTime.map { bareKernel($0, first, parameters) }
        let kernels = bare.map { OpenKernel(domestic: $0, group: group, across: 1, abroad: []) }
        let (j, width) = (sectors.count, size)
        let unknowns = unknowns(first, start)
        let (opening, border) = (j * width, unknowns.count - 1)
        func trade(_ x: [Double]) -> [OpenKernel] {
            let abroad = abroad(Array(x[opening..<border]), parameters[.tradeDistanceElasticity])
            return kernels.map {
                var kernel = $0
                kernel.across = exponentialsOf([x[border]])[0]
                kernel.abroad = abroad
                return kernel
            }
        }
        func scales(_ x: [Double]) -> [[Double]] {
            (0..<j).map { exponentialsOf(Array(x[($0 * width)..<(($0 + 1) * width)])) }
        }
        let target = parameters.value(.provinceSelfShare)
        func step(_ x: [Double]) -> [Double] {
            var image = x
            var bought = ProvincePurchases(provinces: provinces)
            for (sector, (kernel, scale)) in zip(trade(x), scales(x)).enumerated() {
                let spending = levels.spending[sector]
                let received = kernel.balance(columnScale: scale, rowTotals: spending).received
                let made = levels.sales.map { $0[sector] }
                let logs = logarithmsOf(zip(made, received).map(/))
                for place in 0..<width { image[sector * width + place] = logs[place] - logs[0] }
                bought.add(kernel, scale, spending, group)
            }
            // Shares move with the odds: each unknown goes by how far its odds are off.
            func odds(_ share: Double) -> Double { share / (1 - share) }
            if let world {
                let off = zip(bought.abroad, world.importShares).map { odds($1) / odds($0) }
                for (province, value) in logarithmsOf(off).enumerated() { image[opening + province] += value }
            }
            if provinces > 1, let target {
                image[border] += logarithmsOf([odds(bought.medianOwn) / odds(target)])[0]
            }
            return image
        }
        do {
            let solved = try fixedPoint(
                from: unknowns, memory: 15, tolerance: accuracy, maximumIterations: 5_000, of: step
            ).solution
            let (kernels, scales) = (trade(solved), scales(solved))
            return CalibratedWhole(
                economy: try levels.economy(kernels: kernels, scales: scales), logTime: logTime, kernels: kernels,
                scales: scales,
                border: solved[border], openness: Array(solved[opening..<border]))
        } catch let error as FixedPointFailure {
            throw EquilibriumError(error, what: "the calibration of trade by sector", unknownsPerPlace: width)
        } catch let error as EquilibriumError {
            throw error
        } catch { throw .badShape("\(error)") }
    }

    /// What is solved for all at once: ln u of every sector, each province's openness, and last the border.
    private func unknowns(_ first: CalibratedModel, _ start: CalibratedWhole?) -> [Double] {
        let even = Array(repeating: Array(repeating: 1.0, count: size), count: sectors.count)
        return (start?.scales ?? even).flatMap { logarithmsOf($0) }
            + (start?.openness ?? Array(repeating: -4, count: world == nil ? 0 : provinces))
            + [start?.border ?? first.tradeBorder]
    }

    /// The base year in which some are paid publicly and the government buys: trade costs as calibrated, sales and
    /// shares anew.
    func economy(
        _ model: CalibratedWhole, _ first: CalibratedModel, parameters: StudyParameters, publiclyPaid: [Double],
        purchases: [[Double]]?
    ) throws(EquilibriumError) -> SectorEconomy {
        if !publiclyPaid.contains(where: { $0 != 0 }) && purchases == nil { return model.economy }
        let levels = try levels(parameters, first, publiclyPaid: publiclyPaid, purchases: purchases)
        var scales: [[Double]] = []
        for sector in model.kernels.indices {
            scales.append(try levels.scale(sector, kernel: model.kernels[sector], start: model.scales[sector]))
        }
        return try levels.economy(kernels: model.kernels, scales: scales)
    }

    /// What places sell by sector: value added Y by its shares, less public pay, over the value added in a sector's
    /// sales.
    private func levels(
        _ parameters: StudyParameters, _ first: CalibratedModel, publiclyPaid: [Double]?, purchases: [[Double]]?
    ) throws(EquilibriumError) -> SectorLevels {
        let pattern = sectors.parameters(parameters, choice)
        let paid = publiclyPaid ?? Array(repeating: 0, count: places)
        var sales = (0..<places).map { place -> [Double] in
            let shares = sectors.shares[place]
            let ofLabour = pattern.sectors.indices.reduce(0) {
                let sector = pattern.sectors[$1]
                return $0 + shares[$1] * sector.labourShare / (sector.labourShare + sector.landShare)
            }
            // Y is private value added and public pay, which is as high as private pay.
            let perPrivate = paid[place] / (observed.residents[place] - paid[place])
            let privately = observed.output[place] / (1 + ofLabour * perPrivate)
            return pattern.sectors.indices.map {
                privately * shares[$0] / (pattern.sectors[$0].labourShare + pattern.sectors[$0].landShare)
            }
        }
        var markets = (0..<places).map {
            LabourMarket(
                place: $0, sectors: Array(pattern.sectors.indices), workers: observed.residents[$0],
                publiclyPaid: paid[$0],
                registered: observed.registered[$0])
        }
        var bought = purchases ?? Array(repeating: Array(repeating: 0, count: pattern.sectors.count), count: places)
        if world != nil {
            // The rest of the world makes the sectors in the proportions of the whole here.
            sales.append(
                pattern.sectors.indices.map { sector in parameters[.worldSize] * sales.reduce(0) { $0 + $1[sector] } })
            markets.append(
                LabourMarket(place: places, sectors: Array(pattern.sectors.indices), workers: 1, registered: nil))
            bought.append(Array(repeating: 0, count: pattern.sectors.count))
        }
        let totals = pattern.sectors.indices.map { sector in sales.reduce(0) { $0 + $1[sector] } }
        let purchased = pattern.sectors.indices.map { sector in bought.reduce(0) { $0 + $1[sector] } }
        return try SectorLevels(
            parameters: try pattern.balanced(sales: totals, publicPurchases: purchased), sales: sales, markets: markets,
            migrationShares: first.base.migrationShares, ownership: choice.landIncome, publicPurchases: bought)
    }

    /// T^{−δ}, with what the first model has besides the border: the step out of a place, observed trade.
    private func bareKernel(_ logTime: Matrix, _ first: CalibratedModel, _ parameters: StudyParameters) -> Matrix {
        let bare = logTime.exponentials(factor: -parameters[.tradeDistanceElasticity])
        let tradeElasticity = parameters[.tradeElasticity]
        let step = parameters[.ownPlaceStep]
        let stepped =
            step == 1
            ? bare
            : bare.scaledByGroup(
                Array(group.indices), across: exponentialsOf(logarithmsOf([step]), factor: -tradeElasticity)[0])
        guard let observed = first.observedTrade else { return stepped }
        return Matrix(rows: places, columns: places) { stepped[$0, $1] * observed[group[$0], group[$1]] }
    }

    /// Of every place with the rest of the world: its province's openness and the hours to a port.
    private func abroad(_ openness: [Double], _ distance: Double) -> [Double] {
        world == nil ? [] : exponentialsOf((0..<places).map { openness[group[$0]] - distance * logPort[$0] })
    }

}

/// What provinces spend, all sectors together.
private struct ProvincePurchases {
    private var own, fromAbroad, all: [Double]

    init(provinces: Int) {
        own = Array(repeating: 0, count: provinces)
        fromAbroad = own
        all = own
    }

    mutating func add(_ kernel: OpenKernel, _ scale: [Double], _ spending: [Double], _ group: [Int]) {
        let sums = kernel.sums(scale)
        for (place, province) in group.enumerated() {
            let money = spending[place] / sums.all[place]
            own[province] += money * sums.own[place]
            if !sums.abroad.isEmpty { fromAbroad[province] += money * sums.abroad[place] }
            all[province] += spending[place]
        }
    }

    var abroad: [Double] { zip(fromAbroad, all).map(/) }

    /// Median share that provinces buy from themselves among domestic purchases.
    var medianOwn: Double { median(own.indices.map { own[$0] / (all[$0] - fromAbroad[$0]) }) }
}

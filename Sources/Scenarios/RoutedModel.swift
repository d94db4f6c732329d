import Computation
import Equilibrium
import LinearAlgebra
import RealModule

/// A study whose trade goes over every route of its network, each used the more the faster it is (Allen & Arkolakis
/// 2022, doi:10.1093/restud/rdac001), and not over shortest paths only.
///
/// A link of h generalised hours carries a = c h^{−δ}, δ being the fall of trade with time; h mixes goods' hours by
/// road and passengers' by the faster of road and rail as one-sector trade costs do. Access and waiting belong to
/// journeys, not to links, and are left out. τ^{−θ} is B = (I − A)^{−1} with a factor on what a place buys from itself,
/// since B has τ_nn < 1, and one between provinces. c is half the weight at which routes without end would add up to
/// infinity: an assumption, since the shares at hand hardly move with it. Weights of routes fall with every link,
/// faster than a power of the hours: trade goes less far than over shortest paths.
struct RoutedProblem: Sendable {
    private let observed: ObservedYear
    private let group: [Int]
    private let provinces: Int
    /// Nodes of the network, junctions without figures among them, and where the places stand among them.
    private let size: Int
    let nodes: [Int]
    /// Direct links by node, row and column ends: goods' hours, and the railways among them.
    private let roads: [(a: Int, b: Int, hours: Double)]
    private let rails: [(a: Int, b: Int, link: StudyLink)]
    private let goods: Matrix

    init(_ study: Study) {
        observed = study.problem.observed
        group = study.problem.group
        provinces = study.problem.provinces.count
        // Only nodes that can be reached: others carry no route.
        let reached = study.network.nodes.indices.filter {
            study.network.connected.contains(study.network.nodes[$0].code)
        }
        let number = Dictionary(uniqueKeysWithValues: reached.enumerated().map { ($1, $0) })
        size = reached.count
        nodes = study.nodes.compactMap { number[$0] }
        goods = study.hours.goods
        let links = study.network.links.compactMap { link -> (StudyLink, Int, Int)? in
            guard let a = number[link.from], let b = number[link.to], a != b else { return nil }
            return (link, a, b)
        }
        roads = links.filter { $0.0.mode == .road }.map { ($0.1, $0.2, $0.0.fixedHours) }
        rails = links.filter { $0.0.mode == .rail }.map { ($0.1, $0.2, $0.0) }
    }
}

/// A calibrated routing kernel and its base year.
struct RoutedModel: Sendable {
    let routing: RoutingKernel
    let base: BaseYear
    /// c: weight of a link of one hour.
    let linkWeight: Double
    /// Factors on K within places and between provinces.
    let own: Double
    let across: Double
    /// Mean hours that goods and people travel, over trade between different places.
    let meanHours: Double
    let meanHoursOverShortestPaths: Double
}

extension RoutedProblem {
    /// Generalised hours of direct links: (goods' hours)^{1−s} (passengers' hours)^s.
    private func linkHours(_ parameters: StudyParameters) -> Matrix {
        let weight = parameters[.passengerWeight]
        var road = Matrix(rows: size, columns: size, repeating: .infinity)
        for link in roads { road[link.a, link.b] = min(road[link.a, link.b], link.hours) }
        var (passengers, goods) = (road, road)
        for rail in rails {
            passengers[rail.a, rail.b] = min(passengers[rail.a, rail.b], rail.link.hours(parameters))
            // Where no road is modelled beside the rails, goods take one about as long.
            if !road[rail.a, rail.b].isFinite {
                goods[rail.a, rail.b] = min(goods[rail.a, rail.b], rail.link.lengthKm / parameters[.roadSpeedKmh])
            }
        }
        return Matrix(rows: size, columns: size) { a, b in
            passengers[a, b].isFinite
                ? Double.pow(goods[a, b], 1 - weight) * Double.pow(passengers[a, b], weight) : .infinity
        }
    }

    /// h^{−δ} of every direct link; zero where there is none.
    private func fading(_ hours: Matrix, _ parameters: StudyParameters) -> Matrix {
        let delta = parameters[.tradeDistanceElasticity]
        return hours.map { $0.isFinite ? Double.pow($0, -delta) : 0 }
    }

    /// The largest eigenvalue: one over the weight at which routes without end would add up to infinity.
    private func radius(_ links: Matrix) -> Double {
        var x = [Double](repeating: 1, count: size)
        var (value, before) = (0.0, -1.0)
        for _ in 0..<5_000 where abs(value - before) > 1e-13 * value || before < 0 {
            before = value
            // Shifted, so that a network whose routes come back only after an even number of links does not swing.
            let next = zip(links.times(x), x).map { $0 + $1 }
            value = next.max() ?? 0
            x = next.map { $0 / value }
        }
        return value - 1
    }

    /// Finds the two factors so that provinces buy from themselves what was observed (median), and places as much from
    /// themselves as over shortest paths (mean over what is spent).
    func calibrated(_ first: CalibratedModel, parameters: StudyParameters, start: RoutedModel? = nil)
        throws(EquilibriumError)
        -> RoutedModel
    {
        let fading = fading(linkHours(parameters), parameters)
        let weight = 0.5 / radius(fading)
        let routing = try RoutingKernel(
            links: fading.map { weight * $0 }, tradeElasticity: parameters[.tradeElasticity])
        let n = group.count
        let b = Matrix(rows: n, columns: n) { routing.kernel[nodes[$0], nodes[$1]] }
        let spent = observed.output.reduce(0, +)
        let ownTarget = (0..<n).reduce(0) { $0 + observed.output[$1] / spent * first.base.tradeShares[$1, $1] }
        var unknowns =
            start.map { logarithmsOf($0.base.producerScale) + logarithmsOf([$0.own]) }
            ?? Array(repeating: 0, count: n + 1)
        var kernel = b

        /// Median share of provinces at a border.
        func solve(_ border: Double, _ accuracy: Double) throws(EquilibriumError) -> Double {
            let bordered = b.scaledByGroup(group, across: Double.exp(border))
            do {
                unknowns = try fixedPoint(
                    from: unknowns, memory: 20, tolerance: max(1e-12, accuracy), maximumIterations: 5_000
                ) { x in
                    step(x, bordered, ownTarget)
                }.solution
            } catch {
                throw EquilibriumError(error, what: "the calibration of trade over all routes", unknownsPerPlace: n)
            }
            let own = Double.exp(unknowns[n])
            kernel = Matrix(rows: n, columns: n) { bordered[$0, $1] * ($0 == $1 ? own : 1) }
            return medianProvinceShare(kernel.shares(columnScale: exponentialsOf(Array(unknowns[..<n]))))
        }
        var border = 0.0
        if provinces > 1, let target = parameters.value(.provinceSelfShare) {
            border = try root(
                from: start.map { Double.log($0.across) } ?? 0, step: -0.5, within: -20...20,
                what: "the step of trade at province borders",
                target: target, solve)
        } else if provinces > 1 {
            border = -parameters[.tradeElasticity] * Double.log(parameters[.provinceTradeStep])
        }
        _ = try solve(border, 0)
        let base = try BaseYear(
            observed, tradeKernel: kernel, migrationKernel: first.migrationKernel, parameters: first.base.parameters,
            starts: (exponentialsOf(Array(unknowns[..<n])), first.base.amenityScale))
        let hours = first.logTime.exponentials(factor: 1)
        return RoutedModel(
            routing: routing, base: base, linkWeight: weight, own: Double.exp(unknowns[n]), across: Double.exp(border),
            meanHours: meanHours(base.tradeShares, hours),
            meanHoursOverShortestPaths: meanHours(first.base.tradeShares, hours))
    }

    /// Mean over trade between different places.
    private func meanHours(_ shares: Matrix, _ hours: Matrix) -> Double {
        var (sum, all) = (0.0, 0.0)
        for consumer in group.indices {
            for producer in group.indices where producer != consumer {
                let flow = observed.output[consumer] * shares[consumer, producer]
                sum += flow * hours[consumer, producer]
                all += flow
            }
        }
        return sum / all
    }

    private func medianProvinceShare(_ shares: Matrix) -> Double {
        var (bought, spent) = ([Double](repeating: 0, count: provinces), [Double](repeating: 0, count: provinces))
        for consumer in group.indices {
            let money = observed.output[consumer]
            spent[group[consumer]] += money
            for producer in group.indices where group[producer] == group[consumer] {
                bought[group[consumer]] += money * shares[consumer, producer]
            }
        }
        return median(zip(bought, spent).map(/))
    }

    /// One step of ln u and of ln of the own factor, which goes by how far its share's odds are off.
    private func step(_ x: [Double], _ b: Matrix, _ ownTarget: Double) -> [Double] {
        let n = group.count
        let scale = exponentialsOf(Array(x[..<n]))
        let extra = Double.exp(x[n]) - 1
        let home = (0..<n).map { b[$0, $0] * scale[$0] }
        let all = zip(b.times(scale), home).map { $0 + extra * $1 }
        let weights = zip(observed.output, all).map(/)
        let outward = b.transposedTimes(weights)
        let received = (0..<n).map { scale[$0] * (outward[$0] + extra * b[$0, $0] * weights[$0]) }
        let logs = zip(x[..<n], logarithmsOf(zip(observed.output, received).map(/))).map(+)
        let own = (0..<n).reduce(0) { $0 + weights[$1] * (1 + extra) * home[$1] } / observed.output.reduce(0, +)
        func odds(_ share: Double) -> Double { share / (1 - share) }
        return logs.map { $0 - logs[0] } + [x[n] + Double.log(odds(ownTarget) / odds(own))]
    }

    /// What a line adds to the links' weights, by nodes, in both directions; nothing where it is no faster.
    func added(_ line: CandidateLine, _ model: RoutedModel, _ parameters: StudyParameters) -> [(
        row: Int, column: Int, weight: Double
    )] {
        let weight = parameters[.passengerWeight]
        return line.segments.flatMap { segment -> [(row: Int, column: Int, weight: Double)] in
            let (a, b) = (nodes[segment.from], nodes[segment.to])
            let hours = railHours(segment.km, line.speedKmh, parameters)
            return [(a, b, goods[segment.from, segment.to]), (b, a, goods[segment.to, segment.from])].compactMap {
                row, column, goods in
                let generalised = Double.pow(goods, 1 - weight) * Double.pow(hours, weight)
                let more =
                    model.linkWeight * Double.pow(generalised, -parameters[.tradeDistanceElasticity])
                    - model.routing.links[row, column]
                return more > 0 ? (row, column, more) : nil
            }
        }
    }

    /// ∂O/∂ln τ of every pair of places, over the nodes.
    func overNodes(_ tradeCost: Matrix) -> Matrix {
        var whole = Matrix(rows: size, columns: size, repeating: 0)
        for (a, row) in nodes.enumerated() {
            for (b, column) in nodes.enumerated() { whole[row, column] = tradeCost[a, b] }
        }
        return whole
    }

    /// τ̂ of every pair of places when links weigh more.
    func tradeCost(_ model: RoutedModel, adding changes: [(row: Int, column: Int, weight: Double)])
        throws(EquilibriumError) -> Matrix
    {
        let after = try model.routing.adding(changes)
        let before = model.routing.kernel
        return Matrix(rows: nodes.count, columns: nodes.count) {
            after[nodes[$0], nodes[$1]] / before[nodes[$0], nodes[$1]]
        }
        .logarithms().exponentials(factor: -1 / model.routing.tradeElasticity)
    }
}

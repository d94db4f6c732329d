public import Atlases
public import Computation
import Equilibrium
import LinearAlgebra
import RealModule
import Transport

/// What a link is judged by. All but the Theil index are shares: .01 is 1 %.
public enum LinkObjective: Sendable, Equatable {
    /// Welfare of all registered people.
    case welfare
    /// Real GDP of all places.
    case realGDP
    /// Real income per resident of one place.
    case income(place: String)
    /// Real GDP per resident of a cluster's cities that are no anchors, taken together.
    case level(cluster: String)
    /// The same against the anchors': a gain is a narrower gap.
    case gap(cluster: String)
    /// Theil index of real GDP per resident over all places: a gain is less of it.
    case theil
}

/// How trade finds its way.
public enum LinkKernel: String, Sendable, CaseIterable {
    /// Over the fastest way only.
    case shortestPath
    /// Over every route, the faster ones more (Allen & Arkolakis 2022).
    case routing
}

/// Which railways are looked at, and how.
public struct LinkSearch: Sendable {
    /// Which lines are candidates.
    public enum Candidates: Sendable, Equatable {
        /// Every pair of places at most so far apart, joined directly.
        case pairs(maximumKm: Double)
        /// Every railway that is there, made faster by a share of its hours.
        case existing(fasterBy: Double)
        /// The lines that the atlas lists as planned or under construction.
        case planned
    }

    /// What a gain is measured by.
    public var objective: LinkObjective
    /// Which lines are looked at.
    public var candidates: Candidates
    /// The routing kernel knows the first two readings: moving by no route in particular has no hours.
    public var kernel: LinkKernel
    /// How people respond.
    public var reading: Reading
    /// Design speed of a new railway, and of a planned one without a published speed.
    public var speedKmh: Double
    /// How many are solved exactly.
    public var shortlist: Int
    /// Cost a kilometre of new railway, where the reader gives one.
    public var costPerKm: Double?
    /// Draws over the stated ranges for the shortlist; 0 leaves intervals out.
    public var draws: Int
    /// Of the draws; the same seed gives the same bits.
    public var seed: UInt64
    /// Nil takes one for each processor; the bits do not depend on it.
    public var threads: Int?
    /// Looked at between pieces of work.
    public var cancel: CancelToken?

    /// Welfare over pairs up to 500 km apart at 350 km/h, ten of them solved with a hundred draws, unless said.
    public init(
        objective: LinkObjective = .welfare, candidates: Candidates = .pairs(maximumKm: 500),
        kernel: LinkKernel = .shortestPath,
        reading: Reading = .peopleMove,
        speedKmh: Double = 350, shortlist: Int = 10, costPerKm: Double? = nil, draws: Int = 100, seed: UInt64 = 1,
        threads: Int? = nil,
        cancel: CancelToken? = nil
    ) {
        self.objective = objective
        self.candidates = candidates
        self.kernel = kernel
        self.reading = reading
        self.speedKmh = speedKmh
        self.shortlist = shortlist
        self.costPerKm = costPerKm
        self.draws = draws
        self.seed = seed
        self.threads = threads
        self.cancel = cancel
    }
}

/// A railway that was looked at: stops in order, with the hours and kilometres between them.
public struct CandidateLine: Sendable {
    /// From one stop to the next.
    public struct Segment: Sendable {
        /// Places of the study.
        public let from, to: Int
        /// Along the railway.
        public let km: Double
        /// In the train, at the study's parameters.
        public let hours: Double
    }

    /// Ends of the line, or its own name where it is planned.
    public let name: Remark
    /// Places of the study, in order.
    public let stops: [Int]
    /// One fewer than the stops.
    public let segments: [Segment]
    /// Design speed.
    public let speedKmh: Double
    /// In the atlas's currency; nil where nobody gave one.
    public let cost: Double?
    /// What was assumed of it.
    public let assumptions: [Remark]
    /// Σ ∂O/∂ln T · Δln T: the gain if it were small.
    public internal(set) var linearGain = 0.0
    /// Pairs of places that get faster.
    public internal(set) var pairs = 0

    /// From end to end along the railway.
    public var km: Double { segments.reduce(0) { $0 + $1.km } }
}

extension Study {
    /// The objective over this study's places.
    func objective(_ wanted: LinkObjective) throws(ScenarioError) -> Objective {
        func members(_ id: String) throws(ScenarioError) -> (anchors: [Int], others: [Int]) {
            guard let cluster = atlas.clusters.first(where: { $0.id == id }) else {
                throw ScenarioError(
                    "no cluster \(id): expected one of \(atlas.clusters.map(\.id).joined(separator: ", "))",
                    "没有城市群 \(id)：应为 \(atlas.clusters.map(\.id).joined(separator: "、")) 之一")
            }
            let held = cluster.members.compactMap { member in index(of: member.region).map { ($0, member.role) } }
            let (anchors, others) = (held.filter { $0.1 == .anchor }.map(\.0), held.filter { $0.1 != .anchor }.map(\.0))
            if others.isEmpty {
                throw ScenarioError(
                    "no city of \(cluster.nameEnglish) besides its anchors has figures for the model",
                    "\(cluster.name)除中心城市外没有可供模型使用的城市数据")
            }
            if anchors.isEmpty {
                throw ScenarioError(
                    "no anchor of \(cluster.nameEnglish) has figures for the model",
                    "\(cluster.name)的中心城市没有可供模型使用的数据")
            }
            return (anchors, others)
        }
        switch wanted {
        case .welfare: return .nationalWelfare
        case .realGDP: return .nationalRealGDP
        case .theil: return .theil
        case .income(let code): return .income(try place(code))
        case .level(let id): return .level(try members(id).others)
        case .gap(let id):
            let (anchors, others) = try members(id)
            return .gap(anchors: anchors, others: others)
        }
    }

    /// ∂O/∂ln T of passengers' hours, row origin: through trade, whose cost mixes goods' and passengers' time, and
    /// through moving where the reading says that it gets easier.
    func timeSensitivity(_ objective: Objective, _ reading: Reading) throws(EquilibriumError) -> Matrix {
        let found = try model.base.sensitivity(
            of: objective, mobility: reading == .peopleStay ? .peopleStay : .peopleMove)
        let slope = parameters[.tradeDistanceElasticity] / parameters[.tradeElasticity] * parameters[.passengerWeight]
        // People carry services from the producer: the time is that from producer to consumer.
        let trade = found.tradeCost.transposed()
        let moving = reading == .movingGetsEasier ? parameters[.migrationTimeElasticity] : 0
        return trade.combined(slope, found.migrationCost, moving)
    }

    /// The same over every route of the network: what each line adds to the weights of links, by what that weight is
    /// worth.
    func screened(
        _ search: LinkSearch, _ objective: Objective, _ problem: RoutedProblem, _ model: RoutedModel
    ) throws(ScenarioError) -> [CandidateLine] {
        let gains: RoutingGains
        do {
            let found = try model.base.sensitivity(
                of: objective, mobility: search.reading == .peopleStay ? .peopleStay : .peopleMove)
            gains = model.routing.gains(tradeCost: problem.overNodes(found.tradeCost))
        } catch { throw ScenarioError(error, placeName) }
        let all = places.count * (places.count - 1) / 2
        let found = try candidates(search).map { line in
            var line = line
            for change in problem.added(line, model, parameters) {
                line.linearGain += gains.added(change.row, change.column, weight: change.weight)
                // Every route counts a little: no pair is left as it was.
                line.pairs = all
            }
            return line
        }
        let numbered = found.enumerated().filter { $1.pairs > 0 }
        return numbered.sorted { ($1.element.linearGain, $0.offset) < ($0.element.linearGain, $1.offset) }.map(
            \.element)
    }

    /// Every line of a search with its linear gain, the largest first; lines that make no pair faster are left out.
    ///
    /// - Complexity: one adjoint solution, then O(pairs that get faster) a candidate.
    func screened(_ search: LinkSearch, _ objective: Objective) throws(ScenarioError) -> [CandidateLine] {
        let weights: Matrix
        do { weights = try timeSensitivity(objective, search.reading) } catch {
            throw ScenarioError(error) { places[$0].called }
        }
        let screening = try times.screening(among: nodes, weights: weights)
        let lines = try candidates(search)
        let found = parallelMap(count: lines.count, threads: search.threads, cancel: search.cancel) {
            index -> CandidateLine in
            var line = lines[index]
            // Segments of one line are added up one by one: exact for a single segment, a first order for more.
            for segment in line.segments {
                let change = screening.weightedLogChange(between: segment.from, and: segment.to, hours: segment.hours)
                line.linearGain += change.sum
                line.pairs += change.pairs
            }
            return line
        }
        if search.cancel?.isCancelled == true {
            throw ScenarioError(
                "cancelled",
                "已取消")
        }
        let numbered = found.compactMap { $0 }.enumerated().filter { $1.pairs > 0 }
        return numbered.sorted { ($1.element.linearGain, $0.offset) < ($0.element.linearGain, $1.offset) }.map(
            \.element)
    }

    private func candidates(_ search: LinkSearch) throws(ScenarioError) -> [CandidateLine] {
        switch search.candidates {
        case .pairs(let maximum): return pairs(within: maximum, search)
        case .existing(let share): return existing(fasterBy: share)
        case .planned: return try planned(search)
        }
    }

    private func line(
        _ name: Remark, _ stops: [Int], km: [Double], speed: Double, cost: Double?, assumptions: [Remark] = []
    ) -> CandidateLine {
        let segments = zip(zip(stops, stops.dropFirst()), km).map { ends, km in
            CandidateLine.Segment(from: ends.0, to: ends.1, km: km, hours: railHours(km, speed, parameters))
        }
        return CandidateLine(
            name: name, stops: stops, segments: segments, speedKmh: speed, cost: cost, assumptions: assumptions)
    }

    private func between(_ a: Int, _ b: Int) -> Remark {
        let (first, second) = (places[a].region, places[b].region)
        return Remark("\(first.nameEnglish)–\(second.nameEnglish)", "\(first.shortName)—\(second.shortName)")
    }

    private func pairs(within maximum: Double, _ search: LinkSearch) -> [CandidateLine] {
        var lines: [CandidateLine] = []
        for a in places.indices {
            for b in (a + 1)..<max(a + 1, places.count) {
                let straight = network.kilometres(nodes[a], nodes[b])
                guard straight <= maximum, straight > 0 else { continue }
                let km = 1.1 * straight
                lines.append(
                    line(
                        between(a, b), [a, b], km: [km], speed: search.speedKmh, cost: search.costPerKm.map { $0 * km })
                )
            }
        }
        return lines
    }

    private func existing(fasterBy share: Double) -> [CandidateLine] {
        let place = Dictionary(nodes.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
        // The fastest of several between the same places, either way, is the one that counts.
        let rail = network.links.filter { $0.mode == .rail }
        let fastest = Dictionary(
            rail.map { ([min($0.from, $0.to), max($0.from, $0.to)], $0.hours(parameters)) }, uniquingKeysWith: min)
        var seen: Set<[Int]> = []
        return rail.compactMap { link in
            let pair = [min(link.from, link.to), max(link.from, link.to)]
            guard let a = place[link.from], let b = place[link.to], a != b, seen.insert(pair).inserted,
                let hours = fastest[pair]
            else { return nil }
            let km = max(link.lengthKm, network.kilometres(link.from, link.to))
            let segment = CandidateLine.Segment(from: a, to: b, km: km, hours: (1 - share) * hours)
            let rolling = segment.hours - parameters[.stopHours]
            // No design speed makes up for a stop.
            if rolling <= 0 { return nil }
            return CandidateLine(
                name: between(a, b), stops: [a, b], segments: [segment],
                speedKmh: km / rolling / parameters[.railSpeedShare],
                cost: nil,
                assumptions: [])
        }
    }

    private func planned(_ search: LinkSearch) throws(ScenarioError) -> [CandidateLine] {
        var lines: [CandidateLine] = []
        for planned in atlas.plannedLines where planned.ends.count == 2 {
            var stops: [Int] = []
            for code in [planned.ends[0]] + planned.via + [planned.ends[1]] { stops.append(try place(code)) }
            let km = try network.sections(of: planned).map(\.km)
            var assumptions: [Remark] = []
            if planned.lengthKm == nil {
                assumptions.append(Remark("length 1.1 × great circle, none is published", "未公布里程，取大圆距离的 1.1 倍"))
            }
            if planned.lengthKm != nil && km.count > 1 {
                assumptions.append(Remark("the length is shared out by distance between stops", "里程按各站间距离分摊"))
            }
            if planned.designSpeedKmh == nil {
                assumptions.append(
                    Remark(
                        "design speed \(Int(search.speedKmh)) km/h, none is published",
                        "未公布设计速度，取 \(Int(search.speedKmh)) km/h"))
            }
            lines.append(
                line(
                    Remark(planned.lineEnglish, planned.line), stops, km: km,
                    speed: planned.designSpeedKmh ?? search.speedKmh,
                    cost: planned.investment.map { $0 * 1e8 }
                        ?? search.costPerKm.map { $0 * (planned.lengthKm ?? km.reduce(0, +)) },
                    assumptions: assumptions))
        }
        if lines.isEmpty {
            throw ScenarioError(
                "the atlas \(atlas.name) lists no planned line",
                "图集 \(atlas.name) 没有规划线路")
        }
        return lines
    }
}

public import Atlases
import Computation
import Equilibrium
import LinearAlgebra
import RealModule

/// One line of a ranking, solved exactly.
public struct LinkGain: Sendable {
    /// Ends of the line, or its own name where it is planned.
    public let name: Remark
    /// Codes of the stops, in order.
    public let stops: [String]
    /// Of the whole line.
    public let km: Double
    /// From stop to stop.
    public let segmentsKm: [Double]
    /// Design speed.
    public let speedKmh: Double
    /// From door to door between the ends.
    public let hoursBefore: Double
    /// The same with the line.
    public let hoursAfter: Double
    /// Pairs of places that get faster.
    public let pairs: Int
    /// The gain to first order, by which the candidates were ordered.
    public let linear: Double
    /// The gain of the new equilibrium.
    public let gain: Estimate
    /// By the exact gain, 1 for the largest; 5th and 95th percentile over the draws.
    public let rank: Int
    /// 5th percentile; nil without draws.
    public let rankLow: Int?
    /// 95th percentile; nil without draws.
    public let rankHigh: Int?
    /// Share of draws in which this line is the best of the shortlist.
    public let bestShare: Double?
    /// A share: .01 is 1 %.
    public let nationalWelfare: Estimate
    /// A share: .01 is 1 %.
    public let nationalRealGDP: Estimate
    /// Nil where nobody gave one.
    public let cost: Double?
    /// Cost over a year's gain in real GDP at base-year output; nil without a cost or a gain.
    public let paybackYears: Double?
    /// Places whose real income falls by more than a millionth, and the one where it falls most.
    public let losers: Int
    /// Its code and relative change; nil without losers.
    public let largestLoser: (code: String, change: Double)?
    /// Of the new equilibrium, at the standard parameters.
    public let residual: Double
    /// What was assumed of the line.
    public let assumptions: [Remark]
}

/// Which line is worth building, by one objective.
public struct LinkRanking: Sendable {
    /// As it was asked for.
    public let search: LinkSearch
    /// Lines looked at, and those of them that make some pair faster.
    public let candidates: Int
    /// By the exact gain, the largest first.
    public let gains: [LinkGain]
    /// Spearman's correlation of the linear with the exact gains over the shortlist; nil below three.
    public let linearAgreement: Double?
    /// Draws that have an answer, of those asked for.
    public let answeredDraws: Int
    /// What the routing kernel was calibrated to; nil over shortest paths.
    public let routing: RoutingCalibration?
}

/// What a routing kernel was calibrated to, and how far trade goes over it.
public struct RoutingCalibration: Sendable, Encodable {
    /// Weight of a link of one generalised hour: c in a = c h^{−δ}, half of that at which routes without end would add
    /// up to infinity (assumed).
    public let linkWeight: Double
    /// Factor on K = τ^{−θ} within places; meets the share that places buy from themselves over shortest paths.
    public let ownFactor: Double
    /// The same between provinces; meets the share that provinces buy from themselves.
    public let provinceFactor: Double
    /// Mean generalised hours over trade between different places; not met.
    public let meanHours: Double
    /// The same over shortest paths, for comparison.
    public let meanHoursOverShortestPaths: Double

    init(_ model: RoutedModel) {
        linkWeight = model.linkWeight
        ownFactor = model.own
        provinceFactor = model.across
        meanHours = model.meanHours
        meanHoursOverShortestPaths = model.meanHoursOverShortestPaths
    }
}

extension Study {
    /// Ranks railways: all candidates by one adjoint solution, the shortlist by new equilibria, with intervals over the
    /// stated ranges.
    ///
    /// Trade goes over shortest paths or over every route, as the search says; goods stay on the road. Every line is
    /// judged alone.
    ///
    /// - Parameter progress: what is being done, and how much of it.
    /// - Throws: `ScenarioError` for an unknown place or cluster, or an equilibrium that does not converge.
    public func linkRanking(_ search: LinkSearch, progress: @Sendable (String, Int, Int) -> Void = { _, _, _ in })
        throws(ScenarioError)
        -> LinkRanking
    {
        let objective = try objective(search.objective)
        progress("candidates", 0, 1)
        let routed = try search.kernel == .routing ? routed(search.reading) : nil
        let lines: [CandidateLine]
        if let routed {
            lines = try screened(search, objective, routed.problem, routed.model)
        } else {
            lines = try screened(search, objective)
        }
        // Of many, the best; the planned ones are few and all are solved.
        let shortlist = Array(search.candidates == .planned ? lines[...] : lines.prefix(max(1, search.shortlist)))
        let problem = try ShortlistProblem(self, shortlist, objective, search.reading, routed)
        let solved = try problem.points(progress)
        let draws = try problem.draws(search, progress)
        let order = solved.indices.sorted { (solved[$1].gain, $0) < (solved[$0].gain, $1) }
        let gains = order.enumerated().map { position, index in
            gain(shortlist[index], solved[index], rank: position + 1, index, draws)
        }
        return LinkRanking(
            search: search, candidates: lines.count, gains: gains,
            linearAgreement: shortlist.count < 3
                ? nil : rankCorrelation(shortlist.map(\.linearGain), solved.map(\.gain)),
            answeredDraws: draws.count, routing: routed.map { RoutingCalibration($0.model) })
    }

    private func routed(_ reading: Reading) throws(ScenarioError) -> (problem: RoutedProblem, model: RoutedModel) {
        if reading == .movingGetsEasier {
            throw ScenarioError(
                "the routing kernel has no hours by which moving could get easier: ask for peopleMove or peopleStay",
                "路径核没有使迁移变易的小时数：请用 peopleMove 或 peopleStay")
        }
        let problem = RoutedProblem(self)
        do { return (problem, try problem.calibrated(model, parameters: parameters)) } catch {
            throw ScenarioError(error, placeName)
        }
    }

    private func gain(_ line: CandidateLine, _ point: SolvedLine, rank: Int, _ index: Int, _ draws: [[SolvedLine]])
        -> LinkGain
    {
        func estimate(_ value: (SolvedLine) -> Double) -> Estimate {
            Estimate(value(point), drawn: draws.map { value($0[index]) })
        }
        let ranks = draws.map { draw in 1 + draw.indices.count { draw[$0].gain > draw[index].gain } }.sorted()
        let (first, last) = (line.stops[0], line.stops[line.stops.count - 1])
        // Product stands in 100 million of the currency.
        let yearly = point.realGDP * places.reduce(0) { $0 + $1.product }
        return LinkGain(
            name: line.name, stops: line.stops.map { places[$0].code }, km: line.km,
            segmentsKm: line.segments.map(\.km),
            speedKmh: line.speedKmh,
            hoursBefore: hours.passengers[first, last], hoursAfter: point.hoursAfter, pairs: line.pairs,
            linear: line.linearGain,
            gain: estimate(\.gain), rank: rank,
            rankLow: ranks.isEmpty ? nil : ranks[Int(0.05 * Double(ranks.count - 1) + 0.5)],
            rankHigh: ranks.isEmpty ? nil : ranks[Int(0.95 * Double(ranks.count - 1) + 0.5)],
            bestShare: ranks.isEmpty ? nil : Double(ranks.count { $0 == 1 }) / Double(ranks.count),
            nationalWelfare: estimate(\.welfare), nationalRealGDP: estimate(\.realGDP), cost: line.cost,
            paybackYears: line.cost.flatMap { yearly > 0 ? $0 / yearly : nil }, losers: point.losers,
            largestLoser: point.largestLoser.map { (places[$0.place].code, $0.change) }, residual: point.residual,
            assumptions: line.assumptions)
    }
}

/// What one new equilibrium says of one line.
private struct SolvedLine: Sendable {
    let gain: Double
    let welfare: Double
    let realGDP: Double
    let hoursAfter: Double
    let losers: Int
    let largestLoser: (place: Int, change: Double)?
    let residual: Double
}

/// A shortlist whose lines all stand in one network and are opened one at a time, so that one hierarchy serves every
/// draw.
private struct ShortlistProblem: Sendable {
    let study: Study
    let lines: [CandidateLine]
    let objective: Objective
    let reading: Reading
    let travel: TravelModel
    /// Numbers of each line's links.
    let numbers: [Range<Int>]
    let costs: ScenarioCosts
    /// Nil over shortest paths.
    let routed: (problem: RoutedProblem, model: RoutedModel)?

    init(
        _ study: Study, _ lines: [CandidateLine], _ objective: Objective, _ reading: Reading,
        _ routed: (problem: RoutedProblem, model: RoutedModel)?
    ) throws(ScenarioError) {
        self.routed = routed
        self.study = study
        self.lines = lines
        self.objective = objective
        self.reading = reading
        var network = study.network
        var numbers: [Range<Int>] = []
        for line in lines {
            let first = network.nextID
            for segment in line.segments {
                try network.add(
                    NewLink(
                        from: study.places[segment.from].code, to: study.places[segment.to].code, mode: .rail,
                        speedKmh: line.speedKmh,
                        lengthKm: segment.km))
            }
            numbers.append(first..<network.nextID)
        }
        self.numbers = numbers
        travel = try TravelModel(
            before: study.network, after: network, places: study.places, parameters: study.parameters)
        costs = ScenarioCosts(
            try AppliedChanges(Scenario(name: "", changes: []), in: study, progress: { _ in }), before: study.problem)
    }

    func solved(
        _ line: Int, _ model: CalibratedModel, _ routedModel: RoutedModel?, _ parameters: StudyParameters,
        tolerance: Double
    ) throws(EquilibriumError) -> SolvedLine {
        let after = travel.passengers(with: numbers[line], parameters)
        var shock = Shock()
        let base = routedModel?.base ?? model.base
        if let routed, let routedModel {
            let added = routed.problem.added(lines[line], routedModel, parameters)
            shock.tradeCost = try routed.problem.tradeCost(routedModel, adding: added)
        } else {
            shock = costs.shocks([reading], after: after, model, parameters)[reading] ?? shock
        }
        let solved = try base.counterfactual(
            shock, mobility: reading == .peopleStay ? .peopleStay : .peopleMove,
            options: SolverOptions(tolerance: tolerance))
        let falls = solved.income.indices.filter { solved.income[$0] < 1 - 1e-6 }
        let stops = lines[line].stops
        return SolvedLine(
            gain: objective.value(solved, base), welfare: solved.nationalWelfare - 1,
            realGDP: solved.nationalRealGDP - 1,
            hoursAfter: after[stops[0], stops[stops.count - 1]], losers: falls.count,
            largestLoser: falls.min { (solved.income[$0], $0) < (solved.income[$1], $1) }.map {
                ($0, solved.income[$0] - 1)
            },
            residual: solved.residual)
    }

    func points(_ progress: @Sendable (String, Int, Int) -> Void) throws(ScenarioError) -> [SolvedLine] {
        var points: [SolvedLine] = []
        for line in lines.indices {
            progress("shortlist", line, lines.count)
            do { points.append(try solved(line, study.model, routed?.model, study.parameters, tolerance: 1e-12)) } catch
            {
                let (why, name) = (ScenarioError(error) { study.places[$0].called }, lines[line].name)
                throw ScenarioError("\(name.english): \(why.message)", "\(name.chinese)：\(why.chinese)")
            }
        }
        return points
    }

    /// The shortlist at drawn parameters; a draw without an answer for one line counts for none.
    func draws(_ search: LinkSearch, _ progress: @Sendable (String, Int, Int) -> Void) throws(ScenarioError)
        -> [[SolvedLine]]
    {
        guard search.draws > 1, !lines.isEmpty else { return [] }
        let design = latinHypercube(count: search.draws, dimensions: study.parameters.drawn.count, seed: search.seed)
        let answers = withoutActuallyEscaping(progress) { progress in
            parallelMap(
                count: search.draws, threads: search.threads, cancel: search.cancel,
                progress: { progress("draws", $0, search.draws) }
            ) { index -> [SolvedLine]? in
                let parameters = study.parameters.drawn(at: design[index])
                let before = travel.passengers(with: 0..<0, parameters)
                guard
                    let model = try? study.problem.calibrated(
                        passengers: before, parameters: parameters, start: study.model)
                else {
                    return nil
                }
                var routedModel: RoutedModel?
                if let routed {
                    routedModel = try? routed.problem.calibrated(model, parameters: parameters, start: routed.model)
                    if routedModel == nil { return nil }
                }
                var answer: [SolvedLine] = []
                for line in lines.indices {
                    guard let solved = try? solved(line, model, routedModel, parameters, tolerance: 1e-9) else {
                        return nil
                    }
                    answer.append(solved)
                }
                return answer
            }
        }
        if search.cancel?.isCancelled == true {
            throw ScenarioError(
                "cancelled",
                "已取消")
        }
        let answered = answers.compactMap { $0 ?? nil }
        if (search.draws - answered.count) * 20 > search.draws {
            throw ScenarioError(
                """
                \(search.draws - answered.count) of \(search.draws) draws have no answer; an interval from the \
                rest would mislead: fix a parameter or ask for --draws 0
                """,
                """
                \(search.draws) 次抽样中 \(search.draws - answered.count) 次无解，\
                由其余得出的区间会误导：请固定某个参数，或用 --draws 0
                """)
        }
        return answered
    }
}

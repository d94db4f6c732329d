import Atlases
import Equilibrium
import LinearAlgebra
import RealModule

extension Study {
    /// Answers a scenario by three new equilibria: people stay, people move (the headline), people move and moving gets
    /// easier.
    ///
    /// The study must have been made with the scenario's places and parameters.
    /// - Throws: `ScenarioError` for a change that names no place, is out of range, or an equilibrium that does not
    ///   converge.
    /// - Complexity: shortest paths for each link, then about 30 iterations of O(N²) for each reading and starting
    ///   point.
    /// - Parameters:
    ///   - readings: which ones; the headline is among them unless only `peopleStay` is asked for.
    ///   - starts: random starting points from which the headline is solved again.
    ///   - draws: how the intervals are drawn; nil leaves them out.
    ///   - drawn: called after each draw with how many are done.
    ///   - partial: called with the answer and the intervals of the draws done so far, a few times before the last.
    public func answer(
        _ scenario: Scenario, readings wanted: [Reading] = Reading.allCases, seed: UInt64 = 1, starts: Int = 3,
        draws: DrawOptions? = nil,
        progress: (String) -> Void = { _ in }, drawn: (@Sendable (Int) -> Void)? = nil,
        partial: (ScenarioAnswer) -> Void = { _ in }
    ) throws(ScenarioError) -> ScenarioAnswer {
        try scenario.check()
        try scenario.checkModel()
        try scenario.checkCurrency(of: atlas)
        if modelChoice != scenario.answeringModel {
            throw ScenarioError(
                "the scenario asks another model than the study is made of: make the study for the scenario",
                "情景所用模型与此研究不同：请为该情景另建研究")
        }
        let applied = try AppliedChanges(scenario, in: self, progress: progress)
        do {
            let costs = ScenarioCosts(applied, before: problem)
            // The third reading starts from the second's equilibrium, whether or not that one is asked for: the bits
            // stay the same.
            let solved = Reading.allCases.filter {
                wanted.contains($0) || ($0 == .peopleMove && wanted.contains(.movingGetsEasier))
            }
            let asked = try AskedModel(
                self, applied, costs, solved, after: applied.hours.passengers, model: model, whole: whole?.model,
                parameters: parameters)
            let base = asked.first
            var points: [Reading: ReadingPoint] = [:]
            var unanswered: [Reading: Remark] = [:]
            var probe = UniquenessProbe(
                starts: 0, seed: seed, largestDifference: 0, agglomeration: scaleElasticity,
                agglomerationBound: calibration.uniquenessBound)
            var solutions: [Reading: [Double]] = [:]
            for reading in solved {
                progress(reading.rawValue)
                if reading == .peopleStay,
                    let full = places.indices.first(where: { applied.paidAfter[$0] >= base.observed.residents[$0] })
                {
                    unanswered[reading] = Remark(
                        "more people would be paid publicly in \(places[full].called.english) than live there",
                        "\(places[full].called.chinese)的公共支出人员将多于当地居民")
                    continue
                }
                let equilibrium = try asked.answer(
                    reading, start: reading == .movingGetsEasier ? solutions[.peopleMove] : nil)
                solutions[reading] = equilibrium.warmStart
                points[reading] = point(of: equilibrium, base, applied)
                if reading == .peopleMove && starts > 0 {
                    progress("starting points")
                    probe.starts = starts
                    probe.largestDifference = try asked.spread(from: equilibrium, starts: starts, seed: seed)
                }
            }
            let (pairs, changed) = hoursSaved(applied.hours)
            let given = applied.costs.compactMap { $0 }
            let readings = Reading.allCases.filter(wanted.contains).compactMap { reading in
                points[reading].map { described(reading, $0, applied) }
            }
            let answer = ScenarioAnswer(
                scenario: scenario, readings: readings, unanswered: unanswered, hoursSaved: pairs,
                pairsChanged: changed,
                cost: !given.isEmpty && given.count == applied.costs.count ? given.reduce(0, +) : nil,
                isCostIdle: applied.isCostIdle,
                warnings: warnings(of: scenario),
                remarks: scenario.remarks + remarks(applied, readings, probe),
                uniqueness: probe, draws: nil)
            guard let draws, draws.count > 0 else { return answer }
            progress("draws")
            func filled(_ draws: Draws) -> ScenarioAnswer {
                var filled = answer
                filled.readings = answer.readings.compactMap { known in
                    points[known.reading].map {
                        described(known.reading, $0, applied, draws: draws.of(known.reading))
                    }
                }
                filled.draws = draws.summary(answer)
                filled.drawn = draws
                return filled
            }
            return filled(
                try DrawProblem(self, applied, costs, starts: solutions).draws(draws, progress: drawn) {
                    partial(filled($0))
                })
        } catch let error as EquilibriumError {
            throw ScenarioError(error, placeName)
        } catch let error as ScenarioError {
            throw error
        } catch {
            throw ScenarioError("\(error)", "\(error)")
        }
    }

    /// The base year, inverted anew where some residents are paid publicly.
    func baseYear(publiclyPaid: [Double], _ model: CalibratedModel) throws(EquilibriumError) -> BaseYear {
        guard publiclyPaid.contains(where: { $0 != 0 }) else { return model.base }
        var observed = model.base.observed
        observed.publiclyPaid = publiclyPaid
        return try BaseYear(
            observed, tradeKernel: model.tradeKernel, migrationKernel: model.migrationKernel,
            parameters: model.base.parameters,
            starts: (model.base.producerScale, model.base.amenityScale))
    }

    /// Per cent by which value added per worker rises with each per cent of workers: agglomeration, or entry of firms
    /// in its place.
    private var scaleElasticity: Double {
        modelChoice.immigration == .firmEntry ? 1 / parameters[.tradeElasticity] : parameters[.agglomeration]
    }

    /// The name of a place by its number in an error of the model.
    func placeName(_ index: Int) -> Remark {
        index < places.count ? places[index].called : Remark("the rest of the world", "国外")
    }

    /// The pairs whose passenger time changed by the largest share, at most twelve, and how many changed at all.
    private func hoursSaved(_ after: TravelHours) -> ([PairHours], Int) {
        var changed = 0
        // The largest first; few enough to be kept in order while all are looked at.
        var top: [(share: Double, a: Int, b: Int)] = []
        for a in places.indices {
            for b in (a + 1)..<max(a + 1, places.count) {
                let (old, new) = (hours.passengers[a, b], after.passengers[a, b])
                guard abs(new - old) > 1e-9 else { continue }
                changed += 1
                let share = abs(Double.log(new / old))
                if top.count == 12, share <= top[11].share { continue }
                top.insert((share, a, b), at: top.firstIndex { $0.share < share } ?? top.count)
                if top.count > 12 { top.removeLast() }
            }
        }
        let pairs = top.map { _, a, b in
            PairHours(
                from: places[a].code, to: places[b].code, fromName: places[a].region.shortName,
                toName: places[b].region.shortName,
                fromNameEnglish: places[a].region.nameEnglish, toNameEnglish: places[b].region.nameEnglish,
                before: hours.passengers[a, b],
                after: after.passengers[a, b], saved: hours.passengers[a, b] - after.passengers[a, b])
        }
        return (pairs, changed)
    }

    private func warnings(of scenario: Scenario) -> [Remark] {
        scenario.changes.flatMap { $0.warnings(in: self) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func remarks(_ applied: AppliedChanges, _ readings: [ReadingAnswer], _ probe: UniquenessProbe) -> [Remark] {
        var remarks =
            applied.remarks.reduce(into: [Remark]()) { if !$0.contains($1) { $0.append($1) } } + notCalibrated
            + wholeModelAssumptions
        if probe.largestDifference > 1e-8 {
            remarks.append(
                Remark(
                    """
                    Starting points led to different equilibria (largest logarithmic difference \
                    \(probe.largestDifference)): the answer is one of several.
                    """,
                    "不同初始点得到不同的均衡（最大对数差 \(probe.largestDifference)）：该结果只是多个均衡之一。"))
        }
        let moved = readings.contains {
            $0.places.contains { abs($0.income.point) > 1e-9 || abs($0.population.point) > 1e-9 }
        }
        if !moved { remarks.append(Remark("Nothing changes anywhere in this scenario.", "该情景没有使任何城市发生变化。")) }
        for place in places where place.region.level == .carved {
            remarks.append(
                Remark(
                    """
                    \(place.region.nameEnglish) is a place of its own here; its figures: \
                    \(place.flags.map(\.english).joined(separator: "; ")). Nothing is subtracted from \
                    \(atlas.region(place.region.partOf ?? "")?.nameEnglish ?? "its region"), whose residents \
                    already exclude it.
                    """,
                    """
                    \(place.region.name)在此作为独立地区；数据说明：\(place.flags.map(\.chinese).joined(separator: "；"))。\
                    \(atlas.region(place.region.partOf ?? "")?.name ?? "")的常住人口已不含该地区，不作扣减。
                    """
                ))
        }
        return remarks
    }
}

extension Study {
    /// The study in which a scenario is asked.
    public init(_ atlas: Atlas, year: Int, for scenario: Scenario, progress: (String) -> Void = { _ in })
        throws(ScenarioError)
    {
        try scenario.check()
        try scenario.checkModel()
        try scenario.checkCurrency(of: atlas)
        try self.init(
            atlas, year: year, carved: scenario.places, parameters: scenario.parameters, model: scenario.answeringModel,
            progress: progress)
    }
}

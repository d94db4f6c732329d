import Atlas
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
        if modelChoice != scenario.answeringModel {
            throw ScenarioError(
                "the scenario asks another model than the study is made of: make the study for the scenario")
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
            var readings: [ReadingAnswer] = []
            var unanswered: [Reading: String] = [:]
            var probe = UniquenessProbe(
                starts: 0, seed: seed, largestDifference: 0, agglomeration: scaleElasticity,
                agglomerationBound: calibration.uniquenessBound)
            var solutions: [Reading: [Double]] = [:]
            for reading in solved {
                progress(reading.rawValue)
                if reading == .peopleStay,
                    let full = places.indices.first(where: { applied.paidAfter[$0] >= base.observed.residents[$0] })
                {
                    unanswered[reading] =
                        "more people would be paid publicly in \(places[full].region.nameEnglish) than live there"
                    continue
                }
                let equilibrium = try asked.answer(
                    reading, start: reading == .movingGetsEasier ? solutions[.peopleMove] : nil)
                solutions[reading] = equilibrium.warmStart
                if wanted.contains(reading) { readings.append(described(equilibrium, reading, base, applied)) }
                if reading == .peopleMove && starts > 0 {
                    progress("starting points")
                    probe.starts = starts
                    probe.largestDifference = try asked.spread(from: equilibrium, starts: starts, seed: seed)
                }
            }
            let (pairs, changed) = hoursSaved(applied.hours)
            let yuan = applied.costs.compactMap { $0 }
            let point = ScenarioAnswer(
                scenario: scenario, readings: readings, unanswered: unanswered, hoursSaved: pairs,
                pairsChanged: changed,
                costYuan: !yuan.isEmpty && yuan.count == applied.costs.count ? yuan.reduce(0, +) : nil,
                remarks: remarks(applied, readings, probe),
                uniqueness: probe, draws: nil)
            guard let draws, draws.count > 0 else { return point }
            progress("draws")
            return try DrawProblem(self, applied, costs, starts: solutions).draws(draws, progress: drawn) { done in
                partial(done.filling(point))
            }.filling(point)
        } catch let error as EquilibriumError {
            throw ScenarioError(error.message(placeName: placeName))
        } catch let error as ScenarioError {
            throw error
        } catch {
            throw ScenarioError("\(error)")
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

    private func described(_ solved: NewYear, _ reading: Reading, _ base: BaseYear, _ applied: AppliedChanges)
        -> ReadingAnswer
    {
        let changes = places.indices.map { index in
            PlaceChange(
                code: places[index].code, name: places[index].region.shortName,
                nameEnglish: places[index].region.nameEnglish,
                income: Estimate(solved.income[index] - 1), population: Estimate(solved.population[index] - 1),
                welfare: Estimate(solved.welfare[index] - 1), realGDP: Estimate(solved.realGDP[index] - 1),
                sectorWorkers: solved.sectorWorkers.isEmpty ? [] : solved.sectorWorkers[index].map { Estimate($0 - 1) },
                flags: places[index].flags)
        }
        let displaced = privateJobs(solved, base, applied)
        let jobs = applied.moves.enumerated().map { k, move in
            JobsMoved(
                from: places[move.from].code, to: places[move.to].code, jobs: move.jobs,
                residents: move.jobs * parameters[.residentsPerJob],
                privateJobsDisplaced: Estimate(displaced[2 * k]),
                privateJobsGainedAtOrigin: Estimate(displaced[2 * k + 1]))
        }
        return ReadingAnswer(
            reading: reading, places: changes, clusters: atlas.clusters.compactMap { clusterChange($0, solved, base) },
            national: NationalChange(
                welfare: Estimate(solved.nationalWelfare - 1),
                welfareMeanOfPlaces: Estimate(solved.nationalWelfareMeanOfHats - 1),
                realGDP: Estimate(solved.nationalRealGDP - 1)),
            jobs: jobs,
            sectors: zip(whole?.problem.sectors.records ?? [], solved.nationalSectorWorkers).map {
                SectorChange(id: $0.id, name: $0.name, nameEnglish: $0.nameEnglish, workers: Estimate($1 - 1))
            }, levyRevenue: solved.levyRevenue.map { Estimate(1e8 * $0) }, taxRate: solved.taxRate,
            residual: solved.residual,
            iterations: solved.iterations)
    }

    /// Per cent by which value added per worker rises with each per cent of workers: agglomeration, or entry of firms
    /// in its place.
    private var scaleElasticity: Double {
        modelChoice.immigration == .firmEntry ? 1 / parameters[.tradeElasticity] : parameters[.agglomeration]
    }

    /// The name of a place by its number in an error of the model.
    func placeName(_ index: Int) -> String {
        index < places.count ? "\(places[index].region.nameEnglish) (\(places[index].code))" : "the rest of the world"
    }

    /// For each move of jobs: private jobs lost at its destination, and gained at its origin.
    func privateJobs(_ solved: NewYear, _ base: BaseYear, _ applied: AppliedChanges) -> [Double] {
        func lost(_ place: Int) -> Double {
            let workers = base.observed.residents[place] - base.observed.publiclyPaid[place]
            return workers * (1 - solved.privateWorkers[place]) * 10_000 / parameters[.residentsPerJob]
        }
        return applied.moves.flatMap { [lost($0.to), -lost($0.from)] }
    }

    func clusterChange(_ cluster: Cluster, _ solved: NewYear, _ base: BaseYear) -> ClusterChange? {
        var members = cluster.members.map { ($0.region, $0.role) }
        // A place carved out of a member joins the member's clusters.
        for place in places {
            if let parent = place.region.partOf, cluster.members.contains(where: { $0.region == parent }) {
                members.append((place.code, .member))
            }
        }
        let held = members.compactMap { code, role in placeIndex[code].map { ($0, role) } }
        guard !held.isEmpty else { return nil }
        func sum(_ values: [Double], _ hats: [Double]? = nil, only: (ClusterRole) -> Bool = { _ in true }) -> Double {
            held.filter { only($0.1) }.reduce(0) { $0 + values[$1.0] * (hats?[$1.0] ?? 1) }
        }
        let economy = base.observed
        let population = sum(economy.residents, solved.population) / sum(economy.residents)
        let realGDP = sum(economy.output, solved.realGDP) / sum(economy.output)
        func perHead(_ after: Bool, _ only: (ClusterRole) -> Bool) -> Double? {
            let people = sum(economy.residents, after ? solved.population : nil, only: only)
            return people > 0 ? sum(economy.output, after ? solved.realGDP : nil, only: only) / people : nil
        }
        let (anchorBefore, anchorAfter) = (perHead(false) { $0 == .anchor }, perHead(true) { $0 == .anchor })
        let (restBefore, restAfter) = (perHead(false) { $0 != .anchor }, perHead(true) { $0 != .anchor })
        func ratio(_ a: Double?, _ b: Double?) -> Double? {
            guard let a, let b else { return nil }
            return a / b
        }
        return ClusterChange(
            id: cluster.id, name: cluster.name, nameEnglish: cluster.nameEnglish,
            income: Estimate(realGDP / population - 1),
            population: Estimate(population - 1),
            welfare: Estimate(sum(base.welfareWeights, solved.welfare) / sum(base.welfareWeights) - 1),
            realGDP: Estimate(realGDP - 1), level: ratio(restAfter, restBefore).map { Estimate($0 - 1) },
            gapBefore: ratio(anchorBefore, restBefore),
            gapAfter: ratio(anchorAfter, restAfter),
            missing: cluster.members.map(\.region).filter { placeIndex[$0] == nil })
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

    private func remarks(_ applied: AppliedChanges, _ readings: [ReadingAnswer], _ probe: UniquenessProbe) -> [Remark] {
        var remarks =
            applied.remarks.reduce(into: [Remark]()) { if !$0.contains($1) { $0.append($1) } } + wholeModelAssumptions
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
        try self.init(
            atlas, year: year, carved: scenario.places, parameters: scenario.parameters, model: scenario.answeringModel,
            progress: progress)
    }
}

import Atlases
import Equilibrium

/// What a new equilibrium changes, in bare numbers: an answer's points are taken from it, and a draw keeps nothing
/// else. Changes are relative: .018 is 1.8 % more than in the base year.
struct ReadingPoint: Sendable {
    let places: PlacePoints
    /// In the order of the atlas's clusters; nil where the model holds no city of one.
    let clusters: [ClusterPoint?]
    let national: NationalPoint
    /// In the order of the scenario's moves of jobs.
    let jobs: [JobsPoint]
    let taxRate: Double
    let residual: Double
    let iterations: Int
}

/// Columns by place, in the order of the study.
struct PlacePoints: OutcomeChanges, Sendable {
    let income: [Double]
    let population: [Double]
    let welfare: [Double]
    let realGDP: [Double]
    /// Workers by sector, then by place; empty in the first model.
    let sectorWorkers: [[Double]]
}

struct ClusterPoint: OutcomeChanges, Sendable {
    let income: Double
    let population: Double
    let welfare: Double
    let realGDP: Double
    /// Nil without a modelled city that is no anchor.
    let level: Double?
    let gapBefore: Double?
    let gapAfter: Double?
}

struct NationalPoint: Sendable {
    let welfare: Double
    let welfareMeanOfPlaces: Double
    let realGDP: Double
    /// In the atlas's currency a year; nil in the first model.
    let levyRevenue: Double?
    /// By sector; empty in the first model.
    let sectorWorkers: [Double]
}

/// Private jobs that a move of publicly paid ones displaces where they go, and brings where they were.
struct JobsPoint: Sendable {
    let displaced: Double
    let gainedAtOrigin: Double
}

extension Study {
    /// A new equilibrium against the base year.
    func point(of solved: NewYear, _ base: BaseYear, _ applied: AppliedChanges) -> ReadingPoint {
        func changes(_ factors: [Double]) -> [Double] { factors.map { $0 - 1 } }
        func lost(_ place: Int) -> Double {
            let workers = base.observed.residents[place] - base.observed.publiclyPaid[place]
            return workers * (1 - solved.privateWorkers[place]) * 10_000 / parameters[.residentsPerJob]
        }
        return ReadingPoint(
            places: PlacePoints(
                income: changes(solved.income), population: changes(solved.population),
                welfare: changes(solved.welfare), realGDP: changes(solved.realGDP),
                sectorWorkers: solved.nationalSectorWorkers.indices.map { sector in
                    solved.sectorWorkers.map { $0[sector] - 1 }
                }),
            clusters: atlas.clusters.map { clusterPoint($0, solved, base) },
            national: NationalPoint(
                welfare: solved.nationalWelfare - 1, welfareMeanOfPlaces: solved.nationalWelfareMeanOfHats - 1,
                realGDP: solved.nationalRealGDP - 1, levyRevenue: solved.levyRevenue.map { 1e8 * $0 },
                sectorWorkers: changes(solved.nationalSectorWorkers)),
            jobs: applied.moves.map { JobsPoint(displaced: lost($0.to), gainedAtOrigin: -lost($0.from)) },
            taxRate: solved.taxRate, residual: solved.residual, iterations: solved.iterations)
    }

    private func clusterPoint(_ cluster: Cluster, _ solved: NewYear, _ base: BaseYear) -> ClusterPoint? {
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
        return ClusterPoint(
            income: realGDP / population - 1, population: population - 1,
            welfare: sum(base.welfareWeights, solved.welfare) / sum(base.welfareWeights) - 1, realGDP: realGDP - 1,
            level: ratio(restAfter, restBefore).map { $0 - 1 }, gapBefore: ratio(anchorBefore, restBefore),
            gapAfter: ratio(anchorAfter, restAfter))
    }

    /// A reading with its names, and with the interval of every number that was drawn.
    ///
    /// - Parameter draws: the same reading in each draw; none leaves points alone.
    func described(
        _ reading: Reading, _ point: ReadingPoint, _ applied: AppliedChanges, draws: [ReadingPoint] = []
    ) -> ReadingAnswer {
        func estimateIfAny(_ value: (ReadingPoint) -> Double?) -> Estimate? {
            value(point).map { draws.isEmpty ? Estimate($0) : Estimate($0, drawn: draws.map { value($0) ?? .nan }) }
        }
        func estimate(_ value: (ReadingPoint) -> Double) -> Estimate {
            draws.isEmpty ? Estimate(value(point)) : Estimate(value(point), drawn: draws.map(value))
        }
        return ReadingAnswer(
            reading: reading,
            places: places.indices.map { k in
                PlaceChange(
                    code: places[k].code, name: places[k].region.shortName, nameEnglish: places[k].region.nameEnglish,
                    income: estimate { $0.places.income[k] }, population: estimate { $0.places.population[k] },
                    welfare: estimate { $0.places.welfare[k] }, realGDP: estimate { $0.places.realGDP[k] },
                    sectorWorkers: point.places.sectorWorkers.indices.map { sector in
                        estimate { $0.places.sectorWorkers[sector][k] }
                    }, flags: places[k].flags, product: places[k].product, residents: places[k].persons)
            },
            clusters: zip(atlas.clusters, point.clusters).enumerated().compactMap { k, pair in
                let (cluster, change) = pair
                guard let change else { return nil }
                func drawn(_ value: (ClusterPoint) -> Double) -> Estimate {
                    estimate { $0.clusters[k].map(value) ?? .nan }
                }
                return ClusterChange(
                    number: k, id: cluster.id, name: cluster.name, nameEnglish: cluster.nameEnglish,
                    income: drawn(\.income),
                    population: drawn(\.population), welfare: drawn(\.welfare), realGDP: drawn(\.realGDP),
                    level: estimateIfAny { $0.clusters[k]?.level }, gapBefore: change.gapBefore,
                    gapAfter: change.gapAfter,
                    missing: cluster.members.map(\.region).filter { placeIndex[$0] == nil })
            },
            national: NationalChange(
                welfare: estimate { $0.national.welfare },
                welfareMeanOfPlaces: estimate { $0.national.welfareMeanOfPlaces },
                realGDP: estimate { $0.national.realGDP }, product: places.reduce(0) { $0 + $1.product }),
            jobs: applied.moves.enumerated().map { k, move in
                JobsMoved(
                    from: places[move.from].code, to: places[move.to].code, jobs: move.jobs,
                    residents: move.jobs * parameters[.residentsPerJob],
                    privateJobsDisplaced: estimate { $0.jobs[k].displaced },
                    privateJobsGainedAtOrigin: estimate { $0.jobs[k].gainedAtOrigin })
            },
            sectors: (whole?.problem.sectors.records ?? []).enumerated().map { k, sector in
                SectorAnswer(
                    id: sector.id, name: sector.name, nameEnglish: sector.nameEnglish,
                    workers: estimate { $0.national.sectorWorkers[k] })
            }, levyRevenue: estimateIfAny { $0.national.levyRevenue }, taxRate: point.taxRate, residual: point.residual,
            iterations: point.iterations)
    }
}

public import Computation
import Equilibrium
import LinearAlgebra

/// How a scenario's intervals are drawn.
public struct DrawOptions: Sendable {
    /// How many draws; 0 leaves intervals out. More than one in twenty without an answer is refused.
    public var count: Int
    /// Of the design (a Latin hypercube); the same seed gives the same bits.
    public var seed: UInt64
    /// Nil takes one thread for each processor; the bits do not depend on it.
    public var threads: Int?
    /// Whether the draws give way to whatever else the machine has to do.
    public var behind: Bool
    /// Stops the draws between two of them, which ends in a `ScenarioError`; nil lets them run.
    public var cancel: CancelToken?

    /// So many draws, from seed 1, on all processors, with no way to stop them unless given.
    public init(count: Int, seed: UInt64 = 1, threads: Int? = nil, behind: Bool = false, cancel: CancelToken? = nil) {
        self.count = count
        self.seed = seed
        self.threads = threads
        self.behind = behind
        self.cancel = cancel
    }
}

/// Every draw of a scenario that has an answer, with the parameters it was drawn at.
public struct Draws: Sendable {
    /// As they were asked for.
    public let options: DrawOptions
    /// Parameters that were drawn, the others being fixed or standing outside any range.
    public let parameters: [StudyParameter]
    /// Draws that have an answer.
    public private(set) var answered: Int
    /// Why the others have none, and how many.
    public internal(set) var failures: [String: Int]
    private(set) var points: [[Double]]
    private var answers: [[Reading: ReadingPoint]]

    init(options: DrawOptions, parameters: [StudyParameter]) {
        self.options = options
        self.parameters = parameters
        answered = 0
        failures = [:]
        points = []
        answers = []
    }

    /// A reading in each draw.
    func of(_ reading: Reading) -> [ReadingPoint] { answers.compactMap { $0[reading] } }

    /// A reading in each draw, by the point of the design that it was drawn at.
    func byPoint(_ reading: Reading) -> [([Double], ReadingPoint)] {
        zip(points, answers).compactMap { point, answer in answer[reading].map { (point, $0) } }
    }

    mutating func add(_ answer: [Reading: ReadingPoint], at point: [Double]) {
        answered += 1
        points.append(point)
        answers.append(answer)
    }
}

extension StudyParameters {
    /// Parameters with a range that the scenario does not name.
    public var drawn: [StudyParameter] {
        StudyParameter.allCases.filter { $0.description.range != nil && fixed[$0] == nil && isUsed($0) }
    }

    /// The parameters of one point of the unit cube, triangular with the standard value as mode.
    func drawn(at point: [Double]) -> StudyParameters {
        var result = self
        for (parameter, share) in zip(drawn, point) {
            let d = parameter.description
            guard let range = d.range, let mode = standard(parameter) else { continue }
            result.replace(
                parameter,
                with: triangularQuantile(share, low: range.lowerBound, mode: mode, high: range.upperBound))
        }
        return result
    }
}

/// Everything that a draw does not change.
struct DrawProblem: Sendable {
    let study: Study
    let travel: TravelModel
    let applied: AppliedChanges
    let costs: ScenarioCosts
    let starts: [Reading: [Double]]

    init(_ study: Study, _ applied: AppliedChanges, _ costs: ScenarioCosts, starts: [Reading: [Double]])
        throws(ScenarioError)
    {
        self.study = study
        self.applied = applied
        self.starts = starts
        travel = try TravelModel(
            before: study.network, after: applied.network, places: study.places, parameters: study.parameters)
        self.costs = costs
    }

    /// Recomputes what the drawn parameters touch: passengers' hours before and after, trade cost, both calibrations
    /// and the inversion, and the three readings. Goods' hours are left: no parameter of roads is drawn.
    func answer(_ parameters: StudyParameters) throws(EquilibriumError) -> [Reading: ReadingPoint] {
        let before = travel.passengers(after: false, parameters)
        let after = travel.passengers(after: true, parameters)
        let model = try study.problem.calibrated(passengers: before, parameters: parameters, start: study.model)
        let whole = try study.whole.map { whole throws(EquilibriumError) in
            try whole.problem.calibrated(model, parameters: parameters, start: whole.model, accuracy: 1e-9)
        }
        let asked = try AskedModel(
            study, applied, costs, Reading.allCases, after: after, model: model, whole: whole, parameters: parameters)
        var points: [Reading: ReadingPoint] = [:]
        for reading in Reading.allCases {
            guard let start = starts[reading] else { continue }
            let solved = try asked.answer(reading, start: start, options: SolverOptions(tolerance: 1e-9))
            points[reading] = study.point(of: solved, asked.first, applied)
        }
        return points
    }

    /// All draws, in parallel; the design is made first, so that no draw depends on another.
    ///
    /// - Parameter partial: called with the draws done so far, after an eighth, a quarter and half of them.
    func draws(_ options: DrawOptions, progress: (@Sendable (Int) -> Void)?, partial: (Draws) -> Void)
        throws(ScenarioError) -> Draws
    {
        let drawn = study.parameters.drawn
        let design = latinHypercube(count: options.count, dimensions: drawn.count, seed: options.seed)
        let names = study.places.map(\.region.nameEnglish)
        var done = Draws(options: options, parameters: drawn)
        var first = 0
        for last in [options.count / 8, options.count / 4, options.count / 2, options.count] where last > first {
            let begun = first
            let told: @Sendable (Int) -> Void = { count in progress?(begun + count) }
            let results = parallelMap(
                count: last - first, threads: options.threads, behind: options.behind, cancel: options.cancel,
                progress: told
            ) { index -> Result<[Reading: ReadingPoint], EquilibriumError> in
                do throws(EquilibriumError) {
                    return .success(try answer(study.parameters.drawn(at: design[begun + index])))
                } catch {
                    return .failure(error)
                }
            }
            if options.cancel?.isCancelled == true {
                throw ScenarioError(
                    "cancelled",
                    "已取消")
            }
            for (index, result) in results.enumerated() {
                switch result {
                case .success(let answer): done.add(answer, at: design[begun + index])
                case .failure(let error): done.failures[error.kind { names[$0] }, default: 0] += 1
                case nil: done.failures["not begun", default: 0] += 1
                }
            }
            let failed = last - done.answered
            // Refused at the end, or as soon as the share cannot be met any more.
            if failed * 20 > options.count {
                let why = done.failures.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
                throw ScenarioError(
                    """
                    \(failed) of \(last) draws have no answer (\(why)); an interval from the rest would mislead: \
                    fix a parameter or ask for --draws 0
                    """,
                    """
                    \(last) 次抽样中 \(failed) 次无解（\(why)），由其余得出的区间会误导：\
                    请固定某个参数，或用 --draws 0
                    """)
            }
            if last < options.count { partial(done) }
            first = last
        }
        return done
    }
}

extension EquilibriumError {
    /// What failed, without the numbers that differ from draw to draw.
    func kind(placeName: (Int) -> String) -> String {
        switch self {
        case .notConverged(let what, _, _, _): "\(what) did not converge"
        case .targetOutOfReach(let what, _, _, _): "\(what): target out of reach"
        case .badShape, .badParameter, .badValue, .cancelled: message(placeName: placeName)
        }
    }
}

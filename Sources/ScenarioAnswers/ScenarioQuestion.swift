import Asking
import AtlasFiles
public import Atlases
public import Scenarios

extension Scenario {
    /// The same with a code for every place that it names.
    ///
    /// - Throws: `ScenarioError` for a name that is none, or several; codes are left to the study.
    public func placed(on atlas: Atlas) throws(ScenarioError) -> Scenario {
        try placed { (text) throws(ScenarioError) in
            if atlas.region(text) != nil { return text }
            do throws(Problem) { return try atlas.city(called: text).code } catch {
                let words = error.remark { "`\($0)`" }
                throw ScenarioError(words.english, words.chinese)
            }
        }
    }
}

/// A scenario and how it is to be answered.
///
///     let run = try ScenarioQuestion(scenario, draws: DrawOptions(count: 200)).answered(in: atlas)
///     run[.peopleMove]?.places.first?.income
public struct ScenarioQuestion: Sendable {
    /// What changes; its places and parameters also decide what study is needed.
    public var scenario: Scenario
    /// Year of the figures; nil for the atlas's own.
    public var year: Int?
    /// Which readings are answered; answers come in the order of `Reading.allCases`, whatever the order here.
    public var readings: [Reading]
    /// Of the starting points, and of nothing else: draws have their own.
    public var seed: UInt64
    /// Random starting points from which the headline is solved again.
    public var starts: Int
    /// How intervals are drawn; nil for points alone.
    public var draws: DrawOptions?

    /// All three readings, three further starting points and no draws, unless said otherwise.
    public init(
        _ scenario: Scenario, year: Int? = nil, readings: [Reading] = Reading.allCases, seed: UInt64 = 1,
        starts: Int = 3, draws: DrawOptions? = nil
    ) {
        self.scenario = scenario
        self.year = year
        self.readings = readings
        self.seed = seed
        self.starts = starts
        self.draws = draws
    }

    /// Answers the question in a study made for it: the one way in which every face asks.
    ///
    /// - Parameters:
    ///   - study: where the study for a scenario comes from: made anew, or kept from an earlier question.
    ///   - progress: called with what is being done.
    ///   - drawn: called after each draw with how many are done.
    ///   - partial: called with the answer and the intervals so far, a few times before the last draw.
    /// - Throws: `ScenarioError` for what the study or the scenario does not allow.
    /// - Complexity: as `Study.answer`, and making the study where none is kept.
    public func answered(
        study: (Scenario) throws(ScenarioError) -> Study, progress: (String) -> Void = { _ in },
        drawn: (@Sendable (Int) -> Void)? = nil, partial: (ScenarioRun) -> Void = { _ in }
    ) throws(ScenarioError) -> ScenarioRun {
        let study = try study(scenario)
        let answer = try study.answer(
            scenario, readings: readings, seed: seed, starts: starts, draws: draws, progress: progress, drawn: drawn
        ) { partial(ScenarioRun(study: study, answer: $0)) }
        return ScenarioRun(study: study, answer: answer)
    }

    /// The same in a study made for this question alone; places may be told by name.
    public func answered(
        in atlas: Atlas, progress: (String) -> Void = { _ in }, drawn: (@Sendable (Int) -> Void)? = nil
    ) throws(ScenarioError) -> ScenarioRun {
        var question = self
        question.scenario = try scenario.placed(on: atlas)
        return try question.answered(
            study: { scenario throws(ScenarioError) in
                try Study(atlas, year: year ?? atlas.year, for: scenario, progress: progress)
            }, progress: progress, drawn: drawn)
    }
}

/// A scenario answered, with the study that it was asked in.
public struct ScenarioRun: Sendable {
    /// The base year that changes are relative to; places of the answer are its places.
    public let study: Study
    /// What came of each reading, with intervals where draws were asked for.
    public let answer: ScenarioAnswer

    /// Puts the two together; the answer must be one of this study.
    public init(study: Study, answer: ScenarioAnswer) {
        self.study = study
        self.answer = answer
    }

    /// The answer under one reading; nil where it has none, or was not asked for.
    public subscript(_ reading: Reading) -> ReadingAnswer? { answer[reading] }

    /// What the second answer says more than the first. Places that only one of them holds are left out.
    public static func difference(_ first: ScenarioRun, _ second: ScenarioRun) -> ScenarioDifference {
        ScenarioDifference(
            first: first, second: second,
            readings: Reading.allCases.compactMap { AnswerDifference($0, from: first.answer, to: second.answer) })
    }
}

/// Two scenarios side by side: the second less the first.
public struct ScenarioDifference: Sendable {
    /// The answer that is taken away.
    public let first: ScenarioRun
    /// The answer that it is taken away from.
    public let second: ScenarioRun
    /// Readings that both have an answer to, in the order of `Reading.allCases`.
    public let readings: [AnswerDifference]

    /// The difference under one reading; nil where one of the two has no answer to it.
    public subscript(_ reading: Reading) -> AnswerDifference? { readings.first { $0.reading == reading } }
}

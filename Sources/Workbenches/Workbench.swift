public import Asking
import AtlasFiles
public import AtlasQuestions
public import Atlases
import Formats
import Foundation
import Reports
public import ScenarioAnswers
import ScenarioFiles
public import Scenarios

/// The version of the program, as every face of it names it.
public let programVersion = "0.1.0"

/// One function a thing that a user does: the command line, the page and other languages ask here.
public struct Workbench: Sendable {
    /// The atlas with its folder and outlines: what questions are asked of.
    public let opened: OpenAtlas
    /// Its values.
    public var atlas: Atlas { opened.atlas }
    /// Where it lies.
    public var folder: String { opened.folder }

    /// Opens an atlas by name or folder; a broken one is refused.
    public init(atlas nameOrFolder: String) throws(Problem) { opened = try OpenAtlas(nameOrFolder) }

    /// The atlas's own year where none is given.
    public func year(_ given: Int?) -> Int { opened.year(given) }

    /// Asks a question.
    public func ask(_ question: some AtlasQuestion) throws(Problem) -> Record { try question.record(on: opened) }
}

extension Workbench {
    /// Reads a scenario file and answers it.
    ///
    /// - Parameters:
    ///   - draws: how many draws the intervals rest on; 0 gives point answers only.
    ///   - threads: nil takes one for each processor; the answer's bits do not depend on it.
    ///   - drawn: called after each draw with how many are done.
    public func run(
        scenario path: String, year: Int? = nil, seed: UInt64 = 1, draws: Int = 0, threads: Int? = nil,
        progress: (String) -> Void = { _ in },
        drawn: (@Sendable (Int) -> Void)? = nil
    ) throws(Problem) -> ScenarioRun {
        let document = try readScenarioFile(scenarioPath(path))
        let question = ScenarioQuestion(
            document.scenario, year: year, seed: seed,
            draws: draws > 0 ? DrawOptions(count: draws, seed: seed, threads: threads) : nil)
        do {
            return try question.answered(in: atlas, progress: progress, drawn: drawn)
        } catch {
            throw Problem(document.located(error))
        }
    }

    /// The map of an answer as SVG; nil where the reading has no answer.
    public func map(_ run: ScenarioRun, reading: Reading, outcome: Outcome, language: Language)
        throws(Problem) -> String?
    {
        scenarioMap(
            study: run.study, answer: run.answer, reading: reading, outcome: outcome,
            boundaries: try opened.boundaries("prefectures"), provinces: try opened.boundaries("provinces"),
            language: language)
    }

    /// The part of the map that the atlas wants beside every map, as SVG; empty where it wants none.
    public func insetMap(_ language: Language) throws(Problem) -> String {
        scenarioInset(atlas, provinces: try opened.boundaries("provinces"), language: language)
    }

    /// The page about a run.
    ///
    /// - Parameter scenario: the file, or the example, that was asked; the page names it.
    public func report(_ run: ScenarioRun, scenario: String, language: Language) throws(Problem) -> String {
        let name = URL(fileURLWithPath: scenarioPath(scenario)).lastPathComponent
        let (seed, draws) = (run.answer.uniqueness.seed, run.answer.draws?.draws)
        let drawn = draws.map { " --draws \($0)" } ?? ""
        return scenarioReport(
            study: run.study, answer: run.answer, boundaries: try opened.boundaries("prefectures"),
            provinces: try opened.boundaries("provinces"),
            language: language,
            command:
                """
                hinterland report \(name) --year \(run.study.year)\(drawn) --seed \(seed) \
                --language \(language.rawValue)
                """
        )
    }
}

extension Workbench {
    /// The calibrated model: targets met, figures held out, assumptions.
    public func calibrate(year: Int, parameters: StudyParameters = StudyParameters()) throws(Problem) -> Record {
        try study(year, parameters, .oneSector) { study throws in study.calibrationRecord() }
    }

    /// What speaks for and against the model, apart from what it was calibrated to.
    public func diagnose(year: Int, seed: UInt64, parameters: StudyParameters = StudyParameters())
        throws(Problem) -> Record
    {
        try study(year, parameters, .oneSector) { study throws in try study.diagnosisRecord(seed: seed) }
    }

    /// What the whole model makes of the atlas: its sectors, its rest of the world, and what it was not given.
    public func diagnoseWhole(year: Int, parameters: StudyParameters = StudyParameters()) throws(Problem)
        -> Record
    {
        try study(year, parameters, ModelChoice(.whole)) { study throws in try study.wholeRecord() }
    }

    private func study(
        _ year: Int, _ parameters: StudyParameters, _ model: ModelChoice, _ answer: (Study) throws -> Record
    ) throws(Problem) -> Record {
        do {
            return try answer(Study(atlas, year: year, parameters: parameters, model: model))
        } catch { throw Problem(error) }
    }
}

public import Asking
public import Atlas
import AtlasFiles
public import AtlasQuestions
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
    public var atlas: Atlas { opened.atlas }
    public var folder: String { opened.folder }

    /// Opens an atlas by name or folder; a broken one is refused.
    public init(atlas nameOrFolder: String) throws(Problem) { opened = try OpenAtlas(nameOrFolder) }

    public func year(_ given: Int?) -> Int { opened.year(given) }

    /// Asks a question.
    public func ask(_ question: some AtlasQuestion) throws(Problem) -> Record { try question.record(on: opened) }

    /// What identifies the atlas in every answer.
    public struct AtlasIdentity: Encodable, Sendable {
        public let name, version, hash: String
    }

    public var identity: AtlasIdentity { AtlasIdentity(name: atlas.name, version: atlas.version, hash: atlas.hash) }

    /// Outlines, where the atlas has them.
    func boundaries(_ name: String) throws(WorkbenchError) -> Boundaries? {
        do { return try opened.boundaries(name) } catch { throw WorkbenchError(error) }
    }

    /// A region by code, Chinese or English name.
    public func region(_ text: String) throws(WorkbenchError) -> Region {
        do { return try opened.region(text) } catch { throw WorkbenchError(error) }
    }
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
    ) throws(WorkbenchError) -> ScenarioRun {
        let document = try readScenarioFile(scenarioPath(path))
        let question = ScenarioQuestion(
            document.scenario, year: year, seed: seed,
            draws: draws > 0 ? DrawOptions(count: draws, seed: seed, threads: threads) : nil)
        do {
            return try question.answered(in: atlas, progress: progress, drawn: drawn)
        } catch {
            throw WorkbenchError(.data, "\(document.located(error))")
        }
    }

    /// A file, or the name of an example that comes with the atlas.
    func scenarioPath(_ nameOrPath: String) -> String {
        let example = "\(folder)/scenarios/\(nameOrPath).yaml"
        let isName = !nameOrPath.contains("/") && !FileManager.default.fileExists(atPath: nameOrPath)
        return isName && FileManager.default.fileExists(atPath: example) ? example : nameOrPath
    }

    /// The examples that come with the atlas.
    public func examples(language: Language) throws(WorkbenchError) -> Output {
        var rows: [ExampleRow] = []
        for name in exampleNames() {
            let scenario = try exampleScenario(name)
            rows.append(
                ExampleRow(
                    id: name, name: language(scenario.name, scenario.nameChinese ?? scenario.name),
                    path: "\(folder)/scenarios/\(name).yaml"
                ))
        }
        return Output(
            json: Envelope(inputs: ["atlas": atlas.name], result: rows, sources: [String]()),
            sections: [
                Section(
                    columns: [language("example", "示例"), language("question", "问题")],
                    rows: rows.map { [$0.id, $0.name] },
                    notes: [language("Run one: hinterland scenario run NAME", "运行：hinterland scenario run 名称")])
            ])
    }

    /// Names of the examples that come with the atlas.
    public func exampleNames() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/scenarios")) ?? []).filter {
            $0.hasSuffix(".yaml")
        }
        .map { String($0.dropLast(5)) }.sorted()
    }

    func exampleScenario(_ name: String) throws(WorkbenchError) -> Scenario {
        try readScenarioFile("\(folder)/scenarios/\(name).yaml").scenario
    }

    /// The map of an answer as SVG; nil where the reading has no answer.
    public func map(_ run: ScenarioRun, reading: Reading, outcome: Outcome, language: Language)
        throws(WorkbenchError) -> String?
    {
        scenarioMap(
            study: run.study, answer: run.answer, reading: reading, outcome: outcome,
            boundaries: try boundaries("prefectures"), provinces: try boundaries("provinces"), language: language)
    }

    /// The part of the map that the atlas wants beside every map, as SVG; empty where it wants none.
    public func insetMap(_ language: Language) throws(WorkbenchError) -> String {
        scenarioInset(atlas, provinces: try boundaries("provinces"), language: language)
    }

    /// The page about a run.
    ///
    /// - Parameter scenario: the file, or the example, that was asked; the page names it.
    public func report(_ run: ScenarioRun, scenario: String, language: Language) throws(WorkbenchError) -> String {
        let name = URL(fileURLWithPath: scenarioPath(scenario)).lastPathComponent
        return scenarioReport(
            study: run.study, answer: run.answer, boundaries: try boundaries("prefectures"),
            provinces: try boundaries("provinces"),
            language: language,
            command:
                """
                hinterland report \(name) --year \(run.study.year) --seed \(run.answer.uniqueness.seed) \
                --language \(language.rawValue)
                """
        )
    }
}

func readScenarioFile(_ path: String) throws(WorkbenchError) -> ScenarioDocument {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
        throw WorkbenchError(
            .data,
            "\(path): no such scenario file; `hinterland scenario examples` lists those that come with the program")
    }
    guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.read(upToCount: (1 << 20) + 1) else {
        throw WorkbenchError(.data, "\(path): the file cannot be read; check its permissions")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
        throw WorkbenchError(.data, "\(path): expected text in UTF-8")
    }
    do {
        return try readScenario(text, file: path)
    } catch {
        throw WorkbenchError(.data, "\(error)")
    }
}

extension Workbench {
    /// The calibrated model: targets met, figures held out, assumptions.
    public func calibrate(year: Int, parameters: StudyParameters = StudyParameters()) throws(WorkbenchError) -> Record {
        try study(year, parameters, .oneSector) { study throws in study.calibrationRecord() }
    }

    /// What speaks for and against the model, apart from what it was calibrated to.
    public func diagnose(year: Int, seed: UInt64, parameters: StudyParameters = StudyParameters())
        throws(WorkbenchError) -> Record
    {
        try study(year, parameters, .oneSector) { study throws in try study.diagnosisRecord(seed: seed) }
    }

    /// What the whole model makes of the atlas: its sectors, its rest of the world, and what it was not given.
    public func diagnoseWhole(year: Int, parameters: StudyParameters = StudyParameters()) throws(WorkbenchError)
        -> Record
    {
        try study(year, parameters, ModelChoice(.whole)) { study throws in try study.wholeRecord() }
    }

    private func study(
        _ year: Int, _ parameters: StudyParameters, _ model: ModelChoice, _ answer: (Study) throws -> Record
    ) throws(WorkbenchError) -> Record {
        do {
            return try answer(Study(atlas, year: year, parameters: parameters, model: model))
        } catch { throw WorkbenchError(error) }
    }
}

struct ExampleRow: Encodable {
    let id, name, path: String
}

import Asking
import AtlasAnswers
import AtlasQuestions
import Atlases
import ChinaDocuments
import Computation
import Documents
import Formats
import Foundation
import IndexAnswers
import MeasureAnswers
import NetworkAnswers
import Reports
import ScenarioAnswers
import ScenarioFiles
import Scenarios
import Synchronization
import Workbenches

/// What the server answers with: one atlas, its studies, and the bounds on what is computed at once.
final class Laboratory: Sendable {
    let workbench: Workbench
    let measures: MeasureCatalogue
    let changes: [any Change.Type]
    let studies: StudyStore
    /// Point answers: one a processor, and a line of those that wait.
    let points = WorkPool(atOnce: processorCount, mayWait: 256)
    /// Tables, indices and rankings of lines, which may take long: apart, so that no point answer waits behind them.
    let studiesAtLength = WorkPool(atOnce: processorCount, mayWait: 64)
    /// Why the atlas has no model; nil where it has one.
    let noModel: Remark?
    /// Hours between the atlas's places at the end of its year; nil where it has no model.
    let travel: CityTravel?
    let drawQueue = DrawQueue(most: 64)
    /// What never changes while the server runs, by path.
    let fixed: [String: String]
    let tag: String
    private let years = Mutex<String?>(nil)

    /// - Parameters:
    ///   - atlas: the name of a bundled one, or a folder.
    ///   - measures: what `/api/measures` offers.
    ///   - changes: what a scenario may hold.
    init(atlas: String, _ measures: MeasureCatalogue, changes: [any Change.Type]) throws {
        (self.measures, self.changes) = (measures, changes)
        workbench = try Workbench(atlas: atlas)
        studies = StudyStore(workbench.atlas)
        // An atlas may hold figures without a model: then it is looked at, and the laboratory says what is missing.
        let study: Study?
        do {
            study = try studies.study(for: Scenario(name: "base year", changes: []))
            noModel = nil
        } catch {
            study = nil
            noModel = Remark(error.message, error.chinese)
        }
        let atlas = workbench.atlas
        travel = study == nil ? nil : try CityTravel(atlas, year: atlas.year, figures: atlas.year)
        fixed = try Self.fixed(workbench, study, travel, noModel, measures, changes)
        tag = "\"\(workbench.atlas.hash.prefix(16))-\(Int(Date().timeIntervalSince1970))\""
    }

    /// What never changes while the server runs, in the dialect of every answer; insets as they are drawn.
    private static func fixed(
        _ workbench: Workbench, _ study: Study?, _ travel: CityTravel?, _ noModel: Remark?,
        _ measures: MeasureCatalogue, _ changes: [any Change.Type]
    ) throws -> [String: String] {
        let questions: [(String, any AtlasQuestion)] = [
            ("atlas", AtlasCard(program: programVersion, noModel: noModel)), ("regions", GroundRegions(study)),
            ("clusters", GroundClusters()), ("network", RailNetwork()), ("indicators", IndicatorList()),
            ("claims", ClaimList()), ("flows", FlowList()),
            ("cluster-cards", ClusterCards(travel)), ("parameters", ParameterList()), ("recipes", RecipeList()),
            ("boundaries/prefectures", GroundOutlines("prefectures")), ("boundaries/lines", GroundBorders()),
        ]
        var fixed = [
            "/api/examples": try workbench.examples(whole: true).value(in: .english).json,
            "/api/inset/en": try workbench.insetMap(.english), "/api/inset/zh": try workbench.insetMap(.chinese),
        ]
        for (name, question) in questions {
            fixed["/api/\(name)"] = try workbench.ask(question).value(in: .english).json
        }
        fixed["/api/changes"] =
            Record(inputs: [], result: { _ in changeDescriptions(changes) }, sheets: []).value(in: .english).json
        fixed["/api/measures"] = measures.record { slot in slot.setting.id }.value(in: .english).json
        // An atlas of other regions than China's cannot answer this one: an answer without a result says why.
        let younger: Record
        do { younger = try workbench.ask(YoungerClusters()) } catch {
            younger = Record(inputs: [], result: { _ in .none }, remarks: [error.remark(naming: { $0 })], sheets: [])
        }
        fixed["/api/milken"] = younger.value(in: .english).json
        return fixed
    }

    /// Hours to the nearest anchor year by year: found when first asked for, then kept.
    func openingYears() throws -> String {
        try refuseWithoutModel()
        return try years.withLock { kept in
            if let kept { return kept }
            let found = try OpeningYearsQuestion().answer(on: workbench.atlas).record.value(in: .english).json
            kept = found
            return found
        }
    }

    private var reader: ScenarioReader { ScenarioReader(kinds: changes) }

    /// A scenario from JSON or YAML, told apart by the kind the client names.
    func scenario(_ body: Data, isYAML: Bool) throws -> ScenarioDocument {
        try understanding {
            if !isYAML { return try reader.read(json: body, file: "scenario") }
            guard let text = String(validating: body, as: UTF8.self) else {
                throw Refusal(.badRequest, "expected text in UTF-8", "应为 UTF-8 文本")
            }
            return try reader.read(text, file: "scenario")
        }
    }

    /// Several scenarios in one JSON object, by name.
    func scenarios(_ body: Data, named names: [String]) throws -> [ScenarioDocument] {
        try understanding { try reader.read(json: body, named: names, file: "scenarios") }
    }

    private func understanding<Read>(_ body: () throws -> Read) throws -> Read {
        do {
            return try body()
        } catch let error as DocumentError {
            let (place, line) = (error.line.map { "line \($0): " } ?? "", error.line.map { "第 \($0) 行：" } ?? "")
            throw Refusal(.badRequest, place + error.message, line + error.chinese, change: error.item)
        }
    }

    /// The answer in the study kept for such scenarios, or in a new one.
    func answer(_ scenario: Scenario, readings: [Reading], starts: Int) throws -> ScenarioRun {
        try refusing {
            try ScenarioQuestion(try scenario.placed(on: workbench.atlas), readings: readings, starts: starts).answered(
                study: studies.study)
        }
    }

    func draws(
        _ scenario: Scenario, _ question: DrawSettings, cancel: CancelToken, drawn: (@Sendable (Int) -> Void)? = nil,
        partial: (ScenarioRun) -> Void = { _ in }
    ) throws -> ScenarioRun {
        try refusing {
            // Those who drag come first.
            let seed = UInt64(max(0, question.seed))
            let options = DrawOptions(count: question.draws, seed: seed, behind: true, cancel: cancel)
            let scenario = try scenario.placed(on: workbench.atlas)
            return try ScenarioQuestion(scenario, seed: seed, draws: question.draws > 0 ? options : nil).answered(
                study: studies.study, drawn: drawn, partial: partial)
        }
    }

    private func refusing<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as ScenarioError {
            throw Refusal(.unprocessableContent, error.message, error.chinese, change: error.change)
        }
    }
}

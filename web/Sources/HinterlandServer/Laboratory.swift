import Asking
import Computation
import Documents
import Formats
import Foundation
import Reports
import ScenarioAnswers
import ScenarioFiles
import Scenarios
import Synchronization
import Workbench

/// What the server answers with: one atlas, its studies, and the bounds on what is computed at once.
final class Laboratory: Sendable {
    let workbench: Workbench
    let studies: StudyStore
    /// Point answers: one a processor, and a line of those that wait.
    let points = WorkPool(atOnce: processorCount, mayWait: 256)
    /// The base year: hours and places of the atlas; nil where it has no model, and why.
    let baseStudy: Study?
    let noModel: String?
    let drawQueue = DrawQueue(most: 64)
    /// What never changes while the server runs, by path.
    let fixed: [String: String]
    let tag: String
    private let years = Mutex<String?>(nil)

    static let mostDraws = 2_000

    init(atlas: String) throws {
        workbench = try Workbench(atlas: atlas)
        studies = StudyStore(workbench.atlas)
        // An atlas may hold figures without a model: then it is looked at, and the laboratory says what is missing.
        let study: Study?
        do {
            study = try studies.study(for: Scenario(name: "base year", changes: []))
            noModel = nil
        } catch let error as ScenarioError {
            study = nil
            noModel = error.message
        }
        baseStudy = study
        fixed = [
            "/api/atlas": workbench.atlasJSON(noModel: noModel), "/api/regions": try workbench.regionsJSON(study),
            "/api/clusters": try workbench.clustersJSON(), "/api/network": workbench.networkJSON(),
            "/api/indicators": workbench.indicatorsJSON(), "/api/claims": workbench.claimsJSON(),
            "/api/flows": workbench.flowsJSON(),
            "/api/milken": (try? workbench.milken(year: workbench.atlas.year, language: .english).text(.json))
                ?? "null",
            "/api/cluster-cards": workbench.clusterCardsJSON(study), "/api/parameters": workbench.parametersJSON(),
            "/api/examples": try workbench.examplesJSON(),
            "/api/boundaries/prefectures": try workbench.boundariesGeoJSON("prefectures") ?? Self.noFeatures,
            "/api/boundaries/lines": try workbench.bordersJSON(),
            "/api/inset/en": try workbench.insetMap(.english), "/api/inset/zh": try workbench.insetMap(.chinese),
        ]
        tag = "\"\(workbench.atlas.hash.prefix(16))-\(Int(Date().timeIntervalSince1970))\""
    }

    private static let noFeatures = "{\"type\":\"FeatureCollection\",\"features\":[]}"

    /// Hours to the nearest anchor year by year: found when first asked for, then kept.
    func openingYears() throws -> String {
        try years.withLock { kept in
            if let kept { return kept }
            let found = try workbench.openingYearsJSON()
            kept = found
            return found
        }
    }

    /// A scenario from JSON or YAML, told apart by the kind the client names.
    func scenario(_ body: Data, isYAML: Bool) throws -> ScenarioDocument {
        do {
            if !isYAML { return try readScenario(json: body, file: "scenario") }
            guard let text = String(validating: body, as: UTF8.self) else {
                throw Refusal(.badRequest, "expected text in UTF-8")
            }
            return try readScenario(text, file: "scenario")
        } catch let error as DocumentError {
            let place = error.line.map { "line \($0): " } ?? ""
            throw Refusal(.badRequest, place + error.message, change: error.item)
        }
    }

    /// The answer in the study kept for such scenarios, or in a new one.
    func answer(_ scenario: Scenario, readings: [Reading], starts: Int) throws -> ScenarioRun {
        try refusing {
            try ScenarioQuestion(scenario, readings: readings, starts: starts).answered(study: studies.study)
        }
    }

    func draws(
        _ scenario: Scenario, count: Int, seed: UInt64, cancel: CancelToken, drawn: (@Sendable (Int) -> Void)? = nil,
        partial: (ScenarioRun) -> Void = { _ in }
    ) throws -> ScenarioRun {
        try refusing {
            // Those who drag come first.
            let options = DrawOptions(count: count, seed: seed, behind: true, cancel: cancel)
            return try ScenarioQuestion(scenario, seed: seed, draws: count > 0 ? options : nil).answered(
                study: studies.study, drawn: drawn, partial: partial)
        }
    }

    private func refusing<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as ScenarioError {
            throw Refusal(.unprocessableContent, error.message, change: error.change)
        }
    }
}

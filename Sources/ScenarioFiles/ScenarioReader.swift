public import Documents
public import Foundation
public import Scenarios
import Yams

/// A scenario with the line on which each of its changes stands.
public struct ScenarioDocument: Sendable {
    public let file: String
    public let scenario: Scenario
    public let changeLines: [Int]

    /// The error of a run, with the line of the change it is about.
    public func located(_ error: ScenarioError) -> DocumentError {
        let line = error.change.flatMap { changeLines.indices.contains($0) ? changeLines[$0] : nil }
        return DocumentError(file: file, line: line, item: error.change, error.message)
    }
}

/// Reads a scenario from YAML text.
///
/// Keys are checked, so that a misspelt one is an error and not silently nothing. Codes may be written as numbers or
/// text. Anchors and aliases are refused.
///
/// - Throws: `DocumentError` with the line and what was expected.
public func readScenario(_ yaml: String, file: String) throws(DocumentError) -> ScenarioDocument {
    let reader = NodeReader(file: file)
    return try ScenarioDocument(try reader.document(yaml, "a scenario"), reader)
}

/// Reads a scenario from JSON with the same keys. Types are checked: text and codes are text, numbers are numbers.
///
/// - Throws: `DocumentError` with the index of the change and what was expected.
public func readScenario(json: Data, file: String) throws(DocumentError) -> ScenarioDocument {
    let reader = NodeReader(file: file, typed: true)
    do throws(DocumentError) {
        return try ScenarioDocument(
            try reader.document(json: json, "a scenario", "with the keys name and changes"), reader)
    } catch {
        throw DocumentError(file: file, item: error.item, error.message)
    }
}

extension ScenarioDocument {
    fileprivate init(_ root: Node?, _ reader: NodeReader) throws(DocumentError) {
        let file = reader.file
        let fields = try reader.fields(
            root, of: "a scenario", required: ["name", "changes"],
            optional: ["nameChinese", "note", "noteChinese", "places", "parameters", "model"])
        let changeNodes = try reader.sequence(fields["changes"], "changes")
        var changes: [Change] = []
        for (index, node) in changeNodes.enumerated() {
            do throws(DocumentError) { changes.append(try reader.change(node)) } catch { throw error.at(item: index) }
        }
        let lines = changeNodes.map { $0.mark?.line ?? 0 }
        let scenario = Scenario(
            name: try reader.text(fields["name"], "name"),
            nameChinese: try reader.optionalText(fields["nameChinese"], "nameChinese"),
            places: try reader.codes(fields["places"], "places", optional: true), changes: changes,
            parameters: try reader.parameters(fields["parameters"]), model: try reader.model(fields["model"]),
            note: try reader.optionalText(fields["note"], "note"),
            noteChinese: try reader.optionalText(fields["noteChinese"], "noteChinese"))
        self.init(file: file, scenario: scenario, changeLines: lines)
        do throws(ScenarioError) { try scenario.check() } catch { throw located(error) }
    }
}

public import Documents
public import Scenarios
import Yams

/// A scenario with the line on which each of its changes stands.
public struct ScenarioDocument: Sendable {
    /// Its name, as errors say it.
    public let file: String
    /// What was read.
    public var scenario: Scenario
    /// Line of each change, from 1; 0 where there are no lines.
    public let changeLines: [Int]

    /// The error of a run, with the line of the change it is about.
    public func located(_ error: ScenarioError) -> DocumentError {
        let line = error.change.flatMap { changeLines.indices.contains($0) ? changeLines[$0] : nil }
        return DocumentError(file: file, line: line, item: error.change, error.message, error.chinese)
    }
}

/// Reads scenarios.
///
/// Keys are checked, so that a misspelt one is an error and not silently nothing.
public struct ScenarioReader: Sendable {
    private let kinds: [any Change.Type]

    /// - Parameter kinds: of changes that it knows.
    public init(kinds: [any Change.Type] = changeKinds) { self.kinds = kinds }

    /// Reads a scenario from YAML text. Codes may be written as numbers or text. Anchors and aliases are refused.
    ///
    /// - Throws: `DocumentError` with the line and what was expected.
    public func read(_ yaml: String, file: String) throws(DocumentError) -> ScenarioDocument {
        let reader = NodeReader(file: file)
        return try document(try reader.document(yaml, "a scenario"), reader)
    }

    /// Reads a scenario from JSON with the same keys. Types are checked: text and codes are text, numbers are numbers.
    ///
    /// - Throws: `DocumentError` with the index of the change and what was expected.
    public func read(json: some Sequence<UInt8>, file: String) throws(DocumentError) -> ScenarioDocument {
        try read(json, file, "a scenario", "with the keys name and changes") { root, reader throws(DocumentError) in
            try document(root, reader)
        }
    }

    /// Reads scenarios side by side from a JSON object that holds one under each name.
    ///
    /// - Throws: `DocumentError` with the index of the change and what was expected.
    public func read(json: some Sequence<UInt8>, named names: [String], file: String) throws(DocumentError)
        -> [ScenarioDocument]
    {
        let what = "an object with \(names.joined(separator: " and "))"
        return try read(json, file, what, "with \(names.joined(separator: " and "))") {
            root, reader throws(DocumentError) in
            let found = try reader.fields(root, of: what, required: names)
            var documents: [ScenarioDocument] = []
            for name in names { documents.append(try document(found[name], reader)) }
            return documents
        }
    }

    /// The currency of keys of earlier scenarios.
    private static let yuan = "CNY"

    /// JSON has changes by their index, no lines.
    private func read<Read>(
        _ json: some Sequence<UInt8>, _ file: String, _ what: String, _ needs: String,
        _ body: (Node, NodeReader) throws(DocumentError) -> Read
    ) throws(DocumentError) -> Read {
        let reader = NodeReader(file: file, typed: true)
        do throws(DocumentError) {
            return try body(try reader.document(json: Array(json), what, needs), reader)
        } catch {
            throw DocumentError(file: file, item: error.item, error.message, error.chinese)
        }
    }

    private func document(_ root: Node?, _ reader: NodeReader) throws(DocumentError) -> ScenarioDocument {
        let fields = try reader.fields(
            root, of: "a scenario", required: ["name", "changes"],
            optional: ["nameChinese", "note", "noteChinese", "places", "parameters", "model", "currency"])
        let nodes = try reader.sequence(fields["changes"], "changes")
        var changes: [any Change] = []
        var inYuan = false
        for (index, node) in nodes.enumerated() {
            do throws(DocumentError) { changes.append(try reader.change(node, kinds, inYuan: &inYuan)) } catch {
                throw error.at(item: index)
            }
        }
        let currency = try reader.optionalText(fields["currency"], "currency")
        if inYuan, let currency, currency != Self.yuan {
            throw reader.wrong(
                fields["currency"],

                "currency is \(currency.prefix(20)), but an amount is in yuan: write `amount:` or `cost:`",
                "currency 为 \(currency.prefix(20))，而金额以人民币元计：请写 `amount:` 或 `cost:`")
        }
        let scenario = Scenario(
            name: try reader.text(fields["name"], "name"),
            nameChinese: try reader.optionalText(fields["nameChinese"], "nameChinese"),
            places: try reader.codes(fields["places"], "places", optional: true), changes: changes,
            parameters: try reader.parameters(fields["parameters"]), model: try reader.model(fields["model"]),
            currency: currency ?? (inYuan ? Self.yuan : nil),
            note: try reader.optionalText(fields["note"], "note"),
            noteChinese: try reader.optionalText(fields["noteChinese"], "noteChinese"))
        let document = ScenarioDocument(
            file: reader.file, scenario: scenario, changeLines: nodes.map { $0.mark?.line ?? 0 })
        do throws(ScenarioError) { try scenario.check() } catch { throw document.located(error) }
        return document
    }
}

/// Reads a scenario with the kinds of change that are known, from YAML.
public func readScenario(_ yaml: String, file: String) throws(DocumentError) -> ScenarioDocument {
    try ScenarioReader().read(yaml, file: file)
}

/// The same from JSON.
public func readScenario(json: some Sequence<UInt8>, file: String) throws(DocumentError) -> ScenarioDocument {
    try ScenarioReader().read(json: json, file: file)
}

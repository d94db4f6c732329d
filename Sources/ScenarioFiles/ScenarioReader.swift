public import Foundation
public import Scenarios
import Yams

/// A scenario with the line on which each of its changes stands.
public struct ScenarioDocument: Sendable {
    public let file: String
    public let scenario: Scenario
    public let changeLines: [Int]

    /// The error of a run, with the line of the change it is about.
    public func located(_ error: ScenarioError) -> ScenarioFileError {
        let line = error.change.flatMap { changeLines.indices.contains($0) ? changeLines[$0] : nil }
        return ScenarioFileError(file: file, line: line, change: error.change, error.message)
    }
}

/// Reads a scenario from YAML text.
///
/// Keys are checked, so that a misspelt one is an error and not silently nothing. Codes may be written as numbers or text.
/// Anchors and aliases are refused.
///
/// - Throws: `ScenarioFileError` with the line and what was expected.
public func readScenario(_ yaml: String, file: String) throws(ScenarioFileError) -> ScenarioDocument {
    if yaml.utf8.count > 1 << 20 { throw ScenarioFileError(file: file, "expected a scenario of at most 1 MB") }
    if let line = lineWithAnchor(yaml) {
        throw ScenarioFileError(
            file: file, line: line, "YAML anchors and aliases (& and *) are not used in scenarios: write the value out, or quote the text")
    }
    // Editors of some systems put a mark of the byte order first.
    return try ScenarioDocument(parsing: yaml.hasPrefix("\u{FEFF}") ? String(yaml.dropFirst()) : yaml, NodeReader(file: file))
}

/// Reads a scenario from JSON with the same keys. Types are checked: text and codes are text, numbers are numbers.
///
/// - Throws: `ScenarioFileError` with the index of the change and what was expected.
public func readScenario(json: Data, file: String) throws(ScenarioFileError) -> ScenarioDocument {
    if json.count > 1 << 20 { throw ScenarioFileError(file: file, "expected a scenario of at most 1 MB") }
    // What is valid JSON and written anew, without escapes but those that YAML knows, is YAML.
    guard let object = try? JSONSerialization.jsonObject(with: json), object is [String: Any],
        let plain = try? JSONSerialization.data(withJSONObject: object, options: [.withoutEscapingSlashes])
    else { throw ScenarioFileError(file: file, "not JSON: expected an object with the keys name and changes") }
    // YAML takes these only as escapes.
    let text = String(decoding: plain, as: UTF8.self).unicodeScalars.reduce(into: "") { text, scalar in
        switch scalar.value {
        case 0x7F...0x9F, 0xFEFF, 0xFFFE, 0xFFFF: text += "\\u" + String(0x10000 + scalar.value, radix: 16).dropFirst()
        default: text.unicodeScalars.append(scalar)
        }
    }
    do throws(ScenarioFileError) {
        return try ScenarioDocument(parsing: text, NodeReader(file: file, typed: true))
    } catch {
        throw ScenarioFileError(file: file, change: error.change, error.message)
    }
}

extension ScenarioDocument {
    fileprivate init(parsing text: String, _ reader: NodeReader) throws(ScenarioFileError) {
        let file = reader.file
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw ScenarioFileError(file: file, line: error.line, "not YAML: \(error.problem)")
        } catch {
            throw ScenarioFileError(file: file, "not YAML")
        }
        let fields = try reader.fields(
            root, of: "a scenario", required: ["name", "changes"],
            optional: ["nameChinese", "note", "noteChinese", "places", "parameters", "model"])
        let changeNodes = try reader.sequence(fields["changes"], "changes")
        var changes: [Change] = []
        for (index, node) in changeNodes.enumerated() {
            do throws(ScenarioFileError) { changes.append(try reader.change(node)) } catch { throw error.at(change: index) }
        }
        let lines = changeNodes.map { $0.mark?.line ?? 0 }
        let scenario = Scenario(
            name: try reader.text(fields["name"], "name"), nameChinese: try reader.optionalText(fields["nameChinese"], "nameChinese"),
            places: try reader.codes(fields["places"], "places", optional: true), changes: changes,
            parameters: try reader.parameters(fields["parameters"]), model: try reader.model(fields["model"]),
            note: try reader.optionalText(fields["note"], "note"),
            noteChinese: try reader.optionalText(fields["noteChinese"], "noteChinese"))
        self.init(file: file, scenario: scenario, changeLines: lines)
        do throws(ScenarioError) { try scenario.check() } catch { throw located(error) }
    }
}

/// The first line with an anchor or alias outside quotes and comments.
private func lineWithAnchor(_ yaml: String) -> Int? {
    for (index, line) in yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
        var quote: UInt8?
        var escaped = false
        var before = UInt8(ascii: " ")
        let bytes = Array(line.utf8)
        for (position, byte) in bytes.enumerated() {
            defer { before = byte }
            if let open = quote {
                if escaped {
                    escaped = false
                } else if open == UInt8(ascii: "\"") && byte == UInt8(ascii: "\\") {
                    escaped = true
                } else if byte == open {
                    quote = nil
                }
                continue
            }
            let starts = before == UInt8(ascii: " ") || "[,{:-?\t".utf8.contains(before)
            if byte == UInt8(ascii: "#") && starts { break }
            if starts && (byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")) { quote = byte }
            let next = position + 1 < bytes.count ? bytes[position + 1] : UInt8(ascii: " ")
            if starts && (byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*")) && next > 32 { return index + 1 }
        }
    }
    return nil
}

extension YamlError {
    fileprivate var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: nil
        }
    }

    fileprivate var problem: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        case .reader(let problem, _, _, _): problem
        case .duplicatedKeysInMapping(let keys, _): "the key \(keys.sorted().joined(separator: ", ")) stands twice"
        default: "it cannot be read"
        }
    }
}

public import Asking
import AtlasFiles
import Atlases
import Foundation
import ScenarioFiles
import Scenarios

/// A question that comes with the atlas.
struct ExampleScenario: Sendable {
    let id: String
    let path: String
    let scenario: Scenario
}

extension Workbench {
    /// The questions that come with the atlas.
    ///
    /// - Parameter whole: with their scenarios, as the page takes them; else their names and files.
    public func examples(whole: Bool = false) throws(Problem) -> Record {
        var found: [ExampleScenario] = []
        for id in exampleNames() {
            let path = "\(folder)/scenarios/\(id).yaml"
            found.append(ExampleScenario(id: id, path: path, scenario: try readScenarioFile(path).scenario))
        }
        let columns: [Column<ExampleScenario>] =
            [
                .text("id", "example", "示例", \.id),
                .words("name", "question", "问题") {
                    Remark($0.scenario.name, $0.scenario.nameChinese ?? $0.scenario.name)
                },
            ] + [whole ? .value("scenario") { value(of: $0.scenario) } : .value("path") { .text($0.path) }]
        let layout = Layout<[ExampleScenario]>.rows(nil, columns) { $0 }.noted { _ in
            [Remark("Run one: hinterland scenario run NAME", "运行：hinterland scenario run 名称")]
        }
        return Record(inputs: [Value.Field("atlas", opened.identity)], found, layout)
    }

    /// A file, or the name of an example that comes with the atlas.
    func scenarioPath(_ nameOrPath: String) -> String {
        let example = "\(folder)/scenarios/\(nameOrPath).yaml"
        let isName = !nameOrPath.contains("/") && !FileManager.default.fileExists(atPath: nameOrPath)
        return isName && FileManager.default.fileExists(atPath: example) ? example : nameOrPath
    }

    /// Names of the examples that come with the atlas.
    public func exampleNames() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/scenarios")) ?? []).filter {
            $0.hasSuffix(".yaml")
        }
        .map { String($0.dropLast(5)) }.sorted()
    }
}

func readScenarioFile(_ path: String) throws(Problem) -> ScenarioDocument {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
        throw Problem(
            .data,
            "\(path): no such scenario file; `hinterland scenario examples` lists those that come with the program",
            "\(path)：没有此情景文件；`hinterland scenario examples` 列出自带示例")
    }
    let words = try UserText(path: path, most: 1 << 20)
    do {
        var document = try readScenario(words.text, file: path)
        document.scenario.remarks += words.remarks
        return document
    } catch {
        throw Problem(error)
    }
}

import Formats
import ScenarioFiles
import Wording

extension Workbench {
    /// The questions that come with the atlas.
    public func examplesJSON() throws(WorkbenchError) -> String {
        var entries: [String] = []
        for name in exampleNames() {
            let scenario = try exampleScenario(name)
            entries.append("{\"id\":\(quotedText(name)),\"scenario\":\(jsonText(scenario))}")
        }
        return "[\(entries.joined(separator: ","))]"
    }
}

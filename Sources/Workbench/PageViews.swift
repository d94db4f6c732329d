import Asking
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
        let inputs = Value.fields(("atlas", opened.identity)).json
        return "{\"inputs\":\(inputs),\"result\":[\(entries.joined(separator: ","))],\"notes\":[],\"sources\":[]}"
    }
}

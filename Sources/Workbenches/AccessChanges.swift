import Asking
public import NetworkAnswers
import ScenarioAnswers
import ScenarioFiles
import Scenarios

extension Workbench {
    /// What links do to accessibility; a scenario is read from a file or by the name of an example.
    public func answer(_ question: AccessChangeQuestion) throws(Problem) -> NetworkAnswer<AccessChange> {
        try question.answer(on: atlas) { path throws(Problem) in
            let document = try readScenarioFile(scenarioPath(path))
            do throws(ScenarioError) { return try document.scenario.placed(on: atlas) } catch {
                throw Problem(document.located(error))
            }
        }
    }
}

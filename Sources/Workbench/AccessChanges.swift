import Asking
public import NetworkAnswers
import Scenarios

extension Workbench {
    /// What links do to accessibility; a scenario is read from a file or by the name of an example.
    public func answer(_ question: AccessChangeQuestion) throws(Problem) -> NetworkAnswer<AccessChange> {
        try question.answer(on: atlas) { path throws(Problem) in try readScenarioFile(scenarioPath(path)).scenario }
    }
}

import Asking
public import NetworkAnswers
import Scenarios

extension WorkbenchError {
    /// A problem as the command line words it.
    init(_ problem: Problem) {
        self.init(problem.kind == .use ? .use : .data, problem.description)
    }
}

extension Workbench {
    /// What links do to accessibility; a scenario is read from a file or by the name of an example.
    public func answer(_ question: AccessChangeQuestion) throws(Problem) -> NetworkAnswer<AccessChange> {
        try question.answer(on: atlas) { path throws(Problem) in
            do throws(WorkbenchError) { return try readScenarioFile(scenarioPath(path)).scenario } catch {
                throw Problem(error.kind == .use ? .use : .data, error.description)
            }
        }
    }
}

/// A change of the network's links.
public protocol LinkChange: Change {
    var mode: ScenarioMode { get }
    /// Changes the links, in both directions.
    func edit(_ network: inout StudyNetwork) throws(ScenarioError)
}

extension LinkChange {
    /// Edits the links and the hours that follow from them.
    public func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool {
        try applied.editNetwork(self, study)
    }
}

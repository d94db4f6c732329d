import Asking

extension Scenario {
    /// The same with a code for every place that it names.
    ///
    /// - Parameter code: of a name; a code is its own.
    /// - Throws: what `code` throws, with the change that names the place.
    public func placed(_ code: (String) throws(ScenarioError) -> String) throws(ScenarioError) -> Scenario {
        var scenario = self
        scenario.places = try places.map(code)
        for index in changes.indices {
            do { scenario.changes[index] = try changes[index].placed(code) } catch { throw error.at(index) }
        }
        return scenario
    }
}

extension Change {
    fileprivate func placed(_ code: (String) throws(ScenarioError) -> String) throws(ScenarioError) -> Self {
        var change = self
        for key in Self.keys where key.kind.namesPlaces {
            key.set(&change, try key.get(self).placed(code))
        }
        return change
    }
}

extension Value {
    /// Texts are places, and so are names of fields; a place that is still missing stays so.
    fileprivate func placed(_ code: (String) throws(ScenarioError) -> String) throws(ScenarioError) -> Value {
        switch self {
        case .text(let text): .text(text.isEmpty ? text : try code(text))
        case .list(let values): .list(try values.map { (value) throws(ScenarioError) in try value.placed(code) })
        case .fields(let fields):
            .fields(
                try fields.map { (field) throws(ScenarioError) in Value.Field(try code(field.name), field.value) })
        default: self
        }
    }
}

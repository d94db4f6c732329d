/// Questions filled from texts by the ids of their settings: options of a command line, or an address.
extension Askable {
    /// Takes what was given; what is no setting of the question is left alone.
    ///
    /// - Throws: a problem of use that names the setting and what was expected.
    public mutating func read(_ given: [String: String]) throws(Problem) {
        for setting in Self.settings {
            guard let text = given[setting.id] else { continue }
            do { try setting.read(text, into: &self) } catch { throw error.problem }
        }
    }
}

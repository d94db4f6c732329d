import Atlases
import Scenarios
import Synchronization

/// Calibrated studies, the ones used last kept.
final class StudyStore: Sendable {
    private struct Entry {
        let key: String
        let study: Study
    }

    private let entries = Mutex<[Entry]>([])
    private let atlas: Atlas
    private let capacity = 16

    init(_ atlas: Atlas) {
        self.atlas = atlas
    }

    /// The study in which a scenario is asked: the one kept, or a new one.
    func study(for scenario: Scenario) throws(ScenarioError) -> Study {
        let parameters = scenario.parameters.fixed.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            "\($0.key.rawValue)=\($0.value)"
        }
        let model = scenario.answeringModel
        let choice = [model.kind.rawValue, model.immigration.rawValue, model.landIncome.rawValue]
        let key = (scenario.places.sorted() + ["|"] + parameters + ["|"] + choice).joined(separator: ",")
        let kept = entries.withLock { entries -> Study? in
            guard let index = entries.firstIndex(where: { $0.key == key }) else { return nil }
            let entry = entries.remove(at: index)
            entries.append(entry)
            return entry.study
        }
        if let kept { return kept }
        let study = try Study(atlas, year: atlas.year, for: scenario)
        entries.withLock { entries in
            entries.removeAll { $0.key == key }
            entries.append(Entry(key: key, study: study))
            if entries.count > capacity { entries.removeFirst() }
        }
        return study
    }
}

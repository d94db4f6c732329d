public import Asking
import Atlas
import ScenarioAnswers
public import Scenarios

/// An objective as a call or an address names it.
public enum LinkAim: String, Sendable, CaseIterable {
    case welfare, realGDP, income, level, gap, theil
}

/// Which line is worth building.
extension Workbench {
    /// The objective that a name stands for.
    ///
    /// - Parameters:
    ///   - cluster: id or name, for `level` and `gap`.
    ///   - place: code or name, for `income`.
    public func linkObjective(_ aim: LinkAim, cluster: String?, place: String?) throws(Problem) -> LinkObjective {
        func clusterID() throws(Problem) -> String {
            guard let cluster else {
                throw Problem(
                    .use, "objective \(aim.rawValue) needs a cluster, such as CL04 (`hinterland cluster list`)")
            }
            let wanted = cluster.lowercased()
            let found = atlas.clusters.first {
                $0.id.lowercased() == wanted || $0.name == cluster || $0.nameEnglish.lowercased() == wanted
            }
            guard let found else {
                throw Problem(
                    .use, "no cluster \(cluster): expected one of \(atlas.clusters.map(\.id).joined(separator: ", "))")
            }
            return found.id
        }
        switch aim {
        case .welfare: return .welfare
        case .realGDP: return .realGDP
        case .theil: return .theil
        case .level: return .level(cluster: try clusterID())
        case .gap: return .gap(cluster: try clusterID())
        case .income:
            guard let place else { throw Problem(.use, "objective income needs a place, such as Ankang") }
            return .income(place: try opened.region(place).code)
        }
    }

    /// Ranks railways by an objective.
    public func links(
        _ search: LinkSearch, year: Int, progress: @Sendable (String, Int, Int) -> Void = { _, _, _ in }
    ) throws(Problem) -> Record {
        do { return try search.answered(in: atlas, year: year, progress: progress).record } catch {
            throw Problem(error)
        }
    }
}

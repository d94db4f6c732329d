public import Atlases
import Transport

/// What the hours of an atlas with a timetable are worth: lines that it does not know, and roads.
public struct HoursValidation: Sendable {
    /// Each line that the timetable knows, predicted from the others.
    public let lines: LineValidation
    /// Beside published times by car; nil where the atlas has none.
    public let roads: RoadValidation?

    /// - Throws: `ScenarioError` where the timetable or the network cannot be read.
    public init(_ atlas: Atlas, _ timetable: LatePart<RailTimetable>) throws(ScenarioError) {
        do {
            lines = try LineValidation(atlas, timetable)
            let network = StudyNetwork(
                atlas, date: Day(year: atlas.year, month: 12, day: 31), carved: [], parameters: StudyParameters())
            roads = atlas.drives.isEmpty ? nil : try RoadValidation(atlas, network)
        } catch let error as UnreadablePart {
            throw ScenarioError(error.reason.english, error.reason.chinese)
        } catch let error as NetworkError {
            throw ScenarioError(error)
        } catch {
            throw ScenarioError("\(error)", "\(error)")
        }
    }
}

public import Atlases
public import LinearAlgebra
import Transport

/// Passengers' hours between all nodes of an atlas's network: from its timetable where it has one, else from lengths
/// and speeds.
public struct PassengerHours: Sendable {
    /// From seat to seat, by node, row origin; infinity where there is no way.
    public let door: Matrix
    /// By train, from station to station; nil where the atlas has no timetable.
    public let trains: TrainHours?
    /// By road alone; nil where the atlas has no timetable.
    public let road: Matrix?

    /// - Parameters:
    ///   - network: with a scenario's links.
    ///   - before: the same without them.
    ///   - date: of the network.
    /// - Throws: `ScenarioError` where the timetable cannot be read.
    /// - Complexity: O(nodes³) with a timetable, else one shortest-path tree a node.
    public init(_ atlas: Atlas, _ network: StudyNetwork, before: StudyNetwork? = nil, date: Day) throws(ScenarioError) {
        let nodes = Array(network.nodes.indices)
        do {
            guard let timetable = atlas.timetable else {
                door = try network.network(passengers: true).hours(among: nodes)
                (trains, road) = (nil, nil)
                return
            }
            let road = try network.carHours()
            let trains = try TrainHours(timetable, network, before: before ?? network, date: date)
            door = trains.doorToDoor(road: road)
            (self.trains, self.road) = (trains, road)
        } catch let error as NetworkError {
            throw ScenarioError(error)
        } catch let error as UnreadablePart {
            throw ScenarioError(error.reason.english, error.reason.chinese)
        } catch {
            throw ScenarioError("\(error)", "\(error)")
        }
    }

    /// What the hours from door to door rest on; nil where there is no way.
    public func basis(from origin: Int, to destination: Int) -> HoursBasis? {
        guard door[origin, destination] < .infinity else { return nil }
        guard let trains, let road else { return .modelled }
        let byTrain = trains.doorHours(from: origin, to: destination)
        if byTrain <= door[origin, destination] + 1e-9 { return trains.basis(from: origin, to: destination) }
        return door[origin, destination] < road[origin, destination] - 1e-9 ? .roadAndTrain : .road
    }
}

public import Atlases
import LinearAlgebra
import Transport

/// How far the hours by car are from those that were published.
public struct RoadValidation: Sendable {
    /// A published time beside the atlas's own.
    public struct Prediction: Sendable {
        /// As published.
        public let drive: PublishedDrive
        /// Along straight lines between neighbouring seats.
        public let hours: Double
    }

    /// Those whose places are joined by road, in the order of the atlas.
    public let predictions: [Prediction]

    /// - Throws: `NetworkError` where the network has none.
    /// - Complexity: one shortest-path tree a node.
    init(_ atlas: Atlas, _ network: StudyNetwork) throws(NetworkError) {
        let hours = try network.carHours()
        predictions = atlas.drives.compactMap { drive in
            guard let from = network.node(drive.from), let to = network.node(drive.to), hours[from, to] < .infinity
            else { return nil }
            return Prediction(drive: drive, hours: hours[from, to])
        }
    }

    /// Errors over one terrain, or all.
    public func errors(_ terrain: PublishedDrive.Terrain? = nil) -> HoursErrors? {
        HoursErrors(
            predictions.filter { terrain == nil || $0.drive.terrain == terrain }.map {
                HoursErrors.Pair(predicted: $0.hours, observed: $0.drive.hours, weight: 1)
            })
    }
}

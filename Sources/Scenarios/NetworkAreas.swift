import Atlases
public import Transport

extension StudyNetwork {
    /// Areas within some hours: through the network to every seat and along its roads, which one may leave anywhere,
    /// and on from there in a straight line at the speed inside cities, lengthened by the detour of roads.
    ///
    /// - Parameters:
    ///   - hours: to each node, infinite where there is no way.
    ///   - limits: hours, above zero.
    public func areas(hours: [Double], limits: [Double]) -> [Isochrone] {
        isochrones(
            around: timedPoints(hours), limits: limits, speedKmh: parameters[.localSpeedKmh],
            detour: parameters[.roadDetour])
    }

    /// Every seat with its hours, and points on the roads between seats, about 10 km from one another.
    func timedPoints(_ hours: [Double]) -> [TimedPoint] {
        let seats = nodes.map(\.position)
        var points = nodes.indices.compactMap { node in
            seats[node].map { TimedPoint(longitude: $0.longitude, latitude: $0.latitude, hours: hours[node]) }
        }
        for road in links where road.mode == .road && hours[road.from].isFinite {
            guard let a = seats[road.from], let b = seats[road.to] else { continue }
            // The short way round, also over the meridian of 180°.
            let east = b.longitude - a.longitude
            let across = east - 360 * (east / 360).rounded()
            let pieces = max(1, Int(road.lengthKm / 10))
            let whole = road.hours(parameters)
            for piece in 1..<pieces {
                let part = Double(piece) / Double(pieces)
                points.append(
                    TimedPoint(
                        longitude: a.longitude + part * across,
                        latitude: a.latitude + part * (b.latitude - a.latitude),
                        hours: hours[road.from] + part * whole))
            }
        }
        return points
    }
}

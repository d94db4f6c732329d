public import LinearAlgebra

/// What a new link would do to the times of all pairs, weighed pair by pair, without changing the times themselves.
///
/// A link between k and l in both directions gives T′_ni = min(T_ni, T_nk + t + T_li, T_nl + t + T_ki). Only origins
/// that reach l sooner through k, and destinations that k reaches sooner through l, can gain, and no place is both for
/// both directions. Pairs that had no way at all count nothing.
public struct LinkScreening: Sendable {
    private let places: Int
    /// Hours from door to door, and from each door to each place's platform of the mode, row origin.
    private let hours: [Double]
    private let toPlatform: [Double]
    /// Hours from each place's platform to each door, row platform.
    private let fromPlatform: [Double]
    private let weights: [Double]

    /// - Parameters:
    ///   - mode: of the new links; every chosen place needs a platform for it.
    ///   - weights: of the logarithm of each pair's hours, row origin; the diagonal counts nothing.
    /// - Throws: `NetworkError` for a place without a platform.
    public init(_ times: TravelTimes, among chosen: [Int], mode: Mode, weights: Matrix) throws(NetworkError) {
        places = chosen.count
        let platforms = try times.platformNodes(of: chosen, mode: mode, link: 0)
        hours = times.hours(fromNodes: chosen, toNodes: chosen)
        toPlatform = times.hours(fromNodes: chosen, toNodes: platforms)
        fromPlatform = times.hours(fromNodes: platforms, toNodes: chosen)
        self.weights = weights.elements
    }

    /// Σ weight · ln(T′/T) over all pairs, for a link of so many hours between two of the chosen places, and how many
    /// pairs get faster.
    ///
    /// - Complexity: O(N + origins · destinations that gain).
    public func weightedLogChange(between k: Int, and l: Int, hours time: Double) -> (sum: Double, pairs: Int) {
        var (sum, pairs) = (0.0, 0)
        for (from, to) in [(k, l), (l, k)] {
            // Destinations that the platform of departure reaches sooner over the link.
            let destinations = (0..<places).filter {
                fromPlatform[to * places + $0] + time < fromPlatform[from * places + $0]
            }
            if destinations.isEmpty { continue }
            var ratios: [Double] = []
            var factors: [Double] = []
            for origin in 0..<places {
                let arrival = toPlatform[origin * places + from] + time
                guard arrival < toPlatform[origin * places + to] else { continue }
                for destination in destinations {
                    let cell = origin * places + destination
                    let through = arrival + fromPlatform[to * places + destination]
                    if through < hours[cell] && hours[cell] < .infinity && origin != destination {
                        ratios.append(through / hours[cell])
                        factors.append(weights[cell])
                    }
                }
            }
            sum += zip(logarithmsOf(ratios), factors).reduce(0) { $0 + $1.0 * $1.1 }
            pairs += ratios.count
        }
        return (sum, pairs)
    }
}

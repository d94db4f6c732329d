import CVectorMath
public import LinearAlgebra

/// Journeys by train between places, from station to station: through trains, and changes from one to the next.
///
///     let journeys = TrainJourneys(through: rides, changeHours: 0.5)
///     journeys.hours[a, b], journeys.changes(from: a, to: b)      // infinity and nil where there is no way
public struct TrainJourneys: Sendable {
    /// Hours of the fastest through ride, row origin; infinity where no train runs through.
    public let through: Matrix
    /// Hours of the fastest journey, changes included; infinity where there is none, 0 from a place to itself.
    public let hours: Matrix
    /// From the arrival of one train to the departure of the next.
    public let changeHours: Double

    /// - Parameter through: infinity where no train runs through; what stands on the diagonal counts nothing.
    /// - Complexity: O(N³) (Floyd 1962, doi:10.1145/367766.368168), with a change in every ride but the first.
    public init(through: Matrix, changeHours: Double) {
        let count = through.rows
        // Every ride pays a change, and the journey gets one back.
        var best = through.elements.map { $0 + changeHours }
        for place in 0..<count { best[place * count + place] = .infinity }
        best.withUnsafeMutableBufferPointer { best in
            guard let base = best.baseAddress else { return }
            for middle in 0..<count {
                let onward = base + middle * count
                for origin in 0..<count where origin != middle {
                    let row = base + origin * count
                    if row[middle] < .infinity { hl_relax(row, onward, count, row[middle]) }
                }
            }
        }
        for place in 0..<count { best[place * count + place] = changeHours }
        self.through = through
        self.changeHours = changeHours
        hours = Matrix(rows: count, columns: count, elements: best.map { $0 - changeHours })
    }

    /// Places where one changes on the fastest journey, in their order; empty for a through train, nil without a way.
    ///
    /// - Complexity: O(N × changes).
    public func changes(from origin: Int, to destination: Int) -> [Int]? {
        guard hours[origin, destination] < .infinity, origin != destination else { return nil }
        var (changes, here) = ([Int](), origin)
        while changes.count < hours.rows {
            let left = hours[here, destination]
            if through[here, destination] <= left + Self.slack { return changes }
            // The farthest ride that stays on a fastest journey.
            let next = (0..<hours.rows).filter { place in
                place != here && place != destination
                    && through[here, place] + changeHours + hours[place, destination] <= left + Self.slack
            }.max { (through[here, $0], $1) < (through[here, $1], $0) }
            guard let next else { return nil }
            changes.append(next)
            here = next
        }
        return nil
    }

    private static let slack = 1e-9
}

/// The shortest hours from door to door: by road, or by road to a station, by train, and by road from a station.
///
/// - Parameters:
///   - road: hours by road, row origin.
///   - rides: hours from station to station.
///   - departure: hours at each place from its seat to a train that leaves.
///   - arrival: hours at each place from a train to its seat.
///   - mostRoad: hours by road beyond which nobody drives to a station of another place.
/// - Complexity: O(N³), most of it for places within reach of one another.
public func doorToDoor(
    road: Matrix, rides: Matrix, departure: [Double], arrival: [Double], mostRoad: Double
) -> Matrix {
    let count = road.rows
    var near = road.elements.map { $0 <= mostRoad ? $0 : .infinity }
    for place in 0..<count { near[place * count + place] = 0 }
    var result = road.elements
    let trains = rides.elements
    near.withUnsafeBufferPointer { near in
        trains.withUnsafeBufferPointer { trains in
            result.withUnsafeMutableBufferPointer { result in
                guard let near = near.baseAddress, let trains = trains.baseAddress, let result = result.baseAddress
                else { return }
                var arriving = [Double](repeating: .infinity, count: count)
                for origin in 0..<count {
                    for place in 0..<count { arriving[place] = .infinity }
                    arriving.withUnsafeMutableBufferPointer { arriving in
                        guard let arriving = arriving.baseAddress else { return }
                        for station in 0..<count where near[origin * count + station] < .infinity {
                            hl_relax(
                                arriving, trains + station * count, count,
                                near[origin * count + station] + departure[station])
                        }
                        for station in 0..<count where arriving[station] < .infinity {
                            hl_relax(
                                result + origin * count, near + station * count, count,
                                arriving[station] + arrival[station])
                        }
                    }
                    result[origin * count + origin] = road[origin, origin]
                }
            }
        }
    }
    return Matrix(rows: count, columns: count, elements: result)
}

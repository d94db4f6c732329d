public import Atlases
import LinearAlgebra
public import Transport

/// Where the hours of a journey come from.
public enum HoursBasis: String, Sendable, CaseIterable {
    /// All rides stand in the timetable.
    case timetable
    /// At least one ride is over a line that opened later, whose hours are modelled.
    case laterLine
    /// By road, which is modelled.
    case road
    /// By road to or from the station of another place.
    case roadAndTrain
    /// Everything is modelled from lengths and speeds.
    case modelled

    /// In both languages.
    public var name: Remark {
        switch self {
        case .timetable: Remark("timetable", "时刻表")
        case .laterLine: Remark("with a later line, modelled", "含后开线路（估算）")
        case .road: Remark("road, modelled", "公路（估算）")
        case .roadAndTrain: Remark("road and train", "公路与列车")
        case .modelled: Remark("modelled", "估算")
        }
    }
}

/// What stands between a seat and its trains.
public struct StationAccess: Sendable, Hashable {
    /// From the seat to a station, the mean over its trains.
    public let hours: Double
    /// Until the next train leaves.
    public let waitHours: Double
    /// Whether the distance is assumed, since no station of the place could be placed.
    public let isAssumed: Bool
}

/// Hours by train between the nodes of a study's network, from the timetable of one day and the lines that opened since.
///
/// At and after the timetable's day a pair with a through train takes the timetable's hours, lines opened later take
/// their length (`LineSpeed`), and one changes between trains. Before it, trains that are no fast ones run as on the
/// timetable's day; fast ones run between places that they joined on that day and that the lines opened by then join, no
/// faster than on that day. Lines without a sourced opening day are left out of
/// both: what ran on them by the timetable's day stands in the timetable.
public struct TrainHours: Sendable {
    /// From station to station, by the nodes of the network; the way to a station that is farther from the seat than
    /// most of the place's is part of the ride.
    public let journeys: TrainJourneys
    /// By node.
    public let access: [StationAccess]
    /// By node, row origin: whether the fastest through ride is of the timetable.
    private let isPrinted: [Bool]
    private let trains: [Int: RailTimetable.Pair]
    private let count: Int
    /// Whether fast trains of the timetable do not run yet.
    private let isSlow: Bool
    /// The day of the trains.
    public let day: Day
    /// What was assumed or left out.
    public let notes: [Remark]
    /// Identifiers of the atlas's sources.
    public let sources: Set<String>

    /// Between two trains.
    public static let changeHours = 0.5
    /// From seats to stations, straight line.
    static let accessKmh = 30.0
    /// From the station's door to the platform, and from the platform to the door.
    static let (boardingHours, leavingHours) = (20.0 / 60, 8.0 / 60)
    /// Half the mean time between trains of a day of sixteen hours, halved again since people plan; at most half an hour.
    static func wait(trains: Int) -> Double { trains == 0 ? 0.5 : min(0.5, 4 / Double(trains)) }
    /// By road to a station of another place.
    static let mostRoadHours = 3.0
    /// Where no station could be placed.
    static let assumedKm = 9.0

    /// - Parameters:
    ///   - network: the scenario's; its railways that opened after the timetable's day, or that a scenario adds, are
    ///     later lines.
    ///   - before: the same without the scenario; railways that only it has are taken away, and with them the fast
    ///     trains whose shortest way leads over them.
    ///   - date: of the network.
    /// - Throws: `UnreadablePart` where the timetable cannot be read.
    /// - Complexity: O(nodes³).
    init(_ late: LatePart<RailTimetable>, _ network: StudyNetwork, before: StudyNetwork, date: Day)
        throws(UnreadablePart)
    {
        let timetable = try late()
        self.count = network.nodes.count
        day = timetable.day
        let count = network.nodes.count
        let isEarlier = date < timetable.day
        var (through, printed) = (
            [Double](repeating: .infinity, count: count * count), [Bool](repeating: false, count: count * count)
        )
        var trains: [Int: RailTimetable.Pair] = [:]
        var fast: [Int: Double] = [:]
        let lost = RemovedRides(network, before: before)
        let access = Self.access(network, timetable)
        let stations = Dictionary(
            timetable.stations.map { ("\($0.region) \($0.name)", $0) }, uniquingKeysWith: { first, _ in first })
        // How much farther from the seat a station is than the place's trains are on average.
        func farther(_ node: Int, _ station: String) -> Double {
            let km = stations["\(network.nodes[node].code) \(station)"]?.kmFromSeat
            return max(0, (km.map { $0 / Self.accessKmh } ?? access[node].hours) - access[node].hours)
        }
        // Between other stations than those that serve the seats trains are known, but not from where to where.
        for pair in timetable.pairs where pair.isCentral {
            guard let from = network.node(pair.from), let to = network.node(pair.to) else { continue }
            let farther = farther(from, pair.stations.from) + farther(to, pair.stations.to)
            let cell = from * count + to
            // A slower train from nearer stations may be the better one.
            let fastest = min(pair.minutes / 60 + farther, pair.medianMinutes.map { $0 / 60 } ?? .infinity)
            if pair.fastMinutes != nil { fast[cell] = fastest }
            let isSlowOnly = pair.fastMinutes != nil && (isEarlier || lost.contains(from, to))
            if isSlowOnly && pair.slowMinutes == nil { continue }
            through[cell] = isSlowOnly ? (pair.slowMinutes ?? 0) / 60 + farther : fastest
            printed[cell] = true
            trains[cell] = pair
        }
        let later = LaterLines(network, after: isEarlier ? nil : timetable.day)
        for ride in later.rides {
            let cell = ride.from * count + ride.to
            // Before the timetable's day a fast train runs where one ran on that day, and is no faster than it.
            let hours = isEarlier ? fast[cell].map { max($0, ride.hours) } : ride.hours
            guard let hours, hours < through[cell] else { continue }
            (through[cell], printed[cell], trains[cell]) = (hours, false, nil)
        }
        isSlow = isEarlier
        journeys = TrainJourneys(
            through: Matrix(rows: count, columns: count, elements: through), changeHours: Self.changeHours)
        isPrinted = printed
        self.trains = trains
        self.access = access
        sources = Set(timetable.sources)
        notes = Self.notes(timetable, later, isEarlier, lost)
    }

    /// The fastest through train of the timetable; nil where none is, or a later line is faster.
    public func train(from origin: Int, to destination: Int) -> RailTimetable.Pair? {
        trains[origin * count + destination]
    }

    /// Hours on trains and between them, from station to station: of a through train as the timetable has them.
    public func stationHours(from origin: Int, to destination: Int) -> Double {
        let hours = journeys.hours[origin, destination]
        guard let train = trains[origin * count + destination],
            journeys.through[origin, destination] <= hours + 1e-9
        else { return hours }
        return (isSlow ? train.slowMinutes ?? train.minutes : train.minutes) / 60
    }

    /// What the hours of the fastest journey rest on; nil where there is none.
    public func basis(from origin: Int, to destination: Int) -> HoursBasis? {
        guard let changes = journeys.changes(from: origin, to: destination) else { return nil }
        let stops = [origin] + changes + [destination]
        return zip(stops, stops.dropFirst()).allSatisfy { isPrinted[$0 * count + $1] } ? .timetable : .laterLine
    }

    /// From seat to seat by the stations of the two places; infinity where no train runs.
    public func doorHours(from origin: Int, to destination: Int) -> Double {
        doorHours(riding: journeys.hours[origin, destination], from: origin, to: destination)
    }

    /// The same around so many hours from station to station.
    public func doorHours(riding hours: Double, from origin: Int, to destination: Int) -> Double {
        access[origin].hours + Self.boardingHours + access[origin].waitHours + hours + access[destination].hours
            + Self.leavingHours
    }

    /// From seat to seat, by the faster of road and train, or by road to a station and on by train.
    ///
    /// - Parameter road: hours by road, by node.
    func doorToDoor(road: Matrix) -> Matrix {
        Transport.doorToDoor(
            road: road, rides: journeys.hours,
            departure: access.map { $0.hours + Self.boardingHours + $0.waitHours },
            arrival: access.map { $0.hours + Self.leavingHours }, mostRoad: Self.mostRoadHours)
    }

    private static func access(_ network: StudyNetwork, _ timetable: RailTimetable) -> [StationAccess] {
        var stations = Dictionary(grouping: timetable.stations.filter { $0.kmFromSeat != nil }, by: \.region)
        // Stations that serve the seat, where there are any.
        stations = stations.mapValues { all in
            let central = all.filter(\.isCentral)
            return central.isEmpty ? all : central
        }
        return network.nodes.map { node in
            let own = stations[node.code] ?? []
            let trains = own.reduce(0) { $0 + $1.trains }
            let km = own.reduce(0) { $0 + Double($1.trains) * ($1.kmFromSeat ?? 0) }
            let isAssumed = trains == 0
            return StationAccess(
                hours: (isAssumed ? assumedKm : km / Double(trains)) / accessKmh, waitHours: wait(trains: trains),
                isAssumed: isAssumed)
        }
    }

    private static func notes(
        _ timetable: RailTimetable, _ later: LaterLines, _ isEarlier: Bool, _ lost: RemovedRides
    ) -> [Remark] {
        let day = timetable.day
        var notes = [
            isEarlier
                ? Remark(
                    """
                    trains before \(day): those that are no fast ones as on that day, fast ones on the \(later.links) \
                    links that had opened by a sourced day, from their lengths
                    """,
                    "\(day) 之前的列车：普速列车按当日时刻表；快速列车按当时已开通（有日期来源）的 \(later.links) 段线路长度估算")
                : Remark(
                    """
                    trains as on \(day); \(later.links) links that opened later by a sourced day, from their lengths; \
                    \(later.undated) without a sourced day are left out
                    """,
                    "列车按 \(day) 时刻表；其后开通且有日期来源的 \(later.links) 段按长度估算；\(later.undated) 段无开通日期，未计入"),
            Remark(
                """
                assumed: \(Int(changeHours * 60)) minutes for a change, \(Int(accessKmh)) km/h from seat to station, \
                \(Int((boardingHours + leavingHours) * 60)) minutes inside stations, up to half an hour until the next \
                train, at most \(Int(mostRoadHours)) hours by road to another place's station
                """,
                """
                假设：换乘 \(Int(changeHours * 60)) 分钟，市中心至车站 \(Int(accessKmh)) 公里/小时，\
                进出站合计 \(Int((boardingHours + leavingHours) * 60)) 分钟，候车至多半小时，至他地车站公路至多 \
                \(Int(mostRoadHours)) 小时
                """),
        ]
        if lost.pairs > 0 {
            notes.append(
                Remark(
                    "fast trains between \(lost.pairs) pairs led over what is taken away, and are taken away with it",
                    "\(lost.pairs) 对地区间的快速列车经由被取消的线路，一并取消"))
        }
        return notes
    }
}

import Computation
public import LinearAlgebra

/// How a link is travelled.
public enum Mode: String, Sendable, CaseIterable {
    case rail, road
}

/// A directed link between two places.
public struct Link: Sendable, Hashable {
    /// Indices of places.
    public let from: Int
    public let to: Int
    public let mode: Mode
    public let lengthKm: Double
    public let hours: Double

    public init(from: Int, to: Int, mode: Mode, lengthKm: Double, hours: Double) {
        self.from = from
        self.to = to
        self.mode = mode
        self.lengthKm = lengthKm
        self.hours = hours
    }

    public var reversed: Link { Link(from: to, to: from, mode: mode, lengthKm: lengthKm, hours: hours) }
}

/// Why a network is refused.
public enum NetworkError: Error, Sendable, Equatable, CustomStringConvertible {
    case badLink(index: Int, expected: String)
    case badAccess(Double)
    case badPlace(Int)

    public var description: String {
        switch self {
        case .badLink(let index, let expected): "link \(index + 1): expected \(expected)"
        case .badAccess(let hours): "access and waiting is \(hours) hours: expected 0 or more"
        case .badPlace(let place): "place \(place): no such place in the network"
        }
    }
}

/// Places joined by links of several modes, at one date.
///
/// Each place is a door; a mode with access time has a node of its own at each place that it serves, reached from the
/// door at half the access and waiting time and left for the door at the other half. A journey thus pays access once a
/// ride, however many links it runs through, and may change modes at any place.
///
///     let network = try Network(places: 3, links: links, accessHours: [.rail: 1.2])
///     let hours = network.hours(from: 0)        // infinity where there is no way
public struct Network: Sendable {
    public let places: Int
    public let links: [Link]

    /// A directed edge between two nodes: doors 0..<places, then the platforms that are served.
    struct Edge: Sendable {
        let from: Int32
        let to: Int32
    }

    let nodeCount: Int
    /// The platform of a mode at a place; a mode without access has none and starts at the door.
    let platforms: [Mode: [Int: Int32]]
    /// One edge a link, in the links' order, then two for each platform.
    let edges: [Edge]
    /// Hours of each edge; `ContractionHierarchy` takes such a list.
    public let edgeHours: [Double]
    /// Edges in compact rows by their origin.
    private let firstEdge: [Int32]
    private let rows: [(to: Int32, hours: Double)]

    /// - Parameters:
    ///   - platformsEverywhere: gives each mode with access a platform at every place, also where no link of it ends yet, so that
    ///     links can be added later.
    ///   - accessHours: access and waiting, both ends together, of a journey's ride on a mode; none means that the mode starts at the door.
    /// - Throws: `NetworkError` for a place out of range, or hours that are negative or not finite.
    public init(places: Int, links: [Link], accessHours: [Mode: Double] = [:], platformsEverywhere: Bool = false) throws(NetworkError) {
        for (index, link) in links.enumerated() {
            guard (0..<places).contains(link.from), (0..<places).contains(link.to) else {
                throw .badLink(index: index, expected: "places from 0 to \(places - 1)")
            }
            guard link.hours.isFinite, link.hours >= 0 else {
                throw .badLink(index: index, expected: "hours of 0 or more, not \(link.hours)")
            }
        }
        for hours in accessHours.values where !(hours.isFinite && hours >= 0) { throw .badAccess(hours) }
        self.places = places
        self.links = links
        var platform: [Mode: [Int: Int32]] = [:]
        var nodeCount = places
        for (mode, _) in accessHours.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            platform[mode] = [:]
            let served =
                platformsEverywhere ? Array(0..<places) : Set(links.filter { $0.mode == mode }.flatMap { [$0.from, $0.to] }).sorted()
            for place in served {
                platform[mode, default: [:]][place] = Int32(nodeCount)
                nodeCount += 1
            }
        }
        var edges = links.map { link in
            Edge(from: platform[link.mode]?[link.from] ?? Int32(link.from), to: platform[link.mode]?[link.to] ?? Int32(link.to))
        }
        var hours = links.map(\.hours)
        for (mode, access) in accessHours.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for (place, node) in (platform[mode] ?? [:]).sorted(by: { $0.key < $1.key }) {
                edges += [Edge(from: Int32(place), to: node), Edge(from: node, to: Int32(place))]
                hours += [access / 2, access / 2]
            }
        }
        var counts = [Int32](repeating: 0, count: nodeCount + 1)
        for edge in edges { counts[Int(edge.from) + 1] += 1 }
        for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
        var cursor = counts
        var rows = [(to: Int32, hours: Double)](repeating: (0, 0), count: edges.count)
        for (index, edge) in edges.enumerated() {
            rows[Int(cursor[Int(edge.from)])] = (edge.to, hours[index])
            cursor[Int(edge.from)] += 1
        }
        self.nodeCount = nodeCount
        platforms = platform
        self.edges = edges
        edgeHours = hours
        firstEdge = counts
        self.rows = rows
    }

    /// Shortest hours from one place to every place; infinity where there is no way (Dijkstra 1959, doi:10.1007/BF01386390).
    ///
    /// - Complexity: O((V + E) log V).
    public func hours(from origin: Int) throws(NetworkError) -> [Double] {
        guard (0..<places).contains(origin) else { throw .badPlace(origin) }
        var best = [Double](repeating: .infinity, count: nodeCount)
        var heap = SmallestFirst()
        best[origin] = 0
        heap.push(0, Int32(origin))
        best.withUnsafeMutableBufferPointer { best in
            rows.withUnsafeBufferPointer { rows in
                while let (hours, node) = heap.pop() {
                    if hours > best[Int(node)] { continue }
                    for slot in Int(firstEdge[Int(node)])..<Int(firstEdge[Int(node) + 1]) {
                        let row = rows[slot]
                        let arrival = hours + row.hours
                        if arrival < best[Int(row.to)] {
                            best[Int(row.to)] = arrival
                            heap.push(arrival, row.to)
                        }
                    }
                }
            }
        }
        return Array(best[..<places])
    }

    /// Shortest hours between the chosen places, row origin, column destination.
    ///
    /// - Complexity: O(n (V + E) log V).
    public func hours(among chosen: [Int]) throws(NetworkError) -> Matrix {
        var rows: [[Double]] = []
        for origin in chosen {
            let row = try hours(from: origin)
            for place in chosen where !(0..<places).contains(place) { throw .badPlace(place) }
            rows.append(chosen.map { row[$0] })
        }
        return Matrix(rows: chosen.count, columns: chosen.count) { rows[$0][$1] }
    }
}

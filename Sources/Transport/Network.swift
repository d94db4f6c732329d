import Computation
public import LinearAlgebra

/// Places joined by links of several modes, at one date.
///
/// Each place is a door. A mode with access time has a platform at each place that it serves, reached from the door at
/// half the access and waiting time and left for the door at the other half: a journey pays access once a ride, however
/// many links it runs through, and may change modes at any place. Links of lines have platforms line by line: boarding
/// waits half the headway, a change takes the transfer time besides.
///
///     let network = try Network(places: 3, links: links, boarding: Boarding(accessHours: [.rail: 1.2]))
///     let hours = try network.hours(from: 0)        // infinity where there is no way
///
/// With a value of time, what is least is the generalised cost, hours × value + fare, and `hours` are generalised
/// hours, that cost over the value; `journeys(from:)` tells hours and fares apart.
public struct Network: Sendable {
    /// N: how many places there are; they count from 0.
    public let places: Int
    /// As given, in their order.
    public let links: [Link]

    /// A directed edge between two nodes: doors 0..<places, then platforms and halls.
    struct Edge: Sendable {
        let from: Int32
        let to: Int32
    }

    let nodeCount: Int
    /// The platform of a mode at a place; a mode without access has none and starts at the door.
    let platforms: [Mode: [Int: Int32]]
    /// One edge a link, in the links' order, then those of doors, halls and platforms.
    let edges: [Edge]
    /// (Generalised) hours of each edge; `ContractionHierarchy` takes such a list.
    public let edgeHours: [Double]
    /// Edges in compact rows by their origin, and the number of each.
    let firstEdge: [Int32]
    let rows: [(to: Int32, hours: Double)]
    let rowEdge: [Int32]
    /// Money an hour; nil where time alone counts.
    public let valueOfTime: Double?

    /// - Parameters:
    ///   - boarding: access and waiting, transfers and headways.
    ///   - valueOfTime: money an hour; nil counts time alone.
    ///   - platformsEverywhere: gives each mode with access a platform at every place, also where no link of it ends
    ///     yet, so that links can be added later.
    /// - Throws: `NetworkError` for a place out of range, and hours, fares or a value of time that cannot be.
    public init(
        places: Int, links: [Link], boarding: Boarding = Boarding(), valueOfTime: Double? = nil,
        platformsEverywhere: Bool = false
    ) throws(NetworkError) {
        for (index, link) in links.enumerated() {
            guard (0..<places).contains(link.from), (0..<places).contains(link.to) else {
                throw .badLink(index: index, expected: "places from 0 to \(places - 1)")
            }
            guard link.hours.isFinite, link.hours >= 0 else {
                throw .badLink(index: index, expected: "hours of 0 or more, not \(link.hours)")
            }
            guard link.fare.isFinite, link.fare >= 0 else {
                throw .badLink(index: index, expected: "a fare of 0 or more, not \(link.fare)")
            }
            if let line = link.line, !boarding.headwayHours.indices.contains(line) {
                throw .badLink(index: index, expected: "a line with a headway, not line \(line)")
            }
        }
        for hours in Array(boarding.accessHours.values) + boarding.headwayHours + [boarding.transferHours]
        where !(hours.isFinite && hours >= 0) { throw .badAccess(hours) }
        if let valueOfTime, !(valueOfTime.isFinite && valueOfTime > 0) { throw .badValueOfTime(valueOfTime) }
        var builder = NodeBuilder(places: places, boarding: boarding)
        builder.addPlatforms(links, everywhere: platformsEverywhere)
        var edges = links.map { Edge(from: builder.node($0, at: $0.from), to: builder.node($0, at: $0.to)) }
        var hours = links.map { link in link.hours + (valueOfTime.map { link.fare / $0 } ?? 0) }
        edges += builder.edges.map { Edge(from: $0.from, to: $0.to) }
        hours += builder.edges.map(\.hours)
        let byOrigin = compactRows(edges.map(\.from), count: builder.count)
        self.places = places
        self.links = links
        self.valueOfTime = valueOfTime
        nodeCount = builder.count
        platforms = builder.platforms
        self.edges = edges
        edgeHours = hours
        firstEdge = byOrigin.first
        rowEdge = byOrigin.order
        rows = byOrigin.order.map { (edges[Int($0)].to, hours[Int($0)]) }
    }

    /// Shortest hours from one place to every place; infinity where there is no way (Dijkstra 1959,
    /// doi:10.1007/BF01386390).
    ///
    /// - Complexity: O((V + E) log V).
    public func hours(from origin: Int) throws(NetworkError) -> [Double] {
        var search = ShortestTree(self)
        return try search.hours(from: origin)
    }

    /// Shortest hours between the chosen places, row origin, column destination.
    ///
    /// - Complexity: O(n (V + E) log V).
    public func hours(among chosen: [Int]) throws(NetworkError) -> Matrix {
        for place in chosen where !(0..<places).contains(place) { throw .badPlace(place) }
        var search = ShortestTree(self)
        return Matrix.byRows(chosen.count, columns: chosen.count) { row, cells in
            search.copyHours(from: chosen[row], to: chosen, cells)
        }
    }
}

/// Searches from one place after another over one network, with room that is used again; make one for each thread.
public struct ShortestTree: Sendable {
    private let network: Network
    private var best: [Double]
    /// The edge by which each node is reached; −1 for the origin and what is not reached.
    private var parent: [Int32]
    private var heap = SmallestFirst()
    private var queue: BucketQueue

    /// Room for one search: O(V).
    public init(_ network: Network) {
        self.network = network
        best = Array(repeating: .infinity, count: network.nodeCount)
        parent = []
        queue = BucketQueue(nodes: network.nodeCount, edgeHours: network.edgeHours)
    }

    /// As `Network.hours(from:)`.
    public mutating func hours(from origin: Int) throws(NetworkError) -> [Double] {
        guard (0..<network.places).contains(origin) else { throw .badPlace(origin) }
        settle(from: origin)
        return Array(best[..<network.places])
    }

    /// Writes the hours to the chosen places; all of them are known to be places.
    mutating func copyHours(from origin: Int, to chosen: [Int], _ cells: UnsafeMutablePointer<Double>) {
        settle(from: origin)
        for (column, place) in chosen.enumerated() { (cells + column).initialize(to: best[place]) }
    }

    /// Generalised cost, hours and fare to every place along the ways of least generalised cost.
    public mutating func costs(from origin: Int) throws(NetworkError) -> [TravelCost?] {
        guard (0..<network.places).contains(origin) else { throw .badPlace(origin) }
        let order = settle(from: origin, parents: true)
        var (hours, fares) = (
            [Double](repeating: 0, count: network.nodeCount), [Double](repeating: 0, count: network.nodeCount)
        )
        for node in order where parent[Int(node)] >= 0 {
            let edge = Int(parent[Int(node)])
            let from = Int(network.edges[edge].from)
            let link = edge < network.links.count ? network.links[edge] : nil
            hours[Int(node)] = hours[from] + (link?.hours ?? network.edgeHours[edge])
            fares[Int(node)] = fares[from] + (link?.fare ?? 0)
        }
        return (0..<network.places).map { place in
            best[place] == .infinity
                ? nil : TravelCost(hours: hours[place], fare: fares[place], valueOfTime: network.valueOfTime)
        }
    }

    private mutating func settle(from origin: Int) {
        best.withUnsafeMutableBufferPointer { best in
            network.rows.withUnsafeBufferPointer { rows in
                network.firstEdge.withUnsafeBufferPointer { first in
                    best.update(repeating: .infinity)
                    best[origin] = 0
                    queue.settle(from: origin, best: best, rows: rows, firstRow: first)
                }
            }
        }
    }

    /// The same with the edge that reaches each node; gives the nodes in the order of settling.
    private mutating func settle(from origin: Int, parents: Bool) -> [Int32] {
        best = Array(repeating: .infinity, count: network.nodeCount)
        parent = Array(repeating: -1, count: network.nodeCount)
        var order: [Int32] = []
        best[origin] = 0
        heap.removeAll()
        heap.push(0, Int32(origin))
        var settled = [Bool](repeating: false, count: network.nodeCount)
        while let (hours, node) = heap.pop() {
            if settled[Int(node)] { continue }
            settled[Int(node)] = true
            order.append(node)
            for slot in Int(network.firstEdge[Int(node)])..<Int(network.firstEdge[Int(node) + 1]) {
                let (end, time) = network.rows[slot]
                if hours + time < best[Int(end)] {
                    best[Int(end)] = hours + time
                    parent[Int(end)] = network.rowEdge[slot]
                    heap.push(hours + time, end)
                }
            }
        }
        return order
    }
}

/// What a way takes and costs.
public struct TravelCost: Sendable, Hashable {
    /// Door to door, waits included.
    public let hours: Double
    /// In the unit of the value of time.
    public let fare: Double
    /// Hours × value of time + fare; the hours where no value of time is given.
    public let generalised: Double

    /// Without a value of time the generalised cost is the hours.
    public init(hours: Double, fare: Double, valueOfTime: Double?) {
        self.hours = hours
        self.fare = fare
        generalised = valueOfTime.map { hours * $0 + fare } ?? hours
    }
}

/// Doors, platforms and halls, with the edges between them.
private struct NodeBuilder {
    let places: Int
    let boarding: Boarding
    private(set) var count: Int
    private(set) var platforms: [Mode: [Int: Int32]] = [:]
    private(set) var edges: [(from: Int32, to: Int32, hours: Double)] = []
    /// Of modes with lines: the platform of each line (−1: links without one) at each place.
    private var linePlatforms: [Mode: [Int: [Int: Int32]]] = [:]

    init(places: Int, boarding: Boarding) {
        self.places = places
        self.boarding = boarding
        count = places
    }

    func node(_ link: Link, at place: Int) -> Int32 {
        linePlatforms[link.mode]?[link.line ?? -1]?[place] ?? platforms[link.mode]?[place] ?? Int32(place)
    }

    mutating func addPlatforms(_ links: [Link], everywhere: Bool) {
        let lined = Set(links.filter { $0.line != nil }.map(\.mode))
        for mode in Mode.allCases {
            if lined.contains(mode) {
                addLines(mode, links.filter { $0.mode == mode })
            } else if let access = boarding.accessHours[mode] {
                platforms[mode] = [:]
                let served =
                    everywhere
                    ? Array(0..<places) : Set(links.filter { $0.mode == mode }.flatMap { [$0.from, $0.to] }).sorted()
                for place in served {
                    let platform = newNode()
                    platforms[mode, default: [:]][place] = platform
                    edges += [(Int32(place), platform, access / 2), (platform, Int32(place), access / 2)]
                }
            }
        }
    }

    /// At each place a hall to leave from and a hall to arrive at, and a platform a line.
    private mutating func addLines(_ mode: Mode, _ links: [Link]) {
        let access = (boarding.accessHours[mode] ?? 0) / 2
        var served: [Int: Set<Int>] = [:]
        for link in links { for place in [link.from, link.to] { served[place, default: []].insert(link.line ?? -1) } }
        for (place, lines) in served.sorted(by: { $0.key < $1.key }) {
            let (leaving, arriving) = (newNode(), newNode())
            edges += [
                (Int32(place), leaving, access), (arriving, Int32(place), access),
                (arriving, leaving, boarding.transferHours),
            ]
            for line in lines.sorted() {
                let platform = newNode()
                linePlatforms[mode, default: [:]][line, default: [:]][place] = platform
                edges += [(leaving, platform, line < 0 ? 0 : boarding.headwayHours[line] / 2), (platform, arriving, 0)]
            }
        }
    }

    private mutating func newNode() -> Int32 {
        count += 1
        return Int32(count - 1)
    }
}

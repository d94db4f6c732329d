import CVectorMath
public import LinearAlgebra

/// All shortest times of a network, kept exact while single links are added, sped up, slowed or removed.
///
///     var times = TravelTimes(network)                     // made with platformsEverywhere: true
///     try times.add(Link(from: 3, to: 8, mode: .rail, lengthKm: 171, hours: 0.7))
///     try times.setHours(ofLink: 0, to: .infinity)         // removed
///
/// A faster link is one comparison for each pair that it can serve. A slower one touches only pairs whose shortest way may
/// have used it, recomputed by a search among those (Ramalingam & Reps 1996, doi:10.1006/jagm.1996.0046).
/// Memory: one double for each pair of nodes.
public struct TravelTimes: Sendable {
    public let places: Int
    private let nodes: Int
    private let platforms: [Mode: [Int: Int32]]
    private let modesWithAccess: Set<Mode>
    /// Hours from each node (row) to each node.
    private var hours: [Double]
    private var edges: [(from: Int, to: Int, hours: Double)]
    private var incoming: [[Int]]
    private var outgoing: [[Int]]

    public init(_ network: Network) {
        places = network.places
        nodes = network.nodeCount
        platforms = network.platforms
        modesWithAccess = Set(network.platforms.keys)
        edges = zip(network.edges, network.edgeHours).map { (Int($0.from), Int($0.to), $1) }
        incoming = Array(repeating: [], count: nodes)
        outgoing = Array(repeating: [], count: nodes)
        for (index, edge) in edges.enumerated() {
            incoming[edge.to].append(index)
            outgoing[edge.from].append(index)
        }
        hours = ContractionHierarchy(network).hours(among: Array(0..<nodes), edgeHours: network.edgeHours).elements
    }

    /// Hours between two places; infinity where there is no way.
    public subscript(from: Int, to: Int) -> Double { hours[from * nodes + to] }

    /// Hours among chosen places, row origin.
    public func hours(among chosen: [Int]) -> Matrix {
        Matrix(rows: chosen.count, columns: chosen.count) { self[chosen[$0], chosen[$1]] }
    }

    /// Adds a directed link and gives its index.
    ///
    /// - Throws: `NetworkError` for a place out of range, or hours that are negative or not finite, or a mode without platform there.
    /// - Complexity: O(rows improved × nodes).
    @discardableResult
    public mutating func add(_ link: Link) throws(NetworkError) -> Int {
        let index = edges.count
        guard (0..<places).contains(link.from), (0..<places).contains(link.to) else {
            throw .badLink(index: index, expected: "places from 0 to \(places - 1)")
        }
        guard link.hours.isFinite, link.hours >= 0 else { throw .badLink(index: index, expected: "hours of 0 or more, not \(link.hours)") }
        func node(_ place: Int) throws(NetworkError) -> Int {
            guard modesWithAccess.contains(link.mode) else { return place }
            if let platform = platforms[link.mode]?[place] { return Int(platform) }
            throw .badLink(index: index, expected: "a \(link.mode.rawValue) platform at place \(place) (make the network with platformsEverywhere)")
        }
        let (from, to) = (try node(link.from), try node(link.to))
        edges.append((from, to, link.hours))
        incoming[to].append(index)
        outgoing[from].append(index)
        faster(from, to, link.hours)
        return index
    }

    /// Gives a link other hours; infinity removes it.
    public mutating func setHours(ofLink index: Int, to new: Double) throws(NetworkError) {
        guard edges.indices.contains(index), new >= 0 else { throw .badLink(index: index, expected: "an existing link and hours of 0 or more") }
        let (from, to, old) = edges[index]
        edges[index].hours = new
        if new < old { faster(from, to, new) } else if new > old { slower(from, to, old) }
    }

    private mutating func faster(_ from: Int, _ to: Int, _ time: Double) {
        let count = nodes
        hours.withUnsafeMutableBufferPointer { hours in
            guard let base = hours.baseAddress, time < base[from * count + to] else { return }
            let onward = base + to * count
            for origin in 0..<count {
                let row = base + origin * count
                let arrival = row[from] + time
                if arrival < row[to] { hl_relax(row, onward, count, arrival) }
            }
        }
    }

    /// A way is taken to use the edge if it is as short through it, up to rounding; too many never harms.
    private mutating func slower(_ from: Int, _ to: Int, _ old: Double) {
        guard old < .infinity else { return }
        let count = nodes
        var search = AffectedSearch(count: count)
        // The row of the edge's head as it was: no shortest way from the head uses the edge.
        let onward = Array(hours[(to * count)..<((to + 1) * count)])
        hours.withUnsafeMutableBufferPointer { hours in
            guard let base = hours.baseAddress else { return }
            for origin in 0..<count where origin != to {
                let row = base + origin * count
                let through = row[from] + old
                guard through < .infinity, through <= row[to] + slack(through) else { continue }
                search.repair(row, through: through, onward: onward, edges: edges, incoming: incoming, outgoing: outgoing)
            }
        }
    }
}

private func slack(_ hours: Double) -> Double { 1e-11 * (1 + hours) }

/// One origin's repair: the nodes whose way may have used the edge get their best time over the others, then settle among themselves.
private struct AffectedSearch {
    private var mark: [Int32]
    private var stamp: Int32 = 0
    private var affected: [Int] = []

    init(count: Int) {
        mark = Array(repeating: 0, count: count)
    }

    mutating func repair(
        _ row: UnsafeMutablePointer<Double>, through: Double, onward: [Double], edges: [(from: Int, to: Int, hours: Double)], incoming: [[Int]],
        outgoing: [[Int]]
    ) {
        stamp += 1
        affected.removeAll(keepingCapacity: true)
        for node in onward.indices {
            let arrival = through + onward[node]
            if arrival < .infinity && arrival <= row[node] + slack(arrival) {
                affected.append(node)
                mark[node] = stamp
            }
        }
        var heap = Heap()
        for node in affected {
            var best = Double.infinity
            for index in incoming[node] {
                let edge = edges[index]
                if mark[edge.from] != stamp { best = min(best, row[edge.from] + edge.hours) }
            }
            row[node] = best
            if best < .infinity { heap.push(best, Int32(node)) }
        }
        while let (time, node) = heap.pop() {
            if time > row[Int(node)] { continue }
            for index in outgoing[Int(node)] {
                let edge = edges[index]
                let arrival = time + edge.hours
                if arrival < row[edge.to] {
                    row[edge.to] = arrival
                    heap.push(arrival, Int32(edge.to))
                }
            }
        }
    }
}

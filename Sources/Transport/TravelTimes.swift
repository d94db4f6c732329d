import CVectorMath
public import LinearAlgebra

/// All shortest times of a network, kept exact while single links are added, sped up, slowed or removed.
///
///     var times = TravelTimes(network)                     // made with platformsEverywhere: true
///     try times.add(Link(from: 3, to: 8, mode: .rail, lengthKm: 171, hours: 0.7))
///     try times.setHours(ofLink: 0, to: .infinity)         // removed
///
/// A faster link is one comparison for each pair that it can serve. A slower one touches only pairs whose shortest way
/// may have used it, recomputed by a search among those (Ramalingam & Reps 1996, doi:10.1006/jagm.1996.0046).
/// Memory: one double for each pair of nodes.
public struct TravelTimes: Sendable {
    /// N: how many places there are; they count from 0.
    public let places: Int
    private let nodes: Int
    private let platforms: [Mode: [Int: Int32]]
    private let modesWithAccess: Set<Mode>
    /// Hours from each node (row) to each node.
    private var hours: [Double]
    private var graph: EditableGraph

    /// Computes all pairs by a contraction hierarchy.
    ///
    /// - Complexity: O(V²) memory for V nodes, platforms included.
    public init(_ network: Network) {
        places = network.places
        nodes = network.nodeCount
        platforms = network.platforms
        modesWithAccess = Set(network.platforms.keys)
        graph = EditableGraph(
            nodes: nodes, from: network.edges.map(\.from), to: network.edges.map(\.to), hours: network.edgeHours)
        hours = ContractionHierarchy(network).hours(among: Array(0..<nodes), edgeHours: network.edgeHours).elements
    }

    /// Hours between two places; infinity where there is no way.
    public subscript(from: Int, to: Int) -> Double { hours[from * nodes + to] }

    /// Hours among chosen places, row origin.
    public func hours(among chosen: [Int]) -> Matrix {
        Matrix(from: hours, columns: nodes, chosen: chosen)
    }

    /// The nodes at which a mode is boarded at some places: the places themselves where it needs no platform.
    func platformNodes(of places: [Int], mode: Mode, link index: Int) throws(NetworkError) -> [Int] {
        guard modesWithAccess.contains(mode) else { return places }
        var nodes: [Int] = []
        for place in places {
            guard let platform = platforms[mode]?[place] else {
                throw .badLink(
                    index: index,
                    expected:
                        "a \(mode.rawValue) platform at place \(place) (make the network with platformsEverywhere)")
            }
            nodes.append(Int(platform))
        }
        return nodes
    }

    /// Hours between nodes, platforms among them, row origin.
    func hours(fromNodes origins: [Int], toNodes ends: [Int]) -> [Double] {
        origins.flatMap { origin in ends.map { hours[origin * nodes + $0] } }
    }

    /// Adds a directed link and gives its index.
    ///
    /// - Throws: `NetworkError` for a place out of range, or hours that are negative or not finite, or a mode without
    ///   platform there.
    /// - Complexity: O(rows improved × nodes).
    @discardableResult
    public mutating func add(_ link: Link) throws(NetworkError) -> Int {
        let index = graph.count
        guard (0..<places).contains(link.from), (0..<places).contains(link.to) else {
            throw .badLink(index: index, expected: "places from 0 to \(places - 1)")
        }
        guard link.hours.isFinite, link.hours >= 0 else {
            throw .badLink(index: index, expected: "hours of 0 or more, not \(link.hours)")
        }
        let ends = try platformNodes(of: [link.from, link.to], mode: link.mode, link: index)
        let (from, to) = (ends[0], ends[1])
        graph.add(from: Int32(from), to: Int32(to), hours: link.hours)
        faster(from, to, link.hours)
        return index
    }

    /// Gives a link other hours; infinity removes it.
    public mutating func setHours(ofLink index: Int, to new: Double) throws(NetworkError) {
        guard (0..<graph.count).contains(index), new >= 0 else {
            throw .badLink(index: index, expected: "an existing link and hours of 0 or more")
        }
        let (from, to, old) = (Int(graph.from[index]), Int(graph.to[index]), graph.hours[index])
        graph.hours[index] = new
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
        var search = AffectedSearch(nodes: count)
        graph.withEdges { edges in
            hours.withUnsafeMutableBufferPointer { hours in
                guard let base = hours.baseAddress else { return }
                for origin in 0..<count where origin != to {
                    let row = base + origin * count
                    let through = row[from] + old
                    if through < .infinity && through <= row[to] + slack(through) {
                        search.repair(row, head: to, edges)
                    }
                }
            }
        }
    }
}

private func slack(_ hours: Double) -> Double { 1e-11 * (1 + hours) }

/// Directed edges that are added and re-timed, listed by their ends in compact rows.
private struct EditableGraph: Sendable {
    let nodes: Int
    private(set) var from: [Int32]
    private(set) var to: [Int32]
    var hours: [Double]
    private var out: (first: [Int32], edges: [Int32])
    private var into: (first: [Int32], edges: [Int32])

    init(nodes: Int, from: [Int32], to: [Int32], hours: [Double]) {
        self.nodes = nodes
        self.from = from
        self.to = to
        self.hours = hours
        out = Self.rows(by: from, nodes)
        into = Self.rows(by: to, nodes)
    }

    var count: Int { hours.count }

    mutating func add(from a: Int32, to b: Int32, hours time: Double) {
        from.append(a)
        to.append(b)
        hours.append(time)
        out = Self.rows(by: from, nodes)
        into = Self.rows(by: to, nodes)
    }

    private static func rows(by key: [Int32], _ nodes: Int) -> (first: [Int32], edges: [Int32]) {
        var first = [Int32](repeating: 0, count: nodes + 1)
        for node in key { first[Int(node) + 1] += 1 }
        for node in 0..<nodes { first[node + 1] += first[node] }
        var cursor = first
        var edges = [Int32](repeating: 0, count: key.count)
        for (edge, node) in key.enumerated() {
            edges[Int(cursor[Int(node)])] = Int32(edge)
            cursor[Int(node)] += 1
        }
        return (first, edges)
    }

    /// The lists as they lie in memory, for the innermost loops.
    struct Edges {
        let from, to, firstOut, out, firstInto, into: UnsafePointer<Int32>
        let hours: UnsafePointer<Double>
    }

    func withEdges(_ body: (Edges) -> Void) {
        from.withUnsafeBufferPointer { from in
            to.withUnsafeBufferPointer { to in
                hours.withUnsafeBufferPointer { hours in
                    out.first.withUnsafeBufferPointer { firstOut in
                        out.edges.withUnsafeBufferPointer { outEdges in
                            into.first.withUnsafeBufferPointer { firstInto in
                                into.edges.withUnsafeBufferPointer { intoEdges in
                                    guard let a = from.baseAddress, let b = to.baseAddress, let h = hours.baseAddress,
                                        let c = firstOut.baseAddress,
                                        let d = outEdges.baseAddress, let e = firstInto.baseAddress,
                                        let f = intoEdges.baseAddress
                                    else { return }
                                    body(Edges(from: a, to: b, firstOut: c, out: d, firstInto: e, into: f, hours: h))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// One origin's repair: nodes whose shortest way may have used the edge, found by following tight edges from its head,
/// get their best time over the others and then settle among themselves.
private struct AffectedSearch {
    private var mark: [Int32]
    private var stamp: Int32 = 0
    private var affected: [Int32] = []

    init(nodes: Int) {
        mark = Array(repeating: 0, count: nodes)
    }

    mutating func repair(_ row: UnsafeMutablePointer<Double>, head: Int, _ edges: EditableGraph.Edges) {
        stamp += 1
        affected.removeAll(keepingCapacity: true)
        affected.append(Int32(head))
        mark[head] = stamp
        var next = 0
        while next < affected.count {
            let node = Int(affected[next])
            next += 1
            for slot in Int(edges.firstOut[node])..<Int(edges.firstOut[node + 1]) {
                let edge = Int(edges.out[slot])
                let end = Int(edges.to[edge])
                let arrival = row[node] + edges.hours[edge]
                if mark[end] != stamp, arrival < .infinity, arrival <= row[end] + slack(arrival) {
                    mark[end] = stamp
                    affected.append(Int32(end))
                }
            }
        }
        // From the head outwards most parents are settled before their children, so one pass gets nearly all times
        // right …
        for node in affected { row[Int(node)] = .infinity }
        for node in affected {
            var best = Double.infinity
            for slot in Int(edges.firstInto[Int(node)])..<Int(edges.firstInto[Int(node) + 1]) {
                let edge = Int(edges.into[slot])
                let arrival = row[Int(edges.from[edge])] + edges.hours[edge]
                if arrival < best { best = arrival }
            }
            row[Int(node)] = best
        }
        // … and a queue corrects the rest.
        var queued = 0
        while queued < affected.count {
            let node = Int(affected[queued])
            queued += 1
            let time = row[node]
            if time == .infinity { continue }
            for slot in Int(edges.firstOut[node])..<Int(edges.firstOut[node + 1]) {
                let edge = Int(edges.out[slot])
                let end = Int(edges.to[edge])
                if time + edges.hours[edge] < row[end] {
                    row[end] = time + edges.hours[edge]
                    affected.append(Int32(end))
                }
            }
        }
    }
}

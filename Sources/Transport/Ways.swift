import Computation

/// A way along links.
public struct Way: Sendable, Hashable {
    /// Numbers of the network's links, in order of travel; access, waits and changes lie between them.
    public let links: [Int]
    /// Door to door, with access, waits and changes.
    public let cost: TravelCost
}

extension Network {
    /// The least costly ways between two places that visit no place twice, cheapest first (Yen 1971,
    /// doi:10.1287/mnsc.17.11.712). Two ways differ where they pass other places or go by other modes; of parallel
    /// links of a mode the least costly stands for all.
    ///
    /// - Parameter count: at most so many; fewer where there are no more.
    /// - Complexity: O(count × length of a way × (V + E) log V).
    public func ways(from origin: Int, to destination: Int, count: Int) throws(NetworkError) -> [Way] {
        for place in [origin, destination] where !(0..<places).contains(place) { throw .badPlace(place) }
        if origin == destination || count < 1 { return [] }
        var search = WaySearch(self, to: destination)
        guard let first = search.shortest(from: origin, closedNodes: [], closedEdges: []) else { return [] }
        var found = [first]
        var candidates: [[Int32]] = []
        var known: Set<[Int32]> = [first]
        var different: Set<[Passage]> = isSimple(first) ? [passages(first)] : []
        while different.count < count, let last = found.last {
            for deviation in last.indices {
                let root = Array(last[..<deviation])
                let spur = deviation == 0 ? Int32(origin) : edges[Int(last[deviation - 1])].to
                let closed = Set(
                    found.filter { $0.starts(with: root) && $0.count > deviation }.flatMap { parallels($0[deviation]) })
                let visited = Set(root.map { edges[Int($0)].from })
                if let rest = search.shortest(from: Int(spur), closedNodes: visited, closedEdges: closed) {
                    let way = root + rest
                    if known.insert(way).inserted { candidates.append(way) }
                }
            }
            guard let next = candidates.indices.min(by: { (length(candidates[$0]), $0) < (length(candidates[$1]), $1) })
            else { break }
            found.append(candidates.remove(at: next))
            if let next = found.last, isSimple(next) { different.insert(passages(next)) }
            // Many ways that differ in nothing but the platforms would go on for ever.
            if found.count >= 20 * count { break }
        }
        var seen: Set<[Passage]> = []
        return found.filter { isSimple($0) && seen.insert(passages($0)).inserted }.map(way)
    }

    /// Whether no place is passed twice, the destination and the origin included: the nodes of one place, its door and
    /// its platforms, are many.
    private func isSimple(_ way: [Int32]) -> Bool {
        let numbers = linkNumbers(way)
        var passed = Set(numbers.prefix(1).map { links[$0].from })
        return numbers.allSatisfy { passed.insert(links[$0].to).inserted }
    }

    private struct Passage: Hashable {
        let from, to: Int
        let mode: Mode
    }

    private func passages(_ way: [Int32]) -> [Passage] {
        linkNumbers(way).map { Passage(from: links[$0].from, to: links[$0].to, mode: links[$0].mode) }
    }

    /// An edge and the links beside it, between the same nodes by the same mode.
    private func parallels(_ edge: Int32) -> [Int32] {
        let mode = Int(edge) < links.count ? links[Int(edge)].mode : nil
        let from = Int(edges[Int(edge)].from)
        return rowEdge[Int(firstEdge[from])..<Int(firstEdge[from + 1])].filter {
            edges[Int($0)].to == edges[Int(edge)].to && (Int($0) < links.count ? links[Int($0)].mode : nil) == mode
        }
    }

    private func length(_ way: [Int32]) -> Double { way.reduce(0) { $0 + edgeHours[Int($1)] } }

    private func linkNumbers(_ way: [Int32]) -> [Int] { way.map { Int($0) }.filter { $0 < links.count } }

    private func way(_ path: [Int32]) -> Way {
        let numbers = linkNumbers(path)
        let hours = path.reduce(0) { $0 + (Int($1) < links.count ? links[Int($1)].hours : edgeHours[Int($1)]) }
        let fare = numbers.reduce(0) { $0 + links[$1].fare }
        return Way(links: numbers, cost: TravelCost(hours: hours, fare: fare, valueOfTime: valueOfTime))
    }
}

/// Shortest ways to one node with some nodes and edges closed.
private struct WaySearch {
    let network: Network
    let destination: Int

    init(_ network: Network, to destination: Int) {
        self.network = network
        self.destination = destination
    }

    /// The edges of the shortest way; nil where there is none. Ties go to the way found first, in the order of node
    /// numbers.
    mutating func shortest(from origin: Int, closedNodes: Set<Int32>, closedEdges: Set<Int32>) -> [Int32]? {
        var best = [Double](repeating: .infinity, count: network.nodeCount)
        var parent = [Int32](repeating: -1, count: network.nodeCount)
        var settled = [Bool](repeating: false, count: network.nodeCount)
        for node in closedNodes { settled[Int(node)] = true }
        var heap = SmallestFirst()
        best[origin] = 0
        heap.push(0, Int32(origin))
        while let (hours, node) = heap.pop() {
            if settled[Int(node)] { continue }
            if Int(node) == destination { break }
            settled[Int(node)] = true
            for slot in Int(network.firstEdge[Int(node)])..<Int(network.firstEdge[Int(node) + 1]) {
                let edge = network.rowEdge[slot]
                let (end, time) = network.rows[slot]
                if settled[Int(end)] || closedEdges.contains(edge) || hours + time >= best[Int(end)] { continue }
                best[Int(end)] = hours + time
                parent[Int(end)] = edge
                heap.push(hours + time, end)
            }
        }
        if best[destination] == .infinity { return nil }
        var way: [Int32] = []
        var node = destination
        while node != origin {
            way.append(parent[node])
            node = Int(network.edges[Int(parent[node])].from)
        }
        return way.reversed()
    }
}

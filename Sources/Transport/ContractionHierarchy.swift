import CVectorMath
public import LinearAlgebra

/// All shortest times of a network whose links keep their places but change their hours: made once for the links, customised for
/// each set of hours, then swept for many sources at a time.
///
///     let hierarchy = ContractionHierarchy(network)
///     let times = hierarchy.hours(among: places, edgeHours: network.edgeHours)
///
/// Customizable contraction hierarchies (Dibbelt, Strasser & Wagner 2016, doi:10.1145/2886843) with a minimum-degree order: nodes
/// are eliminated one by one, joining their later neighbours by shortcuts; a shortest way then goes up the order and down
/// again. Sweeping all arcs upwards and downwards with a row of sources at each node replaces the search for each source.
public struct ContractionHierarchy: Sendable {
    /// Node at each rank and rank of each node.
    let nodes: [Int32]
    let rank: [Int32]
    /// Arcs from each rank to its higher neighbours, in compact rows.
    let firstArc: [Int32]
    let head: [Int32]
    /// The arc and direction of each edge of the network (up if it leads to the higher rank); −1 for a loop.
    private let edgeArc: [Int32]
    private let edgeUp: [Bool]
    /// For each lower node and each pair of its arcs, the arc between their heads.
    private let triangles: [(lower: Int32, higher: Int32, shortcut: Int32)]

    public var arcs: Int { head.count }

    public init(_ network: Network) {
        let count = network.nodeCount
        var neighbours = [Set<Int32>](repeating: [], count: count)
        for edge in network.edges where edge.from != edge.to {
            neighbours[Int(edge.from)].insert(edge.to)
            neighbours[Int(edge.to)].insert(edge.from)
        }
        var nodes: [Int32] = []
        var rank = [Int32](repeating: -1, count: count)
        var higher: [[Int32]] = []
        var buckets = DegreeBuckets(degrees: neighbours.map(\.count))
        while let node = buckets.popLowest() {
            let around = neighbours[node].sorted()
            rank[node] = Int32(nodes.count)
            nodes.append(Int32(node))
            higher.append(around)
            for a in around {
                neighbours[Int(a)].remove(Int32(node))
                for b in around where b != a { neighbours[Int(a)].insert(b) }
                buckets.update(Int(a), degree: neighbours[Int(a)].count)
            }
            neighbours[node] = []
        }
        var firstArc: [Int32] = [0]
        var head: [Int32] = []
        var arcOf: [Int64: Int32] = [:]
        for (r, around) in higher.enumerated() {
            for target in around.map({ rank[Int($0)] }).sorted() {
                arcOf[Int64(r) << 32 | Int64(target)] = Int32(head.count)
                head.append(target)
            }
            firstArc.append(Int32(head.count))
        }
        var triangles: [(lower: Int32, higher: Int32, shortcut: Int32)] = []
        for r in 0..<nodes.count {
            for a in firstArc[r]..<firstArc[r + 1] {
                for b in (a + 1)..<max(a + 1, firstArc[r + 1]) {
                    if let shortcut = arcOf[Int64(head[Int(a)]) << 32 | Int64(head[Int(b)])] { triangles.append((a, b, shortcut)) }
                }
            }
        }
        var edgeArc: [Int32] = []
        var edgeUp: [Bool] = []
        for edge in network.edges {
            let (from, to) = (rank[Int(edge.from)], rank[Int(edge.to)])
            edgeArc.append(from == to ? -1 : arcOf[Int64(min(from, to)) << 32 | Int64(max(from, to))] ?? -1)
            edgeUp.append(from < to)
        }
        self.nodes = nodes
        self.rank = rank
        self.firstArc = firstArc
        self.head = head
        self.triangles = triangles
        self.edgeArc = edgeArc
        self.edgeUp = edgeUp
    }

    /// Shortest hours between the chosen places, row origin, column destination; infinity where there is no way.
    ///
    /// - Parameter edgeHours: hours of each edge of the network the hierarchy was made for (`Network.edgeHours`); infinity closes an edge.
    /// - Complexity: O(triangles + arcs × places).
    public func hours(among chosen: [Int], edgeHours: [Double]) -> Matrix {
        precondition(edgeHours.count == edgeArc.count, "one time an edge")
        let (up, down) = customised(edgeHours)
        let width = chosen.count
        var result = [Double](repeating: 0, count: width * width)
        // Blocks of sources that fit the cache beside the arcs.
        let block = max(8, min(width, (1 << 17) / max(1, nodes.count) / 8 * 8))
        var first = 0
        while first < width {
            let last = min(width, first + block)
            sweep(Array(chosen[first..<last]), up, down) { reached, lanes in
                for (destination, place) in chosen.enumerated() {
                    let row = Int(rank[place]) * lanes
                    for lane in 0..<lanes { result[(first + lane) * width + destination] = reached[row + lane] }
                }
            }
            first = last
        }
        return Matrix(rows: width, columns: width) { result[$0 * width + $1] }
    }

    /// The shortest hours up and down each arc, over the arcs' own edges and all lower nodes.
    private func customised(_ edgeHours: [Double]) -> (up: [Double], down: [Double]) {
        var up = [Double](repeating: .infinity, count: head.count)
        var down = up
        for (edge, arc) in edgeArc.enumerated() where arc >= 0 {
            if edgeUp[edge] {
                up[Int(arc)] = min(up[Int(arc)], edgeHours[edge])
            } else {
                down[Int(arc)] = min(down[Int(arc)], edgeHours[edge])
            }
        }
        up.withUnsafeMutableBufferPointer { up in
            down.withUnsafeMutableBufferPointer { down in
                for t in triangles {
                    let (a, b, c) = (Int(t.lower), Int(t.higher), Int(t.shortcut))
                    up[c] = min(up[c], down[a] + up[b])
                    down[c] = min(down[c], down[b] + up[a])
                }
            }
        }
        return (up, down)
    }

    private func sweep(_ sources: [Int], _ up: [Double], _ down: [Double], _ body: (UnsafeBufferPointer<Double>, Int) -> Void) {
        let lanes = sources.count
        var reached = [Double](repeating: .infinity, count: nodes.count * lanes)
        for (lane, source) in sources.enumerated() { reached[Int(rank[source]) * lanes + lane] = 0 }
        reached.withUnsafeMutableBufferPointer { reached in
            guard let rows = reached.baseAddress else { return }
            for r in 0..<nodes.count {
                for arc in Int(firstArc[r])..<Int(firstArc[r + 1]) where up[arc] < .infinity {
                    hl_relax(rows + Int(head[arc]) * lanes, rows + r * lanes, lanes, up[arc])
                }
            }
            for r in (0..<nodes.count).reversed() {
                for arc in Int(firstArc[r])..<Int(firstArc[r + 1]) where down[arc] < .infinity {
                    hl_relax(rows + r * lanes, rows + Int(head[arc]) * lanes, lanes, down[arc])
                }
            }
            body(UnsafeBufferPointer(reached), lanes)
        }
    }
}

/// Nodes by degree; the lowest degree first, ties by the lowest index, so that the order is one and the same everywhere.
private struct DegreeBuckets {
    private var buckets: [[Int]]
    private var degree: [Int]
    private var done: [Bool]
    private var lowest = 0

    init(degrees: [Int]) {
        degree = degrees
        done = Array(repeating: false, count: degrees.count)
        buckets = Array(repeating: [], count: (degrees.max() ?? 0) + 1)
        for (node, d) in degrees.enumerated().reversed() { buckets[d].append(node) }
    }

    mutating func update(_ node: Int, degree new: Int) {
        if degree[node] == new { return }
        degree[node] = new
        while buckets.count <= new { buckets.append([]) }
        buckets[new].append(node)
        lowest = min(lowest, new)
    }

    mutating func popLowest() -> Int? {
        while lowest < buckets.count {
            while let node = buckets[lowest].popLast() {
                if !done[node] && degree[node] == lowest {
                    done[node] = true
                    return node
                }
            }
            lowest += 1
        }
        return nil
    }
}

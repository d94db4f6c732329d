import CVectorMath
public import LinearAlgebra

/// All shortest times of a network whose links keep their places but change their hours: made once for the links,
/// customised for each set of hours, then swept for many sources at a time.
///
///     let hierarchy = ContractionHierarchy(network)
///     let times = hierarchy.hours(among: places, edgeHours: network.edgeHours)
///
/// Customizable contraction hierarchies (Dibbelt, Strasser & Wagner 2016, doi:10.1145/2886843) with a minimum-degree
/// order: nodes are eliminated one by one, joining their later neighbours by shortcuts; a shortest way then goes up the
/// order and down again. Sweeping all arcs upwards and downwards with a row of sources at each node replaces the search
/// for each source.
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
    /// Of more triangles (a network without geography has millions) none is kept; they are found again for each set of
    /// hours.
    private static let mostKept = 4_000_000

    /// Arcs upwards, shortcuts included; a sweep passes each twice.
    public var arcs: Int { head.count }

    /// Finds the order and the shortcuts; hours do not matter yet.
    ///
    /// - Complexity: that of the elimination: about V log V for road networks, up to O(V²) arcs without geography.
    public init(_ network: Network) {
        let eliminated = Self.eliminated(network)
        let (nodes, rank, higher) = Self.postordered(eliminated.nodes, eliminated.rank, eliminated.higher)
        var firstArc: [Int32] = [0]
        var head: [Int32] = []
        for around in higher {
            head += around
            firstArc.append(Int32(head.count))
        }
        var triangles: [(lower: Int32, higher: Int32, shortcut: Int32)] = []
        let triangleCount = zip(firstArc, firstArc.dropFirst()).reduce(0) {
            $0 + Int($1.1 - $1.0) * (Int($1.1 - $1.0) - 1) / 2
        }
        if triangleCount <= Self.mostKept { Self.eachTriangle(firstArc, head) { triangles.append(($0, $1, $2)) } }
        func arc(_ from: Int32, _ to: Int32) -> Int32 {
            for arc in firstArc[Int(from)]..<firstArc[Int(from) + 1] where head[Int(arc)] == to { return arc }
            return -1
        }
        var edgeArc: [Int32] = []
        var edgeUp: [Bool] = []
        for edge in network.edges {
            let (from, to) = (rank[Int(edge.from)], rank[Int(edge.to)])
            edgeArc.append(from == to ? -1 : arc(min(from, to), max(from, to)))
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

    /// Eliminates the node with the fewest neighbours again and again, joining these to one another.
    ///
    /// - Returns: nodes in that order, the rank of each, and the neighbours that each had then.
    private static func eliminated(_ network: Network) -> (nodes: [Int32], rank: [Int32], higher: [[Int32]]) {
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
            if 2 * around.count > count - nodes.count {
                // What is left is joined nearly all to all: the rest is taken at once, as if it were.
                let rest = (0..<count).filter { rank[$0] < 0 }.map { Int32($0) }
                for (position, last) in rest.enumerated() {
                    rank[Int(last)] = Int32(nodes.count)
                    nodes.append(last)
                    higher.append(Array(rest[(position + 1)...]))
                }
                break
            }
            for a in around {
                neighbours[Int(a)].remove(Int32(node))
                for b in around where b != a { neighbours[Int(a)].insert(b) }
                buckets.update(Int(a), degree: neighbours[Int(a)].count)
            }
            neighbours[node] = []
        }
        return (nodes, rank, higher)
    }

    /// The same elimination with each node directly after those that lead up to it, so that a sweep finds in the cache
    /// what it wrote last: any order that keeps children before their parent, the lowest higher neighbour, gives the
    /// same arcs. Neighbours become rising ranks.
    private static func postordered(_ nodes: [Int32], _ rank: [Int32], _ higher: [[Int32]]) -> (
        [Int32], [Int32], [[Int32]]
    ) {
        let count = nodes.count
        let above = higher.map { $0.map { rank[Int($0)] }.min() ?? -1 }
        var children = [[Int32]](repeating: [], count: count)
        for (r, parent) in above.enumerated() where parent >= 0 { children[Int(parent)].append(Int32(r)) }
        var order: [Int32] = []
        order.reserveCapacity(count)
        for top in 0..<count where above[top] < 0 {
            // Parents before children, then turned round.
            var stack = [Int32(top)]
            var down: [Int32] = []
            while let r = stack.popLast() {
                down.append(r)
                stack += children[Int(r)]
            }
            order += down.reversed()
        }
        let newNodes = order.map { nodes[Int($0)] }
        var newRank = rank
        for (r, node) in newNodes.enumerated() { newRank[Int(node)] = Int32(r) }
        let arcs = order.map { old in higher[Int(old)].map { newRank[Int($0)] }.sorted() }
        return (newNodes, newRank, arcs)
    }

    /// Calls the body with each two arcs of each node, and the arc between their heads, found by walking along both
    /// heads' lists.
    private static func eachTriangle(
        _ firstArc: [Int32], _ head: [Int32], _ body: (_ lower: Int32, _ higher: Int32, _ shortcut: Int32) -> Void
    ) {
        head.withUnsafeBufferPointer { head in
            for r in 0..<(firstArc.count - 1) {
                let arcs = firstArc[r]..<firstArc[r + 1]
                for a in arcs {
                    var shortcut = firstArc[Int(head[Int(a)])]
                    for b in (a + 1)..<max(a + 1, arcs.upperBound) {
                        while head[Int(shortcut)] < head[Int(b)] { shortcut += 1 }
                        body(a, b, shortcut)
                    }
                }
            }
        }
    }

    /// Shortest hours between the chosen places, row origin, column destination; infinity where there is no way.
    ///
    /// - Parameter edgeHours: hours of each edge of the network the hierarchy was made for (`Network.edgeHours`);
    ///   infinity closes an edge.
    /// - Complexity: O(triangles + arcs × places).
    public func hours(among chosen: [Int], edgeHours: [Double]) -> Matrix {
        let sweeps = customised(edgeHours)
        let width = chosen.count
        var matrix = Matrix(rows: width, columns: width, repeating: 0)
        matrix.withCells { cells in
            for block in sweeps.blocks(of: chosen) {
                sweeps.hours(from: block.map { chosen[$0] }, to: chosen) { lane, row in
                    _ = UnsafeMutableBufferPointer(rebasing: cells[(block[lane] * width)..<((block[lane] + 1) * width)])
                        .update(
                            fromContentsOf: row)
                }
            }
        }
        return matrix
    }

    /// The hierarchy with hours on its arcs, ready to be swept.
    ///
    /// - Complexity: O(triangles).
    public func customised(_ edgeHours: [Double]) -> HierarchySweeps {
        precondition(edgeHours.count == edgeArc.count, "one time an edge")
        let (up, down) = arcHours(edgeHours)
        return HierarchySweeps(hierarchy: self, up: up, down: down)
    }

    /// The shortest hours up and down each arc, over the arcs' own edges and all lower nodes.
    private func arcHours(_ edgeHours: [Double]) -> (up: [Double], down: [Double]) {
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
                func relax(_ lower: Int32, _ higher: Int32, _ shortcut: Int32) {
                    let (a, b, c) = (Int(lower), Int(higher), Int(shortcut))
                    up[c] = min(up[c], down[a] + up[b])
                    down[c] = min(down[c], down[b] + up[a])
                }
                if triangles.isEmpty { return Self.eachTriangle(firstArc, head, relax) }
                for t in triangles { relax(t.lower, t.higher, t.shortcut) }
            }
        }
        return (up, down)
    }
}

/// A hierarchy customised for one set of hours: shortest hours from a block of origins at a time, so that all pairs of
/// a large network need never be held.
///
///     let sweeps = ContractionHierarchy(network).customised(network.edgeHours)
///     for block in sweeps.blocks(of: places) {
///         sweeps.hours(from: block.map { places[$0] }, to: places) { origin, hours in … }
///     }
public struct HierarchySweeps: Sendable {
    let hierarchy: ContractionHierarchy
    let up: [Double]
    let down: [Double]

    /// Positions in a list of origins, grouped into blocks that lie close together in the hierarchy, of a size that
    /// suits the cache.
    public func blocks(of origins: [Int]) -> [[Int]] {
        let size = max(8, min(64, (1 << 17) / max(1, hierarchy.nodes.count) / 8 * 8))
        let sorted = origins.indices.sorted { hierarchy.rank[origins[$0]] < hierarchy.rank[origins[$1]] }
        return stride(from: 0, to: sorted.count, by: size).map { Array(sorted[$0..<min($0 + size, sorted.count)]) }
    }

    /// Calls the body with each origin's position and its hours to the places; infinity where there is no way.
    ///
    /// - Complexity: O(arcs × origins); memory, the nodes × origins of one call.
    public func hours(from origins: [Int], to places: [Int], _ body: (Int, UnsafeBufferPointer<Double>) -> Void) {
        let lanes = origins.count
        let nodes = hierarchy.nodes.count
        if lanes == 0 { return }
        var reached = [Double](repeating: .infinity, count: nodes * lanes)
        var touched = [Bool](repeating: false, count: nodes)
        for (lane, origin) in origins.enumerated() {
            let r = Int(hierarchy.rank[origin])
            reached[r * lanes + lane] = 0
            touched[r] = true
        }
        reached.withUnsafeMutableBufferPointer { reached in
            guard let rows = reached.baseAddress else { return }
            touched.withUnsafeMutableBufferPointer { sweepUp(rows, lanes, $0) }
            sweepDown(rows, lanes)
            var row = [Double](repeating: 0, count: places.count)
            row.withUnsafeMutableBufferPointer { row in
                for lane in 0..<lanes {
                    for (column, place) in places.enumerated() {
                        row[column] = rows[Int(hierarchy.rank[place]) * lanes + lane]
                    }
                    body(lane, UnsafeBufferPointer(row))
                }
            }
        }
    }

    private func sweepUp(
        _ rows: UnsafeMutablePointer<Double>, _ lanes: Int, _ touched: UnsafeMutableBufferPointer<Bool>
    ) {
        hierarchy.firstArc.withUnsafeBufferPointer { first in
            hierarchy.head.withUnsafeBufferPointer { head in
                up.withUnsafeBufferPointer { up in
                    for r in touched.indices where touched[r] {
                        for arc in Int(first[r])..<Int(first[r + 1]) where up[arc] < .infinity {
                            hl_relax(rows + Int(head[arc]) * lanes, rows + r * lanes, lanes, up[arc])
                            touched[Int(head[arc])] = true
                        }
                    }
                }
            }
        }
    }

    private func sweepDown(_ rows: UnsafeMutablePointer<Double>, _ lanes: Int) {
        hierarchy.firstArc.withUnsafeBufferPointer { first in
            hierarchy.head.withUnsafeBufferPointer { head in
                down.withUnsafeBufferPointer { down in
                    for r in (0..<hierarchy.nodes.count).reversed() {
                        for arc in Int(first[r])..<Int(first[r + 1]) where down[arc] < .infinity {
                            hl_relax(rows + r * lanes, rows + Int(head[arc]) * lanes, lanes, down[arc])
                        }
                    }
                }
            }
        }
    }
}

/// Nodes by degree; the lowest degree first, ties by the lowest index, so that the order is one and the same
/// everywhere.
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

/// A queue for shortest paths that keeps nodes in buckets of a width in hours, the nearest bucket first. Within a
/// bucket the order is free: a node whose time falls again is put in again, so that the shortest times come out exactly
/// as from a heap, which sorts far more than is needed (Dial 1969, doi:10.1145/363269.363610; Cherkassky, Goldberg &
/// Radzik 1996, doi:10.1007/BF02592101).
struct BucketQueue: Sendable {
    private let nodes: Int
    private let perHour: Double
    /// The first node of each bucket, then each node's next and previous one in its bucket and its bucket; −1 for none.
    private var chains: [Int32]

    /// - Parameter hours: those of the edges; a bucket spans a part of their mean.
    init(nodes: Int, edgeHours hours: [Double]) {
        let (sum, count) = hours.reduce((0.0, 0)) { $1.isFinite && $1 > 0 ? ($0.0 + $1, $0.1 + 1) : $0 }
        let mean = count > 0 ? sum / Double(count) : 1
        perHour = mean.isNormal ? 2 / mean : 1
        self.nodes = nodes
        chains = Array(repeating: -1, count: BucketSearch.buckets + 3 * nodes)
    }

    /// Settles all nodes: `best` begins with 0 at the origin and infinity elsewhere.
    mutating func settle(
        from origin: Int, best: UnsafeMutableBufferPointer<Double>,
        rows: UnsafeBufferPointer<(to: Int32, hours: Double)>,
        firstRow: UnsafeBufferPointer<Int32>
    ) {
        chains.withUnsafeMutableBufferPointer { chains in
            guard let base = chains.baseAddress else { return }
            let next = base + BucketSearch.buckets
            var search = BucketSearch(
                first: base, next: next, previous: next + nodes, bucket: next + 2 * nodes, perHour: perHour, best: best,
                rows: rows,
                firstRow: firstRow)
            search.settle(from: Int32(truncatingIfNeeded: origin))
        }
    }
}

/// One search while it runs.
private struct BucketSearch {
    static let buckets = 4_096
    static let beyondAll: Int32 = -2
    let first, next, previous, bucket: UnsafeMutablePointer<Int32>
    let perHour: Double
    let best: UnsafeMutableBufferPointer<Double>
    let rows: UnsafeBufferPointer<(to: Int32, hours: Double)>
    let firstRow: UnsafeBufferPointer<Int32>
    private var waiting = 0
    /// Nodes further off than all buckets reach.
    private var beyond: [Int32] = []

    init(
        first: UnsafeMutablePointer<Int32>, next: UnsafeMutablePointer<Int32>, previous: UnsafeMutablePointer<Int32>,
        bucket: UnsafeMutablePointer<Int32>, perHour: Double, best: UnsafeMutableBufferPointer<Double>,
        rows: UnsafeBufferPointer<(to: Int32, hours: Double)>, firstRow: UnsafeBufferPointer<Int32>
    ) {
        (self.first, self.next, self.previous, self.bucket) = (first, next, previous, bucket)
        (self.perHour, self.best, self.rows, self.firstRow) = (perHour, best, rows, firstRow)
    }

    mutating func settle(from origin: Int32) {
        put(origin, 0)
        var current = 0
        while true {
            if waiting == 0 {
                if beyond.isEmpty { return }
                current = beyond.reduce(Int.max) { min($0, place(best[Int($1)])) }
                bringIn(current)
            }
            while let node = take(from: current & (Self.buckets - 1)) { follow(node, current) }
            current += 1
            if !beyond.isEmpty, current & (Self.buckets / 2 - 1) == 0 { bringIn(current) }
        }
    }

    @inline(__always)
    private mutating func follow(_ node: Int32, _ current: Int) {
        let hours = best[Int(node)]
        for edge in Int(firstRow[Int(node)])..<Int(firstRow[Int(node) + 1]) {
            let arrival = hours + rows[edge].hours
            let end = rows[edge].to
            if arrival >= best[Int(end)] { continue }
            best[Int(end)] = arrival
            let place = place(arrival)
            if place - current < Self.buckets {
                put(end, Int32(truncatingIfNeeded: place & (Self.buckets - 1)))
            } else if bucket[Int(end)] != Self.beyondAll {
                bucket[Int(end)] = Self.beyondAll
                beyond.append(end)
            }
        }
    }

    private func place(_ hours: Double) -> Int { Int(min(hours * perHour, 1e15)) }

    /// Puts what the buckets now reach into them.
    private mutating func bringIn(_ current: Int) {
        let all = beyond
        beyond.removeAll(keepingCapacity: true)
        for node in all where bucket[Int(node)] == Self.beyondAll {
            let place = place(best[Int(node)])
            if place - current < Self.buckets {
                put(node, Int32(truncatingIfNeeded: place & (Self.buckets - 1)))
            } else {
                beyond.append(node)
            }
        }
    }

    /// Puts a node at the head of a bucket, out of the one where it was.
    @inline(__always)
    private mutating func put(_ node: Int32, _ place: Int32) {
        let number = Int(node)
        let old = bucket[number]
        if old == place { return }
        if old >= 0 {
            let (before, after) = (previous[number], next[number])
            if before >= 0 { next[Int(before)] = after } else { first[Int(old)] = after }
            if after >= 0 { previous[Int(after)] = before }
        } else {
            waiting += 1
        }
        let head = first[Int(place)]
        bucket[number] = place
        next[number] = head
        previous[number] = -1
        if head >= 0 { previous[Int(head)] = node }
        first[Int(place)] = node
    }

    @inline(__always)
    private mutating func take(from place: Int) -> Int32? {
        let node = first[place]
        if node < 0 { return nil }
        let after = next[Int(node)]
        first[place] = after
        if after >= 0 { previous[Int(after)] = -1 }
        bucket[Int(node)] = -1
        waiting -= 1
        return node
    }
}

public import LinearAlgebra

/// Which sectors a picture of the industry space joins: the tree of strongest links that joins all (maximum spanning
/// tree), and every link at least as strong as a bound (Hidalgo, Klinger, Barabási & Hausmann 2007,
/// doi:10.1126/science.1144581, who take .55).
///
/// - Parameter proximity: symmetric, 0 to 1; pairs at 0 are never joined.
/// - Returns: pairs in the order of the tree, then the others by index.
/// - Complexity: O(n²).
public func industrySpace(_ proximity: Matrix, atLeast bound: Double = 0.55) -> [(a: Int, b: Int, proximity: Double)] {
    let n = proximity.rows
    var links: [(a: Int, b: Int, proximity: Double)] = []
    var joined = Set<SIMD2<Int>>()
    var (inside, best, nearest) = (
        Array(repeating: false, count: n), Array(repeating: -1.0, count: n), Array(repeating: 0, count: n)
    )
    for _ in 0..<n {
        guard let next = (0..<n).filter({ !inside[$0] }).max(by: { (best[$0], $1) < (best[$1], $0) }) else { break }
        inside[next] = true
        if best[next] > 0 {
            links.append((nearest[next], next, best[next]))
            joined.insert(SIMD2(min(next, nearest[next]), max(next, nearest[next])))
        }
        for other in 0..<n where !inside[other] && proximity[next, other] > best[other] {
            (best[other], nearest[other]) = (proximity[next, other], next)
        }
    }
    for a in 0..<n {
        for b in (a + 1)..<max(a + 1, n)
        where proximity[a, b] >= bound && proximity[a, b] > 0 && !joined.contains(SIMD2(a, b)) {
            links.append((a, b, proximity[a, b]))
        }
    }
    return links
}

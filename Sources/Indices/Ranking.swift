/// Places in order of their scores, set by set: those of one period and group.
struct Ranking: Sendable {
    /// Rows of each set.
    let sets: [[Int]]
    /// Set of each row.
    let setOf: [Int]

    init(_ rows: [IndexFigures.Row]) {
        struct Key: Hashable {
            let period: Int
            let group: String
        }
        var number: [Key: Int] = [:]
        var sets: [[Int]] = []
        var setOf: [Int] = []
        for (index, row) in rows.enumerated() {
            let key = Key(period: row.period, group: row.group)
            let place = number[key] ?? sets.count
            if place == sets.count {
                number[key] = place
                sets.append([])
            }
            sets[place].append(index)
            setOf.append(place)
        }
        self.sets = sets
        self.setOf = setOf
    }

    /// From 1 by row; those whose scores are within `tieWidth` of each other share the first of their ranks.
    func ranks(_ scores: [Double]) -> [Int32] {
        var ranks = Array(repeating: Int32(0), count: scores.count)
        for rows in sets {
            var falling = rows.map { -scores[$0] }
            let order = falling.withUnsafeMutableBufferPointer { increasing($0) }
            let tie = order.first.map { tieWidth(from: falling[$0], to: falling[order[order.count - 1]]) } ?? 0
            var (shared, first) = (0, -Double.infinity)
            for (position, place) in order.enumerated() {
                if !(falling[place] - first <= tie) { (shared, first) = (position + 1, falling[place]) }
                ranks[rows[place]] = Int32(shared)
            }
        }
        return ranks
    }
}

/// How far apart two numbers may be and still count as equal, among numbers from the least to the most: a billionth of
/// their spread, all of it where that is rounding itself. Ranks, tiers and normalisation by ranks share it.
func tieWidth(from least: Double, to most: Double) -> Double {
    let spread = most - least
    return isNoise(spread, size: max(abs(least), abs(most))) ? spread : 1e-9 * spread
}

/// Whether a difference between numbers of a size is rounding.
func isNoise(_ difference: Double, size: Double) -> Bool { difference <= 1e-13 * size }

/// Scores with those that share a rank made one number, the highest of them.
func levelled(_ scores: [Double]) -> [Double] {
    guard let least = scores.min(), let most = scores.max() else { return scores }
    let tie = tieWidth(from: least, to: most)
    var (levels, level) = (scores, Double.infinity)
    for place in scores.indices.sorted(by: { scores[$0] > scores[$1] }) {
        if !(level - scores[place] <= tie) { level = scores[place] }
        levels[place] = level
    }
    return levels
}

/// A pattern that grows with the number.
private func ordered(_ value: Double) -> UInt64 {
    let bits = value.bitPattern
    return bits >> 63 == 0 ? bits | (1 << 63) : ~bits
}

/// Indices of values from the least; ties by index. The low bits of a value's pattern give way to its index, so that
/// whole numbers are sorted, not pairs.
func increasing(_ values: UnsafeMutableBufferPointer<Double>) -> [Int] {
    let mask = (UInt64(1) << UInt64(64 - max(0, values.count - 1).leadingZeroBitCount)) - 1
    var keys = values.indices.map { (ordered(values[$0]) & ~mask) | UInt64($0) }
    keys.sort()
    var order = keys.map { Int($0 & mask) }
    // Values that only those bits tell apart stand by index so far: a few steps, unless all are nearly alike.
    var steps = 0
    for place in order.indices.dropFirst() {
        var at = place
        while at > 0 && values[order[at - 1]] > values[order[at]] {
            order.swapAt(at - 1, at)
            at -= 1
            steps += 1
        }
        if steps > 8 * order.count { return values.indices.sorted { (values[$0], $0) < (values[$1], $1) } }
    }
    return order
}

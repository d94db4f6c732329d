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

    /// From 1 by row; those whose scores differ by rounding alone share the first of their ranks.
    func ranks(_ scores: [Double]) -> [Int32] {
        var ranks = Array(repeating: Int32(0), count: scores.count)
        var keys: [UInt64] = []
        for rows in sets {
            // The low bits of a score's pattern give way to its row, so that whole numbers are sorted, not pairs.
            let bits = UInt64(64 - (rows.count - 1).leadingZeroBitCount)
            let mask = (UInt64(1) << bits) - 1
            keys.removeAll(keepingCapacity: true)
            for (index, row) in rows.enumerated() { keys.append((~ordered(scores[row]) & ~mask) | UInt64(index)) }
            keys.sort()
            var (shared, before) = (0, Double.nan)
            for (position, key) in keys.enumerated() {
                let row = rows[Int(key & mask)]
                let score = scores[row]
                if !(abs(score - before) <= 1e-12 * max(abs(score), abs(before))) { shared = position + 1 }
                before = score
                ranks[row] = Int32(shared)
            }
        }
        return ranks
    }

    /// A pattern that grows with the number.
    private func ordered(_ value: Double) -> UInt64 {
        let bits = value.bitPattern
        return bits >> 63 == 0 ? bits | (1 << 63) : ~bits
    }
}

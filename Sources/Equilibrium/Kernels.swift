public import LinearAlgebra

/// Something that shares out row totals over columns under a column scale.
public protocol BalanceKernel {
    /// Row sums z = K s and what the columns receive, Kᵀ (w / z).
    func balance(columnScale: [Double], rowTotals: [Double]) -> (rowSums: [Double], received: [Double])
}

/// A kernel that can be made into shares K_ni s_i / Σ_j K_nj s_j.
public protocol ShareKernel: BalanceKernel {
    /// All shares; rows sum to one.
    func shares(columnScale: [Double]) -> Matrix
}

extension Matrix: ShareKernel {
    /// Rows sum to one.
    ///
    /// - Complexity: O(N²).
    public func shares(columnScale: [Double]) -> Matrix {
        scaled(rows: times(columnScale).map { 1 / $0 }, columns: columnScale)
    }
}

/// A kernel with three values: at home, elsewhere in the same group (province), and in other groups. Balanced in O(N).
public struct GroupKernel: ShareKernel, Sendable {
    /// Number of each place's group, from 0.
    public let group: [Int]
    /// How many there are: one more than the largest number.
    public let groups: Int
    /// K of a place with itself.
    public let home: Double
    /// K between two places of one group.
    public let inside: Double
    /// K between places of different groups.
    public let across: Double

    /// - Parameter group: number of each place's group, from 0.
    public init(group: [Int], home: Double = 1, inside: Double, across: Double) {
        self.group = group
        groups = (group.max() ?? -1) + 1
        self.home = home
        self.inside = inside
        self.across = across
    }

    /// In O(N), without the matrix.
    public func balance(columnScale: [Double], rowTotals: [Double]) -> (rowSums: [Double], received: [Double]) {
        let sums = spread(columnScale)
        return (sums, spread(zip(rowTotals, sums).map(/)))
    }

    /// K x; the kernel is symmetric.
    private func spread(_ x: [Double]) -> [Double] {
        var inGroup = [Double](repeating: 0, count: groups)
        var all = 0.0
        for (place, value) in x.enumerated() {
            inGroup[group[place]] += value
            all += value
        }
        return x.enumerated().map { place, value in
            let same = inGroup[group[place]]
            return home * value + inside * (same - value) + across * (all - same)
        }
    }

    /// The whole matrix of shares; rows sum to one.
    ///
    /// - Complexity: O(N²).
    public func shares(columnScale: [Double]) -> Matrix {
        let sums = spread(columnScale)
        let n = group.count
        // One row of factors for each group, corrected at home.
        let factors = (0..<groups).map { g in group.indices.map { columnScale[$0] * (group[$0] == g ? inside : across) }
        }
        return Matrix(rows: n, columns: n) { row, column in
            (row == column ? home * columnScale[column] : factors[group[row]][column]) / sums[row]
        }
    }
}

/// A kernel among places with a factor between groups (provinces), and with the rest of the world, which stands last
/// and has 1 with itself.
public struct OpenKernel: ShareKernel, Sendable {
    /// Without the factor between groups.
    public let domestic: Matrix
    /// Number of each domestic place's group, from 0.
    public let group: [Int]
    /// Factor on what passes from one group to another.
    public var across: Double
    /// Of every place with the rest of the world, alike both ways; empty: there is none.
    public var abroad: [Double]
    private let members: [[Int]]

    /// `domestic` is N × N, `group` and `abroad` hold N values (`abroad` may be empty); vectors that are scaled have
    /// one more where there is a rest of the world, which stands last.
    public init(domestic: Matrix, group: [Int], across: Double, abroad: [Double]) {
        self.domestic = domestic
        self.group = group
        self.across = across
        self.abroad = abroad
        var members: [[Int]] = Array(repeating: [], count: (group.max() ?? -1) + 1)
        for (place, number) in group.enumerated() { members[number].append(place) }
        self.members = members
    }

    /// One product with `domestic` each way, O(N²).
    public func balance(columnScale: [Double], rowTotals: [Double]) -> (rowSums: [Double], received: [Double]) {
        let found = sums(columnScale)
        return (found.all, turned(zip(rowTotals, found.all).map(/)))
    }

    /// Kᵀ w.
    public func turned(_ weights: [Double]) -> [Double] {
        let outward = domestic.transposedTimes(Array(weights[..<domestic.rows]))
        return spread(weights, outward, inGroup { weights[$1] * domestic[$1, $0] })
    }

    /// K s: all of it, and the part from each place's own group and from abroad.
    public func sums(_ columnScale: [Double]) -> (all: [Double], own: [Double], abroad: [Double]) {
        let n = domestic.rows
        let own = inGroup { domestic[$0, $1] * columnScale[$1] }
        let all = spread(columnScale, domestic.times(Array(columnScale[..<n])), own)
        return (all, own, abroad.map { $0 * columnScale[n] })
    }

    /// Σ over a place's group, itself included.
    private func inGroup(_ value: (Int, Int) -> Double) -> [Double] {
        group.indices.map { place in members[group[place]].reduce(0) { $0 + value(place, $1) } }
    }

    /// With the factor between groups, and the rest of the world's part.
    private func spread(_ x: [Double], _ domestic: [Double], _ own: [Double]) -> [Double] {
        let places = zip(domestic, own).map { across * $0 + (1 - across) * $1 }
        guard !abroad.isEmpty else { return places }
        let world = x[places.count]
        return zip(places, abroad).map { $0 + $1 * world } + [zip(abroad, x).map(*).reduce(world, +)]
    }

    /// All of it as one matrix.
    public var matrix: Matrix {
        let bordered = domestic.scaledByGroup(group, across: across)
        return abroad.isEmpty ? bordered : bordered.bordered(right: abroad, below: abroad, corner: 1)
    }

    /// The whole matrix of shares, the rest of the world last; rows sum to one.
    public func shares(columnScale: [Double]) -> Matrix { matrix.shares(columnScale: columnScale) }
}

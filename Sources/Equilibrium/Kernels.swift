public import LinearAlgebra

/// Something that shares out row totals over columns under a column scale.
public protocol BalanceKernel {
    /// Row sums z = K s and what the columns receive, Kᵀ (w / z).
    func balance(columnScale: [Double], rowTotals: [Double]) -> (rowSums: [Double], received: [Double])
}

/// A kernel that can be made into shares K_ni s_i / Σ_j K_nj s_j.
public protocol ShareKernel: BalanceKernel {
    func shares(columnScale: [Double]) -> Matrix
}

extension Matrix: ShareKernel {
    public func shares(columnScale: [Double]) -> Matrix {
        scaled(rows: times(columnScale).map { 1 / $0 }, columns: columnScale)
    }
}

/// A kernel with three values: at home, elsewhere in the same group (province), and in other groups. Balanced in O(N).
public struct GroupKernel: ShareKernel, Sendable {
    public let group: [Int]
    public let groups: Int
    public let home: Double
    public let inside: Double
    public let across: Double

    /// - Parameter group: number of each place's group, from 0.
    public init(group: [Int], home: Double = 1, inside: Double, across: Double) {
        self.group = group
        groups = (group.max() ?? -1) + 1
        self.home = home
        self.inside = inside
        self.across = across
    }

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

    public func shares(columnScale: [Double]) -> Matrix {
        let sums = spread(columnScale)
        let n = group.count
        // One row of factors for each group, corrected at home.
        let factors = (0..<groups).map { g in group.indices.map { columnScale[$0] * (group[$0] == g ? inside : across) } }
        return Matrix(rows: n, columns: n) { row, column in
            (row == column ? home * columnScale[column] : factors[group[row]][column]) / sums[row]
        }
    }
}

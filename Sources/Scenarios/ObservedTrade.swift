import Atlases
import Equilibrium
import LinearAlgebra

/// What provinces were observed to buy from one another, as a pattern for trade between their places.
struct ObservedTrade: Sendable {
    /// Share of each province's domestic spending, row consumer, column producer; nan where it was not observed.
    let shares: Matrix
    let year: Int
    /// Pairs of provinces observed not to trade.
    let zeros: Int

    /// Nil where the atlas has no such table.
    init?(_ atlas: Atlas, provinces: [String]) {
        let index = Dictionary(uniqueKeysWithValues: provinces.enumerated().map { ($1, $0) })
        var shares = Matrix(rows: provinces.count, columns: provinces.count, repeating: .nan)
        guard let year = atlas.provinceTrade.first?.year else { return nil }
        for row in atlas.provinceTrade {
            guard let consumer = row.consumer.flatMap({ index[$0] }), let producer = row.producer.flatMap({ index[$0] })
            else { continue }
            shares[consumer, producer] = row.share
        }
        self.shares = shares
        self.year = year
        zeros = shares.elements.count { $0 == 0 }
    }

    /// Factors on the kernel by consumer's and producer's province, under which provinces trade as a mix of what was
    /// observed and what the kernel alone gives. The observed pattern is first scaled to what provinces spend and sell
    /// in the year (RAS); zeros stay zero at weight 1.
    ///
    /// - Parameter weight: of what was observed, 0 to 1.
    func factors(
        _ kernel: Matrix, group: [Int], output: [Double], scale: [Double], weight: Double
    ) throws(EquilibriumError) -> (factors: Matrix, scale: [Double]) {
        let count = shares.rows
        let gravity = flows(kernel, group, output, scale)
        let totals = (0..<count).map { row in (0..<count).reduce(0) { $0 + gravity[row, $1] } }
        let domestic = (0..<count).map { row in
            (0..<count).reduce((seen: 0.0, there: 0.0)) {
                shares[row, $1].isNaN ? $0 : ($0.seen + shares[row, $1], $0.there + gravity[row, $1])
            }
        }
        let mix = Matrix(rows: count, columns: count) { row, column in
            let seen = shares[row, column]
            if seen.isNaN || domestic[row].seen == 0 { return gravity[row, column] }
            // As large a part of the observed provinces' trade as it was then.
            return weight * seen / domestic[row].seen * domestic[row].there + (1 - weight) * gravity[row, column]
        }
        let sold = (0..<count).map { column in (0..<count).reduce(0) { $0 + gravity[$1, column] } }
        let column = try scaling(
            of: mix, rowTotals: totals, columnTotals: sold, what: "the observed trade between provinces"
        ).scale
        let pattern = mix.shares(columnScale: column)
        var factors = Matrix(rows: count, columns: count, repeating: 1)
        var scale = scale
        for _ in 0..<100 {
            let scaled = Matrix(rows: group.count, columns: group.count) {
                kernel[$0, $1] * factors[group[$0], group[$1]]
            }
            scale = try scaling(
                of: scaled, rowTotals: output, columnTotals: output, what: "the calibration of trade", start: scale
            ).scale
            let now = flows(scaled, group, output, scale)
            var gap = 0.0
            for row in 0..<count {
                for column in 0..<count {
                    let target = pattern[row, column] * totals[row]
                    if target == 0 {
                        factors[row, column] = 0
                    } else {
                        gap = max(gap, abs(now[row, column] - target) / totals[row])
                        factors[row, column] *= target / now[row, column]
                    }
                }
            }
            if gap < 1e-9 { return (factors, scale) }
        }
        throw .notConverged(what: "the observed trade between provinces", iterations: 100, residual: .nan, place: 0)
    }

    /// What provinces spend on one another.
    private func flows(_ kernel: Matrix, _ group: [Int], _ output: [Double], _ scale: [Double]) -> Matrix {
        let sums = kernel.times(scale)
        var flows = Matrix(rows: shares.rows, columns: shares.rows, repeating: 0)
        for consumer in group.indices {
            let money = output[consumer] / sums[consumer]
            for producer in group.indices {
                flows[group[consumer], group[producer]] += money * kernel[consumer, producer] * scale[producer]
            }
        }
        return flows
    }
}

import RealModule

/// Errors of predicted times, pairs weighing as they are told.
public struct HoursErrors: Sendable {
    /// A predicted time beside an observed one, in the same unit.
    public struct Pair: Sendable {
        /// Above 0.
        public let predicted, observed: Double
        /// Above 0.
        public let weight: Double

        /// ln(predicted / observed).
        var error: Double { Double.log(predicted / observed) }
    }

    /// How many there are.
    public let pairs: Int
    /// The median of predicted over observed, less one.
    public let median: Double
    /// Shares of pairs that are at most so far off.
    public let within15, within25: Double
    /// Root of the mean square of ln(predicted / observed).
    public let spread: Double

    /// Nil where there are none.
    public init?(_ all: [Pair]) {
        if all.isEmpty { return nil }
        let sum = all.reduce(0) { $0 + $1.weight }
        func share(_ most: Double) -> Double {
            all.filter { abs($0.predicted / $0.observed - 1) <= most }.reduce(0) { $0 + $1.weight } / sum
        }
        pairs = all.count
        (within15, within25) = (share(0.15), share(0.25))
        spread = (all.reduce(0) { $0 + $1.weight * $1.error * $1.error } / sum).squareRoot()
        var left = sum / 2
        let middle = all.sorted { $0.error < $1.error }.first { pair in
            left -= pair.weight
            return left <= 0
        }
        median = Double.exp(middle?.error ?? 0) - 1
    }
}

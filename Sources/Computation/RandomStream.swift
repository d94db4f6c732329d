/// A stream of reproducible random numbers: the same seed gives the same bits on every machine.
///
///     var stream = RandomStream(seed: 7)
///     let u = stream.uniform()          // in [0, 1)
///
/// The generator is SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195). It is meant for starting
/// points and sampling, not for secrets.
public struct RandomStream: RandomNumberGenerator, Sendable {
    // Inlined where it is used: a call for each number would cost more than the number.
    @usableFromInline var state: UInt64

    /// Any seed is as good as another.
    @inlinable public init(seed: UInt64) {
        state = seed
    }

    /// The stream of one piece of work among many: what a piece draws depends on the seed and its index alone.
    public init(seed: UInt64, piece: Int) {
        var pieces = RandomStream(seed: UInt64(bitPattern: Int64(piece)))
        // The index is scattered before it meets the seed, so that no stream is another one some steps on.
        var own = RandomStream(seed: seed ^ pieces.next())
        state = own.next()
    }

    /// Sixty-four random bits.
    @inlinable public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number in [0, 1) with 53 random bits.
    @inlinable public mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A whole number from 0 to below the bound, by the high half of a product (Lemire 2019, doi:10.1145/3230636; its
    /// bias, below 2⁻³² of the bound, is left).
    @inlinable public mutating func index(below bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// Puts values into random order (Durstenfeld 1964, doi:10.1145/364520.364540).
    @inlinable public mutating func shuffle<T>(_ values: inout [T]) {
        values.withUnsafeMutableBufferPointer { values in
            for k in stride(from: values.count - 1, to: 0, by: -1) { values.swapAt(k, index(below: k + 1)) }
        }
    }
}

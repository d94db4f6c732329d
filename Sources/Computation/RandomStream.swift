/// A stream of reproducible random numbers: the same seed gives the same bits on every machine.
///
///     var stream = RandomStream(seed: 7)
///     let u = stream.uniform()          // in [0, 1)
///
/// The generator is SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195). It is meant for starting
/// points and sampling, not for secrets.
public struct RandomStream: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number in [0, 1) with 53 random bits.
    public mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }
}

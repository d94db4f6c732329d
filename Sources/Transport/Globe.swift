import RealModule

/// Places on a sphere of the Earth's mean radius: distances by the chord between them, which is quick and exact for
/// near ones too.
public struct Globe: Sendable {
    private let points: [SIMD3<Double>]

    /// - Parameter places: longitudes and latitudes in degrees.
    public init(_ places: [(longitude: Double, latitude: Double)]) {
        points = places.map { longitude, latitude in
            let (x, y) = (longitude * .pi / 180, latitude * .pi / 180)
            return SIMD3(Double.cos(y) * Double.cos(x), Double.cos(y) * Double.sin(x), Double.sin(y))
        }
    }

    /// The great circle between two of them.
    public func kilometres(_ a: Int, _ b: Int) -> Double {
        let chord = points[a] - points[b]
        return 2 * 6_371.0088 * Double.asin(min(1, (chord * chord).sum().squareRoot() / 2))
    }
}

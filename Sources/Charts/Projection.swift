import RealModule

/// A part of the globe in degrees.
public struct MapFrame: Sendable, Equatable {
    /// Degrees; east above west and north above south.
    public let west, south, east, north: Double

    /// Degrees.
    public init(west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// Whether a point (longitude, latitude) lies inside or on the edge.
    public func contains(_ point: SIMD2<Double>) -> Bool {
        point.x >= west && point.x <= east && point.y >= south && point.y <= north
    }

    /// Points along the four edges.
    var edge: [SIMD2<Double>] {
        (0...40).flatMap { step in
            let t = Double(step) / 40
            let (longitude, latitude) = (west + t * (east - west), south + t * (north - south))
            return [SIMD2(longitude, south), SIMD2(longitude, north), SIMD2(west, latitude), SIMD2(east, latitude)]
        }
    }

    /// The frame around some points, with a margin; nil without points.
    public init?(around points: some Sequence<SIMD2<Double>>) {
        var (low, high) = (SIMD2(Double.infinity, .infinity), SIMD2(-Double.infinity, -.infinity))
        for point in points {
            low = pointwiseMin(low, point)
            high = pointwiseMax(high, point)
        }
        guard low.x.isFinite, high.x.isFinite else { return nil }
        let margin = max(0.2, 0.03 * max(high.x - low.x, high.y - low.y))
        self.init(
            west: low.x - margin, south: max(-89, low.y - margin), east: high.x + margin,
            north: min(89, high.y + margin))
    }
}

/// Albers' equal-area conic projection onto a rectangle of the picture (Snyder 1987, doi:10.3133/pp1395), so that areas
/// can be compared.
public struct Projection: Sendable {
    private let n, c, rho0, centre: Double
    private let scale: Double
    private let offset: SIMD2<Double>
    /// What is shown, in degrees.
    public let frame: MapFrame

    /// - Parameters:
    ///   - frame: what is shown; standard parallels lie a sixth from its edges.
    ///   - points: what must be seen; without any, the frame itself fills the picture.
    ///   - width, height: of the picture, which everything fits into; `x`, `y` its upper left corner.
    public init(
        _ frame: MapFrame, fitting points: [SIMD2<Double>] = [], x: Double = 0, y: Double = 0, width: Double,
        height: Double
    ) {
        let radians = Double.pi / 180
        let span = frame.north - frame.south
        var (low, high) = ((frame.south + span / 6) * radians, (frame.north - span / 6) * radians)
        if abs(low + high) < 0.02 { (low, high) = (low + 0.02, high + 0.02) }
        n = (Double.sin(low) + Double.sin(high)) / 2
        c = Double.cos(low) * Double.cos(low) + 2 * n * Double.sin(low)
        rho0 = max(0, c - 2 * n * Double.sin((frame.south + frame.north) / 2 * radians)).squareRoot() / n
        centre = (frame.west + frame.east) / 2
        self.frame = frame
        var (least, most) = (SIMD2(Double.infinity, .infinity), SIMD2(-Double.infinity, -.infinity))
        let inside = points.filter(frame.contains)
        for point in inside.isEmpty ? frame.edge : inside {
            let flat = Self.flat(point, n, c, rho0, centre)
            least = pointwiseMin(least, flat)
            most = pointwiseMax(most, flat)
        }
        let size = most - least
        let scale = min(width / max(size.x, 1e-9), height / max(size.y, 1e-9))
        self.scale = scale
        offset = SIMD2(
            x + (width - scale * size.x) / 2 - scale * least.x, y + (height - scale * size.y) / 2 - scale * least.y)
    }

    /// A point in degrees to the picture.
    public func callAsFunction(_ point: SIMD2<Double>) -> SIMD2<Double> {
        Self.flat(point, n, c, rho0, centre) * scale + offset
    }

    private static func flat(_ point: SIMD2<Double>, _ n: Double, _ c: Double, _ rho0: Double, _ centre: Double)
        -> SIMD2<Double>
    {
        let radians = Double.pi / 180
        let rho = max(0, c - 2 * n * Double.sin(point.y * radians)).squareRoot() / n
        let theta = n * (point.x - centre) * radians
        return SIMD2(rho * Double.sin(theta), rho * Double.cos(theta) - rho0)
    }
}

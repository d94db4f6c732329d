import RealModule

/// Where something lies and how it spreads: centre, axes and direction.
public struct DeviationEllipse: Sendable, Equatable {
    /// Degrees.
    public let longitude: Double
    /// Of the centre, degrees.
    public let latitude: Double
    /// Standard deviation along the longer axis, km.
    public let majorKm: Double
    /// Standard deviation across it, km.
    public let minorKm: Double
    /// Of the longer axis, degrees clockwise from north, 0 to below 180; not a number where the spread is the same in
    /// every direction.
    public let bearing: Double
    /// π · major · minor, km².
    public let areaKm2: Double
}

/// The standard deviational ellipse of places on the globe, weighted (Lefever 1926, doi:10.1086/214027; Yuill 1971,
/// doi:10.2307/490885).
///
/// Places are laid on a plane that keeps areas (Lambert's azimuthal projection around their mean direction); axes are
/// the square roots of the principal variances Σw d²/Σw. CrimeStat and ArcGIS draw axes longer by √2, CrimeStat also by
/// √(n/(n − 2)).
///
/// - Parameters:
///   - places: longitude and latitude in degrees.
///   - weights: above zero; nil counts each alike.
/// - Throws: `MeasureError` for no places or coordinates out of range.
/// - Complexity: O(n).
public func deviationEllipse(of places: [(longitude: Double, latitude: Double)], weights: [Double]? = nil)
    throws(MeasureError)
    -> DeviationEllipse
{
    if places.isEmpty { throw .noValues }
    for (index, place) in places.enumerated() {
        if !(abs(place.longitude) <= 360) {
            throw .badValue(index: index, value: place.longitude, expected: "a longitude in degrees")
        }
        if !(abs(place.latitude) <= 90) {
            throw .badValue(index: index, value: place.latitude, expected: "a latitude from −90 to 90")
        }
    }
    let weights = try checkedWeights(weights, values: places.count)
    let plane = AzimuthalPlane(around: places, weights)
    let points = places.map(plane.project)
    let all = weights.reduce(0, +)
    let mean = zip(points, weights).reduce(SIMD2(0.0, 0)) { $0 + $1.0 * $1.1 } / all
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for (point, weight) in zip(points, weights) {
        let d = point - mean
        xx += weight * d.x * d.x
        yy += weight * d.y * d.y
        xy += weight * d.x * d.y
    }
    (xx, yy, xy) = (xx / all, yy / all, xy / all)
    // Principal variances of the symmetric 2 × 2 table.
    let (half, gap) = ((xx + yy) / 2, Double.hypot((xx - yy) / 2, xy))
    let (major, minor) = (max(0, half + gap).squareRoot(), max(0, half - gap).squareRoot())
    let angle = 0.5 * Double.atan2(y: 2 * xy, x: yy - xx) * 180 / .pi
    let bearing = gap <= 1e-12 * half ? Double.nan : (angle < 0 ? angle + 180 : angle)
    let centre = plane.unproject(mean)
    return DeviationEllipse(
        longitude: centre.longitude, latitude: centre.latitude, majorKm: major, minorKm: minor,
        bearing: bearing == 180 ? 0 : bearing,
        areaKm2: .pi * major * minor)
}

extension DeviationEllipse {
    /// Its outline in degrees, once around.
    public func outline(points: Int = 72) -> [(longitude: Double, latitude: Double)] {
        let plane = AzimuthalPlane(longitude: longitude, latitude: latitude)
        let turn = (bearing.isNaN ? 0 : bearing) * .pi / 180
        return (0..<points).map { k in
            let t = 2 * Double.pi * Double(k) / Double(points)
            let (along, across) = (majorKm * Double.cos(t), minorKm * Double.sin(t))
            // Along is clockwise from north.
            return plane.unproject(
                SIMD2(
                    along * Double.sin(turn) + across * Double.cos(turn),
                    along * Double.cos(turn) - across * Double.sin(turn)))
        }
    }
}

/// A move of the centre from one year to the next.
public struct CentreMove: Sendable, Equatable {
    /// Along the globe, from centre to centre.
    public let km: Double
    /// Degrees clockwise from north; not a number where the centre stays.
    public let bearing: Double
}

/// How the centre moves from one ellipse to the next.
public func centreTrack(_ ellipses: [DeviationEllipse]) -> [CentreMove] {
    zip(ellipses, ellipses.dropFirst()).map { from, to in
        let step = AzimuthalPlane(longitude: from.longitude, latitude: from.latitude).project(
            (to.longitude, to.latitude))
        let km = Double.hypot(step.x, step.y)
        let angle = Double.atan2(y: step.x, x: step.y) * 180 / .pi
        return CentreMove(km: km, bearing: km < 1e-9 ? .nan : angle < 0 ? angle + 360 : angle)
    }
}

/// Lambert's azimuthal equal-area projection of a sphere of the Earth's mean radius, in km (Snyder 1987,
/// doi:10.3133/pp1395).
private struct AzimuthalPlane {
    private static let radiusKm = 6_371.0088
    private let longitude: Double
    private let sine: Double
    private let cosine: Double

    /// Degrees.
    init(longitude: Double, latitude: Double) {
        self.longitude = longitude * .pi / 180
        sine = Double.sin(latitude * .pi / 180)
        cosine = Double.cos(latitude * .pi / 180)
    }

    /// Around the mean direction of places, which no date line cuts.
    init(around places: [(longitude: Double, latitude: Double)], _ weights: [Double]) {
        var mean = SIMD3(0.0, 0, 0)
        for (place, weight) in zip(places, weights) {
            let (x, y) = (place.longitude * Double.pi / 180, place.latitude * Double.pi / 180)
            mean += weight * SIMD3(Double.cos(y) * Double.cos(x), Double.cos(y) * Double.sin(x), Double.sin(y))
        }
        self.init(
            longitude: Double.atan2(y: mean.y, x: mean.x) * 180 / .pi,
            latitude: Double.atan2(y: mean.z, x: Double.hypot(mean.x, mean.y)) * 180 / .pi)
    }

    func project(_ place: (longitude: Double, latitude: Double)) -> SIMD2<Double> {
        let (y, dx) = (place.latitude * .pi / 180, place.longitude * .pi / 180 - longitude)
        let along = sine * Double.sin(y) + cosine * Double.cos(y) * Double.cos(dx)
        let scale = Self.radiusKm * (2 / max(1e-12, 1 + along)).squareRoot()
        return SIMD2(
            scale * Double.cos(y) * Double.sin(dx),
            scale * (cosine * Double.sin(y) - sine * Double.cos(y) * Double.cos(dx)))
    }

    func unproject(_ point: SIMD2<Double>) -> (longitude: Double, latitude: Double) {
        let distance = Double.hypot(point.x, point.y)
        if distance < 1e-12 { return (longitude * 180 / .pi, Double.asin(sine) * 180 / .pi) }
        let c = 2 * Double.asin(min(1, distance / (2 * Self.radiusKm)))
        let (sinC, cosC) = (Double.sin(c), Double.cos(c))
        let latitude = Double.asin(max(-1, min(1, cosC * sine + point.y * sinC * cosine / distance)))
        let x = longitude + Double.atan2(y: point.x * sinC, x: distance * cosine * cosC - point.y * sine * sinC)
        let degrees = x * 180 / .pi
        return (degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees, latitude * 180 / .pi)
    }
}

import RealModule

/// Kilometres along the great circle between two points given in degrees, on a sphere of radius 6,371.0088 km
/// (haversine).
public func greatCircleKm(longitude1: Double, latitude1: Double, longitude2: Double, latitude2: Double) -> Double {
    let radians = Double.pi / 180
    let (a, b) = (latitude1 * radians, latitude2 * radians)
    let (sinLatitude, sinLongitude) = (Double.sin((b - a) / 2), Double.sin((longitude2 - longitude1) * radians / 2))
    let h = sinLatitude * sinLatitude + Double.cos(a) * Double.cos(b) * sinLongitude * sinLongitude
    return 2 * 6371.0088 * Double.asin(min(1, h.squareRoot()))
}

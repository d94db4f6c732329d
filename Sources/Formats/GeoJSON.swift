public import Asking
public import Atlases

/// GeoJSON (RFC 7946).
extension Value {
    /// Points in degrees, to four decimals: about ten metres.
    public static func line(_ points: [Coordinate]) -> Value { .list(points.map { .numbers(degrees($0)) }) }

    private static func degrees(_ point: Coordinate) -> [Double] {
        func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
        return [rounded(point.longitude), rounded(point.latitude)]
    }

    /// A geometry of several polygons, each an outer ring and its holes.
    public static func multiPolygon(_ polygons: [[[Coordinate]]]) -> Value {
        .fields(
            ("type", .text("MultiPolygon")), ("coordinates", .list(polygons.map { .list($0.map(Value.line)) })))
    }

    /// A place's outline or seat; nothing where neither is known.
    public static func geometry(_ shape: PlaceShape?) -> Value {
        switch shape {
        case .areas(let polygons): .multiPolygon(polygons)
        case .point(let seat): .fields(("type", .text("Point")), ("coordinates", .numbers(degrees(seat))))
        case nil: .none
        }
    }

    /// One feature.
    public static func feature(_ properties: Value, _ geometry: Value, id: String? = nil) -> Value {
        let name = id.map { [Field("id", .text($0))] } ?? []
        return .fields(
            [Field("type", .text("Feature"))] + name + [Field("properties", properties), Field("geometry", geometry)])
    }

    /// Features together, and what is said of them all.
    public static func featureCollection(_ features: [Value], _ others: (String, Value)...) -> Value {
        .fields(
            [Field("type", .text("FeatureCollection"))] + others.map { Field($0.0, $0.1) }
                + [Field("features", .list(features))])
    }
}

import Asking
import Atlases

/// GeoJSON.
extension Value {
    /// Degrees to four decimals, about ten metres.
    static func line(_ points: [Coordinate]) -> Value {
        func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
        return .list(points.map { .numbers([rounded($0.longitude), rounded($0.latitude)]) })
    }

    static func multiPolygon(_ polygons: [[[Coordinate]]]) -> Value {
        .fields(
            ("type", .text("MultiPolygon")), ("coordinates", .list(polygons.map { .list($0.map(Value.line)) })))
    }

    static func feature(_ properties: Value, _ geometry: Value, id: String? = nil) -> Value {
        let name = id.map { [Field("id", .text($0))] } ?? []
        return .fields(
            [Field("type", .text("Feature"))] + name + [Field("properties", properties), Field("geometry", geometry)])
    }

    static func featureCollection(_ features: [Value], _ others: (String, Value)...) -> Value {
        .fields(
            [Field("type", .text("FeatureCollection"))] + others.map { Field($0.0, $0.1) }
                + [Field("features", .list(features))])
    }
}

public import Atlas
import Foundation

/// Regions with their outlines, from a user's GeoJSON.
public struct GeoJSONRegions: Sendable {
    /// In the order of the features.
    public let regions: [Region]
    /// By code: polygons of rings, the outer ring first, in degrees; regions given as points have none.
    public let polygons: [String: [[[Coordinate]]]]
    /// The property that holds the code, and those that hold names.
    public let codeProperty: String
    /// In order of preference; properties that no feature has are left out.
    public let nameProperties: [String]
}

/// Reads a FeatureCollection of polygons or points; longitude before latitude, in degrees.
///
/// The code is the first of adcode, code, gb, id, geoid, nuts_id, gid (or the feature's id) that every feature has and
/// no two share; names are what is called name, with or without a language.
///
/// - Throws: `AtlasProblem` naming the feature and what was expected.
/// - Complexity: O(points).
public func readRegions(geoJSON raw: [UInt8], file: String) throws(AtlasProblem) -> GeoJSONRegions {
    guard let root = try? JSONSerialization.jsonObject(with: Data(raw)) as? [String: Any],
        let features = root["features"] as? [[String: Any]]
    else {
        throw AtlasProblem(file: file, expected: "GeoJSON: a FeatureCollection with features")
    }
    if features.isEmpty { throw AtlasProblem(file: file, expected: "at least one feature") }
    let properties = features.map { feature in
        var found: [String: String] = [:]
        for (key, value) in feature["properties"] as? [String: Any] ?? [:] { found[key] = plainText(value) }
        if let id = plainText(feature["id"] ?? NSNull()) { found["id of the feature"] = id }
        return found
    }
    let keys = Set(properties.flatMap(\.keys))
    func key(_ name: String) -> String? { keys.first { $0.lowercased() == name } }
    let candidates =
        ["adcode", "code", "gb", "id", "geoid", "nuts_id", "gid", "iso", "iso_a3", "fips"].compactMap(key) + [
            "id of the feature"
        ]
    guard
        let codeKey = candidates.first(where: { key in
            let values = properties.compactMap { $0[key] }.filter { !$0.isEmpty }
            return values.count == features.count && Set(values).count == features.count
        })
    else {
        throw AtlasProblem(
            file: file, value: keys.sorted().joined(separator: ", "),
            expected: "a property adcode, code or id that every feature has and no two share")
    }
    let nameKeys = ["name", "fullname", "name_zh", "name_cn", "short_name", "name_en", "nuts_name", "gen", "label"]
        .compactMap(key)
    var regions: [Region] = []
    var polygons: [String: [[[Coordinate]]]] = [:]
    for (index, feature) in features.enumerated() {
        guard let code = properties[index][codeKey] else { continue }
        let names = nameKeys.compactMap { properties[index][$0] }.filter { !$0.isEmpty }
        let (rings, point) = try geometry(feature["geometry"] as? [String: Any], file, code)
        if !rings.isEmpty { polygons[code] = rings }
        let centre = point ?? rings.max { area($0[0]) < area($1[0]) }.map { middle($0[0]) }
        let chinese = names.first { $0.unicodeScalars.contains { $0.value > 0x2E80 } }
        let latin = names.first { !$0.unicodeScalars.contains { $0.value > 0x2E80 } }
        regions.append(
            Region(
                code: code, name: chinese ?? names.first ?? code, shortName: chinese ?? names.first ?? code,
                nameEnglish: latin ?? names.first ?? code,
                level: .prefecture, parent: nil, partOf: nil, seat: nil, label: centre, note: "", sources: ["TABLE"]))
    }
    return GeoJSONRegions(regions: regions, polygons: polygons, codeProperty: codeKey, nameProperties: nameKeys)
}

private func plainText(_ value: Any) -> String? {
    switch value {
    case let text as String: text.trimmingCharacters(in: .whitespacesAndNewlines)
    case let number as NSNumber:
        number.doubleValue == number.doubleValue.rounded() ? "\(number.int64Value)" : "\(number)"
    default: nil
    }
}

private func geometry(_ geometry: [String: Any]?, _ file: String, _ code: String) throws(AtlasProblem) -> (
    [[[Coordinate]]], Coordinate?
) {
    func bad() -> AtlasProblem {
        AtlasProblem(
            file: file, value: code,
            expected: "a Polygon, MultiPolygon or Point with [longitude, latitude] in degrees (−180 to 180, −90 to 90)")
    }
    func point(_ value: Any) throws(AtlasProblem) -> Coordinate {
        guard let pair = value as? [Any], pair.count >= 2, let x = (pair[0] as? NSNumber)?.doubleValue,
            let y = (pair[1] as? NSNumber)?.doubleValue,
            abs(x) <= 180, abs(y) <= 90
        else { throw bad() }
        return Coordinate(longitude: x, latitude: y)
    }
    func polygon(_ value: Any) throws(AtlasProblem) -> [[Coordinate]] {
        guard let rings = value as? [[Any]], !rings.isEmpty else { throw bad() }
        return try rings.map { (ring) throws(AtlasProblem) in
            let points = try ring.map { (p) throws(AtlasProblem) in try point(p) }
            if points.count < 4 { throw bad() }
            return points
        }
    }
    guard let geometry, let type = geometry["type"] as? String else { return ([], nil) }
    switch type {
    case "Polygon": return ([try polygon(geometry["coordinates"] ?? [])], nil)
    case "MultiPolygon":
        guard let parts = geometry["coordinates"] as? [Any] else { throw bad() }
        return (try parts.map { (part) throws(AtlasProblem) in try polygon(part) }, nil)
    case "Point": return ([], try point(geometry["coordinates"] ?? []))
    default: throw bad()
    }
}

/// Twice the area of a ring in square degrees: enough to tell the largest part.
private func area(_ ring: [Coordinate]) -> Double {
    var sum = 0.0
    for (a, b) in zip(ring, ring.dropFirst()) { sum += a.longitude * b.latitude - b.longitude * a.latitude }
    return abs(sum)
}

private func middle(_ ring: [Coordinate]) -> Coordinate {
    var (x, y, twice) = (0.0, 0.0, 0.0)
    let origin = ring[0]
    for (a, b) in zip(ring, ring.dropFirst()) {
        let (ax, ay, bx, by) = (
            a.longitude - origin.longitude, a.latitude - origin.latitude, b.longitude - origin.longitude,
            b.latitude - origin.latitude
        )
        let cross = ax * by - bx * ay
        (x, y, twice) = (x + (ax + bx) * cross, y + (ay + by) * cross, twice + cross)
    }
    guard abs(twice) > 1e-12 else { return origin }
    return Coordinate(longitude: origin.longitude + x / (3 * twice), latitude: origin.latitude + y / (3 * twice))
}

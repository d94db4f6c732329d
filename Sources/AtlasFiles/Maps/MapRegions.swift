public import Atlases

/// Regions with their outlines, from a user's map or table.
public struct MapRegions: Sendable {
    /// In the order of the features.
    public let regions: [Region]
    /// By code: polygons of rings, the outer ring first, in degrees; regions given as points have none.
    public let polygons: [String: [[[Coordinate]]]]
    /// The property that holds the code, and those that hold names.
    public let codeProperty: String
    /// In order of preference; properties that no feature has are left out.
    public let nameProperties: [String]
    /// What of the file was not used.
    public var remarks: [Remark] = []
}

/// Regions of a map of polygons or points.
///
/// The code is the first of adcode, code, gb, id, geoid, nuts_id, gid (or the feature's id) that every feature has and
/// no two share; names are what is called name, with or without a language.
///
/// - Throws: `AtlasProblem` where no column holds codes, or nothing is drawn that could be a region.
/// - Complexity: O(points).
public func readRegions(_ map: MapFile) throws(AtlasProblem) -> MapRegions {
    let drawn = map.features.filter { !$0.shape.polygons.isEmpty || !$0.shape.points.isEmpty }
    if drawn.isEmpty {
        throw AtlasProblem(
            file: map.path, expected: "at least one feature with a Polygon, MultiPolygon or Point", "至少一个面或点要素")
    }
    let codeKey = try codeColumn(drawn, map.path)
    let keys = Set(drawn.flatMap(\.attributes.keys).map { $0.lowercased() })
    let nameKeys = [
        "name", "fullname", "name_zh", "name_cn", "short_name", "name_en", "nuts_name", "gen", "label", "名称", "地区",
    ].filter(keys.contains)
    var regions: [Region] = []
    var polygons: [String: [[[Coordinate]]]] = [:]
    for feature in drawn {
        guard let code = codeKey.map({ feature[$0] }) ?? feature.id else { continue }
        let names = nameKeys.compactMap { feature[$0] }.filter { !$0.isEmpty }
        let rings = feature.shape.polygons.map { $0.map { $0.map { Coordinate(longitude: $0.x, latitude: $0.y) } } }
        if !rings.isEmpty { polygons[code] = rings }
        // 0, 0 is what is written where nobody knew.
        let point = feature.shape.points.first { $0 != .zero }.map { Coordinate(longitude: $0.x, latitude: $0.y) }
        let centre = rings.max { area($0[0]) < area($1[0]) }.map { middle($0[0]) } ?? point
        let chinese = names.first { $0.unicodeScalars.contains { $0.value > 0x2E80 } }
        let latin = names.first { !$0.unicodeScalars.contains { $0.value > 0x2E80 } }
        regions.append(
            Region(
                code: code, name: chinese ?? names.first ?? code, shortName: chinese ?? names.first ?? code,
                nameEnglish: latin ?? names.first ?? code,
                level: .prefecture, parent: nil, partOf: nil, seat: nil, label: centre, note: "", sources: ["TABLE"]))
    }
    return MapRegions(
        regions: regions, polygons: polygons, codeProperty: codeKey ?? "id of the feature", nameProperties: nameKeys,
        remarks: map.remarks(used: drawn.count, of: Remark("polygons or points", "面或点")))
}

/// The column of codes; nil for the features' own ids.
private func codeColumn(_ features: [MapFeature], _ file: String) throws(AtlasProblem) -> String? {
    func tellsApart(_ values: [String?]) -> Bool {
        let held = values.compactMap(\.self).filter { !$0.isEmpty }
        return held.count == features.count && Set(held).count == held.count
    }
    let named = ["adcode", "code", "gb", "id", "geoid", "nuts_id", "gid", "iso", "iso_a3", "fips", "ags", "代码"].first {
        key in
        tellsApart(features.map { $0[key] })
    }
    if let named { return named }
    if tellsApart(features.map(\.id)) { return nil }
    let keys = Set(features.flatMap(\.attributes.keys)).sorted()
    throw AtlasProblem(
        file: file, value: keys.joined(separator: ", "),
        expected: "a property adcode, code or id that every feature has and no two share",
        "每个要素都有且互不相同的 adcode、code 或 id 属性")
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

import Asking
import Foundation

/// Features of GeoJSON (RFC 7946; of its elder the `crs`, where it means degrees).
func readGeoJSON(_ raw: [UInt8], file: String) throws(AtlasProblem) -> MapFile {
    let wanted: AtlasProblem = AtlasProblem(
        file: file, expected: "a GeoJSON FeatureCollection, a Shapefile (.shp) or a GeoPackage (.gpkg)",
        "GeoJSON FeatureCollection、Shapefile（.shp）或 GeoPackage（.gpkg）")
    let bytes = raw.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(raw.dropFirst(3)) : raw
    try checkKeys(of: bytes, file: file)
    let json: Any
    do { json = try JSONSerialization.jsonObject(with: Data(bytes)) } catch { throw brokenJSON(error, file) }
    guard let root = json as? [String: Any] else { throw wanted }
    try checkSystem(root["crs"], file)
    let found: [[String: Any]]
    switch root["type"] as? String {
    case "FeatureCollection", nil:
        guard let features = root["features"] as? [Any] else { throw wanted }
        found = features.map { $0 as? [String: Any] ?? [:] }
    case "Feature": found = [root]
    case .some: found = [["geometry": root]]
    }
    var features: [MapFeature] = []
    for (index, feature) in found.enumerated() {
        var attributes: [String: String] = [:]
        for (name, value) in feature["properties"] as? [String: Any] ?? [:] {
            if let text = plainText(value) { attributes[name] = text }
        }
        features.append(
            MapFeature(
                number: index + 1, id: plainText(feature["id"] ?? NSNull()), attributes: attributes,
                shape: try shape(feature["geometry"], file, index + 1)))
    }
    return MapFile(path: file, features: features)
}

/// Where a text stops being JSON.
private func brokenJSON(_ error: any Error, _ file: String) -> AtlasProblem {
    let told = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? ""
    let place = told.range(of: "line ").map { String(told[$0.lowerBound...]) } ?? told
    let at = place.isEmpty ? "" : " (\(place.prefix(80)))"
    return AtlasProblem(
        file: file, expected: "whole JSON; this is cut short or damaged\(words: Template(words: at))",
        "完整的 JSON；此文件不完整或已损坏\(words: Template(words: at))")
}

/// Refuses a `crs` that is not in degrees.
private func checkSystem(_ member: Any?, _ file: String) throws(AtlasProblem) {
    guard let member = member as? [String: Any] else { return }
    let properties = member["properties"] as? [String: Any] ?? [:]
    guard let name = (properties["name"] as? String) ?? plainText(properties["code"] ?? NSNull()) else { return }
    let isDegrees =
        name.uppercased().contains("CRS84")
        || name.split { !$0.isNumber }.last.flatMap { Int($0) }.map(systemsInDegrees.contains) == true
    if !isDegrees {
        throw AtlasProblem(
            file: file, column: "crs", value: name, expected: degreesWanted, degreesWantedChinese)
    }
}

private func plainText(_ value: Any) -> String? {
    switch value {
    case let text as String: return text.trimmingCharacters(in: .whitespacesAndNewlines)
    case let number as NSNumber:
        if String(cString: number.objCType) == "c" { return number.boolValue ? "true" : "false" }
        let value = number.doubleValue
        return value == value.rounded() && abs(value) < 1e15 ? machineNumber(value) : "\(number)"
    default: return nil
    }
}

private func shape(_ value: Any?, _ file: String, _ number: Int, depth: Int = 0) throws(AtlasProblem) -> MapShape {
    var found = MapShape()
    guard let geometry = value as? [String: Any], let type = geometry["type"] as? String, depth < 8 else {
        return found
    }
    let reader = Positions(file: file, feature: number)
    let coordinates = geometry["coordinates"]
    switch type {
    case "Point": found.points = try reader.isNone(coordinates) ? [] : [reader.point(coordinates)]
    case "MultiPoint": found.points = try reader.list(coordinates).map(reader.point)
    case "LineString": found.lines = try reader.isNone(coordinates) ? [] : [reader.line(coordinates)]
    case "MultiLineString": found.lines = try reader.list(coordinates).map(reader.line)
    case "Polygon": found.polygons = try reader.isNone(coordinates) ? [] : [reader.polygon(coordinates)]
    case "MultiPolygon": found.polygons = try reader.list(coordinates).map(reader.polygon)
    case "GeometryCollection":
        for part in geometry["geometries"] as? [Any] ?? [] {
            found.add(try shape(part, file, number, depth: depth + 1))
        }
    default: found.unread = [type]
    }
    return found
}

private struct Positions {
    let file: String
    let feature: Int

    private var wrong: AtlasProblem {
        AtlasProblem(
            file: file, row: feature, column: "coordinates",
            expected: "positions of two or three numbers, lines of two points and rings of four",
            "由两三个数构成的位置，线至少两点、环至少四点")
    }

    /// An empty list of positions is no geometry.
    func isNone(_ value: Any?) -> Bool { (value as? [Any])?.isEmpty ?? false }

    func list(_ value: Any?) throws(AtlasProblem) -> [Any] {
        guard let list = value as? [Any] else { throw wrong }
        return list
    }

    func point(_ value: Any?) throws(AtlasProblem) -> SIMD2<Double> {
        guard let pair = value as? [Any], pair.count >= 2, let x = (pair[0] as? NSNumber)?.doubleValue,
            let y = (pair[1] as? NSNumber)?.doubleValue
        else { throw wrong }
        return SIMD2(x, y)
    }

    func line(_ value: Any?) throws(AtlasProblem) -> [SIMD2<Double>] {
        let points = try list(value).map { (p) throws(AtlasProblem) in try point(p) }
        if points.count < 2 { throw wrong }
        return points
    }

    func polygon(_ value: Any?) throws(AtlasProblem) -> [[SIMD2<Double>]] {
        let rings = try list(value).map { (ring) throws(AtlasProblem) in
            try list(ring).map { (p) throws(AtlasProblem) in try point(p) }
        }
        if rings.isEmpty || rings.contains(where: { $0.count < 4 }) { throw wrong }
        return rings
    }
}

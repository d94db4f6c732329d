import AtlasFiles
import Atlases

/// A line of a map with what is written beside it.
struct MapLine: Sendable {
    /// Longitude and latitude, at least two.
    let points: [SIMD2<Double>]
    /// The part that it has in the length of its feature, whose hours and fare are shared out by length.
    let share: Double
    /// What is written beside it.
    let feature: MapFeature
}

/// The lines of a map, and what of it was not used.
///
/// - Throws: where a file is no map, holds no lines, or lies in a projection.
func readMapLines(_ path: String, layer: String? = nil) throws(AtlasProblem) -> (lines: [MapLine], remarks: [Remark]) {
    let map = try MapFile(path, layer: layer)
    let drawn = map.features.filter { !$0.shape.lines.isEmpty }
    if drawn.isEmpty {
        throw AtlasProblem(
            file: path, expected: "at least one line (LineString or MultiLineString)",
            "至少一条线（LineString 或 MultiLineString）")
    }
    let lines = drawn.flatMap { feature in
        let all = feature.shape.lines.reduce(0) { $0 + kilometres($1) }
        return feature.shape.lines.map { points in
            MapLine(
                points: points, share: all > 0 ? kilometres(points) / all : 1 / Double(feature.shape.lines.count),
                feature: feature)
        }
    }
    var remarks = map.remarks(used: drawn.count, of: Remark("lines", "线"))
    if !map.hasAttributes {
        remarks.append(
            Remark(
                "There is no .dbf beside \(path): nothing says hours, speed or kind of a line.",
                "\(path) 没有 .dbf：线路的时间、速度与类型均未给出。"))
    }
    return (lines, remarks)
}

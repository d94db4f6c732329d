import Asking
public import Atlases
import Foundation

/// What of a map is drawn: longitude and latitude in degrees.
public struct MapShape: Sendable, Equatable {
    /// Single positions.
    public var points: [SIMD2<Double>] = []
    /// Each of at least two points.
    public var lines: [[SIMD2<Double>]] = []
    /// Rings, the outer one first.
    public var polygons: [[[SIMD2<Double>]]] = []
    /// Kinds that no reader knows, such as curves.
    public var unread: [String] = []

    /// Nothing.
    public init() {}

    /// Whether nothing is drawn.
    public var isEmpty: Bool { points.isEmpty && lines.isEmpty && polygons.isEmpty }

    mutating func add(_ other: MapShape) {
        points += other.points
        lines += other.lines
        polygons += other.polygons
        unread += other.unread
    }
}

/// A feature of a map: what is drawn, and what is written beside it.
public struct MapFeature: Sendable {
    /// Its place in the file, from 1.
    public let number: Int
    /// Of a GeoJSON feature that has one.
    public let id: String?
    /// By the names that the file has.
    public let attributes: [String: String]
    /// What is drawn.
    public let shape: MapShape
    private let small: [String: String]

    init(number: Int, id: String? = nil, attributes: [String: String], shape: MapShape) {
        (self.number, self.id, self.attributes, self.shape) = (number, id, attributes, shape)
        // Of names that differ in case only the one in small letters counts, else the first of the alphabet: the same
        // file has one answer.
        small = Dictionary(
            attributes.sorted {
                ($1.key == $1.key.lowercased() ? 1 : 0, $0.key) < ($0.key == $0.key.lowercased() ? 1 : 0, $1.key)
            }
            .map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// What is written under a name in small letters, whatever the file's own case.
    public subscript(_ name: String) -> String? { small[name] }
}

/// A map as it was read: GeoJSON, a Shapefile, or a layer of a GeoPackage.
public struct MapFile: Sendable {
    /// As it was given.
    public let path: String
    /// In the order of the file.
    public let features: [MapFeature]
    /// Which layer was read of a file that has several kinds; nil where a file is one layer.
    public let layer: String?
    /// Every layer of the file.
    public let layers: [String]
    /// Rows that are marked as deleted, which were skipped.
    public let deleted: Int
    /// Whether anything is written beside the shapes.
    public let hasAttributes: Bool
    /// What the words beside the shapes were read as, where the file does not say.
    public let encoding: String?

    init(
        path: String, features: [MapFeature], layer: String? = nil, layers: [String] = [], deleted: Int = 0,
        hasAttributes: Bool = true, encoding: String? = nil
    ) {
        (self.path, self.features, self.layer, self.layers) = (path, features, layer, layers)
        (self.deleted, self.hasAttributes, self.encoding) = (deleted, hasAttributes, encoding)
    }

    /// Reads a map in degrees of longitude and latitude.
    ///
    /// - Parameter layer: of a GeoPackage; nil takes the first.
    /// - Throws: `AtlasProblem` where a file is none of the three, or lies in a projection.
    /// - Complexity: O(bytes).
    public init(_ path: String, layer: String? = nil) throws(AtlasProblem) {
        guard FileManager.default.fileExists(atPath: path) else {
            throw AtlasProblem(file: path, expected: "a file; there is none", "文件；没有此文件")
        }
        let ending = path.split(separator: ".").last?.lowercased()
        if let layer, ending != "gpkg" {
            throw AtlasProblem(
                file: path, value: layer, expected: "a GeoPackage where a layer is named", "只有 GeoPackage 才能指定图层")
        }
        switch ending {
        case "shp": self = try readShapefile(path)
        case "gpkg": self = try readGeoPackage(path, layer: layer)
        default: self = try MapFile(geoJSON: readBytes(path, limit: 512 << 20), file: path)
        }
        try checkDegrees()
    }

    /// Reads GeoJSON: a collection of features, one feature, or a geometry alone.
    public init(geoJSON raw: [UInt8], file: String) throws(AtlasProblem) {
        self = try readGeoJSON(raw, file: file)
        try checkDegrees()
    }

    private func checkDegrees() throws(AtlasProblem) {
        for feature in features {
            let shape = feature.shape
            for group in [shape.points] + shape.lines + shape.polygons.flatMap(\.self) {
                for point in group where !(abs(point.x) <= 180 && abs(point.y) <= 90) {
                    throw AtlasProblem(
                        file: path, row: feature.number, value: "\(point.x), \(point.y)", expected: degreesWanted,
                        degreesWantedChinese)
                }
            }
        }
    }

    /// How much of the file was used, where that is not all of it.
    ///
    /// - Parameters:
    ///   - used: numbers of the features that were.
    ///   - what: such as "lines".
    public func remarks(used: Int, of what: Remark) -> [Remark] {
        var remarks: [Remark] = []
        if let layer, layers.count > 1 {
            let others = layers.filter { $0 != layer }
            remarks.append(
                Remark(
                    "Layer \(layer) of \(layers.count); not used: \(others.joined(separator: ", ")).",
                    "共 \(layers.count) 个图层，读取 \(layer)；未使用：\(others.joined(separator: "、"))。"))
        }
        let kinds = Set(features.flatMap(\.shape.unread)).sorted()
        if used < features.count || !kinds.isEmpty || deleted > 0 {
            let unread = kinds.isEmpty ? "" : "; \(kinds.joined(separator: ", ")) cannot be read"
            let gone = deleted == 0 ? "" : "; \(deleted) marked as deleted are left out"
            remarks.append(
                Remark(
                    "\(used) of \(features.count) features are used, those with \(what.english)\(unread)\(gone).",
                    """
                    共 \(features.count) 个要素，使用含\(what.chinese)的 \(used) 个\
                    \(kinds.isEmpty ? "" : "；无法读取 \(kinds.joined(separator: "、"))")\
                    \(deleted == 0 ? "" : "；略去已标记删除的 \(deleted) 个")。
                    """))
        }
        if let encoding {
            remarks.append(Remark("Its words were read as \(encoding).", "其文字按 \(encoding) 读取。"))
        }
        return remarks
    }
}

let degreesWanted: Template =
    "degrees of longitude and latitude; `ogr2ogr -t_srs EPSG:4326` turns other projections into them"
let degreesWantedChinese: Template = "经纬度；其他投影可用 `ogr2ogr -t_srs EPSG:4326` 转换"

/// Codes of reference systems in degrees that lie within metres of one another: WGS 84, CGCS 2000, ETRS 89, NAD 83.
let systemsInDegrees: Set<Int> = [4326, 4490, 4258, 4269, 4979]

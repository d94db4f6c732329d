import CShapefile
import Foundation

/// Features of a Shapefile: shapes, and the rows of the table beside them.
func readShapefile(_ path: String) throws(AtlasProblem) -> MapFile {
    let stem = String(path.dropLast(4))
    if let projection = FileManager.default.contents(atPath: stem + ".prj") {
        let text = String(decoding: projection, as: UTF8.self)
        if ["PROJCS", "PROJCRS", "PROJECTEDCRS", "GEOCCS", "LOCAL_CS", "ENGCRS"].contains(where: text.contains) {
            throw AtlasProblem(file: stem + ".prj", expected: degreesWanted, degreesWantedChinese)
        }
    }
    try checkLength(ofShapes: path)
    try checkLength(ofTable: stem + ".dbf")
    var quiet = SAHooks()
    SASetupDefaultHooks(&quiet)
    // What is wrong is told once, by whoever reads it.
    quiet.Error = { _ in }
    guard let shapes = SHPOpenLL(path, "rb", &quiet) else {
        throw AtlasProblem(file: path, expected: "a Shapefile with its .shx beside it", "Shapefile 及其 .shx")
    }
    defer { SHPClose(shapes) }
    let table = DBFOpenLL(stem + ".dbf", "rb", &quiet)
    defer { if let table { DBFClose(table) } }
    var count = Int32(0)
    SHPGetInfo(shapes, &count, nil, nil, nil)
    let rows = try table.map { (table) throws(AtlasProblem) in try AttributeTable(table, stem + ".dbf", rows: count) }
    var features: [MapFeature] = []
    var deleted = 0
    for number in 0..<count {
        if let table, number < DBFGetRecordCount(table), DBFIsRecordDeleted(table, number) != 0 {
            deleted += 1
            continue
        }
        guard let shape = SHPReadObject(shapes, number) else {
            throw AtlasProblem(
                file: path, row: Int(number) + 1, expected: "a shape that can be read; the file is damaged",
                "可读取的图形；文件已损坏")
        }
        defer { SHPDestroyObject(shape) }
        features.append(
            MapFeature(
                number: Int(number) + 1, attributes: rows?.row(Int(number)) ?? [:],
                shape: try drawn(shape.pointee, path, Int(number) + 1)))
    }
    return MapFile(
        path: path, features: features, deleted: deleted, hasAttributes: table != nil, encoding: rows?.encoding)
}

/// Refuses a .shp that ends before it says: shapelib would print so on its own, and read what is not there.
private func checkLength(ofShapes path: String) throws(AtlasProblem) {
    guard let (head, size) = beginning(of: path, 100), head.count == 100 else { return }
    // In words of two bytes, the larger end first.
    let said = head[24..<28].reduce(0) { $0 << 8 | Int($1) } * 2
    if said > size { throw cut(path, said, size) }
}

/// The same of the table beside it.
private func checkLength(ofTable path: String) throws(AtlasProblem) {
    guard let (head, size) = beginning(of: path, 32), head.count == 32 else { return }
    func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }
    let (rows, header, row) = (number(head[4..<8]), number(head[8..<10]), number(head[10..<12]))
    let said = header + rows * row
    if said > size {
        let held = row > 0 ? max(0, (size - header) / row) : 0
        throw AtlasProblem(
            file: path, expected: "\(rows) rows as it says; it holds \(held), the file is cut",
            "其所声明的 \(rows) 行；实有 \(held) 行，文件不完整")
    }
}

private func cut(_ path: String, _ said: Int, _ size: Int) -> AtlasProblem {
    AtlasProblem(
        file: path, expected: "\(said) bytes as it says; it has \(size), the file is cut",
        "其所声明的 \(said) 字节；实有 \(size)，文件不完整")
}

private func beginning(of path: String, _ count: Int) -> (head: [UInt8], size: Int)? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    guard let head = try? handle.read(upToCount: count), let size = try? handle.seekToEnd() else { return nil }
    return ([UInt8](head), Int(min(size, UInt64(Int.max))))
}

private func drawn(_ object: SHPObject, _ path: String, _ number: Int) throws(AtlasProblem) -> MapShape {
    var shape = MapShape()
    let (vertices, parts) = (Int(object.nVertices), Int(object.nParts))
    guard let x = object.padfX, let y = object.padfY, vertices > 0 else { return shape }
    func stretch(_ part: Int) throws(AtlasProblem) -> [SIMD2<Double>] {
        guard let starts = object.panPartStart else { return [] }
        let (first, last) = (Int(starts[part]), part + 1 < parts ? Int(starts[part + 1]) : vertices)
        guard first >= 0, first < last, last <= vertices else {
            throw AtlasProblem(
                file: path, row: number, expected: "parts that follow each other; the file is damaged",
                "首尾相接的各部分；文件已损坏")
        }
        return (first..<last).map { SIMD2(x[$0], y[$0]) }
    }
    switch object.nSHPType {
    case SHPT_POINT, SHPT_POINTZ, SHPT_POINTM, SHPT_MULTIPOINT, SHPT_MULTIPOINTZ, SHPT_MULTIPOINTM:
        shape.points = (0..<vertices).map { SIMD2(x[$0], y[$0]) }
    case SHPT_ARC, SHPT_ARCZ, SHPT_ARCM:
        for part in 0..<parts {
            let line = try stretch(part)
            if line.count > 1 { shape.lines.append(line) }
        }
    case SHPT_POLYGON, SHPT_POLYGONZ, SHPT_POLYGONM:
        for part in 0..<parts {
            let ring = try stretch(part)
            if ring.count < 4 { continue }
            // An outer ring runs clockwise; one that runs the other way is a hole of the polygon before it.
            if turnsLeft(ring), !shape.polygons.isEmpty {
                shape.polygons[shape.polygons.count - 1].append(ring)
            } else {
                shape.polygons.append([ring])
            }
        }
    case SHPT_NULL: break
    default: shape.unread = ["shapes of type \(object.nSHPType)"]
    }
    return shape
}

private func turnsLeft(_ ring: [SIMD2<Double>]) -> Bool {
    zip(ring, ring.dropFirst()).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y } > 0
}

/// The rows of a DBF in one encoding: that of its .cpg or language byte, else the one in which its words make sense.
private struct AttributeTable {
    private let names: [String]
    private let cells: [[[UInt8]?]]
    private let words: WordEncoding
    /// Nil where the file says it, or nothing had to be decided.
    let encoding: String?

    init(_ table: DBFHandle, _ file: String, rows: Int32) throws(AtlasProblem) {
        var fields: [[UInt8]] = []
        for field in 0..<DBFGetFieldCount(table) {
            var name = [CChar](repeating: 0, count: 16)
            _ = DBFGetFieldInfo(table, field, &name, nil, nil)
            fields.append(name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
        }
        var cells: [[[UInt8]?]] = []
        for row in 0..<min(rows, DBFGetRecordCount(table)) {
            cells.append(
                fields.indices.map { field in
                    if DBFIsAttributeNULL(table, row, Int32(field)) != 0 { return nil }
                    return DBFReadStringAttribute(table, row, Int32(field)).map {
                        Array(UnsafeRawBufferPointer(start: $0, count: strlen($0)))
                    }
                })
        }
        let said = DBFGetCodePage(table).map { String(cString: $0) }
        let all = fields + cells.flatMap { $0.compactMap(\.self) }
        words = try WordEncoding(all, said: said, file: file)
        encoding = words.wasGuessed ? words.name : nil
        self.cells = cells
        names = fields.map(words.text)
    }

    func row(_ number: Int) -> [String: String] {
        guard cells.indices.contains(number) else { return [:] }
        var attributes: [String: String] = [:]
        for (name, cell) in zip(names, cells[number]) {
            if let cell { attributes[name] = words.text(cell).trimmingCharacters(in: .whitespaces) }
        }
        return attributes
    }
}

public import Asking
import Atlases
import CShapefile
import Formats
import Foundation

extension PlacedTable {
    /// Writes a Shapefile in degrees: outlines where any is known, else positions. Its table names columns in ten
    /// bytes of UTF-8 and holds 254 of a text.
    ///
    /// - Parameter stem: the path without its ending; `.shp`, `.shx` and `.dbf` follow.
    /// - Returns: names that had to be shortened, with what they stand for.
    /// - Throws: a problem of use where the files cannot be written.
    public func writeShapefile(to stem: String) throws(Problem) -> [(name: String, short: String)] {
        let hasAreas = shapes.contains { if case .areas = $0 { true } else { false } }
        guard let file = SHPCreate(stem + ".shp", hasAreas ? SHPT_POLYGON : SHPT_POINT) else {
            throw Problem.unwritten(stem)
        }
        for shape in shapes { try add(shape, to: file, areas: hasAreas, stem) }
        SHPClose(file)
        do { try degreesDefinition.write(toFile: stem + ".prj", atomically: false, encoding: .utf8) } catch {
            throw Problem.unwritten(stem)
        }
        return try writeAttributes(to: stem)
    }

    private func add(_ shape: PlaceShape?, to file: SHPHandle, areas: Bool, _ stem: String) throws(Problem) {
        var starts: [Int32] = []
        var points: [Coordinate] = []
        switch shape {
        case .areas(let polygons):
            for polygon in polygons {
                for (number, ring) in polygon.enumerated() {
                    starts.append(Int32(points.count))
                    // Outer rings run with the clock, holes against it.
                    points += (signedArea(ring) < 0) == (number == 0) ? ring : ring.reversed()
                }
            }
        case .point(let seat): if !areas { points = [seat] }
        case nil: break
        }
        let type = points.isEmpty ? SHPT_NULL : areas ? SHPT_POLYGON : SHPT_POINT
        let object = SHPCreateObject(
            type, -1, Int32(starts.count), starts, nil, Int32(points.count), points.map(\.longitude),
            points.map(\.latitude), nil, nil)
        defer { SHPDestroyObject(object) }
        guard object != nil, SHPWriteObject(file, -1, object) >= 0 else { throw Problem.unwritten(stem) }
    }

    private func writeAttributes(to stem: String) throws(Problem) -> [(name: String, short: String)] {
        guard let table = DBFCreateEx(stem + ".dbf", "UTF-8") else { throw Problem.unwritten(stem) }
        defer { DBFClose(table) }
        let columns = columns
        let shorts = uniqueNames(columns.map { shortName($0) }, most: 10, gap: "_")
        for (column, short) in zip(columns, shorts) {
            let (type, width, decimals) = column.values.field
            guard DBFAddField(table, short, type, Int32(width), Int32(decimals)) >= 0 else {
                throw Problem.unwritten(stem)
            }
        }
        for (position, column) in columns.enumerated() {
            for row in 0..<Int32(shapes.count) {
                let written: Int32
                switch column.values {
                case .numbers where column.values.isTooLarge:
                    written = DBFWriteStringAttribute(table, row, Int32(position), column.values.text(Int(row)))
                case .numbers(let numbers):
                    written =
                        numbers[Int(row)].map { DBFWriteDoubleAttribute(table, row, Int32(position), $0) }
                        ?? DBFWriteNULLAttribute(table, row, Int32(position))
                case .texts(let texts):
                    written = DBFWriteStringAttribute(table, row, Int32(position), leading(texts[Int(row)], bytes: 254))
                }
                guard written != 0 else { throw Problem.unwritten(stem) }
            }
        }
        return zip(columns, shorts).filter { $0.name != $1 }.map { ($0.name, $1) }
    }

    /// Ten bytes of letters; of a bound the end is kept: populationLow is populat_lo.
    private func shortName(_ column: DataTable.Column) -> String {
        let name = (column.id.isEmpty ? column.name : column.id).filter { $0.isLetter || $0.isNumber || $0 == "_" }
        if name.isEmpty { return "column" }
        for (suffix, short) in [("Low", "_lo"), ("High", "_hi"), ("Median", "_md")] where name.utf8.count > 10 {
            if name.hasSuffix(suffix) { return leading(String(name.dropLast(suffix.count)), bytes: 7) + short }
        }
        return leading(name, bytes: 10)
    }
}

/// Twice the area within a ring, above zero against the clock.
private func signedArea(_ ring: [Coordinate]) -> Double {
    zip(ring, ring.dropFirst() + ring.prefix(1)).reduce(0) { sum, side in
        sum + side.0.longitude * side.1.latitude - side.1.longitude * side.0.latitude
    }
}

extension DataTable.Values {
    /// Numbers that a DBF's column of numbers cannot hold are text there.
    fileprivate var isTooLarge: Bool {
        if case .numbers(let numbers) = self { numbers.contains { abs($0 ?? 0) >= 1e15 } } else { false }
    }

    /// Type, width and decimals of a column of a DBF: fifteen digits of its largest number.
    fileprivate var field: (DBFFieldType, width: Int, decimals: Int) {
        switch self {
        case .texts(let texts): return (FTString, max(1, min(254, texts.map(\.utf8.count).max() ?? 1)), 0)
        case .numbers where isTooLarge: return (FTString, 24, 0)
        case .numbers(let numbers):
            let given = numbers.compactMap(\.self)
            let largest = given.map(abs).max() ?? 0
            var (whole, bound) = (1, 10.0)
            while bound <= largest { (whole, bound) = (whole + 1, bound * 10) }
            let decimals = given.allSatisfy { $0.rounded() == $0 } ? 0 : max(1, 15 - whole)
            return (FTDouble, whole + (decimals > 0 ? decimals + 1 : 0) + 1, decimals)
        }
    }
}

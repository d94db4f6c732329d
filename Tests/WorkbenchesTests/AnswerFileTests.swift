import Asking
import AtlasFiles
import AtlasQuestions
import Atlases
import Formats
import Foundation
import MapFiles
import Testing
import Workbenches

/// What an answer leaves as, read back by this program's own readers where it has them.
@Suite struct AnswerFileTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    private static let square = PlaceShape.areas([
        [corners([(0, 0), (0, 4), (4, 4), (4, 0), (0, 0)]), corners([(1, 1), (2, 1), (2, 2), (1, 2), (1, 1)])]
    ])

    private static func corners(_ points: [(Double, Double)]) -> [Coordinate] {
        points.map { Coordinate(longitude: $0.0, latitude: $0.1) }
    }

    private var record: Record {
        let heads = [
            Sheet.Head("code", Remark("code", "代码")), Sheet.Head(nil, Remark("place's name", "名称")),
            Sheet.Head("populationLow", Remark("population", "人口")),
        ]
        let rows: [[Cell]] = [
            [.text("A"), .text("安康 \"x\""), .number(1.25, .plain)], [.text("B"), .text(""), .number(nil, .plain)],
        ]
        var sheet = Sheet(heads: heads, rows: rows)
        sheet.places = ["A", "B"]
        return Record(inputs: [], result: { _ in .none }, remarks: [Remark("said", "说")], sheets: [sheet])
    }

    private func file(_ format: Format, shapes: [String: PlaceShape] = ["A": square]) -> AnswerFile {
        AnswerFile(record, format, .english, shapes: .known(shapes))
    }

    @Test(
        "a GeoPackage and a Shapefile hold the table and the outlines that were put in", arguments: [Format.gpkg, .shp])
    func maps(format: Format) throws {
        let path = path("t." + format.endings[0])
        let said = try file(format).write(to: path)
        let read = try MapFile(path)
        #expect(read.features.count == 2)
        let first = read.features[0]
        #expect(first.attributes["code"] == "A" && first.attributes.values.contains("安康 \"x\""))
        #expect(first.attributes.values.contains { Double($0) == 1.25 })
        #expect(first.shape.polygons.map { $0.map(\.count) } == [[5, 5]])
        #expect(read.features[1].shape.isEmpty)
        #expect(said.isEmpty == (format == .gpkg))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { $0.hasPrefix("t.") })
    }

    @Test("a workbook and a Stata file hold the table that was put in", arguments: [Format.xlsx, .dta])
    func tables(format: Format) throws {
        let path = path("t." + format.endings[0])
        _ = try file(format).write(to: path)
        let table = try ValueTable(try CSVTable(path: path))
        #expect(table.table.encoding == (format == .dta ? "Stata" : "XLSX"))
        let header = table.table.header
        #expect(header.first == "code" && header.count == 3)
        #expect(try table.texts(header[0]) == ["A", "B"] && table.texts(header[1]) == ["安康 \"x\"", ""])
        #expect(try table.numbers(header[2]) == [1.25, nil])
        // A file that was cut is refused, never half a table.
        let bytes = try readBytes(path, limit: 1 << 20)
        for share in 1..<8 {
            #expect(throws: AtlasProblem.self) {
                try CSVTable(text: Array(bytes.prefix(bytes.count * share / 8)), file: "cut")
            }
        }
    }

    @Test("the same answer is the same bytes", arguments: [Format.gpkg, .dta, .xlsx, .docx, .csv, .geojson])
    func same(format: Format) throws {
        let paths = [path("a." + format.endings[0]), path("b." + format.endings[0])]
        // A layer is named after its file: both go by one name.
        for target in paths {
            _ = try file(format).write(to: path("t." + format.endings[0]))
            try FileManager.default.moveItem(atPath: path("t." + format.endings[0]), toPath: target)
        }
        let contents = paths.map { FileManager.default.contents(atPath: $0) }
        #expect(contents[0] != nil && contents[0] == contents[1])
    }

    @Test("an answer without places is no map, and one that cannot be written leaves nothing behind")
    func refusals() throws {
        #expect(throws: Problem.self) { try file(.gpkg, shapes: ["Z": Self.square]).write(to: path("t.gpkg")) }
        #expect(throws: Problem.self) { try file(.xlsx).write(to: path("missing/t.xlsx")) }
        #expect(throws: Problem.self) { try file(.xlsx).text() }
        // A device is never replaced by a file.
        #expect(throws: Problem.self) { try file(.xlsx).write(to: "/dev/null") }
        #expect(
            try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType != .typeRegular)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test("a byte-order mark stands before CSV where it is asked for")
    func mark() throws {
        let marked = AnswerFile(record, .csv, .chinese, byteOrderMark: true, shapes: .known([:]))
        #expect(try marked.text().unicodeScalars.first == "\u{FEFF}")
        #expect(try marked.text().contains("代码,名称,人口"))
    }
}

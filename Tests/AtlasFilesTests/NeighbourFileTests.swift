import AtlasFiles
import Measures
import Testing

@Suite("Files of neighbours")
struct NeighbourFileTests {
    private static let places = ["Alba", "Bel", "Cor", "Dun", "Ely", "Fay"]
    /// Alba is an island; the others stand in a row.
    private static let row = [[], [2], [1, 3], [2, 4], [3, 5], [4]]

    private func read(_ text: String, _ file: String = "w.gal", _ places: [String] = places) throws -> [[Int]] {
        try readNeighbours(Array(text.utf8), file: file, places: places).neighbours.map { $0.sorted() }
    }

    @Test(
        "names, numbers from 1 and numbers from 0 give the same, an island first and with or without its blank line",
        arguments: [
            "6\nAlba 0\n\nBel 1\nCor\nCor 2\nBel Dun\nDun 2\nCor Ely\nEly 2\nDun Fay\nFay 1\nEly\n",
            "6\nAlba 0\nBel 1\nCor\nCor 2\nBel Dun\nDun 2\nCor Ely\nEly 2\nDun Fay\nFay 1\nEly\n",
            "0 6 towns NAME\n1 0\n\n2 1\n3\n3 2\n2 4\n4 2\n3 5\n5 2\n4 6\n6 1\n5\n",
            "6\n0 0\n\n1 1\n2\n2 2\n1 3\n3 2\n2 4\n4 2\n3 5\n5 1\n4\n",
        ])
    func ways(text: String) throws { #expect(try read(text) == Self.row) }

    @Test("a GWT gives the same, by names or by numbers, with its weights")
    func gwt() throws {
        let names =
            "0 6 Unknown Unknown\nAlba Alba 0\nBel Cor 2\nCor Bel 1\nCor Dun 1\nDun Cor 1\nDun Ely 1\nEly Dun 1\n"
        #expect(try read(names + "Ely Fay 1\nFay Ely 1\n", "w.gwt") == Self.row)
        #expect(try read("0 3 x x\n1 2 .5\n2 1 .5\n", "w.gwt", ["a", "b", "c"]) == [[1], [0], []])
    }

    @Test("names with blanks are those of the table")
    func blanks() throws {
        let text = "3\nCor 1\nOld Bel\nNew Alba 0\n\nOld Bel 1\nCor\n"
        #expect(try read(text, "w.gal", ["New Alba", "Old Bel", "Cor"]) == [[], [2], [1]])
    }

    @Test(
        "a count that does not fit, an unknown place and a place beside itself are refused with the line",
        arguments: [
            "5\nAlba 0\n\nBel 1\nCor\nCor 2\nBel Dun\nDun 2\nCor Ely\nEly 2\nDun Fay\nFay 1\nEly\n",
            "7\nAlba 0\n", "1\nZed 0\n", "2\nBel 1\nZed\nCor 0\n", "1\nBel 1\nBel\n", "1\nBel 2\nCor\n",
        ])
    func refused(text: String) {
        #expect { try read(text) } throws: { ($0 as? AtlasProblem)?.row != nil }
    }

    /// A matrix as ArcGIS writes it: little-endian, each weight its own or one a place.
    private func matrix(_ head: String, _ rows: [(id: Int32, others: [Int32])], fixed: Bool = false) -> [UInt8] {
        func bytes<T>(_ value: T) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }
        var all = Array((head + "\n").utf8) + bytes(Int32(rows.count)) + bytes(Int32(0))
        for row in rows {
            all += bytes(row.id) + bytes(Int32(row.others.count)) + row.others.flatMap { bytes($0) }
            if row.others.isEmpty { continue }
            let weights = fixed ? 1 : row.others.count
            all += (0..<weights).flatMap { _ in bytes(0.5) } + bytes(0.5 * Double(row.others.count))
        }
        return all
    }

    @Test(
        "a matrix of ArcGIS gives the same, of either version, by ids or by the order of the table",
        arguments: [
            ("code;Unknown", false, Int32(10)), ("VERSION@10.1;UNIQUEID@code;FIXEDWEIGHTS@False", false, 10),
            ("VERSION@10.1;UNIQUEID@code;FIXEDWEIGHTS@True", true, 1),
        ])
    func arcgis(head: String, isFixed: Bool, first: Int32) throws {
        let rows = Self.row.enumerated().map { (first + Int32($0.offset), $0.element.map { first + Int32($0) }) }
        let bytes = matrix(head, rows.map { (id: $0.0, others: $0.1) }, fixed: isFixed)
        let places = first == 1 ? Self.places : (10...15).map(String.init)
        let weights = try readNeighbours(bytes, file: "w.swm", places: places)
        #expect(weights.neighbours == Self.row && weights.weights == Self.row.map { $0.map { _ in 0.5 } })
        for length in 0..<bytes.count {
            #expect(throws: AtlasProblem.self, "\(length)") {
                try readNeighbours(Array(bytes.prefix(length)), file: "w.swm", places: places)
            }
        }
    }

    @Test(
        "a matrix of ArcGIS whose head counts other places than it holds is refused", arguments: [-1, 5, 7] as [Int32])
    func miscounted(count: Int32) {
        let rows = Self.row.enumerated().map { (id: Int32($0.offset + 1), others: $0.element.map { Int32($0 + 1) }) }
        var bytes = matrix("code;Unknown", rows)
        bytes.replaceSubrange(13..<17, with: withUnsafeBytes(of: count) { Array($0) })
        #expect(throws: AtlasProblem.self) { try readNeighbours(bytes, file: "w.swm", places: Self.places) }
    }

    @Test("a file that numbers some of the places does not say which they are")
    func subset() throws {
        #expect { try read("2\n1 1\n2\n2 1\n1\n") } throws: { ($0 as? AtlasProblem)?.row == 1 }
        #expect(try read("2\nBel 1\nCor\nCor 1\nBel\n") == [[], [2], [1], [], [], []])
    }

    @Test("names in GB 18030, and a workbook of pairs")
    func encodings() throws {
        let gb: [UInt8] = Array("2\n".utf8) + [0xB3, 0xC9, 0xB6, 0xBC] + Array(" 1\n".utf8) + [0xC3, 0xE0, 0xD1, 0xF4]
        let more: [UInt8] = [0x0A, 0xC3, 0xE0, 0xD1, 0xF4] + Array(" 1\n".utf8) + [0xB3, 0xC9, 0xB6, 0xBC, 0x0A]
        #expect(try readNeighbours(gb + more, file: "w.gal", places: ["成都", "绵阳"]).neighbours == [[1], [0]])
        let sheet = WorkbookTests.sheet([["from", "to", "weight"], ["Alba", "Bel", "2"], ["Bel", "Alba", "3"]])
        let book = WorkbookTests.workbook([(name: "links", xml: sheet)])
        #expect(try readNeighbours(book, file: "w.xlsx", places: ["Alba", "Bel"]).weights == [[2], [3]])
    }
}

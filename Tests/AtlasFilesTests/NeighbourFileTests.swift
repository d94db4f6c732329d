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
}

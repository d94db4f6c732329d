import AtlasFiles
import Foundation
import Testing

@Suite("Encodings of a user's tables")
struct WordEncodingTests {
    private func table(_ text: String, _ encoding: UInt) throws -> CSVTable {
        let data = try #require(text.data(using: String.Encoding(rawValue: encoding)))
        return try CSVTable(text: Array(data), file: "t.csv")
    }

    @Test(
        "text of a language is read in its own encoding",
        arguments: [
            ("Stadt;Fläche\nKöln;405\nDüsseldorf;217\n", UInt(12)), ("Ville;Pop\nOrléans;116\nÉpinal;32\n", 12),
            ("город;население\nОмск;1100\nПермь;1030\n", 11), ("名稱,年,值\n臺北,2020,5\n高雄,2020,3\n", 0x8000_0423),
            ("都市,人口\n札幌,190\n仙台,109\n", 0x8000_0420), ("城市,数值\n成都,1\n重庆,2\n", 0x8000_0632),
            ("서울특별시,부산\n대구,인천\n", 0x8000_0422),
        ])
    func ownEncoding(text: String, encoding: UInt) throws {
        let read = try table(text, encoding)
        let expected = text.split(separator: "\n").map { $0.split { ",;".contains($0) }.map(String.init) }
        #expect(read.header == expected[0] && read.rows == Array(expected.dropFirst()))
    }

    @Test("what makes sense in no encoding is refused, and so is UTF-16 that is cut short")
    func refused() {
        for bytes: [UInt8] in [
            Array("安康,1\n宝".utf8) + [0xE9, 0xB8] + Array(",1\n".utf8), [0xFF, 0xFE, 0x41, 0x00, 0x2C],
            [0x41, 0x2C, 0x81, 0x0A],
        ] {
            #expect(throws: AtlasProblem.self) { try CSVTable(text: bytes, file: "t.csv") }
        }
    }
}

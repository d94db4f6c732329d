import AtlasFiles
import Atlases
import Testing

@Suite("Numbers of a user's table")
struct NumberStyleTests {
    private func numbers(_ text: String) throws -> [Double?] {
        try ValueTable(try CSVTable(text: Array(text.utf8), file: "t.csv")).numbers("x")
    }

    @Test(
        "a comma is the decimal sign where semicolons part the columns, or where it can be nothing else",
        arguments: [
            ("p;x\nA;5,125\nB;7,250\nC;900\n", [5.125, 7.25, 900]),
            ("p;x\nA;0,125\nB;1.234,5\nC;1.234\n", [0.125, 1234.5, 1234]),
            ("p,x\nA,\"5,12\"\nB,\"7,2\"\n", [5.12, 7.2]), ("p;x\nA;1,5\nB;1.234.567\n", [1.5, 1_234_567]),
            ("p,x\nA,\"1,234.5\"\nB,\"1,234\"\n", [1234.5, 1234]),
            ("p,x\nA,\"1,234,567\"\nB,\"1,234\"\n", [1_234_567, 1234]),
            ("p,x\nA,1.234\nB,900\n", [1.234, 900]), ("p;x\nA;1.5\nB;900\n", [1.5, 900]),
            ("p;x\nA;−1,5\nB;+2\n", [-1.5, 2]),
        ])
    func read(text: String, expected: [Double]) throws { #expect(try numbers(text) == expected) }

    @Test(
        "what can be read in two ways is refused with both, and so are two signs in one table",
        arguments: ["p,x\nA,\"5,125\"\nB,900\n", "p;x\nA;1.234\nB;985\n", "p;x\nA;1,5\nB;1.5\n"])
    func refused(text: String) {
        #expect { try numbers(text) } throws: { error in
            guard let problem = error as? AtlasProblem else { return false }
            return problem.row != nil && problem.column == "x" && problem.value != nil
        }
    }

    @Test("0x1F is text")
    func hexadecimal() {
        // Thousands are digits, with a fraction or not.
        for text in ["1,5E3", "1,25E3", "1,2e4", "1,234,5e1", "1,a23"] { #expect(numberOf(text) == nil, "\(text)") }
        #expect(numberOf("1,234.5e1") == 12_345 && numberOf("-1,234,567") == -1_234_567)
        #expect(throws: AtlasProblem.self) { try numbers("p,x\nA,0x1F\nB,2\n") }
    }

    private func regions(_ names: [(String, String)], _ level: RegionLevel = .prefecture) -> [Region] {
        names.map {
            Region(
                code: $0.0, name: $0.1, shortName: $0.1, nameEnglish: $0.1, level: level, parent: nil, partOf: nil,
                seat: nil, label: nil, note: "", sources: ["TABLE"])
        }
    }

    @Test("a rank is no place, whatever its column stands beside")
    func rank() throws {
        let five = regions([("1", "Alder"), ("2", "Birch"), ("3", "Cedar"), ("4", "Dogwood"), ("5", "Elm")])
        let text = "rank,name,x\n1,Elm,500\n2,Dogwood,400\n3,Cedar,300\n4,Birch,200\n5,Alder Town,100\n"
        let reading = try readTable(Array(text.utf8), file: "t.csv", regions: five, year: 2020)
        let x = reading.figures.filter { $0.indicator == "x" }
        #expect(Dictionary(x.map { ($0.region, $0.value) }, uniquingKeysWith: { a, _ in a })["5"] == 500)
        #expect(x.count == 4)
        let coded = try readTable(Array("id,x\n1,5\n2,6\n".utf8), file: "t.csv", regions: five, year: 2020)
        #expect(coded.figures.map(\.region) == ["1", "2"])
    }

    @Test("short names of provinces and autonomous places are those of their full ones")
    func suffixes() throws {
        let full = regions([
            ("11", "北京市"), ("22", "吉林省"), ("45", "广西壮族自治区"), ("81", "香港特别行政区"), ("5134", "凉山彝族自治州"),
            ("15", "内蒙古自治区"), ("65", "新疆维吾尔自治区"), ("4228", "恩施土家族苗族自治州"),
        ])
        let matcher = PlaceMatcher(full)
        for (short, code) in [
            ("北京", "11"), ("吉林", "22"), ("广西", "45"), ("香港", "81"), ("凉山", "5134"), ("内蒙古", "15"), ("新疆", "65"),
            ("恩施", "4228"),
        ] { #expect(matcher.code(short) == code, "\(short)") }
    }

    @Test("a column of provinces is one as a whole, a column of cities is not")
    func provinces() throws {
        let china = try BundledAtlas.atlas.get()
        func codes(_ head: String, _ names: [String]) throws -> [String] {
            let text = "\(head),x\n" + names.map { "\($0),1\n" }.joined()
            return try readTable(Array(text.utf8), file: "t.csv", regions: china.regions, year: 2020).figures.map(
                \.region)
        }
        #expect(try codes("省份", ["河北", "吉林", "海南"]) == ["130000", "220000", "460000"])
        #expect(try codes("city", ["长春", "吉林"]) == ["220100", "220200"])
        #expect(try codes("城市", ["吉林"]) == ["220200"])
    }
}

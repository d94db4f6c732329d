import Asking
import Atlases
import Formats
import Foundation
import Testing

/// One table, and one record, in every format.
@Suite struct FormatTests {
    let section = Section(
        title: "R&D_1", columns: ["place", "share <%>"], rows: [["A, \"x\"", "−1.5"], ["安康", "–"]],
        notes: ["  said & done"])

    @Test("CSV is data: numbers with all digits in their head's unit, bounds in columns of their own, a head always")
    func csv() {
        let heads = ["place", "share, %", "gain"].map { Sheet.Head(nil, Remark($0, $0 + "中")) }
        let rows: [[Cell]] = [
            [
                .text("A, \"x\""), .number(0.125, .percent(0)),
                .drawn(0.1 + 0.2, low: 0.25, high: 1, median: nil, .change),
            ],
            [.text("安康"), .number(nil, .percent(0)), .number(-2, .change)],
        ]
        let table = DataTable(Sheet(heads: heads, rows: rows), .english)
        #expect(
            table.csv == """
                place,"share, %",gain,gain low,gain high,gain median
                "A, ""x\""",12.5,0.30000000000000004,0.25,1,
                安康,,-2,,,

                """)
        #expect(
            DataTable(Sheet(heads: heads, rows: rows), .chinese).csv.hasPrefix("place中,\"share, %中\",gain中,gain中下限,"))
        #expect(DataTable(Sheet(heads: heads), .english).csv == "place,\"share, %\",gain\n")
    }

    @Test("text that a spreadsheet would run as a formula is text there; numbers stay numbers")
    func formulas() {
        let texts = ["=cmd|' /C calc'!A0", "@x", "+a", "-5", "−1.5", "安康"]
        let csv = DataTable([.init(name: "a", .texts(texts))]).csv
        #expect(csv == "a\n'=cmd|' /C calc'!A0\n'@x\n'+a\n-5\n−1.5\n安康\n")
    }

    @Test("a file's format is its ending's; another's, or none, is refused with the endings that there are")
    func endings() throws {
        let allowed = Format.answers
        #expect(try Format.chosen(nil, for: nil, among: allowed) == .table)
        #expect(try Format.chosen(nil, for: "a.b/T.CSV", among: allowed) == .csv)
        #expect(try Format.chosen(.latex, for: "t.dat", among: allowed) == .latex)
        #expect(try Format.chosen(nil, for: "/dev/null", among: allowed) == .table)
        for (asked, path) in [(Format?.none, "T"), (nil, "T.foo"), (nil, "a.csv/T"), (.csv, "T.html"), (.svg, "T.svg")]
        {
            #expect(throws: Problem.self) { try Format.chosen(asked, for: path, among: allowed) }
        }
    }

    @Test("LaTeX and HTML escape what they would take for marks, and set numbers to the right")
    func marks() {
        #expect(section.latex.contains("\\caption{R\\&D\\_1}") && section.latex.contains("\\begin{tabular}{lr}"))
        #expect(section.latex.contains("A, \"x\" & $-$1.5 \\\\") && section.latex.contains("share <\\%>"))
        #expect(
            section.html.contains("<th class=\"n\">share &lt;%&gt;</th>") && section.html.contains("said &amp; done"))
        #expect(threeLinePage([section]).contains("<title>R&amp;D_1</title>"))
    }

    @Test("in a terminal columns stand under one another, Chinese characters taking two places")
    func terminal() {
        #expect(
            section.aligned == """
                R&D_1
                  place   share <%>
                  ──────  ─────────
                  A, "x"       −1.5
                  安康            –
                  said & done

                """)
    }

    @Test("JSON keeps the order of fields and every bit of numbers, and says null for what is not finite")
    func json() throws {
        let numbers: [Double] = [0.1 + 0.2, .leastNonzeroMagnitude, 1.797e308, 1e15, 123_456_789_012_345, 1 / 3]
        let value = Value.fields(
            ("b", .numbers(numbers + [.nan, .infinity])), ("a", .text("\"\\\u{8}\u{2028}é")),
            ("c", .list([.none, .flag(true)])),
            ("d", .fields()))
        #expect(value.json.hasPrefix("{\"b\":["))
        struct Back: Decodable {
            let a: String
            let b: [Double?]
            let c: [Bool?]
        }
        for text in [value.json, value.indentedJSON] {
            let back = try JSONDecoder().decode(Back.self, from: Data(text.utf8))
            #expect(back.b == numbers + [nil, nil] && back.a == "\"\\\u{8}\u{2028}é" && back.c == [nil, true])
        }
    }

    @Test("a record without a table has no CSV; every format names its media type")
    func records() {
        let record = Record(
            inputs: [], result: { _ in .none }, remarks: [Remark("said", "说")], sources: .list([]), sheets: [])
        #expect(record.text(.csv, .english).isEmpty && record.text(.table, .chinese).isEmpty)
        #expect(Set(Format.allCases.map(\.mediaType)).count == Format.allCases.count)
    }
}

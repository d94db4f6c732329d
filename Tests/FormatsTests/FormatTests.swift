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

    @Test("CSV gives the cells back that were put in")
    func csv() { #expect(section.csv == "place,share <%>\n\"A, \"\"x\"\"\",−1.5\n安康,–\n") }

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

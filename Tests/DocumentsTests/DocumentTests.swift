import Documents
import Testing
import Yams

/// YAML and JSON as nodes, with the line of whatever does not fit.
@Suite struct DocumentTests {
    let reader = NodeReader(file: "my.yaml")

    func refusal(_ body: () throws -> Void) -> String {
        do { try body() } catch { return "\(error)" }
        return "accepted"
    }

    @Test("anchors and aliases are refused with their line, quoted ones are text")
    func anchors() throws {
        for yaml in ["a: 1\nb: &x 2", "a: 1\nb: *x", "a: 1\nb: [1, &x 2]"] {
            #expect(refusal { _ = try reader.document(yaml, "a file") }.contains("my.yaml, line 2: YAML anchors"))
        }
        for yaml in ["a: 'R & D *x'", "a: R&D", "# *x\na: 1", "a: \"\\\" &x\""] {
            #expect(try reader.document(yaml, "a file")?.mapping?.count == 1, "\(yaml)")
        }
    }

    @Test("anchors are refused wherever they hide, on the parser's events")
    func hidden() {
        // A quoted text over two lines hides what follows from whoever reads line by line.
        let levels = (1...28).map { "a\($0): &a\($0) [*a\($0 - 1),*a\($0 - 1)]" }.joined(separator: ", ")
        for text in [
            "{note: \"x\n \", a0: &a0 [1,1], \(levels)}", "name: 'it''s'\nnote: !!str &a x", "name: x\nnote: ! &a x",
            "a: [x,\n&b y]", "a: {k: v,\n? &b x : y}",
        ] {
            #expect(refusal { _ = try reader.document(text, "a file") }.contains("line 2: YAML anchors"), "\(text)")
        }
        let kept = (0..<30).map { "- '*\($0)'" }.joined(separator: "\n")
        #expect(throws: Never.self) { try reader.document(kept, "a file") }
        #expect(throws: Never.self) { try reader.document("a: |\n  R &D *x\n  [*a, *b]", "a file") }
    }

    @Test("endless nesting is refused before anything follows it down")
    func depth() {
        for text in [String(repeating: "[", count: 500_000), String(repeating: "- ", count: 500_000) + "x"] {
            let said = refusal { _ = try reader.document(text, "a file") }
            // The parser has a bound of its own, which it may reach first while it looks ahead.
            #expect(said.contains("line 1: nested more than 200") || said.contains("Maximum nesting level"))
        }
        #expect(throws: Never.self) {
            try reader.document(String(repeating: "[", count: 90) + String(repeating: "]", count: 90), "a file")
        }
    }

    @Test("a key that stands twice is refused in both forms, since nobody knows which is meant")
    func twice() {
        #expect(refusal { _ = try reader.document("a: 1\na: 2", "a file") }.contains("the key a stands twice"))
        let json = Array(#"{"a": {"b": 1, "\u0062": 2}}"#.utf8)
        #expect(refusal { _ = try reader.document(json: json, "a file", "with a") }.contains("the key b stands twice"))
    }

    @Test(
        "what is not JSON is refused, however it is broken",
        arguments: [
            "", "[1]", "{\"a\":01}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":1e}", "{\"a\":\"\\uD800\"}", "{\"a\":tru}",
            "{\"a\":1,}", "{\"a\" 1}", "{\"a\":1} x", "{\"a\":\"\u{1}\"}",
            "{\"a\":" + String(repeating: "[", count: 100_000),
        ])
    func broken(_ json: String) {
        #expect(refusal { _ = try reader.document(json: Array(json.utf8), "a file", "with a") }.contains("not JSON"))
    }

    @Test("JSON says text and numbers apart, YAML does not")
    func typed() throws {
        let typed = NodeReader(file: "my.json", typed: true)
        let node = try typed.document(json: Array(#"{"a":"1","b":2,"c":"\ud83d\ude84"}"#.utf8), "a file", "with a")
        #expect(try typed.text(node.mapping?["a"], "a") == "1" && typed.number(node.mapping?["b"], "b") == 2)
        #expect(try typed.text(node.mapping?["c"], "c") == "🚄")
        let number = refusal { _ = try typed.number(node.mapping?["a"], "a") }
        #expect(number.contains("a: expected a number"))
        let plain = try reader.document("codes: [110000, \"110000\"]", "a file")
        let codes = refusal { _ = try reader.codes(plain?.mapping?["codes"], "codes") }
        #expect(codes.contains("110000 stands twice"))
    }

    @Test("an unknown key is refused with those that are known, a file too large before it is read")
    func keys() throws {
        let node = try reader.document("nmae: x", "a file")
        #expect(
            refusal { _ = try reader.fields(node, of: "a file", required: ["name"]) }
                == "my.yaml, line 1: \"nmae\" is no key of a file: expected one of name")
        let large = "a: " + String(repeating: "x", count: 1 << 20)
        #expect(refusal { _ = try reader.document(large, "a file") }.contains("at most 1 MB"))
    }
}

import Atlases
import ChinaDocuments
import Testing
import Workbenches

@Suite("What the documents claim")
struct ClaimTests {
    let atlas: Atlas
    let claims: [Claim]

    init() throws {
        atlas = try Workbench(atlas: "china").atlas
        claims = atlas.claims()
    }

    private func finding(_ indicator: String, place: String? = nil, unit: String? = nil) throws -> ClaimFinding {
        try #require(
            claims.first {
                $0.figure.indicator == indicator && (place == nil || $0.figure.place == place)
                    && (unit == nil || $0.figure.unit == unit)
            }
        ).finding
    }

    @Test("each of the 88 figures gets a verdict and a reason in both languages")
    func all() {
        #expect(claims.count == 88)
        #expect(claims.allSatisfy { !$0.finding.text.english.isEmpty && !$0.finding.text.chinese.isEmpty })
    }

    @Test("technology contracts grew 10.5 times, 26.5 % a year")
    func contracts() throws {
        let found = try finding("ratio to 2013")
        #expect(found.verdict == .holds)
        #expect(found.text.english.contains("× 10.5, 26.5 % a year"))
    }

    @Test("six provinces stand under five headings")
    func provinces() throws {
        let found = try finding("provinces discussed")
        #expect(found.verdict == .differs)
        #expect(found.text.english.contains("6 provinces"))
    }

    @Test("what is counted is compared exactly, what is measured to its last digit")
    func precision() throws {
        #expect(try finding("cross-border e-commerce pilot cities").verdict == .differs)
        #expect(try finding("GDP", place: "Jing-Jin-Ji", unit: "trillion yuan").verdict == .holds)
        #expect(try finding("GDP growth 2013-2023").verdict == .holds)
        #expect(try finding("GDP growth 2013-2023").text.english.contains("two vintages"))
    }

    @Test("a record that rests on the document does not confirm it")
    func circular() throws {
        let found = try finding("comprehensive national science centre launched")
        #expect(found.verdict == .cannotBeChecked)
        #expect(!found.sources.contains { $0.hasPrefix("SEED") })
    }

    @Test("what was computed names its sources, and they are in the atlas")
    func sources() {
        for claim in claims {
            for source in claim.finding.sources { #expect(!atlas.sources([source]).isEmpty, "\(source)") }
        }
    }
}

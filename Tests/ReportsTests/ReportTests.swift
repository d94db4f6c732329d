import Asking
import AtlasFiles
import Charts
import Foundation
import Reports
import Scenarios
import Testing
import Wording
import Workbenches

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct ReportTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent("Atlases/china").path
    static let study = Result { try Study(readAtlas(in: folder), year: 2023, carved: ["XIONGAN"]) }

    static let scenario = Scenario(
        name: "Line <script>alert(1)</script> & \"more\"", nameChinese: "线路", places: ["XIONGAN"],
        changes: [
            NewLink(from: "610100", to: "610900", mode: .rail, speedKmh: 350, lengthKm: 171),
            RemovedLink(from: "110000", to: "XIONGAN", mode: .rail),
            MovedJobs(from: "110000", to: "XIONGAN", number: 1_000),
        ], note: "a note")

    static func report(_ language: Language, boundaries: Bool = true) throws -> String {
        let study = try study.get()
        return scenarioReport(
            study: study, answer: try study.answer(scenario, starts: 1),
            boundaries: boundaries ? try readBoundaries(folder + "/boundaries/prefectures.topojson") : nil,
            provinces: boundaries ? try readBoundaries(folder + "/boundaries/provinces.topojson") : nil,
            language: language,
            command: "hinterland report x")
    }

    @Test func thePageHoldsEverythingAPlannerNeeds() throws {
        let page = try Self.report(.english)
        for part in [
            "Winners and losers", "Three readings", "Travel time", "City clusters", "Method",
            "Parameters and assumptions",
            "What was calibrated",
            "What is missing", "Sources", "Cost: not given", "not modelled", "schematic", "SHA-256", "Residual",
            "No interval has been drawn", "a note",
            "Hong Kong, Macao and Taiwan are not modelled", "Jobs moved: 1,000", "census 2020",
        ] { #expect(page.firstRange(of: part) != nil, "\(part)") }
        // Every source that entered the model stands on the page.
        for source in try Self.study.get().sourcesUsed {
            let (title, url) = (escaped(source.title), escaped(source.url))
            #expect(
                page.firstRange(of: title) != nil && (url.isEmpty || page.firstRange(of: url) != nil), "\(source.id)")
        }
        #expect(!page.contains("<script"))
        #expect(!page.contains(">nan") && !page.contains(">inf"))
    }

    @Test func aPageIsWellFormedAndSelfContained() throws {
        for language in Language.allCases {
            let page = try Self.report(language)
            let start = try #require(page.firstRange(of: "<body>")).lowerBound
            let end = try #require(page.firstRange(of: "</body>")).upperBound
            let body = page[start..<end].replacingOccurrences(of: "<br>", with: "<br/>")
            let parser = XMLParser(data: Data(body.utf8))
            #expect(parser.parse(), "line \(parser.lineNumber): \(String(describing: parser.parserError))")
            for outside in ["src=", "href=", "@import", "url("] { #expect(!page.contains(outside)) }
        }
    }

    /// The lines of the README.
    @Test func theReadmeLinesRun() throws {
        let workbench = try Workbench(atlas: "china")
        let run = try workbench.run(scenario: "xian-ankang-chongqing")
        let losers = run[.peopleMove]?.losers.map(\.nameEnglish) ?? []
        #expect(losers.contains("Hanzhong") && !losers.contains("Ankang"))
    }

    @Test func theChinesePageIsChinese() throws {
        let page = try Self.report(.chinese)
        for part in ["受益与受损的城市", "三种读法", "人口不动", "参数与假设", "来源", "安康", "雄安", "未纳入模型", "示意图"] {
            #expect(page.firstRange(of: part) != nil, "\(part)")
        }
        #expect(!page.contains("Winners and losers"))
    }

    @Test func withoutBoundariesTheMapsShowSeats() throws {
        let page = try Self.report(.english, boundaries: false)
        #expect(page.contains("no boundaries are loaded") && page.contains("<circle"))
        #expect(!page.contains("Tianditu, simplified"))
    }

    @Test(arguments: [
        (0.0183, "+1.8 %"), (-0.00042, "−0.042 %"), (0, "0 %"), (0.118, "+12 %"), (1e-9, "0 %"), (0.0995, "+10 %"),
        (.nan, "–"),
        (0.000_001_2, "+0.00012 %"),
    ])
    func changesAreWrittenWithTwoDigits(_ value: Double, _ text: String) {
        #expect(percentText(value) == text)
    }

    @Test(arguments: [
        (1234.5, 0, "1,235"), (-1_000_000, 0, "−1,000,000"), (0.05, 2, "0.05"), (2.999, 2, "3.00"), (.infinity, 1, "–"),
    ])
    func numbersAreGrouped(_ value: Double, _ digits: Int, _ text: String) {
        #expect(fixed(value, digits) == text)
    }

    @Test func hoursAreReadable() {
        #expect(hoursText(2.5) == "2 h 30" && hoursText(-0.25) == "−15 min" && hoursText(1.999) == "2 h 00")
        #expect(hoursText(2.5, .chinese) == "2 小时 30 分")
        #expect(scientific(3.24e-13) == "3.2e-13" && scientific(0) == "0")
    }
}

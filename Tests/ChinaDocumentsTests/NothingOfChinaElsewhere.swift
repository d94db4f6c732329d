import AtlasQuestions
import Foundation
import Testing

/// China's identifiers, currency and clusters stand in its atlas and in the room of its documents, nowhere else.
@Suite struct NothingOfChinaElsewhere {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Where the currency may be named: among those of the world, and in the keys of earlier scenarios.
    static let allowed: Set<String> = [
        "Atlases/Currency.swift", "Atlases/Unit.swift", "Wording/UnitText.swift", "Scenarios/Change.swift",
        "Scenarios/Changes/NewLink.swift", "Scenarios/Changes/Transfer.swift", "Scenarios/Changes/Purchases.swift",
        "ScenarioFiles/ScenarioNodes.swift", "ScenarioFiles/ScenarioReader.swift",
    ]

    /// Where the names that columns have in every country stand.
    static let columns = "AtlasFiles/ColumnMeaning.swift"

    @Test("no identifier of an indicator, cluster or group of China, nor its currency, stands elsewhere in the sources")
    func words() throws {
        let china = try OpenAtlas("china").atlas
        // What every country's tables call land is no identifier of China's.
        let ids = Set(china.indicators.map(\.id) + china.meaning.computed.map(\.id)).subtracting(["area"])
        let names = Set(china.clusters.map(\.id) + china.groups.map(\.id))
        let sources = Self.root.appendingPathComponent("Sources")
        let files = try #require(FileManager.default.enumerator(atPath: sources.path)).compactMap { $0 as? String }
        var found: [String] = []
        for file in files where file.hasSuffix(".swift") && !file.hasPrefix("ChinaDocuments/") {
            let text = try String(contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
            let words = Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
            func isQuoted(_ word: String) -> Bool { text.contains("\"\(word)\"") }
            let ids = file == Self.columns ? ids.subtracting(["gdp"]) : ids
            for id in ids where (id.contains("_") ? words.contains(id) : isQuoted(id)) {
                found.append("\(file): \(id)")
            }
            if let span = text.firstMatch(of: /20\d\d[-–]20\d\d/) { found.append("\(file): \(span.output)") }
            for id in names where words.contains(id) { found.append("\(file): \(id)") }
            if !Self.allowed.contains(file), words.contains(where: { $0.lowercased().contains("yuan") }) {
                found.append("\(file): yuan")
            }
        }
        #expect(found.sorted() == [])
    }
}

import Asking
import AtlasAnswers
import AtlasQuestions
import ChinaDocuments
import Formats
import Foundation
import Testing

/// Questions to the bundled atlas.
@Suite struct AtlasAnswerTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent("Atlases/china").path
    static let china = Result { try OpenAtlas(folder) }

    private func list(_ value: Value?) -> [Value] { if case .list(let values)? = value { values } else { [] } }

    private func fields(_ value: Value) -> [String: Value] {
        guard case .fields(let fields) = value else { return [:] }
        return Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { a, _ in a })
    }

    @Test func cardsAndListSpeakOneDialect() throws {
        let china = try Self.china.get()
        let listed = list(try ClustersSideBySide().record(on: china).result(.english)["clusters"])
        let cards = list(try ClusterCards(nil).record(on: china).result(.english))
        #expect(listed.count == 19 && cards.count == 19)
        for (row, card) in zip(listed, cards) {
            let (row, card) = (fields(row), fields(card))
            for (key, value) in row where key != "cities" { #expect(card[key] == value, "\(key)") }
            #expect(card["members"] != nil && card["hoursToAnchor"] == Value.none)
        }
    }

    @Test func everyKeyStandsOnce() throws {
        let china = try Self.china.get()
        let questions: [any AtlasQuestion] = [
            DescribeAtlas(), SourceList(), RegionList(), ClustersSideBySide(), OneCluster("CL04"), YoungerClusters(),
            ClusterCards(nil), ClaimList(), FlowList(), IndicatorList(), RailNetwork(), ParameterList(),
            GroundRegions(nil), GroundClusters(), CityQuestion("610900", nil), AtlasCard(program: "test"),
        ]
        for question in questions {
            let record = try question.record(on: china)
            let repeated = Self.repeated(record.value(in: .chinese))
            #expect(repeated.isEmpty, "\(type(of: question)): \(repeated)")
        }
    }

    private static func repeated(_ value: Value) -> Set<String> {
        switch value {
        case .fields(let fields):
            let twice = Dictionary(fields.map { ($0.name, 1) }, uniquingKeysWith: +).filter { $0.value > 1 }.keys
            return fields.reduce(into: Set(twice)) { $0.formUnion(repeated($1.value)) }
        case .list(let values): return values.reduce(into: []) { $0.formUnion(repeated($1)) }
        case .none, .flag, .number, .numbers, .text: return []
        }
    }

    @Test func aClusterNamesTheSourcesOfItsFiguresAndItsPlan() throws {
        let answer = try OneCluster("CL04").answer(on: Self.china.get())
        let cluster = answer.result.profile
        let known = Set(cluster.sources)
        #expect(Set(answer.sources.map(\.id)) == known)
        #expect(cluster.cities.allSatisfy { !$0.figures.isEmpty && known.isSuperset(of: $0.figures.sources) })
    }

    @Test func anUnknownClusterIsAWrongCallThatListsTheKnown() throws {
        let china = try Self.china.get()
        let problem = #expect(throws: Problem.self) { try OneCluster("CL99").answer(on: china) }
        #expect(problem?.kind == .use && problem?.description.contains("CL01") == true)
        let early = #expect(throws: Problem.self) { try ClustersSideBySide(year: 1950).answer(on: china) }
        #expect(early?.kind == .data)
    }

    @Test func aPictureIsAskedInWordsWithinItsRanges() throws {
        var question = PictureQuestion()
        try question.read(["indicator": "gdp", "classes": "7", "method": "naturalBreaks", "within": "CL04"])
        let picture = try question.picture(on: Self.china.get())
        #expect(picture.colours.count == 7 && picture.column.observations.count == 16)
        let problem = #expect(throws: Problem.self) { try question.read(["classes": "8"]) }
        #expect(problem?.description == "--classes is 8: expected 2 to 7")
        #expect(throws: Problem.self) { try question.read(["level": "county"]) }
        #expect(throws: Problem.self) { try question.read(["reference": "nan"]) }
    }

    @Test func columnsAndRowsOfAPictureHoldTheSameFigures() throws {
        let china = try Self.china.get()
        var question = PictureQuestion()
        try question.read(["indicator": "gdp", "within": "CL04"])
        let rows = list(try IndicatorFigures(question).record(on: china).result(.english)["values"])
        let columns = try PictureColumns(question).record(on: china).result(.english)
        #expect(rows.compactMap { $0["code"] } == list(columns["codes"]))
        #expect(
            columns["values"] == .numbers(rows.compactMap { if case .number(let v)? = $0["value"] { v } else { nil } }))
    }

    @Test func whatIsMissingIsSaid() throws {
        let found = try FigureList(indicator: "resident_population", region: "460300").record(on: Self.china.get())
        #expect(found.text(.table, .english).contains("missing in the atlas, not zero"))
        #expect(found.result(.english) == .list([]))
    }
}

import Asking
import AtlasFiles
import Atlases
import Foundation
import NetworkAnswers
import Scenarios
import Testing

@Suite("Questions about travel to an atlas")
struct AtlasTravelTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Atlases/china").path
    private static let atlas = Result { try readAtlas(in: folder) }

    @Test("hours are nearest first, their table has columns for people and their JSON keys for machines")
    func hours() throws {
        var question = HoursQuestion()
        question.from = "ankang"
        let answer = try question.answer(on: Self.atlas.get())
        let hours = answer.result.rows.map { $0.passengers?.hours ?? .infinity }
        #expect(hours == hours.sorted() && answer.result.origin.code == "610900" && hours.count > 330)
        #expect(answer.result.all.count == hours.count + 1)
        let record = answer.record
        #expect(
            record.sheets[0].heads.map(\.name.english) == [
                "code", "place", "door to door, h", "by train, station to station, h", "train", "rests on",
                "goods by road, h",
            ])
        guard case .list(let rows) = record.result(.english), case .fields(let fields) = rows[0] else { return }
        #expect(
            fields.map(\.name) == [
                "code", "name", "nameEnglish", "passengerHours", "stationHours", "changes", "changeAt", "train",
                "basis",
                "goodsHours",
            ])
        #expect(record.inputs.map(\.name) == ["atlas", "from", "year"])
        #expect(record.inputs[1].value == .text("610900") && !answer.sources.isEmpty)
    }

    @Test("the page's travel has a class for each city and the hours of the same question")
    func picture() throws {
        var question = TravelQuestion()
        question.from = "420100"
        let answer = try question.answer(on: Self.atlas.get())
        let value = answer.record.value(in: .english)
        #expect(["inputs", "result", "notes", "sources"].allSatisfy { value[$0] != nil })
        guard case .list(let codes)? = value["result"]?["places"]?["code"],
            case .list(let classes)? = value["result"]?["places"]?["class"],
            case .list(let legend)? = value["result"]?["classes"]
        else {
            Issue.record("columns and classes")
            return
        }
        #expect(codes.count == classes.count && legend.count == 6)
        #expect(classes[codes.firstIndex(of: .text("420100")) ?? 0] == .number(0))
        #expect(legend[0]["text"] == .remark(Remark("below 1 h", "低于 1 小时")))
        #expect(legend[5]["text"] == .remark(Remark("above 6 h", "高于 6 小时")))
        #expect(legend[2]["text"] == .remark(Remark("2 to 3 h", "2 至 3 小时")))
    }

    @Test("a change names its years, and a scenario is read by its name")
    func change() throws {
        let atlas = try Self.atlas.get()
        var question = AccessChangeQuestion()
        question.access.measure = .potential
        question.before = 2015
        let answer = try question.answer(on: atlas) { name throws(Problem) in throw Problem(.use, "\(name)") }
        let gains = answer.result.rows.compactMap(\.gain)
        #expect(gains == gains.sorted(by: >) && gains.allSatisfy { $0 >= -1e-9 })
        #expect(answer.record.inputs.first { $0.name == "after" }?.value == .count(atlas.year))
        question.scenario = "none"
        let problem = #expect(throws: Problem.self) {
            try question.answer(on: atlas) { name throws(Problem) in throw Problem(.use, "no \(name)") }
        }
        #expect(problem?.description == "no none")
    }

    @Test("an unknown place is a wrong call, one outside the network is told how to be carved")
    func refusals() throws {
        let atlas = try Self.atlas.get()
        var question = LinksQuestion()
        question.from = "Nowhere"
        #expect(#expect(throws: Problem.self) { try question.answer(on: atlas) }?.kind == .use)
        question.from = "XIONGAN"
        let problem = #expect(throws: Problem.self) { try question.answer(on: atlas) }
        #expect(problem?.kind == .data && problem?.description.hasSuffix("needs --carve XIONGAN") == true)
        question.carve = ["XIONGAN"]
        #expect(try question.answer(on: atlas).result.links.isEmpty == false)
    }

    @Test("every setting has its id once, and its own value is in its range")
    func settings() throws {
        try check(HoursQuestion.self)
        try check(WaysQuestion.self)
        try check(AccessQuestion.self)
        try check(AccessChangeQuestion.self)
        try check(AreasQuestion.self)
        try check(DelimitQuestion.self)
        try check(OwnNetworkFiles.self)
    }

    private func check<Question: Askable>(_ type: Question.Type) throws {
        var question = type.init()
        #expect(Set(type.settings.map(\.id)).count == type.settings.count)
        for setting in type.settings {
            let value = setting.get(question)
            if value == .none { continue }
            try setting.take(value, into: &question)
            #expect(setting.get(question) == value)
        }
    }
}

import Asking
import Atlases
import Formats
import ScenarioAnswers
import Scenarios
import Testing
import Workbenches

@Suite("One record a scenario answer") struct ScenarioRecordTests {
    static let run = Result {
        let workbench = try Workbench(atlas: "china")
        let link = NewLink(from: "610900", to: "420100", mode: .rail, speedKmh: 350)
        return try ScenarioQuestion(Scenario(name: "a line", changes: [link]), starts: 0).answered(
            in: workbench.atlas)
    }

    private func fields(_ value: Value?) -> [String] {
        guard case .fields(let fields) = value else { return [] }
        return fields.map(\.name)
    }

    @Test func theReadingsAreAskedByName() throws {
        let run = try Self.run.get()
        #expect(run[.peopleMove]?.reading == .peopleMove)
        #expect(run[.peopleMove]?.places.count == run.study.places.count)
    }

    @Test func aPageTakesTheKeysOfTheCommandLine() throws {
        let run = try Self.run.get()
        let (record, page) = (try run.record(.peopleMove, .english).value(in: .english), run.page())
        #expect(fields(record) == fields(page))
        let own: Set = ["title", "basis"]
        #expect(Set(fields(page["result"])).subtracting(own).isSubset(of: fields(record["result"])))
        let reading = page["result"]?["readings"]?["peopleMove"]
        let beside: Set = ["sentence", "classes", "winners", "losers", "jobsSaid", "sectorWorkers"]
        #expect(Set(fields(reading)).subtracting(beside).isSubset(of: fields(record["result"])))
    }

    @Test func rowsAndColumnsHoldTheSameNumbers() throws {
        let run = try Self.run.get()
        let record = try run.record(.peopleMove, .english).value(in: .english)
        guard case .list(let rows) = record["result"]?["places"] else {
            Issue.record("places are no list")
            return
        }
        let columns = run.page()["result"]?["readings"]?["peopleMove"]?["places"]
        #expect(columns?["income"]?["low"] == Value.none)
        for outcome in Outcome.allCases {
            let points = rows.map { row -> Double in
                guard case .number(let point) = row[outcome.rawValue]?["point"] else { return .nan }
                return point
            }
            #expect(columns?[outcome.rawValue]?["point"] == .numbers(points))
        }
    }

    @Test func aReadingWithoutAnAnswerIsRefused() throws {
        let workbench = try Workbench(atlas: "china")
        let alone = try ScenarioQuestion(Scenario(name: "x", changes: []), readings: [.peopleMove], starts: 0).answered(
            in: workbench.atlas)
        #expect(throws: Problem.self) { try alone.record(.peopleStay, .english) }
    }

    @Test func aScenarioDiffersFromItselfByNothing() throws {
        let run = try Self.run.get()
        let difference = ScenarioRun.difference(run, run)
        #expect(difference[.peopleMove]?.places.allSatisfy { $0.changes[.income]?.point == 0 } == true)
        #expect(difference[.peopleMove]?.nationalWelfare.point == 0)
    }

    @Test func csvHasBoundsInColumnsOfTheirOwn() throws {
        let csv = try Self.run.get().record(.peopleMove, .english).text(.csv, .english)
        let head = "code,name,nameEnglish,income,incomeLow,incomeHigh,incomeMedian,population,populationLow"
        #expect(csv.hasPrefix(head))
    }
}

@Suite("Tables as rows and as columns") struct TableFormTests {
    struct Row {
        let name: String
        let value, low: Double?
    }

    private func table(_ form: TableForm, _ rows: [Row]) -> String {
        let columns: [Column<Row>] = [
            Column.text("name", "name", "名称") { $0.name }.rowsOnly,
            Column("value", nil) { row in
                row.value.map { .drawn($0, low: row.low, high: row.low.map { $0 + 2 }, median: row.low, .change) }
                    ?? .absent
            }, Column("never", nil) { _ in .absent }, .value("words") { .text($0.name) },
        ]
        return Layout<[Row]>.table(form, columns) { $0 }.value(rows, .english).json
    }

    @Test func aMissingNumberLeavesOthersWhereTheyStand() {
        let rows = [
            Row(name: "a", value: nil, low: nil), Row(name: "b", value: 2, low: 1), Row(name: "c", value: 3, low: nil),
        ]
        #expect(
            table(.columns, rows)
                == #"{"value":{"point":[null,2,3],"low":[null,1,null],"high":[null,3,null]},"words":["a","b","c"]}"#)
        #expect(
            table(.rows, [rows[0], rows[1]])
                == #"[{"name":"a","words":"a"},"#
                + #"{"name":"b","value":{"point":2,"low":1,"high":3,"median":1},"words":"b"}]"#
        )
    }

    @Test func whatWasNotDrawnHasNoBounds() {
        #expect(
            table(.columns, [Row(name: "a", value: 1, low: nil)])
                == #"{"value":{"point":[1],"low":null,"high":null},"words":["a"]}"#)
        #expect(table(.columns, []) == #"{"value":[],"never":[],"words":[]}"#)
    }
}

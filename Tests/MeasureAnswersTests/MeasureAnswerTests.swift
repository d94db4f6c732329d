import Asking
import AtlasFiles
import Foundation
import MeasureAnswers
import Panels
import Testing
import Workbenches

/// Measures as a Swift user asks them.
@Suite struct MeasureAnswerTests {
    let income = "place,region,people,y\nA,n,1,10\nB,n,2,20\nC,s,1,\nD,s,3,50\n"

    func table(_ text: String) throws -> ValueTable {
        try ValueTable(try CSVTable(text: Array(text.utf8), file: "income.csv"))
    }

    @Test("a typed result, what was asked of it, and where it came from")
    func typed() throws {
        var selection = Selection()
        (selection.value, selection.group) = ("y", "region")
        var atkinson = AtkinsonIndex()
        atkinson.aversion = 0.9
        let answer = try atkinson.answer(of: try table(income), selection)
        let only = try #require(answer.result.first)
        #expect(only.count == 3 && only.missing == 1 && only.found.isGrouped)
        #expect(only.found.found.total > only.found.found.within && answer.asked.aversion == 0.9)
        #expect(answer.sources == ["income.csv"])
    }

    @Test("numbers outside their own interval are told: samples of groups with two places understate what is within")
    func biased() throws {
        var rows = "place,region,y\n"
        for group in 0..<40 { for side in 0..<2 { rows += "\(group)-\(side),g\(group),\(100 + side)\n" } }
        var selection = Selection()
        (selection.value, selection.group) = ("y", "region")
        let answer = try TheilT().answer(of: try table(rows), selection)
        let found = try #require(answer.result.first?.found.parts)
        // All is within groups, and a sample that draws a place twice finds some of it between them.
        #expect(found.found.between < 1e-12 && (found.intervals?.between.low ?? 0) > 1e-9)
        #expect(answer.remarks.contains { $0.english.contains("outside their own interval") }, "\(answer.remarks)")
        let plain = try TheilT().answer(of: try table(income.replacingOccurrences(of: ",,", with: ",1,")), selection)
        #expect(!plain.remarks.contains { $0.english.contains("outside their own") })
    }

    @Test("a row of sums is no place: left out by name, while a place of that name in another column stays")
    func totals() throws {
        var selection = Selection()
        selection.value = "y"
        let plain = try GiniCoefficient().answer(of: try table(income), selection)
        for total in ["合计", "全国 总计", "Total", "GRAND TOTAL"] {
            let answer = try GiniCoefficient().answer(of: try table(income + "\(total),n,7,80\n"), selection)
            #expect(answer.result.first?.found.found == plain.result.first?.found.found)
            #expect(answer.remarks.contains { $0.english.contains("\(total) in row 6 is a sum") }, "\(answer.remarks)")
        }
        let group = try GiniCoefficient().answer(of: try table(income + "E,total,7,80\n"), selection)
        #expect(group.result.first?.count == 4)
    }

    @Test("where there is nothing to share there is no Gini index")
    func nothing() throws {
        var selection = Selection()
        selection.value = "y"
        let answer = try GiniCoefficient().answer(of: try table("place,y\nA,0\nB,0\n"), selection)
        #expect(answer.result.first?.found.found.gini.isNaN == true)
    }

    @Test("every member of a club stands in the table")
    func members() throws {
        let rows = (1...40).flatMap { place in
            (2000...2015).map { year in "P\(place),\(year),\(100 + Double(place) / Double(year - 1999))" }
        }
        var selection = Selection()
        (selection.value, selection.year) = ("y", "year")
        let answer = try ClubConvergenceMeasure().answer(
            of: try table("place,year,y\n" + rows.joined(separator: "\n") + "\n"), selection)
        let text = answer.record.text(.csv, .english)
        for place in 1...40 { #expect(text.contains("P\(place)"), "P\(place) in\n\(text)") }
    }

    @Test("groups stand with their shares and what changed between two years; a single year is told")
    func grouped() throws {
        let rows = "place,g,year,y\nA,n,2010,1\nB,n,2010,3\nC,s,2010,5\nA,n,2020,1\nB,n,2020,7\nC,s,2020,5\n"
        var selection = Selection()
        (selection.value, selection.group, selection.year) = ("y", "g", "year")
        let sheets = try TheilT().answer(of: try table(rows), selection).record.sheets.map { $0 }
        #expect(sheets.count == 2)
        let text = "\(sheets[1])"
        for said in ["2010", "2020", "own index", "change", "From 2010 to 2020"] { #expect(text.contains(said)) }
        let one = rows.split(separator: "\n").filter { !$0.contains("2010") }.joined(separator: "\n")
        let single = try TheilT().answer(of: try table(one), selection).record
        #expect("\(single.sheets[0])".contains("2020"))
    }

    @Test("a place that takes no part in a measure of neighbours is named")
    func named() throws {
        let weights = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".gal").path
        defer { try? FileManager.default.removeItem(atPath: weights) }
        try "4\nA 1\nB\nB 1\nA\nC 1\nD\nD 1\nC\n".write(toFile: weights, atomically: true, encoding: .utf8)
        var selection = Selection()
        (selection.value, selection.weights) = ("y", weights)
        let remarks = try SpatialGiniIndex().answer(of: try table("place,y\nA,1\nB,2\nC,\nD,3\nE,4\n"), selection)
            .remarks.map(\.english)
        #expect(remarks.contains("Left out for want of a value: C."))
        #expect(remarks.contains("Without a neighbour that has a value: D, E."))
    }

    @Test(
        "a year without figures of cities is refused, with the years that there are",
        arguments: ["-1", "99999", "2009"])
    func yearWithoutFigures(year: String) throws {
        let figures = try Workbench(atlas: "china").figures
        for face in MeasureCatalogue().faces where ["gravity", "fieldStrength"].contains(face.about.id) {
            #expect {
                try face.answer(["year": .text(year)], of: .atlas(figures), MeasureRun())
            } throws: {
                "\($0)".contains("no figures of product and residents in \(year); there are")
                    && "\($0)".contains("2023")
            }
        }
    }

    @Test(
        "every measure has a name of its own in both languages, a summary, and keys or columns of the table"
    )
    func catalogue() {
        let faces = MeasureCatalogue().faces
        #expect(Set(faces.map(\.about.id)).count == faces.count && faces.count == 36)
        let names = faces.flatMap { [$0.about.id.lowercased()] + $0.about.aliases }
        #expect(Set(names).count == names.count)
        for face in faces {
            #expect(face.about.name.chinese.unicodeScalars.contains { $0.value > 0x2E80 }, "\(face.about.id)")
            #expect(!face.about.summary.english.isEmpty && !face.about.summary.chinese.isEmpty, "\(face.about.id)")
            #expect(!face.keys.isEmpty || ["shiftShare", "slacksBased"].contains(face.about.id), "\(face.about.id)")
        }
    }

    @Test("settings that change an answer stand in its inputs: ridges by a bandwidth of their own")
    func inputsTellApart() throws {
        let text = "place,2001,2002\nA,1,2\nB,2,2.5\nC,4,5\n"
        func inputs(_ bandwidth: Double?) throws -> [Value.Field] {
            var ridges = KernelRidgesMeasure()
            ridges.bandwidth = bandwidth
            return try ridges.answer(of: try table(text)).inputs
        }
        #expect(try inputs(0.2) != inputs(nil))
        #expect(try inputs(0.2).contains(Value.Field("bandwidth", .number(0.2))))
    }

    @Test("a city of two clusters stands in both groups, wherever groups are asked for")
    func groupings() {
        #expect(RegionGrouping.allCases.map(\.rawValue) == ["province", "cluster", "anchor"])
    }

    @Test("a problem is worded by each face in its own terms, and in Chinese")
    func problems() throws {
        let error = #expect(throws: Problem.self) {
            _ = try BreakingPointMeasure().answer(
                of: try table("place,population,product,longitude,latitude\nA,1,1,110,30\nB,2,2,111,30\n"))
        }
        let problem = try #require(error)
        #expect("\(problem)".contains("--places"))
        #expect(problem.remark { _ in "地区" }.chinese.contains("需要 地区"))
        #expect(problem.kind == .use)
    }
}

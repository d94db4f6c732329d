import Foundation
import Testing

@Suite struct ScenarioCommandTests {
    /// The scenario of the guide, with one change of each kind.
    @Test func theAnswerAsJSONHasFullNamesAndMissingIntervals() throws {
        let run = try Program.run(["scenario", "run", "ankang-and-xiongan", "--format", "json", "--draws", "0"])
        #expect(run.status == 0)
        let answer = try Program.json(run)
        #expect(Set(answer.keys) == ["inputs", "result", "notes", "sources"])
        let result = try #require(answer["result"] as? [String: Any])
        for key in [
            "places", "clusters", "national", "residual", "dropped", "readings", "losers", "hoursSaved", "cost",
            "remarks", "jobs",
            "calibration", "uniqueness",
            "reading", "label",
        ] { #expect(result[key] != nil, "\(key)") }
        let places = try #require(result["places"] as? [[String: Any]])
        #expect(places.count == 335)
        for place in places {
            for measure in ["income", "population", "welfare", "realGDP"] {
                let estimate = try #require(place[measure] as? [String: Any])
                #expect(estimate["point"] is Double && estimate["low"] is NSNull && estimate["high"] is NSNull)
            }
        }
        #expect(try #require(result["residual"] as? Double) < 1e-10)
        #expect(
            (result["readings"] as? [String: Any])?.keys.sorted() == ["movingGetsEasier", "peopleMove", "peopleStay"])
        #expect((result["clusters"] as? [[String: Any]])?.count == 19)
        #expect(((result["cost"] as? [String: Any])?["yuan"] as? Double) == nil)
        #expect((answer["sources"] as? [[String: Any]])?.isEmpty == false)
        let inputs = try #require(answer["inputs"] as? [String: Any])
        #expect(((inputs["atlas"] as? [String: Any])?["hash"] as? String)?.count == 64)
        let theta = try #require(
            (inputs["parameters"] as? [[String: Any]])?.first { $0["name"] as? String == "tradeElasticity" })
        #expect(theta["setByScenario"] as? Bool == true)
    }

    @Test func theReadingChoosesWhatPlacesHold() throws {
        func population(_ reading: String) throws -> Double {
            let run = try Program.run([
                "scenario", "run", "xian-ankang-chongqing", "--format", "json", "--reading", reading, "--draws", "0",
            ])
            let places = try #require(
                (try Program.json(run)["result"] as? [String: Any])?["places"] as? [[String: Any]])
            let ankang = try #require(places.first { $0["code"] as? String == "610900" })
            return try #require((ankang["population"] as? [String: Any])?["point"] as? Double)
        }
        #expect(try abs(population("peopleStay")) < 1e-12)
        let (move, easier) = (try population("peopleMove"), try population("movingGetsEasier"))
        #expect(move > 0 && easier < move)
    }

    @Test func twiceTheSameCallTwiceTheSameBytes() throws {
        let call = ["scenario", "run", "jobs-to-xiongan", "--format", "json", "--seed", "7", "--draws", "24"]
        let one = try Program.run(call + ["--threads", "1"])
        #expect(one.status == 0)
        #expect(try one.output == Program.run(call + ["--threads", "3"]).output)
    }

    @Test(arguments: [
        "xian-ankang-chongqing", "beijing-xiongan-removed", "jobs-to-xiongan", "xiamen-trade-cost",
        "wanjiang-productivity",
        "migration-cost",
    ])
    func everyExampleAnswersInBothLanguages(_ example: String) throws {
        for language in ["en", "zh"] {
            let run = try Program.run(["scenario", "run", example, "--language", language, "--draws", "12"])
            #expect(run.status == 0 && run.error.isEmpty, "\(run.error)")
            #expect(run.output.contains(language == "en" ? "Losers" : "受损城市"))
            #expect(run.output.contains(language == "en" ? "People stay" : "人口不动"))
        }
    }

    @Test func csvIsOneTableOfEveryPlace() throws {
        let run = try Program.run(["scenario", "run", "migration-cost", "--format", "csv", "--draws", "10"])
        let lines = run.output.split(separator: "\n")
        #expect(
            lines.first
                == """
                code,name,nameEnglish,income,incomeLow,incomeHigh,incomeMedian,population,populationLow,populationHigh,populationMedian,welfare,welfareLow,welfareHigh,welfareMedian,realGDP,realGDPLow,realGDPHigh,realGDPMedian,incomeMoney,incomeMoneyLow,incomeMoneyHigh,incomeMoneyMedian,persons,personsLow,personsHigh,personsMedian,productMoney,productMoneyLow,productMoneyHigh,productMoneyMedian
                """
        )
        #expect(lines.count == 335)
        #expect(lines.dropFirst().allSatisfy { $0.split(separator: ",").dropFirst(3).allSatisfy { Double($0) != nil } })
    }

    @Test func aReportIsWrittenWhole() throws {
        let folder = try Program.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let run = try Program.run(
            ["report", "jobs-to-xiongan", "--out", "r.html", "--language", "zh", "--draws", "10"], in: folder)
        #expect(run.status == 0 && run.output.isEmpty)
        let page = try String(contentsOfFile: "\(folder)/r.html", encoding: .utf8)
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n") && page.contains("十万个岗位"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["r.html"])
    }

    /// Without boundaries (they are a replaceable file) the report still comes, drawn from seats.
    @Test func anAtlasWithoutBoundariesStillGivesAReport() throws {
        let folder = try Program.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let china = "\(folder)/china"
        try FileManager.default.copyItem(
            atPath: Program.root.appendingPathComponent("Atlases/china").path, toPath: china)
        try FileManager.default.removeItem(atPath: "\(china)/boundaries")
        let descriptor = "\(china)/datapackage.json"
        var package = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: descriptor))) as? [String: Any]
        )
        package["resources"] = (package["resources"] as? [[String: Any]])?.filter {
            !(($0["path"] as? String)?.hasPrefix("boundaries") ?? false)
        }
        try JSONSerialization.data(withJSONObject: package).write(to: URL(fileURLWithPath: descriptor))
        let run = try Program.run([
            "report", "xian-ankang-chongqing", "--atlas", china, "--out", "\(folder)/r.html", "--draws", "0",
        ])
        #expect(run.status == 0, "\(run.error)")
        #expect(try String(contentsOfFile: "\(folder)/r.html", encoding: .utf8).contains("no boundaries are loaded"))
    }
}

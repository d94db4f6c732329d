import Foundation
import Testing

/// `hinterland index` as a person calls it.
@Suite struct IndexCommandTests {
    static func folder() throws -> String {
        let folder = try Program.temporaryFolder()
        let small = """
            name: Two things
            nameChinese: 两件事
            indicators:
              - {id: a, name: First thing, unit: yuan, error: 0.1}
              - {id: b, direction: lower}
              - {id: c, figure: {ratio: [a, b], factor: 100}}
            doubt: {weights: 0.4, aggregations: [topsis], figures: true}

            """
        let tables = [
            "small.yaml": small,
            "small.csv": "place,a,b\nA,1,5\nB,2,4\nC,4,3\nD,8,1\nE,3,\n",
            "years.csv":
                """
            place,year,tier,a,b\nA,2001,x,1,5\nB,2001,x,2,4\nC,2001,y,4,3\nD,2001,y,8,1\nA,2002,x,9,5\nB,2002,x,2,4\nC,2002,y,4,3\nD,2002,y,8,1\n
            """,
            "growth.yaml": "name: G\nindicators:\n  - {id: g, figure: {growth: a, years: 1}}\n",
            "words.csv": "place,a,b\nA,one,2\nB,2,3\n", "twice.csv": "place,a,b\nA,1,2\nA,2,3\n",
            "short.csv": "place,a\nA,1\nB,2\n",
            "same.csv": "place,a,b,c\nA,1,2,3\nB,1,2,3\nC,1,2,3\n", "one.csv": "place,a,b\nA,1,2\n",
            "head.csv": "place,a,b\n",
            "zero.csv": "place,a,b\nA,0,2\nB,1,3\nC,2,0\n",
            "log.yaml": "name: L\nindicators:\n  - {id: a, logarithm: true}\n  - {id: b}\n",
            "stage.yaml":
                """
            name: S\nstage: {by: s, bounds: [5]}\nindicators:\n  - {id: a, dimension: p}\n  - {id: b, \
            dimension: q}\ndimensions:\n  - {id: p, weights: [3, 1]}\n  - {id: q, weights: [1, 3]}\n
            """,
            "stage.csv": "place,s,a,b\nA,1,1,0\nB,9,0,1\nC,9,1,0.5\n",
            "stageless.csv": "place,s,a,b\nA,1,1,0\nB,,0,1\n",
            "wrong.yaml": "name: W\nindicators:\n  - {id: a, direction: up}\n",
            "key.yaml": "name: W\nweight: equal\nindicators:\n  - {id: a}\n",
            "anchor.yaml": "name: &x W\nindicators:\n  - {id: a}\n", "not.yaml": "name: [W\n",
            "none.yaml": "name: W\nindicators: []\n",
            "outside.yaml": "name: W\ntable: ../small.csv\nindicators:\n  - {id: a}\n",
            "impossible.yaml":
                "name: W\nindicators:\n  - {id: a}\n  - {id: b}\nnormalisation: zScore\naggregation: geometric\n",
        ]
        for (name, text) in tables { try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8) }
        return folder
    }

    static func result(_ arguments: [String], in folder: String) throws -> [String: Any] {
        let run = try Program.run(["index"] + arguments + ["--format", "json"], in: folder)
        #expect(run.status == 0, "\(arguments): \(run.error)")
        return try #require(try Program.json(run)["result"] as? [String: Any])
    }

    static func places(_ result: [String: Any]) throws -> [[String: Any]] {
        try #require(result["places"] as? [[String: Any]])
    }

    @Test func aTableIsRankedWithIntervalsAndItsGapsAreNamed() throws {
        let folder = try Self.folder()
        let found = try Self.result(["run", "small.yaml", "--table", "small.csv"], in: folder)
        let places = try Self.places(found)
        #expect(places.compactMap { $0["rank"] as? Int } == [4, 3, 2, 1])
        // Ordered the same way in everything: no doubt can move them but errors of 10 %.
        #expect(places.allSatisfy { (($0["rankInterval"] as? [String: Any])?["low"] as? Int) != nil })
        let out = try #require(found["leftOut"] as? [[String: Any]])
        #expect(out.count == 1 && out[0]["name"] as? String == "E" && out[0]["missing"] as? [String] == ["b", "c"])
        #expect((found["sensitivity"] as? [String: Any])?["evaluations"] as? Int == 1_024 * 5)
    }

    @Test func theSameSeedGivesTheSameBytesOnAnyNumberOfThreads() throws {
        let folder = try Self.folder()
        func text(_ more: [String]) throws -> String {
            try Program.run(
                ["index", "run", "small.yaml", "--table", "small.csv", "--format", "json"] + more, in: folder
            ).output
        }
        let one = try text(["--threads", "1"])
        #expect(try text(["--threads", "2"]) == one)
        #expect(try text(["--seed", "9"]) != one)
    }

    @Test func yearsArePooledAndGroupsRankedApart() throws {
        let folder = try Self.folder()
        let places = try Self.places(try Self.result(["run", "small.yaml", "--table", "years.csv"], in: folder))
        #expect(places.count == 8 && places.allSatisfy { $0["among"] as? Int == 2 })
        #expect(places.filter { $0["period"] as? String == "2002" }.compactMap { $0["rank"] as? Int } == [1, 2, 2, 1])
        let shown = try Program.run(["index", "run", "small.yaml", "--table", "years.csv"], in: folder).output
        #expect(shown.contains("rank in 2001") && shown.contains("ranked by tier"))
        let grown = try Self.result(["run", "growth.yaml", "--table", "years.csv"], in: folder)
        #expect(try Self.places(grown).count == 4 && (grown["leftOut"] as? [Any])?.count == 4)
    }

    @Test func weightsByHandTakeTheRecipesPlace() throws {
        let folder = try Self.folder()
        let found = try Self.result(
            ["run", "small.yaml", "--table", "small.csv", "--weight", "a=3", "--weight", "b=1"], in: folder)
        let weights = try #require(found["indicators"] as? [[String: Any]]).compactMap {
            ($0["weights"] as? [Double])?.first
        }
        #expect(weights == [0.75, 0.25, 0])
    }

    @Test func stagesOfDevelopmentTakeTheirOwnWeights() throws {
        let folder = try Self.folder()
        let places = try Self.places(try Self.result(["run", "stage.yaml", "--table", "stage.csv"], in: folder))
        #expect(places.compactMap { $0["score"] as? Double } == [0.75, 0.75, 0.625])
    }

    @Test func everyFormatIsWritten() throws {
        let folder = try Self.folder()
        func text(_ format: String) throws -> String {
            let run = try Program.run(
                ["index", "run", "small.yaml", "--table", "small.csv", "--format", format, "--language", "zh"],
                in: folder)
            #expect(run.status == 0)
            return run.output
        }
        let latex = try text("latex")
        #expect(
            latex.contains("\\toprule") && latex.contains("\\midrule") && latex.contains("\\bottomrule")
                && latex.contains("位次区间"))
        #expect(latex.components(separatedBy: "\\begin{table}").count >= 3)
        let html = try text("html")
        #expect(html.hasPrefix("<!DOCTYPE html>") && html.contains("<caption>两件事") && html.contains("border-top:2px"))
        let csv = try text("csv").split(separator: "\n")
        #expect(
            csv.count == 5
                && csv[0].hasPrefix("代码,地区,年份,组,得分,位次,地区数,位次下限,位次中位数,位次上限"))
        let svg = "\(folder)/rank.svg"
        #expect(
            try Program.run(["index", "run", "small.yaml", "--table", "small.csv", "--picture", svg], in: folder).status
                == 0)
        #expect(try String(contentsOfFile: svg, encoding: .utf8).contains("<circle"))
    }

    @Test(arguments: ["ranking", "bump", "radar", "heat", "obstacles"]) func everyChartIsDrawn(_ chart: String) throws {
        let svg = "\(try Self.folder())/chart.svg"
        let run = try Program.run([
            "index", "explain", "Hubei", "--recipe", "provinces-research", "--chart", chart, "--picture", svg,
            "--samples", "100",
            "--sensitivity", "0",
        ])
        #expect(run.status == 0, "\(run.error)")
        let drawn = try String(contentsOfFile: svg, encoding: .utf8)
        #expect(drawn.hasPrefix("<svg") && drawn.contains("Hubei") && drawn.contains("R&amp;D standing of provinces"))
        // One place alone has no others to stand among; one year has no path.
        let refused = try Program.run([
            "index", "run", "city-development", "--chart", chart, "--picture", svg, "--samples", "0",
        ])
        #expect(refused.status == (["bump", "radar"].contains(chart) ? 2 : 0))
    }

    @Test func aPlaceIsExplained() throws {
        let found = try Self.result(["explain", "Baoding", "--samples", "200", "--sensitivity", "64"], in: "/")
        let indicators = try #require(found["indicators"] as? [[String: Any]])
        #expect(indicators.count == 5 && indicators.allSatisfy { ($0["sources"] as? [String])?.isEmpty == false })
        #expect(abs(indicators.compactMap { $0["obstacleDegree"] as? Double }.reduce(0, +) - 1) < 1e-9)
        let drivers = try #require(found["drivers"] as? [[String: Any]])
        #expect(drivers.count == 2)
        for driver in drivers {
            let sum = (driver["contributions"] as? [Double] ?? []).reduce(0, +)
            #expect(abs(sum - (driver["difference"] as? Double ?? .nan)) < 1e-6)
        }
        #expect((found["sensitivity"] as? [Any])?.count == 5)
        let against = try Self.result(
            ["explain", "保定", "--against", "石家庄", "--samples", "200", "--sensitivity", "0"], in: "/")
        #expect((against["drivers"] as? [[String: Any]])?.first?["name"] as? String == "Shijiazhuang")
    }

    @Test func everyRecipeThatComesWithTheAtlasRunsOrNamesWhatItNeeds() throws {
        let run = try Program.run(["index", "list", "--format", "json"])
        let recipes = try #require(try Program.json(run)["result"] as? [[String: Any]])
        #expect(recipes.count == 6)
        for recipe in recipes {
            let name = try #require(recipe["recipe"] as? String)
            let found = try Program.run([
                "index", "run", name, "--samples", "100", "--sensitivity", "64", "--language", "zh",
            ])
            #expect(
                found.status == (recipe["ready"] as? Bool == true ? 0 : name == "best-performing-cities" ? 1 : 2),
                "\(name): \(found.error)"
            )
            if name == "best-performing-cities" {
                #expect(found.error.contains("job_growth_1y") && found.error.contains("9 项指标中有 9 项"))
            }
        }
    }

    /// 2017 to 2019 with 2010 = 100, 2024 with 2014 = 100.
    @Test func theHeadlineOfBeijingTianjinHebeiIsTheMeanOfItsParts() throws {
        let places = try Self.places(try Self.result(["run", "beijing-tianjin-hebei"], in: "/"))
        for (place, published) in zip(places, [153.99, 160.13, 167.72, 154.1]) {
            #expect(abs((place["score"] as? Double ?? 0) - published) < (published == 154.1 ? 0.05 : 0.005))
        }
    }

    @Test func bestPerformingCitiesRunOnATableBesidePublishedRanks() throws {
        let folder = try Self.folder()
        let ids = [
            "job_growth_1y", "job_growth_5y", "wage_growth_1y", "wage_growth_5y", "grp_per_capita_growth_1y",
            "grp_per_capita_growth_5y",
            "fdi_growth_3y", "fdi_over_grp", "high_value_jobs_lq",
        ]
        // Invented numbers.
        let rows = [
            "510100,2017,first", "500000,2017,first", "520100,2017,first", "320600,2017,third", "340300,2017,third",
            "440600,2017,third",
        ]
        let text =
            "code,year,tier,\(ids.joined(separator: ","))\n"
            + rows.enumerated().map { row, start in
                start + "," + ids.indices.map { "\((row * 7 + $0 * 3) % 11 - row)" }.joined(separator: ",") + "\n"
            }
            .joined()
        try text.write(toFile: "\(folder)/bpc.csv", atomically: true, encoding: .utf8)
        let run = try Program.run(["index", "run", "best-performing-cities", "--table", "bpc.csv"], in: folder)
        #expect(
            run.status == 0 && run.output.contains("published 2017") && run.output.contains("Chengdu")
                && run.output.contains("ranked by tier"))
    }

    @Test(arguments: [
        (["run", "nowhere"], 2, ["nowhere", "index list"]), (["run", "small.yaml"], 1, ["3 of 3", "--table"]),
        (["run", "small.yaml", "--table", "words.csv"], 1, ["words.csv, row 2, column a", "one"]),
        (["run", "small.yaml", "--table", "twice.csv"], 1, ["twice.csv, row 3", "each place once"]),
        (["run", "small.yaml", "--table", "short.csv"], 1, ["missing: b, c", "place, a"]),
        (["run", "small.yaml", "--table", "head.csv"], 1, ["rows under the header"]),
        (["run", "small.yaml", "--table", "one.csv"], 1, ["at least 2"]),
        (["run", "small.yaml", "--table", "gone.csv"], 1, ["gone.csv"]),
        (["run", "log.yaml", "--table", "zero.csv"], 1, ["zero.csv, A, a", "above 0"]),
        (["run", "stage.yaml"], 2, ["--table"]),
        (["run", "stage.yaml", "--table", "stageless.csv"], 1, ["row 3, column s"]),
        (["run", "wrong.yaml", "--table", "small.csv"], 1, ["line 3", "higher, lower"]),
        (["run", "key.yaml", "--table", "small.csv"], 1, ["line 2", "\"weight\" is no key"]),
        (["run", "anchor.yaml"], 1, ["line 1", "anchors"]), (["run", "not.yaml"], 1, ["not YAML"]),
        (["run", "none.yaml"], 1, ["at least one"]),
        (["run", "outside.yaml"], 1, ["line 2", "folder of the recipe"]),
        (["run", "impossible.yaml", "--table", "small.csv"], 1, ["geometric", "minMax"]),
        (["run", "small.yaml", "--table", "small.csv", "--weight", "x=1"], 2, ["weight of x", "a, b, c"]),
        (["run", "small.yaml", "--table", "small.csv", "--weight", "a"], 2, ["id=number"]),
        (["run", "small.yaml", "--table", "small.csv", "--samples", "5"], 2, ["--samples"]),
        (["run", "city-development", "--year", "1900"], 1, ["2023"]),
        (["run", "city-development", "--group", "planet"], 2, ["province, cluster"]),
        (["explain", "Atlantis"], 2, ["Atlantis"]), (["explain", "Jiyuan"], 1, ["for want of"]),
        (["explain", "Baoding", "--against", "Baoding"], 2, ["same place"]),
        (["run", "city-development", "--out", "/nowhere/x.csv"], 2, ["/nowhere"]),
    ]) func whatCannotBeRankedIsRefusedWithTheCure(_ arguments: [String], _ status: Int, _ words: [String]) throws {
        let run = try Program.run(["index"] + arguments, in: try Self.folder())
        #expect(Int(run.status) == status && run.output.isEmpty, "\(arguments): \(run.status) \(run.error)")
        for word in words { #expect(run.error.contains(word), "\(arguments): \(run.error)") }
    }

    @Test func allAlikeShareTheFirstPlace() throws {
        let run = try Program.run(["index", "run", "small.yaml", "--table", "same.csv"], in: try Self.folder())
        #expect(run.status == 0 && run.output.contains("The same everywhere, so that it has no weight"))
    }

    /// What the guides print is what the program prints.
    @Test(arguments: ["why-my-rank", "indices"]) func aGuideShowsWhatItsCallsPrint(_ name: String) throws {
        let guide = try String(
            contentsOfFile: Program.root.appendingPathComponent("Guides/\(name).md").path, encoding: .utf8)
        let blocks = guide.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        var printed: [Substring] = []
        var compared = 0
        for block in blocks {
            let body = block.drop { $0 != "\n" }.dropFirst()
            if body.hasPrefix("hinterland ") {
                let call = body.trimmingCharacters(in: .whitespacesAndNewlines).split(separator: " ").map(String.init)
                printed += try Program.run(Array(call.dropFirst())).output.split(
                    separator: "\n", omittingEmptySubsequences: false)
            } else if block.hasPrefix("text\n") {
                for line in body.split(separator: "\n") where line != "…" {
                    #expect(printed.contains { $0.hasPrefix(line) }, "\(name): \(line)")
                    compared += 1
                }
            }
        }
        #expect(compared > 15)
    }
}

import Foundation
import Testing

/// `hinterland measure` as a person calls it.
@Suite struct MeasureCommandTests {
    /// Small tables, written into a folder of their own.
    static func folder() throws -> String {
        let folder = try Program.temporaryFolder()
        let tables = [
            "income.csv": "place,region,people,y\nA,n,1,10\nB,n,2,20\nC,s,1,\nD,s,3,50\n",
            "long.csv": "place;year;y\nA;2001;1\nA;2002;2\nB;2001;3\nB;2002;3\nC;2001;5\nC;2002;4\n",
            "wide.csv": "name,2001,2002,2003\nA,1,2,3\nB,4,4,5\nC,9,8,7\n",
            "zero.csv": "place,y\nA,0\nB,-1\nC,3\n",
            "huge.csv": "place,y\nA,1e300\nB,1\n",
            "weights.csv": "place,y,w\nA,1,0\nB,2,1\n",
            "twice.csv": "place,y\nA,1\nA,2\n",
            "words.csv": "place,y\nA,one\nB,2\n",
            "head.csv": "place,y\n",
            "one.csv": "place,region,y\nA,n,5\n",
            "same.csv": "place,region,y\nA,n,5\nB,n,5\nC,s,5\n",
            "ring.gal": "3\nA 2\nB C\nB 2\nA C\nC 2\nA B\n",
            "bad.gal": "3\nA 2\nB\nB 1\nA\nC 1\nA\n",
            "else.gal": "3\nX 1\nB\nB 1\nX\nC 1\nB\n",
            "links.csv": "from,to,weight\nA,B,1\nB,A,1\nB,C,.5\nC,B,.5\n",
            "sectors.csv":
                "region,year,industry,jobs\nA,1,x,5\nA,1,y,1\nB,1,x,2\nB,1,y,4\nA,2,x,6\nA,2,y,2\nB,2,x,2\nB,2,y,5\n",
        ]
        for (name, text) in tables { try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8) }
        return folder
    }

    static func result(_ arguments: [String], in folder: String) throws -> Any {
        let run = try Program.run(["measure"] + arguments + ["--format", "json"], in: folder)
        #expect(run.status == 0, "\(arguments): \(run.error)")
        return try #require(try Program.json(run)["result"])
    }

    @Test func keysAreTheFieldsNamesAndGapsAreCounted() throws {
        let folder = try Self.folder()
        let gini = try #require(
            try Self.result(["gini", "--table", "income.csv", "--value", "y"], in: folder) as? [String: Any])
        #expect(
            abs((gini["gini"] as? Double ?? 0) - 1.0 / 3) < 1e-12 && gini["count"] as? Int == 3
                && gini["missing"] as? Int == 1)
        #expect((gini["giniInterval"] as? [String: Any])?["low"] is Double)
        let theil = try #require(
            try Self.result(
                ["theil", "--table", "income.csv", "--value", "y", "--group", "region", "--weight", "people"],
                in: folder)
                as? [String: Any])
        let (total, within, between) = (
            theil["theilT"] as? Double ?? 0, theil["within"] as? Double ?? 0, theil["between"] as? Double ?? 0
        )
        #expect(total > 0 && abs(total - within - between) < 1e-12)
        let dagum = try #require(
            try Self.result(
                ["dagum", "--table", "income.csv", "--value", "y", "--group", "region", "--replications", "0"],
                in: folder)
                as? [String: Any])
        let parts = ["within", "netBetween", "transvariation"].compactMap { dagum[$0] as? Double }
        #expect(
            parts.count == 3 && abs(parts.reduce(0, +) - (dagum["gini"] as? Double ?? 0)) < 1e-12
                && dagum["giniInterval"] == nil)
    }

    @Test func longAndWideTablesGiveTheSameYears() throws {
        let folder = try Self.folder()
        let long = try #require(
            try Self.result(["gini", "--table", "long.csv", "--value", "y", "--year", "year"], in: folder)
                as? [[String: Any]])
        #expect(long.compactMap { $0["year"] as? Int } == [2001, 2002])
        let wide = try #require(
            try Self.result(["gini", "--table", "wide.csv", "--value", "2001-2002"], in: folder) as? [[String: Any]])
        #expect(wide.count == 2 && wide[0]["count"] as? Int == 3)
        #expect(try Self.result(["gini", "--table", "wide.csv", "--value", "200*"], in: folder) is [[String: Any]])
        // Without --value the columns that are years.
        #expect(
            (try Self.result(["sigma", "--table", "wide.csv"], in: folder) as? [String: Any])?["trend"] is [String: Any]
        )
    }

    @Test func neighboursComeFromGALOrATable() throws {
        let folder = try Self.folder()
        for file in ["ring.gal", "links.csv"] {
            let found = try #require(
                try Self.result(
                    [
                        "spatialGini", "--table", "wide.csv", "--value", "2001", "--weights", file, "--permutations",
                        "99",
                    ], in: folder)
                    as? [String: Any])
            let (near, far) = (found["neighbour"] as? Double ?? 0, found["nonNeighbour"] as? Double ?? 0)
            #expect(abs(near + far - (found["gini"] as? Double ?? 0)) < 1e-12)
        }
    }

    @Test func oneRegionAndEqualValuesHaveADefinedAnswer() throws {
        let folder = try Self.folder()
        let one = try #require(
            try Self.result(["gini", "--table", "one.csv", "--value", "y"], in: folder) as? [String: Any])
        #expect(one["gini"] as? Double == 0 && one["normalised"] is NSNull)
        for measure in ["theil", "dagum", "atkinson", "williamson"] {
            let same = try #require(
                try Self.result([measure, "--table", "same.csv", "--value", "y", "--group", "region"], in: folder)
                    as? [String: Any])
            #expect(same.values.compactMap { $0 as? Double }.contains(0), "\(measure)")
        }
    }

    @Test func theSameSeedGivesTheSameBytesOnAnyThreads() throws {
        let folder = try Self.folder()
        let call = [
            "measure", "theil", "--table", "income.csv", "--value", "y", "--group", "region", "--format", "json",
        ]
        let one = try Program.run(call + ["--threads", "1"], in: folder)
        #expect(one.output == (try Program.run(call + ["--threads", "2"], in: folder).output))
        #expect(one.output != (try Program.run(call + ["--seed", "2"], in: folder).output))
    }

    /// Calls that are refused: exit status and words of the one line.
    static let refusals: [([String], Int32, [String])] = [
        (["prosperity"], 2, ["prosperity", "measure list"]),
        (["gini", "--table", "none.csv", "--value", "y"], 1, ["none.csv", "no such file"]),
        (["gini", "--table", "income.csv", "--value", "z"], 1, ["z", "place, region, people, y"]),
        (["gini", "--table", "income.csv"], 1, ["--value"]),
        (["gini", "--table", "head.csv", "--value", "y"], 1, ["head.csv", "rows"]),
        (["gini", "--table", "words.csv", "--value", "y"], 1, ["words.csv", "row 2", "y", "one", "a number"]),
        (["gini", "--table", "twice.csv", "--value", "y"], 1, ["A", "once", "--year"]),
        (["gini", "--table", "zero.csv", "--value", "y"], 1, ["row 3", "B", "-1", "0 or more"]),
        (["theilL", "--table", "zero.csv", "--value", "y"], 1, ["row 2", "A", "above 0"]),
        (["gini", "--table", "huge.csv", "--value", "y"], 1, ["row 2", "1e300", "1e100"]),
        (["gini", "--table", "weights.csv", "--value", "y", "--weight", "w"], 1, ["row 2", "w:", "weight above 0"]),
        (["dagum", "--table", "income.csv", "--value", "y"], 1, ["--group"]),
        (["spatialGini", "--table", "wide.csv", "--value", "2001"], 1, ["--weights"]),
        (
            ["spatialGini", "--table", "wide.csv", "--value", "2001", "--weights", "bad.gal"], 1,
            ["bad.gal", "2 neighbours of A"]
        ),
        (
            ["spatialGini", "--table", "wide.csv", "--value", "2001", "--weights", "else.gal"], 1,
            ["else.gal", "X", "a place of the table"]
        ),
        (["markov", "--table", "wide.csv", "--value", "2001"], 2, ["two years"]),
        (["clubConvergence", "--table", "wide.csv"], 1, ["at least 5"]),
        (["betaConvergence", "--table", "wide.csv", "--value", "2001,2003", "--control", "zz"], 1, ["zz"]),
        (
            ["krugman", "--table", "income.csv", "--sector", "region", "--value", "y", "--id", "nothing"], 1,
            ["nothing"]
        ),
        (
            ["shiftShare", "--table", "sectors.csv", "--sector", "industry", "--value", "jobs", "--id", "region"], 1,
            ["once", "--year"]
        ),
        (
            [
                "shiftShare", "--table", "sectors.csv", "--sector", "industry", "--value", "jobs", "--year", "year",
                "--id", "region",
                "--place", "Z",
            ], 2,
            ["Z", "no such region"]
        ),
        (
            [
                "economicComplexity", "--table", "sectors.csv", "--sector", "industry", "--value", "jobs", "--year",
                "year", "--id",
                "region",
            ], 1, ["at least 3"]
        ),
        (["gini", "--indicator", "gnp"], 2, ["gnp", "gdp"]),
        (["gini", "--year", "1850"], 1, ["1850", "2019"]),
        (["gini", "--group", "planet"], 2, ["planet", "province, cluster or anchor"]),
        (["gini", "--level", "town"], 2, ["town", "prefecture or province"]),
        (["gini", "--value", "y"], 2, ["--indicator"]),
        (["krugman", "--sector", "industry"], 2, ["--sector", "--table"]),
        (["couplingCoordination", "--table", "income.csv"], 2, ["--value a,b"]),
        (["couplingCoordination", "--table", "long.csv", "--value", "y,year"], 1, ["long.csv, row 2", "0 to 1"]),
        (
            ["couplingCoordination", "--table", "income.csv", "--value", "y,people"], 1,
            ["row 4", "number in every row"]
        ),
        (["geodetector", "--table", "weights.csv", "--value", "y"], 2, ["--factor"]),
        (["geodetector", "--table", "same.csv", "--value", "y", "--factor", "region"], 1, ["alike"]),
        (["geodetector", "--table", "long.csv", "--value", "y", "--factor", "none"], 1, ["none", "place, year, y"]),
        (["slacksBased", "--table", "zero.csv", "--value", "y"], 2, ["--outputs"]),
        (
            ["slacksBased", "--table", "weights.csv", "--value", "w", "--outputs", "y"], 1,
            ["weights.csv, row 2", "above 0"]
        ),
        (["slacksBased", "--table", "weights.csv", "--value", "y", "--outputs", "y"], 2, ["y is named twice"]),
        (["gini", "--factor", "a"], 2, ["--factor"]), (["geodetector"], 2, ["--table"]),
        (["gini", "--table", "income.csv", "--indicator", "gdp"], 2, ["--indicator"]),
        (["gini", "--replications", "5"], 2, ["--replications"]),
        (["betaConvergence"], 1, ["another edition", "real_gdp"]),
        (["betaConvergence", "--level", "province", "--year", "2010-2023"], 1, ["another edition", "2023"]),
        (["markov"], 1, ["real_gdp"]),
        (["economicComplexity"], 2, ["three broad sectors", "--table"]),
        (["cityFlow"], 2, ["--table"]),
        (["breakingPoint", "--place", "Wuhan"], 2, ["two places"]),
        (["gini", "--picture", "x.svg"], 2, ["no picture", "--picture"]),
    ]

    @Test(arguments: 0..<refusals.count) func aWrongCallIsOneLineWithTheCure(_ index: Int) throws {
        let (arguments, status, words) = Self.refusals[index]
        let run = try Program.run(["measure"] + arguments, in: try Self.folder())
        #expect(run.status == status && run.output.isEmpty, "\(arguments): \(run.status) \(run.error)")
        #expect(run.error.split(separator: "\n").count == 1)
        for word in words { #expect(run.error.contains(word), "\(arguments): \(run.error) lacks \(word)") }
    }

    static let names: [String] = {
        let run = try? Program.run(["measure", "list", "--format", "csv"])
        return (run?.output.split(separator: "\n").dropFirst() ?? []).compactMap {
            $0.split(separator: ",").first.map(String.init)
        }
    }()

    @Test func everyMeasureIsDescribedInBothLanguages() throws {
        #expect(Self.names.count == 36)
        let list =
            try Program.json(try Program.run(["measure", "list", "--format", "json"]))["result"] as? [[String: Any]]
        for measure in try #require(list) {
            for key in ["name", "summary", "family"] {
                let texts = try #require(measure[key] as? [String: String])
                #expect(
                    texts["en"]?.isEmpty == false && texts["zh"]?.unicodeScalars.contains { $0.value > 0x2E80 } == true,
                    "\(measure)")
            }
        }
        #expect(try Program.run(["measure", "list", "--language", "zh"]).output.contains("基尼系数"))
    }

    /// Each measure has a page, and its example prints what stands there.
    @Test(arguments: names) func aGuidesExamplePrintsWhatItShows(_ name: String) throws {
        let guide = try String(
            contentsOfFile: Program.root.appendingPathComponent("Guides/measures/\(name).md").path, encoding: .utf8)
        let blocks = guide.components(separatedBy: "```")
        try #require(blocks.count == 5, "\(name): a call and what it prints")
        let call = blocks[1].trimmingCharacters(in: .whitespacesAndNewlines).replacingOccurrences(of: "'", with: "")
            .split(separator: " ")
            .map(String.init)
        #expect(call.prefix(3) == ["hinterland", "measure", name])
        let run = try Program.run(Array(call.dropFirst()), in: Program.root.path)
        #expect(run.status == 0, "\(run.error)")
        let printed = run.output.split(separator: "\n", omittingEmptySubsequences: false)
        let shown = blocks[3].split(separator: "\n").dropFirst().filter { $0 != "…" }
        #expect(shown.count > 2)
        for line in shown { #expect(printed.contains { $0.hasPrefix(line) }, "\(name): \(line)") }
    }

    @Test(arguments: ["en", "zh"]) func theAtlasIsMeasuredInBothLanguages(_ language: String) throws {
        for call in [
            ["dagum", "--group", "cluster", "--year", "2019-2023"], ["deviationEllipse", "--indicator", "gdp"],
            ["kernelRidges", "--year", "2019-2023"],
        ] {
            let folder = try Program.temporaryFolder()
            let run = try Program.run(["measure"] + call + ["--language", language])
            #expect(run.status == 0 && run.output.contains("2019"), "\(run.error)")
            let drawn = try Program.run(["measure"] + call + ["--language", language, "--picture", "\(folder)/p.svg"])
            #expect(drawn.status == 0, "\(drawn.error)")
            let svg = try String(contentsOfFile: "\(folder)/p.svg", encoding: .utf8)
            #expect(svg.hasPrefix("<svg") && svg.contains("2023"))
            #expect(svg.components(separatedBy: "<").count == svg.components(separatedBy: ">").count)
        }
    }

    /// A city whose figures changed edition between two years is not said to have grown by it.
    @Test func realGrowthIsChained() throws {
        let run = try Program.json(
            try Program.run([
                "measure", "betaConvergence", "--indicator", "real_gdp", "--year", "2019-2023", "--format", "json",
            ]))
        let result = try #require(run["result"] as? [String: Any])
        #expect(result["years"] as? Int == 4 && (result["count"] as? Int ?? 0) > 280)
        #expect("\(run["notes"] ?? "")".contains("published real growth"))
    }
}

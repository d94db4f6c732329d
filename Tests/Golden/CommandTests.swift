import Foundation
import Testing

@Suite struct CommandTests {
    /// Calls that answer, and what the answer holds.
    static let answers: [([String], [String])] = [
        (["--help"], ["OVERVIEW", "scenario run", "exit status is 2", "atlas describe", "model diagnose"]),
        ([], ["OVERVIEW"]),
        (["--version"], ["0.1.0"]),
        (["scenario", "run", "--help"], ["--reading", "peopleStay"]),
        (["atlas", "describe"], ["336", "583", "88", "road times are modelled", "Missing for 2023", "SHA-256"]),
        (["atlas", "describe", "--language", "zh"], ["指标", "城市群", "缺失"]),
        (["atlas", "check"], ["is sound"]),
        (
            ["atlas", "sources", "--indicator", "gdp", "--region", "Ankang"],
            ["610900", "1,217", "100 million yuan", "rounded by yearbook", "P_Y", "China City Statistical Yearbook"]
        ),
        (
            ["atlas", "sources", "--indicator", "resident_population", "--region", "460300"],
            ["missing in the atlas, not zero"]
        ),
        (
            ["atlas", "sources", "--region", "安康", "--format", "csv"],
            ["indicator,code,region,year", "registered_population,610900"]
        ),
        (["atlas", "regions", "xiong"], ["XIONGAN", "雄安新区"]),
        (["cluster", "list"], ["CL19", "Theil", "within", "transvariation"]),
        (["cluster", "show", "CL05"], ["without figures: Xiantao", "Wuhan", "anchor", "official plan"]),
        (["cluster", "compare"], ["6 of 6", "in 4", "10.38 trillion", "13 units"]),
        (["network", "times", "--from", "Xi'an", "--to", "610900"], ["Ankang", "K4", "3.2"]),
        (
            ["network", "times", "--from", "XIONGAN", "--carve", "XIONGAN", "--to", "110000"],
            ["Beijing", "0.48", "1.81"]
        ),
        (["network", "links", "--from", "Ankang"], ["rail", "road", "Shangluo"]),
        (["model", "calibrate"], ["0.7820", "held out", "Guangdong", "tradeElasticity", "doi:10.1257/aer.20150811"]),
        (["model", "diagnose"], ["Guangdong", "rank correlation", "starts"]),
        (["scenario", "examples"], ["xian-ankang-chongqing", "migration-cost"]),
    ]

    @Test(arguments: 0..<answers.count) func aCallAnswers(_ index: Int) throws {
        let (arguments, parts) = Self.answers[index]
        let run = try Program.run(arguments)
        #expect(run.status == 0 && run.error.isEmpty, "\(arguments): \(run.error)")
        for part in parts { #expect(run.output.contains(part), "\(arguments) lacks \(part)") }
    }

    /// Calls that are refused: exit status, and one line that holds these words.
    static let refusals: [([String], Int32, [String])] = [
        (["fly"], 2, ["fly"]),
        (["atlas", "fly"], 2, ["fly"]),
        (["scenario", "run"], 2, ["file"]),
        (["scenario", "run", "a.yaml", "--format", "xml"], 2, ["format", "xml"]),
        (["scenario", "run", "a.yaml", "--reading", "none"], 2, ["reading", "none"]),
        (["scenario", "run", "a.yaml", "--seed", "-1"], 2, ["seed"]),
        (["scenario", "run", "a.yaml", "--draws", "-3"], 2, ["draws"]),
        (["scenario", "run", "a.yaml", "--threads", "0"], 2, ["threads", "1 to 1024"]),
        (["cluster", "list", "--year", "20"], 2, ["--year", "1900 to 2100"]),
        (["cluster", "list", "--year", "soon"], 2, ["year"]),
        (["cluster", "show", "CL99"], 2, ["CL99", "CL01"]),
        (["atlas", "sources", "--indicator", "gnp"], 2, ["gnp", "gdp"]),
        (["atlas", "sources", "--region", "Atlantis"], 2, ["Atlantis", "a code or a name"]),
        (["network", "times", "--from", "Nowhere"], 2, ["Nowhere"]),
        (["report", "xian-ankang-chongqing"], 2, ["--out"]),
        (["report", "xian-ankang-chongqing", "--out", "/nowhere/at/all.html"], 2, ["/nowhere/at", "does not exist"]),
        (["cluster", "list", "--out", "/"], 2, ["folder"]),
        (["scenario", "run", "nothing.yaml"], 1, ["nothing.yaml", "scenario examples"]),
        (["scenario", "run", "/"], 1, ["no such scenario file"]),
        (["atlas", "describe", "--atlas", "mars"], 1, ["mars", "HINTERLAND_ATLASES"]),
        (["atlas", "describe", "--atlas", "/nowhere"], 1, ["/nowhere", "datapackage.json"]),
        (["scenario", "run", "xian-ankang-chongqing", "--year", "1950"], 1, ["1950", "2023"]),
        (["cluster", "list", "--year", "1950"], 1, ["1950"]),
        (["network", "times", "--from", "XIONGAN"], 1, ["XIONGAN", "--carve"]),
        (["network", "times", "--from", "810000"], 1, ["Hong Kong"]),
    ]

    @Test(arguments: 0..<refusals.count) func aBadCallIsRefusedInOneLine(_ index: Int) throws {
        let (arguments, status, parts) = Self.refusals[index]
        let run = try Program.run(arguments)
        #expect(run.status == status, "\(arguments): \(run.status) \(run.error)")
        #expect(run.output.isEmpty)
        #expect(run.error.hasPrefix("hinterland: ") && run.error.filter(\.isNewline).count == 1, "\(run.error)")
        for part in parts { #expect(run.error.contains(part), "\(arguments): \(run.error)") }
    }

    @Test("an output that cannot be written ends the call in one line")
    func fullDisk() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = ["claims"]
        process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
        let error = Pipe()
        process.standardError = error
        try process.run()
        let told = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 2 && told.hasPrefix("hinterland: ") && told.filter(\.isNewline).count == 1)
    }

    /// The same question from a scenario file that is wrong in some line.
    @Test func aBadScenarioNamesFileAndLine() throws {
        let folder = try Program.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let text =
            """
            name: x\nchanges:\n  - productivity: {places: [110000], factor: 1.1}\n  - jobs: {from: 110000, to: \
            999999, number: 5}\n
            """
        try text.write(toFile: "\(folder)/bad.yaml", atomically: true, encoding: .utf8)
        let run = try Program.run(["scenario", "run", "bad.yaml"], in: folder)
        #expect(
            run.status == 1 && run.error.contains("bad.yaml, line 4: no region 999999")
                && run.error.filter(\.isNewline).count == 1)
        try "\u{FEFF}name: x\r\nchanges: []\r\n".write(
            toFile: "\(folder)/windows.yaml", atomically: true, encoding: .utf8)
        #expect(
            try Program.run(["scenario", "run", "windows.yaml"], in: folder).output.contains("Nothing changes anywhere")
        )
        try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: "\(folder)/bytes.yaml"))
        let bytes = try Program.run(["scenario", "run", "bytes.yaml"], in: folder)
        #expect(bytes.status == 1 && bytes.error.contains("UTF-16"))
    }

    @Test func theProgramFindsItsAtlasThroughALinkFromAnyFolder() throws {
        let folder = try Program.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createSymbolicLink(atPath: "\(folder)/h", withDestinationPath: Program.path)
        let run = try Program.run(["atlas", "check"], in: folder, program: "\(folder)/h")
        #expect(run.status == 0 && run.output.contains("is sound"))
    }

    @Test func aServerThatIsNotThereIsNamedWithTheCure() throws {
        let named = try Program.run(["serve"], environment: ["HINTERLAND_SERVER": "/none/hinterland-server"])
        #expect(
            named.status == 1 && named.error.contains("/none/hinterland-server")
                && named.error.split(separator: "\n").count == 1)
        let refused = try Program.run(["serve", "--port", "70000"])
        #expect(refused.status == 2 && refused.error.contains("expected 0 to 65535"))
    }

    @Test func anAtlasIsFoundByEnvironmentAndByFolder() throws {
        let atlases = Program.root.appendingPathComponent("Atlases").path
        #expect(
            try Program.run(["atlas", "check"], environment: ["HINTERLAND_ATLASES": "/nowhere:\(atlases)"]).status == 0)
        #expect(try Program.run(["atlas", "check", "--atlas", "\(atlases)/china"]).status == 0)
        #expect(try Program.run(["atlas", "check", "--atlas", "./china"], in: atlases).status == 0)
    }

    @Test func aBrokenAtlasIsCheckedAndRefused() throws {
        let folder = try Program.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.copyItem(
            atPath: Program.root.appendingPathComponent("Atlases/china").path, toPath: "\(folder)/china")
        let zones = "\(folder)/china/zones.csv"
        try (String(contentsOfFile: zones, encoding: .utf8) + "x\n").write(
            toFile: zones, atomically: true, encoding: .utf8)
        let check = try Program.run(["atlas", "check", "--atlas", "\(folder)/china"])
        #expect(check.status == 1 && check.output.contains("zones.csv") && check.error.contains("refused"))
        let used = try Program.run(["cluster", "list", "--atlas", "\(folder)/china"])
        #expect(used.status == 1 && used.output.isEmpty && used.error.contains("zones.csv"))
    }
}

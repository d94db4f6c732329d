import Foundation
import Testing

/// Refusals in Chinese hold no English sentence: names of files, keys and codes stand as they are.
@Suite("Refusals in Chinese") struct ChineseRefusalTests {
    static let scenarios: [(String, String)] = [
        ("unknown place", "  - jobs: {from: 999999, to: 610900, number: 5}"),
        ("several of a name", "  - jobs: {from: Suzhou, to: 610900, number: 5}"),
        ("a county", "  - jobs: {from: 义乌, to: 610900, number: 5}"),
        ("unknown kind", "  - miracle: {places: [610900]}"),
        ("unknown key", "  - housing: {places: [610900], factr: 1.2}"),
        ("missing key", "  - housing: {places: [610900]}"),
        ("out of range", "  - housing: {places: [610900], factor: 900}"),
        ("no number", "  - housing: {places: [610900], factor: many}"),
        ("too many people", "  - jobs: {from: 610900, to: 110000, number: 2000000}"),
        ("too much money", "  - transfer: {from: 610900, to: 110000, amount: 9e12}"),
        ("no line", "  - removeLink: {from: 610900, to: 110000, mode: rail}"),
        ("no carved place", "  - housing: {places: [XIONGAN], factor: 1.2}"),
    ]

    @Test("of a scenario", arguments: 0..<scenarios.count)
    func scenario(_ index: Int) throws {
        let folder = try Program.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try "name: 测试\nchanges:\n\(Self.scenarios[index].1)\n".write(
            toFile: "\(folder)/s.yaml", atomically: true, encoding: .utf8)
        let run = try Program.run(["scenario", "run", "s.yaml", "--language", "zh"], in: folder)
        #expect(run.status != 0)
        expectChinese(run.error)
    }

    @Test(
        "of a table",
        arguments: [
            "name,x\nA,1\nB\n", "name,x\nA,1\nB,many\n", "name,x\n", "name,name\nA,1\n", "p,x\nA,\"5,125\"\nB,900\n",
            "name,x\nA,\"1\n",
        ])
    func table(_ text: String) throws {
        let folder = try Program.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try text.write(toFile: "\(folder)/t.csv", atomically: true, encoding: .utf8)
        let run = try Program.run(
            ["measure", "gini", "--table", "t.csv", "--value", "x", "--language", "zh"], in: folder)
        #expect(run.status != 0)
        expectChinese(run.error)
    }

    @Test(
        "of other questions",
        arguments: [
            ["map", "nothing"], ["map", "gdp", "--year", "1950"], ["map", "gdp", "--within", "CL99"],
            ["map", "gdp", "--classes", "99"], ["network", "times", "--from", "Suzhou"],
            ["network", "times", "--from", "Guangdong"], ["network", "times", "--from", "XIONGAN"],
            ["scenario", "run", "nothing.yaml"], ["index", "run", "nothing"],
            ["index", "explain", "Atlantis"], ["model", "links", "--objective", "level", "--cluster", "CL99"],
        ])
    func other(_ arguments: [String]) throws {
        let run = try Program.run(arguments + ["--language", "zh"])
        #expect(run.status != 0)
        expectChinese(run.error)
    }

    /// No four English words follow one another; names of settings, with commas between them, are no sentence.
    private func expectChinese(_ text: String) {
        #expect(text.unicodeScalars.contains { $0.value > 0x2E80 }, "\(text)")
        #expect(text.firstMatch(of: /[a-z]{2,} [a-z]{2,} [a-z]{2,} [a-z]{2,}/) == nil, "\(text)")
    }
}

import ArgumentParser
import Foundation
import HinterlandCommand
import Testing
import Toys

/// The command of a new measure: its help, its options and its refusals follow from what it says of itself.
@Suite struct ToyMeasureCommandTests {
    /// The program with one measure more.
    struct Program: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "measure", subcommands: [MeasureCall<ToyRange>.self])
    }

    static func answer(_ options: [String]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (table, out) = (
            folder.path + "/toy.csv", folder.path + (options.contains("--format") ? "/out" : "/out.txt")
        )
        try Data("place,y\nA,1\nB,3\nC,9\n".utf8).write(to: URL(fileURLWithPath: table))
        var command = try Program.parseAsRoot(["toyRange", "--table", table, "--value", "y", "--out", out] + options)
        try command.run()
        return try String(contentsOfFile: out, encoding: .utf8)
    }

    @Test func itsHelpNamesItsSlotsAndSettings() {
        let help = Program.helpMessage(for: MeasureCall<ToyRange>.self)
        for words in ["toyRange", "Toy range", "玩具极差", "--value", "--shift", "Added to both", "--format", "--seed"] {
            #expect(help.contains(words), "\(words)")
        }
        #expect(!help.contains("--bandwidth"))
    }

    @Test func itIsParsedAnsweredAndRepeatsItsInputs() throws {
        let answer = try JSONSerialization.jsonObject(
            with: Data(try Self.answer(["--shift", "2", "--format", "json"]).utf8))
        let fields = try #require(answer as? [String: Any])
        let inputs = try #require(fields["inputs"] as? [String: Any])
        let result = try #require(fields["result"] as? [String: Any])
        #expect(result["ratio"] as? Double == 11.0 / 3)
        #expect(inputs["measure"] as? String == "toyRange" && inputs["shift"] as? Double == 2)
        #expect(inputs["value"] as? String == "y")
        #expect(try Self.answer(["--language", "zh"]).contains("比值"))
        #expect(try Self.answer(["--format", "csv"]).contains("ratio"))
    }

    @Test(arguments: [
        (["--shift", "11"], "0 to 10"), (["--shift", "x"], "0 to 10"), (["--bandwidth", "1"], "bandwidth"),
    ])
    func whatItDoesNotTakeIsRefused(options: [String], words: String) {
        let error = #expect(throws: (any Error).self) { _ = try Self.answer(options) }
        #expect(error.map { Program.fullMessage(for: $0) + "\($0)" }?.contains(words) == true)
    }
}

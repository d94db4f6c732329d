import ArgumentParser
import Atlas
import Foundation
import Reports
import Scenarios
import Workbench

extension Output.Format: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

/// What every call takes.
struct CommonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Name of a bundled atlas, or the folder of one.", valueName: "name|dir"))
    var atlas = "china"

    @Option(help: "Year of the figures; the atlas's own year if left out.")
    var year: Int?

    @Option(help: ArgumentHelp("table, csv or json.", valueName: "format"))
    var format: Output.Format = .table

    @Option(help: ArgumentHelp("Write to this file instead of the screen; written whole or not at all.", valueName: "file"))
    var out: String?

    @Option(help: "Seed of everything random; the same seed gives the same bits.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("en or zh.", valueName: "language"))
    var language: Language = .english

    func validate() throws {
        if let year, !(1900...2100).contains(year) { throw ValidationError("--year is \(year): expected 1900 to 2100") }
    }

    func open() throws -> Workbench {
        if let out { try checkWritable(out) }
        return try Workbench(atlas: atlas)
    }

    func write(_ output: Output) throws {
        try write(try output.text(format))
    }

    /// Writes what comes in pieces: to the screen as they come, to a file whole or not at all.
    func writePieces(_ body: ((String) throws(WorkbenchError) -> Void) throws(WorkbenchError) -> Void) throws {
        guard let out else { return try body { FileHandle.standardOutput.write(Data($0.utf8)) } }
        try checkWritable(out)
        var text = ""
        try body { text += $0 }
        try writeFile(text, to: out)
    }

    func write(_ text: String) throws {
        guard let out else {
            FileHandle.standardOutput.write(Data(text.utf8))
            return
        }
        try writeFile(text, to: out)
    }
}

/// A network of the user's own.
struct OwnNetworkOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Table of links: from,to,hours[,mode,opened,closed,oneway].", valueName: "file"))
    var links: String?

    @Option(help: ArgumentHelp("Table of places: id[,name,longitude,latitude].", valueName: "file"))
    var nodes: String?

    @Option(help: ArgumentHelp("Only links open on this day, as 2020-12-27.", valueName: "day"))
    var day: String?

    func validate() throws {
        if let day, Day(day) == nil { throw ValidationError("--day is \(day.prefix(40)): expected a day as 2020-12-27") }
        if links == nil && (nodes != nil || day != nil) { throw ValidationError("--nodes and --day go with --links") }
    }

    /// Nil without a table of links.
    func network() throws -> OwnNetwork? { try links.map { try OwnNetwork(links: $0, nodes: nodes, day: day.flatMap { Day($0) }) } }
}

/// Parameters other than the standard ones.
struct ParameterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A parameter, as `--set observedTrade=1`; may be given again.", valueName: "name=value"))
    var set: [String] = []

    func parameters() throws -> StudyParameters {
        var parameters = StudyParameters()
        for entry in set {
            let parts = entry.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, let parameter = StudyParameter(rawValue: parts[0]), let value = Double(parts[1]) else {
                throw ValidationError(
                    "--set \(entry.prefix(60)): expected NAME=NUMBER with a name of `hinterland model calibrate`, such as tradeElasticity=5"
                )
            }
            do { try parameters.set(parameter, to: value) } catch { throw ValidationError("--set \(entry.prefix(60)): \(error)") }
        }
        return parameters
    }
}

/// How intervals are drawn.
struct DrawOptionsGroup: ParsableArguments {
    @Option(help: "Draws that the intervals rest on; 0 gives point answers only. From 1,000 on their own error is not printed.")
    var draws = 200

    @Option(help: "Threads for the draws; one for each processor if left out. The answer does not depend on it.")
    var threads: Int?

    func validate() throws {
        if draws != 0 && !(10...20_000).contains(draws) { throw ValidationError("--draws is \(draws): expected 0, or 10 to 20000") }
        if let threads, !(1...1_024).contains(threads) { throw ValidationError("--threads is \(threads): expected 1 to 1024") }
    }

    /// Runs a scenario with progress and the time that remains, where a person watches.
    func run(_ workbench: Workbench, _ scenario: String, _ common: CommonOptions) throws -> ScenarioRun {
        let (total, begun) = (draws, Date())
        return try workbench.run(
            scenario: scenario, year: common.year, seed: common.seed, draws: draws, threads: threads, progress: showProgress,
            drawn: { done in
                guard done % max(1, total / 100) == 0 else { return }
                let left = Date().timeIntervalSince(begun) / Double(done) * Double(total - done)
                showProgress("draw \(done) of \(total), about \(Int(left.rounded(.up))) s left")
            })
    }
}

/// Says on the error stream what is being done, where a person watches.
func showProgress(_ step: String) {
    if isatty(2) == 1 { FileHandle.standardError.write(Data("\r\u{1B}[K\(step) …".utf8)) }
}

func clearProgress() {
    if isatty(2) == 1 { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
}

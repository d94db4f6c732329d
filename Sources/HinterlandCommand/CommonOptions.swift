import ArgumentParser
import Asking
import AtlasQuestions
import Atlases
import Formats
import Foundation
import NetworkAnswers
import Reports
import ScenarioAnswers
import Scenarios
import Synchronization
import Workbenches

/// What every call takes.
struct CommonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Name of a bundled atlas, or the folder of one.", valueName: "name|dir"))
    var atlas = bundledAtlas

    @Option(help: "Year of the figures; the atlas's own year if left out.")
    var year: Int?

    @OptionGroup var output: OutputOptions

    @Option(help: "Seed of everything random; the same seed gives the same bits.")
    var seed: UInt64 = 1

    var out: String? { output.out }
    var language: Language { output.language }

    func validate() throws {
        if let year, !(1900...2100).contains(year) { throw ValidationError("--year is \(year): expected 1900 to 2100") }
        // An answer names its seed as a number: one that it could not write would not give the same bits again.
        if seed > 1 << 53 { throw ValidationError("--seed is \(seed): expected 0 to \(1 << 53)") }
    }

    func open() throws -> Workbench {
        if let out { try checkWritable(out) }
        return try Workbench(atlas: atlas)
    }

    /// Asks the atlas and writes what it answers.
    func ask(_ question: some AtlasQuestion) throws { try write(open().ask(question)) }

    /// - Parameter shapes: of places that are not the atlas's.
    func write(_ record: Record, shapes: PlaceShapes? = nil) throws {
        try output.write(record, shapes: shapes ?? .atlas(atlas))
    }

    func write(_ text: String) throws { try output.write(text) }
}

/// Reads a network of the user's own, with progress where a person watches; nil where none is given.
func ownNetwork(_ files: QuestionOptions<OwnNetworkFiles>, valueOfTime: Double? = nil) throws -> OwnNetwork? {
    let files = try files.question()
    if !files.isGiven { return nil }
    defer { clearProgress() }
    let clock = RemainingTime()
    return try OwnNetwork(files, valueOfTime: valueOfTime) { clock.show($0, Int(100 * $1), of: 100) }
}

/// Parameters other than the standard ones.
struct ParameterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A parameter, as `--set observedTrade=1`; may be given again.", valueName: "name=value"))
    var set: [String] = []

    func parameters() throws -> StudyParameters {
        var parameters = StudyParameters()
        for entry in set {
            let parts = entry.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, let parameter = StudyParameter(rawValue: parts[0]), let value = Double(parts[1])
            else {
                throw ValidationError(
                    """
                    --set \(entry.prefix(60)): expected NAME=NUMBER with a name of `hinterland model calibrate`, \
                    such as tradeElasticity=5
                    """
                )
            }
            do { try parameters.set(parameter, to: value) } catch {
                throw ValidationError("--set \(entry.prefix(60)): \(error)")
            }
        }
        return parameters
    }
}

/// How intervals are drawn.
struct DrawOptionsGroup: ParsableArguments {
    @OptionGroup var settings: QuestionOptions<DrawSettings>
    @OptionGroup var threads: ThreadOptions

    /// Runs a scenario with progress and the time that remains, where a person watches.
    func run(_ workbench: Workbench, _ scenario: String, _ common: CommonOptions) throws -> ScenarioRun {
        let (draws, clock) = (try settings.question().draws, RemainingTime())
        return try workbench.run(
            scenario: scenario, year: common.year, seed: common.seed, draws: draws, threads: threads.threads,
            progress: showProgress, drawn: { clock.show("draws", $0, of: draws) })
    }
}

/// On how many threads; for work whose answer does not depend on it.
struct ThreadOptions: ParsableArguments {
    @Option(help: "Threads; one for each processor if left out. The answer does not depend on it.")
    var threads: Int?

    func validate() throws {
        if let threads, !(1...1_024).contains(threads) {
            throw ValidationError("--threads is \(threads): expected 1 to 1024")
        }
    }
}

/// Says on the error stream what is being done, where a person watches.
func showProgress(_ step: String) {
    if isatty(2) == 1 { write("\r\u{1B}[K\(step) …", to: 2) }
}

/// Progress with the time that remains, from two seconds on and ten times a second at most.
final class RemainingTime: Sendable {
    private struct State {
        var task = ""
        var begun = Date()
        var shown = Date.distantPast
    }

    private let state = Mutex(State())

    func show(_ what: String, _ done: Int, of total: Int) {
        state.withLock { state in
            let now = Date()
            if what != state.task { (state.task, state.begun) = (what, now) }
            let spent = now.timeIntervalSince(state.begun)
            if spent < 2 || done == 0 || now.timeIntervalSince(state.shown) < 0.1 { return }
            state.shown = now
            let left = spent / Double(done) * Double(total - done)
            showProgress("\(what) \(done) of \(total), about \(Int(left.rounded(.up))) s left")
        }
    }
}

func clearProgress() {
    if isatty(2) == 1 { write("\r\u{1B}[K", to: 2) }
}

import ArgumentParser
import Asking
import ChinaDocuments
import Formats
import Foundation
import Reports
import ScenarioAnswers
import Scenarios
import Transport
import Wording
import Workbenches

struct ModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "The model itself.", subcommands: [Calibrate.self, Diagnose.self, Links.self])

    struct Calibrate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What was calibrated, what was held out, and every parameter with its source.")
        @OptionGroup var set: ParameterOptions
        @OptionGroup var common: CommonOptions

        func run() throws {
            let workbench = try common.open()
            try common.write(
                workbench.calibrate(year: workbench.year(common.year), parameters: set.parameters()))
        }
    }
}

extension ModelCommand {
    struct Diagnose: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                """
                Starting points, and moments that were not calibrated: own shares, provincial trade, people from \
                other provinces.
                """,
            discussion: """
                hinterland model diagnose
                hinterland model diagnose --whole
                hinterland model diagnose --set observedTrade=1
                """)
        @Flag(help: "The whole model: what it makes of sectors and of the rest of the world.") var whole = false
        @OptionGroup var set: ParameterOptions
        @OptionGroup var common: CommonOptions

        func run() throws {
            let workbench = try common.open()
            let year = workbench.year(common.year)
            if whole {
                try common.write(
                    workbench.diagnoseWhole(year: year, parameters: set.parameters()))
            } else {
                try common.write(
                    workbench.diagnose(
                        year: year, seed: common.seed, parameters: set.parameters()))
            }
        }
    }
}

extension ModelCommand {
    struct Links: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                """
                Which railway is worth building: every pair of cities, the existing lines or the planned ones, \
                ranked.
                """,
            discussion: """
                hinterland model links --objective level --cluster \(ChinaExamples.cluster) --top 20
                hinterland model links --candidates planned --objective level --cluster \(ChinaExamples.cluster)
                hinterland model links --objective income --place Ankang --maximum-km 300
                """)
        @OptionGroup var asked: QuestionOptions<LinkQuestion>
        @OptionGroup var threads: ThreadOptions
        @OptionGroup var common: CommonOptions

        func run() throws {
            let workbench = try common.open()
            var question = try asked.question()
            (question.year, question.seed, question.threads) = (common.year, Int(common.seed), threads.threads)
            defer { clearProgress() }
            let clock = RemainingTime()
            let run = try question.answer(on: workbench.atlas) { what, done, of in
                if of == 0 { showProgress(what) } else { clock.show(what, done, of: of) }
            }
            clearProgress()
            try common.write(run.record)
        }
    }
}

extension Reading: ExpressibleByArgument {}

struct ScenarioCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenario", abstract: "Ask a question.", subcommands: [Run.self, Compare.self, Examples.self])

    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What would these changes do to every city?")
        @Argument(help: "A YAML file, or the name of an example.") var file: String
        @Option(
            help: ArgumentHelp(
                "peopleStay, peopleMove (the headline) or movingGetsEasier: what result.places holds.",
                valueName: "reading")
        )
        var reading: Reading = .peopleMove
        @OptionGroup var drawing: DrawOptionsGroup
        @OptionGroup var common: CommonOptions

        func run() throws {
            let workbench = try common.open()
            defer { clearProgress() }
            let run = try drawing.run(workbench, file, common)
            clearProgress()
            try common.write(run.record(reading, common.language))
        }
    }

    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Scenarios side by side, with intervals of their differences under the same draws.",
            discussion: "  hinterland scenario compare xian-ankang-chongqing mine.yaml --draws 400")
        @Argument(help: "YAML files or names of examples; the others are compared with the first.")
        var files: [String]
        @Option(help: ArgumentHelp("peopleStay, peopleMove (the headline) or movingGetsEasier.", valueName: "reading"))
        var reading: Reading = .peopleMove
        @OptionGroup var drawing: DrawOptionsGroup
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if files.count < 2 { throw ValidationError("compare: name two scenarios or more") }
        }

        func run() throws {
            let workbench = try common.open()
            defer { clearProgress() }
            let runs = try files.map { try drawing.run(workbench, $0, common) }
            clearProgress()
            try common.write(ScenarioComparison(runs, reading).record)
        }
    }

    struct Examples: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The questions that come with the atlas.")
        @OptionGroup var common: CommonOptions

        func run() throws { try common.write(common.open().examples()) }
    }
}

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract:
            """
            One self-contained page about a scenario, as HTML, PDF or DOCX: maps, winners and losers, clusters, \
            method, \
            assumptions, every source.
            """
    )
    @Argument(help: "A YAML file, or the name of an example.") var scenario: String
    @OptionGroup var drawing: DrawOptionsGroup
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if common.out == nil { throw ValidationError("a report is a page: give it a name with --out report.html") }
        _ = try common.output.chosen(among: Self.formats)
    }

    private static let formats: [Format] = [.html, .pdf, .docx]

    func run() throws {
        let workbench = try common.open()
        defer { clearProgress() }
        let run = try drawing.run(workbench, scenario, common)
        let page = try workbench.report(run, scenario: scenario, language: common.language)
        let format = try common.output.chosen(among: Self.formats)
        if let out = common.out { try writePage(page, format, to: out, common.language) }
    }
}

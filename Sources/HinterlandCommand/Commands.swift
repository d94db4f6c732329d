import ArgumentParser
import Asking
import Formats
import Foundation
import Reports
import ScenarioAnswers
import Scenarios
import Transport
import Wording
import Workbench

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
                hinterland model links --objective level --cluster CL04 --top 20
                hinterland model links --planned --objective level --cluster CL04
                hinterland model links --objective income --place Ankang --max-km 300
                """)
        @Option(help: "welfare, realGDP, income (with --place), level or gap (with --cluster), or theil.")
        var objective: LinkAim = .welfare
        @Option(help: "Cluster by id or name: its smaller cities are the ones that count.") var cluster: String?
        @Option(help: "Place by code or name.") var place: String?
        @Option(help: "How many are solved exactly and shown.") var top = 10
        @Option(help: "Pairs at most so far apart, great circle.") var maxKm = 500.0
        @Option(help: "Design speed of a new railway, km/h.") var speed = 350.0
        @Option(help: "Million yuan a kilometre, where you have a figure; the atlas's own for planned lines.")
        var costPerKm: Double?
        @Flag(help: "Rank the lines that the atlas lists as planned or under construction.") var planned = false
        @Flag(help: "Rank the railways that are there, made faster.") var existing = false
        @Option(help: "With --existing: per cent of its hours that a line saves.") var faster = 10.0
        @Option(help: "peopleStay, peopleMove (the headline) or movingGetsEasier.") var reading: Reading = .peopleMove
        @Option(help: "shortestPath, or routing: trade over every route (Allen & Arkolakis 2022).") var kernel:
            LinkKernel = .shortestPath
        @Option(help: "Draws that the intervals rest on; 0 leaves them out.") var draws = 100
        @Option(help: "Threads; one for each processor if left out. The answer does not depend on it.") var threads:
            Int?
        @OptionGroup var common: CommonOptions

        func validate() throws {
            func expect(_ name: String, _ value: Double, _ range: ClosedRange<Double>) throws {
                if !range.contains(value) {
                    let (low, high) = (plainNumber(range.lowerBound), plainNumber(range.upperBound))
                    throw ValidationError("--\(name) is \(plainNumber(value)): expected \(low) to \(high)")
                }
            }
            try expect("max-km", maxKm, 1...5_000)
            try expect("speed", speed, 20...1_000)
            try expect("faster", faster, 0.1...90)
            try expect("top", Double(top), 1...200)
            if let costPerKm { try expect("cost-per-km", costPerKm, 0.001...100_000) }
            try checkDraws(draws)
            try checkThreads(threads)
            if planned && existing { throw ValidationError("--planned and --existing: ask for one of them") }
        }

        func run() throws {
            let workbench = try common.open()
            let search = LinkSearch(
                objective: try workbench.linkObjective(objective, cluster: cluster, place: place),
                candidates: planned
                    ? .planned : existing ? .existing(fasterBy: faster / 100) : .pairs(maximumKm: maxKm),
                kernel: kernel, reading: reading, speedKmh: speed, shortlist: top,
                costPerKm: costPerKm.map { $0 * 1e6 }, draws: draws,
                seed: common.seed,
                threads: threads)
            defer { clearProgress() }
            let begun = Date()
            let record = try workbench.links(search, year: workbench.year(common.year)) {
                what, done, of in
                guard what == "draws" else { return showProgress(what) }
                guard done % max(1, of / 100) == 0 else { return }
                let left = Date().timeIntervalSince(begun) / Double(done) * Double(of - done)
                showProgress("draw \(done) of \(of), about \(Int(left.rounded(.up))) s left")
            }
            clearProgress()
            try common.write(record)
        }
    }
}

extension Reading: ExpressibleByArgument {}
extension LinkAim: ExpressibleByArgument {}
extension LinkKernel: ExpressibleByArgument {}

struct ScenarioCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenario", abstract: "Ask a question.", subcommands: [Run.self, Examples.self])

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
            One self-contained page about a scenario: maps, winners and losers, clusters, method, assumptions, \
            every source.
            """
    )
    @Argument(help: "A YAML file, or the name of an example.") var scenario: String
    @OptionGroup var drawing: DrawOptionsGroup
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if common.out == nil { throw ValidationError("a report is a page: give it a name with --out report.html") }
    }

    func run() throws {
        let workbench = try common.open()
        defer { clearProgress() }
        let run = try drawing.run(workbench, scenario, common)
        try common.write(workbench.report(run, scenario: scenario, language: common.language))
    }
}

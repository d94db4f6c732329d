import ArgumentParser
import Asking
import AtlasFiles
import Formats
import Foundation
import Reports
import ScenarioAnswers
import Scenarios
import Transport
import Workbench

struct AtlasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "atlas", abstract: "Regions, figures and their sources.",
        subcommands: [Describe.self, Check.self, Sources.self, Regions.self, New.self])

    struct Describe: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What the atlas holds, how well it covers, and what is missing.")
        @OptionGroup var common: CommonOptions

        func run() throws { try common.write(common.open().describe(language: common.language)) }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every row of an atlas; every problem is listed with file, row, column and value.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            let (folder, problems) = try Workbench.problems(inAtlas: common.atlas)
            try common.write(checkOutput(folder: folder, problems: problems, language: common.language))
            if !problems.isEmpty {
                throw WorkbenchError(
                    .data,
                    """
                    the atlas in \(folder) is refused: \(problems.count) \
                    problem\(problems.count == 1 ? "" : "s") listed above
                    """
                )
            }
        }
    }

    struct Sources: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Figures with unit, year, vintage, status, flag and source; without filters, the sources.")
        @Option(help: "Indicator, such as gdp.") var indicator: String?
        @Option(help: "Region by code or name.") var region: String?
        @OptionGroup var common: CommonOptions

        func run() throws {
            try common.write(common.open().sources(indicator: indicator, region: region, language: common.language))
        }
    }

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "An atlas from a table of your own: what was understood, and what could not be matched.",
            discussion:
                """
                The table is CSV with a column of places (code, Chinese or English name, pinyin, former name), a \
                column of years or years in the header, and columns of numbers.
                """
        )
        @Argument(help: ArgumentHelp("Folder to make; it must not exist yet.", valueName: "dir")) var folder: String
        @Option(help: ArgumentHelp("CSV in UTF-8, UTF-16 or GB 18030.", valueName: "csv")) var table: String
        @Option(
            help: ArgumentHelp(
                "GeoJSON of your own regions; else the table stands beside the bundled atlas.",
                valueName: "geojson|atlas"))
        var regions = "china"
        @Option(help: "Year of all values, for a table without years.") var year: Int?
        @Option(help: "Title of the atlas; the table's name if left out.") var title: String?
        @Option(help: ArgumentHelp("table, csv, latex, html or json.", valueName: "format")) var format: Format =
            .table
        @Option(help: ArgumentHelp("en or zh.", valueName: "language")) var language: Language = .english

        func run() throws {
            if let year, !(1900...2100).contains(year) {
                throw ValidationError("--year is \(year): expected 1900 to 2100")
            }
            // An interrupted call leaves nothing behind.
            let growing = AtlasFolder.making(folder)
            signal(SIGINT, SIG_IGN)
            let interrupted = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
            interrupted.setEventHandler {
                try? FileManager.default.removeItem(atPath: growing)
                Foundation.exit(130)
            }
            interrupted.resume()
            defer { interrupted.cancel() }
            let output = try Workbench.newAtlas(
                folder, table: table, regions: regions, year: year, title: title, language: language,
                progress: showProgress)
            clearProgress()
            FileHandle.standardOutput.write(Data(try output.text(format).utf8))
        }
    }

    struct Regions: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Look up regions by code or by part of a Chinese or English name.")
        @Argument(help: "Text to look for.") var text: String?
        @OptionGroup var common: CommonOptions

        func run() throws { try common.write(common.open().regions(matching: text, language: common.language)) }
    }
}

struct ClusterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster", abstract: "City clusters: anchors, the rest, and the gap between them.",
        subcommands: [List.self, Show.self, Compare.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "All clusters side by side, with inequality within and between them.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            let workbench = try common.open()
            try common.write(workbench.clusters(year: workbench.year(common.year), language: common.language))
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One cluster with its members and those without figures.")
        @Argument(help: "Id of a cluster, such as CL04.") var cluster: String
        @OptionGroup var common: CommonOptions

        func run() throws {
            let workbench = try common.open()
            try common.write(workbench.cluster(cluster, year: workbench.year(common.year), language: common.language))
        }
    }

    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                """
                Are the smaller cities of the younger clusters (CL04, CL01) further behind than those of the \
                older ones?
                """
        )
        @OptionGroup var common: CommonOptions

        func run() throws {
            let workbench = try common.open()
            try common.write(workbench.milken(year: workbench.year(common.year), language: common.language))
        }
    }
}

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
                    throw ValidationError("--\(name) is \(value): expected \(range.lowerBound) to \(range.upperBound)")
                }
            }
            try expect("max-km", maxKm, 1...5_000)
            try expect("speed", speed, 20...1_000)
            try expect("faster", faster, 0.1...90)
            try expect("top", Double(top), 1...200)
            if let costPerKm { try expect("cost-per-km", costPerKm, 0.001...100_000) }
            if draws != 0 && !(10...20_000).contains(draws) {
                throw ValidationError("--draws is \(draws): expected 0, or 10 to 20000")
            }
            if let threads, !(1...1_024).contains(threads) {
                throw ValidationError("--threads is \(threads): expected 1 to 1024")
            }
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

        func run() throws { try common.write(common.open().examples(language: common.language)) }
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

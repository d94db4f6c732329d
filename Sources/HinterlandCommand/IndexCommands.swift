import ArgumentParser
import Asking
import Formats
import Foundation
import Indices
import Reports
import Synchronization
import Workbench

extension IndexChart: ExpressibleByArgument {}

struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Composite indices: rankings with rank intervals, and which choice moves them.",
        discussion: """
            hinterland index list
            hinterland index run city-development
            hinterland index run RECIPE.yaml --table T.csv
            hinterland index explain Baoding --recipe city-development

            A recipe is a YAML file: indicators, directions, weights, and what of it may be doubted.
            Guides/indices.md shows every key; Guides/why-my-rank.md is a worked example.
            """,
        subcommands: [Run.self, List.self, Explain.self])

    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The ranking of a recipe with its intervals.")
        @Argument(help: ArgumentHelp("A recipe in YAML, or a name from `index list`.", valueName: "recipe")) var recipe:
            String
        @OptionGroup var asked: IndexOptions
        @OptionGroup var output: IndexOutput
        @Option(help: ArgumentHelp("Draw into this file instead.", valueName: "svg")) var picture: String?
        @Option(help: "With --picture: ranking, bump, heat or obstacles.") var chart: IndexChart = .ranking

        func run() throws {
            for path in [output.out, picture].compactMap({ $0 }) { try checkWritable(path) }
            let workbench = try Workbench(atlas: asked.atlas)
            let question = try asked.question(workbench, recipe)
            defer { clearProgress() }
            if let picture {
                return try writeFile(workbench.indexPicture(chart, question, language: output.language), to: picture)
            }
            try output.write(workbench.index(question, language: output.language))
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recipes that come with the atlas, and how far its figures fill them.")
        @Option(help: ArgumentHelp("Name of a bundled atlas, or the folder of one.", valueName: "name|dir")) var atlas =
            "china"
        @OptionGroup var output: IndexOutput

        func run() throws {
            if let out = output.out { try checkWritable(out) }
            try output.write(Workbench(atlas: atlas).recipes(language: output.language))
        }
    }

    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Why a place stands where it stands.")
        @Argument(help: ArgumentHelp("Code or name of a place.", valueName: "place")) var place: String
        @Option(help: ArgumentHelp("A recipe in YAML, or a name from `index list`.", valueName: "recipe")) var recipe =
            "city-development"
        @Option(
            help: ArgumentHelp(
                "Compare with this place; else with those at the ends of its interval.", valueName: "place"))
        var against: String?
        @OptionGroup var asked: IndexOptions
        @OptionGroup var output: IndexOutput
        @Option(help: ArgumentHelp("Draw into this file instead.", valueName: "svg")) var picture: String?
        @Option(help: "With --picture: ranking (among its neighbours), bump, radar, heat or obstacles.") var chart:
            IndexChart = .ranking

        func run() throws {
            for path in [output.out, picture].compactMap({ $0 }) { try checkWritable(path) }
            let workbench = try Workbench(atlas: asked.atlas)
            let question = try asked.question(workbench, recipe)
            defer { clearProgress() }
            if let picture {
                return try writeFile(
                    workbench.indexPicture(chart, place: place, question, language: output.language), to: picture)
            }
            try output.write(workbench.explainIndex(place, against: against, question, language: output.language))
        }
    }
}

/// What an index is asked of.
struct IndexOptions: ParsableArguments {
    @Option(help: ArgumentHelp("CSV with a row a place (and year) and a column an indicator.", valueName: "csv"))
    var table: String?
    @Option(help: ArgumentHelp("Column that names places; found if left out.", valueName: "column")) var id: String?
    @Option(
        help: ArgumentHelp(
            "Column of years; on the atlas a year or a span such as 2019-2023.", valueName: "column|year")) var year:
        String?
    @Option(
        help: ArgumentHelp("Rank apart by this column; on the atlas province, cluster or anchor.", valueName: "column"))
    var group: String?
    @Option(
        help: ArgumentHelp(
            "Weight of an indicator in place of the recipe's, id=number; may be given again, others count 0.",
            valueName: "id=n"))
    var weight: [String] = []
    @Option(help: "Samples that intervals rest on; 0 for none.") var samples: Int?
    @Option(help: "Samples of each of two sets that tell which choice moves the ranking; 0 for none.") var sensitivity =
        1_024
    @Option(help: "Seed of everything random; the same seed gives the same bits.") var seed: UInt64?
    @Option(help: "Threads; one for each processor if left out. The answer does not depend on it.") var threads: Int?
    @Option(help: ArgumentHelp("Name of a bundled atlas, or the folder of one.", valueName: "name|dir")) var atlas =
        "china"

    func validate() throws {
        if let samples, samples != 0 && !(50...1_000_000).contains(samples) {
            throw ValidationError("--samples is \(samples): expected 0, or 50 to 1000000")
        }
        if sensitivity != 0 && !(64...1_000_000).contains(sensitivity) {
            throw ValidationError("--sensitivity is \(sensitivity): expected 0, or 64 to 1000000")
        }
        if let threads, !(1...1_024).contains(threads) {
            throw ValidationError("--threads is \(threads): expected 1 to 1024")
        }
        if table == nil && id != nil { throw ValidationError("--id goes with --table") }
        _ = try weights()
    }

    private func weights() throws -> [String: Double] {
        var weights: [String: Double] = [:]
        for text in weight {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let value = Double(parts[1]), value >= 0, value <= 1e9 else {
                throw ValidationError("--weight \(text.prefix(60)): expected id=number, of 0 or more")
            }
            if weights.updateValue(value, forKey: parts[0]) != nil {
                throw ValidationError("--weight names \(parts[0].prefix(40)) twice")
            }
        }
        return weights
    }

    func question(_ workbench: Workbench, _ recipe: String) throws -> IndexQuestion {
        var question = IndexQuestion(try workbench.recipe(recipe))
        (question.table, question.id, question.year, question.group) = (table, id, year, group)
        (question.samples, question.seed, question.threads, question.sensitivityBase) = (
            samples, seed, threads, sensitivity
        )
        question.weights = try weights()
        let clock = Mutex(RemainingTime())
        question.progress = { what, done, all in clock.withLock { $0.show(what, done, of: all) } }
        return question
    }
}

struct IndexOutput: ParsableArguments {
    @Option(help: ArgumentHelp("table, csv, latex, html or json.", valueName: "format")) var format: Format =
        .table
    @Option(
        help: ArgumentHelp("Write to this file instead of the screen; written whole or not at all.", valueName: "file"))
    var out: String?
    @Option(help: ArgumentHelp("en or zh.", valueName: "language")) var language: Language = .english

    func write(_ answer: Output) throws {
        let text = try answer.text(format)
        if let out { try writeFile(text, to: out) } else { FileHandle.standardOutput.write(Data(text.utf8)) }
    }
}

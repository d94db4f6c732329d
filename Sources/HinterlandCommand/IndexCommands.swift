import ArgumentParser
import Asking
import AtlasQuestions
import IndexAnswers
import Workbenches

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

        enum Asked: IndexSource {
            static let left = Set(["recipe", "place", "against", "charts"])
        }

        @Argument(help: ArgumentHelp("A recipe in YAML, or a name from `index list`.", valueName: "recipe")) var recipe:
            String
        @OptionGroup var asked: SettingOptions<Asked>
        @OptionGroup var common: IndexOptions
        @Option(help: "With --picture: ranking, bump, heat or obstacles.") var chart: IndexChart = .ranking

        func run() throws {
            var question = try Asked.question(asked.given)
            question.recipe = recipe
            try common.ask(question, chart, count: 40)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recipes that come with the atlas, and how far its figures fill them.")
        @Option(help: ArgumentHelp("Name of a bundled atlas, or the folder of one.", valueName: "name|dir")) var atlas =
            bundledAtlas
        @OptionGroup var output: OutputOptions

        func run() throws {
            if let out = output.out { try checkWritable(out) }
            try output.write(Workbench(atlas: atlas).ask(RecipeList()))
        }
    }

    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Why a place stands where it stands.")

        enum Asked: IndexSource {
            static let left = Set(["place", "charts"])
        }

        @Argument(help: ArgumentHelp("Code or name of a place.", valueName: "place")) var place: String
        @OptionGroup var asked: SettingOptions<Asked>
        @OptionGroup var common: IndexOptions
        @Option(help: "With --picture: ranking (among its neighbours), bump, radar, heat or obstacles.") var chart:
            IndexChart = .ranking

        func run() throws {
            var question = try Asked.question(asked.given)
            question.place = place
            try common.ask(question, chart, count: 25)
        }
    }
}

/// An index's settings as options, but those that are arguments or of the page.
protocol IndexSource: SettingSource {
    static var left: Set<String> { get }
}

extension IndexSource {
    static var offered: [OfferedSetting] {
        IndexQuestion.settings.filter { !left.contains($0.id) }.map {
            OfferedSetting(
                setting: $0.described(standard: IndexQuestion()), repeated: $0.id == "weights" ? "weight" : nil)
        }
    }

    static func check(_ given: [String: Value]) throws { _ = try question(given) }

    static func question(_ given: [String: Value]) throws -> IndexQuestion {
        do { return try QuestionSource<IndexQuestion>.question(given) } catch let problem as Problem {
            // Options that may be given again go by another name than their settings.
            throw problem.named { id in offered.first { $0.setting.id == id }.map { "--" + $0.option } }
        }
    }
}

/// How an index is computed and written.
struct IndexOptions: ParsableArguments {
    @OptionGroup var threads: ThreadOptions
    @Option(help: ArgumentHelp("Name of a bundled atlas, or the folder of one.", valueName: "name|dir")) var atlas =
        bundledAtlas
    @OptionGroup var output: OutputOptions
    @Option(help: ArgumentHelp("Draw into this file instead.", valueName: "svg")) var picture: String?

    /// - Parameter count: how many places a chart shows.
    func ask(_ asked: IndexQuestion, _ chart: IndexChart, count: Int) throws {
        if let out = output.out { try checkWritable(out) }
        try checkPicture(picture)
        var question = asked
        question.threads = threads.threads
        let clock = RemainingTime()
        question.progress = { clock.show($0, $1, of: $2) }
        defer { clearProgress() }
        let answer = try question.answer(on: Workbench(atlas: atlas).opened)
        guard let picture else {
            return try output.write(answer.record, shapes: .atlas(atlas))
        }
        try writeFile(answer.picture(chart, count: count, output.language), to: picture)
    }
}

import ArgumentParser
import Asking
import AtlasFiles
import AtlasQuestions
import Atlases
import ChinaDocuments
import Formats
import MeasureAnswers
import Panels
import Workbenches

struct MeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract:
            """
            A measure of any table, or of the atlas: inequality, specialisation, convergence, city systems, \
            complexity, links.
            """,
        discussion: """
            hinterland measure list
            hinterland measure theil --table T.csv --value income --group region
            hinterland measure markov --table T.csv --value 1929-2009
            hinterland measure gini --indicator \(ChinaExamples.indicator) --weight \(ChinaExamples.weight)

            A table is CSV, long with a column of years (--year) or wide with a column a year
            (--value 1929-2009, --value gdp*, --value a,b,c). Without --table the atlas is asked:
            --indicator ID, --level, --year FIRST-LAST, --group province, cluster or anchor.
            Guides/measures has a page on each.
            """,
        subcommands: [MeasureList.self] + measures.map { command($0) })

    private static func command<M: Measure>(_ measure: M.Type) -> any ParsableCommand.Type { MeasureCall<M>.self }

    /// A measure's own name for any that it goes by, so that case, hyphens and aliases do not matter.
    ///
    /// - Throws: `Problem` for a word that is no measure.
    static func named(_ arguments: [String]) throws(Problem) -> [String] {
        guard arguments.first == "measure", arguments.count > 1, !arguments[1].hasPrefix("-"),
            !["list", "help"].contains(arguments[1])
        else { return arguments }
        let catalogue = MeasureCatalogue()
        guard let found = catalogue[arguments[1]] else {
            throw Problem(
                .use, "no measure \(arguments[1].prefix(40)): `hinterland measure list` names them all",
                "没有指标 \(arguments[1].prefix(40))：`hinterland measure list` 列出全部")
        }
        return ["measure", found.about.id] + arguments.dropFirst(2)
    }
}

/// One measure's command: its options are its own.
package struct MeasureCall<M: Measure>: ParsableCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: M.about.id, abstract: "\(M.about.name.english): \(M.about.summary.english).",
            discussion: "\(M.about.name.chinese)：\(M.about.summary.chinese)\nGuides/measures/\(M.about.id).md",
            shouldDisplay: false)
    }

    /// Slots and settings of the measure.
    enum Own: SettingSource {
        static var offered: [OfferedSetting] { MeasureFace(M.self).offered }
    }

    /// Samples, random orders, seed.
    enum Drawn: SettingSource {
        static var offered: [OfferedSetting] {
            MeasureRun.settings.map { OfferedSetting(setting: $0.described(standard: MeasureRun())) }
        }
    }

    @Option(help: ArgumentHelp("CSV in UTF-8, UTF-16 or GB 18030; without it the atlas is asked.", valueName: "csv"))
    var table: String?
    @OptionGroup var own: SettingOptions<Own>
    @OptionGroup var drawn: SettingOptions<Drawn>
    @OptionGroup var threads: ThreadOptions
    @Option(help: ArgumentHelp("Name of a bundled atlas, or the folder of one.", valueName: "name|dir")) var atlas =
        bundledAtlas
    @OptionGroup var output: OutputOptions
    @Option(help: ArgumentHelp("Draw the answer into this file instead.", valueName: "svg")) var picture: String?

    package init() {}

    package func run() throws {
        do { try answer() } catch let problem as Problem {
            throw problem.named { id in
                Slot.all.first { $0.setting.id == id }?.repeated.map { "--\($0)" } ?? Problem.option(id)
            }
        }
    }

    private func answer() throws {
        if let out = output.out { try checkWritable(out) }
        try checkPicture(picture)
        var run = MeasureRun()
        for setting in MeasureRun.settings {
            guard let value = drawn.given[setting.id] else { continue }
            do { try setting.read(value, into: &run) } catch { throw error.problem }
        }
        run.threads = threads.threads
        let clock = RemainingTime()
        run.progress = { clock.show($0, $1, of: $2) }
        defer { clearProgress() }
        let found = try MeasureFace(M.self).answer(own.given, of: try source(), run)
        guard let picture else {
            return try output.write(found.record, shapes: .atlas(atlas))
        }
        guard let svg = found.picture(output.language) else {
            throw Problem(
                .use,
                "\(M.about.id): there is no picture of this answer, it is better read: leave --picture out",
                "\(M.about.id)：此结果宜阅读，没有图：请去掉 --picture")
        }
        try writeFile(svg, to: picture)
    }

    private func source() throws -> MeasureFace.Source {
        guard let table else { return .atlas(try Workbench(atlas: atlas).figures) }
        let cells = try CSVTable(at: table)
        do { return .table(try ValueTable(cells)) } catch { throw Problem(error) }
    }
}

extension MeasureFace {
    /// What its command takes: slots of a table and of the atlas, then settings.
    var offered: [OfferedSetting] {
        var seen: Set<String> = []
        return (slots + atlasSlots).filter { seen.insert($0.setting.id).inserted }.map { slot in
            OfferedSetting(setting: slot.setting.described(standard: Selection()), repeated: slot.repeated)
        } + settings.map { OfferedSetting(setting: $0) }
    }
}

struct MeasureList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Every measure, by family, with what it takes.")

    @OptionGroup var output: OutputOptions

    func run() throws {
        let record = MeasureCatalogue().record { slot in
            slot.repeated.map { "--\($0)" } ?? Problem.option(slot.setting.id)
        }
        try output.write(record)
    }
}

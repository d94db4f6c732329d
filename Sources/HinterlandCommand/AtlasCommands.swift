import ArgumentParser
import Asking
import AtlasAnswers
import AtlasFiles
import AtlasQuestions
import Atlases
import ChinaDocuments
import Formats
import Foundation
import Workbenches

extension IndicatorGroup: ExpressibleByArgument {}

struct AtlasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "atlas", abstract: "Regions, figures and their sources.",
        subcommands: [Describe.self, Check.self, Indicators.self, Sources.self, Regions.self, New.self])

    struct Describe: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What the atlas holds, how well it covers, and what is missing.")
        @OptionGroup var common: CommonOptions

        func run() throws { try common.ask(DescribeAtlas()) }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every row of an atlas; every problem is listed with file, row, column and value.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            let check = try AtlasCheck(common.atlas)
            try common.write(check.record)
            if let refusal = check.refusal { throw refusal }
        }
    }

    struct Indicators: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What can be measured and shown, for which years and levels; all, or those of a name or group.")
        @Argument(help: "Part of an id, an English or a Chinese name.") var text: String?
        @Option(help: "people, work, product, trade, knowledge, money, environment or service.")
        var group: IndicatorGroup?
        @OptionGroup var common: CommonOptions

        func run() throws { try common.ask(IndicatorList(matching: text, group: group)) }
    }

    struct Sources: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Figures with unit, year, vintage, status, flag and source; without filters, the sources.")
        @Option(help: "Indicator, such as gdp.") var indicator: String?
        @Option(help: "Region by code or name.") var region: String?
        @OptionGroup var common: CommonOptions

        func run() throws {
            if indicator == nil && region == nil { return try common.ask(SourceList()) }
            try common.ask(FigureList(indicator: indicator, region: region))
        }
    }

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "An atlas from tables of your own: what was understood, and what could not be matched.",
            discussion:
                """
                A table is CSV with a column of places (code, Chinese or English name, pinyin, former name), a column \
                of \
                years or years in the header, and columns of numbers; units in brackets: "grp (million euro)".

                On regions of your own (--regions FILE or none) columns are understood by their names, and what they \
                were taken for is printed; --map product=COLUMN says it where a name does not, --map \
                "product=COLUMN:million euro" with a unit. Roles: \
                \(Role.allCases.map(\.rawValue).joined(separator: ", ")).
                """
        )
        @Argument(help: ArgumentHelp("Folder to make; it must not exist yet.", valueName: "dir")) var folder: String
        @Option(help: ArgumentHelp("CSV in UTF-8, UTF-16 or GB 18030; may be given again.", valueName: "csv"))
        var table: [String]
        @Option(
            help: ArgumentHelp(
                """
                GeoJSON, Shapefile or GeoPackage of your own regions; none for those that the first table names, with \
                seats in columns longitude and latitude where it has them; else the table stands beside an atlas.
                """,
                valueName: "map|none|atlas"))
        var regions = bundledAtlas
        @Option(help: ArgumentHelp("Layer of a GeoPackage of regions; the first if left out.", valueName: "layer"))
        var layer: String?
        @Option(
            help: ArgumentHelp(
                "Lines between your regions (GeoJSON, Shapefile, GeoPackage), as `network times --lines` reads them.",
                valueName: "map"))
        var lines: [String] = []
        @Option(
            help: ArgumentHelp(
                "Links of your regions: from,to,hours (or minutes) and mode, length_km, opened, closed, oneway.",
                valueName: "csv"))
        var links: [String] = []
        @Option(
            help: ArgumentHelp(
                "region,group: regions of the first level; with a column role (anchor, secondary, member): clusters.",
                valueName: "csv"))
        var groups: [String] = []
        @Option(help: ArgumentHelp("Names of your regions: code,zh,en.", valueName: "csv")) var names: String?
        @Option(help: ArgumentHelp("Which column is the product, the residents …", valueName: "role=column[:unit]"))
        var map: [String] = []
        @Option(help: "Year of all values, for a table without years.") var year: Int?
        @Option(help: "Title of the atlas; the table's name if left out.") var title: String?
        @Option(help: ArgumentHelp("table, csv, latex, html or json.", valueName: "format")) var format: Format =
            .table
        @Option(help: ArgumentHelp("en or zh.", valueName: "language")) var language: Language = .english

        func run() throws {
            if let year, !(1900...2100).contains(year) {
                throw ValidationError("--year is \(year): expected 1900 to 2100")
            }
            // An interrupted call leaves nothing behind; where the atlas stands by then, the work is done.
            let stoodBefore = FileManager.default.fileExists(atPath: folder)
            let interruptions = [SIGINT, SIGTERM].map { number in
                signal(number, SIG_IGN)
                let interruption = DispatchSource.makeSignalSource(signal: number, queue: .global())
                interruption.setEventHandler { [folder] in
                    let isDone =
                        !Unfinished.abandon(beside: folder) && !stoodBefore
                        && FileManager.default.fileExists(atPath: folder)
                    _exit(isDone ? 0 : 128 + number)
                }
                interruption.resume()
                return interruption
            }
            defer { for interruption in interruptions { interruption.cancel() } }
            var new = NewAtlas(folder, tables: table, regions: regions, year: year, title: title)
            (new.links, new.groups, new.names) = (links, groups, names)
            (new.layer, new.lines) = (layer, lines)
            for text in map {
                let (role, column, unit) = try AtlasCommand.mapping(text)
                new.mapped[role] = (column, unit)
            }
            let made = try new.make(progress: showProgress)
            clearProgress()
            writeOut(made.record(MadeAtlas.layout).text(format, language))
        }
    }

    /// product=COLUMN or product=COLUMN:UNIT.
    private static func mapping(_ text: String) throws -> (Role, String, String?) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let role = Role(rawValue: parts[0]) else {
            let roles = Role.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--map \(text): expected ROLE=COLUMN or ROLE=COLUMN:UNIT with one of \(roles)")
        }
        let column = parts[1].split(separator: ":", maxSplits: 1).map(String.init)
        guard let name = column.first, !name.isEmpty else {
            throw ValidationError("--map \(text): expected the name of a column")
        }
        return (role, name, column.count > 1 ? column[1] : nil)
    }

    struct Regions: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Look up regions by code or by part of a Chinese or English name.")
        @Argument(help: "Text to look for.") var text: String?
        @OptionGroup var common: CommonOptions

        func run() throws { try common.ask(RegionList(matching: text)) }
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

        func run() throws { try common.ask(ClustersSideBySide(year: common.year)) }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One cluster with its members and those without figures.")
        @Argument(help: "Id of a cluster, such as \(ChinaExamples.cluster).") var cluster: String
        @OptionGroup var common: CommonOptions

        func run() throws { try common.ask(OneCluster(cluster, year: common.year)) }
    }

    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                """
                Are the smaller cities of the younger clusters (\(ChinaExamples.younger)) further behind than those of \
                the \
                older ones?
                """
        )
        @OptionGroup var common: CommonOptions

        func run() throws { try common.ask(YoungerClusters(year: common.year)) }
    }
}

import ArgumentParser
import Asking
import Claims
import Formats
import Foundation
import Indicators
import Measures
import Reports
import Workbench

extension ClassMethod: ExpressibleByArgument {}
extension ChartKind: ExpressibleByArgument {}
extension PictureFormat: ExpressibleByArgument {}

/// What is looked at.
struct ViewOptions: ParsableArguments {
    @Argument(help: "Indicator, such as gdp_per_resident; `hinterland atlas describe` lists them.")
    var indicator: String

    @Option(help: ArgumentHelp("prefecture or province; the finest that has figures if left out.", valueName: "level"))
    var level: String?

    @Option(help: ArgumentHelp("quantiles, naturalBreaks, equalIntervals or aroundReference.", valueName: "method"))
    var method: ClassMethod = .quantiles

    @Option(help: "How many classes, 2 to 7.")
    var classes = 5

    @Option(
        help: ArgumentHelp(
            "Value around which aroundReference mirrors its classes; the median if left out.", valueName: "value"))
    var reference: Double?

    @Option(
        help: ArgumentHelp(
            "Only these places: a cluster (CL04), a province's code (610000), or anchors.", valueName: "places"))
    var within: String?

    @Option(help: ArgumentHelp("Places by code or name, named and drawn strong.", valueName: "place"))
    var select: [String] = []

    func view(year: Int?) throws -> IndicatorView {
        guard
            let view = indicatorView(
                indicator: indicator, year: year, level: level, method: method, classes: classes, reference: reference,
                within: within)
        else { throw ValidationError("--level is \(level ?? ""): expected prefecture or province") }
        return view
    }
}

struct MapCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map",
        abstract:
            "A map of an indicator: SVG, the figures behind it as CSV, GeoJSON or JSON, or a page of its own as HTML.")
    @OptionGroup var looking: ViewOptions
    @OptionGroup var place: PictureOptions

    func run() throws {
        let workbench = try place.open()
        try place.write(
            workbench.indicatorMap(
                looking.view(year: place.year), try place.chosenFormat(), selected: looking.select,
                language: place.language))
    }
}

struct ChartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chart", abstract: "A chart of an indicator as SVG: rankSize, distribution, scatter or series.")
    @Argument(help: ArgumentHelp("rankSize, distribution, scatter or series.", valueName: "kind")) var kind: ChartKind
    @OptionGroup var looking: ViewOptions
    @Option(help: "The second indicator of a scatter.") var against: String?
    @OptionGroup var place: PictureOptions

    func run() throws {
        let workbench = try place.open()
        let view = try looking.view(year: place.year)
        var other: IndicatorView?
        if let against {
            other = view
            other?.indicator = against
            other?.year = nil
        }
        try place.write(
            workbench.indicatorChart(kind, view, against: other, selected: looking.select, language: place.language))
    }
}

/// Where a picture comes from and goes to.
struct PictureOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Name of a bundled atlas, or the folder of one.", valueName: "name|dir"))
    var atlas = "china"

    @Option(help: "Year of the figures; the latest that covers most places if left out.")
    var year: Int?

    @Option(
        help: ArgumentHelp("svg, csv, geojson, json or html; the ending of --out if left out.", valueName: "format"))
    var format: PictureFormat?

    @Option(
        help: ArgumentHelp("Write to this file instead of the screen; written whole or not at all.", valueName: "file"))
    var out: String?

    @Option(help: ArgumentHelp("en or zh.", valueName: "language"))
    var language: Language = .english

    func chosenFormat() throws -> PictureFormat {
        if let format { return format }
        guard let out, let dot = out.lastIndex(of: "."), !out[dot...].contains("/") else { return .svg }
        let ending = out[out.index(after: dot)...].lowercased()
        if let known = PictureFormat(rawValue: ending) { return known }
        throw ValidationError(
            "--out ends in .\(ending): expected .svg, .csv, .geojson, .json or .html, or give --format")
    }

    func open() throws -> Workbench {
        if let out { try checkWritable(out) }
        return try Workbench(atlas: atlas)
    }

    func write(_ text: String) throws {
        guard let out else {
            FileHandle.standardOutput.write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
            return
        }
        try writeFile(text, to: out)
    }
}

extension ClaimVerdict: ExpressibleByArgument {}

struct ClaimsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims",
        abstract: "The figures of the source documents: what the atlas computes, and whether each holds.")
    @Option(help: ArgumentHelp("Only holds, differs or cannotBeChecked.", valueName: "verdict"))
    var verdict: ClaimVerdict?
    @OptionGroup var common: CommonOptions

    func run() throws { try common.write(common.open().claims(verdict, language: common.language)) }
}

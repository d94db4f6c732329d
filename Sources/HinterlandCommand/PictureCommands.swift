import ArgumentParser
import Asking
import AtlasAnswers
import AtlasQuestions
import Formats
import Foundation
import Wording
import Workbenches

/// What is looked at: the settings of a `PictureQuestion`, as options.
struct ViewOptions: ParsableArguments {
    @Argument(help: said("indicator"))
    var indicator: String

    @Option(help: said("level", valueName: "level"))
    var level: String?

    @Option(help: said("method", valueName: "method"))
    var method: String?

    @Option(help: said("classes"))
    var classes: String?

    @Option(help: said("reference", valueName: "value"))
    var reference: String?

    @Option(help: said("within", valueName: "places"))
    var within: String?

    @Option(help: said("select", valueName: "place"))
    var select: [String] = []

    /// Help as the question has it, with what stands where nobody says anything.
    private static func said(_ id: String, valueName: String? = nil) -> ArgumentHelp {
        let setting = PictureQuestion.settings.first { $0.id == id }?.described(standard: PictureQuestion())
        let standard: String =
            switch setting?.standard {
            case .text(let text): " (default: \(text))"
            case .number(let number): " (default: \(plainNumber(number)))"
            case .none?, .flag, .numbers, .list, .fields, nil: ""
            }
        return ArgumentHelp(
            "\(filledHoles(setting?.help.english ?? "", Problem.option) + standard)", valueName: valueName)
    }

    func view(year: Int?) throws(Problem) -> PictureQuestion {
        var question = PictureQuestion()
        try question.read(
            [
                "indicator": indicator, "year": year.map(String.init), "level": level, "method": method,
                "classes": classes, "reference": reference, "within": within,
            ].compactMapValues(\.self))
        question.select = select
        return question
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
        let opened = try place.open().opened
        let view = try looking.view(year: place.year)
        try place.write(view, on: opened)
    }
}

struct ChartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chart", abstract: "A chart of an indicator as SVG: rankSize, distribution, scatter or series.")
    @Argument(help: ArgumentHelp("rankSize, distribution, scatter or series.", valueName: "kind")) var kind: String
    @OptionGroup var looking: ViewOptions
    @Option(help: "The second indicator of a scatter.") var against: String?
    @OptionGroup var place: PictureOptions

    func run() throws {
        let opened = try place.open().opened
        var chart = ChartQuestion()
        chart.view = try looking.view(year: place.year)
        try chart.read(["kind": kind, "against": against].compactMapValues(\.self))
        _ = try Format.chosen(place.format, for: place.out, among: [.svg])
        try place.write(chart.svg(on: opened, place.language))
    }
}

/// Where a picture comes from and goes to.
struct PictureOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Name of a bundled atlas, or the folder of one.", valueName: "name|dir"))
    var atlas = bundledAtlas

    @Option(help: "Year of the figures; the latest that covers most places if left out.")
    var year: Int?

    @Option(
        help: ArgumentHelp(
            "svg, csv, geojson, json or html; with --out also gpkg, shp, xlsx, dta, pdf or docx. Its ending if left out.",
            valueName: "format"))
    var format: Format?

    @Option(
        help: ArgumentHelp("Write to this file instead of the screen; written whole or not at all.", valueName: "file"))
    var out: String?

    @Option(help: ArgumentHelp("en or zh.", valueName: "language"))
    var language: Language = .english

    /// Writes a map, or the figures behind it.
    func write(_ view: PictureQuestion, on opened: OpenAtlas) throws {
        let format = try Format.chosen(
            format, for: out,
            among: [.svg, .csv, .geojson, .json, .html, .gpkg, .shp, .xlsx, .dta, .pdf, .docx])
        if let picture = PictureFormat(rawValue: format.rawValue) {
            return try write(view.map(on: opened, picture, language))
        }
        guard let out else { throw AnswerFile.noText(format) }
        if format == .pdf || format == .docx {
            return try writePage(view.map(on: opened, .html, language), format, to: out, language)
        }
        let record = try IndicatorFigures(view).record(on: opened)
        let file = AnswerFile(record, format, language, shapes: .opened(opened))
        try report(file.write(to: out), language)
    }

    func open() throws -> Workbench {
        if let out { try checkWritable(out) }
        return try Workbench(atlas: atlas)
    }

    func write(_ text: String) throws {
        guard let out else {
            writeOut(text.hasSuffix("\n") ? text : text + "\n")
            return
        }
        try writeFile(text, to: out)
    }
}

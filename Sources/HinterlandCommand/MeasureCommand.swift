import ArgumentParser
import Asking
import Formats
import Foundation
import Indices
import Reports
import Synchronization
import Workbench

extension ShiftShareVariant: ExpressibleByArgument {}
extension ReturnsToScale: ExpressibleByArgument {}

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
            hinterland measure gini --indicator gdp_per_resident --weight resident_population

            A table is CSV, long with a column of years (--year) or wide with a column a year
            (--value 1929-2009, --value gdp*, --value a,b,c). Without --table the atlas is asked:
            --indicator ID, --level, --year 2019-2023, --group province, cluster or anchor.
            Guides/measures has a page on each.
            """)

    @Argument(help: ArgumentHelp("A measure, or list.", valueName: "name")) var name: String
    @Option(help: ArgumentHelp("CSV in UTF-8, UTF-16 or GB 18030.", valueName: "csv")) var table: String?
    @Option(help: ArgumentHelp("Column of values; several by commas, gdp* or 1929-2009.", valueName: "column"))
    var value: String?
    @Option(help: ArgumentHelp("Column of groups; on the atlas province, cluster or anchor.", valueName: "column"))
    var group: String?
    @Option(help: ArgumentHelp("Column of weights (heads); on the atlas an indicator.", valueName: "column"))
    var weight: String?
    @Option(help: ArgumentHelp("Column that names places; found if left out.", valueName: "column")) var id: String?
    @Option(help: ArgumentHelp("Column of years; on the atlas a year or a span.", valueName: "column")) var year:
        String?
    @Option(help: ArgumentHelp("Column of sectors, in a long table of regions and sectors.", valueName: "column"))
    var sector: String?
    @Option(help: ArgumentHelp("Neighbours: GAL, or a table from,to[,weight].", valueName: "file")) var weights: String?
    @Option(help: ArgumentHelp("Column of longitudes.", valueName: "column")) var longitude: String?
    @Option(help: ArgumentHelp("Column of latitudes.", valueName: "column")) var latitude: String?
    @Option(help: ArgumentHelp("Column of people.", valueName: "column")) var population: String?
    @Option(help: ArgumentHelp("Column of product.", valueName: "column")) var product: String?
    @Option(help: ArgumentHelp("Column of a control of betaConvergence; may be given again.", valueName: "column"))
    var control: [String] =
        []
    @Option(
        help: ArgumentHelp(
            "Column of strata, or a number to cut, for geodetector; may be given again.", valueName: "column"))
    var factor: [String] = []
    @Option(help: ArgumentHelp("Columns of outputs, for slacksBased; its inputs are --value.", valueName: "columns"))
    var outputs: String?
    @Option(help: ArgumentHelp("Columns of undesirable outputs, for slacksBased.", valueName: "columns"))
    var undesirable: String?
    @Option(help: ArgumentHelp("constant or variable returns to scale, for slacksBased.", valueName: "returns"))
    var returns: ReturnsToScale =
        .constant
    @Option(help: ArgumentHelp("Employment of all industries by region, for ellisonGlaeser.", valueName: "file"))
    var totals: String?
    @Option(help: ArgumentHelp("Flows from,to,flow, for polycentricity.", valueName: "file")) var flows: String?
    @Option(help: ArgumentHelp("Distances from,to,distance, in place of kilometres.", valueName: "file")) var distances:
        String?
    @Option(
        help: ArgumentHelp(
            "A region of shiftShare, a centre, one of two cities; may be given again.", valueName: "place")) var place:
        [String] = []
    @Option(help: ArgumentHelp("dunn, estebanMarquillas, arcelus, dynamic, spatial or gerfin.", valueName: "variant"))
    var variant: ShiftShareVariant = .dunn
    @Option(help: ArgumentHelp("Without --table: indicator of the atlas, or real_gdp.", valueName: "id")) var indicator:
        String?
    @Option(help: ArgumentHelp("Without --table: prefecture or province.", valueName: "level")) var level: String?
    @OptionGroup var numbers: MeasureNumbers
    @Option(help: ArgumentHelp("Name of a bundled atlas, or the folder of one.", valueName: "name|dir")) var atlas =
        "china"
    @Option(help: ArgumentHelp("table, csv, latex, html or json.", valueName: "format")) var format: Format =
        .table
    @Option(
        help: ArgumentHelp("Write to this file instead of the screen; written whole or not at all.", valueName: "file"))
    var out: String?
    @Option(help: ArgumentHelp("Draw the answer into this file instead.", valueName: "svg")) var picture: String?
    @Option(help: ArgumentHelp("en or zh.", valueName: "language")) var language: Language = .english

    func validate() throws {
        if name != "list" && RegionalMeasure(named: name) == nil {
            throw ValidationError("no measure \(name.prefix(40)): `hinterland measure list` names them all")
        }
        if table != nil && (indicator != nil || level != nil) {
            throw ValidationError("--indicator and --level go with the atlas, not with --table")
        }
        let ofTables = [
            ("id", id), ("sector", sector), ("longitude", longitude), ("latitude", latitude),
            ("population", population),
            ("product", product),
            ("control", control.first), ("factor", factor.first), ("outputs", outputs), ("undesirable", undesirable),
            ("totals", totals),
            ("flows", flows), ("distances", distances),
        ]
        if table == nil, name != "list", let unused = ofTables.first(where: { $0.1 != nil }) {
            throw ValidationError("--\(unused.0) goes with --table; on the atlas name an indicator with --indicator")
        }
        if table == nil && name != "list" && value != nil {
            throw ValidationError("--value is a column of --table; on the atlas name an indicator with --indicator")
        }
    }

    func run() throws {
        guard let measure = RegionalMeasure(named: name) else { return try write(measureList(language: language)) }
        for path in [out, picture].compactMap({ $0 }) { try checkWritable(path) }
        var question = MeasureQuestion(measure)
        question.table = table
        question.value = table == nil ? indicator : value
        (question.group, question.weight, question.id, question.year, question.sector) = (
            group, weight, id, year, sector
        )
        (question.longitude, question.latitude, question.population, question.product) = (
            longitude, latitude, population, product
        )
        (question.weights, question.totals, question.flows, question.distances) = (weights, totals, flows, distances)
        (question.controls, question.places, question.level, question.variant) = (control, place, level, variant)
        (question.factors, question.outputs, question.undesirable, question.returns) = (
            factor, outputs, undesirable, returns
        )
        question.settings = numbers.settings
        let clock = Mutex(RemainingTime())
        question.settings.progress = { what, done, all in
            if done % 10 == 0 { clock.withLock { $0.show(what, done, of: all) } }
        }
        defer { clearProgress() }
        if let picture {
            let svg =
                try table == nil
                ? Workbench(atlas: atlas).measurePicture(question, language: language)
                : measureTablePicture(question, language: language)
            return try writeFile(svg, to: picture)
        }
        try write(
            table == nil
                ? try Workbench(atlas: atlas).measure(question, language: language)
                : try measureTable(question, language: language))
    }

    private func write(_ output: Output) throws {
        let text = try output.text(format)
        if let out { try writeFile(text, to: out) } else { FileHandle.standardOutput.write(Data(text.utf8)) }
    }
}

/// Numbers that measures take.
struct MeasureNumbers: ParsableArguments {
    @Option(help: "Random orders a test rests on; 0 for none.") var permutations = 999
    @Option(help: "Samples an interval rests on; 0 for none.") var replications = 1_000
    @Option(help: "Seed of everything random; the same seed gives the same bits.") var seed: UInt64 = 1
    @Option(help: "Threads; one for each processor if left out. The answer does not depend on it.") var threads: Int?
    @Option(help: "Atkinson's inequality aversion.") var aversion = 0.5
    @Option(help: "Classes of a Markov chain.") var classes = 5
    @Option(help: "Bandwidth of kernel ridges.") var bandwidth: Double?
    @Option(help: "λ of the Hodrick–Prescott trend in clubConvergence; 0 takes series as they are.") var smoothing =
        400.0
    @Option(help: "Share of first years that clubConvergence leaves out.") var trim = 1.0 / 3
    @Option(help: "Location quotient from which a region has a sector.") var threshold = 1.0
    @Option(help: "Exponent of distance in gravity and fieldStrength.") var exponent = 2.0
    @Flag(help: "Only places with a value in every year.") var balanced = false
    @Flag(help: "kernelRidges of values as they are, not over the mean of their year.") var absolute = false

    func validate() throws {
        if !(0...1_000_000).contains(permutations) {
            throw ValidationError("--permutations is \(permutations): expected 0 to 1000000")
        }
        if replications != 0 && !(50...1_000_000).contains(replications) {
            throw ValidationError("--replications is \(replications): expected 0, or 50 to 1000000")
        }
        if let threads, !(1...1_024).contains(threads) {
            throw ValidationError("--threads is \(threads): expected 1 to 1024")
        }
        if !(2...100).contains(classes) { throw ValidationError("--classes is \(classes): expected 2 to 100") }
        if let bandwidth, !(bandwidth > 0 && bandwidth <= 1e300) {
            throw ValidationError("--bandwidth is \(bandwidth): expected above 0")
        }
    }

    var settings: MeasureSettings {
        var settings = MeasureSettings()
        (settings.permutations, settings.replications, settings.seed, settings.threads) = (
            permutations, replications, seed, threads
        )
        (settings.aversion, settings.classes, settings.bandwidth, settings.smoothing) = (
            aversion, classes, bandwidth, smoothing
        )
        (settings.trim, settings.threshold, settings.exponent, settings.balanced, settings.absolute) = (
            trim, threshold, exponent, balanced, absolute
        )
        return settings
    }
}

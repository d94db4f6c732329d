import ArgumentParser
import Asking
import Atlas
import Formats
import Foundation
import NetworkFiles
import Reports
import ScenarioAnswers
import Scenarios
import Transport
import Workbench

extension Format: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

/// What every call takes.
struct CommonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Name of a bundled atlas, or the folder of one.", valueName: "name|dir"))
    var atlas = "china"

    @Option(help: "Year of the figures; the atlas's own year if left out.")
    var year: Int?

    @Option(help: ArgumentHelp("table, csv, latex, html or json.", valueName: "format"))
    var format: Format = .table

    @Option(
        help: ArgumentHelp("Write to this file instead of the screen; written whole or not at all.", valueName: "file"))
    var out: String?

    @Option(help: "Seed of everything random; the same seed gives the same bits.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("en or zh.", valueName: "language"))
    var language: Language = .english

    func validate() throws {
        if let year, !(1900...2100).contains(year) { throw ValidationError("--year is \(year): expected 1900 to 2100") }
    }

    func open() throws -> Workbench {
        if let out { try checkWritable(out) }
        return try Workbench(atlas: atlas)
    }

    func write(_ record: Record) throws { try write(Output(record, language)) }

    func write(_ output: Output) throws {
        try write(try output.text(format))
    }

    /// Writes what comes in pieces: to the screen as they come, to a file whole or not at all.
    func writePieces(_ body: ((String) throws(WorkbenchError) -> Void) throws(WorkbenchError) -> Void) throws {
        guard let out else { return try body { FileHandle.standardOutput.write(Data($0.utf8)) } }
        try checkWritable(out)
        var text = ""
        try body { text += $0 }
        try writeFile(text, to: out)
    }

    func write(_ text: String) throws {
        guard let out else {
            FileHandle.standardOutput.write(Data(text.utf8))
            return
        }
        try writeFile(text, to: out)
    }
}

/// A network of the user's own: a table of links, or timetables.
struct OwnNetworkOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Table of links: from,to,hours[,mode,opened,closed,oneway,fare,line,headway].", valueName: "file"))
    var links: String?

    @Option(
        help: ArgumentHelp(
            "Lines of a map, GeoJSON, Shapefile or GeoPackage, with hours or speed beside each where there are.",
            valueName: "file"))
    var lines: String?

    @Option(help: ArgumentHelp("With --lines: speed of lines that say nothing.", valueName: "km/h"))
    var lineSpeed = 60.0

    @Option(
        help: ArgumentHelp(
            "GTFS feed, a zip archive or a folder; may be given again, feeds then join by walks.", valueName: "zip|dir")
    )
    var gtfs: [String] = []

    @Option(
        help: ArgumentHelp(
            "Timetable table: trip,stop,arrival,departure[,line,mode]; runs every day.", valueName: "file"))
    var timetable: String?

    @Option(
        help: ArgumentHelp(
            "Table of places: id[,name,longitude,latitude]; with --gtfs brought to the stops near them.",
            valueName: "file"))
    var nodes: String?

    @Option(help: ArgumentHelp("Links open, or trips running, on this day, as 2020-12-27.", valueName: "day"))
    var day: String?

    @Option(
        help: ArgumentHelp(
            "With --links: hours from door to door beside a ride, as `--access rail=1.2`; may be given again.",
            valueName: "mode=hours"))
    var access: [String] = []

    @Option(
        help: ArgumentHelp("With --links: hours between two lines of a station, the wait apart.", valueName: "hours"))
    var transfer = 0.0

    @Option(
        help: ArgumentHelp(
            "Money an hour; with --links the column fare then counts beside time, on the atlas assumed fares.",
            valueName: "money"))
    var valueOfTime: Double?

    @Option(
        help: ArgumentHelp(
            "With a timetable: the time of departure, the wait for the first trip included.", valueName: "time"))
    var departure = "08:00"

    @Option(help: ArgumentHelp("With a timetable: the mean over departures until this time.", valueName: "time"))
    var until: String?

    @Option(
        help: ArgumentHelp(
            "With a timetable: only these modes, as `--only rail`; may be given again.", valueName: "mode"))
    var only: [String] = []

    @Option(
        help: ArgumentHelp(
            "With --gtfs or --lines, and --nodes: how far from a place its stops or lines may lie.", valueName: "km"))
    var reach = 30.0

    @Option(help: ArgumentHelp("With --gtfs or --lines, and --nodes: speed from a place to them.", valueName: "km/h"))
    var reachSpeed = 40.0

    @Option(help: ArgumentHelp("With --gtfs: how far one walks between stops; 0 for not at all.", valueName: "metres"))
    var walk = 500.0

    @Option(
        help: ArgumentHelp("With a timetable: minutes of a change where the feed says nothing.", valueName: "minutes"))
    var change = 2.0

    @Option(help: "With a timetable: most rides of a way.") var rides = 8

    var isGiven: Bool { links != nil || lines != nil || hasTimetable }
    var hasTimetable: Bool { !gtfs.isEmpty || timetable != nil }

    func validate() throws {
        if let day, Day(day) == nil {
            throw ValidationError("--day is \(day.prefix(40)): expected a day as 2020-12-27")
        }
        if !isGiven && (nodes != nil || day != nil) {
            throw ValidationError("--nodes and --day go with --links, --lines, --gtfs or --timetable")
        }
        if [links != nil, lines != nil, !gtfs.isEmpty, timetable != nil].count(where: { $0 }) > 1 {
            throw ValidationError("--links, --lines, --gtfs or --timetable: one of them")
        }
        if !(lineSpeed > 0 && lineSpeed <= 1_000) {
            throw ValidationError("--line-speed is \(lineSpeed): expected above 0 km/h")
        }
        if hasTimetable && day == nil { throw ValidationError("--day: name the day of service, as 2026-01-05") }
        if links == nil && lines == nil && (!access.isEmpty || transfer != 0) {
            throw ValidationError("--access and --transfer go with --links or --lines")
        }
        if hasTimetable && valueOfTime != nil {
            throw ValidationError("--value-of-time: timetables have no fares; it goes with --links or the atlas")
        }
        if let valueOfTime, !(valueOfTime > 0 && valueOfTime <= 1e9) {
            throw ValidationError("--value-of-time is \(valueOfTime): expected above 0")
        }
        if !(transfer >= 0 && transfer <= 100) {
            throw ValidationError("--transfer is \(transfer): expected 0 to 100 hours")
        }
        _ = try accessHours()
        let options = try timetableOptions()
        if options.departures.count > 86_400 {
            throw ValidationError("--until: expected at most a day after --departure")
        }
        if !(walk >= 0 && walk <= 20_000) { throw ValidationError("--walk is \(walk): expected 0 to 20000 metres") }
        if !(reach > 0 && reach <= 1_000) {
            throw ValidationError("--reach is \(reach): expected above 0, at most 1000 km")
        }
        if !(reachSpeed >= 1 && reachSpeed <= 1_000) {
            throw ValidationError("--reach-speed is \(reachSpeed): expected 1 to 1000 km/h")
        }
        if !(change >= 0 && change <= 600) { throw ValidationError("--change is \(change): expected 0 to 600 minutes") }
        if !(1...30).contains(rides) { throw ValidationError("--rides is \(rides): expected 1 to 30") }
    }

    private func accessHours() throws -> [Mode: Double] {
        var hours: [Mode: Double] = [:]
        for entry in access {
            let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let mode = Mode(rawValue: parts[0]), let value = Double(parts[1]),
                (0...100).contains(value)
            else {
                throw ValidationError(
                    "--access \(entry.prefix(40)): expected MODE=HOURS, a mode being one of \(modeNames)")
            }
            hours[mode] = value
        }
        return hours
    }

    private func timetableOptions() throws -> OwnNetwork.TimetableOptions {
        func clock(_ text: String, _ option: String) throws -> Int32 {
            if let seconds = clockSeconds(text.utf8) { return seconds }
            throw ValidationError("\(option) is \(text.prefix(40)): expected a time as 08:00")
        }
        var options = OwnNetwork.TimetableOptions()
        let first = try clock(departure, "--departure")
        let last = try until.map { try clock($0, "--until") } ?? first
        if last < first { throw ValidationError("--until: expected no time before --departure") }
        options.departures = first...last
        if !only.isEmpty {
            options.modes = Set(
                try only.map { text in
                    guard let mode = Mode(rawValue: text) else {
                        throw ValidationError("--only \(text.prefix(40)): expected one of \(modeNames)")
                    }
                    return mode
                })
        }
        options.walking.metres = walk
        options.walking.changeSeconds = Int32(change * 60)
        options.reachKm = reach
        options.reachKmh = reachSpeed
        options.maximumRides = rides
        return options
    }

    private var modeNames: String { Mode.allCases.map(\.rawValue).joined(separator: ", ") }

    /// Nil without links or timetables.
    func network() throws -> OwnNetwork? {
        let date = day.flatMap { Day($0) }
        var options = OwnNetwork.LinkOptions()
        options.day = date
        options.accessHours = try accessHours()
        options.transferHours = transfer
        options.valueOfTime = valueOfTime
        options.lineSpeedKmh = lineSpeed
        options.reachKm = reach
        options.reachKmh = reachSpeed
        if let links { return try OwnNetwork(links: links, nodes: nodes, options: options) }
        if let lines { return try OwnNetwork(lines: lines, nodes: nodes, options: options) }
        guard hasTimetable, let date else { return nil }
        defer { clearProgress() }
        let clock = RemainingTime()
        return try OwnNetwork(
            gtfs: gtfs, timetable: timetable, nodes: nodes, day: date, options: try timetableOptions(),
            progress: { clock.show($0, Int(100 * $1), of: 100) })
    }
}

/// A measure of accessibility.
struct MeasureOptions: ParsableArguments {
    enum Measure: String, ExpressibleByArgument, CaseIterable {
        case weightedMeanTime, potential, daily, cumulative, floatingCatchment
    }
    enum Fading: String, ExpressibleByArgument, CaseIterable { case power, exponential, gaussian }
    @Option(help: "weightedMeanTime, potential, daily, cumulative, or over a network of your own floatingCatchment.")
    var measure: Measure
    @Option(help: "With potential or floatingCatchment: power, exponential or gaussian.") var decay: Fading?
    @Option(help: "The power p of a potential.") var power = 1.0
    @Option(help: "Hours within which daily, cumulative and floatingCatchment count, or over which a potential fades.")
    var hours: Double?
    @Flag(help: "On the atlas: a city's own mass counts too, at the hours inside it.") var own = false
    @Flag(help: "On the atlas: goods by road, instead of passengers.") var goods = false

    func validate() throws {
        let fades = decay == .exponential || decay == .gaussian
        if hours == nil && (measure != .weightedMeanTime && measure != .potential || fades) {
            throw ValidationError("--hours: \(measure.rawValue) needs it, such as --hours 3")
        }
        if let hours, !(hours > 0 && hours <= 1e6) { throw ValidationError("--hours is \(hours): expected above 0") }
        if !(power > 0 && power <= 10) { throw ValidationError("--power is \(power): expected above 0, at most 10") }
    }

    private var chosenDecay: Decay {
        switch decay ?? .power {
        case .power: .power(power)
        case .exponential: .exponential(hours: hours ?? 1)
        case .gaussian: .gaussian(hours: hours ?? 1)
        }
    }

    /// A decay inside the catchment; a third of its width where it is a bell or falls exponentially.
    var catchmentDecay: Decay? {
        let width = (hours ?? 1) / 3
        return switch decay {
        case nil: nil
        case .power: .power(power)
        case .exponential: .exponential(hours: width)
        case .gaussian: .gaussian(hours: width)
        }
    }

    var chosen: AccessibilityMeasure {
        switch measure {
        case .weightedMeanTime: .weightedMeanTime
        case .daily: .daily(hours: hours ?? 1)
        case .cumulative, .floatingCatchment: .cumulative(hours: hours ?? 1)
        case .potential: .potential(chosenDecay)
        }
    }

    func onAtlas(_ valueOfTime: Double?) throws -> AccessQuestion {
        if let valueOfTime, !(valueOfTime > 0 && valueOfTime <= 1e6) {
            throw ValidationError("--value-of-time is \(valueOfTime): expected above 0")
        }
        var question = AccessQuestion(chosen)
        question.own = own
        question.goods = goods
        question.prices = valueOfTime.map { TravelPrices(valueOfTime: $0) }
        return question
    }
}

/// Parameters other than the standard ones.
struct ParameterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A parameter, as `--set observedTrade=1`; may be given again.", valueName: "name=value"))
    var set: [String] = []

    func parameters() throws -> StudyParameters {
        var parameters = StudyParameters()
        for entry in set {
            let parts = entry.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, let parameter = StudyParameter(rawValue: parts[0]), let value = Double(parts[1])
            else {
                throw ValidationError(
                    """
                    --set \(entry.prefix(60)): expected NAME=NUMBER with a name of `hinterland model calibrate`, \
                    such as tradeElasticity=5
                    """
                )
            }
            do { try parameters.set(parameter, to: value) } catch {
                throw ValidationError("--set \(entry.prefix(60)): \(error)")
            }
        }
        return parameters
    }
}

/// How intervals are drawn.
struct DrawOptionsGroup: ParsableArguments {
    @Option(
        help:
            """
            Draws that the intervals rest on; 0 gives point answers only. From 1,000 on their own error is not \
            printed.
            """
    )
    var draws = 200

    @Option(help: "Threads for the draws; one for each processor if left out. The answer does not depend on it.")
    var threads: Int?

    func validate() throws {
        if draws != 0 && !(10...20_000).contains(draws) {
            throw ValidationError("--draws is \(draws): expected 0, or 10 to 20000")
        }
        if let threads, !(1...1_024).contains(threads) {
            throw ValidationError("--threads is \(threads): expected 1 to 1024")
        }
    }

    /// Runs a scenario with progress and the time that remains, where a person watches.
    func run(_ workbench: Workbench, _ scenario: String, _ common: CommonOptions) throws -> ScenarioRun {
        let (total, begun) = (draws, Date())
        return try workbench.run(
            scenario: scenario, year: common.year, seed: common.seed, draws: draws, threads: threads,
            progress: showProgress,
            drawn: { done in
                guard done % max(1, total / 100) == 0 else { return }
                let left = Date().timeIntervalSince(begun) / Double(done) * Double(total - done)
                showProgress("draw \(done) of \(total), about \(Int(left.rounded(.up))) s left")
            })
    }
}

/// Says on the error stream what is being done, where a person watches.
func showProgress(_ step: String) {
    if isatty(2) == 1 { FileHandle.standardError.write(Data("\r\u{1B}[K\(step) …".utf8)) }
}

/// Progress with the time that remains, from two seconds on.
final class RemainingTime {
    private var begun = Date()
    private var task = ""

    func show(_ what: String, _ done: Int, of total: Int) {
        if what != task { (task, begun) = (what, Date()) }
        let spent = Date().timeIntervalSince(begun)
        if spent < 2 || done == 0 { return }
        showProgress(
            """
            \(what) \(done) of \(total), about \
            \(Int((spent / Double(done) * Double(total - done)).rounded(.up))) s left
            """
        )
    }
}

func clearProgress() {
    if isatty(2) == 1 { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
}

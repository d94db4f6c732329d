import ArgumentParser
import Asking
import Formats
import Reports
import Transport
import Workbench

struct NetworkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "network", abstract: "Hours between cities, and who is near to much.",
        subcommands: [
            Times.self, Ways.self, Profile.self, Access.self, Change.self, Isochrone.self, Delimit.self, Links.self,
        ])

    struct Times: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Hours from one city to every other, passengers and goods; or over links or timetables of your own.",
            discussion: """
                hinterland network times --from Ankang
                hinterland network times --links L.csv --format csv                # from,to,hours of all pairs; \
                empty: no way
                hinterland network times --links L.csv --nodes N.csv --from A
                hinterland network times --gtfs feed.zip --day 2026-01-05 --departure 08:00 --until 10:00 --from A

                L.csv: from,to,hours and, where there are, mode,opened,closed,oneway,fare,line,headway. N.csv: id and, \
                where there are,
                name,longitude,latitude.
                """)
        @Option(help: "City by code or name; over a network of your own an id, or left out for all.") var from: String?
        @Option(help: "Only to this city.") var to: String?
        @Option(help: "A place carved out of another, such as XIONGAN.") var carve: [String] = []
        @OptionGroup var own: OwnNetworkOptions
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if !own.isGiven && from == nil {
                throw ValidationError(
                    "--from: name a city, or give --links, --gtfs or --timetable with a network of your own")
            }
            if own.isGiven && (to != nil || !carve.isEmpty) {
                throw ValidationError("--to and --carve are for the atlas, not for a network of your own")
            }
        }

        func run() throws {
            guard let network = try own.network() else {
                let workbench = try common.open()
                return try common.write(
                    workbench.times(
                        from: from ?? "", to: to, carved: carve, year: workbench.year(common.year),
                        valueOfTime: own.valueOfTime,
                        language: common.language))
            }
            defer { clearProgress() }
            guard common.format == .csv else {
                return try common.write(network.times(from: from, language: common.language))
            }
            let clock = RemainingTime()
            try common.writePieces { write throws(WorkbenchError) in
                try network.timesCSV(from: from, progress: { clock.show("origin", $0, of: $1) }, write: write)
            }
        }
    }

    struct Ways: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                """
                Alternative ways between two cities, the cheapest first; over a timetable each earlier there or \
                with fewer rides.
                """,
            discussion: """
                hinterland network ways --from Ankang --to Chengdu
                hinterland network ways --links L.csv --from A --to B --count 5
                hinterland network ways --gtfs feed.zip --day 2026-01-05 --departure 08:00 --from A --to B
                """)
        @Option(help: "City by code or name; over a network of your own an id.") var from: String
        @Option(help: "The other city.") var to: String
        @Option(help: "At most so many ways.") var count = 3
        @Option(help: "A place carved out of another, such as XIONGAN.") var carve: [String] = []
        @OptionGroup var own: OwnNetworkOptions
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if !(1...20).contains(count) { throw ValidationError("--count is \(count): expected 1 to 20") }
        }

        func run() throws {
            if let network = try own.network() {
                return try common.write(network.ways(from: from, to: to, count: count, language: common.language))
            }
            let workbench = try common.open()
            try common.write(
                workbench.ways(
                    from: from, to: to, count: count, carved: carve, year: workbench.year(common.year),
                    valueOfTime: own.valueOfTime,
                    language: common.language))
        }
    }

    struct Profile: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Every departure of a span that no other beats, over a timetable of your own.",
            discussion: """
                hinterland network profile --gtfs feed.zip --day 2026-01-05 --departure 06:00 --until 12:00 --from A \
                --to B
                """)
        @Option(help: "Id or name of a stop, or id of a place.") var from: String
        @Option(help: "The other end.") var to: String
        @OptionGroup var own: OwnNetworkOptions
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if !own.hasTimetable { throw ValidationError("--gtfs or --timetable: a profile of departures needs one") }
            if own.until == nil { throw ValidationError("--until: name the end of the span of departures") }
        }

        func run() throws {
            guard let network = try own.network() else { return }
            try common.write(network.profile(from: from, to: to, language: common.language))
        }
    }

    struct Access: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Who is near to much: accessibility of every city, or of every place of a network of your own.",
            discussion: """
                hinterland network access --measure potential                      # with the hours to the nearest \
                anchor
                hinterland network access --measure daily --hours 3 --value-of-time 60
                hinterland network access --links L.csv --mass M.csv --measure potential
                hinterland network access --links L.csv --mass M.csv --supply S.csv --measure floatingCatchment \
                --hours 1

                weightedMeanTime is ΣTM/ΣM in hours; potential is ΣM/T^p, or with --decay exponential or gaussian ΣM \
                e^(−T/h), ΣM e^(−T²/2h²), h being
                --hours; daily is ΣM of others within --hours, cumulative that with the place's own; floatingCatchment \
                is supply per demand in two
                steps. M.csv: id,mass. S.csv: id,supply.
                """)
        @Option(help: "Over a network of your own: table of masses, id,mass. On the atlas mass is √(GDP × residents).")
        var mass: String?
        @Option(help: "With floatingCatchment: table of supplies, id,supply; --mass is then the demand.") var supply:
            String?
        @Option(
            help:
                """
                Over a network of your own: hours inside a place, at which its own mass counts; left out, it \
                does not count.
                """
        )
        var inside: Double?
        @OptionGroup var question: MeasureOptions
        @OptionGroup var files: OwnNetworkOptions
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if files.isGiven && mass == nil { throw ValidationError("--mass: give a table with id,mass") }
            if files.isGiven && (question.own || question.goods) {
                throw ValidationError(
                    "--own and --goods are for the atlas; over a network of your own give --inside HOURS")
            }
            if !files.isGiven && (mass != nil || inside != nil) {
                throw ValidationError(
                    "--mass and --inside go with --links, --gtfs or --timetable, a network of your own")
            }
            if (question.measure == .floatingCatchment) != (supply != nil) {
                throw ValidationError("--supply goes with --measure floatingCatchment, over a network of your own")
            }
            if let inside, !(inside >= 0 && inside <= 1e6) {
                throw ValidationError("--inside is \(inside): expected 0 or more")
            }
        }

        func run() throws {
            if let network = try files.network(), let mass {
                defer { clearProgress() }
                let clock = RemainingTime()
                if let supply {
                    return try common.write(
                        network.catchment(
                            demand: mass, supply: supply, limit: question.hours ?? 1, decay: question.catchmentDecay,
                            inside: inside ?? 0,
                            language: common.language, progress: { clock.show("origin", $0, of: $1) }))
                }
                return try common.write(
                    network.access(
                        question.chosen, masses: mass, inside: inside, language: common.language,
                        progress: { clock.show("origin", $0, of: $1) }))
            }
            let workbench = try common.open()
            try common.write(
                workbench.access(
                    try question.onAtlas(files.valueOfTime), year: workbench.year(common.year),
                    language: common.language))
        }
    }

    struct Change: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                """
                Accessibility before and after: between two years of the network, or with a scenario's links; \
                the largest gain first.
                """,
            discussion: """
                hinterland network change --before 2008 --year 2023 --measure weightedMeanTime
                hinterland network change --scenario xian-ankang-chongqing --measure daily --hours 3
                """)
        @Option(help: "Year of the network before; that of --year if left out.") var before: Int?
        @Option(help: "A scenario file or the name of an example, whose links come to the network.") var scenario:
            String?
        @Option(help: ArgumentHelp("Yuan an hour; fares then count beside time.", valueName: "yuan")) var valueOfTime:
            Double?
        @OptionGroup var question: MeasureOptions
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if before == nil && scenario == nil { throw ValidationError("--before or --scenario: name what changes") }
            if let before, !(1900...2100).contains(before) {
                throw ValidationError("--before is \(before): expected 1900 to 2100")
            }
            if question.measure == .floatingCatchment {
                throw ValidationError("--measure: floatingCatchment needs tables, see network access")
            }
        }

        func run() throws {
            let workbench = try common.open()
            let after = workbench.year(common.year)
            try common.write(
                workbench.accessChange(
                    try question.onAtlas(valueOfTime), before: before ?? after, after: after, scenario: scenario,
                    language: common.language)
            )
        }
    }

    struct Isochrone: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Areas within some hours of a city as GeoJSON polygons.",
            discussion: """
                hinterland network isochrone --from Wuhan --hours 1 --hours 2 --hours 4 --out wuhan.geojson
                hinterland network isochrone --links L.csv --nodes N.csv --from A --hours 1 --speed 30
                """)
        @Option(help: "City by code or name; over a network of your own an id.") var from: String
        @Option(help: "Hours of an area; may be given again.") var hours: [Double] = [1, 2, 3, 4]
        @Option(help: "Over a network of your own: km/h in straight lines beyond its places.") var speed = 30.0
        @Option(help: "A place carved out of another, such as XIONGAN.") var carve: [String] = []
        @OptionGroup var own: OwnNetworkOptions
        @OptionGroup var common: CommonOptions

        func validate() throws {
            for limit in hours where !(limit > 0 && limit <= 100) {
                throw ValidationError("--hours is \(limit): expected above 0, at most 100")
            }
            if !own.isGiven && own.valueOfTime != nil {
                throw ValidationError("--value-of-time: areas on the atlas are of hours alone")
            }
            if hours.count > 24 { throw ValidationError("--hours: at most 24 areas") }
            if !(speed > 0 && speed <= 1_000) { throw ValidationError("--speed is \(speed): expected above 0 km/h") }
        }

        func run() throws {
            if let network = try own.network() {
                return try common.write(
                    network.isochroneGeoJSON(from: from, limits: hours, speedKmh: speed, language: common.language))
            }
            let workbench = try common.open()
            try common.write(
                workbench.isochroneGeoJSON(
                    from: from, limits: hours, carved: carve, year: workbench.year(common.year),
                    language: common.language))
        }
    }

    struct Delimit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Clusters drawn by time to an anchor and by flow, beside the official list.",
            discussion: "  hinterland network delimit --hours 2 --share 0.2")
        @Option(help: "Hours to an anchor within which a city may belong.") var hours = 2.0
        @Option(help: "Least part of its flow with all anchors that goes to the cluster's.") var share = 0.2
        @Option(
            help: ArgumentHelp(
                "Table of flows, from,to,flow by codes of cities; modelled if left out.", valueName: "file")) var flows:
            String?
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if !(hours > 0 && hours <= 1_000) { throw ValidationError("--hours is \(hours): expected above 0") }
            if !(share >= 0 && share <= 1) { throw ValidationError("--share is \(share): expected 0 to 1") }
        }

        func run() throws {
            let workbench = try common.open()
            try common.write(
                workbench.delimit(
                    hours: hours, share: share, flows: flows, year: workbench.year(common.year),
                    language: common.language))
        }
    }

    struct Links: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The direct links of a city.")
        @Option(help: "City by code or name.") var from: String
        @Option(help: "A place carved out of another, such as XIONGAN.") var carve: [String] = []
        @OptionGroup var common: CommonOptions

        func run() throws {
            let workbench = try common.open()
            try common.write(
                workbench.links(from: from, carved: carve, year: workbench.year(common.year), language: common.language)
            )
        }
    }
}

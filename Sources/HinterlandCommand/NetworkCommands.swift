import ArgumentParser
import Asking
import Formats
import MapFiles
import NetworkAnswers
import Workbenches

struct NetworkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "network", abstract: "Hours between cities, and who is near to much.",
        subcommands: [
            Times.self, Ways.self, Profile.self, Access.self, Change.self, Isochrone.self, Delimit.self, Links.self,
            Validate.self,
        ])

    /// Refuses settings of the question and of the user's files that do not go together.
    static func check(
        _ question: some NetworkQuestion, over files: QuestionOptions<OwnNetworkFiles>, valueOfTime: Double? = nil
    ) throws {
        let files = try files.question()
        try files.check(valueOfTime: valueOfTime)
        try question.check(overOwn: files.isGiven)
    }

    struct Validate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "How well hours of lines that no timetable knows are told: each known line left out in turn.")
        @OptionGroup var common: CommonOptions

        func run() throws { try common.ask(ValidateQuestion()) }
    }

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
        @OptionGroup var asked: QuestionOptions<HoursQuestion>
        @OptionGroup var own: QuestionOptions<OwnNetworkFiles>
        @OptionGroup var common: CommonOptions

        func validate() throws {
            let question = try asked.question()
            try check(question, over: own, valueOfTime: question.valueOfTime)
        }

        func run() throws {
            var question = try asked.question()
            guard let network = try ownNetwork(own, valueOfTime: question.valueOfTime) else {
                question.year = common.year
                return try common.write(question.answer(on: common.open().atlas).record)
            }
            defer { clearProgress() }
            guard try common.output.chosen() == .csv else {
                return try common.write(question.record(over: network), shapes: .known(network.shapes))
            }
            let clock = RemainingTime()
            try common.output.writePieces { write throws(Problem) in
                try question.writeCSV(
                    over: network, language: common.language, progress: { clock.show("origin", $0, of: $1) },
                    write: write)
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
        @OptionGroup var asked: QuestionOptions<WaysQuestion>
        @OptionGroup var own: QuestionOptions<OwnNetworkFiles>
        @OptionGroup var common: CommonOptions

        func validate() throws {
            let question = try asked.question()
            try check(question, over: own, valueOfTime: question.valueOfTime)
        }

        func run() throws {
            var question = try asked.question()
            if let network = try ownNetwork(own, valueOfTime: question.valueOfTime) {
                return try common.write(question.record(over: network))
            }
            question.year = common.year
            try common.write(question.answer(on: common.open().atlas).record)
        }
    }

    struct Profile: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Every departure of a span that no other beats, over a timetable of your own.",
            discussion: """
                hinterland network profile --gtfs feed.zip --day 2026-01-05 --departure 06:00 --until 12:00 --from A \
                --to B
                """)
        @OptionGroup var asked: QuestionOptions<ProfileQuestion>
        @OptionGroup var own: QuestionOptions<OwnNetworkFiles>
        @OptionGroup var common: CommonOptions

        func validate() throws {
            let files = try own.question()
            try files.check()
            if !files.hasTimetable {
                throw ValidationError("--gtfs or --timetable: a profile of departures needs one")
            }
            if files.until == nil { throw ValidationError("--until: name the end of the span of departures") }
        }

        func run() throws {
            guard let network = try ownNetwork(own) else { return }
            try common.write(asked.question().answer(over: network).record)
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
        @OptionGroup var asked: QuestionOptions<AccessQuestion>
        @OptionGroup var own: QuestionOptions<OwnNetworkFiles>
        @OptionGroup var common: CommonOptions

        func validate() throws {
            let question = try asked.question()
            try check(question, over: own, valueOfTime: question.access.valueOfTime)
        }

        func run() throws {
            var question = try asked.question()
            if let network = try ownNetwork(own, valueOfTime: question.access.valueOfTime) {
                defer { clearProgress() }
                let clock = RemainingTime()
                return try common.write(
                    question.record(over: network, progress: { clock.show("origin", $0, of: $1) }),
                    shapes: .known(network.shapes))
            }
            question.year = common.year
            try common.write(question.answer(on: common.open().atlas).record)
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
        @OptionGroup var asked: QuestionOptions<AccessChangeQuestion>
        @OptionGroup var common: CommonOptions

        func validate() throws { try asked.question().check(overOwn: false) }

        func run() throws {
            var question = try asked.question()
            question.after = question.after ?? common.year
            try common.write(common.open().answer(question).record)
        }
    }

    struct Isochrone: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What lies within some hours of a city: the places, or with a file of a map the areas.",
            discussion: """
                hinterland network isochrone --from Wuhan --hours 1                     # the places within an hour
                hinterland network isochrone --from Wuhan --hours 1 --hours 2 --hours 4 --out wuhan.geojson
                hinterland network isochrone --links L.csv --nodes N.csv --from A --hours 1 --speed 30
                """)
        @OptionGroup var asked: QuestionOptions<AreasQuestion>
        @OptionGroup var own: QuestionOptions<OwnNetworkFiles>
        @OptionGroup var common: CommonOptions

        func validate() throws {
            let question = try asked.question()
            try check(question, over: own, valueOfTime: question.valueOfTime)
        }

        func run() throws {
            var question = try asked.question()
            question.year = common.year
            let network = try ownNetwork(own, valueOfTime: question.valueOfTime)
            let areas = try network.map { try question.answer(over: $0) } ?? question.answer(on: common.open().atlas)
            let format = try common.output.chosen()
            guard Format.maps.contains(format) else {
                return try common.write(areas.record, shapes: network.map { .known($0.shapes) })
            }
            let (rows, shapes) = areas.result.table(in: common.language)
            try common.output.write(PlacedTable(rows, shapes: shapes))
        }
    }

    struct Delimit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Clusters drawn by time to an anchor and by flow, beside the official list.",
            discussion: "  hinterland network delimit --hours 2 --share 0.2")
        @OptionGroup var asked: QuestionOptions<DelimitQuestion>
        @OptionGroup var common: CommonOptions

        func run() throws {
            var question = try asked.question()
            question.year = common.year
            try common.write(question.answer(on: common.open().atlas).record)
        }
    }

    struct Links: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The direct links of a city.")
        @OptionGroup var asked: QuestionOptions<LinksQuestion>
        @OptionGroup var common: CommonOptions

        func run() throws {
            var question = try asked.question()
            question.year = common.year
            try common.write(question.answer(on: common.open().atlas).record)
        }
    }
}

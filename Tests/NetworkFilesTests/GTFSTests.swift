import AtlasFiles
import Atlases
import CZip
import Foundation
import NetworkFiles
import Testing
import Transport

@Suite("GTFS, by the cases of its specification")
struct GTFSTests {
    @Test("trips run, one changes inside a station and walks to a stop nearby; a name finds its station")
    func journey() throws {
        let network = try Feed().network()
        let times = try arrivals(network, from: "Alpha", at: clock(8, 0))
        #expect(times["B1"] == clock(8, 30) && times["C"] == clock(9, 30))
        // 333.6 m × 1.3 at 4.5 km/h.
        #expect(times["D"] == clock(9, 30) + 347)
        #expect(
            try arrivals(network, from: "A", at: clock(8, 0, 1))["B1"] == clock(32, 0) + 1_800, "the next day's train")
        #expect(
            try network.reach(network.stop("B")).map(\.stop) == [1, 2, 3] && network.stops[3].name == "Beta, \"2\"")
        #expect(
            try Feed().network(change: 400).timetable.runCount == 4,
            "of this day and the next; none of the day before reaches it")
        #expect(
            try arrivals(try Feed().network(change: 400), from: "A", at: clock(8, 0))["C"] == clock(33, 30),
            "misses the change")
        #expect(try arrivals(try Feed().network(metres: 0), from: "A", at: clock(8, 0))["D"] == nil)
        #expect(throws: AtlasProblem.self) { try network.stop("Nowhere") }
    }

    @Test("a service runs on its weekdays within its span; calendar_dates add and take away, and may stand alone")
    func calendar() throws {
        var feed = Feed()
        func runs(_ day: String) throws -> Int? { try? feed.network(day).timetable.runCount }
        #expect(try runs("2026-01-05") == 4 && runs("2026-01-09") == 2 && runs("2026-01-10") == nil)
        #expect(try runs("2025-12-31") == 2, "the trips of tomorrow")
        #expect(try runs("2025-12-30") == nil && runs("2027-01-01") == nil)
        feed.files["calendar_dates.txt"] = "service_id,date,exception_type\nwk,20260105,2\nwk,20260110,1\n"
        #expect(try runs("2026-01-05") == 2 && runs("2026-01-10") == 2)
        feed.files["calendar.txt"] = nil
        #expect(try runs("2026-01-10") == 2 && runs("2026-01-12") == nil)
    }

    @Test("times past 24:00 belong to the day they began, and are there on the next day")
    func midnight() throws {
        var feed = Feed()
        feed.files["stop_times.txt"] = """
            trip_id,arrival_time,departure_time,stop_id,stop_sequence
            T1,23:50:00,23:50:00,A,1
            T1,24:40:00,24:45:00,B1,2
            T1,25:10:00,25:10:00,C,3
            """
        #expect(try arrivals(feed.network("2026-01-05"), from: "A", at: clock(23, 0))["C"] == clock(25, 10))
        // Tuesday, half past midnight: Monday's train.
        #expect(try arrivals(feed.network("2026-01-06"), from: "B1", at: clock(0, 30))["C"] == clock(1, 10))
        #expect(
            try arrivals(feed.network("2026-01-10"), from: "B1", at: clock(0, 30))["C"] == clock(1, 10),
            "Friday's on Saturday")
    }

    @Test("a train that left two days ago is still on its way, by its own times and by headways")
    func twoMidnights() throws {
        var feed = Feed()
        feed.files["stop_times.txt"] = """
            trip_id,arrival_time,departure_time,stop_id,stop_sequence
            T1,23:00:00,23:00:00,A,1
            T1,52:00:00,52:30:00,B1,2
            T1,56:00:00,56:00:00,C,3
            """
        // Wednesday, half past four: Monday's train.
        #expect(try arrivals(feed.network("2026-01-07"), from: "B1", at: clock(4, 0))["C"] == clock(8, 0))
        // A service that has ended on Monday.
        feed.replace("calendar.txt", "20261231", "20260105")
        #expect(try arrivals(feed.network("2026-01-07"), from: "B1", at: clock(4, 0))["C"] == clock(8, 0))
        feed.files["frequencies.txt"] = "trip_id,start_time,end_time,headway_secs\nT1,22:00:00,23:30:00,3600"
        #expect(try arrivals(feed.network("2026-01-07"), from: "B1", at: clock(3, 0))["C"] == clock(7, 0))
    }

    @Test("stops at 0, 0 have no position: nobody walks between them")
    func nowhere() throws {
        var feed = Feed()
        feed.replace("stops.txt", "C,Gamma,31,110,0,", "C,Gamma,0.0,0.0,0,")
        feed.replace("stops.txt", "D,Delta,31.003,110,0,", "D,Delta,0,0,0,")
        #expect(try arrivals(feed.network(), from: "A", at: clock(8, 0))["D"] == nil)
        #expect(try arrivals(feed.network(), from: "A", at: clock(8, 0))["C"] != nil)
    }

    @Test("headways take the place of the trip's own times; the last departure lies before the span's end")
    func headways() throws {
        var feed = Feed()
        feed.files["frequencies.txt"] =
            """
            trip_id,start_time,end_time,headway_secs,exact_times\nT1,06:00:00,07:00:00,1200,0\nT1,07:00:00,07:30:00,1800,1\n
            """
        let network = try feed.network()
        for (time, expected) in [
            (clock(6, 0), clock(6, 30)), (clock(6, 1), clock(6, 50)), (clock(6, 41), clock(7, 30)),
            (clock(7, 1), clock(30, 30)),
        ] {
            #expect(try arrivals(network, from: "A", at: time)["B1"] == expected)
        }
        // Half the headway is waited for in the mean.
        var search = TimetableSearch(network.timetable)
        let found = search.departureArrivals(
            from: network.reach(0), to: [network.reach(2)], departures: clock(6, 0, 1)...clock(6, 20))
        let hours = try #require(SpanHours(found[0], departures: clock(6, 0, 1)...clock(6, 20)))
        #expect(abs(hours.mean - (1_800 + 599.5) / 3_600) < 1e-12)
    }

    @Test("times left out between two known ones are spaced evenly, rows come in any order, sequences leave gaps")
    func interpolation() throws {
        var feed = Feed()
        feed.files["stop_times.txt"] = """
            stop_sequence,trip_id,stop_id,arrival_time,departure_time
            30,T2,D,,
            70,T2,C,09:00:00,
            5,T2,A,,08:00:00
            6,T2,B1,,
            """
        let times = try arrivals(feed.network(metres: 0), from: "A", at: clock(8, 0))
        #expect(times["B1"] == clock(8, 20) && times["D"] == clock(8, 40) && times["C"] == clock(9, 0))
    }

    @Test("pickup_type and drop_off_type 1 close a call")
    func closedCalls() throws {
        var feed = Feed()
        feed.files["stop_times.txt"] = """
            trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type
            T1,08:00:00,08:00:00,A,1,0,1
            T1,08:30:00,08:31:00,B1,5,1,0
            T1,09:00:00,09:00:00,C,6,,1
            T1,09:30:00,09:30:00,D,7,3,2
            """
        let network = try feed.network(metres: 0)
        let times = try arrivals(network, from: "A", at: clock(8, 0))
        #expect(times["B1"] == clock(8, 30) && times["C"] == nil && times["D"] == clock(9, 30))
        #expect(try arrivals(network, from: "B1", at: clock(8, 0))["D"] == nil)
    }

    @Test("what a feed holds and is not used is said: fares, pathways, blocks")
    func unused() throws {
        var feed = Feed()
        feed.files["fare_attributes.txt"] = "fare_id,price"
        feed.files["pathways.txt"] = "pathway_id"
        feed.files["trips.txt"] = "route_id,service_id,trip_id,block_id\nR1,wk,T1,b\nR2,wk,T2,b\n"
        let notes = try feed.read().notes.map(\.english)
        #expect(
            notes.contains { $0.contains("fare_attributes, pathways") }
                && notes.contains { $0.contains("2 trips of blocks") })
        #expect(try Feed().read().notes.isEmpty)
    }

    @Test("modes are those of the route types, basic and extended, and can be chosen")
    func modes() throws {
        let feed = try Feed().read()
        #expect(
            feed.lines.map(\.mode) == [.highSpeedRail, .rail, .ferry]
                && feed.lines.map(\.name) == ["G1", "Slow line", "F"])
        #expect(try arrivals(try Feed().network(modes: [.highSpeedRail]), from: "A", at: clock(8, 0))["C"] == nil)
        #expect(throws: AtlasProblem.self) { try Feed().network(modes: [.air]) }
    }

    @Test("several feeds join by walks and by their names; different time zones are refused")
    func severalFeeds() throws {
        let first = try Feed().read()
        var other = Feed()
        other.files["stops.txt"] = "stop_id,stop_name,stop_lat,stop_lon\nA,Near Gamma,31.001,110\nZ,Far,32,110\n"
        other.files["trips.txt"] = "route_id,service_id,trip_id\nR1,wk,T1\n"
        other.files["stop_times.txt"] =
            """
            trip_id,arrival_time,departure_time,stop_id,stop_sequence\nT1,09:40:00,09:40:00,A,1\nT1,10:00:00,10:00:00,Z,2\n
            """
        let second = try other.read()
        let network = try TransitNetwork([first, second], day: try #require(Day("2026-01-05")))
        let times = try arrivals(network, from: "\(first.name):A", at: clock(8, 0))
        #expect(times["\(second.name):Z"] == clock(10, 0))
        let twice = try TransitNetwork([first, first], day: try #require(Day("2026-01-05")))
        #expect(Set(twice.stops.map(\.id)).count == twice.stops.count && twice.stops.last?.id == "\(first.name)-2:D")
        other.replace("agency.txt", "Asia/Shanghai", "Asia/Urumqi")
        let elsewhere = try other.read()
        let error = #expect(throws: AtlasProblem.self) {
            try TransitNetwork([first, elsewhere], day: Day(year: 2026, month: 1, day: 5))
        }
        #expect(error?.description.contains("time zone") == true)
    }

    @Test("places are brought to the stops near them at the seconds it takes")
    func reach() throws {
        let network = try Feed().network()
        let near = network.reach(longitude: 110, latitude: 31.0015, withinKm: 1, speedKmh: 30)
        #expect(near.map { network.stops[$0.stop].id } == ["C", "D"])
        // 166.8 m × 1.3 at 30 km/h.
        #expect(near.allSatisfy { $0.seconds == 27 })
        #expect(network.reach(longitude: 0, latitude: 0, withinKm: 100, speedKmh: 30).isEmpty)
    }

    static let refusals: [(file: String, old: String, new: String, words: [String])] = [
        (
            "stop_times.txt", "T1,08:30:00,08:31:00,B1", "T1,08:30:00,08:29:00,B1",
            ["stop_times.txt", "row 3", "departure_time"]
        ),
        ("stop_times.txt", "T1,08:30:00", "T1,07:30:00", ["row 3", "arrival_time", "before"]),
        ("stop_times.txt", "T1,08:30:00", "T9,08:30:00", ["row 3", "trip_id", "T9", "trips.txt"]),
        ("stop_times.txt", ",B1,", ",X,", ["row 3", "stop_id", "stops.txt"]),
        ("stop_times.txt", "B1,5", "B1,1", ["row 3", "stop_sequence", "once"]),
        ("stop_times.txt", "B1,5", "B1,-5", ["row 3", "stop_sequence"]),
        ("stop_times.txt", "08:35:00,08:36:00", ",", ["row 5", "first stop"]),
        ("stop_times.txt", "9:30:00,9:30:00", ",", ["row 4", "last stop"]),
        ("stop_times.txt", "08:30:00,08:31:00", "8:3:00,08:31:00", ["row 3", "arrival_time", "08:30:00"]),
        ("stop_times.txt", "08:30:00,08:31:00", "08:61:00,09:31:00", ["row 3", "arrival_time"]),
        ("stop_times.txt", "08:30:00,08:31:00", "NaN,08:31:00", ["row 3", "arrival_time", "NaN"]),
        ("stop_times.txt", "08:30:00,08:31:00", "999:30:00,999:31:00", ["row 3", "167"]),
        ("stop_times.txt", "T1,08:30:00,", "T1,", ["row 3", "5 fields"]),
        ("stop_times.txt", "T1,08:30:00", "\"T1,08:30:00", ["row 3", "quote"]),
        ("stop_times.txt", "stop_sequence", "sequence", ["row 1", "stop_sequence"]),
        ("stops.txt", "A,Alpha,30,", "A,Alpha,91,", ["stops.txt", "row 2", "stop_lat", "91"]),
        ("stops.txt", "A,Alpha,30,", "A,Alpha,nan,", ["row 2", "stop_lat"]),
        ("stops.txt", "A,Alpha,30,", "A,Alpha,,", ["row 2", "both coordinates"]),
        ("stops.txt", "C,Gamma", "A,Gamma", ["row 6", "each id once"]),
        ("stops.txt", ",0,B\n", ",0,Q\n", ["row 4", "parent_station", "Q"]),
        ("stops.txt", "B,Beta,30.5,110,1,", "B,Beta,30.5,110,1,B1", ["parent_station", "chain"]),
        ("routes.txt", "101", "55", ["routes.txt", "row 2", "route_type"]),
        ("routes.txt", "101", "", ["row 2", "route_type"]),
        ("trips.txt", "R1,wk", "R9,wk", ["trips.txt", "row 2", "route_id", "R9"]),
        ("trips.txt", "R1,wk", "R1,zz", ["trips.txt", "row 2", "service_id", "zz"]),
        ("trips.txt", "wk,T2", "wk,T1", ["row 3", "each id once"]),
        ("calendar.txt", "20260101", "20260230", ["calendar.txt", "row 2", "start_date"]),
        ("calendar.txt", "20261231", "20251231", ["row 2", "end_date"]),
        ("calendar.txt", "wk,1,", "wk,2,", ["row 2", "monday"]),
    ]

    @Test("what breaks the specification is refused with file, row, column and reason", arguments: refusals)
    func refused(file: String, old: String, new: String, words: [String]) throws {
        var feed = Feed()
        feed.replace(file, old, new)
        let error = #expect(throws: AtlasProblem.self) { try feed.read() }
        for word in words {
            #expect(error?.description.contains(word) == true, "\(word): \(error?.description ?? "read")")
        }
    }

    @Test("missing files, headways that overlap or flood, days twice and times at odds are refused")
    func refusedFiles() throws {
        func message(_ change: (inout Feed) -> Void) -> String {
            var feed = Feed()
            change(&feed)
            do {
                _ = try feed.read()
                return "read"
            } catch { return "\(error)" }
        }
        #expect(message { $0.files["stops.txt"] = nil }.contains("stops.txt"))
        #expect(message { $0.files["calendar.txt"] = nil }.contains("calendar_dates.txt"))
        #expect(message { $0.files["stops.txt"] = "stop_id,stop_name" }.contains("at least one stop"))
        #expect(message { $0.files["stops.txt"] = "" }.contains("header"))
        let head = "trip_id,start_time,end_time,headway_secs\n"
        #expect(
            message { $0.files["frequencies.txt"] = head + "T1,06:00:00,07:00:00,600\nT1,06:59:59,08:00:00,600" }
                .contains("row 3"))
        #expect(message { $0.files["frequencies.txt"] = head + "T1,06:00:00,07:00:00,0" }.contains("headway_secs"))
        #expect(message { $0.files["frequencies.txt"] = head + "T1,06:00:00,06:00:00,60" }.contains("end_time"))
        #expect(message { $0.files["frequencies.txt"] = head + "Q,06:00:00,06:10:00,60" }.contains("trip_id"))
        #expect(
            message { feed in
                feed.files["frequencies.txt"] = head + (0..<150).map { _ in "T1,00:00:00,167:00:00,1\n" }.joined()
            }.contains("50 million"))
        #expect(
            message { $0.files["calendar_dates.txt"] = "service_id,date,exception_type\nwk,20260105,1\nwk,20260105,2" }
                .contains("row 3"))
        #expect(
            message { $0.files["calendar_dates.txt"] = "service_id,date,exception_type\nwk,20260105,3" }.contains(
                "exception_type"))
        #expect(
            message { $0.files["transfers.txt"] = "from_stop_id,to_stop_id,transfer_type\nA,Q,0" }.contains(
                "to_stop_id"))
        #expect(
            message { $0.files["transfers.txt"] = "from_stop_id,to_stop_id,transfer_type\nA,B,2" }.contains(
                "transfer_type"))
        #expect(
            message { $0.files["agency.txt"] = "agency_timezone\nAsia/Shanghai\nAsia/Urumqi" }.contains("time zone"))
        #expect(message { $0.files["stops.txt"] = "stop_id\n\"A" }.contains("quote"))
    }

    @Test("a byte order mark, CR LF, quotes, blanks and no last newline are read")
    func forms() throws {
        var feed = Feed()
        let text =
            """
            \u{FEFF}"stop_id" , stop_name ,stop_lat,stop_lon\r\nA, \
            "Al\r\npha",30,110\r\n\r\nB1,"",30,110\r\nB2,,30,110\rC,c,30,110\nD,d,30,110
            """
        feed.files["stops.txt"] = text.replacingOccurrences(of: ", \"Al", with: ",\"Al")
        let read = try feed.read()
        #expect(read.stops.map(\.id) == ["A", "B1", "B2", "C", "D"] && read.stops[0].name == "Al\r\npha")
    }

    @Test("a timetable table gives the same as a feed")
    func table() throws {
        let text =
            """
            trip,stop,arrival,departure,line,mode\nT1,A,,08:00,G1,高铁\
            \nT2,B,08:35,08:36,,\nT1,B,08:30,,G1,\nT2,C,09:30:00,,,\n
            """
        let feed = try TransitFeed(timetable: try CSVTable(text: Array(text.utf8), file: "t.csv"), stops: nil)
        let network = try TransitNetwork([feed], day: try #require(Day("2031-02-28")))
        #expect(
            try arrivals(network, from: "A", at: clock(7, 0)) == [
                "A": clock(7, 0), "B": clock(8, 30), "C": clock(9, 30),
            ])
        #expect(feed.lines.map(\.mode) == [.highSpeedRail, .rail])
        for (row, word) in [
            ("T1,A,,", "column departure"), ("T1,A,8,", "row 6"), ("T1,A,09:00,08:00", "before the arrival"),
            ("T1,A,08:00,", "from 24"),
            (",A,08:00,", "trip"),
        ] {
            let bad = try CSVTable(text: Array((text + row + ",,\n").utf8), file: "t.csv")
            let error = #expect(throws: AtlasProblem.self) { try TransitFeed(timetable: bad, stops: nil) }
            #expect(error?.description.contains(word) == true && error?.row == 6, "\(error?.description ?? "")")
        }
    }
}

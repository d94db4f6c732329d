import AtlasFiles
import Atlases
import CZip
import Foundation
import NetworkFiles
import Testing
import Transport

/// A feed in a folder of its own: five stops, a station with two platforms, a service on weekdays.
struct Feed {
    let folder: URL
    var files: [String: String] = [
        "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\n1,X,http://x,Asia/Shanghai\n",
        "stops.txt": """
        stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station
        A,Alpha,30,110,0,
        B,Beta,30.5,110,1,
        B1,Beta 1,30.5,110,0,B
        B2,"Beta, ""2""\",30.5,110.001,0,B
        C,Gamma,31,110,0,
        D,Delta,31.003,110,0,
        """,
        "routes.txt": "route_id,route_short_name,route_long_name,route_type\nR1,G1,,101\nR2,,Slow line,2\nR3,F,,4\n",
        "trips.txt": "route_id,service_id,trip_id\nR1,wk,T1\nR2,wk,T2\n",
        "stop_times.txt": """
        trip_id,arrival_time,departure_time,stop_id,stop_sequence
        T1,08:00:00,08:00:00,A,1
        T1,08:30:00,08:31:00,B1,5
        T2,9:30:00,9:30:00,C,9
        T2,08:35:00,08:36:00,B2,2
        """,
        "calendar.txt": """
        service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
        wk,1,1,1,1,1,0,0,20260101,20261231
        """,
    ]

    init() { folder = FileManager.default.temporaryDirectory.appendingPathComponent("feed-\(UUID().uuidString)") }

    mutating func replace(_ file: String, _ old: String, _ new: String) {
        files[file] = files[file]?.replacingOccurrences(of: old, with: new)
    }

    func read() throws -> TransitFeed {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data((text + "\n").utf8).write(to: folder.appendingPathComponent(name)) }
        return try TransitFeed(gtfs: folder.path)
    }

    func network(_ day: String = "2026-01-05", change: Int32 = 120, metres: Double = 500, modes: Set<Mode>? = nil)
        throws -> TransitNetwork
    {
        var walking = Walking()
        walking.changeSeconds = change
        walking.metres = metres
        return try TransitNetwork([try read()], day: try #require(Day(day)), modes: modes, walking: walking)
    }
}

/// Earliest arrivals from a stop, by the ids of stops; as 08:30 in seconds.
func arrivals(_ network: TransitNetwork, from stop: String, at time: Int32) throws -> [String: Int32] {
    var search = TimetableSearch(network.timetable)
    let times = search.arrivals(from: network.reach(try network.stop(stop)), departure: time)
    return Dictionary(uniqueKeysWithValues: zip(network.stops.map(\.id), times)).filter {
        $0.value != TimetableSearch.never
    }
}

func clock(_ hours: Int32, _ minutes: Int32, _ seconds: Int32 = 0) -> Int32 {
    hours * 3_600 + minutes * 60 + seconds
}

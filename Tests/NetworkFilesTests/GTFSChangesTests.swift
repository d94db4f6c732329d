import Testing

@Suite("Changes between trips of a feed")
struct GTFSChangesTests {
    @Test("transfers.txt sets the time of a change for a station's platforms, or forbids it")
    func transfers() throws {
        var feed = Feed()
        for (row, reaches) in [
            ("B,B,2,240", true), ("B1,B2,2,360", true), ("B1,B2,2,361", false), ("B,B,3,", false), ("B1,B2,1,", true),
            ("B1,B2,0,", true),
            ("B1,B2,4,", true),
        ] {
            feed.files["transfers.txt"] = "from_stop_id,to_stop_id,transfer_type,min_transfer_time\n\(row)\n"
            let arrival = try arrivals(feed.network(), from: "A", at: clock(8, 0))["C"]
            #expect((arrival == clock(9, 30)) == reaches, "\(row)")
        }
        feed.files["transfers.txt"] =
            "from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_trip_id\nB1,B2,3,,T1\n"
        let read = try feed.read()
        #expect(read.notes.contains { $0.english.contains("1 rows of transfers.txt") })
    }

    @Test("of two rules for a pair of platforms the narrower wins, not the shorter, whatever their order")
    func narrowerTransfers() throws {
        var feed = Feed()
        for (rows, reaches) in [
            (["B,B,2,60", "B1,B2,2,400"], false), (["B1,B2,2,400", "B,B,2,60"], false),
            (["B,B,2,400", "B1,B2,2,60"], true), (["B,B,3,", "B1,B2,2,60"], true), (["B1,B2,3,", "B,B,2,60"], false),
            (["B1,B,2,400", "B,B,2,60"], false),
        ] {
            feed.files["transfers.txt"] =
                "from_stop_id,to_stop_id,transfer_type,min_transfer_time\n" + rows.joined(separator: "\n")
            let arrival = try arrivals(feed.network(), from: "A", at: clock(8, 0))["C"]
            #expect((arrival == clock(9, 30)) == reaches, "\(rows)")
        }
    }

    @Test("one walks over the meridian of 180°")
    func meridianWalk() throws {
        var feed = Feed()
        feed.files["stops.txt"] = """
            stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station
            A,Alpha,0,178,0,
            B1,East,0,179.999,0,
            B2,West,0,-179.999,0,
            C,Gamma,0,-178,0,
            """
        #expect(try arrivals(feed.network(), from: "A", at: clock(8, 0))["C"] == clock(9, 30))
        #expect(try arrivals(feed.network(metres: 100), from: "A", at: clock(8, 0))["C"] == nil)
    }
}

import AtlasFiles
import Atlases
import Foundation
import Testing

/// The trains of a day between places: read when they are asked for, and what is wrong is refused with its row.
@Suite struct RailTimetableTests {
    private static let head =
        "from,to,minutes,train,from_station,to_station,median_minutes,trains,fast_trains,fast_minutes,slow_minutes,"
        + "first,last,any_minutes,any_trains\n"
    private static let files = [
        "regions.csv":
            "code,name,short_name,name_en,level,parent,part_of,longitude,latitude,label_longitude,label_latitude,note,source\n"
            + "A,甲,甲,A,prefecture,,,,,,,,S\nB,乙,乙,B,prefecture,,,,,,,,S\n",
        "sources.csv": "id,title,url,note\nS,Source,,\n",
        "indicators.csv": "id,name_en,name,unit,minimum,maximum,note\n",
        "figures.csv": "indicator,region,level,year,vintage,value,status,flag,source\n",
        "rail_stations.csv":
            "station,region,trains,fast_trains,km,central,source\n甲南,A,20,12,8.5,1,S\n乙,B,9,0,,0,S\n",
        "rail_pairs.csv":
            head + "A,B,90,G1,甲南,乙,120,5,2,90,150,06:10,21:00,80,7\nB,A,,,,,,0,0,,,,,85,3\n",
    ]

    private func atlas(_ changes: [String: String] = [:], day: String? = "2018-10-05") throws -> Atlas {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var resources: [String] = []
        for (path, content) in Self.files.merging(changes, uniquingKeysWith: { $1 }) {
            try Data(content.utf8).write(to: folder.appendingPathComponent(path))
            resources.append("{\"name\":\"\(path.dropLast(4))\",\"path\":\"\(path)\"}")
        }
        let timetable = day.map { "\"timetable\":\"\($0)\"," } ?? ""
        let package = "{\"name\":\"x\",\(timetable)\"resources\":[\(resources.joined(separator: ","))]}"
        try Data(package.utf8).write(to: folder.appendingPathComponent("datapackage.json"))
        return try readAtlas(in: folder.path)
    }

    @Test("pairs come with their train and stations, or with those of any station where none serves both seats")
    func pairs() throws {
        let timetable = try #require(try atlas().timetable)
        let found = try timetable()
        #expect(found.day == Day("2018-10-05") && found.sources == ["S"])
        #expect(found.stations.map(\.name) == ["甲南", "乙"] && found.stations.map(\.kmFromSeat) == [8.5, nil])
        let (there, back) = (found.pairs[0], found.pairs[1])
        #expect(there.minutes == 90 && there.train == "G1" && there.stations == ("甲南", "乙") && there.isCentral)
        #expect(there.medianMinutes == 120 && there.slowMinutes == 150 && there.trains == 5)
        #expect(back.minutes == 85 && back.trains == 3 && !back.isCentral && back.train.isEmpty)
    }

    @Test("an atlas opens without its trains being read; what is wrong in them is told when they are asked for")
    func late() throws {
        for (rows, words) in [
            ("A,Z,90,,,,,1,0,,,,,90,1\n", ["row 2", "to", "\"Z\"", "regions.csv"]),
            ("A,B,x,,,,,1,0,,,,,90,1\n", ["row 2", "minutes", "a number from 0"]),
            ("A,B,-5,,,,,1,0,,,,,90,1\n", ["row 2", "minutes", "a number from 0"]),
            ("A,B,,,,,,0,0,,,,,,\n", ["row 2", "any_minutes"]),
            ("A,B,90,,,,,1,0,,,,,90\n", ["row 2", "as many fields"]),
            ("A,B,90,,,,,1,0,,,,,90,1,7\n", ["row 2", "as many fields"]),
            ("B,A,90,,,,,1,0,,,,,90,1\nA,B,90,,,,,1,0,,,,,90,1\n", ["row 3", "in the order"]),
            ("A,B,90,,,,,1,0,,,,,90,1\nA,B,91,,,,,1,0,,,,,91,1\n", ["row 3", "each pair once"]),
        ] {
            let timetable = try #require(try atlas(["rail_pairs.csv": Self.head + rows]).timetable)
            let problem = #expect(throws: UnreadablePart.self) { try timetable() }
            let told = problem?.reason.english ?? ""
            for word in ["rail_pairs"] + words { #expect(told.contains(word), "\(rows): \(told)") }
        }
        let other = try #require(try atlas(["rail_pairs.csv": "from,to\nA,B\n"]).timetable)
        #expect(#expect(throws: UnreadablePart.self) { try other() }?.reason.english.contains("the columns") == true)
    }

    @Test("trains without a day, and stations of no place, are refused at once")
    func refusals() {
        func told(_ changes: [String: String], day: String?) -> String {
            do {
                _ = try atlas(changes, day: day)
                return "no refusal"
            } catch { return "\(error)" }
        }
        #expect(told([:], day: nil).contains("the day of the trains"))
        #expect(told([:], day: "2018-13-05").contains("the day of the trains"))
        let stations = "station,region,trains,fast_trains,km,central,source\n"
        #expect(told(["rail_stations.csv": stations + "甲,Q,1,0,,1,S\n"], day: "2018-10-05").contains("region"))
        #expect(told(["rail_stations.csv": stations + "甲,A,1,0,,2,S\n"], day: "2018-10-05").contains("central"))
    }
}

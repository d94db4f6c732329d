import Foundation
import Testing

/// Files that are cut, doubled, old, or lead elsewhere: refused in one line that names file and place, with the cure.
@Suite struct DamagedFileTests {
    private let folder: String

    init() throws { folder = try Program.temporaryFolder() }

    private func write(_ text: String, _ name: String) throws { try write(Array(text.utf8), name) }

    private func write(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }

    private func refused(_ call: String, _ told: [String]) throws {
        let run = try Program.run(call.split(separator: " ").map(String.init), in: folder)
        #expect(run.status != 0 && run.error.split(separator: "\n").count == 1, "\(call): \(run.error)")
        for part in told { #expect(run.error.contains(part), "\(call): \(run.error)") }
    }

    /// Two triangles; the corner of the second is given.
    private func triangles(_ corner: String = "[3,1]", properties: String = "\"y\":1") -> String {
        """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"code":"A",\(properties)},
         "geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
        {"type":"Feature","properties":{"code":"B","y":2},
         "geometry":{"type":"Polygon","coordinates":[[[2,0],[3,0],\(corner),[2,0]]]}}]}
        """
    }

    @Test("a workbook of the old kind is named with its cure")
    func oldWorkbook() throws {
        try write([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], "old.csv")
        try refused("measure gini --table old.csv --value y", ["old.csv", "(.xls)", "save it as XLSX"])
    }

    @Test("a key that stands twice in an object of JSON, and an outline beyond the globe")
    func maps() throws {
        try write("code,y\nA,1\nB,2\n", "t.csv")
        try write(triangles(properties: "\"y\":1,\"y\":2"), "twice.geojson")
        try write(triangles("[203,1]"), "beyond.geojson")
        let make = "atlas new made --table t.csv --year 2020 --regions"
        try refused("\(make) twice.geojson", ["twice.geojson, row 2, column y", "each key once"])
        try refused("\(make) beyond.geojson", ["203.0", "degrees of longitude and latitude"])
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/made"))
    }

    @Test("a table that is a link out of the atlas is not read")
    func links() throws {
        try write("code,y\nA,1\nB,2\n", "t.csv")
        try write(triangles(), "ok.geojson")
        let made = try Program.run(
            ["atlas", "new", "ok", "--table", "t.csv", "--year", "2020", "--regions", "ok.geojson"], in: folder)
        #expect(made.status == 0, "\(made.error)")
        let files = FileManager.default
        try files.moveItem(atPath: "\(folder)/ok/figures.csv", toPath: "\(folder)/out.csv")
        try files.createSymbolicLink(atPath: "\(folder)/ok/figures.csv", withDestinationPath: "../out.csv")
        let check = try Program.run(["atlas", "check", "--atlas", "ok"], in: folder)
        #expect(check.status != 0 && check.output.contains("a link that leads out of it"), "\(check.output)")
    }

    @Test("a Shapefile or its table that ends early")
    func cut() throws {
        try write("code,y\n110000,1\n", "m.csv")
        let made = try Program.run(
            ["map", "gdp_per_resident", "--out", "\(folder)/m.shp"], in: Program.root.path)
        #expect(made.status == 0, "\(made.error)")
        for name in ["shp", "dbf"] {
            let whole = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/m.\(name)"))
            try write(Array(whole.prefix(whole.count / 2)), "m.\(name)")
            try refused(
                "atlas new made --table m.csv --year 2020 --regions m.shp", ["m.\(name)", "the file is cut"])
            try whole.write(to: URL(fileURLWithPath: "\(folder)/m.\(name)"))
        }
    }

    @Test("an answer that does not fit on the disk is no file", arguments: ["dta", "xlsx", "gpkg", "csv", "geojson"])
    func fullDisk(ending: String) throws {
        // A limit of 8 blocks of a kilobyte stands for the disk; the call is told instead of being ended.
        let call = "trap '' XFSZ; ulimit -f 8; exec \"$0\" map gdp_per_resident --out m.\(ending)"
        let run = try Program.run(["-c", call, Program.path], in: folder, program: "/bin/bash")
        #expect(run.status != 0 && run.error.contains("m.\(ending)"), "\(run.error)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    }

    @Test("a place without a mass is told")
    func massless() throws {
        try write("from,to,hours\nA,B,1\nB,C,1\n", "l.csv")
        try write("id,mass\nA,1\nB,2\n", "m.csv")
        let call = "network access --links l.csv --mass m.csv --measure potential"
        let run = try Program.run(call.split(separator: " ").map(String.init), in: folder)
        #expect(run.status == 0 && run.output.contains("counted as 0 (1): C."), "\(run.output)\(run.error)")
    }

    @Test("a name that a city bore before finds it")
    func formerNames() throws {
        let run = try Program.run(["atlas", "regions", "襄樊"])
        #expect(run.status == 0 && run.output.contains("襄阳市"))
    }

    @Test("a line that costs money and changes nothing is paid back by nobody's gain")
    func idleLine() throws {
        try write(
            """
            name: idle
            changes:
              - link: {from: 宜昌, to: 恩施, mode: rail, speedKmh: 350, cost: 3.0e10}
              - productivity: {places: [芜湖], factor: 1.02}
            """, "idle.yaml")
        let run = try Program.run(["scenario", "run", "idle.yaml", "--draws", "0"], in: folder)
        #expect(run.output.contains("A line that costs money changes nothing") && !run.output.contains("payback"))
        try write(
            """
            name: unpriced
            changes:
              - link: {from: 宜昌, to: 恩施, mode: rail, speedKmh: 350}
              - productivity: {places: [芜湖], factor: 1.02}
            """, "unpriced.yaml")
        let unpriced = try Program.run(["scenario", "run", "unpriced.yaml", "--draws", "0"], in: folder)
        #expect(unpriced.status == 0 && !unpriced.output.contains("A line that costs money"))
        let json = try Program.run(
            ["scenario", "run", "idle.yaml", "--draws", "0", "--format", "json"], in: folder)
        #expect(json.status == 0 && !json.output.contains("paybackYears"), "\(json.error)")
    }

    @Test("GeoJSON that is cut is called cut, not a map of another kind")
    func cutJSON() throws {
        try write(String(triangles().dropLast(40)), "cut.geojson")
        try write("code,y\nA,1\nB,2\n", "t.csv")
        try refused("atlas new x --table t.csv --regions cut.geojson --year 2020", ["cut.geojson", "whole JSON"])
    }

    @Test("words in a column that is called GDP are errors with their row, however many there are")
    func wordsAmongNumbers() throws {
        try write("code,gdp (million euro),note\nA,100,x\nB,n.v.,y\nC,viele,3\nD,90,z\n", "w.csv")
        try refused("atlas new x --table w.csv --regions none --year 2020", ["w.csv, row 3", "n.v.", "a number"])
    }

    @Test("links of an unknown mode are refused, and places that are no regions are named")
    func linkModes() throws {
        try write("code,gdp (million euro),population\nA,1,2\nB,2,3\n", "t.csv")
        try write("from,to,hours,mode\nA,B,1,ox cart\n", "bad.csv")
        try refused(
            "atlas new x --table t.csv --regions none --year 2020 --links bad.csv",
            ["bad.csv, row 2", "ox cart", "road"])
        try write("from,to,hours,mode\nA,B,1,Autobahn\nA,Q,1,rail\n", "links.csv")
        let made = try Program.run(
            "atlas new y --table t.csv --regions none --year 2020 --links links.csv".split(separator: " ").map(
                String.init), in: folder)
        #expect(made.status == 0 && made.output.contains("1 rows lead to no region (Q)"), "\(made.output)\(made.error)")
    }

    @Test("a departure is a time of the day that is named, and what goes with another objective is refused")
    func otherSettings() throws {
        try write("trip,stop,arrival,departure\n1,A,08:00,08:00\n1,B,09:00,09:00\n", "tt.csv")
        try refused("network times --timetable tt.csv --day 2026-01-05 --departure 47:30", ["--departure", "24:00"])
        try refused("model links --cluster CL04 --objective welfare", ["--cluster", "level or gap"])
        try refused("model links --place 610900 --objective theil", ["--place", "income"])
    }

    @Test("a spreadsheet's line that names the delimiter is no row, and a column of years is found by its name")
    func spreadsheetLine() throws {
        try write("sep=;\nplace;年份;gdp\nA;2015;1,5\nA;2020;2,5\nB;2015;4\nB;2020;6\n", "s.csv")
        let run = try Program.run(
            "measure gini --table s.csv --value gdp --replications 0".split(separator: " ").map(String.init), in: folder
        )
        #expect(run.status == 0 && run.output.contains("Years are those of the column 年份"), "\(run.error)")
        // (4 − 1.5) / (2 · 2 · 2.75) and (6 − 2.5) / (2 · 2 · 4.25).
        #expect(run.output.contains("0.2273") && run.output.contains("0.2059"), "\(run.output)")
        #expect(run.output.contains("Each place counts once"))
    }

    @Test("a file that a call reads is never what it writes, by whatever name")
    func ownInput() throws {
        try write("place,y\nA,1\nB,2\n", "t.csv")
        for call in [
            "measure gini --table t.csv --value y --out t.csv", "measure gini --table=./t.csv --value y --out=t.csv",
        ] {
            try refused(call, ["--out", "is read by this call"])
        }
        #expect(try String(contentsOfFile: "\(folder)/t.csv", encoding: .utf8) == "place,y\nA,1\nB,2\n")
    }

    @Test("a unit ten thousand times too large or too small is asked about")
    func unlikelyUnits() throws {
        for (unit, isAsked) in [("euro", true), ("thousand euro", false), ("bn euro", true)] {
            try write("code,gdp (\(unit)),population\nA,40000,1000\nB,90000,2000\n", "t.csv")
            let run = try Program.run(
                ["atlas", "new", "made \(unit)", "--table", "t.csv", "--regions", "none", "--year", "2020"], in: folder)
            #expect(
                run.status == 0 && run.output.contains("are both units right") == isAsked, "\(run.output)\(run.error)")
        }
    }
}

import AtlasFiles
import Atlases
import NetworkFiles
import Testing
import Transport

@Suite("Tables of links")
struct LinkTableTests {
    static func table(_ text: String, file: String = "l.csv") throws -> CSVTable {
        try CSVTable(text: Array(text.utf8), file: file)
    }

    @Test("links name their places; both directions hold unless one way; days open and close")
    func reads() throws {
        let table = try LinkTable(
            links: try Self.table(
                """
                from,to,hours,mode,opened,closed,oneway\nA,B,1.5,rail,2010-01-01,2020-01-01,\nB,C,0,road,,,yes\nA,B,2,,,,0\n
                """
            ), nodes: nil)
        #expect(table.places.ids == ["A", "B", "C"] && table.places.number("C") == 2 && table.rows.count == 3)
        #expect(
            table.rows.map(\.isOneWay) == [false, true, false] && table.rows[1].hours == 0
                && table.rows[0].mode == .rail)
        func day(_ text: String) throws -> Day { try #require(Day(text)) }
        #expect(try table.rows[0].isOpen(day("2010-01-01")) && !table.rows[0].isOpen(day("2009-12-31")))
        #expect(try !table.rows[0].isOpen(day("2020-01-01")) && table.rows[2].isOpen(day("1900-01-01")))
    }

    @Test("a table of places fixes their order and their names, and a place without a link is one")
    func nodes() throws {
        let table = try LinkTable(
            links: try Self.table("from;to;hours\nB;A;1\n"),
            nodes: try Self.table("id,name,longitude,latitude\nA,Alpha,1,2\nB,,,\nZ,Omega,3,4\n"))
        #expect(
            table.places.ids == ["A", "B", "Z"] && table.places.names == ["Alpha", "", "Omega"]
                && table.rows[0].from == 1)
        #expect(try table.places.masses(try Self.table("id,mass\nZ,3\nA,0\n")) == [0, nil, 3])
    }

    static let refusals: [(String, String, [String])] = [
        ("from,to,hours\nA,B,-1\n", "", ["l.csv", "row 2", "hours", "-1"]),
        ("from,to,hours\nA,B,nan\n", "", ["row 2", "hours", "number"]),
        ("from,to,hours\nA,B,inf\n", "", ["row 2", "hours"]),
        ("from,to,hours\nA,B,\n", "", ["row 2", "hours", "a value"]),
        ("from,to,hours\nA,,1\n", "", ["row 2", "column to"]), ("from,to\nA,B\n", "", ["column named hours"]),
        ("from,to,hours\n", "", ["at least one link"]), ("from,to,hours\nA,B,1,2\n", "", ["row 2", "3 fields"]),
        ("from,to,hours,opened\nA,B,1,2010\n", "", ["row 2", "opened", "day"]),
        ("from,to,hours,opened,closed\nA,B,1,2010-01-01,2009-01-01\n", "", ["closed", "2010-01-01"]),
        ("from,to,hours,oneway\nA,B,1,maybe\n", "", ["oneway", "yes"]),
        ("from,to,hours\nA,X,1\n", "id\nA\nB\n", ["row 2", "X", "table of places"]),
        ("from,to,hours\nA,B,1\n", "id\nA\nA\n", ["row 3", "once"]),
        ("from,to,hours\nA,B,1\n", "id,longitude,latitude\nA,181,0\nB,0,0\n", ["longitude", "180"]),
    ]

    @Test("what cannot be is refused with file, row and reason", arguments: refusals)
    func refused(links: String, nodes: String, words: [String]) throws {
        let error = #expect(throws: AtlasProblem.self) {
            try LinkTable(
                links: try Self.table(links), nodes: nodes.isEmpty ? nil : try Self.table(nodes, file: "n.csv"))
        }
        for word in words { #expect(error?.description.contains(word) == true, "\(error?.description ?? "")") }
    }

    @Test(
        """
        of links that overlap in time, run in parallel or one way, those open on the day count, and the fastest \
        of them
        """
    )
    func overlapping() throws {
        let table = try LinkTable(
            links: try Self.table(
                """
                from,to,hours,opened,closed,oneway
                A,B,5,,2010-06-01,
                A,B,3,2010-01-01,2020-01-01,
                A,B,1,2015-01-01,,yes
                B,B,0,,,
                B,C,0,,,
                C,B,0,,,yes

                """), nodes: nil)
        func hours(_ day: String?, _ from: String, _ to: String) throws -> Double {
            let network = try Network(places: table.places.ids.count, links: table.links(on: day.flatMap { Day($0) }))
            return try network.hours(from: try #require(table.places.number(from)))[
                try #require(table.places.number(to))]
        }
        for (day, there, back) in [
            ("2009-12-31", 5.0, 5.0), ("2010-03-01", 3, 3), ("2010-06-01", 3, 3), ("2016-01-01", 1, 3),
        ] {
            #expect(try hours(day, "A", "C") == there && hours(day, "C", "A") == back)
        }
        #expect(
            try hours("2020-01-01", "A", "B") == 1 && hours("2020-01-01", "B", "A") == .infinity
                && hours(nil, "B", "A") == 3)
    }

    @Test("lines have one headway, modes are told by words in either language, a fare is no less than nothing")
    func lines() throws {
        let table = try LinkTable(
            links: try Self.table(
                """
                from,to,hours,mode,fare,line,headway\nA,B,1,高铁,12.5,G1,0.5\nB,C,1,HSR,,G1,\nC,D,1,ox \
                cart,,,\nD,E,1,,,,\n
                """
            ), nodes: nil)
        #expect(
            table.lines == ["G1"] && table.headwayHours == [0.5] && table.hasFares
                && table.rows.map(\.line) == [0, 0, nil, nil])
        #expect(
            table.rows.map(\.mode) == [.highSpeedRail, .highSpeedRail, .other, .road] && table.rows[0].fare == 12.5)
        for (row, word) in [
            ("A,B,1,,-1,,", "fare"), ("A,B,1,,,G1,0.7", "one headway"), ("A,B,1,,,,0.7", "name of the line"),
            ("A,B,1,,,G2,-1", "headway"),
        ] {
            let error = #expect(throws: AtlasProblem.self) {
                try LinkTable(
                    links: try Self.table("from,to,hours,mode,fare,line,headway\nA,B,1,,,G1,0.5\n\(row)\n"), nodes: nil)
            }
            #expect(error?.description.contains(word) == true && error?.row == 3, "\(error?.description ?? "")")
        }
    }

    @Test("a million rows are read, and the bad one among them is named")
    func million() throws {
        var text = "from,to,hours\n"
        for row in 0..<1_000_000 { text += "p\(row % 1_000),p\(row % 777),\(row == 999_998 ? "-1" : "0")\n" }
        let error = #expect(throws: AtlasProblem.self) { try LinkTable(links: try Self.table(text), nodes: nil) }
        #expect(error?.row == 1_000_000 && error?.column == "hours")
    }

    @Test("masses of unknown places, twice, or below zero are refused")
    func masses() throws {
        let table = try LinkTable(links: try Self.table("from,to,hours\nA,B,1\n"), nodes: nil)
        for (text, word) in [
            ("id,mass\nX,1\n", "X"), ("id,mass\nA,1\nA,2\n", "once"), ("id,mass\nA,-1\n", "-1"),
            ("id,mass\nA,\n", "a value"),
        ] {
            let error = #expect(throws: AtlasProblem.self) {
                try table.places.masses(try Self.table(text, file: "m.csv"))
            }
            #expect(error?.description.contains(word) == true && error?.description.contains("m.csv") == true)
        }
    }
}

import AtlasFiles
import Atlases
import Foundation
import Testing

/// Every way in which an atlas is refused: what is done to a table, and what the error must name.
@Suite struct AtlasRefusals {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let name, file: String
        let change: @Sendable (String) -> String
        let named: [String]
        var testDescription: String { name }

        init(_ name: String, _ file: String, named: [String], _ change: @escaping @Sendable (String) -> String) {
            self.name = name
            self.file = file
            self.change = change
            self.named = named
        }
    }

    static func replacing(_ old: String, _ new: String) -> @Sendable (String) -> String {
        { text in
            guard let range = text.range(of: old) else { return "the fixture no longer fits: \(old)" }
            return text.replacingCharacters(in: range, with: new)
        }
    }

    static let refusals: [Refusal] = [
        Refusal("ragged row", "figures.csv", named: ["figures.csv", "row 7", "9 fields"]) {
            $0.replacingOccurrences(of: ",P_C\n", with: ",P_C,extra\n")
        },
        Refusal(
            "unknown region", "figures.csv", named: ["figures.csv", "row 7", "column region", "999999"],
            replacing("gdp,460300,prefecture,2023", "gdp,999999,prefecture,2023")),
        Refusal(
            "unknown indicator", "figures.csv", named: ["column indicator", "gpd"],
            replacing("gdp,460300,prefecture,2023", "gpd,460300,prefecture,2023")),
        Refusal(
            "value is no number", "figures.csv", named: ["column value", "0,9"], replacing(",0.9,", ",\"0,9\",")
        ),
        Refusal("value not finite", "figures.csv", named: ["column value", "inf"], replacing(",0.9,", ",inf,")),
        Refusal(
            "value out of range", "figures.csv", named: ["column value", "-0.9", "from 0 to 2000000"],
            replacing(",0.9,", ",-0.9,")),
        Refusal("empty value", "figures.csv", named: ["column value", "a value"], replacing(",0.9,", ",,")),
        Refusal(
            "year out of range", "figures.csv", named: ["column year", "20023"],
            replacing("gdp,460300,prefecture,2023", "gdp,460300,prefecture,20023")),
        Refusal(
            "unknown status", "figures.csv", named: ["column status", "guessed", "published"],
            replacing("0.9,residual", "0.9,guessed")
        ),
        Refusal(
            "unknown level", "figures.csv", named: ["column level", "county"],
            replacing("gdp,460300,prefecture,2023", "gdp,460300,county,2023")),
        Refusal(
            "unknown source", "figures.csv", named: ["column source", "NOBODY"],
            replacing("population missing\",P_C", "population missing\",NOBODY")),
        Refusal(
            "no source", "figures.csv", named: ["column source"],
            replacing("population missing\",P_C", "population missing\",")),
        Refusal("a figure twice", "figures.csv", named: ["repeats an earlier one"]) { text in
            text + (text.split(separator: "\n").dropFirst().first.map(String.init) ?? "") + "\n"
        },
        Refusal(
            "missing column", "figures.csv", named: ["figures.csv", "row 1", "a column named vintage"],
            replacing("year,vintage,value", "year,edition,value")),
        Refusal(
            "column twice", "figures.csv", named: ["row 1", "each column once"],
            replacing("year,vintage,value", "year,value,value")),
        Refusal("open quote", "zones.csv", named: ["zones.csv", "a closing quote"]) { $0 + "\"never closed\n" },
        Refusal("text after a quote", "zones.csv", named: ["zones.csv", "after a closing quote"]) { $0 + "\"a\"b,c\n" },
        Refusal("empty table", "regions.csv", named: ["regions.csv", "a header line"]) { _ in "" },
        Refusal("region twice", "regions.csv", named: ["regions.csv", "column code", "110000"]) { text in
            text + (text.split(separator: "\n").first { $0.hasPrefix("110000") }.map(String.init) ?? "") + "\n"
        },
        Refusal("unknown parent", "regions.csv", named: ["regions.csv", "column parent", "139999"]) {
            $0.replacingOccurrences(of: "prefecture,130000", with: "prefecture,139999")
        },
        Refusal(
            "latitude out of range", "regions.csv", named: ["column latitude", "139.9"], replacing("39.904211", "139.9")
        ),
        Refusal(
            "half a coordinate", "regions.csv", named: ["both coordinates or neither"],
            replacing("116.407394,39.904211", "116.407394,")),
        Refusal(
            "unknown unit of measure", "indicators.csv", named: ["indicators.csv", "column unit"],
            replacing("100 million yuan", "")),
        Refusal(
            "range upside down", "indicators.csv", named: ["column minimum"],
            replacing("0,2000000,current", "5,2,current")),
        Refusal(
            "unknown cluster", "cluster_members.csv", named: ["column cluster", "CL99"],
            replacing("CL01,110000", "CL99,110000")),
        Refusal(
            "unknown role", "cluster_members.csv", named: ["column role", "capital", "anchor"],
            replacing("CL01,110000,anchor", "CL01,110000,capital")),
        Refusal("day that is none", "rail_links.csv", named: ["column opened", "2020-13-27"]) {
            $0.replacingOccurrences(of: "2020-12-27", with: "2020-13-27")
        },
        Refusal(
            "link to itself", "rail_links.csv", named: ["column to", "another region"],
            replacing("110000,130600", "110000,110000")),
        Refusal(
            "negative length", "rail_links.csv", named: ["column carved_length_km", "-92"],
            replacing("XIONGAN,92", "XIONGAN,-92")),
        Refusal(
            "unknown end of a planned line", "rail_planned.csv", named: ["column ends", "610100;1"],
            replacing("610100;610900", "610100;1")),
        Refusal(
            "zone in no region", "zones.csv", named: ["zones.csv", "column region"], replacing("\n310000,", "\n319999,")
        ),
        Refusal("missing table", "datapackage.json", named: ["a resource named figures"]) {
            $0.replacingOccurrences(of: "\"name\": \"figures\"", with: "\"name\": \"numbers\"")
        },
        Refusal("missing file", "datapackage.json", named: ["nowhere.csv", "a readable file"]) {
            $0.replacingOccurrences(of: "\"zones.csv\"", with: "\"nowhere.csv\"")
        },
        Refusal("path out of the folder", "datapackage.json", named: ["../figures.csv", "inside the atlas folder"]) {
            $0.replacingOccurrences(of: "\"figures.csv\"", with: "\"../figures.csv\"")
        },
        Refusal("descriptor is no JSON", "datapackage.json", named: ["datapackage.json", "a Frictionless descriptor"]) {
            _ in "{"
        },
        Refusal("wrong hash", "datapackage.json", named: ["zones.csv", "the hash sha256:00"]) {
            $0.replacingOccurrences(
                of: "\"path\": \"zones.csv\",", with: "\"path\": \"zones.csv\", \"hash\": \"sha256:00\",")
        },
        Refusal("map frame upside down", "datapackage.json", named: ["column map"]) {
            $0.replacingOccurrences(
                of: "\"frame\": [\\s\\S]*?\\]", with: "\"frame\": [1, 2, 0, 4]", options: .regularExpression)
        },
    ]

    @Test(arguments: refusals) func aBrokenAtlasIsRefusedWholeAndTheErrorNamesThePlace(_ refusal: Refusal) throws {
        func check(_ folder: String) throws {
            let error = try #require(throws: BrokenAtlas.self) { try readAtlas(in: folder) }
            let text = error.problems.map(\.description).joined(separator: "\n")
            for part in refusal.named { #expect(text.contains(part), "\(refusal.name): \(text.prefix(400))") }
            #expect(!error.description.contains("\n"))
        }
        try BundledAtlas.spoiled(refusal.file, refusal.change, check)
    }

    @Test func theCopyWithoutChangesIsSound() throws {
        var count = 0
        try BundledAtlas.spoiled("zones.csv", { $0 }, { folder in count = try readAtlas(in: folder).zones.count })
        #expect(count == 444)
    }

    @Test func noFolderIsAnError() {
        #expect(throws: BrokenAtlas.self) { try readAtlas(in: "/nowhere/at/all") }
    }

    /// Bytes that are no atlas at all never trap.
    @Test func randomBytesAreRefused() throws {
        var state: UInt64 = 88_172_645_463_325_252
        func next() -> UInt8 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state)
        }
        for length in [0, 1, 2, 3, 17, 200, 5_000] {
            for _ in 0..<50 {
                let bytes = (0..<length).map { _ in next() & 0x3F + 10 }
                let table = try? CSVTable(bytes, file: "random.csv")
                #expect(table.map { t in t.rows.allSatisfy { $0.count == t.header.count } } ?? true)
            }
        }
    }

    @Test func quotesLineEndsAndByteOrderMarksAreRead() throws {
        let text = "\u{FEFF}a,b\r\n\"x, \"\"y\"\"\nz\",2\r\n\n3,\"\"\n"
        let table = try CSVTable(Array(text.utf8), file: "t.csv")
        #expect(table.header == ["a", "b"])
        #expect(table.rows == [["x, \"y\"\nz", "2"], ["3", ""]])
        #expect(table.lines == [2, 5])
        #expect(throws: AtlasProblem.self) { try CSVTable([0x61, 0x0A, 0xFF, 0xFE], file: "t.csv") }
    }
}

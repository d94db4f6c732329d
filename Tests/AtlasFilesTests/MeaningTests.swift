import AtlasFiles
import Atlases
import Foundation
import Testing

/// What an atlas says of itself, and what it may not say.
@Suite struct MeaningTests {
    /// Two regions with a product and residents in the units given.
    private func atlas(product: String = "million euro", people: String = "persons", meaning: String) throws -> Atlas {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("meaning-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = [
            "sources.csv": "id,title,url,note\nS,A table,,\n",
            "regions.csv": """
            code,name,short_name,name_en,level,parent,part_of,longitude,latitude,label_longitude,label_latitude,note,source
            A,A,A,A,prefecture,,,1,1,,,,S

            """,
            "indicators.csv": """
            id,name_en,name,unit,minimum,maximum,note
            grp,Product,Product,\(product),0,1e15,
            pop,People,People,\(people),0,1e15,

            """,
            "figures.csv": """
            indicator,region,level,year,vintage,value,status,flag,source
            grp,A,prefecture,2020,,2500,published,,S
            pop,A,prefecture,2020,,125000,published,,S

            """, "meaning.json": meaning,
        ]
        for (name, text) in files {
            try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        let resources = files.keys.map { ["name": String($0.split(separator: ".")[0]), "path": $0] }
        try JSONSerialization.data(withJSONObject: ["name": "small", "resources": resources]).write(
            to: folder.appendingPathComponent("datapackage.json"))
        return try readAtlas(in: folder.path)
    }

    @Test(
        "figures of a role are counted in 100 million of the currency and in 10,000 persons, whatever the table's units"
    )
    func scales() throws {
        let read = try atlas(meaning: #"{"currency": "EUR", "roles": {"product": "grp", "residents": "pop"}}"#)
        #expect(read.meaning.currency.name == "euro")
        #expect(read.figure(.product, of: "A", year: 2020)?.value == 25)
        #expect(read.figure(.residents, of: "A", year: 2020)?.value == 12.5)
        #expect(read.figure("grp", of: "A", year: 2020)?.value == 2500)
        #expect(read.figure(.area, of: "A", year: 2020) == nil && !read.holds(.area))
    }

    @Test(
        "what cannot be meant is refused with its place and what was expected",
        arguments: [
            (#"{"roles": {"prodct": "grp"}}"#, "one of product, residents"),
            (#"{"roles": {"product": "gdp"}}"#, "the id of an indicator"),
            (#"{"currency": "CNY", "roles": {"product": "grp"}}"#, "currencies are not converted"),
            (#"{"currency": "EUR", "roles": {"product": "pop"}}"#, "a unit of a currency"),
            (#"{"targets": [{"pins": "x"}]}"#, "the key value in targets, entry 1"),
            (#"{"roles": 3}"#, "roles"), ("[]", "the file"), ("{", "JSON"),
        ])
    func refusals(_ meaning: String, _ says: String) {
        #expect {
            try atlas(meaning: meaning)
        } throws: {
            "\($0)".contains("meaning.json") && "\($0)".contains(says)
        }
    }

    @Test("a unit that is not known is refused with those that are")
    func unknownUnits() {
        #expect {
            try atlas(product: "gold", meaning: #"{"currency": "EUR", "roles": {"product": "grp"}}"#)
        } throws: {
            "\($0)".contains("product: gold") && "\($0)".contains("euro") && "\($0)".contains("billion")
        }
    }
}

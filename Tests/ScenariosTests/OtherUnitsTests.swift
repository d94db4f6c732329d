import AtlasFiles
import Atlases
import Foundation
import Scenarios
import Testing

/// China's atlas written in other units, codes and identifiers: the same country, so every answer is the same.
@Suite struct OtherUnitsTests {
    /// A folder with China's tables after a change to each, read as an atlas.
    private static func atlas(
        _ change: (_ table: String, _ rows: [[String]]) -> [[String]], _ meaning: (String) -> String
    )
        throws -> Atlas
    {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("other-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let china = URL(fileURLWithPath: BundledStudy.folder)
        var resources: [[String: String]] = []
        // What stands in tables by theme, or is read late, is written as single rows or left out.
        let leftOut = ["editions", "flags", "rejected", "rail_pairs", "rail_stations", "rail_lines"]
        for file in try FileManager.default.contentsOfDirectory(atPath: china.path)
        where file.hasSuffix(".csv") && !leftOut.contains(String(file.dropLast(4))) {
            let table = try CSVTable(path: china.appendingPathComponent(file).path)
            let rows = file == "figures.csv" ? try single() : table.rows
            let changed = change(String(file.dropLast(4)), [table.header] + rows)
            let text = changed.map { row in
                row.map { $0.contains { ",\"\n".contains($0) } ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0 }
                    .joined(separator: ",") + "\n"
            }.joined()
            try text.write(to: folder.appendingPathComponent(file), atomically: true, encoding: .utf8)
            resources.append(["name": String(file.dropLast(4)), "path": file])
        }
        let own = try String(contentsOf: china.appendingPathComponent("meaning.json"), encoding: .utf8)
        try meaning(own).write(to: folder.appendingPathComponent("meaning.json"), atomically: true, encoding: .utf8)
        resources.append(["name": "meaning", "path": "meaning.json"])
        let package: [String: Any] = ["name": "other", "year": 2023, "resources": resources]
        try JSONSerialization.data(withJSONObject: package).write(to: folder.appendingPathComponent("datapackage.json"))
        return try readAtlas(in: folder.path)
    }

    /// Every figure that a study asks for, a row each.
    private static func single() throws -> [[String]] {
        let asked: Set<String> = [
            "gdp", "real_gdp_growth", "resident_population", "registered_population", "area", "primary_share",
            "secondary_share", "tertiary_share",
        ]
        return try BundledStudy.atlas.get().figures.filter { asked.contains($0.indicator) && $0.year > 2015 }.map {
            [
                $0.indicator, $0.region, $0.level.rawValue, "\($0.year)", $0.vintage, "\($0.value)", $0.status.rawValue,
                $0.flag, $0.sources.joined(separator: ";"),
            ]
        }
    }

    private static let renamed = [
        "gdp": "grp_bn", "resident_population": "people", "registered_population": "registered_thousand",
    ]
    /// Codes of another country look otherwise.
    private static func code(_ code: String) -> String { code.isEmpty ? code : "R-" + code }

    private static let other = Result {
        try atlas(
            { table, rows in
                let head = rows[0]
                let codes: Set<String> = [
                    "code", "parent", "part_of", "region", "from", "to", "carved_to", "ends", "via", "regions",
                    "region_a", "region_b", "consumer", "producer",
                ]
                let coded = head.indices.filter { codes.contains(head[$0]) && table != "phrases" }
                return [head]
                    + rows.dropFirst().map { row in
                        var row = row
                        for column in coded {
                            row[column] = row[column].split(separator: ";").map { code(String($0)) }.joined(
                                separator: ";")
                        }
                        if table == "regions" { for column in [1, 2, 3] { row[column] = row[0] } }
                        if table == "indicators" {
                            let scaled = [
                                "gdp": "bn yuan", "resident_population": "thousand persons",
                                "registered_population": "thousand persons",
                            ]
                            row[3] = scaled[row[0]] ?? row[3]
                            if scaled[row[0]] != nil { row[5] = "1e9" }
                            row[0] = renamed[row[0]] ?? row[0]
                        }
                        if table == "figures", let name = renamed[row[0]], let value = Double(row[5]) {
                            row[5] = "\(row[0] == "gdp" ? value / 10 : value * 10)"
                            row[0] = name
                        }
                        return row
                    }
            },
            { text in
                renamed.reduce(text) { $0.replacing("\"\($1.key)\"", with: "\"\($1.value)\"") }
            })
    }

    @Test("in thousand persons and billion yuan, with other codes and without names, every answer is China's")
    func otherUnits() throws {
        let (china, other) = (try BundledStudy.plain.get(), try Study(Self.other.get(), year: 2023))
        #expect(other.places.map(\.code) == china.places.map { Self.code($0.code) })
        func same(_ a: Double, _ b: Double, _ comment: Comment) {
            #expect(abs(a - b) <= 1e-9 * max(1, abs(b)), comment)
        }
        for (a, b) in zip(other.places, china.places) {
            same(a.output.value, b.output.value, "product of \(b.code)")
            same(a.registered.value, b.registered.value, "registered people of \(b.code)")
        }
        same(other.calibration.tradeBorderStep, china.calibration.tradeBorderStep, "trade border")
        same(other.calibration.migrationBorderStep, china.calibration.migrationBorderStep, "moving border")
        func changes(_ code: (String) -> String) -> [any Change] {
            [
                NewLink(from: code("610100"), to: code("610900"), mode: .rail, speedKmh: 350),
                Transfer(from: code("310000"), to: code("610900"), amount: 5e9),
                MovedJobs(from: code("110000"), to: code("130600"), number: 50_000),
            ]
        }
        let mine = try other.answer(Scenario(name: "x", changes: changes(Self.code)), starts: 0)
        let theirs = try china.answer(Scenario(name: "x", changes: changes { $0 }), starts: 0)
        for (a, b) in zip(mine.readings, theirs.readings) {
            for (p, q) in zip(a.places, b.places) { same(p.income.point, q.income.point, "income of \(q.code)") }
        }
    }

    @Test("an atlas without targets is answered, and what no figure pins is named with its range")
    func withoutTargets() throws {
        let without: (String) -> String = { text in
            let start = text.range(of: "\"targets\"")!.lowerBound
            let end = text.range(of: "\"leftOut\"")!.lowerBound
            return text.replacingCharacters(in: start..<end, with: "")
        }
        let atlas = try Self.atlas({ $1 }, without)
        let study = try Study(atlas, year: 2023)
        #expect(
            abs(study.calibration.tradeBorderStep - 1.2) < 1e-12
                && abs(study.calibration.migrationBorderStep - 1.5) < 1e-12)
        let answer = try study.answer(
            Scenario(
                name: "x", changes: [NewLink(from: "610100", to: "610900", mode: .rail, speedKmh: 350)]), starts: 0)
        let said = answer.remarks.filter { $0.english.contains("Not calibrated") }
        #expect(said.count == 2 && said.allSatisfy { $0.english.contains("drawn from 1 to") })
        #expect(study.parameters.drawn.contains(.provinceTradeStep))
        #expect(try BundledStudy.plain.get().parameters.drawn.contains(.provinceTradeStep) == false)
    }

    @Test("amounts in another currency than the atlas's are refused, since none is converted")
    func currencies() throws {
        let study = try BundledStudy.plain.get()
        let transfer = Transfer(from: "310000", to: "610900", amount: 1e9)
        #expect {
            try study.answer(Scenario(name: "x", changes: [transfer], currency: "EUR"), starts: 0)
        } throws: {
            "\($0)".contains("EUR") && "\($0)".contains("not converted")
        }
    }
}

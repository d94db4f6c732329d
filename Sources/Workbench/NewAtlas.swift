import Asking
import Atlas
import AtlasFiles
import Formats
import Foundation
import Indicators
import Reports
import Wording

extension Workbench {
    /// Makes an atlas folder from a user's table: on regions of their own (GeoJSON), or beside the figures of an atlas
    /// that is there.
    ///
    /// - Parameters:
    ///   - regions: a GeoJSON file, or the name or folder of an atlas.
    ///   - year: of all values, for a table without years.
    /// - Returns: what was understood and what was not.
    public static func newAtlas(
        _ folder: String, table: String, regions: String, year: Int?, title: String?, language: Language,
        progress: (String) -> Void = { _ in }
    )
        throws(WorkbenchError) -> Output
    {
        func refusing<T, E: Error>(_ body: () throws(E) -> T) throws(WorkbenchError) -> T {
            do { return try body() } catch { throw WorkbenchError(.data, "\(error)") }
        }
        progress("reading \(table)")
        let raw = try refusing { () throws(AtlasProblem) in try readBytes(table, limit: 512 << 20) }
        let name = URL(fileURLWithPath: folder).lastPathComponent
        let file = URL(fileURLWithPath: table).lastPathComponent
        let heading = title ?? file
        if FileManager.default.fileExists(atPath: folder) {
            throw WorkbenchError(.use, "\(folder) exists already: name a folder to make")
        }
        var isFolder: ObjCBool = false
        let isFile = FileManager.default.fileExists(atPath: regions, isDirectory: &isFolder) && !isFolder.boolValue
        let reading: TableReading
        var made: AtlasFolder
        let total: Int
        let names: [String: String]
        var borders: (kept: Int, of: Int)?
        if isFile {
            let geography = try refusing { () throws(AtlasProblem) in
                try readRegions(
                    geoJSON: readBytes(regions, limit: 512 << 20), file: URL(fileURLWithPath: regions).lastPathComponent
                )
            }
            reading = try refusing { () throws(AtlasProblem) in
                try readTable(raw, file: file, regions: geography.regions, year: year)
            }
            made = AtlasFolder(name: name, title: heading, titleChinese: heading, year: latest(reading))
            borders = made.add(geography)
            total = geography.regions.count
            names = Dictionary(geography.regions.map { ($0.code, language.name($0)) }, uniquingKeysWith: { a, _ in a })
        } else {
            let base = try refusing { () throws(Problem) in try Workbench(atlas: regions) }
            if base.atlas.sources.contains(where: { $0.id == "TABLE" }) {
                throw WorkbenchError(
                    .use, "\(regions) holds a user's table already: start from the atlas it was made from")
            }
            reading = try refusing { () throws(AtlasProblem) in
                try readTable(
                    raw, file: file, regions: base.atlas.regions, formerNames: base.atlas.formerNames, year: year,
                    taken: Set(base.atlas.shownIndicators.map(\.id)))
            }
            made = try refusing { () throws(AtlasProblem) in
                try AtlasFolder(
                    copyOf: base.folder, name: name, title: "\(heading), beside \(base.atlas.title)",
                    titleChinese: "\(heading)，以及\(base.atlas.titleChinese)",
                    year: base.atlas.year)
            }
            names = Dictionary(base.atlas.regions.map { ($0.code, language.name($0)) }, uniquingKeysWith: { a, _ in a })
            total = base.atlas.regions.count { $0.level.isPrefectural && $0.partOf == nil }
        }
        progress("writing \(reading.figures.count) figures")
        made.add(reading, sourceTitle: heading)
        try refusing { () throws(AtlasProblem) in try made.write(to: folder) }
        progress("reading the atlas back")
        // What was written is what can be read: an atlas that is refused is taken away again.
        do { _ = try refusing { () throws(Problem) in try Workbench(atlas: folder) } } catch {
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
        return describe(reading, folder: folder, regions: total, names: names, borders: borders, language)
    }

    private static func latest(_ reading: TableReading) -> Int { reading.figures.map(\.year).max() ?? 0 }

    private static func describe(
        _ reading: TableReading, folder: String, regions: Int, names: [String: String], borders: (kept: Int, of: Int)?,
        _ language: Language
    )
        -> Output
    {
        let understood = Section(
            title: language(
                "Read from \(reading.file): \(reading.rows) rows, \(reading.encoding)",
                "读取 \(reading.file)：\(reading.rows) 行，\(reading.encoding)"),
            columns: [
                language("column", "列"), language("read as", "理解为"), language("unit", "单位"), language("years", "年份"),
                language("values", "数值数"),
            ],
            rows: [[reading.placeColumn, language("place", "地区"), "", "", "\(reading.matchedRegions)"]]
                + (reading.yearColumn.map { [[$0, language("year", "年份"), "", "", ""]] } ?? [])
                + reading.indicators.map { read in
                    let span =
                        read.years.count > 2
                        ? "\(read.years[0])–\(read.years[read.years.count - 1])"
                        : read.years.map(String.init).joined(separator: ", ")
                    let columns =
                        read.columns.count > 3
                        ? "\(read.columns[0]) … \(read.columns[read.columns.count - 1])"
                        : read.columns.joined(separator: ", ")
                    return [columns, read.indicator.id, read.indicator.unit, span, "\(read.values)"]
                } + reading.ignored.map { [$0.column, language("left out: \($0.why)", "未采用：\($0.why)"), "", "", ""] },
            notes: (borders.flatMap { $0.kept < $0.of ? $0 : nil }.map {
                [
                    language(
                        "  Borders are simplified for the screen: \($0.kept) of \($0.of) points are kept.",
                        "  边界已为显示而简化：\($0.of) 个点中保留 \($0.kept) 个。")
                ]
            } ?? []) + [
                language(
                    "  \(reading.matchedRegions) of \(regions) regions have a value.",
                    "  \(regions) 个地区中 \(reading.matchedRegions) 个有数值。")
            ])
        let unmatched = Section(
            title: language("Not matched: these rows are left out", "未匹配：以下行未采用"),
            columns: [language("row", "行"), language("text", "文字"), language("perhaps", "或为")],
            rows: reading.unmatched.map {
                ["\($0.row)", $0.text, $0.suggestion.map { "\(names[$0] ?? "") \($0)" } ?? ""]
            })
        let next = Section(notes: [
            language("Look at it:  hinterland serve --atlas \(folder)", "查看：hinterland serve --atlas \(folder)"),
            language(
                """
                A picture:   hinterland map \(reading.indicators.first?.indicator.id ?? "") --atlas \(folder) \
                --out map.svg
                """,
                "出图：hinterland map \(reading.indicators.first?.indicator.id ?? "") --atlas \(folder) --out map.svg"),
        ])
        return Output(
            json: Envelope(
                inputs: ["table": reading.file, "folder": folder], result: ReadingRow(reading), sources: [String]()),
            sections: [understood] + (reading.unmatched.isEmpty ? [] : [unmatched]) + [next])
    }
}

private struct ReadingRow: Encodable {
    struct Column: Encodable { let id, unit: String, columns: [String], years: [Int], values: Int }
    struct Left: Encodable { let row: Int, text: String, perhaps: String? }
    let encoding, placeColumn: String
    let yearColumn: String?
    let rows, matchedRegions: Int
    let indicators: [Column]
    let ignored: [[String]]
    let unmatched: [Left]

    init(_ reading: TableReading) {
        encoding = reading.encoding
        placeColumn = reading.placeColumn
        yearColumn = reading.yearColumn
        rows = reading.rows
        matchedRegions = reading.matchedRegions
        indicators = reading.indicators.map {
            Column(
                id: $0.indicator.id, unit: $0.indicator.unit, columns: $0.columns, years: $0.years, values: $0.values)
        }
        ignored = reading.ignored.map { [$0.column, $0.why] }
        unmatched = reading.unmatched.map { Left(row: $0.row, text: $0.text, perhaps: $0.suggestion) }
    }
}

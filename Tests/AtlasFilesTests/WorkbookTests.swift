import AtlasFiles
import CZip
import Foundation
import Testing

/// Workbooks as offices send them. All figures are invented.
@Suite("Workbooks") struct WorkbookTests {
    /// A workbook of one or more sheets, from what stands in each.
    static func workbook(_ sheets: [(name: String, xml: String)], book: String = "", texts: [String] = []) -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let listed = sheets.enumerated().map { index, sheet in
            "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
        }
        let related = sheets.indices.map {
            "<Relationship Id=\"rId\($0 + 1)\" Type=\"worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
        }
        var parts = [
            "xl/workbook.xml": "<workbook xmlns:r=\"r\">\(book)<sheets>\(listed.joined())</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": "<Relationships>\(related.joined())</Relationships>",
            "xl/sharedStrings.xml": "<sst>\(texts.joined())</sst>",
            "xl/styles.xml": """
            <styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="4"/></cellXfs></styleSheet>
            """,
        ]
        for (index, sheet) in sheets.enumerated() { parts["xl/worksheets/sheet\(index + 1).xml"] = sheet.xml }
        let archive = zip_open(path, ZIP_CREATE, nil)
        let kept = parts.sorted { $0.key < $1.key }.map { ($0.key, Data($0.value.utf8) as NSData) }
        for (name, data) in kept {
            zip_file_add(archive, name, zip_source_buffer(archive, data.bytes, zip_uint64_t(data.length), 0), 0)
        }
        withExtendedLifetime(kept) { _ = zip_close(archive) }
        return [UInt8](FileManager.default.contents(atPath: path) ?? Data())
    }

    /// Rows of texts (inline), numbers and, after "=", any XML of a cell.
    static func sheet(_ rows: [[String]], merged: [String] = [], from first: Int = 1) -> String {
        let written = rows.enumerated().map { number, cells in
            let row = cells.enumerated().map { column, cell in
                let place = "\(Character(UnicodeScalar(UInt8(65 + column))))\(number + first)"
                if cell.isEmpty { return "" }
                if cell.hasPrefix("=") { return String(cell.dropFirst()).replacing("<c", with: "<c r=\"\(place)\"") }
                if Double(cell) != nil { return "<c r=\"\(place)\"><v>\(cell)</v></c>" }
                return "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(cell)</t></is></c>"
            }
            return "<row r=\"\(number + first)\">\(row.joined())</row>"
        }
        let cells = merged.map { "<mergeCell ref=\"\($0)\"/>" }
        return
            "<worksheet><sheetData>\(written.joined())</sheetData><mergeCells>\(cells.joined())</mergeCells></worksheet>"
    }

    private func read(_ sheets: [(String, String)], file: String = "b.xlsx", book: String = "", texts: [String] = [])
        throws -> CSVTable
    {
        try CSVTable(
            text: Self.workbook(sheets.map { (name: $0.0, xml: $0.1) }, book: book, texts: texts), file: file)
    }

    @Test("titles above and notes below are left out and said, merged heads are joined, thousands in text are numbers")
    func yearbook() throws {
        let sheet = Self.sheet(
            [
                ["Table 1. Product and residents", "", "", "", ""], ["Region", "2019", "", "2020", ""],
                ["", "GDP (million yuan)", "People", "GDP (million yuan)", "People"],
                ["安康", "1,182.5", "2640000", "1200.25", "2600000"], ["汉中 ", "1,547", "3400000", "", "3210000"], [],
                ["Note: invented figures", "", "", "", ""],
            ], merged: ["A1:E1", "A2:A3", "B2:C2", "D2:E2"])
        let table = try read([("t", sheet)])
        #expect(
            table.header == [
                "Region", "2019 GDP (million yuan)", "2019 People", "2020 GDP (million yuan)", "2020 People",
            ])
        #expect(table.rows.map { $0[0] } == ["安康", "汉中"])
        #expect(table.number(table.rows[0][1]) == 1182.5 && table.number(table.rows[1][1]) == 1547)
        #expect(table.rows[1][3] == "" && table.lines == [4, 5])
        let said = table.remarks.map(\.english).joined()
        #expect(said.contains("Table 1. Product and residents") && said.contains("Note: invented figures"))
    }

    @Test("shared and rich texts, values of formulas, errors, days and years of either calendar")
    func cells() throws {
        let texts = [
            "<si><t>place</t></si>", "<si><r><t>安</t></r><r><t>康</t></r><rPh sb=\"0\" eb=\"1\"><t>アン</t></rPh></si>",
        ]
        let rows = [
            ["=<c t=\"s\"><v>0</v></c>", "day", "month", "value", "bad"],
            [
                "=<c t=\"s\"><v>1</v></c>", "=<c s=\"1\"><v>45000</v></c>", "=<c s=\"2\"><v>45000</v></c>",
                "=<c t=\"n\"><f>1+1.5</f><v>2.5</v></c>", "=<c t=\"e\"><v>#N/A</v></c>",
            ],
        ]
        let table = try read([("t", Self.sheet(rows))], texts: texts)
        #expect(table.header[0] == "place")
        #expect(table.rows == [["安康", "2023-03-15", "2023-03-15", "2.5", ""]])
        let old = try read([("t", Self.sheet(rows))], book: "<workbookPr date1904=\"1\"/>", texts: texts)
        #expect(old.rows[0][1] == "2027-03-16")
    }

    @Test("the first sheet with a table is read, another by # and its name or number; hidden ones are not seen")
    func sheets() throws {
        let (cover, one, two) = (
            Self.sheet([["About this workbook"]]), Self.sheet([["id", "x"], ["A", "1"]]),
            Self.sheet([["id", "y"], ["B", "2"]])
        )
        let sheets = [("Cover", cover), ("2019", one), ("2020", two)]
        let first = try read(sheets)
        #expect(first.header == ["id", "x"] && first.file == "b.xlsx [2019]")
        #expect(first.remarks.map(\.english).joined().contains("b.xlsx#Cover"))
        #expect(try read(sheets, file: "b.xlsx#2020").header == ["id", "y"])
        #expect(try read(sheets, file: "b.xlsx#3").header == ["id", "y"])
        #expect { try read(sheets, file: "b.xlsx#2021") } throws: { "\($0)".contains("Cover, 2019, 2020") }
    }

    @Test("a damaged workbook, another archive and XML that grows are refused")
    func damaged() throws {
        let whole = Self.workbook([(name: "t", xml: Self.sheet([["id", "x"], ["A", "1"]]))])
        for count in stride(from: 8, to: whole.count, by: 97) {
            #expect(throws: AtlasProblem.self) { try CSVTable(text: Array(whole.prefix(count)), file: "b.xlsx") }
        }
        let bomb = "<!DOCTYPE a [<!ENTITY x \"yyyyyyyyyy\">]>" + Self.sheet([["id", "x"], ["A", "1"]])
        #expect(throws: AtlasProblem.self) { try read([("t", bomb)]) }
        #expect(throws: AtlasProblem.self) { try read([("t", "<worksheet><sheetData><row>")]) }
        #expect(throws: AtlasProblem.self) { try read([("t", Self.sheet([]))]) }
    }

    @Test("yes and no are words, a cell that stands twice is refused, a formula without a result is told")
    func doubtful() throws {
        let truth = try read([("a", Self.sheet([["place", "y"], ["A", "=<c t=\"b\"><v>1</v></c>"], ["B", "2"]]))])
        #expect(truth.rows[0] == ["A", "TRUE"])
        #expect(throws: AtlasProblem.self) { try ValueTable(truth).numbers("y") }
        let row = "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>A</t></is></c><c r=\"B2\"><v>1</v></c></row>"
        let twice = Self.sheet([["place", "y"]]).replacing(
            "</sheetData>", with: row + row.replacing("<v>1</v>", with: "<v>7</v>") + "</sheetData>")
        #expect { try read([("a", twice)]) } throws: {
            ($0 as? AtlasProblem)?.row == 2 && ($0 as? AtlasProblem)?.column == "B"
        }
        let open = try read([("a", Self.sheet([["place", "y"], ["A", "=<c><f>1+1</f></c>"], ["B", "2"]]))])
        #expect(open.rows[0] == ["A", ""] && open.remarks.contains { $0.english.contains("the first in B2") })
    }

    @Test("cells without places of their own follow one another; places out of order are not believed")
    func places() throws {
        let loose = """
            <worksheet><sheetData><row><c t="str"><v>id</v></c><c t="str"><v>x</v></c></row>
            <row><c t="str"><v>A</v></c><c><v>1</v></c></row><row r="99999999999999999999"><c \
            r="ZZZZ9"><v>3</v></c></row>
            </sheetData></worksheet>
            """
        #expect(try read([("t", loose)]).rows.first == ["A", "1"])
    }
}

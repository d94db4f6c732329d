public import Asking
import CZip
import Foundation
import Wording

/// Writes a page of ours for a word processor (ECMA-376): headings, paragraphs, three-line tables and pictures.
///
/// Pictures are SVG, with a bitmap beside each for programs that know no SVG, where there is a browser to draw one.
///
/// - Parameters:
///   - html: a page that this program wrote.
///   - path: a file that does not exist yet.
/// - Throws: a problem of use where the file cannot be written.
public func writeWordDocument(_ html: String, to path: String, _ language: Language) throws(Problem) {
    var document = WordDocument(language: language)
    for block in pageBlocks(html) { document.add(block) }
    try document.write(to: path)
}

private struct WordDocument {
    let language: Language
    var body = ""
    var pictures: [String] = []

    mutating func add(_ block: PageBlock) {
        switch block {
        case .heading(let text, let level): body += paragraph(text, style: "Heading\(level)")
        case .paragraph(let text, .plain): body += paragraph(text)
        case .paragraph(let text, .strong): body += paragraph(text, style: "Strong")
        case .paragraph(let text, .small): body += paragraph(text, style: "Small")
        case .item(let text): body += paragraph("• " + text, style: "Item")
        case .table(let heads, let rows, let numeric): body += table(heads, rows, numeric)
        case .picture(let svg):
            pictures.append(svg)
            body += picture(number: pictures.count, size: pictureSize(svg))
        }
    }

    private func paragraph(_ text: String, style: String? = nil, right: Bool = false) -> String {
        let named = style.map { "<w:pStyle w:val=\"\($0)\"/>" } ?? ""
        let side = right ? "<w:jc w:val=\"right\"/>" : ""
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            "<w:t xml:space=\"preserve\">\(escaped(String($0)))</w:t>"
        }
        return "<w:p><w:pPr>\(named)\(side)</w:pPr><w:r>\(lines.joined(separator: "<w:br/>"))</w:r></w:p>"
    }

    private func table(_ heads: [String], _ rows: [[String]], _ numeric: [Bool]) -> String {
        func cell(_ text: String, _ column: Int, _ rule: String, style: String) -> String {
            let right = numeric.indices.contains(column) && numeric[column]
            return "<w:tc><w:tcPr>\(rule)</w:tcPr>\(paragraph(text, style: style, right: right))</w:tc>"
        }
        let line = "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"000000\"/></w:tcBorders>"
        let head = heads.enumerated().map { cell($1, $0, line, style: "Head") }.joined()
        let body = rows.map { row in
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
                + heads.indices.map { cell(row.indices.contains($0) ? row[$0] : "", $0, "", style: "Cell") }.joined()
                + "</w:tr>"
        }
        let rule = { (side: String) in "<w:\(side) w:val=\"single\" w:sz=\"12\" w:color=\"000000\"/>" }
        return "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>\(rule("top"))\(rule("bottom"))"
            + "</w:tblBorders><w:tblLayout w:type=\"autofit\"/></w:tblPr><w:tblGrid>"
            + heads.map { _ in "<w:gridCol/>" }.joined()
            + "</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>\(head)</w:tr>"
            + body.joined() + "</w:tbl>" + paragraph("", style: "Small")
    }

    /// As wide as the text; lengths are in 914,400ths of an inch.
    private func picture(number: Int, size: (width: Double, height: Double)) -> String {
        let width = min(5_940_000, Int(size.width * 9_525))
        let height = Int(Double(width) * size.height / max(1, size.width))
        return """
            <w:p><w:r><w:drawing><wp:inline><wp:extent cx="\(width)" cy="\(height)"/><wp:docPr id="\(number)" \
            name="\(language("Figure", "图")) \(number)"/><a:graphic><a:graphicData \
            uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr \
            id="\(number)" name="picture\(number).svg"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip \
            r:embed="png\(number)"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip \
            xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="svg\(number)"/></a:ext>\
            </a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" \
            y="0"/><a:ext cx="\(width)" cy="\(height)"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>\
            </pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>
            """
    }

    func write(to path: String) throws(Problem) {
        let bitmaps = pictures.map { drawnByBrowser($0) ?? Data(noPicture) }
        var parts: [(String, Data)] = [
            ("[Content_Types].xml", Data(contentTypes.utf8)), ("_rels/.rels", Data(packageRelations.utf8)),
            ("word/document.xml", Data(document.utf8)), ("word/styles.xml", Data(styles.utf8)),
            ("word/_rels/document.xml.rels", Data(relations.utf8)),
        ]
        for (number, (svg, bitmap)) in zip(pictures, bitmaps).enumerated() {
            parts.append(("word/media/picture\(number + 1).svg", Data(svg.utf8)))
            parts.append(("word/media/picture\(number + 1).png", bitmap))
        }
        try archive(parts, at: path)
    }

    private var document: String {
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" \
        xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" \
        xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
        xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>\(body)<w:sectPr><w:pgSz \
        w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" \
        w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>
        """
    }

    private var relations: String {
        let root = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let images = pictures.indices.flatMap { index in
            ["svg", "png"].map { kind in
                """
                <Relationship Id="\(kind)\(index + 1)" Type="\(root)/image" \
                Target="media/picture\(index + 1).\(kind)"/>
                """
            }
        }
        return """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship \
            Id="styles" Type="\(root)/styles" Target="styles.xml"/>\(images.joined())</Relationships>
            """
    }
}

private let contentTypes = """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" \
    ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" \
    ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="svg" \
    ContentType="image/svg+xml"/><Override PartName="/word/document.xml" \
    ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override \
    PartName="/word/styles.xml" \
    ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>
    """

private let packageRelations = """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="document" \
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
    Target="word/document.xml"/></Relationships>
    """

/// Sizes are in half points, distances in twentieths of a point.
private let styles: String = {
    func style(
        _ id: String, _ name: String, size: Int, bold: Bool = false, before: Int = 0, after: Int = 80, more: String = ""
    ) -> String {
        """
        <w:style w:type="paragraph" w:styleId="\(id)"><w:name w:val="\(name)"/><w:basedOn w:val="Normal"/><w:pPr>\
        \(more)<w:spacing w:before="\(before)" w:after="\(after)"/></w:pPr><w:rPr>\(bold ? "<w:b/>" : "")<w:sz \
        w:val="\(size)"/></w:rPr></w:style>
        """
    }
    let keep = "<w:keepNext/>"
    return """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault>\
        <w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Microsoft YaHei" w:cs="Calibri"/><w:sz \
        w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" \
        w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="80"/></w:pPr></w:style>
        """ + style("Heading1", "heading 1", size: 36, bold: true, after: 120, more: keep)
            + style("Heading2", "heading 2", size: 28, bold: true, before: 280, after: 100, more: keep)
            + style("Heading3", "heading 3", size: 24, bold: true, before: 200, more: keep)
            + style("Strong", "Strong Paragraph", size: 23, bold: true, before: 80, more: keep)
            + style("Small", "Small", size: 17)
            + style("Item", "List Item", size: 21, after: 40, more: "<w:ind w:left=\"284\" w:hanging=\"200\"/>")
            + style("Head", "Table Head", size: 17, bold: true, after: 20, more: keep)
            + style("Cell", "Table Cell", size: 17, after: 20) + "</w:styles>"
}()

/// Width and height of a picture, from its box.
func pictureSize(_ svg: String) -> (width: Double, height: Double) {
    guard let begin = svg.range(of: "viewBox=\"")?.upperBound,
        let end = svg[begin...].firstIndex(of: "\"")
    else { return (640, 480) }
    let box = svg[begin..<end].split(separator: " ").compactMap { Double($0) }
    return box.count == 4 && box[2] > 0 && box[3] > 0 ? (box[2], box[3]) : (640, 480)
}

/// A bitmap of one clear point.
private let noPicture: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6,
    0, 0,
    0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 0x0D, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0D, 0x0A,
    0x2D,
    0xB4, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
]

private func archive(_ parts: [(String, Data)], at path: String) throws(Problem) {
    var code = Int32(0)
    guard let archive = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code) else { throw Problem.unwritten(path) }
    // The archive reads its parts when it is closed.
    let kept = parts.map { NSData(data: $0.1) }
    for ((name, _), data) in zip(parts, kept) {
        guard let source = zip_source_buffer(archive, data.bytes, zip_uint64_t(data.length), 0) else {
            zip_discard(archive)
            throw Problem.unwritten(path)
        }
        let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        if index >= 0 { zip_file_set_mtime(archive, zip_uint64_t(index), 315_532_800, 0) }
    }
    let isClosed = withExtendedLifetime(kept) { zip_close(archive) == 0 }
    if !isClosed {
        zip_discard(archive)
        throw Problem.unwritten(path)
    }
}

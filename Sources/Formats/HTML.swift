import Wording

/// Tables as papers print them: a rule above, one under the head, one below (三线表), for a page or a word processor.
extension Section {
    /// For a page or a word processor.
    public var html: String {
        let numeric = columns.indices.map(isNumeric)
        func row(_ tag: String, _ cells: [String]) -> String {
            let inner = columns.indices.map { column in
                let text = escaped(cells.indices.contains(column) ? cells[column] : "")
                return "<\(tag)\(numeric[column] ? " class=\"n\"" : "")>\(text)</\(tag)>"
            }
            return "<tr>\(inner.joined())</tr>\n"
        }
        return "<table>\n" + (title.isEmpty ? "" : "<caption>\(escaped(title))</caption>\n")
            + "<thead>\n\(row("th", columns))</thead>\n<tbody>\n"
            + rows.map { row("td", $0) }.joined() + "</tbody>\n</table>\n"
            + notes.map { "<p>\(escaped(trimmed($0)))</p>\n" }.joined()
    }
}

/// A page that holds nothing but tables.
public func threeLinePage(_ sections: [Section]) -> String {
    """
    <!DOCTYPE html>
    <html><head><meta \
    charset="utf-8"><title>\(escaped(sections.first { !$0.title.isEmpty }?.title ?? "Hinterland"))</title><style>
    body{font-family:system-ui,'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;margin:24px}
    table{border-collapse:collapse;border-top:2px solid #000;border-bottom:2px solid #000;margin:24px 0 6px}
    caption{text-align:left;font-weight:600;padding:0 0 6px}th{border-bottom:1px solid \
    #000;text-align:left;font-weight:600}
    th,td{padding:3px 14px 3px 4px}.n{text-align:right;font-variant-numeric:tabular-nums}p{font-size:12px;margin:2px \
    0;max-width:60em}th:first-child,td:first-child{min-width:7em}
    @page{size:A4 landscape;margin:12mm}@media print{body{margin:0;font-size:12px}tr,caption{break-inside:avoid}}
    </style></head><body>

    """ + sections.map(\.html).joined() + "</body></html>\n"
}

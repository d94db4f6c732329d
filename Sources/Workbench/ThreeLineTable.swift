import Charts

/// Tables as papers print them: a rule above, one under the head, one below (三线表).
extension Section {
    /// For LaTeX with booktabs; Chinese needs XeLaTeX with ctex.
    var latex: String {
        let numeric = columns.indices.map(isNumeric)
        func cells(_ row: [String]) -> String {
            columns.indices.map { row.indices.contains($0) ? latexText(row[$0]) : "" }.joined(separator: " & ")
                + " \\\\\n"
        }
        var text =
            "% \\usepackage{booktabs}; with Chinese text \\usepackage{ctex} and XeLaTeX\n\\begin{table}\n  \\centering\n"
        if !title.isEmpty { text += "  \\caption{\(latexText(title))}\n" }
        text +=
            "  \\begin{tabular}{\(numeric.map { $0 ? "r" : "l" }.joined())}\n    \\toprule\n    " + cells(columns)
            + "    \\midrule\n"
        for row in rows { text += "    " + cells(row) }
        text += "    \\bottomrule\n  \\end{tabular}\n"
        for note in notes { text += "  \\par\\footnotesize \(latexText(trimmed(note)))\n" }
        return text + "\\end{table}\n"
    }

    /// For a page or a word processor.
    var html: String {
        let numeric = columns.indices.map(isNumeric)
        func row(_ tag: String, _ cells: [String]) -> String {
            let inner = columns.indices.map { column in
                "<\(tag)\(numeric[column] ? " class=\"n\"" : "")>\(escaped(cells.indices.contains(column) ? cells[column] : ""))</\(tag)>"
            }
            return "<tr>\(inner.joined())</tr>\n"
        }
        return "<table>\n" + (title.isEmpty ? "" : "<caption>\(escaped(title))</caption>\n")
            + "<thead>\n\(row("th", columns))</thead>\n<tbody>\n"
            + rows.map { row("td", $0) }.joined() + "</tbody>\n</table>\n"
            + notes.map { "<p>\(escaped(trimmed($0)))</p>\n" }.joined()
    }

    private func isNumeric(_ column: Int) -> Bool {
        !rows.isEmpty && rows.allSatisfy { !$0.indices.contains(column) || looksNumeric($0[column]) }
    }

    private func trimmed(_ note: String) -> String { String(note.drop { $0 == " " }) }
}

/// A page that holds nothing but tables.
func threeLinePage(_ sections: [Section]) -> String {
    """
    <!DOCTYPE html>
    <html><head><meta \
    charset="utf-8"><title>\(escaped(sections.first { !$0.title.isEmpty }?.title ?? "Hinterland"))</title><style>
    body{font-family:system-ui,'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;margin:24px}
    table{border-collapse:collapse;border-top:2px solid #000;border-bottom:2px solid #000;margin:24px 0 6px}
    caption{text-align:left;font-weight:600;padding:0 0 6px}th{border-bottom:1px solid \
    #000;text-align:left;font-weight:600}
    th,td{padding:3px 14px 3px 4px}.n{text-align:right;font-variant-numeric:tabular-nums}p{font-size:12px;margin:2px \
    0;max-width:60em}
    </style></head><body>

    """ + sections.map(\.html).joined() + "</body></html>\n"
}

private func latexText(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\": result += "\\textbackslash{}"
        case "&", "%", "$", "#", "_", "{", "}": result += "\\" + String(scalar)
        case "~": result += "\\textasciitilde{}"
        case "^": result += "\\textasciicircum{}"
        case "–": result += "--"
        case "−": result += "$-$"
        case "\n", "\r": result += " "
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// Tables as papers print them (三线表), for LaTeX.
extension Section {
    /// For LaTeX with booktabs; Chinese needs XeLaTeX with ctex.
    public var latex: String {
        let numeric = columns.indices.map(isNumeric)
        func cells(_ row: [String]) -> String {
            columns.indices.map { row.indices.contains($0) ? latexText(row[$0]) : "" }.joined(separator: " & ")
                + " \\\\\n"
        }
        var text =
            "% \\usepackage{booktabs}; with Chinese text \\usepackage{ctex} and XeLaTeX\n"
            + "\\begin{table}\n  \\centering\n"
        if !title.isEmpty { text += "  \\caption{\(latexText(title))}\n" }
        text +=
            "  \\begin{tabular}{\(numeric.map { $0 ? "r" : "l" }.joined())}\n    \\toprule\n    " + cells(columns)
            + "    \\midrule\n"
        for row in rows { text += "    " + cells(row) }
        text += "    \\bottomrule\n  \\end{tabular}\n"
        for note in notes { text += "  \\par\\footnotesize \(latexText(trimmed(note)))\n" }
        return text + "\\end{table}\n"
    }

    /// A note without its indent.
    func trimmed(_ note: String) -> String { String(note.drop { $0 == " " }) }
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

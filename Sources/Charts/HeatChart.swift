/// Places by indicators, darker is more.
public struct HeatChart: Sendable {
    /// One place's cells.
    public struct Row: Sendable {
        let code: String
        let label: String
        /// From 0 to 1 by column.
        let shades: [Double]
        /// What is told of each cell.
        let texts: [String]
        let marked: Bool

        /// `shades` and `texts` hold one entry a column; a marked row's name is written in the accent colour.
        public init(code: String, label: String, shades: [Double], texts: [String], marked: Bool = false) {
            (self.code, self.label, self.shades, self.texts, self.marked) = (code, label, shades, texts, marked)
        }
    }

    /// Names of the columns, left to right; at most four lines of each are written.
    public let columns: [String]
    /// From the top down.
    public let rows: [Row]
    private let step = 19.0
    private let head = 62.0

    /// Every row needs as many shades and texts as there are columns.
    public init(columns: [String], rows: [Row]) { (self.columns, self.rows) = (columns, rows) }

    /// Pixels; 19 a row below the head.
    public var height: Double { head + Double(rows.count) * step + 8 }

    /// Texts are written into cells that are wide enough, and told by pointing otherwise.
    public func svg(title: String, width: Double = 620) -> String {
        var drawing = Drawing(width: width, height: height)
        let left = min(0.35 * width, (rows.map { textWidth($0.label, size: 12) }.max() ?? 0) + 12)
        let cell = (width - left - 6) / Double(max(1, columns.count))
        for (index, name) in columns.enumerated() {
            let wrapped = lines(name, size: 11, width: cell - 4).prefix(4)
            for (row, line) in wrapped.enumerated() {
                drawing.text(
                    line, x: left + (Double(index) + 0.5) * cell, y: head - 8 - 13 * Double(wrapped.count - 1 - row),
                    size: 11,
                    anchor: "middle",
                    fill: Palette.quiet)
            }
        }
        for (index, row) in rows.enumerated() {
            let y = head + Double(index) * step
            drawing.text(
                row.label, x: left - 8, y: y + 14, size: 12, anchor: "end",
                fill: row.marked ? Palette.accent : Palette.ink,
                weight: row.marked ? "600" : "")
            for column in columns.indices {
                let share = min(1, max(0, row.shades[column]))
                drawing.add(
                    "rect",
                    [
                        "x": short(left + Double(column) * cell), "y": short(y), "width": short(cell - 1),
                        "height": short(step - 1),
                        "fill": Palette.sequential(share, of: 7), "data-code": row.code,
                    ], title: "\(row.label), \(columns[column]): \(row.texts[column])")
                if cell > textWidth(row.texts[column], size: 11) + 6 {
                    drawing.text(
                        row.texts[column], x: left + (Double(column) + 0.5) * cell, y: y + 13.5, size: 11,
                        anchor: "middle",
                        fill: share > 0.55 ? "#fff" : Palette.ink)
                }
            }
        }
        return drawing.svg(title: title)
    }
}

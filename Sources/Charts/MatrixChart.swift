/// Shares from each row to each column, darker the larger, with the numbers in the cells.
public struct MatrixChart: Sendable {
    /// One square of shares.
    public struct Panel: Sendable {
        /// Above the square, as for one class of neighbours.
        public let title: String
        /// A row a class, from 0 to 1.
        public let shares: [[Double]]
        /// What is said of a row when pointed at.
        public let rowTitles: [String]

        /// `shares` is square, from 0 to 1; `rowTitles` holds one entry a row.
        public init(title: String, shares: [[Double]], rowTitles: [String]) {
            self.title = title
            self.shares = shares
            self.rowTitles = rowTitles
        }
    }

    /// Two side by side, read row by row.
    public let panels: [Panel]
    /// Of the classes, the same for rows and columns of all panels.
    public let labels: [String]
    /// What the rows are, as "from".
    public let from: String
    /// What the columns are, as "to".
    public let to: String

    /// Each panel needs as many rows and columns as there are labels.
    public init(_ panels: [Panel], labels: [String], from: String, to: String) {
        self.panels = panels
        self.labels = labels
        self.from = from
        self.to = to
    }

    /// The height follows from the number of classes and panels; numbers are left out of cells below 26 pixels.
    public func svg(title: String, width: Double = 620) -> String {
        let across = panels.count == 1 ? 1 : 2
        let panelWidth = (width - 10) / Double(across)
        let cell = min(54, (panelWidth - 60) / Double(max(1, labels.count)))
        let panelHeight = 64 + cell * Double(labels.count)
        let rows = (panels.count + across - 1) / across
        var drawing = Drawing(width: width, height: panelHeight * Double(rows) + 6)
        for (index, panel) in panels.enumerated() {
            draw(
                &drawing, panel, x: 6 + panelWidth * Double(index % across), y: panelHeight * Double(index / across),
                cell: cell)
        }
        return drawing.svg(title: title)
    }

    private func draw(_ drawing: inout Drawing, _ panel: Panel, x: Double, y: Double, cell: Double) {
        let (left, top) = (x + 46, y + 46)
        drawing.text(panel.title, x: x, y: y + 16, size: 13, weight: "600")
        drawing.text(to, x: left + cell * Double(labels.count), y: y + 32, size: 11, anchor: "end", fill: Palette.quiet)
        drawing.text(from, x: x, y: y + 32, size: 11, fill: Palette.quiet)
        for (row, shares) in panel.shares.enumerated() {
            drawing.text(
                labels[row], x: left - 8, y: top + cell * (Double(row) + 0.5) + 4, size: 12, anchor: "end",
                fill: Palette.quiet)
            drawing.text(
                labels[row], x: left + cell * (Double(row) + 0.5), y: top - 4, size: 12, anchor: "middle",
                fill: Palette.quiet)
            for (column, share) in shares.enumerated() {
                let (cx, cy) = (left + cell * Double(column), top + cell * Double(row))
                drawing.add(
                    "rect",
                    [
                        "x": short(cx), "y": short(cy), "width": short(cell - 1), "height": short(cell - 1),
                        "fill": shade(share),
                        "stroke": Palette.rule,
                        "stroke-width": "0.5",
                    ], title: "\(panel.rowTitles[row]) → \(labels[column]): \(fiveDigits(share))")
                if cell >= 26 {
                    let text = share == 0 ? "" : share < 0.005 ? "<.01" : tickText((share * 100).rounded() / 100)
                    drawing.text(
                        text, x: cx + cell / 2, y: cy + cell / 2 + 4, size: cell >= 36 ? 12 : 10, anchor: "middle",
                        fill: share > 0.6 ? "#fff" : Palette.ink)
                }
            }
        }
    }

    private func shade(_ share: Double) -> String {
        share == 0 ? "#fff" : Palette.sequential(share, of: 7)
    }
}

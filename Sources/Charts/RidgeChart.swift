/// Distributions one above the other, the first at the top.
public struct RidgeChart: Sendable {
    /// One year's distribution.
    public struct Ridge: Sendable {
        /// To the left of the ridge, usually a year.
        public let label: String
        /// One a point of the grid, 0 or more.
        public let density: [Double]
        /// What is said when pointed at.
        public let title: String

        /// `density` needs as many entries as the grid.
        public init(label: String, density: [Double], title: String) {
            self.label = label
            self.density = density
            self.title = title
        }
    }

    /// Where densities were computed, increasing; common to all ridges.
    public let grid: [Double]
    /// From the top down.
    public let ridges: [Ridge]
    /// Of the grid, below the axis.
    public let unit: String

    /// All densities share one scale, so that peaks can be compared.
    public init(grid: [Double], ridges: [Ridge], unit: String) {
        self.grid = grid
        self.ridges = ridges
        self.unit = unit
    }

    /// At most about forty ridges are drawn, evenly chosen, the last always; the height follows.
    public func svg(title: String, width: Double = 560) -> String {
        // At most forty ridges are told apart.
        let every = max(1, (ridges.count + 39) / 40)
        let shown = ridges.indices.filter { $0 % every == 0 || $0 == ridges.count - 1 }
        let step = max(14, min(44, 420 / Double(max(1, shown.count))))
        let room = 2.2 * step
        let height = 40 + room + step * Double(shown.count)
        var drawing = Drawing(width: width, height: height)
        let axis = Axis(title: unit, values: grid)
        let labels = 16 + (ridges.map { textWidth($0.label, size: 12) }.max() ?? 0)
        let (left, right) = (labels, width - 12)
        func across(_ value: Double) -> Double { left + axis.position(value) * (right - left) }
        let most = ridges.flatMap(\.density).max() ?? 1
        let bottom = room + step * Double(max(0, shown.count - 1)) + 6
        for tick in axis.ticks {
            drawing.add(
                "path",
                ["d": "M\(short(across(tick))) 8V\(short(bottom))", "stroke": Palette.rule, "stroke-width": "0.7"])
            drawing.text(
                tickText(tick), x: across(tick), y: bottom + 16, size: 12, anchor: "middle", fill: Palette.quiet)
        }
        drawing.text(unit, x: right, y: bottom + 32, size: 12, anchor: "end", fill: Palette.quiet)
        for (row, index) in shown.enumerated() {
            let ridge = ridges[index]
            let base = room + step * Double(row)
            var path = "M\(short(across(grid.first ?? 0))) \(short(base))"
            for (x, density) in zip(grid, ridge.density) {
                path += "L\(short(across(x))) \(short(base - density / most * room))"
            }
            path += "L\(short(across(grid.last ?? 1))) \(short(base))z"
            drawing.add(
                "path",
                [
                    "d": path, "fill": "#5ab4a6", "fill-opacity": "0.55", "stroke": Palette.gains[2],
                    "stroke-width": "1",
                ],
                title: ridge.title)
            drawing.text(ridge.label, x: left - 8, y: base + 1, size: 12, anchor: "end", fill: Palette.quiet)
        }
        return drawing.svg(title: title)
    }
}

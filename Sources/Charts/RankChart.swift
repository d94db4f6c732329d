/// Places in order of rank, each with the ranks it might as well have.
public struct RankChart: Sendable {
    /// One place's rank.
    public struct Row: Sendable {
        let code: String
        let label: String
        let rank: Int
        let low: Int?
        let high: Int?
        let tier: Int
        let marked: Bool
        let title: String

        /// `low` and `high` are the ranks that it might have too, nil without doubt; `tier` counts from 1, the best,
        /// and decides the colour.
        public init(
            code: String, label: String, rank: Int, low: Int?, high: Int?, tier: Int, marked: Bool = false,
            title: String
        ) {
            (self.code, self.label, self.rank, self.low, self.high, self.tier) = (code, label, rank, low, high, tier)
            (self.marked, self.title) = (marked, title)
        }
    }

    /// From the top down; best first.
    public let rows: [Row]
    /// What the ranks are of, below the axis.
    public let unit: String
    private let step = 19.0

    /// Ranks count from 1.
    public init(_ rows: [Row], unit: String) {
        self.rows = rows
        self.unit = unit
    }

    /// Pixels; 19 a row.
    public var height: Double { Double(rows.count) * step + 44 }

    /// A band from `low` to `high` behind each rank's dot.
    public func svg(title: String, width: Double = 560) -> String {
        var drawing = Drawing(width: width, height: height)
        let left = min(0.4 * width, (rows.map { textWidth($0.label, size: 13) }.max() ?? 0) + 40)
        let most = Double(max(2, rows.map { max($0.rank, $0.high ?? $0.rank) }.max() ?? 2))
        let right = width - 14
        func x(_ rank: Double) -> Double { left + (rank - 1) / (most - 1) * (right - left) }
        let foot = Double(rows.count) * step + 8
        for tick in ticks(upTo: most) {
            drawing.add(
                "path", ["d": "M\(short(x(tick))) 6V\(short(foot))", "stroke": Palette.rule, "stroke-width": "1"])
            drawing.text("\(Int(tick))", x: x(tick), y: foot + 15, size: 11, anchor: "middle", fill: Palette.quiet)
        }
        drawing.text(unit, x: (left + right) / 2, y: foot + 31, size: 11, anchor: "middle", fill: Palette.quiet)
        for (index, row) in rows.enumerated() {
            let y = Double(index) * step + 16
            drawing.text(
                row.label, x: left - 34, y: y + 4, size: 13, anchor: "end",
                fill: row.marked ? Palette.accent : Palette.ink,
                weight: row.marked ? "600" : "")
            drawing.text("\(row.rank)", x: left - 10, y: y + 4, size: 12, anchor: "end", fill: Palette.quiet)
            if let low = row.low, let high = row.high {
                drawing.add(
                    "path",
                    [
                        "d": "M\(short(x(Double(low)))) \(short(y))H\(short(x(Double(high))))",
                        "stroke": colour(row.tier),
                        "stroke-width": "7",
                        "stroke-opacity": "0.45", "stroke-linecap": "round",
                    ], title: row.title)
            }
            drawing.add(
                "circle",
                [
                    "cx": short(x(Double(row.rank))), "cy": short(y), "r": "4",
                    "fill": row.marked ? Palette.accent : colour(row.tier),
                    "data-code": row.code,
                ], title: row.title)
        }
        return drawing.svg(title: title)
    }

    /// Tiers told apart by lightness too.
    private func colour(_ tier: Int) -> String {
        // The palest two of seven would not be seen.
        Palette.sequential(7)[max(2, 6 - (tier - 1) % 5)]
    }

    private func ticks(upTo most: Double) -> [Double] {
        let rough = most / 6
        let steps = [1.0, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]
        let step = steps.first { $0 >= rough } ?? rough
        return [1] + Array(stride(from: step == 1 ? 2 : step, through: most, by: step))
    }
}

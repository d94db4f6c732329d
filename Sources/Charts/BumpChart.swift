/// Ranks over the years, the first above: who rose, who fell.
public struct BumpChart: Sendable {
    /// One place's ranks over the years.
    public struct Line: Sendable {
        let code: String
        let label: String
        /// By year; nil where the place was not ranked.
        let ranks: [Int?]
        let marked: Bool

        /// `ranks` holds one rank a year, nil where there is none; the line is dashed across such years. A marked line
        /// is drawn above the others and always named.
        public init(code: String, label: String, ranks: [Int?], marked: Bool = false) {
            (self.code, self.label, self.ranks, self.marked) = (code, label, ranks, marked)
        }
    }

    /// From left to right, as written at the top.
    public let years: [String]
    /// In any order.
    public let lines: [Line]

    /// Every line needs as many ranks as there are years.
    public init(years: [String], lines: [Line]) { (self.years, self.lines) = (years, lines) }

    private var depth: Int { lines.flatMap { $0.ranks.compactMap { $0 } }.max() ?? 1 }
    private var step: Double { depth > 60 ? 6 : depth > 30 ? 11 : 19 }
    /// Pixels; grows with the lowest rank, more slowly beyond 30 and 60.
    public var height: Double { Double(depth) * step + 44 }

    /// Names stand to the right of the last known rank; those that would fall on one another are told by pointing.
    public func svg(title: String, width: Double = 620) -> String {
        var drawing = Drawing(width: width, height: height)
        let right = width - (lines.map { textWidth($0.label, size: 12) }.max() ?? 0) - 40
        let left = 34.0
        func x(_ year: Int) -> Double {
            years.count < 2 ? left : left + Double(year) / Double(years.count - 1) * (right - left)
        }
        func y(_ rank: Int) -> Double { 30 + (Double(rank) - 0.5) * step }
        for (index, year) in years.enumerated() {
            drawing.add(
                "path",
                ["d": "M\(short(x(index))) 22V\(short(height - 12))", "stroke": Palette.rule, "stroke-width": "1"])
            drawing.text(year, x: x(index), y: 15, size: 12, anchor: "middle", fill: Palette.quiet)
        }
        // Marked lines above the others.
        var taken: [Double] = []
        for line in lines.sorted(by: { !$0.marked && $1.marked }) {
            let colour =
                line.marked ? Palette.accent : Palette.sequential(7)[3 + (line.ranks.compactMap { $0 }.first ?? 0) % 4]
            let known = line.ranks.enumerated().compactMap { index, rank in rank.map { (index, $0) } }
            for (a, b) in zip(known, known.dropFirst()) {
                drawing.add(
                    "path",
                    [
                        "d": "M\(short(x(a.0))) \(short(y(a.1)))L\(short(x(b.0))) \(short(y(b.1)))", "stroke": colour,
                        "stroke-width": line.marked ? "3" : "1.6", "fill": "none",
                        "stroke-dasharray": b.0 - a.0 > 1 ? "3 3" : "",
                    ])
            }
            for (index, rank) in known {
                drawing.add(
                    "circle",
                    [
                        "cx": short(x(index)), "cy": short(y(rank)), "r": line.marked ? "4.5" : "3.2", "fill": colour,
                        "data-code": line.code,
                    ],
                    title: "\(line.label), \(years[index]): \(rank)")
            }
            guard let last = known.last else { continue }
            let height = y(last.1)
            // Ends that fall on one another are told by pointing.
            if step < 12 && !line.marked && taken.contains(where: { abs($0 - height) < 11 }) { continue }
            taken.append(height)
            drawing.text(
                "\(last.1)  \(line.label)", x: x(last.0) + 9, y: height + 4, size: 12,
                fill: line.marked ? Palette.accent : Palette.ink,
                weight: line.marked ? "600" : "")
        }
        return drawing.svg(title: title)
    }
}

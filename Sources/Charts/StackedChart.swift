/// Parts that sum to a whole, one bar a year; each part is named beside the last bar.
public struct StackedChart: Sendable {
    /// From left to right.
    public let years: [String]
    /// From the bottom, each with one value a year.
    public let parts: [(label: String, values: [Double], colour: String)]
    /// Of the values, at the upright axis.
    public let unit: String

    /// Every part needs as many values as there are years; values below zero count as zero.
    public init(years: [String], parts: [(label: String, values: [Double], colour: String)], unit: String) {
        self.years = years
        self.parts = parts
        self.unit = unit
    }

    /// Each part of a bar tells its value by pointing.
    public func svg(title: String, width: Double = 560, height: Double = 300) -> String {
        var drawing = Drawing(width: width, height: height)
        let totals = years.indices.map { year in parts.reduce(0) { $0 + max(0, $1.values[year]) } }
        let labelWidth = 18 + (parts.map { textWidth($0.label, size: 12) }.max() ?? 0)
        let frame = PlotFrame(
            x: Axis(title: "", values: [0, 1]), y: Axis(title: unit, values: totals + [0], fromZero: true),
            width: width - labelWidth,
            height: height)
        drawing.text(unit, x: 4, y: 16, size: 12, fill: Palette.quiet)
        for tick in frame.y.ticks {
            let at = frame.up(tick)
            drawing.add(
                "path",
                [
                    "d": "M\(short(frame.left)) \(short(at))H\(short(frame.right))", "stroke": Palette.rule,
                    "stroke-width": "0.7",
                ])
            drawing.text(tickText(tick), x: frame.left - 6, y: at + 4, size: 12, anchor: "end", fill: Palette.quiet)
        }
        let step = (frame.right - frame.left) / Double(max(1, years.count))
        let bar = min(46, step * 0.72)
        // Years are named as far as there is room.
        let every = max(1, Int((42 / step).rounded(.up)))
        for (index, year) in years.enumerated() {
            let x = frame.left + step * (Double(index) + 0.5)
            var base = 0.0
            for part in parts {
                let value = max(0, part.values[index])
                let (top, bottom) = (frame.up(base + value), frame.up(base))
                drawing.add(
                    "rect",
                    [
                        "x": short(x - bar / 2), "y": short(top), "width": short(bar),
                        "height": short(max(0, bottom - top)),
                        "fill": part.colour,
                        "stroke": "#fff", "stroke-width": "0.6",
                    ], title: "\(year) · \(part.label): \(fiveDigits(part.values[index]))")
                base += value
            }
            if index % every == 0 {
                drawing.text(year, x: x, y: frame.bottom + 18, size: 12, anchor: "middle", fill: Palette.quiet)
            }
        }
        drawing.add(
            "path",
            [
                "d": "M\(short(frame.left)) \(short(frame.bottom))H\(short(frame.right))", "stroke": Palette.quiet,
                "stroke-width": "0.8",
            ])
        label(&drawing, frame)
        return drawing.svg(title: title)
    }

    private func label(_ drawing: inout Drawing, _ frame: PlotFrame) {
        guard let last = years.indices.last else { return }
        var base = 0.0
        var lowest = Double.infinity
        for part in parts {
            let value = max(0, part.values[last])
            // Upwards, each at least a line above the one before.
            let y = min(frame.up(base + value / 2) + 4, lowest - 15)
            drawing.add(
                "rect",
                ["x": short(frame.right + 4), "y": short(y - 9), "width": "9", "height": "9", "fill": part.colour])
            drawing.text(part.label, x: frame.right + 17, y: y, size: 12)
            lowest = y
            base += value
        }
    }
}

/// About five digits of a number.
public func fiveDigits(_ value: Double) -> String {
    if !value.isFinite { return "–" }
    var scale = 1.0
    while abs(value) * scale < 10_000 && scale < 1e12 && value != 0 { scale *= 10 }
    return tickText((value * scale).rounded() / scale)
}

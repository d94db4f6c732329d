/// One bar of a chart.
public struct Bar: Sendable {
    /// Written to the left of the bar.
    public let label: String
    /// The bar's length from zero; below zero it goes to the left in the colour of losses.
    public let value: Double
    /// An interval around the value, drawn as a whisker; nil without one.
    public let low: Double?
    /// The upper end of the interval; drawn only together with `low`.
    public let high: Double?
    /// The value as written at the bar's end.
    public let text: String

    /// `text` is written as given: the chart formats no numbers.
    public init(label: String, value: Double, low: Double? = nil, high: Double? = nil, text: String) {
        self.label = label
        self.value = value
        self.low = low
        self.high = high
        self.text = text
    }
}

/// Horizontal bars around zero, a label and a value at each.
public struct BarChart: Sendable {
    /// From the top down.
    public let bars: [Bar]

    /// The scale takes in zero, every value and every interval.
    public init(_ bars: [Bar]) {
        self.bars = bars
    }

    /// 26 pixels a bar and 10 more; the height follows from the number of bars.
    public func svg(title: String, width: Double = 460) -> String {
        let row = 26.0
        let labelWidth = min(0.45 * width, (bars.map { textWidth($0.label, size: 14) }.max() ?? 0) + 12)
        let valueWidth = (bars.map { textWidth($0.text, size: 14) }.max() ?? 0) + 14
        var drawing = Drawing(width: width, height: Double(bars.count) * row + 10)
        let ends = bars.flatMap { [$0.value, $0.low ?? $0.value, $0.high ?? $0.value] }
        let (low, high) = (min(0, ends.min() ?? 0), max(0, ends.max() ?? 0))
        let negative = low < 0
        let plot = max(60, width - labelWidth - valueWidth - (negative && high > 0 ? valueWidth : 0))
        let scale = plot / max(high - low, 1e-300)
        let start = labelWidth + (negative && high > 0 ? valueWidth : 0)
        let zero = start - low * scale
        for (index, bar) in bars.enumerated() {
            let y = Double(index) * row + 5
            let length = abs(bar.value) * scale
            drawing.text(bar.label, x: labelWidth - 8, y: y + 16, anchor: "end")
            drawing.add(
                "rect",
                [
                    "x": short(bar.value < 0 ? zero - length : zero), "y": short(y + 3),
                    "width": short(max(length, 0.8)),
                    "height": short(row - 8),
                    "fill": bar.value < 0 ? Palette.loss : Palette.gain,
                ])
            if let from = bar.low, let to = bar.high {
                let (x1, x2, middle) = (zero + from * scale, zero + to * scale, y + row / 2 - 1)
                drawing.add(
                    "path",
                    [
                        "d":
                            """
                        M\(short(x1)) \(short(middle))H\(short(x2))M\(short(x1)) \
                        \(short(middle - 4))v8M\(short(x2)) \(short(middle - 4))v8
                        """,
                        "stroke": Palette.ink, "stroke-width": "1.2", "fill": "none",
                    ])
            }
            let right = bar.value >= 0 || high == 0
            let tip = right ? max(bar.value, bar.high ?? bar.value) : min(bar.value, bar.low ?? bar.value)
            drawing.text(
                bar.text, x: right ? max(zero, zero + tip * scale) + 6 : zero + tip * scale - 6, y: y + 16,
                anchor: right ? "start" : "end"
            )
        }
        drawing.add(
            "path",
            [
                "d": "M\(short(zero)) 2v\(short(Double(bars.count) * row + 6))", "stroke": Palette.quiet,
                "stroke-width": "1",
            ])
        return drawing.svg(title: title)
    }
}

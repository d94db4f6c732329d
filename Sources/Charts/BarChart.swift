/// One bar of a chart.
public struct Bar: Sendable {
    public let label: String
    public let value: Double
    public let text: String

    public init(label: String, value: Double, text: String) {
        self.label = label
        self.value = value
        self.text = text
    }
}

/// Horizontal bars around zero, a label and a value at each.
public struct BarChart: Sendable {
    public let bars: [Bar]

    public init(_ bars: [Bar]) {
        self.bars = bars
    }

    public func svg(title: String, width: Double = 460) -> String {
        let row = 26.0
        let labelWidth = min(0.45 * width, (bars.map { textWidth($0.label, size: 14) }.max() ?? 0) + 12)
        let valueWidth = (bars.map { textWidth($0.text, size: 14) }.max() ?? 0) + 14
        var drawing = Drawing(width: width, height: Double(bars.count) * row + 10)
        let (low, high) = (min(0, bars.map(\.value).min() ?? 0), max(0, bars.map(\.value).max() ?? 0))
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
                    "x": short(bar.value < 0 ? zero - length : zero), "y": short(y + 3), "width": short(max(length, 0.8)),
                    "height": short(row - 8),
                    "fill": bar.value < 0 ? Palette.loss : Palette.gain,
                ])
            let right = bar.value >= 0 || high == 0
            drawing.text(
                bar.text, x: right ? max(zero, zero + bar.value * scale) + 6 : zero - length - 6, y: y + 16, anchor: right ? "start" : "end"
            )
        }
        drawing.add(
            "path", ["d": "M\(short(zero)) 2v\(short(Double(bars.count) * row + 6))", "stroke": Palette.quiet, "stroke-width": "1"])
        return drawing.svg(title: title)
    }
}

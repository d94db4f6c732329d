/// How many values stand where: bars equally wide, each in the colour of the map's class at its middle.
public struct DistributionChart: Sendable {
    /// Finite, in any order.
    public let values: [Double]
    /// Fits the values, never logarithmic.
    public let axis: Axis
    /// Colour of a value.
    public let colour: @Sendable (Double) -> String
    /// Values to mark by a line and a name.
    public let marked: [(value: Double, label: String)]

    /// `title` names the axis with its unit.
    public init(
        _ values: [Double], title: String, marked: [(value: Double, label: String)] = [],
        colour: @escaping @Sendable (Double) -> String
    ) {
        self.values = values
        axis = Axis(title: title, values: values)
        self.marked = marked
        self.colour = colour
    }

    /// Number of bars: the square root of the number of values, 8 to 30.
    var bins: Int { max(8, min(30, Int(Double(values.count).squareRoot().rounded(.up)))) }

    /// `countTitle` names the upright axis: what is counted.
    public func svg(title: String, countTitle: String, width: Double = 460, height: Double = 260) -> String {
        var drawing = Drawing(width: width, height: height)
        let (least, most) = (values.min() ?? 0, values.max() ?? 1)
        let step = most > least ? (most - least) / Double(bins) : 1
        var counts = Array(repeating: 0, count: bins)
        for value in values {
            // A span too wide or too narrow for a number makes no place of its own.
            let place = (value - least) / step
            counts[place.isFinite ? min(bins - 1, Int(place)) : 0] += 1
        }
        let frame = PlotFrame(
            x: axis, y: Axis(title: countTitle, values: counts.map(Double.init), fromZero: true), width: width,
            height: height)
        frame.draw(&drawing)
        for (index, count) in counts.enumerated() where count > 0 {
            let (from, to) = (least + Double(index) * step, least + Double(index + 1) * step)
            let (x1, x2, y) = (frame.across(from), frame.across(to), frame.up(Double(count)))
            drawing.add(
                "rect",
                [
                    "x": short(x1 + 0.5), "y": short(y), "width": short(max(1, x2 - x1 - 1)),
                    "height": short(frame.bottom - y),
                    "fill": colour((from + to) / 2), "stroke": Palette.quiet, "stroke-width": "0.5",
                ], title: "\(tickText(from)) – \(tickText(to)): \(count)")
        }
        // One below the other, so that none stands on another.
        for (row, mark) in marked.enumerated() where mark.value >= axis.low && mark.value <= axis.high {
            let x = frame.across(mark.value)
            drawing.add(
                "path",
                [
                    "d": "M\(short(x)) \(short(frame.top))V\(short(frame.bottom))", "stroke": Palette.accent,
                    "stroke-width": "1.4",
                ])
            let right = x < (frame.left + frame.right) / 2
            drawing.text(
                mark.label, x: x + (right ? 4 : -4), y: frame.top + 10 + 15 * Double(row), size: 12,
                anchor: right ? "start" : "end",
                halo: true)
        }
        return drawing.svg(title: title)
    }
}

/// One line over years; where years have no value it is dashed.
public struct Series: Sendable {
    /// Of the place; the page finds the points by it.
    public let code: String
    /// At the end of the line.
    public let label: String
    /// Years increasing; years without a value left out; `title` is said when pointed at.
    public let points: [(year: Int, value: Double, title: String)]
    /// As SVG writes it.
    public let colour: String
    /// Drawn thicker, with the name in bold.
    public let strong: Bool

    /// An empty list of points draws nothing.
    public init(
        code: String, label: String, points: [(year: Int, value: Double, title: String)], colour: String, strong: Bool
    ) {
        self.code = code
        self.label = label
        self.points = points
        self.colour = colour
        self.strong = strong
    }
}

/// Values over years, a label at the end of each line.
public struct SeriesChart: Sendable {
    /// Drawn in this order, later ones above.
    public let series: [Series]
    /// Of all values, at the upright axis.
    public let unit: String
    private let fromZero: Bool

    /// All lines share one axis, which takes in zero unless said.
    public init(_ series: [Series], unit: String, fromZero: Bool = true) {
        self.series = series
        self.unit = unit
        self.fromZero = fromZero
    }

    /// An empty picture where no line has a point.
    public func svg(title: String, width: Double = 460, height: Double = 240) -> String {
        let labelWidth = 14 + (series.map { textWidth($0.label, size: 12) }.max() ?? 0)
        var drawing = Drawing(width: width, height: height)
        let all = series.flatMap(\.points)
        guard let first = all.map(\.year).min(), let last = all.map(\.year).max() else {
            return drawing.svg(title: title)
        }
        let years = first == last ? [Double(first) - 0.5, Double(first) + 0.5] : [Double(first), Double(last)]
        let frame = PlotFrame(
            x: Axis(title: "", values: years), y: Axis(title: unit, values: all.map(\.value), fromZero: fromZero),
            width: width - labelWidth, height: height)
        frame.draw(&drawing) { $0.rounded() == $0 ? String(Int($0)) : "" }
        var taken: [Double] = []
        for line in series {
            drawLine(&drawing, frame, line)
            guard !line.label.isEmpty, let end = line.points.last else { continue }
            // Labels that would stand on one another move down.
            var y = frame.up(end.value) + 4
            for other in taken.sorted() where abs(other - y) < 14 { y = other + 14 }
            taken.append(y)
            drawing.text(
                line.label, x: frame.right + 6, y: y, size: 12, fill: line.colour, weight: line.strong ? "600" : "")
        }
        return drawing.svg(title: title)
    }

    private func drawLine(_ drawing: inout Drawing, _ frame: PlotFrame, _ line: Series) {
        let width = line.strong ? "2.2" : "1.2"
        for (a, b) in zip(line.points, line.points.dropFirst()) {
            let (p, q) = (frame.point(Double(a.year), a.value), frame.point(Double(b.year), b.value))
            drawing.add(
                "path",
                [
                    "d": "M\(short(p.x)) \(short(p.y))L\(short(q.x)) \(short(q.y))", "stroke": line.colour,
                    "stroke-width": width,
                    "fill": "none", "stroke-dasharray": b.year - a.year > 1 ? "3 3" : "",
                ])
        }
        for point in line.points {
            let p = frame.point(Double(point.year), point.value)
            drawing.add(
                "circle",
                [
                    "cx": short(p.x), "cy": short(p.y), "r": line.strong ? "3" : "2", "fill": line.colour,
                    "data-code": line.code,
                ],
                title: point.title)
        }
    }
}

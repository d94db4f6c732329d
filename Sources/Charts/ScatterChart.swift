/// One place in a chart of two axes.
public struct PlotMark: Sendable {
    /// Of the place; the page finds the mark by it.
    public let code: String
    /// Name of the place.
    public let label: String
    /// In the unit of the x axis.
    public let x: Double
    /// In the unit of the y axis.
    public let y: Double
    /// As SVG writes it.
    public let colour: String
    /// What is said of it when pointed at.
    public let title: String
    /// Named in the picture.
    public let named: Bool

    /// A mark that is not named is told by pointing.
    public init(code: String, label: String, x: Double, y: Double, colour: String, title: String, named: Bool) {
        self.code = code
        self.label = label
        self.x = x
        self.y = y
        self.colour = colour
        self.title = title
        self.named = named
    }
}

/// Places by two values; lines may cut it into quadrants, and one line may go through it.
public struct ScatterChart: Sendable {
    /// Drawn in this order; the order is the way where `path` is set.
    public var marks: [PlotMark]
    /// Across; fits the marks.
    public var x: Axis
    /// Upwards; fits the marks.
    public var y: Axis
    /// Where the quadrants meet.
    public var quadrants: SIMD2<Double>?
    /// Whether each mark is joined to the next, as the steps of a way.
    public var path = false
    /// Ends in the axes' units; cut where it leaves the plot.
    public var line: (from: SIMD2<Double>, to: SIMD2<Double>, label: String)?

    /// Quadrants, path and line are set afterwards.
    public init(_ marks: [PlotMark], x: Axis, y: Axis) {
        self.marks = marks
        self.x = x
        self.y = y
    }

    /// An axis that is logarithmic shows the line as straight between its ends.
    public func svg(title: String, width: Double = 460, height: Double = 340) -> String {
        var drawing = Drawing(width: width, height: height)
        let frame = PlotFrame(x: x, y: y, width: width, height: height)
        frame.draw(&drawing)
        if let quadrants {
            let (px, py) = (frame.across(quadrants.x), frame.up(quadrants.y))
            let d =
                """
                M\(short(px)) \(short(frame.top))V\(short(frame.bottom))M\(short(frame.left)) \
                \(short(py))H\(short(frame.right))
                """
            drawing.add("path", ["d": d, "stroke": Palette.quiet, "stroke-width": "1", "stroke-dasharray": "4 3"])
        }
        if let line, let (a, b) = frame.inside(frame.point(line.from.x, line.from.y), frame.point(line.to.x, line.to.y))
        {
            drawing.add(
                "path",
                [
                    "d": "M\(short(a.x)) \(short(a.y))L\(short(b.x)) \(short(b.y))", "stroke": Palette.accent,
                    "stroke-width": "1.4",
                    "class": "fit",
                ])
            drawing.text(line.label, x: frame.right, y: frame.top - 4, size: 12, anchor: "end", fill: Palette.accent)
        }
        if path {
            for (a, b) in zip(marks, marks.dropFirst()) {
                let (p, q) = (frame.point(a.x, a.y), frame.point(b.x, b.y))
                drawing.add(
                    "path",
                    [
                        "d": "M\(short(p.x)) \(short(p.y))L\(short(q.x)) \(short(q.y))", "stroke": Palette.quiet,
                        "stroke-width": "1.4",
                        "fill": "none",
                    ])
            }
        }
        for mark in marks {
            let p = frame.point(mark.x, mark.y)
            drawing.add(
                "circle",
                [
                    "cx": short(p.x), "cy": short(p.y), "r": "4", "fill": mark.colour, "stroke": Palette.quiet,
                    "stroke-width": "0.6",
                    "data-code": mark.code,
                ], title: mark.title)
        }
        drawLabels(&drawing, frame)
        return drawing.svg(title: title)
    }

    /// Names where there is room; earlier marks win.
    private func drawLabels(_ drawing: inout Drawing, _ frame: PlotFrame) {
        var taken: [(low: SIMD2<Double>, high: SIMD2<Double>)] = []
        for mark in marks where mark.named {
            let p = frame.point(mark.x, mark.y)
            let width = textWidth(mark.label, size: 12)
            for (dx, dy, anchor) in [
                (6.0, 4.0, "start"), (-6.0, 4.0, "end"), (0.0, -7.0, "middle"), (0.0, 15.0, "middle"),
            ] {
                let left = anchor == "start" ? p.x + dx : anchor == "end" ? p.x + dx - width : p.x - width / 2
                let (low, high) = (SIMD2(left, p.y + dy - 11), SIMD2(left + width, p.y + dy + 3))
                if low.x < 0 || high.x > frame.right + 14 || low.y < 0 { continue }
                if taken.contains(where: {
                    low.x < $0.high.x && $0.low.x < high.x && low.y < $0.high.y && $0.low.y < high.y
                }) {
                    continue
                }
                taken.append((low, high))
                drawing.text(mark.label, x: p.x + dx, y: p.y + dy, size: 12, anchor: anchor, halo: true)
                break
            }
        }
    }
}

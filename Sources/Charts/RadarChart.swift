import RealModule

/// One place against others, an axis an indicator, from the worst in the middle to the best outside.
public struct RadarChart: Sendable {
    /// One place's polygon.
    public struct Shape: Sendable {
        let label: String
        /// From 0 to 1 by axis.
        let values: [Double]
        let colour: String
        let strong: Bool

        /// `values` holds one entry an axis, from 0 (middle) to 1 (rim); a strong shape is filled and drawn above the
        /// others.
        public init(label: String, values: [Double], colour: String, strong: Bool) {
            (self.label, self.values, self.colour, self.strong) = (label, values, colour, strong)
        }
    }

    /// Names around the circle, clockwise from the top.
    public let axes: [String]
    /// Named in the legend in this order.
    public let shapes: [Shape]

    /// Every shape needs as many values as there are axes.
    public init(axes: [String], shapes: [Shape]) { (self.axes, self.shapes) = (axes, shapes) }

    /// Needs three axes or more to enclose an area.
    public func svg(title: String, width: Double = 560, height: Double = 430) -> String {
        var drawing = Drawing(width: width, height: height)
        let centre = SIMD2(width / 2, (height - 40) / 2 + 8)
        let radius = min(width / 2 - 116, (height - 40) / 2 - 34)
        func point(_ axis: Int, _ value: Double) -> SIMD2<Double> {
            let angle = 2 * Double.pi * Double(axis) / Double(max(1, axes.count)) - Double.pi / 2
            return centre + value * radius * SIMD2(Double.cos(angle), Double.sin(angle))
        }
        func path(_ values: [Double]) -> String {
            values.enumerated().map { axis, value in
                let p = point(axis, value)
                return "\(axis == 0 ? "M" : "L")\(short(p.x)) \(short(p.y))"
            }.joined() + "Z"
        }
        for ring in [0.25, 0.5, 0.75, 1] {
            drawing.add(
                "path",
                ["d": path(axes.map { _ in ring }), "fill": "none", "stroke": Palette.rule, "stroke-width": "1"])
        }
        for (axis, name) in axes.enumerated() {
            let (end, label) = (point(axis, 1), point(axis, 1.1))
            drawing.add(
                "path",
                [
                    "d": "M\(short(centre.x)) \(short(centre.y))L\(short(end.x)) \(short(end.y))",
                    "stroke": Palette.rule,
                    "stroke-width": "1",
                ])
            let side = label.x - centre.x
            let wrapped = lines(name, size: 12, width: 140)
            for (row, line) in wrapped.enumerated() {
                drawing.text(
                    line, x: label.x, y: label.y + 4 + 14 * (Double(row) - Double(wrapped.count - 1) / 2), size: 12,
                    anchor: abs(side) < 12 ? "middle" : side > 0 ? "start" : "end")
            }
        }
        for shape in shapes.sorted(by: { !$0.strong && $1.strong }) {
            drawing.add(
                "path",
                [
                    "d": path(shape.values), "fill": shape.colour, "fill-opacity": shape.strong ? "0.18" : "0",
                    "stroke": shape.colour,
                    "stroke-width": shape.strong ? "2.6" : "1.6", "stroke-dasharray": shape.strong ? "" : "5 3",
                ])
            for (axis, value) in shape.values.enumerated() {
                let p = point(axis, value)
                drawing.add(
                    "circle", ["cx": short(p.x), "cy": short(p.y), "r": "3", "fill": shape.colour],
                    title: "\(shape.label), \(axes[axis]): \(fiveDigits(value))")
            }
        }
        drawLegend(&drawing, height)
        return drawing.svg(title: title)
    }

    /// A stroke and a name for each shape, side by side at the foot.
    private func drawLegend(_ drawing: inout Drawing, _ height: Double) {
        var x = 12.0
        for shape in shapes {
            drawing.add(
                "path",
                [
                    "d": "M\(short(x)) \(short(height - 14))h22", "stroke": shape.colour, "stroke-width": "2.4",
                    "stroke-dasharray": shape.strong ? "" : "5 3",
                ])
            drawing.text(shape.label, x: x + 28, y: height - 10, size: 12)
            x += 46 + textWidth(shape.label, size: 12)
        }
    }
}

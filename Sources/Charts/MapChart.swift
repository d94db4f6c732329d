/// An area or, without outline, a disc at its seat.
public struct MapArea: Sendable {
    /// Outlines in degrees (longitude, latitude), holes among them; empty for a place without an outline.
    public let rings: [[SIMD2<Double>]]
    /// Where the disc of a place without outline stands, in degrees.
    public let seat: SIMD2<Double>?
    /// Colour as SVG writes it.
    public let fill: String
    /// What is said when pointed at.
    public let title: String

    /// Degrees throughout.
    public init(rings: [[SIMD2<Double>]], seat: SIMD2<Double>?, fill: String, title: String) {
        self.rings = rings
        self.seat = seat
        self.fill = fill
        self.title = title
    }
}

/// A line between two points.
public struct MapLine: Sendable {
    /// Longitude and latitude in degrees, as `to`.
    public let from: SIMD2<Double>
    /// The other end.
    public let to: SIMD2<Double>
    /// As SVG writes it.
    public let colour: String
    /// Pixels.
    public let width: Double
    /// Lines that are planned or assumed.
    public let dashed: Bool
    /// What is said when pointed at; empty says nothing.
    public let title: String

    /// Degrees for the ends, pixels for the width.
    public init(
        from: SIMD2<Double>, to: SIMD2<Double>, colour: String, width: Double, dashed: Bool = false, title: String = ""
    ) {
        self.from = from
        self.to = to
        self.colour = colour
        self.width = width
        self.dashed = dashed
        self.title = title
    }
}

/// A name on the map; earlier labels win where two would overlap.
public struct MapLabel: Sendable {
    /// Longitude and latitude in degrees.
    public let point: SIMD2<Double>
    /// The name, in the reader's language.
    public let text: String
    /// Written larger and bolder.
    public let strong: Bool

    /// Degrees for the point.
    public init(point: SIMD2<Double>, text: String, strong: Bool = false) {
        self.point = point
        self.text = text
        self.strong = strong
    }
}

/// A schematic map: areas, outlines over them, lines and names, with a legend.
public struct MapChart: Sendable {
    /// Filled in this order, later ones above.
    public var areas: [MapArea]
    /// Drawn over the areas without filling: provinces.
    public var outlines: [[SIMD2<Double>]]
    /// Drawn above areas and outlines, in this order.
    public var lines: [MapLine]
    /// Wanted names, the most important first.
    public var labels: [MapLabel]
    /// A box a class, from the top down.
    public var legend: [(colour: String, text: String)]
    /// Above the boxes: what is shown, with its unit.
    public var legendTitle: String
    /// A stroke a kind of line, below the boxes.
    public var lineLegend: [(colour: String, dashed: Bool, text: String)]
    /// In the lower right corner: what must stand at every map.
    public var note: String
    /// What is shown; nil fits everything.
    public var frame: MapFrame?
    /// A second frame in the lower right corner, for islands far off.
    public var inset: MapFrame?

    /// Legends and frames are set afterwards.
    public init(
        areas: [MapArea], outlines: [[SIMD2<Double>]] = [], lines: [MapLine] = [], labels: [MapLabel] = [],
        note: String = ""
    ) {
        self.areas = areas
        self.outlines = outlines
        self.lines = lines
        self.labels = labels
        self.note = note
        legend = []
        legendTitle = ""
        lineLegend = []
    }

    /// Areas that lie outside the frame are left out; an empty picture where nothing has a place.
    public func svg(title: String, width: Double = 960, height: Double = 690) -> String {
        var drawing = Drawing(width: width, height: height)
        let everything = areas.flatMap { $0.rings.joined() } + areas.compactMap(\.seat)
        guard let whole = frame ?? MapFrame(around: everything) else { return drawing.svg(title: title) }
        let main = Projection(whole, fitting: everything, x: 10, y: 10, width: width - 20, height: height - 44)
        drawing.open("g", ["clip-path": "inset(0)"])
        draw(&drawing, main)
        drawing.close("g")
        if let inset {
            let (w, h) = (104.0, 138.0)
            let (x, y) = (width - w - 12, height - h - 32)
            drawing.add(
                "rect",
                [
                    "x": short(x), "y": short(y), "width": short(w), "height": short(h), "fill": "#fff",
                    "stroke": Palette.quiet,
                    "stroke-width": "0.8",
                ])
            drawing.open("svg", ["x": short(x), "y": short(y), "width": short(w), "height": short(h)])
            draw(&drawing, Projection(inset, width: w, height: h))
            drawing.close("svg")
        }
        drawLabels(&drawing, main)
        drawLegend(&drawing, height)
        drawing.text(note, x: width - 12, y: height - 10, size: 12, anchor: "end", fill: Palette.quiet)
        return drawing.svg(title: title)
    }

    private func draw(_ drawing: inout Drawing, _ project: Projection) {
        drawing.open(
            "g", ["stroke": "#fff", "stroke-width": "0.5", "stroke-linejoin": "round", "fill-rule": "evenodd"])
        for area in areas where !area.rings.isEmpty {
            let path = area.rings.filter { $0.contains(where: project.frame.contains) }.map {
                Self.path($0, project, closed: true)
            }
            .joined()
            if !path.isEmpty { drawing.add("path", ["d": path, "fill": area.fill], title: area.title) }
        }
        drawing.close("g")
        drawing.open("g", ["stroke": "#8a949e", "stroke-width": "0.7", "fill": "none", "stroke-linejoin": "round"])
        let outline = outlines.filter { $0.contains(where: project.frame.contains) }.map {
            Self.path($0, project, closed: true)
        }.joined()
        if !outline.isEmpty { drawing.add("path", ["d": outline]) }
        drawing.close("g")
        for line in lines where project.frame.contains(line.from) || project.frame.contains(line.to) {
            let (a, b) = (project(line.from), project(line.to))
            drawing.add(
                "path",
                [
                    "d": "M\(short(a.x)) \(short(a.y))L\(short(b.x)) \(short(b.y))", "stroke": line.colour,
                    "stroke-width": short(line.width),
                    "stroke-dasharray": line.dashed ? "6 4" : "", "stroke-linecap": line.dashed ? "" : "round",
                    "fill": "none",
                ], title: line.title.isEmpty ? nil : line.title)
        }
        for area in areas where area.rings.isEmpty {
            guard let seat = area.seat, project.frame.contains(seat) else { continue }
            let p = project(seat)
            drawing.add(
                "circle",
                [
                    "cx": short(p.x), "cy": short(p.y), "r": "5", "fill": area.fill, "stroke": Palette.quiet,
                    "stroke-width": "0.5",
                ],
                title: area.title)
        }
    }

    /// A path in relative steps; points closer than half a pixel to the last are left out.
    static func path(_ ring: [SIMD2<Double>], _ project: Projection, closed: Bool) -> String {
        guard let first = ring.first else { return "" }
        func tenths(_ point: SIMD2<Double>) -> SIMD2<Double> {
            let p = project(point)
            return SIMD2((p.x * 10).rounded() / 10, (p.y * 10).rounded() / 10)
        }
        var last = tenths(first)
        var steps = 0
        var path = "M\(short(last.x)) \(short(last.y))"
        for (index, point) in ring.enumerated().dropFirst() {
            let next = tenths(point)
            let move = next - last
            let distance = abs(move.x) + abs(move.y)
            if distance < 0.6 && !(index == ring.count / 2 && steps == 0) { continue }
            path += "l\(short(move.x)) \(short(move.y))"
            last = next
            steps += 1
        }
        return steps < 1 ? "" : path + (closed ? "z" : "")
    }

    private func drawLabels(_ drawing: inout Drawing, _ project: Projection) {
        var taken: [(SIMD2<Double>, SIMD2<Double>)] = []
        for label in labels where project.frame.contains(label.point) {
            let p = project(label.point)
            let size = label.strong ? 14.0 : 13.0
            let width = textWidth(label.text, size: size)
            for (dx, dy, anchor) in [
                (7.0, 4.0, "start"), (-7.0, 4.0, "end"), (0.0, -8.0, "middle"), (0.0, 17.0, "middle"),
            ] {
                let left = anchor == "start" ? p.x + dx : anchor == "end" ? p.x + dx - width : p.x - width / 2
                let (low, high) = (SIMD2(left - 2, p.y + dy - size), SIMD2(left + width + 2, p.y + dy + 4))
                if taken.contains(where: { low.x < $1.x && $0.x < high.x && low.y < $1.y && $0.y < high.y }) {
                    continue
                }
                taken.append((low, high))
                drawing.add(
                    "circle",
                    [
                        "cx": short(p.x), "cy": short(p.y), "r": label.strong ? "3.5" : "2.2", "fill": Palette.ink,
                        "stroke": "#fff",
                        "stroke-width": "1",
                    ])
                drawing.text(
                    label.text, x: p.x + dx, y: p.y + dy, size: size, anchor: anchor, weight: label.strong ? "600" : "",
                    halo: true)
                break
            }
        }
    }

    private func drawLegend(_ drawing: inout Drawing, _ height: Double) {
        let rows = legend.count + lineLegend.count
        guard rows > 0 else { return }
        var y = height - 34 - Double(rows) * 20
        if !legendTitle.isEmpty { drawing.text(legendTitle, x: 16, y: y, size: 13, weight: "600", halo: true) }
        y += 8
        for entry in legend {
            drawing.add(
                "rect",
                [
                    "x": "16", "y": short(y), "width": "22", "height": "14", "fill": entry.colour,
                    "stroke": Palette.rule,
                    "stroke-width": "0.8",
                ])
            drawing.text(entry.text, x: 46, y: y + 12, size: 13, halo: true)
            y += 20
        }
        for entry in lineLegend {
            drawing.add(
                "path",
                [
                    "d": "M16 \(short(y + 7))h22", "stroke": entry.colour, "stroke-width": "3",
                    "stroke-dasharray": entry.dashed ? "6 4" : "", "fill": "none",
                ])
            drawing.text(entry.text, x: 46, y: y + 12, size: 13, halo: true)
            y += 20
        }
    }
}

/// A rough width of text: Chinese characters are square, Latin letters about half as wide.
func textWidth(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E80 ? size : size * 0.62) }
}

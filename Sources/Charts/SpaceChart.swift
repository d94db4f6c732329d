import RealModule

/// Things joined by how near they are: each a disc, near ones side by side.
public struct SpaceChart: Sendable {
    /// One thing in the picture.
    public struct Node: Sendable {
        /// Written where there is room; the largest nodes first.
        public let label: String
        /// The area of its disc, relative to the others.
        public let size: Double
        /// As SVG writes it.
        public let colour: String
        /// What is said when pointed at.
        public let title: String

        /// `size` is 0 or more.
        public init(label: String, size: Double, colour: String, title: String) {
            self.label = label
            self.size = size
            self.colour = colour
            self.title = title
        }
    }

    /// Links name them by index.
    public let nodes: [Node]
    /// Pairs with how near they are, above 0 to 1.
    public let links: [(a: Int, b: Int, nearness: Double)]
    /// In the lower right corner.
    public let note: String

    /// Pairs without a link count as one step farther than the farthest that have a way.
    public init(_ nodes: [Node], links: [(a: Int, b: Int, nearness: Double)], note: String) {
        self.nodes = nodes
        self.links = links
        self.note = note
    }

    /// The same nodes and links give the same picture.
    ///
    /// - Complexity: O(n²) a sweep, 60 to 200 sweeps.
    public func svg(title: String, width: Double = 760, height: Double = 560) -> String {
        var drawing = Drawing(width: width, height: height)
        let points = scaled(stressLayout(nodes.count, links), width: width, height: height - 26)
        for link in links {
            let (a, b) = (points[link.a], points[link.b])
            drawing.add(
                "path",
                [
                    "d": "M\(short(a.x)) \(short(a.y))L\(short(b.x)) \(short(b.y))", "stroke": "#b9c2cb",
                    "stroke-width": short(0.5 + 2 * link.nearness),
                ])
        }
        let most = nodes.map(\.size).max() ?? 1
        let largest = max(5, min(16, 120 / Double(max(1, nodes.count)).squareRoot()))
        for (node, point) in zip(nodes, points) {
            let radius = largest * (0.35 + 0.65 * (most > 0 ? (node.size / most).squareRoot() : 1))
            drawing.add(
                "circle",
                [
                    "cx": short(point.x), "cy": short(point.y), "r": short(radius), "fill": node.colour,
                    "stroke": Palette.quiet,
                    "stroke-width": "0.7",
                ],
                title: node.title)
        }
        label(&drawing, points, width)
        drawing.text(note, x: width - 8, y: height - 8, size: 12, anchor: "end", fill: Palette.quiet)
        return drawing.svg(title: title)
    }

    /// Names where there is room, the largest first.
    private func label(_ drawing: inout Drawing, _ points: [SIMD2<Double>], _ width: Double) {
        var taken: [(low: SIMD2<Double>, high: SIMD2<Double>)] = []
        for index in nodes.indices.sorted(by: { (nodes[$0].size, $1) > (nodes[$1].size, $0) }) {
            let (point, text) = (points[index], nodes[index].label)
            let length = textWidth(text, size: 12)
            for (dx, dy, anchor) in [
                (10.0, 4.0, "start"), (-10.0, 4.0, "end"), (0.0, -12.0, "middle"), (0.0, 20.0, "middle"),
            ] {
                let left =
                    anchor == "start" ? point.x + dx : anchor == "end" ? point.x + dx - length : point.x - length / 2
                let (low, high) = (SIMD2(left, point.y + dy - 11), SIMD2(left + length, point.y + dy + 3))
                if low.x < 2 || high.x > width - 2 || low.y < 0 { continue }
                if taken.contains(where: {
                    low.x < $0.high.x && $0.low.x < high.x && low.y < $0.high.y && $0.low.y < high.y
                }) {
                    continue
                }
                taken.append((low, high))
                drawing.text(text, x: point.x + dx, y: point.y + dy, size: 12, anchor: anchor, halo: true)
                break
            }
        }
    }

    private func scaled(_ points: [SIMD2<Double>], width: Double, height: Double) -> [SIMD2<Double>] {
        guard let first = points.first else { return [] }
        var (low, high) = (first, first)
        for point in points { (low, high) = (pointwiseMin(low, point), pointwiseMax(high, point)) }
        let span = pointwiseMax(high - low, SIMD2(1e-9, 1e-9))
        return points.map { SIMD2(70, 24) + ($0 - low) / span * SIMD2(width - 140, height - 48) }
    }
}

/// Places on a plane whose distances come near to the steps between them (stress majorisation: Gansner, Koren & North
/// 2004, doi:10.1007/978-3-540-31843-9_25), from a start on a spiral, so that the same links give the same picture.
///
/// - Complexity: O(n² · sweeps).
func stressLayout(_ count: Int, _ links: [(a: Int, b: Int, nearness: Double)]) -> [SIMD2<Double>] {
    var points = (0..<count).map { k -> SIMD2<Double> in
        // The golden angle spreads points evenly.
        let (turn, radius) = (2.399_963_229_728_653 * Double(k), Double(k + 1).squareRoot())
        return SIMD2(radius * Double.cos(turn), radius * Double.sin(turn))
    }
    let steps = stepsBetween(count, links)
    for _ in 0..<(count > 300 ? 60 : 200) {
        for i in 0..<count {
            var (sum, weight) = (SIMD2(0.0, 0), 0.0)
            for j in 0..<count where j != i {
                let wanted = steps[i * count + j]
                let apart = points[i] - points[j]
                let length = max(1e-9, (apart.x * apart.x + apart.y * apart.y).squareRoot())
                let share = 1 / (wanted * wanted)
                sum += share * (points[j] + apart * (wanted / length))
                weight += share
            }
            if weight > 0 { points[i] = sum / weight }
        }
    }
    return points
}

/// Links between each pair along the shortest way; pairs without one lie one step beyond the farthest.
private func stepsBetween(_ count: Int, _ links: [(a: Int, b: Int, nearness: Double)]) -> [Double] {
    var beside = Array(repeating: [Int](), count: count)
    for link in links {
        beside[link.a].append(link.b)
        beside[link.b].append(link.a)
    }
    var steps = Array(repeating: 0.0, count: count * count)
    var farthest = 1.0
    for start in 0..<count {
        var queue = [start]
        var next = 0
        while next < queue.count {
            let at = queue[next]
            next += 1
            for other in beside[at] where other != start && steps[start * count + other] == 0 {
                steps[start * count + other] = steps[start * count + at] + 1
                farthest = max(farthest, steps[start * count + other])
                queue.append(other)
            }
        }
    }
    return steps.map { $0 == 0 ? farthest + 1 : $0 }
}

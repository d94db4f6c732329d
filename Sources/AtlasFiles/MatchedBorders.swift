/// Borders that neighbours drew with vertices of their own: points within about a metre become one, and a point that
/// lies on another border's stretch becomes a point of that stretch, so that both sides list what they share alike.
/// Borders that lie further apart than that do not meet.
struct MatchedBorders {
    typealias Point = SharedBorders.GridPoint

    /// A hundred-thousandth of a degree, in the steps of the grid.
    private static let tolerance = 10.0

    private var snapped: [Cell: Point] = [:]
    private var inCell: [Cell: [Point]] = [:]
    private var width = 1.0

    private struct Cell: Hashable {
        let column, row: Int

        init(_ x: Double, _ y: Double, _ width: Double) {
            (column, row) = (Int((x / width).rounded(.down)), Int((y / width).rounded(.down)))
        }

        init(column: Int, row: Int) { (self.column, self.row) = (column, row) }

        /// The cell and the eight around it.
        var around: [Cell] {
            (-1...1).flatMap { x in (-1...1).map { Cell(column: column + x, row: row + $0) } }
        }
    }

    /// - Complexity: O(points) where they lie about as far from one another everywhere.
    static func matched(_ rings: [[Point]]) -> [[Point]] {
        var borders = MatchedBorders()
        let snapped = rings.map { $0.map { borders.snap($0) } }
        borders.sort(snapped)
        return snapped.map { ring in
            ring.indices.flatMap { [ring[$0]] + borders.between(ring[$0], ring[($0 + 1) % ring.count]) }
        }
    }

    /// The point that stands for all within a metre: the first that came.
    private mutating func snap(_ point: Point) -> Point {
        let own = Cell(Double(point.x), Double(point.y), Self.tolerance)
        let near = own.around.compactMap { snapped[$0] }
        if let known = near.first(where: { $0 == point })
            ?? near.first(where: { Self.apart($0, point) <= Self.tolerance })
        {
            return known
        }
        snapped[own] = point
        return point
    }

    private static func apart(_ a: Point, _ b: Point) -> Double {
        max(abs(Double(a.x) - Double(b.x)), abs(Double(a.y) - Double(b.y)))
    }

    /// Puts each point into a cell about as wide as a stretch is long.
    private mutating func sort(_ rings: [[Point]]) {
        let points = Set(rings.joined())
        let length = rings.reduce(0) { sum, ring in
            sum + ring.indices.reduce(0) { $0 + Self.apart(ring[$1], ring[($1 + 1) % ring.count]) }
        }
        width = max(4 * Self.tolerance, length / Double(max(1, points.count)))
        for point in points { inCell[Cell(Double(point.x), Double(point.y), width), default: []].append(point) }
    }

    /// Points that lie on a stretch, from its start to its end.
    private func between(_ a: Point, _ b: Point) -> [Point] {
        let (dx, dy) = (Double(b.x) - Double(a.x), Double(b.y) - Double(a.y))
        let square = dx * dx + dy * dy
        if square == 0 { return [] }
        let steps = max(1, Int((Self.apart(a, b) / width).rounded(.up)))
        var cells: Set<Cell> = []
        for step in 0...steps {
            let share = Double(step) / Double(steps)
            cells.formUnion(Cell(Double(a.x) + share * dx, Double(a.y) + share * dy, width).around)
        }
        var found: [(share: Double, point: Point)] = []
        for point in cells.flatMap({ inCell[$0] ?? [] }) where point != a && point != b {
            let (px, py) = (Double(point.x) - Double(a.x), Double(point.y) - Double(a.y))
            let share = (px * dx + py * dy) / square
            let away = abs(px * dy - py * dx) / square.squareRoot()
            if share > 0 && share < 1 && away <= Self.tolerance { found.append((share, point)) }
        }
        return found.sorted { ($0.share, $0.point.x, $0.point.y) < ($1.share, $1.point.x, $1.point.y) }.map(\.point)
    }
}

import Charts
import Testing
import Wording

@Suite struct ChartTests {
    static let square: [SIMD2<Double>] = [
        SIMD2(100, 30), SIMD2(101, 30), SIMD2(101, 31), SIMD2(100, 31), SIMD2(100, 30),
    ]

    @Test func aMapDrawsAreasLinesLabelsAndLegend() {
        var map = MapChart(
            areas: [MapArea(rings: [Self.square], seat: SIMD2(100.5, 30.5), fill: "#123456", title: "A & B <1>")],
            lines: [MapLine(from: SIMD2(100, 30), to: SIMD2(101, 31), colour: "#abcdef", width: 3, dashed: true)],
            labels: [MapLabel(point: SIMD2(100.5, 30.5), text: "安康")], note: "schematic")
        map.legend = [("#123456", "more")]
        let svg = map.svg(title: "t \"quoted\"")
        for part in [
            "#123456", "A &amp; B &lt;1&gt;", "stroke-dasharray=\"6 4\"", "安康", "more", "schematic",
            "t &quot;quoted&quot;",
        ] {
            #expect(svg.contains(part))
        }
        #expect(!svg.contains("nan") && !svg.contains("inf"))
    }

    /// Without outlines the places are discs at their seats.
    @Test func aMapWithoutOutlinesShowsSeats() {
        let map = MapChart(areas: [
            MapArea(rings: [], seat: SIMD2(100, 30), fill: "#111111", title: "a"),
            MapArea(rings: [], seat: SIMD2(110, 35), fill: "#222222", title: "b"),
        ])
        #expect(map.svg(title: "t").components("<circle") == 2)
    }

    @Test func emptyAndDegenerateInputGiveAPicture() {
        #expect(MapChart(areas: []).svg(title: "t").contains("<svg"))
        #expect(
            MapChart(areas: [MapArea(rings: [[SIMD2(1, 1)]], seat: nil, fill: "#000", title: "")]).svg(title: "t")
                .contains("<svg"))
        #expect(BarChart([]).svg(title: "t").contains("<svg"))
        #expect(!BarChart([Bar(label: "a", value: 0, text: "0")]).svg(title: "t").contains("nan"))
    }

    @Test func equalAreasStayEqualOnTheMap() {
        let frame = MapFrame(west: 73, south: 18, east: 136, north: 54)
        let project = Projection(frame, width: 900, height: 700)
        func area(_ west: Double, _ south: Double, _ height: Double) -> Double {
            let steps = 50
            var ring: [SIMD2<Double>] = []
            for i in 0...steps { ring.append(SIMD2(west + Double(i) / Double(steps), south)) }
            for i in 0...steps { ring.append(SIMD2(west + 1 - Double(i) / Double(steps), south + height)) }
            let flat = ring.map { project($0) }
            return abs(zip(flat, flat.dropFirst() + [flat[0]]).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y }) / 2
        }
        // One degree square at 20° covers cos(20.5°)/cos(50.5°) of the one at 50°.
        #expect(abs(area(80, 20, 1) / area(120, 50, 1) - 0.936672 / 0.636078) < 0.002)
    }

    @Test func coloursAreSymmetricAroundZero() {
        let scale = DivergingScale(for: [0.018, -0.002, 0.0001, .nan])
        #expect(
            scale.bounds == [0.0001, 0.001, 0.01]
                || zip(scale.bounds, [0.0001, 0.001, 0.01]).allSatisfy { abs($0 / $1 - 1) < 1e-12 })
        #expect(scale.colour(0) == Palette.neutral && scale.colour(0.00005) == Palette.neutral)
        #expect(scale.colour(0.02) == Palette.gains[2] && scale.colour(-0.02) == Palette.losses[2])
        #expect(scale.classes.count == 7)
        #expect(DivergingScale(for: []).colour(0) == Palette.neutral)
    }

    @Test func barsOfBothSignsShareAZero() {
        let svg = BarChart([Bar(label: "up", value: 2, text: "+2"), Bar(label: "down", value: -1, text: "−1")]).svg(
            title: "t")
        #expect(svg.contains(Palette.gain) && svg.contains(Palette.loss) && svg.contains("+2") && svg.contains("−1"))
    }

    @Test(arguments: [(0.0, "0"), (1.25, "1.3"), (-0.04, "0"), (-2, "-2"), (3.5, "3.5"), (.nan, "0"), (1e300, "0")])
    func numbersAreShort(_ value: Double, _ text: String) {
        #expect(short(value) == text || (text == "0" && short(value) == "-0"))
    }
}

extension String {
    fileprivate func components(_ part: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: part) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}

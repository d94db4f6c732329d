public import Asking
public import Atlases
import Charts
public import Measures
public import Panels
import Wording

/// Centre, axes and direction of where values lie, and how the centre moves.
public struct DeviationEllipseMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "deviationEllipse", "Standard deviational ellipse", "标准差椭圆",
        "centre, axes and direction, and how the centre moves",
        "重心、长短轴、方向及重心轨迹", aliases: ["ellipse", "standarddeviationalellipse", "sde"])
    /// Where it stands in the list.
    public static let family = MeasureFamily.citySystem
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .longitude, .latitude, .group, .weight, .id, .year, .balanced]
    /// What its figures must be.
    public static let needs: Needs = [.positions, .everyYear, .ground]
    /// Keys for machines, heads for people.
    public static let layout = Layout<[PeriodResult<Moved>]>.periods(about, columns)
    private static let columns: [Column<Moved>] = [
        .number("longitude", "longitude", "经度", .significant(3), \.ellipse.longitude),
        .number("latitude", "latitude", "纬度", .significant(3), \.ellipse.latitude),
        .number("majorKm", "longer axis, km", "长轴，公里", .significant(1), \.ellipse.majorKm),
        .number("minorKm", "shorter axis, km", "短轴，公里", .significant(1), \.ellipse.minorKm),
        .number("bearing", "bearing, °", "方位角，°", .significant(1)) { $0.ellipse.bearing.defined },
        .number("areaKm2", "area, km²", "面积，平方公里", .significant(0), \.ellipse.areaKm2),
        Column("movedKm", Remark("moved, km", "移动，公里")) {
            $0.isOfSeveral ? .number($0.move?.km, .significant(1)) : .absent
        },
        Column("movedBearing", Remark("towards, °", "移动方向，°")) {
            $0.isOfSeveral ? .number($0.move?.bearing.defined, .significant(0)) : .absent
        },
    ]

    /// A period's ellipse, and the way of its centre from the period before.
    public struct Moved: Sendable {
        /// Centre in degrees, axes in kilometres, over places with a value in every period.
        public let ellipse: DeviationEllipse
        /// Nil in the first period.
        public let move: CentreMove?
        let isOfSeveral: Bool
    }

    /// With the usual settings.
    public init() {}

    /// Over places that have values in all periods.
    public func result(of given: Panel, _ run: MeasureRun) throws(Problem) -> [PeriodResult<Moved>] {
        let panel = given.balanced
        let ellipses = try panel.eachPeriod { (period) throws(MeasureError) in
            try deviationEllipse(
                of: period.entries.map { ($0.position?.longitude ?? 0, $0.position?.latitude ?? 0) },
                weights: period.values)
        }
        let moves = centreTrack(ellipses.map(\.found))
        return ellipses.enumerated().map { index, period in
            let move = index > 0 ? moves[index - 1] : nil
            return PeriodResult(
                label: period.label,
                found: Moved(ellipse: period.found, move: move, isOfSeveral: ellipses.count > 1), count: period.count,
                missing: period.missing)
        }
    }

    /// What has to be told beside the numbers.
    public func remarks(_ result: [PeriodResult<Moved>], of panel: Panel, _ run: MeasureRun) -> [Remark] {
        panel.leftOutRemarks() + [
            Remark(
                """
                Axes: one standard deviation each way, on a plane that keeps areas; bearing clockwise from north. \
                Places with a value in every period.
                """,
                "轴长为等积投影平面上的一个标准差；方位角自北顺时针。仅含各期均有数值的地区。")
        ]
    }

    /// Ellipses of the first and the last period and the way of the centre.
    public func picture(_ result: [PeriodResult<Moved>], of given: Panel, _ language: Language) -> String? {
        guard let first = result.first, let last = result.last else { return nil }
        var chart = given.ground ?? MapChart(areas: discs(given.balanced, language))
        let shown = (result.count > 1 ? [(first, "#a6611a")] : []) + [(last, Palette.accent)]
        for (period, colour) in shown {
            let outline = period.found.ellipse.outline().map { SIMD2($0.longitude, $0.latitude) }
            for (a, b) in zip(outline, outline.dropFirst() + outline.prefix(1)) {
                chart.lines.append(MapLine(from: a, to: b, colour: colour, width: 1.8, title: period.label))
            }
            chart.lineLegend.append((colour, false, period.label))
        }
        let centres = result.map { SIMD2($0.found.ellipse.longitude, $0.found.ellipse.latitude) }
        for (a, b) in zip(centres, centres.dropFirst()) {
            chart.lines.append(MapLine(from: a, to: b, colour: Palette.ink, width: 2))
        }
        chart.labels = [MapLabel(point: centres[centres.count - 1], text: last.label, strong: true)]
        let title = language(Self.about.name)
        let track = centres.count > 2 ? track(result, language) : ""
        var drawing = Drawing(width: 760, height: track.isEmpty ? 560 : 880)
        drawing.embed(chart.svg(title: title, width: 760, height: 560), x: 0, y: 0, width: 760, height: 560)
        if !track.isEmpty { drawing.embed(track, x: 0, y: 570, width: 760, height: 300) }
        return drawing.svg(title: title)
    }

    /// Places of the last period where no map is at hand.
    private func discs(_ panel: Panel, _ language: Language) -> [MapArea] {
        let entries = panel.periods.last?.entries ?? []
        let most = entries.map(\.value).max() ?? 1
        return entries.map { entry in
            MapArea(
                rings: [], seat: entry.position.map { SIMD2($0.longitude, $0.latitude) },
                fill: Palette.sequential(entry.value / most, of: 5),
                title: "\(language(panel.names[entry.place])): \(significant(entry.value, 2))")
        }
    }

    /// The way of the centre alone, near enough to see it.
    private func track(_ result: [PeriodResult<Moved>], _ language: Language) -> String {
        let marks = result.map { period in
            let ellipse = period.found.ellipse
            return PlotMark(
                code: period.label, label: period.label, x: ellipse.longitude, y: ellipse.latitude,
                colour: Palette.accent,
                title: "\(period.label): \(fixed(ellipse.longitude, 3)) °E, \(fixed(ellipse.latitude, 3)) °N",
                named: true)
        }
        var chart = ScatterChart(
            marks, x: Axis(title: language("longitude of the centre, °", "重心经度，°"), values: marks.map(\.x)),
            y: Axis(title: language("latitude of the centre, °", "重心纬度，°"), values: marks.map(\.y)))
        chart.path = true
        return chart.svg(title: language("Track of the centre", "重心轨迹"), width: 760, height: 300)
    }
}

extension Double {
    /// Nil where it is no number: the direction of a circle.
    fileprivate var defined: Double? { isNaN ? nil : self }
}

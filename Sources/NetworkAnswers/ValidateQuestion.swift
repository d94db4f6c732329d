public import Asking
import AtlasFiles
public import AtlasQuestions
import Atlases
public import Scenarios
import Wording

/// How far modelled hours are to be believed: of lines that no timetable knows, each known line left out in turn; and
/// by car, beside published ones.
public struct ValidateQuestion: AtlasQuestion {
    /// As it is asked.
    public init() {}

    /// - Throws: a problem of data where the atlas has no timetable, or it cannot be read.
    public func answer(on opened: OpenAtlas) throws(Problem) -> Answered<HoursValidation> {
        guard let timetable = opened.atlas.timetable else {
            throw Problem(.data, "the atlas has no timetable to hold hours against", "图集没有可供核对的时刻表")
        }
        do {
            let found = try HoursValidation(opened.atlas, timetable)
            let drives = found.roads?.predictions.flatMap(\.drive.sources) ?? []
            return Answered(
                inputs: [Value.Field("atlas", opened.identity)], found, remarks: Self.remarks,
                sources: opened.atlas.sources(used: drives + (try timetable().sources)))
        } catch { throw Problem(error) }
    }

    private static let remarks = [
        Remark(
            """
            Each line is predicted from the others: its length over design speed × a ratio by class, plus minutes of a \
            ride and of a hundred kilometres. Pairs count whose fastest fast train runs between stations of the line; \
            lines weigh equally.
            """,
            "每条线路均由其他线路预测：长度除以设计速度与分级比值之积，另加每次乘车与每百公里的分钟数。仅计入最快列车停靠该线车站的地区对；各线权重相同。")
    ]

    /// How the answer is written.
    public static let layout: Layout<HoursValidation> = .parts(
        .part("distances", .rows(Remark("By distance", "按距离"), bandColumns) { bands($0.lines) }),
        .part("lines", .rows(Remark("By line", "按线路"), lineColumns) { lines($0.lines) }),
        .part("roads", .rows(Remark("By car, beside published hours", "驾车时间与公开值对比"), roadColumns) { roads($0.roads) }),
        .value("drives", drives),
        .value("fit") { validation in
            let validation = validation.lines
            return .fields(
                ("ratios", .numbers(validation.fit.ratios)), ("rideMinutes", .number(validation.fit.rideMinutes)),
                ("minutesPer100Km", .number(validation.fit.minutesPer100Km)))
        }
    ).noted { validation in
        let validation = validation.lines
        let ratios = validation.fit.ratios.map { fixed($0, 2) }.joined(separator: ", ")
        let (ride, more) = (fixed(validation.fit.rideMinutes, 1), fixed(validation.fit.minutesPer100Km, 1))
        return [
            Remark(
                "  Fitted on all these lines: ratios \(ratios) at 250, 300 and 350 km/h, \(ride) minutes a ride, \(more) a hundred kilometres.",
                "  以上线路合并拟合：250、300、350 公里/小时的比值为 \(ratios)，每次乘车 \(ride) 分钟，每百公里 \(more) 分钟。")
        ]
    }

    private struct Band: Sendable {
        let km: Range<Double>
        let lines: Int
        let errors: HoursErrors
    }

    private static func bands(_ validation: LineValidation) -> [Band] {
        let spans = [0.0..<50, 50..<100, 100..<200, 200..<400, 400..<Double.infinity, 0..<Double.infinity]
        return spans.compactMap { span in
            validation.errors(span).map {
                Band(
                    km: span, lines: Set(validation.predictions.filter { span.contains($0.km) }.map(\.line)).count,
                    errors: $0)
            }
        }
    }

    private static let bandColumns: [Column<Band>] = [
        .words(nil, "km", "公里") { band in
            if band.km == 0..<Double.infinity { return Remark("all", "全部") }
            let low = plainNumber(band.km.lowerBound)
            guard band.km.upperBound < .infinity else { return Remark("from \(low)", "\(low) 以上") }
            return Remark("\(low)–\(plainNumber(band.km.upperBound))", "\(low)–\(plainNumber(band.km.upperBound))")
        },
        .value("fromKm") { .number($0.km.lowerBound) },
        .value("toKm") { .optional($0.km.upperBound < .infinity ? $0.km.upperBound : nil) },
        .count("pairs", "pairs", "地区对") { $0.errors.pairs }, .count("lines", "lines", "线路") { $0.lines },
        .number("median", "median error", "误差中位数", .change) { $0.errors.median },
        .number("within15", "within 15 %", "15 % 以内", .percentage(0)) { $0.errors.within15 },
        .number("within25", "within 25 %", "25 % 以内", .percentage(0)) { $0.errors.within25 },
        .number("spread", "sd of ln ratio", "对数比标准差", .fixed(2)) { $0.errors.spread },
    ]

    private struct Line: Sendable {
        let name: String
        let errors: HoursErrors
    }

    private static func lines(_ validation: LineValidation) -> [Line] {
        Dictionary(grouping: validation.predictions, by: \.line).compactMap { name, predictions in
            HoursErrors(predictions.map(\.pair)).map { Line(name: name, errors: $0) }
        }.sorted { (abs($1.errors.median), $0.name) < (abs($0.errors.median), $1.name) }
    }

    private static let lineColumns: [Column<Line>] = [
        .text("line", "line", "线路") { $0.name }, .count("pairs", "pairs", "地区对") { $0.errors.pairs },
        .number("median", "median error", "误差中位数", .change) { $0.errors.median },
        .number("spread", "sd of ln ratio", "对数比标准差", .fixed(2)) { $0.errors.spread },
    ]

    private struct Road: Sendable {
        let terrain: PublishedDrive.Terrain?
        let errors: HoursErrors
    }

    private static func roads(_ validation: RoadValidation?) -> [Road] {
        (PublishedDrive.Terrain.allCases + [nil]).compactMap { terrain in
            validation?.errors(terrain).map { Road(terrain: terrain, errors: $0) }
        }
    }

    private static let roadColumns: [Column<Road>] = [
        .words(nil, "terrain", "地形") { $0.terrain?.name ?? Remark("all", "全部") },
        .value("terrain") { .optional($0.terrain?.rawValue) },
        .count("pairs", "pairs", "地区对") { $0.errors.pairs },
        .number("median", "median error", "误差中位数", .change) { $0.errors.median },
        .number("within15", "within 15 %", "15 % 以内", .percentage(0)) { $0.errors.within15 },
        .number("within25", "within 25 %", "25 % 以内", .percentage(0)) { $0.errors.within25 },
        .number("spread", "sd of ln ratio", "对数比标准差", .fixed(2)) { $0.errors.spread },
    ]

    private static func drives(_ validation: HoursValidation) -> Value {
        .list(
            (validation.roads?.predictions ?? []).map { found in
                .fields(
                    ("from", .text(found.drive.from)), ("to", .text(found.drive.to)),
                    ("published", .number(found.drive.hours)), ("hours", .number(found.hours)),
                    ("year", .count(found.drive.year)),
                    ("sources", .text(found.drive.sources.joined(separator: ", "))))
            })
    }
}

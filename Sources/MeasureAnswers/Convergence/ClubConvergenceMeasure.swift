public import Asking
public import Atlases
import Charts
public import Measures
public import Panels
import RealModule
import Wording

/// Groups of places whose paths draw together, by Phillips and Sul's log t test.
public struct ClubConvergenceMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "clubConvergence", "Club convergence (Phillips & Sul)", "俱乐部收敛",
        "groups of places whose paths draw together, by the log t test", "以 log t 检验识别路径趋同的地区组",
        aliases: ["clubs", "convergenceclubs", "phillipssul", "logt"])
    /// Where it stands in the list.
    public static let family = MeasureFamily.convergence
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .group, .weight, .id, .year, .balanced]
    /// What else it may be told.
    public static let settings: [Setting<Self>] = [
        .number(
            "smoothing", "λ of the trend", "趋势滤波 λ", \.smoothing, in: 0...1e12,
            help: Remark(
                "λ of the Hodrick–Prescott trend; 0 takes series as they are.", "HP 滤波的 λ；0 为直接使用原序列。")),
        .number(
            "trim", "share of first years left out", "剔除的起始年份占比", \.trim, in: 0...0.9,
            help: Remark("Share of first years that are left out.", "剔除的起始年份占比。")),
    ]
    /// What its figures must be.
    public static let needs: Needs = .everyYear
    /// Keys for machines, heads for people.
    public static let layout = Layout<Found>.parts(
        .worded("clubs") { found, language in
            .list(
                found.clubs.clubs.map { club in
                    .fields(club.test.fields + [Value.Field("members", found.names(club.members, language))])
                })
        },
        .worded("divergent") { $0.names($0.clubs.divergent, $1) },
        .worded("adopted") { found, language in
            .list(
                found.clubs.adopted.map { one in
                    .fields(
                        ("place", .text(language(found.places[one.place]))), ("club", .count(one.club + 1)),
                        ("tStatistic", .number(one.tStatistic)))
                })
        },
        .value("all") { .fields($0.clubs.all.fields) }, .count("count", \.places.count), .count("missing", \.missing),
        .sheet(sheet))

    /// The clubs, over places with a value in every year.
    public struct Found: Sendable {
        /// Clubs, places of none, and the test of all together; places by their number in `places`.
        public let clubs: ConvergenceClubs
        /// The first year of the paths.
        public let first: Int
        /// The last year of the paths.
        public let last: Int
        /// Names of the places that the clubs' numbers mean.
        public let places: [Remark]
        /// How many places were left out for want of a value in some year.
        public let missing: Int
        /// By place and year: the path over the mean of all places, which is 1.
        public let transitions: [[Double]]

        func names(_ members: [Int], _ language: Language) -> Value { .texts(members.map { language(places[$0]) }) }
    }

    /// λ of the Hodrick–Prescott trend, 0 or more; 0 takes series as they are. 400 is usual for years in these studies.
    public var smoothing = 400.0
    /// Share of first years that the test leaves out, from 0 to .9.
    public var trim = 1.0 / 3

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of given: Panel, _ run: MeasureRun) throws(Problem) -> Found {
        let years = try given.twoYears(Self.about.id)
        try given.requireOneEdition(Self.about.id, ends: false)
        let panel = given.balanced
        if let gap = zip(years, years.dropFirst()).first(where: { $1 - $0 != years[1] - years[0] }) {
            throw Problem(
                .data,
                """
                \(panel.source): years \(gap.0) and \(gap.1) lie further apart than others: the log t test needs an \
                even step
                """,
                "\(panel.source)：\(gap.0) 与 \(gap.1) 的间隔与其他年份不同：log t 检验要求等间隔")
        }
        let places = Set(panel.periods[0].entries.map(\.place)).sorted()
        let rows = panel.rows
        var paths: [[Double]] = []
        for place in places {
            let values = rows[place].compactMap { $0 }
            if let low = values.first(where: { $0 <= 0 }) {
                let name = panel.names[place]
                throw Problem(
                    .data, "\(panel.source), \(name.english): \(low): expected above 0, since paths are of logarithms",
                    "\(panel.source)，\(name.chinese)：\(low)：路径取对数，应大于 0")
            }
            let logs = values.map { Double.log($0) }
            paths.append(
                try panel.ask { () throws(MeasureError) in
                    smoothing > 0 ? try hodrickPrescottTrend(logs, smoothing: smoothing) : logs
                })
        }
        var options = ClubOptions()
        options.trim = trim
        let found = try panel.ask { () throws(MeasureError) in try convergenceClubs(paths, options) }
        return Found(
            clubs: found, first: years[0], last: years[years.count - 1], places: places.map { panel.names[$0] },
            missing: panel.places.count - places.count, transitions: Self.transitions(paths))
    }

    /// Relative transition paths: each place's over the mean of all, year by year.
    private static func transitions(_ paths: [[Double]]) -> [[Double]] {
        let years = paths.first?.indices ?? 0..<0
        let means = years.map { year in paths.reduce(0) { $0 + $1[year] } / Double(paths.count) }
        return paths.map { path in zip(path, means).map { $0 / $1 } }
    }

    /// Relative transition paths: thick the mean of each club, thin its places where they are not too many; places of
    /// no club by name.
    public func picture(_ result: Found, of panel: Panel, _ language: Language) -> String? {
        let step = max(1, (result.last - result.first) / max(1, (result.transitions.first?.count ?? 1) - 1))
        func series(_ label: String, _ path: [Double], _ colour: String, strong: Bool, named: Bool = true) -> Series {
            Series(
                code: label, label: named ? label : "",
                points: path.enumerated().map { at, value in
                    let year = result.first + at * step
                    return (year, value, "\(label), \(year): \(significant(value, 3))")
                }, colour: colour, strong: strong)
        }
        func name(_ place: Int) -> String { language(result.places[place]) }
        var (thin, thick): ([Series], [Series]) = ([], [])
        for (number, club) in result.clubs.clubs.enumerated() {
            let colour = Palette.categories[number % Palette.categories.count]
            let own = club.members.map { result.transitions[$0] }
            if result.places.count <= 60 {
                for place in club.members {
                    thin.append(series(name(place), result.transitions[place], colour, strong: false, named: false))
                }
            }
            let mean = own[0].indices.map { year in own.reduce(0) { $0 + $1[year] } / Double(own.count) }
            let label = language("club \(number + 1) (\(own.count))", "俱乐部 \(number + 1)（\(own.count)）")
            thick.append(series(label, mean, colour, strong: true))
        }
        for place in result.clubs.divergent {
            thick.append(series(name(place), result.transitions[place], Palette.quiet, strong: false))
        }
        return SeriesChart(thin + thick, unit: language("path over the mean", "相对转移路径"), fromZero: false).svg(
            title: language(Self.about.name), width: 640, height: 380)
    }

    private static func sheet(_ found: Found) -> Sheet {
        let (all, divergent) = (found.clubs.all, found.clubs.divergent)
        let (b, t) = (significant(all.slope, 3), significant(all.tStatistic, 2))
        let named = divergent.map { found.places[$0] }
        let adopted = found.clubs.adopted.map { one in
            let (place, club) = (found.places[one.place], one.club + 1)
            return Remark("\(place.english) (club \(club))", "\(place.chinese)（俱乐部 \(club)）")
        }
        return Sheet(
            title: Remark(
                "Convergence clubs, \(found.first) to \(found.last)", "收敛俱乐部，\(found.first) 至 \(found.last)"),
            Array(found.clubs.clubs.enumerated()),
            [
                .text(nil, "club", "俱乐部") { "\($0.offset + 1)" },
                .count(nil, "places", "地区数") { $0.element.members.count },
                .number(nil, "b", "b", .significant(3)) { $0.element.test.slope },
                .number(nil, "error", "标准误", .significant(3)) { $0.element.test.standardError },
                .number(nil, "t", "t", .significant(3)) { $0.element.test.tStatistic },
                Column(nil, Remark("members", "成员")) { club in
                    .several(club.element.members.map { found.places[$0] })
                },
            ],
            notes: [
                Remark(
                    """
                      All places: b \(b), t \(t); convergence is rejected below −1.65. \(divergent.count) in no \
                    club\(named.isEmpty ? "" : ": " + named.map(\.english).joined(separator: ", ")).
                    """,
                    """
                      全部地区：b \(b)，t \(t)；t 低于 −1.65 则拒绝收敛。未归入者 \(divergent.count) \
                    个\(named.isEmpty ? "" : "：" + named.map(\.chinese).joined(separator: "、"))。
                    """)
            ]
                + (adopted.isEmpty
                    ? []
                    : [
                        Remark(
                            "  Of no club at first, taken in by a finished one: "
                                + adopted.map(\.english).joined(separator: ", ") + ".",
                            "  起初未归入、随后并入已成俱乐部：" + adopted.map(\.chinese).joined(separator: "、") + "。")
                    ]))
    }

    /// What has to be told beside the numbers.
    public func remarks(_ result: Found, of panel: Panel, _ run: MeasureRun) -> [Remark] {
        let leftOut = panel.leftOutRemarks()
        if smoothing == 0 { return leftOut + [Remark("Paths are logarithms as they are.", "路径为未经滤波的对数值。")] }
        let (lambda, share) = (plainNumber(smoothing), fixed(100 * trim, 0))
        return leftOut + [
            Remark(
                """
                Paths are Hodrick–Prescott trends of logarithms, λ = \(lambda); the first \(share) % of years are left \
                out.
                """,
                "路径为对数值的 HP 滤波趋势，λ = \(lambda)；剔除前 \(share) % 的年份。")
        ]
    }
}

extension LogTTest {
    fileprivate var fields: [Value.Field] {
        [
            Value.Field("slope", .number(slope)), Value.Field("standardError", .number(standardError)),
            Value.Field("tStatistic", .number(tStatistic)), Value.Field("converges", .flag(converges)),
        ]
    }
}

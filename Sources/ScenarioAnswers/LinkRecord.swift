public import Asking
import Atlases
public import Scenarios
import Wording

/// A ranking of railways, with the study that it was made in.
public struct LinkRun: Sendable {
    /// What was asked.
    public let question: LinkQuestion
    /// The base year that gains are measured against, with the carved places in it.
    public let study: Study
    /// Lines of the shortlist, the largest gain first.
    public let ranking: LinkRanking
    /// Places carved out of another, since a planned line ends there.
    public let carved: [String]
}

extension LinkRun {
    /// The ranking as every format writes it.
    public var record: Record {
        let columns = columns
        let sheet = Sheet(title: title, ranking.gains, columns.filter(isSaid), notes: notes)
        return Record(
            inputs: study.inputs(asked),
            result: { [ranking] in Self.result(ranking, columns).value(ranking, $0) }, sources: study.sourceTable,
            sheets: [sheet], main: .data(ranking.gains, columns, chinese: Self.chinese))
    }

    /// The lines, and what the search was worth.
    private static func result(_ ranking: LinkRanking, _ columns: [Column<LinkGain>]) -> Layout<LinkRanking> {
        .parts([
            .count("screened") { $0.candidates },
            .optional("linearRankCorrelation") { $0.linearAgreement.map(Value.number) },
            .count("answeredDraws") { $0.answeredDraws }, .part("links", \.gains, .table(.rows, columns) { $0 }),
        ])
    }

    private var asked: [Value.Field] {
        question.inputs.filter { $0.name != "year" }
            + (ranking.routing.map { [.value("routing", Self.routing($0))] } ?? [])
    }

    private static func routing(_ routing: RoutingCalibration) -> Value {
        .fields(
            ("linkWeight", .number(routing.linkWeight)), ("ownFactor", .number(routing.ownFactor)),
            ("provinceFactor", .number(routing.provinceFactor)), ("meanHours", .number(routing.meanHours)),
            ("meanHoursOverShortestPaths", .number(routing.meanHoursOverShortestPaths)))
    }

    /// Columns for people that say nothing here, such as a cost that nobody gave, are left out.
    private func isSaid(_ column: Column<LinkGain>) -> Bool {
        ranking.gains.isEmpty || ranking.gains.contains { column.cell($0).text(in: .english) != "–" }
    }

    /// What a table that is data calls columns which people read in another form.
    private static let chinese = [
        "speedKmh": "时速（公里）", "hoursBefore": "原耗时（小时）", "hoursAfter": "新耗时（小时）", "pairsFaster": "变快的城市对",
        "linearGain": "线性估计收益", "gain": "收益", "rankLow": "名次下限", "rankHigh": "名次上限", "bestShare": "居首比例",
        "nationalWelfare": "全国福利变化", "nationalRealGDP": "全国实际产值变化", "largestLoser": "受损最大地区",
        "largestLoss": "最大损失", "cost": "投资", "paybackYears": "回收期（年）", "residual": "残差", "assumptions": "假设",
    ]

    func name(_ code: String) -> Remark {
        let region = study.atlas.region(code)
        return Remark(Language.english.name(region), Language.chinese.name(region))
    }

    private var columns: [Column<LinkGain>] {
        @Sendable func percent(_ value: Double?) -> String { value.map { fixed($0 * 100, 4) } ?? "–" }
        let unit = ranking.search.objective == .theil ? " × 100" : " %"
        func optional(_ id: String, _ value: @escaping @Sendable (LinkGain) -> Double?) -> Column<LinkGain> {
            Column(id, nil) { value($0).map { .number($0, .machine) } ?? .absent }
        }
        let line: [Column<LinkGain>] = [
            .count("rank", "#", "#") { $0.rank }, .words("name", "railway", "铁路") { $0.name },
            .value("stops") { .texts($0.stops) }, .number("km", "km", "km", .fixed(0)) { $0.km },
            .value("segmentsKm") { .numbers($0.segmentsKm) }, .value("speedKmh") { .number($0.speedKmh) },
            .value("hoursBefore") { .number($0.hoursBefore) }, .value("hoursAfter") { .number($0.hoursAfter) },
            .text(nil, "hours between its ends", "两端耗时（小时）") {
                "\(fixed($0.hoursBefore, 2)) → \(fixed($0.hoursAfter, 2))"
            }, .value("pairsFaster") { .count($0.pairs) }, .value("linearGain") { .number($0.linear) },
        ]
        let gain: [Column<LinkGain>] = [
            Column("gain", nil) { .estimate($0.gain, .machine) },
            .text(nil, "gain\(unit)", "收益\(unit)") { percent($0.gain.point) },
            .text(nil, "5th to 95th percentile", "第 5—95 百分位") {
                $0.gain.low == nil ? "–" : "\(percent($0.gain.low)) – \(percent($0.gain.high))"
            }, optional("rankLow") { $0.rankLow.map(Double.init) },
            optional("rankHigh") { $0.rankHigh.map(Double.init) },
            .text(nil, "rank", "名次区间") { gain in
                gain.rankLow.flatMap { low in gain.rankHigh.map { low == $0 ? "\(low)" : "\(low)–\($0)" } } ?? "–"
            }, optional("bestShare") { $0.bestShare },
            .text(nil, "best in", "居首比例") { $0.bestShare.map { "\(fixed($0 * 100, 0)) %" } ?? "–" },
            Column("nationalWelfare", nil) { .estimate($0.nationalWelfare, .machine) },
            Column("nationalRealGDP", nil) { .estimate($0.nationalRealGDP, .machine) },
            .text(nil, "national welfare %", "全国福利 %") { percent($0.nationalWelfare.point) },
        ]
        let rest: [Column<LinkGain>] = [
            .count("losers", "losers", "受损地区") { $0.losers },
            Column("largestLoser", nil) { $0.largestLoser.map { .text($0.code) } ?? .absent },
            optional("largestLoss") { $0.largestLoser?.change },
            .words(nil, "loses most", "受损最大") { gain in
                guard let loser = gain.largestLoser else { return Remark("–", "–") }
                let (name, change) = (name(loser.code), fixed(loser.change * 100, 3))
                return Remark("\(name.english) \(change) %", "\(name.chinese) \(change) %")
            }, optional("cost") { $0.cost },
            .text(nil, "cost, bn", "投资（十亿）") { $0.cost.map { fixed($0 / 1e9, 1) } ?? "–" },
            optional("paybackYears") { $0.paybackYears },
            .number(nil, "payback, years", "回收期（年）", .fixed(0)) { $0.paybackYears },
            .value("residual") { .number($0.residual) },
            Column("assumptions", nil) { .several($0.assumptions) },
        ]
        return line + gain + rest
    }
}

import Asking
import Atlases
import Reports
import Scenarios

extension Cell {
    /// A relative change with its interval.
    static func change(_ estimate: Estimate) -> Cell { .estimate(estimate, .change) }

    static func estimate(_ estimate: Estimate, _ style: NumberStyle) -> Cell {
        .drawn(estimate.point, low: estimate.low, high: estimate.high, median: estimate.median, style)
    }
}

extension Value {
    static func estimate(_ estimate: Estimate) -> Value {
        .drawn(estimate.point, low: estimate.low, high: estimate.high, median: estimate.median)
    }

    /// A remark as the command line has always written it.
    static func inFull(_ remark: Remark) -> Value {
        .fields(("english", .text(remark.english)), ("chinese", .text(remark.chinese)))
    }
}

extension Column {
    static func change(
        _ id: String, _ english: String, _ chinese: String, _ change: @escaping @Sendable (Row) -> Estimate?
    ) -> Self {
        Column(id, Remark(english, chinese)) { change($0).map { .change($0) } ?? .absent }
    }

    /// A name in both languages: two fields for machines, the language asked for to people.
    static func names(
        _ english: String, _ chinese: String, in id: String = "name", in idEnglish: String = "nameEnglish",
        _ name: @escaping @Sendable (Row) -> Remark
    ) -> [Self] {
        [
            Column.value(id) { .text(name($0).chinese) }.rowsOnly,
            Column.value(idEnglish) { .text(name($0).english) }.rowsOnly,
            Column(nil, Remark(english, chinese)) { .words(name($0)) },
        ]
    }
}

/// Tables of an answer: each column is said once, for people, machines and the page.
enum AnswerTables {
    static let places: [Column<PlaceChange>] =
        [.text("code", "code", "代码") { $0.code }] + Column.names("place", "城市") { Remark($0.nameEnglish, $0.name) } + [
            .change("income", "income", "实际收入") { $0.income },
            .change("population", "population", "常住人口") { $0.population },
            .change("welfare", "welfare", "福利") { $0.welfare },
            .change("realGDP", "realGDP", "实际产出") { $0.realGDP },
            Column("incomeMoney", nil) { .estimate($0.incomeMoney, .fixed(0)) }.rowsOnly,
            Column("persons", nil) { .estimate($0.persons, .fixed(0)) }.rowsOnly,
            Column("productMoney", nil) { .estimate($0.productMoney, .fixed(0)) }.rowsOnly,
            Column.value("sectorWorkers") { .list($0.sectorWorkers.map(Value.estimate)) }.rowsOnly,
            Column.value("flags") { .list($0.flags.map(Value.inFull)) }.rowsOnly,
        ]

    /// For people: shares beside what they come to in money and persons.
    static func gains(in currency: Currency) -> [Column<PlaceChange>] {
        let (money, geld) = (currency.name, currency.nameChinese)
        return Column.names("place", "城市") { Remark($0.nameEnglish, $0.name) } + [
            .change("income", "real income", "实际收入") { $0.income },
            Column("incomeMoney", Remark("\(money) per resident", "\(geld)/人")) {
                .estimate($0.incomeMoney, .fixed(0))
            },
            .change("population", "residents", "常住人口") { $0.population },
            Column("persons", Remark("persons", "人")) { .estimate($0.persons, .fixed(0)) },
            Column("productMoney", Remark("real product, bn \(money)", "实际产出（亿\(geld)）")) {
                .estimate($0.productMoney, .money)
            },
        ]
    }

    /// Those that lose, in short.
    static let losers: [Column<PlaceChange>] = places.filter {
        ["code", "name", "nameEnglish", "income"].contains($0.id)
    }

    static let clusters: [Column<ClusterChange>] =
        [.text("id", "id", "id") { $0.id }] + Column.names("cluster", "城市群") { Remark($0.nameEnglish, $0.name) } + [
            .change("income", "income", "实际收入") { $0.income },
            .change("population", "population", "常住人口") { $0.population },
            Column("welfare", nil) { .change($0.welfare) },
            Column("realGDP", nil) { .change($0.realGDP) },
            Column("level", Remark("level of non-anchors", "非核心城市水平")) {
                $0.level.map { .change($0) } ?? .number(nil, .fixed(4))
            },
            .number("gapBefore", "gap before", "差距（前）", .fixed(4)) { $0.gapBefore },
            .number("gapAfter", "gap after", "差距（后）", .fixed(4)) { $0.gapAfter },
            .value("missing") { .texts($0.missing) },
        ]

    static let hours: [Column<PairHours>] =
        [.value("from") { .text($0.from) }, .value("to") { .text($0.to) }]
        + Column.names("from", "起", in: "fromName", in: "fromNameEnglish") { Remark($0.fromNameEnglish, $0.fromName) }
        + Column.names("to", "讫", in: "toName", in: "toNameEnglish") { Remark($0.toNameEnglish, $0.toName) } + [
            .number("before", "before", "之前", .hours) { $0.before },
            .number("after", "after", "之后", .hours) { $0.after },
            .number("saved", "saved", "节省", .hours) { $0.saved },
        ]

    static let readings: [Column<ReadingAnswer>] = [
        .words(nil, "reading", "读法") { $0.reading.name },
        Column(nil, Remark("national welfare", "全国福利")) { .change($0.national.welfare) },
        Column(nil, Remark("national real GDP", "全国实际产出")) { .change($0.national.realGDP) },
        .count(nil, "places that lose", "受损城市数") { $0.losers.count },
        .number(nil, "residual", "残差", .scientific) { $0.residual },
    ]

    static let sectors: [Column<SectorAnswer>] =
        [.value("id") { .text($0.id) }, .value("name") { .text($0.name) }]
        + [.value("nameEnglish") { .text($0.nameEnglish) }, Column("workers", nil) { .change($0.workers) }]

    static let jobs: [Column<JobsMoved>] = [
        .value("from") { .text($0.from) }, .value("to") { .text($0.to) }, .value("jobs") { .number($0.jobs) },
        .value("residents") { .number($0.residents) },
        Column("privateJobsDisplaced", nil) { .estimate($0.privateJobsDisplaced, .fixed(0)) },
        Column("privateJobsGainedAtOrigin", nil) { .estimate($0.privateJobsGainedAtOrigin, .fixed(0)) },
    ]

    static let dropped: [Column<DroppedPlace>] = [
        .value("code") { .text($0.code) }, .value("name") { .text($0.name) },
        .value("nameEnglish") { .text($0.nameEnglish) }, .value("reason") { .text($0.reason.english) },
    ]

    static let heldOut: [Column<HeldOutCheck>] = [
        .value("code") { .text($0.code) }, .value("name") { .text($0.name) },
        .value("nameEnglish") { .text($0.nameEnglish) }, .value("year") { .count($0.year) },
        .value("figureMillions") { .number($0.figureMillions) }, .value("modelMillions") { .number($0.modelMillions) },
        .value("source") { .text($0.source) },
    ]

    static let ranks: [Column<PlaceRank>] = [
        .value("code") { .text($0.code) }, Column("rank", nil) { .number($0.rank) },
        Column("rankLow", nil) { .number($0.rankLow) }, Column("rankHigh", nil) { .number($0.rankHigh) },
        Column("sameSign", nil) { .number($0.sameSign, .machine) },
    ]

    static let influences: [Column<ParameterInfluence>] = [
        .value("parameter") { .text($0.parameter) },
        Column("onLargestChange", nil) { .number($0.onLargestChange, .machine) },
        Column("onNationalWelfare", nil) { .number($0.onNationalWelfare, .machine) },
    ]

    /// A source by its id; the page has the rest already.
    static let sources: [Column<SourceUse>] = [
        .value("id") { .text($0.id) }, Column.value("title") { .text($0.title) }.rowsOnly,
        Column.value("url") { .text($0.url) }.rowsOnly, Column.value("note") { .text($0.note) }.rowsOnly,
        Column.value("uses") { .texts($0.uses) }.rowsOnly,
    ]

    static let parameters: [Column<(StudyParameter, StudyParameters)>] = [
        .value("name") { .text($0.0.rawValue) }, .value("value") { .optional($0.1.value($0.0)) },
        .value("unit") { .text($0.0.description.unit) },
        Column("low", nil) { $0.0.description.range.map { .number($0.lowerBound, .machine) } ?? .absent },
        Column("high", nil) { $0.0.description.range.map { .number($0.upperBound, .machine) } ?? .absent },
        .value("source") { .text($0.1.source($0.0).english) },
        .value("setByScenario") { .flag($0.1.fixed[$0.0] != nil) },
    ]
}

import Asking
import Atlases
import Indices
import Wording

extension Layout where Result == IndexExplanation {
    /// Where a place stands, its figures, what parts it from others, and which choice moves it.
    static var explanation: Self {
        .parts(
            .sheet(\.headline), .fields(columns),
            .part("indicators", \.indicators, standing.noted(warnings)),
            .worded("drivers") { Layout<[IndexExplanation.Comparison]>.comparisons.value($0.comparisons, $1) },
            .sheets { told in told.comparisons.map { $0.sheet(told) } },
            .worded("sensitivity") { effects.value($0.effects, $1) },
            .sheet { told in
                let name = told.place.name
                return told.effects.isEmpty
                    ? nil
                    : effectSheet(
                        told.effects,
                        Remark("Which choice moves the rank of \(name.english)", "哪项选择左右\(name.chinese)的位次"),
                        Remark("  Shares of the variance of its rank (Sobol).", "  其位次方差的份额（Sobol 法）。"))
            })
    }

    private static var standing: Layout<[IndexExplanation.Indicator]> {
        .rows(Remark("What it stands on", "得分构成"), indicatorColumns) { $0 }
    }

    private static var columns: [Column<IndexExplanation>] {
        [
            Column("name", nil) { .words($0.place.name) }, .value("rank") { .count($0.place.rank) },
            .value("among") { .count($0.place.among) }, .value("score") { .number($0.place.score) },
            .value("tier") { .count($0.place.tier) },
            .value("rankInterval") { $0.place.interval.map(\.ranks) ?? .none },
            .value("tierShare") { .optional($0.place.interval?.tierShare) },
        ]
    }
}

/// Each indicator with its figure, where the place stands in it, and what it adds and withholds.
private let indicatorColumns: [Column<IndexExplanation.Indicator>] = [
    .value("id") { .text($0.figure.id) }, .value("name") { .remark($0.figure.title) },
    .words(nil, "indicator", "指标") { $0.figure.title }, .value("value") { .optional($0.value) },
    .words(nil, "figure", "数值") { own in own.value.map { own.figure.number($0) } ?? Remark("filled", "填补") },
    .value("unit") { .text($0.figure.unit) }, .words(nil, "unit", "单位") { $0.figure.unitName },
    .text("year", "year", "年份") { $0.year },
    Column(nil, Remark("rank", "位次")) { RankedPlace.count($0.rank) },
    .number("normalised", "normalised", "标准化值", .fixed(3)) { $0.normalised },
    .number("weight", "weight", "权重", .fixed(3)) { $0.weight },
    .number("obstacleDegree", "obstacle degree", "障碍度", .percentage(1)) { $0.obstacleDegree },
    .value("notes") { .list($0.notes.map(Value.remark)) }, .value("sources") { .texts($0.sources) },
]

/// Each warning once.
@Sendable private func warnings(_ indicators: [IndexExplanation.Indicator]) -> [Remark] {
    var seen: Set<Remark> = []
    return indicators.flatMap { own in
        own.notes.map { note in
            let title = own.figure.title
            return Remark("  \(title.english): \(note.english)", "  \(title.chinese): \(note.chinese)")
        }
    }
    .filter { seen.insert($0).inserted }
}

extension Layout where Result == [IndexExplanation.Comparison] {
    /// For machines.
    fileprivate static var comparisons: Self {
        .rows(
            nil,
            [
                .value("against") { .text($0.rival.id) }, Column("name", nil) { .words($0.rival.name) },
                .value("rank") { .count($0.rival.rank) }, .value("difference") { .number($0.difference) },
                .value("contributions") { .numbers($0.contributions) }, .value("rest") { .number($0.rest) },
            ]
        ) { $0 }
    }
}

extension IndexExplanation.Comparison {
    /// What adds most to the difference stands first.
    fileprivate func sheet(_ told: IndexExplanation) -> Sheet {
        let (contributions, values, figures) = (contributions, values, told.indicators.map(\.figure))
        let order = contributions.indices.sorted { abs(contributions[$0]) > abs(contributions[$1]) }
        @Sendable func figure(_ at: Int, _ value: Double?) -> Cell {
            value.map { .words(figures[at].number($0)) } ?? .text("–")
        }
        return Sheet(
            title: Remark(
                "Against \(rival.name.english), rank \(rival.rank): \(signed(difference))",
                "与\(rival.name.chinese)（第 \(rival.rank) 位）相比：\(signed(difference))"), order,
            [
                .words(nil, "indicator", "指标") { figures[$0].title },
                .words(nil, "unit", "单位") { figures[$0].unitName },
                Column(nil, told.place.name) { figure($0, values[$0].own) },
                Column(nil, rival.name) { figure($0, values[$0].rival) },
                .text(nil, "adds to the difference", "对差距的贡献") { signed(contributions[$0]) },
            ])
    }
}

private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + significant(value, 4) }

extension IndexExplanation {
    fileprivate var headline: Sheet? {
        let (rank, among, tier, score) = (place.rank, place.among, place.tier, significant(place.score, 4))
        var notes = [
            Remark(
                "  Rank \(rank) of \(among), score \(score), tier \(tier).",
                "  第 \(rank) 位（共 \(among) 个），得分 \(score)，第 \(tier) 梯队。")
        ]
        if let interval = place.interval {
            let (low, high, median) = (interval.low, interval.high, interval.median)
            let percent = fixed(100 * interval.tierShare, 0)
            notes.append(
                Remark(
                    """
                      With what could be doubted, between \(low) and \(high) (median \(median)); in its tier in \
                    \(percent) % of samples.
                    """,
                    """
                      计入可疑之处后在第 \(low) 至第 \(high) 位之间（中位数 \(median)）；\(percent) % 的抽样仍在本梯队。
                    """))
        }
        return Sheet(
            title: Remark(
                "\(place.name.english) · \(heading.english)", "\(place.name.chinese) · \(heading.chinese)"),
            notes: notes)
    }
}

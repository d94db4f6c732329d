import Asking
import Atlases
import IndexFiles
import Indices
import Wording

/// An indicator of an index as it counts.
struct IndicatorWeight: Sendable {
    let figure: RecipeFigure
    let direction: IndicatorDirection
    /// By stage of development; empty where each place has its own.
    let weights: [Double]
}

extension IndexResult {
    var weights: [IndicatorWeight] {
        document.figures.indices.map { at in
            IndicatorWeight(
                figure: document.figures[at], direction: model.recipe.indicators[at].direction,
                weights: index.weights.map { $0[at] })
        }
    }

    var weightColumns: [Column<IndicatorWeight>] {
        let weight: [Column<IndicatorWeight>] =
            switch index.weights.count {
            case 0: [.words(nil, "weight", "权重") { _ in Remark("its own", "各自最优") }]
            case 1: [.number(nil, "weight", "权重", .fixed(4)) { $0.weights[0] }]
            case let stages:
                (0..<stages).map { stage in
                    .number(nil, "stage \(stage + 1)", "阶段 \(stage + 1)", .fixed(4)) { $0.weights[stage] }
                }
            }
        return [
            .words("name", "indicator", "指标") { $0.figure.title }, .words("unit", "unit", "单位") { $0.figure.unitName },
            .words(nil, "better", "方向") { $0.direction.remark },
        ] + weight
    }
}

extension Layout where Result == [IndicatorWeight] {
    /// For machines.
    static var weights: Self {
        .rows(
            nil,
            [
                .value("id") { .text($0.figure.id) }, .value("name") { .remark($0.figure.title) },
                .value("unit") { .text($0.figure.unit) }, .value("weights") { .numbers($0.weights) },
            ]
        ) { $0 }
    }
}

extension RecipeFigure {
    private func said(_ say: (UnitText) -> String) -> Remark {
        Remark(say(UnitText(unit, .english)), say(UnitText(unitChinese ?? unit, .chinese)))
    }

    /// The unit as people of a language say it.
    var unitName: Remark { said(\.name) }

    /// A figure in that unit, without its name.
    func number(_ value: Double) -> Remark { said { $0.number(value) } }
}

/// A place that the index leaves out of a period, for want of figures.
struct LeftOut: Sendable {
    let id: String
    let name: Remark
    let period: String
    let missing: [String]

    static let columns: [Column<LeftOut>] = [
        .value("id") { .text($0.id) }, Column("name", nil) { .words($0.name) }, .value("period") { .text($0.period) },
        .value("missing") { .texts($0.missing) },
    ]
}

extension IndexResult {
    var leftOut: [LeftOut] {
        model.dropped.map { out in
            LeftOut(
                id: panel.places[out.place], name: panel.names[out.place], period: panel.periods[out.period],
                missing: out.missing)
        }
    }
}

extension Layout where Result == RankSensitivity? {
    /// Which choice moves the ranking; nothing for people where nothing was told.
    static var sensitivity: Self {
        Layout(
            keys: ["meanShift", "evaluations", "ranking"],
            value: { found, language in
                guard let found else { return .none }
                return .fields(
                    ("meanShift", .number(found.meanShift)), ("evaluations", .count(found.evaluations)),
                    ("ranking", effects.value(found.ranking, language)))
            },
            sheets: { found in
                guard let found, !found.ranking.isEmpty else { return [] }
                let (shift, evaluations) = (fixed(found.meanShift, 1), found.evaluations)
                let note = Remark(
                    """
                      Shares of the variance of the mean shift of a rank, \(shift) places on average (Sobol, \
                    \(evaluations) evaluations).
                    """, "  位次平均变动（均值 \(shift) 位）方差的份额（Sobol 法，计算 \(evaluations) 次）。")
                return [effectSheet(found.ranking, Remark("Which choice moves the ranking", "哪项选择左右排名"), note)]
            })
    }
}

/// Choices with what they move.
let effects = Layout<[RankSensitivity.Effect]>.rows(nil, effectColumns) { $0 }

private let effectColumns: [Column<RankSensitivity.Effect>] = [
    .value("choice") { .text($0.factor.rawValue) }, .value("name") { .remark($0.factor.remark) },
    .words(nil, "choice", "选择") { $0.factor.remark },
    .value("first") { $0.first.value }, .text(nil, "by itself", "自身作用") { $0.first.text },
    .value("total") { $0.total.value }, .text(nil, "in all", "总作用") { $0.total.text },
]

/// The choice that moves most stands first.
func effectSheet(_ effects: [RankSensitivity.Effect], _ title: Remark, _ note: Remark) -> Sheet {
    Sheet(title: title, effects.sorted { $0.total.estimate > $1.total.estimate }, effectColumns, notes: [note])
}

extension RankSensitivity.ShareInterval {
    fileprivate var value: Value {
        .fields(("estimate", .number(estimate)), ("low", .number(low)), ("high", .number(high)))
    }

    /// Percent with its interval; below nothing is noise.
    fileprivate var text: String {
        func percent(_ value: Double) -> String { fixed(100 * max(0, value), 0) }
        return "\(percent(estimate)) % (\(percent(low))–\(percent(high)))"
    }
}

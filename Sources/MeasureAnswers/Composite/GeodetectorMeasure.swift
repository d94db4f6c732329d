public import Asking
import AtlasFiles
public import Atlases
import Charts
public import Indices
public import Panels
import Wording

/// How much of a value's spread strata explain, alone and together.
public struct GeodetectorMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "geodetector", "Geographical detector", "地理探测器",
        "how much of a value's spread strata explain, alone and together", "分层因子对空间分异的解释力及交互作用",
        aliases: ["geographicaldetector"])
    /// Where it stands in the list.
    public static let family = MeasureFamily.composite
    /// What it is asked of.
    public static let slots: [Slot] = [.value.required(), .factors.required(), .id, .year]
    /// What else it may be told.
    public static let settings: [Setting<Self>] = [
        .whole(
            "classes", "classes", "等级数", \.classes, in: 2...100,
            help: Remark("Quantiles that a factor of many values is cut into.", "取值较多的数值因子的分位数。"))
    ]
    /// Keys for machines, heads for people.
    public static let layout = Layout<Found>.parts(
        .part("factors", \.factors, .rows(Remark("What each factor explains", "因子探测"), factorColumns) { $0 }),
        .value("interactions") { .list($0.pairs.map { $0.value }) },
        .sheet { found in
            found.pairs.isEmpty
                ? nil : Sheet(title: Remark("Two together", "交互探测"), found.pairs, pairColumns)
        })

    /// What one factor explains; for a number that was cut, also over other cuts.
    public struct Factor: Sendable {
        /// The column that it stands in.
        public let name: String
        /// q from 0 to 1 with its test, over the factor's strata or the classes that it was cut into.
        public let effect: FactorDetector
        /// Nil for a factor with strata of its own.
        public let cuts: [CutEffect]?
    }

    /// What two factors explain together.
    public struct Pair: Sendable {
        /// The two columns, in the order asked.
        public let factors: [String]
        /// q of both together beside q of each alone, and how they act on one another.
        public let together: InteractionDetector
        /// Nil where the two cannot be compared.
        public let difference: EcologicalDetector?
    }

    /// Every factor, and every two.
    public struct Found: Sendable {
        /// One a factor, in the order asked.
        public let factors: [Factor]
        /// Every two of them, in that order; empty for a single factor.
        public let pairs: [Pair]
    }

    /// Quantiles that a factor of many values is cut into.
    public var classes = 5

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of input: RowTable, _ run: MeasureRun) throws(Problem) -> Found {
        let columns = try input.whole(input.selection.value ?? "")
        if columns.count != 1 {
            throw Problem(
                .use, "geodetector explains one column: {value} names \(columns.count)",
                "geodetector 只解释一列：{value} 给出了 \(columns.count) 列")
        }
        let (values, names) = (columns[0].values, input.selection.factors)
        var strata: [[String]] = []
        var factors: [Factor] = []
        for name in names {
            let (labels, cuts) = try divided(input, name, values)
            strata.append(labels)
            let effect = try input.ask { () throws(IndexError) in try factorDetector(values, strata: labels) }
            factors.append(Factor(name: name, effect: effect, cuts: cuts))
        }
        var pairs: [Pair] = []
        for a in names.indices {
            for b in names.indices where b > a {
                let together = try input.ask { () throws(IndexError) in
                    try interactionDetector(values, strata[a], strata[b])
                }
                pairs.append(
                    Pair(
                        factors: [names[a], names[b]], together: together,
                        difference: try? ecologicalDetector(values, strata[a], strata[b])))
            }
        }
        return Found(factors: factors, pairs: pairs)
    }

    /// Strata of a factor: its own labels, or classes of a number that takes many values.
    private func divided(_ input: RowTable, _ factor: String, _ values: [Double]) throws(Problem)
        -> (labels: [String], cuts: [CutEffect]?)
    {
        let texts = try input.read { (table) throws(AtlasProblem) in try table.texts(factor) }
        if let row = texts.firstIndex(where: isMissing) {
            throw input.problem(row: row, column: factor, expected: "a stratum or a number in every row")
        }
        guard Set(texts).count > 12, let numbers = try? input.whole(factor).first?.values else { return (texts, nil) }
        return try input.ask { () throws(IndexError) in
            (
                try Indices.strata(of: numbers, classes: classes, by: .quantiles),
                try cutEffects(values, factor: numbers)
            )
        }
    }

    private static let factorColumns: [Column<Factor>] = [
        .text("factor", "factor", "因子", \.name), .number("q", "q", "q", .fixed(4), \.effect.q),
        .number("pValue", "p", "p", .significant(4), \.effect.pValue),
        .value("fStatistic") { .number($0.effect.fStatistic) },
        .value("noncentrality") { .number($0.effect.noncentrality) },
        .count("strata", "strata", "层数", \.effect.strata),
        .text(nil, "q over 18 cuts", "18 种分层的 q") { factor in
            guard let q = factor.cuts?.map(\.q), let low = q.min(), let high = q.max() else { return "–" }
            return "\(fixed(low, 3))–\(fixed(high, 3))"
        },
        Column("cuts", nil) { factor in
            guard let cuts = factor.cuts else { return .absent }
            return .value(
                .list(
                    cuts.map {
                        .fields(
                            ("method", .text($0.method.rawValue)), ("classes", .count($0.classes)),
                            ("q", .number($0.q)), ("pValue", .number($0.pValue)))
                    }))
        },
    ]

    private static let pairColumns: [Column<Pair>] = [
        .text(nil, "factors", "因子") { $0.factors.joined(separator: " ∩ ") },
        .number(nil, "q together", "交互 q", .fixed(4), \.together.together),
        .words(nil, "kind", "类型", \.together.kind.name),
        .number(nil, "p of a difference", "差异 p 值", .significant(4)) { $0.difference?.pValue },
    ]

    /// What has to be told beside the numbers.
    public func remarks(_ result: Found, of input: RowTable, _ run: MeasureRun) -> [Remark] {
        [
            Remark(
                """
                p by the non-central F. A factor that is a number of many values is cut into \(classes) quantiles; \
                beside it the span of q over quantiles, natural breaks and equal intervals of 3 to 8 classes.
                """,
                """
                p 值据非中心 F 分布。取值较多的数值因子按 \(classes) 分位离散化，并给出分位数、自然断点与等间距 3–8 类下 q 的范围。
                """)
        ]
    }

    /// Drawn where one would rather look than read.
    public func picture(_ result: Found, of input: RowTable, _ language: Language) -> String? {
        BarChart(
            result.factors.map { Bar(label: $0.name, value: $0.effect.q, text: fixed($0.effect.q, 3)) }
        ).svg(title: language(Self.about.name))
    }
}

extension GeodetectorMeasure.Pair {
    fileprivate var value: Value {
        .fields(
            ("factors", .texts(factors)), ("q", .number(together.together)), ("kind", .text(together.kind.rawValue)),
            ("ecologicalF", .optional(difference?.fStatistic)), ("ecologicalPValue", .optional(difference?.pValue)))
    }
}

extension InteractionDetector.Kind {
    fileprivate var name: Remark {
        switch self {
        case .nonlinearWeakening: Remark("weaken each other", "非线性减弱")
        case .oneFactorWeakening: Remark("one weakens", "单因子非线性减弱")
        case .twoFactorEnhancement: Remark("strengthen each other", "双因子增强")
        case .independent: Remark("independent", "独立")
        case .nonlinearEnhancement: Remark("more than both together", "非线性增强")
        case .nested: Remark("nested: one divides the other", "嵌套：一因子细分另一因子")
        }
    }
}

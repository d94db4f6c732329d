public import Asking
public import Atlases
public import Indices
public import Panels
import Wording

extension ReturnsToScale: Choosable {
    /// What a person calls it after "returns to scale".
    public var name: Remark {
        switch self {
        case .constant: Remark("constant", "不变")
        case .variable: Remark("variable", "可变")
        }
    }
}

/// Efficiency of turning inputs into outputs, and what could be saved (SBM).
public struct SlacksBasedMeasureQuestion: Measure {
    /// Names and words.
    public static let about = About(
        "slacksBased", "Slacks-based measure (SBM)", "SBM 效率",
        "efficiency of turning inputs into outputs, and what could be saved", "投入产出效率及可节约的投入", aliases: ["sbm", "dea"])
    /// Where it stands in the list.
    public static let family = MeasureFamily.composite
    /// What it is asked of.
    public static let slots: [Slot] = [
        .value.named("inputs", "投入列").required(), .outputs.required(), .undesirable, .id, .year,
    ]
    /// What else it may be told.
    public static let settings: [Setting<Self>] = [
        .choice(
            "returns", "returns to scale", "规模报酬", \.returns,
            help: Remark("constant or variable returns to scale.", "规模报酬不变或可变。"))
    ]
    /// Keys for machines, heads for people.
    public static let layout = Layout<Found>.rows(
        { _ in about.name },
        { found in
            let slacks: [Column<Named<EfficiencyOfUnit>>] = found.columns.enumerated().map { index, column in
                .number("slack_\(column)", "slack of \(column)", "\(column) 松弛") { $0.row.slacks[index] }
            }
            return .named(
                kind: Remark("region", "地区"), id: "id", [.number("efficiency", "efficiency ρ", "效率 ρ", \.efficiency)])
                + slacks + [.text(nil, "measured by", "参照", \.row.peers)]
        }, \.units)

    /// A unit's efficiency, the slack of each column, and by whom it is measured.
    public struct EfficiencyOfUnit: Sendable {
        /// ρ, from 0 to 1; 1 for a unit without any slack.
        public let efficiency: Double
        /// What could be saved of inputs and waste or made more of outputs, 0 or more, in columns' units and order.
        public let slacks: [Double]
        /// The units it is measured by with their weights, at most four.
        public let peers: String
    }

    /// Every unit's efficiency.
    public struct Found: Sendable {
        /// Inputs, outputs and undesirable outputs.
        public let columns: [String]
        /// One a row of the table, in its order.
        public let units: [Named<EfficiencyOfUnit>]
        /// Largest breach of a constraint, of a column's largest value.
        public let residual: Double
    }

    /// Whether any multiple of what a unit does can be done (constant), or only mixtures (variable).
    public var returns = ReturnsToScale.constant

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of input: RowTable, _ run: MeasureRun) throws(Problem) -> Found {
        let inputs = try input.whole(input.selection.value ?? "")
        let made = try input.whole(input.selection.outputs ?? "")
        let waste = try input.selection.undesirable.map { (columns) throws(Problem) in try input.whole(columns) } ?? []
        let all = inputs + made + waste
        try check(all, input)
        let names = try input.places(besides: Set(all.map(\.name)))
        let found = try input.ask { () throws(IndexError) in
            try slacksBasedMeasure(
                inputs: inputs.map(\.values), outputs: made.map(\.values), undesirable: waste.map(\.values),
                returns: returns, threads: run.threads, progress: run.told("programmes", of: names.count))
        }
        let units = zip(names, found.units).enumerated().map { row, named in
            let (name, unit) = named
            let peers = unit.peers.filter { $0.unit != row }.map { "\(names[$0.unit]) \(significant($0.weight, 2))" }
            return Named(
                name, Remark(name, name),
                EfficiencyOfUnit(
                    efficiency: unit.efficiency,
                    slacks: unit.inputSlacks + unit.outputSlacks + unit.undesirableSlacks,
                    peers: peers.isEmpty ? "–" : peers.prefix(4).joined(separator: ", ")))
        }
        return Found(columns: all.map(\.name), units: units, residual: found.units.map(\.residual).max() ?? 0)
    }

    /// A linear programme a unit, with a column for every unit.
    public func work(on input: RowTable, _ run: MeasureRun) -> Double {
        Double(input.table.rows) * Double(input.table.rows) * 1e-6
    }

    private func check(_ columns: [(name: String, values: [Double])], _ input: RowTable) throws(Problem) {
        var seen: Set<String> = []
        for column in columns {
            if !seen.insert(column.name).inserted {
                throw Problem(
                    .use, "\(column.name) is named twice among inputs and outputs", "\(column.name) 在投入与产出中重复出现")
            }
            if let row = column.values.firstIndex(where: { !($0 > 0) }) {
                throw input.problem(
                    row: row, column: column.name, expected: "above 0, since slacks are taken relative to it")
            }
        }
    }

    /// What has to be told beside the numbers.
    public func remarks(_ result: Found, of input: RowTable, _ run: MeasureRun) -> [Remark] {
        let residual = significant(result.residual, 1)
        return [
            Remark(
                """
                Returns to scale: \(returns.name.english). Not oriented. Largest breach of a constraint \(residual) of \
                a column's largest value.
                """,
                "规模报酬：\(returns.name.chinese)；非导向。约束最大偏差为列最大值的 \(residual)。")
        ]
    }
}

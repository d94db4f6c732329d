public import Asking
public import Atlases
public import Indices
public import Panels

/// How far subsystems move together and how high they stand.
public struct CouplingCoordinationMeasure: Measure {
    /// Names and words.
    public static let about = About(
        "couplingCoordination", "Coupling coordination", "耦合协调度",
        "how far subsystems move together and how high they stand", "各子系统相互协调与发展的程度", aliases: ["coupling"])
    /// Where it stands in the list.
    public static let family = MeasureFamily.composite
    /// What it is asked of.
    public static let slots: [Slot] = [
        .value.named(
            "subsystems' scores", "子系统得分",
            help: Remark(
                "Scores of two subsystems or more, from 0 to 1: {value} a,b.", "两个或更多子系统的 0 至 1 得分：{value} a,b。")
        ).required(), .id, .year,
    ]
    /// Keys for machines, heads for people.
    public static let layout = Layout<[Named<Found>]>.named(
        about.name,
        [
            .number("coupling", "coupling C", "耦合度 C", \.corrected.coupling),
            .number("development", "development T", "综合指数 T", \.corrected.development),
            .number("coordination", "coordination D", "协调度 D", \.corrected.coordination),
            .number("grade", "grade", "等级", .significant(0)) { Double($0.corrected.grade) },
            .number("classicalCoupling", "classical C", "传统 C", \.classical.coupling),
            .number("classicalCoordination", "classical D", "传统 D", \.classical.coordination),
        ])

    /// Corrected so that coupling spreads over 0 to 1, and as it was first written.
    public struct Found: Sendable {
        /// After Wang et al. (2021), where C spreads over 0 to 1: the one to quote.
        public let corrected: CouplingCoordination
        /// As first written, where C crowds near 1: to compare with older studies.
        public let classical: CouplingCoordination
    }

    /// With the usual settings.
    public init() {}

    /// Asks the formula; its errors name row or region.
    public func result(of input: RowTable, _ run: MeasureRun) throws(Problem) -> [Named<Found>] {
        let columns = try input.whole(input.selection.value ?? "")
        let names = try input.places(besides: Set(columns.map(\.name)))
        var rows: [Named<Found>] = []
        for (row, name) in names.enumerated() {
            let scores = columns.map { $0.values[row] }
            if let bad = columns.first(where: { !(0...1).contains($0.values[row]) }) {
                throw input.problem(row: row, column: bad.name, expected: "a score from 0 to 1")
            }
            let found = try input.ask { () throws(IndexError) in
                Found(
                    corrected: try couplingCoordination(scores),
                    classical: try couplingCoordination(scores, form: .classical))
            }
            rows.append(Named(name, Remark(name, name), found))
        }
        return rows
    }

    /// What has to be told beside the numbers.
    public func remarks(_ result: [Named<Found>], of input: RowTable, _ run: MeasureRun) -> [Remark] {
        [
            Remark(
                """
                C corrected after Wang et al. (2021), so that it spreads over 0 to 1; the classical C crowds near 1. \
                Subsystems weigh the same. Grades of .1, from 1 (extreme imbalance) to 10 (coordination of high \
                quality).
                """,
                """
                C 采用王淑佳等（2021）修正式，分布于 0 至 1；传统 C 集中于 1 附近。各子系统等权。协调度每 0.1 一级，1 为极度失调，\
                10 为优质协调。
                """)
        ]
    }
}

extension RowTable {
    /// Runs a formula over the table; its errors name the file.
    func ask<Found>(_ body: () throws(IndexError) -> Found) throws(Problem) -> Found {
        do throws(IndexError) { return try body() } catch {
            throw Problem(.data, "\(table.table.file): \(error)", "\(table.table.file)：\(error.chinese)")
        }
    }
}

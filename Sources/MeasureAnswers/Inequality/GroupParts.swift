import Asking
import Atlases
import Measures
import Panels
import Wording

extension Panel {
    /// Parts with what people call their groups.
    func named(_ parts: [GroupPart]) -> [Named<GroupPart>] {
        parts.map { Named($0.label, name(ofGroup: $0.label), $0) }
    }
}

/// A period's figures, its groups, and these in the first period.
private struct Compared<Found: Sendable>: Sendable {
    let found: Found
    let groups: [Named<GroupPart>]
    /// By id; empty for the first period itself.
    let before: [String: GroupPart]
}

extension Layout {
    /// Figures of every period as `periods` has them, with each group's share, own index and part: as they are in one
    /// period; in several as the first and the last have them and by how much they changed.
    ///
    /// - Parameter groups: of a period's figures; empty where there are none.
    static func grouped<Found: Sendable>(
        _ about: About, _ columns: [Column<Found>], _ groups: @escaping @Sendable (Found) -> [Named<GroupPart>]
    ) -> Self where Result == [PeriodResult<Found>] {
        let own = columns.map { column in column.of { (one: Compared<Found>) in one.found } }
        let parts = Column<Compared<Found>>("groups", nil) { one in
            one.groups.isEmpty ? .absent : .value(.list(one.groups.map { $0.value(since: one.before[$0.id]) }))
        }
        let all = Layout<[PeriodResult<Compared<Found>>]>.periods(about, own + [parts])
        @Sendable func compared(_ periods: Result) -> [PeriodResult<Compared<Found>>] {
            let first = periods.first.map { groups($0.found) } ?? []
            let before = Dictionary(first.map { ($0.id, $0.row) }, uniquingKeysWith: { one, _ in one })
            return periods.enumerated().map { index, period in
                PeriodResult(
                    label: period.label,
                    found: Compared(
                        found: period.found, groups: groups(period.found), before: index == 0 ? [:] : before),
                    count: period.count, missing: period.missing)
            }
        }
        return Layout(
            keys: all.keys, value: { all.value(compared($0), $1) },
            sheets: { periods in
                let ends = [periods.first, periods.last].compactMap { $0 }.map { (label: $0.label, groups($0.found)) }
                return all.sheets(compared(periods))
                    + groupSheets(about, periods.count > 1 ? ends : Array(ends.prefix(1)))
            })
    }
}

extension Named<GroupPart> {
    /// For machines, with the change since an earlier period where there is one.
    fileprivate func value(since before: GroupPart?) -> Value {
        let fields: [(String, Value)] = [
            ("group", .text(id)), ("name", .remark(name)), ("count", .count(row.count)),
            ("headShare", .number(row.headShare)), ("totalShare", .number(row.totalShare)),
            ("index", .number(row.index)), ("within", .number(row.within)), ("between", .optional(row.between)),
        ]
        guard let before else { return .fields(fields.map { Value.Field($0.0, $0.1) }) }
        let changes: [(String, Value)] = [
            ("indexChange", .number(row.index - before.index)), ("partChange", .number(row.part - before.part)),
        ]
        return .fields((fields + changes).map { Value.Field($0.0, $0.1) })
    }
}

extension GroupPart {
    /// What it adds to the index, as far as that is a sum over groups.
    fileprivate var part: Double { within + (between ?? 0) }
}

/// One table of the groups; none where there are none.
private func groupSheets(_ about: About, _ ends: [(label: String, groups: [Named<GroupPart>])]) -> [Sheet] {
    guard let last = ends.last, !last.groups.isEmpty else { return [] }
    let isSum = last.groups.contains { $0.row.between != nil }
    let part = isSum ? Remark("adds in all", "合计贡献") : Remark("adds within", "组内贡献")
    let years = ends.map(\.label).filter { Int($0) != nil }
    let title = Remark(
        (["By group"] + years).joined(separator: years.count > 1 ? ", " : ", "),
        (["分组"] + years).joined(separator: "，"))
    if ends.count == 1 { return [Sheet(title: title, last.groups, singleColumns(part, isSum))] }
    let before = Dictionary(ends[0].groups.map { ($0.id, $0.row) }, uniquingKeysWith: { one, _ in one })
    return [
        Sheet(
            title: title, last.groups, changeColumns(part, ends.map(\.label), before),
            notes: drivers(last.groups, before, ends.map(\.label)))
    ]
}

private let groupColumns: [Column<Named<GroupPart>>] = [
    .words(nil, "group", "组", \.name), .count(nil, "places", "地区数", \.row.count),
    .number(nil, "share of weight", "权重份额", .percentage(1), \.row.headShare),
    .number(nil, "share of total", "总量份额", .percentage(1), \.row.totalShare),
]

private func singleColumns(_ part: Remark, _ isSum: Bool) -> [Column<Named<GroupPart>>] {
    var columns =
        groupColumns + [
            .number(nil, "own index", "组内指数", .significant(4)) { $0.row.index },
            .number(nil, "adds within", "组内贡献", .significant(4)) { $0.row.within },
        ]
    if isSum {
        columns += [
            .number(nil, "adds between", "组间贡献", .significant(4)) { $0.row.between },
            .number(nil, part.english, part.chinese, .significant(4)) { $0.row.part },
        ]
    }
    return columns
}

/// Own index and part in the first and the last period, and the change of the part.
private func changeColumns(_ part: Remark, _ labels: [String], _ before: [String: GroupPart])
    -> [Column<Named<GroupPart>>]
{
    let (first, last) = (labels[0], labels[1])
    return groupColumns + [
        .number(nil, "own index \(first)", "组内指数 \(first)", .significant(4)) { before[$0.id]?.index },
        .number(nil, "own index \(last)", "组内指数 \(last)", .significant(4)) { $0.row.index },
        .number(nil, "\(part.english) \(first)", "\(part.chinese) \(first)", .significant(4)) { before[$0.id]?.part },
        .number(nil, "\(part.english) \(last)", "\(part.chinese) \(last)", .significant(4)) { $0.row.part },
        .number(nil, "change", "变动", .significant(4)) { now in before[now.id].map { now.row.part - $0.part } },
    ]
}

/// Which groups moved the index most between two periods.
private func drivers(_ groups: [Named<GroupPart>], _ before: [String: GroupPart], _ labels: [String]) -> [Remark] {
    let changes = groups.compactMap { now in before[now.id].map { (name: now.name, by: now.row.part - $0.part) } }
    let sum = changes.reduce(0) { $0 + $1.by }
    guard sum != 0, changes.count > 1 else { return [] }
    let most = changes.sorted { abs($0.by) > abs($1.by) }.prefix(3)
    func told(_ name: (Remark) -> String) -> String {
        most.map { "\(name($0.name)) \($0.by > 0 ? "+" : "−")\(significant(abs($0.by), 3))" }.joined(separator: ", ")
    }
    let all = (sum > 0 ? "+" : "−") + significant(abs(sum), 3)
    return [
        Remark(
            "  From \(labels[0]) to \(labels[1]) the groups' parts change by \(all); most of it: \(told(\.english)).",
            "  \(labels[0]) 至 \(labels[1]) 年各组贡献合计变动 \(all)；主要来自：\(told(\.chinese))。")
    ]
}

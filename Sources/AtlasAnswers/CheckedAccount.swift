import Asking
public import Atlases
import Wording

/// A rule by which figures of an atlas add up, and what it came to.
public struct CheckedAccount: Sendable {
    /// The rule.
    public let account: Account
    /// How many places and years have every figure of it.
    public let checked: Int
    /// Those that are further off than the rule lets pass, the farthest first.
    public let off: [Off]
    /// The median distance, per cent.
    public let medianOff: Double

    /// A place and year that does not add up.
    public struct Off: Sendable {
        /// What it came to.
        public let entry: AccountEntry
        /// The place.
        public let region: Region
    }

    init(_ account: Account, _ atlas: Atlas) {
        self.account = account
        let entries = atlas.entries(of: account)
        checked = entries.count
        let sizes = entries.map { abs($0.offPercent) }.sorted()
        medianOff = sizes.isEmpty ? 0 : sizes[sizes.count / 2]
        off = entries.filter { abs($0.offPercent) > account.within }.sorted {
            (abs($1.offPercent), $0.region, $0.year) < (abs($0.offPercent), $1.region, $1.year)
        }.compactMap { entry in atlas.region(entry.region).map { Off(entry: entry, region: $0) } }
    }

    /// As machines read it.
    var value: Value {
        .fields(
            ("name", .remark(account.name)), ("within", .number(account.within)), ("checked", .count(checked)),
            ("medianOff", .number(medianOff)),
            (
                "off",
                .list(
                    off.map { item in
                        .fields(
                            ("code", .text(item.entry.region)), ("year", .count(item.entry.year)),
                            ("sum", .number(item.entry.sum)), ("whole", .number(item.entry.whole)))
                    })
            ))
    }

    /// The rules in a table, and under it what does not add up.
    static func sheets(_ all: [CheckedAccount]) -> [Sheet] {
        if all.isEmpty { return [] }
        let off = all.flatMap { checked in checked.off.prefix(mostShown).map { (checked.account.name, $0) } }
        let hidden = all.reduce(0) { $0 + max(0, $1.off.count - mostShown) }
        let rules = Sheet(title: Remark("What adds up", "核对合计"), all, columns)
        if off.isEmpty { return [rules] }
        let more =
            hidden == 0
            ? [] : [Remark("  \(hidden) more: --format json lists them.", "  另有 \(hidden) 项：--format json 可列出。")]
        return [rules, Sheet(title: Remark("What does not", "未能相符"), off, offColumns, notes: more)]
    }

    private static let mostShown = 8

    private static let columns: [Column<CheckedAccount>] = [
        .words(nil, "rule", "规则") { $0.account.name }, .digits(nil, "checked", "核对数") { $0.checked },
        .number(nil, "may be off, %", "容许偏差（%）", .plain) { $0.account.within },
        .number(nil, "median off, %", "偏差中位数（%）", .significant(2)) { $0.medianOff },
        .digits(nil, "further off", "超出") { $0.off.count },
    ]

    private static let offColumns: [Column<(name: Remark, off: Off)>] = [
        .words(nil, "rule", "规则") { $0.name }, .words(nil, "place", "地区") { $0.off.region.called },
        .digits(nil, "year", "年份") { $0.off.entry.year },
        .number(nil, "sum", "合计", .plain) { $0.off.entry.sum },
        .number(nil, "whole", "总数", .plain) { $0.off.entry.whole },
        .number(nil, "off, %", "偏差（%）", .significant(3)) { $0.off.entry.offPercent },
    ]
}

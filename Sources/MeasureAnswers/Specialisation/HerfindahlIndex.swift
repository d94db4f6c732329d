public import Asking
public import Measures
public import Panels

/// Sum of squared shares of sectors in a region.
public struct HerfindahlIndex: RegionSpecialisationMeasure {
    /// Names and words.
    public static let about = About(
        "herfindahl", "Herfindahl's index", "赫芬达尔指数", "sum of squared shares of sectors in a region", "地区内部门份额平方和",
        aliases: ["hhi"])
    /// Keys for machines, heads for people.
    public static let columns: [Column<RegionSpecialisation?>] = [
        .number("herfindahl", "Herfindahl", "赫芬达尔") { $0?.herfindahl.herfindahl },
        .number("normalised", "normalised", "标准化") { $0?.herfindahl.normalised },
        .number("equivalentNumber", "equal shares", "等价部门数", .significant(2)) { $0?.herfindahl.equivalentNumber },
    ]

    /// With the usual settings.
    public init() {}
}

public import Asking
public import Measures
public import Panels

/// Sum of differences between a region's shares of sectors and everyone's: 0 to 2.
public struct KrugmanIndex: RegionSpecialisationMeasure {
    /// Names and words.
    public static let about = About(
        "krugman", "Krugman's specialisation", "克鲁格曼专业化指数",
        "sum of differences between a region's shares and everyone's: 0 to 2", "地区与整体部门份额差之和，0 至 2",
        aliases: ["krugmanspecialisation", "krugmanspecialization"])
    /// Keys for machines, heads for people.
    public static let columns: [Column<RegionSpecialisation?>] = [
        .number("krugman", "Krugman", "克鲁格曼") { $0?.krugman }
    ]

    /// With the usual settings.
    public init() {}
}

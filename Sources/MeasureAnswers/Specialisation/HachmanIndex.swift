public import Asking
public import Measures
public import Panels

/// How alike a region's sectors are to everyone's: 1 alike.
public struct HachmanIndex: RegionSpecialisationMeasure {
    /// Names and words.
    public static let about = About(
        "hachman", "Hachman's index", "哈克曼指数", "how alike a region's sectors are to everyone's: 1 alike",
        "地区部门结构与整体的相似度，1 为相同")
    /// Keys for machines, heads for people.
    public static let columns: [Column<RegionSpecialisation?>] = [
        .number("hachman", "Hachman", "哈克曼") { $0?.hachman }
    ]

    /// With the usual settings.
    public init() {}
}

public import Asking
import Atlases

/// How the regions of an atlas are put into groups; one meaning wherever groups are asked for.
public enum RegionGrouping: String, Choosable {
    /// By the province that a region lies in.
    case province
    /// By cluster; a city of two clusters stands in both, one of none in no group.
    case cluster
    /// Anchors of any cluster, and all others.
    case anchor

    /// As titles say it.
    public var name: Remark {
        switch self {
        case .province: Remark("by province", "按省份")
        case .cluster: Remark("by cluster", "按城市群")
        case .anchor: Remark("anchors and others", "中心城市与其他")
        }
    }
}

/// Everything that a measure may be asked of.
extension Slot {
    /// One text of a table.
    private static func table(
        _ id: String, _ english: String, _ chinese: String, _ path: WritableKeyPath<Selection, String?> & Sendable,
        _ help: String, _ helpChinese: String, _ kind: SettingKind = .column, onAtlas: Setting<Selection>? = nil
    ) -> Slot {
        Slot(.text(id, english, chinese, path, kind, help: Remark(help, helpChinese)), onAtlas: onAtlas)
    }

    /// Columns or spans of columns; the values that are measured.
    public static let value = table(
        "value", "values", "数值列", \.value, "Column of values; several by commas, gdp* or 1929-2009.",
        "数值列；多列用逗号、gdp* 或 1929-2009。", .columns)
    /// Of the atlas.
    public static let indicator = atlas(
        .text(
            "indicator", "indicator", "指标", \.indicator, .indicator,
            help: Remark("Indicator of the atlas, or real_gdp; without a table.", "图集指标或 real_gdp；不用表格时。")))
    /// Of the atlas's figures.
    public static let level = atlas(
        .choice("level", "level", "层级", \.level, help: Remark("Without a table: cities or provinces.", "不用表格时：城市或省份。")))
    /// A column, or a grouping of the atlas.
    public static let group = table(
        "group", "groups", "分组", \.group, "Column of groups; on the atlas province, cluster or anchor.",
        "分组列；图集中为 province、cluster 或 anchor。",
        onAtlas: .text("group", "groups", "分组", \.group, .choice(RegionGrouping.choices)))
    /// A column, or an indicator of the atlas.
    public static let weight = table(
        "weight", "weights (heads)", "权重（人口）", \.weight,
        "Column of weights (heads); on the atlas an indicator.", "权重（人口）列；图集中为指标。",
        onAtlas: .text("weight", "weighted by", "加权", \.weight, .indicator))
    /// Who the rows are.
    public static let id = table(
        "id", "places", "地区列", \.id, "Column that names places; found if left out.", "地区名称列；缺省时自动识别。")
    /// A column, or a year or span of the atlas.
    public static let year = table(
        "year", "years", "年份", \.year, "Column of years; on the atlas a year or a span.", "年份列；图集中为年份或区间。",
        onAtlas: .text("year", "year or span", "年份或时段", \.year))
    /// Of a long table of regions and sectors.
    public static let sector = table(
        "sector", "sectors", "部门列", \.sector, "Column of sectors, in a long table of regions and sectors.", "长表中的部门列。")
    /// In degrees.
    public static let longitude = table(
        "longitude", "longitudes", "经度列", \.longitude, "Column of longitudes.", "经度列。")
    /// In degrees.
    public static let latitude = table("latitude", "latitudes", "纬度列", \.latitude, "Column of latitudes.", "纬度列。")
    /// Of cities.
    public static let population = table("population", "people", "人口列", \.population, "Column of people.", "人口列。")
    /// Of cities or regions.
    public static let product = table("product", "product", "产值列", \.product, "Column of product.", "产值列。")
    /// Further columns that explain growth.
    public static let controls = Slot(
        .texts(
            "controls", "controls", "控制变量", \.controls,
            help: Remark("Column of a control; may be given again.", "控制变量列；可重复给出。")), repeated: "control")
    /// Columns of strata.
    public static let factors = Slot(
        .texts(
            "factors", "factors", "因子", \.factors,
            help: Remark("Column of strata, or a number to cut; may be given again.", "分层列或待离散化的数值列；可重复给出。")),
        repeated: "factor")
    /// What inputs make.
    public static let outputs = table(
        "outputs", "outputs", "产出列", \.outputs, "Columns of outputs; inputs are the values.", "产出列；投入为数值列。", .columns)
    /// What inputs make besides.
    public static let undesirable = table(
        "undesirable", "undesirable outputs", "非期望产出列", \.undesirable, "Columns of undesirable outputs.", "非期望产出列。",
        .columns)
    /// Who is a neighbour of whom.
    public static let weights = both(
        .text(
            "weights", "neighbours", "邻接文件", \.weights, .file,
            help: Remark("Neighbours: GAL, or a table from,to[,weight].", "邻接：GAL，或 from,to[,weight] 表。")))
    /// Of all industries by region.
    public static let totals = table(
        "totals", "totals", "总量文件", \.totals, "Employment of all industries by region.", "各地区全部行业就业。", .file)
    /// Between places.
    public static let flows = both(
        .text("flows", "flows", "流量文件", \.flows, .file, help: Remark("Flows from,to,flow.", "流量 from,to,flow。")))
    /// Between places.
    public static let distances = table(
        "distances", "distances", "距离文件", \.distances, "Distances from,to,distance, in place of kilometres.",
        "距离 from,to,distance，替代球面公里。", .file)
    /// What the question is about.
    public static let places = both(
        .texts(
            "places", "places", "地区", \.places, .places,
            help: Remark("A region, a centre, one of two cities; may be given again.", "地区、中心或两城之一；可重复给出。")),
        repeated: "place")
    /// Only complete places.
    public static let balanced = both(
        .flag(
            "balanced", "only complete places", "仅完整地区", \.balanced,
            help: Remark("Only places with a value in every year.", "仅含各年均有数值的地区。")))

    /// Every slot, in the order in which faces show them.
    public static let all: [Slot] = [
        value, indicator, level, group, weight, id, year, sector, longitude, latitude, population, product, controls,
        factors, outputs, undesirable, weights, totals, flows, distances, places, balanced,
    ]
}

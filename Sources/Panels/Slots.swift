public import Asking
import Atlas

extension FigureLevel: Choosable {
    public var name: Remark {
        switch self {
        case .prefecture: Remark("cities", "地级及以上城市")
        case .province: Remark("provinces", "省份")
        }
    }
}

/// How the regions of an atlas are put into groups; one meaning wherever groups are asked for.
public enum RegionGrouping: String, Choosable {
    /// By the province that a region lies in.
    case province
    /// By cluster; a city of two clusters stands in both, one of none in no group.
    case cluster
    /// Anchors of any cluster, and all others.
    case anchor

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
    public static let value = Slot(
        .text(
            "value", "values", "数值列", \.value, .columns,
            help: Remark("Column of values; several by commas, gdp* or 1929-2009.", "数值列；多列用逗号、gdp* 或 1929-2009。")))
    public static let indicator = Slot(
        .text(
            "indicator", "indicator", "指标", \.indicator,
            help: Remark("Indicator of the atlas, or real_gdp; without a table.", "图集指标或 real_gdp；不用表格时。")),
        ofTable: false, ofAtlas: true)
    public static let level = Slot(
        .choice("level", "level", "层级", \.level, help: Remark("Without a table: cities or provinces.", "不用表格时：城市或省份。")),
        ofTable: false, ofAtlas: true)
    public static let group = Slot(
        .text(
            "group", "groups", "分组", \.group, .column,
            help: Remark(
                "Column of groups; on the atlas province, cluster or anchor.", "分组列；图集中为 province、cluster 或 anchor。")),
        ofAtlas: true)
    public static let weight = Slot(
        .text(
            "weight", "weights (heads)", "权重（人口）", \.weight, .column,
            help: Remark("Column of weights (heads); on the atlas an indicator.", "权重（人口）列；图集中为指标。")),
        ofAtlas: true)
    public static let id = Slot(
        .text(
            "id", "places", "地区列", \.id, .column,
            help: Remark("Column that names places; found if left out.", "地区名称列；缺省时自动识别。")))
    public static let year = Slot(
        .text(
            "year", "years", "年份", \.year, .column,
            help: Remark("Column of years; on the atlas a year or a span.", "年份列；图集中为年份或区间。")), ofAtlas: true)
    public static let sector = Slot(
        .text(
            "sector", "sectors", "部门列", \.sector, .column,
            help: Remark("Column of sectors, in a long table of regions and sectors.", "长表中的部门列。")))
    public static let longitude = Slot(
        .text("longitude", "longitudes", "经度列", \.longitude, .column, help: Remark("Column of longitudes.", "经度列。")))
    public static let latitude = Slot(
        .text("latitude", "latitudes", "纬度列", \.latitude, .column, help: Remark("Column of latitudes.", "纬度列。")))
    public static let population = Slot(
        .text("population", "people", "人口列", \.population, .column, help: Remark("Column of people.", "人口列。")))
    public static let product = Slot(
        .text("product", "product", "产值列", \.product, .column, help: Remark("Column of product.", "产值列。")))
    public static let controls = Slot(
        .texts(
            "controls", "controls", "控制变量", \.controls,
            help: Remark("Column of a control; may be given again.", "控制变量列；可重复给出。")), repeated: "control")
    public static let factors = Slot(
        .texts(
            "factors", "factors", "因子", \.factors,
            help: Remark("Column of strata, or a number to cut; may be given again.", "分层列或待离散化的数值列；可重复给出。")),
        repeated: "factor")
    public static let outputs = Slot(
        .text(
            "outputs", "outputs", "产出列", \.outputs, .columns,
            help: Remark("Columns of outputs; inputs are the values.", "产出列；投入为数值列。")))
    public static let undesirable = Slot(
        .text(
            "undesirable", "undesirable outputs", "非期望产出列", \.undesirable, .columns,
            help: Remark("Columns of undesirable outputs.", "非期望产出列。")))
    public static let weights = Slot(
        .text(
            "weights", "neighbours", "邻接文件", \.weights, .file,
            help: Remark("Neighbours: GAL, or a table from,to[,weight].", "邻接：GAL，或 from,to[,weight] 表。")),
        ofAtlas: true)
    public static let totals = Slot(
        .text(
            "totals", "totals", "总量文件", \.totals, .file,
            help: Remark("Employment of all industries by region.", "各地区全部行业就业。")))
    public static let flows = Slot(
        .text("flows", "flows", "流量文件", \.flows, .file, help: Remark("Flows from,to,flow.", "流量 from,to,flow。")),
        ofAtlas: true)
    public static let distances = Slot(
        .text(
            "distances", "distances", "距离文件", \.distances, .file,
            help: Remark("Distances from,to,distance, in place of kilometres.", "距离 from,to,distance，替代球面公里。")))
    public static let places = Slot(
        .texts(
            "places", "places", "地区", \.places, .places,
            help: Remark("A region, a centre, one of two cities; may be given again.", "地区、中心或两城之一；可重复给出。")),
        ofAtlas: true, repeated: "place")
    public static let balanced = Slot(
        .flag(
            "balanced", "only complete places", "仅完整地区", \.balanced,
            help: Remark("Only places with a value in every year.", "仅含各年均有数值的地区。")))

    /// Every slot, in the order in which faces show them.
    public static let all: [Slot] = [
        value, indicator, level, group, weight, id, year, sector, longitude, latitude, population, product, controls,
        factors, outputs, undesirable, weights, totals, flows, distances, places, balanced,
    ]
}

public import Asking
public import Measures
public import Panels

/// How evenly cities share size, and with flows their links.
public struct PolycentricityMeasure: CitySystemMeasure {
    /// Names and words.
    public static let about = About(
        "polycentricity", "Polycentricity", "多中心度", "how evenly cities share size, and with flows their links",
        "城市规模与联系的均衡程度")
    /// What it is asked of.
    public static let slots: [Slot] = [.value, .group, .weight, .id, .year, .flows, .balanced]
    /// Keys for machines, heads for people.
    public static let columns: [Column<Polycentricity>] = [
        .number("morphological", "morphological", "形态多中心度", \.morphological),
        .number("morphologicalSlope", "slope of the largest", "前列城市斜率", \.morphologicalSlope),
        .number("functional", "functional", "功能多中心度", \.functional),
        .number("density", "density of links", "联系密度", \.density),
    ]

    /// With the usual settings.
    public init() {}

    /// One period, or one group of cities.
    public func found(in cities: [Panel.Entry], of panel: Panel) throws(MeasureError) -> Polycentricity {
        let flows = panel.flows.map { all in cities.map { from in cities.map { all[from.place][$0.place] ?? 0 } } }
        return try polycentricity(of: cities.map(\.value), flows: flows)
    }
}

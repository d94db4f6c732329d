public import Asking
public import Measures
public import Panels

/// The largest over the next: two, four and eleven cities.
public struct PrimacyMeasure: CitySystemMeasure {
    /// Names and words.
    public static let about = About(
        "primacy", "Primacy", "首位度", "the largest over the next: two, four and eleven cities", "二城、四城与十一城指数")
    /// Keys for machines, heads for people.
    public static let columns: [Column<Primacy>] = [
        .number("twoCity", "S2", "二城指数", \.twoCity), .number("fourCity", "S4", "四城指数", \.fourCity),
        .number("elevenCity", "S11", "十一城指数", \.elevenCity),
        .number("shareOfLargest", "share of the largest", "首位城市占比", \.shareOfLargest),
    ]

    /// With the usual settings.
    public init() {}

    /// One period, or one group of cities.
    public func found(in cities: [Panel.Entry], of panel: Panel) throws(MeasureError) -> Primacy {
        try primacy(of: cities.map(\.value))
    }
}

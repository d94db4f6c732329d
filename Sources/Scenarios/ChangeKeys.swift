public import Asking
public import Atlases

/// Keys that several kinds of change have.
/// The unit of keys that hold money: the atlas's currency, whatever it is.
public let money = "money"

extension Setting where Question: Change {
    /// Where something comes from.
    ///
    /// - Parameter which: which city that is, as the page asks a person to click it.
    public static func from(_ path: Path<String>, _ which: Remark) -> Self {
        .text("from", "From", "起点", path, .place, help: which)
    }

    /// The same where it may come from nowhere.
    public static func from(_ path: Path<String?>, _ which: Remark) -> Self {
        .text("from", "From", "起点", path, .place, help: which)
    }

    /// Where it goes.
    public static func to(_ path: Path<String>, _ which: Remark) -> Self {
        .text("to", "To", "终点", path, .place, help: which)
    }

    /// Several places, at least one.
    public static func places(_ path: Path<[String]>) -> Self {
        .texts(
            "places", "Places", "城市", path, .places, required: true,
            help: Remark("the cities that it is about", "所涉及的城市"))
    }

    /// What something is multiplied with.
    ///
    /// - Parameter tried: what a person would try.
    public static func factor(_ path: Path<Double>, tried: ClosedRange<Double>, by step: Double = 0.01) -> Self {
        .number("factor", "Factor", "倍数", path, in: 0.01...100, unit: "×", required: true).dragged(tried, by: step)
    }

    /// Money a year, in the atlas's currency.
    public static func amount(_ path: Path<Double>) -> Self {
        .number("amount", "Amount a year", "每年金额", path, in: 0...1e14, unit: money, required: true).dragged(
            1e8...5e10, by: 1e8)
    }

    /// A levy's part of the price.
    public static func rate(_ path: Path<Double>, tried: ClosedRange<Double>, by step: Double) -> Self {
        .number("rate", "Rate, % of the price", "税率（占价格 %）", path, in: -0.5...5, unit: "share", required: true)
            .dragged(tried, by: step)
    }

    /// One sector, or all.
    public static func sector(_ path: Path<String?>) -> Self {
        .text("sector", "Sector", "部门", path, .sector, help: Remark("every sector", "全部部门"))
    }

    /// One sector that must be named.
    public static func sector(_ path: Path<String>) -> Self { .text("sector", "Sector", "部门", path, .sector) }

    /// Railway or road.
    public static func mode(_ path: Path<ScenarioMode>) -> Self {
        .choice("mode", "Kind", "类型", path, required: true)
    }
}

/// Railway or road.
public enum ScenarioMode: String, Choosable {
    case rail, road

    /// What a person calls it.
    public var name: Remark {
        switch self {
        case .rail: Remark("railway", "铁路")
        case .road: Remark("road", "公路")
        }
    }
}

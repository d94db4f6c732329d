public import Asking
import Atlases
import Transport

/// How nearness is measured.
public struct AccessSettings: Askable {
    /// A measure of accessibility by its name.
    public enum Measure: String, Choosable {
        case weightedMeanTime, potential, daily, cumulative, floatingCatchment

        /// What people call it.
        public var name: Remark {
            switch self {
            case .weightedMeanTime: Remark("mean hours to everything", "加权平均时间")
            case .potential: Remark("potential", "可达潜力")
            case .daily: Remark("others within the hours", "时限内他城")
            case .cumulative: Remark("all within the hours, its own included", "时限内（含本市）")
            case .floatingCatchment: Remark("floating catchment", "两步移动搜索")
            }
        }
    }

    /// How what lies far away counts less.
    public enum Fading: String, Choosable { case power, exponential, gaussian }

    /// Which of them.
    public var measure: Measure = .weightedMeanTime
    /// Of a potential or inside a catchment; nil for a power, or none.
    public var decay: Fading?
    /// The power p of a potential.
    public var power = 1.0
    /// Hours within which daily, cumulative and floatingCatchment count, or over which a potential fades.
    public var hours: Double?
    /// On the atlas: a city's own mass counts too, at the hours inside it.
    public var own = false
    /// On the atlas: goods by road, instead of passengers.
    public var goods = false
    /// Money an hour; fares then count beside time.
    public var valueOfTime: Double?

    /// As it stands where nobody says anything.
    public init() {}

    /// What it may be told; a face offers these and no others.
    public static let settings: [Setting<AccessSettings>] = [
        .choice(
            "measure", "measure", "指标", \.measure, required: true,
            help: Remark(
                "weightedMeanTime, potential, daily, cumulative, or over a network of your own floatingCatchment.",
                "weightedMeanTime、potential、daily、cumulative，自备路网另有 floatingCatchment。")),
        .choice(
            "decay", "decay", "衰减", \.decay,
            help: Remark("With potential or floatingCatchment.", "用于 potential 或 floatingCatchment。")),
        .number(
            "power", "power", "幂", \.power, in: .leastNonzeroMagnitude...10,
            help: Remark("The power p of a potential.", "引力的幂 p。")),
        .number(
            "hours", "hours", "小时数", \.hours, in: .leastNonzeroMagnitude...1e6,
            unit: "hours",
            help: Remark(
                """
                Hours within which daily, cumulative and floatingCatchment count, or over which a potential fades.
                """, "daily、cumulative、floatingCatchment 的时限，或引力衰减的小时数。")),
        .flag(
            "own", "own mass counts", "计入自身", \.own,
            help: Remark(
                "On the atlas: a city's own mass counts too, at the hours inside it.", "地图集：自身按市内时间计入。")),
        .flag(
            "goods", "goods", "货运", \.goods,
            help: Remark("On the atlas: goods by road, instead of passengers.", "地图集：公路货运，而非客运。")),
        .valueOfTime(\.valueOfTime),
    ]

    /// - Throws: a problem of use where hours are needed and none are given.
    func check() throws(Problem) {
        let needsHours: Bool =
            switch measure {
            case .weightedMeanTime: false
            case .potential: decay == .exponential || decay == .gaussian
            case .daily, .cumulative, .floatingCatchment: true
            }
        if needsHours && hours == nil {
            throw Problem(
                .use, "{hours}: \(measure.rawValue) needs it, such as {hours} 3",
                "{hours}：\(measure.rawValue) 需要它，例如 {hours} 3")
        }
    }

    var chosen: AccessibilityMeasure {
        switch measure {
        case .weightedMeanTime: .weightedMeanTime
        case .daily: .daily(hours: hours ?? 1)
        case .cumulative, .floatingCatchment: .cumulative(hours: hours ?? 1)
        case .potential: .potential(decay(.power, over: hours ?? 1))
        }
    }

    /// A decay inside a catchment; a third of its width where it is a bell or falls exponentially. Nil counts all
    /// alike.
    var catchmentDecay: Decay? { decay.map { decay($0, over: (hours ?? 1) / 3) } }

    private func decay(_ standard: Fading, over width: Double) -> Decay {
        switch decay ?? standard {
        case .power: .power(power)
        case .exponential: .exponential(hours: width)
        case .gaussian: .gaussian(hours: width)
        }
    }
}

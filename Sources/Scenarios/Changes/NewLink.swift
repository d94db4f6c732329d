public import Asking
public import Atlases

/// A railway or road used in both directions; a faster one beside an old one upgrades it.
public struct NewLink: LinkChange {
    /// Its key, its names and what it does.
    public static let about = About(
        "link", "Line", "线路", "A new line, both ways; a faster one beside an old one upgrades it.",
        "新建双向线路；更快的线路可提升原有线路。")
    /// What it says.
    public static let keys: [Setting<Self>] = [
        .from(\.from, Remark("the first city, or search for it", "第一个城市，或搜索")),
        .to(\.to, Remark("the next city", "下一个城市")),
        .mode(\.mode),
        .number(
            "speedKmh", "Design speed, km/h", "设计速度（公里/小时）", \.speedKmh, in: 10...1_500, unit: "km/h", required: true
        ).dragged(60...600, by: 5),
        .number(
            "lengthKm", "Length, km", "长度（公里）", \.lengthKm, in: 0.1...10_000, unit: "km",
            help: Remark("1.1 × great circle", "直线距离 × 1.1")),
        .number(
            "cost", "Cost", "投资", \.cost, in: 0...1e14, unit: money,
            help: Remark("not given", "未给出")),
    ]
    /// What earlier scenarios call the cost.
    public static let yuanKeys = ["costYuan": "cost"]
    /// What a chip says.
    public static let short = Remark("{mode} {from} – {to}, {speedKmh} km/h", "{mode} {from} – {to}，{speedKmh} 公里/小时")
    /// Where the page offers it.
    public static let tool = ChangeTool.button

    /// Code of the place where it begins.
    public var from = ""
    /// Code of the place where it ends.
    public var to = ""
    /// Railway or road.
    public var mode = ScenarioMode.rail
    /// Design speed.
    public var speedKmh = 350.0
    /// Nil: 1.1 × great circle.
    public var lengthKm: Double?
    /// In the atlas's currency; nil: not given.
    public var cost: Double?

    /// As it begins; places are still missing.
    public init() {}

    /// All that it says.
    public init(
        from: String, to: String, mode: ScenarioMode, speedKmh: Double, lengthKm: Double? = nil, cost: Double? = nil
    ) {
        (self.from, self.to, self.mode) = (from, to, mode)
        (self.speedKmh, self.lengthKm, self.cost) = (speedKmh, lengthKm, cost)
    }

    /// What it does, in words with holes.
    public var sentence: Remark {
        let length =
            lengthKm == nil
            ? Remark(", length 1.1 × great circle", "，长度按直线距离的 1.1 倍") : Remark(", {lengthKm} km", "，{lengthKm} 公里")
        let priced =
            cost == nil ? Remark("; cost not given", "；投资未给出") : Remark("; cost {cost}", "；投资 {cost}")
        return Remark(
            "New {mode} {from}–{to}, design speed {speedKmh} km/h\(length.english)\(priced.english)",
            "新建{mode} {from}—{to}，设计速度 {speedKmh} 公里/小时\(length.chinese)\(priced.chinese)")
    }

    /// What stands on a map.
    public var marks: [Mark] { [.line(from: from, to: to, isTakenAway: false)] }

    /// Changes the links.
    public func edit(_ network: inout StudyNetwork) throws(ScenarioError) { try network.add(self) }

    /// Applies it; false if it changes nothing.
    public func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool {
        let touched = try applied.editNetwork(self, study)
        applied.costs.append(cost)
        return touched
    }
}

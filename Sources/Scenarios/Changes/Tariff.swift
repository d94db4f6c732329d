public import Asking
public import Atlases

/// What imports from the rest of the world pay more than in the base year.
public struct Tariff: Change {
    /// Its key, its names and what it does.
    public static let about = About(
        "tariff", "Tariff on imports", "进口关税",
        "What imports from the rest of the world pay more than in the base year.",
        "自国外购入的产品在基年之上多付的关税。")
    /// What it says.
    public static let keys: [Setting<Self>] = [
        .texts(
            "places", "Places", "城市", \.places, .places,
            help: Remark("null, empty or left out: every place", "未指明时为所有城市")),
        .rate(\.rate, tried: -0.2...0.5, by: 0.01), .sector(\.sector),
    ]
    /// What a chip says.
    public static let short = Remark("Tariff on imports {rate}[ {places}]", "进口关税 {rate}[ {places}]")

    /// Empty for every place.
    public var places: [String] = []
    /// Part of the price.
    public var rate = 0.1
    /// Nil for every sector.
    public var sector: String?

    /// As it begins; places are still missing.
    public init() {}

    /// All that it says.
    public init(places: [String] = [], rate: Double, sector: String? = nil) {
        (self.places, self.rate, self.sector) = (places, rate, sector)
    }

    /// Whether it is about the rest of the world.
    public var needsWorld: Bool { true }
    /// Whether only the whole model answers it.
    public var needsWholeModel: Bool { true }

    /// What it does, in words with holes.
    public var sentence: Remark {
        let whose = places.isEmpty ? Remark("every place", "所有城市") : Remark("{places}", "{places}")
        return Remark(
            "Tariff on what \(whose.english) buys from the rest of the world[ ({sector})]: {rate}",
            "\(whose.chinese)自国外购入[（{sector}）]的关税：{rate}")
    }

    /// A rate that few have.
    public func warnings(in study: Study) -> [Remark] { rateWarnings(rate) }

    /// Applies it; false if it changes nothing.
    public func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool {
        let world = try study.foundWorld()
        var importers = places.isEmpty ? Set(study.places.indices) : []
        for code in places { importers.insert(try study.place(code)) }
        applied.remarks.append(
            Remark(
                """
                The tariff comes on top of those of the base year, which stand in what is paid and are not \
                known. Its revenue goes to wages everywhere, which real income before tax leaves out and welfare \
                holds.
                """,
                "该关税叠加于基年关税之上；基年关税已含在支付额中，其数额未知。税收收入按工资返还全国：税前实际收入不含此项，福利包含此项。"))
        return applied.multiply(\.levies, of: try study.sectorNumbers(sector), by: 1 + rate) {
            importers.contains($0) && $1 == world
        }
    }
}

public import Asking
public import Atlases

/// What buyers of goods made in some places pay to the national budget; below zero a subsidy out of it.
public struct Tax: Change {
    /// Its key, its names and what it does.
    public static let about = About(
        "tax", "Tax or subsidy", "税收或补贴",
        "What buyers of goods made in the places pay to the national budget; below zero a subsidy.",
        "购买所列城市产品者向全国预算缴纳的税；为负则为补贴。")
    /// What it says.
    public static let keys: [Setting<Self>] = [
        .places(\.places), .rate(\.rate, tried: -0.3...0.3, by: 0.005), .sector(\.sector),
    ]
    /// What a chip says.
    public static let short = Remark("Tax or subsidy {rate} {places}", "税收或补贴 {rate} {places}")

    /// Codes.
    public var places: [String] = []
    /// Part of the price.
    public var rate = -0.05
    /// Nil for every sector.
    public var sector: String?

    /// As it begins; places are still missing.
    public init() {}

    /// All that it says.
    public init(places: [String], rate: Double, sector: String? = nil) {
        (self.places, self.rate, self.sector) = (places, rate, sector)
    }

    /// Whether only the whole model answers it.
    public var needsWholeModel: Bool { true }

    /// What it does, in words with holes.
    public var sentence: Remark {
        rate < 0
            ? Remark(
                "Subsidy on what is made in {places}[ ({sector})]: {-rate} of its price",
                "对{places}的产品[（{sector}）]补贴：价格的 {-rate}")
            : Remark(
                "Tax on what is made in {places}[ ({sector})]: {rate} of its price",
                "对{places}的产品[（{sector}）]征税：价格的 {rate}")
    }

    /// A rate that few have.
    public func warnings(in study: Study) -> [Remark] { rateWarnings(rate) }

    /// Applies it; false if it changes nothing.
    public func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool {
        var producers = Set<Int>()
        for code in places { producers.insert(try study.place(code)) }
        applied.remarks.append(
            Remark(
                """
                The tax is on what is sold, on top of the base year's; it is paid into, a subsidy out of, one \
                national budget that taxes wages everywhere, which real income before tax leaves out and welfare \
                holds.
                """,
                "该税按销售额征收，叠加于基年税制之上；税收并入（补贴出自）全国统一预算，由各地工资税平衡：税前实际收入不含此项，福利包含此项。"))
        return applied.multiply(\.levies, of: try study.sectorNumbers(sector), by: 1 + rate) { _, producer in
            producers.contains(producer)
        }
    }
}

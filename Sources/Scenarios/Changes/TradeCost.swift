public import Asking
public import Atlases

/// Which direction of trade a change is about, seen from its places.
public enum TradeDirection: String, Choosable {
    case both
    case `import`
    case export

    /// What a person calls it.
    public var name: Remark {
        switch self {
        case .both: Remark("both directions", "双向")
        case .import: Remark("purchases only", "仅购入")
        case .export: Remark("sales only", "仅售出")
        }
    }
}

/// With whom trade gets cheaper or dearer.
public enum TradePartners: String, Choosable {
    /// Every other modelled place: the domestic lever, not a free-trade zone's.
    case domestic
    /// Only the other places of the same change.
    case places
    /// The rest of the world, which the whole model has.
    case world

    /// What a person calls it.
    public var name: Remark {
        switch self {
        case .domestic: Remark("every other domestic place", "国内其他所有城市")
        case .places: Remark("one another", "彼此之间")
        case .world: Remark("the rest of the world", "国外")
        }
    }
}

/// What trade with other places, or with the rest of the world, costs.
public struct TradeCost: Change {
    /// Its key, its names and what it does.
    public static let about = About(
        "tradeCost", "Zone", "特区",
        "The cost of trade is multiplied: of domestic trade, or with the rest of the world (whole model).",
        "贸易成本乘以倍数：国内贸易，或与国外的贸易（完整模型）。", aliases: ["zone"])
    /// What it says.
    public static let keys: [Setting<Self>] = [
        .places(\.places), .choice("with", "Trade with", "贸易对象", \.partners, required: true),
        .factor(\.factor, tried: 0.5...1.5), .choice("direction", "Direction", "方向", \.direction), .sector(\.sector),
    ]
    /// What a chip says.
    public static let short = Remark("Zone: cheaper trade {places} × {factor}", "特区：贸易成本 {places} × {factor}")
    /// Where the page offers it.
    public static let tool = ChangeTool.button

    /// Codes.
    public var places: [String] = []
    /// With whom.
    public var partners = TradePartners.domestic
    /// Above 1 for more.
    public var factor = 0.9
    /// Seen from the places.
    public var direction = TradeDirection.both
    /// Nil for every sector.
    public var sector: String?

    /// As it begins; places are still missing.
    public init() {}

    /// All that it says.
    public init(
        places: [String], with partners: TradePartners, factor: Double, direction: TradeDirection = .both,
        sector: String? = nil
    ) {
        (self.places, self.partners, self.factor) = (places, partners, factor)
        (self.direction, self.sector) = (direction, sector)
    }

    /// Whether it is about the rest of the world.
    public var needsWorld: Bool { partners == .world }
    /// Whether only the whole model answers it.
    public var needsWholeModel: Bool { needsWorld || sector != nil }

    /// What it does, in words with holes.
    public var sentence: Remark {
        let cost = needsWorld ? Remark("Trade cost", "贸易成本") : Remark("Domestic trade cost", "国内贸易成本")
        return Remark(
            "\(cost.english) of {places} with {with}[ ({sector})] × {factor} ({direction})",
            "{places}与{with}的\(cost.chinese)[（{sector}）] × {factor}（{direction}）")
    }

    /// Applies it; false if it changes nothing.
    public func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool {
        var members = Set<Int>()
        for code in places { members.insert(try study.place(code)) }
        let world = needsWorld ? try study.foundWorld() : study.world
        let sectors = try study.sectorNumbers(sector)
        let touched = applied.multiply(\.tradeCost, of: sectors, by: factor) { consumer, producer in
            let abroad = consumer == world || producer == world
            if consumer == producer || abroad != needsWorld { return false }
            let (imports, exports) = (members.contains(consumer), members.contains(producer))
            if partners == .places && !(imports && exports) { return false }
            switch direction {
            case .both: return imports || exports
            case .import: return imports
            case .export: return exports
            }
        }
        if !needsWorld && study.modelChoice.kind == .oneSector {
            applied.remarks.append(
                Remark(
                    """
                    The cut in trade cost is a domestic one: there is no rest of the world in this model, so it \
                    is not what a free-trade zone does.
                    """,
                    "贸易成本的变化仅指国内贸易：本模型没有国外部门，因此它不等于自贸区的作用。"))
        }
        return touched
    }
}

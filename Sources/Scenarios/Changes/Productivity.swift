public import Asking
public import Atlases

/// Value added per worker at the same prices.
public struct Productivity: Change {
    /// Its key, its names and what it does.
    public static let about = About("productivity", "Productivity", "生产率", "Productivity is multiplied.", "生产率乘以倍数。")
    /// What it says.
    public static let keys: [Setting<Self>] = [
        .places(\.places), .factor(\.factor, tried: 0.8...1.25, by: 0.005), .sector(\.sector),
    ]
    /// What a chip says.
    public static let short = Remark("Productivity {places} × {factor}", "生产率 {places} × {factor}")
    /// Where the page offers it.
    public static let tool = ChangeTool.button

    /// Codes.
    public var places: [String] = []
    /// Above 1 for more.
    public var factor = 1.05
    /// Nil for every sector.
    public var sector: String?

    /// As it begins; places are still missing.
    public init() {}

    /// All that it says.
    public init(places: [String], factor: Double, sector: String? = nil) {
        (self.places, self.factor, self.sector) = (places, factor, sector)
    }

    /// Whether only the whole model answers it.
    public var needsWholeModel: Bool { sector != nil }

    /// What it does, in words with holes.
    public var sentence: Remark {
        Remark("Productivity of {places}[ ({sector})] × {factor}", "{places}的生产率[（{sector}）] × {factor}")
    }

    /// Applies it; false if it changes nothing.
    public func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool {
        let sectors = try study.sectorNumbers(sector)
        for code in places {
            let place = try study.place(code)
            for number in sectors { applied.productivity[place][number] *= factor }
        }
        return factor != 1
    }
}

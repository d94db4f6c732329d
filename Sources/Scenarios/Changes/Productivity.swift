public import Asking
public import Atlas

/// Value added per worker at the same prices.
public struct Productivity: Change {
    public static let about = About("productivity", "Productivity", "生产率", "Productivity is multiplied.", "生产率乘以倍数。")
    public static let keys: [Setting<Self>] = [
        .places(\.places), .factor(\.factor, tried: 0.8...1.25, by: 0.005), .sector(\.sector),
    ]
    public static let short = Remark("Productivity {places} × {factor}", "生产率 {places} × {factor}")
    public static let tool = ChangeTool.button

    public var places: [String] = []
    public var factor = 1.05
    /// Nil for every sector.
    public var sector: String?

    public init() {}

    public init(places: [String], factor: Double, sector: String? = nil) {
        (self.places, self.factor, self.sector) = (places, factor, sector)
    }

    public var needsWholeModel: Bool { sector != nil }

    public var sentence: Remark {
        Remark("Productivity of {places}[ ({sector})] × {factor}", "{places}的生产率[（{sector}）] × {factor}")
    }

    public func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool {
        let sectors = try study.sectorNumbers(sector)
        for code in places {
            let place = try study.place(code)
            for number in sectors { applied.productivity[place][number] *= factor }
        }
        return factor != 1
    }
}

/// A sector of the whole model.
public struct Sector: Sendable, Equatable {
    /// For messages and tables.
    public var name: String
    /// θ_j.
    public var tradeElasticity: Double
    /// b_j: share of labour in cost.
    public var labourShare: Double
    /// h_j: share of land.
    public var landShare: Double
    /// g_jk: share of each sector's goods as inputs; b + h + Σg = 1.
    public var inputShares: [Double]
    /// ψ_j: share in people's spending on goods.
    public var consumptionShare: Double
    /// α_j: productivity gained per cent of (private) workers in the sector.
    public var agglomeration: Double
    /// Whether firms enter as workers come (Krugman 1980): a place's varieties grow with its workers, so that more
    /// people make goods cheaper by 1/θ per cent; otherwise more people are more labour only.
    public var firmsEnter: Bool

    /// Without land, agglomeration and entry unless said; checked with the other sectors of the model.
    public init(
        name: String, tradeElasticity: Double, labourShare: Double, landShare: Double = 0, inputShares: [Double],
        consumptionShare: Double,
        agglomeration: Double = 0, firmsEnter: Bool = false
    ) {
        self.name = name
        self.tradeElasticity = tradeElasticity
        self.labourShare = labourShare
        self.landShare = landShare
        self.inputShares = inputShares
        self.consumptionShare = consumptionShare
        self.agglomeration = agglomeration
        self.firmsEnter = firmsEnter
    }

    /// Per cent by which cost falls with each per cent of workers.
    var scaleElasticity: Double { agglomeration + (firmsEnter ? 1 / tradeElasticity : 0) }
}

/// Who gets the rent of land and housing.
public enum LandOwnership: String, Sendable, CaseIterable {
    /// All who live there, alike.
    case residents
    /// Those registered there who stayed: leaving forfeits it (Tombe & Zhu 2019).
    case stayers
    /// All who are registered there, wherever they live: the land reform of Tombe & Zhu.
    case registered
}

/// The elasticities and shares of the whole model.
public struct SectorParameters: Sendable, Equatable {
    /// In one order throughout: that of every list by sector.
    public var sectors: [Sector]
    /// ε.
    public var migrationElasticity: Double
    /// μ: share of spending on goods; the rest is housing.
    public var goodsShare: Double

    /// Checked when an economy is made, not here.
    public init(sectors: [Sector], migrationElasticity: Double, goodsShare: Double) {
        self.sectors = sectors
        self.migrationElasticity = migrationElasticity
        self.goodsShare = goodsShare
    }

    func check() throws(EquilibriumError) {
        func expect(_ sound: Bool, _ name: String, _ value: Double, _ expected: String) throws(EquilibriumError) {
            if !sound { throw .badParameter(name: name, value: value, expected: expected) }
        }
        if sectors.isEmpty { throw .badShape("a model without sectors") }
        try expect(
            migrationElasticity > 0 && migrationElasticity.isFinite, "migrationElasticity", migrationElasticity,
            "above 0")
        try expect(goodsShare > 0 && goodsShare <= 1, "goodsShare", goodsShare, "in (0, 1]")
        for sector in sectors {
            let name = sector.name
            try expect(
                sector.tradeElasticity > 0 && sector.tradeElasticity.isFinite, "\(name): θ", sector.tradeElasticity,
                "above 0")
            try expect(
                sector.labourShare > 0 && sector.labourShare <= 1, "\(name): labour share", sector.labourShare,
                "in (0, 1]")
            try expect(
                sector.landShare >= 0 && sector.landShare < 1, "\(name): land share", sector.landShare, "in [0, 1)")
            try expect(sector.consumptionShare >= 0, "\(name): consumption share", sector.consumptionShare, "0 or more")
            try expect(
                sector.agglomeration >= 0 && sector.agglomeration.isFinite, "\(name): α", sector.agglomeration,
                "0 or more")
            if sector.inputShares.count != sectors.count {
                throw .badShape("\(name): \(sector.inputShares.count) input shares for \(sectors.count) sectors")
            }
            for share in sector.inputShares { try expect(share >= 0, "\(name): an input share", share, "0 or more") }
            let sum = sector.inputShares.reduce(sector.labourShare + sector.landShare, +)
            try expect(abs(sum - 1) < 1e-9, "\(name): labour, land and input shares", sum, "a sum of 1")
        }
        let sum = sectors.reduce(0) { $0 + $1.consumptionShare }
        try expect(abs(sum - 1) < 1e-9, "consumption shares", sum, "a sum of 1")
    }
}

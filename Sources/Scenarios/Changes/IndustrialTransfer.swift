public import Asking
public import Atlases

/// A share of a place's firms of a sector move to another and keep their customers' taste for what they make.
public struct IndustrialTransfer: Change {
    /// Its key, its names and what it does.
    public static let about = About(
        "industrialTransfer", "Industrial transfer", "产业转移", "A share of a place's firms of a sector move to another.",
        "一地某部门一定比例的企业迁往另一地。")
    /// What it says.
    public static let keys: [Setting<Self>] = [
        .from(\.from, Remark("the city that firms leave", "企业迁出的城市")),
        .to(\.to, Remark("the city they move to", "迁入城市")),
        .number("share", "Firms that move, %", "迁移企业比例（%）", \.share, in: 0...0.9, unit: "share", required: true)
            .dragged(0.01...0.5, by: 0.01),
        .sector(\.sector),
    ]
    /// What a chip says.
    public static let short = Remark("{share} Industrial transfer: {from} → {to}", "{share} 产业转移：{from} → {to}")

    /// Code of the place where it begins.
    public var from = ""
    /// Code of the place where it ends.
    public var to = ""
    /// From 0 to 1.
    public var share = 0.1
    /// Id of a sector of the atlas.
    public var sector = "industry"

    /// As it begins; places are still missing.
    public init() {}

    /// All that it says.
    public init(from: String, to: String, share: Double, sector: String) {
        (self.from, self.to, self.share, self.sector) = (from, to, share, sector)
    }

    /// Whether only the whole model answers it.
    public var needsWholeModel: Bool { true }

    /// What it does, in words with holes.
    public var sentence: Remark {
        Remark("{share} of the firms of {from} move to {to} ({sector})", "{from}{share} 的企业（{sector}）迁至{to}")
    }

    /// At the base year's costs the destination sells as much more as the origin sells less.
    public func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool {
        let (origin, destination) = try study.places(from, to, of: kind)
        guard let whole = study.whole else { return false }
        let number = try study.sectorNumbers(sector)[0]
        let sales = whole.model.economy.sales
        let there = sales[destination][number]
        if !(there > 0) {
            throw ScenarioError(
                """
                industrialTransfer: \(study.places[destination].region.nameEnglish) (\(to)) sells nothing of \
                \(sector) in the base year, so nothing says at what cost firms would produce there
                """,
                """
                industrialTransfer：\(study.places[destination].region.shortName)（\(to)）基年没有\
                \(sector) 的产出，无从得知企业在那里的成本
                """)
        }
        let moved = share * applied.firms[origin][number] * sales[origin][number]
        applied.firms[origin][number] *= 1 - share
        applied.firms[destination][number] += moved / there
        applied.remarks.append(
            Remark(
                """
                Industrial transfer moves firms with what they know and whom they sell to; moving itself costs \
                nothing here, and workers follow or not as wages have it.
                """,
                "产业转移指企业连同其技术与客户一起迁移；迁移本身在此不计成本，劳动力是否跟随取决于工资。"))
        return share > 0
    }
}

public import Asking
public import Atlases

/// What the government buys every year, moved from one place to another, or new.
public struct Purchases: Change {
    /// Its key, its names and what it does.
    public static let about = About(
        "purchases", "Public purchases", "政府采购",
        """
        What the government buys every year, moved from one place to another, or new and paid by a tax where from is \
        left out; at most 30 % of a place's product.
        """, "政府每年的采购由一地转至另一地；不写起点则为新增，由工资税负担；不超过当地产出的 30%。")
    /// What it says.
    public static let keys: [Setting<Self>] = [
        .from(\.from, Remark("the city in which the government buys less", "政府减少采购的城市")),
        .to(\.to, Remark("the city in which it buys more", "政府增加采购的城市")), .amount(\.amount), .sector(\.sector),
    ]
    /// What earlier scenarios call the amount.
    public static let yuanKeys = ["yuan": "amount"]
    /// What a chip says.
    public static let short = Remark(
        "Public purchases: [{from} → ]{to}, {amount} a year", "政府采购：[{from} → ]{to}，{amount}/年")

    /// Nil where the purchases are new.
    public var from: String?
    /// Code of the place where it ends.
    public var to = ""
    /// Every year, in the atlas's currency.
    public var amount = 1e9
    /// Id of a sector of the atlas.
    public var sector = "services"

    /// As it begins; places are still missing.
    public init() {}

    /// All that it says.
    public init(from: String? = nil, to: String, amount: Double, sector: String) {
        (self.from, self.to, self.amount, self.sector) = (from, to, amount, sector)
    }

    /// Whether only the whole model answers it.
    public var needsWholeModel: Bool { true }

    /// What it does, in words with holes.
    public var sentence: Remark {
        from == nil
            ? Remark(
                """
                The government buys for {amount} a year more in {to} ({sector}), paid by a tax on wages everywhere
                """, "政府每年在{to}新增采购 {amount}（{sector}），由各地工资税负担")
            : Remark(
                "The government buys for {amount} a year in {to} instead of {from} ({sector})",
                "政府每年 {amount} 的采购（{sector}）由{from}转至{to}")
    }

    /// Applies it; false if it changes nothing.
    public func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool {
        let destination = try study.place(to)
        let number = try study.sectorNumbers(sector)[0]
        var bought = applied.purchases ?? (before: applied.noPurchases, after: applied.noPurchases)
        if let from {
            let origin = try study.places(from, to, of: kind).from
            bought.before[origin][number] += amount / 1e8
            try limit(bought.before, origin, study)
        }
        bought.after[destination][number] += amount / 1e8
        try limit(bought.after, destination, study)
        if amount == 0 { return false }
        applied.purchases = bought
        return true
    }

    private func limit(_ bought: [[Double]], _ place: Int, _ study: Study) throws(ScenarioError) {
        let (sum, output) = (bought[place].reduce(0, +), study.places[place].output.value)
        if sum > 0.3 * output {
            throw ScenarioError(
                """
                purchases: the government would buy for \(wholeNumber(sum)) at \
                \(study.places[place].region.nameEnglish) (\(study.places[place].code)), above 30 % of the \
                \(wholeNumber(output)) hundred million \(study.atlas.meaning.currency.name) it produces; buy less
                """,
                """
                purchases：政府将在\(study.places[place].region.shortName)（\(study.places[place].code)）采购 \
                \(wholeNumber(sum))，\
                超过其产出 \(wholeNumber(output)) 亿\(study.atlas.meaning.currency.nameChinese)的 30 %；请减少采购
                """)
        }
    }
}

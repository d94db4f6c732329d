public import Asking
public import Atlases

/// Money that one place's residents give another's, every year.
public struct Transfer: Change {
    /// Its key, its names and what it does.
    public static let about = About(
        "transfer", "Transfer", "转移支付",
        """
        Residents of one place give those of another money every year, at most 30 % of what the giver produces.
        """, "一地居民每年向另一地居民转移支付，不超过付出地产出的 30%。")
    /// What it says.
    public static let keys: [Setting<Self>] = [
        .from(\.from, Remark("the city that gives", "付出的城市")), .to(\.to, Remark("the city that receives", "接受的城市")),
        .amount(\.amount),
    ]
    /// What earlier scenarios call the amount.
    public static let yuanKeys = ["yuan": "amount"]
    /// What a chip says.
    public static let short = Remark("Transfer: {from} → {to}, {amount} a year", "转移支付：{from} → {to}，{amount}/年")
    /// Where the page offers it.
    public static let tool = ChangeTool.button

    /// Code of the place where it begins.
    public var from = ""
    /// Code of the place where it ends.
    public var to = ""
    /// Every year, in the atlas's currency.
    public var amount = 1e9

    /// As it begins; places are still missing.
    public init() {}

    /// All that it says.
    public init(from: String, to: String, amount: Double) { (self.from, self.to, self.amount) = (from, to, amount) }

    /// What it does, in words with holes.
    public var sentence: Remark {
        Remark("Residents of {from} give those of {to} {amount} a year", "{from}每年向{to}转移支付 {amount}")
    }

    /// Applies it; false if it changes nothing.
    public func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool {
        let (giver, receiver) = try study.places(from, to, of: kind)
        var given = applied.transfers ?? Array(repeating: 0, count: study.places.count)
        // Output stands in 100 million of the currency.
        given[giver] -= amount / 1e8
        given[receiver] += amount / 1e8
        let output = study.places[giver].output.value
        if -given[giver] > 0.3 * output {
            throw ScenarioError(
                """
                transfer: \(study.places[giver].region.nameEnglish) (\(from)) would give \
                \(wholeNumber(-given[giver])) of the \(wholeNumber(output)) hundred million \
                \(study.atlas.meaning.currency.name) it produces, above \
                30 %; give less
                """,
                """
                transfer：\(study.places[giver].region.shortName)（\(from)）将付出 \(wholeNumber(-given[giver]))，\
                超过其产出 \(wholeNumber(output)) 亿\(study.atlas.meaning.currency.nameChinese)的 30 %；请减少金额
                """)
        }
        if amount == 0 { return false }
        applied.transfers = given
        applied.remarks.append(
            Remark(
                "A transfer counts as income where it arrives; product is what is made there.",
                "转移支付计入接受地的收入；产出仅为当地所生产。"))
        return true
    }
}

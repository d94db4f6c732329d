public import Asking
public import Atlases
import RealModule

/// Others catch up with what a place knows: each closes `share` × its tie of its gap in product per resident.
public struct Diffusion: Change {
    /// Its key, its names and what it does.
    public static let about = About(
        "diffusion", "Knowledge spreads", "知识扩散",
        """
        Others close share × their tie of the gap in product per resident to a place: ties fade over hours of travel, \
        or are given.
        """, "其他城市按联系强弱缩小与某城的人均产出差距：联系随旅行时间衰减，或由作者给定。")
    /// What it says.
    public static let keys: [Setting<Self>] = [
        .from(\.from, Remark("the city whose knowledge spreads", "知识扩散的源头城市")),
        .number("share", "Part of the gap closed, %", "差距缩小比例（%）", \.share, in: 0...1, unit: "share", required: true)
            .dragged(0.01...0.5, by: 0.01),
        .number("hours", "Ties fade over, hours", "联系衰减尺度（小时）", \.hours, in: 0.1...100, unit: "h").dragged(
            0.5...12, by: 0.5),
        .weights(
            "ties", "Ties", "联系", \.ties, in: 0...1,
            help: Remark("weights from 0 to 1 by code, as the author knows them", "按代码给定的联系强度，0 至 1")),
        .sector(\.sector),
    ]
    /// How ties are told.
    public static let exactlyOne = ["hours", "ties"]
    /// What a chip says.
    public static let short = Remark("Knowledge spreads: {from}, {share}", "知识扩散：{from}，{share}")
    /// Ties are those that the other changes leave.
    public static let followsOthers = true
    /// As the page begins it.
    public static var begun: Self {
        var change = Self()
        change.hours = 2
        return change
    }

    /// Code of the place where it begins.
    public var from = ""
    /// From 0 to 1.
    public var share = 0.1
    /// Ties are e^{−T/hours}, with T the passengers' hours after the scenario's links.
    public var hours: Double?
    /// Weights from 0 to 1 by code, from contracts, branches or whatever the author knows of.
    public var ties: [String: Double]?
    /// Nil for every sector.
    public var sector: String?

    /// As it begins; places are still missing.
    public init() {}

    /// All that it says.
    public init(from: String, share: Double, hours: Double, sector: String? = nil) {
        (self.from, self.share, self.hours, self.sector) = (from, share, hours, sector)
    }

    /// All that it says.
    public init(from: String, share: Double, ties: [String: Double], sector: String? = nil) {
        (self.from, self.share, self.ties, self.sector) = (from, share, ties, sector)
    }

    /// Whether only the whole model answers it.
    public var needsWholeModel: Bool { sector != nil }

    /// What it does, in words with holes.
    public var sentence: Remark {
        let how =
            ties == nil
            ? Remark("ties fade over {hours} hours of travel", "联系随旅行时间衰减，尺度 {hours} 小时")
            : Remark("{ties} ties as given", "给定 {ties} 个联系")
        return Remark(
            "Others close {share} of their gap to {from}[ ({sector})] where the tie is full; \(how.english)",
            "其他城市与{from}的差距[（{sector}）]在联系最强处缩小 {share}；\(how.chinese)")
    }

    /// Refuses what no range of one key says.
    public func check() throws(ScenarioError) {
        if (hours == nil) == (ties == nil) {
            throw ScenarioError(
                "diffusion: expected either hours, over which ties fade, or ties as {code: weight}",
                "diffusion：应给出 hours（联系随之减弱的小时数），或 ties：{代码: 权重}")
        }
    }

    /// Ties are those at the study's parameters: draws do not move them.
    public func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool {
        let origin = try study.place(from)
        var tie = [Double](repeating: 0, count: study.places.count)
        if let hours {
            for place in tie.indices { tie[place] = Double.exp(-applied.hours.passengers[place, origin] / hours) }
        }
        for (code, weight) in (ties ?? [:]).sorted(by: { $0.key < $1.key }) { tie[try study.place(code)] = weight }
        let sectors = try study.sectorNumbers(sector)
        func product(_ place: Int) -> Double { study.places[place].output.value / study.places[place].residents.value }
        var touched = false
        for place in tie.indices where place != origin && product(place) < product(origin) {
            let factor = Double.pow(product(origin) / product(place), share * tie[place])
            for number in sectors { applied.productivity[place][number] *= factor }
            touched = touched || factor != 1
        }
        applied.remarks.append(
            Remark(
                """
                Knowledge is assumed to spread: nothing at hand says how fast. The gap is that in product per \
                resident, which is not productivity alone.
                """,
                "知识扩散为假设：没有数据说明其速度。差距按人均产出衡量，并不等同于生产率差距。"))
        return touched
    }
}

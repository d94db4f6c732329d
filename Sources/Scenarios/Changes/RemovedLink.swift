public import Asking
public import Atlases

/// Every direct link of a mode between two places is taken away, in both directions.
public struct RemovedLink: LinkChange {
    /// Its key, its names and what it does.
    public static let about = About(
        "removeLink", "Line taken away", "取消线路", "Every direct line of a mode between two places is taken away.",
        "取消两地之间某种方式的全部直达线路。")
    /// What it says.
    public static let keys: [Setting<Self>] = [
        .from(\.from, Remark("the first city", "第一个城市")), .to(\.to, Remark("the next city", "下一个城市")), .mode(\.mode),
    ]
    /// What a chip says.
    public static let short = Remark("Line taken away: {from} – {to}", "取消线路：{from} – {to}")
    /// Where the page offers it.
    public static let tool = ChangeTool.none

    /// Code of the place where it begins.
    public var from = ""
    /// Code of the place where it ends.
    public var to = ""
    /// Railway or road.
    public var mode = ScenarioMode.rail

    /// As it begins; places are still missing.
    public init() {}

    /// All that it says.
    public init(from: String, to: String, mode: ScenarioMode) {
        (self.from, self.to, self.mode) = (from, to, mode)
    }

    /// What it does, in words with holes.
    public var sentence: Remark {
        Remark("Direct \(mode.rawValue) links {from}–{to} taken away", "取消 {from}—{to} 的直达{mode}")
    }

    /// What stands on a map.
    public var marks: [Mark] { [.line(from: from, to: to, isTakenAway: true)] }

    /// Changes the links.
    public func edit(_ network: inout StudyNetwork) throws(ScenarioError) {
        try network.remove(from: from, to: to, mode: mode)
    }
}

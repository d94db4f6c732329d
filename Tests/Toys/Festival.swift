import Asking
import Atlases
import Scenarios

/// A kind of change that only tests know: one type, one line in a list.
public struct Festival: Change {
    public enum Season: String, Choosable { case spring, autumn }

    public static let about = About("festival", "Festival", "节庆", "Visitors who spend.", "游客消费。")
    public static let keys: [Setting<Self>] = [
        .places(\.places),
        .number("visitors", "Visitors", "游客", \.visitors, in: 1...1e6, required: true).dragged(1...1_000, by: 1),
        .choice("season", "Season", "季节", \.season), .sector(\.sector),
    ]

    public var places: [String] = []
    public var visitors = 100.0
    public var season = Season.spring
    public var sector: String?

    public init() {}

    public var sentence: Remark {
        Remark("{visitors} guests of {places} in {season}[ ({sector})]", "{places}接待{visitors}位游客")
    }

    public func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool {
        for code in places { applied.productivity[try study.place(code)][0] *= 1 + visitors / 1e4 }
        return true
    }
}

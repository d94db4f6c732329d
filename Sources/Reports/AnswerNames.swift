public import Asking
public import Atlases
public import Scenarios

/// Names of what an answer holds.
extension Language {
    /// In full in English, short in Chinese.
    public func name(_ change: PlaceChange) -> String { self == .english ? change.nameEnglish : change.name }

    /// The cluster's name.
    public func name(_ change: ClusterChange) -> String { self == .english ? change.nameEnglish : change.name }
}

extension Outcome: Choosable {
    /// What of a place changes, as a table's head says it.
    public var name: Remark {
        switch self {
        case .income: Remark("Real income per resident", "人均实际收入")
        case .population: Remark("Residents", "常住人口")
        case .realGDP: Remark("Real product", "实际产出")
        case .welfare: Remark("Welfare of those registered", "户籍人口福利")
        }
    }
}

extension Reading: Choosable {
    /// How people respond, as a table's head says it.
    public var name: Remark {
        switch self {
        case .peopleStay: Remark("People stay", "人口不动")
        case .peopleMove: Remark("People move (headline)", "人口流动（主结果）")
        case .movingGetsEasier: Remark("People move and moving gets easier", "人口流动且迁移更容易")
        }
    }
}

public import Asking
public import Scenarios

/// Names of what an answer holds.
extension Language {
    /// In full in English, short in Chinese.
    public func name(_ change: PlaceChange) -> String { self == .english ? change.nameEnglish : change.name }

    /// The cluster's name.
    public func name(_ change: ClusterChange) -> String { self == .english ? change.nameEnglish : change.name }

    /// What of a place changes, as a table's head says it.
    public func name(_ outcome: Outcome) -> String {
        switch outcome {
        case .income: self("Real income per resident", "人均实际收入")
        case .population: self("Residents", "常住人口")
        case .realGDP: self("Real product", "实际产出")
        case .welfare: self("Welfare of those registered", "户籍人口福利")
        }
    }

    /// How people respond, as a table's head says it.
    public func name(_ reading: Reading) -> String {
        switch reading {
        case .peopleStay: self("People stay", "人口不动")
        case .peopleMove: self("People move (headline)", "人口流动（主结果）")
        case .movingGetsEasier: self("People move and moving gets easier", "人口流动且迁移更容易")
        }
    }
}

public import Atlas
public import Scenarios

/// The language of a report or table.
public enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case chinese = "zh"

    public func callAsFunction(_ english: String, _ chinese: String) -> String { self == .english ? english : chinese }

    public func callAsFunction(_ remark: Remark) -> String { self(remark.english, remark.chinese) }

    /// Several remarks on one line.
    public func joined(_ remarks: [Remark]) -> String { remarks.map { self($0) }.joined(separator: self("; ", "；")) }

    public func title(_ atlas: Atlas) -> String { self(atlas.title, atlas.titleChinese) }

    public func name(_ region: Region?) -> String {
        guard let region else { return "?" }
        return self == .english ? region.nameEnglish : region.shortName
    }

    public func name(_ change: PlaceChange) -> String { self == .english ? change.nameEnglish : change.name }

    public func name(_ change: ClusterChange) -> String { self == .english ? change.nameEnglish : change.name }

    public func name(_ measure: Measure) -> String {
        switch measure {
        case .income: self("Real income per resident", "人均实际收入")
        case .population: self("Residents", "常住人口")
        case .realGDP: self("Real product", "实际产出")
        case .welfare: self("Welfare of those registered", "户籍人口福利")
        }
    }

    public func name(_ reading: Reading) -> String {
        switch reading {
        case .peopleStay: self("People stay", "人口不动")
        case .peopleMove: self("People move (headline)", "人口流动（主结果）")
        case .movingGetsEasier: self("People move and moving gets easier", "人口流动且迁移更容易")
        }
    }
}

public import Asking
public import Atlases
public import Equilibrium

extension LandOwnership: Choosable {
    /// What a person calls it.
    public var name: Remark {
        switch self {
        case .registered: Remark("all who are registered there, wherever they live", "全体户籍人口，不论居住何处")
        case .stayers: Remark("those registered there who stay", "留在当地的户籍人口")
        case .residents: Remark("all who live there", "全体常住人口")
        }
    }
}

/// Whose the rent of land and housing is afterwards.
public struct LandReform: Change {
    /// Its key, its names and what it does.
    public static let about = About(
        "landReform", "Land reform", "土地改革", "Whose the rent of land and homes is afterwards.", "改革后土地与住房租金归谁所有。")
    /// What it says.
    public static let keys: [Setting<Self>] = [.choice("landIncome", "Rent goes to", "租金归", \.landIncome)]
    /// What a chip says.
    public static let short = Remark("Land reform", "土地改革")

    /// Whose it is afterwards.
    public var landIncome = LandOwnership.registered

    /// As it begins; places are still missing.
    public init() {}

    /// All that it says.
    public init(landIncome: LandOwnership) { self.landIncome = landIncome }

    /// Whether only the whole model answers it.
    public var needsWholeModel: Bool { true }

    /// What it does, in words with holes.
    public var sentence: Remark { Remark("Rent of land and homes goes to {landIncome}", "土地与住房租金归{landIncome}") }

    /// Applies it; false if it changes nothing.
    public func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool {
        applied.ownership = landIncome
        return landIncome != study.modelChoice.landIncome
    }
}

public import Asking
public import Atlases

/// What is drawn of an index.
public enum IndexChart: String, Choosable {
    /// Places in order with their intervals.
    case ranking
    /// Ranks over the years.
    case bump
    /// One place against others.
    case radar
    /// Normalised values, places by indicators.
    case heat
    /// Obstacle degrees, places by indicators.
    case obstacles

    /// What stands above it.
    public var name: Remark {
        switch self {
        case .ranking: Remark("ranking", "排名")
        case .bump: Remark("ranks over the years", "历年位次")
        case .radar: Remark("against peers", "与同类比较")
        case .heat: Remark("normalised values", "标准化值")
        case .obstacles: Remark("obstacle degrees", "障碍度")
        }
    }
}

public import Asking
public import Atlases
import LinearAlgebra

/// Which moves a change of migration cost is about.
public enum MigrationScope: String, Choosable {
    case provinces
    case places

    /// What a person calls it.
    public var name: Remark {
        switch self {
        case .provinces: Remark("provinces", "跨省")
        case .places: Remark("all places", "城市间")
        }
    }
}

/// What living away from the place of registration costs.
public struct MigrationCost: Change {
    /// Its key, its names and what it does.
    public static let about = About(
        "migrationCost", "Moving cost", "迁移成本", "The cost of moving is multiplied.", "迁移成本乘以倍数。", aliases: ["moving"])
    /// What it says.
    public static let keys: [Setting<Self>] = [
        .choice("between", "Moves between", "迁移范围", \.scope, required: true), .factor(\.factor, tried: 0.3...1.7),
    ]
    /// What a chip says.
    public static let short = Remark("Moving cost ({between}) × {factor}", "迁移成本（{between}）× {factor}")
    /// Where the page offers it.
    public static let tool = ChangeTool.button

    /// Which moves.
    public var scope = MigrationScope.provinces
    /// Above 1 for more.
    public var factor = 0.8

    /// As it begins; places are still missing.
    public init() {}

    /// All that it says.
    public init(between scope: MigrationScope, factor: Double) { (self.scope, self.factor) = (scope, factor) }

    /// What it does, in words with holes.
    public var sentence: Remark {
        Remark("Cost of moving between {between} × {factor}", "{between}迁移成本 × {factor}")
    }

    /// Applies it; false if it changes nothing.
    public func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool {
        if factor == 1 { return false }
        let province = study.places.map(\.region.province)
        var cost = applied.migrationCost ?? Matrix(rows: province.count, columns: province.count, repeating: 1)
        for home in province.indices {
            for present in province.indices
            where home != present && (scope == .places || province[home] != province[present]) {
                cost[home, present] *= factor
            }
        }
        applied.migrationCost = cost
        return true
    }
}

public import IndexFiles
import Indices

/// An index, and what it is asked of.
public struct IndexQuestion: Sendable {
    public var document: RecipeDocument
    /// Path of a table; nil takes the one beside the recipe, else the atlas.
    public var table: String?
    /// The table itself where it did not come from a file.
    public var text: String?
    /// Column that names places; found if nil.
    public var id: String?
    /// Column of years, or of an atlas a year or a span; nil as the recipe has it.
    public var year: String?
    /// Places of a group are ranked among themselves: a column, or of an atlas province, cluster or anchor; nil as the
    /// recipe has it.
    public var group: String?
    /// Weights by indicator in place of the recipe's; those not named count as zero.
    public var weights: [String: Double] = [:]
    /// Samples that intervals rest on in place of the recipe's; 0 for none.
    public var samples: Int?
    public var seed: UInt64?
    public var threads: Int?
    /// Samples of each of two sets that tell which choice moves the ranking; 0 for none.
    public var sensitivityBase = 1_024
    /// Told what is drawn, how many pieces are done, and of how many.
    public var progress: (@Sendable (String, Int, Int) -> Void)?

    public init(_ document: RecipeDocument) { self.document = document }

    /// The recipe with the weights asked for.
    func recipe() throws(WorkbenchError) -> IndexRecipe {
        var recipe = document.recipe
        if weights.isEmpty { return recipe }
        if let unknown = weights.keys.sorted().first(where: { id in !recipe.indicators.contains { $0.id == id } }) {
            throw WorkbenchError(
                .use,
                "weight of \(unknown.prefix(40)): the recipe has \(recipe.indicators.map(\.id).joined(separator: ", "))"
            )
        }
        // Weights by hand are of indicators: sub-indices no longer have their own.
        for index in recipe.indicators.indices {
            (recipe.indicators[index].weight, recipe.indicators[index].dimension) = (
                weights[recipe.indicators[index].id] ?? 0, nil
            )
        }
        (recipe.dimensions, recipe.stageBounds, recipe.choice.weighting) = ([], [], .given)
        return recipe
    }

    var doubt: RankDoubt {
        var doubt = document.doubt
        if let samples { doubt.samples = samples }
        if let seed { doubt.seed = seed }
        doubt.threads = threads
        // Weights that were set by hand are meant.
        if !weights.isEmpty { doubt.weightings = [] }
        return doubt
    }
}

public import Atlases
public import Indices

/// A recipe as a file tells it: the index, and where its figures are found.
public struct RecipeDocument: Sendable {
    /// Path or name of the file.
    public let file: String
    /// Of the index.
    public let name: String
    /// Nil where the file gives none, as for every Chinese text below.
    public let nameChinese: String?
    /// What a reader should know.
    public let note: String?
    /// The same in Chinese.
    public let noteChinese: String?
    /// The publication it follows.
    public let source: String?
    /// The same in Chinese.
    public let sourceChinese: String?
    /// Of an atlas: prefecture or province.
    public let level: String?
    /// Of an atlas: a year or a span, FIRST-LAST; of a table its column of years.
    public let year: String?
    /// Of an atlas: province, cluster or anchor; of a table a column.
    public let group: String?
    /// A column, or an indicator of the atlas, that tells the stage of development.
    public let stage: String?
    /// A table beside the recipe that it is filled from where no other is given.
    public let table: String?
    /// Whether ranks that the atlas has from a publication are shown beside those computed.
    public let published: Bool
    /// One for each indicator of the recipe.
    public let figures: [RecipeFigure]
    /// Names of the dimensions of the recipe.
    public let dimensions: [(name: String, nameChinese: String?)]
    /// With weights, dimensions and choices; its figures are yet to be found.
    public let recipe: IndexRecipe
    /// Which of its choices are doubted.
    public let doubt: RankDoubt
    /// Said of the file, such as its encoding.
    public var remarks: [Remark] = []
}

/// An indicator as people know it, and where its figures come from.
public struct RecipeFigure: Sendable, Equatable {
    /// Where its values are found.
    public enum Origin: Sendable, Equatable {
        /// A column of a table or an indicator of the atlas.
        case named(String)
        /// One over another, times a factor.
        case ratio(String, String, factor: Double)
        /// Mean growth a year over so many years, percent.
        case growth(String, years: Int)
        /// How many zones of a type an atlas has at the place.
        case zones(String)
    }

    /// As the recipe names it.
    public let id: String
    /// In the file's language; the id where the file gives none.
    public let name: String
    /// In Chinese.
    public let nameChinese: String?
    /// As people read it; empty where there is none.
    public let unit: String
    /// The same in Chinese.
    public let unitChinese: String?
    /// Where its values are found.
    public let origin: Origin
}

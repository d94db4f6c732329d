public import Asking
import AtlasFiles
public import AtlasQuestions
import Atlases
import Foundation
public import IndexFiles

extension OpenAtlas {
    /// The recipe in a file, or of a name that comes with the atlas.
    ///
    /// - Throws: a problem of use for a file that cannot be read, one of data for a file that is no recipe.
    public func recipe(_ nameOrPath: String) throws(Problem) -> RecipeDocument {
        let files = FileManager.default
        let own = "\(folder)/recipes/\(nameOrPath).yaml"
        let isName = !nameOrPath.contains("/") && !files.fileExists(atPath: nameOrPath)
        let path = isName && files.fileExists(atPath: own) ? own : nameOrPath
        guard files.isReadableFile(atPath: path) else {
            throw Problem(
                .use, "\(path) cannot be read: give a recipe in YAML, or a name from `hinterland index list`",
                "\(path) 无法读取：请给出 YAML 方案，或 `hinterland index list` 所列名称")
        }
        let words = try UserText(path: path, most: 1 << 20)
        do {
            var document = try readRecipe(words.text, file: path)
            document.remarks = words.remarks
            return document
        } catch { throw Problem(error) }
    }

    /// Names of the recipes that come with the atlas.
    public var recipeNames: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/recipes")) ?? []).filter {
            $0.hasSuffix(".yaml")
        }
        .map { String($0.dropLast(5)) }.sorted()
    }
}

/// Recipes that come with an atlas, and how far its figures fill each.
public struct RecipeList: AtlasQuestion {
    /// Nothing is asked.
    public init() {}

    /// A row a recipe, by name; `missing` counts indicators that the atlas does not hold.
    public static let layout: Layout<[ListedRecipe]> = Layout.rows(
        nil,
        [
            .text("recipe", "recipe", "方案", \.id), .value("name") { .remark($0.document.title) },
            .words(nil, "index", "指数") { $0.document.title },
            .value("indicators") { .count($0.document.figures.count) }, .value("missing") { .count($0.missing) },
            .value("ready") { .flag($0.isReady) }, .value("filled") { .remark($0.filled) },
            .words(nil, "filled by the atlas", "图集数据", \.filled), .value("groups") { .flag($0.hasGroups) },
            .value("note") { .remark($0.note) },
        ]
    ) { $0 }
    .noted { _ in
        [
            Remark(
                """
                Run one: hinterland index run NAME; or a file of your own: hinterland index run \
                RECIPE.yaml --table FILE.csv
                """, "运行：hinterland index run 名称；或自备方案：hinterland index run 方案.yaml --table 数据.csv")
        ]
    }

    /// Reads every recipe of the atlas, in the order of their names.
    ///
    /// - Throws: a problem of data for a file that is no recipe, one of use for a file that cannot be read.
    public func answer(on atlas: OpenAtlas) throws(Problem) -> Answered<[ListedRecipe]> {
        let recipes = try atlas.recipeNames.map { (name) throws(Problem) in
            let document = try atlas.recipe(name)
            let isOfAtlas = document.table == nil && document.stage == nil
            return ListedRecipe(
                id: name, document: document, missing: isOfAtlas ? document.missing(in: atlas.atlas).count : 0)
        }
        return Answered(inputs: [Value.Field("atlas", atlas.identity)], recipes)
    }
}

/// A recipe of an atlas.
public struct ListedRecipe: Sendable {
    /// The name it is asked by.
    public let id: String
    /// What stands in its file.
    public let document: RecipeDocument
    /// How many of its indicators the atlas does not hold; 0 where it is not of the atlas.
    public let missing: Int

    /// Whether it can be run without a table.
    public var isReady: Bool { missing == 0 && document.stage == nil }

    /// Whether its places can be ranked by groups of the atlas, which are of cities.
    public var hasGroups: Bool {
        document.table == nil && document.stage == nil && (document.level ?? "prefecture") == "prefecture"
    }

    /// How far the atlas fills it.
    public var filled: Remark {
        let all = document.figures.count
        if document.table != nil { return Remark("from the table beside it", "由附表") }
        if document.stage != nil { return Remark("needs a table", "需自备数据表") }
        return missing == 0
            ? Remark("all \(all) indicators", "全部 \(all) 项指标")
            : Remark("\(all - missing) of \(all): needs a table", "\(all) 项中 \(all - missing) 项：需自备数据表")
    }

    var note: Remark { Remark(document.note ?? "", document.noteChinese ?? document.note ?? "") }
}

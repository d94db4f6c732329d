import Asking
import AtlasFiles
import Atlases
import Formats
import Hummingbird
import IndexAnswers
import Workbenches

/// Indices by recipe: of the atlas (GET) and of a table that is sent along (POST).
func indexRoutes(_ laboratory: Laboratory) -> [QuestionRoute] {
    let recipes = laboratory.workbench.opened.recipeNames
    // Recipes on the server's disk other than those of the atlas cannot be named.
    let bounds: [String: Narrowing] = [
        "recipe": .among(recipes.map { SettingKind.Choice($0, $0, $0) }), "samples": .most(2_000),
        "sensitivity": .most(1_024),
    ]
    return [HTTPRequest.Method.get, .post].map { method in
        QuestionRoute(
            "/api/indices", laboratory, IndexPage(laboratory), method: method,
            narrowed: bounds,
            examples: ["year": "\(laboratory.workbench.atlas.year)", "group": "province", "charts": "ranking,heat"],
            atLength: true
        ) { question, asked in
            try question.answer(laboratory, asked.language, table: method == .post ? asked.content : nil)
        }
    }
}

/// An index as the page asks it.
private struct IndexPage: Askable {
    /// The answer as every face writes it, or what the page draws.
    enum Format: String, Choosable {
        case json, page, csv, latex, html

        var written: Formats.Format? { Formats.Format(rawValue: rawValue) }
    }

    var index = IndexQuestion()
    var format = Format.json
    var name = "table"

    init() {}

    /// With the first recipe of the atlas.
    init(_ laboratory: Laboratory) {
        index.recipe = laboratory.workbench.opened.recipeNames.first ?? ""
    }

    static let settings: [Setting<IndexPage>] =
        IndexQuestion.settings.map { $0.of(\.index) } + [
            .choice("format", "Format", "格式", \.format),
            .text(
                "name", "Name", "名称", \.name, .text(most: 200), required: false,
                help: Remark("What a table that is sent is called in refusals.", "所发数据表在提示中的名称。")),
        ]

    func answer(_ laboratory: Laboratory, _ language: Language, table content: [UInt8]?) throws -> Written {
        let table = try content.map { try sentTable($0, name) }
        var index = index
        index.mostWork = ServerLimits.mostWork
        let answer = try index.answer(on: laboratory.workbench.opened, table: table)
        guard let written = format.written else { return Written(text: answer.page(language).json) }
        return Written(text: answer.record.text(written, language), type: written.mediaType)
    }
}

/// A table that came with a request.
func sentTable(_ content: [UInt8], _ name: String) throws(Problem) -> ValueTable {
    do { return try ValueTable(try CSVTable(text: content, file: name)) } catch { throw Problem(error) }
}

import Asking
import AtlasFiles
import Formats
import Foundation
import HTTPTypes
import Hummingbird
import IndexAnswers
import Workbench

/// Indices by recipe: of the atlas (GET) and of a table that is sent along (POST).
func indexRoutes(_ router: Router<BasicRequestContext>, _ laboratory: Laboratory) {
    router.get("/api/recipes") { _, _ in
        text(try laboratory.workbench.ask(RecipeList()).value(in: .english).json, "application/json")
    }
    router.get("/api/indices") { request, _ in try await index(request, laboratory, table: nil) }
    router.post("/api/indices") { request, _ in
        let content = [UInt8](try await request.content())
        let name = try request.text("name", most: 200) ?? "table"
        let table = try Refusal.of { () throws(AtlasProblem) in
            try ValueTable(try CSVTable(text: content, file: name))
        }
        return try await index(request, laboratory, table: table)
    }
}

/// What the page is content with: fewer samples than the command line allows.
private let mostSamples = 2_000
private let mostSensitivity = 256

private func index(_ request: Request, _ laboratory: Laboratory, table: ValueTable?) async throws -> Response {
    var standard = IndexQuestion()
    (standard.recipe, standard.samples, standard.sensitivity) = ("", 1_000, 0)
    let question = try request.question(standard, most: 2_000)
    // Recipes on the server's disk other than those of the atlas cannot be named.
    guard laboratory.workbench.opened.recipeNames.contains(question.recipe) else {
        throw Refusal(.badRequest, "recipe: expected one of /api/recipes")
    }
    for (id, given, most) in [
        ("samples", question.samples ?? 0, mostSamples), ("sensitivity", question.sensitivity, mostSensitivity),
    ] where given > most {
        throw Refusal(.badRequest, "\(id) is \(given): expected at most \(most) here; the command line takes more")
    }
    let language = try request.choice("language", standard: Language.english)
    let format = try request.choice("format", standard: IndexFormat.page)
    return try await answered(laboratory, format.written?.mediaType ?? "application/json") {
        let answer = try question.answer(on: laboratory.workbench.opened, table: table)
        return format.written.map { answer.record.text($0, language) } ?? answer.page(language).json
    }
}

/// What the page draws, or the answer as a file.
private enum IndexFormat: String, CaseIterable {
    case page, json, csv, latex, html

    var written: Format? { Format(rawValue: rawValue) }
}

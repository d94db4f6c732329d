import Asking
import Formats
import Foundation
import HTTPTypes
import Hummingbird
import Reports
import Workbench

/// Indices by recipe: of the atlas (GET) and of a table that is sent along (POST).
func indexRoutes(_ router: Router<BasicRequestContext>, _ laboratory: Laboratory) {
    router.get("/api/recipes") { _, _ in text(try laboratory.workbench.recipesJSON(), "application/json") }
    router.get("/api/indices") { request, _ in try await index(request, laboratory, table: nil) }
    router.post("/api/indices") { request, _ in
        let content = try await request.content()
        guard let table = String(validating: content, as: UTF8.self) else {
            throw Refusal(.badRequest, "the table is not text in UTF-8")
        }
        return try await index(request, laboratory, table: table)
    }
}

private func index(_ request: Request, _ laboratory: Laboratory, table: String?) async throws -> Response {
    let given = request.uri.queryParameters
    func text(_ name: String) throws -> String? {
        guard let value = given[Substring(name)], !value.isEmpty else { return nil }
        if value.unicodeScalars.count > 2_000 { throw Refusal(.badRequest, "\(name) is longer than 2000 characters") }
        return String(value)
    }
    // Recipes on the server's disk other than those of the atlas cannot be named.
    guard let name = try text("recipe"), laboratory.workbench.recipeNames().contains(name) else {
        throw Refusal(.badRequest, "recipe: expected one of /api/recipes")
    }
    let language = try request.choice("language", standard: Language.english)
    var question = IndexQuestion(try laboratory.workbench.recipe(name))
    if let table { (question.text, question.table) = (table, try text("name") ?? "table") }
    (question.id, question.year, question.group) = (try text("id"), try text("year"), try text("group"))
    for part in (try text("weights") ?? "").split(separator: ",") {
        let pair = part.split(separator: ":", maxSplits: 1).map(String.init)
        guard pair.count == 2, let value = Double(pair[1]), value >= 0, value <= 1e9 else {
            throw Refusal(.unprocessableContent, "weights: expected id:number,… of 0 or more")
        }
        question.weights[pair[0]] = value
    }
    question.samples = try request.whole("samples", standard: 1_000, in: 0...2_000)
    if question.samples ?? 0 < 50 { question.samples = 0 }
    let place = try text("place")
    question.sensitivityBase = try request.whole("sensitivity", standard: 0, in: 0...256)
    if question.sensitivityBase < 64 { question.sensitivityBase = 0 }
    var charts: [IndexChart] = []
    for part in (try text("charts") ?? "").split(separator: ",") {
        guard let chart = IndexChart(rawValue: String(part)) else {
            throw Refusal(
                .unprocessableContent, "charts: expected \(IndexChart.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        charts.append(chart)
    }
    let format = try request.choice("format", standard: IndexFormat.page)
    let (asked, drawn) = (question, charts)
    return try await answered(laboratory, format.type) {
        switch format {
        case .page: try laboratory.workbench.indexJSON(asked, place: place, charts: drawn, language: language)
        case .csv: try laboratory.workbench.index(asked, language: language).text(.csv)
        case .latex: try laboratory.workbench.index(asked, language: language).text(.latex)
        case .html: try laboratory.workbench.index(asked, language: language).text(.html)
        case .json: try laboratory.workbench.index(asked, language: language).text(.json)
        }
    }
}

enum IndexFormat: String, CaseIterable {
    case page, json, csv, latex, html

    var type: String {
        switch self {
        case .page, .json: "application/json"
        case .csv: "text/csv; charset=utf-8"
        case .latex: "application/x-latex; charset=utf-8"
        case .html: "text/html; charset=utf-8"
        }
    }
}

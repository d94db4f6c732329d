import Asking
import Formats
import Foundation
import HTTPTypes
import Hummingbird
import Reports
import Workbench

/// Measures of the atlas (GET) and of a table that is sent along (POST).
func measureRoutes(_ router: Router<BasicRequestContext>, _ laboratory: Laboratory) {
    router.get("/api/measures") { _, _ in
        text(try measureList(language: .english).text(.json), "application/json")
    }
    router.get("/api/measurements") { request, _ in
        let (question, language) = (
            try measureQuestion(request, table: nil), try request.choice("language", standard: Language.english)
        )
        return try await answered(laboratory, "application/json") {
            try laboratory.workbench.measureJSON(question, language: language)
        }
    }
    router.post("/api/measurements") { request, _ in
        let content = try await request.content()
        guard let table = String(validating: content, as: UTF8.self) else {
            throw Refusal(.badRequest, "the table is not text in UTF-8")
        }
        let (question, language) = (
            try measureQuestion(request, table: table), try request.choice("language", standard: Language.english)
        )
        return try await answered(laboratory, "application/json") { try measureTableJSON(question, language: language) }
    }
}

/// What is asked, from the address: names of columns, or of the atlas's indicators. Files on the server's disk cannot
/// be named.
private func measureQuestion(_ request: Request, table: String?) throws -> MeasureQuestion {
    let given = request.uri.queryParameters
    func text(_ name: String) throws -> String? {
        guard let value = given[Substring(name)], !value.isEmpty else { return nil }
        if value.unicodeScalars.count > 200 { throw Refusal(.badRequest, "\(name) is longer than 200 characters") }
        return String(value)
    }
    guard let name = try text("measure"), let measure = RegionalMeasure(rawValue: name) else {
        throw Refusal(.badRequest, "measure: expected one of /api/measures")
    }
    var question = MeasureQuestion(measure)
    if let table { (question.text, question.table) = (table, try text("name") ?? "table") }
    question.value = try text(table == nil ? "indicator" : "value")
    (question.group, question.weight, question.id, question.year) = (
        try text("group"), try text("weight"), try text("id"), try text("year")
    )
    (question.sector, question.level) = (try text("sector"), try text("level"))
    (question.longitude, question.latitude) = (try text("longitude"), try text("latitude"))
    (question.population, question.product) = (try text("population"), try text("product"))
    question.places = (try text("places") ?? "").split(separator: ",").map(String.init)
    question.factors = (try text("factors") ?? "").split(separator: ",").map(String.init)
    (question.outputs, question.undesirable) = (try text("outputs"), try text("undesirable"))
    question.returns = try request.choice("returns", standard: .constant)
    question.variant = try request.choice("variant", standard: .dunn)
    question.settings.classes = try request.whole("classes", standard: 5, in: 2...12)
    question.settings.replications = 200
    question.settings.permutations = 199
    return question
}

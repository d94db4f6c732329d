import Asking
import AtlasAnswers
import Formats
import Foundation
import HTTPTypes
import Hummingbird
import NetworkAnswers
import Reports
import Scenarios
import Workbench

extension PictureQuestion {
    /// Refuses a selection larger than a picture shows: an address may be anything.
    fileprivate func checked() throws -> Self {
        if select.count > Self.mostSelected {
            throw Refusal(
                .badRequest, "select has \(select.count) places: expected at most \(Self.mostSelected)")
        }
        return self
    }
}

let atlasPaths = [
    "/api/pictures", "/api/indicator-maps", "/api/charts", "/api/cities", "/api/links", "/api/travel",
    "/api/opening-years",
    "/api/access-changes",
]

/// Addresses that look at the atlas: nothing is solved for them.
func atlasRoutes(_ router: Router<BasicRequestContext>, _ laboratory: Laboratory) {
    let questions: [(String, @Sendable (Request) async throws -> Response)] = [
        (
            "/api/pictures",
            { request in
                let question = PictureColumns(try request.question())
                return try await answered(laboratory) { try laboratory.workbench.ask(question) }
            }
        ),
        (
            "/api/indicator-maps",
            { request in
                let question = try request.question(PictureQuestion()).checked()
                let format: PictureFormat = try request.choice("format", standard: .svg)
                let language: Language = try request.choice("language", standard: .english)
                return try await answered(laboratory, format.mediaType) {
                    try question.map(on: laboratory.workbench.opened, format, language)
                }
            }
        ),
        (
            "/api/charts",
            { request in
                let question: ChartQuestion = try request.question()
                _ = try question.view.checked()
                let language: Language = try request.choice("language", standard: .english)
                return try await answered(laboratory, PictureFormat.svg.mediaType) {
                    try question.svg(on: laboratory.workbench.opened, language)
                }
            }
        ),
        (
            "/api/cities",
            { request in
                guard let code = request.uri.queryParameters["code"] else {
                    throw Refusal(.badRequest, "code: expected the code of a region")
                }
                let question = CityQuestion(String(code), laboratory.baseStudy)
                return try await answered(laboratory) { try laboratory.workbench.ask(question) }
            }
        ),
        ("/api/links", { request in try await links(request, laboratory) }),
        (
            "/api/travel",
            { request in
                let question: TravelQuestion = try request.question()
                return try await answered(laboratory) { try question.answer(on: laboratory.workbench.atlas).record }
            }
        ),
        (
            "/api/opening-years",
            { _ in
                if let reason = laboratory.noModel { throw Refusal(.unprocessableContent, reason) }
                return try await answered(laboratory, "application/json") { try laboratory.openingYears() }
            }
        ),
        ("/api/access-changes", { request in try await accessChanges(request, laboratory) }),
    ]
    for (path, question) in questions { router.get(RouterPath(path)) { request, _ in try await question(request) } }
}

/// Which railway is worth building: solved for, with intervals, as a point answer is.
private func links(_ request: Request, _ laboratory: Laboratory) async throws -> Response {
    enum Kind: String, CaseIterable { case pairs, existing, planned }
    let given = request.uri.queryParameters
    for name in ["cluster", "place"] where (given[Substring(name)]?.unicodeScalars.count ?? 0) > 100 {
        throw Refusal(.badRequest, "\(name) is longer than 100 characters")
    }
    let aim: LinkAim = try request.choice("objective", standard: .welfare)
    let (cluster, place) = (given["cluster"].map(String.init), given["place"].map(String.init))
    let kind: Kind = try request.choice("candidates", standard: .pairs)
    let kilometres = Double(try request.whole("maximumKm", standard: 500, in: 1...2_000))
    let candidates: LinkSearch.Candidates =
        switch kind {
        case .pairs: .pairs(maximumKm: kilometres)
        case .existing: .existing(fasterBy: 0.1)
        case .planned: .planned
        }
    let reading: Reading = try request.choice("reading", standard: .peopleMove)
    let kernel: LinkKernel = try request.choice("kernel", standard: .shortestPath)
    let speed = Double(try request.whole("speedKmh", standard: 350, in: 20...1_000))
    let shortlist = try request.whole("top", standard: 10, in: 1...30)
    let draws = try request.draws(standard: 0, most: 40)
    let language: Language = try request.choice("language", standard: .english)
    return try await answered(laboratory, "application/json") {
        if let reason = laboratory.noModel { throw Refusal(.unprocessableContent, reason) }
        let objective = try laboratory.workbench.linkObjective(aim, cluster: cluster, place: place)
        let search = LinkSearch(
            objective: objective, candidates: candidates, kernel: kernel, reading: reading, speedKmh: speed,
            shortlist: shortlist,
            draws: draws)
        return try laboratory.workbench.links(search, year: laboratory.workbench.atlas.year).text(.json, language)
    }
}

/// What the railways of some years, or an example's links, do to accessibility.
private func accessChanges(_ request: Request, _ laboratory: Laboratory) async throws -> Response {
    var standard = AccessChangeQuestion()
    standard.access.hours = 3
    var question = try request.question(standard)
    if question.scenario == nil {
        question.before = question.before ?? question.after ?? laboratory.workbench.atlas.year
    }
    do { try question.check(overOwn: false) } catch { throw Refusal(error, .badRequest) }
    let asked = question
    let language: Language = try request.choice("language", standard: .english)
    return try await answered(laboratory, language) {
        if let reason = laboratory.noModel { throw Refusal(.unprocessableContent, reason) }
        // A name of an example, never a path.
        if let scenario = asked.scenario, !laboratory.workbench.exampleNames().contains(scenario) {
            throw Refusal(.unprocessableContent, "scenario: the atlas has no example \(scenario.prefix(60))")
        }
        return try laboratory.workbench.answer(asked).record
    }
}

/// A record in the dialect of every face.
func answered(
    _ laboratory: Laboratory, _ language: Language = .english, _ body: @escaping @Sendable () throws -> Record
) async throws -> Response {
    try await answered(laboratory, "application/json") { try body().value(in: language).json }
}

func answered(_ laboratory: Laboratory, _ type: String, _ body: @escaping @Sendable () throws -> String) async throws
    -> Response
{
    let content = try await laboratory.points.run {
        do { return try body() } catch let problem as Problem {
            throw Refusal(problem)
        }
    }
    return text(content, type)
}

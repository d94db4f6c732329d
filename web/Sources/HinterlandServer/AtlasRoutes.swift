import Asking
import Formats
import Foundation
import HTTPTypes
import Hummingbird
import Indicators
import Measures
import Reports
import Scenarios
import Transport
import Workbench

/// A picture of the atlas as it is asked for in an address.
struct PictureQuestion: Sendable {
    let view: IndicatorView
    let against: IndicatorView?
    let selected: [String]
    let language: Language

    init(_ request: Request) throws {
        let given = request.uri.queryParameters
        func text(_ name: String, most: Int = 100) throws -> String? {
            guard let value = given[Substring(name)] else { return nil }
            if value.unicodeScalars.count > most {
                throw Refusal(.badRequest, "\(name) is longer than \(most) characters")
            }
            return String(value)
        }
        let year = try text("year") == nil ? nil : try request.whole("year", standard: 0, in: 1900...2100)
        var reference: Double?
        if let number = try text("reference") {
            guard let value = Double(number), value.isFinite else {
                throw Refusal(.badRequest, "reference is \"\(number.prefix(40))\": expected a number")
            }
            reference = value
        }
        guard
            let view = indicatorView(
                indicator: try text("indicator"), year: year, level: try text("level"),
                method: try request.choice("method", standard: .quantiles),
                classes: try request.whole("classes", standard: 5, in: 2...7), reference: reference,
                within: try text("within"))
        else { throw Refusal(.badRequest, "level: expected prefecture or province") }
        self.view = view
        against = try text("against").map { other in
            var second = view
            (second.indicator, second.year) = (other, nil)
            return second
        }
        let codes = (try text("select", most: 200) ?? "").split(separator: ",").map(String.init)
        if codes.count > 20 { throw Refusal(.badRequest, "select has \(codes.count) places: expected at most 20") }
        selected = codes
        language = try request.choice("language", standard: .english)
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
                let question = try PictureQuestion(request)
                return try await answered(laboratory, "application/json") {
                    try laboratory.workbench.pictureJSON(question.view)
                }
            }
        ),
        (
            "/api/indicator-maps",
            { request in
                let question = try PictureQuestion(request)
                let format: PictureFormat = try request.choice("format", standard: .svg)
                return try await answered(laboratory, format.type) {
                    try laboratory.workbench.indicatorMap(
                        question.view, format, selected: question.selected, language: question.language)
                }
            }
        ),
        (
            "/api/charts",
            { request in
                let question = try PictureQuestion(request)
                let kind: ChartKind = try request.choice("kind", standard: .distribution)
                return try await answered(laboratory, "image/svg+xml") {
                    try laboratory.workbench.indicatorChart(
                        kind, question.view, against: question.against, selected: question.selected,
                        language: question.language)
                }
            }
        ),
        (
            "/api/cities",
            { request in
                guard let code = request.uri.queryParameters["code"] else {
                    throw Refusal(.badRequest, "code: expected the code of a region")
                }
                return try await answered(laboratory, "application/json") {
                    try laboratory.workbench.cityJSON(String(code), laboratory.baseStudy)
                }
            }
        ),
        ("/api/links", { request in try await links(request, laboratory) }),
        (
            "/api/travel",
            { request in
                guard let from = request.uri.queryParameters["from"] else {
                    throw Refusal(.badRequest, "from: expected the code of a region")
                }
                if from.unicodeScalars.count > 100 { throw Refusal(.badRequest, "from is longer than 100 characters") }
                let year = try request.whole("year", standard: laboratory.workbench.atlas.year, in: 1900...2100)
                return try await answered(laboratory, "application/json") {
                    try laboratory.workbench.travelJSON(from: String(from), year: year)
                }
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
    let draws = try request.whole("draws", standard: 0, in: 0...40)
    if (1...9).contains(draws) { throw Refusal(.badRequest, "draws is \(draws): expected 0, or 10 to 40") }
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
    enum Kind: String, CaseIterable { case weightedMeanTime, potential, daily, cumulative }
    let kind: Kind = try request.choice("measure", standard: .weightedMeanTime)
    let hours = Double(try request.whole("hours", standard: 3, in: 1...24))
    let measure: AccessibilityMeasure =
        switch kind {
        case .weightedMeanTime: .weightedMeanTime
        case .potential: .potential(.power(1))
        case .daily: .daily(hours: hours)
        case .cumulative: .cumulative(hours: hours)
        }
    let after = try request.whole("after", standard: laboratory.workbench.atlas.year, in: 1900...2100)
    let before = try request.whole("before", standard: after, in: 1900...2100)
    let scenario = request.uri.queryParameters["scenario"].map(String.init)
    if let scenario, scenario.unicodeScalars.count > 200 {
        throw Refusal(.badRequest, "scenario is longer than 200 characters")
    }
    let language: Language = try request.choice("language", standard: .english)
    return try await answered(laboratory, "application/json") {
        if let reason = laboratory.noModel { throw Refusal(.unprocessableContent, reason) }
        // A name of an example, never a path.
        if let scenario, !laboratory.workbench.exampleNames().contains(scenario) {
            throw Refusal(.unprocessableContent, "scenario: the atlas has no example \(scenario.prefix(60))")
        }
        return try laboratory.workbench.accessChange(
            AccessQuestion(measure), before: before, after: after, scenario: scenario, language: language
        ).text(.json)
    }
}

func answered(_ laboratory: Laboratory, _ type: String, _ body: @escaping @Sendable () throws -> String) async throws
    -> Response
{
    let content = try await laboratory.points.run {
        do { return try body() } catch let error as WorkbenchError {
            // The address was understood; the atlas holds no such thing.
            throw Refusal(.unprocessableContent, error.description)
        }
    }
    return text(content, type)
}

extension PictureFormat {
    var type: String {
        switch self {
        case .svg: "image/svg+xml"
        case .csv: "text/csv; charset=utf-8"
        case .geojson: "application/geo+json"
        case .json: "application/json"
        case .html: "text/html; charset=utf-8"
        }
    }
}

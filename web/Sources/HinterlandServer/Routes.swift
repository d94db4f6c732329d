import Asking
import ChinaDocuments
import Computation
import Formats
import Foundation
import HTTPTypes
import Hummingbird
import Reports
import ScenarioAnswers
import ScenarioFiles
import Scenarios
import Workbenches

/// Addresses that take a question.
func questionRoutes(_ laboratory: Laboratory) -> [QuestionRoute] {
    scenarioRoutes(laboratory) + atlasRoutes(laboratory) + measureRoutes(laboratory) + indexRoutes(laboratory)
}

/// Every address of the server.
func routes(
    _ laboratory: Laboratory, _ questions: [QuestionRoute], _ files: PageFiles, onlyLoopback: Bool
) -> Router<BasicRequestContext> {
    let router = Router()
    var methods: [String: String] = [:]
    let fixed = laboratory.fixed.merging(["/api/settings": settings(questions)]) { $1 }
    for path in files.paths + Array(fixed.keys) { methods[path] = "GET, HEAD" }
    let conversions: [(String, @Sendable (Request, Laboratory) async throws -> Response)] = [
        ("/api/comparisons", compare), ("/api/scenarios/yaml", yaml), ("/api/scenarios/json", json),
    ]
    for (path, _) in conversions { methods[path] = "POST" }
    for route in questions {
        methods[route.path] = (methods[route.path].map { $0 + ", " } ?? "") + route.method.rawValue
    }
    methods["/api/opening-years"] = "GET"
    let documents = Set(files.paths.filter { files[$0]?.type.hasPrefix("text/html") == true })
    router.middlewares.add(OnlyThisHost(onlyLoopback: onlyLoopback, documents: documents))
    router.middlewares.add(JSONErrors(methods: methods))
    for (path, conversion) in conversions {
        router.post(RouterPath(path)) { request, _ in try await conversion(request, laboratory) }
    }
    for route in questions { route.add(to: router) }
    router.get("/api/opening-years") { _, _ in
        try await laboratory.points.answered { Written(text: try laboratory.openingYears()) }
    }
    for (path, content) in fixed {
        let type = content.hasPrefix("<svg") ? "image/svg+xml" : "application/json"
        let body = ByteBuffer(string: content)
        serve(router, path) { request in kept(request, body, type, laboratory.tag) }
    }
    for path in files.paths {
        guard let file = files[path] else { continue }
        serve(router, path) { request in kept(request, file.content, file.type, file.tag) }
    }
    return router
}

/// What each address that is asked without a body may be told, by its name: the page makes its controls of these.
private func settings(_ questions: [QuestionRoute]) -> String {
    let asked = questions.filter { $0.method == .get }.map {
        Value.Field($0.name, $0.settings)
    }
    let claims = Value.Field("claims", .list(ClaimList.settings.map { $0.described(standard: ClaimList()).value }))
    return Record(inputs: [], result: { _ in .fields(asked + [claims]) }, sheets: []).value(in: .english).json
}

private func serve(
    _ router: Router<BasicRequestContext>, _ path: String, _ response: @escaping @Sendable (Request) -> Response
) {
    router.get(RouterPath(path)) { request, _ in response(request) }
    router.head(RouterPath(path)) { request, _ in response(request) }
}

/// A response that a browser may keep and ask about.
private func kept(_ request: Request, _ content: ByteBuffer, _ type: String, _ tag: String) -> Response {
    let headers: HTTPFields = [.contentType: type, .eTag: tag, .cacheControl: "no-cache"]
    if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
    if request.method == .head {
        var withLength = headers
        withLength[.contentLength] = String(content.readableBytes)
        return Response(status: .ok, headers: withLength)
    }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: content))
}

extension Response {
    /// The same, said to be the last of its connection.
    var closing: Response {
        var response = self
        response.headers[.connection] = "close"
        return response
    }
}

func text(_ content: String, _ type: String, timing: Duration? = nil) -> Response {
    var headers: HTTPFields = [.contentType: type, .cacheControl: "no-store"]
    if let timing { headers[.serverTiming] = "answer;dur=\(timing / .milliseconds(1))" }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: content)))
}

/// Two scenarios side by side: `{"first": …, "second": …}`.
private func compare(_ request: Request, _ laboratory: Laboratory) async throws -> Response {
    let json = try await request.answered(by: laboratory.points) { content in
        let runs = try laboratory.scenarios(content, named: ["first", "second"]).map { document in
            try laboratory.answer(document.scenario, readings: Reading.allCases, starts: 0)
        }
        return ScenarioRun.difference(runs[0], runs[1]).page().json
    }
    return text(json, "application/json").closing
}

/// A scenario as the YAML that `hinterland scenario run` takes.
private func yaml(_ request: Request, _ laboratory: Laboratory) async throws -> Response {
    let (content, isYAML) = (try await request.content(), request.isYAML)
    let written = try await laboratory.points.run {
        yamlText(try laboratory.scenario(content, isYAML: isYAML).scenario)
    }
    return text(written, "application/yaml")
}

/// A scenario file as JSON.
private func json(_ request: Request, _ laboratory: Laboratory) async throws -> Response {
    let (content, isYAML) = (try await request.content(), request.isYAML)
    let written = try await laboratory.points.run {
        jsonText(try laboratory.scenario(content, isYAML: isYAML).scenario)
    }
    return text(written, "application/json")
}

import Asking
import Computation
import Formats
import Foundation
import HTTPTypes
import Hummingbird
import Reports
import ScenarioAnswers
import ScenarioFiles
import Scenarios
import Workbench

/// Every address of the server.
func routes(_ laboratory: Laboratory, _ files: PageFiles, onlyLoopback: Bool) -> Router<BasicRequestContext> {
    let router = Router()
    var methods: [String: String] = [:]
    for path in files.paths + Array(laboratory.fixed.keys) { methods[path] = "GET, HEAD" }
    let questions: [(String, @Sendable (Request, Laboratory) async throws -> Response)] = [
        ("/api/answers", answer), ("/api/comparisons", compare), ("/api/draws", draw), ("/api/maps", map),
        ("/api/reports", report),
        ("/api/scenarios/yaml", yaml), ("/api/scenarios/json", json),
    ]
    for (path, _) in questions { methods[path] = "POST" }
    for path in atlasPaths { methods[path] = "GET" }
    methods["/api/measures"] = "GET"
    methods["/api/measurements"] = "GET, POST"
    methods["/api/recipes"] = "GET"
    methods["/api/indices"] = "GET, POST"
    router.middlewares.add(OnlyThisHost(onlyLoopback: onlyLoopback))
    router.middlewares.add(JSONErrors(methods: methods))
    for (path, question) in questions {
        router.post(RouterPath(path)) { request, _ in try await question(request, laboratory) }
    }
    atlasRoutes(router, laboratory)
    MeasureRoutes(laboratory: laboratory).add(to: router)
    indexRoutes(router, laboratory)
    for (path, content) in laboratory.fixed {
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

func text(_ content: String, _ type: String, timing: Duration? = nil) -> Response {
    var headers: HTTPFields = [.contentType: type, .cacheControl: "no-store"]
    if let timing { headers[.serverTiming] = "answer;dur=\(timing / .milliseconds(1))" }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: content)))
}

/// The point answer: what follows a hand that drags.
private func answer(_ request: Request, _ laboratory: Laboratory) async throws -> Response {
    let (readings, starts) = (try request.readings(), try request.whole("starts", standard: 0, in: 0...10))
    let form: TableForm = try request.choice("tables", standard: .columns)
    let language: Language = try request.choice("language", standard: .english)
    let content = try await request.content()
    let (isYAML, clock) = (request.isYAML, ContinuousClock())
    let (json, time) = try await laboratory.points.run {
        let begun = clock.now
        let document = try laboratory.scenario(content, isYAML: isYAML)
        let run = try laboratory.answer(document.scenario, readings: readings, starts: starts)
        switch form {
        case .columns: return (run.page().json, clock.now - begun)
        case .rows:
            do {
                let reading = readings.contains(.peopleMove) ? .peopleMove : readings[0]
                return (try run.record(reading, language).value(in: language).json, clock.now - begun)
            } catch { throw Refusal(.unprocessableContent, "\(error)") }
        }
    }
    return text(json, "application/json", timing: time)
}

/// Two scenarios side by side: `{"first": …, "second": …}`.
private func compare(_ request: Request, _ laboratory: Laboratory) async throws -> Response {
    let content = try await request.content()
    let json = try await laboratory.points.run {
        let runs = try laboratory.scenarios(content, named: ["first", "second"]).map { document in
            try laboratory.answer(document.scenario, readings: Reading.allCases, starts: 0)
        }
        return ScenarioRun.difference(runs[0], runs[1]).page().json
    }
    return text(json, "application/json")
}

/// The map alone, as SVG: for print, and where there is no WebGL.
private func map(_ request: Request, _ laboratory: Laboratory) async throws -> Response {
    let reading: Reading = try request.choice("reading", standard: .peopleMove)
    let outcome: Outcome = try request.choice("measure", standard: .income)
    let language: Language = try request.choice("language", standard: .english)
    let (content, isYAML) = (try await request.content(), request.isYAML)
    let svg = try await laboratory.points.run {
        let document = try laboratory.scenario(content, isYAML: isYAML)
        let run = try laboratory.answer(document.scenario, readings: [reading], starts: 0)
        guard let svg = try laboratory.workbench.map(run, reading: reading, outcome: outcome, language: language)
        else { throw Refusal(.unprocessableContent, run.answer.unanswered[reading] ?? "this reading has no answer") }
        return svg
    }
    return text(svg, "image/svg+xml")
}

/// The report as a page of its own. It waits in the line of draws, and stops when nobody waits for it any more.
private func report(_ request: Request, _ laboratory: Laboratory) async throws -> Response {
    let language: Language = try request.choice("language", standard: .english)
    let count = try request.draws(standard: 200, most: 500)
    let seed = try request.whole("seed", standard: 1, in: 0...(1 << 53))
    let (client, isYAML) = (try request.client(), request.isYAML)
    let cancel = CancelToken()
    let page = try await request.body.consumeWithInboundCloseHandler { body in
        let content = Data(try await body.collect(upTo: 1 << 20).readableBytesView)
        let document = try laboratory.scenario(content, isYAML: isYAML)
        let ticket = try laboratory.drawQueue.enter(client: client.isEmpty ? "report" : client, cancel: cancel)
        defer { laboratory.drawQueue.leave(ticket) }
        while laboratory.drawQueue.before(ticket) > 0 && !cancel.isCancelled {
            try await Task.sleep(for: .milliseconds(50))
        }
        return try await laboratory.points.run {
            let run = try laboratory.draws(
                document.scenario, count: count, seed: UInt64(seed), cancel: cancel)
            return try laboratory.workbench.report(run, scenario: document.file, language: language)
        }
    } onInboundClosed: {
        cancel.cancel()
    }
    return text(page, "text/html; charset=utf-8")
}

/// A scenario as the YAML that `hinterland scenario run` takes.
private func yaml(_ request: Request, _ laboratory: Laboratory) async throws -> Response {
    let document = try laboratory.scenario(try await request.content(), isYAML: request.isYAML)
    return text(yamlText(document.scenario), "application/yaml")
}

/// A scenario file as JSON.
private func json(_ request: Request, _ laboratory: Laboratory) async throws -> Response {
    let document = try laboratory.scenario(try await request.content(), isYAML: request.isYAML)
    return text(jsonText(document.scenario), "application/json")
}

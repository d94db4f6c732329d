import Asking
import Atlases
import Computation
import Formats
import Foundation
import Hummingbird
import Reports
import ScenarioAnswers
import Scenarios
import Workbenches

/// Addresses that take a scenario.
func scenarioRoutes(_ laboratory: Laboratory) -> [QuestionRoute] {
    [
        QuestionRoute("/api/answers", PointQuestion(), method: .post) { question, language, request in
            try await answer(question, language, request, laboratory)
        },
        QuestionRoute("/api/maps", MapOfAnswer(), method: .post) { question, language, request in
            try await map(question, language, request, laboratory)
        },
        QuestionRoute("/api/draws", DrawSettings(), method: .post, narrowed: ["draws": .most(2_000)], hasClient: true) {
            question, _, request in
            try await draw(question, request, laboratory)
        },
        QuestionRoute("/api/reports", DrawSettings(), method: .post, narrowed: ["draws": .most(500)], hasClient: true) {
            question, language, request in
            try await report(question, language, request, laboratory)
        },
    ]
}

/// A point answer: which readings, and how its tables are written.
private struct PointQuestion: Askable {
    var readings: [String] = []
    var starts = 0
    var tables = TableForm.columns

    static let settings: [Setting<PointQuestion>] = [
        .texts(
            "readings", "Readings", "情形", \.readings,
            help: Remark(
                "Some of \(Reading.allCases.map(\.rawValue).joined(separator: ", ")); all if left out.",
                "\(Reading.allCases.map(\.rawValue).joined(separator: "、"))中的若干个；缺省为全部。")),
        .whole(
            "starts", "Starting points", "初始点", \.starts, in: 0...10,
            help: Remark("Random starting points from which the headline is solved again.", "主结果另从若干随机初始点求解。")),
        .choice(
            "tables", "Tables", "表格", \.tables,
            help: Remark("Tables as columns, for a page, or as rows, for a reader of records.", "表格按列或按行。")),
    ]

    func chosen() throws -> [Reading] {
        if readings.isEmpty { return Reading.allCases }
        return try readings.map { name in
            if let reading = Reading(rawValue: name) { return reading }
            let all = Reading.allCases.map(\.rawValue).joined(separator: ",")
            throw Refusal(
                .unprocessableContent, "readings has \"\(name.prefix(40))\": expected some of \(all)",
                "readings 中有“\(name.prefix(40))”：应为 \(all) 中的若干个")
        }
    }
}

/// Which map of an answer.
private struct MapOfAnswer: Askable {
    var reading = Reading.peopleMove
    var measure = Outcome.income

    static let settings: [Setting<MapOfAnswer>] = [
        .choice("reading", "Reading", "情形", \.reading), .choice("measure", "Outcome", "结果", \.measure),
    ]
}

/// What follows a hand that drags.
private func answer(
    _ question: PointQuestion, _ language: Language, _ request: Request, _ laboratory: Laboratory
) async throws -> Response {
    let readings = try question.chosen()
    let (isYAML, clock) = (request.isYAML, ContinuousClock())
    let (json, time) = try await request.answered(by: laboratory.points) { content in
        let begun = clock.now
        let document = try laboratory.scenario(content, isYAML: isYAML)
        let run = try laboratory.answer(document.scenario, readings: readings, starts: question.starts)
        switch question.tables {
        case .columns: return (run.page().json, clock.now - begun)
        case .rows:
            let reading = readings.contains(.peopleMove) ? .peopleMove : readings[0]
            return (try run.record(reading, language).value(in: language).json, clock.now - begun)
        }
    }
    return text(json, "application/json", timing: time).closing
}

/// The map alone, as SVG: for print, and where there is no WebGL.
private func map(
    _ question: MapOfAnswer, _ language: Language, _ request: Request, _ laboratory: Laboratory
) async throws -> Response {
    let (isYAML, reading) = (request.isYAML, question.reading)
    let written = try await request.answered(by: laboratory.points) { content in
        let document = try laboratory.scenario(content, isYAML: isYAML)
        let run = try laboratory.answer(document.scenario, readings: [reading], starts: 0)
        let svg = try laboratory.workbench.map(run, reading: reading, outcome: question.measure, language: language)
        if let svg { return Written(text: svg, type: "image/svg+xml") }
        let why = run.answer.unanswered[reading] ?? Remark("this reading has no answer", "此情形没有结果")
        throw Refusal(.unprocessableContent, why.english, why.chinese)
    }
    return text(written.text, written.type).closing
}

/// The report as a page of its own. It waits in the line of draws, and stops when nobody waits for it any more.
private func report(
    _ question: DrawSettings, _ language: Language, _ request: Request, _ laboratory: Laboratory
) async throws -> Response {
    let (client, isYAML) = (try request.client(), request.isYAML)
    let cancel = CancelToken()
    return try await request.body.consumeWithInboundCloseHandler { body in
        let content = try await body.content()
        let document = try await laboratory.points.run(cancel: cancel) {
            try laboratory.scenario(content, isYAML: isYAML)
        }
        let ticket = try laboratory.drawQueue.enter(client: client, cancel: cancel)
        defer { laboratory.drawQueue.leave(ticket) }
        while laboratory.drawQueue.before(ticket) > 0 && !cancel.isCancelled {
            try await Task.sleep(for: .milliseconds(50))
        }
        let written = try await laboratory.studiesAtLength.run(cancel: cancel) {
            let run = try laboratory.draws(document.scenario, question, cancel: cancel)
            let page = try laboratory.workbench.report(run, scenario: document.file, language: language)
            return Written(text: page, type: "text/html; charset=utf-8")
        }
        return text(written.text, written.type).closing
    } onInboundClosed: {
        cancel.cancel()
    }
}

import Computation
import Formats
import Foundation
import Hummingbird
import ScenarioAnswers
import Scenarios
import Synchronization

/// What the page is told while draws run: server-sent events, one after the other.
private enum Event: Sendable {
    case waiting(before: Int)
    case progress(done: Int, total: Int, secondsLeft: Double)
    /// The answer with the intervals so far, as JSON.
    case intervals(String)
    case answer(String)
    case refused(String)

    var text: String {
        switch self {
        case .waiting(let before): "event: waiting\ndata: {\"before\":\(before)}\n\n"
        case .progress(let done, let total, let left):
            "event: progress\ndata: {\"done\":\(done),\"total\":\(total),\"secondsLeft\":\(left)}\n\n"
        case .intervals(let json): "event: intervals\ndata: \(json)\n\n"
        case .answer(let json): "event: answer\ndata: \(json)\n\n"
        case .refused(let json): "event: error\ndata: \(json)\n\n"
        }
    }
}

/// Draws behind a point answer, streamed: progress, intervals as they firm up, and the whole at the end. Whoever closes
/// the connection stops the work.
func draw(_ question: DrawSettings, _ request: Request, _ laboratory: Laboratory) async throws -> Response {
    let (client, isYAML) = (try request.client(), request.isYAML)
    let content = try await request.content()
    // What cannot be answered at all is refused with a status, before the stream begins.
    let scenario = try await laboratory.points.run {
        let scenario = try laboratory.scenario(content, isYAML: isYAML).scenario
        _ = try laboratory.answer(scenario, readings: [.peopleMove], starts: 0)
        return scenario
    }
    let ticket = try laboratory.drawQueue.enter(client: client)
    let body = ResponseBody { writer in
        defer { laboratory.drawQueue.leave(ticket) }
        let (events, source) = AsyncStream.makeStream(of: Event.self, bufferingPolicy: .unbounded)
        let work = Task { await follow(scenario, question, ticket, laboratory, source) }
        defer { work.cancel() }
        do {
            for await event in events { try await writer.write(ByteBuffer(string: event.text)) }
            try await writer.finish(nil)
        } catch {
            ticket.cancel.cancel()
            throw error
        }
    }
    return Response(
        status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
}

private func follow(
    _ scenario: Scenario, _ question: DrawSettings, _ ticket: DrawQueue.Ticket, _ laboratory: Laboratory,
    _ source: AsyncStream<Event>.Continuation
) async {
    defer { source.finish() }
    let count = question.draws
    while !ticket.cancel.isCancelled {
        let before = laboratory.drawQueue.before(ticket)
        if before == 0 { break }
        source.yield(.waiting(before: before))
        try? await Task.sleep(for: .milliseconds(200))
    }
    do {
        let json = try await offPool {
            let clock = ContinuousClock()
            let begun = clock.now
            let told = Mutex(begun)
            let run = try laboratory.draws(scenario, question, cancel: ticket.cancel) {
                done in
                // Often enough that a connection which was closed is noticed.
                let due = told.withLock { last in
                    guard clock.now - last > .milliseconds(100), done < count else { return false }
                    last = clock.now
                    return true
                }
                if due {
                    let left = (clock.now - begun) / .seconds(1) / Double(done) * Double(count - done)
                    source.yield(.progress(done: done, total: count, secondsLeft: (left * 10).rounded() / 10))
                }
            } partial: { run in
                source.yield(.intervals(run.page().json))
            }
            return run.page().json
        }
        source.yield(.answer(json))
    } catch let refusal as Refusal {
        source.yield(.refused(refusal.json))
    } catch {
        source.yield(.refused(Refusal(.internalServerError, "the draws failed: \(error)", "抽样失败：\(error)").json))
    }
}

/// Long work on a thread of its own; the line of draws says when it may begin.
private func offPool<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        onOwnThread { continuation.resume(with: Result(catching: body)) }
    }
}

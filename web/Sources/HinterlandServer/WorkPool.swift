import Asking
import Computation
import Foundation
import Hummingbird
import Synchronization

/// Computation on threads of its own: so many pieces at a time, so many more waiting, and a refusal beyond that.
final class WorkPool: Sendable {
    private struct State {
        var running = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let atOnce: Int
    private let mayWait: Int

    init(atOnce: Int, mayWait: Int) {
        self.atOnce = atOnce
        self.mayWait = mayWait
    }

    /// - Parameter cancel: of whoever asked; long work looks at it, and what has not begun is not begun.
    func run<Value: Sendable>(
        cancel: CancelToken = CancelToken(), _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await enter()
        defer { leave() }
        // Whoever has gone away while waiting is not computed for.
        if cancel.isCancelled { throw CancellationError() }
        let found = try await withCheckedThrowingContinuation { continuation in
            onOwnThread {
                continuation.resume(
                    with: Result {
                        do { return try CancelToken.$current.withValue(cancel, operation: body) } catch let problem
                            as Problem
                        { throw Refusal(problem) }
                    })
            }
        }
        // An answer that was stopped half way is none.
        if cancel.isCancelled { throw CancellationError() }
        return found
    }

    private func enter() async throws {
        let refused = state.withLock { $0.running >= atOnce && $0.waiting.count >= mayWait }
        if refused { throw Refusal.busy }
        await withCheckedContinuation { continuation in
            let starts = state.withLock { state in
                if state.running < atOnce {
                    state.running += 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if starts { continuation.resume() }
        }
    }

    /// Hands the place on to whoever has waited longest.
    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.running -= 1
            return nil
        }
        next?.resume()
    }
}

extension Request {
    /// Answers on a thread of a pool's own, and stops where whoever asked goes away; the connection ends with the
    /// answer.
    func answered<Value: Sendable>(
        by pool: WorkPool, _ body: @escaping @Sendable (Data) throws -> Value
    ) async throws -> Value {
        let cancel = CancelToken()
        return try await self.body.consumeWithInboundCloseHandler { received in
            let content = try await received.content()
            return try await pool.run(cancel: cancel) { try body(content) }
        } onInboundClosed: {
            cancel.cancel()
        }
    }
}

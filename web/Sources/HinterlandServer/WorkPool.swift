import Dispatch
import Synchronization

/// Computation off the cooperative pool: so many pieces at a time, so many more waiting, and a refusal beyond that.
final class WorkPool: Sendable {
    private struct State {
        var running = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "work", attributes: .concurrent)
    private let atOnce: Int
    private let mayWait: Int

    init(atOnce: Int, mayWait: Int) {
        self.atOnce = atOnce
        self.mayWait = mayWait
    }

    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        // Whoever has gone away while waiting is not computed for.
        try Task.checkCancellation()
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
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

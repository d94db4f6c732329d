import Computation
import Synchronization

/// Draws wait in a line and run one after the other; each client that names itself has
/// one, and a new one takes the place of its last.
final class DrawQueue: Sendable {
    struct Ticket: Sendable {
        let number: Int
        let client: String?
        let cancel: CancelToken
    }

    private struct State {
        var next = 0
        var line: [Ticket] = []
    }

    private let state = Mutex(State())
    private let most: Int

    init(most: Int) {
        self.most = most
    }

    /// A place at the end of the line.
    func enter(client: String?, cancel: CancelToken = CancelToken()) throws -> Ticket {
        try state.withLock { state in
            for old in state.line where client != nil && old.client == client { old.cancel.cancel() }
            if state.line.count >= most { throw Refusal.busy }
            state.next += 1
            let ticket = Ticket(number: state.next, client: client, cancel: cancel)
            state.line.append(ticket)
            return ticket
        }
    }

    /// How many are before it; 0 means that it may run.
    func before(_ ticket: Ticket) -> Int {
        state.withLock { $0.line.firstIndex { $0.number == ticket.number } ?? 0 }
    }

    func leave(_ ticket: Ticket) {
        ticket.cancel.cancel()
        state.withLock { $0.line.removeAll { $0.number == ticket.number } }
    }
}

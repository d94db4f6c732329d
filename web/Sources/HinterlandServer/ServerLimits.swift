import Computation
import Foundation
import Hummingbird
import HummingbirdCore
import NIOCore
import ServiceLifecycle

/// How many connections are open and for how long: sockets that say nothing must not keep others out.
enum ServerLimits {
    /// Of connections on which nothing arrives: heads and bodies that stop half way, and those kept for a next request.
    static let idle = TimeAmount.seconds(10)
    /// Seconds of one processor that a table or an index may take, as far as can be told before.
    static let mostWork = 60.0
    /// From the signal to the end of the process, whatever is on its way.
    static let shutdown: UInt32 = 4

    /// As many connections as there may be open files, a margin for atlas and page left; further ones wait at the door
    /// until one closes.
    static func connections() -> MaximumAvailableConnections {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return MaximumAvailableConnections(128)
        }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let files = Int(min(limit.rlim_cur, 664))
        return MaximumAvailableConnections(max(8, files - 64))
    }
}

/// Ends the process a few seconds after it was asked to end, though somebody's request is still on its way: the server
/// keeps nothing that could be lost.
struct EndsInTime: Service {
    func run() async throws {
        try await gracefulShutdown()
        onOwnThread {
            sleep(ServerLimits.shutdown)
            _exit(0)
        }
    }
}

import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs work on a thread of its own and returns at once: what takes long must not hold a thread of the pool that serves
/// everybody's tasks.
///
/// - Parameter body: runs here, before this returns, where the system gives no more threads.
public func onOwnThread(_ body: @escaping @Sendable () -> Void) {
    #if canImport(Glibc)
        guard let thread = startThread(body) else { return body() }
        pthread_detach(thread)
    #else
        DispatchQueue.global().async(execute: body)
    #endif
}

/// Runs the same work on so many threads, this one among them, and waits for all.
///
/// - Parameter behind: gives way to whatever else the machine has to do. A thread that has stepped back may not step
///   forward again, so that all of them are new then.
func onThreads(_ workers: Int, behind: Bool, _ work: @Sendable () -> Void) {
    #if canImport(Glibc)
        withoutActuallyEscaping(work) { work in
            let threads = (0..<(behind ? workers : workers - 1)).compactMap { _ in
                startThread {
                    // On Linux each thread has a priority of its own; 0 names the one that calls.
                    if behind { _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10) }
                    work()
                }
            }
            if !behind || threads.isEmpty { work() }
            // Joined, so that nothing of a thread outlives this call.
            for thread in threads { pthread_join(thread, nil) }
        }
    #else
        DispatchQueue.concurrentPerform(iterations: workers) { _ in work() }
    #endif
}

#if canImport(Glibc)
    private final class ThreadBody: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Nil where the system gives no more threads.
    private func startThread(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
        let handed = Unmanaged.passRetained(ThreadBody(body))
        var thread = pthread_t()
        let failure = pthread_create(
            &thread, nil,
            { body in
                if let body { Unmanaged<ThreadBody>.fromOpaque(body).takeRetainedValue().run() }
                return nil
            }, handed.toOpaque())
        if failure != 0 { handed.release() }
        return failure == 0 ? thread : nil
    }
#endif

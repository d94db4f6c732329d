import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs independent pieces of work on several threads and gives their results in order: the results do not depend on
/// the number of threads, since each is computed from its index alone.
///
/// - Parameters:
///   - threads: at most this many; nil takes one for each processor.
///   - progress: called after each piece with how many are done, from any thread, one call at a time.
///   - behind: gives way to whatever else the machine has to do, as work must for which nobody waits with the hand on
///     the mouse.
///   - cancel: looked at before each piece; a cancelled run returns nil for the pieces not begun.
public func parallelMap<Result: Sendable>(
    count: Int, threads: Int? = nil, behind: Bool = false, cancel: CancelToken? = nil,
    progress: (@Sendable (Int) -> Void)? = nil,
    _ body: @Sendable (Int) -> Result
) -> [Result?] {
    var results = [Result?](repeating: nil, count: count)
    let workers = max(1, min(count, threads ?? processorCount))
    let next = Atomic<Int>(0)
    let done = Mutex<Int>(0)
    results.withUnsafeMutableBufferPointer { buffer in
        let slots = Slots(buffer)
        @Sendable func work() {
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < count, cancel?.isCancelled != true else { return }
                slots.store(body(index), at: index)
                done.withLock { finished in
                    finished += 1
                    progress?(finished)
                }
            }
        }
        onThreads(workers, behind: behind, work)
    }
    return results
}

/// Processors that may be used.
public var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

/// Where threads leave their results. The compiler cannot see why that is safe, so it is said here: each index is
/// handed out once, by an atomic counter, so that no two threads write one slot; nobody reads before all have ended;
/// and the buffer outlives them, since whoever began them waits.
private struct Slots<Element>: @unchecked Sendable {
    private let buffer: UnsafeMutableBufferPointer<Element?>

    init(_ buffer: UnsafeMutableBufferPointer<Element?>) {
        self.buffer = buffer
    }

    func store(_ element: Element, at index: Int) { buffer[index] = element }
}

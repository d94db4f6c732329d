import Synchronization

/// A flag by which long work is told to stop. Work looks at it between steps and ends with an error that says so.
public final class CancelToken: Sendable {
    private let flag = Atomic<Bool>(false)

    /// Of whoever asked for what is being computed, where that one may go away; long work that is given no token looks
    /// at this one.
    @TaskLocal public static var current: CancelToken?

    /// Not cancelled.
    public init() {}

    /// Asks to stop, from any thread; it cannot be taken back.
    public func cancel() { flag.store(true, ordering: .relaxed) }

    /// Whether anybody asked to stop.
    public var isCancelled: Bool { flag.load(ordering: .relaxed) }
}

import Synchronization

/// Why a part of an atlas that is read late could not be read.
public struct UnreadablePart: Error, Sendable, Hashable {
    /// File, row and cure.
    public let reason: Remark

    /// Says it in both languages.
    public init(_ reason: Remark) { self.reason = reason }
}

/// A part of an atlas that is read when it is first asked for, then kept.
public final class LatePart<Content: Sendable>: Sendable {
    private let read: @Sendable () throws(UnreadablePart) -> Content
    private let kept = Mutex<Result<Content, UnreadablePart>?>(nil)

    /// What it holds, as is known before it is read.
    public let about: Remark

    /// - Parameter read: called once at most.
    public init(_ about: Remark, _ read: @escaping @Sendable () throws(UnreadablePart) -> Content) {
        (self.about, self.read) = (about, read)
    }

    /// What it holds.
    ///
    /// - Throws: why it cannot be read, each time it is asked.
    public func callAsFunction() throws(UnreadablePart) -> Content {
        let found = kept.withLock { kept in
            if let kept { return kept }
            let found: Result<Content, UnreadablePart>
            do throws(UnreadablePart) { found = .success(try read()) } catch { found = .failure(error) }
            kept = found
            return found
        }
        return try found.get()
    }
}

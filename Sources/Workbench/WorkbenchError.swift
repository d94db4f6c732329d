import Asking

/// Something to tell the user in one line, with the exit status that fits.
public struct WorkbenchError: Error, Sendable, CustomStringConvertible {
    public enum Kind: Sendable {
        /// The call was wrong: exit status 2.
        case use
        /// The data were: exit status 1.
        case data
    }

    public let kind: Kind
    public let description: String

    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    /// One of this kind as it is; any other is one of data, in its own words.
    init(_ error: any Error) {
        if let problem = error as? Problem {
            self.init(problem.kind == .use ? .use : .data, problem.description)
        } else {
            self = error as? WorkbenchError ?? WorkbenchError(.data, "\(error)")
        }
    }
}

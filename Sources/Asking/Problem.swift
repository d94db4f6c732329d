public import Atlas

/// Why a question has no answer: a value that each face words in its own terms.
///
/// Settings stand in the text between braces, as in "name neighbours with {weights}": the command line says
/// `--weights`, the page the name of its field. A brace that belongs to the text itself is no setting, since no setting
/// has its name.
public struct Problem: Error, Sendable, CustomStringConvertible {
    /// Whose mistake it is.
    public enum Kind: Sendable {
        /// The question was wrong: exit status 2 of the command line, 4xx over HTTP.
        case use
        /// The data were: exit status 1.
        case data
    }

    /// Decides the exit status.
    public let kind: Kind
    /// What is wrong, where, and the cure.
    public let remark: Remark
    /// Which change of a scenario is meant, counted from 0; nil for none.
    public let change: Int?

    /// - Parameter chinese: nil where only English words are at hand.
    public init(_ kind: Kind, _ english: String, _ chinese: String? = nil, change: Int? = nil) {
        self.kind = kind
        self.change = change
        remark = Remark(english, chinese ?? english)
    }

    /// One of this kind as it is; any other is one of data, in its own words.
    public init(_ error: any Error) { self = error as? Problem ?? Problem(.data, "\(error)") }

    /// The English words with settings as the command line writes them.
    public var description: String { filledHoles(remark.english, Self.option) }

    /// A setting as the command line writes it: `valueOfTime` is `--value-of-time`.
    @Sendable public static func option(_ setting: String) -> String {
        "--" + setting.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
    }

    /// The same with settings as a face calls them.
    public func named(_ name: (_ setting: String) -> String?) -> Problem {
        let filled = remark(naming: name)
        return Problem(kind, filled.english, filled.chinese, change: change)
    }

    /// The words with a name for each setting.
    ///
    /// - Parameter name: what a face calls a setting; nil leaves the braces as they are.
    public func remark(naming name: (_ setting: String) -> String?) -> Remark {
        Remark(filledHoles(remark.english, name), filledHoles(remark.chinese, name))
    }
}

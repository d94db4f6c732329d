public import Atlases

/// Why a question has no answer: a value that each face words in its own terms, `--weights` on the command line, the
/// name of its field on the page.
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
    private let english: Template
    private let chinese: Template
    /// Which change of a scenario is meant, counted from 0; nil for none.
    public let change: Int?

    /// What is wrong, where, and the cure.
    ///
    /// - Parameter chinese: nil where only English words are at hand.
    public init(_ kind: Kind, _ english: Template, _ chinese: Template? = nil, change: Int? = nil) {
        self.kind = kind
        self.change = change
        (self.english, self.chinese) = (english, chinese ?? english)
    }

    /// One of this kind as it is; any other is one of data, in its own words.
    public init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let part as UnreadablePart:
            self.init(.data, Template(words: part.reason.english), Template(words: part.reason.chinese))
        case let worded as any Worded: self.init(.data, worded.words, worded.chineseWords)
        default: self.init(.data, "\(error)")
        }
    }

    /// A file that the system does not let us write.
    public static func unwritten(_ path: String) -> Problem {
        Problem(
            .use, "\(path) cannot be written: check its folder, permissions and free space",
            "无法写入 \(path)：请检查文件夹、权限与空间")
    }

    /// The English words with settings as the command line writes them.
    public var description: String { remark(naming: Self.option).english }

    /// A setting as the command line writes it: `valueOfTime` is `--value-of-time`.
    @Sendable public static func option(_ setting: String) -> String {
        "--" + setting.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
    }

    /// The same with settings as a face calls them.
    public func named(_ name: (_ setting: String) -> String?) -> Problem {
        Problem(kind, english.filled(name), chinese.filled(name), change: change)
    }

    /// The words with a name for each setting.
    ///
    /// - Parameter name: what a face calls a setting; nil leaves it in braces.
    public func remark(naming name: (_ setting: String) -> String?) -> Remark {
        Remark(english.filled(name).description, chinese.filled(name).description)
    }
}

/// Words with settings in braces, as in "name neighbours with {weights}": each face puts in what it calls them.
///
/// What is interpolated stands as it is: a brace in a user's own text is no setting.
///
///     let problem: Template = "{id} is \(given): expected a column of \(file)"
public struct Template: Sendable, Hashable, ExpressibleByStringInterpolation, CustomStringConvertible {
    /// With a mark after each brace that is no setting's.
    private let text: String

    /// Follows a brace that stands for itself; a control character, so no one misses it in what is interpolated.
    private static let mark: Character = "\u{2}"

    /// Takes the words between interpolations as they are, and what is interpolated as text.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        /// Room for the words.
        public init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

        /// Words, in which braces hold settings.
        public mutating func appendLiteral(_ literal: String) { text += literal }

        /// Anything else as text.
        public mutating func appendInterpolation(_ value: some Any) {
            for character in "\(value)" where character != mark {
                text.append(character)
                if character == "{" { text.append(mark) }
            }
        }

        /// Words with settings of their own.
        public mutating func appendInterpolation(words: Template) { text += words.text }
    }

    /// Words without interpolation.
    public init(stringLiteral value: String) { text = value }

    /// Words with what was interpolated.
    public init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// Settings, one after the other.
    public static func settings(_ ids: [String]) -> Template {
        Template(words: ids.map { "{\($0)}" }.joined(separator: ", "))
    }

    /// Words of the program's own, such as help.
    public init(words: String) { text = words }

    /// The words with some settings put in.
    ///
    /// - Parameter name: what a face calls a setting; nil leaves it for another.
    func filled(_ name: (_ setting: String) -> String?) -> Template { Template(words: filledHoles(text, name)) }

    /// The words, with settings that nobody named in braces.
    public var description: String { text.contains(Self.mark) ? text.filter { $0 != Self.mark } : text }
}

/// An error in such words.
public protocol Worded: Error {
    /// What is wrong, where, and the cure, in English.
    var words: Template { get }
    /// The same in Chinese.
    var chineseWords: Template { get }
}

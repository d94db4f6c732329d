public import Asking

/// What is wrong with a file written in YAML or JSON, and where.
public struct DocumentError: Worded, Sendable, Equatable, CustomStringConvertible {
    /// Path or name, as it was given to the reader.
    public let file: String
    /// Counting from 1; nil where the file as a whole is meant.
    public let line: Int?
    /// What is wrong and what was expected, in English.
    public let message: String
    /// The same in Chinese.
    public let chinese: String
    /// Index of the entry of a list that is meant, if one is.
    public let item: Int?

    /// Without a line the file as a whole is meant.
    public init(file: String, line: Int? = nil, item: Int? = nil, _ message: String, _ chinese: String) {
        self.file = file
        self.line = line
        self.message = message
        self.chinese = chinese
        self.item = item
    }

    package func at(item index: Int) -> DocumentError {
        DocumentError(file: file, line: line, item: item ?? index, message, chinese)
    }

    /// File, line and message on one line.
    public var description: String { line.map { "\(file), line \($0): \(message)" } ?? "\(file): \(message)" }

    /// As `description`.
    public var words: Template { "\(description)" }
    /// The same in Chinese.
    public var chineseWords: Template {
        line.map { "\(file) 第 \($0) 行：\(chinese)" } ?? "\(file)：\(chinese)"
    }
}

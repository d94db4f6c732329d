/// What is wrong with a file written in YAML or JSON, and where.
public struct DocumentError: Error, Sendable, Equatable, CustomStringConvertible {
    public let file: String
    public let line: Int?
    public let message: String
    /// Index of the entry of a list that is meant, if one is.
    public let item: Int?

    public init(file: String, line: Int? = nil, item: Int? = nil, _ message: String) {
        self.file = file
        self.line = line
        self.message = message
        self.item = item
    }

    package func at(item index: Int) -> DocumentError {
        DocumentError(file: file, line: line, item: item ?? index, message)
    }

    public var description: String { line.map { "\(file), line \($0): \(message)" } ?? "\(file): \(message)" }
}
